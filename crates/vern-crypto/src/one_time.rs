//! One-time codes of an authenticator app: TOTP (RFC 6238) with HMAC-SHA-1, six digits, a new one every 30 seconds. That is what every such app takes;
//! nothing in it rests on SHA-1 withstanding collisions.
//!
//! Deliberately not here: the clock, and which codes have been used.

use aws_lc_rs::{constant_time, hmac};
use data_encoding::BASE32_NOPAD;
use zeroize::Zeroizing;

use crate::{CryptoError, random_bytes};

/// Bytes of a secret: as long as the hash (RFC 4226 § 4, R6).
const SECRET_BYTES: usize = 20;
const STEP_SECONDS: u64 = 30;
const DIGITS: u32 = 6;
/// A code also holds one step before and after its own: clocks differ, and typing takes time (RFC 6238 § 5.2).
const STEPS_BESIDE: u64 = 1;

/// What an authenticator app and Vern both hold.
pub struct OneTimeSecret(Zeroizing<[u8; SECRET_BYTES]>);

impl OneTimeSecret {
    /// A new one.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`].
    pub fn generate() -> Result<Self, CryptoError> {
        Ok(Self(Zeroizing::new(random_bytes()?)))
    }

    /// Reads the text [`OneTimeSecret::expose_text`] gives.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(BASE32_NOPAD.decode(text.as_bytes()).ok()?);
        bytes.as_slice().try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The secret as people type it: 32 characters of base32 (RFC 4648 § 6).
    #[must_use]
    pub fn expose_text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(self.0.as_slice()))
    }

    /// The address a QR code carries into the app. Issuer and account are shown there.
    #[must_use]
    pub fn expose_address(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account) = (escaped(issuer), escaped(account));
        let secret = self.expose_text();
        Zeroizing::new(format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", *secret))
    }

    /// The step a code is of, where it is one that holds at this time and is later than the last step a code was used of. Every step is tried, so
    /// that the time taken tells nothing.
    #[must_use]
    pub fn step_of(&self, code: &str, unix_seconds: u64, after: u64) -> Option<u64> {
        let now = unix_seconds / STEP_SECONDS;
        let mut found = None;
        for step in now.saturating_sub(STEPS_BESIDE)..=now.saturating_add(STEPS_BESIDE) {
            let is_equal =
                constant_time::verify_slices_are_equal(self.code_of(step).as_bytes(), code.as_bytes());
            if is_equal.is_ok() && step > after {
                found = Some(step);
            }
        }
        found
    }

    /// The code that holds at a time.
    #[must_use]
    pub fn expose_code(&self, unix_seconds: u64) -> String {
        self.code_of(unix_seconds / STEP_SECONDS)
    }

    /// RFC 4226 § 5.3.
    fn code_of(&self, step: u64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, self.0.as_slice());
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let offset = tag.as_ref().last().map_or(0, |byte| usize::from(byte & 0x0f));
        let taken = tag.as_ref().iter().skip(offset).take(4);
        let number = taken.fold(0_u32, |number, byte| (number << 8) | u32::from(*byte)) & 0x7fff_ffff;
        format!("{:0width$}", number % 10_u32.pow(DIGITS), width = DIGITS as usize)
    }
}

/// Prints `OneTimeSecret(***)`.
impl std::fmt::Debug for OneTimeSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("OneTimeSecret(***)")
    }
}

/// Everything but unreserved characters escaped (RFC 3986 § 2.3).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let secret = OneTimeSecret(Zeroizing::new(*b"12345678901234567890"));
        // RFC 6238 appendix B, SHA-1; of its eight digits the last six.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret.expose_code(seconds), code);
            assert_eq!(secret.step_of(code, seconds, 0), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_holds_for_its_step_and_one_beside_and_never_after_it_was_used() {
        let secret = OneTimeSecret::generate().unwrap();
        let (now, step) = (1_800_000_000, 60_000_000);
        let code = secret.expose_code(now);
        assert_eq!(secret.step_of(&code, now + 30, 0), Some(step));
        assert_eq!(secret.step_of(&code, now - 30, 0), Some(step));
        assert_eq!(secret.step_of(&code, now + 60, 0), None);
        assert_eq!(secret.step_of(&code, now - 31, 0), None);
        assert_eq!(secret.step_of(&code, now, step), None, "used");
        assert_eq!(secret.step_of(&code, now, step - 1), Some(step));
        for wrong in ["", "12345", "1234567", "１２３４５６"] {
            assert_eq!(secret.step_of(wrong, now, 0), None);
        }
    }

    #[test]
    fn a_secret_reads_what_it_writes_and_prints_nothing() {
        let secret = OneTimeSecret::generate().unwrap();
        let text = secret.expose_text();
        assert_eq!(text.len(), 32);
        assert_eq!(*OneTimeSecret::from_text(&text).unwrap().expose_text(), *text);
        for wrong in ["", "A", "abcdefghijklmnopqrstuvwxyz234567", &text[..31], &format!("{}A", *text)] {
            assert!(OneTimeSecret::from_text(wrong).is_none(), "{wrong}");
        }
        assert_eq!(format!("{secret:?}"), "OneTimeSecret(***)");
        let address = secret.expose_address("Granvik AS", "kari@granvik.example");
        assert_eq!(
            *address,
            format!(
                "otpauth://totp/Granvik%20AS:kari%40granvik.example?secret={}&issuer=Granvik%20AS",
                *text
            )
        );
    }
}
