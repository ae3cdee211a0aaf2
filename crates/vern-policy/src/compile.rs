//! From the charter as written to rules that answer in well under a microsecond: names become places in lists, lists become bit sets,
//! and every rule keeps where in the file it follows from.
//!
//! All errors of a charter are found in one pass, not only the first.

use vern_core::data_type::{DATA_TYPES_MAX, DataTypes};
use vern_core::operation::Acts;
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::value::DataKind;

use serde_saphyr::{Location, Spanned};

use crate::canonical::{CharterHash, charter_hash};
use crate::charter::{
    Activity, AgreementState, Charter, ConsentRule, Grant, MEASURES_ENFORCEABLE, MeasureHeld, RetentionRule,
    Role, SafeguardState, Supplier,
};
use crate::error::CharterError;
use crate::fact::Fact;

/// Most activities, suppliers, roles and measures a charter can declare, each.
pub const LIST_MAX: usize = 512;
/// Most categories of subjects: they are bits of one word.
pub const CATEGORIES_MAX: usize = 64;

/// A compiled charter version. Immutable.
#[derive(Debug)]
pub struct Rules {
    hash: CharterHash,
    file: String,
    charter: Charter,
    pub(crate) types: Vec<TypeRules>,
    pub(crate) type_names: Names,
    pub(crate) category_names: Names,
    pub(crate) activities: Vec<ActivityRules>,
    pub(crate) activity_names: Names,
    pub(crate) suppliers: Vec<SupplierRules>,
    pub(crate) supplier_names: Names,
    pub(crate) roles: Vec<RoleRules>,
    pub(crate) role_names: Names,
    citations: Vec<Citation>,
}

/// Where in a charter a rule stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Path in the document, such as `activities.chat.retention`.
    pub path: String,
    /// Heading or clause of the paper it was read from.
    pub clause: Option<String>,
    /// Line in the file, from 1.
    pub line: u64,
    /// Column in the file, from 1.
    pub column: u64,
}

#[derive(Debug)]
pub(crate) struct TypeRules {
    pub(crate) id: String,
    pub(crate) kind: DataKind,
    pub(crate) lookup: bool,
}

#[derive(Debug)]
pub(crate) struct ActivityRules {
    pub(crate) id: String,
    pub(crate) categories: u64,
    pub(crate) data: DataTypes,
    pub(crate) acts: Acts,
    pub(crate) recipients: Vec<RecipientRules>,
    pub(crate) consent_required: bool,
    pub(crate) purpose_open: bool,
    pub(crate) basis_open: bool,
    pub(crate) retention_open: bool,
    pub(crate) expiry: Option<Period>,
    pub(crate) cite: ActivityCitations,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ActivityCitations {
    pub(crate) activity: u32,
    pub(crate) purpose: u32,
    pub(crate) subjects: u32,
    pub(crate) data: u32,
    pub(crate) operations: u32,
    pub(crate) basis: u32,
    pub(crate) recipients: u32,
    pub(crate) retention: u32,
}

#[derive(Debug)]
pub(crate) struct RecipientRules {
    pub(crate) supplier: usize,
    pub(crate) data: DataTypes,
}

#[derive(Debug)]
pub(crate) struct SupplierRules {
    pub(crate) has_agreement: bool,
    pub(crate) place: Option<Country>,
    pub(crate) place_open: bool,
    pub(crate) safeguarded: bool,
    pub(crate) cite: u32,
    pub(crate) cite_agreement: u32,
    pub(crate) cite_place: u32,
}

#[derive(Debug)]
pub(crate) struct RoleRules {
    pub(crate) grants: Vec<(usize, GrantRules)>,
    pub(crate) supplier: Option<usize>,
    pub(crate) cite: u32,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct GrantRules {
    pub(crate) acts: Acts,
    pub(crate) reason_for: Acts,
    pub(crate) sees: DataTypes,
    pub(crate) cite: u32,
}

/// Names to places in a list; sorted, so that it needs no hash and no randomness.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<(Box<str>, usize)>);

impl Names {
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let found = self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name)).ok()?;
        self.0.get(found).map(|(_, place)| *place)
    }
}

impl Rules {
    /// Hash of the charter version, as entries cite it.
    #[must_use]
    pub const fn hash(&self) -> &CharterHash {
        &self.hash
    }

