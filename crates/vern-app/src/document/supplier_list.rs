//! The list of suppliers: sub-processors and all others that get data. First a table to compare them by, then each with all that is told of
//! it. What is got for customers and what for the organisation's own purposes never stand in one table.

use vern_core::decision::Code;
use vern_core::place::{Area, Country};
use vern_core::time::Instant;
use vern_policy::area::is_third_country;
use vern_policy::charter::{
    DocumentName, Encryption, Safeguard, SafeguardKind, SafeguardState, Supplier, SupplierRole,
};
use vern_text::{Block, Document, FindingLine, Held, Language, Line, Section, Sheet};

use super::finding::Topic;
use super::supplier::{Link, links, role_id};
use super::words::{sentences, upper_first};
use super::{Kind, LabelledLine, Papers, Press, Printed, Voice};

/// Columns of the table, by their labels; the first names the row.
const COMPARED: [&str; 6] = [
    "notice-supplier",
    "notice-supplier-delivers",
    "notice-supplier-place",
    "supplier-owner",
    "supplier-safeguard",
    "supplier-role",
];

/// One part of the list: for customers' data, or for what the organisation itself decides on.
struct Part<'a> {
    press: Press<'a>,
    /// Before every anchor, so that one supplier can stand in both.
    anchor: &'static str,
    heading: &'static str,
}

impl Papers<'_> {
    pub(super) fn supplier_list(&self, language: Language, at: Instant) -> Option<Printed> {
        let own = self.own.map(|rules| Part {
            press: Press::new(rules, self.under, Voice::Own, language, at).of_list(),
            anchor: "own",
            heading: "supplier-list-own",
        });
        let offered = self.offered.map(|rules| Part {
            press: Press::new(rules, None, Voice::Terms, language, at).of_list(),
            anchor: "customers",
            heading: "supplier-list-customers",
        });
        let has_suppliers = |part: &Part<'_>| !part.press.charter().suppliers.is_empty();
        let parts: Vec<Part<'_>> = offered.into_iter().chain(own).filter(has_suppliers).collect();
        let dated = self.rules_of(Kind::SubProcessors)?;
        let frame = Press::new(dated, None, Voice::Own, language, at).supplier_frame();
        let mut printed = Printed { document: frame, sheet: None };
        for part in &parts {
            part.print(&mut printed, parts.len() > 1);
        }
        Some(printed)
    }
}

impl Part<'_> {
    fn print(&self, printed: &mut Printed, is_one_of_several: bool) {
        let press = &self.press;
        let links = links(&press.charter().suppliers);
        let (id, heading) = match is_one_of_several {
            true => (self.anchor, self.heading),
            false => ("overview", "supplier-list-overview"),
        };
        let mut section = Section::new(id, press.say(heading)).with(press.comparison(&links));
        section.lead = press.under.map(|under| {
            let processor = [("processor", (&under.terms.organisation.name).into())];
            Line::declared(press.say_with("supplier-list-processor", &processor))
        });
        let sections = &mut printed.document.sections;
        sections.push(press.with_other_findings(section));
        sections.extend(links.iter().map(|link| press.supplier_details(self.anchor, link)));
        let sheet = printed.sheet.get_or_insert_with(|| Sheet { head: press.sheet_head(), rows: Vec::new() });
        let capacity = press.say(self.heading);
        sheet.rows.extend(links.iter().map(|link| press.sheet_row(&capacity, link)));
    }
}

