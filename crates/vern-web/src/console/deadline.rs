//! Deadlines: what is to be done and what ends, by its last day. Numbers; nobody is named.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use vern_app::deadline::{DeadlineLine, DeadlineOf};
use vern_core::time::Instant;
use vern_text::{date, text};

use super::door::Staff;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

const DAY_MICROS: i64 = 86_400_000_000;
/// How far ahead can be looked, in days.
const AHEAD: [u16; 3] = [30, 90, 365];

/// How far ahead to look.
#[derive(Deserialize, Default)]
pub(super) struct AheadQuery {
    days: Option<u16>,
}

struct Line {
    last_day: String,
    is_over: bool,
    what: String,
    /// Where it is seen to.
    href: String,
}

#[derive(Template)]
#[template(path = "console/deadlines.html")]
struct DeadlinesPage {
    chrome: Chrome,
    frame: Frame,
    days: u16,
    until: Instant,
    lines: Vec<Line>,
}

/// `/console/{language}/deadlines`.
pub(super) async fn read_deadlines(
    State(web): State<Web>,
    staff: Staff,
    query: Result<Query<AheadQuery>, QueryRejection>,
) -> Page {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let asked = query.ok().and_then(|Query(query)| query.days);
    let days = AHEAD.into_iter().find(|days| Some(*days) == asked).unwrap_or(30);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let until = web.installation.now().plus_micros(i64::from(days) * DAY_MICROS);
    let deadlines = web.installation.own_deadlines(caller, until).map_err(problem)?;
    let names = web.installation.names(&caller.controller, language).map_err(problem)?;
    let here = format!("/deadlines?days={days}");
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Deadlines, Some(&here))?;
    let line = |deadline: &DeadlineLine| Line {
        last_day: match deadline.last_day {
            Some(day) => date(language, &day.to_string()),
            None => chrome.t("console-deadlines-never"),
        },
        is_over: deadline.is_over,
        what: deadline.in_words(&names),
        href: room_of(&deadline.of).href(language),
    };
    let lines = deadlines.iter().map(line).collect();
    show(language, DeadlinesPage { chrome, frame, days, until, lines }.render())
}

/// Where something is seen to.
const fn room_of(of: &DeadlineOf) -> Room {
    match of {
        DeadlineOf::Cases => Room::Cases,
        DeadlineOf::Reviews { .. } => Room::Reviews,
        DeadlineOf::Informing { .. } => Room::Informing,
        DeadlineOf::Confidentiality
        | DeadlineOf::TrainingLacking
        | DeadlineOf::TrainingOverdue
        | DeadlineOf::Training
        | DeadlineOf::Emergency
        | DeadlineOf::AccessReviews
        | DeadlineOf::Access { .. } => Room::People,
        DeadlineOf::Cover { .. } => Room::Suppliers,
        DeadlineOf::Observation { .. } => Room::Activities,
        DeadlineOf::Version { .. } => Room::Charter,
    }
}

impl DeadlinesPage {
    fn total(&self) -> String {
        let language = self.chrome.language;
        let until = date(language, &self.until.to_date().to_string());
        if self.lines.is_empty() {
            return self.chrome.t1("console-deadlines-none", "until", until.as_str());
        }
        let (over, ahead): (Vec<_>, Vec<_>) = self.lines.iter().partition(|line| line.is_over);
        let variables =
            [("over", over.len().into()), ("ahead", ahead.len().into()), ("until", until.as_str().into())];
        text(language, "console-deadlines-some", &variables)
    }

    /// How far one can look: address, words, and whether that is what stands here.
    fn choices(&self) -> Vec<(String, String, bool)> {
        let href = Room::Deadlines.href(self.chrome.language);
        let words = |days| match days {
            365 => self.chrome.t("console-deadlines-year"),
            days => self.chrome.t1("console-deadlines-days", "days", u64::from(days)),
        };
        AHEAD
            .into_iter()
            .map(|days| (format!("{href}?days={days}"), words(days), days == self.days))
            .collect()
    }
}
