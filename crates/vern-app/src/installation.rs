//! An installation: one data directory, one key directory, the controllers in it, the writer.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parking_lot::RwLock;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::root_key::RootKey;
use vern_crypto::{BlindIndexKey, JournalKey, KeyId, KeyPurpose, WrappingKey};
use vern_journal::{CheckpointKey, Entry};
use vern_store::row::ControllerKeyRow;
use vern_store::{KeyStore, Reader, Store, StoreError, StoreOptions};

use crate::clock::Clock;
use crate::committer::{Committer, OnFatal};
use crate::controller::Controller;
use crate::keyring::Keyring;
use crate::problem::Problem;

/// Where an installation lies and what it is called.
#[derive(Debug, Clone)]
pub struct InstallationOptions {
    /// Directory of `vern.db`.
    pub data: PathBuf,
    /// Directory of `root.key` and `keys.db`; not within the data directory.
    pub keys: PathBuf,
    /// Name in checkpoint origins: `[a-z0-9.-]`, usually the host name. Read when a controller is created.
    pub name: String,
    /// How to open the store.
    pub store: StoreOptions,
}

/// An installation, open.
pub struct Installation {
    pub(crate) store: Store,
    pub(crate) keys: Arc<KeyStore>,
    pub(crate) root: WrappingKey,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) committer: Committer,
    pub(crate) name: String,
    /// Held while a charter is imported: two imports at once could make one controller twice.
    pub(crate) importing: tokio::sync::Mutex<()>,
    controllers: RwLock<HashMap<ControllerId, Arc<Controller>>>,
    /// The root key as printed on the recovery sheet, if it was made just now.
    pub recovery_sheet: Option<zeroize::Zeroizing<String>>,
}

impl Installation {
    /// Opens an installation, or makes one where both directories are empty. Sweeps unused keys and finishes what an earlier process
    /// left of erasures.
    ///
    /// # Errors
    /// `key.root_missing` if there is data and no root key, `key.root_mismatch` if the root key does not open it, `store.*`.
    pub async fn open(
        options: InstallationOptions,
        clock: Arc<dyn Clock>,
        on_fatal: OnFatal,
    ) -> Result<Arc<Self>, Problem> {
        if options.keys.starts_with(&options.data) {
            return Err(Problem::Key { code: "key.within_data" });
        }
        let (store, writer) = Store::open(&options.data, options.store)?;
        let known = store.reader()?.snapshot()?.controllers()?;
        let (root, made) = open_root_key(&options.keys, known.is_empty())?;
        let keys = Arc::new(KeyStore::open(&options.keys)?);
        let committer = Committer::start(writer, Arc::clone(&clock), on_fatal)?;
        let installation = Arc::new(Self {
            store,
            keys,
            root: WrappingKey::new(root.key())?,
            clock,
            committer,
            name: options.name,
            importing: tokio::sync::Mutex::default(),
            controllers: RwLock::default(),
            recovery_sheet: made.then(|| root.to_text()),
        });
        for (id, slug) in known {
            let controller = installation.load_controller(id, slug)?;
            installation.tidy_keys(&controller).await?;
        }
        Ok(installation)
    }

    /// Opens an installation that is there; makes none.
    ///
    /// # Errors
    /// `installation.none`; else as [`Installation::open`].
    pub async fn open_existing(
        options: InstallationOptions,
        clock: Arc<dyn Clock>,
        on_fatal: OnFatal,
    ) -> Result<Arc<Self>, Problem> {
        if !options.data.join("vern.db").is_file() {
            return Err(Problem::NotFound { code: "installation.none" });
        }
        Self::open(options, clock, on_fatal).await
    }

    /// Now, by the installation's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Bytes of the data database.
    ///
    /// # Errors
    /// `store.file`.
    pub fn size_bytes(&self) -> Result<u64, Problem> {
        Ok(self.store.size_bytes()?)
    }

    /// The controllers, by slug.
    #[must_use]
    pub fn controllers(&self) -> Vec<Arc<Controller>> {
        let mut all: Vec<_> = self.controllers.read().values().cloned().collect();
        all.sort_by(|a, b| a.slug().cmp(b.slug()));
        all
    }

    /// The controller with a slug.
    ///
    /// # Errors
    /// `controller.unknown`.
    pub fn controller(&self, slug: &str) -> Result<Arc<Controller>, Problem> {
        let found = self.controllers.read().values().find(|controller| controller.slug() == slug).cloned();
        found.ok_or(Problem::NotFound { code: "controller.unknown" })
    }

    pub(crate) fn controller_by_id(&self, id: ControllerId) -> Result<Arc<Controller>, Problem> {
        self.controllers.read().get(&id).cloned().ok_or(Problem::NotFound { code: "controller.unknown" })
    }

    pub(crate) fn reader(&self) -> Result<Reader, Problem> {
        Ok(self.store.reader()?)
    }

