//! To an identity provider and back (`vern_app::identity`): where people set out, where their browser comes back to, and the step from there into what is
//! open to them.
//!
//! What a provider sends back stands in an address of ours; nothing is shown there. Whatever comes of it, the browser is sent on at once to an address
//! without it. The session's cookie is `SameSite=Strict`, and a redirect that begins at another site does not send it: so the way leads over a page of
//! ours that goes on by itself. Deliberately not here: who is let in.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{ACCEPT_LANGUAGE, HeaderName, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use vern_app::identity::{Arrival, Departure, Errand, IdentityOffer, IdentityRequest, Opened, Returned};
use vern_app::problem::is_known_code;
use vern_app::{Controller, Problem};
use vern_core::personal::Personal;
use vern_text::Language;

use crate::Web;
use crate::address::Addresses;
use crate::cookie::Cookie;
use crate::form;
use crate::header::PathOf;
use crate::page::{Chrome, Place, asset};
use crate::site::{Page, PageProblem, ProblemView, chrome_of, language_in, show};

const REFRESH: HeaderName = HeaderName::from_static("refresh");
/// Where the code stands that somebody came back with instead of a session.
const TOLD: &str = "told";
/// What a form tells of who came back; any other code has a page of its own.
const TOLD_ON_FORM: [&str; 10] = [
    "identity.not_offered",
    "identity.too_many_tries",
    "identity.unreachable",
    "identity.not_as_agreed",
    "identity.declined",
    "identity.not_proven",
    "identity.too_weak",
    "account.identity_unknown",
    "account.identity_taken",
    "my_page.not_offered",
];

pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route("/{language}/{organisation}/sign-in/with/{provider}", get(leave_to_sign_in))
        .route("/{language}/{organisation}/invitation/{secret}/with/{provider}", get(leave_with_invitation))
        .route("/{language}/{organisation}/my-page/with/{provider}", get(leave_for_my_page))
        .route("/returned/{provider}", get(come_back))
        .route("/{language}/{organisation}/entered/{place}", get(go_on))
}

/// A way to a provider, on a page.
pub(crate) struct Way {
    pub(crate) provider: String,
    pub(crate) href: String,
}

/// The ways to the providers whose word is taken here; none where this server does not know the address people reach it at.
pub(crate) fn ways(
    web: &Web,
    controller: &Controller,
    language: Language,
    errand: &Errand,
) -> Result<Vec<Way>, PageProblem> {
    if web.site.is_none() {
        return Ok(Vec::new());
    }
    let offers = web.installation.identity_offers(controller, errand);
    let offers = offers.map_err(|problem| PageProblem::new(language, &problem))?;
    let form = form_of(language, controller.slug(), errand);
    let way =
        |IdentityOffer { id, name }: IdentityOffer| Way { provider: name, href: format!("{form}/with/{id}") };
    Ok(offers.into_iter().map(way).collect())
}

/// What somebody who came back is told, in the words of an address of ours.
pub(crate) fn told(language: Language, uri: &Uri) -> Option<ProblemView> {
    let fields = Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?.0;
    let code = fields.into_iter().find(|(name, _)| name == TOLD)?.1;
    let code = TOLD_ON_FORM.into_iter().find(|known| *known == code)?;
    Some(ProblemView::new(language, code))
}

/// The form an errand begins at.
fn form_of(language: Language, slug: &str, errand: &Errand) -> String {
    match errand {
        Errand::SignIn => format!("/{language}/{slug}/sign-in"),
        Errand::Invitation(secret) => format!("/{language}/{slug}/invitation/{}", secret.reveal()),
        Errand::MyPage => format!("/{language}/{slug}/{}", crate::my_page::ADDRESS),
    }
}

/// Where the form of an errand is shown.
fn form_shown(language: Language, slug: &str, errand: &Errand) -> String {
    let form = form_of(language, slug, errand);
    if *errand == Errand::MyPage { format!("{form}/sign-in") } else { form }
}

