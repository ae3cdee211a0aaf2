//! The journal as it lies in the store: the same verifier that reads an export reads it here, and access is compared with what the journal says of it.

use std::collections::{HashMap, HashSet};

use vern_core::time::Instant;
use vern_journal::{Entry, Outcome, verify};
use vern_store::Snapshot;
use vern_store::row::AccessRow;

use super::DoctorReport;
use crate::controller::Controller;
use crate::history::StoredFiles;
use crate::installation::Installation;
use crate::problem::Problem;

/// Entries read at a time.
const PAGE: u32 = 1_000;

/// What the journal says was written: the first bytes of each digest. None where entries are culled, so that not every write is told any more.
pub(super) type Digests = Option<HashSet<[u8; 8]>>;

impl Installation {
    pub(super) fn examine_journal(
        &self,
        controller: &Controller,
        report: &mut DoctorReport,
    ) -> Result<Digests, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let id = controller.id();
        let head = snapshot.head(id)?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let files = match StoredFiles::signed(&snapshot, controller, &head) {
            // A key was replaced since the view was taken; the next look sees it.
            Ok(None) => return Ok(None),
            Ok(Some(files)) => files,
            Err(Problem::Internal(_)) => {
                report.find_detail("doctor.journal", Some(controller), "journal.tile_missing".to_owned());
                return Ok(None);
            }
            Err(problem) => return Err(problem),
        };
        let known: Vec<String> =
            snapshot.newest_checkpoint(id, head.epoch)?.map(|row| row.note).into_iter().collect();
        let verified = verify(&files, &known);
        for failure in &verified.failures {
            report.find_detail("doctor.journal", Some(controller), failure.code.as_str().to_owned());
        }
        report.entries += verified.entries_checked;
        self.examine_entries(controller, &snapshot, report)
    }

    /// Reads every entry for what it says of writes and of access.
    fn examine_entries(
        &self,
        controller: &Controller,
        snapshot: &Snapshot<'_>,
        report: &mut DoctorReport,
    ) -> Result<Digests, Problem> {
        let id = controller.id();
        let head = snapshot.head(id)?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let (mut digests, mut access) = (HashSet::new(), HashMap::new());
        let mut from = head.culled;
        loop {
            let entries = snapshot.entries(id, head.epoch, from, PAGE)?;
            for bytes in &entries {
                let Ok(entry) = Entry::decode(bytes) else { continue };
                let written = entry.subjects.iter().filter_map(|part| part.digest);
                digests.extend(written.filter_map(|digest| digest.first_chunk::<8>().copied()));
                if let Some((holder, told)) = entry.access_holder().zip(AccessTold::of(&entry)) {
                    access.insert(holder, told);
                }
            }
            let read = u64::try_from(entries.len()).unwrap_or(u64::MAX);
            from += read;
            if read < u64::from(PAGE) {
                break;
            }
        }
        let whole = head.culled == 0 && head.epoch == 1;
        if whole {
            for row in snapshot.actors(id)? {
                let told = access.remove(row.actor.as_bytes());
                if !told.is_some_and(|told| told.fits(&row)) {
                    report.find("doctor.access_differs", Some(controller), None);
                }
            }
            access.values().for_each(|_| report.find("doctor.access_differs", Some(controller), None));
        }
        Ok(whole.then_some(digests))
    }
}

/// What the newest entry about an access says of it.
enum AccessTold {
    Given { until: Option<u64>, reach: Option<String> },
    Ended,
}

impl AccessTold {
    /// None where the entry neither gives nor ends: somebody signed, was let in, or had their access looked at.
    fn of(entry: &Entry) -> Option<Self> {
        match entry.outcome {
            Some(Outcome::Permitted) if entry.state.is_some() => {
                Some(Self::Given { until: entry.until, reach: entry.reach.clone() })
            }
            Some(Outcome::Refused) => Some(Self::Ended),
            _ => None,
        }
    }

    fn fits(&self, row: &AccessRow) -> bool {
        match self {
            Self::Given { until, reach } => {
                *until == row.ends_at.map(Instant::as_unsigned_micros) && *reach == row.reach
            }
            Self::Ended => row.ends_at.is_some(),
        }
    }
}
