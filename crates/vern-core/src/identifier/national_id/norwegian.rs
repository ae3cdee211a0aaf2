//! Norwegian fødselsnummer, D-number, H-number and the synthetic numbers built like them.
//!
//! Eleven digits DDMMYY·III·K₁K₂ (folkeregisterforskriften § 2-2-1).
//!
//! **Check digits**, as Skatteetaten publishes them with examples and a validator
//! (<https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/>):
//! - K₁: 3·7·6·1·8·9·4·5·2 over the first nine digits plus K₁, modulo 11, is 0. In numbers issued from 1 January 2032 it may
//!   be 0, 1, 2 or 3, so each nine digits have up to four K₁. A K₁ of 10 is never issued.
//! - K₂: 5·4·3·2·7·6·5·4·3·2 over the first ten digits plus K₂, modulo 11, is 0. The same from 2032. It alone finds every
//!   single wrong digit, so the wider K₁ costs nothing there.
//!
//! **Series**, by what is added to the date:
//! - 40 to the day: a D-number. It goes together with each of the others.
//! - 40 to the month: an H-number (Direktoratet for e-helse, HIS 1001), or a synthetic number of NAV (Dolly).
//! - 80 to the month: a synthetic number of Skatteetaten (Tenor, Test-Norge).
//! - 65 to the month: a synthetic number of Norsk Helsenett (Persontjenesten; bekkopen/NoCommons issue 57).
//!
//! **Century**, by individual number, until 2031: 500–749 with years 54–99 is 1854–1899; 000–499 is 1900–1999; 900–999 with
//! years 40–99 is 1940–1999; 500–999 with years 00–39 is 2000–2039. From 2032 Skatteetaten issues from 999 downwards for every
//! birth date, and the individual number says neither century nor sex; numbers already issued are kept.
//!
//! Deliberately not checked: that some century fits. Skatteetaten's own list of valid examples has a synthetic D-number
//! (`41819077302`: year 90, individual number 773) that stands in no row of the table, and from 2032 the table no longer
//! holds for anyone. So 29 February is accepted for every two-digit year divisible by four, 00 among them, as
//! Skatteetaten's validator does.
//!
//! Not read: FH-numbers (health service, first digit 8 or 9, no date), NAV's NPID (20 added to the month) and DUF numbers.

use super::{Birth, BirthYear, CheckSeries, MonthSeries, NationalId, NationalIdKind, pairs};
use crate::identifier::IdentifierError;
use crate::identifier::check_digit::{date, number, weighted_mod_11};

/// From this year on a number on paper may be one that says no century.
pub(super) const NO_CENTURY_FROM_YEAR: i16 = 2032;

const FIRST_WEIGHTS: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND_WEIGHTS: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// # Errors
/// `NoSuchDate` or `CheckDigit`. INVARIANT: `values` are the eleven `digits`.
pub(super) fn read(digits: String, values: &[u8]) -> Result<NationalId, IdentifierError> {
    let [day, month, year] = pairs(values)?;
    let (month_series, month) = match month {
        41..=52 => (MonthSeries::Plus40, month - 40),
        66..=77 => (MonthSeries::Plus65, month - 65),
        81..=92 => (MonthSeries::Plus80, month - 80),
        _ => (MonthSeries::Plain, month),
    };
    let (kind, day) = match day {
        41..=71 => (NationalIdKind::DNumber, day - 40),
        _ => (NationalIdKind::Fodselsnummer, day),
    };
    // The year 2000 was a leap year, so no day of any century is refused.
    date(2000 + year, month, day).ok_or(IdentifierError::NoSuchDate)?;
    let check_series = check_series(values)?;
    let individual = number(values.get(6..9).unwrap_or_default());
    let year = match check_series {
        CheckSeries::Classic => year_of_series(individual, year).map_or(BirthYear::Unknown, BirthYear::Full),
        CheckSeries::From2032 => BirthYear::Unknown,
    };
    Ok(NationalId { digits, kind, month_series, check_series, birth: Birth { year, month, day } })
}

fn check_series(values: &[u8]) -> Result<CheckSeries, IdentifierError> {
    let series = match weighted_mod_11(values, &FIRST_WEIGHTS) {
        0 => CheckSeries::Classic,
        1..=3 => CheckSeries::From2032,
        _ => return Err(IdentifierError::CheckDigit),
    };
    if weighted_mod_11(values, &SECOND_WEIGHTS) == 0 { Ok(series) } else { Err(IdentifierError::CheckDigit) }
}

/// The year of birth by the table in force until 2031, or `None` for a pair that stands in no row of it.
fn year_of_series(individual: u32, two_digits: u32) -> Option<u32> {
    match (individual, two_digits) {
        (0..=499, _) | (900..=999, 40..) => Some(1900 + two_digits),
        (500..=749, 54..) => Some(1800 + two_digits),
        (500..=999, 0..40) => Some(2000 + two_digits),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_centuries_at_its_edges() {
        let cases = [
            (500, 53, None),
            (500, 54, Some(1854)),
            (749, 99, Some(1899)),
            (750, 54, None),
            (750, 40, None),
            (0, 0, Some(1900)),
            (499, 99, Some(1999)),
            (899, 99, None),
            (900, 39, Some(2039)),
            (900, 40, Some(1940)),
            (999, 99, Some(1999)),
            (500, 0, Some(2000)),
            (999, 39, Some(2039)),
        ];
        for (individual, two_digits, year) in cases {
            assert_eq!(year_of_series(individual, two_digits), year, "{individual} {two_digits}");
        }
    }
}
