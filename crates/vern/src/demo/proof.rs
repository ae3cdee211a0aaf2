//! What the tour does to a journal: an entry's proof worked out from the answer alone, and a byte altered as someone might who wants to hide something.

use std::path::Path;

use serde_json::Value as Json;
use vern_journal::{VerifierKeys, check_inclusion, leaf_hash, open_checkpoint};

use crate::failure::Failure;

/// Checks a proof with nothing but what is in the answer: entry bytes to leaf, leaf and path to root, root in the signed note.
pub(super) fn proves(answer: &Json, receipt: &str) -> bool {
    let check = || -> Option<bool> {
        let text = |name: &str| answer.get(name)?.as_str();
        let entry = decode_base64(text("entry")?)?;
        let keys = VerifierKeys::parse(text("verifier_key")?).ok()?;
        let checkpoint = open_checkpoint(text("checkpoint")?, &keys).ok()?;
        let path = answer.get("proof")?.as_array()?;
        let hash = |value: &Json| Some(vern_journal::Hash(decode_base64(value.as_str()?)?.try_into().ok()?));
        let path: Option<Vec<_>> = path.iter().map(hash).collect();
        let receipt: vern_journal::Receipt = receipt.parse().ok()?;
        let leaf = leaf_hash(&entry);
        let included = check_inclusion(&path?, checkpoint.size, checkpoint.root, receipt.index, leaf).is_ok();
        Some(included && leaf == receipt.leaf)
    };
    check().unwrap_or(false)
}

/// Standard base64, as the API writes bytes.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}

/// Alters the last byte of the first bundle of entries, as someone might who wants to hide something. Gives which entry it is in.
pub(super) fn alter_one_byte(folder: &Path) -> Result<u64, Failure> {
    let full = folder.join("tile/entries/000");
    let path = if full.is_file() { full } else { first_partial(folder)? };
    let mut bytes = std::fs::read(&path)?;
    let mut entries = 0;
    let mut rest = bytes.as_slice();
    while let Some((length, tail)) = rest.split_first_chunk::<2>() {
        rest = tail.get(usize::from(u16::from_be_bytes(*length))..).unwrap_or_default();
        entries += 1;
    }
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    std::fs::write(&path, bytes)?;
    Ok(entries - 1)
}

fn first_partial(folder: &Path) -> Result<std::path::PathBuf, Failure> {
    let mut found = std::fs::read_dir(folder.join("tile/entries/000.p"))?;
    Ok(found.next().ok_or_else(|| anyhow::anyhow!("the export has no entries"))??.path())
}
