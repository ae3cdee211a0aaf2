//! `POST /v1/journal/entries:search` and `POST /v1/subjects/{subject}/journal:search`: what was done, refused and by whom; and who read a person's data.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::history::question::{
    HistoryLine, HistoryPage, HistoryPlace, HistoryRequest, LinkUse, Paging, PersonQuestion, PersonStanding,
};
use vern_app::journal::Outcome;
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::answer::{OfBody, OfGate, OfQuestion};
use super::credential::Credential;
use super::json::{JsonBody, whole};
use super::model::{ReceiptBody, set_receipt};
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// Lines on one page at most, and where no limit is given.
const LINES_MAX: usize = 100;

/// What to look for; everything named must hold.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "outcome": "refused", "since": "2026-11-01T00:00:00Z", "newest_first": true, "limit": 20 }))]
pub(crate) struct EntriesBody {
    /// Done by this actor.
    actor: Option<String>,
    /// In this activity.
    activity: Option<String>,
    /// `register`, `read`, `alter`, `use`, `disclose`, `transfer`, `restrict`, `erase` or `export`.
    act: Option<String>,
    /// `permitted`, `refused` or `observed`.
    outcome: Option<String>,
    /// A code among the reasons.
    code: Option<String>,
    /// Not before, RFC 3339.
    since: Option<String>,
    /// Not after, RFC 3339.
    until: Option<String>,
    /// `next` of the page before.
    #[schema(pattern = "^[0-9]{1,18}[.][0-9]{1,18}$")]
    after: Option<String>,
    /// The newest first.
    #[serde(default)]
    newest_first: bool,
    /// At most so many, 1 to 100; 100 where left out.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// Whose data, and why it is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "reason": "Innsyn", "purpose": "access" }))]
pub(crate) struct PersonBody {
    /// Activity the question is asked in; the role needs a grant to read in it.
    activity: String,
    /// Why; sealed in the journal. Must be given.
    reason: Option<String>,
    /// What it is for: `access`, `breach` or `supervision`. After an erasure only the last two reach what is left; `access` where left out.
    purpose: Option<String>,
    /// `next` of the page before.
    #[schema(pattern = "^[0-9]{1,18}[.][0-9]{1,18}$")]
    after: Option<String>,
    /// The newest first.
    #[serde(default)]
    newest_first: bool,
    /// At most so many, 1 to 100; 100 where left out.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// One entry of the journal.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryLine {
    /// Names the entry: its proof is at `/v1/journal/entries/{receipt}`.
    receipt: String,
    /// When, RFC 3339 in UTC.
    at: String,
    /// `operation`, `access`, `charter`, `erasure`, `policy`, `keys`, `clock`, `culled`, `epoch`, `chunk` or `moved`.
    kind: &'static str,
    /// What was done or asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<&'static str>,
    /// In which activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    activity: Option<String>,
    /// By which actor; none where whoever runs the installation did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<String>,
    /// Whose access was given or ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<String>,
    /// The actor's role then; of an access that was given, its holder's.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// `permitted`, `refused` or `observed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// Why.
    codes: Vec<String>,
    /// Supplier id: to whom it was disclosed.
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<String>,
    /// Records touched.
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<u64>,
    /// How many people it names.
    people: usize,
    /// Key of the record; only where a person's own log was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    /// The reason that was given; only where a person's own log was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// A page of the journal.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntriesAnswer {
    /// The lines.
    lines: Vec<EntryLine>,
    /// Lines met on this page that are of activities the role has no grant in.
    left_out: u64,
    /// Hand it back as `after` for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// Where the journal begins: what stands before is culled.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

/// What the journal says of a person.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonAnswer {
    /// `held`, `erased`, `link_reserved` (nothing was looked up: only a breach or supervision opens it) or `link_gone`.
    standing: &'static str,
    /// The lines.
    entries: EntriesAnswer,
    /// Where the question itself is journalled.
    journal: ReceiptBody,
}

fn wrong(field: &'static str) -> impl Fn() -> Problem {
    move || Problem::invalid_field("journal.question_form", field)
}

fn paging(after: Option<&str>, newest_first: bool, limit: Option<usize>) -> Result<Paging, Problem> {
    let place = |text: &str| {
        let (epoch, index) = text.split_once('.')?;
        Some(HistoryPlace { epoch: epoch.parse().ok()?, index: index.parse().ok()? })
    };
    let after = after.map(|text| place(text).ok_or_else(wrong("after"))).transpose()?;
    let most = limit.unwrap_or(LINES_MAX);
    if !(1..=LINES_MAX).contains(&most) {
        return Err(wrong("limit")());
    }
    Ok(Paging { after, newest_first, most })
}

impl EntriesBody {
    fn into_request(self) -> Result<(HistoryRequest, Paging), Problem> {
        let paging = paging(self.after.as_deref(), self.newest_first, self.limit)?;
        let instant = |text: Option<String>, field| {
            let instant = text.map(|text| text.parse().map(Instant::from_timestamp)).transpose();
            instant.map_err(|_| wrong(field)())
        };
        let act = |word: String| Act::ALL.into_iter().find(|act| act.as_str() == word);
        let outcome = |word: String| Outcome::ALL.into_iter().find(|known| known.as_str() == word);
        let request = HistoryRequest {
            actor: self.actor.map(|text| text.parse()).transpose().map_err(|_| wrong("actor")())?,
            activity: self.activity,
            act: self.act.map(|word| act(word).ok_or_else(wrong("act"))).transpose()?,
            outcome: self.outcome.map(|word| outcome(word).ok_or_else(wrong("outcome"))).transpose()?,
            code: self.code,
            since: instant(self.since, "since")?,
            until: instant(self.until, "until")?,
        };
        Ok((request, paging))
    }
}

impl EntryLine {
    fn new(line: HistoryLine) -> Self {
        // The reason and the key leave only in the answer to whom the gate permitted the question.
        let (record, reason) = line.opened.map(|opened| (opened.record, opened.reason)).unwrap_or_default();
        Self {
            receipt: line.receipt.to_string(),
            at: line.at.to_string(),
            kind: line.kind.as_str(),
            act: line.act.map(|act| act.as_str()),
            activity: line.activity,
            actor: line.actor.map(|actor| actor.to_string()),
            holder: line.holder.map(|holder| holder.to_string()),
            role: line.role,
            outcome: line.outcome.map(Outcome::as_str),
            codes: line.codes,
            recipient: line.recipient,
            records: line.count,
            people: line.people,
            record: record.map(Personal::into_inner),
            reason: reason.map(Personal::into_inner),
        }
    }
}

impl EntriesAnswer {
    fn new(page: HistoryPage, left_out: u64) -> Self {
        let place = |place: HistoryPlace| format!("{}.{}", place.epoch, place.index);
        Self {
            lines: page.lines.into_iter().map(EntryLine::new).collect(),
            left_out,
            next: page.next.map(place),
            from: page.from.map(place),
        }
    }
}

/// Search the journal
///
/// What was done, asked for and refused, by whom and when, in the activities the role has a grant in. Nobody the data is about is named. Pages go
/// on from `next`, whatever has come in since.
#[utoipa::path(
    post,
    path = "/v1/journal/entries:search",
    operation_id = "search_entries",
    tag = "journal",
    request_body = EntriesBody,
    responses(
        (status = 200, description = "A page of lines", body = EntriesAnswer),
        OfBody,
        OfQuestion,
    )
)]
pub(crate) async fn search_entries(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
    JsonBody(body): JsonBody<EntriesBody>,
) -> Result<Json<EntriesAnswer>, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let (request, paging) = body.into_request().map_err(problem)?;
    let told = web.installation.told_history(&caller, &request, paging).await.map_err(problem)?;
    Ok(Json(EntriesAnswer::new(told.page, told.left_out)))
}