    /// Opens a controller that is in the store: its keys, its journal's origin.
    pub(crate) fn load_controller(&self, id: ControllerId, slug: String) -> Result<Arc<Controller>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let rows = snapshot.controller_keys(id)?;
        let head = snapshot.head(id)?.ok_or(StoreError::Damaged { table: "heads" })?;
        let first =
            snapshot.entry(id, head.epoch, 0)?.ok_or(StoreError::Damaged { table: "journal_entries" })?;
        let origin = Entry::decode(&first)?.origin.ok_or(StoreError::Damaged { table: "journal_entries" })?;
        let keyring = self.load_keyring(id, &rows)?;
        let checkpoint = CheckpointKey::from_seed(&origin, keyring.checkpoint_seed.expose_bytes())?;
        let controller = Arc::new(Controller::new(id, slug, keyring, checkpoint));
        self.controllers.write().insert(id, Arc::clone(&controller));
        Ok(controller)
    }

    fn load_keyring(&self, id: ControllerId, rows: &[ControllerKeyRow]) -> Result<Keyring, Problem> {
        let newest = |purpose: KeyPurpose| {
            let of_purpose = rows.iter().filter(|row| row.purpose == purpose.code());
            of_purpose.max_by_key(|row| row.number).ok_or(Problem::Key { code: "key.root_damaged" })
        };
        let open = |parent: &WrappingKey, row: &ControllerKeyRow, purpose: KeyPurpose| {
            let found = self.keys.find(id, &row.key_id)?.ok_or(Problem::Key { code: "key.root_mismatch" })?;
            let wrapped =
                found.wrapped.as_slice().try_into().map_err(|_| Problem::Key { code: "key.root_damaged" })?;
            parent
                .unwrap(wrapped, id.as_u64(), KeyId(row.key_id), purpose)
                .map_err(|_| Problem::Key { code: "key.root_mismatch" })
        };
        let controller = open(&self.root, newest(KeyPurpose::Controller)?, KeyPurpose::Controller)?;
        let wrapping = WrappingKey::new(&controller)?;
        let journal = JournalKey::new(&open(&wrapping, newest(KeyPurpose::Journal)?, KeyPurpose::Journal)?)?;
        let seed = open(&wrapping, newest(KeyPurpose::Checkpoint)?, KeyPurpose::Checkpoint)?;
        let mut blind = HashMap::new();
        for row in rows.iter().filter(|row| row.purpose == KeyPurpose::BlindIndex.code()) {
            let key = BlindIndexKey::new(&open(&wrapping, row, KeyPurpose::BlindIndex)?);
            blind.insert(row.name.clone(), Arc::new(key));
        }
        Ok(Keyring::new(id, Arc::clone(&self.keys), wrapping, journal, seed, blind))
    }

    /// What a start owes: unused keys away, open erasures finished. Data and keys that are not of one time are left as they are: older keys
    /// would bring an erased one back, older data would have newer keys swept and entries silently lost.
    async fn tidy_keys(&self, controller: &Controller) -> Result<(), Problem> {
        let head = self.reader()?.snapshot()?.head(controller.id())?;
        let head = head.ok_or(StoreError::Damaged { table: "heads" })?;
        if self.keys.erased_count(controller.id())? < head.keys_erased {
            return Err(Problem::Key { code: "key.older_than_data" });
        }
        let ordered = self.reader()?.snapshot()?.key_erasures(controller.id(), u32::MAX)?;
        let erased_max = head.keys_erased.saturating_add(u64::try_from(ordered.len()).unwrap_or(u64::MAX));
        let newest = self.keys.newest_tree_size(controller.id())?;
        if head.tree_size < newest || self.keys.erased_count(controller.id())? > erased_max {
            return Err(Problem::Key { code: "key.newer_than_data" });
        }
        self.keys.put(controller.id(), &[], self.now(), head.tree_size)?;
        let named = self.reader()?.snapshot()?.keys_named(controller.id())?;
        self.keys.sweep(controller.id(), &named.into_iter().collect())?;
        self.finish_key_erasures(controller).await
    }
}

/// Reads the root key, or makes it where there is nothing yet to open with it. True if it was made.
fn open_root_key(directory: &Path, may_make: bool) -> Result<(RootKey, bool), Problem> {
    let path = directory.join("root.key");
    if let Ok(file) = std::fs::metadata(&path)
        && file.permissions().mode() & 0o077 != 0
    {
        return Err(Problem::Key { code: "key.root_exposed" });
    }
    match std::fs::read_to_string(&path) {
        Ok(text) => {
            let text = zeroize::Zeroizing::new(text);
            let root = RootKey::parse(&text).map_err(|_| Problem::Key { code: "key.root_damaged" })?;
            Ok((root, false))
        }
        Err(error) if error.kind() == ErrorKind::NotFound && may_make => {
            std::fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(directory)
                .map_err(StoreError::from)?;
            let root = RootKey::generate()?;
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path)
                .map_err(StoreError::from)?;
            file.write_all(root.to_text().as_bytes())
                .and_then(|()| file.sync_all())
                .and_then(|()| File::open(directory)?.sync_all())
                .map_err(StoreError::from)?;
            Ok((root, true))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Problem::Key { code: "key.root_missing" }),
        Err(error) => Err(Problem::Store(StoreError::File(error))),
    }
}
