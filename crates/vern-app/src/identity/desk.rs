//! Who is away at a provider: each bound to the browser that left, for ten minutes, once; how often one may leave, and come back for nothing.
//!
//! In memory, as codes for My page are: it is over before it would be worth a place on disk. Where several processes serve, whoever leaves from one has to
//! come back to it. Deliberately not here: what is asked of the provider.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use vern_core::id::ControllerId;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_outbound::Outbound;
use vern_text::Language;

use super::Errand;
use crate::pace::{Pace, Paid, SECOND_MICROS, make_room, whose};

/// How long somebody may be away.
pub(super) const AWAY_LIFE: i64 = 10 * 60_000_000;
/// Away at once; beyond it of those from where most are away, whoever left first does not come back.
const AWAY_MAX: usize = 16_384;
/// How often from one address. An office behind one comes in together in the morning.
const DEPARTURES: Pace = Pace { at_once: 1_000, period_micros: SECOND_MICROS };
/// How often one comes back and is not let in, before nobody leaves from there.
const FAILURES: Pace = Pace { at_once: 30, period_micros: 10 * SECOND_MICROS };

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
    /// The secret of the session the browser had before, which ends when another is opened.
    pub(super) former: Option<Personal<String>>,
    pub(super) until: Instant,
}

/// Providers that can be asked, and who is away at one.
pub(crate) struct IdentityDesk {
    pub(super) out: OnceLock<Arc<Outbound>>,
    away: Mutex<HashMap<[u8; 32], Away>>,
    departures: Mutex<Paid<IpAddr>>,
    failures: Mutex<Paid<IpAddr>>,
}

impl IdentityDesk {
    pub(crate) fn new() -> Self {
        Self {
            out: OnceLock::new(),
            away: Mutex::default(),
            departures: Mutex::new(Paid::new()),
            failures: Mutex::new(Paid::new()),
        }
    }

    /// Whether somebody may leave now.
    pub(super) fn take(&self, from: IpAddr, now: Instant) -> bool {
        let (from, now) = (whose(from), now.as_unsigned_micros());
        let mut departures = self.departures.lock();
        let may = departures.wait(&from, DEPARTURES, now).is_none()
            && self.failures.lock().wait(&from, FAILURES, now).is_none();
        if may {
            departures.take(from, DEPARTURES, now);
        }
        may
    }

    /// Counts one who came back and was not let in.
    pub(super) fn note_failure(&self, from: IpAddr, now: Instant) {
        self.failures.lock().take(whose(from), FAILURES, now.as_unsigned_micros());
    }

    /// Keeps who left, under the hash of the browser's secret.
    pub(super) fn keep(&self, secret_hash: [u8; 32], left: Away, now: Instant) {
        let mut away = self.away.lock();
        away.retain(|_, it| now < it.until);
        make_room(&mut away, AWAY_MAX, |it| it.from, |it| it.until);
        away.insert(secret_hash, left);
    }

    /// Who left with a secret, where what came back is theirs; nobody the second time. What is not theirs changes nothing: another tab, or another site
    /// that sends a browser here, ends nobody's sign-in.
    pub(super) fn take_back(
        &self,
        secret_hash: &[u8; 32],
        is_theirs: impl Fn(&Away) -> bool,
    ) -> Option<Away> {
        let mut away = self.away.lock();
        if away.get(secret_hash).is_some_and(is_theirs) { away.remove(secret_hash) } else { None }
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
            former: None,
            until: at(10),
        }
    }

    #[test]
    fn somebody_comes_back_once_and_how_many_are_away_is_bounded() {
        let desk = IdentityDesk::new();
        desk.keep([1; 32], left("192.0.2.1"), at(0));
        assert!(desk.take_back(&[2; 32], |_| true).is_none(), "another browser");
        assert!(desk.take_back(&[1; 32], |_| false).is_none(), "what is not theirs");
        assert!(desk.take_back(&[1; 32], |_| true).is_some());
        assert!(desk.take_back(&[1; 32], |_| true).is_none(), "back already");
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
    fn an_office_leaves_together_and_who_is_never_let_in_leaves_no_more() {
        let desk = IdentityDesk::new();
        let (office, stranger) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        assert!((0..400).all(|_| desk.take(office, at(0))), "nobody is back yet");
        assert_eq!((0..2_000).filter(|_| desk.take(stranger, at(0))).count(), 1_000);
        for _ in 0..30 {
            assert!(desk.take(stranger, at(60)));
            desk.note_failure(stranger, at(60));
        }
        assert!(!desk.take(stranger, at(60)) && desk.take(office, at(60)));
        assert!(desk.take(stranger, at(61)));
    }
}
