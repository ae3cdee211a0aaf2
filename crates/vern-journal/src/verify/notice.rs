//! What a log says of itself: which epoch it is, which keys sign for it, and how much of it is culled.
//!
//! Kind 2 opens the epoch, kind 7 announces a new checkpoint key, kind 10 says what is culled and repeats
//! what entry 0 said, since entry 0 is culled with the rest. Only entries that the tree holds are heeded.
//!
//! This file does not verify signatures; it gathers the keys that may make them.

use super::known::epoch_of;
use crate::checkpoint::VerifierKeys;
use crate::entry::{Entry, EntryKind};
use crate::tree::TILE_WIDTH;

/// What the entries read so far have announced.
pub(super) struct Notices {
    origin: String,
    /// Every key announced, oldest first.
    pub(super) keys: VerifierKeys,
    /// Entries before this one may be absent.
    pub(super) culled: u64,
    /// The last known checkpoint of the epoch before, as the opening or the last culling quotes it.
    pub(super) previous: Option<String>,
    /// Whether what opens the log has been read, in entry 0 or repeated by a culling.
    pub(super) opened: bool,
}

impl Notices {
    pub(super) fn new(origin: &str) -> Self {
        let keys = VerifierKeys::default();
        Self { origin: origin.to_owned(), keys, culled: 0, previous: None, opened: false }
    }

    /// Whether this kind is to be handed to [`Notices::take`].
    pub(super) fn heeds(slot: u64, kind: EntryKind) -> bool {
        slot == 0
            || matches!(kind, EntryKind::EpochOpened | EntryKind::KeysRotated | EntryKind::JournalCulled)
    }

    /// Takes in an entry the tree holds. False where it does not say what it must in that place.
    pub(super) fn take(&mut self, slot: u64, entry: &Entry) -> bool {
        match (entry.kind, slot) {
            (EntryKind::EpochOpened, 0) => self.take_opening(entry),
            (EntryKind::EpochOpened, _) | (_, 0) => false,
            (EntryKind::KeysRotated, _) => {
                // Other keys are announced by purpose and number alone, and sign nothing here.
                entry.vkey.as_deref().is_none_or(|vkey| self.keys.admit(vkey, &self.origin))
            }
            (EntryKind::JournalCulled, _) => {
                let culled = entry.culled.unwrap_or(0);
                let whole = culled > 0 && culled <= slot && culled.is_multiple_of(TILE_WIDTH);
                let sound = whole && self.take_opening(entry);
                if sound {
                    self.culled = self.culled.max(culled);
                }
                sound
            }
            _ => true,
        }
    }

    fn take_opening(&mut self, entry: &Entry) -> bool {
        let named = entry.origin.as_deref() == Some(self.origin.as_str());
        let sound = named && entry.vkey.as_deref().is_some_and(|keys| self.keys.admit(keys, &self.origin));
        if sound {
            self.opened = true;
            self.previous.clone_from(&entry.previous);
        }
        sound
    }

    /// The origin the epoch before must have, if there is one.
    pub(super) fn origin_before(&self) -> Option<String> {
        let (log, epoch) = epoch_of(&self.origin)?;
        epoch.checked_sub(1).map(|before| format!("{log}/{before}"))
    }
}
