//! Consent that can be shown: who said yes to which words, when, where and by what act; and that it was taken back (GDPR art. 7(1), 7(3)).
//!
//! What is kept lies in the vault, in the activity that carries consents; the state the gate asks for is set by an operation of its own in the
//! activity consented to. Given, the record comes first; taken back, the state does: whatever is cut short between the two, nothing is processed that was
//! not consented to (ADR 0027).
//!
//! Deliberately not here: asking. The words stand in the charter, and whoever shows them says which they were.

mod record;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use vern_core::id::SubjectId;
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::charter::{Carried, ClaimKind};
use vern_store::row::LookupToken;
use vern_text::Language;

use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Committed};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Circumstance, Fields, Precondition, PutRequest, RecordView, SearchBy, SearchRequest};
use crate::subject::SubjectChange;
use crate::subscription::{Leaving, SuppressionChange};

pub use record::{
    ConsentRecord, Event, EventState, EventType, How, Notice, Party, Processing, Purpose, SCHEMA, assemble,
    version_of,
};

/// The data type a consent record lies in.
const FIELD: &str = "consent_record";
/// Longest name of a place, in characters.
const PLACE_MAX: usize = 200;
/// Events told at once: what happens to one person's consents is a handful, and the oldest come first.
const HISTORY_MAX: u32 = crate::record::SEARCH_MAX;

/// By which way something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A page.
    Web,
    /// An application on a device.
    App,
    /// E-mail.
    Email,
    /// SMS.
    Sms,
    /// Speech at a distance.
    Phone,
    /// Paper.
    Letter,
    /// Face to face.
    InPerson,
}

/// By what act a person consents, or takes it back (GDPR art. 4(11)). To use something, to write to someone or to stay silent is none, and has no name here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentAct {
    /// Ticked a box that stood empty.
    TickedBox,
    /// Pressed a button that says what it does.
    PressedButton,
    /// Opened a link sent to confirm, and confirmed.
    Confirmed,
    /// Signed.
    Signed,
    /// Said so, to someone who wrote it down.
    Said,
    /// Wrote so, in answer to the question or unasked.
    Wrote,
}

/// What shows that a person consented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The language the words were shown in.
    pub language: Language,
    /// [`version_of`] the words that were shown. Others than those of the charter in force are refused.
    pub text_version: String,
    /// By which way.
    pub channel: Channel,
    /// Where on the page, or in the conversation.
    pub place: String,
    /// By what act.
    pub act: ConsentAct,
}

/// Consent that is given.
#[derive(Debug, Clone)]
pub struct GivenConsent {
    /// To which activity.
    pub activity: String,
    /// By whom; a subject is issued for someone nothing is held on yet.
    pub subject: Option<SubjectId>,
    /// Category of subjects, where the activity that carries consents has several.
    pub category: Option<String>,
    /// What shows it.
    pub evidence: Evidence,
    /// Why it is recorded; sealed in the journal.
    pub reason: Option<Personal<String>>,
}

/// Consent that is taken back. Nothing has to be said of how: it is as easy as giving it.
#[derive(Debug, Clone)]
pub struct WithdrawnConsent {
    /// To which activity.
    pub activity: String,
    /// How, where that is known.
    pub how: Option<How>,
    /// Why it is recorded; sealed in the journal.
    pub reason: Option<Personal<String>>,
}

/// A sentence that calls something consent which is none, as it was shown to a person.
#[derive(Debug, Clone)]
pub struct ShownNotice {
    /// Id of the claim in the charter.
    pub claim: String,
    /// Category of subjects, where the activity that carries consents has several.
    pub category: Option<String>,
    /// In which language.
    pub language: Language,
    /// By which way.
    pub channel: Channel,
    /// Where.
    pub place: String,
}

/// A consent as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentState {
    /// Activity id.
    pub activity: String,
    /// When it was given, last.
    pub given_at: Instant,
    /// When it was taken back, where it was since.
    pub withdrawn_at: Option<Instant>,
}

