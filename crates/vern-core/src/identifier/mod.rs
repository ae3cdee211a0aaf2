//! Identifiers of people and organisations: which texts are one, and the one spelling under which each is looked up.
//!
//! Every type is made by `parse`, which checks the published rule cited in its file, and has a `normal_form`: two
//! spellings of one identifier have the same normal form, two identifiers of one type never do (the exception, Swedish
//! ten-digit numbers, is explained at [`NationalId::normal_form`]). Look-up tokens (ADR 0004) are made from it.
//!
//! What this module deliberately does not do: it asks no register whether an identifier was issued, reads no sex from a
//! number (Norwegian ones carry none from 2032, and nothing here needs it), knows no clock, and never holds or prints a
//! value in an error or in `Debug`. Temporary Swedish numbers with letters (T-numbers and other reserve numbers of the
//! regions) are not read: each region has its own, and no rule is published for all.

mod bank_account;
mod check_digit;
mod email;
mod giro;
mod iban_country;
mod national_id;
mod org_number;
mod personal_shape;
mod phone;

use std::cmp::Ordering;
use std::fmt;

use thiserror::Error;

pub use bank_account::{BankAccount, BankAccountKind};
pub use email::EmailAddress;
pub use giro::{Bankgiro, Plusgiro};
pub use national_id::{CheckSeries, MonthSeries, NationalId, NationalIdKind};
pub use org_number::{OrgCountry, OrgNumber};
pub use personal_shape::{PersonalShape, reads_as_personal};
pub use phone::{PhoneCountry, PhoneNumber};

/// Why a text is not the identifier it was said to be. Holds no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum IdentifierError {
    /// Fewer characters than any such identifier has.
    #[error("too short")]
    TooShort,
    /// More characters than any such identifier has.
    #[error("too long")]
    TooLong,
    /// A character that does not occur in such an identifier, or one in the wrong place.
    #[error("has characters that do not belong")]
    WrongCharacters,
    /// A character outside ASCII in an e-mail address; a domain can be given in its `xn--` form instead.
    #[error("has characters outside ascii")]
    NotAscii,
    /// A check digit does not fit; most often one digit is mistyped.
    #[error("the check digits do not fit")]
    CheckDigit,
    /// The digits that stand for a date are no date.
    #[error("holds a date that does not exist")]
    NoSuchDate,
    /// The country is not one that issues such an identifier.
    #[error("the country is not known")]
    NoSuchCountry,
    /// Well formed, but in a range from which none is issued.
    #[error("no such number is issued")]
    NotIssued,
    /// A number of a person where one of an organisation was asked for.
    #[error("is the number of a person, not of an organisation")]
    NumberOfAPerson,
}

impl IdentifierError {
    /// A stable word for the reason, as API answers carry it.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::WrongCharacters => "wrong_characters",
            Self::NotAscii => "not_ascii",
            Self::CheckDigit => "check_digit",
            Self::NoSuchDate => "no_such_date",
            Self::NoSuchCountry => "no_such_country",
            Self::NotIssued => "not_issued",
            Self::NumberOfAPerson => "number_of_a_person",
        }
    }
}

/// Gives each type a `Debug` that prints its name and `***`: no value ends up in a log.
macro_rules! debug_shows_no_value {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    )+};
}

debug_shows_no_value!(BankAccount, Bankgiro, EmailAddress, NationalId, OrgNumber, PhoneNumber, Plusgiro);

/// A hyphen as typed, or one of the dashes and the minus that word processors put in its place.
fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// What people write between groups of digits: white space of any kind, hyphens and full stops.
fn is_separator(character: char) -> bool {
    character.is_whitespace() || character == '.' || is_hyphen(character)
}

/// The text without its separators.
///
/// # Errors
/// [`IdentifierError::TooLong`] past `limit` characters, so no input costs more than its limit.
fn without_separators(text: &str, limit: usize) -> Result<String, IdentifierError> {
    let mut characters = text.chars().filter(|character| !is_separator(*character));
    let kept: String = characters.by_ref().take(limit).collect();
    if characters.next().is_some() { Err(IdentifierError::TooLong) } else { Ok(kept) }
}

/// # Errors
/// `TooShort` or `TooLong` where a length is not the expected one.
fn check_length(length: usize, expected: usize) -> Result<(), IdentifierError> {
    match length.cmp(&expected) {
        Ordering::Less => Err(IdentifierError::TooShort),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(IdentifierError::TooLong),
    }
}

/// The values of a text of ASCII digits alone.
///
/// # Errors
/// [`IdentifierError::WrongCharacters`] for anything else; Arabic-Indic and full-width digits too.
fn digit_values(text: &str) -> Result<Vec<u8>, IdentifierError> {
    text.bytes()
        .map(|byte| byte.is_ascii_digit().then(|| byte.wrapping_sub(b'0')))
        .collect::<Option<_>>()
        .ok_or(IdentifierError::WrongCharacters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_stable_words_and_messages_lower_case() {
        use IdentifierError::{
            CheckDigit, NoSuchCountry, NoSuchDate, NotAscii, NotIssued, NumberOfAPerson, TooLong, TooShort,
            WrongCharacters,
        };
        let reasons = [
            (TooShort, "too_short"),
            (TooLong, "too_long"),
            (WrongCharacters, "wrong_characters"),
            (NotAscii, "not_ascii"),
            (CheckDigit, "check_digit"),
            (NoSuchDate, "no_such_date"),
            (NoSuchCountry, "no_such_country"),
            (NotIssued, "not_issued"),
            (NumberOfAPerson, "number_of_a_person"),
        ];
        for (error, reason) in reasons {
            let message = error.to_string();
            assert_eq!(error.reason(), reason);
            assert!(message == message.to_lowercase() && !message.ends_with('.'), "{message}");
        }
    }

    #[test]
    fn debug_shows_no_value() {
        let shown = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            NationalId::parse("13097248022").unwrap(),
            PhoneNumber::parse("+4799999999", None).unwrap(),
            EmailAddress::parse("ola@example.no").unwrap(),
            BankAccount::parse("86011117947").unwrap(),
            OrgNumber::parse("974760673").unwrap(),
            Bankgiro::parse("490-2201").unwrap(),
            Plusgiro::parse("490-2201").unwrap(),
        );
        assert_eq!(
            shown,
            "NationalId(***) PhoneNumber(***) EmailAddress(***) BankAccount(***) OrgNumber(***) Bankgiro(***) Plusgiro(***)"
        );
    }

    #[test]
    fn separators_of_word_processors_are_separators_too() {
        for text in ["12-34", "12.34", "12 34", "12\u{a0}34", "12\u{2011}34", "12–34", "12−34", "12\t34\n"]
        {
            assert_eq!(without_separators(text, 4).unwrap(), "1234", "{text:?}");
        }
        assert_eq!(without_separators("12/34", 9).unwrap(), "12/34");
        assert_eq!(without_separators("12345", 4), Err(IdentifierError::TooLong));
    }
}
