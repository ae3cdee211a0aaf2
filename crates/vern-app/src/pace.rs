//! How often something may be done: so many times at once, and one more each period.
//!
//! Deliberately in memory and of this process: it slows strangers down, and is no accounting. Whom a mark belongs to is not held, only a hash that means
//! nothing outside this process.

use core::net::{IpAddr, Ipv6Addr};
use std::collections::HashMap;
use std::hash::Hash;

use sha2::{Digest, Sha256};
use vern_core::id::ControllerId;
use vern_core::time::Instant;

/// Who has one address of IPv6 has all that begin with as many bits (RFC 6177).
const IPV6_OF_ONE_BITS: u32 = 64;
/// A site may have all that begin with as many (RFC 6177).
const IPV6_OF_SITE_BITS: u32 = 48;
/// Remembered of each kind; beyond it those that owe nothing are forgotten, then those that owe least.
pub(crate) const REMEMBERED_MAX: usize = 16_384;
pub(crate) const SECOND_MICROS: u64 = 1_000_000;

/// So many at once, and one more each period.
#[derive(Clone, Copy)]
pub(crate) struct Pace {
    pub(crate) at_once: u64,
    pub(crate) period_micros: u64,
}

/// Whose, as a hash under a key of this process.
pub(crate) type Mark = [u8; 16];

/// The mark of an e-mail address at a controller.
pub(crate) fn mark_of(key: &[u8; 32], controller: ControllerId, email: &str) -> Mark {
    let hash = Sha256::new()
        .chain_update(key)
        .chain_update(controller.as_u64().to_be_bytes())
        .chain_update(email.trim().to_lowercase())
        .finalize();
    let mut mark = Mark::default();
    mark.iter_mut().zip(hash).for_each(|(into, from)| *into = from);
    mark
}

/// When each owes nothing any more.
pub(crate) struct Paid<K>(HashMap<K, u64>);

impl<K: Hash + Eq + Copy> Paid<K> {
    pub(crate) fn new() -> Self {
        Self(HashMap::new())
    }

    fn until(&self, key: &K, now: u64) -> u64 {
        self.0.get(key).map_or(now, |paid| (*paid).max(now))
    }

    /// After how many microseconds one more is let through; none where it is now.
    pub(crate) fn wait(&self, key: &K, pace: Pace, now: u64) -> Option<u64> {
        let paid = self.until(key, now).saturating_add(pace.period_micros);
        let allowed = now.saturating_add(pace.at_once.saturating_mul(pace.period_micros));
        (paid > allowed).then(|| paid - allowed)
    }

    /// Whether what this one owes would be remembered without anything owed by another being forgotten.
    pub(crate) fn has_room(&mut self, key: &K, now: u64) -> bool {
        if self.0.len() >= REMEMBERED_MAX && !self.0.contains_key(key) {
            self.0.retain(|_, paid| *paid > now);
        }
        self.0.len() < REMEMBERED_MAX || self.0.contains_key(key)
    }

    pub(crate) fn take(&mut self, key: K, pace: Pace, now: u64) {
        let paid = self.until(&key, now).saturating_add(pace.period_micros);
        if self.0.len() >= REMEMBERED_MAX && !self.0.contains_key(&key) {
            self.0.retain(|_, paid| *paid > now);
            if self.0.len() >= REMEMBERED_MAX {
                let least = self.0.iter().min_by_key(|(_, paid)| **paid).map(|(key, _)| *key);
                least.and_then(|least| self.0.remove(&least));
            }
        }
        self.0.insert(key, paid);
    }
}

impl<K: Hash + Eq> Paid<K> {
    pub(crate) fn give_back(&mut self, key: &K, pace: Pace) {
        if let Some(paid) = self.0.get_mut(key) {
            *paid = paid.saturating_sub(pace.period_micros);
        }
    }

    /// Whoever this is owes nothing more.
    pub(crate) fn forget(&mut self, key: &K) {
        self.0.remove(key);
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Makes room for one more where so many are remembered as may be: whoever has most of them gives way, its oldest first. So a stranger who fills it
/// pushes out nobody but themselves.
pub(crate) fn make_room<K: Hash + Eq + Copy, V>(
    all: &mut HashMap<K, V>,
    most: usize,
    from: impl Fn(&V) -> IpAddr,
    until: impl Fn(&V) -> Instant,
) {
    if all.len() < most {
        return;
    }
    let mut crowds: HashMap<IpAddr, usize> = HashMap::new();
    for one in all.values() {
        *crowds.entry(network_of(from(one))).or_default() += 1;
    }
    let largest = crowds.into_iter().max_by_key(|(_, count)| *count).map(|(network, _)| network);
    let oldest = all
        .iter()
        .filter(|(_, one)| Some(network_of(from(one))) == largest)
        .min_by_key(|(_, one)| until(one))
        .map(|(key, _)| *key);
    oldest.and_then(|oldest| all.remove(&oldest));
}

/// All that one customer of a provider of addresses may have.
fn network_of(address: IpAddr) -> IpAddr {
    first_bits(address, IPV6_OF_SITE_BITS)
}

/// The address all that one stranger does counts under.
#[must_use]
pub fn whose(address: IpAddr) -> IpAddr {
    first_bits(address, IPV6_OF_ONE_BITS)
}

fn first_bits(address: IpAddr, bits: u32) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - bits))).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_most_gives_way() {
        let mut all: HashMap<u32, (IpAddr, Instant)> = HashMap::new();
        let mut put = |number: u32, from: &str, at: i64| {
            make_room(&mut all, 100, |one| one.0, |one| one.1);
            all.insert(number, (from.parse().unwrap(), Instant::from_micros(at)));
            all.len()
        };
        put(0, "192.0.2.1", 0);
        put(1, "2001:db8:1::1", 0);
        for number in 2..1_000_u32 {
            // A stranger with all of a site's addresses.
            let len = put(number, &format!("2001:db8:2:{number:x}::1"), 1 + i64::from(number));
            assert!(len <= 100);
        }
        assert!(all.contains_key(&0) && all.contains_key(&1), "who was there before stays");
        assert!(all.contains_key(&999) && !all.contains_key(&2), "the stranger's oldest went");
    }
}
