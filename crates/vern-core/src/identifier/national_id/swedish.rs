//! Swedish personnummer and samordningsnummer.
//!
//! YYMMDD-NNNC or YYYYMMDDNNNC (folkbokföringslagen 1991:481 § 18, Skatteverket SKV 704): Luhn over the ten digits, NNN from
//! 001 to 999. The hyphen becomes a `+` in the year a person turns a hundred. Centuries 18, 19 and 20.
//!
//! Samordningsnummer (§ 18 a, SKV 707): 60 added to the day. Where month or day of birth is not known they are 00 and 60:
//! Skatteverket's own test numbers have them (`19150072-2390`), and it has confirmed them to users (ActiveLogin.Identity
//! issue 126).
//!
//! Uncertain: Skatteverket publishes lists of test numbers; nearly all of the personnummer have birth numbers 980 and 981, all
//! of the samordningsnummer 238 and 239, but no rule was found that reserves these, so none is taken for a test number.
//!
//! Not read: temporary numbers with letters (T-numbers and other reserve numbers of the regions).

use super::{Birth, BirthYear, CheckSeries, MonthSeries, NationalId, NationalIdKind, pairs};
use crate::identifier::check_digit::{date, luhn_holds, number};
use crate::identifier::{IdentifierError, is_hyphen};

/// What was typed before the last four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Hyphen,
    Plus,
    Missing,
}

impl Sign {
    pub(super) fn of(text: &str) -> Self {
        let mut from_the_end = text.chars().rev().filter(|character| !character.is_whitespace());
        match from_the_end.nth(4) {
            Some('+') => Self::Plus,
            Some(sign) if is_hyphen(sign) => Self::Hyphen,
            _ => Self::Missing,
        }
    }
}

/// # Errors
/// `NoSuchDate`, `NotIssued` or `CheckDigit`. INVARIANT: `values` are the ten or twelve `digits`.
pub(super) fn read(digits: String, values: &[u8], sign: Sign) -> Result<NationalId, IdentifierError> {
    let (century, last_ten) = values.split_at_checked(values.len().saturating_sub(10)).unwrap_or_default();
    let [two_digits, month, day] = pairs(last_ten)?;
    let (kind, day) = match day {
        60..=91 => (NationalIdKind::Samordningsnummer, day - 60),
        _ => (NationalIdKind::Personnummer, day),
    };
    // The year 2000 was a leap year, so without a century no day is refused.
    let century = if century.is_empty() { None } else { Some(number(century)) };
    let full_year = century.unwrap_or(20) * 100 + two_digits;
    let known_century = century.is_none_or(|century| (18..=20).contains(&century));
    if !known_century || !day_exists(kind, full_year, month, day) {
        return Err(IdentifierError::NoSuchDate);
    }
    if last_ten.get(6..9) == Some(&[0, 0, 0]) {
        return Err(IdentifierError::NotIssued);
    }
    if !luhn_holds(last_ten) {
        return Err(IdentifierError::CheckDigit);
    }
    let year = match (century, sign) {
        (Some(_), _) => BirthYear::Full(full_year),
        (None, Sign::Hyphen) => BirthYear::Under100(two_digits),
        (None, Sign::Plus) => BirthYear::Over100(two_digits),
        (None, Sign::Missing) => BirthYear::Unknown,
    };
    let (month_series, check_series) = (MonthSeries::Plain, CheckSeries::Classic);
    Ok(NationalId { digits, kind, month_series, check_series, birth: Birth { year, month, day } })
}

/// Whether the day exists, or is one that a samordningsnummer leaves open.
fn day_exists(kind: NationalIdKind, year: u32, month: u32, day: u32) -> bool {
    match (kind, month, day) {
        (NationalIdKind::Samordningsnummer, 0, 0..=31) | (NationalIdKind::Samordningsnummer, 1..=12, 0) => {
            true
        }
        _ => date(year, month, day).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_is_what_stands_before_the_last_four_digits() {
        for (text, sign) in [
            ("811218-9876", Sign::Hyphen),
            ("811218 - 9876 ", Sign::Hyphen),
            ("811218\u{2011}9876", Sign::Hyphen),
            ("811218+9876", Sign::Plus),
            ("8112189876", Sign::Missing),
            ("81-12-18 9876", Sign::Missing),
            ("", Sign::Missing),
        ] {
            assert_eq!(Sign::of(text), sign, "{text:?}");
        }
    }
}