    /// Name of the file it was read from.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The charter as written.
    #[must_use]
    pub const fn charter(&self) -> &Charter {
        &self.charter
    }

    /// The place a reason follows from.
    #[must_use]
    pub fn citation(&self, citation: u32) -> Option<&Citation> {
        self.citations.get(usize::try_from(citation).ok()?)
    }

    /// A data type by id: its place, kind and whether it has exact search.
    #[must_use]
    pub fn data_type(&self, id: &str) -> Option<(usize, DataKind, bool)> {
        let place = self.type_names.find(id)?;
        self.types.get(place).map(|data_type| (place, data_type.kind, data_type.lookup))
    }

    /// Id of the data type at a place.
    #[must_use]
    pub fn data_type_id(&self, place: usize) -> Option<&str> {
        self.types.get(place).map(|data_type| data_type.id.as_str())
    }

    /// Whether an activity is declared.
    #[must_use]
    pub fn has_activity(&self, id: &str) -> bool {
        self.activity_names.find(id).is_some()
    }

    /// Whether a supplier is declared.
    #[must_use]
    pub fn has_supplier(&self, id: &str) -> bool {
        self.supplier_names.find(id).is_some()
    }

    /// Whether a category of subjects is declared.
    #[must_use]
    pub fn has_category(&self, id: &str) -> bool {
        self.category_names.find(id).is_some()
    }

    /// Whether a role is declared.
    #[must_use]
    pub fn has_role(&self, id: &str) -> bool {
        self.role_names.find(id).is_some()
    }

    /// All data types an activity declares.
    #[must_use]
    pub fn data_of(&self, activity: &str) -> DataTypes {
        self.activity(activity).map_or_else(DataTypes::default, |activity| activity.data)
    }

    /// Whether an activity waits for consent.
    #[must_use]
    pub fn waits_for_consent(&self, activity: &str) -> bool {
        self.activity(activity).is_some_and(|activity| activity.consent_required)
    }

    /// Activities whose records run out by themselves, with the period that counts from collection.
    pub fn expiries(&self) -> impl Iterator<Item = (&str, Period)> {
        self.activities.iter().filter_map(|activity| Some((activity.id.as_str(), activity.expiry?)))
    }

    /// The period after which an activity's records run out.
    #[must_use]
    pub fn expiry_of(&self, activity: &str) -> Option<Period> {
        self.activity(activity)?.expiry
    }

    fn activity(&self, id: &str) -> Option<&ActivityRules> {
        self.activity_names.find(id).and_then(|place| self.activities.get(place))
    }
}

/// Compiles a charter.
///
/// # Errors
/// Every [`CharterError`] found, in the order of the file; what is about the file as a whole comes first.
pub fn compile(charter: Charter, file: &str) -> Result<Rules, Vec<CharterError>> {
    let mut compiler = Compiler::default();
    let rules = compiler.compile(&charter);
    let hash = charter_hash(&charter).map_err(|error| vec![error])?;
    if !compiler.errors.is_empty() {
        compiler.errors.sort_by_key(|error| (error.line, error.column));
        return Err(compiler.errors);
    }
    let Parts {
        types,
        type_names,
        category_names,
        activities,
        activity_names,
        suppliers,
        supplier_names,
        roles,
        role_names,
    } = rules;
    Ok(Rules {
        hash,
        file: file.to_owned(),
        charter,
        types,
        type_names,
        category_names,
        activities,
        activity_names,
        suppliers,
        supplier_names,
        roles,
        role_names,
        citations: compiler.citations,
    })
}

struct Parts {
    types: Vec<TypeRules>,
    type_names: Names,
    category_names: Names,
    activities: Vec<ActivityRules>,
    activity_names: Names,
    suppliers: Vec<SupplierRules>,
    supplier_names: Names,
    roles: Vec<RoleRules>,
    role_names: Names,
}

#[derive(Default)]
struct Compiler {
    errors: Vec<CharterError>,
    citations: Vec<Citation>,
}

