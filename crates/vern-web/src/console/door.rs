//! In and out of the console, and what every request in it must show: a session, the machine itself where the session was opened by a link, and if it
//! changes or opens anything a form of that session.

use std::marker::PhantomData;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request, State};
use axum::http::header::{HOST, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect};
use vern_app::Problem;
use vern_app::console::{ConsoleSession, is_form_token};
use vern_text::Language;

use crate::Web;
use crate::cookie::Cookie;
use crate::form::{self, Fields};
use crate::header::PathOf;
use crate::site::{Page, PageProblem, language_in};

/// What proxies add. Behind one, everyone seems to be on this machine.
const OF_PROXIES: [&str; 5] = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

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
        let secret = Cookie::Console.sent(web, &parts.headers).ok_or_else(|| ended(language))?;
        let session = web.installation.console_session(&secret).await;
        let session = session.map_err(|problem| PageProblem::new(language, &problem))?;
        let session = session.ok_or_else(|| ended(language))?;
        if session.is_of_link() {
            require_local(&parts.headers, &parts.extensions, language)?;
        }
        Ok(Self { session, language, secret })
    }
}

/// Names a form, so that its token is of no other.
pub(super) trait Form {
    const NAME: &'static str;
}

/// A form sent from a page of this session.
pub(super) struct Sent<F> {
    pub(super) staff: Staff,
    fields: Fields,
    form: PhantomData<F>,
}

impl<F> Sent<F> {
    /// A field's text, without blanks around it; none where it is empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.fields.text(name)
    }

    /// Every field, as typed.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.all()
    }
}

impl<F: Form + Send> FromRequest<Web> for Sent<F> {
    type Rejection = PageProblem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, PageProblem> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, web).await?;
        let refuse =
            |code: &str| PageProblem::with_status(staff.language, code.to_owned(), StatusCode::FORBIDDEN);
        if !form::is_own(&parts.headers) {
            return Err(refuse("request.origin"));
        }
        let stale = || refuse("console.form_stale");
        let fields = Fields::read(Request::from_parts(parts, body), web).await.ok_or_else(stale)?;
        if !is_form_token(&staff.secret, F::NAME, fields.exact("form").unwrap_or_default()) {
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
    let cookie = Cookie::Console.set(&web, opened.expose_text(), opened.life_seconds);
    Ok(([(SET_COOKIE, cookie)], Redirect::to(&format!("/console/{language}"))).into_response())
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
    Ok(([(SET_COOKIE, Cookie::Console.dropped(&web))], away).into_response())
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
