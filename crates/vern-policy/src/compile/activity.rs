//! Activities: whose data, which, what may be done with it, who gets it, where, how long.

use vern_core::data_type::DataTypes;
use vern_core::period::Period;
use vern_core::place::Area;
use vern_core::value::DataKind;

use super::{Compiler, Lists};
use crate::charter::{
    Activity, ActivityRole, Bases, Charter, Condition, ConsentRule, DataType, DecisionGround, DocumentKind,
    Places, RetentionRule,
};
use crate::fact::Fact;
use crate::placed::Placed;
use crate::rules::{
    ActivityCitations, ActivityRules, AutomatedRules, BoundRules, KeptWhile, Names, OriginRules,
    RecipientRules, Standing, Ungrounded,
};

impl Compiler<'_> {
    pub(super) fn activities(&mut self, charter: &Charter, lists: &Lists) -> Vec<ActivityRules> {
        charter.activities.iter().map(|activity| self.activity(charter, activity, lists)).collect()
    }

    fn activity(&mut self, charter: &Charter, activity: &Activity, lists: &Lists) -> ActivityRules {
        let data = self.data(&lists.types, &activity.data.value);
        let mut categories = 0_u64;
        for id in &activity.subjects.value {
            if let Some(place) = self.resolve(&lists.categories, id) {
                categories |= 1_u64.checked_shl(u32::try_from(place).unwrap_or(u32::MAX)).unwrap_or(0);
            }
        }
        if self.under.standing == Standing::Own {
            self.check_not_empty("subjects", &activity.subjects);
            self.check_not_empty("data", &activity.data);
            self.check_not_empty("operations", &activity.operations);
        }
        // Whatever rests on consent alone waits for it, whether or not the charter says so a second time. Beside another basis it is asked for
        // where the charter says `consent: required`.
        let on_consent = activity.basis.value.stated().is_some_and(Bases::is_consent_alone);
        ActivityRules {
            id: activity.id.value.clone(),
            as_processor: self.under.standing == Standing::Own && is_processor(charter, activity),
            categories,
            data,
            acts: activity.operations.value.iter().copied().collect(),
            recipients: self.recipients(activity, data, lists),
            bounds: self.bounds(charter, activity, lists),
            objectable: activity.can_be_objected_to(),
            consent_required: on_consent || activity.consent == ConsentRule::Required,
            purpose_open: activity.purpose.is_open(),
            basis_open: activity.basis.value.is_open(),
            retention_open: activity.retention.value.is_open(),
            paused: self.paused(activity),
            automated: activity.automated_decision.as_ref().map(|decision| AutomatedRules {
                on_consent_alone: decision
                    .value
                    .ground
                    .iter()
                    .all(|ground| *ground == DecisionGround::Consent),
            }),
            ungrounded: ungrounded(charter, activity, data, lists),
            observe_until: activity.observe_until.as_ref().map(|until| until.value),
            expiry: self.expiry(activity),
            reviews: stated_rules(activity).filter_map(|rule| rule.review).collect(),
            told_within: activity.told_within.iter().map(|within| within.value).collect(),
            held: activity.is_held(),
            kept_while: kept_while(activity),
            keeps_by_consent: stated_rules(activity).any(|rule| rule.keep_if_consent == Some(true)),
            origins: origins(activity, &lists.types),
            cite: self.activity_citations(activity),
        }
    }

    /// An empty list where the law asks for a fact says nothing, and would pass for a statement.
    fn check_not_empty<T>(&mut self, list: &str, items: &Placed<Vec<T>>) {
        if items.value.is_empty() {
            self.error("charter.empty", &items.referenced, list);
        }
    }

    fn recipients(&mut self, activity: &Activity, data: DataTypes, lists: &Lists) -> Vec<RecipientRules> {
        let mut recipients: Vec<RecipientRules> = Vec::new();
        for recipient in &activity.recipients {
            let id = &recipient.supplier;
            let Some(supplier) = self.resolve(&lists.suppliers, id) else { continue };
            let seen = recipient.data.as_ref().map_or(data, |ids| self.data(&lists.types, ids));
            if recipients.iter().any(|known| known.supplier == supplier) {
                self.error("charter.id_duplicate", &id.referenced, id.value.clone());
                continue;
            }
            let path = format!("activities.{}.recipients.{}", activity.id.value, id.value);
            let clause = recipient.clause.as_deref().unwrap_or(&activity.clause);
            let cite = self.cite(path, Some(clause), id);
            recipients.push(RecipientRules { supplier, data: seen, cite });
        }
        recipients
    }

    /// Every place an activity is bound to: of the document, its own, the agreement's, the instruction's.
    fn bounds(&mut self, charter: &Charter, activity: &Activity, lists: &Lists) -> Vec<BoundRules> {
        let id = &activity.id.value;
        let own = activity.places.iter().map(|places| (format!("activities.{id}.places"), places.clone()));
        let whole = charter.places.iter().map(|places| ("places".to_owned(), places.clone()));
        let agreed = self.under.places.iter().filter(|(of, _)| of.as_ref().is_none_or(|of| of == id));
        let agreed = agreed.map(|(_, places)| ("agreement.places".to_owned(), places.clone()));
        let all: Vec<(String, Placed<Places>)> = whole.chain(own).chain(agreed).collect();
        all.into_iter().map(|(path, places)| self.bound(path, &places, lists)).collect()
    }

    fn bound(&mut self, path: String, places: &Placed<Places>, lists: &Lists) -> BoundRules {
        let stated = |fact: &Fact<Vec<Area>>| fact.stated().cloned();
        let Places { stored, handled, seat, owner, except, clause } = &places.value;
        BoundRules {
            stored: stated(&stored.value),
            handled: stated(&handled.value),
            seat: stated(&seat.value),
            owner: stated(&owner.value),
            except: except.iter().filter_map(|id| self.resolve(&lists.suppliers, id)).collect(),
            cite: self.cite(path, clause.as_deref(), places),
        }
    }

    fn paused(&mut self, activity: &Activity) -> Option<u32> {
        let instruction = self.under.instruction.as_ref()?;
        let pause =
            instruction.value.paused.iter().find(|pause| pause.activity.value == activity.id.value)?;
        let path = format!("instructions.{}.paused.{}", instruction.value.version, activity.id.value);
        Some(self.cite(path, instruction.value.clause.as_deref(), &instruction.with(()).at(&pause.activity)))
    }

    fn activity_citations(&mut self, activity: &Activity) -> ActivityCitations {
        let first_recipient = activity.recipients.first();
        let recipients = first_recipient.map_or(&activity.id, |recipient| &recipient.supplier);
        let recipients_clause = first_recipient.and_then(|recipient| recipient.clause.as_deref());
        let rules = activity.retention.value.stated().into_iter().flatten();
        let retention_clause = rules.filter_map(|rule| rule.value.clause.as_deref()).next();
        let role = activity.role.as_ref().map_or_else(|| activity.id.with(()), |role| role.with(()));
        let origin =
            activity.origin.as_ref().map_or_else(|| activity.data.with(()), |origin| origin.with(()));
        ActivityCitations {
            activity: self.cite_part(activity, "", None, &activity.id),
            role: self.cite_part(activity, ".role", None, &role),
            purpose: self.cite_part(activity, ".purpose", None, &activity.id),
            subjects: self.cite_part(activity, ".subjects", None, &activity.subjects),
            data: self.cite_part(activity, ".data", None, &activity.data),
            origin: self.cite_part(activity, ".origin", None, &origin),
            operations: self.cite_part(activity, ".operations", None, &activity.operations),
            basis: self.cite_part(activity, ".basis", None, &activity.basis),
            recipients: self.cite_part(activity, ".recipients", recipients_clause, recipients),
            retention: self.cite_part(activity, ".retention", retention_clause, &activity.retention),
        }
    }

    /// Cites a part of an activity with its own clause, else that of the activity in the document the part stands in.
    fn cite_part<T>(&mut self, activity: &Activity, part: &str, clause: Option<&str>, at: &Placed<T>) -> u32 {
        let id = &activity.id.value;
        let agreed = self.under.clauses.iter().find(|(of, _)| of == id).map(|(_, clause)| clause.as_str());
        let of_activity = if at.source == 0 { Some(activity.clause.as_str()) } else { agreed };
        self.cite(format!("activities.{id}{part}"), clause.or(of_activity), at)
    }

    /// The one form that runs by the clock alone. The other forms are checked for what stands together.
    fn expiry(&mut self, activity: &Activity) -> Option<Period> {
        let rules = activity.retention.value.written()?;
        if rules.is_empty() {
            self.error("charter.empty", &activity.retention.referenced, "retention");
        }
        // What runs out by the clock would be erased although a statute, or the person, keeps it.
        let kept = rules.iter().any(|rule| rule.value.is_held());
        let mut expiry = None;
        for rule in rules {
            let second = rule.value.after.is_some() && (expiry.is_some() || kept);
            if form_of(&rule.value).is_none() || second {
                self.error("charter.retention_form", &rule.referenced, activity.id.value.clone());
            }
            expiry = expiry.or(rule.value.after);
        }
        // An aim is never enforced as a promise (ADR 0006).
        activity.retention.value.stated().and(expiry)
    }
}

