//! Records: the caller's key, and the version that counts its writes.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::identifier;

/// The caller's own key of a record: 1–64 of `[A-Za-z0-9._-]`, unique per controller. It stands in URLs, so a key that reads as
/// an identity number, e-mail address, phone number or bank account is refused (ADR 0004).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct RecordKey(String);

/// Why a text is no record key. Never holds the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordKeyError {
    /// Not 1–64 of `[A-Za-z0-9._-]`.
    #[error("a record key is 1 to 64 letters, digits, dots, underscores or hyphens")]
    Form,
    /// Reads as personal data.
    #[error("a record key must not be an identity number, e-mail address, phone number or bank account")]
    Personal,
}

impl RecordKey {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A key read back from the vault, where only checked keys are written.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }
}

impl FromStr for RecordKey {
    type Err = RecordKeyError;

    fn from_str(text: &str) -> Result<Self, RecordKeyError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        if text.is_empty() || text.len() > 64 {
            return Err(RecordKeyError::Form);
        }
        // Asked first: an e-mail address is no key by its form either, and the caller is to know why.
        if identifier::reads_as_personal(text).is_some() {
            return Err(RecordKeyError::Personal);
        }
        if !text.bytes().all(allowed) {
            return Err(RecordKeyError::Form);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKey(***)")
    }
}
