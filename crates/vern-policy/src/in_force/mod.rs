//! The charter in force: which documents hold for one controller at an instant, and what they permit together (ADR 0006).
//!
//! A controller's own charter; or a processor's terms with the controller's agreement under them: what the agreement sets otherwise where the
//! terms leave that open, permissions intersected. The result is a timeline: at every instant exactly one [`Rules`], or none.

mod merge;

use std::collections::BTreeSet;
use std::sync::Arc;

use vern_core::time::Instant;

use crate::canonical::{CharterHash, document_hash};
use crate::charter::{Agreement, Charter, DocumentKind, Instruction, TermsVersion};
use crate::compile::{Under, compile, compile_under};
use crate::error::CharterError;
use crate::placed::Placed;
use crate::rules::{Rules, RulesSource, Standing};

pub use merge::{beyond_terms, counting_between, merge};

/// One document of any of the three kinds.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// An organisation's own charter, or a processor's terms.
    Charter(Box<Charter>),
    /// A controller's agreement under terms.
    Agreement(Box<Agreement>),
}

impl Document {
    /// Which kind.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        match self {
            Self::Charter(charter) => charter.kind.value,
            Self::Agreement(_) => DocumentKind::Agreement,
        }
    }

    /// The organisation it is about: whose charter, whose terms, or which controller's agreement.
    #[must_use]
    pub fn organisation(&self) -> &crate::charter::Organisation {
        match self {
            Self::Charter(charter) => &charter.organisation,
            Self::Agreement(agreement) => &agreement.controller,
        }
    }

    /// Its own name of this version.
    #[must_use]
    pub fn version(&self) -> &str {
        match self {
            Self::Charter(charter) => &charter.version,
            Self::Agreement(agreement) => &agreement.version,
        }
    }

    /// From when it holds.
    #[must_use]
    pub fn in_force_from(&self) -> Instant {
        match self {
            Self::Charter(charter) => charter.in_force_from.value,
            Self::Agreement(agreement) => agreement.in_force_from.value,
        }
    }
}

/// A document with its file and hash. Making one checks it by itself.
#[derive(Debug, Clone)]
pub struct Source {
    document: Document,
    file: String,
    hash: CharterHash,
}

impl Source {
    /// Checks a document by itself: everything but what it says of another.
    ///
    /// # Errors
    /// Every [`CharterError`] found.
    pub fn new(document: Document, file: &str) -> Result<Self, Vec<CharterError>> {
        let hash = document_hash(&document).map_err(|error| vec![error])?;
        match &document {
            Document::Charter(charter) => compile(Charter::clone(charter), file).map(drop)?,
            Document::Agreement(agreement) => merge::check_agreement(agreement)?,
        }
        Ok(Self { document, file: file.to_owned(), hash })
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Its file's name.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its hash, as entries cite it.
    #[must_use]
    pub const fn hash(&self) -> &CharterHash {
        &self.hash
    }

    fn rules_source(&self) -> RulesSource {
        RulesSource { file: self.file.clone(), hash: self.hash }
    }

    fn order(&self) -> (Instant, CharterHash) {
        (self.document.in_force_from(), self.hash)
    }
}

/// What is in force when, for one controller. The order its documents came in does not matter.
#[derive(Debug, Default, Clone)]
pub struct Timeline {
    /// Ascending; each holds until the next begins. Nothing may be in force for a while.
    stretches: Vec<(Instant, Option<Arc<Rules>>)>,
}

impl Timeline {
    /// Lays out the documents of one controller: own charters; or agreements, with the terms they stand under.
    ///
    /// # Errors
    /// Every [`CharterError`] of an agreement and terms that can't be enforced together.
    pub fn new(sources: &[Source]) -> Result<Self, Vec<CharterError>> {
        let mut ordered: Vec<&Source> = sources.iter().collect();
        ordered.sort_by_key(|source| source.order());
        ordered.dedup_by_key(|source| source.hash);
        let mut stretches: Vec<(Instant, Option<Arc<Rules>>)> = Vec::new();
        for at in changes(&ordered) {
            stretches.push((at, rules_at(&ordered, at)?.map(Arc::new)));
        }
        Ok(Self { stretches })
    }

    /// What is in force at an instant, if anything, and until when.
    #[must_use]
    pub fn at(&self, at: Instant) -> Option<(&Arc<Rules>, Option<Instant>)> {
        let later = self.stretches.partition_point(|(from, _)| *from <= at);
        let (_, rules) = self.stretches.get(later.checked_sub(1)?)?;
        Some((rules.as_ref()?, self.stretches.get(later).map(|(from, _)| *from)))
    }

