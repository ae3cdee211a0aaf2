//! Segments: an index over the entries of a log, derived from them, for questions over millions of entries.
//!
//! A segment covers up to [`ENTRIES_MAX`] consecutive entries in columns: what a question asks about, and
//! nothing else of them. It is built by a [`Tail`] from the bytes of entries, is stored as bytes
//! (`docs/adr/0013-segments.md`), and can be thrown away and built again at any time. [`Segment::open`] reads
//! those bytes in place; a scan allocates nothing for an entry.
//!
//! The one who keeps segments feeds a [`Tail`] from where the last stored segment ends (the high-water mark,
//! [`Tail::next`]), stores [`Tail::segment`] when [`Tail::is_full`], and begins another. [`ask`] and [`tally`]
//! go over what is stored, through [`Segments`], and then over the tail. Culling cuts segments too: those
//! wholly below go, and one the cut runs through is built again from the entries that stay.
//!
//! | the question | is |
//! | --- | --- |
//! | who read this person's data | [`ask`] with [`Filter::pseudonym`] |
//! | what did this actor touch between two times | [`ask`] or [`tally`] with [`Filter::actor`], `since` and `until` |
//! | what was refused, and why | [`tally`] or [`ask`] with [`Filter::outcome`], perhaps [`Filter::code`] |
//!
//! This file does not prove anything: what matters is looked up in the log itself, by the index a [`Line`]
//! carries. It stores nothing, and does not know whose a pseudonym is.

use crate::SourceError;
use crate::entry::{Act, Codes, EntryError, EntryKind, Outcome};

mod bytes;
mod question;
mod scan;
mod tail;
mod tally;

pub use question::{Flow, Segments, ask, tally};
pub use scan::Segment;
pub use tail::Tail;
pub use tally::{Counted, Tally, TallyKey};

/// The most entries in a segment.
pub const ENTRIES_MAX: usize = 65_536;

/// A tail that names so many subjects is full, however few its entries. The last entry may go 255 beyond.
pub const OCCURRENCES_MAX: usize = 1 << 20;

/// Why there is no segment, or no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SegmentError {
    /// Not the bytes of a segment, or damaged ones. Build it again.
    #[error("not a sound segment")]
    Malformed,
    /// The entry is not the next one.
    #[error("entry {index} where {wanted} should come")]
    OutOfOrder {
        /// The index found.
        index: u64,
        /// The index wanted.
        wanted: u64,
    },
    /// The tail is full: store its segment and begin another.
    #[error("tail is full")]
    Full,
    /// The bytes are no entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The place segments come from failed.
    #[error("segment source failed")]
    Source(#[source] SourceError),
}

/// What a question asks for: everything that is named must hold. The default asks for every entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Names this subject.
    pub pseudonym: Option<[u8; 16]>,
    /// Was done by this actor.
    pub actor: Option<[u8; 16]>,
    /// Was done in this activity of the charter.
    pub activity: Option<String>,
    /// Is this operation.
    pub act: Option<Act>,
    /// Was decided so.
    pub outcome: Option<Outcome>,
    /// Has this code among its reasons.
    pub code: Option<String>,
    /// Not before this time, in microseconds since 1970-01-01T00:00:00Z.
    pub since: u64,
    /// Not after this time; the time itself counts.
    pub until: u64,
    /// Not before this place in the log; to go on from where a page ended.
    pub from_index: u64,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            pseudonym: None,
            actor: None,
            activity: None,
            act: None,
            outcome: None,
            code: None,
            since: 0,
            until: u64::MAX,
            from_index: 0,
        }
    }
}

/// One entry, as far as an index knows it.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its place in the log.
    pub index: u64,
    /// When, in microseconds since 1970-01-01T00:00:00Z.
    pub at: u64,
    /// What kind of entry.
    pub kind: EntryKind,
    /// What was done or asked for.
    pub act: Option<Act>,
    /// What was decided.
    pub outcome: Option<Outcome>,
    /// By whom.
    pub actor: Option<[u8; 16]>,
    /// In which activity.
    pub activity: Option<&'a str>,
    /// For which reasons.
    pub codes: Codes<'a>,
    /// Records, or like refusals counted into this entry.
    pub count: Option<u64>,
    pseudonyms: scan::People<'a>,
}

impl<'a> Line<'a> {
    /// About whom, in the order of the entry.
    pub fn pseudonyms(&self) -> impl Iterator<Item = [u8; 16]> + use<'a> {
        self.pseudonyms.clone()
    }
}
