//! The choice on a website: the script a website includes, and the two calls it makes. They come from another site than this one, without a cookie or a
//! login, so any site may make them; all they can do is keep a yes of nobody in particular, and take it back by what was handed out for it.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderName, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;
use vern_app::cookie_choice::{CookieQuestion, CookieYes};
use vern_app::{Controller, Problem};
use vern_text::{Language, text};

use super::language_in;
use crate::Web;
use crate::form::{self, Fields};
use crate::header::PathOf;

/// The script: a function that takes what is asked.
const SCRIPT: &str = include_str!("../../assets/cookie_choice.js");
/// Longest name of a website that is kept.
const WEBSITE_MAX: usize = 120;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/{language}/{organisation}/cookie-choice.js", get(read_script))
        .route("/{language}/{organisation}/cookie-choices", post(accept))
        .route("/{language}/{organisation}/cookie-choices/{receipt}", post(withdraw))
}

/// What any website may read.
const OPEN: (HeaderName, &str) = (ACCESS_CONTROL_ALLOW_ORIGIN, "*");

fn refused(problem: &Problem) -> Response {
    let status =
        StatusCode::from_u16(problem.class().http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [OPEN], axum::Json(json!({ "code": problem.code() }))).into_response()
}

fn asked(web: &Web, language: &str, organisation: &str) -> Result<(Language, Arc<Controller>), Problem> {
    let language = language_in(language).map_err(|_| Problem::NotFound { code: "page.unknown" })?;
    Ok((language, web.installation.controller(organisation)?))
}

/// `GET …/cookie-choice.js`.
async fn read_script(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Response {
    let questions = asked(&web, &language, &organisation).and_then(|(language, controller)| {
        Ok((language, web.installation.cookie_questions(&controller, language)?))
    });
    match questions {
        Ok((language, questions)) => {
            let script =
                format!("{}({});\n", SCRIPT.trim_end().trim_end_matches(';'), config(language, &questions));
            let headers =
                [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache"), OPEN];
            let shared = (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
            ([shared], headers, script).into_response()
        }
        Err(problem) => refused(&problem),
    }
}

fn config(language: Language, questions: &[CookieQuestion]) -> serde_json::Value {
    let said = |id: &str| text(language, &format!("cookie-choice-{id}"), &[]);
    let words = ["title", "lead", "yes", "no", "chosen", "policy", "open", "stored", "failed", "gpc"];
    let words: serde_json::Map<_, _> = words.into_iter().map(|id| (id.to_owned(), json!(said(id)))).collect();
    let questions = questions.iter().map(|question| {
        let cookies =
            question.cookies.iter().map(|cookie| json!({ "name": cookie.name, "for": cookie.what_for }));
        json!({
            "activity": question.activity,
            "label": question.label,
            "words": question.words,
            "version": question.version,
            "versions": question.versions,
            "cookies": cookies.collect::<Vec<_>>(),
        })
    });
    json!({ "language": language.as_str(), "words": words, "questions": questions.collect::<Vec<_>>() })
}

/// `POST …/cookie-choices`: activities with the versions of the words that were shown.
async fn accept(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
    request: Request,
) -> Response {
    let (language, controller) = match asked(&web, &language, &organisation) {
        Ok(asked) => asked,
        Err(problem) => return refused(&problem),
    };
    let headers = request.headers().clone();
    let address = form::address(&web, &headers, request.extensions());
    let fields = Fields::read(request, &web).await;
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let chosen = fields.iter().flat_map(Fields::all).map(owned).collect();
    let yes = CookieYes { chosen, language, website: website(&headers), address };
    match web.installation.accept_cookies(&controller, &yes).await {
        Ok(receipt) => ([OPEN], axum::Json(json!({ "receipt": receipt }))).into_response(),
        Err(problem) => refused(&problem),
    }
}

/// `POST …/cookie-choices/{receipt}`: takes it back.
async fn withdraw(
    State(web): State<Web>,
    PathOf((language, organisation, receipt)): PathOf<(String, String, String)>,
    request: Request,
) -> Response {
    let (language, controller) = match asked(&web, &language, &organisation) {
        Ok(asked) => asked,
        Err(problem) => return refused(&problem),
    };
    let headers = request.headers().clone();
    let address = form::address(&web, &headers, request.extensions());
    let website = website(&headers);
    let how = (language, website.as_str(), address);
    match web.installation.withdraw_cookies(&controller, &receipt, how).await {
        Ok(()) => ([OPEN], axum::Json(json!({}))).into_response(),
        Err(problem) => refused(&problem),
    }
}

/// The website a browser says it comes from: a scheme and a host, nothing of a person's.
fn website(headers: &HeaderMap) -> String {
    let origin = headers.get(ORIGIN).and_then(|value| value.to_str().ok()).unwrap_or_default();
    origin.chars().filter(|it| !it.is_control()).take(WEBSITE_MAX).collect()
}
