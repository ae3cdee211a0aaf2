//! Use cases. The only crate that performs operations on personal data: each goes snapshot → decide → seal → commit → answer (ADR 0005).
//!
//! No surface is known here: no HTTP, no command line, no HTML. What goes wrong is one [`Problem`], what is answered one typed value
//! with the [`Receipt`](vern_journal::Receipt) of its journal entry.

pub mod access;
pub mod account;
pub mod backup;
mod cache;
pub mod call;
pub mod charter;
mod checkpoint_key;
pub mod clock;
pub mod committer;
pub mod consent;
pub mod console;
pub mod controller;
pub mod cookie_choice;
pub mod deadline;
pub mod disclosure;
pub mod doctor;
pub mod document;
mod draft;
pub mod elsewhere;
pub mod erasure;
pub mod history;
pub mod identity;
pub mod informing;
pub mod installation;
pub mod journal;
mod key_maker;
mod keyring;
mod log;
pub mod measure;
pub mod my_page;
pub mod names;
pub mod outbox;
pub mod own_work;
pub mod pace;
pub mod policy;
mod prepared;
pub mod problem;
pub mod reach;
mod recent_changes;
pub mod record;
pub mod refusal;
pub mod replay;
pub mod retention;
pub mod rights;
mod root_key_file;
pub mod rotation;
mod row_cache;
mod standing;
pub mod subject;
pub mod subscription;
pub mod version;
mod vouched;

pub use access::Caller;
pub use clock::{Clock, ManualClock, SystemClock};
pub use controller::Controller;
pub use installation::{Installation, InstallationOptions};
pub use problem::Problem;
pub use vern_policy::CharterError;
pub use vern_store::{StoreOptions, StorePlace};

/// A value with the proof that the operation behind it is in the journal.
#[derive(Debug, Clone)]
pub struct Answer<T> {
    /// What was asked for.
    pub value: T,
    /// The entry.
    pub committed: committer::Committed,
}