impl Compiler {
    fn compile(&mut self, charter: &Charter) -> Parts {
        self.check_id(&charter.organisation.id);
        let type_names =
            self.index("data_types", DATA_TYPES_MAX, charter.data_types.iter().map(|item| &item.id));
        let category_names =
            self.index("categories", CATEGORIES_MAX, charter.categories.iter().map(|item| &item.id));
        let activity_names =
            self.index("activities", LIST_MAX, charter.activities.iter().map(|item| &item.id));
        let supplier_names = self.index("suppliers", LIST_MAX, charter.suppliers.iter().map(|item| &item.id));
        let role_names = self.index("roles", LIST_MAX, charter.roles.iter().map(|item| &item.id));
        self.index("measures", LIST_MAX, charter.measures.iter().map(|item| &item.id));
        self.check_lookups(charter);
        self.check_measures(charter);
        if charter.languages.is_empty() {
            self.errors.push(CharterError::whole("charter.empty", "languages"));
        }

        let types = charter
            .data_types
            .iter()
            .map(|item| TypeRules { id: item.id.value.clone(), kind: item.kind, lookup: item.lookup })
            .collect();
        let suppliers = charter.suppliers.iter().map(|item| self.supplier(item)).collect();
        let activities: Vec<ActivityRules> = charter
            .activities
            .iter()
            .map(|item| self.activity(item, &type_names, &category_names, &supplier_names))
            .collect();
        let roles = charter
            .roles
            .iter()
            .map(|item| self.role(item, &type_names, &activity_names, &supplier_names, &activities))
            .collect();
        Parts {
            types,
            type_names,
            category_names,
            activities,
            activity_names,
            suppliers,
            supplier_names,
            roles,
            role_names,
        }
    }

    fn error(&mut self, code: &'static str, location: &Location, detail: impl Into<String>) {
        self.errors.push(CharterError::at(code, location, detail));
    }

    fn cite(&mut self, path: String, clause: Option<&str>, location: &Location) -> u32 {
        let place = u32::try_from(self.citations.len()).unwrap_or(u32::MAX);
        let clause = clause.map(ToOwned::to_owned);
        self.citations.push(Citation { path, clause, line: location.line(), column: location.column() });
        place
    }

    /// Ids stand in addresses, journal entries and file names: `a-z`, then `a-z0-9_-`, at most 48 bytes.
    fn check_id(&mut self, id: &Spanned<String>) {
        let mut bytes = id.value.bytes();
        let first = bytes.next().is_some_and(|byte| byte.is_ascii_lowercase());
        let rest = bytes
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'));
        if !first || !rest || id.value.len() > 48 {
            self.error("charter.id_form", &id.referenced, id.value.clone());
        }
    }

