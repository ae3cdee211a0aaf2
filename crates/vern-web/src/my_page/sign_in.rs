//! Asking for a code, and using it. What is answered to whoever asks is the same, in words and in time, whether anyone is held or not: who has the
//! address is looked up once the answer has left.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use vern_app::identity::Errand;
use vern_app::my_page::{CodeRequest, Reachable};
use vern_app::{Controller, Problem};
use vern_core::personal::Personal;
use vern_text::Language;

use super::door::of_address;
use super::frame::{Room, chrome_around};
use crate::Web;
use crate::cookie::Cookie;
use crate::form;
use crate::header::PathOf;
use crate::identity::{Way, told, ways};
use crate::page::{Chrome, asset};
use crate::site::{Page, PageProblem, ProblemView, read_own, show};

/// After how many seconds whoever asked too often comes back.
const COME_BACK: HeaderValue = HeaderValue::from_static("60");

#[derive(Template)]
#[template(path = "my_page/sign_in.html")]
struct SignInPage {
    chrome: Chrome,
    action: String,
    reachable: Reachable,
    ways: Vec<Way>,
    address: String,
    request: Option<String>,
    problem: Option<ProblemView>,
}

#[derive(Template)]
#[template(path = "my_page/code.html")]
struct CodePage {
    chrome: Chrome,
    action: String,
    again: String,
    problem: Option<ProblemView>,
}

impl SignInPage {
    fn style_href(&self) -> String {
        asset::CONSOLE.href()
    }

    const fn lead(&self) -> &'static str {
        if self.ways.is_empty() { "my-page-sign-in-lead" } else { "my-page-sign-in-lead-identity" }
    }

    fn is_address_wrong(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.code == "my_page.address_form")
    }

    /// What people may write, as far as it can be looked up here.
    fn of_kind(&self, id: &str) -> String {
        let kind = match (self.reachable.by_email, self.reachable.by_phone) {
            (true, false) => "email",
            (false, true) => "phone",
            _ => "both",
        };
        self.chrome.t(&format!("my-page-address-{id}{kind}"))
    }
}

impl CodePage {
    fn style_href(&self) -> String {
        asset::CONSOLE.href()
    }
}

type Organisation = PathOf<(String, String)>;

/// `GET …/my-page/sign-in`.
pub(super) async fn read_form(
    State(web): State<Web>,
    PathOf((language, organisation)): Organisation,
    uri: Uri,
) -> Page {
    let (language, controller) = of_address(&web, &format!("/{language}/{organisation}"))?;
    let page = form_page(&web, &controller, language, String::new(), told(language, &uri))?;
    show(language, page.render())
}

/// `POST …/my-page/sign-in`: someone asks for a code.
pub(super) async fn ask(
    State(web): State<Web>,
    PathOf((language, organisation)): Organisation,
    request: Request,
) -> Page {
    let (language, controller) = of_address(&web, &format!("/{language}/{organisation}"))?;
    let headers = request.headers().clone();
    let from = form::address(&web, &headers, request.extensions());
    let fields = read_own(&web, language, &headers, request).await?;
    let typed = fields.text("address").unwrap_or_default().to_owned();
    let asked = CodeRequest { address: Personal::new(typed.clone()), language, from };
    match web.installation.ask_my_page_code(&controller, &asked) {
        Ok(asked) => {
            leave_former(&web, language, &headers).await?;
            let cookie = Cookie::MyPage.set(&web, asked.expose_text(), asked.life_seconds);
            let (installation, errand) = (Arc::clone(&web.installation), asked.errand);
            tokio::spawn(async move {
                if let Err(problem) = installation.send_my_page_code(errand).await {
                    tracing::error!(code = problem.code(), cause = %problem, "code for my page");
                }
            });
            let to = Redirect::to(&Room::Code.href(language, controller.slug()));
            Ok(([(SET_COOKIE, cookie)], to).into_response())
        }
        Err(problem) => {
            let status = match problem {
                Problem::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
                Problem::Unavailable { code: "my_page.too_many_tries" } => StatusCode::TOO_MANY_REQUESTS,
                problem => return Err(PageProblem::new(language, &problem)),
            };
            let view = ProblemView::new(language, problem.code());
            let page = form_page(&web, &controller, language, typed, Some(view))?;
            with_status(status, show(language, page.render())?)
        }
    }
}

