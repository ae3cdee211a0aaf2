//! The pages' routes: `/nb/…` and `/en/…`, no session, nothing personal in an address; no cookie but the one signing in gives for the console.

mod cookie_choice;
pub(crate) mod document;
pub(crate) mod front;
mod guide;
mod invitation;
pub(crate) mod journal;
mod request;
mod sign_in;
pub(crate) mod subscription;

pub(crate) use sign_in::{ProblemView, read_own};

use axum::Router;
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use vern_app::document::{Kind, first_kind};
use vern_app::problem::{code_hint, code_text, is_known_code};
use vern_app::{Controller, Problem};
use vern_text::{Language, text};

use crate::Web;
use crate::address::{Addresses, View};
use crate::header::PathOf;
use crate::page::{Assets, CharterInForce, Chrome, ErrorPage, Link, Place, SiteLinks, asset};

pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route("/", get(choose_language))
        .route("/assets/{name}", get(read_asset))
        .route("/{language}", get(front::read_start))
        .route("/{language}/guide/{organisation}", get(guide::read))
        .route("/{language}/guide/{organisation}/{action}", post(guide::act))
        .route("/{language}/problems/{code}", get(read_problem))
        .route("/{language}/{organisation}", get(front::read_front))
        .route("/{language}/{organisation}/journal", get(journal::read_journal))
        .merge(subscription::router())
        .merge(cookie_choice::router())
        .route("/{language}/{organisation}/sign-in", get(sign_in::read_form).post(sign_in::sign_in))
        .route(
            "/{language}/{organisation}/invitation/{secret}",
            get(invitation::read_form).post(invitation::activate),
        )
        .route("/{language}/{organisation}/request", get(request::read).post(request::send))
        .route("/{language}/{organisation}/{document}", get(document::read_document))
        .route("/{language}/{organisation}/{document}/working-view", get(document::read_working_view))
        .route("/{language}/{organisation}/{document}/history", get(document::read_history))
        .route("/{language}/{organisation}/{document}/history.json", get(document::read_history_json))
}

/// A page that cannot be shown: rendered as a page in the language of its address.
pub(crate) struct PageProblem {
    language: Language,
    code: String,
    status: StatusCode,
}

impl PageProblem {
    pub(crate) const fn with_status(language: Language, code: String, status: StatusCode) -> Self {
        Self { language, code, status }
    }

