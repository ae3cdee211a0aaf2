//! The canonical form of a charter and its hash: SHA-256 over deterministic CBOR of the model (RFC 8949 § 4.2.1, ADR 0006).
//!
//! Comments, order of keys and places in the file are no part of it; every fact is.

use ciborium::Value;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::charter::Charter;
use crate::error::CharterError;
use crate::in_force::Document;

/// Hash of one charter version.
pub type CharterHash = [u8; 32];

/// The canonical bytes.
///
/// # Errors
/// [`CharterError`] `charter.field_value` where the model cannot be written as CBOR; it always can.
pub fn canonical_bytes(charter: &impl Serialize) -> Result<Vec<u8>, CharterError> {
    let failed = |_| CharterError::whole("charter.field_value", "no canonical form");
    let mut value = Value::serialized(charter).map_err(failed)?;
    sort_keys(&mut value);
    let mut bytes = Vec::new();
    ciborium::into_writer(&value, &mut bytes)
        .map_err(|_| CharterError::whole("charter.field_value", "no canonical form"))?;
    Ok(bytes)
}

/// The hash entries cite.
///
/// # Errors
/// As [`canonical_bytes`].
pub fn charter_hash(charter: &Charter) -> Result<CharterHash, CharterError> {
    Ok(Sha256::digest(canonical_bytes(charter)?).into())
}

/// The hash of a document of any kind.
///
/// # Errors
/// As [`canonical_bytes`].
pub fn document_hash(document: &Document) -> Result<CharterHash, CharterError> {
    match document {
        Document::Charter(charter) => charter_hash(charter),
        Document::Agreement(agreement) => Ok(Sha256::digest(canonical_bytes(agreement)?).into()),
    }
}

/// Sorts every map by the bytes of its encoded keys. Keys of the model are text: shorter first, then bytewise, which is the order of
/// their encodings.
fn sort_keys(value: &mut Value) {
    match value {
        Value::Map(pairs) => {
            pairs.iter_mut().for_each(|(_, value)| sort_keys(value));
            pairs.sort_by(|(a, _), (b, _)| {
                text_of(a).len().cmp(&text_of(b).len()).then_with(|| text_of(a).cmp(text_of(b)))
            });
        }
        Value::Array(items) => items.iter_mut().for_each(sort_keys),
        _ => {}
    }
}

fn text_of(value: &Value) -> &str {
    value.as_text().unwrap_or("")
}
