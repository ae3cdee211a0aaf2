//! What the paper says as a whole: places, periods, claims, and the papers themselves with their dates.

use vern_core::deadline::Term;
use vern_core::decision::Code;
use vern_core::place::Area;
use vern_policy::Placed;
use vern_policy::charter::{
    Audience, Claim, ClaimKind, DocumentFacts, DocumentKind, DocumentName, Places, Reading, Supplier,
};
use vern_text::{Block, Held, Line, Section};

use super::finding::Topic;
use super::words::{trim_stop, upper_first};
use super::{LabelledLine, Press};

impl Press<'_> {
    pub(super) fn place_section(&self) -> Option<Section> {
        let places = self.charter().places.as_ref()?;
        let facts = self.place_lines(places, self.by_gate_everywhere(&[Code::PlaceNotAllowed]), false);
        let section = Section::new("places", self.say("notice-places")).with(Block::facts(facts));
        Some(self.with_findings(section, &Topic::Places))
    }

    /// Where data is stored and handled, where those who store it sit and are owned, and who lies outside. Each list is closed; an aim
    /// binds nothing.
    pub(super) fn place_lines(
        &self,
        placed: &Placed<Places>,
        held: Held,
        by_agreement: bool,
    ) -> Vec<LabelledLine> {
        let Places { stored, handled, seat, owner, except, clause } = &placed.value;
        let place = self.place(clause.as_deref(), placed);
        // What a supplier does not state breaks no bound: then the gate holds it only of the others.
        let outside = |supplier: &&Supplier| except.iter().any(|id| id.value == supplier.id.value);
        let bound: Vec<&Supplier> =
            self.charter().all_suppliers().filter(|supplier| !outside(supplier)).collect();
        let seats = bound.iter().all(|supplier| supplier.seat.stated().is_some());
        let owners = bound.iter().all(|supplier| supplier.owner_country.stated().is_some());
        let mut lines: Vec<LabelledLine> = [
            ("notice-places-stored", stored, true),
            ("notice-places-handled", handled, true),
            ("notice-places-seat", seat, seats),
            ("notice-places-owner", owner, owners),
        ]
        .into_iter()
        .filter(|(_, fact, _)| !fact.is_not_stated())
        .map(|(id, fact, known)| {
            let held = if known { held.clone() } else { Held::Declared };
            let mut line = self.fact(&fact.value, |areas: &Vec<Area>| self.areas(areas), held);
            line.text = upper_first(&line.text);
            (self.say(id), line.with_clause(self.place_in(clause.as_deref(), placed, fact)))
        })
        .collect();
        let outside: Vec<String> = except
            .iter()
            .filter_map(|id| self.charter().all_suppliers().find(|it| it.id.value == id.value))
            .zip(0_u32..)
            .map(|(supplier, place)| self.supplier_name(supplier, place == 0))
            .collect();
        if !outside.is_empty() {
            let line = Line::declared(self.list(&outside)).with_clause(&place);
            lines.push((self.say("notice-places-except"), line));
        }
        if by_agreement {
            for (label, _) in &mut lines {
                *label = self.say_with("notice-places-agreed", &[("what", label.as_str().into())]);
            }
        }
        lines
    }

    /// Days and years the paper binds itself to.
    pub(super) fn period_section(&self) -> Option<Section> {
        let periods = self.rules.periods();
        let terms = [
            ("objection", &periods.objection, Some(Code::SupplierNoticeRunning)),
            ("notice-receipt", &periods.notice_receipt, None),
            ("erasure", &periods.erasure, None),
            ("hand-over", &periods.hand_over, Some(Code::AgreementEnded)),
        ];
        let lasting = [
            ("log", &periods.log),
            ("self-audit", &periods.self_audit),
            ("training", &periods.training),
            ("access-review", &periods.access_review),
        ];
        // Without an agreement there is no one to object, and nothing to hand over.
        let own = self.charter().kind.value == DocumentKind::Charter;
        let held = |code: Option<Code>| match code.filter(|_| !own) {
            Some(code) => self.by_gate_everywhere(&[code]),
            None => Held::Declared,
        };
        let mut facts: Vec<LabelledLine> = Vec::new();
        for (name, period, code) in terms {
            let Some(placed) = period else { continue };
            let show = |term: &Term| self.period_text(name, &self.term(*term));
            let line = self.fact(&placed.value, show, held(code)).with_clause(self.place(None, placed));
            facts.push((self.say(&format!("notice-period-{name}")), line));
        }
        for (name, period) in lasting {
            let Some(placed) = period else { continue };
            let show = |period: &vern_core::period::Period| {
                let said = if name == "log" { self.period(*period) } else { self.every(*period) };
                self.period_text(name, &said)
            };
            let asked = self.rules.staff().is_some_and(|asked| asked.training.is_some());
            let held = match name {
                "training" if asked => self.by_gate_everywhere(&[Code::ActorTrainingDue]),
                "access-review" => Held::Checked { by: "deadlines.access_reviews".to_owned() },
                _ => Held::Declared,
            };
            let line = self.fact(&placed.value, show, held).with_clause(self.place(None, placed));
            facts.push((self.say(&format!("notice-period-{name}")), line));
        }
        let section = Section::new("periods", self.say("notice-periods"));
        (!facts.is_empty()).then(|| section.with(Block::facts(facts)))
    }

    fn period_text(&self, name: &str, period: &str) -> String {
        self.say_with(&format!("notice-period-{name}-text"), &[("period", period.into())])
    }

    /// Sentences of the paper that speak of everything at once, as the paper's, each with its findings right below.
    pub(super) fn claim_section(&self) -> Option<Section> {
        let claims = &self.charter().claims;
        if claims.is_empty() {
            return None;
        }
        let lead = if self.is_about_others() { "notice-terms-claims-lead" } else { "notice-claims-lead" };
        let mut section =
            Section::new("claims", self.say("notice-claims")).with_lead(Line::new(self.say(lead)));
        let mut lines = Vec::new();
        for claim in claims {
            lines.push(self.claim(claim));
            if let Some(findings) = self.findings_block(&Topic::Claim(claim.id.value.clone())) {
                section = section.with(Block::list(std::mem::take(&mut lines))).with(findings);
            }
        }
        Some(if lines.is_empty() { section } else { section.with(Block::list(lines)) })
    }

    fn claim(&self, claim: &Claim) -> Line {
        let mut said = self.say_with("quoted", &[("words", self.text(&claim.says).into())]);
        let outside: Vec<String> = claim
            .except
            .iter()
            .filter_map(|id| self.charter().all_suppliers().find(|it| it.id.value == id.value))
            .map(|supplier| self.supplier_name(supplier, false))
            .collect();
        let about = self.claim_about(claim);
        for (id, names) in [("notice-claim-about", about), ("notice-claim-except", outside)] {
            if !names.is_empty() {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let sentence = self.say_with(id, &[("names", names.join("; ").into())]);
                said = format!("{said} {sentence}");
            }
        }
        let held = match claim.kind {
            // A version whose register contradicts it is kept out.
            ClaimKind::AllDataWithin => Held::Checked { by: "charter.claim_contradicted".to_owned() },
            ClaimKind::ConsentByUse | ClaimKind::ConsentToTransfer => {
                said = format!("{said} {}", self.say("notice-claim-no-consent"));
                Held::Declared
            }
            ClaimKind::Statement => Held::Declared,
        };
        Line::held(said, held).with_clause(self.place(Some(&claim.clause), &claim.id))
    }

    fn claim_about(&self, claim: &Claim) -> Vec<String> {
        let charter = self.charter();
        let name = |id: &str| {
            let activity =
                charter.activities.iter().find(|it| it.id.value == id).map(|it| self.text(&it.label));
            let service = charter.services.iter().find(|it| it.id.value == id).map(|it| self.text(&it.label));
            let supplier = charter.all_suppliers().find(|it| it.id.value == id);
            let found = activity.or(service).map(ToOwned::to_owned);
            found.or_else(|| supplier.map(|supplier| self.supplier_name(supplier, false)))
        };
        let mut names: Vec<String> = Vec::new();
        for named in claim.about.iter().filter_map(|id| name(&id.value)) {
            if !names.contains(&named) {
                names.push(named);
            }
        }
        names
    }

    /// The papers with their dates; undated is an answer too.
    pub(super) fn document_section(&self) -> Option<Section> {
        let documents = &self.charter().documents;
        let mut section = Section::new("documents", self.say("notice-documents"));
        if let Some(provenance) = &self.charter().provenance {
            let id = match provenance.reading.value {
                Reading::Whole => "notice-provenance",
                Reading::Outline => "notice-provenance-outline",
            };
            let variables = [
                ("document", provenance.document.as_str().into()),
                ("date", self.date(&provenance.read_on).into()),
            ];
            let read = Line::new(self.say_with(id, &variables));
            section =
                section.with_lead(read.with_clause(self.place(None, &self.of_document(&provenance.reading))));
        }
        if documents.is_empty() {
            return section.lead.is_some().then_some(section);
        }
        let any = |has: &dyn Fn(&DocumentFacts) -> bool| documents.values().any(|facts| has(&facts.value));
        let in_force = any(&|facts| !facts.in_force_on.is_not_stated());
        let audience = any(&|facts| facts.audience.is_some());
        let supplements = any(&|facts| !facts.supplements.is_empty());
        let mut head = vec![self.say("notice-document"), self.say("notice-document-updated")];
        let columns = [
            (in_force, "notice-document-in-force"),
            (audience, "audience"),
            (supplements, "notice-document-beside"),
        ];
        head.extend(columns.into_iter().filter(|(shown, _)| *shown).map(|(_, id)| self.say(id)));
        let rows = documents
            .iter()
            .map(|(name, placed)| {
                let facts = &placed.value;
                let here = self.place(facts.clause.as_deref(), &self.of_document(placed));
                let mut row =
                    vec![Line::new(self.say(document_id(*name))), self.day(Some(facts)).with_clause(here)];
                if in_force {
                    row.push(self.fact(&facts.in_force_on, |day| self.date(day), Held::Declared));
                }
                if audience {
                    row.push(match &facts.audience {
                        Some(audience) => Line::declared(self.audience(audience.value))
                            .with_clause(self.place(None, audience)),
                        None => self.not_stated(),
                    });
                }
                if supplements {
                    row.push(match self.supplements_text(facts) {
                        Some(said) => Line::declared(said),
                        None => Line::new(self.say("notice-nothing-beside")),
                    });
                }
                row
            })
            .collect();
        Some(section.with(Block::table(self.say("notice-documents-caption"), head, rows)))
    }

    /// What stands in the document the page is of: under an agreement that is the second.
    pub(super) fn of_document<T: Clone>(&self, placed: &Placed<T>) -> Placed<T> {
        placed.clone().of_source(u8::from(self.under.is_some()))
    }

    pub(super) fn audience(&self, audience: Audience) -> String {
        self.say(match audience {
            Audience::Public => "audience-public",
            Audience::Party => "audience-party",
            Audience::Authority => "audience-authority",
            Audience::Subject => "audience-subject",
        })
    }

    /// Papers it stands beside.
    pub(super) fn supplements_text(&self, facts: &DocumentFacts) -> Option<String> {
        let said = self.leading_list(facts.supplements.iter().map(|paper| trim_stop(self.text(paper))));
        (!said.is_empty()).then_some(said)
    }
}

pub(super) const fn document_id(name: DocumentName) -> &'static str {
    match name {
        DocumentName::PrivacyNotice => "notice-document-privacy-notice",
        DocumentName::CookiePolicy => "notice-document-cookie-policy",
        DocumentName::SupplierList => "notice-document-supplier-list",
        DocumentName::ServiceAgreement => "notice-document-service-agreement",
        DocumentName::ProcessingAgreement => "notice-document-processing-agreement",
        DocumentName::ProcessingRegister => "notice-document-processing-register",
        DocumentName::BreachRegister => "notice-document-breach-register",
        DocumentName::ErasureCertificate => "notice-document-erasure-certificate",
        DocumentName::SelfAudit => "notice-document-self-audit",
    }
}
