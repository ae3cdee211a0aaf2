//! A bounded cache in two generations: what has not been used for a generation falls out. Values that hold keys wipe themselves on drop.

use std::collections::HashMap;
use std::hash::Hash;

use parking_lot::Mutex;

/// At most twice `generation_max` values.
pub(crate) struct Cache<K, V> {
    generations: Mutex<(HashMap<K, V>, HashMap<K, V>)>,
    generation_max: usize,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub(crate) fn new(generation_max: usize) -> Self {
        Self { generations: Mutex::new((HashMap::new(), HashMap::new())), generation_max }
    }

    pub(crate) fn find(&self, key: &K) -> Option<V> {
        let mut generations = self.generations.lock();
        if let Some(value) = generations.0.get(key) {
            return Some(value.clone());
        }
        let value = generations.1.remove(key)?;
        Self::insert_into(&mut generations, self.generation_max, key.clone(), value.clone());
        Some(value)
    }

    pub(crate) fn insert(&self, key: K, value: V) {
        Self::insert_into(&mut self.generations.lock(), self.generation_max, key, value);
    }

    pub(crate) fn remove(&self, key: &K) {
        let mut generations = self.generations.lock();
        generations.0.remove(key);
        generations.1.remove(key);
    }

    fn insert_into(generations: &mut (HashMap<K, V>, HashMap<K, V>), most: usize, key: K, value: V) {
        if generations.0.len() >= most {
            generations.1 = std::mem::take(&mut generations.0);
        }
        generations.0.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_bounded_and_keeps_what_is_used() {
        let cache = Cache::new(10);
        cache.insert(0, 0);
        for key in 1..1000 {
            cache.insert(key, key);
            assert_eq!(cache.find(&0), Some(0), "used all the time");
        }
        let held = (0..1000).filter(|key| cache.find(key).is_some()).count();
        assert!(held <= 20, "{held}");
        cache.remove(&0);
        assert_eq!(cache.find(&0), None);
    }
}
