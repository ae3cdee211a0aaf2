//! In and out of the console, and what every request in it must show: that it comes from the machine itself, with a session, and if it changes or opens
//! anything from a form of that session.

use std::marker::PhantomData;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request, State};
use axum::http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect};
use vern_app::Problem;
use vern_app::console::{ConsoleSession, OpenedConsole, is_form_token};
use vern_text::Language;

use crate::Web;
use crate::header::PathOf;
use crate::site::{Page, PageProblem, language_in};

/// What proxies add. Behind one, everyone seems to be on this machine.
const OF_PROXIES: [&str; 5] = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];
/// Most fields of a form.
const FIELDS_MAX: usize = 32;

/// Someone with a session, asking for a page in a language.
pub(super) struct Staff {
    pub(super) session: ConsoleSession,
    pub(super) language: Language,
    secret: String,
}

impl Staff {
    /// What a form of this session must carry.
    pub(super) fn form_token(&self, form: &str) -> String {
        vern_app::console::form_token(&self.secret, form)
    }

    pub(super) fn problem(&self, problem: &Problem) -> PageProblem {
        match problem {
            // The session's actor has been ended meanwhile.
            Problem::Unauthenticated => ended(self.language),
            problem => PageProblem::new(self.language, problem),
        }
    }
}

impl FromRequestParts<Web> for Staff {
    type Rejection = PageProblem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageProblem> {
        let language = language_in(parts.uri.path().split('/').nth(2).unwrap_or_default())?;
        require_local(&parts.headers, &parts.extensions, language)?;
        let secret = cookie(&parts.headers, cookie_name(web)).ok_or_else(|| ended(language))?;
        let session = web.installation.console_session(&secret).await;
        let session = session.map_err(|problem| PageProblem::new(language, &problem))?;
        Ok(Self { session: session.ok_or_else(|| ended(language))?, language, secret })
    }
}

/// Names a form, so that its token is of no other.
pub(super) trait Form {
    const NAME: &'static str;
}

/// A form sent from a page of this session.
pub(super) struct Sent<F> {
    pub(super) staff: Staff,
    fields: Vec<(String, String)>,
    form: PhantomData<F>,
}

impl<F> Sent<F> {
    /// A field's text, without blanks around it; none where it is empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

impl<F: Form + Send> FromRequest<Web> for Sent<F> {
    type Rejection = PageProblem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, PageProblem> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, web).await?;
        let refuse =
            |code: &str| PageProblem::with_status(staff.language, code.to_owned(), StatusCode::FORBIDDEN);
        if !is_own_form(&parts.headers) {
            return Err(refuse("request.origin"));
        }
        let stale = || refuse("console.form_stale");
        let request = Request::from_parts(parts, body);
        let read = axum::Form::<Vec<(String, String)>>::from_request(request, web);
        let read = tokio::time::timeout(web.limits.body, read).await;
        let axum::Form(mut fields) = read.map_err(|_| stale())?.map_err(|_| stale())?;
        fields.truncate(FIELDS_MAX);
        let token = fields.iter().find(|(name, _)| name == "form").map(|(_, value)| value.as_str());
        if !is_form_token(&staff.secret, F::NAME, token.unwrap_or_default()) {
            return Err(stale());
        }
        Ok(Self { staff, fields, form: PhantomData })
    }
}

/// `GET /console/{language}/enter/{secret}`: a link, used. It works once; whoever only looks at it ahead (HEAD) does not use it.
pub(super) async fn enter(
    State(web): State<Web>,
    method: Method,
    PathOf((language, secret)): PathOf<(String, String)>,
    request: Request,
) -> Page {
    let language = language_in(&language)?;
    let headers = request.headers();
    require_local(headers, request.extensions(), language)?;
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return Err(PageProblem::with_status(language, "request.origin".to_owned(), StatusCode::FORBIDDEN));
    }
    if method != Method::GET {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let opened = web.installation.open_console(&secret).await;
    let opened = opened.map_err(|problem| PageProblem::new(language, &problem))?;
    Ok(([(SET_COOKIE, set_cookie(&web, &opened))], Redirect::to(&format!("/console/{language}")))
        .into_response())
}

pub(super) struct Leave;

impl Form for Leave {
    const NAME: &'static str = "leave";
}

/// `POST /console/{language}/leave`: the session ended by whoever has it.
pub(super) async fn leave(State(web): State<Web>, sent: Sent<Leave>) -> Page {
    let Sent { staff, .. } = sent;
    web.installation.close_console(&staff.session).await.map_err(|problem| staff.problem(&problem))?;
    let slug = staff.session.caller.controller.slug();
    let away = Redirect::to(&format!("/{}/{slug}", staff.language));
    Ok(([(SET_COOKIE, drop_cookie(&web))], away).into_response())
}

fn ended(language: Language) -> PageProblem {
    PageProblem::with_status(language, "console.session_ended".to_owned(), StatusCode::FORBIDDEN)
}

/// From this machine, to a name of this machine (a name of elsewhere that leads here is not one), and not through a proxy.
fn require_local(
    headers: &HeaderMap,
    extensions: &Extensions,
    language: Language,
) -> Result<(), PageProblem> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let through_proxy = OF_PROXIES.iter().any(|name| headers.contains_key(*name));
    if peer.is_some_and(|peer| peer.to_canonical().is_loopback()) && is_local_name(host) && !through_proxy {
        return Ok(());
    }
    Err(PageProblem::with_status(language, "console.not_local".to_owned(), StatusCode::FORBIDDEN))
}

/// `127.0.0.1:8440`, `[::1]:8440`, `localhost`.
fn is_local_name(host: &str) -> bool {
    if let Ok(address) = host.parse::<SocketAddr>() {
        return address.ip().is_loopback();
    }
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host }
    });
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Browsers say where a form was sent from, one way or the other. What says neither is not one.
fn is_own_form(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(ORIGIN), text(HOST)) else { return false };
    origin.split_once("://").is_some_and(|(_, from)| from == host)
}

const fn cookie_name(web: &Web) -> &'static str {
    // The prefix is a promise browsers hold the server to, and only over TLS (RFC 6265bis § 4.1.3.2).
    if web.is_over_tls { "__Host-vern-console" } else { "vern-console" }
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let sent = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = sent.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
    // Two of one name: one of them is not ours.
    found.next().filter(|_| found.next().is_none())
}

fn set_cookie(web: &Web, opened: &OpenedConsole) -> String {
    let (name, life) = (cookie_name(web), opened.life_seconds);
    format!("{name}={}; {}; Max-Age={life}", opened.expose_text(), attributes(web))
}

fn drop_cookie(web: &Web) -> String {
    format!("{}=; {}; Max-Age=0", cookie_name(web), attributes(web))
}

/// Without TLS the cookie is bound to the console's own paths, so that no public page is ever sent it; over TLS the prefix asks for all paths.
const fn attributes(web: &Web) -> &'static str {
    if web.is_over_tls {
        "Path=/; Secure; HttpOnly; SameSite=Strict"
    } else {
        "Path=/console; HttpOnly; SameSite=Strict"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_machine() {
        for host in ["127.0.0.1", "127.0.0.1:8440", "[::1]:8440", "localhost", "localhost:80", "127.8.8.8:1"]
        {
            assert!(is_local_name(host), "{host}");
        }
        for host in [
            "",
            "vern.example",
            "localhost.evil.example:80",
            "10.0.0.1:80",
            "127.0.0.1.evil.example",
            "[::2]:80",
        ] {
            assert!(!is_local_name(host), "{host}");
        }
    }
}
