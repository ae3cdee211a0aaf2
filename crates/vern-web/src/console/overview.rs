//! The first page: what is due, what is kept, and where the journal stands.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use vern_app::access::ACCESS_REVIEW_SOON_DAYS;
use vern_app::account::Standing;
use vern_app::console::{ActivityState, Day, JournalState, Overview, SOON_DAYS};
use vern_app::retention::DUTY_SOON_DAYS;
use vern_text::{Language, Value, date, text};

use super::door::Staff;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

/// Units the chart is high and a day is wide. The picture is stretched to its place, so only their ratios matter.
const HEIGHT: u64 = 1000;
const DAY_WIDTH: usize = 100;
const BAR_WIDTH: usize = 64;

/// `/console/{language}`. Who has not signed what is asked of staff meets that first: everything else would be refused.
pub(super) async fn read_overview(State(web): State<Web>, staff: Staff) -> Page {
    let (caller, language) = (&staff.session.caller, staff.language);
    if !staff.session.is_of_link() {
        let own = web.installation.own_duties(&staff.session, language);
        let own = own.map_err(|problem| staff.problem(&problem))?;
        if own.is_some_and(|own| own.duties.confidentiality == Some(Standing::Lacking)) {
            return Ok(Redirect::to(&Room::Account.href(language)).into_response());
        }
    }
    let choices =
        web.installation.console_choices(caller, language).map_err(|problem| staff.problem(&problem))?;
    let state = web.installation.console_overview(caller, language).await;
    let state = state.map_err(|problem| staff.problem(&problem))?;
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Overview, Some(""))?;
    show(language, OverviewPage { chrome, frame, state }.render())
}

#[derive(Debug, Clone, Template)]
#[template(path = "console/overview.html")]
struct OverviewPage {
    chrome: Chrome,
    frame: Frame,
    state: Overview,
}

/// One thing that may be due.
struct Tile {
    id: &'static str,
    count: u64,
    href: String,
    /// Someone should look at it.
    is_due: bool,
}

/// One part of a day's bar.
struct Bar {
    what: &'static str,
    x: usize,
    y: u64,
    height: u64,
}

impl OverviewPage {
    fn language(&self) -> Language {
        self.chrome.language
    }

    fn tiles(&self) -> Vec<Tile> {
        let sum = |of: fn(&ActivityState) -> u64| self.state.activities.iter().map(of).sum::<u64>();
        let refused = self.state.days.iter().map(|day| day.refused).sum();
        let tile =
            |id, count, room: Room, is_due| Tile { id, count, href: room.href(self.language()), is_due };
        let findings = u64::try_from(self.state.findings).unwrap_or(u64::MAX);
        let (run_out, restricted) = (sum(|it| it.run_out), self.state.restricted);
        let staff = self.state.staff.unwrap_or_default();
        let of_staff =
            [("staff-lacking", staff.lacking), ("staff-soon", staff.soon), ("staff-let-in", staff.let_in)];
        let of_staff = of_staff.into_iter().filter(|(_, count)| *count > 0);
        let of_staff = of_staff.map(|(id, count)| tile(id, count, Room::People, true));
        let of_access = self.state.access_reviews.unwrap_or_default();
        let of_access = [
            ("access-overdue", of_access.overdue, of_access.overdue > 0),
            ("access-soon", of_access.soon, false),
        ];
        let of_access =
            of_access.into_iter().filter(|(_, count, _)| *count > 0).map(|(id, count, is_due)| Tile {
                id,
                count,
                href: format!("{}/access", Room::People.href(self.language())),
                is_due,
            });
        let mut tiles = Vec::new();
        if let Some(cases) = self.state.cases {
            let (due, open) = (cases.overdue, cases.open);
            tiles.push(tile("cases-overdue", due, Room::Cases, due > 0));
            tiles.push(tile("cases-open", open, Room::Cases, false));
        }
        let reviews = self.state.reviews;
        if reviews.overdue > 0 || reviews.soon > 0 {
            tiles.push(tile("reviews-overdue", reviews.overdue, Room::Reviews, reviews.overdue > 0));
            tiles.push(tile("reviews-soon", reviews.soon, Room::Reviews, false));
        }
        let informing = self.state.informing;
        if informing.overdue > 0 || informing.soon > 0 {
            let overdue = informing.overdue;
            tiles.push(tile("informing-overdue", overdue, Room::Informing, overdue > 0));
            tiles.push(tile("informing-soon", informing.soon, Room::Informing, false));
        }
        tiles.extend([
            tile("run-out", run_out, Room::Retention, run_out > 0),
            tile("findings", findings, Room::Charter, findings > 0),
            tile("restricted", restricted, Room::Records, restricted > 0),
            tile("refused", refused, Room::Journal, false),
            tile("soon", sum(|it| it.soon), Room::Retention, false),
            tile(
                "held-by-law",
                count_of(self.state.activities.iter().filter(|it| it.is_held)),
                Room::Activities,
                false,
            ),
        ]);
        tiles.extend(of_staff);
        tiles.extend(of_access);
        tiles
    }

