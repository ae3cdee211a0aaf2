//! Writing: one transaction for a batch, a savepoint for each operation in it.

use std::fs::File;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use rusqlite::{Connection, Params, TransactionBehavior};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::{blob16, one};
use crate::row::{self, CharterRow, ControllerKeyRow, Head, Id16, SubjectRow, signed, unsigned};

/// The one writer. It too holds the directory: while it lives, no other process may write.
pub struct Writer {
    connection: Connection,
    checkpoints: SyncSender<()>,
    injected_sync_delay: Option<Duration>,
    wal_pages: u64,
    pages_since: u64,
    _held: Arc<File>,
}

/// A record to be written.
#[derive(Debug, Clone)]
pub struct RecordWrite {
    /// The caller's key.
    pub key: String,
    /// Whose.
    pub subject: SubjectId,
    /// Policy row.
    pub policy: i64,
    /// This write's version.
    pub version: u64,
    /// When the data was collected; kept from the first write.
    pub collected_at: Instant,
    /// Look-up tokens.
    pub tokens: Vec<(String, Id16)>,
    /// Sealed fields.
    pub body: Vec<u8>,
}

/// What a record's row is now, for the comparison before a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordNow {
    /// Row number.
    pub record: i64,
    /// Version.
    pub version: u64,
    /// Whose.
    pub subject: SubjectId,
    /// Policy row.
    pub policy: i64,
    tokens: Vec<u8>,
}

impl Writer {
    pub(crate) fn new(
        connection: Connection,
        checkpoints: SyncSender<()>,
        injected_sync_delay: Option<Duration>,
        wal_pages: u64,
        held: Arc<File>,
    ) -> Self {
        Self { connection, checkpoints, injected_sync_delay, wal_pages, pages_since: 0, _held: held }
    }

    /// Runs `work` in one transaction and commits it durably. If `work` fails nothing is written.
    ///
    /// # Errors
    /// What `work` gives, or engine failures. After a failed commit the state is unknown: end the process.
    pub fn batch<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let mut batch = Batch { connection: &transaction, rows: 0 };
        let done = work(&mut batch)?;
        let rows = batch.rows;
        transaction.commit().map_err(StoreError::from)?;
        if let Some(delay) = self.injected_sync_delay {
            std::thread::sleep(delay);
        }
        self.count_pages(rows);
        Ok(done)
    }

    /// Rows written stand for pages: a checkpoint is asked for about every `wal_pages` of them.
    fn count_pages(&mut self, rows: u64) {
        self.pages_since += rows;
        if self.pages_since >= self.wal_pages {
            self.pages_since = 0;
            let _already_asked = self.checkpoints.try_send(());
        }
    }
}

/// A transaction under way.
pub struct Batch<'a> {
    connection: &'a Connection,
    rows: u64,
}

