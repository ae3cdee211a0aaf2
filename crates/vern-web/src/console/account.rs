//! One's own account: what is asked of staff and where one stands by it, where one is signed in, each of which can be ended, and when one signed in,
//! from where.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect};
use vern_app::Problem;
use vern_app::account::{Means, OwnAccount, OwnDuties, OwnSession, SignInLine, Standing};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_text::{date, moment, text};

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use super::journal::Search;
use super::refusal::RefusalView;
use crate::Web;
use crate::cookie::Cookie;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, hex, show};

pub(super) struct EndOne;
pub(super) struct EndAll;

impl Form for EndOne {
    const NAME: &'static str = "account-end";
}

impl Form for EndAll {
    const NAME: &'static str = "account-end-all";
}

pub(super) struct Sign;
pub(super) struct Train;

impl Form for Sign {
    const NAME: &'static str = "account-sign";
}

impl Form for Train {
    const NAME: &'static str = "account-train";
}

#[derive(Template)]
#[template(path = "console/account.html")]
struct AccountPage {
    chrome: Chrome,
    frame: Frame,
    one_token: String,
    all_token: String,
    account: OwnAccount,
    sign_token: String,
    train_token: String,
    journal_token: String,
    own_actor: String,
    duties: Option<OwnDuties>,
    /// What each provider that was signed in by is known as.
    providers: BTreeMap<String, String>,
    refusal: Option<RefusalView>,
}

/// `GET /console/{language}/account`.
pub(super) async fn read_account(State(web): State<Web>, staff: Staff) -> Page {
    show(staff.language, page(&web, &staff, Some("/account")).await?.render())
}

async fn page(web: &Web, staff: &Staff, here: Option<&str>) -> Result<AccountPage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let choices = web.installation.console_choices(&staff.session.caller, staff.language).map_err(problem)?;
    let account = web.installation.own_account(&staff.session).await.map_err(problem)?;
    let duties = web.installation.own_duties(&staff.session, staff.language).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Account, here)?;
    Ok(AccountPage {
        one_token: staff.form_token(EndOne::NAME),
        all_token: staff.form_token(EndAll::NAME),
        sign_token: staff.form_token(Sign::NAME),
        train_token: staff.form_token(Train::NAME),
        journal_token: staff.form_token(Search::NAME),
        own_actor: staff.session.caller.actor.to_string(),
        providers: providers_of(web, &account),
        chrome,
        frame,
        account,
        duties,
        refusal: None,
    })
}

fn providers_of(web: &Web, account: &OwnAccount) -> BTreeMap<String, String> {
    let sessions = account.sessions.iter().map(|session| &session.means);
    let used = sessions.chain(account.sign_ins.iter().map(|line| &line.means));
    used.filter_map(|means| match means {
        Some(Means::Provider { id, .. }) => Some((id.clone(), web.installation.identity_provider_name(id))),
        _ => None,
    })
    .collect()
}

/// `POST /console/{language}/account/confidentiality`: the words that were shown, signed.
pub(super) async fn sign(State(web): State<Web>, sent: Sent<Sign>) -> Page {
    let staff = &sent.staff;
    let shown = sent.text("words").unwrap_or_default();
    let signed = web.installation.sign_confidentiality(&staff.session, shown, staff.language).await;
    answer(&web, staff, signed.map(drop)).await
}

/// `POST /console/{language}/account/training`: training on a day, with what shows it.
pub(super) async fn train(State(web): State<Web>, sent: Sent<Train>) -> Page {
    let staff = &sent.staff;
    let day = sent.text("day").and_then(|day| format!("{day}T00:00:00Z").parse().ok());
    let trained = match day {
        Some(day) => {
            let evidence = Personal::new(sent.text("evidence").unwrap_or_default().to_owned());
            let day = Instant::from_timestamp(day);
            web.installation.record_training(&staff.session, day, &evidence).await.map(drop)
        }
        None => Err(Problem::invalid_field("account.training_day", "day")),
    };
    answer(&web, staff, trained).await
}

/// Back to the page; what a form lacks stands on it.
async fn answer(web: &Web, staff: &Staff, done: Result<(), Problem>) -> Page {
    let problem = match done {
        Ok(()) => return Ok(Redirect::to(&Room::Account.href(staff.language)).into_response()),
        Err(problem) => problem,
    };
    let mut page = page(web, staff, None).await?;
    let Some(refusal) = RefusalView::of(&problem, staff.language, &page.frame) else {
        return Err(staff.problem(&problem));
    };
    let status = refusal.status();
    page.refusal = Some(refusal);
    Ok((status, show(staff.language, page.render())?).into_response())
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
    /// What was signed in with, and how sure that was.
    fn means(&self, means: &Option<Means>) -> String {
        let (id, acr) = match means {
            None => return self.chrome.t("account-means-unknown"),
            Some(Means::Password) => return self.chrome.t("account-means-password"),
            Some(Means::Provider { id, acr }) => (id, acr),
        };
        let name = self.providers.get(id).unwrap_or(id);
        let Some(acr) = acr else { return name.clone() };
        let variables = [("provider", name.as_str().into()), ("acr", acr.as_str().into())];
        text(self.chrome.language, "account-means-sure", &variables)
    }

    /// Until when an emergency lets one in.
    fn let_in(&self, duties: &OwnDuties) -> Option<String> {
        let until = duties.duties.let_in_until?;
        Some(self.chrome.t1("account-let-in", "until", moment(self.chrome.language, &until.to_string())))
    }

    fn confidentiality(&self, duties: &OwnDuties) -> String {
        match duties.duties.signed_at.filter(|_| !Self::is_to_sign(duties)) {
            Some(at) => self.chrome.t1("account-confidentiality-signed", "day", self.day(at)),
            None => self.chrome.t("account-confidentiality-lacking"),
        }
    }

    fn is_to_sign(duties: &OwnDuties) -> bool {
        duties.duties.confidentiality == Some(Standing::Lacking)
    }

    fn training(&self, duties: &OwnDuties, standing: &Standing) -> String {
        let (word, until) = standing_words(*standing);
        let day = |at: Option<Instant>| at.map(|at| self.day(at)).unwrap_or_default();
        let variables = [("day", day(duties.duties.trained_at).into()), ("until", day(until).into())];
        text(self.chrome.language, &format!("account-training-{word}"), &variables)
    }

    fn is_untrained(duties: &OwnDuties) -> bool {
        duties.duties.training == Some(Standing::Lacking)
    }

    fn day(&self, at: Instant) -> String {
        date(self.chrome.language, &at.to_date().to_string())
    }

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

/// The word a standing has in messages, and the day it is about.
pub(super) const fn standing_words(standing: Standing) -> (&'static str, Option<Instant>) {
    match standing {
        Standing::Kept(until) => ("kept", until),
        Standing::Soon(until) => ("soon", Some(until)),
        Standing::Overdue(until) => ("overdue", Some(until)),
        Standing::Lacking => ("lacking", None),
    }
}
