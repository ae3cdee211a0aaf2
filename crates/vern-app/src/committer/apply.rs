//! What each change does to the rows, within the writer's transaction. What becomes of the head and the journal is the committer's.
//!
//! An erasure takes a person's records by its steps, which name none of them and have no entry of their own: who was about to alter or erase one of
//! them finds it gone here, and decides again.

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_store::StoreError;
use vern_store::erasure::ErasureRow;
use vern_store::row::SubjectRow;
use vern_store::write::Batch;

use super::{Change, CommitError, ForgetLink, PutCase, PutRecord};
use crate::log::Log;

pub(super) fn apply(
    batch: &mut Batch<'_>,
    (controller, log): (ControllerId, &mut Log),
    change: &Change,
    (at, index): (Instant, Option<u64>),
) -> Result<(), CommitError> {
    match change {
        Change::None => {}
        Change::PutRecord(put) => put_record(batch, log, put, at)?,
        Change::EraseRecord { key, activity } => {
            let now = batch.record(controller, key)?.ok_or(CommitError::Stale)?;
            batch.erase_record(controller, (key, &now), activity, at)?;
        }
        Change::SetSubjectState { .. }
        | Change::SetConsent { .. }
        | Change::SetObjection { .. }
        | Change::SetRestriction { .. }
        | Change::SetInformed { .. }
        | Change::SetEnding { .. } => apply_fact(batch, controller, change, at)?,
        Change::CreateController { keys, .. } | Change::AddControllerKeys { keys } => {
            for key in keys {
                batch.add_controller_key(controller, key)?;
            }
        }
        Change::RetireControllerKeys { keys, keep_rows } => {
            for key in keys {
                batch.order_key_erasure(controller, &key.key_id, at)?;
                if !keep_rows {
                    batch.delete_controller_key(controller, key)?;
                }
            }
        }
        Change::SwapTokens { swaps } => {
            for swap in swaps {
                batch.swap_token(controller, swap)?;
            }
        }
        Change::AddCharter(charter) => batch.add_charter(controller, charter)?,
        Change::Access(access) => access.apply(batch, controller, at)?,
        Change::CloseKeyErasures { keys } => {
            for key in keys {
                batch.close_key_erasure(controller, key)?;
            }
        }
        Change::KeepCheckpoint { epoch, tree_size, note } => {
            batch.add_checkpoint(controller, *epoch, *tree_size, at, note)?
        }
        Change::NoteReview { key, reviewed_at } => note_review(batch, controller, key, *reviewed_at)?,
        Change::NoteMoved => batch.note_moved(at)?,
        Change::ForgetCalls { until } => batch.forget_calls(controller, *until)?,
        Change::OrderErasure(_)
        | Change::HoldRecords(_)
        | Change::OrderErasureKey(_)
        | Change::NoteUnreadable(_)
        | Change::TakeRecords { .. }
        | Change::CloseErasure { .. } => apply_erasure(batch, controller, change, (at, index))?,
        Change::NarrowPolicies { .. } | Change::SetRecordPolicy { .. } => {
            apply_policy(batch, controller, change)?
        }
        Change::History(history) => history.apply(batch, controller)?,
        Change::QueueMessage { .. } | Change::Outbox(_) => apply_outbox(batch, log, change, at)?,
        Change::Account(account) => account.apply(batch, controller, at)?,
        Change::Suppression(change) => change.apply(batch, controller, at)?,
        Change::NoteIssue { name, queued } => batch.note_issue(controller, (name, *queued), at)?,
        Change::SubjectSession(session) => session.apply(batch, controller, at)?,
        Change::PutCase(case) => put_case(batch, log, case, at)?,
    }
    if change.bumps_state() {
        batch.bump_state_version(controller)?;
    }
    Ok(())
}

fn note_review(
    batch: &mut Batch<'_>,
    controller: ControllerId,
    key: &str,
    reviewed_at: Instant,
) -> Result<(), CommitError> {
    let now = batch.record(controller, key)?.ok_or(CommitError::Stale)?;
    Ok(batch.note_review(controller, &now, reviewed_at)?)
}

/// What the gate is told of a person.
fn apply_fact(
    batch: &mut Batch<'_>,
    controller: ControllerId,
    change: &Change,
    at: Instant,
) -> Result<(), StoreError> {
    match change {
        Change::SetSubjectState { subject, state } => batch.set_subject_state(controller, *subject, *state),
        Change::SetConsent { subject, activity, given } => {
            batch.set_consent(controller, *subject, activity, *given, at)
        }
        Change::SetObjection { subject, activity, objects } => {
            batch.set_objection(controller, *subject, activity, *objects, at)
        }
        Change::SetRestriction { subject, activity, restricted } => {
            batch.set_restriction(controller, *subject, activity, *restricted, at)
        }
        Change::SetInformed { subject, activity, informed } => {
            batch.set_informed(controller, (*subject, activity), *informed)
        }
        Change::SetEnding { subject, activity, ends_at } => {
            batch.set_ending(controller, *subject, activity, *ends_at, at)
        }
        _ => Ok(()),
    }
}