impl Press<'_> {
    fn supplier_frame(&self) -> Document {
        self.frame("supplier_list", "supplier-list-title", "supplier-list-lead", DocumentName::SupplierList)
    }

    fn comparison(&self, links: &[Link<'_>]) -> Block {
        let row = |link: &Link<'_>| {
            let supplier = link.supplier;
            vec![
                self.named_line(link),
                Line::declared(self.text(&supplier.delivers)),
                self.stored(supplier),
                self.owner(supplier),
                self.safeguard_state(supplier),
                self.roles(supplier),
            ]
        };
        let head = COMPARED.map(|id| self.say(id));
        Block::table(self.say("supplier-list-caption"), head, links.iter().map(row).collect())
    }

    /// Everything told of one supplier; what the paper leaves out stands there too, where people look for it.
    fn supplier_details(&self, anchor: &str, link: &Link<'_>) -> Section {
        let supplier = link.supplier;
        let id = format!("{anchor}-{}", supplier.id.value.replace('_', "-"));
        let place = self.place(Some(&supplier.clause), &supplier.id);
        let facts: Vec<LabelledLine> = self
            .details(link)
            .into_iter()
            .filter_map(|(label, line)| {
                let line = line?;
                let line = if line.clause.is_some() { line } else { line.with_clause(&place) };
                Some((self.say(label), line))
            })
            .collect();
        let heading = match supplier.name.written() {
            // One that delivers several things has a part for each, told apart by them.
            Some(name)
                if self.charter().all_suppliers().filter(|it| it.name.written() == Some(name)).count()
                    == 1 =>
            {
                self.row_name(link)
            }
            _ => self.supplier_named(supplier, true),
        };
        let section = Section::new(id, heading).with(Block::facts(facts));
        // What the paper calls consent to a transfer is told beside that sentence elsewhere; here there is only the supplier.
        let about = |shown: &&super::finding::Shown| {
            let of_suppliers =
                shown.topic == Topic::Suppliers || shown.finding.code == "finding.transfer_by_consent";
            of_suppliers && shown.finding.about == supplier.id.value
        };
        let found: Vec<FindingLine> =
            self.findings.iter().filter(about).map(|shown| self.finding_line(shown)).collect();
        if found.is_empty() { section } else { section.with(Block::findings(found)) }
    }

    /// Findings about suppliers that are about none of the list.
    fn with_other_findings(&self, section: Section) -> Section {
        let listed = |id: &str| self.charter().all_suppliers().any(|supplier| supplier.id.value == id);
        let rest: Vec<FindingLine> = self
            .findings
            .iter()
            .filter(|shown| shown.topic == Topic::Suppliers && !listed(&shown.finding.about))
            .map(|shown| self.finding_line(shown))
            .collect();
        if rest.is_empty() { section } else { section.with(Block::findings(rest)) }
    }

    /// Labels and lines, the same for every supplier; nothing where there is nothing to tell.
    fn details(&self, link: &Link<'_>) -> Vec<(&'static str, Option<Line>)> {
        let supplier = link.supplier;
        vec![
            ("notice-supplier-delivers", Some(Line::declared(self.delivers_text(supplier)))),
            ("notice-data", self.data_of(link)),
            ("notice-concerns", Some(self.supplier_activities(link))),
            ("notice-supplier-place", Some(self.stored(supplier))),
            ("supplier-handled", self.handled(supplier)),
            ("supplier-seat", Some(self.seat(supplier))),
            ("supplier-owner", Some(self.owner(supplier))),
            ("supplier-safeguard", Some(self.safeguard_whole(supplier))),
            ("supplier-transit", Some(self.transit(supplier))),
            ("supplier-keeps", Some(self.keeps(supplier))),
            ("notice-supplier-role", Some(self.role_and_agreement(supplier))),
        ]
    }

    fn sheet_head(&self) -> Vec<String> {
        let own = ["supplier-capacity", "notice-supplier", "notice-org-number", "supplier-used-by"];
        let details = [
            "notice-supplier-delivers",
            "notice-data",
            "notice-concerns",
            "notice-supplier-place",
            "supplier-handled",
            "supplier-seat",
            "supplier-owner",
            "supplier-safeguard",
            "supplier-transit",
            "supplier-keeps",
            "notice-supplier-role",
        ];
        own.into_iter().chain(details).map(|id| self.say(id)).collect()
    }

    fn sheet_row(&self, capacity: &str, link: &Link<'_>) -> Vec<String> {
        let supplier = link.supplier;
        let name = supplier.name.written().cloned().unwrap_or_else(|| self.say("notice-supplier-no-name"));
        let number = supplier.org_number.written().cloned().unwrap_or_default();
        let user = link.user.map(|user| self.supplier_name(user, true)).unwrap_or_default();
        let details = self.details(link);
        let details = details.into_iter().map(|(_, line)| line.map(|line| line.text).unwrap_or_default());
        [capacity.to_owned(), name, number, user].into_iter().chain(details).collect()
    }

    fn named_line(&self, link: &Link<'_>) -> Line {
        let supplier = link.supplier;
        Line::new(self.row_name(link)).with_clause(self.place(Some(&supplier.clause), &supplier.id))
    }

    /// The data types the gate can let out to it, over all activities.
    fn data_of(&self, link: &Link<'_>) -> Option<Line> {
        let charter = self.charter();
        let activities = charter.activities.iter();
        let open = activities.filter(|activity| self.blocks(activity, link.top).is_empty());
        let recipients = open.flat_map(|activity| activity.recipients.iter().map(move |it| (activity, it)));
        let mut ids: Vec<&str> = Vec::new();
        for (activity, recipient) in recipients.filter(|(_, it)| it.supplier.value == link.top.id.value) {
            for id in recipient.data.as_ref().unwrap_or(&activity.data.value) {
                if !ids.contains(&id.value.as_str()) {
                    ids.push(&id.value);
                }
            }
        }
        let codes = [Code::SupplierDataBeyond, Code::SupplierNotRecipient];
        let said = self.leading_list(self.data_labels(ids.iter().copied()));
        (!ids.is_empty()).then(|| Line::held(said, self.by_gate_everywhere(&codes)))
    }

    pub(super) fn stored(&self, supplier: &Supplier) -> Line {
        let mut line = self.fact(&supplier.place.value, |area| self.area(*area), Held::Declared);
        line.text = upper_first(&line.text);
        line.with_clause(self.place_in(Some(&supplier.clause), &supplier.id, &supplier.place))
    }

    fn handled(&self, supplier: &Supplier) -> Option<Line> {
        let areas: Vec<Area> = supplier.handled_in.iter().map(|area| area.value).collect();
        (!areas.is_empty()).then(|| Line::declared(upper_first(&self.areas(&areas))))
    }

    fn seat(&self, supplier: &Supplier) -> Line {
        let mut line = self.fact(&supplier.seat, |country| self.country(*country), Held::Declared);
        if let Some(town) = supplier.town.written() {
            line = Line::declared(match supplier.seat.written() {
                Some(_) => format!("{town}, {}", line.text),
                None => town.clone(),
            });
        }
        line
    }

    pub(super) fn owner(&self, supplier: &Supplier) -> Line {
        let show = |country: &Country| {
            let named = self.country(*country);
            match is_third_country(Area::Country(*country), self.at) {
                true => self.say_with("supplier-outside", &[("country", named.into())]),
                false => named,
            }
        };
        self.fact(&supplier.owner_country, show, Held::Declared)
    }

    /// Where data stays in the EEA as far as the paper says, there is no transfer to safeguard.
    fn no_transfer(&self, supplier: &Supplier) -> Option<Line> {
        let mut places =
            supplier.handled_in.iter().map(|area| area.value).chain(supplier.place.value.stated().copied());
        let inside =
            supplier.place.value.stated().is_some() && places.all(|area| !is_third_country(area, self.at));
        (inside && supplier.safeguard.is_not_stated()).then(|| Line::new(self.say("supplier-no-transfer")))
    }

    pub(super) fn safeguard_state(&self, supplier: &Supplier) -> Line {
        self.no_transfer(supplier).unwrap_or_else(|| {
            let short =
                |safeguard: &Safeguard| sentences([self.safeguard_kind(safeguard), self.state(safeguard)]);
            self.fact(&supplier.safeguard.value, short, Held::Declared)
        })
    }

    fn safeguard_whole(&self, supplier: &Supplier) -> Line {
        let whole = |safeguard: &Safeguard| {
            let listed = safeguard.listed_on.written();
            let listed = listed
                .map(|day| self.say_with("notice-safeguard-listed", &[("date", self.date(day).into())]));
            let says = safeguard.says.as_ref().map(|says| self.text(says).to_owned());
            let told = [self.safeguard_kind(safeguard), self.state(safeguard)];
            sentences(told.into_iter().chain(listed).chain(says))
        };
        self.no_transfer(supplier).unwrap_or_else(|| {
            let place = self.place_in(Some(&supplier.clause), &supplier.id, &supplier.safeguard);
            self.fact(&supplier.safeguard.value, whole, Held::Declared).with_clause(place)
        })
    }

    pub(super) fn safeguard_kind(&self, safeguard: &Safeguard) -> String {
        self.say(safeguard.kind.written().map_or("supplier-safeguard-unnamed", |kind| match kind {
            SafeguardKind::Adequacy => "supplier-safeguard-adequacy",
            SafeguardKind::StandardClauses => "supplier-safeguard-standard-clauses",
            SafeguardKind::BindingRules => "supplier-safeguard-binding-rules",
            SafeguardKind::Consent => "supplier-safeguard-consent",
        }))
    }

    fn state(&self, safeguard: &Safeguard) -> String {
        self.say(match safeguard.state {
            SafeguardState::InPlace => "notice-safeguard-in-place",
            SafeguardState::UnderAssessment => "notice-safeguard-under-assessment",
        })
    }

    fn transit(&self, supplier: &Supplier) -> Line {
        let show = |encryption: &Encryption| sentences(self.transit_texts(encryption));
        self.fact(&supplier.encryption, show, Held::Declared)
    }

    fn keeps(&self, supplier: &Supplier) -> Line {
        let Some(keeps) = &supplier.keeps else { return self.not_stated() };
        let said = sentences([self.text(&keeps.value.says).to_owned(), self.kept_at_most(&keeps.value)]);
        Line::declared(said).with_clause(self.place_in(Some(&supplier.clause), &supplier.id, keeps))
    }

    pub(super) fn roles(&self, supplier: &Supplier) -> Line {
        let short = |role: &SupplierRole| self.say(role_id(*role));
        let roles: Vec<String> = supplier.roles.value.iter().map(short).collect();
        Line::declared(upper_first(&self.list(&roles)))
    }
}
