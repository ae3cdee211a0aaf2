//! How far someone's access reaches: what their role may, activity by activity, with marks before what they are given of it.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use vern_app::reach::{ReachForm, ReachMark};
use vern_core::id::ActorId;
use vern_core::operation::Act;

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use super::refusal::RefusalView;
use crate::Web;
use crate::header::PathOf;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

pub(super) struct SetReach;

impl Form for SetReach {
    const NAME: &'static str = "people-reach";
}

#[derive(Template)]
#[template(path = "console/reach.html")]
struct ReachPage {
    chrome: Chrome,
    frame: Frame,
    here: String,
    set_token: String,
    name: String,
    form: ReachForm,
    refusal: Option<RefusalView>,
}

/// `GET /console/{language}/people/reach/{actor}`.
pub(super) async fn read(
    State(web): State<Web>,
    PathOf((_, actor)): PathOf<(String, String)>,
    staff: Staff,
) -> Page {
    let form = form_of(&web, &staff, &actor)?;
    show(staff.language, page(&web, &staff, form).await?.render())
}

/// `POST /console/{language}/people/reach/{actor}`.
pub(super) async fn set(
    State(web): State<Web>,
    PathOf((_, actor)): PathOf<(String, String)>,
    sent: Sent<SetReach>,
) -> Page {
    let staff = &sent.staff;
    let mut form = form_of(&web, staff, &actor)?;
    let marked: BTreeSet<(&str, &str)> = sent.fields().collect();
    form.mark(|activity, mark| {
        let (field, word) = match mark {
            ReachMark::Act(act) => ("act", act.as_str()),
            ReachMark::Sees(id) => ("sees", id),
        };
        marked.contains(&(field, format!("{activity} {word}").as_str()))
    });
    let done = match form.reach() {
        Ok(reach) => {
            let set = web.installation.set_reach(&staff.session.caller, form.actor, reach.as_ref()).await;
            set.map(drop)
        }
        Err(problem) => Err(problem),
    };
    let Err(problem) = done else {
        return Ok(Redirect::to(&format!("/console/{}/people", staff.language.as_str())).into_response());
    };
    let mut page = page(&web, staff, form).await?;
    let Some(refusal) = RefusalView::of(&problem, staff.language, &page.frame) else {
        return Err(staff.problem(&problem));
    };
    let status = refusal.status();
    page.refusal = Some(refusal);
    Ok((status, show(staff.language, page.render())?).into_response())
}

fn form_of(web: &Web, staff: &Staff, actor: &str) -> Result<ReachForm, PageProblem> {
    // What is no id is nobody's.
    let actor: ActorId = actor.parse().unwrap_or_else(|_| ActorId::nil());
    let form = web.installation.reach_form(&staff.session.caller, actor, staff.language);
    form.map_err(|problem| staff.problem(&problem))
}

async fn page(web: &Web, staff: &Staff, form: ReachForm) -> Result<ReachPage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let people = web.installation.people(caller).await.map_err(problem)?;
    let person = people.into_iter().find(|person| person.account == form.actor);
    // Whoever's name is not for the caller to see goes by the id, as in the journal.
    let name = person.and_then(|person| person.name).map(|name| name.reveal().clone());
    let here = format!("/people/reach/{}", form.actor);
    let (chrome, frame) = frame_of(web, staff, &choices, Room::People, Some(&here))?;
    Ok(ReachPage {
        here: format!("/console/{}{here}", language.as_str()),
        set_token: staff.form_token(SetReach::NAME),
        name: name.unwrap_or_else(|| form.actor.to_string()),
        chrome,
        frame,
        form,
        refusal: None,
    })
}

impl ReachPage {
    fn act(&self, act: &Act) -> String {
        self.chrome.t(&format!("act-{}", act.as_str()))
    }
}
