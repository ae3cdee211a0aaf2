//! The start page (the guide where there is one), and an organisation's front page.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use vern_app::Problem;
use vern_text::{Language, text};

use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::header::PathOf;
use crate::page::{FrontPage, GuidePage, Place, Publication};
use crate::site::journal::checkpoint_view;

/// `/{language}`: the guide; else the one organisation's front page.
pub(super) async fn read_start(State(web): State<Web>, PathOf(language): PathOf<String>) -> Page {
    let language = language_in(&language)?;
    let Some(guide) = web.guide.clone() else {
        return match web.installation.controllers().first() {
            Some(controller) => {
                Ok(Redirect::to(&format!("/{language}/{}", controller.slug())).into_response())
            }
            None => Err(PageProblem::new(language, &Problem::NotFound { code: "controller.unknown" })),
        };
    };
    let controller = web
        .installation
        .controller(guide.organisation())
        .map_err(|problem| PageProblem::new(language, &problem))?;
    let chrome = chrome_of(&web, &controller, language, Place::Guide, "")?;
    show(language, GuidePage { chrome, steps: guide.steps(language) }.render())
}

/// `/{language}/{organisation}`.
pub(super) async fn read_front(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    let language = language_in(&language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(&organisation).map_err(problem)?;
    let notice = web.installation.privacy_notice(&controller, language).map_err(problem)?;
    let checkpoint = web.installation.checkpoint(&controller).await.map_err(problem)?;
    let page = FrontPage {
        chrome: chrome_of(&web, &controller, language, Place::Front, &format!("/{organisation}"))?,
        lead: None,
        publications: vec![Publication {
            title: notice.document.title,
            summary: notice.document.lead.unwrap_or_default(),
            href: format!("/{language}/{organisation}/privacy-notice"),
            updated: notice.document.updated,
            audience: notice.document.audience,
        }],
        contact: contact(&web, &controller, language)?,
        checkpoint: Some(checkpoint_view(&checkpoint)),
    };
    show(language, page.render())
}

fn contact(
    web: &Web,
    controller: &vern_app::Controller,
    language: Language,
) -> Result<Vec<(String, String)>, PageProblem> {
    let contact = web
        .installation
        .contact(controller, language)
        .map_err(|problem| PageProblem::new(language, &problem))?;
    Ok(vec![
        (text(language, "front-contact-role", &[]), contact.role),
        (text(language, "front-contact-channel", &[]), contact.channel),
    ])
}
