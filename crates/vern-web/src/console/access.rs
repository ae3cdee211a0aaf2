//! Reviews of access: everyone and everything that has access, what falls due first, each to be let stay with one press or ended after it is said what
//! ends. An account is ended as under *People*.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use vern_app::Problem;
use vern_app::access::{Access, in_order_of_review};
use vern_app::account::Person;
use vern_app::names::Names;
use vern_core::id::ActorId;
use vern_core::time::Instant;
use vern_text::{date, text};

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use super::people::{End, account as actor};
use super::refusal::RefusalView;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

pub(super) struct Keep;
pub(super) struct Take;

impl Form for Keep {
    const NAME: &'static str = "access-keep";
}

impl Form for Take {
    const NAME: &'static str = "access-take";
}

#[derive(Template)]
#[template(path = "console/access.html")]
struct AccessPage {
    chrome: Chrome,
    frame: Frame,
    names: Names,
    keep_token: String,
    take_token: String,
    end_token: String,
    rows: Vec<Row>,
    /// The charter says how often.
    is_asked: bool,
    now: Instant,
    own: ActorId,
    /// A token that is about to end: whose, and what ends.
    taking: Option<ActorId>,
    told: Option<String>,
    refusal: Option<RefusalView>,
}

/// An access that stands, with whoever has it where that is a person.
struct Row {
    access: Access,
    person: Option<Person>,
}

/// `GET /console/{language}/people/access`.
pub(super) async fn read(State(web): State<Web>, staff: Staff) -> Page {
    let page = page(&web, &staff, Some("/people/access")).await?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/people/access/keep`.
pub(super) async fn keep(State(web): State<Web>, sent: Sent<Keep>) -> Page {
    let staff = &sent.staff;
    let kept = match actor(sent.text("actor")) {
        Ok(actor) => web.installation.keep_access(&staff.session.caller, actor).await,
        Err(problem) => Err(problem),
    };
    let mut page = page(&web, staff, None).await?;
    match kept {
        Ok(next) => page.told = Some(page.chrome.t1("access-kept", "date", page.day(&next.value))),
        Err(problem) => return page.refuse(staff, &problem),
    }
    show(staff.language, page.render())
}

/// `POST /console/{language}/people/access/take`: says what will end, and ends it where that was seen.
pub(super) async fn take(State(web): State<Web>, sent: Sent<Take>) -> Page {
    let staff = &sent.staff;
    let caller = &staff.session.caller;
    let actor = actor(sent.text("actor"));
    let is_seen = sent.text("seen").is_some();
    let taken = match actor {
        Ok(actor) if is_seen => web.installation.take_access(caller, actor).await.map(|_| actor),
        actor => actor,
    };
    let mut page = page(&web, staff, None).await?;
    match taken {
        Ok(_) if is_seen => page.told = Some(page.chrome.t("access-taken")),
        Ok(actor) if page.rows.iter().any(|row| row.access.actor == actor && row.person.is_none()) => {
            page.taking = Some(actor);
        }
        Ok(_) => return page.refuse(staff, &Problem::NotFound { code: "access.unknown" }),
        Err(problem) => return page.refuse(staff, &problem),
    }
    show(staff.language, page.render())
}

async fn page(web: &Web, staff: &Staff, here: Option<&str>) -> Result<AccessPage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let caller = &staff.session.caller;
    let standing = in_order_of_review(web.installation.list_access(caller).map_err(problem)?);
    let mut people = match web.installation.people(caller).await {
        Ok(people) => people,
        Err(Problem::Conflict { code: "account.none_declared" }) => Vec::new(),
        Err(other) => return Err(problem(other)),
    };
    let mut person_of = |actor| {
        let place = people.iter().position(|person| person.account == actor)?;
        Some(people.swap_remove(place))
    };
    let row = |access: Access| Row { person: person_of(access.actor), access };
    let rows = standing.into_iter().map(row).collect();
    let choices = web.installation.console_choices(caller, staff.language).map_err(problem)?;
    let names = web.installation.names(&caller.controller, staff.language).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::People, here)?;
    Ok(AccessPage {
        keep_token: staff.form_token(Keep::NAME),
        take_token: staff.form_token(Take::NAME),
        end_token: staff.form_token(End::NAME),
        chrome,
        frame,
        names,
        rows,
        is_asked: choices.access_reviews,
        now: web.installation.now(),
        own: caller.actor,
        taking: None,
        told: None,
        refusal: None,
    })
}

impl AccessPage {
    fn refuse(mut self, staff: &Staff, problem: &Problem) -> Page {
        let Some(refusal) = RefusalView::of(problem, staff.language, &self.frame) else {
            return Err(staff.problem(problem));
        };
        let status = refusal.status();
        self.refusal = Some(refusal);
        Ok((status, show(staff.language, self.render())?).into_response())
    }

    fn day(&self, at: &Instant) -> String {
        date(self.chrome.language, &at.to_date().to_string())
    }

    fn who(&self, row: &Row) -> String {
        let Some(person) = &row.person else { return self.chrome.t("access-token") };
        let name = person.name.as_ref().map(|name| name.reveal().clone());
        name.unwrap_or_else(|| self.chrome.t("people-nameless"))
    }

    /// What tells those of one name apart: an address, or the id the journal has.
    fn which(row: &Row) -> String {
        let email = row.person.as_ref().and_then(|person| person.email.as_ref());
        email.map_or_else(|| row.access.actor.to_string(), |email| email.reveal().clone())
    }

    fn reach(&self, row: &Row) -> Option<String> {
        let activities = u64::try_from(row.access.reach.as_ref()?.parts().count()).unwrap_or(u64::MAX);
        Some(self.chrome.t1("people-reach-narrow", "activities", activities))
    }

    fn or_never(&self, at: &Option<Instant>) -> String {
        at.as_ref().map_or_else(|| self.chrome.t("access-not-yet"), |at| self.day(at))
    }

    fn used(&self, row: &Row) -> String {
        let used = row.access.last_used_at.as_ref();
        used.map_or_else(|| self.chrome.t("access-unused"), |at| self.day(at))
    }

    fn is_overdue(&self, row: &Row) -> bool {
        row.access.review_due_at.is_some_and(|due| due <= self.now)
    }

    fn is_own(&self, row: &Row) -> bool {
        row.access.actor == self.own
    }

    fn overdue(&self) -> String {
        let count = self.rows.iter().filter(|row| self.is_overdue(row)).count();
        let variables = [("count", count.into()), ("all", self.rows.len().into())];
        text(self.chrome.language, "access-counts", &variables)
    }

    /// What ends with a token.
    fn will_end(&self) -> String {
        let row = self.rows.iter().find(|row| Some(row.access.actor) == self.taking);
        let role = row.map(|row| self.names.role(&row.access.role)).unwrap_or_default();
        self.chrome.t1("access-will-end", "role", role)
    }
}
