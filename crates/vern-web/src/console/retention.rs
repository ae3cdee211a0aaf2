//! What is erased, when and why, as it stands: a preview, which erases nothing. Numbers by activity and reason; nobody is named.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use vern_app::names::Names;
use vern_app::retention::Forecast;
use vern_core::time::Instant;
use vern_text::{Language, date, text};

use super::door::Staff;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

const DAY_MICROS: i64 = 86_400_000_000;
/// How far ahead can be looked, in days; the farthest month by month.
const AHEAD: [u16; 3] = [30, 90, 365];

/// How far ahead to look.
#[derive(Deserialize, Default)]
pub(super) struct AheadQuery {
    days: Option<u16>,
}

/// What goes on a day, or in a month.
struct Line {
    when: String,
    activity: String,
    records: String,
    because: String,
}

#[derive(Template)]
#[template(path = "console/retention.html")]
struct RetentionPage {
    chrome: Chrome,
    frame: Frame,
    days: u16,
    until: Instant,
    total: u64,
    lines: Vec<Line>,
}

/// `/console/{language}/retention`.
pub(super) async fn read_forecast(
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
    let forecast = web.installation.own_retention_forecast(caller, until).map_err(problem)?;
    let names = web.installation.names(&caller.controller, language).map_err(problem)?;
    let here = format!("/retention?days={days}");
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Retention, Some(&here))?;
    let total = forecast.iter().map(|line| line.records).sum();
    let lines = lines(&forecast, is_by_month(days), &names, language);
    show(language, RetentionPage { chrome, frame, days, until, total, lines }.render())
}

const fn is_by_month(days: u16) -> bool {
    days > 90
}

/// A line a day, or a month, for each activity and reason.
fn lines(forecast: &[Forecast], by_month: bool, names: &Names, language: Language) -> Vec<Line> {
    let mut sums: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    for line in forecast {
        let day = line.day.to_string();
        // ISO 8601: what stands before the day names the month.
        let when = if by_month { day.get(..7).unwrap_or(&day).to_owned() } else { day };
        let of = (when, names.activity(&line.activity), line.because.in_words(language));
        *sums.entry(of).or_default() += line.records;
    }
    let line = |((when, activity, because), records): ((String, String, String), u64)| Line {
        when: if by_month { month(language, &when) } else { date(language, &when) },
        activity,
        records: text(language, "number", &[("number", records.into())]),
        because,
    };
    sums.into_iter().map(line).collect()
}

/// A month in words: its first day without the day.
fn month(language: Language, year_month: &str) -> String {
    let first = date(language, &format!("{year_month}-01"));
    first.split_once(' ').map_or(first.clone(), |(_, month)| month.to_owned())
}

impl RetentionPage {
    fn total(&self) -> String {
        let until = date(self.chrome.language, &self.until.to_date().to_string());
        let variables = [("records", self.total.into()), ("until", until.as_str().into())];
        text(self.chrome.language, "console-retention-total", &variables)
    }

    /// How far one can look: address, words, and whether that is what stands here.
    fn choices(&self) -> Vec<(String, String, bool)> {
        let href = Room::Retention.href(self.chrome.language);
        AHEAD
            .into_iter()
            .map(|days| {
                let words = if is_by_month(days) {
                    self.chrome.t("console-retention-year")
                } else {
                    self.chrome.t1("console-retention-days", "days", u64::from(days))
                };
                (format!("{href}?days={days}"), words, days == self.days)
            })
            .collect()
    }

    fn when(&self) -> String {
        let id = if is_by_month(self.days) { "console-retention-month" } else { "console-retention-day" };
        self.chrome.t(id)
    }
}
