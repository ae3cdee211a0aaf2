//! What the writer does with messages that wait.

use vern_core::id::{ControllerId, MessageId};
use vern_core::time::Instant;
use vern_store::StoreError;
use vern_store::outbox::Settled;
use vern_store::write::Batch;

/// A change of messages on their way out, each named with the lease it is changed under.
#[derive(Debug, Clone)]
pub(crate) enum OutboxChange {
    /// Nobody else tries it for a while.
    Lease { message: (MessageId, u64), until: Instant },
    /// What became of it.
    Settle {
        message: (MessageId, u64),
        settled: Settled,
        /// Key and activity of its record, which goes with it.
        erase: Option<(String, String)>,
    },
    /// Rows of what ended long ago.
    Forget { until: Instant },
}

impl OutboxChange {
    pub(crate) fn apply(
        &self,
        batch: &mut Batch<'_>,
        controller: ControllerId,
        at: Instant,
    ) -> Result<(), StoreError> {
        match self {
            Self::Lease { message, until } => batch.lease_message(controller, *message, *until),
            Self::Settle { message, settled, erase } => {
                if let Some((key, activity)) = erase {
                    let now =
                        batch.record(controller, key)?.ok_or(StoreError::Damaged { table: "records" })?;
                    batch.erase_record(controller, (key, &now), activity, at)?;
                }
                batch.settle_message(controller, *message, settled, at)
            }
            Self::Forget { until } => batch.forget_messages(controller, *until),
        }
    }
}
