//! `POST /v1/consents`, `PUT` and `GET /v1/subjects/{subject}/consents…` and `POST /v1/subjects/{subject}/notices`: who said yes to which words, and
//! that it was taken back.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::committer::Committed;
use vern_app::consent::{
    ConsentHistory, ConsentRecord, Evidence, GivenConsent, How, ShownNotice, WithdrawnConsent,
};
use vern_app::record::Circumstance;
use vern_app::subject::SubjectChange;
use vern_app::{Answer, Problem};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;

use super::answer::{OfBody, OfGate};
use super::credential::Credential;
use super::json::JsonBody;
use super::model::{DoneAnswer, ReceiptBody, done, set_receipt};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// What shows that a person consented.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceBody {
    /// The language the words were shown in: `nb` or `en`.
    #[schema(pattern = "^(nb|en)$")]
    language: String,
    /// Version of the words that were shown: `sha256:` and the hash of their UTF-8 bytes in hexadecimal. `GET /v1/activities/{activity}` gives the
    /// words that apply, with theirs; others are refused.
    #[schema(pattern = "^sha256:[0-9a-f]{64}$")]
    text_version: String,
    /// By which way: `web`, `app`, `email`, `sms`, `phone`, `letter` or `in_person`.
    #[schema(pattern = "^(web|app|email|sms|phone|letter|in_person)$")]
    channel: String,
    /// Where on the page, or in the conversation; 1–200 characters.
    #[schema(max_length = 200)]
    shown_at: String,
    /// By what act: `ticked_box`, `pressed_button`, `confirmed`, `signed`, `said` or `wrote`.
    #[schema(pattern = "^(ticked_box|pressed_button|confirmed|signed|said|wrote)$")]
    given_by: String,
}

/// Consent by someone of whom something is held, or nothing yet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "newsletter", "evidence": EvidenceBody::example() }))]
pub(crate) struct GivenConsentBody {
    /// Activity id in the charter.
    activity: String,
    /// Subject id; one is issued where it is left out, and what is registered next names it.
    subject: Option<String>,
    /// Category of subjects, where the activity that carries consents has several.
    category: Option<String>,
    /// What shows it.
    evidence: EvidenceBody,
    /// Why it is recorded; sealed in the journal.
    reason: Option<String>,
}

/// Whether a subject consents to an activity.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "given": false, "reason": "Ba om det på telefon" }))]
pub(crate) struct ConsentBody {
    /// True: given. False: taken back (GDPR art. 7(3)).
    given: bool,
    /// What shows that it was given. Needed where the charter carries consents; taken back, nothing has to be shown.
    evidence: Option<EvidenceBody>,
    /// How it was given or taken back; sealed in the journal.
    reason: Option<String>,
}

/// A sentence that calls something consent which is none, shown to a person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "claim": "writing_is_consent", "language": "nb", "channel": "web", "shown_at": "Chatten, før første melding" }))]
pub(crate) struct NoticeBody {
    /// Id of a claim of the kind `consent_by_use` or `consent_to_transfer` in the charter.
    claim: String,
    /// The language it was shown in: `nb` or `en`.
    #[schema(pattern = "^(nb|en)$")]
    language: String,
    /// By which way, as for consent.
    #[schema(pattern = "^(web|app|email|sms|phone|letter|in_person)$")]
    channel: String,
    /// Where on the page, or in the conversation; 1–200 characters.
    #[schema(max_length = 200)]
    shown_at: String,
    /// Category of subjects, where the activity that carries consents has several.
    category: Option<String>,
}

/// A consent that is recorded.
#[derive(Serialize, ToSchema)]
pub(crate) struct GivenConsentAnswer {
    /// Whose.
    subject: String,
    /// The receipt to hand the person: a record in the shape of ISO/IEC TS 27560, in its names.
    #[schema(value_type = Object)]
    consent_record: ConsentRecord,
    /// Where it is journalled.
    journal: ReceiptBody,
}

/// How a consent stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentStateBody {
    /// Activity id.
    activity: String,
    /// Whether it stands.
    given: bool,
    /// When it was given, last; RFC 3339 in UTC.
    #[schema(format = DateTime)]
    given_at: String,
    /// When it was taken back.
    #[schema(format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_at: Option<String>,
}

/// What is kept of a person's consents.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentsAnswer {
    /// How each stands.
    states: Vec<ConsentStateBody>,
    /// Records in the shape of ISO/IEC TS 27560, in its names, oldest first; what was taken back stands with what was given.
    #[schema(value_type = Vec<Object>)]
    consent_records: Vec<ConsentRecord>,
    /// Hand it back for what came later; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// Where the look is journalled.
    journal: ReceiptBody,
}

