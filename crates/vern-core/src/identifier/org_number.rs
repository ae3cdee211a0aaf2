//! Organisation numbers of Norway and Sweden.
//!
//! - Norway, nine digits (Brønnøysundregistrene): weights 3·2·7·6·5·4·3·2 over the first eight plus the last, modulo 11, is 0.
//!   The first digit is not checked: it has been 8 or 9, and the register may open other series.
//! - Sweden, ten digits (lag 1974:174, Skatteverket SKV 709): Luhn, and the third digit is 2 or more, which is how such a
//!   number differs from a person's. Twelve digits that begin with 16 are the same number as authorities exchange it.
//!
//! Deliberately not here: VAT forms (`NO974760673MVA`, `SE556036079301`), whether the organisation exists, and the
//! Swedish sole trader, whose number is the personal one: that is a [`super::NationalId`] and is refused here.

use std::fmt;

use super::check_digit::{luhn_holds, weighted_mod_11};
use super::{IdentifierError, digit_values, without_separators};

const CHARACTERS_MAX: usize = 12;
const NORWEGIAN_WEIGHTS: [u32; 9] = [3, 2, 7, 6, 5, 4, 3, 2, 1];

/// The country whose register issued the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OrgCountry {
    /// Enhetsregisteret.
    Norway,
    /// Bolagsverket, Skatteverket and others.
    Sweden,
}

/// An organisation number whose check digit holds. `Debug` prints `OrgNumber(***)`, since a firm of one person can be told
/// by it.
#[derive(Clone, PartialEq, Eq)]
pub struct OrgNumber {
    /// INVARIANT: 9 (Norway) or 10 (Sweden) ASCII digits.
    digits: String,
    country: OrgCountry,
}

impl OrgNumber {
    /// Reads `974 760 673` or `556036-0793`. Spaces, hyphens and full stops are of no account.
    ///
    /// # Errors
    /// `TooShort`, `TooLong`, `WrongCharacters`, `CheckDigit`, or `NumberOfAPerson` for a Swedish sole trader.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let kept = without_separators(text, CHARACTERS_MAX)?;
        let values = digit_values(&kept)?;
        match (values.as_slice(), kept.strip_prefix("16")) {
            ([_, _, _, _, _, _, _, _, _], _) => norwegian(kept, &values),
            ([_, _, _, _, _, _, _, _, _, _], _) => swedish(&kept, &values),
            ([1, 6, values @ ..], Some(digits)) if values.len() == 10 => swedish(digits, values),
            (shorter, _) if shorter.len() < 9 => Err(IdentifierError::TooShort),
            _ => Err(IdentifierError::TooLong),
        }
    }

    /// The country whose register issued the number.
    #[must_use]
    pub fn country(&self) -> OrgCountry {
        self.country
    }

    /// The form to look up by: nine digits for Norway, ten for Sweden.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.digits.clone()
    }
}

/// Prints `OrgNumber(***)`.
impl fmt::Debug for OrgNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OrgNumber(***)")
    }
}

fn norwegian(digits: String, values: &[u8]) -> Result<OrgNumber, IdentifierError> {
    if weighted_mod_11(values, &NORWEGIAN_WEIGHTS) != 0 {
        return Err(IdentifierError::CheckDigit);
    }
    Ok(OrgNumber { digits, country: OrgCountry::Norway })
}

fn swedish(digits: &str, values: &[u8]) -> Result<OrgNumber, IdentifierError> {
    if !luhn_holds(values) {
        return Err(IdentifierError::CheckDigit);
    }
    if values.get(2).is_none_or(|third| *third < 2) {
        return Err(IdentifierError::NumberOfAPerson);
    }
    Ok(OrgNumber { digits: digits.to_owned(), country: OrgCountry::Sweden })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The registers themselves and large public bodies.
    #[test]
    fn published_numbers() {
        use OrgCountry::{Norway, Sweden};
        let cases = [
            ("974 760 673", Norway, "974760673"),
            ("974761076", Norway, "974761076"),
            ("212000-0142", Sweden, "2120000142"),
            ("212000-1355", Sweden, "2120001355"),
            ("556036-0793", Sweden, "5560360793"),
            ("16556036-0793", Sweden, "5560360793"),
        ];
        for (text, country, normal_form) in cases {
            let number = OrgNumber::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((number.country(), number.normal_form().as_str()), (country, normal_form));
        }
    }

    #[test]
    fn each_reason() {
        use IdentifierError::{CheckDigit, NumberOfAPerson, TooLong, TooShort, WrongCharacters};
        let cases = [
            ("", TooShort),
            ("97476067", TooShort),
            ("974760674", CheckDigit),
            ("556036-0794", CheckDigit),
            ("55603607931", TooLong),
            ("175560360793", TooLong),
            ("5560360793 5560360793", TooLong),
            ("974760673MVA", WrongCharacters),
            ("811218-9876", NumberOfAPerson),
        ];
        for (text, expected) in cases {
            assert_eq!(OrgNumber::parse(text), Err(expected), "{text}");
        }
    }
}
