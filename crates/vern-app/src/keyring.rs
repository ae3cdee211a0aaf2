//! The keys of one controller while it is open: unwrapped on use, cached within bounds, drawn from a pool made durable beforehand (ADR 0003).
//!
//! While a key is being rotated (ADR 0012) the former one is held beside it: to open what it still wraps, and to find what it still marks.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::{
    BlindIndexKey, CryptoError, DataKey, JournalKey, KeyId, KeyPurpose, LinkKey, SecretKey, WrappingKey,
};
use vern_store::KeyStore;
use vern_store::keys::WrappedKey;
use vern_store::row::Id16;

use crate::cache::Cache;
use crate::problem::Problem;

/// Keys made in one commit when a pool runs low.
const POOL_FILL: usize = 2_048;
/// Prepared keys per cache generation.
const CACHE_GENERATION: usize = 32_768;

/// A key that wraps others, and the number they name it by: a controller key's own, or the id of a root key.
pub(crate) struct Parent {
    pub(crate) number: u64,
    pub(crate) key: WrappingKey,
}

impl Parent {
    /// A key wrapped by this one, as the key database takes it.
    pub(crate) fn wrap(
        &self,
        controller: ControllerId,
        id: KeyId,
        purpose: KeyPurpose,
        secret: &SecretKey,
    ) -> Result<WrappedKey, Problem> {
        let wrapped = self.key.wrap(secret, controller.as_u64(), id, purpose)?;
        Ok(WrappedKey {
            key_id: id.0,
            purpose: purpose.code(),
            parent: self.number,
            wrapped: wrapped.to_vec(),
        })
    }

    /// Opens a key this one has wrapped.
    pub(crate) fn open(
        &self,
        controller: ControllerId,
        found: &WrappedKey,
        purpose: KeyPurpose,
    ) -> Result<SecretKey, Problem> {
        let wrapped =
            found.wrapped.as_slice().try_into().map_err(|_| Problem::Key { code: "key.root_damaged" })?;
        let opened = self.key.unwrap(wrapped, controller.as_u64(), KeyId(found.key_id), purpose);
        opened.map_err(|_| Problem::Key { code: "key.root_mismatch" })
    }
}

/// The controller keys there are, by number: one, or two while one replaces the other. The newest wraps what is new.
#[derive(Default)]
pub(crate) struct Parents(BTreeMap<u64, Parent>);

impl Parents {
    pub(crate) fn add(&mut self, parent: Parent) {
        self.0.insert(parent.number, parent);
    }

    fn newest(&self) -> Result<&Parent, Problem> {
        let newest = self.0.last_key_value().map(|(_, parent)| parent);
        newest.ok_or(Problem::Key { code: "key.root_damaged" })
    }

    /// Opens a key with the one its row names.
    pub(crate) fn open(
        &self,
        controller: ControllerId,
        found: &WrappedKey,
        purpose: KeyPurpose,
    ) -> Result<SecretKey, Problem> {
        let parent = self.0.get(&found.parent).ok_or(Problem::Key { code: "key.root_damaged" })?;
        parent.open(controller, found, purpose)
    }
}

/// The blind-index keys of one data type by number: one, or two while one replaces the other.
#[derive(Default)]
pub(crate) struct LookupKeys {
    keys: BTreeMap<u32, Arc<BlindIndexKey>>,
    /// Whose tokens are written.
    written: u32,
}

pub(crate) struct Keyring {
    controller: ControllerId,
    store: Arc<KeyStore>,
    /// Held for reading while a key is opened, or wrapped and kept: when it has been held for writing, no row comes under a former key any more.
    parents: RwLock<Parents>,
    pub(crate) journal: JournalKey,
    blind: RwLock<HashMap<String, LookupKeys>>,
    data: Cache<Id16, Arc<DataKey>>,
    links: Cache<Id16, Arc<LinkKey>>,
    pool_data: Pool<DataKey>,
    pool_links: Pool<LinkKey>,
}

