//! Nobody comes back: what tombstones say was erased after the data was copied is erased again before anything is opened.
//!
//! Here it is only ordered, as any erasure is; what follows — rows away, certificate — is what a start owes to every open erasure. It can be cut
//! short anywhere and done again: what is ordered is not found a second time.

use vern_core::id::{ControllerId, OperationId, SubjectId};
use vern_core::time::Instant;
use vern_store::erasure::{ErasureRow, ErasureStage};
use vern_store::restore::SubjectKeyRow;
use vern_store::row::{Id16, SubjectRow};
use vern_store::{KeyStore, Snapshot, StoreError};

use super::frame::OpenErasure;
use super::target::Target;
use crate::clock::issue_operation;
use crate::problem::Problem;

/// Keys looked at, and erasures ordered, in one go.
const PAGE: u32 = 512;

/// Orders every erasure of a controller that the keys tell of and the data does not. Gives how many activities of how many subjects.
pub(super) fn order_lost(
    target: &mut Target,
    keys: &KeyStore,
    controller: ControllerId,
    open: &[OpenErasure],
    at: Instant,
) -> Result<u64, Problem> {
    let mut lost = Lost { target, keys, controller, at, current: None };
    lost.pass_on_sealing()?;
    let mut count = lost.order_by_tombstones()?;
    for order in open.iter().filter(|order| order.controller == controller) {
        count += u64::from(lost.order_again(order)?);
    }
    lost.drop_subjects()?;
    Ok(count)
}

struct Lost<'a> {
    target: &'a mut Target,
    keys: &'a KeyStore,
    controller: ControllerId,
    at: Instant,
    /// One erasure for all activities of a subject.
    current: Option<(SubjectId, OperationId)>,
}

impl Lost<'_> {
    fn look<T>(&self, ask: impl FnOnce(&Snapshot<'_>) -> Result<T, StoreError>) -> Result<T, Problem> {
        let reader = self.target.store.reader()?;
        Ok(ask(&reader.snapshot()?)?)
    }

    /// A key that is neither there nor a tombstone was never in the key file: it is not of this data.
    fn is_gone(&self, key: &Id16) -> Result<bool, Problem> {
        self.keys.is_erased(self.controller, key)?.ok_or(Problem::Conflict { code: "backup.keys_incomplete" })
    }

    /// Orders that were still sealing what a statute keeps: where the key is gone by now, that was done after the copy, and is lost with it.
    fn pass_on_sealing(&mut self) -> Result<(), Problem> {
        let controller = self.controller;
        let open = self.look(|snapshot| snapshot.open_erasures(controller, u32::MAX))?;
        for row in open.into_iter().filter(|row| row.stage == ErasureStage::Ordered) {
            let key = self.look(|snapshot| snapshot.data_key(controller, row.subject, &row.activity))?;
            if let Some(key) = key
                && self.is_gone(&key)?
            {
                self.target.writer.batch(|batch| batch.order_erasure_key(controller, &row))?;
            }
        }
        Ok(())
    }

    fn order_by_tombstones(&mut self) -> Result<u64, Problem> {
        let controller = self.controller;
        let mut after = (0, String::new());
        let mut count = 0;
        loop {
            let page =
                self.look(|snapshot| snapshot.subject_keys_page(controller, (after.0, &after.1), PAGE))?;
            let Some(last) = page.last() else { return Ok(count) };
            after = (last.number, last.activity.clone());
            let mut orders = Vec::new();
            for SubjectKeyRow { subject, activity, data_key, .. } in page {
                if self.is_gone(&data_key)? {
                    let records =
                        self.look(|snapshot| snapshot.subject_records(controller, subject, &activity))?;
                    let erasure = *self.erasure_of(subject)?.as_bytes();
                    orders.push(order(
                        subject,
                        activity,
                        erasure,
                        self.at,
                        ErasureStage::KeysOrdered,
                        records,
                    ));
                }
            }
            count += u64::try_from(orders.len()).unwrap_or(0);
            self.keep(&orders)?;
        }
    }

    fn erasure_of(&mut self, subject: SubjectId) -> Result<OperationId, Problem> {
        match self.current {
            Some((known, erasure)) if known == subject => Ok(erasure),
            _ => {
                let erasure = issue_operation(self.at)?;
                self.current = Some((subject, erasure));
                Ok(erasure)
            }
        }
    }

    fn keep(&mut self, orders: &[ErasureRow]) -> Result<(), Problem> {
        let controller = self.controller;
        if orders.is_empty() {
            return Ok(());
        }
        Ok(self.target.writer.batch(|batch| {
            for order in orders {
                batch.order_erasure(controller, order)?;
                batch.change_subject_bits(controller, order.subject, (SubjectRow::ERASING, 0))?;
            }
            Ok(())
        })?)
    }

    /// An order whose key had not been overwritten when the keys were copied, and which the data does not know of.
    fn order_again(&mut self, lost: &OpenErasure) -> Result<bool, Problem> {
        let controller = self.controller;
        let (held, known, records) = self.look(|snapshot| {
            let held = snapshot.data_key(controller, lost.subject, &lost.activity)?;
            let known = snapshot.is_being_erased(controller, lost.subject, &lost.activity)?;
            Ok((held, known, snapshot.subject_records(controller, lost.subject, &lost.activity)?))
        })?;
        if held.is_none() || known {
            return Ok(false);
        }
        let (erasure, activity) = (lost.erasure, lost.activity.clone());
        self.keep(&[order(lost.subject, activity, erasure, self.at, ErasureStage::Ordered, records)])?;
        Ok(true)
    }

    /// Subjects whose link key is gone and of whom nothing else is left to erase.
    fn drop_subjects(&mut self) -> Result<(), Problem> {
        let controller = self.controller;
        let mut after = SubjectId::from_bytes([0; 16]);
        loop {
            let page = self.look(|snapshot| snapshot.subjects_page(controller, after, PAGE))?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            let mut gone = Vec::new();
            for (subject, link) in page {
                if !self.is_gone(&link)? {
                    continue;
                }
                let has_data = self.look(|snapshot| snapshot.subject_keys(controller, subject))?;
                let is_open =
                    self.target.writer.batch(|batch| batch.has_open_erasure(controller, subject))?;
                if has_data.is_empty() && !is_open {
                    gone.push(subject);
                }
            }
            self.target.writer.batch(|batch| {
                gone.iter().try_for_each(|subject| batch.drop_subject(controller, *subject))
            })?;
        }
    }
}

/// Ordered by the entry that opens the new epoch, which is its entry 0.
fn order(
    subject: SubjectId,
    activity: String,
    erasure: Id16,
    at: Instant,
    stage: ErasureStage,
    records: u64,
) -> ErasureRow {
    ErasureRow {
        erasure,
        activity,
        subject,
        stage,
        ordered_at: at,
        unreadable_at: None,
        gone_at: None,
        records,
        kept: 0,
        ordered_index: 0,
        gone_index: None,
    }
}