/// Which part of a person's consents.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "Spør om hva hun har sagt ja til" }))]
pub(crate) struct ConsentsBody {
    /// Where the page before ended.
    after: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

impl EvidenceBody {
    /// What it looks like.
    fn example() -> serde_json::Value {
        serde_json::json!({
            "language": "nb", "channel": "web", "shown_at": "Påmelding, avkryssing under e-post", "given_by": "ticked_box",
            "text_version": "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        })
    }

    fn into_evidence(self) -> Result<Evidence, Problem> {
        Ok(Evidence {
            language: language(&self.language)?,
            text_version: self.text_version,
            channel: word(&self.channel, "channel")?,
            place: self.shown_at,
            act: word(&self.given_by, "given_by")?,
        })
    }
}

fn language(tag: &str) -> Result<vern_text::Language, Problem> {
    tag.parse().map_err(|_| Problem::invalid_field("request.json", "language"))
}

/// One of the words a field has.
fn word<T: DeserializeOwned>(text: &str, field: &str) -> Result<T, Problem> {
    let value = serde_json::Value::String(text.to_owned());
    serde_json::from_value(value).map_err(|_| Problem::invalid_field("request.json", field))
}

fn subject_of(text: &str) -> Result<SubjectId, Problem> {
    text.parse().map_err(|_| Problem::invalid_field("request.json", "subject"))
}

fn with_receipt(body: impl Serialize, committed: &Committed) -> Response {
    let mut response = Json(body).into_response();
    set_receipt(response.headers_mut(), committed);
    response
}

/// Record a person's consent to an activity
///
/// Before anything is registered of them: the subject is issued, and what is registered next names it. The answer holds the receipt of the person.
#[utoipa::path(
    post,
    path = "/v1/consents",
    operation_id = "give_consent",
    tag = "subjects",
    request_body = GivenConsentBody,
    responses(
        (status = 200, description = "Recorded", body = GivenConsentAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn give_consent(
    State(web): State<Web>,
    Writing(caller): Writing,
    headers: HeaderMap,
    JsonBody(body): JsonBody<GivenConsentBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let given = GivenConsent {
        activity: body.activity,
        subject: body.subject.as_deref().map(subject_of).transpose().map_err(problem)?,
        category: body.category,
        evidence: body.evidence.into_evidence().map_err(problem)?,
        reason: body.reason.map(Personal::new),
    };
    let Answer { value, committed } =
        web.installation.give_consent(&caller, &given).await.map_err(problem)?;
    let body = GivenConsentAnswer {
        subject: value.subject.to_string(),
        consent_record: value.record,
        journal: ReceiptBody::new(&committed),
    };
    Ok(with_receipt(body, &committed))
}

/// Record a subject's consent to an activity, or that it is taken back
///
/// One call each way. Where the charter carries consents, what shows it is kept in the vault.
#[utoipa::path(
    put,
    path = "/v1/subjects/{subject}/consents/{activity}",
    operation_id = "put_consent",
    tag = "subjects",
    params(
        ("subject" = String, Path, description = "Subject id, issued by Vern"),
        ("activity" = String, Path, description = "Activity id in the charter"),
    ),
    request_body = ConsentBody,
    responses(
        (status = 200, description = "Done", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn put_consent(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf((subject, activity)): PathOf<(String, String)>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ConsentBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let subject = subject_of(&subject).map_err(problem)?;
    let reason = body.reason.map(Personal::new);
    let evidence = body.evidence.map(EvidenceBody::into_evidence).transpose().map_err(problem)?;
    let committed = match (body.given, evidence) {
        (true, Some(evidence)) => {
            let given = GivenConsent { activity, subject: Some(subject), category: None, evidence, reason };
            web.installation.give_consent(&caller, &given).await.map(|answer| answer.committed)
        }
        (true, None) => {
            let circumstance = Circumstance { activity, reason, ..Circumstance::default() };
            let change = SubjectChange::Consent(true);
            let done = web.installation.change_subject(&caller, subject, &circumstance, change).await;
            done.map(|answer| answer.committed)
        }
        (false, evidence) => {
            let how = evidence.map(|it| How { channel: it.channel, place: it.place, act: Some(it.act) });
            let withdrawn = WithdrawnConsent { activity, how, reason };
            let done = web.installation.withdraw_consent(&caller, subject, &withdrawn).await;
            done.map(|answer| answer.committed)
        }
    };
    Ok(done(&committed.map_err(problem)?))
}

/// What is kept of a subject's consents
///
/// How each stands, and the records: what was shown, word by word, when, where and by what act. Goes through the gate as a read of the activity that
/// carries consents, and is journalled.
#[utoipa::path(
    post,
    path = "/v1/subjects/{subject}/consents:search",
    operation_id = "search_consents",
    tag = "subjects",
    params(("subject" = String, Path, description = "Subject id, issued by Vern")),
    request_body = ConsentsBody,
    responses(
        (status = 200, description = "The consents", body = ConsentsAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn search_consents(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(subject): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ConsentsBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let subject = subject_of(&subject).map_err(problem)?;
    let reason = body.reason.map(Personal::new);
    let listed = web.installation.list_consents(&caller, subject, body.after, reason).await;
    let Answer { value: ConsentHistory { states, records, next }, committed } = listed.map_err(problem)?;
    let states = states.into_iter().map(|state| ConsentStateBody {
        activity: state.activity,
        given: state.withdrawn_at.is_none(),
        given_at: state.given_at.to_string(),
        withdrawn_at: state.withdrawn_at.map(|at| at.to_string()),
    });
    let journal = ReceiptBody::new(&committed);
    let body = ConsentsAnswer { states: states.collect(), consent_records: records, next, journal };
    Ok(with_receipt(body, &committed))
}

/// Record that a sentence which calls something consent was shown
///
/// What the charter has as a claim and a finding: that whoever uses a service, or writes to someone, consents thereby. That it was shown is kept; it is
/// no consent, and nothing is permitted by it.
#[utoipa::path(
    post,
    path = "/v1/subjects/{subject}/notices",
    operation_id = "record_notice",
    tag = "subjects",
    params(("subject" = String, Path, description = "Subject id, issued by Vern")),
    request_body = NoticeBody,
    responses(
        (status = 200, description = "Recorded", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn record_notice(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(subject): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<NoticeBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let subject = subject_of(&subject).map_err(problem)?;
    let shown = ShownNotice {
        claim: body.claim,
        category: body.category,
        language: language(&body.language).map_err(problem)?,
        channel: word(&body.channel, "channel").map_err(problem)?,
        place: body.shown_at,
    };
    let answer = web.installation.record_notice_shown(&caller, subject, &shown).await.map_err(problem)?;
    Ok(done(&answer.committed))
}