    fn index<'a>(
        &mut self,
        list: &str,
        most: usize,
        ids: impl Iterator<Item = &'a Spanned<String>>,
    ) -> Names {
        let mut names: Vec<(Box<str>, usize)> = Vec::new();
        for (place, id) in ids.enumerate() {
            self.check_id(id);
            if place == most {
                self.error("charter.too_many", &id.referenced, format!("{list}: more than {most}"));
                break;
            }
            if names.iter().any(|(known, _)| known.as_ref() == id.value) {
                self.error("charter.id_duplicate", &id.referenced, id.value.clone());
            }
            names.push((id.value.clone().into_boxed_str(), place));
        }
        if names.is_empty() && !matches!(list, "suppliers" | "measures") {
            self.errors.push(CharterError::whole("charter.empty", list));
        }
        names.sort();
        Names(names)
    }

    /// Exact search over free text would be a second index of what people wrote; only kinds with a normal form have it.
    fn check_lookups(&mut self, charter: &Charter) {
        for data_type in charter.data_types.iter().filter(|data_type| data_type.lookup) {
            if matches!(data_type.kind, DataKind::Document | DataKind::Address | DataKind::Amount) {
                self.error("charter.lookup_kind", &data_type.id.referenced, data_type.id.value.clone());
            }
        }
    }

    /// `enforced` would be printed as a promise the gate holds.
    fn check_measures(&mut self, charter: &Charter) {
        for measure in charter.measures.iter().filter(|measure| measure.held == MeasureHeld::Enforced) {
            if !MEASURES_ENFORCEABLE.contains(&measure.id.value.as_str()) {
                self.error("charter.measure_not_enforceable", &measure.id.referenced, &measure.id.value);
            }
        }
    }

    /// An empty list where the law asks for a fact says nothing, and would pass for a statement.
    fn check_not_empty<T>(&mut self, list: &str, items: &Spanned<Vec<T>>) {
        if items.value.is_empty() {
            self.error("charter.empty", &items.referenced, list);
        }
    }

    fn resolve(&mut self, names: &Names, id: &Spanned<String>) -> Option<usize> {
        let found = names.find(&id.value);
        if found.is_none() {
            self.error("charter.reference_unknown", &id.referenced, id.value.clone());
        }
        found
    }

    fn data(&mut self, names: &Names, ids: &[Spanned<String>]) -> DataTypes {
        ids.iter().filter_map(|id| self.resolve(names, id)).collect()
    }

    fn supplier(&mut self, supplier: &Supplier) -> SupplierRules {
        let path = format!("suppliers.{}", supplier.id.value);
        let clause = Some(supplier.clause.as_str());
        SupplierRules {
            has_agreement: supplier.agreement.value != AgreementState::Missing,
            place: supplier.place.value.stated().copied(),
            place_open: supplier.place.value.is_open(),
            safeguarded: supplier
                .safeguard
                .stated()
                .is_some_and(|safeguard| safeguard.state == SafeguardState::InPlace),
            cite: self.cite(path.clone(), clause, &supplier.id.referenced),
            cite_agreement: self.cite(format!("{path}.agreement"), clause, &supplier.agreement.referenced),
            cite_place: self.cite(format!("{path}.place"), clause, &supplier.place.referenced),
        }
    }

    fn activity(
        &mut self,
        activity: &Activity,
        types: &Names,
        categories: &Names,
        suppliers: &Names,
    ) -> ActivityRules {
        let data = self.data(types, &activity.data.value);
        let recipients = self.recipients(activity, data, types, suppliers);
        let mut bits = 0_u64;
        for id in &activity.subjects.value {
            if let Some(place) = self.resolve(categories, id) {
                bits |= 1_u64.checked_shl(u32::try_from(place).unwrap_or(u32::MAX)).unwrap_or(0);
            }
        }
        self.check_not_empty("subjects", &activity.subjects);
        self.check_not_empty("data", &activity.data);
        self.check_not_empty("operations", &activity.operations);
        self.check_basis(activity);
        // Whatever rests on consent waits for it, whether or not the charter says so a second time (GDPR art. 7).
        let on_consent = activity.basis.value.stated().is_some_and(|basis| basis.article == "6(1)(a)");
        ActivityRules {
            id: activity.id.value.clone(),
            categories: bits,
            data,
            acts: activity.operations.value.iter().copied().collect(),
            recipients,
            consent_required: on_consent || activity.consent == ConsentRule::Required,
            purpose_open: activity.purpose.is_open(),
            basis_open: activity.basis.value.is_open(),
            retention_open: activity.retention.value.is_open(),
            expiry: self.expiry(activity),
            cite: self.activity_citations(activity),
        }
    }

    fn recipients(
        &mut self,
        activity: &Activity,
        data: DataTypes,
        types: &Names,
        suppliers: &Names,
    ) -> Vec<RecipientRules> {
        let mut recipients: Vec<RecipientRules> = Vec::new();
        for recipient in &activity.recipients {
            let id = &recipient.supplier;
            let Some(supplier) = self.resolve(suppliers, id) else { continue };
            let seen = recipient.data.as_ref().map_or(data, |ids| self.data(types, ids));
            if recipients.iter().any(|known| known.supplier == supplier) {
                self.error("charter.id_duplicate", &id.referenced, id.value.clone());
                continue;
            }
            recipients.push(RecipientRules { supplier, data: seen });
        }
        recipients
    }

    fn activity_citations(&mut self, activity: &Activity) -> ActivityCitations {
        let path = |part: &str| format!("activities.{}{part}", activity.id.value);
        let clause = Some(activity.clause.as_str());
        let id = &activity.id.referenced;
        let first_recipient = activity.recipients.first();
        let recipients = first_recipient.map_or(id, |recipient| &recipient.supplier.referenced);
        let recipients_clause = first_recipient.and_then(|recipient| recipient.clause.as_deref()).or(clause);
        let retention_clause = match &activity.retention.value {
            Fact::Stated(rules) => rules.iter().find_map(|rule| rule.value.clause.as_deref()).or(clause),
            _ => clause,
        };
        ActivityCitations {
            activity: self.cite(path(""), clause, id),
            purpose: self.cite(path(".purpose"), clause, id),
            subjects: self.cite(path(".subjects"), clause, &activity.subjects.referenced),
            data: self.cite(path(".data"), clause, &activity.data.referenced),
            operations: self.cite(path(".operations"), clause, &activity.operations.referenced),
            basis: self.cite(path(".basis"), clause, &activity.basis.referenced),
            recipients: self.cite(path(".recipients"), recipients_clause, recipients),
            retention: self.cite(path(".retention"), retention_clause, &activity.retention.referenced),
        }
    }

    fn check_basis(&mut self, activity: &Activity) {
        if let Some(basis) = activity.basis.value.written() {
            let known = ["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"];
            if !known.contains(&basis.article.as_str()) {
                self.error("charter.basis_form", &activity.basis.referenced, basis.article.clone());
            }
        }
    }

    /// The one form that runs by the clock alone. The other forms are checked for what stands together.
    fn expiry(&mut self, activity: &Activity) -> Option<Period> {
        let rules = activity.retention.value.written()?;
        if rules.is_empty() {
            self.error("charter.empty", &activity.retention.referenced, "retention");
        }
        // What runs out by the clock would be erased although a statute, or the person, keeps it.
        let kept =
            rules.iter().any(|rule| rule.value.hold.is_some() || rule.value.keep_if_consent == Some(true));
        let mut expiry = None;
        for rule in rules {
            let second = rule.value.after.is_some() && (expiry.is_some() || kept);
            if !is_one_form(&rule.value) || second {
                self.error("charter.retention_form", &rule.referenced, activity.id.value.clone());
            }
            expiry = expiry.or(rule.value.after);
        }
        // An aim is never enforced as a promise (ADR 0006).
        activity.retention.value.stated().and(expiry)
    }

    fn role(
        &mut self,
        role: &Role,
        types: &Names,
        activity_names: &Names,
        suppliers: &Names,
        activities: &[ActivityRules],
    ) -> RoleRules {
        let path = format!("roles.{}", role.id.value);
        let clause = role.clause.as_deref();
        let mut grants: Vec<(usize, GrantRules)> = Vec::new();
        for grant in &role.may {
            let Some(place) = self.resolve(activity_names, &grant.activity) else { continue };
            if grants.iter().any(|(known, _)| *known == place) {
                self.error("charter.id_duplicate", &grant.activity.referenced, grant.activity.value.clone());
                continue;
            }
            let all = activities.get(place).map_or_else(DataTypes::default, |activity| activity.data);
            grants.push((place, self.grant(grant, types, all, &path, clause)));
        }
        grants.sort_by_key(|(place, _)| *place);
        RoleRules {
            grants,
            supplier: role.supplier.as_ref().and_then(|id| self.resolve(suppliers, id)),
            cite: self.cite(path, clause, &role.id.referenced),
        }
    }

    fn grant(
        &mut self,
        grant: &Grant,
        types: &Names,
        all: DataTypes,
        path: &str,
        clause: Option<&str>,
    ) -> GrantRules {
        GrantRules {
            acts: grant.acts.iter().copied().collect(),
            reason_for: grant.reason_for.iter().copied().collect(),
            sees: grant.sees.as_ref().map_or(all, |ids| self.data(types, ids)),
            cite: self.cite(
                format!("{path}.may.{}", grant.activity.value),
                clause,
                &grant.activity.referenced,
            ),
        }
    }
}

/// Exactly one of the five forms, with exactly the fields of that form.
fn is_one_form(rule: &RetentionRule) -> bool {
    matches!(
        rule,
        RetentionRule {
            after: Some(_),
            from: Some(_),
            during: None,
            then: None,
            review: None,
            hold: None,
            period: None,
            keep_if_consent: None,
            ..
        } | RetentionRule {
            after: None,
            from: None,
            during: Some(_),
            then: Some(_),
            review: None,
            hold: None,
            period: None,
            keep_if_consent: None,
            ..
        } | RetentionRule {
            after: None,
            from: None,
            during: None,
            then: None,
            review: Some(_),
            hold: None,
            period: None,
            keep_if_consent: None,
            ..
        } | RetentionRule {
            after: None,
            from: None,
            during: None,
            then: None,
            review: None,
            hold: Some(_),
            period: Some(_),
            keep_if_consent: None,
            ..
        } | RetentionRule {
            after: None,
            from: None,
            during: None,
            then: None,
            review: None,
            hold: None,
            period: None,
            keep_if_consent: Some(_),
            ..
        }
    )
}
