//! Deadlines: the last day and the instant of expiry of a term counted from an event.
//!
//! Two ways of counting. Periods of Union law follow Regulation (EEC, Euratom) No 1182/71 of 3 June 1971 (OJ L 124, 8.6.1971, p. 1),
//! also where the General Data Protection Regulation sets them and in the EFTA states of the EEA. Periods of an agreement follow its
//! own fields, [`CountingRules`]; the regulation does not apply to them. Both exclude the day of the event, end with the last hour of
//! the last day in the time zone they are counted in, and end a month or year on the day of the same number or, where the month has
//! none, on its last.
//!
//! Deliberately not here: retention (`crate::period`), which is counted in UTC and never rolls forward, and periods counted backwards
//! from an event, to which article 3(4) does not apply.

mod term;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, CalendarName, Calendars, SaturdayRule, TimeZoneName, WorkingDays};
use crate::period::Period;
use crate::time::Instant;

pub use term::{HourCount, Term, TermError, WorkingDayCount};

/// What happens when the last day of a calendar period is a day off. Working days and hours never end on one that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollOver {
    /// It ends on the next working day.
    NextWorkingDay,
    /// It ends where it ends.
    None,
    /// It ends on the last working day before, if one lies after the day of the event; else it ends where it ends.
    PreviousWorkingDay,
}

/// How the periods of an agreement are counted: fields of the agreement, never constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountingRules {
    /// Whose holidays are days off.
    pub calendar: CalendarName,
    /// Whether Saturday is a working day.
    pub saturday: SaturdayRule,
    /// What happens when the last day is a day off.
    pub roll_over: RollOver,
    /// Where days begin and end.
    pub time_zone: TimeZoneName,
}

/// A way of counting, ready to count.
#[derive(Debug, Clone, Copy)]
pub struct Counting<'a> {
    working_days: WorkingDays<'a>,
    roll_over: RollOver,
    time_zone: TimeZoneName,
    /// Fewest working days of a calendar period of two days or more.
    working_days_min: u8,
}

/// When a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Deadline {
    /// The last day on which there is still time, in the time zone of the counting. This is what a letter names.
    pub last_day: Date,
    /// The first instant that is too late: the beginning of the day after the last, or the end of the last hour.
    pub expires_at: Instant,
}

impl Deadline {
    /// Whether it is too late at an instant.
    #[must_use]
    pub fn has_expired(&self, at: Instant) -> bool {
        self.expires_at <= at
    }
}

impl<'a> Counting<'a> {
    /// Periods of an agreement. Days that law puts beside holidays are days off.
    #[must_use]
    pub fn by_agreement(rules: CountingRules, calendars: &'a Calendars) -> Self {
        let calendar = calendars.of(rules.calendar);
        Self {
            working_days: WorkingDays { calendar, saturday: rules.saturday, equal_days_off: true },
            roll_over: rules.roll_over,
            time_zone: rules.time_zone,
            working_days_min: 0,
        }
    }

    /// Periods of Union law by Regulation 1182/71: a last day that is a holiday, Sunday or Saturday gives way to the next working day
    /// (article 3(4)), and two days or more hold at least two working days (article 3(5)). Holidays are those of the Member State or
    /// institution in which the act is to be done (article 2(1)); in the EFTA states of the EEA, of that state.
    ///
    /// Where the law leaves a doubt, the earlier end is taken, for what is counted here is what the user of this program must do in time:
    /// - Days that national law only puts beside holidays for its own time limits (the Swedish eves) count as working days.
    /// - Hours pass from the event itself. Article 3(1) leaves out the hour in which the event falls, which would add up to an hour; the
    ///   72 hours of GDPR article 33(1) run from awareness, and neither (4) nor (5) lengthens a period in hours here.
    #[must_use]
    pub const fn by_regulation_1182_71(
        calendar: CalendarName,
        time_zone: TimeZoneName,
        calendars: &'a Calendars,
    ) -> Self {
        let calendar = calendars.of(calendar);
        Self {
            working_days: WorkingDays { calendar, saturday: SaturdayRule::DayOff, equal_days_off: false },
            roll_over: RollOver::NextWorkingDay,
            time_zone,
            working_days_min: 2,
        }
    }

