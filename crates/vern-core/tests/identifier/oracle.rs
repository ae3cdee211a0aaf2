//! A slow second opinion on each check digit, written from the publications in another way than the code: digits named one
//! by one, remainders found by trial, long division on paper.

use jiff::civil::{Date, date};
use vern_core::identifier::{BankAccount, Bankgiro, CheckSeries, NationalId, OrgNumber, Plusgiro};

fn digits(text: &str) -> Vec<i64> {
    text.chars().map(|c| i64::from(c.to_digit(10).unwrap())).collect()
}

/// k1 = {11, 12, 13, 14} − (sum MOD 11) as Skatteetaten writes it; a k1 of 10 is thrown away, 11 and more wrap around.
fn first_digits(nine: &str) -> Vec<(i64, CheckSeries)> {
    let [d1, d2, m1, m2, y1, y2, i1, i2, i3] = digits(nine).try_into().unwrap();
    let sum = d1 * 3 + d2 * 7 + m1 * 6 + m2 + y1 * 8 + y2 * 9 + i1 * 4 + i2 * 5 + i3 * 2;
    [11, 12, 13, 14]
        .into_iter()
        .map(|minuend| (minuend, minuend - sum % 11))
        .map(|(minuend, k1)| (minuend, if k1 > 10 { k1 - 11 } else { k1 }))
        .filter(|(_, k1)| *k1 != 10)
        .map(|(minuend, k1)| (k1, if minuend == 11 { CheckSeries::Classic } else { CheckSeries::From2032 }))
        .collect()
}

fn second_digit(nine: &str, k1: i64) -> Option<i64> {
    let [d1, d2, m1, m2, y1, y2, i1, i2, i3] = digits(nine).try_into().unwrap();
    let sum = d1 * 5 + d2 * 4 + m1 * 3 + m2 * 2 + y1 * 7 + y2 * 6 + i1 * 5 + i2 * 4 + i3 * 3 + k1 * 2;
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        k2 => Some(k2),
    }
}

/// Every number with these nine digits that the publication allows.
pub(crate) fn norwegian_numbers(nine: &str) -> Vec<(String, CheckSeries)> {
    let complete = |(k1, series)| second_digit(nine, k1).map(|k2| (format!("{nine}{k1}{k2}"), series));
    first_digits(nine).into_iter().filter_map(complete).collect()
}

/// The digit that makes the sum a multiple of ten when every second digit from the right is written twice as large and the
/// figures of the products are added.
pub(crate) fn luhn_digit(body: &str) -> u32 {
    let doubled = |(place, digit): (usize, char)| {
        let value = digit.to_digit(10).unwrap();
        if place % 2 == 0 { (2 * value).to_string() } else { value.to_string() }
    };
    let figures: String = body.chars().rev().enumerate().map(doubled).collect();
    let sum: u32 = figures.chars().map(|figure| figure.to_digit(10).unwrap()).sum();
    (0..10).find(|digit| (sum + digit).is_multiple_of(10)).unwrap()
}

/// The two digits of an IBAN by long division: letters become two figures, then one figure after the other is brought down.
pub(crate) fn iban_digits(country: &str, account: &str) -> String {
    let figures: String =
        format!("{account}{country}00").chars().map(|c| c.to_digit(36).unwrap().to_string()).collect();
    let rest = figures.chars().fold(0, |rest, figure| (rest * 10 + figure.to_digit(10).unwrap()) % 97);
    format!("{:02}", 98 - rest)
}

/// The last digit under the modulus 11 of Brønnøysund and the banks: weights 2 to 7 from the right, over and over.
pub(crate) fn mod_11_digit(body: &str) -> Option<i64> {
    let weights = [2, 3, 4, 5, 6, 7].into_iter().cycle();
    let sum: i64 = digits(body).into_iter().rev().zip(weights).map(|(digit, weight)| digit * weight).sum();
    match sum % 11 {
        0 => Some(0),
        1 => None,
        rest => Some(11 - rest),
    }
}

#[test]
fn of_all_check_digits_exactly_the_published_ones_are_read() {
    for date in ["130972", "150219", "301082", "020132", "530972", "135272", "109155", "418190", "290200"] {
        for individual in (0..1000).step_by(37) {
            let nine = format!("{date}{individual:03}");
            let expected = norwegian_numbers(&nine);
            for check in 0..100 {
                let text = format!("{nine}{check:02}");
                let series = expected.iter().find(|(number, _)| *number == text).map(|(_, series)| *series);
                let read = NationalId::parse_with_series_2032(&text).ok();
                assert_eq!(read.map(|id| id.check_series()), series, "{text}");
                let classic = series == Some(CheckSeries::Classic);
                assert_eq!(NationalId::parse(&text).is_ok(), classic, "{text}");
            }
        }
    }
}

