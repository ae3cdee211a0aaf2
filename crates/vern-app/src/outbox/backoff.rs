//! When a message that was put off is tried again: after a minute, then twice as long each time, up to six hours.
//!
//! Messages put off together are spread by up to a quarter of the wait, each by its own id, so that a server that comes back is not met by all at once.
//! Nothing here is random: the same message is tried at the same times.

use sha2::{Digest, Sha256};
use vern_core::id::MessageId;

const FIRST_MICROS: i64 = 60_000_000;
const MOST_MICROS: i64 = 6 * 3_600_000_000;

/// How long a message waits after it has been put off so often before.
pub(super) fn wait_micros(message: MessageId, attempts: u32) -> i64 {
    let doubled = FIRST_MICROS.checked_shl(attempts.min(30)).unwrap_or(MOST_MICROS);
    let wait = doubled.clamp(FIRST_MICROS, MOST_MICROS);
    let digest =
        Sha256::new().chain_update(message.as_bytes()).chain_update(attempts.to_be_bytes()).finalize();
    let share = digest.first().copied().map_or(0, i64::from);
    wait + wait / 4 * share / 255
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn waits_grow_to_their_bound_and_are_the_same_each_time(bytes: [u8; 16], attempts in 0_u32..100) {
            let message = MessageId::from_bytes(bytes);
            let wait = wait_micros(message, attempts);
            prop_assert_eq!(wait, wait_micros(message, attempts));
            let plain = FIRST_MICROS.saturating_mul(1 << attempts.min(20)).min(MOST_MICROS);
            prop_assert!((plain..=plain + plain / 4).contains(&wait), "{} {}", attempts, wait);
        }
    }

    #[test]
    fn messages_are_spread() {
        let waits: std::collections::BTreeSet<i64> =
            (0..100_u8).map(|byte| wait_micros(MessageId::from_bytes([byte; 16]), 0)).collect();
        assert!(waits.len() > 50, "{}", waits.len());
    }
}