/// Who read a person's data
///
/// Reads, writes, disclosures and refusals about one person, with the reason of each. Goes through the gate as a read in the activity, and is
/// journalled itself.
#[utoipa::path(
    post,
    path = "/v1/subjects/{subject}/journal:search",
    operation_id = "search_subject_journal",
    tag = "journal",
    params(("subject" = String, Path, description = "Subject id, issued by Vern")),
    request_body = PersonBody,
    responses(
        (status = 200, description = "What the journal says of the person", body = PersonAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn search_subject_journal(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(subject): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<PersonBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let link_use = match body.purpose.as_deref() {
        None | Some("access") => LinkUse::Access,
        Some("breach") => LinkUse::Breach,
        Some("supervision") => LinkUse::Supervision,
        Some(_) => return Err(problem(wrong("purpose")())),
    };
    let question = PersonQuestion {
        export: false,
        subject: subject.parse().map_err(|_| problem(Problem::invalid_field("request.json", "subject")))?,
        activity: body.activity,
        link_use,
        reason: body.reason.map(Personal::new),
        paging: paging(body.after.as_deref(), body.newest_first, body.limit).map_err(problem)?,
    };
    let answer = web.installation.person_history(&caller, &question).await.map_err(problem)?;
    let standing = match answer.value.standing {
        PersonStanding::Held => "held",
        PersonStanding::Erased => "erased",
        PersonStanding::LinkReserved => "link_reserved",
        PersonStanding::LinkGone => "link_gone",
    };
    let entries = EntriesAnswer::new(answer.value.page, answer.value.left_out);
    let body = PersonAnswer { standing, entries, journal: ReceiptBody::new(&answer.committed) };
    let mut response = Json(body).into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}
