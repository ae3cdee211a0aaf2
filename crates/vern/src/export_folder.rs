//! An exported journal as a folder of files: written by `vern journal export`, read by `vern journal verify`.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use vern_journal::export::FILE_BYTES_MAX;
use vern_journal::{ExportFiles, ExportSink};

/// A folder.
pub(crate) struct ExportFolder(pub(crate) PathBuf);

impl ExportSink for ExportFolder {
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.0.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)
    }
}

impl ExportFiles for ExportFolder {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let path = self.0.join(path);
        match fs::metadata(&path) {
            Ok(file) if !file.is_file() => return Ok(None),
            Ok(file) if usize::try_from(file.len()).map_or(true, |length| length > FILE_BYTES_MAX) => {
                return Err(io::Error::new(
                    ErrorKind::FileTooLarge,
                    "a file of an export is larger than any can be",
                ));
            }
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        }
        fs::read(path).map(Some)
    }
}
