//! The journal: what an entry is, the tree that holds the entries, and how anyone checks both.
//!
//! One append-only log per controller. An [`Entry`] is one CBOR map in deterministic encoding; its
//! leaf hash goes into an RFC 6962 tree kept as C2SP tlog-tiles; a signed note (the *checkpoint*)
//! states size and root. [`verify()`] checks an exported folder with nothing but that folder.
//!
//! | module | what |
//! | --- | --- |
//! | [`entry`] | the bytes of one entry and of its sealed part |
//! | [`tree`] | the growing edge of a tree, tile rows, proofs |
//! | [`checkpoint`] | origins, keys and signed notes |
//! | [`receipt`] | the address of one entry, as a caller is handed it |
//! | [`export`] | the folder an export is, and writing one |
//! | [`segment`] | an index for questions over millions of entries |
//! | [`mod@verify`] | reading such a folder and naming what does not hold |
//!
//! **Deliberately absent:** a clock, randomness, file and network access (all input and output
//! comes in through traits), encryption of the sealed part, storage, and words meant for people.

pub mod checkpoint;
pub mod entry;
pub mod export;
pub mod receipt;
pub mod segment;
pub mod tree;
pub mod verify;

/// What a trait of this crate hands back when the place behind it fails.
///
/// The journal only passes it on; it never looks inside.
pub type SourceError = Box<dyn std::error::Error + Send + Sync>;

pub use checkpoint::{
    Checkpoint, CheckpointError, CheckpointKey, VerifierKeys, open_checkpoint, origin, renamed_key,
};
pub use entry::{
    Act, ChunkError, DataBits, Entry, EntryError, EntryKind, Glance, Outcome, SealedPart, SubjectPart,
    join_chunks,
};
pub use export::{
    Charter, EntrySource, ExportError, ExportFiles, ExportSink, write_export, write_older_epoch,
};
pub use receipt::{Receipt, ReceiptError};
pub use segment::{Filter, Line, Segment, SegmentError, Segments, Tail, Tally};
pub use tree::{
    Edge, Hash, Proof, ProofError, TileError, TileRow, TileSource, check_consistency, check_inclusion,
    leaf_hash, prove_consistency, prove_inclusion, tree_root,
};
pub use verify::{EpochReport, Failure, FailureCode, Report, verify};
