//! Codes that are out: whom each is for, how often it may be tried, and how many are sent.
//!
//! A code counts from when it is sent to someone; whoever asks for an address nobody has waits for nothing, and cannot tell. Each browser that asks has five
//! tries. Of a code of eight digits an address has so many wrong tries from everywhere, and so many messages; where strangers have used either up, whoever
//! asks next has one code of twenty digits sent, for everyone who asks for that address. That cannot be guessed, so it needs no bound that a stranger could
//! use up, and nothing more has to be sent while it stands. So strangers can make the owner's code longer, and can neither guess it nor keep it from them.
//!
//! In memory, as the throttle is: nothing of it is worth a place on disk, and whom a code was sent to is nowhere but here. Deliberately not here: what a
//! code is, and who an address leads to.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use vern_core::id::{ControllerId, SubjectId};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_crypto::bearer::hashes_equal;
use vern_crypto::{CryptoError, random_bytes};

use crate::account::throttle::Throttle;
use crate::pace::{Mark, Pace, Paid, SECOND_MICROS, make_room, mark_of};
use crate::problem::Problem;

/// How long whoever has asked can enter a code, and how long a short one holds.
pub(super) const CODE_LIFE: i64 = 10 * 60_000_000;
/// How long a long code holds.
pub(super) const LONG_LIFE: i64 = 4 * 60 * 60_000_000;
/// How often one that has asked may try.
const TRIES_MAX: u8 = 5;
const HOUR: u64 = 3_600 * SECOND_MICROS;
/// Short codes sent to one address: with the long ones at most eighteen messages a day.
const MESSAGES: Pace = Pace { at_once: 5, period_micros: 4 * HOUR };
/// Wrong tries at the short codes of one address, from everywhere: at most a hundred a day of a hundred million.
const WRONG: Pace = Pace { at_once: 50, period_micros: 24 * HOUR / 50 };
/// Requests of one person from here: more than anybody makes, and less than fills what others are to look through.
const REQUESTS: Pace = Pace { at_once: 10, period_micros: HOUR };
/// Askings remembered at once, and long codes; beyond it the oldest gives way, of askings the oldest from where most of them are.
const WAITING_MAX: usize = 16_384;
/// Addresses looked up at once.
const ERRANDS_MAX: usize = 256;

/// What somebody is found by, in its normal form: where a code is sent, or the number a provider says is theirs.
#[derive(Debug, Clone)]
pub(super) struct Address {
    pub(super) kind: DataKind,
    pub(super) value: Personal<String>,
}

/// One that has asked. It stays until its time is over, tried out or not.
struct Waiting {
    controller: ControllerId,
    address: Address,
    of: Mark,
    from: IpAddr,
    /// The short code that was sent for it, if any was.
    code: Option<[u8; 32]>,
    until: Instant,
    tries_left: u8,
}

/// A long code on its way or sent.
struct Long {
    code: Option<[u8; 32]>,
    until: Instant,
}

struct Codes {
    waiting: HashMap<[u8; 32], Waiting>,
    long: HashMap<Mark, Long>,
    messages: Paid<Mark>,
    wrong: Paid<Mark>,
}

/// What is to be sent to someone who is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// A short code, for the browser that asked.
    Short,
    /// A long one, for all that ask.
    Long,
    /// Nothing: a long code has been sent, and holds.
    Sent,
}

/// Codes of this process, and how often they are asked for.
pub(crate) struct CodeDesk {
    pub(super) throttle: Throttle,
    key: [u8; 32],
    codes: Mutex<Codes>,
    requests: Mutex<Paid<SubjectId>>,
    errands: Arc<Semaphore>,
}

impl CodeDesk {
    pub(crate) fn new() -> Result<Self, CryptoError> {
        let codes = Codes {
            waiting: HashMap::new(),
            long: HashMap::new(),
            messages: Paid::new(),
            wrong: Paid::new(),
        };
        Ok(Self {
            throttle: Throttle::new()?,
            key: random_bytes()?,
            codes: Mutex::new(codes),
            requests: Mutex::new(Paid::new()),
            errands: Arc::new(Semaphore::new(ERRANDS_MAX)),
        })
    }

    /// A place among those whose addresses are looked up.
    pub(super) fn errand(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let too_many = |_| Problem::Unavailable { code: "my_page.too_many_tries" };
        Arc::clone(&self.errands).try_acquire_owned().map_err(too_many)
    }

    /// Takes a person's turn to make a request.
    pub(super) fn take_request(&self, of: SubjectId, now: Instant) -> Result<(), Problem> {
        let now = now.as_unsigned_micros();
        let mut requests = self.requests.lock();
        if requests.wait(&of, REQUESTS, now).is_some() {
            return Err(Problem::Unavailable { code: "case.too_many" });
        }
        requests.take(of, REQUESTS, now);
        Ok(())
    }

