//! The console for an organisation's staff: entry by a one-time link, and what its pages show beside what every surface can ask.
//!
//! Until there is sign-in, whoever runs the server lets someone in: a link that works once, for a few minutes, from the machine itself. It opens a
//! session bound to one organisation and one role. A session is an actor like any other: what it does goes through the gate and into the journal
//! under that actor's id, and its beginning and end stand there too. Deliberately not here: HTTP, cookies, pages.

mod choice;
mod overview;
mod session;
mod version;

pub use choice::Choices;
pub use overview::{ActivityState, Day, DutyCounts, JournalState, Overview, SOON_DAYS};
pub(crate) use session::Doors;
pub use session::{ConsoleLink, ConsoleSession, FoundRecord, OpenedConsole, form_token, is_form_token};
pub use version::{Comparison, HeldDocument};
