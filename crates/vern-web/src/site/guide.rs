//! The guided pages: `/{language}` shows the organisations, `/{language}/guide/{organisation}` what there is to try at one, and a form to
//! `/{language}/guide/{organisation}/{action}` does a guided action and shows what came of it.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use vern_app::Problem;
use vern_text::{Audience, Language};

use super::{Page, PageProblem, chrome_of, chrome_without, is_same_origin, language_in, show};
use crate::Web;
use crate::address::{Addresses, View};
use crate::guide::{Guide, GuideCustomer, GuideOrganisation};
use crate::header::PathOf;
use crate::page::{GuidePage, GuideStart, Link, OrganisationView, PartyView, Place, ReceiptLink, ResultPage};

/// The first page of a guided installation.
pub(super) fn start(web: &Web, guide: &dyn Guide, language: Language) -> Page {
    let mut chrome = chrome_without(language);
    chrome.place = Place::Guide;
    chrome.links.guide = Some(format!("/{language}"));
    chrome.links.other_language = Some(format!("/{}", language.other()));
    let organisations = guide.organisations(language);
    let views = organisations.iter().map(|organisation| view(web, language, organisation));
    let organisations = views.collect::<Result<Vec<_>, _>>()?;
    show(language, GuideStart { chrome, organisations }.render())
}

/// What there is to try at one organisation.
pub(super) async fn read(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    let language = language_in(&language)?;
    let unknown = || PageProblem::new(language, &Problem::NotFound { code: "page.unknown" });
    let guide = web.guide.clone().ok_or_else(unknown)?;
    let organisations = guide.organisations(language);
    let about = organisations.iter().find(|it| it.slug == organisation).ok_or_else(unknown)?;
    let about = view(&web, language, about)?;
    let steps = guide.steps(language, &organisation);
    let mut chrome = chrome_at(&web, language, &organisation)?;
    chrome.links.other_language = Some(format!("/{}/guide/{organisation}", language.other()));
    show(language, GuidePage { chrome, about, steps }.render())
}

pub(super) async fn act(
    State(web): State<Web>,
    PathOf((language, organisation, action)): PathOf<(String, String, String)>,
    headers: HeaderMap,
) -> Page {
    let language = language_in(&language)?;
    let unknown = || PageProblem::new(language, &Problem::NotFound { code: "page.unknown" });
    if !is_same_origin(&headers) {
        return Err(PageProblem {
            language,
            code: "request.origin".to_owned(),
            status: StatusCode::FORBIDDEN,
        });
    }
    let guide = web.guide.clone().ok_or_else(unknown)?;
    let answer = guide.act(language, &organisation, &action).await.ok_or_else(unknown)?;
    let slug = &answer.controller;
    let mut chrome = chrome_at(&web, language, slug)?;
    // An answer to a form is not to be had in the other language by following a link.
    chrome.links.other_language = None;
    let page = ResultPage {
        chrome,
        answer: answer.answer,
        asked: answer.asked,
        outcome: answer.outcome,
        facts: answer.facts,
        command: answer.command,
        withheld: answer.withheld,
        reasons: answer.reasons,
        receipt: answer.receipt.map(|receipt| ReceiptLink {
            href: format!("/{language}/{slug}/journal?receipt={receipt}"),
            receipt,
        }),
        next: answer.next,
    };
    show(language, page.render())
}

/// The frame of a guided page about an organisation.
fn chrome_at(web: &Web, language: Language, slug: &str) -> Result<crate::page::Chrome, PageProblem> {
    let controller =
        web.installation.controller(slug).map_err(|problem| PageProblem::new(language, &problem))?;
    let addresses = Addresses::served(slug, language);
    chrome_of(web, &controller, language, Place::Guide, &addresses, &addresses.front())
}

fn view(
    web: &Web,
    language: Language,
    organisation: &GuideOrganisation,
) -> Result<OrganisationView, PageProblem> {
    let customers = organisation.customers.iter();
    let customers = customers.map(|GuideCustomer { slug, choices }| party(web, language, slug, choices));
    Ok(OrganisationView {
        href: format!("/{language}/guide/{}", organisation.slug),
        own: party(web, language, &organisation.slug, &organisation.what)?,
        kind: organisation.kind.clone(),
        keeps: organisation.keeps.clone(),
        customers: customers.collect::<Result<_, _>>()?,
        things: organisation.things,
    })
}

/// An organisation by its name, with what it publishes.
fn party(web: &Web, language: Language, slug: &str, what: &str) -> Result<PartyView, PageProblem> {
    let told = || -> Result<PartyView, Problem> {
        let controller = web.installation.controller(slug)?;
        let addresses = Addresses::served(slug, language);
        let published = web.installation.documents(&controller, language, Audience::Public)?;
        let link = |document: &vern_app::document::PublishedDocument| {
            let href = addresses.of(&document.name.address(), View::Published);
            Link::new(document.document.title.clone(), href)
        };
        Ok(PartyView {
            name: web.installation.rules_now(&controller)?.charter().organisation.name.clone(),
            href: addresses.front(),
            what: what.to_owned(),
            pages: published.iter().map(link).collect(),
        })
    };
    told().map_err(|problem| PageProblem::new(language, &problem))
}
