//! Organisation numbers of Norway and Sweden.
//!
//! - Norway, nine digits (Brønnøysundregistrene, "Organisasjonsnummeret"): weights 3·2·7·6·5·4·3·2 over the first eight plus
//!   the last, modulo 11, is 0, and the first is 8 or 9. Numbers that begin with 2 or 3 are synthetic ones of Test-Norge
//!   (Skatteetaten, Tenor). The VAT form has `MVA` after it (merverdiavgiftsloven § 15-10), abroad `NO` before it.
//! - Sweden, ten digits (lag 1974:174, Skatteverket SKV 709): Luhn; the third digit is 2 or more, which is how such a number
//!   differs from a person's; the first tells the form of the organisation and is one of 1, 2, 3 and 5 to 9. Twelve digits
//!   that begin with 16 are the same number as authorities exchange it. The VAT number is `SE`, the ten digits and `01`.
//!
//! All forms of one organisation have the same normal form.
//!
//! Deliberately not here: whether the organisation exists or is registered for VAT, and the Swedish sole trader, whose number
//! is the personal one: that is a [`super::NationalId`] and is refused here.

use super::check_digit::{luhn_holds, weighted_mod_11};
use super::{IdentifierError, check_length, digit_values, without_separators};

/// Longest text read: `NO974760673MVA` or `SE556036079301`.
const CHARACTERS_MAX: usize = 14;
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
    /// Reads `974 760 673`, `NO 974 760 673 MVA`, `556036-0793`, `16556036-0793` and `SE556036079301`. Spaces, hyphens and
    /// full stops are of no account, nor is case.
    ///
    /// # Errors
    /// `TooShort`, `TooLong`, `WrongCharacters`, `CheckDigit`, `NotIssued` for a first digit no register uses, or
    /// `NumberOfAPerson` for a Swedish sole trader.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let kept = without_separators(text, CHARACTERS_MAX)?.to_ascii_uppercase();
        if let Some(vat_number) = kept.strip_prefix("SE") {
            return swedish_vat_number(vat_number);
        }
        let without_country = kept.strip_prefix("NO");
        let without_mva = without_country.unwrap_or(&kept).strip_suffix("MVA");
        if let Some(digits) = without_mva.or(without_country) {
            return norwegian(digits);
        }
        digit_values(&kept)?;
        match (kept.len(), kept.split_at_checked(2)) {
            (0..9, _) => Err(IdentifierError::TooShort),
            (9, _) => norwegian(&kept),
            (10, _) => swedish(&kept),
            (12, Some(("16", digits))) => swedish(digits),
            (12, Some(("18" | "19" | "20", _))) => Err(IdentifierError::NumberOfAPerson),
            _ => Err(IdentifierError::TooLong),
        }
    }

    /// The country whose register issued the number.
    #[must_use]
    pub fn country(&self) -> OrgCountry {
        self.country
    }

    /// Whether it is a Norwegian number made for tests. Sweden has no series for that.
    #[must_use]
    pub fn is_synthetic(&self) -> bool {
        self.country == OrgCountry::Norway && self.digits.starts_with(['2', '3'])
    }

    /// The form to look up by: nine digits for Norway, ten for Sweden.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.digits.clone()
    }
}

fn norwegian(digits: &str) -> Result<OrgNumber, IdentifierError> {
    let values = digit_values(digits)?;
    check_length(values.len(), 9)?;
    if weighted_mod_11(&values, &NORWEGIAN_WEIGHTS) != 0 {
        return Err(IdentifierError::CheckDigit);
    }
    match values.first() {
        Some(2 | 3 | 8 | 9) => Ok(OrgNumber { digits: digits.to_owned(), country: OrgCountry::Norway }),
        _ => Err(IdentifierError::NotIssued),
    }
}

/// What stands after `SE`: the ten digits, and 01 for the first and in practice only registration.
fn swedish_vat_number(text: &str) -> Result<OrgNumber, IdentifierError> {
    digit_values(text)?;
    check_length(text.len(), 12)?;
    swedish(text.strip_suffix("01").ok_or(IdentifierError::NotIssued)?)
}

fn swedish(digits: &str) -> Result<OrgNumber, IdentifierError> {
    let values = digit_values(digits)?;
    if !luhn_holds(&values) {
        return Err(IdentifierError::CheckDigit);
    }
    match values.as_slice() {
        [_, _, 0 | 1, ..] => Err(IdentifierError::NumberOfAPerson),
        [0 | 4, ..] => Err(IdentifierError::NotIssued),
        _ => Ok(OrgNumber { digits: digits.to_owned(), country: OrgCountry::Sweden }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The registers themselves and large public bodies; the synthetic ones fit the rule and were made up here.
    #[test]
    fn published_numbers() {
        use OrgCountry::{Norway, Sweden};
        let cases = [
            ("974 760 673", Norway, "974760673"),
            ("974761076", Norway, "974761076"),
            ("974760673MVA", Norway, "974760673"),
            ("NO 974 760 673 MVA", Norway, "974760673"),
            ("no974760673mva", Norway, "974760673"),
            ("NO974760673", Norway, "974760673"),
            ("212000-0142", Sweden, "2120000142"),
            ("212000-1355", Sweden, "2120001355"),
            ("556036-0793", Sweden, "5560360793"),
            ("16556036-0793", Sweden, "5560360793"),
            ("SE556036079301", Sweden, "5560360793"),
            ("SE 556036-0793 01", Sweden, "5560360793"),
        ];
        for (text, country, normal_form) in cases {
            let number = OrgNumber::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((number.country(), number.normal_form().as_str()), (country, normal_form));
            assert!(!number.is_synthetic());
        }
        for text in ["210000011", "310000019"] {
            assert!(OrgNumber::parse(text).unwrap().is_synthetic(), "{text}");
        }
    }

    #[test]
    fn each_reason() {
        use IdentifierError::{CheckDigit, NotIssued, NumberOfAPerson, TooLong, TooShort, WrongCharacters};
        let cases = [
            ("", TooShort),
            ("97476067", TooShort),
            ("NO97476067", TooShort),
            ("SE5560360793", TooShort),
            ("974760674", CheckDigit),
            ("556036-0794", CheckDigit),
            ("SE556036079401", CheckDigit),
            ("55603607931", TooLong),
            ("175560360793", TooLong),
            ("9747606730MVA", TooLong),
            ("5560360793 5560360793", TooLong),
            ("974760673MOMS", WrongCharacters),
            ("MVA974760673", WrongCharacters),
            ("DK974760673", WrongCharacters),
            ("9747606\u{e6}73", WrongCharacters),
            // Sound check digits, but a first digit that no register gives.
            ("123456785", NotIssued),
            ("456036-0796", NotIssued),
            ("056036-0794", NotIssued),
            ("SE556036079302", NotIssued),
            ("811218-9876", NumberOfAPerson),
            ("19811218-9876", NumberOfAPerson),
            ("18900101-9802", NumberOfAPerson),
            ("20121212-1212", NumberOfAPerson),
            ("SE811218987601", NumberOfAPerson),
        ];
        for (text, expected) in cases {
            assert_eq!(OrgNumber::parse(text), Err(expected), "{text}");
        }
    }
}
