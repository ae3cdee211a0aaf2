//! The journal: its newest checkpoint, proofs, and all of it as a folder anyone can verify (ADR 0002).
//!
//! What is fetched is not verified here: `vern_journal::verify`, or any client of C2SP tlog-tiles, does that from the folder.

use hyper::Method;
use serde::Deserialize;
use vern_journal::export::{CHECKPOINT_PATH, KEYS_PATH, LogFile, charter_path, epoch_path};
use vern_journal::{ExportSink, VerifierKeys, open_checkpoint};

use crate::error::Error;
use crate::transport::{Call, Client, part};

/// How often a journal that is culled meanwhile is begun again.
const ATTEMPTS_MAX: usize = 4;

/// One entry with what proves that it is in the journal. Bytes are base64.
#[derive(Debug, Clone, Deserialize)]
pub struct EntryProof {
    /// Names the entry.
    pub receipt: String,
    /// Place in the tree.
    pub index: u64,
    /// The entry as it is hashed.
    pub entry: String,
    /// Hashes from the leaf to the root.
    pub proof: Vec<String>,
    /// Entries in the tree it is proved against.
    pub tree_size: u64,
    /// The signed note over that tree.
    pub checkpoint: String,
    /// The key that verifies it.
    pub verifier_key: String,
}

/// What proves that the journal has only grown.
#[derive(Debug, Clone, Deserialize)]
pub struct Growth {
    /// Entries of the earlier tree.
    pub from: u64,
    /// Hashes from the one root to the other, base64.
    pub proof: Vec<String>,
    /// Entries in the newest tree.
    pub tree_size: u64,
    /// The signed note over it.
    pub checkpoint: String,
    /// The key that verifies it.
    pub verifier_key: String,
}

/// What was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// Entries of the newest epoch.
    pub tree_size: u64,
    /// Files of entries that the server no longer has.
    pub bundles_culled: u64,
    /// Epochs, the newest with them.
    pub epochs: u64,
}

#[derive(Deserialize)]
struct Charters {
    charters: Vec<CharterLine>,
}

#[derive(Deserialize)]
struct CharterLine {
    hash: String,
}

/// Where the files of an epoch are asked for, and where they are put.
struct Epoch {
    address: String,
    number: Option<u64>,
}

impl Epoch {
    fn path(&self, file: &str) -> String {
        self.number.map_or_else(|| file.to_owned(), |number| epoch_path(number, file))
    }
}