    pub(crate) fn new(language: Language, problem: &Problem) -> Self {
        let status =
            StatusCode::from_u16(problem.class().http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if status.is_server_error() {
            tracing::error!(code = problem.code(), cause = %problem, "page problem");
        }
        Self { language, code: problem.code().to_owned(), status }
    }

    pub(crate) fn render_failed(language: Language, error: &askama::Error) -> Self {
        Self::new(language, &Problem::Internal(error.to_string()))
    }
}

impl IntoResponse for PageProblem {
    fn into_response(self) -> Response {
        let page = ErrorPage {
            chrome: chrome_without(self.language),
            status: Some(self.status.as_u16()),
            text: code_text(self.language, &self.code),
            hint: code_hint(self.language, &self.code),
            code: self.code,
            request: None,
        };
        (self.status, Html(page.render().unwrap_or_default())).into_response()
    }
}

pub(crate) type Page = Result<Response, PageProblem>;

pub(crate) fn show(language: Language, rendered: Result<String, askama::Error>) -> Page {
    let html = rendered.map_err(|error| PageProblem::render_failed(language, &error))?;
    Ok(Html(html).into_response())
}

/// The language in an address; anything else there is no page of ours.
pub(crate) fn language_in(text: &str) -> Result<Language, PageProblem> {
    text.parse()
        .map_err(|_| PageProblem::new(Language::default(), &Problem::NotFound { code: "page.unknown" }))
}

/// The frame around a page of an organisation. `here` is the page's own address, for the language switch.
pub(crate) fn chrome_of(
    web: &Web,
    controller: &Controller,
    language: Language,
    place: Place,
    addresses: &Addresses,
    here: &str,
) -> Result<Chrome, PageProblem> {
    let rules =
        web.installation.rules_now(controller).map_err(|problem| PageProblem::new(language, &problem))?;
    let guide = web.guide.as_ref().map(|_| format!("/{language}"));
    let has_accounts =
        web.installation.has_accounts(controller).map_err(|problem| PageProblem::new(language, &problem))?;
    Ok(Chrome {
        language,
        organisation: rules.charter().organisation.name.clone(),
        place,
        links: SiteLinks {
            front: addresses.front(),
            document: Some(first_document(first_kind(&rules), language, addresses)),
            journal: Some(addresses.of("journal", View::Published)),
            guide,
            sign_in: has_accounts.then(|| format!("{}/sign-in", addresses.front())),
            other_language: Some(addresses.other(here)),
        },
        assets: Assets::Served,
        charter: Some(CharterInForce {
            hash: hex(rules.hash()),
            since: rules.charter().in_force_from.value.to_date().to_string(),
        }),
    })
}

/// What an organisation is asked for first, under the name people look for. A processor that has published terms alone has no notice of its own.
pub(crate) fn first_document(kind: Kind, language: Language, addresses: &Addresses) -> Link {
    let label = text(language, &format!("site-nav-{}", kind.as_str()), &[]);
    Link::new(label, addresses.of(kind.as_str(), View::Published))
}

fn chrome_without(language: Language) -> Chrome {
    let links = SiteLinks { front: format!("/{language}"), ..SiteLinks::default() };
    Chrome {
        language,
        organisation: "Vern".to_owned(),
        place: Place::Elsewhere,
        links,
        charter: None,
        assets: Assets::Served,
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn choose_language(headers: HeaderMap) -> Redirect {
    let wish = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Redirect::to(&format!("/{}", Language::from_accept_language(wish)))
}

/// An asset. Only the address that names its content may be kept for ever; any other is asked about again.
async fn read_asset(PathOf(name): PathOf<String>, uri: Uri, headers: HeaderMap) -> Response {
    let Some(found) = asset::find(&name) else {
        return PageProblem::new(Language::default(), &Problem::NotFound { code: "page.unknown" })
            .into_response();
    };
    let named = uri.path_and_query().is_some_and(|sent| sent.as_str() == found.href());
    let caching = if named { asset::CACHE_CONTROL } else { "no-cache" };
    let tags = [(ETAG, found.etag()), (CACHE_CONTROL, caching.to_owned())];
    let held = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if held.split(',').any(|tag| tag.trim().trim_start_matches("W/") == found.etag()) {
        return (StatusCode::NOT_MODIFIED, tags).into_response();
    }
    (tags, [(CONTENT_TYPE, found.content_type)], found.bytes).into_response()
}

/// The page a problem's `type` leads to: what the code means and who can mend it.
async fn read_problem(PathOf((language, code)): PathOf<(String, String)>) -> Page {
    let language = language_in(&language)?;
    if !is_known_code(&code) {
        return Err(PageProblem::new(language, &Problem::NotFound { code: "page.unknown" }));
    }
    let mut chrome = chrome_without(language);
    chrome.links.other_language = Some(format!("/{}/problems/{code}", language.other()));
    let page = ErrorPage {
        chrome,
        status: None,
        text: code_text(language, &code),
        hint: code_hint(language, &code),
        code,
        request: None,
    };
    show(language, page.render())
}

/// What no route is for.
pub(crate) async fn not_found(uri: Uri, headers: HeaderMap) -> Response {
    let trimmed = uri.path().trim_end_matches('/');
    let is_page = trimmed.split('/').nth(1).is_some_and(|first| first.parse::<Language>().is_ok());
    if is_page && trimmed.len() < uri.path().len() {
        return Redirect::permanent(trimmed).into_response();
    }
    problem_or_page(&uri, &headers, "page.unknown", StatusCode::NOT_FOUND)
}

/// A route that is there for other methods.
pub(crate) async fn method_not_allowed(uri: Uri, headers: HeaderMap) -> Response {
    problem_or_page(&uri, &headers, "method.not_allowed", StatusCode::METHOD_NOT_ALLOWED)
}

fn problem_or_page(uri: &Uri, headers: &HeaderMap, code: &'static str, status: StatusCode) -> Response {
    if uri.path().starts_with("/v1/") {
        return crate::api::plain_problem(code, status, headers);
    }
    let first = uri.path().split('/').nth(1).unwrap_or_default();
    let language = first.parse().unwrap_or_default();
    PageProblem { language, code: code.to_owned(), status }.into_response()
}

/// Browsers say where a form was sent from; a form of another site is not followed.
fn is_same_origin(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-site").map(|value| value.as_bytes()) {
        Some(site) => site == b"same-origin" || site == b"none",
        None => headers.get(axum::http::header::ORIGIN).is_none(),
    }
}
