//! An organisation's papers: what is in force of them when, and which documents they make.
//!
//! Deliberately not here: what the documents say, and where papers are kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use vern_core::time::Instant;
use vern_policy::charter::{ActivityRole, Agreement, Charter, DocumentKind};
use vern_policy::compile::compile;
use vern_policy::in_force::{Document as Paper, Source, Timeline, instruction_at};
use vern_policy::{CharterError, Placed, Rules};
use vern_text::Audience;

use super::kind::{Kind, Name};

/// Every paper of one organisation, laid out in time.
#[derive(Debug, Clone, Default)]
pub struct Library {
    organisation: String,
    sources: Vec<Source>,
    timeline: Timeline,
    /// Terms of its own, in the order they come into force; those it holds of others are not its to offer.
    offered: Vec<Arc<Rules>>,
}

impl Library {
    /// Lays out the papers of an organisation.
    ///
    /// # Errors
    /// Every [`CharterError`] of papers that can't be enforced together.
    pub fn new(organisation: &str, sources: Vec<Source>) -> Result<Self, Vec<CharterError>> {
        let timeline = Timeline::new(&sources)?;
        let mut offered = Vec::new();
        for source in &sources {
            if let Some(terms) = charter_of(source)
                && terms.kind.value == DocumentKind::Terms
                && terms.organisation.id.value == organisation
            {
                offered.push(Arc::new(compile(terms.clone(), source.file())?));
            }
        }
        offered.sort_by_key(|rules| rules.charter().in_force_from.value);
        Ok(Self { organisation: organisation.to_owned(), sources, timeline, offered })
    }

    /// When what is in force of its papers.
    #[must_use]
    pub const fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The last of its own terms that have come into force at an instant.
    #[must_use]
    pub fn offered_at(&self, at: Instant) -> Option<&Arc<Rules>> {
        self.offered.iter().rev().find(|rules| rules.charter().in_force_from.value <= at)
    }

    /// Every instant up to another at which something else may be in force.
    fn changes(&self, until: Instant) -> impl Iterator<Item = Instant> {
        let own = self.timeline.stretches().map(|(from, _)| from);
        let offered = self.offered.iter().map(|rules| rules.charter().in_force_from.value);
        own.chain(offered).filter(move |from| *from <= until)
    }

    fn under(&self, rules: &Rules) -> Option<Under<'_>> {
        Under::find(rules, &self.sources)
    }
}

/// An organisation's library with those of its customers, which its register of processing names.
#[derive(Debug, Clone)]
pub struct Shelf {
    library: Arc<Library>,
    customers: Vec<Arc<Library>>,
}

impl Shelf {
    /// A shelf. Libraries without an agreement under the organisation's terms count for nothing on it.
    #[must_use]
    pub fn new(library: Arc<Library>, others: impl IntoIterator<Item = Arc<Library>>) -> Self {
        let is_customer = |other: &Arc<Library>| {
            let agreements = other.sources.iter().filter_map(agreement_of);
            other.organisation != library.organisation
                && agreements.map(|it| &it.under.value.processor).any(|it| *it == library.organisation)
        };
        let customers = others.into_iter().filter(is_customer).collect();
        Self { library, customers }
    }

    /// What is in force at an instant.
    #[must_use]
    pub fn papers(&self, at: Instant) -> Papers<'_> {
        let library = self.library.as_ref();
        let own = library.timeline.at(at).map(|(rules, _)| rules.as_ref());
        let customers = self.customers.iter().filter_map(|customer| {
            let (rules, _) = customer.timeline.at(at)?;
            Some(Customer { rules, under: customer.under(rules)? })
        });
        Papers {
            under: own.and_then(|rules| library.under(rules)),
            own,
            offered: library.offered_at(at).map(AsRef::as_ref),
            customers: customers.collect(),
        }
    }

    /// Every instant up to another at which something else may be in force.
    #[must_use]
    pub fn changes(&self, until: Instant) -> BTreeSet<Instant> {
        let all = std::iter::once(&self.library).chain(&self.customers);
        all.flat_map(|library| library.changes(until)).collect()
    }
}

/// What is in force for an organisation at one instant.
#[derive(Debug, Clone)]
pub struct Papers<'a> {
    /// Its own charter, or its agreement merged with the terms it stands under.
    pub(super) own: Option<&'a Rules>,
    /// Terms and agreement, where there is one.
    pub(super) under: Option<Under<'a>>,
    /// The terms it offers.
    pub(super) offered: Option<&'a Rules>,
    /// Those with an agreement under its terms.
    pub(super) customers: Vec<Customer<'a>>,
}

/// A controller with an agreement under the organisation's terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Customer<'a> {
    pub(super) rules: &'a Rules,
    pub(super) under: Under<'a>,
}

