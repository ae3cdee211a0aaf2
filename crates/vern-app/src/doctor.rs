//! Looks an installation over: files, journal, keys, every record. Changes nothing and names nobody.
//!
//! What it finds is a list of findings, each with a stable code, how often, and where one stands. It reads in pages and holds no snapshot long, so it can
//! run beside everything else; what changes under it is looked at again before it is told.

mod journal;
mod record;

use std::sync::Arc;

use vern_core::id::ControllerId;
use vern_crypto::KeyPurpose;
use vern_store::erasure::ErasureRow;
use vern_store::sum::DamagedRows;

use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoctorFinding {
    /// Stable code.
    pub code: &'static str,
    /// Whose data it is about; none where it is about the installation.
    pub controller: Option<String>,
    /// How often.
    pub count: u64,
    /// Where one of them stands: a number of a record or an entry, never a key or a name.
    pub at: Option<u64>,
    /// What was being looked at: the table of damaged rows, or the words of the engine, where there are any.
    pub detail: Option<String>,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, Default)]
pub struct DoctorReport {
    /// What is wrong. Empty where all is well.
    pub findings: Vec<DoctorFinding>,
    /// Records opened.
    pub records: u64,
    /// Entries verified.
    pub entries: u64,
    /// Keys unwrapped.
    pub keys: u64,
    /// Erasures that are ordered and not finished.
    pub open_erasures: u64,
}

