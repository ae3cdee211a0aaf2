//! The start page (the guide where there is one), and an organisation's front page.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use vern_app::document::PublishedDocument;
use vern_app::{Controller, Installation, Problem};
use vern_text::{Audience, Language, text};

use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::address::{Addresses, View};
use crate::header::PathOf;
use crate::page::{FrontPage, Place, Publication};
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
    super::guide::start(&web, &*guide, language)
}

/// `/{language}/{organisation}`.
pub(super) async fn read_front(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    let language = language_in(&language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(&organisation).map_err(problem)?;
    let documents = web.installation.documents(&controller, language, Audience::Public).map_err(problem)?;
    let addresses = Addresses::served(&organisation, language);
    let checkpoint = web.installation.checkpoint(&controller).await.map_err(problem)?;
    let page = FrontPage {
        chrome: chrome_of(&web, &controller, language, Place::Front, &addresses, &addresses.front())?,
        lead: None,
        publications: documents.iter().map(|document| publication(&addresses, document)).collect(),
        contact: contact(&web.installation, &controller, language).map_err(problem)?,
        request: web
            .installation
            .takes_requests(&controller)
            .map_err(problem)?
            .then(|| addresses.of(super::request::ADDRESS, View::Published)),
        newsletter: (web.site.is_some()
            && web.installation.takes_subscriptions(&controller).map_err(problem)?)
        .then(|| addresses.of(super::subscription::ADDRESS, View::Published)),
        my_page: web
            .installation
            .my_page_reachable(&controller)
            .map_err(problem)?
            .map(|_| addresses.of(crate::my_page::ADDRESS, View::Published)),
        checkpoint: Some(checkpoint_view(&checkpoint)),
    };
    show(language, page.render())
}

/// A document as the front page lists it.
pub(crate) fn publication(addresses: &Addresses, published: &PublishedDocument) -> Publication {
    let document = &published.document;
    Publication {
        title: document.title.clone(),
        summary: document.lead.clone().unwrap_or_default(),
        href: addresses.of(&published.name.address(), View::Published),
        updated: document.updated.clone(),
        audience: document.audience,
    }
}

/// Who is asked, and how.
pub(crate) fn contact(
    installation: &Installation,
    controller: &Controller,
    language: Language,
) -> Result<Vec<(String, String)>, Problem> {
    let contact = installation.contact(controller, language)?;
    Ok(vec![
        (text(language, "front-contact-role", &[]), contact.role),
        (text(language, "front-contact-channel", &[]), contact.channel),
    ])
}
