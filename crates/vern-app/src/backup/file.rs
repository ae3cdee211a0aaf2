//! The files of a backup: written beside their place, durable before they get their name, and never over another.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use vern_store::StoreError;

use crate::problem::Problem;

/// Bytes read or written at once.
const BUFFER_BYTES: usize = 256 * 1024;

pub(super) fn of_file(error: io::Error) -> Problem {
    match error.kind() {
        ErrorKind::AlreadyExists => Problem::Conflict { code: "backup.file_exists" },
        ErrorKind::NotFound => Problem::NotFound { code: "backup.file_missing" },
        _ => Problem::Store(StoreError::File(error)),
    }
}

/// A file on its way: mode 0600, under a name of its own until it is whole. One that is dropped before is taken away.
pub(super) struct NewFile {
    path: PathBuf,
    written: PathBuf,
    out: Option<BufWriter<File>>,
    digest: Sha256,
}

impl NewFile {
    pub(super) fn create(path: &Path) -> Result<Self, Problem> {
        if path.symlink_metadata().is_ok() {
            return Err(Problem::Conflict { code: "backup.file_exists" });
        }
        let mut name = path.file_name().ok_or(Problem::NotFound { code: "backup.file_missing" })?.to_owned();
        name.push(".part");
        let written = path.with_file_name(name);
        // What an earlier run left there when it was cut short is of no use to anybody.
        match std::fs::remove_file(&written) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(of_file(error)),
        }
        let file =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(&written).map_err(of_file)?;
        let out = Some(BufWriter::with_capacity(BUFFER_BYTES, file));
        Ok(Self { path: path.to_owned(), written, out, digest: Sha256::new() })
    }

    /// Makes it durable and gives it its name. Gives SHA-256 of its bytes.
    pub(super) fn keep(mut self) -> Result<[u8; 32], Problem> {
        if let Some(out) = self.out.take() {
            let file = out.into_inner().map_err(|error| of_file(error.into_error()))?;
            file.sync_all().map_err(of_file)?;
        }
        // A link, unlike a rename, fails where there is something by that name.
        std::fs::hard_link(&self.written, &self.path).map_err(of_file)?;
        std::fs::remove_file(&self.written).map_err(of_file)?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()).map_err(of_file)?;
        Ok(std::mem::take(&mut self.digest).finalize().into())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // After `keep` there is nothing by that name any more.
        drop(std::fs::remove_file(&self.written));
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(out) = &mut self.out else { return Err(ErrorKind::BrokenPipe.into()) };
        let written = out.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// A file being read, with SHA-256 of what has been read of it.
pub(super) struct ReadFile {
    from: BufReader<File>,
    digest: Sha256,
}

impl ReadFile {
    pub(super) fn open(path: &Path) -> Result<Self, Problem> {
        let file = File::open(path).map_err(of_file)?;
        Ok(Self { from: BufReader::with_capacity(BUFFER_BYTES, file), digest: Sha256::new() })
    }
}

impl Read for ReadFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.digest.update(into.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// The digest of a file once it is read to its end, seen through what reads it.
pub(super) struct Shared<'a>(pub(super) &'a mut ReadFile);

impl Read for Shared<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl ReadFile {
    pub(super) fn digest(self) -> [u8; 32] {
        self.digest.finalize().into()
    }
}

/// Writes a file only its owner can read, durably and never over another: a backup key, for one.
///
/// # Errors
/// `backup.file_exists`, `store.file`.
pub fn keep_private(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let mut file = NewFile::create(path)?;
    file.write_all(bytes).map_err(of_file)?;
    file.keep().map(drop)
}
