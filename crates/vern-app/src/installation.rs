//! An installation: one data directory, one key directory, the controllers in it, the writer.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use parking_lot::RwLock;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::{BlindIndexKey, JournalKey, KeyPurpose, WrappingKey, random_bytes};
use vern_journal::Entry;
use vern_store::row::ControllerKeyRow;
use vern_store::{DirectoryLock, KeyStore, Reader, Store, StoreError, StoreOptions, StorePlace, Writer};

use crate::account::SignInDesk;
use crate::checkpoint_key::{CheckpointKeys, origin_of};
use crate::clock::Clock;
use crate::committer::{Committer, OnFatal};
use crate::console::Doors;
use crate::controller::Controller;
use crate::cookie_choice::CookieDesk;
use crate::identity::IdentityDesk;
use crate::key_maker::KeyMaker;
use crate::keyring::{Keyring, Parent, Parents};
use crate::my_page::CodeDesk;
use crate::problem::Problem;
use crate::root_key_file::{self, number_of};
use crate::row_cache::RowCache;
use crate::standing::Standings;
use crate::subscription::SubscriptionDesk;

/// Where an installation lies and what it is called.
#[derive(Debug, Clone)]
pub struct InstallationOptions {
    /// Where the data is: a directory, or a database server.
    pub data: StorePlace,
    /// Directory of `root.key` and `keys.db`; not within the data directory.
    pub keys: PathBuf,
    /// Name in checkpoint origins: `[a-z0-9.-]`, usually the host name. Read when a controller is created.
    pub name: String,
    /// How to open the store.
    pub store: StoreOptions,
}

/// An installation, open.
pub struct Installation {
    /// The first to go: it writes keys.
    pub(crate) key_maker: KeyMaker,
    pub(crate) store: Store,
    pub(crate) keys: Arc<KeyStore>,
    /// Held for reading while a controller key is wrapped and kept.
    pub(crate) root: RwLock<Parent>,
    pub(crate) key_directory: PathBuf,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) committer: Committer,
    pub(crate) standings: Arc<Standings>,
    /// None where other processes may write to the store.
    pub(crate) rows: Option<RowCache>,
    pub(crate) name: String,
    /// Held while a charter is imported: two imports at once could make one controller twice.
    pub(crate) importing: tokio::sync::Mutex<()>,
    /// Erasures that are ordered are carried out by one at a time.
    pub(crate) erasing: tokio::sync::Mutex<()>,
    /// Held while a key is rotated: two rotations at once could give one number twice.
    pub(crate) rotating: tokio::sync::Mutex<()>,
    /// Held while segments are built or entries are culled.
    pub(crate) history: tokio::sync::Mutex<()>,
    /// Who is in the console, and who may come in.
    pub(crate) doors: Doors,
    /// What signing in needs of this process.
    pub(crate) sign_in: SignInDesk,
    /// How often choices on websites were recorded.
    pub(crate) cookie_choices: CookieDesk,
    /// How often people have asked to subscribe.
    pub(crate) subscriptions: SubscriptionDesk,
    /// Codes for My page that are out.
    pub(crate) codes: CodeDesk,
    /// Who is away at an identity provider.
    pub(crate) identities: IdentityDesk,
    controllers: RwLock<HashMap<ControllerId, Arc<Controller>>>,
    /// One process at a time has the keys: another would sweep those this one has drawn and not used yet.
    _keys_held: DirectoryLock,
    /// The root key as printed on the recovery sheet, if it was made just now.
    pub recovery_sheet: Option<zeroize::Zeroizing<String>>,
}

impl Installation {
    /// Opens an installation, or makes one where both directories are empty. Sweeps unused keys and finishes what an earlier process
    /// left of erasures.
    ///
    /// # Errors
    /// `key.root_missing` if there is data and no root key, `key.root_mismatch` if the root key does not open it; `store.restoring` if a restore
    /// into it was cut short, `installation.moved` if it goes on elsewhere; `store.*`.
    pub async fn open(
        options: InstallationOptions,
        clock: Arc<dyn Clock>,
        on_fatal: OnFatal,
    ) -> Result<Arc<Self>, Problem> {
        Self::open_as(Opening::ToServe, options, clock, on_fatal).await
    }

