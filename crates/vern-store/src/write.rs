//! What a transaction changes, row by row: a batch of operations, each whole or not at all.
//!
//! Operations are done without savepoints at first, and on PostgreSQL without waiting for each statement; if one fails, the whole is undone and run
//! again step by step, each operation with a savepoint, so that only the one at fault fails.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::ddl_postgres;
use crate::dml;
use crate::error::StoreError;
use crate::number::Numbers;
use crate::row::{self, CharterRow, ControllerKeyRow, Head, Id16, LookupToken, SubjectRow, signed, unsigned};
use crate::session::{Param, Row, Session, params};
use crate::transfer::{Table, Value};

/// A record to be written.
#[derive(Debug, Clone)]
pub struct RecordWrite {
    /// The caller's key.
    pub key: String,
    /// Whose.
    pub subject: SubjectId,
    /// This write's version.
    pub version: u64,
    /// When the data was collected; kept from the first write.
    pub collected_at: Instant,
    /// What its period counts from.
    pub anchor_at: Instant,
    /// Look-up tokens.
    pub tokens: Vec<LookupToken>,
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

impl RecordNow {
    /// A record that is to go with others of its subject and activity.
    pub(crate) fn of_erasure(record: i64, tokens: &[u8], subject: SubjectId, version: u64) -> Self {
        Self { record, version, subject, policy: 0, tokens: tokens.to_vec() }
    }
}

/// How statements go to the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Each waits for the one before, and each operation has a savepoint.
    Stepwise,
    /// Sent ahead. An operation that fails spoils the batch.
    Ahead,
}

