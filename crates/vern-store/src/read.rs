//! Reading: everything asked of one consistent view.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::ddl_postgres::BEGIN_SNAPSHOT;
use crate::dml;
use crate::error::StoreError;
use crate::number::ControllerNumbers;
use crate::row::{
    self, CharterRow, CheckpointRow, ConsentRow, ControllerKeyRow, Head, Id16, InstallationRow, LookupToken,
    PolicyRow, RecordRow, RunOutRow, SubjectRow, signed, small, unsigned,
};
use crate::session::{Param, Row, Session, params};
use crate::transfer::{Table, Value};

/// One consistent view of the database, for as long as it lives; or, by [`Reader::latest`](crate::Reader::latest), the newest there is at each question.
pub struct Snapshot<'a> {
    session: &'a Session,
    controllers: &'a ControllerNumbers,
    is_one_view: bool,
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if !self.is_one_view {
            return;
        }
        match self.session {
            // A read transaction has nothing to lose; the connection ends it in any case.
            Session::Sqlite(_) => drop(self.session.control("COMMIT")),
            Session::Postgres(session) => session.end_later("COMMIT"),
        }
    }
}

impl<'a> Snapshot<'a> {
    pub(crate) fn begin(
        session: &'a Session,
        controllers: &'a ControllerNumbers,
    ) -> Result<Self, StoreError> {
        match session {
            Session::Sqlite(_) => session.control("BEGIN")?,
            Session::Postgres(session) => session.begin_later(BEGIN_SNAPSHOT),
        }
        Ok(Self { session, controllers, is_one_view: true })
    }

    pub(crate) const fn latest(session: &'a Session, controllers: &'a ControllerNumbers) -> Self {
        Self { session, controllers, is_one_view: false }
    }

    /// The number of a controller in this store.
    pub(crate) fn number(&self, controller: ControllerId) -> Result<i64, StoreError> {
        self.controllers.committed(self.session, controller)
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

    /// Every controller with its slug, oldest first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn controllers(&self) -> Result<Vec<(ControllerId, String)>, StoreError> {
        self.many(dml::CONTROLLERS, &[], |row| Ok((ControllerId::from_i64(row.int(0)?), row.text(1)?)))
    }

    /// The controller with a slug.
    ///
    /// # Errors
    /// Engine failures.
    pub fn controller_by_slug(&self, slug: &str) -> Result<Option<ControllerId>, StoreError> {
        self.one(dml::CONTROLLER_BY_SLUG, params![slug], |row| Ok(ControllerId::from_i64(row.int(0)?)))
    }

    /// The head of a controller.
    ///
    /// # Errors
    /// Engine failures.
    pub fn head(&self, controller: ControllerId) -> Result<Option<Head>, StoreError> {
        self.one(dml::HEAD, params![self.number(controller)?], row::head)
    }

    /// Keys of the controller itself.
    ///
    /// # Errors
    /// Engine failures.
    pub fn controller_keys(&self, controller: ControllerId) -> Result<Vec<ControllerKeyRow>, StoreError> {
        self.many(dml::CONTROLLER_KEYS, params![self.number(controller)?], |row| {
            Ok(ControllerKeyRow {
                purpose: u8::try_from(row.int(0)?)
                    .map_err(|_| StoreError::Damaged { table: "controller_keys" })?,
                name: row.text(1)?,
                number: small(row.int(2)?),
                key_id: blob16(row, 3, "controller_keys")?,
            })
        })
    }

    /// Charter versions, in the order they come into force.
    ///
    /// # Errors
    /// Engine failures.
    pub fn charters(&self, controller: ControllerId) -> Result<Vec<CharterRow>, StoreError> {
        self.many(dml::CHARTERS, params![self.number(controller)?], |row| {
            Ok(CharterRow {
                hash: row.bytes(0)?.try_into().map_err(|_| StoreError::Damaged { table: "charters" })?,
                in_force_at: Instant::from_micros(row.int(1)?),
                imported_at: Instant::from_micros(row.int(2)?),
                file: row.text(3)?,
                document: row.bytes(4)?.to_vec(),
            })
        })
    }

