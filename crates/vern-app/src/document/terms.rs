//! What makes a paper a processor's terms: who offers them, how they are agreed to, how they rank, what is undertaken.

use vern_core::calendar::{CalendarName, SaturdayRule, TimeZoneName};
use vern_core::deadline::RollOver;
use vern_core::decision::Code;
use vern_policy::charter::{Assent, Counting, LogLink, MeasureHeld, OpenField, Rank, Terms, Undertaking};
use vern_policy::in_force::counting_between;
use vern_policy::{Fact, Placed};
use vern_text::{Block, Held, Line, Section};

use super::finding::Topic;
use super::words::{add_sentence, trim_stop, upper_first};
use super::{LabelledLine, Press, by_login};

/// Articles the gate itself holds an undertaking under, and by what. An undertaking called enforced under any other is only declared.
const ENFORCED_ARTICLES: [(&str, &[Code]); 8] = [
    ("28(2)", &[Code::SupplierNotApproved, Code::SupplierNoticeRunning, Code::SupplierObjected]),
    ("28(3)", &[Code::AgreementNotInForce, Code::AgreementEnded]),
    ("28(3)(a)", &[Code::InstructionLacksOperation, Code::InstructionPaused]),
    ("28(3)(g)", &[Code::AgreementEnded]),
    ("28(4)", &[Code::SupplierNoAgreement]),
    ("29", &[Code::InstructionLacksOperation, Code::InstructionPaused]),
    ("44", &[Code::TransferNotApproved]),
    ("46", &[Code::TransferNotApproved]),
];

impl<'a> Press<'a> {
    /// Who offers the terms.
    pub(super) fn offering_section(&self) -> Section {
        let organisation = &self.charter().organisation;
        let lead =
            self.say_with("notice-terms-processor-lead", &[("organisation", (&organisation.name).into())]);
        let place = self.place(organisation.contact.clause.as_deref(), &organisation.id);
        let section = Section::new("processor", self.say("notice-terms-processor"))
            .with_lead(Line::declared(lead).with_clause(place))
            .with(Block::facts(self.organisation_facts(
                organisation,
                &organisation.contact,
                &organisation.id,
            )));
        self.with_findings(section, &Topic::Organisation)
    }

