//! National identity numbers of Norway and Sweden.
//!
//! The rules stand with their sources in `norwegian` and `swedish`; this file has what the two share: one type, made
//! from eleven digits (Norway), or from ten or twelve (Sweden).
//!
//! Deliberately not here: sex (Norwegian numbers carry none from 2032, and nothing needs it), and whether a number was ever
//! issued, which only a register knows.

mod norwegian;
mod swedish;

use jiff::civil::Date;

use super::check_digit::{date, number};
use super::{IdentifierError, digit_values, without_separators};

/// Longest text read: twelve digits and one `+`.
const CHARACTERS_MAX: usize = 13;

/// An identity number whose check digits and date hold. `Debug` prints `NationalId(***)`. Two are equal if the same was
/// typed but for separators; to find a person, compare [`Self::normal_form`].
#[derive(Clone, PartialEq, Eq)]
pub struct NationalId {
    /// INVARIANT: 11 (Norway), 10 or 12 (Sweden) ASCII digits.
    digits: String,
    kind: NationalIdKind,
    month_series: MonthSeries,
    check_series: CheckSeries,
    birth: Birth,
}

/// Which number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NationalIdKind {
    /// Norwegian fødselsnummer, or an H-number or synthetic number built like one; see [`MonthSeries`].
    Fodselsnummer,
    /// Norwegian D-number, real or synthetic.
    DNumber,
    /// Swedish personnummer.
    Personnummer,
    /// Swedish samordningsnummer.
    Samordningsnummer,
}

/// What was added to the month of a Norwegian number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MonthSeries {
    /// Nothing: a number of the population register, or a Swedish one.
    Plain,
    /// 40: an H-number of the health service, or a synthetic number of NAV. The number does not say which.
    Plus40,
    /// 65: a synthetic number of Norsk Helsenett (Persontjenesten).
    Plus65,
    /// 80: a synthetic number of Skatteetaten (Tenor, Test-Norge).
    Plus80,
}

/// Which rule of the first Norwegian check digit the number fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckSeries {
    /// Remainder 0: every number issued since 1964, and about a quarter of those from 2032. Swedish numbers too.
    Classic,
    /// Remainder 1, 2 or 3: can only have been issued from 1 January 2032.
    From2032,
}

/// What a number says of a day of birth. Month and day may be 0 where the authority did not know them.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Birth {
    year: BirthYear,
    month: u32,
    day: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BirthYear {
    /// The number says the century.
    Full(u32),
    /// Two digits, and the sign after the date: under a hundred years old in the year it was written.
    Under100(u32),
    /// Two digits, and the sign after the date: a hundred or more in the year it was written.
    Over100(u32),
    /// The century cannot be told.
    Unknown,
}

