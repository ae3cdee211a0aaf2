//! The pages people read: one view model and one template each, and the assets they use.
//!
//! A view model holds facts; every label comes from `vern-text` in the page's language, and every value is escaped
//! by the template. Pages run under a policy that allows no inline style, no inline script and no other origin.
//!
//! Deliberately not here: routes, sessions, calls into `vern-app`, cookies, and HTML from outside a template.

pub mod asset;
mod chrome;
mod document;
mod error;
mod front;
mod guide;
mod history;
mod journal;
mod request;
mod result;

pub use chrome::{Assets, CharterInForce, Chrome, Link, Place, SiteLinks};
pub use document::{DocumentPage, OwnDocument};
pub use error::ErrorPage;
pub use front::{FrontPage, Publication};
pub use guide::{GuideForm, GuidePage, GuideStart, GuideStep, OrganisationView, PartyView};
pub use history::{HistoryPage, VersionsJson};
pub use journal::{
    CheckpointView, EntryKind, EntryReason, EntryView, JournalPage, Lookup, Opened, ProofView, Verdict,
};
pub use request::{RequestFault, RequestPage, RequestReceivedPage};
pub use result::{Answer, ReasonView, ReceiptLink, ResultPage};

/// The header every page is served with: nothing but this server's own style, module and images. Templates are
/// written to it, and a test holds that they are.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
     script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