    pub(crate) async fn open_as(
        opening: Opening,
        options: InstallationOptions,
        clock: Arc<dyn Clock>,
        on_fatal: OnFatal,
    ) -> Result<Arc<Self>, Problem> {
        if let StorePlace::Directory(data) = &options.data
            && options.keys.starts_with(data)
        {
            return Err(Problem::Key { code: "key.within_data" });
        }
        let (store, mut writer) = Store::open(&options.data, options.store)?;
        identify(&store, &mut writer, opening)?;
        let known = store.reader()?.snapshot()?.controllers()?;
        let opened = root_key_file::open(&options.keys, known.is_empty(), clock.now())?;
        let keys_held = DirectoryLock::hold(&options.keys)?;
        let root = Parent { number: number_of(&opened.root), key: WrappingKey::new(opened.root.key())? };
        let on_fatal = Arc::new(parking_lot::Mutex::new(on_fatal));
        let of_keys = Arc::clone(&on_fatal);
        opened.keys.end_on_failure(Box::new(move |code| (of_keys.lock())(code)));
        let standings = Arc::<Standings>::default();
        let on_fatal = Box::new(move |code: &str| (on_fatal.lock())(code));
        let committer = Committer::start(writer, Arc::clone(&clock), Arc::clone(&standings), on_fatal)?;
        let installation = Arc::new(Self {
            key_maker: KeyMaker::start()?,
            rows: (!store.is_shared()).then(RowCache::default),
            store,
            keys: Arc::new(opened.keys),
            root: RwLock::new(root),
            key_directory: options.keys,
            clock,
            committer,
            standings,
            name: options.name,
            importing: tokio::sync::Mutex::default(),
            erasing: tokio::sync::Mutex::default(),
            rotating: tokio::sync::Mutex::default(),
            history: tokio::sync::Mutex::default(),
            doors: Doors::default(),
            sign_in: SignInDesk::new()?,
            cookie_choices: CookieDesk::default(),
            subscriptions: SubscriptionDesk::new()?,
            codes: CodeDesk::new()?,
            identities: IdentityDesk::new(),
            controllers: RwLock::default(),
            _keys_held: keys_held,
            recovery_sheet: opened.made.then(|| opened.root.to_text()),
        });
        for (id, slug) in known {
            installation.require_one_time(id)?;
            let controller = installation.load_controller(id, slug)?;
            installation.tidy_keys(&controller).await?;
        }
        if opened.is_next {
            installation.finish_root_key().await?;
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
        if !Store::is_there(&options.data)? {
            return Err(Problem::NotFound { code: "installation.none" });
        }
        Self::open(options, clock, on_fatal).await
    }

    /// Now, by the installation's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The time by which terms run and links, codes and sessions end: never before the last entry, so a clock that is set back opens nothing again.
    pub(crate) fn time_at(&self, controller: &Controller) -> Result<Instant, Problem> {
        let head = self.reader()?.snapshot()?.head(controller.id())?;
        Ok(head.map_or(self.now(), |head| self.now().max(head.last_at)))
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
        let origin = match snapshot.entry(id, head.epoch, 0)? {
            Some(first) => Entry::decode(&first)?.origin,
            None if head.culled > 0 => origin_of(&rows),
            None => None,
        };
        let origin = origin.ok_or(StoreError::Damaged { table: "journal_entries" })?;
        let (keyring, checkpoint_keys) = self.load_keys(id, &rows, origin)?;
        let controller = Arc::new(Controller::new(id, slug, keyring, checkpoint_keys));
        self.controllers.write().insert(id, Arc::clone(&controller));
        Ok(controller)
    }

    fn load_keys(
        &self,
        id: ControllerId,
        rows: &[ControllerKeyRow],
        origin: String,
    ) -> Result<(Keyring, CheckpointKeys), Problem> {
        let of = |purpose: KeyPurpose| rows.iter().filter(move |row| row.purpose == purpose.code());
        let newest = |purpose| {
            of(purpose).max_by_key(|row| row.number).ok_or(Problem::Key { code: "key.root_damaged" })
        };
        let missing = Problem::Key { code: "key.root_mismatch" };
        let mut parents = Parents::default();
        for row in of(KeyPurpose::Controller) {
            let found = self.keys.find(id, &row.key_id)?.ok_or(Problem::Key { code: "key.root_mismatch" })?;
            let secret = self.root.read().open(id, &found, KeyPurpose::Controller)?;
            parents.add(Parent { number: u64::from(row.number), key: WrappingKey::new(&secret)? });
        }
        let open = |row: &ControllerKeyRow, purpose: KeyPurpose| {
            let found = self.keys.find(id, &row.key_id)?;
            found.map(|found| parents.open(id, &found, purpose)).transpose()
        };
        let Some(journal) = open(newest(KeyPurpose::Journal)?, KeyPurpose::Journal)? else {
            return Err(missing);
        };
        let checkpoint_keys = CheckpointKeys::new(origin);
        let newest_checkpoint = newest(KeyPurpose::Checkpoint)?.number;
        for row in of(KeyPurpose::Checkpoint) {
            // A former one is erased; its row stays for the verifier key.
            match open(row, KeyPurpose::Checkpoint)? {
                Some(seed) => drop(checkpoint_keys.add(row.number, &seed)?),
                None if row.number < newest_checkpoint => {}
                None => return Err(missing),
            }
        }
        let mut lookups = Vec::new();
        for row in of(KeyPurpose::BlindIndex) {
            let Some(secret) = open(row, KeyPurpose::BlindIndex)? else { return Err(missing) };
            lookups.push((row, BlindIndexKey::new(&secret)));
        }
        lookups.sort_by_key(|(row, _)| row.number);
        let keyring = Keyring::new(id, Arc::clone(&self.keys), parents, JournalKey::new(&journal)?);
        for (row, key) in lookups {
            keyring.add_lookup(&row.name, row.number, key);
            keyring.write_lookup(&row.name, row.number);
        }
        Ok((keyring, checkpoint_keys))
    }

    /// Data and keys that are not of one time are left as they are: older keys would bring an erased one back, older data would have newer
    /// keys swept and entries silently lost.
    fn require_one_time(&self, id: ControllerId) -> Result<(), Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(id)?.ok_or(StoreError::Damaged { table: "heads" })?;
        let erased = self.keys.erased_count(id)?;
        if erased < head.keys_erased {
            return Err(Problem::Key { code: "key.older_than_data" });
        }
        let ordered = snapshot.key_erasures(id, u32::MAX)?;
        let erased_max = head.keys_erased.saturating_add(u64::try_from(ordered.len()).unwrap_or(u64::MAX));
        if head.tree_size < self.keys.newest_tree_size(id)? || erased > erased_max {
            return Err(Problem::Key { code: "key.newer_than_data" });
        }
        Ok(())
    }

