//! The pages of a newsletter: `…/newsletter` asks for an address, the link in the message that follows confirms, the link in every issue leaves. They work
//! without a script, an account or a cookie. Looking at a page changes nothing, since mail programs look; a button does.
//!
//! The way out takes a POST from anywhere (RFC 8058): a mail program has no page of ours to send it from, and whoever has the link may use it.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use vern_app::consent::Channel;
use vern_app::subscription::{ConsentWords, SubscriptionWish};
use vern_app::{Controller, Problem};
use vern_core::personal::Personal;
use vern_text::{Language, text};

use super::sign_in::{ProblemView, read_own};
use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::address::{Addresses, View};
use crate::form;
use crate::header::PathOf;
use crate::page::{Chrome, Place};

/// The page's name in addresses.
pub(crate) const ADDRESS: &str = "newsletter";
/// How long a link in a message can be used, as the page says it.
const HOURS: i64 = 48;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/{language}/{organisation}/newsletter", get(read_form).post(ask))
        .route("/{language}/{organisation}/newsletter/{secret}", get(read_question).post(confirm))
        .route("/{language}/{organisation}/unsubscribe/{link}", get(read_leaving).post(leave))
}

#[derive(Template)]
#[template(path = "subscribe.html")]
struct SubscribePage {
    chrome: Chrome,
    action: String,
    words: String,
    email: String,
    problem: Option<ProblemView>,
}

/// A question with one button.
#[derive(Template)]
#[template(path = "subscription_question.html")]
struct QuestionPage {
    chrome: Chrome,
    action: String,
    title: String,
    lead: String,
    /// What is said yes to, where something is.
    words: Option<ConsentWords>,
    send: String,
    problem: Option<ProblemView>,
}

/// What was done.
#[derive(Template)]
#[template(path = "subscription_done.html")]
struct DonePage {
    chrome: Chrome,
    title: String,
    text: String,
}

/// Whose page it is, and in which language.
struct Asked {
    web: Web,
    language: Language,
    controller: Arc<Controller>,
}

impl Asked {
    fn new(web: Web, language: &str, organisation: &str) -> Result<Self, PageProblem> {
        let language = language_in(language)?;
        let controller = web.installation.controller(organisation);
        let controller = controller.map_err(|problem| PageProblem::new(language, &problem))?;
        Ok(Self { web, language, controller })
    }

    fn problem(&self, problem: &Problem) -> PageProblem {
        PageProblem::new(self.language, problem)
    }

    fn words(&self) -> Result<ConsentWords, PageProblem> {
        let words = self.web.installation.subscription_words(&self.controller, self.language);
        words.map_err(|problem| self.problem(&problem))
    }

    fn say(&self, id: &str) -> Result<String, PageProblem> {
        let rules = self.web.installation.rules_now(&self.controller).map_err(|it| self.problem(&it))?;
        let organisation = rules.charter().organisation.name.as_str();
        Ok(text(self.language, id, &[("organisation", organisation.into()), ("hours", HOURS.into())]))
    }

    /// The frame; `here` is the page's address, where there is one in the other language.
    fn chrome(&self, here: Option<&str>) -> Result<Chrome, PageProblem> {
        let addresses = Addresses::served(self.controller.slug(), self.language);
        let front = addresses.front();
        let place = Place::Elsewhere;
        let at = here.unwrap_or(&front);
        let mut chrome = chrome_of(&self.web, &self.controller, self.language, place, &addresses, at)?;
        if here.is_none() {
            chrome.links.other_language = None;
        }
        Ok(chrome)
    }

    fn address(&self, rest: &str) -> String {
        format!("/{}/{}/{rest}", self.language, self.controller.slug())
    }

    fn form(&self, email: String, problem: Option<ProblemView>) -> Result<SubscribePage, PageProblem> {
        let addresses = Addresses::served(self.controller.slug(), self.language);
        let action = addresses.of(ADDRESS, View::Published);
        let words = self.words()?.text;
        Ok(SubscribePage { chrome: self.chrome(Some(&action))?, action, words, email, problem })
    }

    fn question(&self, secret: &str, problem: Option<ProblemView>) -> Result<QuestionPage, PageProblem> {
        let action = self.address(&format!("{ADDRESS}/{secret}"));
        Ok(QuestionPage {
            chrome: self.chrome(Some(&action))?,
            action,
            title: self.say("subscription-confirm-title")?,
            lead: self.say("subscription-confirm-lead")?,
            words: Some(self.words()?),
            send: self.say("subscription-confirm-send")?,
            problem,
        })
    }

    fn done(&self, what: &str) -> Page {
        let said = |part: &str| self.say(&format!("subscription-{what}-{part}"));
        let page = DonePage { chrome: self.chrome(None)?, title: said("title")?, text: said("text")? };
        show(self.language, page.render())
    }

