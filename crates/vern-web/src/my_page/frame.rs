//! What stands around every page of My page: whose page it is, its own navigation, and the way out.

use vern_app::Controller;
use vern_app::my_page::IDLE_MINUTES;
use vern_text::{Language, date};

use super::door::{Form, Leave, Person};
use crate::Web;
use crate::address::Addresses;
use crate::page::{Chrome, Link, Place, asset};
use crate::site::{PageProblem, chrome_of};

/// The page's name in addresses.
pub(crate) const ADDRESS: &str = "my-page";

/// A page's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Held,
    Seen,
    Consents,
    Requests,
    SignIn,
    Code,
    Leave,
    Download,
}

impl Room {
    /// Those one is led to, in order.
    const SHOWN: [Self; 4] = [Self::Held, Self::Seen, Self::Consents, Self::Requests];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Seen => "seen",
            Self::Consents => "consents",
            Self::Requests => "requests",
            Self::SignIn => "sign-in",
            Self::Code => "code",
            Self::Leave => "leave",
            Self::Download => "download",
        }
    }

    /// Where it is.
    pub(super) fn href(self, language: Language, slug: &str) -> String {
        match self {
            Self::Held => format!("/{language}/{slug}/{ADDRESS}"),
            room => format!("/{language}/{slug}/{ADDRESS}/{}", room.as_str()),
        }
    }
}

/// What stands around a page.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) leave: String,
    pub(super) leave_token: String,
    pub(super) rooms: Vec<(Link, bool)>,
    language: Language,
}

impl Frame {
    pub(super) fn style_href(&self) -> String {
        asset::CONSOLE.href()
    }

    /// How long nothing may be asked.
    pub(super) const fn minutes(&self) -> i64 {
        IDLE_MINUTES
    }

    /// A day in words.
    pub(super) fn day(&self, day: &impl ToString) -> String {
        date(self.language, &day.to_string())
    }
}

/// The frame of a page. One that answers a form has no address of its own in the other language.
pub(super) fn frame_of(
    web: &Web,
    person: &Person,
    room: Room,
    has_address: bool,
) -> Result<(Chrome, Frame), PageProblem> {
    let (language, slug) = (person.language, person.slug());
    let mut chrome = chrome_around(web, &person.session.controller, language, room)?;
    chrome.links.other_language = chrome.links.other_language.filter(|_| has_address);
    let takes_requests = web.installation.takes_requests(&person.session.controller);
    let takes_requests = takes_requests.map_err(|problem| person.problem(&problem))?;
    let link = |room: Room| {
        Link::new(chrome.t(&format!("my-page-room-{}", room.as_str())), room.href(language, slug))
    };
    let frame = Frame {
        leave: Room::Leave.href(language, slug),
        leave_token: person.form_token(Leave::NAME),
        rooms: Room::SHOWN
            .into_iter()
            .filter(|it| *it != Room::Requests || takes_requests)
            .map(|it| (link(it), it == room))
            .collect(),
        language,
    };
    Ok((chrome, frame))
}

/// What stands around pages that need no session, too.
pub(super) fn chrome_around(
    web: &Web,
    controller: &Controller,
    language: Language,
    room: Room,
) -> Result<Chrome, PageProblem> {
    let slug = controller.slug();
    let addresses = Addresses::served(slug, language);
    let mut chrome = chrome_of(web, controller, language, Place::Elsewhere, &addresses, "")?;
    chrome.links.sign_in = None;
    chrome.links.other_language = Some(room.href(language.other(), slug));
    Ok(chrome)
}
