//! From the charter as written to rules that answer in well under a microsecond: names become places in lists, lists become bit sets,
//! and every rule keeps where in which file it follows from.
//!
//! All errors of a charter are found in one pass, not only the first. What an agreement narrows is narrowed before (`in_force`).

mod activity;
mod check;
mod hold;
mod staff;
mod supplier;

use serde_saphyr::Location;
use vern_core::data_type::{DATA_TYPES_MAX, DataTypes};

use crate::canonical::charter_hash;
use crate::charter::{Charter, Grant, Instruction, LogLink, Role};
use crate::error::CharterError;
use crate::placed::Placed;
use crate::rules::{
    ActivityRules, Citation, GrantRules, InstructionRules, Names, RoleRules, Rules, RulesSource, Standing,
    TypeRules,
};

pub use hold::HOLD_SUFFIX;

/// Most activities, suppliers, roles and measures a charter can declare, each.
pub const LIST_MAX: usize = 512;
/// Most categories of subjects: they are bits of one word.
pub const CATEGORIES_MAX: usize = 64;

/// What an agreement adds to the charter it makes of the terms.
#[derive(Debug, Default)]
pub(crate) struct Under {
    pub(crate) standing: Standing,
    pub(crate) agreement: Option<Placed<Option<String>>>,
    pub(crate) instruction: Option<Placed<Instruction>>,
    /// Places the agreement and the instruction bind to: all activities, or one.
    pub(crate) places: Vec<(Option<String>, Placed<crate::charter::Places>)>,
    /// Clauses of the agreement, by activity: what was narrowed by it is cited from it.
    pub(crate) clauses: Vec<(String, String)>,
    /// Suppliers the controller's word stops.
    pub(crate) stopped: Vec<StoppedSupplier>,
    pub(crate) log_link: LogLink,
}

/// A supplier the controller's word stops, placed where it stands.
#[derive(Debug)]
pub(crate) struct StoppedSupplier {
    pub(crate) supplier: Placed<String>,
    /// Clause of the agreement it stands in; the supplier's own in the terms where it names none.
    pub(crate) clause: Option<String>,
    pub(crate) code: vern_core::decision::Code,
}

/// Compiles an organisation's own charter, or terms to check them by themselves.
///
/// # Errors
/// Every [`CharterError`] found, in the order of the file; what is about the file as a whole comes first.
pub fn compile(charter: Charter, file: &str) -> Result<Rules, Vec<CharterError>> {
    let hash = charter_hash(&charter).map_err(|error| vec![error])?;
    let log_link = charter.terms.as_ref().map(|terms| terms.value.log_link).unwrap_or_default();
    let under = Under { log_link, ..Under::default() };
    compile_under(charter, vec![RulesSource { file: file.to_owned(), hash }], under)
}

/// Compiles what terms and an agreement permit together.
pub(crate) fn compile_under(
    charter: Charter,
    sources: Vec<RulesSource>,
    under: Under,
) -> Result<Rules, Vec<CharterError>> {
    let mut compiler =
        Compiler { errors: Vec::new(), citations: Vec::new(), sources: &sources, under: &under };
    let mut lists = compiler.lists(&charter);
    // What is too long is not gone through any further.
    if compiler.errors.iter().any(|error| error.code == "charter.too_many") {
        return Err(compiler.errors);
    }
    let suppliers = compiler.suppliers(&charter, &lists);
    let mut activities = compiler.activities(&charter, &lists);
    let mut roles: Vec<RoleRules> =
        charter.roles.iter().map(|role| compiler.role(role, &lists, &activities)).collect();
    compiler.check(&charter, &lists);
    let staff = compiler.staff(&charter);
    let instruction = under.instruction.as_ref().map(|instruction| compiler.instruction(instruction, &lists));
    let cite_agreement = under.agreement.as_ref().map_or(u32::MAX, |agreement| {
        compiler.cite("agreement".to_owned(), agreement.value.as_deref(), agreement)
    });
    let Compiler { mut errors, citations, .. } = compiler;
    if !errors.is_empty() {
        errors.sort_by_key(|error| (error.line, error.column));
        return Err(errors);
    }
    hold::add_holds(&charter, &mut lists, &mut activities, &mut roles);
    let types = charter
        .data_types
        .iter()
        .map(|item| TypeRules { id: item.id.value.clone(), kind: item.kind, lookup: item.lookup })
        .collect();
    let Lists { types: type_names, categories: category_names, .. } = lists;
    let (activity_names, supplier_names, role_names) = (lists.activities, lists.suppliers, lists.roles);
    let (standing, log_link) = (under.standing, under.log_link);
    Ok(Rules {
        sources,
        periods: charter.periods.clone(),
        charter,
        standing,
        log_link,
        types,
        type_names,
        category_names,
        activities,
        activity_names,
        suppliers,
        supplier_names,
        roles,
        role_names,
        citations,
        cite_agreement,
        instruction,
        staff,
    })
}

/// Names of everything that is referred to.
struct Lists {
    types: Names,
    categories: Names,
    activities: Names,
    suppliers: Names,
    roles: Names,
    services: Names,
}

struct Compiler<'a> {
    errors: Vec<CharterError>,
    citations: Vec<Citation>,
    sources: &'a [RulesSource],
    under: &'a Under,
}

