//! The three check-digit rules the identifiers share, and the calendar rule of those that hold a date.
//!
//! It deliberately knows no identifier: lengths, offsets and messages stand with each type.

use jiff::civil::Date;

/// Sum of digit times weight, digit by digit from the left, modulo 11. Digits past the weights do not count.
pub(super) fn weighted_mod_11(digits: &[u8], weights: &[u32]) -> u32 {
    let sum: u32 =
        digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit).wrapping_mul(*weight)).sum();
    sum % 11
}

/// Luhn (ISO/IEC 7812-1 annex B): from the right, every second digit doubled, digit sums added, a multiple of ten.
pub(super) fn luhn_holds(digits: &[u8]) -> bool {
    let sum: u32 = (0_u32..)
        .zip(digits.iter().rev())
        .map(|(place, digit)| match u32::from(*digit) {
            value if place.is_multiple_of(2) => value,
            value if value < 5 => value * 2,
            value => value * 2 - 9,
        })
        .sum();
    !digits.is_empty() && sum.is_multiple_of(10)
}

/// ISO 7064 MOD 97-10 as ISO 13616 (IBAN) uses it: the text as one number, letters counted `A` = 10 to `Z` = 35.
/// `None` where a character is neither a digit nor a capital letter.
pub(super) fn mod_97(characters: impl Iterator<Item = char>) -> Option<u32> {
    let mut remainder: u32 = 0;
    for character in characters {
        let value = if character.is_ascii_lowercase() { None } else { character.to_digit(36) }?;
        let shifted = if value < 10 { remainder * 10 } else { remainder * 100 };
        remainder = (shifted + value) % 97;
    }
    Some(remainder)
}

/// The day, if it exists.
pub(super) fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The number that a few digits spell, most significant first.
pub(super) fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0_u32, |number, digit| number.wrapping_mul(10).wrapping_add(u32::from(*digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_of_published_numbers() {
        assert!(luhn_holds(&[8, 1, 1, 2, 1, 8, 9, 8, 7, 6]));
        assert!(!luhn_holds(&[8, 1, 1, 2, 1, 8, 9, 8, 7, 7]));
        assert!(!luhn_holds(&[]));
    }

    #[test]
    fn mod_97_of_a_published_iban() {
        assert_eq!(mod_97("86011117947NO93".chars()), Some(1));
        assert_eq!(mod_97("86011117947no93".chars()), None);
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        assert!(date(2000, 2, 29).is_some() && date(1996, 2, 29).is_some() && date(1999, 12, 31).is_some());
        assert!(date(1900, 2, 29).is_none() && date(2001, 2, 29).is_none() && date(1999, 4, 31).is_none());
        assert!(date(1999, 0, 1).is_none() && date(1999, 13, 1).is_none() && date(1999, 1, 0).is_none());
        assert!(date(99_999, 1, 1).is_none() && date(1999, 1, 300).is_none());
    }
}
