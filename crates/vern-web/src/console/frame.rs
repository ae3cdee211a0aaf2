//! What stands around every page of the console: its own navigation, who is in and until when, and the way out.

use vern_app::console::Choices;
use vern_app::journal::Outcome;
use vern_text::Language;

use super::door::{Form, Leave, Staff};
use crate::Web;
use crate::address::Addresses;
use crate::page::{Chrome, Link, Place, asset};
use crate::site::{PageProblem, chrome_of};

/// A page's place in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Overview,
    Deadlines,
    Cases,
    Records,
    Journal,
    Activities,
    Retention,
    Reviews,
    Informing,
    Charter,
    Suppliers,
    Outbox,
    Newsletter,
    Disclosures,
    People,
    Account,
}

impl Room {
    const ALL: [Self; 16] = [
        Self::Overview,
        Self::Deadlines,
        Self::Cases,
        Self::Records,
        Self::Journal,
        Self::Activities,
        Self::Retention,
        Self::Reviews,
        Self::Informing,
        Self::Charter,
        Self::Suppliers,
        Self::Outbox,
        Self::Newsletter,
        Self::Disclosures,
        Self::People,
        Self::Account,
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Deadlines => "deadlines",
            Self::Cases => "cases",
            Self::Records => "records",
            Self::Journal => "journal",
            Self::Activities => "activities",
            Self::Retention => "retention",
            Self::Reviews => "reviews",
            Self::Informing => "informing",
            Self::Charter => "charter",
            Self::Suppliers => "suppliers",
            Self::Outbox => "outbox",
            Self::Newsletter => "newsletter",
            Self::Disclosures => "disclosures",
            Self::People => "people",
            Self::Account => "account",
        }
    }

    /// Whether it is shown: cases to who handles them, reviews, telling and the newsletter to who has to do with them, people to who gives access, one's own account to who has one.
    fn is_open(self, staff: &Staff, choices: &Choices) -> bool {
        match self {
            Self::Cases => choices.handles_cases,
            Self::Reviews => choices.reviews,
            Self::Informing => choices.informing,
            Self::Newsletter => choices.newsletter,
            Self::People => !choices.given_roles.is_empty(),
            Self::Account => !staff.session.is_of_link(),
            _ => true,
        }
    }

    /// Where it is.
    pub(super) fn href(self, language: Language) -> String {
        match self {
            Self::Overview => format!("/console/{language}"),
            room => format!("/console/{language}/{}", room.as_str()),
        }
    }
}

/// What stands around a page of the console.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) role: String,
    pub(super) until: String,
    pub(super) leave: String,
    pub(super) leave_token: String,
    pub(super) rooms: Vec<(Link, bool)>,
    pub(super) slug: String,
    language: Language,
}

impl Frame {
    pub(super) fn style_href(&self) -> String {
        asset::CONSOLE.href()
    }

    /// The page of an entry, with its proof.
    pub(super) fn receipt_href(&self, receipt: &str) -> String {
        format!("/{}/{}/journal?receipt={receipt}", self.language, self.slug)
    }
}

/// The frame of a page. `here` is its address after the language; none where it answers a form.
pub(super) fn frame_of(
    web: &Web,
    staff: &Staff,
    choices: &Choices,
    room: Room,
    here: Option<&str>,
) -> Result<(Chrome, Frame), PageProblem> {
    let (controller, language) = (&staff.session.caller.controller, staff.language);
    let addresses = Addresses::served(controller.slug(), language);
    let mut chrome = chrome_of(web, controller, language, Place::Elsewhere, &addresses, "")?;
    chrome.links.front = Room::Overview.href(language);
    chrome.links.sign_in = None;
    chrome.links.other_language = here.map(|here| format!("/console/{}{here}", language.other()));
    let link =
        |room: Room| Link::new(chrome.t(&format!("console-room-{}", room.as_str())), room.href(language));
    let frame = Frame {
        role: choices.role.clone(),
        until: clock(&staff.session.until.to_string()),
        leave: format!("/console/{language}/leave"),
        leave_token: staff.form_token(Leave::NAME),
        rooms: Room::ALL
            .into_iter()
            .filter(|it| it.is_open(staff, choices))
            .map(|it| (link(it), it == room))
            .collect(),
        slug: controller.slug().to_owned(),
        language,
    };
    Ok((chrome, frame))
}

/// Hours and minutes of an instant as it is printed.
fn clock(instant: &str) -> String {
    instant.split_once('T').and_then(|(_, time)| time.get(..5)).unwrap_or_default().to_owned()
}

/// The stable word of an outcome.
pub(super) const fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Permitted => "permitted",
        Outcome::Refused => "refused",
        Outcome::Observed => "observed",
    }
}
