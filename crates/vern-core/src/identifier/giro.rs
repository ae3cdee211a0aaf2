//! Swedish giro numbers: Bankgiro and Plusgiro.
//!
//! - Bankgiro (Bankgirot, now BGC AB): seven or eight digits, written `123-4567` or `1234-5678`.
//! - Plusgiro (Nordea): two to eight digits, written `12 34 56-7`.
//!
//! The last digit of both is a Luhn check digit. The two share a space of digits, so `490-2201` can be one of each: they are
//! types of their own, and a payment says which it means.
//!
//! Deliberately not here: whether a number is in use or whose it is, and OCR references. The 90 series of supervised
//! charities (`900-000x` to `904-999x`) is not set apart, since nothing asks.

use super::check_digit::luhn_holds;
use super::{IdentifierError, digit_values, without_separators};

const BANKGIRO_DIGITS_MIN: usize = 7;
const PLUSGIRO_DIGITS_MIN: usize = 2;
const DIGITS_MAX: usize = 8;

/// A Bankgiro number whose check digit holds. `Debug` prints `Bankgiro(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct Bankgiro {
    /// INVARIANT: 7 or 8 ASCII digits.
    digits: String,
}

impl Bankgiro {
    /// Reads `490-2201` or `5805-6201`. Spaces, hyphens and full stops are of no account.
    ///
    /// # Errors
    /// `TooShort`, `TooLong`, `WrongCharacters` or `CheckDigit`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        Ok(Self { digits: giro_digits(text, BANKGIRO_DIGITS_MIN)? })
    }

    /// The form to look up by: digits alone.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.digits.clone()
    }
}

/// A Plusgiro number whose check digit holds. `Debug` prints `Plusgiro(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct Plusgiro {
    /// INVARIANT: 2 to 8 ASCII digits.
    digits: String,
}

impl Plusgiro {
    /// Reads `28 65 43-4`. Spaces, hyphens and full stops are of no account.
    ///
    /// # Errors
    /// `TooShort`, `TooLong`, `WrongCharacters` or `CheckDigit`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        Ok(Self { digits: giro_digits(text, PLUSGIRO_DIGITS_MIN)? })
    }

    /// The form to look up by: digits alone.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.digits.clone()
    }
}

fn giro_digits(text: &str, digits_min: usize) -> Result<String, IdentifierError> {
    let digits = without_separators(text, DIGITS_MAX)?;
    let values = digit_values(&digits)?;
    if values.len() < digits_min {
        return Err(IdentifierError::TooShort);
    }
    if luhn_holds(&values) { Ok(digits) } else { Err(IdentifierError::CheckDigit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Bankgiro numbers are published (160-9908 is Bankgirot's own); the Plusgiro numbers only fit the rule.
    #[test]
    fn spellings_of_one_number_share_a_normal_form() {
        for (text, normal_form) in [("490-2201", "4902201"), ("160-9908", "1609908"), ("1609908", "1609908")]
        {
            assert_eq!(Bankgiro::parse(text).unwrap().normal_form(), normal_form);
        }
        for (text, normal_form) in [("28 65 43-4", "2865434"), ("2865434", "2865434"), ("1-8", "18")] {
            assert_eq!(Plusgiro::parse(text).unwrap().normal_form(), normal_form);
        }
    }

    #[test]
    fn each_reason() {
        use IdentifierError::{CheckDigit, TooLong, TooShort, WrongCharacters};
        for (text, expected) in [
            ("", TooShort),
            ("160-990", TooShort),
            ("160-99081", CheckDigit),
            ("160-9908-12", TooLong),
            ("160-9907", CheckDigit),
            ("160-990x", WrongCharacters),
        ] {
            assert_eq!(Bankgiro::parse(text), Err(expected), "{text}");
        }
        for (text, expected) in
            [("8", TooShort), ("1-9", CheckDigit), ("286543456", TooLong), ("28/65434", WrongCharacters)]
        {
            assert_eq!(Plusgiro::parse(text), Err(expected), "{text}");
        }
    }
}