/// `GET /{language}/{organisation}/sign-in/with/{provider}`.
async fn leave_to_sign_in(
    State(web): State<Web>,
    PathOf((language, organisation, provider)): PathOf<(String, String, String)>,
    request: Parts,
) -> Page {
    leave(&web, (&language, &organisation, &provider), Errand::SignIn, &request).await
}

/// `GET /{language}/{organisation}/invitation/{secret}/with/{provider}`.
async fn leave_with_invitation(
    State(web): State<Web>,
    PathOf((language, organisation, secret, provider)): PathOf<(String, String, String, String)>,
    request: Parts,
) -> Page {
    let errand = Errand::Invitation(Personal::new(secret));
    leave(&web, (&language, &organisation, &provider), errand, &request).await
}

/// `GET /{language}/{organisation}/my-page/with/{provider}`.
async fn leave_for_my_page(
    State(web): State<Web>,
    PathOf((language, organisation, provider)): PathOf<(String, String, String)>,
    request: Parts,
) -> Page {
    leave(&web, (&language, &organisation, &provider), Errand::MyPage, &request).await
}

async fn leave(
    web: &Web,
    (language, organisation, provider): (&str, &str, &str),
    errand: Errand,
    request: &Parts,
) -> Page {
    let language = language_in(language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(organisation).map_err(problem)?;
    let form = form_shown(language, controller.slug(), &errand);
    // Another site does not send anybody; its link leads to the form, where they see where they are.
    if !is_own_step(&request.headers) {
        return Ok(Redirect::to(&form).into_response());
    }
    let not_offered = || problem(Problem::NotFound { code: "identity.not_offered" });
    let site = web.site.as_deref().ok_or_else(not_offered)?;
    let from = form::address(web, &request.headers, &request.extensions);
    // It is not sent along on the way back, which begins at another site.
    let cookie = if errand == Errand::MyPage { Cookie::MyPage } else { Cookie::Console };
    let former = cookie.sent(web, &request.headers).map(Personal::new);
    if let Errand::Invitation(secret) = &errand {
        web.installation.invited(organisation, secret.reveal()).await.map_err(problem)?;
    }
    let asked = IdentityRequest { provider, errand, language, site, from, former };
    match web.installation.leave_to_identify(&controller, asked).await {
        Ok(departure) => Ok(sent_off(web, &departure)),
        Err(problem) => Ok(back_with(language, &form, &problem)),
    }
}

fn sent_off(web: &Web, departure: &Departure) -> Response {
    let cookie = Cookie::Away.set(web, departure.expose_text(), departure.life_seconds);
    ([(SET_COOKIE, cookie)], Redirect::to(departure.address())).into_response()
}

/// To the form one began at, with what there is to tell; where the form has no words for it, to the page that has.
fn back_with(language: Language, form: &str, problem: &Problem) -> Response {
    let code = problem.code();
    if TOLD_ON_FORM.contains(&code) {
        return Redirect::to(&format!("{form}?{TOLD}={code}")).into_response();
    }
    if problem.class().http_status() >= 500 {
        tracing::error!(code, cause = %problem, "sign-in by an identity provider");
    }
    let code = if is_known_code(code) { code } else { "internal" };
    Redirect::to(&format!("/{language}/problems/{code}")).into_response()
}

/// A link followed on a page of ours, or an address somebody typed.
fn is_own_step(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site");
    site.is_none_or(|site| site == "same-origin" || site == "none")
}

/// `GET /returned/{provider}`: the browser is back. Its cookie is used up by what it set out for, and by nothing else.
async fn come_back(State(web): State<Web>, PathOf(provider): PathOf<String>, request: Parts) -> Response {
    let answer = match arrive(&web, &provider, &request).await {
        Ok(Some(arrival)) => admit(&web, arrival),
        Ok(None) => {
            let wish = request.headers.get(ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
            let language = Language::from_accept_language(wish.unwrap_or_default());
            return Redirect::to(&format!("/{language}/problems/identity.not_begun")).into_response();
        }
        Err(problem) => back_with(Language::default(), "/", &problem),
    };
    (AppendHeaders([(SET_COOKIE, Cookie::Away.dropped(&web))]), answer).into_response()
}

async fn arrive(web: &Web, provider: &str, request: &Parts) -> Result<Option<Arrival>, Problem> {
    let Ok(Query(fields)) = Query::<Vec<(String, String)>>::try_from_uri(&request.uri) else {
        return Ok(None);
    };
    // What is said twice is said by two.
    let mut is_repeated = false;
    let mut field = |name: &str| {
        let mut found = fields.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let first = found.next();
        is_repeated |= found.next().is_some();
        first
    };
    let (state, code, issuer) = (field("state"), field("code"), field("iss"));
    let (Some(secret), Some(state), false) = (Cookie::Away.sent(web, &request.headers), state, is_repeated)
    else {
        return Ok(None);
    };
    let returned = Returned { secret: &secret, provider, state, code, issuer };
    let from = form::address(web, &request.headers, &request.extensions);
    web.installation.return_from_identity(&returned, from).await
}

/// What is open to whoever is back, by way of a page of ours.
fn admit(web: &Web, arrival: Arrival) -> Response {
    let (language, slug) = (arrival.language, arrival.controller.slug());
    let (cookie, secret, life_seconds) = match &arrival.opened {
        Ok(Opened::Console(opened)) => (Cookie::Console, opened.expose_text(), opened.life_seconds),
        Ok(Opened::MyPage(opened)) => (Cookie::MyPage, opened.expose_text(), opened.life_seconds),
        Err(problem) => return back_with(language, &form_shown(language, slug, &arrival.errand), problem),
    };
    let place = Entered::of(&arrival.errand).as_str();
    let to = Redirect::to(&format!("/{language}/{slug}/entered/{place}"));
    ([(SET_COOKIE, cookie.set(web, secret, life_seconds))], to).into_response()
}

/// Where one goes on from the page between.
#[derive(Clone, Copy)]
enum Entered {
    Console,
    Account,
    MyPage,
}

impl Entered {
    const ALL: [Self; 3] = [Self::Console, Self::Account, Self::MyPage];

    const fn of(errand: &Errand) -> Self {
        match errand {
            Errand::SignIn => Self::Console,
            Errand::Invitation(_) => Self::Account,
            Errand::MyPage => Self::MyPage,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Account => "account",
            Self::MyPage => "my-page",
        }
    }

    fn href(self, language: Language, slug: &str) -> String {
        match self {
            Self::Console => format!("/console/{language}"),
            Self::Account => format!("/console/{language}/account"),
            Self::MyPage => format!("/{language}/{slug}/{}", crate::my_page::ADDRESS),
        }
    }
}

#[derive(Template)]
#[template(path = "entered.html")]
struct EnteredPage {
    chrome: Chrome,
    to: String,
}

impl EnteredPage {
    fn style_href(&self) -> String {
        asset::CONSOLE.href()
    }
}

/// `GET /{language}/{organisation}/entered/{place}`: goes on by itself, as a step of our own.
async fn go_on(
    State(web): State<Web>,
    PathOf((language, organisation, place)): PathOf<(String, String, String)>,
) -> Page {
    let language = language_in(&language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(&organisation).map_err(problem)?;
    let entered = Entered::ALL.into_iter().find(|entered| entered.as_str() == place);
    let entered = entered.ok_or_else(|| problem(Problem::NotFound { code: "page.unknown" }))?;
    let slug = controller.slug();
    let (to, here) = (entered.href(language, slug), format!("/{language}/{slug}/entered/{place}"));
    let addresses = Addresses::served(slug, language);
    let mut chrome = chrome_of(&web, &controller, language, Place::Elsewhere, &addresses, &here)?;
    (chrome.links.sign_in, chrome.links.other_language) = (None, None);
    let refresh = HeaderValue::from_str(&format!("0; url={to}"));
    let refresh = refresh.map_err(|error| problem(Problem::Internal(error.to_string())))?;
    Ok(([(REFRESH, refresh)], show(language, EnteredPage { chrome, to }.render())?).into_response())
}
