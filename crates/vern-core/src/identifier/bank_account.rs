//! Bank accounts: the Norwegian account number and the IBAN.
//!
//! - Norwegian, eleven digits (Finans Norge; ECBS TR201 for Norway): weights 5·4·3·2·7·6·5·4·3·2 over the first ten digits
//!   plus the last, modulo 11, is 0. Where digits 5 and 6 are both 0 (accounts between banks) TR201 v3.23 computes
//!   the check digit from digits 7 to 10 alone; both results are accepted there.
//! - IBAN (ISO 13616-1): two letters, two check digits 02 to 98, an account part of the structure its country has in the SWIFT
//!   IBAN Registry, and remainder 1 under ISO 7064 MOD 97-10. A Norwegian IBAN must hold a Norwegian account number.
//!
//! Deliberately not here: which bank it is, whether an account exists, Swedish clearing numbers, and the check digits inside
//! the IBANs of other countries. The Swedish account part looks as if it had one (`3!n16!n1!n`), but which digits it covers,
//! and by which rule, depends on the bank. Old Norwegian postal giro numbers (`0000.` and seven digits with a Luhn digit)
//! are read only where modulo 11 holds too: no publication in force was found that still has them.

use super::check_digit::{mod_97, weighted_mod_11};
use super::iban_country::account_places;
use super::{IdentifierError, check_length, digit_values, without_separators};

/// Longest IBAN the standard allows.
const CHARACTERS_MAX: usize = 34;
const NORWEGIAN_WEIGHTS: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const INTERBANK_WEIGHTS: [u32; 5] = [5, 4, 3, 2, 1];

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
    let places = account_places(country).ok_or(IdentifierError::NoSuchCountry)?;
    check_length(account.len(), places.len())?;
    if !account.bytes().zip(places).all(|(byte, place)| place.allows(byte)) {
        return Err(IdentifierError::WrongCharacters);
    }
    let in_range = ("02"..="98").contains(&check);
    if !in_range || mod_97(account.chars().chain(head.chars())) != Some(1) {
        return Err(IdentifierError::CheckDigit);
    }
    if country == "NO" { check_norwegian(account) } else { Ok(()) }
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
            // Published as broken, with sound check digits: a letter where the country has digits, or the reverse.
            ("BG93 BNBG 9661 1A20 3456 78", WrongCharacters),
            ("GI22 NW3K 0000 0000 7099 453", WrongCharacters),
            ("NL56 3003 0A17 1643 00", WrongCharacters),
            // Published as broken, with sound check digits: of the wrong length.
            ("AD48 0001 2030 2003 5910 01", TooShort),
            ("AT93 1904 3002 3457 3201 99", TooLong),
            // Remainder 1 too, but ISO 7064 makes no check digits 00, 01 and 99.
            ("NO9986011117548", CheckDigit),
            // The check digits of the IBAN fit, those of the account in it do not.
            ("NO6686011117948", CheckDigit),
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
