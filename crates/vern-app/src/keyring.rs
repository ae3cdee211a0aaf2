//! The keys of one controller while it is open: unwrapped on use, cached within bounds, drawn from a pool made durable beforehand (ADR 0003).

use std::collections::HashMap;
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

pub(crate) struct Keyring {
    controller: ControllerId,
    store: Arc<KeyStore>,
    wrapping: WrappingKey,
    pub(crate) journal: JournalKey,
    pub(crate) checkpoint_seed: SecretKey,
    blind: RwLock<HashMap<String, Arc<BlindIndexKey>>>,
    data: Cache<Id16, Arc<DataKey>>,
    links: Cache<Id16, Arc<LinkKey>>,
    pool_data: Pool<DataKey>,
    pool_links: Pool<LinkKey>,
}

impl Keyring {
    pub(crate) fn new(
        controller: ControllerId,
        store: Arc<KeyStore>,
        wrapping: WrappingKey,
        journal: JournalKey,
        checkpoint_seed: SecretKey,
        blind: HashMap<String, Arc<BlindIndexKey>>,
    ) -> Self {
        Self {
            controller,
            store,
            wrapping,
            journal,
            checkpoint_seed,
            blind: RwLock::new(blind),
            data: Cache::new(CACHE_GENERATION),
            links: Cache::new(CACHE_GENERATION),
            pool_data: Mutex::default(),
            pool_links: Mutex::default(),
        }
    }

    /// Unwraps a stored key; none if it has been erased.
    pub(crate) fn unwrap(&self, key_id: &Id16, purpose: KeyPurpose) -> Result<Option<SecretKey>, Problem> {
        let Some(found) = self.store.find(self.controller, key_id)? else { return Ok(None) };
        let wrapped =
            found.wrapped.as_slice().try_into().map_err(|_| Problem::Key { code: "key.root_damaged" })?;
        let opened = self.wrapping.unwrap(wrapped, self.controller.as_u64(), KeyId(*key_id), purpose);
        opened.map(Some).map_err(|_| Problem::Key { code: "key.root_mismatch" })
    }

    /// The data key with an id; none if it has been erased.
    pub(crate) fn data(&self, key_id: &Id16) -> Result<Option<Arc<DataKey>>, Problem> {
        if let Some(key) = self.data.find(key_id) {
            return Ok(Some(key));
        }
        let Some(secret) = self.unwrap(key_id, KeyPurpose::Data)? else { return Ok(None) };
        let key = Arc::new(DataKey::new(&secret)?);
        self.data.insert(*key_id, Arc::clone(&key));
        Ok(Some(key))
    }

    /// The link key with an id; none if it has been erased.
    pub(crate) fn link(&self, key_id: &Id16) -> Result<Option<Arc<LinkKey>>, Problem> {
        if let Some(key) = self.links.find(key_id) {
            return Ok(Some(key));
        }
        let Some(secret) = self.unwrap(key_id, KeyPurpose::Link)? else { return Ok(None) };
        let key = Arc::new(LinkKey::new(&secret)?);
        self.links.insert(*key_id, Arc::clone(&key));
        Ok(Some(key))
    }

    /// The controller's key, for wrapping further keys of the controller.
    pub(crate) const fn wrapping(&self) -> &WrappingKey {
        &self.wrapping
    }

    /// The blind-index key of a data type.
    pub(crate) fn blind(&self, data_type: &str) -> Option<Arc<BlindIndexKey>> {
        self.blind.read().get(data_type).cloned()
    }

    /// Takes a blind-index key in, once a committed row names it.
    pub(crate) fn add_blind(&self, data_type: &str, key: BlindIndexKey) {
        self.blind.write().insert(data_type.to_owned(), Arc::new(key));
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
    ) -> Result<Vec<(Id16, SecretKey)>, Problem> {
        let mut made = Vec::with_capacity(POOL_FILL);
        let mut wrapped = Vec::with_capacity(POOL_FILL);
        for _ in 0..POOL_FILL {
            let (id, secret) = (KeyId::generate()?, SecretKey::generate()?);
            wrapped.push(self.wrapping.wrapped_row(self.controller, id, purpose, &secret)?);
            made.push((id.0, secret));
        }
        self.store.put(self.controller, &wrapped, at, tree_size)?;
        Ok(made)
    }

    /// Forgets a key that has been erased.
    pub(crate) fn forget(&self, key_id: &Id16) {
        self.data.remove(key_id);
        self.links.remove(key_id);
    }
}

/// Keys made beforehand and not used yet.
type Pool<K> = Mutex<Vec<(Id16, Arc<K>)>>;

/// Takes a key from a pool, which is filled first where it is empty.
fn draw<K>(
    pool: &Pool<K>,
    cache: &Cache<Id16, Arc<K>>,
    make: impl FnOnce() -> Result<Vec<(Id16, SecretKey)>, Problem>,
    prepare: impl Fn(&SecretKey) -> Result<K, CryptoError>,
) -> Result<(Id16, Arc<K>), Problem> {
    let mut pool = pool.lock();
    if pool.is_empty() {
        for (id, secret) in make()? {
            pool.push((id, Arc::new(prepare(&secret)?)));
        }
    }
    let drawn = pool.pop().ok_or_else(|| Problem::Internal("the key pool is empty".to_owned()))?;
    cache.insert(drawn.0, Arc::clone(&drawn.1));
    Ok(drawn)
}

/// A key wrapped as the key database takes it.
pub(crate) trait WrappedRow {
    fn wrapped_row(
        &self,
        controller: ControllerId,
        id: KeyId,
        purpose: KeyPurpose,
        secret: &SecretKey,
    ) -> Result<WrappedKey, Problem>;
}

impl WrappedRow for WrappingKey {
    fn wrapped_row(
        &self,
        controller: ControllerId,
        id: KeyId,
        purpose: KeyPurpose,
        secret: &SecretKey,
    ) -> Result<WrappedKey, Problem> {
        let wrapped = self.wrap(secret, controller.as_u64(), id, purpose)?;
        Ok(WrappedKey { key_id: id.0, purpose: purpose.code(), wrapped: wrapped.to_vec() })
    }
}