/// The lines of retention that are stated: an aim is never enforced as a promise (ADR 0006).
fn stated_rules(activity: &Activity) -> impl Iterator<Item = &RetentionRule> {
    activity.retention.value.stated().into_iter().flatten().map(|rule| &rule.value)
}

/// What the data is kept for as long as. Beside anything the controller knows of, consent taken back ends nothing by itself.
fn kept_while(activity: &Activity) -> Option<KeptWhile> {
    let mut conditions = stated_rules(activity).filter_map(|rule| rule.during).peekable();
    conditions.peek()?;
    let on_consent = conditions.all(|condition| condition == Condition::Consent);
    Some(if on_consent { KeptWhile::Consent } else { KeptWhile::Told })
}

/// In an organisation's own charter: whether it is only processor in an activity. Terms are all about that, and are not decided by alone.
fn is_processor(charter: &Charter, activity: &Activity) -> bool {
    let own = charter.kind.value == DocumentKind::Charter;
    own && activity.role.as_ref().is_some_and(|role| role.value == ActivityRole::Processor)
}

fn origins(activity: &Activity, types: &Names) -> OriginRules {
    let Some(origin) = &activity.origin else { return OriginRules::default() };
    let places = |ids: &[Placed<String>]| ids.iter().filter_map(|id| types.find(&id.value)).collect();
    OriginRules {
        provided: places(&origin.value.provided),
        observed: places(&origin.value.observed),
        derived: places(&origin.value.derived),
        third_party: places(&origin.value.third_party),
    }
}

