//! Every word Vern says to people, in Norwegian bokmål and English, and the typed [`Document`] that pages,
//! letters and terminal output are rendered from.
//!
//! Messages are Fluent files in `messages/`, one per language, compiled in. A test holds that both languages have
//! the same messages with the same variables.
//!
//! Deliberately absent: HTML (`vern-web` renders documents), any knowledge of charters, the journal or the gate,
//! clocks (dates come in as ISO 8601 strings) and reading messages from disk.

pub mod change;
pub mod date;
pub mod document;
pub mod language;
pub mod message;
mod plain;
pub mod sheet;

pub use change::{LineChange, SectionChange, changes};
pub use date::{date, date_with_weekday, moment};
pub use document::{Audience, Block, Document, FindingLine, Held, HeldTally, Line, Section, ToldIn, Updated};
pub use language::{Language, LanguageUnknown};
pub use message::{Value, has, text};
pub use sheet::Sheet;
