//! Codes that are out: each bound to the browser that asked for it, for ten minutes, for five tries, once.
//!
//! In memory, as the throttle is: a code is of no use after ten minutes, so nothing of it is worth a place on disk, and whom it was sent to is nowhere
//! but here. Deliberately not here: who an address leads to.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use vern_core::id::ControllerId;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_crypto::bearer::hashes_equal;
use vern_crypto::{CryptoError, random_bytes};

use crate::account::throttle::Throttle;
use crate::outbox::Channel;
use crate::problem::Problem;

/// How long a code holds.
pub(super) const CODE_LIFE: i64 = 10 * 60_000_000;
/// How often a code may be tried.
const TRIES_MAX: u8 = 5;
/// Codes for one address at once; beyond it nothing is sent, whoever asks. More than one stranger's address may ask for, so none keeps another's out.
const OF_ONE_MAX: usize = 20;
/// Codes out at once; beyond it the oldest gives way.
const WAITING_MAX: usize = 16_384;
/// Addresses looked up at once.
const ERRANDS_MAX: usize = 256;
const CODES: u64 = 100_000_000;

/// Where a code is sent: what was typed, in its normal form.
#[derive(Debug, Clone)]
pub(super) struct Address {
    pub(super) channel: Channel,
    pub(super) value: Personal<String>,
}

/// A code that is out.
struct Waiting {
    controller: ControllerId,
    address: Address,
    code: [u8; 32],
    until: Instant,
    tries_left: u8,
}

/// Codes of this process, and how often they are asked for.
pub(crate) struct CodeDesk {
    pub(super) throttle: Throttle,
    waiting: Mutex<HashMap<[u8; 32], Waiting>>,
    errands: Arc<Semaphore>,
}

impl CodeDesk {
    pub(crate) fn new() -> Result<Self, CryptoError> {
        Ok(Self {
            throttle: Throttle::new()?,
            waiting: Mutex::default(),
            errands: Arc::new(Semaphore::new(ERRANDS_MAX)),
        })
    }

    /// A place among those whose addresses are looked up.
    pub(super) fn errand(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let too_many = |_| Problem::Unavailable { code: "my_page.too_many_tries" };
        Arc::clone(&self.errands).try_acquire_owned().map_err(too_many)
    }

    /// Keeps a code for the browser with a secret; whether it is one too many to be sent.
    pub(super) fn keep(
        &self,
        secret_hash: [u8; 32],
        (controller, address, code): (ControllerId, Address, &str),
        now: Instant,
    ) -> bool {
        let mut waiting = self.waiting.lock();
        waiting.retain(|_, code| now < code.until);
        let of_one = waiting.values().filter(|known| {
            known.controller == controller && known.address.value.reveal() == address.value.reveal()
        });
        let is_too_many = of_one.count() >= OF_ONE_MAX;
        if waiting.len() >= WAITING_MAX {
            let oldest = waiting.iter().min_by_key(|(_, code)| code.until).map(|(hash, _)| *hash);
            oldest.and_then(|oldest| waiting.remove(&oldest));
        }
        let kept = Waiting {
            controller,
            address,
            code: code_hash(&secret_hash, code),
            until: now.plus_micros(CODE_LIFE),
            tries_left: TRIES_MAX,
        };
        waiting.insert(secret_hash, kept);
        is_too_many
    }

    /// Whether a browser has a code of this controller's out that still holds.
    pub(super) fn is_waiting(&self, secret_hash: &[u8; 32], controller: ControllerId, now: Instant) -> bool {
        let waiting = self.waiting.lock();
        waiting.get(secret_hash).is_some_and(|it| it.controller == controller && now < it.until)
    }

    /// Tries a code. The right one is used up, and says what address it went to; the last wrong one uses it up as well.
    pub(super) fn try_code(
        &self,
        secret_hash: &[u8; 32],
        (controller, typed): (ControllerId, &str),
        now: Instant,
    ) -> Option<Address> {
        let mut waiting = self.waiting.lock();
        let kept = waiting.get_mut(secret_hash).filter(|it| it.controller == controller && now < it.until)?;
        kept.tries_left = kept.tries_left.saturating_sub(1);
        let is_right = hashes_equal(&kept.code, &code_hash(secret_hash, typed));
        if !is_right && kept.tries_left > 0 {
            return None;
        }
        waiting.remove(secret_hash).filter(|_| is_right).map(|kept| kept.address)
    }
}

/// Eight digits.
pub(super) fn draw_code() -> Result<String, CryptoError> {
    let drawn = u64::from_be_bytes(random_bytes()?) % CODES;
    Ok(format!("{drawn:08}"))
}

/// The code as it is kept. It hangs on the browser's secret, so that one browser's is no other's.
fn code_hash(secret_hash: &[u8; 32], code: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"vern my page code\0")
        .chain_update(secret_hash)
        .chain_update(code)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: ControllerId = ControllerId::from_bits(1);
    const OTHER: ControllerId = ControllerId::from_bits(2);

    fn at(minutes: i64) -> Instant {
        Instant::from_micros(minutes * 60_000_000)
    }

    fn address() -> Address {
        Address { channel: Channel::Email, value: Personal::new("kari@example.no".to_owned()) }
    }

    fn desk() -> CodeDesk {
        let desk = CodeDesk::new().unwrap();
        desk.keep([1; 32], (ONE, address(), "12345678"), at(0));
        desk
    }

    #[test]
    fn a_code_opens_once_for_the_browser_that_asked() {
        let desk = desk();
        assert!(desk.try_code(&[2; 32], (ONE, "12345678"), at(1)).is_none(), "another browser");
        assert!(desk.try_code(&[1; 32], (OTHER, "12345678"), at(1)).is_none(), "another controller");
        assert!(desk.try_code(&[1; 32], (ONE, "12345678"), at(1)).is_some());
        assert!(desk.try_code(&[1; 32], (ONE, "12345678"), at(1)).is_none(), "used");
    }

    #[test]
    fn a_code_holds_ten_minutes_and_five_tries() {
        assert!(desk().try_code(&[1; 32], (ONE, "12345678"), at(10)).is_none());
        let desk = desk();
        for _ in 0..5 {
            assert!(desk.try_code(&[1; 32], (ONE, "12345679"), at(1)).is_none());
        }
        assert!(desk.try_code(&[1; 32], (ONE, "12345678"), at(1)).is_none());
    }

    #[test]
    fn one_address_is_sent_so_many_and_what_waits_is_bounded() {
        let desk = CodeDesk::new().unwrap();
        let kept = |number: u32| {
            let mut secret = [0; 32];
            secret[..4].copy_from_slice(&number.to_be_bytes());
            desk.keep(secret, (ONE, address(), "12345678"), at(0))
        };
        assert_eq!((0..30).filter(|number| !kept(*number)).count(), OF_ONE_MAX);
        (30..u32::try_from(WAITING_MAX).unwrap() + 50).for_each(|number| _ = kept(number));
        assert_eq!(desk.waiting.lock().len(), WAITING_MAX);
        assert!(!desk.keep([255; 32], (ONE, address(), "12345678"), at(10)), "they are over");
        assert_eq!(desk.waiting.lock().len(), 1);
    }

    #[test]
    fn a_code_is_eight_digits() {
        for _ in 0..100 {
            let code = draw_code().unwrap();
            assert!(code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
