//! A compiled charter: what is in force for one controller over one stretch of time, ready to be decided by.
//!
//! Names have become places in lists and lists bit sets; every rule keeps where in which file it follows from.

use vern_core::data_type::DataTypes;
use vern_core::operation::{Act, Acts};
use vern_core::origin::Origin;
use vern_core::period::Period;
use vern_core::place::{Area, Country};
use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_text::Language;

use crate::canonical::CharterHash;
use crate::charter::{
    Activity, Administration, Bases, Carried, Charter, HeldBy, LogLink, Periods, SafeguardKind,
};
use crate::decide::chain_of;
use crate::narrowing::Narrowing;
use crate::rule_set::Listing;
use crate::staff::StaffRules;

/// A compiled charter version, or an agreement with the terms it stands under. Immutable.
#[derive(Debug)]
pub struct Rules {
    pub(crate) sources: Vec<RulesSource>,
    pub(crate) charter: Charter,
    pub(crate) standing: Standing,
    pub(crate) periods: Periods,
    pub(crate) log_link: LogLink,
    pub(crate) types: Vec<TypeRules>,
    pub(crate) type_names: Names,
    pub(crate) category_names: Names,
    pub(crate) activities: Vec<ActivityRules>,
    pub(crate) activity_names: Names,
    pub(crate) suppliers: Vec<SupplierRules>,
    pub(crate) supplier_names: Names,
    pub(crate) roles: Vec<RoleRules>,
    pub(crate) role_names: Names,
    pub(crate) citations: Vec<Citation>,
    pub(crate) cite_agreement: u32,
    pub(crate) instruction: Option<InstructionRules>,
    pub(crate) staff: Option<StaffRules>,
}

/// One document rules are compiled from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesSource {
    /// Name of the file it was read from.
    pub file: String,
    /// Hash of the document, as entries cite it.
    pub hash: CharterHash,
}

/// Where a controller's agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// No agreement is asked for: the organisation's own charter.
    #[default]
    Own,
    /// Agreed, and not in force yet.
    NotInForce,
    /// In force.
    InForce,
    /// Ended; the time to hand over or erase runs.
    HandOver,
    /// Ended, and that time is over.
    Over,
}

/// Where in a charter a rule stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Name of the file.
    pub file: String,
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
    pub(crate) as_processor: bool,
    pub(crate) categories: u64,
    pub(crate) data: DataTypes,
    pub(crate) acts: Acts,
    pub(crate) recipients: Vec<RecipientRules>,
    pub(crate) bounds: Vec<BoundRules>,
    pub(crate) consent_required: bool,
    /// A person's objection stops it (GDPR art. 21).
    pub(crate) objectable: bool,
    pub(crate) purpose_open: bool,
    pub(crate) basis_open: bool,
    pub(crate) retention_open: bool,
    pub(crate) paused: Option<u32>,
    pub(crate) automated: Option<AutomatedRules>,
    /// Data types that need a ground of their own and have none here.
    pub(crate) ungrounded: Ungrounded,
    pub(crate) observe_until: Option<Instant>,
    pub(crate) expiry: Option<Period>,
    /// How often a person looks whether it is to stay.
    pub(crate) reviews: Vec<Period>,
    /// Within how long people not asked themselves are told; one period or none.
    pub(crate) told_within: Vec<Period>,
    /// A statute, or the person's consent, keeps some of it: nothing ends it by the clock.
    pub(crate) held: bool,
    /// It is kept for as long as something stands.
    pub(crate) kept_while: Option<KeptWhile>,
    /// What has ended is kept on by the person's separate consent.
    pub(crate) keeps_by_consent: bool,
    pub(crate) origins: OriginRules,
    pub(crate) cite: ActivityCitations,
}

impl ActivityRules {
    /// Whether consent is asked for, by the activity or by the automated decisions in it.
    pub(crate) fn asks_for_consent(&self) -> bool {
        self.consent_required || self.automated.is_some_and(|automated| automated.on_consent_alone)
    }

    /// The periods that run for a record whose policy row has one of its own, or none.
    pub(crate) fn periods(&self, own: Option<Period>) -> impl Iterator<Item = Period> + use<> {
        self.expiry.into_iter().chain(own.filter(|_| !self.held))
    }
}

/// What data is kept for as long as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptWhile {
    /// The person's consent stands: it ends when that is taken back, or the controller says so.
    Consent,
    /// Something the controller knows, such as a contract: it ends when the controller says so.
    Told,
}

