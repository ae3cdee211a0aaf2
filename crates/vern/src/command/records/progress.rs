//! How far an import has come, kept beside its report, so that one that was broken off goes on where it was; and the report itself.
//!
//! The report names line, column, field and code of each row that was not taken, and never what stood in it.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use vern_app::Problem;

use super::batch::RefusedRow;
use super::mapping::Mapping;
use super::source::Place;
use crate::failure::Failure;

const HEAD: &[u8] = b"line,column,field,code\n";

/// What an import is of: another file or another mapping is another import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Subject {
    activity: String,
    mapping: Mapping,
    bytes: u64,
    changed_at_nanos: u128,
}

impl Subject {
    pub(super) fn of(file: &Path, activity: &str, mapping: &Mapping) -> Result<Self, Failure> {
        let failed = |error| Failure::file(file, error);
        let found = file.metadata().map_err(failed)?;
        let changed = found.modified().map_err(failed)?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self {
            activity: activity.to_owned(),
            mapping: mapping.clone(),
            bytes: found.len(),
            changed_at_nanos: changed.as_nanos(),
        })
    }
}

/// How many rows there were of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) rows: u64,
    pub(super) taken: u64,
    pub(super) refused: u64,
    /// Taken by the part of this import that was broken off.
    pub(super) taken_before: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    of: Subject,
    place: Place,
    counts: Counts,
    report_bytes: u64,
}

/// An import's report, and how far it has come.
pub(super) struct Progress {
    of: Subject,
    /// None where nothing is kept.
    path: Option<PathBuf>,
    report_path: PathBuf,
    report: File,
    report_bytes: u64,
    pub(super) counts: Counts,
    /// Where an import that was broken off goes on.
    pub(super) resumed: Option<Place>,
}

impl Progress {
    /// Begins, or goes on where the same import was broken off.
    pub(super) fn begin(report_path: &Path, of: Subject) -> Result<Self, Failure> {
        let mut name = report_path.as_os_str().to_owned();
        name.push(".progress");
        let path = PathBuf::from(name);
        let kept = match std::fs::read(&path) {
            Ok(bytes) => Some(
                serde_json::from_slice::<Kept>(&bytes)
                    .ok()
                    .filter(|kept| kept.of == of)
                    .ok_or(Problem::Conflict { code: "import.other_under_way" })?,
            ),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::file(&path, error)),
        };
        let (counts, report_bytes) =
            kept.as_ref().map_or_else(Default::default, |kept| (kept.counts, kept.report_bytes));
        let report =
            open_report(report_path, report_bytes).map_err(|error| Failure::file(report_path, error))?;
        let report_path = report_path.to_owned();
        let resumed = kept.map(|kept| kept.place);
        let path = Some(path);
        let mut progress = Self { of, path, report_path, report, report_bytes, counts, resumed };
        if progress.report_bytes == 0 {
            progress.write(HEAD)?;
        }
        Ok(progress)
    }

    /// Begins from the first row, whatever is under way: nothing is kept of how far it comes.
    pub(super) fn anew(report_path: &Path, of: Subject) -> Result<Self, Failure> {
        let report = open_report(report_path, 0).map_err(|error| Failure::file(report_path, error))?;
        let report_path = report_path.to_owned();
        let (path, counts) = (None, Counts::default());
        let mut progress = Self { of, path, report_path, report, report_bytes: 0, counts, resumed: None };
        progress.write(HEAD)?;
        Ok(progress)
    }

    /// Lists a row that was not taken, and counts it.
    pub(super) fn refuse(&mut self, row: &RefusedRow) -> Result<(), Failure> {
        for reason in &row.reasons {
            let column = reason.column.map(|column| column.to_string()).unwrap_or_default();
            let field = reason.field.as_deref().unwrap_or_default();
            self.write(format!("{},{column},{field},{}\n", row.line, reason.code).as_bytes())?;
        }
        self.counts.refused += 1;
        Ok(())
    }

    /// Keeps where it has come to. What it says holds after a loss of power too.
    pub(super) fn keep(&mut self, place: Place) -> Result<(), Failure> {
        let Some(path) = &self.path else { return Ok(()) };
        self.report.sync_data().map_err(|error| Failure::file(&self.report_path, error))?;
        let kept = Kept { of: self.of.clone(), place, counts: self.counts, report_bytes: self.report_bytes };
        let bytes = serde_json::to_vec(&kept).map_err(io::Error::from)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
            file.write_all(&bytes)?;
            file.as_file().sync_data()?;
            file.persist(path).map_err(|error| error.error)?;
            Ok(())
        });
        written.map_err(|error| Failure::file(path, error))
    }

    /// All rows are through: only the report stays.
    pub(super) fn end(self) -> Result<Counts, Failure> {
        let Some(path) = &self.path else { return Ok(self.counts) };
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file(path, error)),
            _ => Ok(self.counts),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.report.write_all(bytes).map_err(|error| Failure::file(&self.report_path, error))?;
        self.report_bytes += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }
}

/// The report as it was when it was last kept.
fn open_report(path: &Path, bytes: u64) -> io::Result<File> {
    let mut report = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    report.set_len(bytes)?;
    report.seek(SeekFrom::End(0))?;
    Ok(report)
}
