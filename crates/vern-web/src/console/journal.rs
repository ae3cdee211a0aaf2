//! The journal as staff read it: lines of the activities their role has a grant in, filtered by a form, each with its proof one step away.

use askama::Template;
use axum::extract::State;
use vern_app::console::Choices;
use vern_app::history::question::{HistoryLine, HistoryPlace, HistoryRequest, Paging};
use vern_app::journal::{EntryKind, Outcome};
use vern_app::names::Names;
use vern_app::problem::code_text;
use vern_app::retention::RETENTION_ACTOR;
use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_text::{moment, text};

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of, outcome_word};
use crate::Web;
use crate::page::Chrome;
use crate::site::journal::kind_of;
use crate::site::{Page, show};

/// Lines on a page.
const LINES_MAX: usize = 50;

pub(super) struct Search;

impl Form for Search {
    const NAME: &'static str = "journal";
}

/// What is asked for, as it stands in the form.
#[derive(Debug, Clone, Default)]
struct Asked {
    activity: String,
    act: String,
    outcome: String,
    code: String,
    actor: String,
    since: String,
    until: String,
}

#[derive(Template)]
#[template(path = "console/journal.html")]
struct JournalPage {
    chrome: Chrome,
    frame: Frame,
    choices: Choices,
    form_token: String,
    asked: Asked,
    lines: Vec<LineView>,
    left_out: u64,
    next: Option<String>,
    is_narrowed: bool,
}

/// One line.
pub(super) struct LineView {
    pub(super) at: String,
    pub(super) what: String,
    pub(super) activity: Option<String>,
    pub(super) outcome: Option<&'static str>,
    pub(super) outcome_text: String,
    pub(super) reasons: Vec<(String, String)>,
    pub(super) who: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) recipient: Option<String>,
    pub(super) people: String,
    pub(super) reason: Option<String>,
    pub(super) receipt: String,
}

/// `GET /console/{language}/journal`: the newest lines.
pub(super) async fn read_newest(State(web): State<Web>, staff: Staff) -> Page {
    journal_page(&web, &staff, Asked::default(), None, Some("/journal")).await
}

/// `POST /console/{language}/journal`: what was asked for.
pub(super) async fn search(State(web): State<Web>, sent: Sent<Search>) -> Page {
    let field = |name| sent.text(name).unwrap_or_default().chars().take(120).collect();
    let asked = Asked {
        activity: field("activity"),
        act: field("act"),
        outcome: field("outcome"),
        code: field("code"),
        actor: field("actor"),
        since: field("since"),
        until: field("until"),
    };
    let after = sent.text("after").and_then(|text| {
        let (epoch, index) = text.split_once('.')?;
        Some(HistoryPlace { epoch: epoch.parse().ok()?, index: index.parse().ok()? })
    });
    journal_page(&web, &sent.staff, asked, after, None).await
}

async fn journal_page(
    web: &Web,
    staff: &Staff,
    asked: Asked,
    after: Option<HistoryPlace>,
    here: Option<&str>,
) -> Page {
    let problem = |problem| staff.problem(&problem);
    let caller = &staff.session.caller;
    let choices = web.installation.console_choices(caller, staff.language).map_err(problem)?;
    let paging = Paging { after, newest_first: true, most: LINES_MAX };
    let told = match asked.request() {
        Some(request) => {
            Some(web.installation.told_history(caller, &request, paging).await.map_err(problem)?)
        }
        // What does not read is of no line.
        None => None,
    };
    let names = web.installation.names(&caller.controller, staff.language).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Journal, here)?;
    let (lines, next, left_out) = match told {
        Some(told) => (told.page.lines, told.page.next, told.left_out),
        None => (Vec::new(), None, 0),
    };
    let page = JournalPage {
        lines: lines.into_iter().map(|line| line_view(staff, &names, &frame, line)).collect(),
        next: next.map(|place| format!("{}.{}", place.epoch, place.index)),
        is_narrowed: here.is_none(),
        form_token: staff.form_token(Search::NAME),
        chrome,
        frame,
        choices,
        asked,
        left_out,
    };
    show(staff.language, page.render())
}

