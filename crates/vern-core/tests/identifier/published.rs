//! Example numbers as authorities and registries publish them. None belongs to a living person: they are synthetic, on lists
//! of numbers that are never given out, or the numbers of public bodies.

use jiff::civil::{Date, date};
use vern_core::identifier::{
    BankAccount, CheckSeries, IdentifierError, MonthSeries, NationalId, NationalIdKind,
};

fn national_id(text: &str) -> NationalId {
    NationalId::parse_with_series_2032(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn today() -> Date {
    date(2026, 11, 22)
}

/// Skatteetaten, `foedselsnummer.csv` beside its validator for the numbers of 2032: number, synthetic, valid.
#[test]
fn numbers_of_skatteetaten_for_2032() {
    let valid = [
        ("30108299939", false, CheckSeries::From2032, NationalIdKind::Fodselsnummer),
        ("30908299902", true, CheckSeries::From2032, NationalIdKind::Fodselsnummer),
        ("20036914700", false, CheckSeries::Classic, NationalIdKind::Fodselsnummer),
        ("03851598730", true, CheckSeries::Classic, NationalIdKind::Fodselsnummer),
        ("29020073150", false, CheckSeries::Classic, NationalIdKind::Fodselsnummer),
        ("55102499947", false, CheckSeries::From2032, NationalIdKind::DNumber),
        ("41819077906", true, CheckSeries::From2032, NationalIdKind::DNumber),
        ("41819077302", true, CheckSeries::Classic, NationalIdKind::DNumber),
    ];
    for (text, synthetic, check_series, kind) in valid {
        let id = national_id(text);
        assert_eq!(
            (id.is_synthetic(), id.check_series(), id.kind()),
            (Some(synthetic), check_series, kind),
            "{text}"
        );
    }
    for (text, reason) in
        [("20036914712", IdentifierError::CheckDigit), ("29020105729", IdentifierError::NoSuchDate)]
    {
        assert_eq!(NationalId::parse_with_series_2032(text), Err(reason), "{text}");
    }
}

/// The worked examples of the same page: two people born 30 October 1982 share nine digits from 2032.
#[test]
fn worked_examples_of_the_2032_rule() {
    for text in ["02013299997", "02013299903", "02013299806", "30108299920", "30108299939"] {
        assert_eq!(national_id(text).kind(), NationalIdKind::Fodselsnummer, "{text}");
    }
    assert!(NationalId::parse("30108299920").is_ok(), "K1 of remainder 0 fits both rules");
    assert_eq!(NationalId::parse("30108299939"), Err(IdentifierError::CheckDigit));
}

/// Synthetic people of NAV and of Skatteetaten with their birth dates, as published in navikt/fnrvalidator issue 116, but
/// for the row whose date is not the one in its numbers.
#[test]
fn synthetic_people_and_their_birth_dates() {
    use MonthSeries::{Plus40, Plus80};
    let people = [
        (date(1976, 10, 15), Plus40, "15507600333", "55507608360"),
        (date(2020, 2, 29), Plus40, "29422059278", "69422056629"),
        (date(2003, 4, 5), Plus40, "05440355678", "45440356293"),
        (date(1994, 2, 12), Plus40, "12429400544", "52429405181"),
        (date(1952, 10, 12), Plus40, "12505209719", "52505209540"),
        (date(1936, 8, 21), Plus40, "21483609245", "61483601467"),
        (date(2020, 11, 17), Plus80, "17912099997", "57912075186"),
        (date(2020, 2, 29), Plus80, "29822099635", "69822075096"),
        (date(2003, 4, 5), Plus80, "05840399895", "45840375084"),
        (date(1994, 2, 12), Plus80, "12829499914", "52829400197"),
        (date(1952, 10, 12), Plus80, "12905299938", "52905200100"),
        (date(1936, 8, 21), Plus80, "21883649874", "61883600222"),
        (date(1897, 12, 21), Plus80, "21929774873", "61929750062"),
    ];
    for (born, series, fodselsnummer, d_number) in people {
        for (text, kind) in
            [(fodselsnummer, NationalIdKind::Fodselsnummer), (d_number, NationalIdKind::DNumber)]
        {
            let id = NationalId::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((id.kind(), id.month_series()), (kind, series), "{text}");
            assert_eq!(id.birth_date(today()), Some(born), "{text}");
            assert_eq!(id.is_synthetic(), (series == Plus80).then_some(true), "{text}");
        }
    }
}

#[test]
fn a_norwegian_birth_date_is_told_only_where_it_is_certain() {
    let number = national_id("20036914700");
    assert_eq!(number.birth_date(date(2031, 12, 31)), Some(date(1969, 3, 20)));
    assert_eq!(number.birth_date(date(2032, 1, 1)), None, "from 2032 new numbers look like old ones");
    assert_eq!(number.birth_date(date(1969, 3, 19)), None, "not born yet");
    assert_eq!(national_id("30108299939").birth_date(today()), None, "the 2032 series says no century");
    assert_eq!(national_id("41819077302").birth_date(today()), None, "stands in no row of the table");
}

/// The first of Skatteverket's list of personnummer for tests, and others of its publications.
#[test]
fn personnummer_for_tests() {
    let cases = [
        ("18900101-9802", Some(date(1890, 1, 1))),
        ("189001029819", Some(date(1890, 1, 2))),
        ("18901221-9805", Some(date(1890, 12, 21))),
        ("18910321-9805", Some(date(1891, 3, 21))),
        ("19121212-1212", Some(date(1912, 12, 12))),
        ("19121212+1212", Some(date(1912, 12, 12))),
        ("121212+1212", Some(date(1912, 12, 12))),
        ("121212-1212", Some(date(2012, 12, 12))),
        ("1212121212", None),
        ("811218-9876", Some(date(1981, 12, 18))),
        ("640823-3234", Some(date(1964, 8, 23))),
        // Made up with a birth number of the lists: a leap day that the year 2000 had and 1900 had not.
        ("000229-9808", Some(date(2000, 2, 29))),
        ("000229+9808", None),
    ];
    for (text, born) in cases {
        let id = national_id(text);
        assert_eq!((id.kind(), id.birth_date(today())), (NationalIdKind::Personnummer, born), "{text}");
        assert_eq!(id.is_synthetic(), None, "{text}");
    }
}

/// `701063-2391` is Skatteverket's example; the rest stand on its list of samordningsnummer for tests, with their unknown
/// months and days.
#[test]
fn samordningsnummer_for_tests() {
    let cases = [
        ("701063-2391", Some(date(1970, 10, 3))),
        ("19140168-2396", Some(date(1914, 1, 8))),
        ("19160391-2385", Some(date(1916, 3, 31))),
        ("19150072-2390", None),
        ("19171160-2399", None),
        ("19310060-2394", None),
        ("19430091-2385", None),
        // Made up with a birth number of the list: the last month, and no day.
        ("811260-2381", None),
    ];
    for (text, born) in cases {
        let id = national_id(text);
        assert_eq!((id.kind(), id.birth_date(today())), (NationalIdKind::Samordningsnummer, born), "{text}");
    }
    // Month and day may be unknown, but not impossible: 30 February.
    assert_eq!(NationalId::parse("19250290-2384"), Err(IdentifierError::NoSuchDate));
}

/// A hyphen becomes a plus in the year in which a person turns a hundred, whatever the day.
#[test]
fn the_sign_of_a_personnummer_turns_with_the_year() {
    let (hyphen, plus) = (national_id("121212-1212"), national_id("121212+1212"));
    let cases = [
        (date(2011, 12, 31), Some(date(1912, 12, 12)), Some(date(1812, 12, 12))),
        (date(2012, 1, 1), None, Some(date(1912, 12, 12))),
        (date(2012, 12, 12), Some(date(2012, 12, 12)), Some(date(1912, 12, 12))),
        (date(2111, 12, 31), Some(date(2012, 12, 12)), Some(date(1912, 12, 12))),
    ];
    for (written_on, under_100, over_100) in cases {
        assert_eq!(hyphen.birth_date(written_on), under_100, "{written_on}");
        assert_eq!(plus.birth_date(written_on), over_100, "{written_on}");
    }
}

/// The example of every EEA country and of the neighbours most written to, from the SWIFT IBAN Registry.
#[test]
fn example_ibans_of_the_registry() {
    let published = [
        "AD12 0001 2030 2003 5910 0100",
        "AT61 1904 3002 3457 3201",
        "BE68 5390 0754 7034",
        "BG80 BNBG 9661 1020 3456 78",
        "CH93 0076 2011 6238 5295 7",
        "CY17 0020 0128 0000 0012 0052 7600",
        "CZ65 0800 0000 1920 0014 5399",
        "DE89 3704 0044 0532 0130 00",
        "DK50 0040 0440 1162 43",
        "EE38 2200 2210 2014 5685",
        "ES91 2100 0418 4502 0005 1332",
        "FI21 1234 5600 0007 85",
        "FO62 6460 0001 6316 34",
        "FR14 2004 1010 0505 0001 3M02 606",
        "GB29 NWBK 6016 1331 9268 19",
        "GI75 NWBK 0000 0000 7099 453",
        "GL89 6471 0001 0002 06",
        "GR16 0110 1250 0000 0001 2300 695",
        "HR12 1001 0051 8630 0016 0",
        "HU42 1177 3016 1111 1018 0000 0000",
        "IE29 AIBK 9311 5212 3456 78",
        "IS14 0159 2600 7654 5510 7303 39",
        "IT60 X054 2811 1010 0000 0123 456",
        "LI21 0881 0000 2324 013A A",
        "LT12 1000 0111 0100 1000",
        "LU28 0019 4006 4475 0000",
        "LV80 BANK 0000 4351 9500 1",
        "MC11 1273 9000 7000 1111 1000 h79",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "MU17 BOMM 0101 1010 3030 0200 000M UR",
        "NL91 ABNA 0417 1643 00",
        "NO93 8601 1117 947",
        "PL61 1090 1014 0000 0712 1981 2874",
        "PT50 0002 0123 1234 5678 9015 4",
        "RO49 AAAA 1B31 0075 9384 0000",
        "SE45 5000 0000 0583 9825 7466",
        "SI56 1910 0000 0123 438",
        "SK31 1200 0000 1987 4263 7541",
        "SM86 U032 2509 8000 0000 0270 100",
        "TR33 0006 1005 1978 6457 8413 26",
        "XK05 1212 0123 4567 8906",
    ];
    for text in published {
        let account = BankAccount::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(account.normal_form(), text.replace(' ', "").to_uppercase());
    }
    let eea = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO";
    for country in eea.split(' ') {
        assert!(published.iter().any(|text| text.starts_with(country)), "{country}");
    }
}
