//! Addresses that are not to be written to again. Each is known by a token alone: the address is not held, so no token can be made anew.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_store::row::LookupToken;
use vern_store::{Batch, StoreError};

/// A change of the addresses that are not to be written to.
#[derive(Debug, Clone)]
pub(crate) enum SuppressionChange {
    /// Consent to the activity is taken back, and with it what addresses the subject had are not to be written to: both, or neither.
    Leave { tokens: Vec<LookupToken>, subject: SubjectId, activity: String },
    /// Whoever has it has asked for it and confirmed.
    Lift { token: LookupToken },
}

impl SuppressionChange {
    pub(crate) fn apply(
        &self,
        batch: &mut Batch<'_>,
        controller: ControllerId,
        at: Instant,
    ) -> Result<(), StoreError> {
        match self {
            Self::Leave { tokens, subject, activity } => {
                batch.set_consent(controller, *subject, activity, false, at)?;
                tokens.iter().try_for_each(|token| batch.suppress(controller, token, (*subject, at)))
            }
            Self::Lift { token } => batch.lift_suppression(controller, token),
        }
    }
}
