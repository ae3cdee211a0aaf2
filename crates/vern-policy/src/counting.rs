//! From how parties count to when a period ends.

use vern_core::deadline::{CountingRules, RollOver, Term};
use vern_core::time::Instant;

use crate::charter::Counting;
use crate::rule_set::counting;

/// Whether a term can be counted: working days need to know whose, calendar days and hours can be counted without.
pub(crate) fn is_settled(term: Term, counting: &Counting) -> bool {
    !matches!(term, Term::WorkingDays(_)) || settled(counting).is_some()
}

/// When a term that starts at an instant has run out; none where it can't be counted. Where the parties have not settled how they count,
/// calendar days run in UTC and never roll over, which is the earlier end.
pub(crate) fn end_of(term: Term, from: Instant, parties: &Counting) -> Option<Instant> {
    match (settled(parties), term) {
        (Some(rules), term) => Some(counting(rules).deadline(term, from).expires_at),
        (None, Term::Period(period)) => Some(period.after(from)),
        (None, Term::Hours(hours)) => Some(from.plus_micros(hours.as_micros())),
        (None, Term::WorkingDays(_)) => None,
    }
}

fn settled(counting: &Counting) -> Option<CountingRules> {
    Some(CountingRules {
        calendar: *counting.calendar.stated()?,
        saturday: *counting.saturday.stated()?,
        // Where it is not settled nothing rolls over, which is the earlier end; working days never need to.
        roll_over: counting.roll_over.stated().copied().unwrap_or(RollOver::None),
        time_zone: *counting.time_zone.stated()?,
    })
}
