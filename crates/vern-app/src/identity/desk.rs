//! Who is away at a provider: each bound to the browser that left, for ten minutes, once; and how often one may leave.
//!
//! In memory, as codes for My page are: it is over before it would be worth a place on disk. Where several processes serve, whoever leaves from one has to
//! come back to it. Deliberately not here: what is asked of the provider.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_outbound::Outbound;
use vern_text::Language;

use super::Errand;
use crate::pace::{Pace, Paid, SECOND_MICROS, whose};

/// How long somebody may be away.
pub(super) const AWAY_LIFE: i64 = 10 * 60_000_000;
/// Away at once; beyond it whoever left first does not come back.
const AWAY_MAX: usize = 16_384;
/// How often one stranger leaves and does not get in. Whoever gets in is not counted: an office behind one address comes in together.
const OF_ADDRESS: Pace = Pace { at_once: 30, period_micros: 10 * SECOND_MICROS };

/// Somebody away.
pub(super) struct Away {
    pub(super) controller: ControllerId,
    pub(super) provider: String,
    pub(super) errand: Errand,
    pub(super) language: Language,
    pub(super) redirect_uri: String,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    pub(super) from: IpAddr,
    pub(super) until: Instant,
}

/// Providers that can be asked, and who is away at one.
pub(crate) struct IdentityDesk {
    pub(super) out: OnceLock<Arc<Outbound>>,
    away: Mutex<HashMap<[u8; 32], Away>>,
    tries: Mutex<Paid<IpAddr>>,
}

impl IdentityDesk {
    pub(crate) fn new() -> Self {
        Self { out: OnceLock::new(), away: Mutex::default(), tries: Mutex::new(Paid::new()) }
    }

    /// Whether somebody may leave now.
    pub(super) fn take(&self, from: IpAddr, now: Instant) -> bool {
        let (from, now) = (whose(from), now.as_unsigned_micros());
        let mut tries = self.tries.lock();
        let may = tries.wait(&from, OF_ADDRESS, now).is_none();
        if may {
            tries.take(from, OF_ADDRESS, now);
        }
        may
    }

    pub(super) fn give_back(&self, from: IpAddr) {
        self.tries.lock().give_back(&whose(from), OF_ADDRESS);
    }

    /// Keeps who left, under the hash of the browser's secret.
    pub(super) fn keep(&self, secret_hash: [u8; 32], left: Away, now: Instant) {
        let mut away = self.away.lock();
        away.retain(|_, it| now < it.until);
        if away.len() >= AWAY_MAX {
            let first = away.iter().min_by_key(|(_, it)| it.until).map(|(hash, _)| *hash);
            first.and_then(|first| away.remove(&first));
        }
        away.insert(secret_hash, left);
    }

    /// Who left with a secret; nobody the second time.
    pub(super) fn take_back(&self, secret_hash: &[u8; 32]) -> Option<Away> {
        self.away.lock().remove(secret_hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Instant {
        Instant::from_micros((1_000 + minutes) * 60_000_000)
    }

    fn left(from: &str) -> Away {
        Away {
            controller: ControllerId::from_bits(1),
            provider: "portal".to_owned(),
            errand: Errand::SignIn,
            language: Language::Nb,
            redirect_uri: String::new(),
            state: String::new(),
            nonce: String::new(),
            verifier: String::new(),
            from: from.parse().unwrap(),
            until: at(10),
        }
    }

    #[test]
    fn somebody_comes_back_once_and_how_many_are_away_is_bounded() {
        let desk = IdentityDesk::new();
        desk.keep([1; 32], left("192.0.2.1"), at(0));
        assert!(desk.take_back(&[2; 32]).is_none(), "another browser");
        assert!(desk.take_back(&[1; 32]).is_some());
        assert!(desk.take_back(&[1; 32]).is_none(), "back already");
        for number in 0..u32::try_from(AWAY_MAX).unwrap() + 50 {
            let mut secret = [0; 32];
            secret[..4].copy_from_slice(&number.to_be_bytes());
            desk.keep(secret, left("192.0.2.1"), at(0));
        }
        assert_eq!(desk.away.lock().len(), AWAY_MAX);
        desk.keep([3; 32], left("192.0.2.1"), at(10));
        assert_eq!(desk.away.lock().len(), 1, "the others are over");
    }

    #[test]
    fn one_stranger_leaves_so_often_and_whoever_gets_in_is_not_counted() {
        let desk = IdentityDesk::new();
        let (one, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        assert_eq!((0..50).filter(|_| desk.take(one, at(0))).count(), 30);
        assert!(desk.take(other, at(0)) && desk.take(one, at(1)));
        for _ in 0..100 {
            assert!(desk.take(other, at(2)));
            desk.give_back(other);
        }
    }
}
