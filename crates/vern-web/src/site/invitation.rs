//! An invitation, followed: a password is chosen and an authenticator app enrolled. Whoever only looks at the page does not use it.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use qrcodegen::{QrCode, QrCodeEcc};
use vern_app::Problem;
use vern_app::account::{Activation, Enrolment, Invited};
use vern_app::identity::Errand;
use vern_core::personal::Personal;
use vern_text::Language;

use super::sign_in::{ProblemView, enter, read_own};
use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::address::Addresses;
use crate::form;
use crate::header::PathOf;
use crate::identity::{Way, told, ways};
use crate::page::{Chrome, Place, asset};

/// Light units around a QR code (ISO/IEC 18004 § 5.3.8).
const QUIET: i32 = 4;

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    chrome: Chrome,
    action: String,
    name: String,
    email: String,
    secret: String,
    address: String,
    picture: Option<Picture>,
    ways: Vec<Way>,
    problem: Option<ProblemView>,
}

/// A QR code as a drawing.
struct Picture {
    size: i32,
    path: String,
}

impl InvitationPage {
    fn style_href(&self) -> String {
        asset::CONSOLE.href()
    }

    /// The secret in groups of four, as it is typed.
    fn secret_in_groups(&self) -> String {
        let groups = self.secret.as_bytes().chunks(4).map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join(" ")
    }
}

/// `GET /{language}/{organisation}/invitation/{secret}`.
pub(super) async fn read_form(
    State(web): State<Web>,
    PathOf((language, organisation, invitation)): PathOf<(String, String, String)>,
    uri: Uri,
) -> Page {
    let language = language_in(&language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let invited = web.installation.invited(&organisation, &invitation).await.map_err(problem)?;
    let page = page(&web, language, &invitation, &invited, None, told(language, &uri))?;
    show(language, page.render())
}

/// `POST /{language}/{organisation}/invitation/{secret}`.
pub(super) async fn activate(
    State(web): State<Web>,
    PathOf((language, organisation, invitation)): PathOf<(String, String, String)>,
    request: Request,
) -> Page {
    let language = language_in(&language)?;
    let headers = request.headers().clone();
    let address = form::address(&web, &headers, request.extensions());
    let fields = read_own(&web, language, &headers, request).await?;
    let field = |name| fields.exact(name).unwrap_or_default().to_owned();
    let chosen = Activation {
        invitation: invitation.clone(),
        password: Personal::new(field("password")),
        one_time_secret: Personal::new(field("secret")),
        code: Personal::new(field("code").chars().filter(|it| !it.is_whitespace()).collect()),
        address,
    };
    let done = if field("password") == field("password-again") {
        web.installation.activate(&organisation, &chosen).await
    } else {
        Err(Problem::invalid_field("account.passwords_differ", "password-again"))
    };
    match done {
        Ok(opened) => {
            let opened = (opened.expose_text(), opened.life_seconds);
            enter(&web, language, &headers, opened, &format!("/console/{language}/account")).await
        }
        Err(problem @ Problem::Invalid { .. }) => {
            let of = |problem: Problem| PageProblem::new(language, &problem);
            let invited = web.installation.invited(&organisation, &invitation).await.map_err(of)?;
            let secret = chosen.one_time_secret.reveal();
            let view = ProblemView::new(language, problem.code());
            let page = page(&web, language, &invitation, &invited, Some(secret), Some(view))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, show(language, page.render())?).into_response())
        }
        Err(problem) => Err(PageProblem::new(language, &problem)),
    }
}

fn page(
    web: &Web,
    language: Language,
    invitation: &str,
    invited: &Invited,
    secret: Option<&str>,
    problem: Option<ProblemView>,
) -> Result<InvitationPage, PageProblem> {
    let controller = &invited.controller;
    let addresses = Addresses::served(controller.slug(), language);
    let action = format!("/{language}/{}/invitation/{invitation}", controller.slug());
    let mut chrome = chrome_of(web, controller, language, Place::Elsewhere, &addresses, &action)?;
    chrome.links.sign_in = None;
    let ways = ways(web, controller, language, &Errand::Invitation(Personal::new(invitation.to_owned())))?;
    let enrolment = invited.enrolment(secret, &chrome.organisation);
    let Enrolment { secret, address } = enrolment.map_err(|problem| PageProblem::new(language, &problem))?;
    Ok(InvitationPage {
        action,
        name: invited.name.reveal().clone(),
        email: invited.email.reveal().clone(),
        secret: secret.into_inner(),
        picture: picture(address.reveal()),
        ways,
        address: address.into_inner(),
        problem,
        chrome,
    })
}

/// A QR code of a text; none where it is too long for one.
fn picture(text: &str) -> Option<Picture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    Some(Picture { size: code.size() + 2 * QUIET, path })
}