/// What is kept of one person's consents.
#[derive(Debug, Clone, Default)]
pub struct ConsentHistory {
    /// How each stands.
    pub states: Vec<ConsentState>,
    /// The records, put together.
    pub records: Vec<ConsentRecord>,
    /// Hand it back for what came later; none at the end.
    pub next: Option<String>,
}

/// A consent that is recorded.
#[derive(Debug, Clone)]
pub struct RecordedConsent {
    /// Whose.
    pub subject: SubjectId,
    /// The receipt of the person: the record itself.
    pub record: ConsentRecord,
}

impl Installation {
    /// Records that a person consents to an activity.
    ///
    /// # Errors
    /// `consent.not_carried`, `consent.not_asked`, `consent.text_differs`, `consent.place_form`; [`Problem::Refused`]; [`Problem::Repeated`];
    /// `reason.too_long`, `conflict.busy`, `store.*`.
    pub async fn give_consent(
        &self,
        caller: &Caller,
        given: &GivenConsent,
    ) -> Result<Answer<RecordedConsent>, Problem> {
        self.give_consent_under(caller, given, None).await
    }

    /// Records consent under a key of its own, however often that is tried: what was cut short is finished, and what is whole stays as it is.
    pub(crate) async fn give_consent_once(
        &self,
        caller: &Caller,
        (given, subject): (&GivenConsent, SubjectId),
        key: &str,
    ) -> Result<(), Problem> {
        let (is_kept, state) = {
            let (reader, id) = (self.reader()?, caller.controller.id());
            let snapshot = reader.snapshot()?;
            let state =
                snapshot.consents(id, subject)?.into_iter().find(|row| row.activity == given.activity);
            (snapshot.record_by_key(id, key)?.is_some(), state)
        };
        let key = KeptEvent { key: key.to_owned(), at: self.now() };
        match (is_kept, state.map(|row| row.withdrawn_at)) {
            (false, _) => self.give_consent_under(caller, given, Some(key)).await.map(drop),
            (true, Some(None)) => Ok(()),
            (true, None) => {
                let activity = (given.activity.as_str(), true);
                self.set_consent(caller, subject, activity, given.reason.as_ref()).await.map(drop)
            }
            // Taken back since, and said again.
            (true, Some(Some(_))) => self.give_consent_under(caller, given, None).await.map(drop),
        }
    }

    async fn give_consent_under(
        &self,
        caller: &Caller,
        given: &GivenConsent,
        key: Option<KeptEvent>,
    ) -> Result<Answer<RecordedConsent>, Problem> {
        self.refuse_repeated(caller)?;
        let rules = self.rules_now(&caller.controller)?;
        let carrier = carrier(&rules)?;
        let evidence = &given.evidence;
        if !may_register(&rules, caller, &given.activity) {
            // Refused, and journalled, as any act in that activity is.
            let nobody = given.subject.unwrap_or(SubjectId::from_bytes([0; 16]));
            self.set_consent(caller, nobody, (&given.activity, true), given.reason.as_ref()).await?;
        }
        let text = rules.consent_text(&given.activity, evidence.language);
        let text = text.ok_or(Problem::Conflict { code: "consent.not_asked" })?;
        if version_of(text) != evidence.text_version {
            return Err(Problem::Conflict { code: "consent.text_differs" });
        }
        let how = how(evidence.channel, &evidence.place, Some(evidence.act))?;
        let kept = Kept {
            key,
            carrier,
            category: given.category.as_deref(),
            about: &given.activity,
            shown: Some((evidence.language, text)),
            state: EventState::Given,
            how: Some(how),
        };
        let once = Caller { call: None, ..caller.clone() };
        let (subject, record, _) = self.keep_consent(&once, &rules, given.subject, kept).await?;
        let committed =
            self.set_consent(caller, subject, (&given.activity, true), given.reason.as_ref()).await?;
        Ok(Answer { value: RecordedConsent { subject, record }, committed })
    }