    fn tile_text(&self, tile: &Tile) -> String {
        let days = match tile.id {
            "reviews-soon" | "informing-soon" => DUTY_SOON_DAYS,
            "access-soon" => ACCESS_REVIEW_SOON_DAYS,
            _ => SOON_DAYS,
        };
        let variables: [(&str, Value<'_>); 2] = [("count", tile.count.into()), ("days", days.into())];
        text(self.language(), &format!("console-due-{}", tile.id), &variables)
    }

    fn number(&self, number: &u64) -> String {
        text(self.language(), "number", &[("number", (*number).into())])
    }

    /// When the newest checkpoint was signed, in the largest whole unit.
    fn checkpoint(&self) -> String {
        let JournalState { checkpoint, at, size } = &self.state.journal;
        let Some((signed_at, covered)) = checkpoint else { return self.chrome.t("console-checkpoint-none") };
        let minutes = at.as_micros().saturating_sub(signed_at.as_micros()).max(0) / 60_000_000;
        let (unit, count) = match minutes {
            0..60 => ("minutes", minutes),
            60..2880 => ("hours", minutes / 60),
            _ => ("days", minutes / 1440),
        };
        let age = text(self.language(), &format!("console-age-{unit}"), &[("count", count.into())]);
        let since = size.saturating_sub(*covered);
        text(self.language(), "console-checkpoint", &[("age", age.into()), ("since", since.into())])
    }

    fn most(&self) -> u64 {
        self.state.days.iter().map(total).max().unwrap_or(0)
    }

    fn width(&self) -> usize {
        self.state.days.len() * DAY_WIDTH
    }

    /// Every bar from the ground up: permitted, then observed, then refused.
    fn bars(&self) -> Vec<Bar> {
        let most = self.most().max(1);
        let mut bars = Vec::new();
        for (place, day) in self.state.days.iter().enumerate() {
            let mut below = 0;
            for (what, count) in
                [("permitted", day.permitted), ("observed", day.observed), ("refused", day.refused)]
            {
                // What there is any of is seen.
                let height = if count == 0 { 0 } else { (count * HEIGHT / most).max(12) };
                if height > 0 {
                    let x = place * DAY_WIDTH + (DAY_WIDTH - BAR_WIDTH) / 2;
                    bars.push(Bar { what, x, y: HEIGHT.saturating_sub(below + height), height });
                }
                below += height;
            }
        }
        bars
    }

    fn day(&self, day: &Day) -> String {
        date(self.language(), &day.date)
    }

    fn chart_summary(&self) -> String {
        let of = |count: fn(&Day) -> u64| self.state.days.iter().map(count).sum::<u64>();
        let variables: [(&str, Value<'_>); 2] = [
            ("permitted", of(|day| day.permitted + day.observed).into()),
            ("refused", of(|day| day.refused).into()),
        ];
        text(self.language(), "console-chart-summary", &variables)
    }

    fn first_day(&self) -> String {
        self.state.days.first().map(|day| self.day(day)).unwrap_or_default()
    }

    fn last_day(&self) -> String {
        self.state.days.last().map(|day| self.day(day)).unwrap_or_default()
    }
}

const fn total(day: &Day) -> u64 {
    day.permitted + day.refused + day.observed
}

fn count_of(all: impl Iterator) -> u64 {
    u64::try_from(all.count()).unwrap_or(u64::MAX)
}