impl NationalId {
    /// Reads a Norwegian or Swedish number under the rules in force before 2032. Spaces, hyphens and full stops between
    /// digits are of no account; a `+` only before the last four digits of a Swedish one, where it means "over 100".
    ///
    /// # Errors
    /// `TooShort`, `TooLong`, `WrongCharacters`, `NoSuchDate`, `NotIssued` (Swedish birth number 000) or `CheckDigit`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let id = Self::parse_with_series_2032(text)?;
        match id.check_series {
            CheckSeries::Classic => Ok(id),
            CheckSeries::From2032 => Err(IdentifierError::CheckDigit),
        }
    }

    /// [`Self::parse`] that also takes the Norwegian numbers issued from 1 January 2032. Until then it accepts about
    /// four times as many mistyped numbers, so forms should not use it before.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_with_series_2032(text: &str) -> Result<Self, IdentifierError> {
        let kept = without_separators(text, CHARACTERS_MAX)?;
        let plus = kept.split_once('+');
        let digits = plus.map_or_else(|| kept.clone(), |(before, after)| [before, after].concat());
        let values = digit_values(&digits)?;
        if plus.is_some_and(|(before, after)| !matches!(before.len(), 6 | 8) || after.len() != 4) {
            return Err(IdentifierError::WrongCharacters);
        }
        match values.len() {
            11 => norwegian::read(digits, &values),
            10 | 12 => swedish::read(digits, &values, swedish::Sign::of(text)),
            0..10 => Err(IdentifierError::TooShort),
            _ => Err(IdentifierError::TooLong),
        }
    }

    /// Which number it is.
    #[must_use]
    pub fn kind(&self) -> NationalIdKind {
        self.kind
    }

    /// What was added to the month of a Norwegian number.
    #[must_use]
    pub fn month_series(&self) -> MonthSeries {
        self.month_series
    }

    /// Which rule of the first Norwegian check digit the number fits.
    #[must_use]
    pub fn check_series(&self) -> CheckSeries {
        self.check_series
    }

    /// Whether the number was made for tests, or `None` where its form does not say: a Norwegian one with 40 added to the
    /// month is synthetic at NAV and a real person's H-number in a hospital, and Skatteverket's test numbers are a list of
    /// sound numbers that will never be given to anyone, not a series.
    #[must_use]
    pub fn is_synthetic(&self) -> Option<bool> {
        match (self.month_series, self.kind) {
            (MonthSeries::Plus65 | MonthSeries::Plus80, _) => Some(true),
            (MonthSeries::Plus40, _) => None,
            (MonthSeries::Plain, NationalIdKind::Fodselsnummer | NationalIdKind::DNumber) => Some(false),
            (MonthSeries::Plain, NationalIdKind::Personnummer | NationalIdKind::Samordningsnummer) => None,
        }
    }

    /// The birth date in the number as somebody wrote it on a day, such as the day it was collected; `None` where it cannot
    /// be told. The register is the only authority: a date of birth may have been corrected after the number was issued,
    /// and some Swedish numbers have a neighbouring day because their own ran out of numbers.
    ///
    /// - Norway: from the individual number until the end of 2031. From 2032 it says no century in new numbers, and a
    ///   quarter of the new numbers cannot be told from the old, so none says a date then.
    /// - Sweden: with a typed century, or with the sign between date and birth number: `-` is under a hundred years in that
    ///   year, `+` is a hundred or more. Ten digits without a sign say no century.
    #[must_use]
    pub fn birth_date(&self, written_on: Date) -> Option<Date> {
        if self.is_norwegian() && written_on.year() >= norwegian::NO_CENTURY_FROM_YEAR {
            return None;
        }
        let this_year = u32::try_from(written_on.year()).ok()?;
        let latest = |two_digits: u32| this_year.checked_sub((this_year + 100 - two_digits) % 100);
        let year = match self.birth.year {
            BirthYear::Full(year) => year,
            BirthYear::Under100(two_digits) => latest(two_digits)?,
            BirthYear::Over100(two_digits) => latest(two_digits)?.checked_sub(100)?,
            BirthYear::Unknown => return None,
        };
        date(year, self.birth.month, self.birth.day).filter(|born| *born <= written_on)
    }

    /// Whether it is a Norwegian number.
    #[must_use]
    pub fn is_norwegian(&self) -> bool {
        matches!(self.kind, NationalIdKind::Fodselsnummer | NationalIdKind::DNumber)
    }

    /// The digits as they were typed, without separators: 11, or 10 or 12 for Sweden.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The form to look up by: eleven digits for Norway, the last ten for Sweden whether or not the century was typed.
    /// Two people born exactly a hundred years apart can share a Swedish one, so a hit is to be compared with
    /// [`Self::digits`] of what was found; a person is never missed for want of the century.
    #[must_use]
    pub fn normal_form(&self) -> String {
        let from = if self.digits.len() == 12 { 2 } else { 0 };
        self.digits.get(from..).unwrap_or(&self.digits).to_owned()
    }
}

