//! Telephone numbers in the form of ITU-T E.164: `+`, country code and subscriber number, at most fifteen digits.
//!
//! - The country code is one that ITU-T has assigned (its list is an annex to the ITU Operational Bulletin; the one here is that
//!   of Google's libphonenumber, and 379 and 997, which are set aside for the Vatican and Kazakhstan).
//! - Norwegian numbers after `+47` are checked against the plan of Nkom (nummerforskriften): eight digits that begin with 2
//!   to 9, or five that begin with 0.
//! - Swedish numbers (PTS) are written at home with a 0 that does not belong to the number; it is taken away, also where
//!   somebody left it after `+46`.
//! - Other countries: 7 to 15 digits.
//!
//! A number without `+` or `00` is read only where the caller says which country it is in.
//!
//! Deliberately not here: whether a number is in use, mobile or fixed, the plans of other countries, extensions,
//! emergency and short numbers, and the longer numbers of machines.

use std::ops::RangeInclusive;

use super::{IdentifierError, is_separator};

const DIGITS_MIN: usize = 7;
const DIGITS_MAX: usize = 15;
const NORWAY: &str = "47";
const SWEDEN: &str = "46";
const ITALY: &str = "39";

/// Assigned country codes of two digits; those of one digit are 1 and 7.
const COUNTRY_CODES_OF_TWO: &[RangeInclusive<u32>] = &[
    20..=20,
    27..=27,
    30..=34,
    36..=36,
    39..=41,
    43..=49,
    51..=58,
    60..=66,
    81..=82,
    84..=84,
    86..=86,
    90..=95,
    98..=98,
];

/// Assigned country codes of three digits, those of global services (800, 808, 870, 878, 881–883, 888, 979) among them.
const COUNTRY_CODES_OF_THREE: &[RangeInclusive<u32>] = &[
    211..=213,
    216..=216,
    218..=218,
    220..=258,
    260..=269,
    290..=291,
    297..=299,
    350..=359,
    370..=383,
    385..=387,
    389..=389,
    420..=421,
    423..=423,
    500..=509,
    590..=599,
    670..=670,
    672..=683,
    685..=692,
    800..=800,
    808..=808,
    850..=850,
    852..=853,
    855..=856,
    870..=870,
    878..=878,
    880..=883,
    886..=886,
    888..=888,
    960..=968,
    970..=977,
    979..=979,
    992..=998,
];

/// The country a number without a prefix is taken to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PhoneCountry {
    /// Norway, +47. Norwegian numbers have no trunk prefix to take away.
    Norway,
    /// Sweden, +46. At home every number begins with the trunk prefix 0.
    Sweden,
}

/// A telephone number. `Debug` prints `PhoneNumber(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber {
    /// INVARIANT: `+` and 7 to 15 ASCII digits.
    e164: String,
}

impl PhoneNumber {
    /// Reads `+47 99 99 99 99`, `0047 99999999`, and with a default country `99 99 99 99` or `070-174 06 05`. Spaces,
    /// hyphens, full stops, slashes and brackets are of no account, nor is a `(0)` after the country code, except in Italy,
    /// where the 0 is part of the number.
    ///
    /// # Errors
    /// `WrongCharacters`; `TooShort` or `TooLong`; `NoSuchCountry` for an unassigned country code, and for a number without
    /// `+` or `00` where no default is given; `NotIssued` for a number outside the plan of Norway or Sweden.
    pub fn parse(text: &str, default_country: Option<PhoneCountry>) -> Result<Self, IdentifierError> {
        let kept = without_trunk_prefix(text)?;
        let digits = match (international_digits(&kept), default_country) {
            (Some(digits), _) => digits.to_owned(),
            (None, Some(PhoneCountry::Norway)) => [NORWAY, &kept].concat(),
            (None, Some(PhoneCountry::Sweden)) if kept.starts_with('0') => [SWEDEN, &kept].concat(),
            (None, Some(PhoneCountry::Sweden)) => return Err(IdentifierError::NotIssued),
            (None, None) => return Err(IdentifierError::NoSuchCountry),
        };
        let digits = match digits.strip_prefix(SWEDEN).and_then(|subscriber| subscriber.strip_prefix('0')) {
            Some(subscriber) => [SWEDEN, subscriber].concat(),
            None => digits,
        };
        check_plan(&digits)?;
        Ok(Self { e164: ["+", &digits].concat() })
    }

    /// The form to look up and to store by, such as `+4799999999`.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.e164.clone()
    }
}

/// What follows `+` or `00`.
fn international_digits(kept: &str) -> Option<&str> {
    kept.strip_prefix('+').or_else(|| kept.strip_prefix("00"))
}

/// Digits with at most a `+` before them, without the `(0)` that some write after a country code.
fn without_trunk_prefix(text: &str) -> Result<String, IdentifierError> {
    let Some((before, after)) = text.split_once("(0)") else {
        return digits_with_plus(text);
    };
    let code = digits_with_plus(before)?;
    let trunk_prefix = match international_digits(&code) {
        Some(country) if country != ITALY => "",
        _ => "0",
    };
    digits_with_plus(&[&code, trunk_prefix, after].concat())
}

