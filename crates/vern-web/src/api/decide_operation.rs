//! `POST /v1/operations:decide`: may this be done with data that is held elsewhere? Asked, answered and journalled; nothing is touched.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::elsewhere::{ElsewhereRequest, Permitted};
use vern_app::record::Circumstance;
use vern_app::{Answer, Problem};
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::answer::{OfBody, OfGate};
use super::credential::Credential;
use super::json::JsonBody;
use super::model::{ReceiptBody, set_receipt};
use super::problem::{ApiProblem, ReasonBody};
use crate::Web;

/// An operation on data that is held elsewhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "act": "use", "data": ["name", "phone"], "key": "crm-4711", "collected_at": "2026-11-01T09:00:00Z" }))]
pub(crate) struct DecideBody {
    /// Activity id in the charter.
    activity: String,
    /// `register`, `read`, `alter`, `use`, `disclose`, `transfer`, `restrict`, `erase` or `export`.
    act: String,
    /// Ids of the data types it touches; all the recipient may have, or all of the activity, where left out.
    data: Option<Vec<String>>,
    /// The record's key where it is held, of the form of keys here; sealed in the journal.
    key: Option<String>,
    /// Subject id, where Vern has issued one: restriction, objection, consent and erasure of that subject then count.
    subject: Option<String>,
    /// Category of subjects; may be left out where the activity has only one.
    category: Option<String>,
    /// When the data was collected, RFC 3339. Where it is left out no period has run out.
    collected_at: Option<String>,
    /// The caller holds the subject's consent to this activity.
    #[serde(default)]
    consent_given: bool,
    /// Supplier id: to whom it goes.
    recipient: Option<String>,
    /// ISO 3166-1 alpha-2: where it goes or is seen from.
    place: Option<String>,
    /// A decision by automated means alone is taken (GDPR art. 22).
    #[serde(default)]
    automated: bool,
    /// What lets restricted data be processed (GDPR art. 18(2)): `consent`, `legal_claim`, `rights_of_others`, `public_interest` or `own_request`.
    exception: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

/// It may be done. What may not is answered as a problem with its reasons.
#[derive(Serialize, ToSchema)]
pub(crate) struct DecideAnswer {
    /// Operation id, as the journal has it.
    operation: String,
    /// Articles of the legal bases the activity states, such as `6(1)(f)`; none in a processor's terms.
    bases: Vec<String>,
    /// Heading or clause of the paper the activity stands under.
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<String>,
    /// `file:line` of the activity in the charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    charter: Option<String>,
    /// Data types asked for that this actor or recipient may not have: leave them out.
    withheld: Vec<String>,
    /// What would have refused it, were the activity not only observed for now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observed: Vec<ReasonBody>,
    /// From when the answer may be another by time alone, RFC 3339 in UTC. Ask again before each operation for all that: a person may object, a
    /// charter may change.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// Where it is journalled.
    pub(super) journal: ReceiptBody,
}

impl DecideBody {
    pub(super) fn into_request(self) -> Result<ElsewhereRequest, Problem> {
        let wrong = |field| move || Problem::invalid_field("request.json", field);
        let act = Act::ALL.into_iter().find(|act| act.as_str() == self.act).ok_or_else(wrong("act"))?;
        let subject = self.subject.map(|text| text.parse()).transpose();
        let collected = self.collected_at.map(|text| text.parse().map(Instant::from_timestamp)).transpose();
        let place = self.place.map(|text| text.parse()).transpose();
        let exception = self.exception.map(|word| word.parse()).transpose();
        Ok(ElsewhereRequest {
            act,
            circumstance: Circumstance {
                activity: self.activity,
                recipient: self.recipient,
                data: self.data,
                automated: self.automated,
                place: place.map_err(|_| wrong("place")())?,
                exception: exception.map_err(|_| wrong("exception")())?,
                reason: self.reason.map(Personal::new),
                ..Circumstance::default()
            },
            key: self.key,
            subject: subject.map_err(|_| wrong("subject")())?,
            category: self.category,
            collected_at: collected.map_err(|_| wrong("collected_at")())?,
            consent_given: self.consent_given,
        })
    }
}

impl DecideAnswer {
    pub(super) fn new(answer: Answer<Permitted>) -> Self {
        let Answer { value, committed } = answer;
        Self {
            operation: value.operation.to_string(),
            bases: value.bases,
            clause: value.clause,
            charter: value.charter,
            withheld: value.withheld,
            observed: value.observed.iter().map(ReasonBody::new).collect(),
            until: value.until.map(|until| until.to_string()),
            journal: ReceiptBody::new(&committed),
        }
    }
}

/// Ask the gate about data held elsewhere
///
/// For an application that keeps its own database: it asks, and does what it asked about only when this answers 200. A refusal is the problem the
/// operation itself would have met, with every reason.
#[utoipa::path(
    post,
    path = "/v1/operations:decide",
    operation_id = "decide_operation",
    tag = "operations",
    request_body = DecideBody,
    responses(
        (status = 200, description = "It may be done", body = DecideAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn decide_operation(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DecideBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let request = body.into_request().map_err(problem)?;
    let answer = web.installation.decide_elsewhere(&caller, &request).await.map_err(problem)?;
    let committed = answer.committed;
    let mut response = Json(DecideAnswer::new(answer)).into_response();
    set_receipt(response.headers_mut(), &committed);
    Ok(response)
}
