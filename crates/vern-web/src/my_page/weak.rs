//! What somebody is told who is not known surely enough for a page: why, and by which providers they can be.

use askama::Template;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use vern_app::Problem;
use vern_app::identity::Errand;

use super::door::Person;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::identity::{Way, ways};
use crate::page::Chrome;
use crate::site::{Page, show};

#[derive(Template)]
#[template(path = "my_page/weak.html")]
struct WeakPage {
    chrome: Chrome,
    frame: Frame,
    ways: Vec<Way>,
    request: Option<String>,
}

/// The page that offers to sign in more surely, where that is what is wrong.
pub(super) fn weak_or(web: &Web, person: &Person, room: Room, problem: &Problem) -> Page {
    let failed = |problem: &Problem| person.problem(problem);
    if !matches!(problem, Problem::Denied { code: "my_page.too_weak" }) {
        return Err(failed(problem));
    }
    let (language, slug) = (person.language, person.slug());
    let (chrome, frame) = frame_of(web, person, room, true)?;
    let takes = web.installation.takes_requests(&person.session.controller);
    let takes = takes.map_err(|problem| failed(&problem))?;
    let ways = ways(web, &person.session.controller, language, &Errand::MyPage)?;
    let request = takes.then(|| format!("/{language}/{slug}/request"));
    let page = show(language, WeakPage { chrome, frame, ways, request }.render())?;
    Ok((StatusCode::FORBIDDEN, page).into_response())
}