impl Compiler<'_> {
    fn error(&mut self, code: &'static str, location: &Location, detail: impl Into<String>) {
        self.errors.push(CharterError::at(code, location, detail));
    }

    fn cite<T>(&mut self, path: String, clause: Option<&str>, at: &Placed<T>) -> u32 {
        let place = u32::try_from(self.citations.len()).unwrap_or(u32::MAX);
        let file =
            self.sources.get(usize::from(at.source)).map(|source| source.file.clone()).unwrap_or_default();
        self.citations.push(Citation {
            file,
            path,
            clause: clause.map(ToOwned::to_owned),
            line: at.referenced.line(),
            column: at.referenced.column(),
        });
        place
    }

    fn lists(&mut self, charter: &Charter) -> Lists {
        self.check_id(&charter.organisation.id);
        Lists {
            types: self.index("data_types", DATA_TYPES_MAX, charter.data_types.iter().map(|item| &item.id)),
            categories: self.index(
                "categories",
                CATEGORIES_MAX,
                charter.categories.iter().map(|item| &item.id),
            ),
            activities: self.index("activities", LIST_MAX, charter.activities.iter().map(|item| &item.id)),
            suppliers: self.index("suppliers", LIST_MAX, charter.all_suppliers().map(|item| &item.id)),
            roles: self.index("roles", LIST_MAX, charter.roles.iter().map(|item| &item.id)),
            services: self.index("services", LIST_MAX, charter.services.iter().map(|item| &item.id)),
        }
    }

    /// Ids stand in addresses, journal entries and file names: `a-z`, then `a-z0-9_-`, at most 48 bytes.
    fn check_id(&mut self, id: &Placed<String>) {
        let mut bytes = id.value.bytes();
        let first = bytes.next().is_some_and(|byte| byte.is_ascii_lowercase());
        let rest = bytes
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'));
        if !first || !rest || id.value.len() > 48 {
            self.error("charter.id_form", &id.referenced, id.value.clone());
        }
    }

    fn index<'a>(&mut self, list: &str, most: usize, ids: impl Iterator<Item = &'a Placed<String>>) -> Names {
        let mut names: Vec<(Box<str>, usize)> = Vec::new();
        for (place, id) in ids.enumerate() {
            self.check_id(id);
            if place == most {
                self.error("charter.too_many", &id.referenced, format!("{list}: more than {most}"));
                break;
            }
            names.push((id.value.clone().into_boxed_str(), place));
            if names.iter().filter(|(known, _)| known.as_ref() == id.value).count() > 1 {
                self.error("charter.id_duplicate", &id.referenced, id.value.clone());
            }
        }
        let asked_for = matches!(list, "data_types" | "categories" | "activities" | "roles");
        // An agreement in force may leave nothing of the terms: then everything is refused, which is no error of the file.
        if names.is_empty() && asked_for && self.under.standing == Standing::Own {
            self.errors.push(CharterError::whole("charter.empty", list));
        }
        names.sort();
        Names(names)
    }

    fn resolve(&mut self, names: &Names, id: &Placed<String>) -> Option<usize> {
        let found = names.find(&id.value);
        if found.is_none() {
            self.error("charter.reference_unknown", &id.referenced, id.value.clone());
        }
        found
    }

    fn data(&mut self, names: &Names, ids: &[Placed<String>]) -> DataTypes {
        if let Some(id) = ids.get(DATA_TYPES_MAX) {
            self.error("charter.too_many", &id.referenced, format!("data: more than {DATA_TYPES_MAX}"));
        }
        ids.iter().take(DATA_TYPES_MAX).filter_map(|id| self.resolve(names, id)).collect()
    }

    fn role(&mut self, role: &Role, lists: &Lists, activities: &[ActivityRules]) -> RoleRules {
        let path = format!("roles.{}", role.id.value);
        let clause = role.clause.as_deref();
        let mut grants: Vec<(usize, GrantRules)> = Vec::new();
        for grant in &role.may {
            let Some(place) = self.resolve(&lists.activities, &grant.activity) else { continue };
            if grants.iter().any(|(known, _)| *known == place) {
                self.error("charter.id_duplicate", &grant.activity.referenced, grant.activity.value.clone());
                continue;
            }
            let all = activities.get(place).map_or_else(DataTypes::default, |activity| activity.data);
            let rules = GrantRules {
                acts: grant.acts.iter().copied().collect(),
                reason_for: grant.reason_for.iter().copied().collect(),
                sees: self.sees(grant, lists, all),
                cite: self.cite(format!("{path}.may.{}", grant.activity.value), clause, &grant.activity),
            };
            grants.push((place, rules));
        }
        grants.sort_by_key(|(place, _)| *place);
        RoleRules {
            grants,
            supplier: role.supplier.as_ref().and_then(|id| self.resolve(&lists.suppliers, id)),
            place: role.place.as_ref().map(|place| place.value),
            held_by: role.held_by,
            is_support: role.support,
            cite: self.cite(path, clause, &role.id),
        }
    }

    fn sees(&mut self, grant: &Grant, lists: &Lists, all: DataTypes) -> DataTypes {
        grant.sees.as_ref().map_or(all, |ids| self.data(&lists.types, ids))
    }

    fn instruction(&mut self, instruction: &Placed<Instruction>, lists: &Lists) -> InstructionRules {
        let path = format!("instructions.{}", instruction.value.version);
        let clause = instruction.value.clause.as_deref();
        let (acts, cite) = match &instruction.value.operations {
            Some(operations) => (
                operations.value.iter().copied().collect(),
                self.cite(format!("{path}.operations"), clause, &instruction.with(()).at(operations)),
            ),
            None => {
                (vern_core::operation::Act::ALL.into_iter().collect(), self.cite(path, clause, instruction))
            }
        };
        // What the agreement does not take is nobody's to get to.
        let support = instruction.value.support.iter().filter_map(|support| {
            let place = lists.activities.find(&support.activity.value)?;
            Some((place, support.until.map(|until| until.value)))
        });
        InstructionRules { acts, support: support.collect(), cite }
    }
}
