//! Rows as they leave the database. Bodies are ciphertext.

use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::error::StoreError;
use crate::session::Row;

/// Sixteen bytes that name a key, an actor or a subject.
pub type Id16 = [u8; 16];

/// A look-up token: what is left of its HMAC says where to look, not what is there; whoever looks compares (ADR 0004).
pub type LookupToken = [u8; 8];

/// The head of a controller: where its journal stands and which state decisions must be made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Epoch of the journal (ADR 0007).
    pub epoch: u32,
    /// Entries in the tree.
    pub tree_size: u64,
    /// Time of the last entry.
    pub last_at: Instant,
    /// Counts changes of charter, grants and suppliers (ADR 0005).
    pub state_version: u64,
    /// Keys erased so far: a key database with fewer tombstones is older than the data (ADR 0003).
    pub keys_erased: u64,
    /// Entries before this one are culled: their bodies are gone, the tree stands (ADR 0002).
    pub culled: u64,
}

/// What is known of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubjectRow {
    /// State bits, see [`SubjectRow::RESTRICTED`].
    pub state: u32,
    /// Counts changes of the state and of consents.
    pub state_version: u64,
    /// Names the link key.
    pub link_key: Id16,
}

impl SubjectRow {
    /// Restricted as a whole (GDPR art. 18).
    pub const RESTRICTED: u32 = 1;
    /// An erasure of its data is ordered and not finished; which activities, the erasures tell.
    pub const ERASING: u32 = 2;
    /// It objects to some activity; which, the objections tell (GDPR art. 21).
    pub const OBJECTS: u32 = 4;
    /// When what some activity keeps its data for ends is known; which, the endings tell.
    pub const ENDS: u32 = 8;
    /// It is restricted in some activity and not as a whole; which, the restrictions tell (GDPR art. 18).
    pub const RESTRICTED_IN: u32 = 16;
}

/// A subject's consent to an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// Activity id.
    pub activity: String,
    /// When it was given, last.
    pub given_at: Instant,
    /// When it was taken back, where it was since.
    pub withdrawn_at: Option<Instant>,
}

/// A record with what is known of its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Row number; grows with creation, never shown.
    pub record: i64,
    /// The caller's key.
    pub key: String,
    /// Whose.
    pub subject: SubjectId,
    /// Policy row.
    pub policy: i64,
    /// Counts writes, from 1.
    pub version: u64,
    /// When the data was collected.
    pub collected_at: Instant,
    /// What the period counts from.
    pub anchor_at: Instant,
    /// Look-up tokens, eight bytes each.
    pub tokens: Vec<u8>,
    /// Sealed fields.
    pub body: Vec<u8>,
    /// The subject.
    pub subject_row: SubjectRow,
    /// Names the key that opens the body; none if it is no longer named.
    pub data_key: Option<Id16>,
}

/// A record that has run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOutRow {
    /// The caller's key.
    pub key: String,
    /// What its period counts from.
    pub anchor_at: Instant,
    /// Row number.
    pub record: i64,
}

/// An interned policy row (ADR 0004).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    /// Its number within the controller.
    pub policy: i64,
    /// Activity id.
    pub activity: String,
    /// Category of subjects.
    pub category: String,
    /// What it narrows of that, in CBOR; empty where it narrows nothing (ADR 0015).
    pub narrowing: Vec<u8>,
}

/// A charter version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterRow {
    /// Hash of the model.
    pub hash: [u8; 32],
    /// From when it holds.
    pub in_force_at: Instant,
    /// When it was imported.
    pub imported_at: Instant,
    /// Name of the file.
    pub file: String,
    /// The file.
    pub document: Vec<u8>,
}

/// Who a credential belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRow {
    /// For which controller.
    pub controller: ControllerId,
    /// Who.
    pub actor: ActorId,
    /// Role in the charter.
    pub role: String,
    /// When its access ends or has ended, if ever.
    pub ends_at: Option<Instant>,
    /// How far its access reaches, where that is less than the role may, as JSON.
    pub reach: Option<String>,
}

/// An actor's access, without what opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRow {
    /// Who.
    pub actor: ActorId,
    /// Role in the charter.
    pub role: String,
    /// Since when.
    pub since: Instant,
    /// When it ends or has ended, if ever.
    pub ends_at: Option<Instant>,
    /// How far it reaches, where that is less than the role may, as JSON.
    pub reach: Option<String>,
    /// When it was last looked at whether it is to stay; none where nobody has since it was given.
    pub reviewed_at: Option<Instant>,
}

/// What is known of the installation itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InstallationRow {
    /// Random, and its own: a snapshot says whose it is.
    pub id: Id16,
    /// When it was closed because it goes on elsewhere.
    pub moved_at: Option<Instant>,
    /// The snapshot that is being restored into it; cut short if it is still there at a start.
    pub restoring: Option<Id16>,
    /// Rows of that snapshot that are in.
    pub frames: u64,
}

/// A key of the controller itself, by use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControllerKeyRow {
    /// Use, as `vern-crypto` numbers it.
    pub purpose: u8,
    /// Data type for a blind-index key, else empty.
    pub name: String,
    /// Counts rotations, from 1.
    pub number: u32,
    /// Names the key.
    pub key_id: Id16,
}

/// A signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointRow {
    /// Entries it covers.
    pub tree_size: u64,
    /// When it was signed.
    pub signed_at: Instant,
    /// The signed note.
    pub note: String,
}

pub(crate) fn id16(bytes: &[u8], table: &'static str) -> Result<Id16, StoreError> {
    bytes.try_into().map_err(|_| StoreError::Damaged { table })
}

pub(crate) fn subject_id(bytes: &[u8], table: &'static str) -> Result<SubjectId, StoreError> {
    Ok(SubjectId::from_bytes(id16(bytes, table)?))
}

pub(crate) fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

pub(crate) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(crate) fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

pub(crate) fn head(row: &Row<'_>) -> Result<Head, StoreError> {
    Ok(Head {
        epoch: small(row.int(0)?),
        tree_size: unsigned(row.int(1)?),
        last_at: Instant::from_micros(row.int(2)?),
        state_version: unsigned(row.int(3)?),
        keys_erased: unsigned(row.int(4)?),
        culled: unsigned(row.int(5)?),
    })
}

pub(crate) fn subject(row: &Row<'_>, first: usize) -> Result<SubjectRow, StoreError> {
    Ok(SubjectRow {
        state: small(row.int(first)?),
        state_version: unsigned(row.int(first + 1)?),
        link_key: id16(row.bytes(first + 2)?, "subjects")?,
    })
}

pub(crate) fn consent(row: &Row<'_>) -> Result<ConsentRow, StoreError> {
    Ok(ConsentRow {
        activity: row.text(0)?,
        given_at: Instant::from_micros(row.int(1)?),
        withdrawn_at: row.int_or_null(2)?.map(Instant::from_micros),
    })
}

pub(crate) fn record(row: &Row<'_>) -> Result<RecordRow, StoreError> {
    Ok(RecordRow {
        record: row.int(0)?,
        key: row.text(1)?,
        subject: subject_id(row.bytes(2)?, "records")?,
        policy: row.int(3)?,
        version: unsigned(row.int(4)?),
        collected_at: Instant::from_micros(row.int(5)?),
        anchor_at: Instant::from_micros(row.int(6)?),
        tokens: row.bytes(7)?.to_vec(),
        body: row.bytes(8)?.to_vec(),
        subject_row: subject(row, 9)?,
        data_key: row.bytes_or_null(12)?.map(|key| id16(key, "records")).transpose()?,
    })
}
