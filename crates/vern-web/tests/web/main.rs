//! The web surface over a real installation, request by request: what is documented is what is met, scope is kept, and nothing personal
//! stands where it has no business.
//!
//! Deliberately not here: how pages look (`page.rs`), a network, and a browser.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

mod administration;
mod api;
mod authorisation;
mod batch;
mod browser;
mod case;
mod charters;
mod consent;
mod console;
mod cookie_choice;
mod erasure;
mod identity;
mod journal;
mod mailbox;
mod my_page;
mod once;
mod operation;
mod outbox;
mod policy;
mod privacy;
mod problem;
mod request;
mod sign_in;
mod site;
mod subscription;
mod world;
