//! One's own account: where one is signed in, each of which can be ended, and when one signed in, from where.

use askama::Template;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect};
use vern_app::Problem;
use vern_app::account::{OwnAccount, OwnSession, SignInLine};
use vern_text::moment;

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::cookie::Cookie;
use crate::page::Chrome;
use crate::site::{Page, hex, show};

pub(super) struct EndOne;
pub(super) struct EndAll;

impl Form for EndOne {
    const NAME: &'static str = "account-end";
}

impl Form for EndAll {
    const NAME: &'static str = "account-end-all";
}

#[derive(Template)]
#[template(path = "console/account.html")]
struct AccountPage {
    chrome: Chrome,
    frame: Frame,
    one_token: String,
    all_token: String,
    account: OwnAccount,
}

/// `GET /console/{language}/account`.
pub(super) async fn read_account(State(web): State<Web>, staff: Staff) -> Page {
    let problem = |problem| staff.problem(&problem);
    let choices = web.installation.console_choices(&staff.session.caller, staff.language).map_err(problem)?;
    let account = web.installation.own_account(&staff.session).await.map_err(problem)?;
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Account, Some("/account"))?;
    let page = AccountPage {
        one_token: staff.form_token(EndOne::NAME),
        all_token: staff.form_token(EndAll::NAME),
        chrome,
        frame,
        account,
    };
    show(staff.language, page.render())
}

/// `POST /console/{language}/account/end`: one of one's own sessions.
pub(super) async fn end_one(State(web): State<Web>, sent: Sent<EndOne>) -> Page {
    let staff = &sent.staff;
    let problem = |problem| staff.problem(&problem);
    let unknown = Problem::NotFound { code: "account.session_unknown" };
    let id = sent.text("session").and_then(|text| u128::from_str_radix(text, 16).ok());
    let id = id.ok_or(unknown).map_err(problem)?;
    web.installation.end_own_session(&staff.session, &id.to_be_bytes()).await.map_err(problem)?;
    Ok(Redirect::to(&Room::Account.href(staff.language)).into_response())
}

/// `POST /console/{language}/account/end-all`: all of them, this one too.
pub(super) async fn end_all(State(web): State<Web>, sent: Sent<EndAll>) -> Page {
    let staff = &sent.staff;
    web.installation.end_own_sessions(&staff.session).await.map_err(|problem| staff.problem(&problem))?;
    let away = format!("/{}/{}/sign-in", staff.language, staff.session.caller.controller.slug());
    Ok(([(SET_COOKIE, Cookie::Console.dropped(&web))], Redirect::to(&away)).into_response())
}

impl AccountPage {
    fn started(&self, session: &OwnSession) -> String {
        moment(self.chrome.language, &session.started_at.to_string())
    }

    fn used(&self, session: &OwnSession) -> String {
        moment(self.chrome.language, &session.used_at.to_string())
    }

    fn until(&self, session: &OwnSession) -> String {
        moment(self.chrome.language, &session.until.to_string())
    }

    fn at(&self, line: &SignInLine) -> String {
        moment(self.chrome.language, &line.at.to_string())
    }

    fn id(&self, session: &OwnSession) -> String {
        hex(&session.id)
    }

    fn count(&self) -> String {
        self.chrome.t1("account-sessions", "count", u64::try_from(self.account.sessions.len()).unwrap_or(0))
    }
}