/// Every day that the table of individual numbers covers, in each series of its row, and no other day.
#[test]
fn every_birth_date_from_1854_to_2031_is_read_back() {
    let individual = |year: i16| match year {
        1854..=1899 => vec![500, 749],
        1900..=1939 => vec![0, 499],
        1940..=1999 => vec![0, 499, 900, 999],
        _ => vec![500, 999],
    };
    let mut day = date(1854, 1, 1);
    while day <= date(2031, 12, 31) {
        for individual in individual(day.year()) {
            // The nearest individual numbers that have a classic first digit; some have none.
            let near = if individual % 500 == 0 || individual == 900 { 0..=9 } else { -9..=0 };
            let numbers = near.flat_map(|step| norwegian_numbers(&nine(day, individual + step)));
            let classic = numbers.filter(|(_, series)| *series == CheckSeries::Classic);
            for (text, _) in classic.take(1) {
                let born = NationalId::parse(&text).unwrap().birth_date(date(2031, 12, 31));
                assert_eq!(born, Some(day), "{text}");
            }
        }
        day = day.tomorrow().unwrap();
    }
}

fn nine(day: Date, individual: i32) -> String {
    format!("{:02}{:02}{:02}{individual:03}", day.day(), day.month(), day.year() % 100)
}

/// Of the days 00 to 99 in the months 00 to 99, those that a calendar has, in each of the published series.
#[test]
fn exactly_the_days_of_the_calendar_are_read() {
    let mut days_read = 0;
    for day in 0..100 {
        for month in 0..100 {
            let Some((text, _)) = norwegian_numbers(&format!("{day:02}{month:02}00501")).pop() else {
                continue;
            };
            let plain_month = [0, 40, 65, 80].into_iter().find(|added| (1..=12).contains(&(month - added)));
            let plain_day = if day > 40 { day - 40 } else { day };
            let exists = plain_month.is_some_and(|added| {
                let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
                (1..=lengths[usize::try_from(month - added - 1).unwrap()]).contains(&plain_day)
            });
            assert_eq!(NationalId::parse_with_series_2032(&text).is_ok(), exists, "{text}");
            days_read += usize::from(exists);
        }
    }
    assert!(days_read > 2500, "{days_read}: nearly every day has a number that can be tried");
}

#[test]
fn of_all_last_digits_exactly_the_luhn_digit_is_read() {
    for nine in ["811218987", "701063239", "189001019", "556036079", "212000014", "556047352"] {
        for digit in 0..10 {
            let text = format!("{nine}{digit}");
            let sound = digit == luhn_digit(nine);
            let is_person = NationalId::parse(&text).is_ok();
            assert_eq!(is_person || OrgNumber::parse(&text).is_ok(), sound, "{text}");
        }
    }
    for body in ["490220", "160990", "5805620", "9000001"] {
        for digit in 0..10 {
            let text = format!("{body}{digit}");
            assert_eq!(Bankgiro::parse(&text).is_ok(), digit == luhn_digit(body), "{text}");
            assert_eq!(Plusgiro::parse(&text).is_ok(), digit == luhn_digit(body), "{text}");
        }
    }
}

#[test]
fn of_all_last_digits_exactly_the_mod_11_digit_is_read() {
    for body in 0..2000 {
        let (org, account) = (format!("9{:07}", body * 4_999), format!("8601{:06}", 110_000 + body * 431));
        for digit in 0..10 {
            let org_number = format!("{org}{digit}");
            assert_eq!(
                OrgNumber::parse(&org_number).is_ok(),
                Some(digit) == mod_11_digit(&org),
                "{org_number}"
            );
            let text = format!("{account}{digit}");
            assert_eq!(BankAccount::parse(&text).is_ok(), Some(digit) == mod_11_digit(&account), "{text}");
        }
    }
}

#[test]
fn of_all_iban_digits_exactly_the_remainder_is_read() {
    for (country, account) in
        [("SE", "50000000058398257466"), ("NL", "ABNA0417164300"), ("NO", "86011117947")]
    {
        for check in 0..100 {
            let iban = format!("{country}{check:02}{account}");
            let sound = iban.starts_with(&format!("{country}{}", iban_digits(country, account)));
            assert_eq!(BankAccount::parse(&iban).is_ok(), sound, "{iban}");
        }
    }
}
