//! Telephone numbers in the form of ITU-T E.164: `+`, country code and subscriber number, at most fifteen digits.
//!
//! Norwegian numbers after `+47` are checked against the plan of Nkom (nummerforskriften): eight digits that begin with 2
//! to 9, or five that begin with 0. Other countries: 7 to 15 digits, first not 0.
//!
//! Deliberately not here: whether a number is in use, mobile or fixed, the plans of other countries, extensions,
//! emergency and short numbers, and twelve-digit numbers of machines.

use std::fmt;

use super::IdentifierError;

const DIGITS_MIN: usize = 7;
const DIGITS_MAX: usize = 15;
const NORWAY: &str = "47";

/// The country a number without a prefix is taken to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PhoneCountry {
    /// Norway, +47. Norwegian numbers have no trunk prefix to take away.
    Norway,
}

/// A telephone number. `Debug` prints `PhoneNumber(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber {
    /// INVARIANT: `+` and 7 to 15 ASCII digits.
    e164: String,
}

impl PhoneNumber {
    /// Reads `+47 99 99 99 99`, `0047 99999999`, and with a default country `99 99 99 99`. Spaces, hyphens, full stops,
    /// slashes and brackets are of no account, nor is a `(0)` after the country code.
    ///
    /// # Errors
    /// `WrongCharacters`; `TooShort` or `TooLong`; `NoSuchCountry` for a number without `+` or `00` where no default is
    /// given; `NotIssued` for a Norwegian number outside the plan.
    pub fn parse(text: &str, default_country: Option<PhoneCountry>) -> Result<Self, IdentifierError> {
        let kept = digits_with_plus(text)?;
        let international = match kept.strip_prefix('+').or_else(|| kept.strip_prefix("00")) {
            Some(digits) => digits.to_owned(),
            None => match default_country {
                Some(PhoneCountry::Norway) => [NORWAY, &kept].concat(),
                None => return Err(IdentifierError::NoSuchCountry),
            },
        };
        match international.strip_prefix(NORWAY) {
            Some(subscriber) => check_norwegian(subscriber)?,
            None => check_other(&international)?,
        }
        Ok(Self { e164: ["+", &international].concat() })
    }

    /// The form to look up and to store by, such as `+4799999999`.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.e164.clone()
    }
}

/// Prints `PhoneNumber(***)`.
impl fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PhoneNumber(***)")
    }
}

/// Digits with at most a `+` before them; bounded, so no input costs more than its limit.
fn digits_with_plus(text: &str) -> Result<String, IdentifierError> {
    // "+", "00" and the digits of the longest number.
    const KEPT_MAX: usize = 3 + DIGITS_MAX;
    let text = text.trim();
    let international = text.starts_with('+') || text.starts_with("00");
    let text = if international { text.replacen("(0)", "", 1) } else { text.to_owned() };
    let mut kept = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' => kept.push(character),
            '+' if kept.is_empty() => kept.push(character),
            '-' | '.' | '/' | '(' | ')' => {}
            separator if separator.is_whitespace() => {}
            _ => return Err(IdentifierError::WrongCharacters),
        }
        if kept.len() > KEPT_MAX {
            return Err(IdentifierError::TooLong);
        }
    }
    Ok(kept)
}

fn check_norwegian(subscriber: &str) -> Result<(), IdentifierError> {
    let first = subscriber.chars().next();
    match (subscriber.len(), first) {
        (8, Some('2'..='9')) | (5, Some('0')) => Ok(()),
        (8 | 5, _) => Err(IdentifierError::NotIssued),
        (0..8, _) => Err(IdentifierError::TooShort),
        _ => Err(IdentifierError::TooLong),
    }
}

fn check_other(digits: &str) -> Result<(), IdentifierError> {
    match digits.len() {
        0..DIGITS_MIN => Err(IdentifierError::TooShort),
        DIGITS_MIN..=DIGITS_MAX if digits.starts_with('0') => Err(IdentifierError::NoSuchCountry),
        DIGITS_MIN..=DIGITS_MAX => Ok(()),
        _ => Err(IdentifierError::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_share_a_normal_form() {
        let spellings = [
            "+4799999999",
            "+47 99 99 99 99",
            "004799999999",
            "0047 999 99 999",
            "(+47) 999-99-999",
            "+47 (0) 99999999",
            "99 99 99 99",
            "99999999",
        ];
        for text in spellings {
            let number = PhoneNumber::parse(text, Some(PhoneCountry::Norway)).unwrap();
            assert_eq!(number.normal_form(), "+4799999999", "{text}");
        }
        let abroad = PhoneNumber::parse("+46 (0)70-174 06 05", Some(PhoneCountry::Norway)).unwrap();
        assert_eq!(abroad.normal_form(), "+46701740605");
        assert_eq!(
            PhoneNumber::parse("02800", Some(PhoneCountry::Norway)).unwrap().normal_form(),
            "+4702800"
        );
    }

    #[test]
    fn each_reason() {
        use IdentifierError::{NoSuchCountry, NotIssued, TooLong, TooShort, WrongCharacters};
        let cases = [
            ("", TooShort),
            ("9999999", TooShort),
            ("999999999", TooLong),
            ("+47999999990", TooLong),
            ("01234567", NotIssued),
            ("12345", NotIssued),
            ("+4712345678", NotIssued),
            ("+46123", TooShort),
            ("+461234567890123456789", TooLong),
            ("+0123456789", NoSuchCountry),
            ("9999 9999 ring", WrongCharacters),
            ("99+999999", WrongCharacters),
        ];
        for (text, expected) in cases {
            assert_eq!(PhoneNumber::parse(text, Some(PhoneCountry::Norway)), Err(expected), "{text}");
        }
        assert_eq!(PhoneNumber::parse("99999999", None), Err(NoSuchCountry));
    }
}
