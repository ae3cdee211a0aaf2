//! What there is to know of the keys without opening any: numbers, ages, how many under which, and whether a rotation is unfinished.

use vern_core::time::Instant;
use vern_crypto::KeyPurpose;

use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// The keys of an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyStatus {
    /// Id of the root key, as its recovery sheet shows it.
    pub root: String,
    /// Since when it is in use.
    pub root_since: Instant,
    /// Each controller's.
    pub controllers: Vec<ControllerKeyStatus>,
}

/// The keys of one controller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControllerKeyStatus {
    /// The organisation's id.
    pub slug: String,
    /// The controller's own keys, those replaced and not yet erased too.
    pub keys: Vec<KeyLine>,
    /// How many keys each controller key wraps.
    pub wrapped: Vec<ParentCount>,
    /// Keys erased so far.
    pub erased: u64,
    /// Data keys and link keys made beforehand and not used yet.
    pub pooled: (usize, usize),
    /// Whether a rotation has begun and is not done.
    pub unfinished: bool,
}

/// One key of the controller itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// Its use: `controller`, `lookup`, `journal` or `checkpoint`.
    pub purpose: &'static str,
    /// Data type of a look-up key, verifier key of a checkpoint key, else empty.
    pub name: String,
    /// Counts rotations, from 1.
    pub number: u32,
    /// When it was made.
    pub made_at: Instant,
}

/// How many keys one controller key wraps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParentCount {
    /// Number of the controller key.
    pub parent: u64,
    /// How many.
    pub count: u64,
}

impl Installation {
    /// What there is to know of the keys.
    ///
    /// # Errors
    /// `key.root_missing`, `store.*`.
    pub fn key_status(&self) -> Result<KeyStatus, Problem> {
        let root = self.keys.root()?.ok_or(Problem::Key { code: "key.root_missing" })?;
        let controllers: Result<_, Problem> =
            self.controllers().iter().map(|controller| self.controller_key_status(controller)).collect();
        Ok(KeyStatus {
            root: format!("{:016x}", root.root),
            root_since: root.since_at,
            controllers: controllers?,
        })
    }

    fn controller_key_status(&self, controller: &Controller) -> Result<ControllerKeyStatus, Problem> {
        let id = controller.id();
        let mut keys: Vec<KeyLine> = Vec::new();
        let mut unfinished = false;
        for row in self.reader()?.snapshot()?.controller_keys(id)? {
            // The row of a checkpoint key outlives its seed.
            if self.keys.find(id, &row.key_id)?.is_none() {
                continue;
            }
            let Some(purpose) = KeyPurpose::from_code(row.purpose) else { continue };
            let made_at = self.keys.made_at(id, &row.key_id)?.unwrap_or(Instant::from_micros(0));
            let purpose = word_of(purpose);
            // The name of a checkpoint key is its verifier key, and another for every number.
            let same_name = |key: &KeyLine| key.name == row.name || purpose == "checkpoint";
            unfinished |= keys.iter().any(|key| key.purpose == purpose && same_name(key));
            keys.push(KeyLine { purpose, name: row.name, number: row.number, made_at });
        }
        let mut wrapped: Vec<ParentCount> = Vec::new();
        for count in self.keys.counts(id)? {
            if count.purpose == KeyPurpose::Controller.code() {
                continue;
            }
            match wrapped.iter_mut().find(|known| known.parent == count.parent) {
                Some(known) => known.count += count.count,
                None => wrapped.push(ParentCount { parent: count.parent, count: count.count }),
            }
        }
        wrapped.sort_by_key(|count| count.parent);
        Ok(ControllerKeyStatus {
            slug: controller.slug().to_owned(),
            keys,
            wrapped,
            erased: self.keys.erased_count(id)?,
            pooled: controller.keyring.pooled(),
            unfinished,
        })
    }
}

const fn word_of(purpose: KeyPurpose) -> &'static str {
    match purpose {
        KeyPurpose::Controller => "controller",
        KeyPurpose::Data => "data",
        KeyPurpose::Link => "link",
        KeyPurpose::BlindIndex => "lookup",
        KeyPurpose::Journal => "journal",
        KeyPurpose::Checkpoint => "checkpoint",
    }
}
