//! Whether a record key reads as something about a person (ADR 0004): keys stand in URLs and logs, so none may be an
//! identity number, an e-mail address, a telephone number or a bank account.
//!
//! A guard against habit, not against intent: who writes a number backwards passes. It weighs two faults against each
//! other, a number let through and an ordinary key refused, and chooses thus:
//!
//! | shape | where it fires |
//! | --- | --- |
//! | e-mail address | anywhere between white space and punctuation |
//! | IBAN | the whole key, or a part between separators: country, structure and check digits leave one in thousands |
//! | Norwegian identity number | the whole key, or neighbouring groups of eleven digits in it (`p_130972-48022`), old and 2032 series, D, H and synthetic |
//! | Swedish VAT number of a person | the whole key, or a part between separators: `SE`, the identity number and `01` |
//! | Swedish identity number | the whole key; inside a key only with its century 18 or 19, since `job-20261122-0017` has the same form |
//! | Norwegian bank account | the whole key; inside a key only as `1234.56.78903`. Of random keys of eleven digits alone, 9 in 100 are refused |
//! | telephone number | the whole key: `+`, a country code and up to 15 digits, eight digits from 2 on, 47 and such eight, 00 and 10–15 digits |
//!
//! Between digits `.`, `-`, `_` and spaces are of no account. Never refused: a UUID, alone or as the end of a key (`order-` and a UUID),
//! and 32 hexadecimal digits, and, but for
//! the Norwegian identity number and the IBAN, keys that begin with a date of this century (`2026-11-22-001`,
//! `20261122` alone; no Norwegian telephone number is known to begin with 20).
//!
//! Deliberately not here: names, addresses and plate numbers, and an identity number spread over letters.

use super::check_digit::{date, number};
use super::{
    BankAccount, BankAccountKind, EmailAddress, IdentifierError, NationalId, OrgNumber, PhoneNumber,
};

/// Keys have at most 64 characters; of a longer text only as much is read, so no text costs more.
const CHARACTERS_MAX: usize = 256;
/// Characters of a UUID in its usual form.
const UUID_LENGTH: usize = 36;

/// What a text reads as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PersonalShape {
    /// A Norwegian or Swedish identity number.
    NationalId,
    /// An e-mail address.
    EmailAddress,
    /// A telephone number.
    PhoneNumber,
    /// A Norwegian bank account or an IBAN.
    BankAccount,
}

/// What the text reads as, or `None` for an ordinary key. See the head of this file for what fires and why.
#[must_use]
pub fn reads_as_personal(text: &str) -> Option<PersonalShape> {
    let end = text.char_indices().nth(CHARACTERS_MAX).map_or(text.len(), |(at, _)| at);
    let text = before_uuid(text.get(..end).unwrap_or(text).trim());
    if is_too_short(text) || is_random_id(text) {
        return None;
    }
    if holds_email(text) {
        Some(PersonalShape::EmailAddress)
    } else if holds_national_id(text) {
        Some(PersonalShape::NationalId)
    } else if holds_bank_account(text) {
        Some(PersonalShape::BankAccount)
    } else {
        is_phone(text).then_some(PersonalShape::PhoneNumber)
    }
}

/// Shorter than each shape: no telephone number without `+` has fewer than eight digits, no IBAN fewer than fifteen letters and digits.
/// Most keys end here, and every operation asks.
fn is_too_short(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters_and_digits = text.bytes().filter(u8::is_ascii_alphanumeric).count();
    digits < 8 && letters_and_digits < 15 && text.is_ascii() && !text.contains(['@', '+'])
}

/// What stands before a UUID that ends a key (`account-019ab0c5-…`), and else the whole: random digits make many shapes.
fn before_uuid(text: &str) -> &str {
    let Some((before, last)) = text.len().checked_sub(UUID_LENGTH).and_then(|at| text.split_at_checked(at))
    else {
        return text;
    };
    let is_uuid = last.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && last.split('-').all(is_hex);
    let stands_apart = before.chars().next_back().is_none_or(is_separator);
    if is_uuid && stands_apart { before } else { text }
}

