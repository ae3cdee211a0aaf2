//! A receipt: the address of one entry, and a commitment to what it says.
//!
//! Text form `<epoch>.<index>.<leaf hash, base64url without padding>`, as the answer header
//! `Vern-Receipt` carries it (ADR 0009). One receipt has one spelling. This file does not look the
//! entry up and cannot tell whether it exists.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::tree::Hash;

/// Names one entry of one controller's journal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Receipt {
    /// The epoch of the log, counted from the number the first checkpoint origin carries.
    pub epoch: u64,
    /// Place in the tree, counted from 0.
    pub index: u64,
    /// The leaf hash of the entry.
    pub leaf: Hash,
}

/// The text is not a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a receipt")]
pub struct ReceiptError;

impl fmt::Display for Receipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.epoch, self.index, BASE64_URL_SAFE_NO_PAD.encode(self.leaf.0))
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    /// # Errors
    /// [`ReceiptError`] for anything [`Receipt`]'s `Display` does not write, character for character.
    fn from_str(text: &str) -> Result<Self, ReceiptError> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(ReceiptError);
        let epoch = number(part()?)?;
        let index = number(part()?)?;
        let leaf = BASE64_URL_SAFE_NO_PAD.decode(part()?).map_err(|_| ReceiptError)?;
        let leaf = leaf.try_into().map_err(|_| ReceiptError)?;
        Ok(Self { epoch, index, leaf: Hash(leaf) })
    }
}

/// Digits only and no leading zero, so that two texts never name one entry.
fn number(text: &str) -> Result<u64, ReceiptError> {
    let canonical = text == "0" || !text.starts_with('0');
    if !canonical || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ReceiptError);
    }
    text.parse().map_err(|_| ReceiptError)
}