    /// What a start owes: unused keys away, open erasures finished.
    async fn tidy_keys(&self, controller: &Arc<Controller>) -> Result<(), Problem> {
        let head = self.reader()?.snapshot()?.head(controller.id())?;
        let head = head.ok_or(StoreError::Damaged { table: "heads" })?;
        self.keys.put(controller.id(), &[], self.now(), head.tree_size)?;
        // A row that is damaged may name another key than its own, which would then be taken for unused. `doctor` names the table.
        if self.store.names_keys_soundly()? {
            let named = self.reader()?.snapshot()?.keys_named(controller.id())?;
            self.keys.sweep(controller.id(), &named.into_iter().collect())?;
        }
        match self.finish_erasures(controller).await {
            // One record that does not open must not keep everything else shut; its erasure stays open, and `doctor` names it.
            Err(Problem::Unreadable) => Ok(()),
            finished => finished,
        }
    }
}

/// What an installation is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Whatever it is for.
    ToServe,
    /// To be closed, since it goes on elsewhere; it may be closed already.
    ToMove,
}

/// Refuses an installation that is half restored or goes on elsewhere, and gives one that has none its own id.
fn identify(store: &Store, writer: &mut Writer, opening: Opening) -> Result<(), Problem> {
    let known = store.reader()?.snapshot()?.installation()?;
    match known {
        Some(row) if row.restoring.is_some() => Err(Problem::Conflict { code: "store.restoring" }),
        Some(row) if row.moved_at.is_some() && opening == Opening::ToServe => {
            Err(Problem::Conflict { code: "installation.moved" })
        }
        Some(_) => Ok(()),
        None => {
            let id = random_bytes()?;
            Ok(writer.batch(|batch| batch.add_installation(&id))?)
        }
    }
}