/// A transaction under way.
pub struct Batch<'a> {
    session: &'a Session,
    numbers: &'a mut Numbers,
    mode: Mode,
    rows: u64,
    /// What undoes the whole batch, whatever its operations make of it.
    undone: Option<StoreError>,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(session: &'a Session, numbers: &'a mut Numbers, mode: Mode) -> Self {
        Self { session, numbers, mode, rows: 0, undone: None }
    }

    /// The number of a controller in this store.
    pub(crate) fn number(&self, controller: ControllerId) -> Result<i64, StoreError> {
        self.numbers.controllers.current(self.session, controller)
    }

    pub(crate) const fn rows(&self) -> u64 {
        self.rows
    }

    pub(crate) fn take_undone(&mut self) -> Option<StoreError> {
        self.undone.take()
    }

    /// Changes rows; nobody asks how many.
    pub(crate) fn run(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<(), StoreError> {
        if self.mode == Mode::Stepwise {
            return self.run_counted(sql, params).map(drop);
        }
        self.require_transaction()?;
        self.rows += 1;
        self.session.execute_later(sql, params)
    }

    /// Changes rows, and says how many.
    pub(crate) fn run_counted(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, StoreError> {
        self.require_transaction()?;
        self.rows += 1;
        self.session.execute(sql, params)
    }

    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.session.one(sql, params, map)
    }

    pub(crate) fn many<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.session.many(sql, params, map)
    }

    /// A full disk or a failed read can make SQLite roll the whole transaction back. What came after would then be committed on its own,
    /// without what came before: nothing more is written, and the commit at the end fails.
    pub(crate) fn require_transaction(&self) -> Result<(), StoreError> {
        match self.session {
            Session::Sqlite(connection) if connection.is_autocommit() => {
                let lost = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT_ROLLBACK);
                Err(StoreError::Engine(rusqlite::Error::SqliteFailure(lost, None)))
            }
            _ => Ok(()),
        }
    }

    /// Runs one operation's changes; if they fail, only they are undone.
    ///
    /// # Errors
    /// What `work` gives, or engine failures.
    pub fn savepoint<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.mode == Mode::Ahead {
            let done = work(self);
            if done.is_err() {
                // What it has sent can't be taken back alone.
                self.undone.get_or_insert(StoreError::Server { sqlstate: String::new() });
            }
            return done;
        }
        self.require_transaction()?;
        self.session.control("SAVEPOINT operation")?;
        match work(self) {
            Ok(done) => {
                self.session.control("RELEASE operation")?;
                Ok(done)
            }
            Err(error) => {
                self.require_transaction()?;
                self.session.control("ROLLBACK TO operation")?;
                self.session.control("RELEASE operation")?;
                Err(error)
            }
        }
    }

    /// Locks a controller's head against other nodes and says how it stands; nothing where there are none, and where there is no such controller.
    ///
    /// # Errors
    /// Engine failures.
    pub fn lock_head(&self, controller: ControllerId) -> Result<Option<Head>, StoreError> {
        match self.session {
            Session::Sqlite(_) => Ok(None),
            Session::Postgres(_) => {
                self.one(ddl_postgres::HEAD_LOCK, params![self.number(controller)?], row::head)
            }
        }
    }

    /// The head of a controller.
    ///
    /// # Errors
    /// Engine failures.
    pub fn head(&self, controller: ControllerId) -> Result<Option<Head>, StoreError> {
        self.one(dml::HEAD, params![self.number(controller)?], row::head)
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
        let number = self.one(dml::CONTROLLER_NEXT, &[], |row| row.int(0))?.unwrap_or(1_i64);
        self.run(dml::CONTROLLER_INSERT, params![number, controller.as_i64(), slug, at.as_micros()])?;
        self.run(dml::HEAD_INSERT, params![number, 1_u32])?;
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
        self.run(
            dml::HEAD_ADVANCE,
            params![signed(tree_size), last_at.as_micros(), self.number(controller)?],
        )?;
        Ok(())
    }

    /// Counts a change of charter, grants or suppliers.
    ///
    /// # Errors
    /// Engine failures.
    pub fn bump_state_version(&mut self, controller: ControllerId) -> Result<(), StoreError> {
        self.run(dml::HEAD_BUMP, params![self.number(controller)?])?;
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
        let params = params![
            self.number(controller)?,
            key.purpose,
            key.name.as_str(),
            key.number,
            key.key_id.as_slice()
        ];
        self.run(dml::CONTROLLER_KEY_INSERT, params)?;
        Ok(())
    }

    /// Adds a charter version.
    ///
    /// # Errors
    /// Engine failures; a version that is already there.
    pub fn add_charter(&mut self, controller: ControllerId, charter: &CharterRow) -> Result<(), StoreError> {
        let params = params![
            self.number(controller)?,
            charter.hash.as_slice(),
            charter.in_force_at.as_micros(),
            charter.imported_at.as_micros(),
            charter.file.as_str(),
            charter.document.as_slice(),
        ];
        self.run(dml::CHARTER_INSERT, params)?;
        Ok(())
    }

    /// The number of the policy row for an activity, a category and what it narrows, made if need be.
    ///
    /// # Errors
    /// Engine failures.
    pub fn intern_policy(
        &mut self,
        controller: ControllerId,
        activity: &str,
        category: &str,
        narrowing: &[u8],
    ) -> Result<i64, StoreError> {
        let found = self.one(
            dml::POLICY_FIND,
            params![self.number(controller)?, activity, category, narrowing],
            |row| row.int(0),
        )?;
        if let Some(policy) = found {
            return Ok(policy);
        }
        let next =
            self.one(dml::POLICY_NEXT, params![self.number(controller)?], |row| row.int(0))?.unwrap_or(1_i64);
        self.run(dml::POLICY_INSERT, params![self.number(controller)?, next, activity, category, narrowing])?;
        Ok(next)
    }

    /// The number of the newest policy row; 0 where there is none.
    ///
    /// # Errors
    /// Engine failures.
    pub fn newest_policy(&self, controller: ControllerId) -> Result<i64, StoreError> {
        let next = self.one(dml::POLICY_NEXT, params![self.number(controller)?], |row| row.int(0))?;
        Ok(next.unwrap_or(1) - 1)
    }

    /// Changes what a policy row takes away, for every record that points at it.
    ///
    /// # Errors
    /// Engine failures.
    pub fn narrow_policy(
        &mut self,
        controller: ControllerId,
        policy: i64,
        narrowing: &[u8],
    ) -> Result<(), StoreError> {
        self.run(dml::POLICY_NARROW, params![narrowing, self.number(controller)?, policy])
    }

    /// Has a record point at another policy row.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_record_policy(
        &mut self,
        controller: ControllerId,
        key: &str,
        policy: i64,
    ) -> Result<(), StoreError> {
        self.run(dml::RECORD_POLICY, params![policy, self.number(controller)?, key])
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
        self.one(dml::SUBJECT, params![self.number(controller)?, subject.as_bytes()], |row| {
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
        let number = self.numbers.rows.take(self.session)?;
        let params = params![number, self.number(controller)?, subject.as_bytes(), link_key.as_slice()];
        self.run(dml::SUBJECT_INSERT, params)
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
        self.run(dml::SUBJECT_SET, params![state, self.number(controller)?, subject.as_bytes()])?;
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
            self.run(
                dml::CONSENT_GIVE,
                params![self.number(controller)?, subject.as_bytes(), activity, at.as_micros()],
            )?;
        } else {
            self.run(
                dml::CONSENT_WITHDRAW,
                params![at.as_micros(), self.number(controller)?, subject.as_bytes(), activity],
            )?;
        }
        self.run(dml::SUBJECT_BUMP, params![self.number(controller)?, subject.as_bytes()])?;
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
        let params = params![self.number(controller)?, subject.as_bytes(), activity];
        self.one(dml::SUBJECT_KEY, params, |row| blob16(row, 0, "subject_keys"))
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
            params![self.number(controller)?, subject.as_bytes(), activity, key.as_slice()],
        )?;
        Ok(())
    }

    /// The record with a key as it is now.
    ///
    /// # Errors
    /// Engine failures.
    pub fn record(&self, controller: ControllerId, key: &str) -> Result<Option<RecordNow>, StoreError> {
        self.one(dml::RECORD_VERSION, params![self.number(controller)?, key], |row| {
            Ok(RecordNow {
                record: row.int(0)?,
                version: unsigned(row.int(1)?),
                tokens: row.bytes(2)?.to_vec(),
                subject: row::subject_id(row.bytes(3)?, "records")?,
                policy: row.int(4)?,
            })
        })
    }

    /// Writes a record anew.
    ///
    /// # Errors
    /// Engine failures; a key that is taken.
    pub fn insert_record(
        &mut self,
        controller: ControllerId,
        policy: i64,
        write: &RecordWrite,
    ) -> Result<(), StoreError> {
        let record = self.numbers.rows.take(self.session)?;
        // Where they are one, the second is left out.
        let collected_at =
            Some(write.collected_at.as_micros()).filter(|at| *at != write.anchor_at.as_micros());
        let params = params![
            self.number(controller)?,
            write.subject.as_bytes(),
            record,
            write.key.as_str(),
            policy,
            signed(write.version),
            collected_at,
            write.anchor_at.as_micros(),
            write.tokens.as_flattened(),
            write.body.as_slice(),
        ];
        self.run(dml::RECORD_INSERT, params)?;
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
            params![signed(write.version), write.tokens.as_flattened(), write.body.as_slice(), now.record],
        )?;
        self.insert_tokens(controller, &write.tokens, now.record)
    }

    /// Takes a record away, and the case it is of. If it was the subject's last in the activity, its data key is ordered erased: commit 1 of ADR 0003.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erase_record(
        &mut self,
        controller: ControllerId,
        (key, now): (&str, &RecordNow),
        activity: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.forget_case(controller, key)?;
        self.delete_tokens(controller, now)?;
        self.run(dml::RECORD_DELETE, params![now.record])?;
        self.run(dml::REVIEW_DELETE, params![now.record])?;
        let params = params![self.number(controller)?, now.subject.as_bytes(), activity];
        if self.one(dml::RECORD_LEFT, params, |_| Ok(()))?.is_some() {
            return Ok(());
        }
        if let Some(key) = self.data_key(controller, now.subject, activity)? {
            self.run(dml::SUBJECT_KEY_DELETE, params)?;
            self.run(
                dml::KEY_ERASURE_INSERT,
                params![self.number(controller)?, key.as_slice(), at.as_micros()],
            )?;
        }
        Ok(())
    }

    /// Closes the intent to erase a key, once its bytes are overwritten.
    ///
    /// # Errors
    /// Engine failures.
    pub fn close_key_erasure(&mut self, controller: ControllerId, key: &Id16) -> Result<(), StoreError> {
        // Two erasures at once may both find the order open; the key is counted by whoever closes it.
        if self.run_counted(dml::KEY_ERASURE_DELETE, params![self.number(controller)?, key.as_slice()])? > 0 {
            self.run(dml::HEAD_KEY_ERASED, params![self.number(controller)?])?;
        }
        Ok(())
    }

    /// Appends journal entries, each at its position.
    ///
    /// # Errors
    /// Engine failures; a position that is taken.
    pub fn insert_entries(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        entries: &[(u64, Vec<u8>)],
    ) -> Result<(), StoreError> {
        let mut left = entries;
        for (rows, statement) in dml::ENTRY_INSERTS.iter() {
            while let Some((now, later)) = left.split_at_checked(*rows) {
                let mut params: Vec<Param<'_>> = Vec::with_capacity(4 * rows);
                for (position, entry) in now {
                    params.extend_from_slice(params![
                        self.number(controller)?,
                        epoch,
                        signed(*position),
                        entry
                    ]);
                }
                self.run(statement, &params)?;
                left = later;
            }
        }
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
        self.run(dml::TILE_PUT, params![self.number(controller)?, epoch, level, signed(position), hashes])?;
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
        self.one(dml::TILE, params![self.number(controller)?, epoch, level, signed(position)], |row| {
            Ok(row.bytes(0)?.to_vec())
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
            params![self.number(controller)?, epoch, signed(tree_size), at.as_micros(), note],
        )?;
        Ok(())
    }

    /// Writes a row as a snapshot has it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if it is not a row of that table; engine failures.
    pub fn insert_row(&mut self, table: &Table, row: &[Value]) -> Result<(), StoreError> {
        if !table.admits(row) {
            return Err(StoreError::Damaged { table: table.name() });
        }
        let params: Vec<Param<'_>> = row.iter().map(Value::param).collect();
        self.run(table.insert(), &params)
    }

    /// Notes the installation's own id.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_installation(&mut self, id: &Id16) -> Result<(), StoreError> {
        self.run(dml::INSTALLATION_INSERT, params![id])
    }

    /// Notes how far a restore has come, or that it is done.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_restoring(&mut self, snapshot: Option<&Id16>, rows: u64) -> Result<(), StoreError> {
        self.run(dml::INSTALLATION_RESTORING, params![snapshot, signed(rows)])
    }

    /// Notes that the installation goes on elsewhere.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_moved(&mut self, at: Instant) -> Result<(), StoreError> {
        self.run(dml::INSTALLATION_MOVED, params![at.as_micros()])
    }

    /// Gives row numbers out anew, after the largest there is. After a restore.
    ///
    /// # Errors
    /// Engine failures.
    pub fn renumber(&mut self) -> Result<(), StoreError> {
        match self.session {
            Session::Sqlite(_) => Ok(()),
            Session::Postgres(_) => self.one(ddl_postgres::RENUMBER, &[], |_| Ok(())).map(drop),
        }
    }

    pub(crate) fn insert_tokens(
        &mut self,
        controller: ControllerId,
        tokens: &[LookupToken],
        record: i64,
    ) -> Result<(), StoreError> {
        for token in tokens {
            self.run(dml::LOOKUP_INSERT, params![self.number(controller)?, token, record])?;
        }
        Ok(())
    }

    pub(crate) fn delete_tokens(
        &mut self,
        controller: ControllerId,
        now: &RecordNow,
    ) -> Result<(), StoreError> {
        for token in unpack_tokens(&now.tokens)? {
            self.run(dml::LOOKUP_DELETE, params![self.number(controller)?, token, now.record])?;
        }
        Ok(())
    }
}

