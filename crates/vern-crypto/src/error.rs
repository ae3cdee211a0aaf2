//! The one error of this crate, by cause.
//!
//! It deliberately carries nothing: no key, no id, no length and no reason why something did not open. Whoever
//! holds a forged ciphertext learns one bit from it, and a log that prints it holds nothing secret or personal.

use thiserror::Error;

/// Why a cryptographic step could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CryptoError {
    /// The operating system gave no random bytes. Nothing was made; it is safe to try again.
    #[error("the operating system gave no random bytes")]
    Randomness,
    /// The cryptographic library refused a step that cannot fail on valid input, such as for want of memory.
    #[error("the cryptographic library refused the operation")]
    Library,
    /// A text or plaintext is longer than the format can say (four bytes of length for each part, RFC 8452 § 6 for
    /// the plaintext).
    #[error("a part is longer than the format allows")]
    TooLong,
    /// The bytes do not open: wrong key, wrong context, altered, cut short, or another format. Which one is not said.
    #[error("does not open")]
    DoesNotOpen,
}