impl DoctorReport {
    /// Codes of findings, for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        "doctor.database_damaged",
        "doctor.keys_damaged",
        "doctor.rows_damaged",
        "doctor.key_rows_damaged",
        "doctor.checksums_off",
        "doctor.journal",
        "doctor.charter_unreadable",
        "doctor.access_differs",
        "doctor.key_missing",
        "doctor.key_unreadable",
        "doctor.tombstones_differ",
        "doctor.record_unreadable",
        "doctor.record_unjournalled",
        "doctor.lookup_differs",
        "doctor.subject_missing",
        "doctor.policy_unknown",
        "doctor.time_unlikely",
        "doctor.erasure_stuck",
    ];

    fn find(&mut self, code: &'static str, controller: Option<&Controller>, at: Option<u64>) {
        let controller = controller.map(|controller| controller.slug().to_owned());
        let same = |known: &&mut DoctorFinding| known.code == code && known.controller == controller;
        match self.findings.iter_mut().find(same) {
            Some(known) => known.count += 1,
            None => {
                self.findings.push(DoctorFinding { code, controller, count: 1, at, detail: None });
            }
        }
    }

    fn find_detail(&mut self, code: &'static str, controller: Option<&Controller>, detail: String) {
        self.find(code, controller, None);
        if let Some(found) = self.findings.last_mut().filter(|found| found.code == code) {
            found.detail.get_or_insert(detail);
        }
    }

    fn find_rows(&mut self, code: &'static str, found: DamagedRows) {
        let detail = Some(found.table.to_owned());
        self.findings.push(DoctorFinding { code, controller: None, count: found.rows, at: None, detail });
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Installation {
    /// Looks everything over.
    ///
    /// # Errors
    /// `store.*` where the store cannot be read at all; what can be read and is wrong is a finding.
    pub fn examine(&self) -> Result<DoctorReport, Problem> {
        let mut report = DoctorReport::default();
        for line in self.store.examine()? {
            report.find_detail("doctor.database_damaged", None, line);
        }
        for line in self.keys.examine()? {
            report.find_detail("doctor.keys_damaged", None, line);
        }
        self.examine_sums(&mut report)?;
        for controller in self.controllers() {
            self.examine_controller(&controller, &mut report)?;
        }
        Ok(report)
    }

    /// Every row is as it was written; where a server keeps them, it looks after that itself, if it was told to.
    fn examine_sums(&self, report: &mut DoctorReport) -> Result<(), Problem> {
        for found in self.store.damaged_rows()? {
            report.find_rows("doctor.rows_damaged", found);
        }
        for found in self.keys.damaged_rows()? {
            report.find_rows("doctor.key_rows_damaged", found);
        }
        if !self.store.has_sums()? {
            report.find("doctor.checksums_off", None, None);
        }
        Ok(())
    }

    fn examine_controller(
        &self,
        controller: &Arc<Controller>,
        report: &mut DoctorReport,
    ) -> Result<(), Problem> {
        self.examine_charters(controller, report)?;
        let digests = self.examine_journal(controller, report)?;
        self.examine_keys(controller, report)?;
        self.examine_records(controller, &digests, report)?;
        self.examine_erasures(controller, report)
    }

    /// Every document compiles to what its hash says.
    fn examine_charters(&self, controller: &Controller, report: &mut DoctorReport) -> Result<(), Problem> {
        let rows = self.reader()?.snapshot()?.charters(controller.id())?;
        for row in &rows {
            let hash = crate::charter::source_of(row).map(|source| *source.hash());
            if hash.ok() != Some(row.hash) {
                report.find("doctor.charter_unreadable", Some(controller), None);
            }
        }
        Ok(())
    }

    /// Every key that is named is there and opens, and as many are erased as the data knows of.
    fn examine_keys(&self, controller: &Controller, report: &mut DoctorReport) -> Result<(), Problem> {
        let id = controller.id();
        let (named, head, ordered) = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let ordered: Vec<_> = snapshot.key_erasures(id, u32::MAX)?;
            (snapshot.keys_named(id)?, snapshot.head(id)?, ordered)
        };
        // The row of a checkpoint key that was replaced stays for its verifier key; the seed is gone.
        let retired: Vec<[u8; 16]> = {
            let reader = self.reader()?;
            let rows = reader.snapshot()?.controller_keys(id)?;
            let of_checkpoints = rows.iter().filter(|row| row.purpose == KeyPurpose::Checkpoint.code());
            let newest = of_checkpoints.clone().map(|row| row.number).max();
            of_checkpoints.filter(|row| Some(row.number) != newest).map(|row| row.key_id).collect()
        };
        let is_asked = |key: &&[u8; 16]| !ordered.contains(*key) && !retired.contains(*key);
        for key in named.iter().filter(is_asked) {
            match self.keys.find(id, key)? {
                None => {
                    if self.is_still_named(id, key)? {
                        report.find("doctor.key_missing", Some(controller), None);
                    }
                }
                // The controller's own key was opened at the start, or nothing here would be.
                Some(wrapped) => match KeyPurpose::from_code(wrapped.purpose) {
                    Some(KeyPurpose::Controller) => report.keys += 1,
                    Some(purpose) if controller.keyring.unwrap(key, purpose).is_ok() => report.keys += 1,
                    _ => report.find("doctor.key_unreadable", Some(controller), None),
                },
            }
        }
        let erased = self.keys.erased_count(id)?;
        let told = head.map_or(0, |head| head.keys_erased);
        // An erasure under way has overwritten keys it has not counted yet.
        if erased < told || erased > told + u64::try_from(ordered.len()).unwrap_or(0) {
            report.find("doctor.tombstones_differ", Some(controller), None);
        }
        Ok(())
    }

    fn is_still_named(&self, id: ControllerId, key: &[u8; 16]) -> Result<bool, Problem> {
        Ok(self.reader()?.snapshot()?.keys_named(id)?.contains(key))
    }

    /// Erasures go on by themselves; one that is open although none is being carried out is stuck.
    fn examine_erasures(&self, controller: &Controller, report: &mut DoctorReport) -> Result<(), Problem> {
        let open: Vec<ErasureRow> = self.reader()?.snapshot()?.open_erasures(controller.id(), u32::MAX)?;
        report.open_erasures += u64::try_from(open.len()).unwrap_or(u64::MAX);
        if !open.is_empty() && self.erasing.try_lock().is_ok() {
            report.find("doctor.erasure_stuck", Some(controller), open.first().map(|row| row.ordered_index));
        }
        Ok(())
    }
}
