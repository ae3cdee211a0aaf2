//! Time zones, compiled in: the same civil day on every machine, whatever its own zone data says.
//!
//! Deliberately not here: a zone of the machine, or any zone by name at run time. A zone more is a line here and a new build.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::{self, TimeZone};
use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// Where arithmetic that leaves the calendar ends up.
const END_OF_TIME: Instant = Instant::from_micros(i64::MAX);
const START_OF_TIME: Instant = Instant::from_micros(i64::MIN);

static OSLO: TimeZone = tz::get!("Europe/Oslo");
static STOCKHOLM: TimeZone = tz::get!("Europe/Stockholm");
static COPENHAGEN: TimeZone = tz::get!("Europe/Copenhagen");
static HELSINKI: TimeZone = tz::get!("Europe/Helsinki");
static BRUSSELS: TimeZone = tz::get!("Europe/Brussels");
static REYKJAVIK: TimeZone = tz::get!("Atlantic/Reykjavik");
static UTC: TimeZone = TimeZone::UTC;

/// A time zone deadlines can be counted in, by its IANA name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TimeZoneName {
    /// Norway.
    #[serde(rename = "Europe/Oslo")]
    Oslo,
    /// Sweden.
    #[serde(rename = "Europe/Stockholm")]
    Stockholm,
    /// Denmark.
    #[serde(rename = "Europe/Copenhagen")]
    Copenhagen,
    /// Finland.
    #[serde(rename = "Europe/Helsinki")]
    Helsinki,
    /// Belgium and the institutions of the Union there.
    #[serde(rename = "Europe/Brussels")]
    Brussels,
    /// Iceland.
    #[serde(rename = "Atlantic/Reykjavik")]
    Reykjavik,
    /// Coordinated universal time.
    #[serde(rename = "UTC")]
    Utc,
}

/// Not one of the zones compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time zone is one of those compiled in, by its IANA name, such as Europe/Oslo")]
pub struct TimeZoneUnknown;

impl TimeZoneName {
    /// Every zone.
    pub const ALL: [Self; 7] = [
        Self::Oslo,
        Self::Stockholm,
        Self::Copenhagen,
        Self::Helsinki,
        Self::Brussels,
        Self::Reykjavik,
        Self::Utc,
    ];

    /// The IANA name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oslo => "Europe/Oslo",
            Self::Stockholm => "Europe/Stockholm",
            Self::Copenhagen => "Europe/Copenhagen",
            Self::Helsinki => "Europe/Helsinki",
            Self::Brussels => "Europe/Brussels",
            Self::Reykjavik => "Atlantic/Reykjavik",
            Self::Utc => "UTC",
        }
    }

    /// The civil day an instant falls on.
    #[must_use]
    pub fn date_of(self, at: Instant) -> Date {
        self.rules().to_datetime(at.to_timestamp()).date()
    }

    /// The instant a civil day begins: midnight, which no clock of these zones has skipped or struck twice since 1942; before that, the
    /// first there is. The nearest end of time for a day beyond it.
    #[must_use]
    pub fn start_of(self, day: Date) -> Instant {
        self.rules()
            .to_timestamp(day.at(0, 0, 0, 0))
            .map_or(if day.year() < 0 { START_OF_TIME } else { END_OF_TIME }, Instant::from_timestamp)
    }

    /// The instant the last hour of a civil day expires, which is where the next begins: 23, 24 or 25 hours after its start.
    #[must_use]
    pub fn end_of(self, day: Date) -> Instant {
        day.tomorrow().map_or(END_OF_TIME, |next| self.start_of(next))
    }

    fn rules(self) -> &'static TimeZone {
        match self {
            Self::Oslo => &OSLO,
            Self::Stockholm => &STOCKHOLM,
            Self::Copenhagen => &COPENHAGEN,
            Self::Helsinki => &HELSINKI,
            Self::Brussels => &BRUSSELS,
            Self::Reykjavik => &REYKJAVIK,
            Self::Utc => &UTC,
        }
    }
}

impl FromStr for TimeZoneName {
    type Err = TimeZoneUnknown;

    fn from_str(text: &str) -> Result<Self, TimeZoneUnknown> {
        Self::ALL.into_iter().find(|zone| zone.as_str() == text).ok_or(TimeZoneUnknown)
    }
}

impl fmt::Display for TimeZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::from_timestamp(text.parse().unwrap())
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        for (zone, winter, summer) in [
            (TimeZoneName::Oslo, "2027-01-14T23:00:00Z", "2027-07-14T22:00:00Z"),
            (TimeZoneName::Stockholm, "2027-01-14T23:00:00Z", "2027-07-14T22:00:00Z"),
            (TimeZoneName::Copenhagen, "2027-01-14T23:00:00Z", "2027-07-14T22:00:00Z"),
            (TimeZoneName::Helsinki, "2027-01-14T22:00:00Z", "2027-07-14T21:00:00Z"),
            (TimeZoneName::Brussels, "2027-01-14T23:00:00Z", "2027-07-14T22:00:00Z"),
            (TimeZoneName::Reykjavik, "2027-01-15T00:00:00Z", "2027-07-15T00:00:00Z"),
            (TimeZoneName::Utc, "2027-01-15T00:00:00Z", "2027-07-15T00:00:00Z"),
        ] {
            assert_eq!(zone.start_of(day("2027-01-15")), at(winter), "{zone}");
            assert_eq!(zone.start_of(day("2027-07-15")), at(summer), "{zone}");
            assert_eq!(zone.date_of(at(winter)), day("2027-01-15"));
            assert_eq!(zone.date_of(at(winter).plus_micros(-1)), day("2027-01-14"));
            assert_eq!(zone.as_str().parse(), Ok(zone));
        }
        assert_eq!("Europe/Berlin".parse::<TimeZoneName>(), Err(TimeZoneUnknown));
    }

    /// Oslo's clock goes forward on 28 March 2027 and back on 31 October 2027.
    #[test]
    fn a_day_has_23_24_or_25_hours() {
        let hours = |zone: TimeZoneName, text: &str| {
            (zone.end_of(day(text)).as_micros() - zone.start_of(day(text)).as_micros()) / 3_600_000_000
        };
        for zone in [TimeZoneName::Oslo, TimeZoneName::Stockholm, TimeZoneName::Helsinki] {
            assert_eq!(hours(zone, "2027-03-27"), 24);
            assert_eq!(hours(zone, "2027-03-28"), 23);
            assert_eq!(hours(zone, "2027-10-31"), 25);
        }
        assert_eq!(hours(TimeZoneName::Reykjavik, "2027-03-28"), 24);
        assert_eq!(hours(TimeZoneName::Utc, "2027-10-31"), 24);
    }

    #[test]
    fn every_day_begins_in_itself_and_ends_where_the_next_begins() {
        for zone in TimeZoneName::ALL {
            let mut date = day("2000-01-01");
            while date < day("2051-01-01") {
                assert_eq!(zone.date_of(zone.start_of(date)), date, "{zone}");
                assert_eq!(zone.date_of(zone.end_of(date).plus_micros(-1)), date, "{zone}");
                date = date.tomorrow().unwrap();
            }
        }
    }

    #[test]
    fn the_ends_of_time() {
        for zone in TimeZoneName::ALL {
            assert_eq!(zone.end_of(Date::MAX), END_OF_TIME);
            let _ = (zone.start_of(Date::MIN), zone.start_of(Date::MAX), zone.end_of(Date::MIN));
            let _ = (zone.date_of(Instant::from_micros(i64::MIN)), zone.date_of(END_OF_TIME));
        }
    }
}
