//! What can't be enforced, or could not be believed: errors that keep a version out. What is wrong with a promise that can be kept is a finding.

use vern_core::value::DataKind;

use super::{Compiler, LIST_MAX, Lists};
use crate::area::is_within;
use crate::charter::{
    Activity, Audience, Bases, Carried, Charter, CitedLaw, Claim, ClaimKind, ConsentRule, DocumentKind,
    HeldBy, MEASURES_ENFORCEABLE, MeasureHeld, Supplier, SupplierRole,
};
use crate::error::CharterError;
use crate::fact::Fact;
use crate::placed::Placed;
use crate::rule_set::{Laws, Statutes};
use crate::rules::Standing;

const ARTICLES_6: [&str; 6] = ["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"];

impl Compiler<'_> {
    pub(super) fn check(&mut self, charter: &Charter, lists: &Lists) {
        for (list, ids) in [
            ("measures", charter.measures.iter().map(|item| &item.id).collect::<Vec<_>>()),
            ("claims", charter.claims.iter().map(|item| &item.id).collect()),
            ("channels", charter.channels.iter().map(|item| &item.id).collect()),
        ] {
            self.index(list, LIST_MAX, ids.into_iter());
        }
        if charter.languages.is_empty() {
            self.errors.push(CharterError::whole("charter.empty", "languages"));
        }
        self.check_kind(charter);
        self.check_lookups(charter);
        self.check_identifies(charter);
        self.check_bases(charter);
        self.check_measures(charter);
        self.check_documents(charter);
        self.check_services(charter, lists);
        self.check_details(charter, lists);
        self.check_own_work(charter);
        for claim in &charter.claims {
            self.check_claim(charter, claim, lists);
        }
    }

    /// Terms have a part that makes them terms, a charter has none.
    fn check_kind(&mut self, charter: &Charter) {
        match (&charter.terms, charter.kind.value) {
            (None, DocumentKind::Terms) => {
                self.error("charter.field_missing", &charter.kind.referenced, "terms")
            }
            (Some(terms), DocumentKind::Charter) => {
                self.error("charter.field_unknown", &terms.referenced, "terms");
            }
            _ => {}
        }
    }

    /// Exact search over free text would be a second index of what people wrote; only kinds with a normal form have it.
    fn check_lookups(&mut self, charter: &Charter) {
        for data_type in charter.data_types.iter().filter(|data_type| data_type.lookup) {
            if matches!(data_type.kind, DataKind::Document | DataKind::Address | DataKind::Amount) {
                self.error("charter.lookup_kind", &data_type.id.referenced, data_type.id.value.clone());
            }
        }
    }

    /// Someone is known by a value only where it can be looked up, and they can show that it is theirs: by a code sent there, or by an identity provider.
    fn check_identifies(&mut self, charter: &Charter) {
        for data_type in charter.data_types.iter().filter(|data_type| data_type.identifies) {
            if !data_type.lookup
                || !matches!(data_type.kind, DataKind::Email | DataKind::Phone | DataKind::NationalId)
            {
                self.error("charter.identifies_form", &data_type.id.referenced, data_type.id.value.clone());
            }
        }
    }

    fn check_bases(&mut self, charter: &Charter) {
        let terms = charter.kind.value == DocumentKind::Terms;
        for activity in &charter.activities {
            let at = &activity.basis.referenced;
            match activity.basis.value.written() {
                Some(Bases::ByController) if !terms && self.under.standing == Standing::Own => {
                    self.error("charter.basis_form", at, "by_controller");
                }
                Some(bases) => {
                    for basis in
                        bases.own().iter().filter(|basis| !ARTICLES_6.contains(&basis.article.as_str()))
                    {
                        self.error("charter.basis_form", at, basis.article.clone());
                    }
                }
                None => {}
            }
            if let Some(condition) = &activity.special_categories {
                let letter =
                    condition.value.article.strip_prefix("9(2)(").and_then(|rest| rest.strip_suffix(')'));
                if !letter.is_some_and(|letter| matches!(letter.as_bytes(), [b'a'..=b'j'])) {
                    let detail = condition.value.article.clone();
                    self.error("charter.basis_form", &condition.referenced, detail);
                }
            }
        }
        if let Some(cookies) = &charter.cookies
            && let Some(basis) = cookies.value.basis.value.written()
            && !ARTICLES_6.contains(&basis.article.as_str())
        {
            self.error("charter.basis_form", &cookies.value.basis.referenced, basis.article.clone());
        }
    }

    /// `enforced` would be printed as a promise the gate holds; `attested` as one someone has seen kept.
    fn check_measures(&mut self, charter: &Charter) {
        for measure in &charter.measures {
            let held = match measure.held {
                MeasureHeld::Enforced => MEASURES_ENFORCEABLE.contains(&measure.id.value.as_str()),
                MeasureHeld::Attested => measure.evidence.stated().is_some(),
                MeasureHeld::Declared => true,
            };
            if !held {
                self.error("charter.measure_not_enforceable", &measure.id.referenced, &measure.id.value);
            }
        }
    }

    /// Registers, breaches, certificates and self-audits are never for everyone (ADR 0008).
    fn check_documents(&mut self, charter: &Charter) {
        for (name, facts) in &charter.documents {
            let Some(audience) = &facts.value.audience else { continue };
            if name.is_never_public() && audience.value == Audience::Public {
                self.error("charter.audience", &audience.referenced, format!("{name:?}"));
            }
        }
    }

    /// What may be collected in a service is what its user agreement names: an activity can't declare more.
    fn check_services(&mut self, charter: &Charter, lists: &Lists) {
        for service in &charter.services {
            self.data(&lists.types, &service.data.value);
        }
        for activity in &charter.activities {
            let Some(id) = &activity.service else { continue };
            let Some(service) =
                self.resolve(&lists.services, id).and_then(|place| charter.services.get(place))
            else {
                continue;
            };
            let named =
                |data: &Placed<String>| service.data.value.iter().any(|known| known.value == data.value);
            for data in activity.data.value.iter().filter(|data| !named(data)) {
                self.error("charter.beyond_service", &data.referenced, data.value.clone());
            }
        }
    }

    /// References inside details, and details that must not be empty.
    fn check_details(&mut self, charter: &Charter, lists: &Lists) {
        let cookies = charter.cookies.iter().flat_map(|cookies| &cookies.value.cookies);
        for id in cookies.filter_map(|cookie| cookie.activity.as_ref()) {
            self.resolve(&lists.activities, id);
        }
        for activity in &charter.activities {
            for id in activity.origin.iter().flat_map(|origin| origin.value.all()) {
                self.resolve(&lists.types, id);
            }
            for rule in activity.retention.value.written().into_iter().flatten() {
                self.data(&lists.types, rule.value.data.as_deref().unwrap_or_default());
                self.check_statute(rule.value.statute.as_ref());
            }
            if let Some(decision) =
                activity.automated_decision.as_ref().filter(|it| it.value.ground.is_empty())
            {
                self.error("charter.empty", &decision.referenced, "ground");
            }
            if let Some(basis) = activity.basis.value.written() {
                for basis in basis.own() {
                    if let Some(cited) = &basis.cited {
                        self.check_law(cited, &basis.article, &activity.basis);
                    }
                }
            }
        }
        for joint in &charter.organisation.joint_controllers {
            for id in &joint.activities {
                self.resolve(&lists.activities, id);
            }
        }
        if let Some(instruction) = charter.terms.as_ref().and_then(|terms| terms.value.instruction.as_ref()) {
            let known = &instruction.value;
            self.data(&lists.types, known.data.as_ref().map_or(&[], |data| data.value.as_slice()));
            for id in known.subjects.iter().flat_map(|subjects| &subjects.value) {
                self.resolve(&lists.categories, id);
            }
            for transfer in &known.transfers {
                self.resolve(&lists.suppliers, &transfer.supplier);
            }
            let named = known.paused.iter().map(|pause| &pause.activity);
            for activity in named.chain(known.support.iter().map(|support| &support.activity)) {
                self.resolve(&lists.activities, activity);
            }
        }
    }

    /// Each kind of Vern's own work is carried by one activity, which declares what the work needs; Vern and the people the data is about have one
    /// role each.
    fn check_own_work(&mut self, charter: &Charter) {
        let mut carried = Vec::new();
        for activity in &charter.activities {
            let Some(carries) = &activity.carries else { continue };
            if carried.contains(&carries.value) {
                self.error("charter.carries_twice", &carries.referenced, carries.value.as_str());
            }
            carried.push(carries.value);
            for (id, kind) in carries.value.data_types() {
                let listed = activity.data.value.iter().any(|data| data.value == *id);
                let declared = charter.data_types.iter().any(|it| it.id.value == *id && it.kind == *kind);
                if !(listed && declared) {
                    self.error("charter.carries_data", &carries.referenced, *id);
                }
            }
            if carries.value == Carried::Subscriptions {
                self.check_subscriptions(charter, activity, carries);
            }
        }
        for holder in [HeldBy::Vern, HeldBy::Subject] {
            for role in charter.roles.iter().filter(|role| role.held_by == holder).skip(1) {
                self.error("charter.held_twice", &role.id.referenced, role.id.value.clone());
            }
        }
    }

    /// Nobody is written to who was not asked in words that can be shown, and whoever leaves is found by their address (GDPR art. 7, e-commerce rules on
    /// messages to natural persons).
    fn check_subscriptions(&mut self, charter: &Charter, activity: &Activity, carries: &Placed<Carried>) {
        let is_looked_up = |id: &str| charter.data_types.iter().any(|it| it.id.value == id && it.lookup);
        let owed = [
            ("consent", activity.consent == ConsentRule::Required),
            ("consent_text", activity.consent_text.is_some()),
            ("lookup", Carried::Subscriptions.data_types().iter().all(|(id, _)| is_looked_up(id))),
        ];
        for (owed, _) in owed.iter().filter(|(_, is_there)| !is_there) {
            self.error("charter.carries_consent", &carries.referenced, *owed);
        }
    }

    fn check_statute(&mut self, id: Option<&Placed<String>>) {
        let Some(id) = id else { return };
        if Statutes::shipped().find(&id.value).is_none() {
            self.error("charter.reference_unknown", &id.referenced, id.value.clone());
        }
    }

    /// What a paper cites is kept beside the article it comes to; that it comes to it is checked, letter by letter.
    fn check_law<T>(&mut self, cited: &CitedLaw, article: &str, at: &Placed<T>) {
        match Laws::shipped().find(&cited.law) {
            None => self.error("charter.reference_unknown", &at.referenced, cited.law.clone()),
            Some(law) if !law.corresponds(&cited.provision, article) => {
                let detail = format!("{}: {article}", cited.provision);
                self.error("charter.basis_form", &at.referenced, detail);
            }
            Some(_) => {}
        }
    }

    /// A page that says 'all data' although the register says otherwise is not printed.
    fn check_claim(&mut self, charter: &Charter, claim: &Claim, lists: &Lists) {
        for id in &claim.about {
            let known = [&lists.activities, &lists.suppliers, &lists.services];
            if !known.iter().any(|names| names.find(&id.value).is_some()) {
                self.error("charter.reference_unknown", &id.referenced, id.value.clone());
            }
        }
        for id in &claim.except {
            self.resolve(&lists.suppliers, id);
        }
        if claim.kind != ClaimKind::AllDataWithin {
            return;
        }
        let excepted = |supplier: &Supplier| claim.except.iter().any(|id| id.value == supplier.id.value);
        let stands = |supplier: &Supplier| match &supplier.place.value {
            Fact::Stated(area) | Fact::Aim(area) => {
                is_within(*area, &claim.within, charter.in_force_from.value)
            }
            // What the paper does not tell contradicts nothing.
            Fact::NotStated => true,
            Fact::Open => false,
        };
        // A service the controller turns on, or a platform people use themselves, is no place of the organisation's data.
        let holds = |supplier: &Supplier| {
            supplier.is(SupplierRole::Processor) || supplier.is(SupplierRole::SubProcessor)
        };
        let contradicted: Vec<String> = charter
            .all_suppliers()
            .filter(|supplier| holds(supplier) && !excepted(supplier) && !stands(supplier))
            .map(|supplier| supplier.id.value.clone())
            .collect();
        if !contradicted.is_empty() {
            self.error("charter.claim_contradicted", &claim.id.referenced, contradicted.join(", "));
        }
    }
}
