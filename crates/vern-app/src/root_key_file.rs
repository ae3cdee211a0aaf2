//! The root key on disk: the file `root.key` in the key directory, and `root.key.next` beside it while one replaces the other (ADR 0012).
//!
//! Which of the two is the root key is for the key database to say: it notes the id of the one its controller keys are wrapped under. Where
//! neither is, nothing is written. Deliberately not here: the text of a root key (`vern-crypto`), and the rotation itself.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use vern_core::time::Instant;
use vern_crypto::root_key::RootKey;
use vern_store::keys::RootRow;
use vern_store::{KeyStore, StoreError};
use zeroize::Zeroizing;

use crate::problem::Problem;

const FILE: &str = "root.key";
const NEXT: &str = "root.key.next";
/// A root key typed in, until it is whole on disk.
const TYPED: &str = "root.key.typed";

/// The root key with the database it opens.
pub(crate) struct OpenRoot {
    pub(crate) root: RootKey,
    pub(crate) keys: KeyStore,
    /// It was made just now.
    pub(crate) made: bool,
    /// It lies in `root.key.next`: a rotation took effect and was cut short.
    pub(crate) is_next: bool,
}

/// The number controller keys name a root key by.
pub(crate) fn number_of(root: &RootKey) -> u64 {
    u64::from_be_bytes(root.id())
}

/// Finds the root key and opens the key database with it. Makes both where `may_make` says that there is nothing yet they would have to open.
pub(crate) fn open(directory: &Path, may_make: bool, at: Instant) -> Result<OpenRoot, Problem> {
    let (current, next) = (read(directory, FILE)?, read(directory, NEXT)?);
    if !KeyStore::is_in(directory) {
        return make_database(directory, current, may_make, at);
    }
    if matches!((&current, &next), (Read::Missing, Read::Missing)) && !may_make {
        return Err(Problem::Key { code: "key.root_missing" });
    }
    let keys = KeyStore::open(directory)?;
    let noted = keys.root()?;
    if noted.is_some_and(|noted| current.is(noted)) {
        if !next.is_missing() {
            // The rotation it was made for never took effect.
            remove_next(directory)?;
        }
        return Ok(OpenRoot { root: current.key()?, keys, made: false, is_next: false });
    }
    if noted.is_some_and(|noted| next.is(noted)) {
        return Ok(OpenRoot { root: next.key()?, keys, made: false, is_next: true });
    }
    // Nothing is wrapped yet: the process that began here ended before it had made all of it.
    let is_begun = may_make && keys.is_empty()? && (noted.is_none() || current.is_missing());
    if !is_begun {
        return Err(current.why_not());
    }
    let (root, made) = current.or_make(directory)?;
    keys.note_root(RootRow { root: number_of(&root), since_at: at })?;
    Ok(OpenRoot { root, keys, made, is_next: false })
}

/// The root key of an installation that is there, for whoever only reads: the one its key database notes, or the one that lies alone.
pub(crate) fn of_installation(directory: &Path) -> Result<RootKey, Problem> {
    let (current, next) = (read(directory, FILE)?, read(directory, NEXT)?);
    if !KeyStore::is_in(directory) {
        return current.key();
    }
    let noted = KeyStore::open_for_backup(directory)?.root()?;
    match noted {
        Some(noted) if current.is(noted) => current.key(),
        Some(noted) if next.is(noted) => next.key(),
        _ => Err(current.why_not()),
    }
}

/// Data without a key database is not opened; nor is another database begun for it.
fn make_database(directory: &Path, current: Read, may_make: bool, at: Instant) -> Result<OpenRoot, Problem> {
    if !may_make {
        let code = if current.is_missing() { "key.root_missing" } else { "key.database_missing" };
        return Err(Problem::Key { code });
    }
    let (root, made) = current.or_make(directory)?;
    let keys = KeyStore::open(directory)?;
    keys.note_root(RootRow { root: number_of(&root), since_at: at })?;
    Ok(OpenRoot { root, keys, made, is_next: false })
}

/// What one of the two files holds.
enum Read {
    Missing,
    Damaged,
    Key(RootKey),
}

impl Read {
    const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    fn is(&self, noted: RootRow) -> bool {
        matches!(self, Self::Key(root) if number_of(root) == noted.root)
    }

    fn key(self) -> Result<RootKey, Problem> {
        match self {
            Self::Key(root) => Ok(root),
            other => Err(other.why_not()),
        }
    }

