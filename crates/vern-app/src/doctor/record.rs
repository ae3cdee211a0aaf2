//! Records: each opens under its key, was written by an operation that is journalled, and is found by its values and no others.

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use vern_policy::Rules;
use vern_store::Snapshot;
use vern_store::row::{LookupToken, RecordRow};

use super::DoctorReport;
use super::journal::Digests;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::body;

/// Records looked at in one snapshot.
const PAGE: u32 = 512;

impl Installation {
    pub(super) fn examine_records(
        &self,
        controller: &Controller,
        digests: &Digests,
        report: &mut DoctorReport,
    ) -> Result<(), Problem> {
        let rules = self.rules_now(controller)?;
        let before = self.reader()?.snapshot()?.head(controller.id())?.map(|head| head.tree_size);
        let mut after = 0;
        let (mut visited, mut lookups) = (0_u64, 0_u64);
        loop {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let rows = snapshot.records_after(controller.id(), after, PAGE)?;
            let Some(last) = rows.last().map(|row| row.record) else { break };
            for row in &rows {
                self.examine_record((controller, &rules), &snapshot, row, digests, report)?;
                let (tokens, found) = snapshot.record_lookups(controller.id(), row)?;
                if found < tokens {
                    let at = u64::try_from(row.record).ok();
                    report.find("doctor.lookup_differs", Some(controller), at);
                }
                lookups += found;
                visited += 1;
            }
            after = last;
        }
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        // Counted in another snapshot than the records: what was written between must not look like damage.
        let (records, all) = snapshot.record_counts(controller.id())?;
        let now = snapshot.head(controller.id())?.map(|head| head.tree_size);
        if now == before {
            if records != visited {
                report.find("doctor.subject_missing", Some(controller), None);
            }
            if all != lookups {
                report.find("doctor.lookup_differs", Some(controller), None);
            }
        }
        report.records += visited;
        Ok(())
    }

    fn examine_record(
        &self,
        (controller, rules): (&Controller, &Rules),
        snapshot: &Snapshot<'_>,
        row: &RecordRow,
        digests: &Digests,
        report: &mut DoctorReport,
    ) -> Result<(), Problem> {
        let at = u64::try_from(row.record).ok();
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let Ok(policy) = controller.policy(snapshot, head.state_version, row.policy) else {
            report.find("doctor.policy_unknown", Some(controller), at);
            return Ok(());
        };
        let key = match row.data_key {
            Some(id) => controller.keyring.data(&id).ok().flatten(),
            None => None,
        };
        // A record whose erasure is ordered has lost its key and waits for its turn to go.
        let is_going = || snapshot.is_being_erased(controller.id(), row.subject, &policy.row.activity);
        let Some(key) = key else {
            if !is_going()? {
                report.find("doctor.record_unreadable", Some(controller), at);
            }
            return Ok(());
        };
        let Ok(body) = body::open_as(controller, &key, row, &policy.row.activity) else {
            report.find("doctor.record_unreadable", Some(controller), at);
            return Ok(());
        };
        let digest: [u8; 32] = Sha256::digest(&row.body).into();
        let is_held = policy.row.activity.ends_with(vern_policy::compile::HOLD_SUFFIX);
        let told = digests.as_ref().zip(digest.first_chunk::<8>());
        if told.is_some_and(|(digests, digest)| !digests.contains(digest)) && !is_held {
            report.find("doctor.record_unjournalled", Some(controller), at);
        }
        if row.collected_at > row.anchor_at.max(self.now()) || row.anchor_at.as_micros() < 0 {
            report.find("doctor.time_unlikely", Some(controller), at);
        }
        let mut expected: HashSet<LookupToken> = HashSet::new();
        for (id, value) in &body.fields {
            let Some((_, kind, true)) = rules.data_type(id) else { continue };
            if let Ok(normal) = kind.normal_form(value.reveal()) {
                expected.extend(controller.keyring.lookup_all(id).iter().map(|key| key.token(&normal)));
            }
        }
        let (stored, rest): (&[LookupToken], _) = row.tokens.as_chunks();
        let known = stored.iter().filter(|token| expected.contains(*token)).count();
        // A type may have become searchable after the record was written, so fewer is no fault; others than its own are.
        if known != stored.len() || !rest.is_empty() {
            report.find("doctor.lookup_differs", Some(controller), at);
        }
        Ok(())
    }
}