impl<'a> Papers<'a> {
    /// The documents the papers make, in the order pages list them.
    #[must_use]
    pub fn names(&self) -> Vec<Name> {
        Kind::ALL.into_iter().flat_map(|kind| self.names_of(kind)).collect()
    }

    fn names_of(&self, kind: Kind) -> Vec<Name> {
        let either = || self.charters();
        let there = match kind {
            Kind::PrivacyNotice => self.own.is_some(),
            Kind::SubProcessors => either().any(|charter| !charter.suppliers.is_empty()),
            // Whoever has staff in the console stores something, whatever the paper tells of.
            Kind::CookiePolicy => self.own.is_some() || either().any(|charter| charter.cookies.is_some()),
            Kind::Terms | Kind::RegisterProcessor => self.offered.is_some(),
            Kind::ProcessingAgreement => self.offered.is_some() || self.under.is_some(),
            Kind::RegisterController => self.own.is_some_and(|rules| decides_anything(rules.charter())),
            Kind::ServiceAgreement => {
                let named =
                    |charter: &Charter| kind.paper().is_some_and(|paper| charter.document(paper).is_some());
                self.under.is_none() && either().any(named)
            }
            Kind::UserAgreement => {
                let services =
                    self.charters().filter(|_| self.under.is_none()).flat_map(|charter| &charter.services);
                let name = |id: &String| Name { kind, service: Some(id.clone()) };
                return services.map(|service| name(&service.id.value)).collect();
            }
        };
        if there { vec![Name::of(kind)] } else { Vec::new() }
    }

    /// Who one of its documents is for.
    #[must_use]
    pub fn audience(&self, name: &Name) -> Audience {
        let of = self.rules_of(name.kind).map(Rules::charter);
        let agreed = self.under.is_some();
        of.map_or(Audience::Authority, |charter| name.kind.audience_in(charter, agreed))
    }

    /// Charter and terms, as far as there are any.
    fn charters(&self) -> impl Iterator<Item = &'a Charter> {
        self.own.into_iter().chain(self.offered).map(Rules::charter)
    }

    /// The rules a document is printed from first.
    pub(super) fn rules_of(&self, kind: Kind) -> Option<&'a Rules> {
        let has = |has: &dyn Fn(&Charter) -> bool| {
            let all = self.own.into_iter().chain(self.offered);
            all.into_iter().find(|rules| has(rules.charter()))
        };
        match kind {
            Kind::PrivacyNotice | Kind::RegisterController => self.own,
            Kind::CookiePolicy => has(&|charter| charter.cookies.is_some()).or(self.own),
            Kind::SubProcessors => {
                has(&|charter| kind.paper().is_some_and(|paper| charter.document(paper).is_some()))
                    .or_else(|| has(&|charter| !charter.suppliers.is_empty()))
            }
            Kind::Terms | Kind::RegisterProcessor => self.offered,
            Kind::ServiceAgreement | Kind::UserAgreement => self.offered.or(self.own),
            Kind::ProcessingAgreement => self.offered.or(self.own),
        }
    }
}

/// Whether the organisation is controller of anything.
fn decides_anything(charter: &Charter) -> bool {
    charter.activities.iter().any(|activity| {
        activity.role.as_ref().is_none_or(|role| role.value == ActivityRole::Controller)
            || charter.kind.value == DocumentKind::Agreement
    })
}

/// The two documents behind an agreement in force. Compiled rules keep what is permitted; the page also names who agreed to what.
#[derive(Debug, Clone, Copy)]
pub struct Under<'a> {
    /// The processor's terms.
    pub terms: &'a Charter,
    /// The controller's agreement under them.
    pub agreement: &'a Agreement,
}

impl<'a> Under<'a> {
    /// The terms and the agreement rules were compiled from, among documents; none for an own charter or terms by themselves.
    #[must_use]
    pub fn find(rules: &Rules, papers: &'a [Source]) -> Option<Self> {
        let [terms, agreement] = rules.sources() else { return None };
        let by_hash = |hash| papers.iter().find(|paper| paper.hash() == hash);
        let terms = by_hash(&terms.hash).and_then(charter_of)?;
        Some(Self { terms, agreement: by_hash(&agreement.hash).and_then(agreement_of)? })
    }

    /// The instruction in force: the agreement's last that has begun, else the first, which the terms hold.
    pub(super) fn instruction(&self, at: Instant) -> Option<Placed<vern_policy::charter::Instruction>> {
        instruction_at(self.terms, self.agreement, at)
    }
}

fn charter_of(paper: &Source) -> Option<&Charter> {
    match paper.document() {
        Paper::Charter(charter) => Some(charter),
        Paper::Agreement(_) => None,
    }
}

fn agreement_of(paper: &Source) -> Option<&Agreement> {
    match paper.document() {
        Paper::Agreement(agreement) => Some(agreement),
        Paper::Charter(_) => None,
    }
}
