//! Why a snapshot cannot be made or opened.
//!
//! Unlike an envelope it says which key is wanted: ids stand in clear in its header, and whoever restores must know what to look for.

use std::io;

use thiserror::Error;

use crate::CryptoError;

/// Why a snapshot cannot be made or opened. Holds nothing of its content and nothing of a key.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// It does not begin as a snapshot does.
    #[error("not a snapshot")]
    NotASnapshot,
    /// It was made with another root key.
    #[error("made with another root key")]
    OtherRoot,
    /// It is sealed to another backup key.
    #[error("sealed to another backup key")]
    OtherRecipient,
    /// It ends before its last chunk. What came before was whole.
    #[error("ends before its end")]
    CutShort,
    /// It is not what was sealed: altered, rearranged, or more than there was.
    #[error("altered")]
    Altered,
    /// A step failed before; nothing can be read or written any more.
    #[error("a step failed before")]
    Failed,
    /// Reading or writing failed.
    #[error("{0}")]
    Io(io::Error),
    /// A cryptographic step failed.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}

impl SnapshotError {
    /// Every code, for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        "snapshot.form",
        "snapshot.root_differs",
        "snapshot.recipient_differs",
        "snapshot.cut_short",
        "snapshot.altered",
        "snapshot.failed",
    ];

    /// Stable dotted code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotASnapshot => "snapshot.form",
            Self::OtherRoot => "snapshot.root_differs",
            Self::OtherRecipient => "snapshot.recipient_differs",
            Self::CutShort => "snapshot.cut_short",
            Self::Altered => "snapshot.altered",
            Self::Failed | Self::Io(_) | Self::Crypto(_) => "snapshot.failed",
        }
    }
}

/// Takes the cause out again where a reader or writer in between has carried it as an [`io::Error`].
impl From<io::Error> for SnapshotError {
    fn from(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Io)
    }
}

/// For [`io::Read`] and [`io::Write`], which know no other error.
impl From<SnapshotError> for io::Error {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::Io(error) => error,
            SnapshotError::CutShort => Self::new(io::ErrorKind::UnexpectedEof, error),
            error => Self::new(io::ErrorKind::InvalidData, error),
        }
    }
}
