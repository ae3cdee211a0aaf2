//! `POST /v1/records:search`: list records of an activity. Look-up values are in the body, never in a URL.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::record::{Circumstance, SEARCH_MAX, SearchBy, SearchRequest};
use vern_app::retention::RecordDuty;
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::answer::{OfBody, OfGate};
use super::credential::Credential;
use super::json::{JsonBody, whole};
use super::model::{ReceiptBody, RecordBody, set_receipt};
use super::problem::ApiProblem;
use crate::Web;

/// What to list: all of the activity, or what at most one of `subject`, `value`, `available_to`, `objecting`, `automated`, `collected`, `expires_before`,
/// `review_before` and `inform_before` says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "value": { "data_type": "email", "equals": "kari@example.no" }, "limit": 20 }))]
pub(crate) struct SearchBody {
    /// Activity id in the charter.
    activity: String,
    /// Only this subject's.
    subject: Option<String>,
    /// Only those with exactly this value.
    value: Option<ValueBody>,
    /// Only those this supplier may get: a recipient by the charter, and not taken away for them.
    available_to: Option<String>,
    /// Only those of subjects who object to the activity (GDPR art. 21). Asked as a restriction, and told without fields.
    #[serde(default)]
    objecting: bool,
    /// Only those on which a decision by automated means alone may be made.
    #[serde(default)]
    automated: bool,
    /// Only those collected within a time, the oldest first.
    collected: Option<CollectedBody>,
    /// Only those that run out by the clock before this instant, RFC 3339, in the order of what their periods count from.
    expires_before: Option<String>,
    /// Only those a person is to have looked at before this instant, RFC 3339, in the order of when somebody last did.
    review_before: Option<String>,
    /// Only those whose people are to be told of them before this instant, RFC 3339, and have not been, in the order of when they were collected.
    inform_before: Option<String>,
    /// Supplier id: to whom they are disclosed.
    recipient: Option<String>,
    /// ISO 3166-1 alpha-2: where they go or are seen from.
    place: Option<String>,
    /// What lets restricted data be processed (GDPR art. 18(2)): `consent`, `legal_claim`, `rights_of_others`, `public_interest` or `own_request`.
    exception: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// At most so many, 1 to 100; 100 where left out.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A time within which data was collected.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CollectedBody {
    /// From this instant, RFC 3339.
    #[schema(format = DateTime)]
    from: String,
    /// And before this one.
    #[schema(format = DateTime)]
    before: String,
}

/// An exact value of a look-up data type.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValueBody {
    /// Data type id, declared with `lookup: true`.
    data_type: String,
    /// The value; compared in its normal form.
    equals: String,
}

impl ValueBody {
    /// Data type and value.
    pub(super) fn into_parts(self) -> (String, String) {
        (self.data_type, self.equals)
    }
}

/// A page of records.
#[derive(Serialize, ToSchema)]
pub(crate) struct SearchAnswer {
    /// Those the caller may see.
    records: Vec<RecordBody>,
    /// How many were met and refused, such as restricted or run out.
    left_out: u64,
    /// Hand it back as `after` for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// Where the operation is journalled.
    journal: ReceiptBody,
}

impl SearchBody {
    fn into_request(self) -> Result<SearchRequest, Problem> {
        let wrong = |field| move |_| Problem::invalid_field("search.form", field);
        let subject = self.subject.map(|text| text.parse()).transpose().map_err(wrong("subject"))?;
        let instant = |text: Option<String>, field| {
            let instant = text.map(|text| text.parse().map(Instant::from_timestamp)).transpose();
            instant.map_err(|_| Problem::invalid_field("search.form", field))
        };
        let before = instant(self.expires_before, "expires_before")?;
        let review = instant(self.review_before, "review_before")?;
        let inform = instant(self.inform_before, "inform_before")?;
        let collected = match self.collected {
            Some(CollectedBody { from, before }) => {
                instant(Some(from), "collected")?.zip(instant(Some(before), "collected")?)
            }
            None => None,
        };
        let place = self.place.map(|text| text.parse()).transpose();
        let exception = self.exception.map(|word| word.parse()).transpose();
        let value = self
            .value
            .map(|value| SearchBy::Value { data_type: value.data_type, value: Personal::new(value.equals) });
        let asked = [
            subject.map(SearchBy::Subject),
            value,
            self.available_to.map(SearchBy::Recipient),
            self.objecting.then_some(SearchBy::Objection),
            self.automated.then_some(SearchBy::Automated),
            before.map(|before| SearchBy::Expiry { before }),
            review.map(|before| SearchBy::Duty { duty: RecordDuty::Review, before }),
            collected.map(|(from, before)| SearchBy::Collected { from, before }),
            inform.map(|before| SearchBy::Duty { duty: RecordDuty::Inform, before }),
        ];
        let mut asked = asked.into_iter().flatten();
        let by = asked.next().unwrap_or(SearchBy::Activity);
        if asked.next().is_some() {
            // Each is a list with an order of its own.
            return Err(Problem::invalid("search.form"));
        }
        let most = self.limit.unwrap_or(SEARCH_MAX);
        if !(1..=SEARCH_MAX).contains(&most) {
            return Err(Problem::invalid_field("search.form", "limit"));
        }
        Ok(SearchRequest {
            circumstance: Circumstance {
                activity: self.activity,
                recipient: self.recipient,
                place: place.map_err(|_| Problem::invalid_field("search.form", "place"))?,
                exception: exception.map_err(|_| Problem::invalid_field("search.form", "exception"))?,
                reason: self.reason.map(Personal::new),
                ..Circumstance::default()
            },
            by,
            after: self.after,
            most,
        })
    }
}

/// List records
///
/// One decision for each record under one operation id; what is refused is left out and counted.
#[utoipa::path(
    post,
    path = "/v1/records:search",
    operation_id = "search_records",
    tag = "records",
    request_body = SearchBody,
    responses(
        (status = 200, description = "A page of records", body = SearchAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn search_records(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
    JsonBody(body): JsonBody<SearchBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let request = body.into_request().map_err(problem)?;
    let answer = web.installation.search_records(&caller, &request).await.map_err(problem)?;
    let body = SearchAnswer {
        records: answer.value.records.into_iter().map(RecordBody::new).collect(),
        left_out: answer.value.left_out,
        next: answer.value.next,
        journal: ReceiptBody::new(&answer.committed),
    };
    let mut response = Json(body).into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}