/// Digits with at most a `+` before them; bounded, so no input costs more than its limit.
fn digits_with_plus(text: &str) -> Result<String, IdentifierError> {
    // "+", or "00", a trunk prefix and the digits of the longest number.
    const KEPT_MAX: usize = 3 + DIGITS_MAX;
    let mut kept = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' => kept.push(character),
            '+' if kept.is_empty() => kept.push(character),
            '/' | '(' | ')' => {}
            separator if is_separator(separator) => {}
            _ => return Err(IdentifierError::WrongCharacters),
        }
        if kept.len() > KEPT_MAX {
            return Err(IdentifierError::TooLong);
        }
    }
    Ok(kept)
}

fn check_plan(digits: &str) -> Result<(), IdentifierError> {
    if let Some(subscriber) = digits.strip_prefix(NORWAY) {
        return check_norwegian(subscriber);
    }
    match digits.len() {
        0..DIGITS_MIN => Err(IdentifierError::TooShort),
        DIGITS_MIN..=DIGITS_MAX if !has_country_code(digits) => Err(IdentifierError::NoSuchCountry),
        DIGITS_MIN..=DIGITS_MAX if digits.starts_with("460") => Err(IdentifierError::NotIssued),
        DIGITS_MIN..=DIGITS_MAX => Ok(()),
        _ => Err(IdentifierError::TooLong),
    }
}

/// Whether the digits begin with an assigned country code. No code is the beginning of another.
fn has_country_code(digits: &str) -> bool {
    let begins_within = |length: usize, ranges: &[RangeInclusive<u32>]| {
        let code = digits.get(..length).and_then(|code| code.parse().ok());
        code.is_some_and(|code| ranges.iter().any(|range| range.contains(&code)))
    };
    digits.starts_with(['1', '7'])
        || begins_within(2, COUNTRY_CODES_OF_TWO)
        || begins_within(3, COUNTRY_CODES_OF_THREE)
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

    /// Numbers PTS keeps for films and books.
    #[test]
    fn a_swedish_trunk_prefix_is_no_part_of_the_number() {
        let spellings = [
            "070-174 06 05",
            "(070) 174 06 05",
            "(0)70-174 06 05",
            "+46 70 174 06 05",
            "+46 (0)70 174 06 05",
            "(+46) (0)70 174 06 05",
            "+46 070 174 06 05",
            "0046 70–174 06 05",
        ];
        for text in spellings {
            let number = PhoneNumber::parse(text, Some(PhoneCountry::Sweden)).unwrap();
            assert_eq!(number.normal_form(), "+46701740605", "{text}");
        }
    }

    #[test]
    fn the_zero_of_an_italian_number_stays() {
        for text in ["+39 06 1234 5678", "+39 (0)6 1234 5678", "0039 0612345678"] {
            assert_eq!(PhoneNumber::parse(text, None).unwrap().normal_form(), "+390612345678", "{text}");
        }
    }

    /// Niue has the shortest numbers; fifteen digits are the most E.164 allows.
    #[test]
    fn numbers_may_be_as_short_and_as_long_as_the_plan_allows() {
        for text in ["+6834999", "006834999", "+883123456789012", "00883123456789012", "+46 (0)7012345678901"]
        {
            assert!(PhoneNumber::parse(text, None).is_ok(), "{text}");
        }
        for (text, reason) in [
            ("+683400", IdentifierError::TooShort),
            ("+8831234567890123", IdentifierError::TooLong),
            ("008831234567890123", IdentifierError::TooLong),
        ] {
            assert_eq!(PhoneNumber::parse(text, None), Err(reason), "{text}");
        }
    }

    #[test]
    fn country_codes_are_assigned_and_none_begins_another() {
        for code in ["1", "7", "20", "44", "46", "47", "211", "298", "358", "383", "599", "692", "888", "998"]
        {
            assert!(has_country_code(&format!("{code}1234567")), "{code}");
        }
        for code in ["0", "210", "259", "280", "292", "384", "422", "671", "684", "699", "801", "999"] {
            assert!(!has_country_code(&format!("{code}0234567")), "{code}");
        }
        let within = |code: u32| COUNTRY_CODES_OF_TWO.iter().any(|range| range.contains(&(code / 10)));
        assert!(COUNTRY_CODES_OF_THREE.iter().cloned().flatten().all(|code| !within(code)));
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
            ("+999 123 45 67", NoSuchCountry),
            ("+46 00 70 174 06 05", NotIssued),
            ("9999 9999 ring", WrongCharacters),
            ("99+999999", WrongCharacters),
        ];
        for (text, expected) in cases {
            assert_eq!(PhoneNumber::parse(text, Some(PhoneCountry::Norway)), Err(expected), "{text}");
        }
        assert_eq!(PhoneNumber::parse("99999999", None), Err(NoSuchCountry));
        assert_eq!(PhoneNumber::parse("70-174 06 05", Some(PhoneCountry::Sweden)), Err(NotIssued));
        assert_eq!(PhoneNumber::parse("+47\u{661}\u{662}345678", None), Err(WrongCharacters));
    }
}