    /// Records that a person takes consent to an activity back. From here nothing is done in the activity that waits for it. Where the charter carries
    /// no consents there is nothing to keep of it but its state and its entry.
    ///
    /// # Errors
    /// `consent.place_form`; [`Problem::Refused`]; [`Problem::Repeated`]; `reason.too_long`, `conflict.busy`, `store.*`.
    pub async fn withdraw_consent(
        &self,
        caller: &Caller,
        subject: SubjectId,
        withdrawn: &WithdrawnConsent,
    ) -> Result<Answer<()>, Problem> {
        self.refuse_repeated(caller)?;
        let how = withdrawn.how.as_ref().map(|it| how(it.channel, &it.place, it.act)).transpose()?;
        let rules = self.rules_now(&caller.controller)?;
        let activity = (withdrawn.activity.as_str(), false);
        let Ok(carrier) = carrier(&rules) else {
            let committed = self.set_consent(caller, subject, activity, withdrawn.reason.as_ref()).await?;
            return Ok(Answer { value: (), committed });
        };
        let left = match may_register(&rules, caller, &withdrawn.activity) {
            true => self.leaving(&caller.controller, &rules, (subject, &withdrawn.activity)).await?,
            false => None,
        };
        let first = Caller { call: None, ..caller.clone() };
        let taken = self.take_back(&first, subject, withdrawn, left.as_ref()).await?;
        let kept = Kept {
            key: self.taken_back(&first, subject, &withdrawn.activity)?,
            carrier,
            category: None,
            about: &withdrawn.activity,
            shown: None,
            state: EventState::Withdrawn,
            how,
        };
        let committed = match self.keep_consent(caller, &rules, Some(subject), kept).await {
            Ok((_, _, committed)) => committed,
            // Restricted, to be erased, or not to be registered by this role, as the journal says; or kept before. What is taken back is taken back.
            Err(Problem::Refused(_) | Problem::Conflict { code: "record.version_differs" }) => taken,
            Err(problem) => return Err(problem),
        };
        if let Some(left) = left {
            self.has_left(left).await?;
        }
        Ok(Answer { value: (), committed })
    }

    /// Records that a sentence which calls something consent was shown to a person. It is no consent, and sets none: the gate goes on asking.
    ///
    /// # Errors
    /// `consent.not_carried`, `consent.notice_unknown`, `consent.place_form`; [`Problem::Refused`]; [`Problem::Repeated`]; `conflict.busy`, `store.*`.
    pub async fn record_notice_shown(
        &self,
        caller: &Caller,
        subject: SubjectId,
        shown: &ShownNotice,
    ) -> Result<Answer<ConsentRecord>, Problem> {
        self.refuse_repeated(caller)?;
        let rules = self.rules_now(&caller.controller)?;
        let carrier = carrier(&rules)?;
        let is_of_consent =
            |kind: ClaimKind| matches!(kind, ClaimKind::ConsentByUse | ClaimKind::ConsentToTransfer);
        let mut claims = rules.charter().claims.iter();
        let claim = claims.find(|claim| claim.id.value == shown.claim && is_of_consent(claim.kind));
        let claim = claim.ok_or(Problem::NotFound { code: "consent.notice_unknown" })?;
        let kept = Kept {
            carrier,
            category: shown.category.as_deref(),
            about: &shown.claim,
            key: None,
            shown: Some((shown.language, claim.says.own_in_language(shown.language))),
            state: EventState::NoticeShown,
            how: Some(how(shown.channel, &shown.place, None)?),
        };
        let (_, record, committed) = self.keep_consent(caller, &rules, Some(subject), kept).await?;
        Ok(Answer { value: record, committed })
    }