/// The first six digits as three numbers of two.
fn pairs(values: &[u8]) -> Result<[u32; 3], IdentifierError> {
    match values {
        [a, b, c, d, e, f, ..] => Ok([number(&[*a, *b]), number(&[*c, *d]), number(&[*e, *f])]),
        _ => Err(IdentifierError::TooShort),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> (NationalIdKind, MonthSeries, CheckSeries) {
        let id = NationalId::parse_with_series_2032(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        (id.kind(), id.month_series(), id.check_series())
    }

    /// Published examples only: the tests of NAV's `fnrvalidator`. None is a living person's. Those of Skatteetaten and
    /// Skatteverket stand in `tests/identifier/published.rs`.
    #[test]
    fn each_kind_in_each_series() {
        use CheckSeries::{Classic, From2032};
        use MonthSeries::{Plain, Plus40, Plus65, Plus80};
        use NationalIdKind::{DNumber, Fodselsnummer, Personnummer, Samordningsnummer};
        let cases = [
            ("13097248022", (Fodselsnummer, Plain, Classic)),
            ("29029648784", (Fodselsnummer, Plain, Classic)),
            ("29020075838", (Fodselsnummer, Plain, Classic)),
            ("15021951940", (Fodselsnummer, Plain, Classic)),
            ("53097248016", (DNumber, Plain, Classic)),
            ("70108299914", (DNumber, Plain, Classic)),
            ("13527248013", (Fodselsnummer, Plus40, Classic)),
            ("68467038838", (DNumber, Plus40, Classic)),
            ("10915596784", (Fodselsnummer, Plus80, Classic)),
            ("50846202355", (DNumber, Plus80, Classic)),
            ("55102499947", (DNumber, Plain, From2032)),
            ("30908299902", (Fodselsnummer, Plus80, From2032)),
            // Made up here: no example of Norsk Helsenett's was found.
            ("01660050082", (Fodselsnummer, Plus65, Classic)),
            ("811218-9876", (Personnummer, Plain, Classic)),
            ("701063-2391", (Samordningsnummer, Plain, Classic)),
        ];
        for (text, expected) in cases {
            assert_eq!(kind_of(text), expected, "{text}");
            assert_eq!(NationalId::parse(text).is_ok(), expected.2 == Classic, "{text}");
        }
    }

    #[test]
    fn each_reason() {
        use IdentifierError::{CheckDigit, NoSuchDate, NotIssued, TooLong, TooShort, WrongCharacters};
        let cases = [
            ("", TooShort),
            ("123456789", TooShort),
            ("1309724802200", TooLong),
            ("13097248022 13097248022", TooLong),
            ("1309724802a", WrongCharacters),
            ("130972+48022", WrongCharacters),
            ("٠٣٠٩٧٢٤٨٠٢٢", WrongCharacters),
            ("20036914712", CheckDigit),
            ("13097248032", CheckDigit),
            ("13097248023", CheckDigit),
            ("30108299939", CheckDigit),
            ("29020105729", NoSuchDate),
            ("32127248022", NoSuchDate),
            ("13137248022", NoSuchDate),
            ("00017248022", NoSuchDate),
            ("811218-9877", CheckDigit),
            ("811318-9876", NoSuchDate),
            ("171112189876", NoSuchDate),
            ("210101019806", NoSuchDate),
            ("811360-2380", NoSuchDate),
            ("190002290010", NoSuchDate),
            ("811218-0008", NotIssued),
            ("811218+987", WrongCharacters),
            ("81121+89876", WrongCharacters),
            ("1309724+8022", WrongCharacters),
            ("810060-9876", CheckDigit),
            ("810018-9876", NoSuchDate),
            ("811200-9876", NoSuchDate),
            ("811392-9876", NoSuchDate),
            ("810291-9876", NoSuchDate),
            // FH-numbers and NPIDs hold no date in this form.
            ("82314251342", NoSuchDate),
            ("13297248022", NoSuchDate),
        ];
        for (text, expected) in cases {
            assert_eq!(NationalId::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn spellings_of_one_number_share_a_normal_form() {
        for text in ["13097248022", "130972 48022", "130972-48022", " 13.09.72 48022 ", "130972\u{a0}48022"] {
            assert_eq!(NationalId::parse(text).unwrap().normal_form(), "13097248022");
        }
        for text in ["8112189876", "811218-9876", "198112189876", "19811218-9876", "811218+9876"] {
            assert_eq!(NationalId::parse(text).unwrap().normal_form(), "8112189876");
        }
        assert_eq!(NationalId::parse("19811218-9876").unwrap().digits(), "198112189876");
    }

    /// Norwegian check digits find every single wrong digit, and Luhn does too.
    #[test]
    fn every_single_wrong_digit_is_found() {
        for good in ["13097248022", "53097248016", "41819077302", "8112189876", "7010632391"] {
            for (at, original) in good.char_indices() {
                for typed in ('0'..='9').filter(|typed| *typed != original) {
                    let text = [&good[..at], typed.to_string().as_str(), &good[at + 1..]].concat();
                    assert!(NationalId::parse(&text).is_err(), "{text}");
                }
            }
        }
    }
}
