//! Checkpoints: signed statements of how large a log is and what its root is.
//!
//! A checkpoint is a C2SP tlog-checkpoint in a C2SP signed note, Ed25519 with algorithm byte 1; the
//! origin is also the name of the key. Key material comes in from outside and is wiped when
//! dropped. This file decides neither when to sign nor which key is to be believed.

use std::fmt;

use base64::Engine as _;
use ed25519_dalek::Signer as _;
use ed25519_dalek::SigningKey;
use signed_note::{
    Note, Signature, StandardVerifier, VerificationError, Verifier, Verifiers, is_key_name_valid, key_id,
    new_ed25519_verifier_key,
};

use crate::tree::Hash;

/// Algorithm byte of Ed25519 in C2SP signed notes.
const ED25519: u8 = 1;

/// The most verifier keys read from one list.
pub const KEYS_MAX: usize = 1000;

/// Controllers are numbered with 48 bits: twelve hexadecimal digits.
const CONTROLLER_BITS: u32 = 48;

/// Why a checkpoint, a key or an origin is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The installation is not `[a-z0-9.-]{1,253}`.
    #[error("installation name `{0}` is not of the form [a-z0-9.-]{{1,253}}")]
    Installation(String),
    /// The controller number does not fit in twelve hexadecimal digits.
    #[error("controller number {0} is longer than twelve hexadecimal digits")]
    Controller(u64),
    /// The origin cannot name a key.
    #[error("origin `{0}` cannot name a key")]
    Origin(String),
    /// A line of a key list is not a verifier key.
    #[error("line {line} is not a verifier key")]
    Key {
        /// Counted from 1.
        line: usize,
    },
    /// More than [`KEYS_MAX`] keys.
    #[error("more than {KEYS_MAX} verifier keys")]
    TooManyKeys,
    /// Not a signed note, or its text is not a checkpoint.
    #[error("not a checkpoint in a signed note")]
    Malformed,
    /// No given key of the origin has signed it, or a signature is false.
    #[error("not signed by a known key of its origin")]
    Unsigned,
}

/// The origin of one epoch of one controller's log: `<installation>/journal/<12 hex>/<epoch>`.
///
/// # Errors
/// [`CheckpointError::Installation`] and [`CheckpointError::Controller`].
pub fn origin(installation: &str, controller: u64, epoch: u64) -> Result<String, CheckpointError> {
    let letters = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
    if !(1..=253).contains(&installation.len()) || !installation.bytes().all(letters) {
        return Err(CheckpointError::Installation(installation.to_owned()));
    }
    if controller >> CONTROLLER_BITS != 0 {
        return Err(CheckpointError::Controller(controller));
    }
    Ok(format!("{installation}/journal/{controller:012x}/{epoch}"))
}

/// What a checkpoint states.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// Which log, and which epoch of it.
    pub origin: String,
    /// Entries in the log.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// The key that signs the checkpoints of one origin. Wiped when dropped; never printed.
pub struct CheckpointKey {
    origin: String,
    key: SigningKey,
}

impl fmt::Debug for CheckpointKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CheckpointKey({}, ***)", self.origin)
    }
}

impl CheckpointKey {
    /// The key of this origin with this Ed25519 seed (RFC 8032 § 5.1.5).
    ///
    /// The caller wipes its own copy of the seed.
    ///
    /// # Errors
    /// [`CheckpointError::Origin`] where the origin holds a space, a plus, a control character or
    /// nothing at all.
    pub fn from_seed(origin: &str, seed: &[u8; 32]) -> Result<Self, CheckpointError> {
        if !is_key_name_valid(origin) || origin.chars().any(char::is_control) {
            return Err(CheckpointError::Origin(origin.to_owned()));
        }
        Ok(Self { origin: origin.to_owned(), key: SigningKey::from_bytes(seed) })
    }

    /// The verifier key: `<origin>+<id>+<base64 of algorithm byte and public key>`.
    #[must_use]
    pub fn vkey(&self) -> String {
        new_ed25519_verifier_key(&self.origin, &self.key.verifying_key())
    }

    /// The origin this key signs for.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The signed note over this size and root.
    ///
    /// # Errors
    /// [`CheckpointError::Malformed`] if the note library refuses the text; no origin that
    /// [`CheckpointKey::from_seed`] accepts makes it do so.
    pub fn sign(&self, size: u64, root: Hash) -> Result<String, CheckpointError> {
        let malformed = |_| CheckpointError::Malformed;
        let text = format!("{}\n{size}\n{root}\n", self.origin);
        let public = [&[ED25519], self.key.verifying_key().as_bytes().as_slice()].concat();
        let signature = self.key.sign(text.as_bytes()).to_vec();
        let signature = Signature::new(self.origin.clone(), key_id(&self.origin, &public), signature);
        let note = Note::new(text.as_bytes(), &[signature.map_err(malformed)?]).map_err(malformed)?;
        String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Malformed)
    }
}

