//! How often sign-in may be tried, or a code for My page asked for: from one address, for one account from one address, and for one account from
//! everywhere.
//!
//! A stranger must not be able to keep someone out. So nothing is refused because of what others try: where an account is tried from everywhere, each
//! address has fewer tries for it, and never none. Deliberately in memory: it slows guessing down, and is no accounting. Whom an account belongs to is
//! not held, only a hash that means nothing outside this process.

use core::net::IpAddr;

use parking_lot::Mutex;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::{CryptoError, random_bytes};

use crate::pace::{Mark, Pace, Paid, SECOND_MICROS, mark_of, whose};

const OF_ADDRESS: Pace = Pace { at_once: 20, period_micros: 15 * SECOND_MICROS };
const OF_ACCOUNT: Pace = Pace { at_once: 30, period_micros: 60 * SECOND_MICROS };
const OF_BOTH: Pace = Pace { at_once: 5, period_micros: 60 * SECOND_MICROS };
/// What is left of it where the account is tried from everywhere.
const OF_BOTH_PRESSED: Pace = Pace { at_once: 1, period_micros: 60 * SECOND_MICROS };

struct Tries {
    addresses: Paid<IpAddr>,
    accounts: Paid<Mark>,
    both: Paid<(Mark, IpAddr)>,
}

/// Tries at signing in, of this process.
pub(crate) struct Throttle {
    key: [u8; 32],
    tries: Mutex<Tries>,
}

/// Whose try, from where.
#[derive(Clone, Copy)]
pub(crate) struct Try {
    account: Mark,
    address: IpAddr,
}

impl Throttle {
    pub(crate) fn new() -> Result<Self, CryptoError> {
        let tries = Tries { addresses: Paid::new(), accounts: Paid::new(), both: Paid::new() };
        Ok(Self { key: random_bytes()?, tries: Mutex::new(tries) })
    }

    pub(crate) fn try_of(&self, controller: ControllerId, email: &str, address: IpAddr) -> Try {
        let account = mark_of(&self.key, controller, email);
        Try { account, address: whose(address) }
    }

    /// Takes a try; refused, it says after how many seconds to come back.
    pub(crate) fn take(&self, of: Try, now: Instant) -> Result<(), u64> {
        let now = now.as_unsigned_micros();
        let mut tries = self.tries.lock();
        let is_pressed = tries.accounts.wait(&of.account, OF_ACCOUNT, now).is_some();
        let pace = if is_pressed { OF_BOTH_PRESSED } else { OF_BOTH };
        let waits = [
            tries.addresses.wait(&of.address, OF_ADDRESS, now),
            tries.both.wait(&(of.account, of.address), pace, now),
        ];
        if let Some(wait) = waits.into_iter().flatten().max() {
            return Err(wait.div_ceil(SECOND_MICROS));
        }
        tries.addresses.take(of.address, OF_ADDRESS, now);
        tries.both.take((of.account, of.address), pace, now);
        if !is_pressed {
            tries.accounts.take(of.account, OF_ACCOUNT, now);
        }
        Ok(())
    }

    /// Whoever has signed in has guessed nothing: an office behind one address may come in together.
    pub(crate) fn give_back(&self, of: Try) {
        let mut tries = self.tries.lock();
        tries.addresses.give_back(&of.address, OF_ADDRESS);
        tries.accounts.give_back(&of.account, OF_ACCOUNT);
        tries.both.forget(&(of.account, of.address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::REMEMBERED_MAX;

    fn at(seconds: i64) -> Instant {
        Instant::from_micros((1_000_000 + seconds) * 1_000_000)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    const ORGANISATION: ControllerId = ControllerId::from_bits(1);

    #[test]
    fn one_address_has_five_tries_for_an_account_and_one_more_a_minute() {
        let throttle = Throttle::new().unwrap();
        let of = throttle.try_of(ORGANISATION, "kari@granvik.example", address("192.0.2.1"));
        for _ in 0..5 {
            assert_eq!(throttle.take(of, at(0)), Ok(()));
        }
        assert_eq!(throttle.take(of, at(0)), Err(60));
        assert_eq!(throttle.take(of, at(60)), Ok(()));
        assert_eq!(throttle.take(of, at(60)), Err(60));
        let same = throttle.try_of(ORGANISATION, " KARI@granvik.example", address("192.0.2.1"));
        assert!(throttle.take(same, at(60)).is_err(), "the same account");
        let other = throttle.try_of(ControllerId::from_bits(2), "kari@granvik.example", address("192.0.2.1"));
        assert_eq!(throttle.take(other, at(60)), Ok(()), "another organisation's");
        throttle.give_back(of);
        assert_eq!(throttle.take(of, at(60)), Ok(()));
    }

    #[test]
    fn an_office_behind_one_address_comes_in_together() {
        let throttle = Throttle::new().unwrap();
        for number in 0..200 {
            let email = format!("person{number}@granvik.example");
            let of = throttle.try_of(ORGANISATION, &email, address("192.0.2.1"));
            assert_eq!(throttle.take(of, at(0)), Ok(()));
            throttle.give_back(of);
        }
    }

    #[test]
    fn one_address_has_twenty_tries_whatever_the_account() {
        let throttle = Throttle::new().unwrap();
        let tried = (0..40).filter(|number| {
            let email = format!("person{number}@granvik.example");
            let from = format!("2001:db8::{number}");
            throttle.take(throttle.try_of(ORGANISATION, &email, address(&from)), at(0)).is_ok()
        });
        assert_eq!(tried.count(), 20, "a network of IPv6 is one stranger's");
    }

    #[test]
    fn strangers_everywhere_leave_the_owner_a_try() {
        let throttle = Throttle::new().unwrap();
        let mut guesses = 0;
        for number in 0..2_000_u32 {
            let from = format!("10.0.{}.{}", number / 250, number % 250);
            let of = throttle.try_of(ORGANISATION, "kari@granvik.example", address(&from));
            guesses += (0..10).filter(|_| throttle.take(of, at(0)).is_ok()).count();
        }
        assert!(guesses <= 30 + 2_000, "each address has one when the account is pressed: {guesses}");
        let owner = throttle.try_of(ORGANISATION, "kari@granvik.example", address("192.0.2.9"));
        assert_eq!(throttle.take(owner, at(0)), Ok(()));
        assert!(throttle.take(owner, at(0)).is_err());
        assert_eq!(throttle.take(owner, at(60)), Ok(()), "never none");
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let throttle = Throttle::new().unwrap();
        for number in 0..u32::try_from(REMEMBERED_MAX).unwrap() + 50 {
            let from = IpAddr::from(core::net::Ipv4Addr::from(number));
            let of = throttle.try_of(ORGANISATION, "kari@granvik.example", from);
            throttle.take(of, at(0)).unwrap();
        }
        assert!(throttle.tries.lock().both.len() <= REMEMBERED_MAX);
    }
}