impl Batch<'_> {
    fn run(&mut self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        self.require_transaction()?;
        self.rows += 1;
        Ok(self.connection.prepare_cached(sql)?.execute(params)?)
    }

    /// A full disk or a failed read can make the engine roll the whole transaction back. What came after would then be committed on its own,
    /// without what came before: nothing more is written, and the commit at the end fails.
    fn require_transaction(&self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() {
            let lost = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT_ROLLBACK);
            return Err(StoreError::Engine(rusqlite::Error::SqliteFailure(lost, None)));
        }
        Ok(())
    }

    /// Runs one operation's changes; if they fail, only they are undone.
    ///
    /// # Errors
    /// What `work` gives, or engine failures.
    pub fn savepoint<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let run = |sql: &str| -> Result<(), StoreError> {
            self.connection.prepare_cached(sql)?.execute([])?;
            Ok(())
        };
        self.require_transaction()?;
        run("SAVEPOINT operation")?;
        match work(self) {
            Ok(done) => {
                self.connection
                    .prepare_cached("RELEASE operation")
                    .map_err(StoreError::from)?
                    .execute([])
                    .map_err(StoreError::from)?;
                Ok(done)
            }
            Err(error) => {
                self.require_transaction()?;
                self.connection
                    .execute_batch("ROLLBACK TO operation; RELEASE operation")
                    .map_err(StoreError::from)?;
                Err(error)
            }
        }
    }

    /// The head of a controller.
    ///
    /// # Errors
    /// Engine failures.
    pub fn head(&self, controller: ControllerId) -> Result<Option<Head>, StoreError> {
        one(self.connection, dml::HEAD, [controller.as_i64()], row::head)
    }

    /// Makes a controller with an empty journal.
    ///
    /// # Errors
    /// Engine failures; a slug or id that is taken.
    pub fn create_controller(
        &mut self,
        controller: ControllerId,
        slug: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::CONTROLLER_INSERT, (controller.as_i64(), slug, at.as_micros()))?;
        self.run(dml::HEAD_INSERT, (controller.as_i64(), 1_u32))?;
        Ok(())
    }

    /// Moves the head on after entries.
    ///
    /// # Errors
    /// Engine failures.
    pub fn advance_head(
        &mut self,
        controller: ControllerId,
        tree_size: u64,
        last_at: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::HEAD_ADVANCE, (signed(tree_size), last_at.as_micros(), controller.as_i64()))?;
        Ok(())
    }

    /// Counts a change of charter, grants or suppliers.
    ///
    /// # Errors
    /// Engine failures.
    pub fn bump_state_version(&mut self, controller: ControllerId) -> Result<(), StoreError> {
        self.run(dml::HEAD_BUMP, [controller.as_i64()])?;
        Ok(())
    }

    /// Names a key of the controller itself.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_controller_key(
        &mut self,
        controller: ControllerId,
        key: &ControllerKeyRow,
    ) -> Result<(), StoreError> {
        let params = (controller.as_i64(), key.purpose, key.name.as_str(), key.number, key.key_id.as_slice());
        self.run(dml::CONTROLLER_KEY_INSERT, params)?;
        Ok(())
    }

    /// Adds a charter version.
    ///
    /// # Errors
    /// Engine failures; a version that is already there.
    pub fn add_charter(&mut self, controller: ControllerId, charter: &CharterRow) -> Result<(), StoreError> {
        let params = (
            controller.as_i64(),
            charter.hash.as_slice(),
            charter.in_force_at.as_micros(),
            charter.imported_at.as_micros(),
            charter.file.as_str(),
            charter.document.as_slice(),
        );
        self.run(dml::CHARTER_INSERT, params)?;
        Ok(())
    }

    /// Adds an actor with a credential.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_actor(
        &mut self,
        controller: ControllerId,
        actor: ActorId,
        role: &str,
        token_hash: &[u8; 32],
        at: Instant,
    ) -> Result<(), StoreError> {
        self.run(
            dml::ACTOR_INSERT,
            (controller.as_i64(), actor.as_bytes(), role, token_hash.as_slice(), at.as_micros()),
        )?;
        Ok(())
    }

    /// Ends an actor's credential; false if there was none to end.
    ///
    /// # Errors
    /// Engine failures.
    pub fn end_actor(
        &mut self,
        controller: ControllerId,
        actor: ActorId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.run(dml::ACTOR_END, (at.as_micros(), controller.as_i64(), actor.as_bytes()))? > 0)
    }

    /// The number of the policy row for an activity and a category, made if need be.
    ///
    /// # Errors
    /// Engine failures.
    pub fn intern_policy(
        &mut self,
        controller: ControllerId,
        activity: &str,
        category: &str,
    ) -> Result<i64, StoreError> {
        let found =
            one(self.connection, dml::POLICY_FIND, (controller.as_i64(), activity, category), |row| {
                Ok(row.get(0)?)
            })?;
        if let Some(policy) = found {
            return Ok(policy);
        }
        let next = one(self.connection, dml::POLICY_NEXT, [controller.as_i64()], |row| Ok(row.get(0)?))?
            .unwrap_or(1_i64);
        self.run(dml::POLICY_INSERT, (controller.as_i64(), next, activity, category))?;
        Ok(next)
    }

    /// A subject as it is now.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subject(
        &self,
        controller: ControllerId,
        subject: SubjectId,
    ) -> Result<Option<SubjectRow>, StoreError> {
        one(self.connection, dml::SUBJECT, (controller.as_i64(), subject.as_bytes()), |row| {
            row::subject(row, 0)
        })
    }

    /// Adds a subject.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_subject(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        link_key: &Id16,
    ) -> Result<(), StoreError> {
        self.run(dml::SUBJECT_INSERT, (controller.as_i64(), subject.as_bytes(), link_key.as_slice()))?;
        Ok(())
    }

    /// Sets a subject's state bits.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_subject_state(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        state: u32,
    ) -> Result<(), StoreError> {
        self.run(dml::SUBJECT_SET, (state, controller.as_i64(), subject.as_bytes()))?;
        Ok(())
    }

    /// Records that a subject gives, or takes back, consent to an activity.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_consent(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        given: bool,
        at: Instant,
    ) -> Result<(), StoreError> {
        if given {
            self.run(dml::CONSENT_GIVE, (controller.as_i64(), subject.as_bytes(), activity, at.as_micros()))?;
        } else {
            self.run(
                dml::CONSENT_WITHDRAW,
                (at.as_micros(), controller.as_i64(), subject.as_bytes(), activity),
            )?;
        }
        self.run(dml::SUBJECT_BUMP, (controller.as_i64(), subject.as_bytes()))?;
        Ok(())
    }

    /// The data key of a subject in an activity as it is now.
    ///
    /// # Errors
    /// Engine failures.
    pub fn data_key(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
    ) -> Result<Option<Id16>, StoreError> {
        let params = (controller.as_i64(), subject.as_bytes(), activity);
        one(self.connection, dml::SUBJECT_KEY, params, |row| blob16(row, 0, "subject_keys"))
    }

    /// Names the data key of a subject in an activity.
    ///
    /// # Errors
    /// Engine failures; one that is already named.
    pub fn add_data_key(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        key: &Id16,
    ) -> Result<(), StoreError> {
        self.run(
            dml::SUBJECT_KEY_INSERT,
            (controller.as_i64(), subject.as_bytes(), activity, key.as_slice()),
        )?;
        Ok(())
    }

    /// The record with a key as it is now.
    ///
    /// # Errors
    /// Engine failures.
    pub fn record(&self, controller: ControllerId, key: &str) -> Result<Option<RecordNow>, StoreError> {
        one(self.connection, dml::RECORD_VERSION, (controller.as_i64(), key), |row| {
            let subject: Vec<u8> = row.get(3)?;
            Ok(RecordNow {
                record: row.get(0)?,
                version: unsigned(row.get(1)?),
                tokens: row.get(2)?,
                subject: row::subject_id(&subject, "records")?,
                policy: row.get(4)?,
            })
        })
    }

    /// Writes a record anew.
    ///
    /// # Errors
    /// Engine failures; a key that is taken.
    pub fn insert_record(&mut self, controller: ControllerId, write: &RecordWrite) -> Result<(), StoreError> {
        let params = (
            controller.as_i64(),
            write.key.as_str(),
            write.subject.as_bytes(),
            write.policy,
            signed(write.version),
            write.collected_at.as_micros(),
            write.collected_at.as_micros(),
            pack_tokens(&write.tokens),
            write.body.as_slice(),
        );
        self.run(dml::RECORD_INSERT, params)?;
        let record = self.connection.last_insert_rowid();
        self.insert_tokens(controller, &write.tokens, record)
    }

    /// Writes a new version of a record.
    ///
    /// # Errors
    /// Engine failures.
    pub fn update_record(
        &mut self,
        controller: ControllerId,
        now: &RecordNow,
        write: &RecordWrite,
    ) -> Result<(), StoreError> {
        self.delete_tokens(controller, now)?;
        self.run(
            dml::RECORD_UPDATE,
            (signed(write.version), pack_tokens(&write.tokens), write.body.as_slice(), now.record),
        )?;
        self.insert_tokens(controller, &write.tokens, now.record)
    }

    /// Takes a record away. If it was the subject's last in the activity, its data key is ordered erased: commit 1 of ADR 0003.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erase_record(
        &mut self,
        controller: ControllerId,
        now: &RecordNow,
        activity: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.delete_tokens(controller, now)?;
        self.run(dml::RECORD_DELETE, [now.record])?;
        let params = (controller.as_i64(), now.subject.as_bytes(), activity);
        if one(self.connection, dml::RECORD_LEFT, params, |_| Ok(()))?.is_some() {
            return Ok(());
        }
        if let Some(key) = self.data_key(controller, now.subject, activity)? {
            self.run(dml::SUBJECT_KEY_DELETE, params)?;
            self.run(dml::KEY_ERASURE_INSERT, (controller.as_i64(), key.as_slice(), at.as_micros()))?;
        }
        Ok(())
    }

    /// Closes the intent to erase a key, once its bytes are overwritten.
    ///
    /// # Errors
    /// Engine failures.
    pub fn close_key_erasure(&mut self, controller: ControllerId, key: &Id16) -> Result<(), StoreError> {
        // Two erasures at once may both find the order open; the key is counted by whoever closes it.
        if self.run(dml::KEY_ERASURE_DELETE, (controller.as_i64(), key.as_slice()))? > 0 {
            self.run(dml::HEAD_KEY_ERASED, [controller.as_i64()])?;
        }
        Ok(())
    }

    /// Appends a journal entry.
    ///
    /// # Errors
    /// Engine failures; a position that is taken.
    pub fn insert_entry(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        position: u64,
        entry: &[u8],
    ) -> Result<(), StoreError> {
        self.run(dml::ENTRY_INSERT, (controller.as_i64(), epoch, signed(position), entry))?;
        Ok(())
    }

    /// Writes a tile of the tree.
    ///
    /// # Errors
    /// Engine failures.
    pub fn put_tile(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        level: u8,
        position: u64,
        hashes: &[u8],
    ) -> Result<(), StoreError> {
        self.run(dml::TILE_PUT, (controller.as_i64(), epoch, level, signed(position), hashes))?;
        Ok(())
    }

    /// One tile of the tree as it is now.
    ///
    /// # Errors
    /// Engine failures.
    pub fn tile(
        &self,
        controller: ControllerId,
        epoch: u32,
        level: u8,
        position: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        one(self.connection, dml::TILE, (controller.as_i64(), epoch, level, signed(position)), |row| {
            Ok(row.get(0)?)
        })
    }

    /// Keeps a signed checkpoint.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_checkpoint(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        tree_size: u64,
        at: Instant,
        note: &str,
    ) -> Result<(), StoreError> {
        self.run(
            dml::CHECKPOINT_INSERT,
            (controller.as_i64(), epoch, signed(tree_size), at.as_micros(), note),
        )?;
        Ok(())
    }

    fn insert_tokens(
        &mut self,
        controller: ControllerId,
        tokens: &[(String, Id16)],
        record: i64,
    ) -> Result<(), StoreError> {
        for (data_type, token) in tokens {
            self.run(
                dml::LOOKUP_INSERT,
                (controller.as_i64(), data_type.as_str(), token.as_slice(), record),
            )?;
        }
        Ok(())
    }

    fn delete_tokens(&mut self, controller: ControllerId, now: &RecordNow) -> Result<(), StoreError> {
        for (data_type, token) in unpack_tokens(&now.tokens)? {
            self.run(dml::LOOKUP_DELETE, (controller.as_i64(), data_type, token, now.record))?;
        }
        Ok(())
    }
}

