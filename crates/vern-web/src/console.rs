//! The console: pages for an organisation's staff, under `/console/nb` and `/console/en`, behind a session (`vern_app::console`), which is opened by
//! signing in (`site::sign_in`) or, on the machine itself, by a link.
//!
//! Everything here goes through the use cases every other surface has, as the session's own actor. The pages work without scripts, and nothing personal
//! stands in an address: what is looked up is posted, and what was found has an address that says nothing. Deliberately not here: who may come in, and
//! for how long; what may be done.

mod access;
mod account;
mod activity;
mod case;
mod charter;
mod deadline;
mod disclosure;
mod door;
mod duty;
mod flow;
mod frame;
mod informing;
mod journal;
mod newsletter;
mod outbox;
mod overview;
mod people;
mod reach;
mod record;
mod refusal;
mod retention;
mod review;
mod supplier;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The way in by a link, which holds on the machine itself.
pub(crate) fn links() -> Router<Web> {
    Router::new().route("/console/{language}/enter/{secret}", get(door::enter))
}

pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route("/console/{language}", get(overview::read_overview))
        .merge(case::router())
        .route("/console/{language}/leave", post(door::leave))
        .route("/console/{language}/records", get(record::read_form).post(record::find))
        .route("/console/{language}/records/{result}", get(record::read_result).post(record::open))
        .route("/console/{language}/records/{result}/readers", post(record::ask_readers))
        .route("/console/{language}/journal", get(journal::read_newest).post(journal::search))
        .route("/console/{language}/activities", get(activity::read_activities))
        .route("/console/{language}/deadlines", get(deadline::read_deadlines))
        .route("/console/{language}/retention", get(retention::read_forecast))
        .route("/console/{language}/informing", get(informing::read).post(informing::list))
        .route("/console/{language}/informing/tell", post(informing::tell))
        .route("/console/{language}/reviews", get(review::read).post(review::list))
        .route("/console/{language}/reviews/decide", post(review::decide))
        .route("/console/{language}/charter", get(charter::read_charter))
        .route("/console/{language}/suppliers", get(supplier::read_suppliers))
        .route("/console/{language}/outbox", get(outbox::read_outbox))
        .route("/console/{language}/newsletter", get(newsletter::read))
        .route("/console/{language}/disclosures", get(disclosure::read_form).post(disclosure::list))
        .route("/console/{language}/people", get(people::read_people))
        .route("/console/{language}/people/invite", post(people::invite))
        .route("/console/{language}/people/again", post(people::invite_again))
        .route("/console/{language}/people/end", post(people::end))
        .route("/console/{language}/people/let-in", post(people::let_in))
        .route("/console/{language}/people/end-emergency", post(people::end_emergency))
        .route("/console/{language}/people/access", get(access::read))
        .route("/console/{language}/people/access/keep", post(access::keep))
        .route("/console/{language}/people/access/take", post(access::take))
        .route("/console/{language}/people/reach/{actor}", get(reach::read).post(reach::set))
        .route("/console/{language}/account", get(account::read_account))
        .route("/console/{language}/account/confidentiality", post(account::sign))
        .route("/console/{language}/account/training", post(account::train))
        .route("/console/{language}/account/end", post(account::end_one))
        .route("/console/{language}/account/end-all", post(account::end_all))
}