    /// What is kept of a person's consents, oldest first, and how each stands.
    ///
    /// # Errors
    /// `consent.not_carried`; [`Problem::Refused`]; `reason.too_long`, `conflict.busy`, `store.*`.
    pub async fn list_consents(
        &self,
        caller: &Caller,
        subject: SubjectId,
        after: Option<String>,
        reason: Option<Personal<String>>,
    ) -> Result<Answer<ConsentHistory>, Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let activity = carrier(&rules)?.to_owned();
        let request = SearchRequest {
            circumstance: Circumstance { activity, reason, ..Circumstance::default() },
            by: SearchBy::Subject(subject),
            after,
            most: HISTORY_MAX,
        };
        let Answer { value: page, committed } = self.search_records(caller, &request).await?;
        let single: Result<Vec<_>, _> = page.records.iter().filter_map(opened).collect();
        let reader = self.reader()?;
        let rows = reader.snapshot()?.consents(caller.controller.id(), subject)?;
        let states = rows.into_iter().map(|row| ConsentState {
            activity: row.activity,
            given_at: row.given_at,
            withdrawn_at: row.withdrawn_at,
        });
        let value = ConsentHistory { states: states.collect(), records: assemble(single?), next: page.next };
        Ok(Answer { value, committed })
    }

    async fn set_consent(
        &self,
        caller: &Caller,
        subject: SubjectId,
        (activity, given): (&str, bool),
        reason: Option<&Personal<String>>,
    ) -> Result<Committed, Problem> {
        let activity = activity.to_owned();
        let circumstance = Circumstance { activity, reason: reason.cloned(), ..Circumstance::default() };
        let done = self.set_subject(caller, subject, &circumstance, SubjectChange::Consent(given)).await;
        Ok(done?.committed)
    }

    /// The state first; for a newsletter the addresses in the same commit.
    async fn take_back(
        &self,
        caller: &Caller,
        subject: SubjectId,
        withdrawn: &WithdrawnConsent,
        left: Option<&Leaving>,
    ) -> Result<Committed, Problem> {
        let activity = withdrawn.activity.as_str();
        let circumstance = Circumstance {
            activity: activity.to_owned(),
            reason: withdrawn.reason.clone(),
            ..Circumstance::default()
        };
        let prepare = || {
            let change = SubjectChange::Consent(false);
            let prepared = self.prepare_change_subject(caller, subject, &circumstance, change)?;
            Ok(match left.filter(|_| prepared.outcome.is_ok()) {
                Some(left) => Prepared { change: left.change(subject, activity), ..prepared },
                None => prepared,
            })
        };
        Ok(self.perform(caller, prepare).await?.committed)
    }

    /// Takes consent back where the charter has nobody who may record that: a person's word needs no grant. The refusal is in the journal.
    pub(crate) async fn take_back_unrecorded(
        &self,
        controller: &Controller,
        (subject, activity): (SubjectId, &str),
        tokens: Vec<LookupToken>,
    ) -> Result<(), Problem> {
        let leave = SuppressionChange::Leave { tokens, subject, activity: activity.to_owned() };
        self.change(controller.id(), Change::Suppression(leave), None).await.map(drop)
    }

    /// What a consent that is taken back is recorded as: once, however often that is tried.
    fn taken_back(
        &self,
        caller: &Caller,
        subject: SubjectId,
        activity: &str,
    ) -> Result<Option<KeptEvent>, Problem> {
        let reader = self.reader()?;
        let rows = reader.snapshot()?.consents(caller.controller.id(), subject)?;
        let at = rows.into_iter().find(|row| row.activity == activity).and_then(|row| row.withdrawn_at);
        let id = |at: Instant| {
            let hash = Sha256::new()
                .chain_update(b"vern consent taken back\0")
                .chain_update(subject.as_bytes())
                .chain_update(at.as_micros().to_be_bytes())
                .chain_update(activity);
            let hash: [u8; 32] = hash.finalize().into();
            crate::subscription::id_of(&hash)
        };
        Ok(at.map(|at| KeptEvent { key: format!("consent.{}", id(at)), at }))
    }

    /// Keeps one event as a record of the activity that carries consents.
    async fn keep_consent(
        &self,
        caller: &Caller,
        rules: &Arc<Rules>,
        subject: Option<SubjectId>,
        kept: Kept<'_>,
    ) -> Result<(SubjectId, ConsentRecord, Committed), Problem> {
        let now = self.now();
        let precondition = if kept.key.is_some() { Precondition::Absent } else { Precondition::default() };
        let category = kept.category_in(rules);
        let fresh =
            || Ok::<_, Problem>(KeptEvent { key: format!("consent.{}", issue_operation(now)?), at: now });
        let KeptEvent { key, at } = kept.key.clone().map_or_else(fresh, Ok)?;
        let Kept { carrier, about, shown, state, how, .. } = kept;
        let record = record::Draft { key: &key, about, shown, state, how, at }.into_record(rules);
        let text = serde_json::to_string(&record);
        let text = text.map_err(|_| Problem::Internal("a consent record could not be written".to_owned()))?;
        let request = PutRequest {
            activity: carrier.to_owned(),
            category,
            subject,
            fields: Fields::from([(FIELD.to_owned(), Personal::new(text))]),
            precondition,
            ..PutRequest::default()
        };
        let Answer { value: view, committed } = self.put_record(caller, &key, &request).await?;
        Ok((view.subject, record.of(view.subject), committed))
    }
}