    /// Takes in that a browser with a secret has asked. No code counts yet.
    pub(super) fn wait(
        &self,
        secret_hash: [u8; 32],
        (controller, address): (ControllerId, Address),
        from: IpAddr,
        now: Instant,
    ) {
        let of = mark_of(&self.key, controller, address.value.reveal());
        let mut codes = self.codes.lock();
        codes.waiting.retain(|_, waiting| now < waiting.until);
        make_room(&mut codes.waiting, WAITING_MAX, |waiting| waiting.from, |waiting| waiting.until);
        let until = now.plus_micros(CODE_LIFE);
        let waiting = Waiting { controller, address, of, from, code: None, until, tries_left: TRIES_MAX };
        codes.waiting.insert(secret_hash, waiting);
    }

    /// What is sent to someone who is held, for a browser that has asked. A long code that is to be sent is nobody else's to send.
    pub(super) fn turn(&self, secret_hash: &[u8; 32], now: Instant) -> Turn {
        let mut codes = self.codes.lock();
        let codes = &mut *codes;
        let Some(of) = codes.waiting.get(secret_hash).map(|waiting| waiting.of) else { return Turn::Sent };
        let at = now.as_unsigned_micros();
        let is_pressed = codes.messages.wait(&of, MESSAGES, at).is_some() || !codes.takes_wrong(&of, at);
        if !is_pressed {
            codes.messages.take(of, MESSAGES, at);
            return Turn::Short;
        }
        codes.long.retain(|_, long| now < long.until);
        if codes.long.contains_key(&of) {
            return Turn::Sent;
        }
        if codes.long.len() >= WAITING_MAX {
            let oldest = codes.long.iter().min_by_key(|(_, long)| long.until).map(|(of, _)| *of);
            oldest.and_then(|oldest| codes.long.remove(&oldest));
        }
        codes.long.insert(of, Long { code: None, until: now.plus_micros(LONG_LIFE) });
        Turn::Long
    }

    /// From now on a code counts, which is about to be sent.
    pub(super) fn expect(&self, secret_hash: &[u8; 32], (turn, code): (Turn, &str)) {
        let mut codes = self.codes.lock();
        let codes = &mut *codes;
        let Some(waiting) = codes.waiting.get_mut(secret_hash) else { return };
        match turn {
            Turn::Short => waiting.code = Some(code_hash(secret_hash, code)),
            Turn::Long => {
                let code = code_hash(&long_hash(&waiting.of), code);
                if let Some(long) = codes.long.get_mut(&waiting.of) {
                    long.code = Some(code);
                }
            }
            Turn::Sent => {}
        }
    }

    /// It could not be sent after all, and counts no more.
    pub(super) fn forget(&self, secret_hash: &[u8; 32], turn: Turn) {
        let mut codes = self.codes.lock();
        let codes = &mut *codes;
        let Some(waiting) = codes.waiting.get_mut(secret_hash) else { return };
        match turn {
            Turn::Short => {
                waiting.code = None;
                codes.messages.give_back(&waiting.of, MESSAGES);
            }
            Turn::Long => drop(codes.long.remove(&waiting.of)),
            Turn::Sent => {}
        }
    }

    /// Whether a browser has asked this controller, and can still enter a code.
    pub(super) fn is_waiting(&self, secret_hash: &[u8; 32], controller: ControllerId, now: Instant) -> bool {
        let codes = self.codes.lock();
        codes.waiting.get(secret_hash).is_some_and(|it| it.controller == controller && now < it.until)
    }

    /// Tries a code. The right one is used up, and says what address it went to. Whether any code is out makes no difference to what is done.
    pub(super) fn try_code(
        &self,
        secret_hash: &[u8; 32],
        (controller, typed): (ControllerId, &str),
        now: Instant,
    ) -> Option<Address> {
        let mut codes = self.codes.lock();
        let codes = &mut *codes;
        let waiting = codes.waiting.get_mut(secret_hash);
        let waiting =
            waiting.filter(|it| it.controller == controller && now < it.until && it.tries_left > 0)?;
        waiting.tries_left -= 1;
        let (of, at) = (waiting.of, now.as_unsigned_micros());
        let (code, short_counts) = (waiting.code, codes.takes_wrong(&of, at));
        let long = codes.long.get(&of).filter(|long| now < long.until).and_then(|long| long.code);
        let is_short = is_code(code, &code_hash(secret_hash, typed)) & short_counts;
        let is_long = is_code(long, &code_hash(&long_hash(&of), typed));
        if is_short | is_long {
            codes.long.remove(&of);
            codes.messages.forget(&of);
            codes.wrong.forget(&of);
            return codes.waiting.remove(secret_hash).map(|waiting| waiting.address);
        }
        if short_counts {
            codes.wrong.take(of, WRONG, at);
        }
        None
    }
}

