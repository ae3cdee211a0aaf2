//! How many calls one credential may make: so many a second over time, and so many at once. One that runs wild must not take the turns of others.
//!
//! Deliberately in memory and for each process: it protects the process, and is no accounting.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use vern_core::id::ActorId;
use vern_core::time::Instant;

/// Credentials remembered; beyond it those that owe nothing are forgotten.
const ACTORS_MAX: usize = 4_096;
const SECOND_MICROS: u64 = 1_000_000;

/// A limit on the calls of one credential. Each line of a batch counts as a call. What it is where none is set lies above what one process does, so
/// that it stops only who runs wild.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// Calls a second over time.
    pub per_second: u32,
    /// Calls at once after a pause.
    pub at_once: u32,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self { per_second: 100_000, at_once: 200_000 }
    }
}

/// What each credential has used, as the instant at which it owes nothing any more.
#[derive(Debug)]
pub(crate) struct Rate {
    call_micros: u64,
    burst_micros: u64,
    paid_at: Mutex<HashMap<ActorId, u64>>,
}

impl Rate {
    pub(crate) fn new(limit: RateLimit) -> Self {
        let call_micros = (SECOND_MICROS / u64::from(limit.per_second.max(1))).max(1);
        let burst_micros = call_micros.saturating_mul(u64::from(limit.at_once.max(1)));
        Self { call_micros, burst_micros, paid_at: Mutex::default() }
    }

    /// Takes a call; refused, it says after how many seconds to come back.
    pub(crate) fn take(&self, actor: ActorId, now: Instant) -> Result<(), u64> {
        let now = now.as_unsigned_micros();
        let mut all = self.paid_at.lock().unwrap_or_else(PoisonError::into_inner);
        let paid_at = all.get(&actor).map_or(now, |paid_at| (*paid_at).max(now)) + self.call_micros;
        let over = paid_at.saturating_sub(now).saturating_sub(self.burst_micros);
        if over > 0 {
            return Err(over.div_ceil(SECOND_MICROS));
        }
        if all.len() >= ACTORS_MAX {
            all.retain(|_, paid_at| *paid_at > now);
        }
        all.insert(actor, paid_at);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(1_000_000_000 + micros)
    }

    #[test]
    fn calls_at_once_and_over_time_are_bounded_for_each_credential() {
        let rate = Rate::new(RateLimit { per_second: 10, at_once: 3 });
        let (one, other) = (ActorId::from_bytes([1; 16]), ActorId::from_bytes([2; 16]));
        for _ in 0..3 {
            assert_eq!(rate.take(one, at(0)), Ok(()));
        }
        assert_eq!(rate.take(one, at(0)), Err(1));
        assert_eq!(rate.take(other, at(0)), Ok(()), "each has its own");
        assert_eq!(rate.take(one, at(100_000)), Ok(()));
        assert_eq!(rate.take(one, at(100_000)), Err(1));
        let taken = (0..100).filter(|_| rate.take(one, at(10_000_000)).is_ok()).count();
        assert_eq!(taken, 3, "a pause gives no more than at once");
        assert_eq!(rate.take(one, at(0)), Err(11), "a clock set back costs time, never gives any");
    }

    #[test]
    fn credentials_that_owe_nothing_are_forgotten() {
        let rate = Rate::new(RateLimit::default());
        for number in 0..3 * u128::try_from(ACTORS_MAX).unwrap() {
            let micros = i64::try_from(number).unwrap() * 1_000_000;
            rate.take(ActorId::from_bytes(number.to_be_bytes()), at(micros)).unwrap();
        }
        assert!(rate.paid_at.lock().unwrap().len() <= ACTORS_MAX);
    }
}
