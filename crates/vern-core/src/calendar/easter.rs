//! Easter Sunday of the Gregorian calendar.

use jiff::civil::Date;

/// First year of the Gregorian calendar that is Gregorian throughout.
const YEAR_MIN: i16 = 1583;

/// Easter Sunday of a year; none before 1583, when the rule did not hold.
///
/// The rule of 1582 in the integer form of Meeus, *Astronomical Algorithms* (1991), chapter 8, which Oudin and others give with the
/// same result: no exceptions, any Gregorian year.
#[must_use]
pub fn easter_sunday(year: i16) -> Option<Date> {
    if year < YEAR_MIN {
        return None;
    }
    let y = i32::from(year);
    let (golden, century, of_century) = (y % 19, y / 100, y % 100);
    let moon_drift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_drift + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let correction = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * correction + 114;
    let (month, day) = (i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?);
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Weekday;

    /// The rule as the canons state it, by tables of golden numbers and epacts (Clavius 1603, as Knuth's algorithm E has it):
    /// another road to the same day.
    fn by_epact(year: i32) -> (i32, i32) {
        let golden = year % 19 + 1;
        let century = year / 100 + 1;
        let leap_years_dropped = 3 * century / 4 - 12;
        let moon = (8 * century + 5) / 25 - 5;
        let sunday = 5 * year / 4 - leap_years_dropped - 10;
        let mut epact = (11 * golden + 20 + moon - leap_years_dropped).rem_euclid(30);
        if (epact == 25 && golden > 11) || epact == 24 {
            epact += 1;
        }
        let mut full_moon = 44 - epact;
        if full_moon < 21 {
            full_moon += 30;
        }
        let easter = full_moon + 7 - (sunday + full_moon) % 7;
        if easter > 31 { (4, easter - 31) } else { (3, easter) }
    }

    #[test]
    fn two_roads_meet_in_every_year() {
        for year in YEAR_MIN..=9999 {
            let easter = easter_sunday(year).unwrap();
            assert_eq!((i32::from(easter.month()), i32::from(easter.day())), by_epact(year.into()), "{year}");
            assert_eq!(easter.weekday(), Weekday::Sunday, "{year}");
        }
    }

    #[test]
    fn known_years() {
        for (year, month, day) in [
            (1818, 3, 22), // the earliest there can be
            (1943, 4, 25), // the latest there can be
            (1954, 4, 18), // the exception of golden number 17
            (1981, 4, 19), // the exception of epact 24
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
        ] {
            assert_eq!(easter_sunday(year), Date::new(year, month, day).ok(), "{year}");
        }
    }

    #[test]
    fn there_is_none_before_the_rule() {
        assert_eq!(easter_sunday(1582), None);
        assert_eq!(easter_sunday(-9999), None);
    }
}
