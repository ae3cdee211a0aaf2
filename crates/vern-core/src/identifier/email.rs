//! E-mail addresses: the part of RFC 5321 that people use.
//!
//! Read: a local part of 1 to 64 characters in dot-string form (§ 4.1.2, atext of RFC 5322 § 3.2.3), `@`, and a domain of
//! at least two labels of letters, digits and hyphens (§ 2.3.5, RFC 1035 § 2.3.1), 254 characters in all (RFC 3696
//! erratum 1690). A domain is compared without regard to case; a local part may by the letter of § 2.4 depend on it, so
//! it is kept as typed, but no mail service in use tells people apart by it, so the form to look up by is lower-case.
//!
//! Deliberately not read: quoted local parts, comments, address literals (`[192.0.2.1]`), local names without a domain,
//! and addresses with characters outside ASCII (RFC 6531): they are refused with a reason of their own, since a domain such as
//! `blåbær.no` can be given in its `xn--` form, and one spelling of each domain is all that exact search can find.
//! Dots and `+tag` in a local part are kept: only some services disregard them.

use super::IdentifierError;

const ADDRESS_BYTES_MAX: usize = 254;
const LOCAL_BYTES_MAX: usize = 64;
const LABEL_BYTES_MAX: usize = 63;

/// An e-mail address. `Debug` prints `EmailAddress(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress {
    /// The local part as typed, the domain in lower case.
    address: String,
    normal_form: String,
}

impl EmailAddress {
    /// Reads an address; white space around it is of no account.
    ///
    /// # Errors
    /// `TooShort` where a part is missing, `TooLong`, `NotAscii` or `WrongCharacters`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text = text.trim();
        if text.len() > ADDRESS_BYTES_MAX {
            return Err(IdentifierError::TooLong);
        }
        if !text.is_ascii() {
            return Err(IdentifierError::NotAscii);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(IdentifierError::WrongCharacters)?;
        check_local(local)?;
        check_domain(domain)?;
        let address = [local, "@", &domain.to_ascii_lowercase()].concat();
        let normal_form = address.to_ascii_lowercase();
        Ok(Self { address, normal_form })
    }

    /// The address to send to.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The form to look up by: all in lower case.
    #[must_use]
    pub fn normal_form(&self) -> String {
        self.normal_form.clone()
    }
}

fn check_local(local: &str) -> Result<(), IdentifierError> {
    match local.len() {
        0 => return Err(IdentifierError::TooShort),
        1..=LOCAL_BYTES_MAX => {}
        _ => return Err(IdentifierError::TooLong),
    }
    let sound = local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atext));
    if sound { Ok(()) } else { Err(IdentifierError::WrongCharacters) }
}

fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn check_domain(domain: &str) -> Result<(), IdentifierError> {
    let Some((_, top)) = domain.rsplit_once('.') else {
        return Err(IdentifierError::TooShort);
    };
    if top.len() < 2 {
        return Err(IdentifierError::TooShort);
    }
    if domain.split('.').any(|label| label.len() > LABEL_BYTES_MAX) {
        return Err(IdentifierError::TooLong);
    }
    // A top-level domain of digits would be an IPv4 address (RFC 3696 § 2).
    let sound = domain.split('.').all(is_label) && !top.bytes().all(|byte| byte.is_ascii_digit());
    if sound { Ok(()) } else { Err(IdentifierError::WrongCharacters) }
}

fn is_label(label: &str) -> bool {
    let characters = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    !label.is_empty() && characters && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_people_have() {
        let cases = [
            ("Ola.Nordmann@Example.NO", "Ola.Nordmann@example.no", "ola.nordmann@example.no"),
            (
                " kari+nyhetsbrev@mail.example.com\n",
                "kari+nyhetsbrev@mail.example.com",
                "kari+nyhetsbrev@mail.example.com",
            ),
            ("o'neill_99@xn--blbr-roah.no", "o'neill_99@xn--blbr-roah.no", "o'neill_99@xn--blbr-roah.no"),
        ];
        for (text, address, normal_form) in cases {
            let parsed = EmailAddress::parse(text).unwrap();
            assert_eq!((parsed.address(), parsed.normal_form().as_str()), (address, normal_form));
        }
    }

    #[test]
    fn parts_may_be_as_long_as_the_rules_allow() {
        let (local, label) = ("a".repeat(64), "b".repeat(63));
        let longest = format!("{local}@{label}.{label}.{}.no", "c".repeat(254 - 64 - 1 - 2 * 64 - 3));
        assert_eq!(longest.len(), 254);
        assert!(EmailAddress::parse(&longest).is_ok());
        assert_eq!(EmailAddress::parse(&longest.replace(".no", ".com")), Err(IdentifierError::TooLong));
    }

    #[test]
    fn each_reason() {
        use IdentifierError::{NotAscii, TooLong, TooShort, WrongCharacters};
        let long_local = format!("{}@example.no", "a".repeat(65));
        let long_label = format!("a@{}.no", "a".repeat(64));
        let long = format!("a@{}example.no", "abcdefgh.".repeat(30));
        let cases = [
            ("", WrongCharacters),
            ("example.no", WrongCharacters),
            ("@example.no", TooShort),
            ("ola@", TooShort),
            ("ola@localhost", TooShort),
            ("ola@example.n", TooShort),
            (long_local.as_str(), TooLong),
            (long_label.as_str(), TooLong),
            (long.as_str(), TooLong),
            ("ola..n@example.no", WrongCharacters),
            (".ola@example.no", WrongCharacters),
            ("ola n@example.no", WrongCharacters),
            ("ola@kari@example.no", WrongCharacters),
            ("\"ola\"@example.no", WrongCharacters),
            ("ola@[192.0.2.1]", WrongCharacters),
            ("ola@192.0.2.11", WrongCharacters),
            ("ola@-example.no", WrongCharacters),
            ("ola@example..no", WrongCharacters),
            ("ola@blåbær.no", NotAscii),
            ("bjørn@example.no", NotAscii),
            ("ola@example.no\u{200b}", NotAscii),
            ("ola@exa\u{0}mple.no", WrongCharacters),
        ];
        for (text, expected) in cases {
            assert_eq!(EmailAddress::parse(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn case_never_matters_to_the_normal_form(local in "[a-zA-Z0-9]{1,20}", domain in "[a-zA-Z]{2,10}") {
            let text = format!("{local}@{domain}.no");
            let parsed = EmailAddress::parse(&text).unwrap();
            let upper = EmailAddress::parse(&text.to_uppercase()).unwrap();
            prop_assert_eq!(parsed.normal_form(), upper.normal_form());
            prop_assert_eq!(EmailAddress::parse(&parsed.normal_form()).unwrap().normal_form(), parsed.normal_form());
        }
    }
}