    /// Why the key database does not open with it.
    const fn why_not(&self) -> Problem {
        match self {
            Self::Missing => Problem::Key { code: "key.root_missing" },
            Self::Damaged => Problem::Key { code: "key.root_damaged" },
            Self::Key(_) => Problem::Key { code: "key.root_mismatch" },
        }
    }

    fn or_make(self, directory: &Path) -> Result<(RootKey, bool), Problem> {
        if !self.is_missing() {
            return self.key().map(|root| (root, false));
        }
        DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(StoreError::from)?;
        let root = RootKey::generate()?;
        write_new(directory, FILE, &root)?;
        Ok((root, true))
    }
}

/// Reads one of the files; refuses one that others may read.
fn read(directory: &Path, name: &str) -> Result<Read, Problem> {
    let path = directory.join(name);
    let is_exposed = |file: std::fs::Metadata| file.permissions().mode() & 0o077 != 0;
    if std::fs::metadata(&path).is_ok_and(is_exposed) {
        return Err(Problem::Key { code: "key.root_exposed" });
    }
    match std::fs::read(&path).map(Zeroizing::new) {
        Ok(bytes) => {
            let parsed = std::str::from_utf8(&bytes).ok().and_then(|text| RootKey::parse(text).ok());
            Ok(parsed.map_or(Read::Damaged, Read::Key))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Read::Missing),
        Err(error) => Err(Problem::Store(StoreError::File(error))),
    }
}

/// Writes the root key that is to come, durably, beside the one that is.
pub(crate) fn write_next(directory: &Path, root: &RootKey) -> Result<(), Problem> {
    remove_next(directory)?;
    write_new(directory, NEXT, root)
}

/// Puts the root key that has come in the place of the one that was.
pub(crate) fn take_next(directory: &Path) -> Result<(), Problem> {
    put_in_place(directory, NEXT)
}

fn put_in_place(directory: &Path, name: &str) -> Result<(), Problem> {
    std::fs::rename(directory.join(name), directory.join(FILE))
        .and_then(|()| File::open(directory)?.sync_all())
        .map_err(|error| Problem::Store(StoreError::File(error)))
}

/// Whether `root.key.next` holds the root key that is noted.
pub(crate) fn next_is(directory: &Path, noted: Option<RootRow>) -> Result<bool, Problem> {
    let next = read(directory, NEXT)?;
    Ok(noted.is_some_and(|noted| next.is(noted)))
}

/// Takes a root key away that has not come to be used.
pub(crate) fn remove_next(directory: &Path) -> Result<(), Problem> {
    remove(directory, NEXT)
}

fn remove(directory: &Path, name: &str) -> Result<(), Problem> {
    match std::fs::remove_file(directory.join(name)) {
        Ok(()) => File::open(directory)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| Problem::Store(StoreError::File(error))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Problem::Store(StoreError::File(error))),
    }
}

/// The root key of a key directory, for its sheet.
pub(crate) fn current(directory: &Path) -> Result<RootKey, Problem> {
    let (current, next) = (read(directory, FILE)?, read(directory, NEXT)?);
    if !KeyStore::is_in(directory) {
        return Err(Problem::Key { code: "key.database_missing" });
    }
    let noted = KeyStore::open(directory)?.root()?.ok_or(Problem::Key { code: "key.root_missing" })?;
    if next.is(noted) {
        return next.key();
    }
    if current.is(noted) { current.key() } else { Err(current.why_not()) }
}

/// Writes a typed-in root key as `root.key`, if it is the one the key database was wrapped under.
pub(crate) fn restore(directory: &Path, root: &RootKey) -> Result<(), Problem> {
    if !KeyStore::is_in(directory) {
        return Err(Problem::Key { code: "key.database_missing" });
    }
    let noted = KeyStore::open(directory)?.root()?.ok_or(Problem::Key { code: "key.root_missing" })?;
    if noted.root != number_of(root) {
        return Err(Problem::Key { code: "key.root_mismatch" });
    }
    if next_is(directory, Some(noted))? {
        return take_next(directory);
    }
    remove(directory, TYPED)?;
    write_new(directory, TYPED, root)?;
    put_in_place(directory, TYPED)
}

fn write_new(directory: &Path, name: &str, root: &RootKey) -> Result<(), Problem> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(directory.join(name))
        .and_then(|mut file| {
            file.write_all(root.to_text().as_bytes())?;
            file.sync_all()?;
            File::open(directory)?.sync_all()
        })
        .map_err(|error| Problem::Store(StoreError::File(error)))
}
