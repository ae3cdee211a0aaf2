//! Bank accounts: the Norwegian account number and the IBAN.
//!
//! - Norwegian, eleven digits (Finans Norge; ECBS TR201 for Norway): weights 5·4·3·2·7·6·5·4·3·2 over the first ten digits
//!   plus the last, modulo 11, is 0. Where digits 5 and 6 are both 0 (accounts between banks) TR201 computes the check
//!   digit from digits 7 to 10 alone; both results are accepted there.
//! - IBAN (ISO 13616-1): two letters, two check digits 02 to 98, the length of the country in the SWIFT IBAN Registry
//!   (release 100), and remainder 1 under ISO 7064 MOD 97-10. A Norwegian IBAN must hold a Norwegian account number.
//!
//! Deliberately not here: which bank it is, the check digits inside the IBANs of other countries, Swedish clearing
//! numbers, Bankgiro and Plusgiro, and whether an account exists.

use std::fmt;

use super::check_digit::{mod_97, weighted_mod_11};
use super::{IdentifierError, digit_values, without_separators};

/// Longest IBAN the standard allows.
const CHARACTERS_MAX: usize = 34;
const NORWEGIAN_WEIGHTS: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const INTERBANK_WEIGHTS: [u32; 5] = [5, 4, 3, 2, 1];

/// SWIFT IBAN Registry: country and length of its IBAN in characters.
const IBAN_LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

/// How the account was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BankAccountKind {
    /// Eleven Norwegian digits.
    Norwegian,
    /// An IBAN, of Norway or elsewhere.
    Iban,
}

/// A bank account whose check digits hold. `Debug` prints `BankAccount(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct BankAccount {
    /// INVARIANT: a sound IBAN without spaces, in capitals.
    iban: String,
    kind: BankAccountKind,
}

impl BankAccount {
    /// Reads `8601.11.17947` or `NO93 8601 1117 947`. Spaces, hyphens and full stops are of no account, nor is case.
    ///
    /// # Errors
    /// `TooShort`, `TooLong`, `WrongCharacters`, `NoSuchCountry` (no IBAN there) or `CheckDigit`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let kept = without_separators(text, CHARACTERS_MAX)?.to_ascii_uppercase();
        if kept.starts_with(|first: char| first.is_ascii_alphabetic()) {
            check_iban(&kept)?;
            return Ok(Self { iban: kept, kind: BankAccountKind::Iban });
        }
        check_norwegian(&kept)?;
        let iban = norwegian_iban(&kept).ok_or(IdentifierError::WrongCharacters)?;
        Ok(Self { iban, kind: BankAccountKind::Norwegian })
    }

    /// How the account was given.
    #[must_use]
    pub fn kind(&self) -> BankAccountKind {
        self.kind
    }

    /// The form to look up by: the IBAN without spaces, also where eleven Norwegian digits were given.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.iban.clone()
    }
}

/// Prints `BankAccount(***)`.
impl fmt::Debug for BankAccount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BankAccount(***)")
    }
}

fn check_norwegian(digits: &str) -> Result<(), IdentifierError> {
    let values = digit_values(digits)?;
    check_length(values.len(), 11)?;
    let between_banks = values.get(4..6) == Some(&[0, 0]);
    let last_five = values.get(6..).unwrap_or_default();
    let holds = weighted_mod_11(&values, &NORWEGIAN_WEIGHTS) == 0
        || (between_banks && weighted_mod_11(last_five, &INTERBANK_WEIGHTS) == 0);
    if holds { Ok(()) } else { Err(IdentifierError::CheckDigit) }
}

fn check_iban(iban: &str) -> Result<(), IdentifierError> {
    if !iban.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(IdentifierError::WrongCharacters);
    }
    let (head, account) = iban.split_at_checked(4).ok_or(IdentifierError::TooShort)?;
    let (country, check) = head.split_at_checked(2).ok_or(IdentifierError::TooShort)?;
    digit_values(check)?;
    let known = IBAN_LENGTHS.iter().find(|(code, _)| *code == country);
    let (_, length) = known.ok_or(IdentifierError::NoSuchCountry)?;
    check_length(iban.len(), *length)?;
    let in_range = ("02"..="98").contains(&check);
    if !in_range || mod_97(account.chars().chain(head.chars())) != Some(1) {
        return Err(IdentifierError::CheckDigit);
    }
    if country == "NO" { check_norwegian(account) } else { Ok(()) }
}

