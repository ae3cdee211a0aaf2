//! What the organisation does with personal data: each activity with its basis, its period and how much it holds.

use askama::Template;
use axum::extract::State;
use vern_app::console::ActivityState;
use vern_app::document::catalogue::ActivityFacts;
use vern_text::text;

use super::door::Staff;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

/// `/console/{language}/activities`.
pub(super) async fn read_activities(State(web): State<Web>, staff: Staff) -> Page {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let states = web.installation.activity_states(caller, language).map_err(problem)?;
    let now = web.installation.now();
    let facts =
        web.installation.shelf(&caller.controller).map_err(problem)?.papers(now).activities(language, now);
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Activities, Some("/activities"))?;
    let with_state = |facts: ActivityFacts| {
        let state = states.iter().find(|state| state.id == facts.id).cloned();
        (facts, state)
    };
    let activities = facts.into_iter().map(with_state).collect();
    show(language, ActivitiesPage { chrome, frame, activities }.render())
}

#[derive(Template)]
#[template(path = "console/activities.html")]
struct ActivitiesPage {
    chrome: Chrome,
    frame: Frame,
    activities: Vec<(ActivityFacts, Option<ActivityState>)>,
}

impl ActivitiesPage {
    fn count(&self, id: &str, count: &u64) -> String {
        text(self.chrome.language, id, &[("count", (*count).into())])
    }
}
