//! How much of the server whoever reaches its address can hold, and for how long.
//!
//! Deliberately not here: what a credential may do (`rate`), and the sizes of what is asked (`BODY_BYTES_MAX`, lines, records).

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use vern_app::pace::whose;

/// Longest head of a request, in bytes: line, headers. Also what one connection has buffered at most, either way.
pub(crate) const HEAD_BYTES_MAX: usize = 32 * 1024;

/// Bounds on connections and on what is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Connections at once; the next waits to be accepted.
    pub connections: usize,
    /// Of them, from one address; the next is closed at once. None behind a proxy, whose they all are.
    pub per_address: Option<usize>,
    /// How long a request's head may take, and how long a connection nobody uses stays.
    pub head: Duration,
    /// How long a request's body may take. Lines of a batch are bounded by `silence` alone.
    pub body: Duration,
    /// How long nothing may come in, or go out, while either is waited for.
    pub silence: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            connections: 4_096,
            per_address: Some(1_024),
            head: Duration::from_secs(60),
            body: Duration::from_secs(120),
            silence: Duration::from_secs(300),
        }
    }
}

/// Connections by address, of those that are open.
#[derive(Debug)]
pub(crate) struct Addresses {
    of_one_max: Option<usize>,
    open: Mutex<HashMap<IpAddr, usize>>,
}

/// One connection's place among those of its address; given back when dropped.
#[derive(Debug)]
pub(crate) struct Share {
    addresses: Arc<Addresses>,
    of: IpAddr,
}

impl Addresses {
    pub(crate) fn new(of_one_max: Option<usize>) -> Arc<Self> {
        Arc::new(Self { of_one_max, open: Mutex::default() })
    }

    /// A place; none where the address has as many as it may.
    pub(crate) fn take(self: &Arc<Self>, address: IpAddr) -> Option<Share> {
        let of = whose(address);
        let mut open = self.open.lock();
        let count = open.get(&of).copied().unwrap_or_default();
        if self.of_one_max.is_some_and(|max| count >= max) {
            return None;
        }
        open.insert(of, count + 1);
        Some(Share { addresses: Arc::clone(self), of })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut open = self.addresses.open.lock();
        match open.get_mut(&self.of) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(open.remove(&self.of)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_has_so_many_places_and_gives_them_back() {
        let addresses = Addresses::new(Some(2));
        let held = [at("192.0.2.1"), at("::ffff:192.0.2.1")].map(|of| addresses.take(of).unwrap());
        assert!(addresses.take(at("192.0.2.1")).is_none());
        assert!(addresses.take(at("192.0.2.2")).is_some(), "another's are its own");
        drop(held);
        assert!(addresses.take(at("192.0.2.1")).is_some());
        assert!(addresses.open.lock().is_empty(), "nobody is remembered who is gone");
    }

    #[test]
    fn addresses_of_one_network_are_one_strangers() {
        let addresses = Addresses::new(Some(1));
        let held = addresses.take(at("2001:db8:1:2::1")).unwrap();
        assert!(addresses.take(at("2001:db8:1:2:ffff::9")).is_none());
        assert!(addresses.take(at("2001:db8:1:3::1")).is_some());
        drop(held);
        let unbounded = Addresses::new(None);
        let all: Vec<_> = (0..5_000).map(|_| unbounded.take(at("192.0.2.1"))).collect();
        assert!(all.iter().all(Option::is_some));
    }
}
