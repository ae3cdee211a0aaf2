//! The privacy notice: published view, working view (ADR 0008), JSON.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use vern_app::Problem;

use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::header::PathOf;
use crate::page::{DocumentPage, Place};

pub(super) async fn read_notice(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    notice(&web, &language, &organisation, false)
}

pub(super) async fn read_working_view(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    notice(&web, &language, &organisation, true)
}

fn notice(web: &Web, language: &str, organisation: &str, working: bool) -> Page {
    let language = language_in(language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(organisation).map_err(problem)?;
    let notice = web.installation.privacy_notice(&controller, language).map_err(problem)?;
    if working && !notice.working_view_public {
        return Err(problem(Problem::NotFound { code: "page.unknown" }));
    }
    let path = format!("/{organisation}/privacy-notice");
    let working_path = format!("{path}/working-view");
    let (here, other) = if working { (&working_path, &path) } else { (&path, &working_path) };
    let page = DocumentPage {
        chrome: chrome_of(web, &controller, language, Place::Notice, here)?,
        document: notice.document,
        working,
        other_view: notice.working_view_public.then(|| format!("/{language}{other}")),
        json: Some(format!("/{language}{path}.json")),
    };
    show(language, page.render())
}

/// The same document as data; published form only.
pub(super) async fn read_notice_json(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    let language = language_in(&language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(&organisation).map_err(problem)?;
    let notice = web.installation.privacy_notice(&controller, language).map_err(problem)?;
    Ok(Json(notice.document.published()).into_response())
}