    /// What makes it terms: of the page's own, or of those an agreement stands under.
    pub(super) fn terms(&self) -> Option<&'a Placed<Terms>> {
        self.under.map_or_else(|| self.charter(), |under| under.terms).terms.as_ref()
    }

    /// What each side undertakes.
    pub(super) fn undertaking_section(&self) -> Option<Section> {
        let undertakings = &self.terms()?.value.undertakings;
        let head = ["notice-undertaking-clause", "notice-undertaking-says"];
        let mut undertakings: Vec<&Undertaking> = undertakings.iter().collect();
        undertakings.sort_by_cached_key(|it| clause_order(&it.clause));
        let row = |it: &&Undertaking| vec![Line::new(it.clause.as_str()), self.undertaking(it)];
        let rows: Vec<_> = undertakings.iter().map(row).collect();
        let table = Block::table(self.say("notice-undertakings-caption"), head.map(|id| self.say(id)), rows);
        let section = Section::new("undertakings", self.say("notice-undertakings")).with(table);
        (!undertakings.is_empty()).then_some(section)
    }

    fn undertaking(&self, undertaking: &Undertaking) -> Line {
        let says = self.text(&undertaking.says);
        let said = match &undertaking.article {
            Some(article) => format!("{} ({}).", trim_stop(says), self.article(article)),
            None => says.to_owned(),
        };
        let held = match undertaking.held {
            MeasureHeld::Enforced => self.enforced(undertaking),
            // Who saw it, and when, is not told of an undertaking: no date to attest.
            MeasureHeld::Attested | MeasureHeld::Declared => Held::Declared,
        };
        Line::held(said, held).with_clause(self.place(None, &undertaking.id))
    }

    fn enforced(&self, undertaking: &Undertaking) -> Held {
        let article = undertaking.article.as_deref().unwrap_or_default();
        if matches!(article, "32" | "32(4)") {
            return by_login();
        }
        let known = ENFORCED_ARTICLES.iter().find(|(known, _)| *known == article);
        known.map_or(Held::Declared, |(_, codes)| self.by_gate_everywhere(codes))
    }

    /// How the terms are agreed to, what goes before what, how days are counted, what an agreement may set otherwise.
    pub(super) fn rank_section(&self) -> Option<Section> {
        let placed = self.terms()?;
        let terms = &placed.value;
        let assents: Vec<String> =
            terms.agreed_by.iter().map(|assent| self.say(assent_id(*assent))).collect();
        let assent = if assents.is_empty() {
            self.not_stated()
        } else {
            Line::declared(upper_first(&self.either(&assents)))
        };
        let rank = |rank: &Rank| {
            self.say(match rank {
                Rank::AgreementFirst => "notice-rank-agreement",
                Rank::TermsFirst => "notice-rank-terms",
            })
        };
        let rank = self.fact(&terms.rank.value, rank, Held::Declared);
        let mut facts: Vec<LabelledLine> = vec![
            (self.say("notice-assent"), assent.with_clause(self.place(None, placed))),
            (self.say("notice-rank"), rank.with_clause(self.place(None, &terms.rank))),
        ];
        if !terms.outrank_all.is_empty() {
            let clauses: Vec<String> = terms.outrank_all.iter().map(|clause| clause.value.clone()).collect();
            let said = self.say_with("notice-outrank", &[("clauses", self.list(&clauses).into())]);
            let line = Line::declared(said);
            let line = match terms.outrank_all.first() {
                Some(first) => line.with_clause(self.place(None, first)),
                None => line,
            };
            facts.push((self.say("notice-outrank-label"), line));
        }
        facts.extend(self.counting(&self.counting_agreed(&terms.counting)));
        if let Some(first) = terms.open_to_agreement.first() {
            let fields = terms.open_to_agreement.iter().map(|field| self.say(open_id(field.value)));
            let said = upper_first(&self.list(&fields.collect::<Vec<_>>()));
            let line = Line::declared(said).with_clause(self.place(None, first));
            facts.push((self.say("notice-open-fields"), line));
        }
        Some(Section::new("rank", self.say("notice-rank-section")).with(Block::facts(facts)))
    }

    fn either(&self, ways: &[String]) -> String {
        match ways {
            [first, second] => {
                self.say_with("notice-either", &[("first", first.into()), ("second", second.into())])
            }
            ways => self.list(ways),
        }
    }

    /// How periods are counted between the parties: as the agreement says, where the terms leave it to it.
    fn counting_agreed(&self, terms: &Placed<Counting>) -> Placed<Counting> {
        let Some(under) = self.under else { return terms.clone() };
        let counting = counting_between(under.terms, under.agreement);
        match &under.agreement.counting {
            Some(agreed) if counting != terms.value => agreed.with(counting).of_source(1),
            _ => terms.with(counting),
        }
    }

    fn counting(&self, placed: &Placed<Counting>) -> Option<LabelledLine> {
        let counting = &placed.value;
        let mut said = String::new();
        let mut add = |id: Option<&str>| {
            if let Some(id) = id {
                add_sentence(&mut said, &self.say(id));
            }
        };
        add(counting.calendar.written().map(|calendar| match calendar {
            CalendarName::Norway => "notice-calendar-no",
            CalendarName::Sweden => "notice-calendar-se",
            CalendarName::Union => "notice-calendar-eu",
        }));
        add(counting.saturday.written().map(|saturday| match saturday {
            SaturdayRule::WorkingDay => "notice-saturday-works",
            SaturdayRule::DayOff => "notice-saturday-off",
        }));
        add(counting.roll_over.written().map(|roll| match roll {
            RollOver::NextWorkingDay => "notice-roll-next",
            RollOver::PreviousWorkingDay => "notice-roll-previous",
            RollOver::None => "notice-roll-none",
        }));
        if let Fact::Stated(zone) = &counting.time_zone {
            let zone: &TimeZoneName = zone;
            add_sentence(&mut said, &self.say_with("notice-time-zone", &[("zone", zone.as_str().into())]));
        }
        let mut line = Line::declared(said);
        if counting.calendar.is_not_stated() && placed.line() > 0 {
            // What days off are counted by must be settled before a period that needs it can run.
            add_sentence(&mut line.text, &self.say("notice-calendar-not-stated"));
        }
        let is_told = !line.text.is_empty();
        is_told.then(|| (self.say("notice-counting"), line.with_clause(self.place(None, placed))))
    }

    /// What becomes of the link between lines of the journal and people when someone is erased.
    pub(super) fn log_link(&self) -> Line {
        Line::declared(self.say(match self.rules.log_link() {
            LogLink::UntilCulled => "notice-log-link-kept",
            LogLink::ErasedWithSubject => "notice-log-link-erased",
        }))
    }
}

/// Where a numbered clause stands among others: 1.10 after 1.9. Headings come first, in the order they are declared in.
fn clause_order(clause: &str) -> Vec<u32> {
    clause.split('.').map(str::parse).collect::<Result<_, _>>().unwrap_or_default()
}

pub(super) const fn assent_id(assent: Assent) -> &'static str {
    match assent {
        Assent::Signature => "notice-assent-signature",
        Assent::GeneralTerms => "notice-assent-general-terms",
    }
}

const fn open_id(field: OpenField) -> &'static str {
    match field {
        OpenField::ObjectionPeriod => "notice-open-objection",
        OpenField::ErasurePeriod => "notice-open-erasure",
        OpenField::LogPeriod => "notice-open-log",
        OpenField::NoticeReceipt => "notice-open-notice-receipt",
        OpenField::SelfAuditPeriod => "notice-open-self-audit",
        OpenField::HandOverPeriod => "notice-open-hand-over",
        OpenField::Counting => "notice-open-counting",
        OpenField::LogLink => "notice-open-log-link",
        OpenField::Supplements => "notice-open-supplements",
        OpenField::Places => "notice-open-places",
        OpenField::Retention => "notice-open-retention",
    }
}
