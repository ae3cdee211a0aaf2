//! Who gets data: one row for each supplier of the register, those it uses itself right below it.

use vern_core::decision::Code;
use vern_core::place::Area;
use vern_policy::area::is_third_country;
use vern_policy::charter::{
    Activity, AgreementState, Capacity, DocumentKind, Encryption, Kept, Safeguard, SafeguardKind,
    SafeguardState, Supplier, SupplierConsent, SupplierRole, TransitProtection,
};
use vern_policy::{Fact, Placed};
use vern_text::{Block, Held, Line, Section};

use super::Press;
use super::finding::Topic;
use super::words::{add_sentence, lower_first, sentences, trim_stop, upper_first};

/// A supplier with the one that uses it, and the one at the top, which data is handed to.
pub(super) struct Link<'a> {
    pub(super) supplier: &'a Supplier,
    pub(super) user: Option<&'a Supplier>,
    pub(super) top: &'a Supplier,
}

impl Press<'_> {
    pub(super) fn supplier_section(&self) -> Section {
        let id = if self.is_about_others() { "notice-terms-suppliers" } else { "notice-suppliers" };
        let section = Section::new("suppliers", self.say(id));
        let suppliers = &self.charter().suppliers;
        if suppliers.is_empty() {
            let said = self.with_processor(String::new());
            let none = Line::held(said, self.by_gate_everywhere(&[Code::SupplierUnknown]));
            return self.with_findings(section.with(Block::paragraph(none)), &Topic::Suppliers);
        }
        let links = links(suppliers);
        let protected = links
            .iter()
            .any(|link| link.supplier.keeps.is_some() || !link.supplier.encryption.is_not_stated());
        let mut head =
            vec!["notice-supplier", "notice-supplier-delivers", "notice-concerns", "notice-supplier-place"];
        if protected {
            head.push("notice-supplier-protection");
        }
        head.push("notice-supplier-role");
        let rows = links.iter().map(|link| self.supplier_row(link, protected)).collect();
        let caption = self.say("notice-suppliers-caption");
        let table = Block::table(caption, head.into_iter().map(|id| self.say(id)), rows);
        self.with_findings(section.with(table), &Topic::Suppliers)
    }

    fn supplier_row(&self, link: &Link<'_>, protected: bool) -> Vec<Line> {
        let supplier = link.supplier;
        let place = self.place(Some(&supplier.clause), &supplier.id);
        let mut row = vec![
            Line::new(self.row_name(link)).with_clause(place),
            Line::declared(self.delivers_text(supplier)),
            self.supplier_activities(link),
            self.supplier_place(supplier),
        ];
        if protected {
            row.push(self.protection(supplier));
        }
        row.push(self.role_and_agreement(supplier));
        row
    }

    pub(super) fn row_name(&self, link: &Link<'_>) -> String {
        let supplier = link.supplier;
        let mut said = match supplier.name.written() {
            Some(name) => name.clone(),
            None => self.say("notice-supplier-no-name"),
        };
        if let Fact::Stated(number) = &supplier.org_number {
            said = self.say_with(
                "notice-supplier-number",
                &[("name", said.into()), ("number", number.as_str().into())],
            );
        }
        if let Some(user) = link.user {
            let user = self.supplier_name(user, false);
            said = self.say_with("notice-supplier-used-by", &[("name", said.into()), ("user", user.into())]);
        }
        said
    }

    /// Its name; where the paper tells of a kind only, that, with what it delivers.
    pub(super) fn supplier_name(&self, supplier: &Supplier, first: bool) -> String {
        match supplier.name.written() {
            Some(name) => name.clone(),
            None => self.supplier_named(supplier, first),
        }
    }

    /// Its name with what it delivers. A name is written as its owner writes it, at the start of a sentence too.
    pub(super) fn supplier_named(&self, supplier: &Supplier, first: bool) -> String {
        let delivers = lower_first(trim_stop(self.text(&supplier.delivers)));
        match supplier.name.written() {
            Some(name) => format!("{name} ({delivers})"),
            None => {
                let said = self.say_with("notice-supplier-unnamed", &[("delivers", delivers.into())]);
                if first { upper_first(&said) } else { said }
            }
        }
    }

    pub(super) fn delivers_text(&self, supplier: &Supplier) -> String {
        let mut said = self.text(&supplier.delivers).to_owned();
        if let Some(gets) = supplier.gets.written() {
            let gets = lower_first(trim_stop(self.text(gets)));
            let id = if matches!(supplier.gets, Fact::Aim(_)) {
                "notice-supplier-gets-aim"
            } else {
                "notice-supplier-gets"
            };
            add_sentence(&mut said, &self.say_with(id, &[("gets", gets.into())]));
        }
        if let Some(look_up) = &supplier.looks_up {
            let by = lower_first(trim_stop(self.text(&look_up.by)));
            let id = match look_up.automatic {
                Fact::Stated(true) => "notice-supplier-looks-up-automatic",
                Fact::Stated(false) => "notice-supplier-looks-up-by-hand",
                _ => "notice-supplier-looks-up",
            };
            add_sentence(&mut said, &self.say_with(id, &[("by", by.into())]));
        }
        said
    }

    /// Which activities' data it gets; or that the gate lets none out to it, and why.
    pub(super) fn supplier_activities(&self, link: &Link<'_>) -> Line {
        let top = link.top;
        let receives = |activity: &&Activity, supplier: &Supplier| {
            activity.recipients.iter().any(|recipient| recipient.supplier.value == supplier.id.value)
        };
        let of: Vec<&Activity> = self.charter().activities.iter().filter(|it| receives(it, top)).collect();
        if of.is_empty() {
            let held = self.by_gate_everywhere(&[Code::SupplierNotRecipient]);
            return Line::held(self.say("notice-supplier-nothing"), held);
        }
        let (open, blocked): (Vec<&Activity>, Vec<&Activity>) =
            of.iter().copied().partition(|activity| self.blocks(activity, top).is_empty());
        if let (true, Some(first)) = (open.is_empty(), blocked.first()) {
            return self.blocked_line(first, link.supplier, &self.blocks(first, top));
        }
        let mut said =
            self.separated(&open.iter().map(|activity| self.text(&activity.label)).collect::<Vec<_>>());
        let mut codes = vec![Code::SupplierNotRecipient];
        if self.is_about_others() && link.supplier.turned_on_by_controller {
            add_sentence(&mut said, &self.say("notice-supplier-off"));
            codes.push(Code::SupplierNotTurnedOn);
        }
        Line::held(said, self.by_gate_everywhere(&codes))
    }

    /// Where it stores and handles, where it sits and is owned, and what carries a transfer.
    fn supplier_place(&self, supplier: &Supplier) -> Line {
        let mut line = self.fact(&supplier.place.value, |area| self.area(*area), Held::Declared);
        line.text = upper_first(&line.text);
        let areas: Vec<Area> = supplier.handled_in.iter().map(|area| area.value).collect();
        if !areas.is_empty() {
            self.declare_also(&mut line, "notice-supplier-handled", &[("areas", self.areas(&areas).into())]);
        }
        let seat = supplier.seat.written().map(|country| self.country(*country));
        let town = supplier.town.written().cloned();
        let seat: Vec<String> = town.into_iter().chain(seat).collect();
        if !seat.is_empty() {
            self.declare_also(&mut line, "notice-supplier-seat", &[("seat", seat.join(", ").into())]);
        }
        if let Some(country) = supplier.owner_country.written() {
            let outside = is_third_country(Area::Country(*country), self.at);
            let id = if outside { "notice-supplier-owner-outside" } else { "notice-supplier-owner" };
            self.declare_also(&mut line, id, &[("country", self.country(*country).into())]);
        }
        if let Some(safeguard) = supplier.safeguard.value.written() {
            self.safeguard(&mut line, safeguard, matches!(supplier.safeguard.value, Fact::Aim(_)));
        }
        line
    }

    fn safeguard(&self, line: &mut Line, safeguard: &Safeguard, aim: bool) {
        let kind = safeguard.kind.written().map_or("notice-safeguard-not-stated", |kind| safeguard_id(*kind));
        self.declare_also(line, kind, &[]);
        let state = match safeguard.state {
            _ if aim => "notice-safeguard-aim",
            SafeguardState::InPlace => "notice-safeguard-in-place",
            SafeguardState::UnderAssessment => "notice-safeguard-under-assessment",
        };
        self.declare_also(line, state, &[]);
        if let Some(day) = safeguard.listed_on.written() {
            self.declare_also(line, "notice-safeguard-listed", &[("date", self.date(day).into())]);
        }
        if let Some(says) = &safeguard.says {
            add_sentence(&mut line.text, self.text(says));
        }
    }

    /// How data is protected on its way, and how long the supplier keeps it.
    fn protection(&self, supplier: &Supplier) -> Line {
        let mut said = Vec::new();
        if let Some(encryption) = supplier.encryption.written() {
            said.extend(self.transit_texts(encryption));
        }
        if let Some(keeps) = &supplier.keeps {
            said.push(
                self.say_with("notice-supplier-keeps", &[("says", self.text(&keeps.value.says).into())]),
            );
            said.push(self.kept_at_most(&keeps.value));
        }
        if said.is_empty() { self.not_stated() } else { Line::declared(sentences(said)) }
    }

    /// By what data is protected on its way, and when an exception was approved.
    pub(super) fn transit_texts(&self, encryption: &Encryption) -> Vec<String> {
        let by = self.say(match encryption.in_transit {
            TransitProtection::Tls => "notice-transit-tls",
            TransitProtection::SupplierProtocol => "notice-transit-supplier-protocol",
            TransitProtection::WhereOtherSideAllows => "notice-transit-where-other-side-allows",
        });
        let approved = encryption
            .approved_on
            .written()
            .map(|day| self.say_with("notice-transit-approved", &[("date", self.date(day).into())]));
        std::iter::once(by).chain(approved).collect()
    }

    pub(super) fn kept_at_most(&self, keeps: &Kept) -> String {
        match &keeps.at_most {
            Fact::Stated(most) => {
                self.say_with("notice-supplier-at-most", &[("period", self.period(*most).into())])
            }
            Fact::Aim(most) => self.say_with("notice-aim", &[("aim", self.period(*most).into())]),
            Fact::NotStated | Fact::Open => self.say("notice-supplier-no-limit"),
        }
    }

    pub(super) fn role_and_agreement(&self, supplier: &Supplier) -> Line {
        let roles = supplier.roles.value.iter().map(|role| self.say(role_id(*role)));
        let mut said = upper_first(&self.list(&roles.collect::<Vec<_>>()));
        let capacities: Vec<String> = supplier
            .used_for
            .iter()
            .map(|capacity| self.say_of_controller(capacity_id(*capacity), &[]))
            .collect();
        // Under an agreement all of it is what the processor calls customers' data.
        if !capacities.is_empty() && self.under.is_none() {
            said = format!("{said}, {}", self.list(&capacities));
        }
        add_sentence(&mut said, &self.say(agreement_id(supplier.agreement.value)));
        for id in self.turned_on(supplier) {
            add_sentence(&mut said, &self.say_of_controller(id, &[]));
        }
        if let Some(words) = self.agreed_word(supplier) {
            add_sentence(&mut said, &words);
        }
        if let Some(joint) = &supplier.joint_control {
            add_sentence(&mut said, &self.say_of_controller("notice-supplier-joint", &[]));
            add_sentence(&mut said, &self.arrangement(joint));
        }
        if let Some(review) = &supplier.under_review {
            add_sentence(
                &mut said,
                &self.say_with("notice-supplier-review", &[("what", self.text(review).into())]),
            );
        }
        let line = Line::declared(said);
        match self.agreed_at(supplier) {
            Some(at) => line.with_clause(self.place(None, &at)),
            None => line,
        }
    }

    /// Where the agreement speaks of it.
    fn agreed_at(&self, supplier: &Supplier) -> Option<Placed<String>> {
        let agreement = self.under?.agreement;
        let suppliers = agreement.suppliers.iter().map(|it| &it.supplier);
        let mut named = suppliers.chain(agreement.integrations.iter().map(|it| &it.supplier));
        named.find(|it| it.value == supplier.id.value).map(|it| it.clone().of_source(1))
    }

    /// What a controller has to do before a third party's service is used.
    fn turned_on(&self, supplier: &Supplier) -> Vec<&'static str> {
        let turned_on = self.under.and_then(|under| {
            under.agreement.integrations.iter().find(|it| it.supplier.value == supplier.id.value)
        });
        let mut ids = Vec::new();
        if supplier.turned_on_by_controller {
            ids.push(match (turned_on, self.charter().kind.value) {
                (Some(_), _) => "notice-supplier-on",
                (None, DocumentKind::Agreement) => "notice-supplier-not-on",
                (None, _) => "notice-supplier-turned-on",
            });
        }
        match turned_on.map(|it| it.own_agreement) {
            Some(AgreementState::InPlace) => ids.push("notice-supplier-own-agreement"),
            _ if supplier.needs_own_agreement => ids.push("notice-supplier-needs-own-agreement"),
            _ => {}
        }
        ids
    }

    /// What the controller has said to it in the agreement.
    fn agreed_word(&self, supplier: &Supplier) -> Option<String> {
        let agreement = self.under?.agreement;
        let agreed = agreement.suppliers.iter().find(|it| it.supplier.value == supplier.id.value)?;
        let sent = agreed.notice_sent_at.map(|sent| self.date_of(sent.value)).unwrap_or_default();
        let id = match (agreed.consent, agreed.notice_sent_at) {
            (SupplierConsent::Approved, _) => "notice-supplier-approved",
            (SupplierConsent::Notified, Some(_)) => "notice-supplier-notified",
            (SupplierConsent::Notified, None) => "notice-supplier-notified-undated",
            (SupplierConsent::Objected, _) => "notice-supplier-objected",
            (SupplierConsent::NotApproved, _) => "notice-supplier-not-approved",
        };
        let mut said = self.say_of_controller(id, &[("date", sent.into())]);
        if let Some(because) = &agreed.because {
            add_sentence(&mut said, self.text(because));
        }
        Some(said)
    }

    /// Adds what the paper states; a line that said nothing stated then declares something.
    fn declare_also(&self, line: &mut Line, id: &str, variables: &[(&str, vern_text::Value<'_>)]) {
        add_sentence(&mut line.text, &self.say_with(id, variables));
        line.held.get_or_insert(Held::Declared);
    }
}

/// Every supplier, each before its own, with who uses it.
pub(super) fn links(suppliers: &[Supplier]) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    for top in suppliers {
        let mut waiting = vec![(top, None)];
        while let Some((supplier, user)) = waiting.pop() {
            links.push(Link { supplier, user, top });
            waiting.extend(supplier.sub_processors.iter().rev().map(|below| (below, Some(supplier))));
        }
    }
    links
}

