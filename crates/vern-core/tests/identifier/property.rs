//! Laws that hold for every text: no panic, normal forms that are fixed points, and single mistakes that are found.

use jiff::civil::date;
use proptest::prelude::*;
use vern_core::identifier::{
    BankAccount, Bankgiro, EmailAddress, NationalId, OrgNumber, PhoneCountry, PhoneNumber, Plusgiro,
    reads_as_personal,
};

use crate::oracle::{iban_digits, luhn_digit, mod_11_digit, norwegian_numbers};

/// Hands a text to everything that reads one. A number that is read must also have a normal form that is read as itself.
fn read_by_all(text: &str) {
    let today = date(2026, 11, 22);
    if let Ok(id) = NationalId::parse_with_series_2032(text) {
        let again = NationalId::parse_with_series_2032(&id.normal_form()).unwrap();
        assert_eq!(again.normal_form(), id.normal_form());
        assert!(id.birth_date(today).is_none_or(|born| born <= today));
        let spelled = NationalId::parse_with_series_2032(id.digits()).unwrap();
        assert_eq!((spelled.kind(), spelled.digits()), (id.kind(), id.digits()));
    }
    assert!(
        NationalId::parse(text).is_err()
            || NationalId::parse(text) == NationalId::parse_with_series_2032(text)
    );
    for country in [None, Some(PhoneCountry::Norway), Some(PhoneCountry::Sweden)] {
        if let Ok(number) = PhoneNumber::parse(text, country) {
            assert!(PhoneNumber::parse(&number.normal_form(), None).unwrap() == number);
        }
    }
    if let Ok(address) = EmailAddress::parse(text) {
        let again = EmailAddress::parse(&address.normal_form()).unwrap();
        assert_eq!(again.normal_form(), address.normal_form());
    }
    if let Ok(account) = BankAccount::parse(text) {
        assert_eq!(BankAccount::parse(&account.normal_form()).unwrap().normal_form(), account.normal_form());
    }
    if let Ok(number) = OrgNumber::parse(text) {
        assert!(OrgNumber::parse(&number.normal_form()).unwrap() == number);
    }
    if let Ok(number) = Bankgiro::parse(text) {
        assert!(Bankgiro::parse(&number.normal_form()).unwrap() == number);
    }
    if let Ok(number) = Plusgiro::parse(text) {
        assert!(Plusgiro::parse(&number.normal_form()).unwrap() == number);
    }
    let _ = reads_as_personal(text);
}

/// A number with one digit replaced by another.
fn with_one_wrong(text: &str, at: usize, step: u8) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let at = at % bytes.len();
    bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
    String::from_utf8(bytes).unwrap()
}

/// A number of each kind whose check digits the oracle has made.
fn sound_number() -> impl Strategy<Value = String> {
    let norwegian = (1u32..29, 1u32..13, 0u32..100, 0u32..1000, 0usize..2, 0usize..4)
        .prop_map(|(day, month, year, individual, d_number, series)| {
            let (day, month) = (day + [0, 40][d_number], month + [0, 40, 65, 80][series]);
            norwegian_numbers(&format!("{day:02}{month:02}{year:02}{individual:03}"))
        })
        .prop_filter_map("no check digits", |numbers| numbers.first().map(|(number, _)| number.clone()));
    let swedish = (0u32..100, 1u32..13, 1u32..29, 1u32..1000, 0usize..2).prop_map(
        |(year, month, day, individual, samordning)| {
            let day = day + [0, 60][samordning];
            let body = format!("{year:02}{month:02}{day:02}{individual:03}");
            format!("{body}{}", luhn_digit(&body))
        },
    );
    let organisation = (80_000_000u32..100_000_000)
        .prop_map(|body| body.to_string())
        .prop_filter_map("no check digit", |body| mod_11_digit(&body).map(|digit| format!("{body}{digit}")));
    // Digits 5 and 6 are not both 0: accounts between banks may fit a second rule that does not cover the first four.
    let account = (0u32..10_000, 1u32..100, 0u32..10_000)
        .prop_map(|(bank, group, number)| format!("{bank:04}{group:02}{number:04}"))
        .prop_filter_map("no check digit", |body| mod_11_digit(&body).map(|digit| format!("{body}{digit}")));
    prop_oneof![norwegian, swedish, organisation, account]
}