    /// The calendar counted by.
    #[must_use]
    pub const fn calendar(&self) -> &'a Calendar {
        self.working_days.calendar
    }

    /// The time zone counted in.
    #[must_use]
    pub const fn time_zone(&self) -> TimeZoneName {
        self.time_zone
    }

    /// When a term that begins to run with an event ends.
    #[must_use]
    pub fn deadline(&self, term: Term, event: Instant) -> Deadline {
        match term {
            Term::Hours(hours) => {
                let expires_at = event.plus_micros(hours.as_micros());
                Deadline { last_day: self.time_zone.date_of(expires_at.plus_micros(-1)), expires_at }
            }
            Term::Period(_) | Term::WorkingDays(_) => {
                self.deadline_from_day(term, self.time_zone.date_of(event))
            }
        }
    }

    /// When a term ends that begins to run with an event of which the day is known and no more, such as a letter received or the last
    /// day of another term. Hours run from the beginning of the day, which is the earliest they can.
    #[must_use]
    pub fn deadline_from_day(&self, term: Term, event: Date) -> Deadline {
        let last_day = match term {
            Term::Hours(_) => return self.deadline(term, self.time_zone.start_of(event)),
            Term::WorkingDays(days) => self.nth_working_day(event, days.count()),
            Term::Period(period) => self.last_day_of(period, event),
        };
        Deadline { last_day, expires_at: self.time_zone.end_of(last_day) }
    }

    fn last_day_of(&self, period: Period, event: Date) -> Date {
        let same_number = event.saturating_add(period.to_span());
        let last_day = match self.roll_over {
            RollOver::None => same_number,
            RollOver::NextWorkingDay => self.working_days.next(same_number),
            RollOver::PreviousWorkingDay => {
                let before = self.working_days.previous(same_number);
                if before > event { before } else { same_number }
            }
        };
        if self.working_days_min == 0 || period.is_one_day() {
            return last_day;
        }
        last_day.max(self.nth_working_day(event, u16::from(self.working_days_min)))
    }

    /// The so-manieth working day after a day; the last day there is where the calendar ends first.
    fn nth_working_day(&self, event: Date, number: u16) -> Date {
        let mut day = event;
        for _ in 0..number {
            let Ok(tomorrow) = day.tomorrow() else { return day };
            day = self.working_days.next(tomorrow);
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Weekday;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant::from_timestamp(text.parse().unwrap())
    }

    fn period(text: &str) -> Term {
        Term::Period(text.parse().unwrap())
    }

    /// Nothing but Sundays.
    fn plain() -> Calendars {
        Calendars::new(|_| Vec::new())
    }

    fn rules(roll_over: RollOver) -> CountingRules {
        CountingRules {
            calendar: CalendarName::Norway,
            saturday: SaturdayRule::DayOff,
            roll_over,
            time_zone: TimeZoneName::Oslo,
        }
    }

    #[test]
    fn the_day_of_the_event_does_not_count() {
        let calendars = plain();
        let counting = Counting::by_agreement(rules(RollOver::None), &calendars);
        // 23:30 in Oslo on a Monday and 00:30 on the Tuesday are an hour and a day apart.
        let late = counting.deadline(period("P1D"), at("2027-01-11T22:30:00Z"));
        assert_eq!(late.last_day, day("2027-01-12"));
        assert_eq!(late.expires_at, at("2027-01-12T23:00:00Z"));
        let early = counting.deadline(period("P1D"), at("2027-01-11T23:30:00Z"));
        assert_eq!(early.last_day, day("2027-01-13"));
        assert!(!late.has_expired(at("2027-01-12T22:59:59.999999Z")) && late.has_expired(late.expires_at));
    }

    #[test]
    fn rolling_back_never_reaches_the_event() {
        let calendars = plain();
        let counting = Counting::by_agreement(rules(RollOver::PreviousWorkingDay), &calendars);
        // Thursday and three days is a Sunday: Friday. Friday or Saturday and one or two days: no working day lies between.
        for (event, term, last_day) in [
            ("2027-01-14", "P3D", "2027-01-15"),
            ("2027-01-15", "P1D", "2027-01-16"),
            ("2027-01-15", "P2D", "2027-01-17"),
            ("2027-01-16", "P1D", "2027-01-17"),
            ("2027-01-16", "P8D", "2027-01-22"),
        ] {
            assert_eq!(
                counting.deadline_from_day(period(term), day(event)).last_day,
                day(last_day),
                "{event} {term}"
            );
        }
    }

    #[test]
    fn two_days_of_union_law_hold_two_working_days() {
        let calendars = plain();
        let counting = Counting::by_regulation_1182_71(CalendarName::Norway, TimeZoneName::Oslo, &calendars);
        for (event, term, last_day) in [
            ("2027-01-15", "P1D", "2027-01-18"), // Friday: Saturday, hence Monday
            ("2027-01-15", "P2D", "2027-01-19"), // Friday: Monday would be the only working day
            ("2027-01-15", "P3D", "2027-01-19"), // Friday: Monday, again the only one
            ("2027-01-14", "P3D", "2027-01-18"), // Thursday: Friday and Monday
        ] {
            assert_eq!(
                counting.deadline_from_day(period(term), day(event)).last_day,
                day(last_day),
                "{event} {term}"
            );
        }
    }

    #[test]
    fn hours_pass_as_they_pass() {
        let calendars = plain();
        let counting = Counting::by_regulation_1182_71(CalendarName::Norway, TimeZoneName::Oslo, &calendars);
        let deadline = counting.deadline(Term::hours(72).unwrap(), at("2027-03-26T12:00:00Z"));
        assert_eq!(deadline.expires_at, at("2027-03-29T12:00:00Z"));
        assert_eq!(deadline.last_day, day("2027-03-29"));
        // A term that ends at midnight has its last day before it.
        let midnight = counting.deadline(Term::hours(24).unwrap(), at("2027-01-14T23:00:00Z"));
        assert_eq!(midnight.last_day, day("2027-01-15"));
        // A day without a time: from its beginning.
        let by_day = counting.deadline_from_day(Term::hours(72).unwrap(), day("2027-01-15"));
        assert_eq!(by_day.expires_at, at("2027-01-17T23:00:00Z"));
    }

    #[test]
    fn the_ends_of_time() {
        let calendars = plain();
        let terms = [
            period("P1D"),
            period("P99Y"),
            Term::working_days(WorkingDayCount::MAX).unwrap(),
            Term::hours(HourCount::MAX).unwrap(),
        ];
        let ways = [RollOver::None, RollOver::NextWorkingDay, RollOver::PreviousWorkingDay]
            .map(|roll_over| Counting::by_agreement(rules(roll_over), &calendars));
        for (way, term) in ways.iter().flat_map(|way| terms.iter().map(move |term| (way, *term))) {
            for event in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX] {
                let event = Instant::from_micros(event);
                assert!(way.deadline(term, event).expires_at >= event.min(at("9999-12-30T00:00:00Z")));
            }
            for event in [Date::MIN, Date::MAX] {
                // Timestamps end a day before dates do.
                let earliest = event.saturating_sub(jiff::Span::new().days(1));
                assert!(way.deadline_from_day(term, event).last_day >= earliest, "{term} {event}");
            }
        }
    }

    #[test]
    fn a_thousand_working_days() {
        let calendars = plain();
        let counting = Counting::by_agreement(rules(RollOver::None), &calendars);
        // 200 weeks of five from a Friday.
        let deadline = counting.deadline_from_day(Term::working_days(1_000).unwrap(), day("2027-01-15"));
        assert_eq!(deadline.last_day.weekday(), Weekday::Friday);
        assert_eq!(deadline.last_day, day("2027-01-15").saturating_add(jiff::Span::new().weeks(200)));
    }
}
