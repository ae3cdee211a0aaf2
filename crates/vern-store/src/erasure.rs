//! Erasures of a subject's data, activity by activity: where each stands, and the rows that go (ADR 0003).

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{self, Id16, LookupToken, SubjectRow, signed, unsigned};
use crate::session::{Row, params};
use crate::write::{Batch, RecordNow};

/// How far the erasure of one activity has come. The numbers are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErasureStage {
    /// Ordered: nothing but the erasure may be done any more. What a statute keeps is being sealed anew.
    Ordered,
    /// The key is ordered overwritten.
    KeysOrdered,
    /// The key is overwritten: what it sealed is unreadable. Rows are being taken away.
    Unreadable,
    /// The rows are gone.
    Gone,
}

impl ErasureStage {
    const ALL: [Self; 4] = [Self::Ordered, Self::KeysOrdered, Self::Unreadable, Self::Gone];

    const fn number(self) -> i64 {
        self as i64 + 1
    }

    fn from_number(number: i64) -> Result<Self, StoreError> {
        let found = Self::ALL.into_iter().find(|stage| stage.number() == number);
        found.ok_or(StoreError::Damaged { table: "erasures" })
    }
}

/// The erasure of one activity of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRow {
    /// The operation that ordered it; several activities may share one.
    pub erasure: Id16,
    /// Activity.
    pub activity: String,
    /// Whose.
    pub subject: SubjectId,
    /// How far it has come.
    pub stage: ErasureStage,
    /// When it was ordered.
    pub ordered_at: Instant,
    /// When the key was overwritten.
    pub unreadable_at: Option<Instant>,
    /// When the last row went.
    pub gone_at: Option<Instant>,
    /// Records there were.
    pub records: u64,
    /// Of them, those of which a statute keeps something.
    pub kept: u64,
    /// Place of the order in the journal.
    pub ordered_index: u64,
    /// Place of the certificate in the journal.
    pub gone_index: Option<u64>,
}

fn erasure(row: &Row<'_>) -> Result<ErasureRow, StoreError> {
    Ok(ErasureRow {
        erasure: row::id16(row.bytes(0)?, "erasures")?,
        activity: row.text(1)?,
        subject: row::subject_id(row.bytes(2)?, "erasures")?,
        stage: ErasureStage::from_number(row.int(3)?)?,
        ordered_at: Instant::from_micros(row.int(4)?),
        unreadable_at: row.int_or_null(5)?.map(Instant::from_micros),
        gone_at: row.int_or_null(6)?.map(Instant::from_micros),
        records: unsigned(row.int(7)?),
        kept: unsigned(row.int(8)?),
        ordered_index: unsigned(row.int(9)?),
        gone_index: row.int_or_null(10)?.map(unsigned),
    })
}

impl Snapshot<'_> {
    /// Activities a subject's data lies in, with the key of each.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subject_keys(
        &self,
        controller: ControllerId,
        subject: SubjectId,
    ) -> Result<Vec<(String, Id16)>, StoreError> {
        self.many(dml::SUBJECT_KEYS, params![self.number(controller)?, subject.as_bytes()], |row| {
            Ok((row.text(0)?, row::id16(row.bytes(1)?, "subject_keys")?))
        })
    }

    /// How many records a subject has in an activity.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subject_records(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
    ) -> Result<u64, StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes(), activity];
        Ok(self.one(dml::RECORDS_OF_ACTIVITY_COUNT, params, |row| Ok(unsigned(row.int(0)?)))?.unwrap_or(0))
    }

    /// Whether an erasure of a subject's data in an activity is ordered and not finished.
    ///
    /// # Errors
    /// Engine failures.
    pub fn is_being_erased(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
    ) -> Result<bool, StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes(), activity];
        Ok(self.one(dml::ERASURE_OF, params, |_| Ok(()))?.is_some())
    }

    /// Erasures that are not finished, oldest first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn open_erasures(&self, controller: ControllerId, most: u32) -> Result<Vec<ErasureRow>, StoreError> {
        self.many(dml::ERASURE_OPEN, params![self.number(controller)?, most], erasure)
    }

    /// The activities of one erasure.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erasure(&self, controller: ControllerId, id: &Id16) -> Result<Vec<ErasureRow>, StoreError> {
        self.many(dml::ERASURE_ROWS, params![self.number(controller)?, id], erasure)
    }

    /// A subject's erasures since an instant, finished or not, activity by activity.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erasures_of(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        since: Instant,
    ) -> Result<Vec<ErasureRow>, StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes(), since.as_micros()];
        self.many(dml::ERASURES_OF_SUBJECT, params, erasure)
    }

    /// Whether a subject objects to an activity.
    ///
    /// # Errors
    /// Engine failures.
    pub fn objected_at(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
    ) -> Result<Option<Instant>, StoreError> {
        let params = params![self.number(controller)?, activity, subject.as_bytes()];
        self.one(dml::OBJECTION, params, |row| Ok(Instant::from_micros(row.int(0)?)))
    }
}

