//! Dates and moments in words: `22. november 2026`, `22 November 2026`.
//!
//! Takes ISO 8601 text and gives text. What it cannot read it returns unchanged, so a page shows the raw value
//! rather than nothing. Deliberately not here: clocks, time zones (a moment is shown as it was given, in UTC) and
//! arithmetic on dates.

use crate::language::Language;
use crate::message::text;

/// Years, months and days of `2026-11-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    fn read(iso: &str) -> Option<Self> {
        let mut parts = iso.splitn(3, '-');
        let year = digits(parts.next()?, 4)?;
        let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        ((1..=12).contains(&month) && day >= 1 && day <= days_in(year, month)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// 1 is Monday, 7 is Sunday, as ISO 8601 counts (Zeller's congruence, Gregorian).
    fn weekday(self) -> u16 {
        let (year, month) = match self.month {
            1 | 2 => (self.year.saturating_sub(1), u16::from(self.month) + 12),
            month => (self.year, u16::from(month)),
        };
        let (century, in_century) = (year / 100, year % 100);
        let zeller = u16::from(self.day)
            + 13 * (month + 1) / 5
            + in_century
            + in_century / 4
            + century / 4
            + 5 * century;
        (zeller + 5) % 7 + 1
    }

    fn in_words(self, language: Language) -> String {
        let month = text(language, &format!("month-{}", self.month), &[]);
        text(
            language,
            "date-long",
            &[
                ("day", self.day.to_string().into()),
                ("month", month.into()),
                ("year", self.year.to_string().into()),
            ],
        )
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn digits(part: &str, length: usize) -> Option<u16> {
    (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| part.parse().ok())
        .flatten()
}

/// An ISO 8601 date (`2026-11-22`) in words; unchanged where it is not one.
#[must_use]
pub fn date(language: Language, iso: &str) -> String {
    Day::read(iso).map_or_else(|| iso.to_owned(), |day| day.in_words(language))
}

/// An ISO 8601 date with its weekday (`søndag 22. november 2026`); unchanged where it is not one.
#[must_use]
pub fn date_with_weekday(language: Language, iso: &str) -> String {
    let Some(day) = Day::read(iso) else { return iso.to_owned() };
    let weekday = text(language, &format!("weekday-{}", day.weekday()), &[]);
    text(
        language,
        "date-with-weekday",
        &[("weekday", weekday.into()), ("date", day.in_words(language).into())],
    )
}

/// A UTC moment (`2026-11-22T06:34:58Z`, fractions of a second allowed and left out) in words; unchanged where it
/// is not one.
#[must_use]
pub fn moment(language: Language, iso: &str) -> String {
    read_moment(iso).map_or_else(
        || iso.to_owned(),
        |(day, time)| {
            text(language, "date-moment", &[("date", day.in_words(language).into()), ("time", time.into())])
        },
    )
}

fn read_moment(iso: &str) -> Option<(Day, &str)> {
    let (day, rest) = iso.strip_suffix('Z')?.split_once('T')?;
    let time = rest.split('.').next()?;
    let mut parts = time.splitn(3, ':');
    let hour = digits(parts.next()?, 2)?;
    let minute = digits(parts.next()?, 2)?;
    let second = digits(parts.next()?, 2)?;
    (hour < 24 && minute < 60 && second <= 60).then_some(())?;
    Some((Day::read(day)?, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        assert_eq!(date(Language::Nb, "2026-11-22"), "22. november 2026");
        assert_eq!(date(Language::En, "2026-11-22"), "22 November 2026");
        assert_eq!(date(Language::Nb, "2026-05-01"), "1. mai 2026");
    }

    #[test]
    fn what_is_not_a_date_is_left_alone() {
        for raw in ["", "2026", "2026-13-01", "2026-02-29", "22.11.2026", "2026-1-1", "2026-00-10", "å-b-c"]
        {
            assert_eq!(date(Language::Nb, raw), raw);
            assert_eq!(date_with_weekday(Language::Nb, raw), raw);
            assert_eq!(moment(Language::Nb, raw), raw);
        }
        assert_eq!(moment(Language::En, "2026-11-22T24:00:00Z"), "2026-11-22T24:00:00Z");
        assert_eq!(moment(Language::En, "2026-11-22T10:00:00+01:00"), "2026-11-22T10:00:00+01:00");
    }

    #[test]
    fn weekdays_are_right() {
        for (iso, expected) in [
            ("2026-11-22", "søndag 22. november 2026"),
            ("2024-02-29", "torsdag 29. februar 2024"),
            ("2000-01-01", "lørdag 1. januar 2000"),
            ("2018-07-20", "fredag 20. juli 2018"),
            ("2023-05-22", "mandag 22. mai 2023"),
        ] {
            assert_eq!(date_with_weekday(Language::Nb, iso), expected);
        }
        assert_eq!(date_with_weekday(Language::En, "2026-11-25"), "Wednesday 25 November 2026");
    }

    #[test]
    fn moments_in_words() {
        let iso = "2026-11-22T06:34:58.123456Z";
        assert_eq!(moment(Language::Nb, iso), "22. november 2026 kl. 06:34:58 UTC");
        assert_eq!(moment(Language::En, iso), "22 November 2026 at 06:34:58 UTC");
    }
}
