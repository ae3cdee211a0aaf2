//! Problems on the wire: `application/problem+json` (RFC 9457) with a stable code, texts in both languages, and nothing from the request.

use axum::Json;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::committer::Committed;
use vern_app::problem::{code_hint, code_text};
use vern_app::refusal::RefusalReason;
use vern_core::decision::Code;
use vern_core::problem::ProblemClass;
use vern_text::Language;

use super::model::{ReceiptBody, Texts, set_receipt};
use super::once::repeated;

/// A problem (RFC 9457). `code` is stable; texts may be bettered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemBody {
    /// Address of the page that explains the code.
    r#type: String,
    /// One sentence, in the language of `Accept-Language`.
    title: String,
    /// HTTP status.
    status: u16,
    /// Stable dotted code.
    code: String,
    /// The sentence in both languages.
    text: Texts,
    /// Who can mend it and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<Texts>,
    /// Which field is meant; never its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// Line of the body, where it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// Column of that line.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// Why the gate refused: every reason the caller may see.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<ReasonBody>,
    /// Where the refusal is journalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    journal: Option<ReceiptBody>,
}

impl ProblemBody {
    /// What a code looks like in an answer.
    pub(super) fn example(code: &'static str, status: u16) -> Self {
        let both = |text: fn(Language, &str) -> Option<String>| {
            text(Language::Nb, code).zip(text(Language::En, code)).map(|(nb, en)| Texts { nb, en })
        };
        let of_code = || Texts { nb: code_text(Language::Nb, code), en: code_text(Language::En, code) };
        let is_of_gate = Code::ALL.iter().any(|known| known.as_str() == code);
        let reason = ReasonBody {
            code,
            text: of_code(),
            mend: both(code_hint),
            clause: None,
            path: None,
            charter: None,
        };
        Self {
            r#type: format!("/en/problems/{code}"),
            title: code_text(Language::En, code),
            status,
            code: code.to_owned(),
            text: of_code(),
            hint: both(code_hint),
            field: None,
            line: None,
            column: None,
            reasons: is_of_gate.then_some(reason).into_iter().collect(),
            journal: is_of_gate.then(ReceiptBody::example),
        }
    }
}

/// One reason of a refusal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReasonBody {
    /// Stable dotted code.
    code: &'static str,
    /// What is wrong.
    text: Texts,
    /// Who can mend it and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<Texts>,
    /// Heading or clause of the paper it follows from.
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<String>,
    /// Path in the charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// `file:line` of the charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    charter: Option<String>,
}

impl ReasonBody {
    pub(crate) fn new(reason: &RefusalReason) -> Self {
        let nb = reason.mend(Language::Nb);
        Self {
            code: reason.code.as_str(),
            text: Texts { nb: reason.text(Language::Nb), en: reason.text(Language::En) },
            mend: nb.zip(reason.mend(Language::En)).map(|(nb, en)| Texts { nb, en }),
            clause: reason.clause.clone(),
            path: reason.path.clone(),
            charter: reason.place.clone(),
        }
    }
}

/// A problem on its way out of a handler.
pub(crate) struct ApiProblem {
    problem: Problem,
    language: Language,
    status: Option<StatusCode>,
    place: Option<(usize, usize)>,
    retry_after_seconds: Option<u64>,
}

impl ApiProblem {
    pub(crate) fn new(problem: Problem, headers: &HeaderMap) -> Self {
        // A condition the caller set itself has a status of its own (RFC 9110 § 15.5.13).
        let status = (problem.code() == "record.version_differs").then_some(StatusCode::PRECONDITION_FAILED);
        Self { problem, language: language_of(headers), status, place: None, retry_after_seconds: None }
    }

    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status: Some(status), ..self }
    }

    /// Too many calls: to be made again after so many seconds.
    pub(crate) fn after(self, seconds: u64) -> Self {
        Self { retry_after_seconds: Some(seconds), ..self.with_status(StatusCode::TOO_MANY_REQUESTS) }
    }

    pub(crate) fn at(self, line: usize, column: usize) -> Self {
        Self { place: Some((line, column)), ..self }
    }

    fn body(&self, status: StatusCode) -> ProblemBody {
        let problem = &self.problem;
        let hint =
            problem.hint(Language::Nb).zip(problem.hint(Language::En)).map(|(nb, en)| Texts { nb, en });
        let (reasons, journal) = match problem {
            Problem::Refused(refusal) => (
                refusal.reasons.iter().map(ReasonBody::new).collect(),
                Some(ReceiptBody::new(&refusal.committed)),
            ),
            _ => (Vec::new(), None),
        };
        ProblemBody {
            r#type: format!("/{}/problems/{}", self.language, problem.code()),
            title: problem.text(self.language),
            status: status.as_u16(),
            code: problem.code().to_owned(),
            text: Texts { nb: problem.text(Language::Nb), en: problem.text(Language::En) },
            hint,
            field: match problem {
                Problem::Invalid { field, .. } => field.clone(),
                _ => None,
            },
            line: self.place.map(|(line, _)| line),
            column: self.place.map(|(_, column)| column),
            reasons,
            journal,
        }
    }
}

impl ApiProblem {
    /// The entry of a call that was carried out before, where this says no more than that.
    pub(crate) fn repeated(&self) -> Option<&Committed> {
        match &self.problem {
            Problem::Repeated(committed) => Some(committed),
            _ => None,
        }
    }

    /// Its status and body; a fault of ours goes to the log.
    pub(crate) fn into_parts(self) -> (StatusCode, ProblemBody) {
        let class = self.problem.class();
        if class == ProblemClass::Internal {
            tracing::error!(code = self.problem.code(), cause = %self.problem, "internal problem");
        }
        let by_class = StatusCode::from_u16(class.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let status = self.status.unwrap_or(by_class);
        (status, self.body(status))
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        if let Problem::Repeated(committed) = &self.problem {
            return repeated(committed);
        }
        let committed = match &self.problem {
            Problem::Refused(refusal) => Some(refusal.committed),
            _ => None,
        };
        let retry_after = self.retry_after_seconds;
        let (status, body) = self.into_parts();
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(committed) = &committed {
            set_receipt(headers, committed);
        }
        response
    }
}

/// The language a caller wishes to read.
pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let wish = headers.get(axum::http::header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    wish.map_or(Language::En, Language::from_accept_language)
}
