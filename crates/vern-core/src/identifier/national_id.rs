//! National identity numbers of Norway and Sweden.
//!
//! **Norway**, eleven digits DDMMYY·III·K₁K₂ (folkeregisterforskriften § 2-2-1; check digits as Skatteetaten publishes
//! them, <https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/>):
//! - K₁: 3·7·6·1·8·9·4·5·2 over the first nine digits plus K₁, modulo 11, is 0. From 2032 it may be 0, 1, 2 or 3.
//! - K₂: 5·4·3·2·7·6·5·4·3·2 over the first ten digits plus K₂, modulo 11, is 0. The same from 2032.
//! - D-number: 40 added to the day. H-number (Direktoratet for e-helse, HIS 1001): 40 added to the month.
//! - Synthetic people: 80 added to the month (Skatteetaten, Tenor test data); NAV adds 40, which cannot be told from an
//!   H-number; 65 is in use with others.
//!
//! **Sweden**, YYMMDD-NNNC or YYYYMMDDNNNC (folkbokföringslagen § 18, Skatteverket SKV 704): Luhn over ten digits, NNN
//! from 001. Samordningsnummer (§ 18 a, SKV 707): 60 added to the day.
//!
//! Deliberately not checked: the table from individual number to century. Skatteetaten's own list of valid examples has
//! a classic D-number (`41819077302`: year 90, individual number 773) that stands in no row of it, and from 2032 it no
//! longer holds for anyone. So 29 February is accepted for every two-digit year divisible by four, 00 among them.
//!
//! Uncertain: no publication was found that defines the 65 series. Not read: FH-numbers (health service, first digit 8
//! or 9, no date), NAV's NPID (20 added to the month), DUF numbers, and Swedish reserve numbers with letters.

use std::fmt;

use super::check_digit::{date_exists, luhn_holds, number, weighted_mod_11};
use super::{IdentifierError, digit_values, without_separators};

const FIRST_WEIGHTS: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND_WEIGHTS: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Longest text read: twelve digits and one `+`.
const CHARACTERS_MAX: usize = 13;

/// An identity number whose check digits and date hold. `Debug` prints `NationalId(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct NationalId {
    /// INVARIANT: 11 (Norway), 10 or 12 (Sweden) ASCII digits.
    digits: String,
    kind: NationalIdKind,
    month_series: MonthSeries,
    check_series: CheckSeries,
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
    /// 65: a synthetic number. In use; no publication was found that defines it.
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
        let over_100 = kept.split_once('+');
        let digits = over_100.map_or_else(|| kept.clone(), |(before, after)| [before, after].concat());
        let values = digit_values(&digits)?;
        if over_100.is_some_and(|(before, after)| (before.len(), after.len()) != (6, 4)) {
            return Err(IdentifierError::WrongCharacters);
        }
        match values.len() {
            11 => norwegian(digits, &values),
            10 | 12 => swedish(digits, &values),
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

/// Prints `NationalId(***)`.
impl fmt::Debug for NationalId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NationalId(***)")
    }
}

fn norwegian(digits: String, values: &[u8]) -> Result<NationalId, IdentifierError> {
    let [day, month, year] = pairs(values)?;
    let (month_series, month) = match month {
        41..=52 => (MonthSeries::Plus40, month - 40),
        66..=77 => (MonthSeries::Plus65, month - 65),
        81..=92 => (MonthSeries::Plus80, month - 80),
        _ => (MonthSeries::Plain, month),
    };
    let (kind, day) = match day {
        41..=71 => (NationalIdKind::DNumber, day - 40),
        _ => (NationalIdKind::Fodselsnummer, day),
    };
    if !date_exists(2000 + year, month, day) {
        return Err(IdentifierError::NoSuchDate);
    }
    let check_series = match weighted_mod_11(values, &FIRST_WEIGHTS) {
        0 => CheckSeries::Classic,
        1..=3 => CheckSeries::From2032,
        _ => return Err(IdentifierError::CheckDigit),
    };
    if weighted_mod_11(values, &SECOND_WEIGHTS) != 0 {
        return Err(IdentifierError::CheckDigit);
    }
    Ok(NationalId { digits, kind, month_series, check_series })
}

