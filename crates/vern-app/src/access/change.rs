//! What is done to an access, as the writer does it.

use vern_core::id::{ActorId, ControllerId};
use vern_core::time::Instant;
use vern_store::StoreError;
use vern_store::row::AccessRow;
use vern_store::write::Batch;

/// One change of who may act, and how far.
#[derive(Debug, Clone)]
pub(crate) enum AccessChange {
    /// A new actor with a credential.
    Give { access: AccessRow, token_hash: [u8; 32] },
    /// It ends.
    End { actor: ActorId },
    /// How far it reaches; as far as its role may, where nothing is said.
    Reach { actor: ActorId, reach: Option<String> },
    /// Somebody has looked at it, and it stays.
    NoteReview { actor: ActorId, reviewed_at: Instant },
}

impl AccessChange {
    /// Whether decisions made before it must be made again.
    pub(crate) const fn bumps_state(&self) -> bool {
        !matches!(self, Self::NoteReview { .. })
    }

    pub(crate) fn apply(
        &self,
        batch: &mut Batch<'_>,
        controller: ControllerId,
        at: Instant,
    ) -> Result<(), StoreError> {
        match self {
            Self::Give { access, token_hash } => {
                batch.add_actor(controller, &AccessRow { since: at, ..access.clone() }, token_hash)
            }
            Self::End { actor } => batch.end_actor(controller, *actor, at).map(drop),
            Self::Reach { actor, reach } => batch.set_reach(controller, *actor, reach.as_deref()),
            Self::NoteReview { actor, reviewed_at } => {
                batch.note_access_review(controller, *actor, *reviewed_at)
            }
        }
    }
}