/// A record with what a statute keeps of it, sealed anew under an activity of its own.
#[derive(Debug, Clone)]
pub struct HeldRecord {
    /// Its key.
    pub key: String,
    /// The version it is sealed for.
    pub version: u64,
    /// When the data was collected.
    pub collected_at: Instant,
    /// What the statute's period counts from.
    pub anchor_at: Instant,
    /// Look-up tokens of what is kept.
    pub tokens: Vec<LookupToken>,
    /// What is kept, sealed.
    pub body: Vec<u8>,
}

impl Batch<'_> {
    /// Orders the erasure of one activity of a subject. Without leftovers the key is ordered overwritten at once.
    ///
    /// # Errors
    /// Engine failures.
    pub fn order_erasure(&mut self, controller: ControllerId, order: &ErasureRow) -> Result<(), StoreError> {
        self.run(
            dml::ERASURE_INSERT,
            params![
                self.number(controller)?,
                &order.erasure,
                order.activity.as_str(),
                order.subject.as_bytes(),
                order.stage.number(),
                order.ordered_at.as_micros(),
                signed(order.records),
                signed(order.ordered_index)
            ],
        )?;
        if order.stage == ErasureStage::KeysOrdered {
            self.order_key(controller, order)?;
        }
        Ok(())
    }

    /// Leftovers are sealed anew: from here nothing names the key any more.
    ///
    /// # Errors
    /// Engine failures.
    pub fn order_erasure_key(
        &mut self,
        controller: ControllerId,
        order: &ErasureRow,
    ) -> Result<(), StoreError> {
        let stage = ErasureStage::KeysOrdered.number();
        self.run(
            dml::ERASURE_STATE,
            params![stage, self.number(controller)?, &order.erasure, order.activity.as_str()],
        )?;
        self.order_key(controller, order)
    }

    fn order_key(&mut self, controller: ControllerId, order: &ErasureRow) -> Result<(), StoreError> {
        if let Some(key) = self.data_key(controller, order.subject, &order.activity)? {
            let of_activity =
                params![self.number(controller)?, order.subject.as_bytes(), order.activity.as_str()];
            self.run(dml::SUBJECT_KEY_DELETE, of_activity)?;
            let at = order.ordered_at.as_micros();
            self.run(dml::KEY_ERASURE_INSERT, params![self.number(controller)?, &key, at])?;
        }
        Ok(())
    }

    /// Notes that the key of an erasure is overwritten.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_unreadable(
        &mut self,
        controller: ControllerId,
        id: &Id16,
        activity: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::ERASURE_UNREADABLE, params![at.as_micros(), self.number(controller)?, id, activity])
    }

    /// Puts what a statute keeps in the place of a record. It is found by the look-up values that are kept, so
    /// that whoever it is about can be answered (GDPR art. 15), and by no other. False where the record is another by now, or
    /// gone: whoever asks looks again.
    ///
    /// # Errors
    /// Engine failures.
    pub fn hold_record(
        &mut self,
        controller: ControllerId,
        order: &ErasureRow,
        policy: i64,
        held: &HeldRecord,
    ) -> Result<bool, StoreError> {
        let is_it = |now: &RecordNow| now.subject == order.subject && now.version + 1 == held.version;
        let Some(now) = self.record(controller, &held.key)?.filter(is_it) else { return Ok(false) };
        self.delete_tokens(controller, &now)?;
        let collected_at = Some(held.collected_at.as_micros()).filter(|at| *at != held.anchor_at.as_micros());
        self.run(
            dml::RECORD_HOLD,
            params![
                policy,
                signed(held.version),
                held.anchor_at.as_micros(),
                collected_at,
                held.tokens.as_flattened(),
                held.body.as_slice(),
                now.record
            ],
        )?;
        self.insert_tokens(controller, &held.tokens, now.record)?;
        self.run(dml::REVIEW_DELETE, params![now.record])?;
        self.run(
            dml::ERASURE_KEPT,
            params![1_i64, self.number(controller)?, &order.erasure, order.activity.as_str()],
        )?;
        Ok(true)
    }

    /// Takes away a subject's records of an activity, at most so many. Gives how many there were to take.
    ///
    /// # Errors
    /// Engine failures.
    pub fn take_records(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        most: u32,
    ) -> Result<u64, StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes(), activity, most];
        let records = self.many(dml::RECORDS_OF_ACTIVITY, params, |row| {
            let now = RecordNow::of_erasure(row.int(0)?, row.bytes(1)?, subject, unsigned(row.int(3)?));
            Ok((now, row.text(2)?))
        })?;
        for (record, key) in &records {
            self.forget_case(controller, key)?;
            self.delete_tokens(controller, record)?;
            self.run(dml::RECORD_DELETE, params![record.record])?;
            self.run(dml::REVIEW_DELETE, params![record.record])?;
        }
        Ok(u64::try_from(records.len()).unwrap_or(u64::MAX))
    }

    /// The last rows are gone: closes an erasure, and with it what was known of consent, objection, restriction, ends and of their having been told in its activities.
    ///
    /// # Errors
    /// Engine failures.
    pub fn close_erasure(
        &mut self,
        controller: ControllerId,
        erasure: &[ErasureRow],
        at: Instant,
        index: u64,
    ) -> Result<(), StoreError> {
        let Some(first) = erasure.first() else { return Ok(()) };
        self.run(
            dml::ERASURE_GONE,
            params![at.as_micros(), signed(index), self.number(controller)?, &first.erasure],
        )?;
        for row in erasure {
            let (id, subject, activity) =
                (self.number(controller)?, row.subject.as_bytes(), row.activity.as_str());
            self.run(dml::CONSENTS_OF_SUBJECT_DELETE, params![id, subject, activity])?;
            self.run(dml::OBJECTION_DELETE, params![id, activity, subject])?;
            self.run(dml::RESTRICTION_DELETE, params![id, activity, subject])?;
            self.run(dml::ENDING_DELETE, params![id, activity, subject])?;
            self.run(dml::INFORMED_DELETE, params![id, activity, subject])?;
        }
        Ok(())
    }

    /// Whether a subject has data in any activity.
    ///
    /// # Errors
    /// Engine failures.
    pub fn has_data(&self, controller: ControllerId, subject: SubjectId) -> Result<bool, StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes()];
        Ok(self.one(dml::SUBJECT_KEYS, params, |_| Ok(()))?.is_some())
    }

    /// Whether an erasure of a subject's data is still open.
    ///
    /// # Errors
    /// Engine failures.
    pub fn has_open_erasure(&self, controller: ControllerId, subject: SubjectId) -> Result<bool, StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes()];
        Ok(self.one(dml::ERASURE_LEFT, params, |_| Ok(()))?.is_some())
    }

    /// Takes away the last trace of a subject, and orders its link key overwritten: nobody can tie an entry to it any more.
    ///
    /// # Errors
    /// Engine failures.
    pub fn forget_subject(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        link_key: &Id16,
        at: Instant,
    ) -> Result<(), StoreError> {
        let of_subject = params![self.number(controller)?, subject.as_bytes()];
        self.run(dml::CONSENTS_ALL_DELETE, of_subject)?;
        self.run(dml::OBJECTIONS_ALL_DELETE, of_subject)?;
        self.run(dml::RESTRICTIONS_ALL_DELETE, of_subject)?;
        self.run(dml::ENDINGS_ALL_DELETE, of_subject)?;
        self.run(dml::INFORMED_ALL_DELETE, of_subject)?;
        self.run(dml::SUBJECT_DELETE, of_subject)?;
        self.run(dml::KEY_ERASURE_INSERT, params![self.number(controller)?, link_key, at.as_micros()])
    }

    /// Sets and takes away state bits of a subject.
    ///
    /// # Errors
    /// Engine failures.
    pub fn change_subject_bits(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        (set, taken): (u32, u32),
    ) -> Result<(), StoreError> {
        self.run(dml::SUBJECT_SET_BITS, params![set, taken, self.number(controller)?, subject.as_bytes()])
    }

    /// Records that a subject objects to an activity, or no longer does (GDPR art. 21), and in its state whether it objects to any.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_objection(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        objects: bool,
        at: Instant,
    ) -> Result<(), StoreError> {
        let (id, at) = (self.number(controller)?, at.as_micros());
        if objects {
            self.run(dml::OBJECTION_MAKE, params![id, activity, subject.as_bytes(), at])?;
        } else {
            self.run(dml::OBJECTION_WITHDRAW, params![at, id, activity, subject.as_bytes()])?;
        }
        let objects_still =
            objects || self.one(dml::OBJECTION_LEFT, params![id, subject.as_bytes()], |_| Ok(()))?.is_some();
        let bit = SubjectRow::OBJECTS;
        self.change_subject_bits(controller, subject, if objects_still { (bit, 0) } else { (0, bit) })
    }
}