fn ungrounded(charter: &Charter, activity: &Activity, data: DataTypes, lists: &Lists) -> Ungrounded {
    let of = |grounded: bool, is: &dyn Fn(&DataType) -> bool| -> DataTypes {
        let types = charter.data_types.iter().filter(|data_type| !grounded && is(data_type));
        let places: DataTypes = types.filter_map(|data_type| lists.types.find(&data_type.id.value)).collect();
        places.intersection(data)
    };
    Ungrounded {
        special: of(activity.special_categories.is_some(), &|data_type| data_type.special_category),
        identity: of(activity.identity_numbers.is_some(), &|data_type| {
            data_type.kind == DataKind::NationalId
        }),
        offence: of(activity.offences.is_some(), &|data_type| data_type.offence),
    }
}

/// The five forms of retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    After,
    While,
    Review,
    Hold,
    KeepIfConsent,
}

/// The one form a line has: exactly the fields of that form stand in it.
fn form_of(rule: &RetentionRule) -> Option<Form> {
    let fields = [
        (rule.after.is_some(), Form::After),
        (rule.from.is_some(), Form::After),
        (rule.during.is_some(), Form::While),
        (rule.then.is_some(), Form::While),
        (rule.review.is_some(), Form::Review),
        (rule.hold.is_some(), Form::Hold),
        (rule.period.is_some(), Form::Hold),
        (rule.keep_if_consent.is_some(), Form::KeepIfConsent),
    ];
    let form = fields.iter().find(|(there, _)| *there)?.1;
    let whole = fields.iter().all(|(there, of)| *there == (*of == form));
    let extra = rule.statute.is_some() || rule.data.is_some();
    (whole && (form == Form::Hold || !extra)).then_some(form)
}
