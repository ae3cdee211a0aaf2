//! An authenticator app, as people have one: the code a secret shows at a time (RFC 6238), worked out apart from the program's own.

use anyhow::{Context, Result};
use aws_lc_rs::hmac;
use data_encoding::BASE32_NOPAD;

/// The six digits shown for a secret in base32 at so many seconds since 1970.
///
/// # Errors
/// A secret that is not base32.
pub fn code_shown(secret: &str, unix_seconds: i64) -> Result<String> {
    let secret = BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes())?;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let tag = hmac::sign(&key, &(unix_seconds / 30).to_be_bytes());
    let bytes = tag.as_ref();
    let offset = usize::from(bytes.last().context("an empty hash")? & 0x0f);
    let four: [u8; 4] = bytes.get(offset..offset + 4).context("a short hash")?.try_into()?;
    Ok(format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000))
}
