//! Identifiers of people and organisations: which texts are one, and the one spelling under which each is looked up.
//!
//! Every type is made by `parse`, which checks the published rule cited in its file, and has a `normal_form`: two
//! spellings of one identifier have the same normal form, two identifiers of one type never do (the exception, Swedish
//! ten-digit numbers, is explained at [`NationalId::normal_form`]). Look-up tokens (ADR 0004) are made from it.
//!
//! What this module deliberately does not do: it asks no register whether an identifier was issued, derives neither
//! sex nor birth date from a number (Norwegian numbers carry neither from 2032, and nothing here needs them), knows no
//! clock, and never holds or prints a value in an error or in `Debug`.

mod bank_account;
mod check_digit;
mod email;
mod national_id;
mod org_number;
mod personal_shape;
mod phone;

use thiserror::Error;

pub use bank_account::{BankAccount, BankAccountKind};
pub use email::EmailAddress;
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
            Self::CheckDigit => "check_digit",
            Self::NoSuchDate => "no_such_date",
            Self::NoSuchCountry => "no_such_country",
            Self::NotIssued => "not_issued",
            Self::NumberOfAPerson => "number_of_a_person",
        }
    }
}

/// The text without the separators people write between groups: spaces of any kind, hyphens and full stops.
///
/// # Errors
/// [`IdentifierError::TooLong`] past `limit` characters, so no input costs more than its limit.
fn without_separators(text: &str, limit: usize) -> Result<String, IdentifierError> {
    let mut characters = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.'));
    let kept: String = characters.by_ref().take(limit).collect();
    if characters.next().is_some() { Err(IdentifierError::TooLong) } else { Ok(kept) }
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reasons_are_stable_words() {
        assert_eq!(IdentifierError::TooShort.reason(), "too_short");
        assert_eq!(IdentifierError::NoSuchDate.reason(), "no_such_date");
        assert_eq!(IdentifierError::CheckDigit.to_string(), "the check digits do not fit");
    }

    #[test]
    fn debug_shows_no_value() {
        let shown = format!(
            "{:?} {:?} {:?} {:?} {:?}",
            NationalId::parse("13097248022").unwrap(),
            PhoneNumber::parse("+4799999999", None).unwrap(),
            EmailAddress::parse("ola@example.no").unwrap(),
            BankAccount::parse("86011117947").unwrap(),
            OrgNumber::parse("974760673").unwrap(),
        );
        assert_eq!(
            shown,
            "NationalId(***) PhoneNumber(***) EmailAddress(***) BankAccount(***) OrgNumber(***)"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_a_parser_panic(text in "(?s).{0,80}") {
            let _ = NationalId::parse(&text);
            let _ = NationalId::parse_with_series_2032(&text);
            let _ = PhoneNumber::parse(&text, Some(PhoneCountry::Norway));
            let _ = EmailAddress::parse(&text);
            let _ = BankAccount::parse(&text);
            let _ = OrgNumber::parse(&text);
            let _ = reads_as_personal(&text);
        }

        #[test]
        fn no_text_of_the_right_characters_makes_a_parser_panic(text in "[-+._ @0-9A-Za-z]{0,40}") {
            let _ = NationalId::parse_with_series_2032(&text);
            let _ = PhoneNumber::parse(&text, None);
            let _ = EmailAddress::parse(&text);
            let _ = BankAccount::parse(&text);
            let _ = OrgNumber::parse(&text);
            let _ = reads_as_personal(&text);
        }

        /// A normal form is itself such an identifier, and its own normal form.
        #[test]
        fn normal_forms_are_fixed_points(text in "[0-9]{8,12}") {
            if let Ok(id) = NationalId::parse_with_series_2032(&text) {
                let again = NationalId::parse_with_series_2032(&id.normal_form()).unwrap();
                prop_assert_eq!(again.normal_form(), id.normal_form());
            }
            if let Ok(account) = BankAccount::parse(&text) {
                prop_assert_eq!(BankAccount::parse(&account.normal_form()).unwrap().normal_form(), account.normal_form());
            }
            if let Ok(number) = OrgNumber::parse(&text) {
                prop_assert_eq!(OrgNumber::parse(&number.normal_form()).unwrap().normal_form(), number.normal_form());
            }
            if let Ok(number) = PhoneNumber::parse(&text, Some(PhoneCountry::Norway)) {
                prop_assert_eq!(PhoneNumber::parse(&number.normal_form(), None).unwrap().normal_form(), number.normal_form());
            }
        }
    }
}
