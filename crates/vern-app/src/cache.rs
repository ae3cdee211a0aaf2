//! A bounded cache in two generations: what has not been used for a generation falls out. Values that hold keys wipe themselves on drop.
//!
//! What is removed stays out: a value that was looked up elsewhere before a removal is not taken in after it, or a key that has been erased
//! could come back with whoever had read it just before.

use std::collections::HashMap;
use std::hash::Hash;

use parking_lot::Mutex;

/// At most twice `generation_max` values.
pub(crate) struct Cache<K, V>(Mutex<Counted<K, V>>);

struct Counted<K, V> {
    values: Generations<K, V>,
    /// Counts removals, whatever was removed.
    removals: u64,
}

/// The value is not there. Says when that was: what is looked up elsewhere on the strength of it is taken in only if nothing has been removed since.
pub(crate) struct Miss {
    removals: u64,
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    pub(crate) fn new(generation_max: usize) -> Self {
        Self(Mutex::new(Counted { values: Generations::new(generation_max), removals: 0 }))
    }

    pub(crate) fn find(&self, key: &K) -> Result<V, Miss> {
        let mut counted = self.0.lock();
        let removals = counted.removals;
        counted.values.find(key).map(|value| value.clone()).ok_or(Miss { removals })
    }

    /// Takes in what was looked up after a miss, unless something has been removed meanwhile: it might have been this.
    pub(crate) fn insert(&self, miss: &Miss, key: K, value: V) {
        let mut counted = self.0.lock();
        if miss.removals == counted.removals {
            counted.values.insert(key, value, 1);
        }
    }

    /// Takes in what has just been made, and nobody can have removed yet.
    pub(crate) fn insert_new(&self, key: K, value: V) {
        self.0.lock().values.insert(key, value, 1);
    }

    pub(crate) fn remove(&self, key: &K) {
        let mut counted = self.0.lock();
        counted.removals += 1;
        counted.values.remove(key);
    }
}

/// Values in two generations, each up to a weight. What is used comes into the newer one.
pub(crate) struct Generations<K, V> {
    newer: HashMap<K, Weighed<V>>,
    older: HashMap<K, Weighed<V>>,
    weight_max: usize,
    /// Of the newer one.
    weight: usize,
}

struct Weighed<V> {
    value: V,
    weight: usize,
}

impl<K: Eq + Hash, V> Generations<K, V> {
    pub(crate) fn new(weight_max: usize) -> Self {
        Self { newer: HashMap::new(), older: HashMap::new(), weight_max, weight: 0 }
    }

    pub(crate) fn find(&mut self, key: &K) -> Option<&mut V> {
        if !self.newer.contains_key(key) {
            let (key, found) = self.older.remove_entry(key)?;
            self.insert(key, found.value, found.weight);
        }
        self.newer.get_mut(key).map(|found| &mut found.value)
    }

    /// Takes a value in. The newer generation becomes the older one where the value would make it too heavy.
    pub(crate) fn insert(&mut self, key: K, value: V, weight: usize) {
        if self.weight + weight > self.weight_max {
            self.older = std::mem::take(&mut self.newer);
            self.weight = 0;
        }
        self.weight += weight;
        let former = self.newer.insert(key, Weighed { value, weight });
        self.weight -= former.map_or(0, |former| former.weight);
    }

    pub(crate) fn remove(&mut self, key: &K) {
        let removed = self.newer.remove(key);
        self.weight -= removed.map_or(0, |removed| removed.weight);
        self.older.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_bounded_and_keeps_what_is_used() {
        let cache = Cache::new(10);
        cache.insert_new(0, 0);
        for key in 1..1000 {
            cache.insert_new(key, key);
            assert_eq!(cache.find(&0).ok(), Some(0), "used all the time");
        }
        let held = (0..1000).filter(|key| cache.find(key).is_ok()).count();
        assert!(held <= 20, "{held}");
        cache.remove(&0);
        assert!(cache.find(&0).is_err());
    }

    #[test]
    fn what_was_removed_while_it_was_looked_up_stays_out() {
        let cache = Cache::new(10);
        let (before, other) = (cache.find(&7).unwrap_err(), cache.find(&8).unwrap_err());
        cache.remove(&7);
        cache.insert(&before, 7, "erased");
        assert!(cache.find(&7).is_err());
        cache.insert(&other, 8, "not known to be the one removed");
        let after = cache.find(&8).unwrap_err();
        cache.insert(&after, 8, "kept");
        assert_eq!(cache.find(&8).ok(), Some("kept"));
    }
}
