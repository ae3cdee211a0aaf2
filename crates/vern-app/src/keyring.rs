//! The keys of one controller while it is open: unwrapped on use, cached within bounds, drawn from a pool made durable beforehand (ADR 0003).
//!
//! While a key is being rotated (ADR 0012) the former one is held beside it: to open what it still wraps, and to find what it still marks.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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

/// Keys made in one commit.
const POOL_FILL: usize = 256;
/// When a pool runs low, and how many it is then filled up to.
const POOL_LOW: usize = 128;
const POOL_MAX: usize = 2_048;
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

/// Keys made beforehand and not used yet.
struct Pool<K> {
    keys: Mutex<Vec<(Id16, Arc<K>)>>,
    /// Held while keys are made, so that none are made twice.
    filling: Mutex<()>,
    is_asked_for: AtomicBool,
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
            pool_data: Pool::default(),
            pool_links: Pool::default(),
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
        let drawn = self.pool_data.draw(|| self.make(KeyPurpose::Data, (at, tree_size), DataKey::new))?;
        self.data.insert_new(drawn.0, Arc::clone(&drawn.1));
        Ok(drawn)
    }

    /// A new link key, as [`Keyring::draw_data`].
    pub(crate) fn draw_link(&self, at: Instant, tree_size: u64) -> Result<(Id16, Arc<LinkKey>), Problem> {
        let drawn = self.pool_links.draw(|| self.make(KeyPurpose::Link, (at, tree_size), LinkKey::new))?;
        self.links.insert_new(drawn.0, Arc::clone(&drawn.1));
        Ok(drawn)
    }

    /// Whether keys of either use run low, and nobody has been told yet.
    pub(crate) fn runs_low(&self) -> bool {
        self.pool_data.runs_low() | self.pool_links.runs_low()
    }

    /// Fills the pools that run low, a few keys at a time: while they are kept, nobody can look a key up.
    pub(crate) fn refill(&self, at: Instant, tree_size: u64) -> Result<(), Problem> {
        let data = self.pool_data.refill(|| self.make(KeyPurpose::Data, (at, tree_size), DataKey::new));
        data.and(self.pool_links.refill(|| self.make(KeyPurpose::Link, (at, tree_size), LinkKey::new)))
    }

    fn make<K>(
        &self,
        purpose: KeyPurpose,
        (at, tree_size): (Instant, u64),
        prepare: impl Fn(&SecretKey) -> Result<K, CryptoError>,
    ) -> Result<Vec<(Id16, Arc<K>)>, Problem> {
        let one = |_| Ok((KeyId::generate()?, SecretKey::generate()?));
        let made: Vec<_> = (0..POOL_FILL).map(one).collect::<Result<_, CryptoError>>()?;
        self.keep(purpose, &made, at, tree_size)?;
        let prepared = made.iter().map(|(id, secret)| Ok((id.0, Arc::new(prepare(secret)?))));
        Ok(prepared.collect::<Result<_, CryptoError>>()?)
    }

    /// Forgets a key that has been erased.
    pub(crate) fn forget(&self, key_id: &Id16) {
        self.data.remove(key_id);
        self.links.remove(key_id);
    }

    /// Keys in the pools: data keys and link keys.
    pub(crate) fn pooled(&self) -> (usize, usize) {
        (self.pool_data.len(), self.pool_links.len())
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

impl<K> Default for Pool<K> {
    fn default() -> Self {
        Self { keys: Mutex::default(), filling: Mutex::default(), is_asked_for: AtomicBool::new(false) }
    }
}

impl<K> Pool<K> {
    fn len(&self) -> usize {
        self.keys.lock().len()
    }

    /// Takes a key; where there is none it waits for whoever makes some, or makes them.
    fn draw(
        &self,
        make: impl FnOnce() -> Result<Vec<(Id16, Arc<K>)>, Problem>,
    ) -> Result<(Id16, Arc<K>), Problem> {
        if let Some(drawn) = self.keys.lock().pop() {
            return Ok(drawn);
        }
        let _filling = self.filling.lock();
        if let Some(drawn) = self.keys.lock().pop() {
            return Ok(drawn);
        }
        let mut made = make()?;
        let drawn = made.pop().ok_or_else(|| Problem::Internal("the key pool is empty".to_owned()))?;
        self.keys.lock().extend(made);
        Ok(drawn)
    }

    /// Whether it has fewer keys than it should, once until it is filled.
    fn runs_low(&self) -> bool {
        self.len() < POOL_LOW && !self.is_asked_for.swap(true, Ordering::Relaxed)
    }

    fn refill(&self, make: impl Fn() -> Result<Vec<(Id16, Arc<K>)>, Problem>) -> Result<(), Problem> {
        let filled = self.fill(make);
        self.is_asked_for.store(false, Ordering::Relaxed);
        filled
    }

    fn fill(&self, make: impl Fn() -> Result<Vec<(Id16, Arc<K>)>, Problem>) -> Result<(), Problem> {
        while self.len() < POOL_MAX {
            let _filling = self.filling.lock();
            self.keys.lock().extend(make()?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::atomic::AtomicU64;

    use super::*;

    /// Makes numbers for keys.
    struct Made(AtomicU64);

    impl Made {
        fn make(&self) -> Result<Vec<(Id16, Arc<u64>)>, Problem> {
            let one = |_| {
                let number = self.0.fetch_add(1, Ordering::Relaxed);
                (u128::from(number).to_be_bytes(), Arc::new(number))
            };
            Ok((0..POOL_FILL).map(one).collect())
        }
    }

    #[test]
    fn no_key_is_drawn_twice_however_many_draw_and_fill() {
        let (pool, made) = (Pool::default(), Made(AtomicU64::new(0)));
        let drawn = Mutex::new(Vec::new());
        std::thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    for _ in 0..1_000 {
                        let key = pool.draw(|| made.make()).unwrap();
                        drawn.lock().push(*key.1);
                    }
                });
            }
            threads.spawn(|| (0..20).for_each(|_| pool.refill(|| made.make()).unwrap()));
        });
        let drawn = drawn.into_inner();
        assert_eq!(drawn.iter().collect::<HashSet<_>>().len(), 4_000);
        assert_eq!(pool.len(), usize::try_from(made.0.load(Ordering::Relaxed)).unwrap() - 4_000);
    }

    #[test]
    fn a_pool_that_runs_low_says_so_once_until_it_is_filled() {
        let (pool, made) = (Pool::default(), Made(AtomicU64::new(0)));
        for left in (POOL_LOW..POOL_FILL).rev() {
            pool.draw(|| made.make()).unwrap();
            assert!(pool.len() == left && !pool.runs_low(), "{left}");
        }
        pool.draw(|| made.make()).unwrap();
        assert!(pool.runs_low());
        assert!(!pool.runs_low(), "it has been said");
        let failed = pool.refill(|| Err(Problem::Internal("no keys".to_owned())));
        assert!(failed.is_err() && pool.runs_low(), "and is said again where nothing came of it");
        pool.refill(|| made.make()).unwrap();
        assert!((POOL_MAX..POOL_MAX + POOL_FILL).contains(&pool.len()) && !pool.runs_low());
    }
}
