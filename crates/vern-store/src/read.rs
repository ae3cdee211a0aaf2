//! Reading: everything asked of one consistent view.

use rusqlite::{Connection, OptionalExtension, Params, Row};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::row::{
    self, ActorRow, CharterRow, CheckpointRow, ControllerKeyRow, Head, Id16, PolicyRow, RecordRow, RunOutRow,
    SubjectRow, signed, small, unsigned,
};

/// One consistent view of the database, for as long as it lives.
pub struct Snapshot<'a> {
    connection: &'a Connection,
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // A read transaction has nothing to lose; the connection ends it in any case.
        let _ended = self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
    }
}

impl<'a> Snapshot<'a> {
    pub(crate) fn begin(connection: &'a Connection) -> Result<Self, StoreError> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Self { connection })
    }

    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        one(self.connection, sql, params, map)
    }

    fn many<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(map(row)?);
        }
        Ok(found)
    }

    /// Every controller with its slug, oldest first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn controllers(&self) -> Result<Vec<(ControllerId, String)>, StoreError> {
        self.many(dml::CONTROLLERS, [], |row| Ok((ControllerId::from_i64(row.get(0)?), row.get(1)?)))
    }

    /// The controller with a slug.
    ///
    /// # Errors
    /// Engine failures.
    pub fn controller_by_slug(&self, slug: &str) -> Result<Option<ControllerId>, StoreError> {
        self.one(dml::CONTROLLER_BY_SLUG, [slug], |row| Ok(ControllerId::from_i64(row.get(0)?)))
    }

    /// The head of a controller.
    ///
    /// # Errors
    /// Engine failures.
    pub fn head(&self, controller: ControllerId) -> Result<Option<Head>, StoreError> {
        self.one(dml::HEAD, [controller.as_i64()], row::head)
    }

    /// Keys of the controller itself.
    ///
    /// # Errors
    /// Engine failures.
    pub fn controller_keys(&self, controller: ControllerId) -> Result<Vec<ControllerKeyRow>, StoreError> {
        self.many(dml::CONTROLLER_KEYS, [controller.as_i64()], |row| {
            Ok(ControllerKeyRow {
                purpose: u8::try_from(row.get::<_, i64>(0)?)
                    .map_err(|_| StoreError::Damaged { table: "controller_keys" })?,
                name: row.get(1)?,
                number: small(row.get(2)?),
                key_id: blob16(row, 3, "controller_keys")?,
            })
        })
    }

    /// Charter versions, in the order they come into force.
    ///
    /// # Errors
    /// Engine failures.
    pub fn charters(&self, controller: ControllerId) -> Result<Vec<CharterRow>, StoreError> {
        self.many(dml::CHARTERS, [controller.as_i64()], |row| {
            let hash: Vec<u8> = row.get(0)?;
            Ok(CharterRow {
                hash: hash.try_into().map_err(|_| StoreError::Damaged { table: "charters" })?,
                in_force_at: Instant::from_micros(row.get(1)?),
                imported_at: Instant::from_micros(row.get(2)?),
                file: row.get(3)?,
                document: row.get(4)?,
            })
        })
    }

    /// Who holds the credential with this hash, unless it has ended.
    ///
    /// # Errors
    /// Engine failures.
    pub fn actor_by_token(&self, token_hash: &[u8; 32]) -> Result<Option<ActorRow>, StoreError> {
        self.one(dml::ACTOR_BY_TOKEN, [token_hash.as_slice()], |row| {
            Ok(ActorRow {
                controller: ControllerId::from_i64(row.get(0)?),
                actor: ActorId::from_bytes(blob16(row, 1, "actors")?),
                role: row.get(2)?,
            })
        })
    }

    /// Whether an actor's access has not ended.
    ///
    /// # Errors
    /// Engine failures.
    pub fn has_actor(&self, controller: ControllerId, actor: ActorId) -> Result<bool, StoreError> {
        Ok(self.one(dml::ACTOR, (controller.as_i64(), actor.as_bytes()), |_| Ok(()))?.is_some())
    }

    /// Policy rows of a controller.
    ///
    /// # Errors
    /// Engine failures.
    pub fn policies(&self, controller: ControllerId) -> Result<Vec<PolicyRow>, StoreError> {
        self.many(dml::POLICIES, [controller.as_i64()], |row| {
            Ok(PolicyRow { policy: row.get(0)?, activity: row.get(1)?, category: row.get(2)? })
        })
    }

    /// A subject.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subject(
        &self,
        controller: ControllerId,
        subject: SubjectId,
    ) -> Result<Option<SubjectRow>, StoreError> {
        self.one(dml::SUBJECT, (controller.as_i64(), subject.as_bytes()), |row| row::subject(row, 0))
    }

    /// The data key of a subject in an activity.
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
        self.one(dml::SUBJECT_KEY, params, |row| blob16(row, 0, "subject_keys"))
    }

    /// Whether a subject consents to an activity now.
    ///
    /// # Errors
    /// Engine failures.
    pub fn has_consent(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
    ) -> Result<bool, StoreError> {
        let params = (controller.as_i64(), subject.as_bytes(), activity);
        Ok(self.one(dml::CONSENT, params, |_| Ok(()))?.is_some())
    }

    /// The record with a key.
    ///
    /// # Errors
    /// Engine failures.
    pub fn record_by_key(
        &self,
        controller: ControllerId,
        key: &str,
    ) -> Result<Option<RecordRow>, StoreError> {
        // Three look-ups and no join: SQLite plans a join anew each time its parameters change, which costs more than the join.
        self.one(dml::RECORD_BY_KEY, (controller.as_i64(), key), |row| {
            let subject = row::record_subject(row)?;
            let subject_row =
                self.subject(controller, subject)?.ok_or(StoreError::Damaged { table: "subjects" })?;
            let params = (controller.as_i64(), subject.as_bytes(), row.get::<_, i64>(3)?);
            let data_key = self.one(dml::KEY_OF_POLICY, params, |row| blob16(row, 0, "subject_keys"))?;
            row::record_of(row, subject_row, data_key)
        })
    }

    /// Records of a subject in an activity, a page at a time, after a row number.
    ///
    /// # Errors
    /// Engine failures.
    pub fn records_by_subject(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        after: i64,
        most: u32,
    ) -> Result<Vec<RecordRow>, StoreError> {
        self.many(
            dml::RECORDS_BY_SUBJECT,
            (controller.as_i64(), subject.as_bytes(), activity, after, most),
            row::record,
        )
    }

    /// Records of an activity with a look-up token, a page at a time, after a row number.
    ///
    /// # Errors
    /// Engine failures.
    pub fn records_by_token(
        &self,
        controller: ControllerId,
        (data_type, token): (&str, &Id16),
        activity: &str,
        after: i64,
        most: u32,
    ) -> Result<Vec<RecordRow>, StoreError> {
        self.many(
            dml::RECORDS_BY_TOKEN,
            (controller.as_i64(), data_type, token.as_slice(), activity, after, most),
            row::record,
        )
    }

    /// Records of a policy row in the order of their anchors, a page at a time, after (anchor, row number).
    ///
    /// # Errors
    /// Engine failures.
    pub fn records_by_policy(
        &self,
        controller: ControllerId,
        policy: i64,
        after: (Instant, i64),
        most: u32,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let params = (controller.as_i64(), policy, after.0.as_micros(), after.1, most);
        self.many(dml::RECORDS_BY_POLICY, params, row::record)
    }

    /// Records of a policy row anchored at or before `until`, a page at a time after (anchor, row number): what has run out.
    ///
    /// # Errors
    /// Engine failures.
    pub fn keys_run_out(
        &self,
        controller: ControllerId,
        policy: i64,
        after: (Instant, i64),
        until: Instant,
        most: u32,
    ) -> Result<Vec<RunOutRow>, StoreError> {
        let params = (controller.as_i64(), policy, after.0.as_micros(), after.1, until.as_micros(), most);
        self.many(dml::RECORDS_RUN_OUT, params, |row| {
            Ok(RunOutRow {
                key: row.get(0)?,
                anchor_at: Instant::from_micros(row.get(1)?),
                record: row.get(2)?,
            })
        })
    }

    /// How many records of a policy row are anchored at or before `until`, and how many there are.
    ///
    /// # Errors
    /// Engine failures.
    pub fn run_out_count(
        &self,
        controller: ControllerId,
        policy: i64,
        until: Instant,
    ) -> Result<(u64, u64), StoreError> {
        let run_out =
            self.one(dml::RECORDS_RUN_OUT_COUNT, (controller.as_i64(), policy, until.as_micros()), |row| {
                Ok(unsigned(row.get(0)?))
            })?;
        let all = self.one(dml::RECORDS_OF_POLICY_COUNT, (controller.as_i64(), policy), |row| {
            Ok(unsigned(row.get(0)?))
        })?;
        Ok((run_out.unwrap_or(0), all.unwrap_or(0)))
    }

    /// Calls `visit` with key, version and sealed body of every record, in the order of keys.
    ///
    /// # Errors
    /// Engine failures.
    pub fn each_record(
        &self,
        controller: ControllerId,
        mut visit: impl FnMut(&str, u64, &[u8]),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(dml::RECORDS_ALL)?;
        let mut rows = statement.query([controller.as_i64()])?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(0)?;
            let body: Vec<u8> = row.get(2)?;
            visit(&key, unsigned(row.get(1)?), &body);
        }
        Ok(())
    }

    /// Keys ordered erased and not yet overwritten.
    ///
    /// # Errors
    /// Engine failures.
    pub fn key_erasures(&self, controller: ControllerId, most: u32) -> Result<Vec<Id16>, StoreError> {
        self.many(dml::KEY_ERASURES, (controller.as_i64(), most), |row| blob16(row, 0, "key_erasures"))
    }

    /// Every key id some row names.
    ///
    /// # Errors
    /// Engine failures.
    pub fn keys_named(&self, controller: ControllerId) -> Result<Vec<Id16>, StoreError> {
        self.many(dml::KEYS_NAMED, [controller.as_i64()], |row| blob16(row, 0, "keys"))
    }

    /// One journal entry.
    ///
    /// # Errors
    /// Engine failures.
    pub fn entry(
        &self,
        controller: ControllerId,
        epoch: u32,
        position: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(dml::ENTRY, (controller.as_i64(), epoch, signed(position)), |row| Ok(row.get(0)?))
    }

    /// Journal entries from a position on, in order.
    ///
    /// # Errors
    /// Engine failures.
    pub fn entries(
        &self,
        controller: ControllerId,
        epoch: u32,
        from: u64,
        most: u32,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.many(dml::ENTRIES, (controller.as_i64(), epoch, signed(from), most), |row| Ok(row.get(0)?))
    }

    /// One tile of the tree.
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
        self.one(dml::TILE, (controller.as_i64(), epoch, level, signed(position)), |row| Ok(row.get(0)?))
    }

    /// Bytes in the pages of every table and index but the journal's.
    ///
    /// # Errors
    /// Engine failures.
    pub fn bytes_without_journal(&self) -> Result<u64, StoreError> {
        Ok(self
            .one(crate::ddl_sqlite::BYTES_WITHOUT_JOURNAL, [], |row| Ok(unsigned(row.get(0)?)))?
            .unwrap_or(0))
    }

    /// The newest signed checkpoint of an epoch.
    ///
    /// # Errors
    /// Engine failures.
    pub fn newest_checkpoint(
        &self,
        controller: ControllerId,
        epoch: u32,
    ) -> Result<Option<CheckpointRow>, StoreError> {
        self.one(dml::CHECKPOINT_NEWEST, (controller.as_i64(), epoch), |row| {
            Ok(CheckpointRow {
                tree_size: unsigned(row.get(0)?),
                signed_at: Instant::from_micros(row.get(1)?),
                note: row.get(2)?,
            })
        })
    }
}

pub(crate) fn one<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row(params, |row| Ok(map(row))).optional()?.transpose()
}

pub(crate) fn blob16(row: &Row<'_>, column: usize, table: &'static str) -> Result<Id16, StoreError> {
    row::id16(row.get_ref(column)?.as_blob().map_err(|_| StoreError::Damaged { table })?, table)
}
