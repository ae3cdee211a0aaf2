//! Opening a snapshot: sealed bytes in, and out nothing that has not been proved to be what was sealed, in its place.

use std::fmt;
use std::io::{self, Read};

use zeroize::Zeroizing;

use super::hpke::{Context, SUITE, TAG_BYTES, set_up_recipient};
use super::recipient::BackupKey;
use super::{
    LAST, MORE, SNAPSHOT_CHUNK_BYTES, SNAPSHOT_HEADER_BYTES, SnapshotError, SnapshotHeader, pre_shared,
    snapshot_key,
};
use crate::CryptoError;
use crate::root_key::RootKey;

const SEALED_BYTES: usize = SNAPSHOT_CHUNK_BYTES + TAG_BYTES;

/// Reads what was sealed. The end is told only when the last chunk has opened and nothing follows it: whoever has read to the end without an
/// error has read the whole. What was read before an error was whole as far as it went; act on it only after the end.
pub struct SnapshotOpener<R: Read> {
    from: R,
    header: SnapshotHeader,
    context: Context,
    /// A sealed chunk and one byte more, which tells whether it is the last.
    sealed: Vec<u8>,
    plain: Zeroizing<Vec<u8>>,
    /// How much of `plain` has been handed out.
    taken: usize,
    progress: Progress,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    More,
    Ended,
    Failed,
}

impl<R: Read> SnapshotOpener<R> {
    /// Reads the header and agrees on the keys.
    ///
    /// # Errors
    /// [`SnapshotError::NotASnapshot`], [`SnapshotError::OtherRoot`], [`SnapshotError::OtherRecipient`], [`SnapshotError::CutShort`];
    /// [`SnapshotError::Io`] from `from`.
    pub fn new(root: &RootKey, key: &BackupKey, mut from: R) -> Result<Self, SnapshotError> {
        let header = read_header(&mut from)?;
        if header.root != root.id() {
            return Err(SnapshotError::OtherRoot);
        }
        if header.recipient != key.recipient().id() {
            return Err(SnapshotError::OtherRecipient);
        }
        let psk = snapshot_key(root);
        let pre_shared = pre_shared(&psk, &header.root);
        let context = set_up_recipient(&SUITE, &header.sent, key.key(), &header.info(), &pre_shared)
            .map_err(altered_unless_library)?;
        let plain = Zeroizing::new(Vec::with_capacity(SNAPSHOT_CHUNK_BYTES));
        let sealed = Vec::with_capacity(SEALED_BYTES + 1);
        Ok(Self { from, header, context, sealed, plain, taken: 0, progress: Progress::More })
    }

    /// What stood in clear.
    #[must_use]
    pub const fn header(&self) -> &SnapshotHeader {
        &self.header
    }

    /// Opens the next chunk, once the one before is handed out.
    fn fill(&mut self) -> Result<(), SnapshotError> {
        match std::mem::replace(&mut self.progress, Progress::Failed) {
            Progress::More => self.progress = self.open_next()?,
            Progress::Ended => self.progress = Progress::Ended,
            Progress::Failed => return Err(SnapshotError::Failed),
        }
        Ok(())
    }

    fn open_next(&mut self) -> Result<Progress, SnapshotError> {
        let wanted = (SEALED_BYTES + 1).saturating_sub(self.sealed.len());
        let limit = u64::try_from(wanted).unwrap_or(u64::MAX);
        self.from.by_ref().take(limit).read_to_end(&mut self.sealed)?;
        // A byte beyond a whole chunk belongs to the next one.
        let ahead = self.sealed.get(SEALED_BYTES).copied();
        self.sealed.truncate(SEALED_BYTES);
        if ahead.is_some() {
            self.open_chunk(MORE).map_err(altered_unless_library)?;
        } else {
            self.open_last()?;
        }
        self.sealed.clear();
        self.sealed.extend(ahead);
        self.taken = 0;
        Ok(if ahead.is_some() { Progress::More } else { Progress::Ended })
    }

    fn open_last(&mut self) -> Result<(), SnapshotError> {
        let opened = self.open_last_or_say_why();
        if opened.is_err() {
            // Finding out why may have opened a chunk that is not to be handed out any more.
            self.plain.clear();
        }
        opened
    }

    fn open_last_or_say_why(&mut self) -> Result<(), SnapshotError> {
        if self.sealed.len() < TAG_BYTES {
            return Err(SnapshotError::CutShort);
        }
        let is_first = self.context.sequence() == 0;
        match self.open_chunk(LAST) {
            // There is one way to write a snapshot: an empty chunk stands only for nothing at all.
            Ok(()) if self.plain.is_empty() && !is_first => Err(SnapshotError::Altered),
            Ok(()) => Ok(()),
            Err(CryptoError::DoesNotOpen) if self.open_chunk(MORE).is_ok() => Err(SnapshotError::CutShort),
            // A chunk cut within cannot be told from an altered one; one that is short is most likely cut.
            Err(CryptoError::DoesNotOpen) if self.sealed.len() < SEALED_BYTES => Err(SnapshotError::CutShort),
            Err(error) => Err(altered_unless_library(error)),
        }
    }

    fn open_chunk(&mut self, kind: [u8; 1]) -> Result<(), CryptoError> {
        let (sealed, tag) = self.sealed.split_last_chunk().ok_or(CryptoError::DoesNotOpen)?;
        self.plain.clear();
        self.plain.resize(sealed.len(), 0);
        let opened = self.context.open(&kind, sealed, tag, &mut self.plain);
        if opened.is_err() {
            self.plain.clear();
        }
        opened
    }
}

fn read_header(from: &mut impl Read) -> Result<SnapshotHeader, SnapshotError> {
    let mut bytes = Vec::with_capacity(SNAPSHOT_HEADER_BYTES);
    let limit = u64::try_from(SNAPSHOT_HEADER_BYTES).unwrap_or(u64::MAX);
    from.take(limit).read_to_end(&mut bytes)?;
    let begins = bytes.starts_with(super::MAGIC);
    let whole = bytes.as_slice().try_into();
    match whole {
        Ok(bytes) => SnapshotHeader::parse(bytes),
        Err(_) if begins => Err(SnapshotError::CutShort),
        Err(_) => Err(SnapshotError::NotASnapshot),
    }
}

fn altered_unless_library(error: CryptoError) -> SnapshotError {
    match error {
        CryptoError::DoesNotOpen => SnapshotError::Altered,
        error => SnapshotError::Crypto(error),
    }
}

impl<R: Read> Read for SnapshotOpener<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        if self.taken >= self.plain.len() {
            self.plain.clear();
            self.taken = 0;
            self.fill()?;
        }
        let held = self.plain.get(self.taken..).unwrap_or_default();
        let count = held.len().min(into.len());
        into.iter_mut().zip(held).for_each(|(into, from)| *into = *from);
        self.taken += count;
        Ok(count)
    }
}

impl<R: Read> fmt::Debug for SnapshotOpener<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SnapshotOpener")
            .field("chunk", &self.context.sequence())
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