impl Keyring {
    pub(crate) fn new(
        controller: ControllerId,
        store: Arc<KeyStore>,
        parents: Parents,
        journal: JournalKey,
    ) -> Self {
        Self {
            controller,
            store,
            parents: RwLock::new(parents),
            journal,
            blind: RwLock::default(),
            data: Cache::new(CACHE_GENERATION),
            links: Cache::new(CACHE_GENERATION),
            pool_data: Mutex::default(),
            pool_links: Mutex::default(),
        }
    }

    /// Unwraps a stored key; none if it has been erased.
    pub(crate) fn unwrap(&self, key_id: &Id16, purpose: KeyPurpose) -> Result<Option<SecretKey>, Problem> {
        let parents = self.parents.read();
        let found = self.store.find(self.controller, key_id)?;
        found.map(|found| parents.open(self.controller, &found, purpose)).transpose()
    }

    /// The data key with an id; none if it has been erased.
    pub(crate) fn data(&self, key_id: &Id16) -> Result<Option<Arc<DataKey>>, Problem> {
        self.cached(&self.data, key_id, KeyPurpose::Data, DataKey::new)
    }

    /// The link key with an id; none if it has been erased.
    pub(crate) fn link(&self, key_id: &Id16) -> Result<Option<Arc<LinkKey>>, Problem> {
        self.cached(&self.links, key_id, KeyPurpose::Link, LinkKey::new)
    }

    fn cached<K>(
        &self,
        cache: &Cache<Id16, Arc<K>>,
        key_id: &Id16,
        purpose: KeyPurpose,
        prepare: impl Fn(&SecretKey) -> Result<K, CryptoError>,
    ) -> Result<Option<Arc<K>>, Problem> {
        let miss = match cache.find(key_id) {
            Ok(key) => return Ok(Some(key)),
            Err(miss) => miss,
        };
        let Some(secret) = self.unwrap(key_id, purpose)? else { return Ok(None) };
        let key = Arc::new(prepare(&secret)?);
        cache.insert(&miss, *key_id, Arc::clone(&key));
        Ok(Some(key))
    }

    /// Wraps keys with the newest controller key and makes them durable.
    pub(crate) fn keep(
        &self,
        purpose: KeyPurpose,
        keys: &[(KeyId, SecretKey)],
        at: Instant,
        tree_size: u64,
    ) -> Result<(), Problem> {
        let parents = self.parents.read();
        let newest = parents.newest()?;
        let wrapped: Vec<_> = keys
            .iter()
            .map(|(id, secret)| newest.wrap(self.controller, *id, purpose, secret))
            .collect::<Result<_, _>>()?;
        Ok(self.store.put(self.controller, &wrapped, at, tree_size)?)
    }

    /// A new data key, durable already. A key drawn and not used is swept at the next start.
    pub(crate) fn draw_data(&self, at: Instant, tree_size: u64) -> Result<(Id16, Arc<DataKey>), Problem> {
        let make = || self.make(KeyPurpose::Data, at, tree_size);
        draw(&self.pool_data, &self.data, make, DataKey::new)
    }

    /// A new link key, as [`Keyring::draw_data`].
    pub(crate) fn draw_link(&self, at: Instant, tree_size: u64) -> Result<(Id16, Arc<LinkKey>), Problem> {
        let make = || self.make(KeyPurpose::Link, at, tree_size);
        draw(&self.pool_links, &self.links, make, LinkKey::new)
    }

    fn make(
        &self,
        purpose: KeyPurpose,
        at: Instant,
        tree_size: u64,
    ) -> Result<Vec<(KeyId, SecretKey)>, Problem> {
        let one = |_| Ok((KeyId::generate()?, SecretKey::generate()?));
        let made: Vec<_> = (0..POOL_FILL).map(one).collect::<Result<_, CryptoError>>()?;
        self.keep(purpose, &made, at, tree_size)?;
        Ok(made)
    }

    /// Forgets a key that has been erased.
    pub(crate) fn forget(&self, key_id: &Id16) {
        self.data.remove(key_id);
        self.links.remove(key_id);
    }

    /// Keys in the pools: data keys and link keys.
    pub(crate) fn pooled(&self) -> (usize, usize) {
        (self.pool_data.lock().len(), self.pool_links.lock().len())
    }
}

