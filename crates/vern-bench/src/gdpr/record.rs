//! The records: every field follows from the record's number, as in GDPRbench's data of 2021.
//!
//! Since 10,000 users are divisible by 25 purposes and by 100 objections, a user has one purpose, one category and one state of objection.

/// Purposes; each is an activity of the charter.
pub const PURPOSES: u64 = 25;
/// With whom data is shared; each is a supplier of the charter.
pub const SHARES: u64 = 10;
/// Categories of subjects.
pub const CATEGORIES: u64 = 10;
/// Of so many users one objects.
pub const OBJECTIONS: u64 = 100;
/// Most users.
pub const USERS_MAX: u64 = 10_000;
/// Bytes of personal data of one record.
pub const DATA_BYTES: usize = 100;
/// Periods in days, by the number of the record; the first has run out when the record is registered. GDPRbench's are seconds; the longest is cut to what a
/// charter may state.
const PERIODS: [u32; 10] = [RUN_OUT, 10_000, 12_000, 14_000, 16_000, 18_000, 20_000, 22_000, 24_000, 36_500];
/// The period that has run out: data is collected two days before the run.
pub const RUN_OUT: u32 = 1;
/// A purpose's or a record's period is shortened to less than any record begins with.
const SHORTENED_FROM: u64 = 9_999;

/// A data set.
#[derive(Debug, Clone, Copy)]
pub struct Data {
    /// Records that are loaded, numbered from 0.
    pub records: u64,
    /// Whose they are.
    pub users: u64,
}

impl Data {
    /// So many records: ten a user and at most 10,000 users, in whole hundreds.
    #[must_use]
    pub fn of(records: u64) -> Self {
        let users = (records / 10 / OBJECTIONS * OBJECTIONS).clamp(OBJECTIONS, USERS_MAX);
        Self { records, users }
    }

    /// Whose a record is.
    #[must_use]
    pub const fn user(self, record: u64) -> u64 {
        record % if self.users == 0 { 1 } else { self.users }
    }
}

/// The purpose of a record, and of a user.
#[must_use]
pub const fn purpose(number: u64) -> u64 {
    number % PURPOSES
}

/// With whom a record is shared.
#[must_use]
pub const fn share(record: u64) -> u64 {
    record % SHARES
}

/// Category of the subject of a record, and of a user.
#[must_use]
pub const fn category(number: u64) -> u64 {
    number % CATEGORIES
}

/// Whether a decision may be made on it by automated means alone.
#[must_use]
pub const fn is_decided_on(record: u64) -> bool {
    record.is_multiple_of(2)
}

/// Whether a user objects from the beginning.
#[must_use]
pub const fn objects_at_first(user: u64) -> bool {
    user.is_multiple_of(OBJECTIONS)
}

/// The period of a record, in days.
#[must_use]
pub fn period(record: u64) -> u32 {
    let class = usize::try_from(record % 10).unwrap_or_default();
    PERIODS.get(class).copied().unwrap_or(RUN_OUT)
}

/// Whether its period has run out when it is registered.
#[must_use]
pub fn has_run_out(record: u64) -> bool {
    period(record) == RUN_OUT
}

/// What an operation shortens a period to: ever less as the run goes on.
pub(crate) fn shortened(operation: u64) -> u32 {
    let days = SHORTENED_FROM - operation % (SHORTENED_FROM - 10);
    u32::try_from(days).unwrap_or(RUN_OUT)
}

/// The personal data of a record as an operation wrote it; 0 is the registration.
#[must_use]
pub fn data(record: u64, stamp: u64) -> String {
    use std::fmt::Write;

    let mut text = format!("{record:012}-{stamp:012}-");
    let mut state = record.rotate_left(32) ^ stamp;
    while text.len() < DATA_BYTES {
        state = super::draw::mixed(state);
        let _infallible = write!(text, "{state:016x}");
    }
    text.truncate(DATA_BYTES);
    text
}

/// The stamp in a record's data; none where the data is not that record's, whole.
#[must_use]
pub fn stamp(record: u64, text: &str) -> Option<u64> {
    let stamp: u64 = text.get(13..25)?.parse().ok()?;
    (data(record, stamp) == text).then_some(stamp)
}

/// The key of a record.
#[must_use]
pub fn key(record: u64) -> String {
    format!("key-{record:08}")
}

/// The record with a key.
#[must_use]
pub fn number(key: &str) -> Option<u64> {
    key.strip_prefix("key-")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_has_one_purpose_one_category_and_one_objection() {
        for data in [Data::of(0), Data::of(1_000), Data::of(100_000), Data::of(1_000_000)] {
            for record in 0..50_000 {
                let user = data.user(record);
                assert_eq!(purpose(record), purpose(user));
                assert_eq!(category(record), category(user));
                assert_eq!(objects_at_first(user), record % OBJECTIONS == 0);
            }
        }
        assert_eq!(Data::of(100_000).users, 10_000);
        assert_eq!(Data::of(1_000).users, 100);
    }

    #[test]
    fn data_is_told_from_another_records_and_from_broken_data() {
        let text = data(42, 7);
        assert_eq!(text.len(), DATA_BYTES);
        assert_eq!(stamp(42, &text), Some(7));
        assert_eq!(stamp(43, &text), None);
        assert_eq!(stamp(42, &text.replace('-', "+")), None);
        assert_eq!(stamp(42, ""), None);
        assert_eq!(number(&key(42)), Some(42));
    }

    #[test]
    fn periods_are_shortened_by_every_operation_of_a_usual_run() {
        assert_eq!((shortened(0), shortened(1), shortened(9_988)), (9_999, 9_998, 11));
        assert!((0..100).all(|record| has_run_out(record) == (record % 10 == 0)));
    }
}