impl Client {
    /// The newest signed checkpoint, as text: keep it.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn read_checkpoint(&self) -> Result<String, Error> {
        text(self.file("/v1/journal/checkpoint".to_owned()).await?)
    }

    /// One entry by its receipt, with its proof.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn read_entry(&self, receipt: &str) -> Result<EntryProof, Error> {
        let path = format!("/v1/journal/entries/{}", part("receipt", receipt)?);
        self.ask(&Call::asking(Method::GET, path)).await
    }

    /// Proof that the journal still begins with the tree of so many entries.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn prove_growth(&self, from: u64) -> Result<Growth, Error> {
        self.ask(&Call::asking(Method::GET, format!("/v1/journal/consistency/{from}"))).await
    }

    /// Fetches the whole journal as the files of an export. The checkpoint is written last, so a folder that has one is whole.
    ///
    /// # Errors
    /// Any [`Error`]; `page.unknown` for a role that does not administer the journal.
    pub async fn export_journal(&self, sink: &mut (dyn ExportSink + Send)) -> Result<Exported, Error> {
        let mut last = Error::NotUnderstood { status: 200 };
        for _ in 0..ATTEMPTS_MAX {
            match self.fetch(sink).await {
                // It was culled meanwhile: the entry that says so is beyond the checkpoint.
                Err(error) if error.code() == Some("journal.culled") => last = error,
                fetched => return fetched,
            }
        }
        Err(last)
    }

    async fn fetch(&self, sink: &mut (dyn ExportSink + Send)) -> Result<Exported, Error> {
        let keys = text(self.file(format!("/v1/journal/{KEYS_PATH}")).await?)?;
        let note = self.read_checkpoint().await?;
        let newest = Epoch { address: "/v1/journal/".to_owned(), number: None };
        let (origin, size) = stated(&note, &keys)?;
        let bundles_culled = self.fetch_log(&newest, size, sink).await?;
        let mut epochs = 1;
        let number: u64 = origin.rsplit('/').next().and_then(|number| number.parse().ok()).unwrap_or(1);
        for number in (1..number).rev() {
            let older = Epoch { address: format!("/v1/journal/epoch/{number}/"), number: Some(number) };
            if !self.fetch_older(&older, sink).await? {
                break;
            }
            epochs += 1;
        }
        let charters: Charters = self.ask(&Call::asking(Method::GET, "/v1/charters")).await?;
        for line in charters.charters {
            let path = format!("/v1/charters/{}", part("hash", &line.hash)?);
            let bytes = self.file(path).await?;
            let hash = hash(&line.hash).ok_or(Error::NotUnderstood { status: 200 })?;
            put(sink, &charter_path(&hash), &bytes)?;
        }
        put(sink, KEYS_PATH, keys.as_bytes())?;
        put(sink, CHECKPOINT_PATH, note.as_bytes())?;
        Ok(Exported { tree_size: size, bundles_culled, epochs })
    }

    /// An older epoch; false where there is none by that number, and so none before it that could be tied to the newest.
    async fn fetch_older(&self, epoch: &Epoch, sink: &mut (dyn ExportSink + Send)) -> Result<bool, Error> {
        let note = match self.file(format!("{}{CHECKPOINT_PATH}", epoch.address)).await {
            Ok(note) => text(note)?,
            Err(error) if error.code() == Some("page.unknown") => return Ok(false),
            Err(error) => return Err(error),
        };
        let keys = text(self.file(format!("{}{KEYS_PATH}", epoch.address)).await?)?;
        let (_, size) = stated(&note, &keys)?;
        self.fetch_log(epoch, size, sink).await?;
        put(sink, &epoch.path(KEYS_PATH), keys.as_bytes())?;
        put(sink, &epoch.path(CHECKPOINT_PATH), note.as_bytes())?;
        Ok(true)
    }

    /// Tiles and entries. Those culled are the first ones; one culled after another has been fetched went meanwhile.
    async fn fetch_log(
        &self,
        epoch: &Epoch,
        size: u64,
        sink: &mut (dyn ExportSink + Send),
    ) -> Result<u64, Error> {
        let (mut culled, mut is_any_there) = (0, false);
        for file in LogFile::of_tree(size) {
            let path = file.path();
            match self.file(format!("{}{path}", epoch.address)).await {
                Ok(bytes) => {
                    put(sink, &epoch.path(&path), &bytes)?;
                    is_any_there = true;
                }
                Err(error) if error.code() == Some("journal.culled") && !is_any_there => culled += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(culled)
    }

    async fn file(&self, path: String) -> Result<Vec<u8>, Error> {
        Ok(self.send(&Call::asking(Method::GET, path)).await?.body.to_vec())
    }
}

/// Origin and size a note states, by the keys of its log.
fn stated(note: &str, keys: &str) -> Result<(String, u64), Error> {
    let not_understood = |_| Error::NotUnderstood { status: 200 };
    let keys = VerifierKeys::parse(keys).map_err(not_understood)?;
    let stated = open_checkpoint(note, &keys).map_err(not_understood)?;
    Ok((stated.origin, stated.size))
}

fn text(bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| Error::NotUnderstood { status: 200 })
}

fn hash(hex: &str) -> Option<[u8; 32]> {
    let bytes: Option<Vec<u8>> =
        (0..32).map(|at| u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()).collect();
    bytes?.try_into().ok()
}

fn put(sink: &mut (dyn ExportSink + Send), path: &str, bytes: &[u8]) -> Result<(), Error> {
    sink.write(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
}