fn swedish(digits: String, values: &[u8]) -> Result<NationalId, IdentifierError> {
    let (century, last_ten) = values.split_at_checked(values.len().saturating_sub(10)).unwrap_or_default();
    let [year, month, day] = pairs(last_ten)?;
    let century = match century {
        [] => 20,
        digits => number(digits),
    };
    let (kind, day) = match day {
        61..=91 => (NationalIdKind::Samordningsnummer, day - 60),
        _ => (NationalIdKind::Personnummer, day),
    };
    if !(18..=20).contains(&century) || !date_exists(century * 100 + year, month, day) {
        return Err(IdentifierError::NoSuchDate);
    }
    if last_ten.get(6..9) == Some(&[0, 0, 0]) {
        return Err(IdentifierError::NotIssued);
    }
    if !luhn_holds(last_ten) {
        return Err(IdentifierError::CheckDigit);
    }
    let (month_series, check_series) = (MonthSeries::Plain, CheckSeries::Classic);
    Ok(NationalId { digits, kind, month_series, check_series })
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
    use proptest::prelude::*;

    use super::*;

    fn kind_of(text: &str) -> (NationalIdKind, MonthSeries, CheckSeries) {
        let id = NationalId::parse_with_series_2032(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        (id.kind(), id.month_series(), id.check_series())
    }

    /// Published examples only: Skatteetaten's `foedselsnummer.csv` and text for 2032, and the tests of NAV's
    /// `fnrvalidator`. None is a living person's.
    #[test]
    fn published_norwegian_examples() {
        use CheckSeries::{Classic, From2032};
        use MonthSeries::{Plain, Plus40, Plus80};
        use NationalIdKind::{DNumber, Fodselsnummer};
        let cases = [
            ("30108299939", (Fodselsnummer, Plain, From2032)),
            ("30108299920", (Fodselsnummer, Plain, Classic)),
            ("02013299997", (Fodselsnummer, Plain, Classic)),
            ("02013299903", (Fodselsnummer, Plain, From2032)),
            ("30908299902", (Fodselsnummer, Plus80, From2032)),
            ("20036914700", (Fodselsnummer, Plain, Classic)),
            ("03851598730", (Fodselsnummer, Plus80, Classic)),
            ("29020073150", (Fodselsnummer, Plain, Classic)),
            ("55102499947", (DNumber, Plain, From2032)),
            ("41819077906", (DNumber, Plus80, From2032)),
            ("41819077302", (DNumber, Plus80, Classic)),
            ("13097248022", (Fodselsnummer, Plain, Classic)),
            ("29029648784", (Fodselsnummer, Plain, Classic)),
            ("15021951940", (Fodselsnummer, Plain, Classic)),
            ("53097248016", (DNumber, Plain, Classic)),
            ("13527248013", (Fodselsnummer, Plus40, Classic)),
            ("10915596784", (Fodselsnummer, Plus80, Classic)),
            ("68467038838", (DNumber, Plus40, Classic)),
            ("50846202355", (DNumber, Plus80, Classic)),
            ("15507600333", (Fodselsnummer, Plus40, Classic)),
            ("69822075096", (DNumber, Plus80, Classic)),
        ];
        for (text, expected) in cases {
            assert_eq!(kind_of(text), expected, "{text}");
            assert_eq!(NationalId::parse(text).is_ok(), expected.2 == Classic, "{text}");
        }
    }

    #[test]
    fn published_swedish_examples() {
        use NationalIdKind::{Personnummer, Samordningsnummer};
        let cases = [
            ("811218-9876", Personnummer),
            ("19811218-9876", Personnummer),
            ("640823-3234", Personnummer),
            ("701063-2391", Samordningsnummer),
            ("197010632391", Samordningsnummer),
            ("121212+1212", Personnummer),
        ];
        for (text, kind) in cases {
            assert_eq!(NationalId::parse(text).unwrap().kind(), kind, "{text}");
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
            ("190002290010", NoSuchDate),
            ("811218-0008", NotIssued),
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

    proptest! {
        /// Of random eleven digits, the date and both check digits leave few.
        #[test]
        fn series_2032_takes_all_that_the_classic_rule_takes(text in "[0-9]{11}") {
            let (classic, both) = (NationalId::parse(&text), NationalId::parse_with_series_2032(&text));
            prop_assert!(classic.is_err() || classic == both);
        }
    }
}
