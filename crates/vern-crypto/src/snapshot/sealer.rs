//! Making a snapshot: bytes in, sealed bytes out, a chunk at a time.

use std::fmt;
use std::io::{self, Write};

use zeroize::Zeroizing;

use super::hpke::{Context, SUITE, set_up_sender};
use super::recipient::BackupRecipient;
use super::{LAST, MORE, SNAPSHOT_CHUNK_BYTES, SnapshotError, SnapshotHeader, pre_shared, snapshot_key};
use crate::SecretKey;
use crate::root_key::RootKey;

/// Seals what is written to it and writes it on. Only [`SnapshotSealer::finish`] makes it whole: one that is dropped before is known as cut short.
pub struct SnapshotSealer<W: Write> {
    out: W,
    context: Context,
    /// INVARIANT: at most a chunk; a full one is sealed when it is known that more follows.
    chunk: Zeroizing<Vec<u8>>,
    failed: bool,
}

impl<W: Write> SnapshotSealer<W> {
    /// Begins a snapshot: writes its header.
    ///
    /// # Errors
    /// [`SnapshotError::Io`] from `out`; [`SnapshotError::Crypto`] without random bytes, or for a recipient no key can be agreed with.
    pub fn new(root: &RootKey, recipient: &BackupRecipient, mut out: W) -> Result<Self, SnapshotError> {
        let ephemeral = SecretKey::generate()?;
        let mut header = SnapshotHeader { root: root.id(), recipient: recipient.id(), sent: [0; 32] };
        let key = snapshot_key(root);
        let (sent, context) = set_up_sender(
            &SUITE,
            &ephemeral,
            recipient.public(),
            &header.info(),
            &pre_shared(&key, &header.root),
        )?;
        header.sent = sent;
        out.write_all(&header.to_bytes())?;
        let chunk = Zeroizing::new(Vec::with_capacity(SNAPSHOT_CHUNK_BYTES));
        Ok(Self { out, context, chunk, failed: false })
    }

    /// Ends the snapshot: seals what is left as its last chunk, flushes, and gives the writer back.
    ///
    /// # Errors
    /// [`SnapshotError::Io`]; [`SnapshotError::Failed`] if a step failed before.
    pub fn finish(mut self) -> Result<W, SnapshotError> {
        self.seal(LAST)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn seal(&mut self, kind: [u8; 1]) -> Result<(), SnapshotError> {
        if self.failed {
            return Err(SnapshotError::Failed);
        }
        // What a failed write has left behind is not known, and a number is never used twice.
        self.failed = true;
        let tag = self.context.seal(&kind, &mut self.chunk)?;
        self.out.write_all(&self.chunk)?;
        self.out.write_all(&tag)?;
        self.chunk.clear();
        self.failed = false;
        Ok(())
    }
}

impl<W: Write> Write for SnapshotSealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.chunk.len() >= SNAPSHOT_CHUNK_BYTES && !bytes.is_empty() {
            self.seal(MORE)?;
        }
        if self.failed {
            return Err(SnapshotError::Failed.into());
        }
        let room = SNAPSHOT_CHUNK_BYTES.saturating_sub(self.chunk.len()).min(bytes.len());
        self.chunk.extend_from_slice(bytes.get(..room).unwrap_or_default());
        Ok(room)
    }

    /// Flushes what is sealed. A chunk that is not full stays: there is one short chunk, the last.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> fmt::Debug for SnapshotSealer<W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SnapshotSealer")
            .field("chunk", &self.context.sequence())
            .finish_non_exhaustive()
    }
}
