//! What every request on My page must show: a session of this organisation, and if it changes or opens anything a form of that session.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use vern_app::console::{form_token, is_form_token};
use vern_app::my_page::MyPageSession;
use vern_app::{Controller, Problem};
use vern_text::Language;

use super::frame::Room;
use crate::Web;
use crate::cookie::Cookie;
use crate::form::{self, Fields};
use crate::site::{Page, PageProblem, language_in};

/// Someone with a session on this organisation's page, in a language.
pub(super) struct Person {
    pub(super) session: MyPageSession,
    pub(super) language: Language,
    secret: String,
}

/// Who comes without a session is led to where they get one; a form without one has nothing to show for it.
pub(super) enum Away {
    ToSignIn(String),
    Problem(PageProblem),
}

impl IntoResponse for Away {
    fn into_response(self) -> Response {
        match self {
            Self::ToSignIn(path) => Redirect::to(&path).into_response(),
            Self::Problem(problem) => problem.into_response(),
        }
    }
}

impl From<PageProblem> for Away {
    fn from(problem: PageProblem) -> Self {
        Self::Problem(problem)
    }
}

impl Person {
    /// What a form of this session must carry.
    pub(super) fn form_token(&self, form: &str) -> String {
        form_token(&self.secret, form)
    }

    pub(super) fn slug(&self) -> &str {
        self.session.controller.slug()
    }

    pub(super) fn problem(&self, problem: &Problem) -> PageProblem {
        PageProblem::new(self.language, problem)
    }
}

/// Language and organisation of an address.
pub(super) fn of_address(web: &Web, path: &str) -> Result<(Language, Arc<Controller>), PageProblem> {
    let mut parts = path.split('/').skip(1);
    let language = language_in(parts.next().unwrap_or_default())?;
    let controller = web.installation.controller(parts.next().unwrap_or_default());
    Ok((language, controller.map_err(|problem| PageProblem::new(language, &problem))?))
}

impl FromRequestParts<Web> for Person {
    type Rejection = Away;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Away> {
        let (language, controller) = of_address(web, parts.uri.path())?;
        let away = || Away::ToSignIn(Room::SignIn.href(language, controller.slug()));
        let secret = Cookie::MyPage.sent(web, &parts.headers).ok_or_else(away)?;
        let session = web.installation.my_page_session(&controller, &secret).await;
        let session = session.map_err(|problem| PageProblem::new(language, &problem))?.ok_or_else(away)?;
        Ok(Self { session, language, secret })
    }
}

/// Names a form, so that its token is of no other.
pub(super) trait Form {
    const NAME: &'static str;
}

/// A form sent from a page of this session.
pub(super) struct Sent<F> {
    pub(super) person: Person,
    fields: Fields,
    form: PhantomData<F>,
}

impl<F> Sent<F> {
    /// A field's text, without blanks around it; none where it is empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.fields.text(name)
    }

    /// Which of those the person is registered as it is about.
    pub(super) fn registration(&self) -> Result<usize, PageProblem> {
        let named = self.text("registration").and_then(|text| text.parse().ok());
        named.ok_or_else(|| self.person.problem(&Problem::NotFound { code: "page.unknown" }))
    }
}

impl<F: Form + Send> FromRequest<Web> for Sent<F> {
    type Rejection = PageProblem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, PageProblem> {
        let (mut parts, body) = request.into_parts();
        let (language, _) = of_address(web, parts.uri.path())?;
        let refuse = |code: &str| PageProblem::with_status(language, code.to_owned(), StatusCode::FORBIDDEN);
        if !form::is_own(&parts.headers) {
            return Err(refuse("request.origin"));
        }
        let person = match Person::from_request_parts(&mut parts, web).await {
            Ok(person) => person,
            Err(Away::ToSignIn(_)) => return Err(refuse("my_page.session_ended")),
            Err(Away::Problem(problem)) => return Err(problem),
        };
        let stale = || refuse("console.form_stale");
        let fields = Fields::read(Request::from_parts(parts, body), web).await.ok_or_else(stale)?;
        if !is_form_token(&person.secret, F::NAME, fields.exact("form").unwrap_or_default()) {
            return Err(stale());
        }
        Ok(Self { person, fields, form: PhantomData })
    }
}

pub(super) struct Leave;

impl Form for Leave {
    const NAME: &'static str = "my-page-leave";
}

/// `POST …/my-page/leave`: the session ended by whoever has it.
pub(super) async fn leave(State(web): State<Web>, sent: Sent<Leave>) -> Page {
    let person = &sent.person;
    web.installation.close_my_page(&person.session).await.map_err(|problem| person.problem(&problem))?;
    let away = Redirect::to(&format!("/{}/{}", person.language, person.slug()));
    Ok(([(SET_COOKIE, Cookie::MyPage.dropped(&web))], away).into_response())
}