/// Data types by where the charter has them come from; one can stand in several.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OriginRules {
    pub(crate) provided: DataTypes,
    pub(crate) observed: DataTypes,
    pub(crate) derived: DataTypes,
    pub(crate) third_party: DataTypes,
}

impl OriginRules {
    fn of(&self, origin: Origin) -> DataTypes {
        match origin {
            Origin::Provided => self.provided,
            Origin::Observed => self.observed,
            Origin::Derived => self.derived,
            Origin::ThirdParty => self.third_party,
        }
    }

    /// Where a data type comes from, in the order of the origins.
    fn declared(&self, place: usize) -> impl Iterator<Item = Origin> {
        Origin::ALL.into_iter().filter(move |origin| self.of(*origin).contains(place))
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ungrounded {
    pub(crate) special: DataTypes,
    pub(crate) identity: DataTypes,
    pub(crate) offence: DataTypes,
}

impl Ungrounded {
    pub(crate) fn all(self) -> DataTypes {
        self.special.union(self.identity).union(self.offence)
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct AutomatedRules {
    /// Nothing but the person's consent carries it.
    pub(crate) on_consent_alone: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ActivityCitations {
    pub(crate) activity: u32,
    pub(crate) role: u32,
    pub(crate) purpose: u32,
    pub(crate) subjects: u32,
    pub(crate) data: u32,
    pub(crate) origin: u32,
    pub(crate) operations: u32,
    pub(crate) basis: u32,
    pub(crate) recipients: u32,
    pub(crate) retention: u32,
}

#[derive(Debug)]
pub(crate) struct RecipientRules {
    pub(crate) supplier: usize,
    pub(crate) data: DataTypes,
    pub(crate) cite: u32,
}

/// Places one document, activity or instruction binds an activity to. `None` binds nothing.
#[derive(Debug, Clone)]
pub(crate) struct BoundRules {
    pub(crate) stored: Option<Vec<Area>>,
    pub(crate) handled: Option<Vec<Area>>,
    pub(crate) seat: Option<Vec<Area>>,
    pub(crate) owner: Option<Vec<Area>>,
    /// Suppliers named as lying outside.
    pub(crate) except: Vec<usize>,
    pub(crate) cite: u32,
}

#[derive(Debug)]
pub(crate) struct SupplierRules {
    pub(crate) has_agreement: bool,
    pub(crate) place: Option<Area>,
    pub(crate) place_open: bool,
    pub(crate) handled_in: Vec<Area>,
    pub(crate) seat: Option<Country>,
    pub(crate) owner: Option<Country>,
    pub(crate) safeguard: Option<SafeguardRules>,
    /// Where the controller stands on it, if that stops it.
    pub(crate) stopped: Option<(vern_core::decision::Code, u32)>,
    /// Countries the controller has instructed transfers to it to; asked for only under an agreement.
    pub(crate) instructed: Vec<Country>,
    /// Places in the list of everyone it uses itself.
    pub(crate) below: Vec<usize>,
    pub(crate) cite: u32,
    pub(crate) cite_agreement: u32,
    pub(crate) cite_place: u32,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SafeguardRules {
    pub(crate) kind: SafeguardKind,
    /// The supplier was seen in the list of those an adequacy decision covers.
    pub(crate) listing: Option<Listing>,
}

#[derive(Debug)]
pub(crate) struct RoleRules {
    pub(crate) grants: Vec<(usize, GrantRules)>,
    pub(crate) supplier: Option<usize>,
    pub(crate) place: Option<Area>,
    pub(crate) held_by: HeldBy,
    pub(crate) is_support: bool,
    pub(crate) cite: u32,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct GrantRules {
    pub(crate) acts: Acts,
    pub(crate) reason_for: Acts,
    pub(crate) sees: DataTypes,
    pub(crate) cite: u32,
}

#[derive(Debug)]
pub(crate) struct InstructionRules {
    pub(crate) acts: Acts,
    /// Activities support gets to, until when.
    pub(crate) support: Vec<(usize, Option<Instant>)>,
    pub(crate) cite: u32,
}

/// Names to places in a list; sorted, so that it needs no hash and no randomness.
#[derive(Debug, Default)]
pub(crate) struct Names(pub(crate) Vec<(Box<str>, usize)>);

impl Names {
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let found = self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name)).ok()?;
        self.0.get(found).map(|(_, place)| *place)
    }
}

impl Rules {
    /// Hash of the charter version, or of the agreement.
    #[must_use]
    pub fn hash(&self) -> &CharterHash {
        const NONE: &CharterHash = &[0; 32];
        self.sources.last().map_or(NONE, |source| &source.hash)
    }

    /// The documents it is compiled from: a charter alone, or terms and then the agreement under them.
    #[must_use]
    pub fn sources(&self) -> &[RulesSource] {
        &self.sources
    }

    /// Name of the file of the charter, or of the terms.
    #[must_use]
    pub fn file(&self) -> &str {
        self.file_of(0)
    }

    /// Name of the file a placed value stands in.
    #[must_use]
    pub fn file_of(&self, source: u8) -> &str {
        self.sources.get(usize::from(source)).map_or("", |source| source.file.as_str())
    }

    /// The charter as written; under an agreement, what the terms and it permit together.
    #[must_use]
    pub const fn charter(&self) -> &Charter {
        &self.charter
    }

    /// Where the controller's agreement stands.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// Periods in force: the terms', with what the agreement sets otherwise.
    #[must_use]
    pub const fn periods(&self) -> &Periods {
        &self.periods
    }

    /// What is asked of staff before they touch personal data; none where nothing is.
    #[must_use]
    pub const fn staff(&self) -> Option<&StaffRules> {
        self.staff.as_ref()
    }

    /// What becomes of the link between log entries and people.
    #[must_use]
    pub const fn log_link(&self) -> LogLink {
        self.log_link
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

    /// Who has a role; none where it is not declared.
    #[must_use]
    pub fn holder(&self, role: &str) -> Option<HeldBy> {
        let place = self.role_names.find(role)?;
        self.charter.roles.get(place).map(|role| role.held_by)
    }

    /// The role of Vern, or of the people the data is about; none where none is declared.
    #[must_use]
    pub fn role_held_by(&self, holder: HeldBy) -> Option<&str> {
        let role = self.charter.roles.iter().find(|role| role.held_by == holder);
        role.map(|role| role.id.value.as_str())
    }

    /// The activity that carries work of Vern's own.
    #[must_use]
    pub fn carrying(&self, work: Carried) -> Option<&str> {
        let carries = |activity: &&Activity| activity.carries.as_ref().is_some_and(|it| it.value == work);
        self.charter.activities.iter().find(carries).map(|activity| activity.id.value.as_str())
    }

    /// What a role administers; nothing where it is not declared.
    #[must_use]
    pub fn administers(&self, role: &str) -> &[Administration] {
        let role = self.role_names.find(role).and_then(|place| self.charter.roles.get(place));
        role.map_or(&[], |role| &role.administers)
    }

    /// The place of a role in the charter, as entries have it.
    #[must_use]
    pub fn role_place(&self, role: &str) -> Option<usize> {
        self.role_names.find(role)
    }

    /// Whether an activity declares an act and a role has the grant for it. The gate asks more than that.
    #[must_use]
    pub fn may(&self, role: &str, activity: &str, act: Act) -> bool {
        let role = self.role_names.find(role).and_then(|place| self.roles.get(place));
        let place = self.activity_names.find(activity);
        let declares = self.activity(activity).is_some_and(|activity| activity.acts.contains(act));
        let grants = |(role, place): (&RoleRules, usize)| {
            role.grants.iter().any(|(known, grant)| *known == place && grant.acts.contains(act))
        };
        declares && role.zip(place).is_some_and(grants)
    }

    /// Whether a role may do anything in an activity.
    #[must_use]
    pub fn has_grant(&self, role: &str, activity: &str) -> bool {
        let role = self.role_names.find(role).and_then(|place| self.roles.get(place));
        let place = self.activity_names.find(activity);
        role.zip(place).is_some_and(|(role, place)| {
            self.lets_in(role, place) && role.grants.iter().any(|(known, _)| *known == place)
        })
    }

    /// Whether a controller's instruction lets a role into an activity, which is asked of a processor's support alone. Until when, the gate knows.
    fn lets_in(&self, role: &RoleRules, place: usize) -> bool {
        let instructed = || {
            let instruction = self.instruction.as_ref();
            instruction.is_some_and(|it| it.support.iter().any(|(known, _)| *known == place))
        };
        !role.is_support || self.standing == Standing::Own || instructed()
    }

    /// All data types an activity declares.
    #[must_use]
    pub fn data_of(&self, activity: &str) -> DataTypes {
        self.activity(activity).map_or_else(DataTypes::default, |activity| activity.data)
    }

    /// Data types of an activity that a recipient may have; none for who is no recipient.
    #[must_use]
    pub fn data_for(&self, activity: &str, recipient: &str) -> DataTypes {
        let supplier = self.supplier_names.find(recipient);
        let Some(activity) = self.activity(activity) else { return DataTypes::default() };
        let entry = activity.recipients.iter().find(|entry| Some(entry.supplier) == supplier);
        entry.map_or_else(DataTypes::default, |entry| entry.data.intersection(activity.data))
    }

    /// Whether a recipient may get data of an activity's records that point at a policy row: the charter names it, and the row takes neither it
    /// nor anyone it uses away. Where it stands with agreements and places is for the gate to say of each operation.
    #[must_use]
    pub fn is_recipient(&self, activity: &str, recipient: &str, narrowing: Option<&Narrowing>) -> bool {
        let Some(supplier) = self.supplier_names.find(recipient) else { return false };
        let denied = narrowing.into_iter().flat_map(|narrowing| &narrowing.recipients_denied);
        let denied: Vec<usize> = denied.filter_map(|id| self.supplier_names.find(id)).collect();
        !self.data_for(activity, recipient).is_empty()
            && !chain_of(self, supplier).any(|(link, _)| denied.contains(&link))
    }

    /// Whether a decision by automated means alone may be made on an activity's records that point at a policy row (GDPR art. 22).
    #[must_use]
    pub fn allows_automated(&self, activity: &str, narrowing: Option<&Narrowing>) -> bool {
        self.activity(activity).is_some_and(|activity| activity.automated.is_some())
            && !narrowing.is_some_and(|narrowing| narrowing.automated_denied)
    }

    /// Whether an activity, or the automated decisions in it, wait for consent.
    #[must_use]
    pub fn waits_for_consent(&self, activity: &str) -> bool {
        self.activity(activity).is_some_and(ActivityRules::asks_for_consent)
    }

    /// What an activity keeps data for as long as; none where no line of its retention says `while`.
    #[must_use]
    pub fn kept_while(&self, activity: &str) -> Option<KeptWhile> {
        self.activity(activity)?.kept_while
    }

    /// The words a person is asked for consent to an activity with, as the controller says them.
    #[must_use]
    pub fn consent_text(&self, activity: &str, language: Language) -> Option<&str> {
        let activity = self.charter.activities.iter().find(|it| it.id.value == activity)?;
        activity.consent_text.as_ref().map(|words| words.value.own_in_language(language))
    }

    /// Whether an activity keeps what has ended by the person's separate consent.
    #[must_use]
    pub fn keeps_by_consent(&self, activity: &str) -> bool {
        self.activity(activity).is_some_and(|activity| activity.keeps_by_consent)
    }

    /// Activities that keep data for as long as something stands.
    pub fn endable(&self) -> impl Iterator<Item = (&str, KeptWhile)> {
        self.activities.iter().filter_map(|activity| Some((activity.id.as_str(), activity.kept_while?)))
    }

    /// Whether a person's objection stops an activity (GDPR art. 21): direct marketing always; else where it rests on a task in the public
    /// interest or on legitimate interests, alone or beside others, and where its basis is not stated.
    #[must_use]
    pub fn can_be_objected_to(&self, activity: &str) -> bool {
        self.activity(activity).is_some_and(|activity| activity.objectable)
    }

    /// Whether an activity is direct marketing, which ends when a person objects to it, whatever else speaks for it (GDPR art. 21(3)).
    #[must_use]
    pub fn is_marketing(&self, activity: &str) -> bool {
        let declared = self.charter.activities.iter().find(|declared| declared.id.value == activity);
        declared.is_some_and(|declared| declared.marketing.is_some())
    }

    /// Where the charter has a data type of an activity come from; none where it does not say, or says more than one.
    #[must_use]
    pub fn origin_of(&self, activity: &str, place: usize) -> Option<Origin> {
        let mut declared = self.activity(activity)?.origins.declared(place);
        declared.next().filter(|_| declared.next().is_none())
    }

    /// Whether a field may be said to come from there: from where the charter has its data type come from, or from anywhere where it does not
    /// say. What this does not allow is `Operation::origin_undeclared`.
    #[must_use]
    pub fn allows_origin(&self, activity: &str, place: usize, origin: Origin) -> bool {
        let Some(activity) = self.activity(activity) else { return true };
        let mut declared = activity.origins.declared(place).peekable();
        declared.peek().is_none() || declared.any(|known| known == origin)
    }

    /// Whether a statute, or the person's consent, keeps some of an activity's data, so that no clock may end it.
    #[must_use]
    pub fn is_held(&self, activity: &str) -> bool {
        self.activity(activity).is_some_and(|activity| activity.held)
    }

    /// The activity in which what a statute keeps of an activity's data lies, and which data that is; none where no statute keeps any.
    #[must_use]
    pub fn hold_of(&self, activity: &str) -> Option<(&str, DataTypes)> {
        let id = format!("{activity}{}", crate::compile::HOLD_SUFFIX);
        self.activity(&id).map(|hold| (hold.id.as_str(), hold.data))
    }

    /// Id of the role at a place.
    #[must_use]
    pub fn role_id(&self, place: usize) -> Option<&str> {
        self.charter.roles.get(place).map(|role| role.id.value.as_str())
    }

    /// How long log entries are kept at least, where terms or agreement say so.
    #[must_use]
    pub fn log_period(&self) -> Option<Period> {
        self.periods.log.as_ref().and_then(|period| period.value.stated()).copied()
    }

    /// How often it is looked at again who has access, where that is asked.
    #[must_use]
    pub fn access_review(&self) -> Option<Period> {
        self.periods.access_review.as_ref().and_then(|period| period.value.stated()).copied()
    }

    /// Whether the link between a subject and the entries about it goes when its data is erased.
    #[must_use]
    pub fn erases_link(&self) -> bool {
        self.log_link == LogLink::ErasedWithSubject
    }

    /// Periods by which records of a policy row run out, all from the record's anchor: a record has run out when one of them has. The charter's
    /// first, then the row's own, which is set aside where the activity is held.
    pub fn periods_of(
        &self,
        activity: &str,
        narrowing: Option<&Narrowing>,
    ) -> impl Iterator<Item = Period> + use<> {
        let own = narrowing.and_then(|narrowing| narrowing.period);
        self.activity(activity).into_iter().flat_map(|it| it.periods(own)).collect::<Vec<_>>().into_iter()
    }

    /// Activities whose records run out by themselves, with the period that counts from collection.
    pub fn expiries(&self) -> impl Iterator<Item = (&str, Period)> {
        self.activities.iter().filter_map(|activity| Some((activity.id.as_str(), activity.expiry?)))
    }

    /// How often a person looks whether an activity's records are to stay; a review falls due by the first of these.
    #[must_use]
    pub fn reviews_of(&self, activity: &str) -> &[Period] {
        self.activity(activity).map_or(&[], |activity| &activity.reviews)
    }

    /// Within how long people an activity holds data on are told of it, who were not asked themselves (GDPR art. 14(3)); one period or none.
    #[must_use]
    pub fn told_within(&self, activity: &str) -> &[Period] {
        self.activity(activity).map_or(&[], |activity| &activity.told_within)
    }

    /// The period after which an activity's records run out.
    #[must_use]
    pub fn expiry_of(&self, activity: &str) -> Option<Period> {
        self.activity(activity)?.expiry
    }

    /// The category of subjects meant: the one stated, else the only one the activity has.
    #[must_use]
    pub fn category_of<'a>(&'a self, activity: &str, stated: Option<&'a str>) -> Option<&'a str> {
        if stated.is_some() {
            return stated;
        }
        match self.declared(activity)?.subjects.value.as_slice() {
            [only] => Some(&only.value),
            _ => None,
        }
    }

    /// Articles of the legal bases an activity states itself.
    pub fn bases_of(&self, activity: &str) -> impl Iterator<Item = &str> {
        let stated = self.declared(activity).and_then(|activity| activity.basis.value.stated());
        stated.map_or(&[][..], Bases::own).iter().map(|basis| basis.article.as_str())
    }

    /// Where an activity is declared.
    #[must_use]
    pub fn citation_of(&self, activity: &str) -> Option<&Citation> {
        self.citation(self.activity(activity)?.cite.activity)
    }

    fn declared(&self, id: &str) -> Option<&Activity> {
        self.charter.activities.iter().find(|activity| activity.id.value == id)
    }

    pub(crate) fn activity(&self, id: &str) -> Option<&ActivityRules> {
        self.activity_names.find(id).and_then(|place| self.activities.get(place))
    }
}