impl Codes {
    /// Whether one more wrong try at the short codes of an address counts. Where so many addresses are tried that a count would be lost, none has any.
    fn takes_wrong(&mut self, of: &Mark, at: u64) -> bool {
        self.wrong.wait(of, WRONG, at).is_none() && self.wrong.has_room(of, at)
    }
}

/// Compares with a code also where there is none: that takes as long.
fn is_code(kept: Option<[u8; 32]>, typed: &[u8; 32]) -> bool {
    hashes_equal(&kept.unwrap_or_default(), typed) & kept.is_some()
}

/// The code as it is kept. A short one hangs on the browser's secret, so that one browser's is no other's; a long one on the address.
fn code_hash(whose: &[u8; 32], code: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"vern my page code\0")
        .chain_update(whose)
        .chain_update(code)
        .finalize()
        .into()
}

fn long_hash(of: &Mark) -> [u8; 32] {
    Sha256::new().chain_update(b"vern my page address\0").chain_update(of).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pace::REMEMBERED_MAX;

    const ONE: ControllerId = ControllerId::from_bits(1);
    const OTHER: ControllerId = ControllerId::from_bits(2);
    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const CODE: &str = "12345678";
    const LONG: &str = "12345678901234567890";

    fn at(minutes: i64) -> Instant {
        Instant::from_micros(1_000_000_000_000 + minutes * 60_000_000)
    }

    fn address() -> Address {
        Address { kind: DataKind::Email, value: Personal::new("kari@example.no".to_owned()) }
    }

    fn secret(number: u32) -> [u8; 32] {
        let mut secret = [0; 32];
        secret[..4].copy_from_slice(&number.to_be_bytes());
        secret
    }

    impl CodeDesk {
        /// Asks as a browser, and is sent a code where there is a turn for it.
        fn ask(&self, number: u32, now: Instant) -> Turn {
            self.wait(secret(number), (ONE, address()), HERE, now);
            let turn = self.turn(&secret(number), now);
            self.expect(&secret(number), (turn, if turn == Turn::Long { LONG } else { CODE }));
            turn
        }

        fn opens(&self, number: u32, code: &str, now: Instant) -> bool {
            self.try_code(&secret(number), (ONE, code), now).is_some()
        }
    }

    fn desk() -> CodeDesk {
        let desk = CodeDesk::new().unwrap();
        assert_eq!(desk.ask(1, at(0)), Turn::Short);
        desk
    }

    #[test]
    fn a_code_opens_once_for_the_browser_that_asked() {
        let desk = desk();
        desk.wait(secret(2), (ONE, address()), HERE, at(0));
        assert!(!desk.opens(2, CODE, at(1)), "another browser that has asked");
        assert!(!desk.opens(3, CODE, at(1)), "one that has not");
        assert!(desk.try_code(&secret(1), (OTHER, CODE), at(1)).is_none(), "another controller");
        assert!(desk.opens(1, CODE, at(1)));
        assert!(!desk.opens(1, CODE, at(1)), "used");
    }

    #[test]
    fn a_code_holds_ten_minutes_and_five_tries() {
        assert!(!desk().opens(1, CODE, at(10)));
        let desk = desk();
        assert!((0..5).all(|_| !desk.opens(1, "12345679", at(1))));
        assert!(!desk.opens(1, CODE, at(1)));
    }

    #[test]
    fn a_code_that_was_not_sent_is_none() {
        let desk = CodeDesk::new().unwrap();
        desk.wait(secret(1), (ONE, address()), HERE, at(0));
        assert!(!desk.opens(1, CODE, at(0)) && !desk.opens(1, "", at(0)));
        assert_eq!(desk.ask(2, at(0)), Turn::Short);
        desk.forget(&secret(2), Turn::Short);
        assert!(!desk.opens(2, CODE, at(0)), "it could not be queued");
    }

    #[test]
    fn one_address_gets_eighteen_messages_a_day_at_most_and_is_never_without_a_code() {
        let desk = CodeDesk::new().unwrap();
        let (mut short, mut long) = (0, 0);
        // As many browsers as one likes, from anywhere, all day: each minute one asks.
        for minute in 0..24 * 60 {
            match desk.ask(u32::try_from(minute).unwrap(), at(minute)) {
                Turn::Short => short += 1,
                Turn::Long => long += 1,
                Turn::Sent => {}
            }
        }
        assert!(short + long <= 18 && short <= 11, "{short} short, {long} long");
        // The owner asks, and the message that is there already opens.
        let turn = desk.ask(9_999, at(24 * 60));
        assert!(desk.opens(9_999, if turn == Turn::Short { CODE } else { LONG }, at(24 * 60)));
    }

    #[test]
    fn strangers_have_a_hundred_guesses_a_day_at_short_codes_however_many_they_are() {
        let desk = CodeDesk::new().unwrap();
        let mut evaluated = 0;
        for number in 0..5_000_u32 {
            let now = at(i64::from(number) * 24 * 60 / 5_000);
            desk.wait(secret(number), (ONE, address()), HERE, now);
            // Given a code each, so that what is counted is what could have been guessed.
            desk.expect(&secret(number), (Turn::Short, CODE));
            for _ in 0..TRIES_MAX {
                let mark = mark_of(&desk.key, ONE, "kari@example.no");
                let counts = desk.codes.lock().wrong.wait(&mark, WRONG, now.as_unsigned_micros()).is_none();
                evaluated += u32::from(counts);
                assert!(!desk.opens(number, "87654321", now));
            }
        }
        assert!(evaluated <= 100, "{evaluated}");
        // A guess that would be right counts for nothing once they are used up.
        let now = at(24 * 60);
        desk.wait(secret(6_000), (ONE, address()), HERE, now);
        desk.expect(&secret(6_000), (Turn::Short, CODE));
        while desk
            .codes
            .lock()
            .wrong
            .wait(&mark_of(&desk.key, ONE, "kari@example.no"), WRONG, now.as_unsigned_micros())
            .is_none()
        {
            desk.wait(secret(6_001), (ONE, address()), HERE, now);
            assert!(!desk.opens(6_001, "87654321", now));
        }
        assert!(!desk.opens(6_000, CODE, now));
    }

    #[test]
    fn strangers_who_try_everything_out_do_not_keep_the_owner_out() {
        let desk = CodeDesk::new().unwrap();
        assert_eq!(desk.ask(0, at(0)), Turn::Short, "the owner, before");
        for number in 1..1_000 {
            desk.ask(number, at(0));
            assert!((0..TRIES_MAX).all(|_| !desk.opens(number, "87654321", at(0))));
        }
        assert!(!desk.opens(0, CODE, at(1)), "the short one is worth nothing now");
        let turn = desk.ask(2_000, at(1));
        assert_ne!(turn, Turn::Short);
        for number in 3_000..4_000 {
            desk.ask(number, at(1));
            assert!((0..TRIES_MAX).all(|_| !desk.opens(number, "87654321098765432109", at(1))));
        }
        assert!(desk.opens(2_000, LONG, at(2)), "the owner asks anew, and is in");
        assert_eq!(desk.ask(5_000, at(2)), Turn::Short, "and all is as before");
        assert!(!desk.opens(3_000, LONG, at(2)), "a long code is used once, by whoever is first");
    }

    #[test]
    fn a_long_code_ends_after_four_hours() {
        let desk = CodeDesk::new().unwrap();
        while desk.ask(1, at(0)) == Turn::Short {}
        desk.wait(secret(2), (ONE, address()), HERE, at(4 * 60 - 1));
        desk.wait(secret(3), (ONE, address()), HERE, at(4 * 60));
        assert!(!desk.opens(3, LONG, at(4 * 60)));
        assert!(desk.opens(2, LONG, at(4 * 60 - 1)));
    }

    #[test]
    fn tries_at_very_many_addresses_leave_short_codes_to_none_rather_than_forget_a_count() {
        let desk = desk();
        for number in 0..u32::try_from(REMEMBERED_MAX).unwrap() {
            let mut codes = desk.codes.lock();
            codes.wrong.take(
                mark_of(&desk.key, OTHER, &number.to_string()),
                WRONG,
                at(0).as_unsigned_micros(),
            );
        }
        assert!(!desk.opens(1, CODE, at(1)));
        assert_eq!(desk.ask(2, at(1)), Turn::Long);
        assert!(desk.opens(2, LONG, at(1)));
        assert_eq!(desk.ask(3, at(24 * 60)), Turn::Short, "they are forgotten when they owe nothing");
    }

    #[test]
    fn what_waits_is_bounded() {
        let desk = CodeDesk::new().unwrap();
        (0..u32::try_from(WAITING_MAX).unwrap() + 50)
            .for_each(|number| desk.wait(secret(number), (ONE, address()), HERE, at(0)));
        assert_eq!(desk.codes.lock().waiting.len(), WAITING_MAX);
        desk.wait([255; 32], (ONE, address()), HERE, at(10));
        assert_eq!(desk.codes.lock().waiting.len(), 1, "they are over");
    }
}