/// Rotation of controller keys.
impl Keyring {
    /// The number of the newest controller key.
    pub(crate) fn newest_parent(&self) -> Result<u64, Problem> {
        self.parents.read().newest().map(|parent| parent.number)
    }

    /// From now on this one wraps what is new. When this returns, nothing more comes under a former one.
    pub(crate) fn add_parent(&self, parent: Parent) {
        self.parents.write().add(parent);
    }

    /// Wraps keys anew with the newest controller key.
    pub(crate) fn rewrapped(&self, keys: &[WrappedKey]) -> Result<Vec<WrappedKey>, Problem> {
        let parents = self.parents.read();
        let newest = parents.newest()?;
        let rewrapped = keys.iter().map(|key| {
            let damaged = Problem::Key { code: "key.root_damaged" };
            let purpose = KeyPurpose::from_code(key.purpose).ok_or(damaged)?;
            let secret = parents.open(self.controller, key, purpose)?;
            newest.wrap(self.controller, KeyId(key.key_id), purpose, &secret)
        });
        rewrapped.collect()
    }

    /// Lets former controller keys go, once nothing is wrapped by them.
    pub(crate) fn drop_former_parents(&self) -> Result<(), Problem> {
        let mut parents = self.parents.write();
        let newest = parents.newest()?.number;
        parents.0.retain(|number, _| *number >= newest);
        Ok(())
    }
}

/// Look-up keys, and their rotation.
impl Keyring {
    /// The key whose tokens of a data type are written.
    pub(crate) fn lookup_written(&self, data_type: &str) -> Option<Arc<BlindIndexKey>> {
        let blind = self.blind.read();
        let keys = blind.get(data_type)?;
        keys.keys.get(&keys.written).cloned()
    }

    /// The keys any token of a data type may be under; more than one while one replaces the other.
    pub(crate) fn lookup_all(&self, data_type: &str) -> Vec<Arc<BlindIndexKey>> {
        self.blind.read().get(data_type).map(|keys| keys.keys.values().cloned().collect()).unwrap_or_default()
    }

    /// The number of the key whose tokens of a data type are written.
    pub(crate) fn lookup_number(&self, data_type: &str) -> Option<u32> {
        self.blind.read().get(data_type).map(|keys| keys.written)
    }

    /// Takes a key in for searching. Its tokens are written once [`Keyring::write_lookup`] says so.
    pub(crate) fn add_lookup(&self, data_type: &str, number: u32, key: BlindIndexKey) {
        self.blind.write().entry(data_type.to_owned()).or_default().keys.insert(number, Arc::new(key));
    }

    /// From now on the tokens of this key are written.
    pub(crate) fn write_lookup(&self, data_type: &str, number: u32) {
        if let Some(keys) = self.blind.write().get_mut(data_type) {
            keys.written = number;
        }
    }

    /// Lets a key go that was taken in and will not be used, or whose tokens are all replaced.
    pub(crate) fn drop_lookup(&self, data_type: &str, number: u32) {
        if let Some(keys) = self.blind.write().get_mut(data_type) {
            keys.keys.remove(&number);
        }
    }
}

/// Keys made beforehand and not used yet.
type Pool<K> = Mutex<Vec<(Id16, Arc<K>)>>;

/// Takes a key from a pool, which is filled first where it is empty.
fn draw<K>(
    pool: &Pool<K>,
    cache: &Cache<Id16, Arc<K>>,
    make: impl FnOnce() -> Result<Vec<(KeyId, SecretKey)>, Problem>,
    prepare: impl Fn(&SecretKey) -> Result<K, CryptoError>,
) -> Result<(Id16, Arc<K>), Problem> {
    let mut pool = pool.lock();
    if pool.is_empty() {
        for (id, secret) in make()? {
            pool.push((id.0, Arc::new(prepare(&secret)?)));
        }
    }
    let drawn = pool.pop().ok_or_else(|| Problem::Internal("the key pool is empty".to_owned()))?;
    cache.insert_new(drawn.0, Arc::clone(&drawn.1));
    Ok(drawn)
}
