//! The one clock, and the ids that are made from it.

use std::sync::atomic::{AtomicI64, Ordering};

use uuid::Builder;
use vern_core::id::{ActorId, CaseId, MessageId, OperationId, SubjectId};
use vern_core::time::Instant;
use vern_crypto::{CryptoError, random_bytes};

/// Gives the time. A value, so that tests and the demo can set it.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        Instant::from_timestamp(jiff::Timestamp::now())
    }
}

/// A clock that stands where it is put.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock at an instant.
    #[must_use]
    pub const fn at(instant: Instant) -> Self {
        Self(AtomicI64::new(instant.as_micros()))
    }

    /// Puts it to another instant.
    pub fn set(&self, instant: Instant) {
        self.0.store(instant.as_micros(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// A UUID version 7 (RFC 9562 § 5.7): milliseconds of `at`, then random bits.
fn uuid_v7(at: Instant) -> Result<[u8; 16], CryptoError> {
    let millis = at.as_unsigned_micros() / 1000;
    Ok(Builder::from_unix_timestamp_millis(millis, &random_bytes::<10>()?).into_uuid().into_bytes())
}

/// Issues a subject id.
///
/// # Errors
/// [`CryptoError::Randomness`].
pub fn issue_subject(at: Instant) -> Result<SubjectId, CryptoError> {
    uuid_v7(at).map(SubjectId::from_bytes)
}

/// Issues an actor id.
///
/// # Errors
/// [`CryptoError::Randomness`].
pub fn issue_actor(at: Instant) -> Result<ActorId, CryptoError> {
    uuid_v7(at).map(ActorId::from_bytes)
}

/// Issues the id of a message.
///
/// # Errors
/// [`CryptoError::Randomness`].
pub fn issue_message(at: Instant) -> Result<MessageId, CryptoError> {
    uuid_v7(at).map(MessageId::from_bytes)
}

/// Issues a case id.
///
/// # Errors
/// [`CryptoError::Randomness`].
pub fn issue_case(at: Instant) -> Result<CaseId, CryptoError> {
    uuid_v7(at).map(CaseId::from_bytes)
}

/// Issues an operation id.
///
/// # Errors
/// [`CryptoError::Randomness`].
pub fn issue_operation(at: Instant) -> Result<OperationId, CryptoError> {
    uuid_v7(at).map(OperationId::from_bytes)
}