const fn safeguard_id(kind: SafeguardKind) -> &'static str {
    match kind {
        SafeguardKind::Adequacy => "notice-safeguard-adequacy",
        SafeguardKind::StandardClauses => "notice-safeguard-standard-clauses",
        SafeguardKind::BindingRules => "notice-safeguard-binding-rules",
        SafeguardKind::Consent => "notice-safeguard-consent",
    }
}

pub(super) const fn role_id(role: SupplierRole) -> &'static str {
    match role {
        SupplierRole::Processor => "notice-role-is-processor",
        SupplierRole::SubProcessor => "notice-role-is-sub-processor",
        SupplierRole::Integration => "notice-role-is-integration",
        SupplierRole::Platform => "notice-role-is-platform",
        SupplierRole::Recipient => "notice-role-is-recipient",
    }
}

const fn capacity_id(capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::CustomersData => "notice-capacity-customers-data",
        Capacity::OwnContacts => "notice-capacity-own-contacts",
    }
}

const fn agreement_id(state: AgreementState) -> &'static str {
    match state {
        AgreementState::InPlace => "notice-agreement-in-place",
        AgreementState::Named => "notice-agreement-named",
        AgreementState::Missing => "notice-agreement-missing",
        AgreementState::NotNeeded => "notice-agreement-not-needed",
    }
}