fn check_length(length: usize, expected: usize) -> Result<(), IdentifierError> {
    match length.cmp(&expected) {
        std::cmp::Ordering::Less => Err(IdentifierError::TooShort),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(IdentifierError::TooLong),
    }
}

/// ISO 13616: check digits = 98 − (account, country and `00` as a number, modulo 97).
fn norwegian_iban(account: &str) -> Option<String> {
    let check = 98_u32.checked_sub(mod_97(account.chars().chain("NO00".chars()))?)?;
    Some(format!("NO{check:02}{account}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_account_share_a_normal_form() {
        for text in ["86011117947", "8601.11.17947", "8601 11 17947", "NO9386011117947", "no93 8601 1117 947"]
        {
            assert_eq!(BankAccount::parse(text).unwrap().normal_form(), "NO9386011117947", "{text}");
        }
        assert_eq!(BankAccount::parse("86011117947").unwrap().kind(), BankAccountKind::Norwegian);
    }

    /// Examples of the SWIFT registry and of the ISO standard.
    #[test]
    fn published_ibans() {
        let published = [
            "AD12 0001 2030 2003 5910 0100",
            "BE68 5390 0754 7034",
            "CH93 0076 2011 6238 5295 7",
            "DE89 3704 0044 0532 0130 00",
            "DK50 0040 0440 1162 43",
            "EE38 2200 2210 2014 5685",
            "ES91 2100 0418 4502 0005 1332",
            "FI21 1234 5600 0007 85",
            "FR14 2004 1010 0505 0001 3M02 606",
            "GB29 NWBK 6016 1331 9268 19",
            "GI75 NWBK 0000 0000 7099 453",
            "IS14 0159 2600 7654 5510 7303 39",
            "IT60 X054 2811 1010 0000 0123 456",
            "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
            "NL91 ABNA 0417 1643 00",
            "SE45 5000 0000 0583 9825 7466",
        ];
        for text in published {
            assert!(BankAccount::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn each_reason() {
        use IdentifierError::{CheckDigit, NoSuchCountry, TooLong, TooShort, WrongCharacters};
        let cases = [
            ("", TooShort),
            ("8601111794", TooShort),
            ("860111179470", TooLong),
            ("86011117948", CheckDigit),
            ("8601111794x", WrongCharacters),
            ("NO", TooShort),
            ("NO93", TooShort),
            ("NO938601111794", TooShort),
            ("NO93860111179470", TooLong),
            ("NO9486011117947", CheckDigit),
            ("NOx386011117947", WrongCharacters),
            ("US9386011117947", NoSuchCountry),
            ("NO93860111179\u{e6}7", WrongCharacters),
        ];
        for (text, expected) in cases {
            assert_eq!(BankAccount::parse(text), Err(expected), "{text}");
        }
        assert_eq!(BankAccount::parse(&"1".repeat(1000)), Err(TooLong));
    }

    #[test]
    fn accounts_between_banks_have_their_own_rule() {
        // Digits 5 and 6 are 0 and 1·5 + 2·4 + 3·3 + 4·2 = 30, so the check digit is 3.
        assert!(BankAccount::parse("9999 00 12343").is_ok());
        assert_eq!(BankAccount::parse("9999 02 12343"), Err(IdentifierError::CheckDigit));
    }

    #[test]
    fn the_table_of_countries_is_sorted_and_whole() {
        assert!(IBAN_LENGTHS.is_sorted());
        assert_eq!(IBAN_LENGTHS.len(), 89);
        assert!(IBAN_LENGTHS.iter().all(|(_, length)| (15..=CHARACTERS_MAX).contains(length)));
    }

    proptest! {
        #[test]
        fn every_single_wrong_digit_is_found(at in 0usize..11, digit in 0u8..10) {
            let good = "86011117947";
            let mut text = good.to_owned().into_bytes();
            text[at] = b'0' + digit;
            let text = String::from_utf8(text).unwrap();
            prop_assert_eq!(BankAccount::parse(&text).is_ok(), text == good);
        }
    }
}