    /// Policy rows of a controller.
    ///
    /// # Errors
    /// Engine failures.
    pub fn policies(&self, controller: ControllerId) -> Result<Vec<PolicyRow>, StoreError> {
        self.many(dml::POLICIES, params![self.number(controller)?], |row| {
            Ok(PolicyRow {
                policy: row.int(0)?,
                activity: row.text(1)?,
                category: row.text(2)?,
                narrowing: row.bytes(3)?.to_vec(),
            })
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
        self.one(dml::SUBJECT, params![self.number(controller)?, subject.as_bytes()], |row| {
            row::subject(row, 0)
        })
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
        let params = params![self.number(controller)?, subject.as_bytes(), activity];
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
        let params = params![self.number(controller)?, subject.as_bytes(), activity];
        Ok(self.one(dml::CONSENT, params, |_| Ok(()))?.is_some())
    }

    /// Every activity a subject has consented to, with when, and when that was taken back.
    ///
    /// # Errors
    /// Engine failures.
    pub fn consents(
        &self,
        controller: ControllerId,
        subject: SubjectId,
    ) -> Result<Vec<ConsentRow>, StoreError> {
        self.many(
            dml::CONSENTS_OF_SUBJECT,
            params![self.number(controller)?, subject.as_bytes()],
            row::consent,
        )
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
        self.one(dml::RECORD_BY_KEY, params![self.number(controller)?, key], row::record)
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
            params![self.number(controller)?, subject.as_bytes(), activity, after, most],
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
        token: &LookupToken,
        activity: &str,
        after: i64,
        most: u32,
    ) -> Result<Vec<RecordRow>, StoreError> {
        self.many(
            dml::RECORDS_BY_TOKEN,
            params![self.number(controller)?, token, activity, after, most],
            row::record,
        )
    }

    /// Records of an activity whose subjects object to it, a page at a time, after (subject, row number).
    ///
    /// # Errors
    /// Engine failures.
    pub fn records_objected(
        &self,
        controller: ControllerId,
        activity: &str,
        (subject, record): (SubjectId, i64),
        most: u32,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let params = params![self.number(controller)?, activity, subject.as_bytes(), record, most];
        self.many(dml::RECORDS_OBJECTED, params, row::record)
    }

    /// Records of a controller in the order of their row numbers, a page at a time.
    ///
    /// # Errors
    /// Engine failures.
    pub fn records_after(
        &self,
        controller: ControllerId,
        after: i64,
        most: u32,
    ) -> Result<Vec<RecordRow>, StoreError> {
        self.many(dml::RECORDS_AFTER, params![self.number(controller)?, after, most], row::record)
    }

    /// How many look-up tokens a record has, each counted once, and how many of them lead to it.
    ///
    /// # Errors
    /// Engine failures.
    pub fn record_lookups(
        &self,
        controller: ControllerId,
        row: &RecordRow,
    ) -> Result<(u64, u64), StoreError> {
        let mut found = 0;
        let mut tokens: Vec<&LookupToken> = row.tokens.as_chunks().0.iter().collect();
        tokens.sort_unstable();
        tokens.dedup();
        let all = u64::try_from(tokens.len()).unwrap_or(u64::MAX);
        for token in tokens {
            let params = params![self.number(controller)?, token, row.record];
            found += u64::from(self.one(dml::RECORD_LOOKUP, params, |_| Ok(()))?.is_some());
        }
        Ok((all, found))
    }

    /// How many records and how many look-up tokens a controller has.
    ///
    /// # Errors
    /// Engine failures.
    pub fn record_counts(&self, controller: ControllerId) -> Result<(u64, u64), StoreError> {
        let counts = self.one(dml::RECORD_COUNTS, params![self.number(controller)?], |row| {
            Ok((unsigned(row.int(0)?), unsigned(row.int(1)?)))
        })?;
        Ok(counts.unwrap_or_default())
    }

    /// How many subjects of a controller have any of these state bits.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subjects_in_state(&self, controller: ControllerId, bits: u32) -> Result<u64, StoreError> {
        let count =
            self.one(dml::SUBJECTS_IN_STATE_COUNT, params![self.number(controller)?, bits], |row| {
                Ok(unsigned(row.int(0)?))
            })?;
        Ok(count.unwrap_or(0))
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
        let params = params![self.number(controller)?, policy, after.0.as_micros(), after.1, most];
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
        let params =
            params![self.number(controller)?, policy, after.0.as_micros(), after.1, until.as_micros(), most];
        self.many(dml::RECORDS_RUN_OUT, params, |row| {
            Ok(RunOutRow {
                key: row.text(0)?,
                anchor_at: Instant::from_micros(row.int(1)?),
                record: row.int(2)?,
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
        let run_out = self.one(
            dml::RECORDS_RUN_OUT_COUNT,
            params![self.number(controller)?, policy, until.as_micros()],
            |row| Ok(unsigned(row.int(0)?)),
        )?;
        let all =
            self.one(dml::RECORDS_OF_POLICY_COUNT, params![self.number(controller)?, policy], |row| {
                Ok(unsigned(row.int(0)?))
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
        self.session.each(dml::RECORDS_ALL, params![self.number(controller)?], &mut |row| {
            visit(&row.text(0)?, unsigned(row.int(1)?), row.bytes(2)?);
            Ok(())
        })
    }

    /// Keys ordered erased and not yet overwritten.
    ///
    /// # Errors
    /// Engine failures.
    pub fn key_erasures(&self, controller: ControllerId, most: u32) -> Result<Vec<Id16>, StoreError> {
        self.many(dml::KEY_ERASURES, params![self.number(controller)?, most], |row| {
            blob16(row, 0, "key_erasures")
        })
    }

    /// Every key id some row names.
    ///
    /// # Errors
    /// Engine failures.
    pub fn keys_named(&self, controller: ControllerId) -> Result<Vec<Id16>, StoreError> {
        self.many(dml::KEYS_NAMED, params![self.number(controller)?], |row| blob16(row, 0, "keys"))
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
        self.one(dml::ENTRY, params![self.number(controller)?, epoch, signed(position)], |row| {
            Ok(row.bytes(0)?.to_vec())
        })
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
        self.many(dml::ENTRIES, params![self.number(controller)?, epoch, signed(from), most], |row| {
            Ok(row.bytes(0)?.to_vec())
        })
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
        self.one(dml::TILE, params![self.number(controller)?, epoch, level, signed(position)], |row| {
            Ok(row.bytes(0)?.to_vec())
        })
    }

    /// Bytes in the pages of every table and index but the journal's.
    ///
    /// # Errors
    /// Engine failures.
    pub fn bytes_without_journal(&self) -> Result<u64, StoreError> {
        let sql = match self.session {
            Session::Sqlite(_) => crate::ddl_sqlite::BYTES_WITHOUT_JOURNAL,
            Session::Postgres(_) => crate::ddl_postgres::BYTES_WITHOUT_JOURNAL,
        };
        Ok(self.one(sql, &[], |row| Ok(unsigned(row.int(0)?)))?.unwrap_or(0))
    }

    /// How many look-up tokens lead to no record that has them.
    pub(crate) fn stray_lookups(&self) -> Result<u64, StoreError> {
        let sql = match self.session {
            Session::Sqlite(_) => crate::ddl_sqlite::STRAY_LOOKUPS,
            Session::Postgres(_) => crate::ddl_postgres::STRAY_LOOKUPS,
        };
        Ok(self.one(sql, &[], |row| Ok(unsigned(row.int(0)?)))?.unwrap_or(0))
    }

    /// Bytes of a server's whole database.
    pub(crate) fn database_bytes(&self) -> Result<u64, StoreError> {
        let bytes = self.one(crate::ddl_postgres::BYTES, &[], |row| Ok(unsigned(row.int(0)?)))?;
        Ok(bytes.unwrap_or(0))
    }

    /// A page of a table's rows, in the order of their keys, after a key.
    ///
    /// # Errors
    /// Engine failures.
    pub fn table_page(
        &self,
        table: &Table,
        after: &[Value],
        most: u32,
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        table.page(self.session, after, most)
    }

    /// How many rows a table has.
    ///
    /// # Errors
    /// Engine failures.
    pub fn table_rows(&self, table: &Table) -> Result<u64, StoreError> {
        Ok(self.one(table.count(), &[], |row| Ok(unsigned(row.int(0)?)))?.unwrap_or(0))
    }

    /// What is known of the installation itself; none before it is first noted.
    ///
    /// # Errors
    /// Engine failures.
    pub fn installation(&self) -> Result<Option<InstallationRow>, StoreError> {
        self.one(dml::INSTALLATION, &[], |row| {
            Ok(InstallationRow {
                id: blob16(row, 0, "installations")?,
                moved_at: row.int_or_null(1)?.map(Instant::from_micros),
                restoring: row.bytes_or_null(2)?.map(|id| row::id16(id, "installations")).transpose()?,
                frames: unsigned(row.int(3)?),
            })
        })
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
        self.one(dml::CHECKPOINT_NEWEST, params![self.number(controller)?, epoch], |row| {
            Ok(CheckpointRow {
                tree_size: unsigned(row.int(0)?),
                signed_at: Instant::from_micros(row.int(1)?),
                note: row.text(2)?,
            })
        })
    }
}

fn blob16(row: &Row<'_>, column: usize, table: &'static str) -> Result<Id16, StoreError> {
    row::id16(row.bytes(column)?, table)
}
