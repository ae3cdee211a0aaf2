//! A bounded cache in two generations: what has not been used for a generation falls out. Values that hold keys wipe themselves on drop.
//!
//! What is removed stays out: a value that was looked up elsewhere before a removal is not taken in after it, or a key that has been erased
//! could come back with whoever had read it just before.

use std::collections::HashMap;
use std::hash::Hash;

use parking_lot::Mutex;

/// At most twice `generation_max` values.
pub(crate) struct Cache<K, V> {
    generations: Mutex<Generations<K, V>>,
    generation_max: usize,
}

struct Generations<K, V> {
    newer: HashMap<K, V>,
    older: HashMap<K, V>,
    /// Counts removals, whatever was removed.
    removals: u64,
}

/// The value is not there. Says when that was: what is looked up elsewhere on the strength of it is taken in only if nothing has been removed since.
pub(crate) struct Miss {
    removals: u64,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub(crate) fn new(generation_max: usize) -> Self {
        let generations = Generations { newer: HashMap::new(), older: HashMap::new(), removals: 0 };
        Self { generations: Mutex::new(generations), generation_max }
    }

    pub(crate) fn find(&self, key: &K) -> Result<V, Miss> {
        let mut generations = self.generations.lock();
        if let Some(value) = generations.newer.get(key) {
            return Ok(value.clone());
        }
        let Some(value) = generations.older.remove(key) else {
            return Err(Miss { removals: generations.removals });
        };
        generations.insert(self.generation_max, key.clone(), value.clone());
        Ok(value)
    }

    /// Takes in what was looked up after a miss, unless something has been removed meanwhile: it might have been this.
    pub(crate) fn insert(&self, miss: &Miss, key: K, value: V) {
        let mut generations = self.generations.lock();
        if miss.removals == generations.removals {
            generations.insert(self.generation_max, key, value);
        }
    }

    /// Takes in what has just been made, and nobody can have removed yet.
    pub(crate) fn insert_new(&self, key: K, value: V) {
        self.generations.lock().insert(self.generation_max, key, value);
    }

    pub(crate) fn remove(&self, key: &K) {
        let mut generations = self.generations.lock();
        generations.removals += 1;
        generations.newer.remove(key);
        generations.older.remove(key);
    }
}

impl<K: Eq + Hash, V> Generations<K, V> {
    fn insert(&mut self, most: usize, key: K, value: V) {
        if self.newer.len() >= most {
            self.older = std::mem::take(&mut self.newer);
        }
        self.newer.insert(key, value);
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