/// The same verifier key under another origin of the log: epochs share their keys, and the origin is the key's name.
///
/// # Errors
/// [`CheckpointError::Key`] where it is no Ed25519 verifier key, [`CheckpointError::Origin`] where the origin cannot name one.
pub fn renamed_key(vkey: &str, origin: &str) -> Result<String, CheckpointError> {
    let no_key = || CheckpointError::Key { line: 1 };
    if !is_key_name_valid(origin) || origin.chars().any(char::is_control) {
        return Err(CheckpointError::Origin(origin.to_owned()));
    }
    let encoded = vkey.trim().splitn(3, '+').nth(2).ok_or_else(no_key)?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(encoded).map_err(|_| no_key())?;
    let (algorithm, public) = bytes.split_first().ok_or_else(no_key)?;
    let public: &[u8; 32] = public.try_into().map_err(|_| no_key())?;
    if *algorithm != ED25519 {
        return Err(no_key());
    }
    let key = ed25519_dalek::VerifyingKey::from_bytes(public).map_err(|_| no_key())?;
    Ok(new_ed25519_verifier_key(origin, &key))
}

/// The keys a reader accepts signatures from.
#[derive(Clone, Default)]
pub struct VerifierKeys(Vec<StandardVerifier>);

impl fmt::Debug for VerifierKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|key| (key.name(), key.key_id()));
        out.debug_list().entries(names).finish()
    }
}

impl VerifierKeys {
    /// Reads one verifier key a line. Empty lines and lines that open with `#` say nothing.
    ///
    /// # Errors
    /// [`CheckpointError::Key`] and [`CheckpointError::TooManyKeys`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut keys = Self::default();
        keys.read(text)?;
        Ok(keys)
    }

    /// Adds the keys of these lines, if there are any and all of them are named after this origin.
    pub(crate) fn admit(&mut self, lines: &str, origin: &str) -> bool {
        let Ok(read) = Self::parse(lines) else { return false };
        let named = !read.0.is_empty() && read.0.iter().all(|key| key.name() == origin);
        named && self.read(lines).is_ok()
    }

    fn read(&mut self, text: &str) -> Result<(), CheckpointError> {
        for (place, line) in text.lines().enumerate() {
            let line_text = line.trim();
            if line_text.is_empty() || line_text.starts_with('#') {
                continue;
            }
            let key = StandardVerifier::new(line_text);
            let key = key.map_err(|_| CheckpointError::Key { line: place + 1 })?;
            if self.find(key.name(), key.key_id()).is_none() {
                self.0.push(key);
            }
            if self.0.len() > KEYS_MAX {
                return Err(CheckpointError::TooManyKeys);
            }
        }
        Ok(())
    }

    fn find(&self, name: &str, id: u32) -> Option<&StandardVerifier> {
        self.0.iter().find(|key| key.name() == name && key.key_id() == id)
    }
}

impl Verifiers for VerifierKeys {
    fn verifier(&self, name: &str, id: u32) -> Result<&dyn Verifier, VerificationError> {
        let unknown = || VerificationError::UnknownKey { name: name.to_owned(), id };
        self.find(name, id).map(|key| -> &dyn Verifier { key }).ok_or_else(unknown)
    }
}

/// Reads a signed note and believes it only if a given key of its own origin has signed it.
///
/// Signatures of others (witnesses) and extension lines are let be.
///
/// # Errors
/// [`CheckpointError::Malformed`] and [`CheckpointError::Unsigned`].
pub fn open_checkpoint(note_text: &str, keys: &VerifierKeys) -> Result<Checkpoint, CheckpointError> {
    let note = Note::from_bytes(note_text.as_bytes()).map_err(|_| CheckpointError::Malformed)?;
    let checkpoint = read(note.text())?;
    let (verified, _) = note.verify(keys).map_err(|_| CheckpointError::Unsigned)?;
    if verified.iter().any(|signature| signature.name() == checkpoint.origin) {
        Ok(checkpoint)
    } else {
        Err(CheckpointError::Unsigned)
    }
}

/// What a note claims, whoever signed it. For comparing, never for believing.
pub(crate) fn read_unsigned(note_text: &str) -> Result<Checkpoint, CheckpointError> {
    let note = Note::from_bytes(note_text.as_bytes()).map_err(|_| CheckpointError::Malformed)?;
    read(note.text())
}

fn read(text: &[u8]) -> Result<Checkpoint, CheckpointError> {
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(text).map_err(|_| CheckpointError::Malformed)?;
    let origin = checkpoint.origin().to_owned();
    Ok(Checkpoint { origin, size: checkpoint.size(), root: *checkpoint.hash() })
}
