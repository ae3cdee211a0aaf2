//! My page: where people see what one organisation holds on them, under `/nb/<organisation>/my-page` and `/en/…`, behind a session that a one-time code
//! opens (`vern_app::my_page`).
//!
//! The pages work without scripts, and nothing personal stands in an address: what goes on from one page to the next is posted. A session is of one
//! organisation; on another's page it is as if there were none. Deliberately not here: who someone is, and what they may do.

mod answer;
mod consent;
mod door;
mod download;
mod frame;
mod held;
mod request;
mod seen;
mod sign_in;
mod weak;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

pub(crate) use frame::ADDRESS;

pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route("/{language}/{organisation}/my-page", get(held::read_overview).post(held::read_more))
        .route("/{language}/{organisation}/my-page/sign-in", get(sign_in::read_form).post(sign_in::ask))
        .route("/{language}/{organisation}/my-page/code", get(sign_in::read_code).post(sign_in::enter))
        .route("/{language}/{organisation}/my-page/leave", post(door::leave))
        .route("/{language}/{organisation}/my-page/seen", get(seen::read_newest).post(seen::read_older))
        .route("/{language}/{organisation}/my-page/consents", get(consent::read).post(consent::withdraw))
        .route("/{language}/{organisation}/my-page/requests", get(request::read).post(request::ask))
        .route("/{language}/{organisation}/my-page/requests/{case}", get(answer::read))
        .route("/{language}/{organisation}/my-page/requests/{case}/text", get(answer::take_along))
        .route("/{language}/{organisation}/my-page/download", post(download::send))
}