/// Which types read it, by name.
fn read_as(text: &str) -> Vec<&'static str> {
    let readers = [
        ("national id", NationalId::parse_with_series_2032(text).is_ok()),
        ("organisation", OrgNumber::parse(text).is_ok()),
        ("account", BankAccount::parse(text).is_ok()),
    ];
    readers.into_iter().filter_map(|(name, read)| read.then_some(name)).collect()
}

#[test]
fn very_long_texts_are_refused() {
    for unit in ["1", "-", "é", "\u{0}", "+", "(0)", "a@", "a.", "\u{10ffff}", " 1", "13097248022"] {
        let text = unit.repeat(100_000);
        read_by_all(&text);
        assert!(read_as(&text).is_empty() && EmailAddress::parse(&text).is_err(), "{unit:?}");
        assert!(PhoneNumber::parse(&text, Some(PhoneCountry::Norway)).is_err(), "{unit:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text: String) {
        read_by_all(&text);
    }

    #[test]
    fn no_text_with_control_characters_makes_a_reader_panic(text in "(?s)[\\x00-\\x7f\u{80}-\u{a0}٠-٩０-９–−\u{202e}]{0,60}") {
        read_by_all(&text);
    }

    #[test]
    fn no_text_of_the_right_characters_makes_a_reader_panic(text in "[-+._ @()/0-9A-Za-z]{0,40}") {
        read_by_all(&text);
    }

    #[test]
    fn no_number_makes_a_reader_panic(text in "(\\+|00|SE|NO|16|19)?[0-9]{5,16}(MVA|01)?") {
        read_by_all(&text);
    }

    #[test]
    fn an_address_is_its_own_normal_form_in_lower_case(local in "[a-z0-9.+_'-]{1,70}", domain in "[a-z0-9.-]{1,70}") {
        read_by_all(&format!("{local}@{domain}"));
    }

    /// Each number is read by its own type, and by another only as the same digits may well be.
    #[test]
    fn sound_numbers_are_read(number in sound_number()) {
        prop_assert!(!read_as(&number).is_empty(), "{}", number);
        read_by_all(&number);
    }

    /// Modulo 11 with weights that are no multiples of 11, and Luhn, find every single wrong digit.
    #[test]
    fn a_single_wrong_digit_is_found(number in sound_number(), at: usize, step in 1u8..10) {
        let wrong = with_one_wrong(&number, at, step);
        let (right, now) = (read_as(&number), read_as(&wrong));
        let interbank = now.contains(&"account") && wrong[4..6] == *"00";
        prop_assert!(interbank || right.iter().all(|reader| !now.contains(reader)), "{} {}", number, wrong);
    }

    /// MOD 97-10 finds every single wrong digit too, 97 being prime and no multiple of the difference.
    #[test]
    fn a_single_wrong_digit_in_an_iban_is_found(account in "[0-9]{20}", at: usize, step in 1u8..10) {
        let iban = format!("{}{account}", iban_digits("SE", &account));
        read_by_all(&format!("SE{iban}"));
        let (right, wrong) = (format!("SE{iban}"), format!("SE{}", with_one_wrong(&iban, at, step)));
        prop_assert!(BankAccount::parse(&right).is_ok() && BankAccount::parse(&wrong).is_err());
    }

    #[test]
    fn separators_change_nothing(number in sound_number(), at in prop::collection::vec((0usize..12, 0usize..6), 0..4)) {
        let mut spelled: Vec<char> = number.chars().collect();
        for (place, separator) in at {
            spelled.insert(place.min(spelled.len()), ['-', ' ', '.', '\u{a0}', '\u{2013}', '\t'][separator]);
        }
        let spelled: String = spelled.into_iter().collect();
        prop_assert_eq!(read_as(&spelled), read_as(&number));
    }
}