/// What policy rows take away, for all records that point at them or for one.
fn apply_policy(batch: &mut Batch<'_>, controller: ControllerId, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::NarrowPolicies { rows } => {
            for (policy, narrowing) in rows {
                batch.narrow_policy(controller, *policy, narrowing)?;
            }
            Ok(())
        }
        Change::SetRecordPolicy { key, activity, category, narrowing } => {
            let policy = batch.intern_policy(controller, activity, category, narrowing)?;
            batch.set_record_policy(controller, key, policy)
        }
        _ => Ok(()),
    }
}

/// The steps of an erasure of a subject's data.
fn apply_erasure(
    batch: &mut Batch<'_>,
    controller: ControllerId,
    change: &Change,
    (at, index): (Instant, Option<u64>),
) -> Result<(), StoreError> {
    match change {
        Change::OrderErasure(row) => {
            let ordered_index = index.unwrap_or(0);
            batch.order_erasure(
                controller,
                &ErasureRow { ordered_at: at, ordered_index, ..(**row).clone() },
            )?;
            batch.change_subject_bits(controller, row.subject, (SubjectRow::ERASING, 0))
        }
        Change::HoldRecords(hold) => {
            // Sealed under a key that is no longer the one: nothing is done, and the leftovers are looked for again.
            let known = batch.data_key(controller, hold.order.subject, &hold.activity)?;
            match (known, hold.is_new_key) {
                (None, true) => {
                    batch.add_data_key(controller, hold.order.subject, &hold.activity, &hold.data_key)?;
                }
                (Some(known), false) if known == hold.data_key => {}
                _ => return Ok(()),
            }
            for (category, record) in &hold.records {
                let policy = batch.intern_policy(controller, &hold.activity, category, &[])?;
                batch.hold_record(controller, &hold.order, policy, record)?;
            }
            Ok(())
        }
        Change::OrderErasureKey(row) => batch.order_erasure_key(controller, row),
        Change::NoteUnreadable(row) => batch.note_unreadable(controller, &row.erasure, &row.activity, at),
        Change::TakeRecords { subject, activity, most } => {
            batch.take_records(controller, *subject, activity, *most).map(drop)
        }
        Change::CloseErasure { erasure, forget_link } => {
            batch.close_erasure(controller, erasure, at, index.unwrap_or(0))?;
            let Some(subject) = erasure.first().map(|row| row.subject) else { return Ok(()) };
            // Registered anew since it was looked whether anything is left: then the subject stays, and its link with it.
            let forget_link = if batch.has_data(controller, subject)? { &None } else { forget_link };
            match forget_link {
                Some(ForgetLink::Erase(link)) => {
                    return batch.forget_subject(controller, subject, link, at);
                }
                Some(ForgetLink::Erased) => return batch.drop_subject(controller, subject),
                None => {}
            }
            let is_open = batch.has_open_erasure(controller, subject)?;
            let taken = if is_open { 0 } else { SubjectRow::ERASING };
            batch.change_subject_bits(controller, subject, (0, taken))
        }
        _ => Ok(()),
    }
}

/// Messages on their way out.
fn apply_outbox(
    batch: &mut Batch<'_>,
    log: &mut Log,
    change: &Change,
    at: Instant,
) -> Result<(), CommitError> {
    match change {
        Change::QueueMessage { put, message } => {
            put_record(batch, log, put, at)?;
            Ok(batch.add_message(log.controller, message, at)?)
        }
        Change::Outbox(change) => Ok(change.apply(batch, log.controller, at)?),
        _ => Ok(()),
    }
}

/// What is said in a case, and where it stands with it.
fn put_case(batch: &mut Batch<'_>, log: &mut Log, case: &PutCase, at: Instant) -> Result<(), CommitError> {
    put_record(batch, log, &case.put, at)?;
    Ok(batch.put_case(log.controller, &case.case)?)
}

fn put_record(batch: &mut Batch<'_>, log: &mut Log, put: &PutRecord, at: Instant) -> Result<(), CommitError> {
    let (controller, subject) = (log.controller, put.write.subject);
    if let Some(link_key) = &put.new_subject {
        batch.add_subject(controller, subject, link_key)?;
    }
    if let Some(data_key) = &put.new_data_key {
        batch.add_data_key(controller, subject, &put.activity, data_key)?;
    }
    if put.consent_given {
        batch.set_consent(controller, subject, &put.activity, true, at)?;
    }
    if put.write.version > 1 {
        // What is held under the key has been compared: it is what was altered.
        let now = batch.record(controller, &put.write.key)?.ok_or(CommitError::Stale)?;
        return Ok(batch.update_record(controller, &now, &put.write)?);
    }
    let policy = log.policy(batch, (&put.activity, &put.category, &put.narrowing))?;
    Ok(batch.insert_record(controller, policy, &put.write)?)
}
