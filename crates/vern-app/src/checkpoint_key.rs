//! The keys that sign the checkpoints of one journal, by number: one, or two while one replaces the other (ADR 0012).
//!
//! Which of them signs is for the view of the store to say that is signed: the newest whose row stands in it. So a checkpoint over the entry
//! that announces a key is never signed by the key before. Deliberately not here: verifier keys; they stand in the rows.

use std::collections::BTreeMap;

use parking_lot::RwLock;
use vern_crypto::{KeyPurpose, SecretKey};
use vern_journal::{CheckpointKey, Hash};
use vern_store::row::ControllerKeyRow;

use crate::problem::Problem;

pub(crate) struct CheckpointKeys {
    origin: String,
    keys: RwLock<BTreeMap<u32, CheckpointKey>>,
}

impl CheckpointKeys {
    pub(crate) fn new(origin: String) -> Self {
        Self { origin, keys: RwLock::default() }
    }

    /// Origin of the checkpoints.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Takes a key in. Gives its verifier key.
    pub(crate) fn add(&self, number: u32, seed: &SecretKey) -> Result<String, Problem> {
        let key = CheckpointKey::from_seed(&self.origin, seed.expose_bytes())?;
        let verifier_key = key.vkey();
        self.keys.write().insert(number, key);
        Ok(verifier_key)
    }

    /// The signed note over a tree, by the newest key among the rows; none where that one has been let go, and the rows are not the newest.
    pub(crate) fn sign(
        &self,
        rows: &[ControllerKeyRow],
        size: u64,
        root: Hash,
    ) -> Result<Option<String>, Problem> {
        let newest = checkpoint_rows(rows).map(|row| row.number).max();
        let keys = self.keys.read();
        let key = newest.and_then(|number| keys.get(&number));
        Ok(key.map(|key| key.sign(size, root)).transpose()?)
    }

    /// Lets every key but one go.
    pub(crate) fn keep_only(&self, number: u32) {
        self.keys.write().retain(|held, _| *held == number);
    }
}

/// Verifier keys among the rows, oldest first.
pub(crate) fn verifier_keys(rows: &[ControllerKeyRow]) -> Vec<String> {
    let mut of_checkpoints: Vec<_> = checkpoint_rows(rows).collect();
    of_checkpoints.sort_by_key(|row| row.number);
    of_checkpoints.into_iter().map(|row| row.name.clone()).collect()
}

/// The origin that the newest verifier key is named by; where entry 0 is culled, nothing else says it so shortly.
pub(crate) fn origin_of(rows: &[ControllerKeyRow]) -> Option<String> {
    let newest = checkpoint_rows(rows).max_by_key(|row| row.number)?;
    newest.name.split_once('+').map(|(origin, _)| origin.to_owned())
}

fn checkpoint_rows(rows: &[ControllerKeyRow]) -> impl Iterator<Item = &ControllerKeyRow> {
    rows.iter().filter(|row| row.purpose == KeyPurpose::Checkpoint.code())
}