impl Asked {
    /// The question; none where a part of it does not read.
    fn request(&self) -> Option<HistoryRequest> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(HistoryRequest {
            actor: given(&self.actor).map(|text| text.parse().ok()).map_or(Some(None), |it| it.map(Some))?,
            activity: given(&self.activity),
            act: given(&self.act)
                .map(|text| Act::ALL.into_iter().find(|act| act.as_str() == text))
                .map_or(Some(None), |it| it.map(Some))?,
            outcome: given(&self.outcome)
                .map(|text| outcome_of(&text))
                .map_or(Some(None), |it| it.map(Some))?,
            code: given(&self.code),
            since: given(&self.since)
                .map(|day| instant(&day, "00:00:00Z"))
                .map_or(Some(None), |it| it.map(Some))?,
            until: given(&self.until)
                .map(|day| instant(&day, "23:59:59.999999Z"))
                .map_or(Some(None), |it| it.map(Some))?,
        })
    }
}

fn outcome_of(word: &str) -> Option<Outcome> {
    [Outcome::Permitted, Outcome::Refused, Outcome::Observed]
        .into_iter()
        .find(|outcome| outcome_word(*outcome) == word)
}

fn instant(day: &str, time: &str) -> Option<Instant> {
    format!("{day}T{time}").parse().map(Instant::from_timestamp).ok()
}

/// A line in words.
pub(super) fn line_view(staff: &Staff, names: &Names, frame: &Frame, line: HistoryLine) -> LineView {
    let language = staff.language;
    let say = |id: &str| text(language, id, &[]);
    // Of an access that was given the line holds the role it was given in, not the giver's.
    let given_in = line.role.as_ref().filter(|_| line.holder.is_some()).map(|role| names.role(role));
    let what = match (line.act, given_in) {
        (Some(act), _) => match line.noted {
            Some(noted) => say(&format!("journal-kind-{}", noted.as_str())),
            None => text(language, "console-act", &[("act", act.as_str().into())]),
        },
        (None, Some(role)) => text(language, "console-access-given", &[("role", role.into())]),
        (None, None) if line.noted.is_some() => say("console-access-kept"),
        (None, None) if line.kind == EntryKind::Access && line.outcome == Some(Outcome::Permitted) => {
            say("console-access-said")
        }
        (None, None) if line.is_emergency_end => say("console-access-let-in-ended"),
        (None, None) if line.kind == EntryKind::Access && line.outcome == Some(Outcome::Observed) => {
            say("console-access-let-in")
        }
        (None, None) => say(&format!("journal-kind-{}", kind_of(line.kind).as_str())),
    };
    let who = line.actor.map(|actor| match line.role.as_ref().filter(|_| line.holder.is_none()) {
        _ if actor == RETENTION_ACTOR => say("console-actor-retention"),
        _ if actor == staff.session.caller.actor => say("console-actor-you"),
        Some(role) => names.role(role),
        None => say("console-actor-unknown"),
    });
    let people = u64::try_from(line.people).unwrap_or(u64::MAX);
    LineView {
        at: moment(language, &line.at.to_string()),
        what,
        activity: line.activity.as_ref().map(|id| names.activity(id)),
        outcome: line.outcome.map(outcome_word),
        outcome_text: line
            .outcome
            .map(|outcome| say(&format!("journal-outcome-{}", outcome_word(outcome))))
            .unwrap_or_default(),
        reasons: line.codes.iter().map(|code| (code.clone(), code_text(language, code))).collect(),
        who,
        actor: line
            .actor
            .filter(|actor| *actor != RETENTION_ACTOR && *actor != staff.session.caller.actor)
            .map(|actor| actor.to_string()),
        recipient: line.recipient.as_ref().map(|id| names.supplier(id)),
        people: text(language, "console-people", &[("count", people.into())]),
        reason: line.opened.and_then(|opened| opened.reason).map(vern_core::personal::Personal::into_inner),
        receipt: frame.receipt_href(&line.receipt.to_string()),
    }
}

impl JournalPage {
    fn acts(&self) -> Vec<(&'static str, String)> {
        let name = |act: Act| text(self.chrome.language, "console-act", &[("act", act.as_str().into())]);
        Act::ALL.into_iter().map(|act| (act.as_str(), name(act))).collect()
    }

    fn outcomes(&self) -> Vec<(&'static str, String)> {
        let words = ["permitted", "refused", "observed"];
        words.into_iter().map(|word| (word, self.chrome.t(&format!("journal-outcome-{word}")))).collect()
    }

    fn left_out(&self) -> String {
        self.chrome.t1("console-left-out", "count", self.left_out)
    }
}