    /// A page that is shown again, with what was wrong.
    fn again(&self, status: StatusCode, rendered: Result<String, askama::Error>) -> Page {
        let html = rendered.map_err(|error| PageProblem::render_failed(self.language, &error))?;
        Ok((status, Html(html)).into_response())
    }
}

/// `GET …/newsletter`.
async fn read_form(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    let asked = Asked::new(web, &language, &organisation)?;
    show(asked.language, asked.form(String::new(), None)?.render())
}

/// `POST …/newsletter`.
async fn ask(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
    request: Request,
) -> Page {
    let asked = Asked::new(web, &language, &organisation)?;
    let site = asked.web.site.as_ref().ok_or_else(|| asked.problem(&site_missing()))?.to_string();
    let headers = request.headers().clone();
    let address = form::address(&asked.web, &headers, request.extensions());
    let fields = read_own(&asked.web, asked.language, &headers, request).await?;
    let email = fields.text("email").unwrap_or_default().to_owned();
    let language = asked.language;
    let wish = SubscriptionWish { email: Personal::new(email.clone()), language, address, site };
    match asked.web.installation.ask_to_subscribe(&asked.controller, &wish).await {
        Ok(()) => asked.done("asked"),
        Err(problem) => {
            let status = match problem {
                Problem::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
                Problem::Unavailable { code: "subscription.too_many" } => StatusCode::TOO_MANY_REQUESTS,
                problem => return Err(asked.problem(&problem)),
            };
            let view = ProblemView::new(asked.language, problem.code());
            asked.again(status, asked.form(email, Some(view))?.render())
        }
    }
}

/// `GET …/newsletter/{secret}`.
async fn read_question(
    State(web): State<Web>,
    PathOf((language, organisation, secret)): PathOf<(String, String, String)>,
) -> Page {
    let asked = Asked::new(web, &language, &organisation)?;
    let waits = asked.web.installation.awaits_confirmation(&asked.controller, &secret);
    waits.map_err(|problem| asked.problem(&problem))?;
    show(asked.language, asked.question(&secret, None)?.render())
}

/// `POST …/newsletter/{secret}`.
async fn confirm(
    State(web): State<Web>,
    PathOf((language, organisation, secret)): PathOf<(String, String, String)>,
    request: Request,
) -> Page {
    let asked = Asked::new(web, &language, &organisation)?;
    let headers = request.headers().clone();
    let fields = read_own(&asked.web, asked.language, &headers, request).await?;
    let shown = (asked.language, fields.text("text-version").unwrap_or_default());
    match asked.web.installation.confirm_subscription(&asked.controller, &secret, shown).await {
        Ok(()) => asked.done("confirmed"),
        // The words have changed since: what applies is shown, and asked again.
        Err(problem @ Problem::Conflict { code: "consent.text_differs" }) => {
            let view = ProblemView::new(asked.language, problem.code());
            asked.again(StatusCode::CONFLICT, asked.question(&secret, Some(view))?.render())
        }
        Err(problem) => Err(asked.problem(&problem)),
    }
}

/// `GET …/unsubscribe/{link}`.
async fn read_leaving(
    State(web): State<Web>,
    PathOf((language, organisation, link)): PathOf<(String, String, String)>,
) -> Page {
    let asked = Asked::new(web, &language, &organisation)?;
    let known = asked.web.installation.can_unsubscribe(&asked.controller, &link);
    known.map_err(|problem| asked.problem(&problem))?;
    let action = asked.address(&format!("unsubscribe/{link}"));
    let page = QuestionPage {
        chrome: asked.chrome(Some(&action))?,
        action,
        title: asked.say("subscription-leave-title")?,
        lead: asked.say("subscription-leave-lead")?,
        words: None,
        send: asked.say("subscription-leave-send")?,
        problem: None,
    };
    show(asked.language, page.render())
}

/// `POST …/unsubscribe/{link}`: from the page, or from a mail program. What it carries is of no account (RFC 8058 § 3.2): the address says it all.
async fn leave(
    State(web): State<Web>,
    PathOf((language, organisation, link)): PathOf<(String, String, String)>,
    headers: HeaderMap,
) -> Page {
    let asked = Asked::new(web, &language, &organisation)?;
    let channel = if form::is_own(&headers) { Channel::Web } else { Channel::Email };
    let how = (asked.language, channel);
    let left = asked.web.installation.unsubscribe(&asked.controller, &link, how).await;
    left.map_err(|problem| asked.problem(&problem))?;
    asked.done("left")
}

pub(crate) const fn site_missing() -> Problem {
    Problem::Unavailable { code: "subscription.site_missing" }
}