/// `GET …/my-page/code`: the same for every browser that has asked for one.
pub(super) async fn read_code(
    State(web): State<Web>,
    PathOf((language, organisation)): Organisation,
    headers: HeaderMap,
) -> Page {
    let (language, controller) = of_address(&web, &format!("/{language}/{organisation}"))?;
    let secret = Cookie::MyPage.sent(&web, &headers).unwrap_or_default();
    let awaits = web.installation.awaits_my_page_code(&controller, &secret);
    if !awaits.map_err(|problem| PageProblem::new(language, &problem))? {
        return Ok(Redirect::to(&Room::SignIn.href(language, controller.slug())).into_response());
    }
    show(language, code_page(&web, &controller, language, None)?.render())
}

/// `POST …/my-page/code`: a code is used. The session's secret is new.
pub(super) async fn enter(
    State(web): State<Web>,
    PathOf((language, organisation)): Organisation,
    request: Request,
) -> Page {
    let (language, controller) = of_address(&web, &format!("/{language}/{organisation}"))?;
    let headers = request.headers().clone();
    let fields = read_own(&web, language, &headers, request).await?;
    let typed = Personal::new(fields.exact("code").unwrap_or_default().to_owned());
    let secret = Cookie::MyPage.sent(&web, &headers).unwrap_or_default();
    match web.installation.enter_my_page(&controller, &secret, &typed).await {
        Ok(opened) => {
            let cookie = Cookie::MyPage.set(&web, opened.expose_text(), opened.life_seconds);
            let to = Redirect::to(&Room::Held.href(language, controller.slug()));
            Ok(([(SET_COOKIE, cookie)], to).into_response())
        }
        Err(problem @ Problem::Denied { code: "my_page.code_wrong" | "my_page.shared_address" }) => {
            let view = ProblemView::new(language, problem.code());
            let page = code_page(&web, &controller, language, Some(view))?;
            with_status(StatusCode::FORBIDDEN, show(language, page.render())?)
        }
        Err(problem) => Err(PageProblem::new(language, &problem)),
    }
}

/// Whoever signs in anew leaves the session the browser had.
async fn leave_former(web: &Web, language: Language, headers: &HeaderMap) -> Result<(), PageProblem> {
    let Some(former) = Cookie::MyPage.sent(web, headers) else { return Ok(()) };
    let ended = web.installation.end_my_page_of(&former).await;
    ended.map_err(|problem| PageProblem::new(language, &problem))
}

fn with_status(status: StatusCode, answer: Response) -> Page {
    let mut answer = (status, answer).into_response();
    if status == StatusCode::TOO_MANY_REQUESTS {
        answer.headers_mut().insert(RETRY_AFTER, COME_BACK);
    }
    Ok(answer)
}

fn form_page(
    web: &Web,
    controller: &Controller,
    language: Language,
    address: String,
    problem: Option<ProblemView>,
) -> Result<SignInPage, PageProblem> {
    let failed = |problem: Problem| PageProblem::new(language, &problem);
    let reachable = web.installation.my_page_reachable(controller).map_err(failed)?;
    let reachable = reachable.ok_or_else(|| failed(Problem::NotFound { code: "my_page.not_offered" }))?;
    let takes_requests = web.installation.takes_requests(controller).map_err(failed)?;
    let slug = controller.slug();
    Ok(SignInPage {
        chrome: chrome_around(web, controller, language, Room::SignIn)?,
        action: Room::SignIn.href(language, slug),
        ways: ways(web, controller, language, &Errand::MyPage)?,
        reachable,
        address,
        request: takes_requests.then(|| format!("/{language}/{slug}/request")),
        problem,
    })
}

fn code_page(
    web: &Web,
    controller: &Controller,
    language: Language,
    problem: Option<ProblemView>,
) -> Result<CodePage, PageProblem> {
    Ok(CodePage {
        chrome: chrome_around(web, controller, language, Room::Code)?,
        action: Room::Code.href(language, controller.slug()),
        again: Room::SignIn.href(language, controller.slug()),
        problem,
    })
}
