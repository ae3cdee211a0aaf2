//! Erasure of a subject's data, in one activity or in all: ordered, made unreadable, taken away, certified (ADR 0003).
//!
//! The order is an operation like any other: decided, journalled, and from its commit the gate permits nothing but the erasure. What follows needs no
//! decision and can be cut short anywhere: a start goes on where it ended.

mod certificate;
mod leftover;
mod order;

use std::collections::HashSet;
use std::sync::Arc;

use vern_core::id::{OperationId, SubjectId};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind};
use vern_store::erasure::{ErasureRow, ErasureStage};

use crate::committer::{Change, ForgetLink};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::RestrictionException;

pub use certificate::{Certificate, CertifiedActivity};

/// Keys overwritten in one go.
const KEYS_MAX: u32 = 4_096;
/// Records taken away in one commit.
const ROWS_MAX: u32 = 256;

/// What is to be erased of a subject.
#[derive(Debug, Clone)]
pub struct ErasureRequest {
    /// One activity; all the caller may erase in, where left out.
    pub activity: Option<String>,
    /// Why.
    pub reason: Option<Personal<String>>,
    /// What lets restricted data be erased (GDPR art. 18(2)).
    pub exception: Option<RestrictionException>,
}

/// What an order came to.
#[derive(Debug, Clone)]
pub struct OrderedErasure {
    /// Names the erasure and its certificate.
    pub erasure: OperationId,
    /// Whose.
    pub subject: SubjectId,
    /// Activities whose data goes.
    pub activities: Vec<String>,
    /// Activities with data of the subject in which the caller may not erase; only those it has a grant in are named.
    pub left_out: Vec<String>,
}

impl Installation {
    /// Goes on with every erasure that is ordered until all are finished: leftovers sealed anew, keys overwritten, rows away, certificate journalled.
    /// Run at start too. Several at once take turns.
    ///
    /// # Errors
    /// `store.*`; `record.unreadable` where a record of which a statute keeps something does not open.
    pub async fn finish_erasures(&self, controller: &Arc<Controller>) -> Result<(), Problem> {
        let _turn = self.erasing.lock().await;
        self.overwrite_keys(controller).await?;
        let mut unreadable = HashSet::new();
        loop {
            let open = self.reader()?.snapshot()?.open_erasures(controller.id(), u32::MAX)?;
            let Some(first) = open.iter().find(|row| !unreadable.contains(&row.erasure)) else {
                return if unreadable.is_empty() { Ok(()) } else { Err(Problem::Unreadable) };
            };
            let of_erasure = open.iter().filter(|row| row.erasure == first.erasure);
            match self.finish_one(controller, of_erasure.cloned().collect()).await {
                // One person's record that does not open must not keep the next person's data.
                Err(Problem::Unreadable) => drop(unreadable.insert(first.erasure)),
                carried_out => carried_out?,
            }
        }
    }

    async fn finish_one(
        &self,
        controller: &Arc<Controller>,
        erasure: Vec<ErasureRow>,
    ) -> Result<(), Problem> {
        for row in &erasure {
            self.advance(controller, row).await?;
        }
        match erasure.first() {
            Some(first) => self.certify(controller, &first.erasure).await,
            None => Ok(()),
        }
    }

    /// Takes the erasure of one activity to where its rows are gone.
    async fn advance(&self, controller: &Arc<Controller>, row: &ErasureRow) -> Result<(), Problem> {
        if row.stage == ErasureStage::Ordered {
            self.seal_leftovers(controller, row).await?;
            self.change(controller.id(), Change::OrderErasureKey(Box::new(row.clone())), None).await?;
        }
        if row.stage <= ErasureStage::KeysOrdered {
            self.overwrite_keys(controller).await?;
            self.change(controller.id(), Change::NoteUnreadable(Box::new(row.clone())), None).await?;
        }
        while self.reader()?.snapshot()?.subject_records(controller.id(), row.subject, &row.activity)? > 0 {
            let (subject, activity) = (row.subject, row.activity.clone());
            let take = Change::TakeRecords { subject, activity, most: ROWS_MAX };
            self.change(controller.id(), take, None).await?;
        }
        Ok(())
    }

    /// Journals the certificate and closes the erasure. Where the charter says that the link to the log goes too, so it does.
    async fn certify(&self, controller: &Arc<Controller>, erasure: &[u8; 16]) -> Result<(), Problem> {
        let rows = self.reader()?.snapshot()?.erasure(controller.id(), erasure)?;
        let Some(first) = rows.first() else { return Ok(()) };
        let (subject, has_data, erases_link) = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let head =
                snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
            let at = self.now().max(head.last_at);
            let erases_link = controller.in_force(&snapshot, head.state_version, at)?.rules.erases_link();
            let subject = snapshot.subject(controller.id(), first.subject)?;
            (subject, !snapshot.subject_keys(controller.id(), first.subject)?.is_empty(), erases_link)
        };
        let link = subject.map(|row| controller.keyring.link(&row.link_key)).transpose()?.flatten();
        // A subject whose link is gone and who is here all the same has come back with older data, and goes again.
        let link_is_erased = subject.is_some() && link.is_none();
        let mut draft = Entry::new(0, 0, EntryKind::ErasureCompleted);
        draft.operation = Some(*erasure);
        draft.count = Some(rows.iter().map(|row| row.records).sum());
        if let Some(link) = link {
            draft.subjects = vec![certificate::subject_part(controller, &link, erasure, &rows)?];
        }
        let forget_link = subject
            .filter(|_| (erases_link || link_is_erased) && !has_data)
            .map(|row| if link_is_erased { ForgetLink::Erased } else { ForgetLink::Erase(row.link_key) });
        let gives_up_link = matches!(forget_link, Some(ForgetLink::Erase(_)));
        let close = Change::CloseErasure { erasure: rows, forget_link };
        self.change(controller.id(), close, Some(draft)).await?;
        if gives_up_link { self.overwrite_keys(controller).await } else { Ok(()) }
    }

    /// Overwrites the keys that were ordered erased, then closes the orders. Run at start too: an order left open is finished there.
    pub(crate) async fn overwrite_keys(&self, controller: &Controller) -> Result<(), Problem> {
        loop {
            let ordered = self.reader()?.snapshot()?.key_erasures(controller.id(), KEYS_MAX)?;
            if ordered.is_empty() {
                return Ok(());
            }
            self.keys.erase(controller.id(), &ordered, self.now())?;
            for key in &ordered {
                controller.keyring.forget(key);
            }
            self.change(controller.id(), Change::CloseKeyErasures { keys: ordered }, None).await?;
        }
    }
}

/// How long each step of an erasure took, as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasureDelays {
    /// From the order until nobody could read it any more, in microseconds.
    pub unreadable_micros: i64,
    /// From the order until the bytes were gone from the database, in microseconds.
    pub gone_micros: i64,
}

impl ErasureDelays {
    /// The delays of a finished erasure.
    #[must_use]
    pub fn between(ordered: Instant, unreadable: Instant, gone: Instant) -> Self {
        Self {
            unreadable_micros: unreadable.as_micros() - ordered.as_micros(),
            gone_micros: gone.as_micros() - ordered.as_micros(),
        }
    }
}