/// 32 hexadecimal digits with a letter among them: random digits make many shapes.
fn is_random_id(text: &str) -> bool {
    text.len() == 32 && is_hex(text) && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn holds_email(text: &str) -> bool {
    text.contains('@')
        && text
            .split(|c: char| c.is_whitespace() || "<>()[],;:\"".contains(c))
            .any(|part| EmailAddress::parse(part).is_ok())
}

fn holds_national_id(text: &str) -> bool {
    let whole = digits_of_whole(text).and_then(|digits| NationalId::parse_with_series_2032(&digits).ok());
    let dated = begins_with_date(text);
    whole.is_some_and(|id| id.is_norwegian() || !dated)
        || is_vat_number_of_a_person(&without_separators(text))
        || text.split(is_separator).any(is_vat_number_of_a_person)
        || runs(text).iter().any(|run| run_holds_national_id(run))
}

/// A Swedish sole trader's VAT number is the personal number with `SE` before and `01` after it.
fn is_vat_number_of_a_person(part: &str) -> bool {
    let is_swedish = part.get(..2).is_some_and(|country| country.eq_ignore_ascii_case("SE"));
    is_swedish && OrgNumber::parse(part) == Err(IdentifierError::NumberOfAPerson)
}

/// Whether neighbouring groups of a run add up to an identity number.
fn run_holds_national_id(run: &[Group<'_>]) -> bool {
    (0..run.len()).any(|from| {
        let mut digits = String::new();
        run.iter().skip(from).map_while(|group| extend_within(&mut digits, group.digits, 12)).any(|joined| {
            let parsed = NationalId::parse_with_series_2032(&joined);
            let century_typed = joined.len() == 12 && (joined.starts_with("18") || joined.starts_with("19"));
            parsed.is_ok_and(|id| id.is_norwegian() || century_typed)
        })
    })
}

/// The digits so far with a group more, or `None` past the limit.
fn extend_within(digits: &mut String, more: &str, limit: usize) -> Option<String> {
    digits.push_str(more);
    (digits.len() <= limit).then(|| digits.clone())
}

fn holds_bank_account(text: &str) -> bool {
    let is_iban =
        |part: &str| BankAccount::parse(part).is_ok_and(|account| account.kind() == BankAccountKind::Iban);
    let whole_is_account = digits_of_whole(text).is_some_and(|digits| BankAccount::parse(&digits).is_ok());
    is_iban(&without_separators(text))
        || text.split(is_separator).any(is_iban)
        || (whole_is_account && !begins_with_date(text))
        || runs(text).iter().any(|run| run_holds_written_account(run))
}

/// Whether a run holds an account as banks write it: groups of 4, 2 and 5 with full stops or spaces between.
fn run_holds_written_account(run: &[Group<'_>]) -> bool {
    run.windows(3).any(|window| match window {
        [bank, group, account] => {
            let lengths = (bank.digits.len(), group.digits.len(), account.digits.len()) == (4, 2, 5);
            let written =
                [group.separator, account.separator].into_iter().all(|c| matches!(c, Some('.' | ' ')));
            lengths
                && written
                && BankAccount::parse(&[bank.digits, group.digits, account.digits].concat()).is_ok()
        }
        _ => false,
    })
}

fn is_phone(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('+') {
        return digits_of_whole(rest)
            .is_some_and(|digits| PhoneNumber::parse(&["+", &digits].concat(), None).is_ok());
    }
    let Some(digits) = digits_of_whole(text).filter(|_| !begins_with_date(text)) else {
        return false;
    };
    match (digits.len(), digits.strip_prefix("00"), digits.strip_prefix("47")) {
        (12..=17, Some(number), _) => PhoneNumber::parse(&["+", number].concat(), None).is_ok(),
        (10, _, Some(subscriber)) => PhoneNumber::parse(&["+47", subscriber].concat(), None).is_ok(),
        (8, _, _) => PhoneNumber::parse(&["+47", &digits].concat(), None).is_ok(),
        _ => false,
    }
}

fn is_separator(character: char) -> bool {
    character == '_' || super::is_separator(character)
}

fn without_separators(text: &str) -> String {
    text.chars().filter(|c| !is_separator(*c)).collect()
}

/// The digits of a text that is nothing but digits and separators; a `+` is taken for the Swedish one and left out.
fn digits_of_whole(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|c| !is_separator(*c) && *c != '+').collect();
    (!kept.is_empty() && kept.bytes().all(|byte| byte.is_ascii_digit())).then_some(kept)
}

/// Whether the text begins with a date of this century: groups of 4, 2 and 2 digits, or is eight such digits alone.
fn begins_with_date(text: &str) -> bool {
    let groups: Vec<&str> = text.splitn(4, is_separator).collect();
    let (year, month, day) = match groups.as_slice() {
        [year, month, day, ..] => (*year, *month, *day),
        [alone] if alone.len() == 8 && alone.is_ascii() => {
            let (year, rest) = alone.split_at_checked(4).unwrap_or_default();
            let (month, day) = rest.split_at_checked(2).unwrap_or_default();
            (year, month, day)
        }
        _ => return false,
    };
    let spelled = |part: &str| super::digit_values(part).map(|values| number(&values)).unwrap_or_default();
    let form = (year.len(), month.len(), day.len()) == (4, 2, 2) && year.starts_with("20");
    form && date(spelled(year), spelled(month), spelled(day)).is_some()
}

/// Digits without a break, and the separator that ties them to the group before, if one does.
struct Group<'a> {
    digits: &'a str,
    separator: Option<char>,
}

/// The text cut into runs: groups of digits with exactly one separator between each two. Anything else ends a run.
fn runs(text: &str) -> Vec<Vec<Group<'_>>> {
    let mut runs: Vec<Vec<Group<'_>>> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (between, from_digit) = rest.split_at_checked(at).unwrap_or_default();
        let end = from_digit.find(|c: char| !c.is_ascii_digit()).unwrap_or(from_digit.len());
        let (digits, after) = from_digit.split_at_checked(end).unwrap_or_default();
        let mut characters = between.chars();
        let tie = characters.next().filter(|c| is_separator(*c) && characters.next().is_none());
        match (runs.last_mut(), tie) {
            (Some(run), Some(_)) => run.push(Group { digits, separator: tie }),
            _ => runs.push(vec![Group { digits, separator: None }]),
        }
        rest = after;
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_keys_pass() {
        let keys = [
            "chat-000123",
            "applicant-20000",
            "invoice-2026-11-22",
            "order-2026-11-22-001",
            "2026-11-22",
            "20261122",
            "2026-11-22-001",
            "2026-11-22-0017",
            "job-202611221230",
            "job-20261122-0017",
            "invoice-1",
            "1",
            "42",
            "000123",
            "0000012345",
            "0012345678",
            "10000000",
            "12345678",
            "v1.2.3",
            "10.0.0.1",
            "192.168.1.100",
            "case_2026_0001",
            "019a3c5e-7d1f-7c3a-9b1e-2f4a6c8e0b1d",
            "13097248-0221-1309-7248-022130972480",
            "customer.42.order.7",
            "d41d8cd98f00b204e9800998ecf8427e",
            "a13097248022b4e9800998ecf8427e00",
            "NO-12",
            "SE556036079301",
            "974760673",
            "kunde-99999999",
            "ref-4799999999",
            "",
            "-",
            "....",
            "a@b",
            "ticket-1234567890",
            "SO-2026-000042",
            "7f83b1657ff1fc53",
            "order-12345678901",
            "00000000000000000000",
        ];
        for key in keys {
            assert_eq!(reads_as_personal(key), None, "{key}");
        }
    }

    #[test]
    fn personal_keys_are_named() {
        use PersonalShape::{BankAccount, EmailAddress, NationalId, PhoneNumber};
        let keys = [
            ("13097248022", NationalId),
            ("130972-48022", NationalId),
            ("130972_48022", NationalId),
            ("13.09.72.48022", NationalId),
            ("130972 48022", NationalId),
            ("patient-13097248022", NationalId),
            ("patient-13097248022-2", NationalId),
            ("p130972-48022x", NationalId),
            ("x_130972.48022_7", NationalId),
            ("53097248016", NationalId),
            ("13527248013", NationalId),
            ("10915596784", NationalId),
            ("30108299939", NationalId),
            ("811218-9876", NationalId),
            ("811218+9876", NationalId),
            ("198112189876", NationalId),
            ("kund-19811218-9876", NationalId),
            ("kund_198112189876", NationalId),
            ("701063-2391", NationalId),
            ("kund-19150072-2390", NationalId),
            ("SE811218987601", NationalId),
            ("SE-811218-9876-01", NationalId),
            ("kund-se811218987601", NationalId),
            ("ola.nordmann@example.no", EmailAddress),
            ("mail:Ola@Example.no", EmailAddress),
            ("+4799999999", PhoneNumber),
            ("+47-999-99-999", PhoneNumber),
            ("4799999999", PhoneNumber),
            ("004799999999", PhoneNumber),
            ("99999999", PhoneNumber),
            ("999.99.999", PhoneNumber),
            ("99_99_99_99", PhoneNumber),
            ("+46701740605", PhoneNumber),
            ("86011117947", BankAccount),
            ("8601.11.17947", BankAccount),
            ("8601-11-17947", BankAccount),
            ("konto-8601.11.17947", BankAccount),
            ("NO9386011117947", BankAccount),
            ("NO93-8601-1117-947", BankAccount),
            ("iban-NO9386011117947", BankAccount),
            ("GB29NWBK60161331926819", BankAccount),
        ];
        for (key, shape) in keys {
            assert_eq!(reads_as_personal(key), Some(shape), "{key}");
        }
    }

    #[test]
    fn digits_of_a_uuid_count_for_nothing_and_those_before_it_do() {
        let uuid = "019ab0c5-0000-1309-7248-022fe0000000";
        assert_eq!(reads_as_personal("1309-7248-022f"), Some(PersonalShape::NationalId));
        for key in [uuid.to_owned(), format!("account-{uuid}"), format!("sign-in-{}", uuid.to_uppercase())] {
            assert_eq!(reads_as_personal(&key), None, "{key}");
        }
        for key in [format!("13097248022-{uuid}"), format!("p_130972-48022-{uuid}"), format!("x{uuid}")] {
            assert_eq!(reads_as_personal(&key), Some(PersonalShape::NationalId), "{key}");
        }
    }

    #[test]
    fn runs_end_at_letters_and_at_two_separators() {
        let lengths = |text| -> Vec<Vec<usize>> {
            runs(text).iter().map(|run| run.iter().map(|group| group.digits.len()).collect()).collect()
        };
        assert_eq!(lengths("ab-12-345--6.7æ8"), [vec![2, 3], vec![1, 1], vec![1]]);
        assert!(lengths("").is_empty() && lengths("abc").is_empty());
    }

    proptest! {
        #[test]
        fn a_uuid_never_fires(bytes: u128, word in "[a-z][a-z-]{0,12}") {
            let hex = format!("{bytes:032x}");
            let uuid = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-");
            prop_assert_eq!(reads_as_personal(&uuid), None);
            prop_assert_eq!(reads_as_personal(&format!("{word}-{uuid}")), None);
        }

        #[test]
        fn a_word_and_a_serial_number_never_fire(word in "[a-z]{3,12}", serial in 0u64..10_000_000_000) {
            prop_assert_eq!(reads_as_personal(&format!("{word}-{serial}")), None);
            prop_assert_eq!(reads_as_personal(&format!("{word}-{serial:09}")), None);
        }

        #[test]
        fn a_word_a_date_of_this_century_and_a_serial_number_never_fire(
            word in "[a-z]{3,12}", year in 2000u32..2040, month in 1u32..13, day in 1u32..29, serial in 0u32..10_000,
        ) {
            prop_assert_eq!(reads_as_personal(&format!("{word}-{year}-{month:02}-{day:02}-{serial:04}")), None);
            prop_assert_eq!(reads_as_personal(&format!("{word}-{year}{month:02}{day:02}-{serial:04}")), None);
            prop_assert_eq!(reads_as_personal(&format!("{year}-{month:02}-{day:02}")), None);
        }

        #[test]
        fn every_sound_identity_number_fires(digits in "[0-9]{11}", prefix in "[a-z]{0,5}-?") {
            if NationalId::parse_with_series_2032(&digits).is_ok() {
                prop_assert_eq!(reads_as_personal(&[prefix, digits].concat()), Some(PersonalShape::NationalId));
            }
        }

        #[test]
        fn every_norwegian_number_of_eight_digits_fires(digits in "(2[1-9]|[3-9][0-9])[0-9]{6}") {
            prop_assert_eq!(reads_as_personal(&digits), Some(PersonalShape::PhoneNumber));
        }
    }
}