/// The tokens a record carries beside its body, so that an erasure finds them without opening it.
fn unpack_tokens(packed: &[u8]) -> Result<&[LookupToken], StoreError> {
    match packed.as_chunks() {
        (tokens, []) => Ok(tokens),
        _ => Err(StoreError::Damaged { table: "records" }),
    }
}

/// What a rotation of keys writes (ADR 0012).
impl Batch<'_> {
    /// Takes away the row that names a key of the controller itself.
    ///
    /// # Errors
    /// Engine failures.
    pub fn delete_controller_key(
        &mut self,
        controller: ControllerId,
        key: &ControllerKeyRow,
    ) -> Result<(), StoreError> {
        let params = params![self.number(controller)?, key.purpose, key.name.as_str(), key.number];
        self.run(dml::CONTROLLER_KEY_DELETE, params)
    }

    /// Orders a key erased: commit 1 of ADR 0003.
    ///
    /// # Errors
    /// Engine failures; a key that is ordered erased already.
    pub fn order_key_erasure(
        &mut self,
        controller: ControllerId,
        key: &Id16,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::KEY_ERASURE_INSERT, params![self.number(controller)?, key, at.as_micros()])
    }

    /// Puts one look-up token of a record in the place of another. False where the record is no longer of that version or no longer has
    /// the former token: whoever wrote it since has written the token it should have.
    ///
    /// # Errors
    /// Engine failures.
    pub fn swap_token(&mut self, controller: ControllerId, swap: &TokenSwap) -> Result<bool, StoreError> {
        let Some(now) = self.record(controller, &swap.key)?.filter(|now| now.version == swap.version) else {
            return Ok(false);
        };
        let mut tokens = unpack_tokens(&now.tokens)?.to_vec();
        let Some(place) = tokens.iter_mut().find(|token| **token == swap.former) else { return Ok(false) };
        *place = swap.token;
        self.run(dml::RECORD_TOKENS, params![tokens.as_flattened(), now.record])?;
        self.run(dml::LOOKUP_DELETE, params![self.number(controller)?, &swap.former, now.record])?;
        self.run(dml::LOOKUP_INSERT, params![self.number(controller)?, &swap.token, now.record])?;
        Ok(true)
    }
}

/// One look-up token to be put in the place of another.
#[derive(Debug, Clone)]
pub struct TokenSwap {
    /// The caller's key of the record.
    pub key: String,
    /// The version the tokens were read at.
    pub version: u64,
    /// The token that was read.
    pub former: LookupToken,
    /// The token it should have.
    pub token: LookupToken,
}

fn blob16(row: &Row<'_>, column: usize, table: &'static str) -> Result<Id16, StoreError> {
    row::id16(row.bytes(column)?, table)
}