    /// Every stretch in which something is in force, in order: from when, and what then holds.
    pub fn stretches(&self) -> impl DoubleEndedIterator<Item = (Instant, &Arc<Rules>)> {
        self.stretches.iter().filter_map(|(from, rules)| Some((*from, rules.as_ref()?)))
    }
}

/// Checks agreements together with the terms they begin under, before they are let in. What later terms open again is no reason to keep those out.
///
/// # Errors
/// [`CharterError`] `charter.counting_needed`.
pub fn check_together(sources: &[Source]) -> Result<(), Vec<CharterError>> {
    let all: Vec<&Source> = sources.iter().collect();
    let errors: Vec<CharterError> = agreements(&all)
        .filter_map(|(_, agreement)| {
            let (_, terms) = terms_for(&all, agreement, agreement.in_force_from.value)?;
            merge::check_counting(terms, agreement).err()
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn charters<'a>(
    sources: &[&'a Source],
    kind: DocumentKind,
) -> impl Iterator<Item = (&'a Source, &'a Charter)> {
    sources.iter().filter_map(move |source| match &source.document {
        Document::Charter(charter) if charter.kind.value == kind => Some((*source, charter.as_ref())),
        _ => None,
    })
}

fn agreements<'a>(sources: &[&'a Source]) -> impl Iterator<Item = (&'a Source, &'a Agreement)> {
    sources.iter().filter_map(|source| match &source.document {
        Document::Agreement(agreement) => Some((*source, agreement.as_ref())),
        Document::Charter(_) => None,
    })
}

/// Every instant at which something else may hold. Nothing does before the first document begins, whatever notice was sent earlier.
fn changes(sources: &[&Source]) -> BTreeSet<Instant> {
    let mut changes: BTreeSet<Instant> =
        sources.iter().map(|source| source.document.in_force_from()).collect();
    let first = changes.first().copied();
    for (_, agreement) in agreements(sources) {
        changes.extend(agreement.in_force_to.map(|end| end.value));
        changes.extend(
            agreement.instructions.iter().filter_map(|it| it.value.in_force_from).map(|from| from.value),
        );
        for terms in charters(sources, DocumentKind::Terms).map(|(_, terms)| terms) {
            changes.extend(merge::windows(terms, agreement));
        }
    }
    changes.retain(|at| Some(*at) >= first);
    changes
}

/// What holds at an instant, by the documents alone.
fn rules_at(sources: &[&Source], at: Instant) -> Result<Option<Rules>, Vec<CharterError>> {
    if agreements(sources).next().is_none() {
        let own = charters(sources, DocumentKind::Charter)
            .filter(|(source, _)| source.document.in_force_from() <= at);
        return own.last().map(|(source, charter)| compile(charter.clone(), &source.file)).transpose();
    }
    let started = agreements(sources).filter(|(_, agreement)| agreement.in_force_from.value <= at).last();
    // Before the first version the first is what will be: nothing is permitted by it yet.
    let Some((source, agreement)) = started.or_else(|| agreements(sources).next()) else { return Ok(None) };
    let Some((terms_source, terms)) = terms_for(sources, agreement, at) else { return Ok(None) };
    let signed = terms_for(sources, agreement, agreement.in_force_from.value);
    let under = under(terms, signed.map_or(terms, |(_, signed)| signed), agreement, at);
    let charter = merge(terms, agreement, under.instruction.as_ref());
    compile_under(charter, vec![terms_source.rules_source(), source.rules_source()], under).map(Some)
}

/// The terms an agreement stands under at an instant: the version it names, or the last that is in force.
fn terms_for<'a>(
    sources: &[&'a Source],
    agreement: &Agreement,
    at: Instant,
) -> Option<(&'a Source, &'a Charter)> {
    let of_processor = charters(sources, DocumentKind::Terms)
        .filter(|(_, terms)| terms.organisation.id.value == agreement.under.value.processor);
    match &agreement.under.value.terms {
        TermsVersion::Named(version) => of_processor.filter(|(_, terms)| terms.version == *version).last(),
        TermsVersion::InForce => of_processor.filter(|(_, terms)| terms.in_force_from.value <= at).last(),
    }
}

/// `signed` are the terms of the day the agreement began: the suppliers in them were approved with it.
fn under(terms: &Charter, signed: &Charter, agreement: &Agreement, at: Instant) -> Under {
    let instruction = instruction_at(terms, agreement, at);
    let places = merge::places(terms, agreement, instruction.as_ref());
    Under {
        standing: standing_at(terms, agreement, at),
        agreement: Some(agreement.under.with(None).of_source(1)),
        instruction,
        places,
        clauses: agreement.activities.iter().map(|it| (it.id.value.clone(), it.clause.clone())).collect(),
        stopped: merge::stopped(terms, signed, agreement, at),
        log_link: merge::log_link(terms, agreement),
    }
}

fn standing_at(terms: &Charter, agreement: &Agreement, at: Instant) -> Standing {
    if at < agreement.in_force_from.value {
        return Standing::NotInForce;
    }
    match agreement.in_force_to {
        Some(end) if end.value <= at => match merge::hand_over_end(terms, agreement, end.value) {
            Some(over) if over <= at => Standing::Over,
            _ => Standing::HandOver,
        },
        _ => Standing::InForce,
    }
}

/// The instruction in force at an instant: the agreement's last that has come into force, else the terms' first.
#[must_use]
pub fn instruction_at(terms: &Charter, agreement: &Agreement, at: Instant) -> Option<Placed<Instruction>> {
    let from = |instruction: &Placed<Instruction>| agreement.start_of(&instruction.value);
    let begun = agreement.instructions.iter().filter(|instruction| from(instruction) <= at);
    let later = begun.max_by_key(|instruction| from(instruction));
    let first = terms.terms.as_ref().and_then(|terms| terms.value.instruction.clone());
    later.map(|instruction| instruction.clone().of_source(1)).or(first)
}