/// The key of an event that is kept once, and when it was.
#[derive(Clone)]
struct KeptEvent {
    key: String,
    at: Instant,
}

/// What is to be kept of one event.
struct Kept<'a> {
    /// Where it must not be kept twice.
    key: Option<KeptEvent>,
    carrier: &'a str,
    category: Option<&'a str>,
    about: &'a str,
    shown: Option<(Language, &'a str)>,
    state: EventState,
    how: Option<How>,
}

impl Kept<'_> {
    /// The category as stated, else the only one of what is consented to that the carrier has too. Where consent is taken back, the first of several:
    /// that someone belongs to more than one category must not be in the way.
    fn category_in(&self, rules: &Rules) -> Option<String> {
        let categories = |id: &str| {
            let activity = rules.charter().activities.iter().find(|it| it.id.value == id);
            activity.map(|it| it.subjects.value.as_slice()).unwrap_or_default()
        };
        let of_carrier = categories(self.carrier);
        let shared =
            categories(self.about).iter().filter(|id| of_carrier.iter().any(|it| it.value == id.value));
        let mut shared = shared.map(|id| id.value.as_str());
        let first = shared.next();
        let one = first.filter(|_| shared.next().is_none() || self.state == EventState::Withdrawn);
        self.category.or(one).map(ToOwned::to_owned)
    }
}

fn carrier(rules: &Rules) -> Result<&str, Problem> {
    rules.carrying(Carried::Consents).ok_or(Problem::Conflict { code: "consent.not_carried" })
}

/// Whether an operation failed because the charter lets nobody do it, or not to this subject.
pub(crate) fn nobody_may(problem: &Problem) -> bool {
    matches!(problem, Problem::Refused(_)) || problem.code() == "role.none_for_vern"
}

/// Whether the caller's role may register in an activity at all, by the charter alone.
fn may_register(rules: &Rules, caller: &Caller, activity: &str) -> bool {
    let role = rules.charter().roles.iter().find(|role| role.id.value == caller.role);
    role.is_some_and(|role| {
        role.may.iter().any(|grant| grant.activity.value == activity && grant.acts.contains(&Act::Register))
    })
}

fn how(channel: Channel, place: &str, act: Option<ConsentAct>) -> Result<How, Problem> {
    let place = place.trim();
    if place.is_empty() || place.chars().count() > PLACE_MAX {
        return Err(Problem::invalid_field("consent.place_form", "place"));
    }
    Ok(How { channel, place: place.to_owned(), act })
}

/// A record as it lies, where the caller may see what is in it.
fn opened(view: &RecordView) -> Option<Result<ConsentRecord, Problem>> {
    let text = view.fields.get(FIELD)?;
    let record: Result<ConsentRecord, _> = serde_json::from_str(text.reveal());
    Some(record.map(|record| record.of(view.subject)).map_err(|_| Problem::Unreadable))
}
