//! Signing in: one form an organisation, and what is answered to it. It leads into the console.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use vern_app::account::SignInAttempt;
use vern_app::identity::Errand;
use vern_app::problem::{code_hint, code_text};
use vern_app::{Controller, Problem};
use vern_core::personal::Personal;
use vern_text::Language;

use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::address::Addresses;
use crate::cookie::Cookie;
use crate::form::{self, Fields};
use crate::header::PathOf;
use crate::identity::{Way, told, ways};
use crate::page::{Chrome, Place, asset};

/// After how many seconds whoever tried too often comes back.
const COME_BACK_SECONDS: &str = "60";

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    chrome: Chrome,
    action: String,
    email: String,
    ways: Vec<Way>,
    problem: Option<ProblemView>,
}

/// What was wrong with a form.
pub(crate) struct ProblemView {
    pub(crate) code: String,
    pub(crate) text: String,
    pub(crate) hint: Option<String>,
}

impl ProblemView {
    pub(crate) fn new(language: Language, code: &str) -> Self {
        Self { code: code.to_owned(), text: code_text(language, code), hint: code_hint(language, code) }
    }
}

impl SignInPage {
    fn style_href(&self) -> String {
        asset::CONSOLE.href()
    }
}

/// `GET /{language}/{organisation}/sign-in`.
pub(super) async fn read_form(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
    uri: Uri,
) -> Page {
    let language = language_in(&language)?;
    let controller = with_accounts(&web, language, &organisation)?;
    let told = told(language, &uri);
    show(language, page(&web, &controller, language, String::new(), told)?.render())
}

/// `POST /{language}/{organisation}/sign-in`.
pub(super) async fn sign_in(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
    request: Request,
) -> Page {
    let language = language_in(&language)?;
    let controller = with_accounts(&web, language, &organisation)?;
    let headers = request.headers().clone();
    let address = form::address(&web, &headers, request.extensions());
    let fields = read_own(&web, language, &headers, request).await?;
    let personal = |name| Personal::new(fields.exact(name).unwrap_or_default().to_owned());
    let attempt = SignInAttempt {
        email: personal("email"),
        password: personal("password"),
        code: personal("code"),
        address,
    };
    match web.installation.sign_in(&controller, &attempt).await {
        Ok(opened) => {
            let opened = (opened.expose_text(), opened.life_seconds);
            let console = format!("/console/{language}");
            enter(&web, language, &headers, opened, &console).await
        }
        Err(problem) => {
            let status = match problem {
                Problem::Denied { code: "account.not_signed_in" } => StatusCode::FORBIDDEN,
                Problem::Unavailable { code: "account.too_many_tries" } => StatusCode::TOO_MANY_REQUESTS,
                problem => return Err(PageProblem::new(language, &problem)),
            };
            let view = ProblemView::new(language, problem.code());
            let page = page(&web, &controller, language, attempt.email.into_inner(), Some(view))?;
            let mut answer = (status, show(language, page.render())?).into_response();
            if status == StatusCode::TOO_MANY_REQUESTS
                && let Ok(seconds) = COME_BACK_SECONDS.parse()
            {
                answer.headers_mut().insert(RETRY_AFTER, seconds);
            }
            Ok(answer)
        }
    }
}

/// The cookie of a session just opened, and the way into the console. Its secret is new; the session the browser had before ends.
pub(super) async fn enter(
    web: &Web,
    language: Language,
    headers: &HeaderMap,
    (secret, life_seconds): (&str, i64),
    to: &str,
) -> Result<Response, PageProblem> {
    if let Some(former) = Cookie::Console.sent(web, headers) {
        let ended = web.installation.end_session_of(&former).await;
        ended.map_err(|problem| PageProblem::new(language, &problem))?;
    }
    Ok(([(SET_COOKIE, Cookie::Console.set(web, secret, life_seconds))], Redirect::to(to)).into_response())
}

/// The fields of a form sent from a page of ours. Another site that has someone sign in as someone else gains by it, so this form is guarded like any.
pub(crate) async fn read_own(
    web: &Web,
    language: Language,
    headers: &HeaderMap,
    request: Request,
) -> Result<Fields, PageProblem> {
    let refuse = |code: &str, status| PageProblem::with_status(language, code.to_owned(), status);
    if !form::is_own(headers) {
        return Err(refuse("request.origin", StatusCode::FORBIDDEN));
    }
    let fields = Fields::read(request, web).await;
    fields.ok_or_else(|| refuse("account.form", StatusCode::UNPROCESSABLE_ENTITY))
}

/// The organisation, if its staff sign in.
fn with_accounts(
    web: &Web,
    language: Language,
    organisation: &str,
) -> Result<std::sync::Arc<Controller>, PageProblem> {
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(organisation).map_err(problem)?;
    if web.installation.has_accounts(&controller).map_err(problem)? {
        return Ok(controller);
    }
    Err(PageProblem::new(language, &Problem::NotFound { code: "account.none_declared" }))
}

fn page(
    web: &Web,
    controller: &Controller,
    language: Language,
    email: String,
    problem: Option<ProblemView>,
) -> Result<SignInPage, PageProblem> {
    let addresses = Addresses::served(controller.slug(), language);
    let action = format!("/{language}/{}/sign-in", controller.slug());
    let mut chrome = chrome_of(web, controller, language, Place::Elsewhere, &addresses, &action)?;
    chrome.links.sign_in = None;
    let ways = ways(web, controller, language, &Errand::SignIn)?;
    Ok(SignInPage { chrome, action, email, ways, problem })
}