/// Per token: one length byte, the data type's id (at most 48 bytes), sixteen bytes.
fn pack_tokens(tokens: &[(String, Id16)]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(tokens.len() * 24);
    for (data_type, token) in tokens {
        packed.push(u8::try_from(data_type.len()).unwrap_or(u8::MAX));
        packed.extend_from_slice(data_type.as_bytes());
        packed.extend_from_slice(token);
    }
    packed
}

fn unpack_tokens(mut packed: &[u8]) -> Result<Vec<(&str, &[u8])>, StoreError> {
    const DAMAGED: StoreError = StoreError::Damaged { table: "records" };
    let mut tokens = Vec::new();
    while let Some((length, rest)) = packed.split_first() {
        let (data_type, rest) = rest.split_at_checked(usize::from(*length)).ok_or(DAMAGED)?;
        let (token, rest) = rest.split_at_checked(16).ok_or(DAMAGED)?;
        tokens.push((std::str::from_utf8(data_type).map_err(|_| DAMAGED)?, token));
        packed = rest;
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tokens_go_there_and_back(tokens in proptest::collection::vec(("[a-z]{1,48}", any::<[u8; 16]>()), 0..6)) {
            let packed = pack_tokens(&tokens);
            let unpacked = unpack_tokens(&packed).unwrap();
            prop_assert_eq!(unpacked.len(), tokens.len());
            for ((a, b), (c, d)) in tokens.iter().zip(unpacked) {
                prop_assert_eq!(a.as_str(), c);
                prop_assert_eq!(b.as_slice(), d);
            }
        }

        #[test]
        fn damaged_tokens_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) { drop(unpack_tokens(&bytes)); }
    }
}
