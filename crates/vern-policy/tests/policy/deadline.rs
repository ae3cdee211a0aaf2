//! Deadlines: a table of worked cases, and what holds of every deadline.
//!
//! The table's days were worked out by hand and checked by a program of its own, which shares nothing with this one (other holiday
//! tables, other Easter, other time-zone data); a case on which the two differ was settled by reading the rule again.

use std::collections::BTreeSet;

use jiff::civil::Date;
use proptest::prelude::*;
use vern_core::calendar::{CalendarName, SaturdayRule, TimeZoneName};
use vern_core::deadline::{Counting, CountingRules, Deadline, RollOver, Term};
use vern_core::time::Instant;
use vern_policy::rule_set::{calendars, counting};

const TABLE: &str = include_str!("deadline.csv");
const COLUMNS: &str = "rule;term;calendar;saturday;roll_over;time_zone;event;last_day;expires_at;why";

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(text.into()).unwrap()
}

fn term(text: &str) -> Term {
    match text.split_once(": ") {
        Some((unit, count)) => {
            serde_json::from_value(serde_json::json!({ unit: count.parse::<u32>().unwrap() })).unwrap()
        }
        None => parse(text),
    }
}

fn instant(text: &str) -> Instant {
    // Offsets are written to the minute; RFC 3339 wants seconds.
    let (day_and_time, offset) = text.split_at(16);
    Instant::from_timestamp(format!("{day_and_time}:00{offset}").parse().unwrap())
}

fn counting_of(rule: &str, fields: &[&str]) -> Counting<'static> {
    let [calendar, saturday, roll_over, time_zone] = fields else { panic!("four fields: {fields:?}") };
    match rule {
        "regulation" => {
            assert_eq!((*saturday, *roll_over), ("", ""), "the regulation leaves no choice");
            Counting::by_regulation_1182_71(
                calendar.parse().unwrap(),
                time_zone.parse().unwrap(),
                calendars(),
            )
        }
        "agreement" => counting(CountingRules {
            calendar: parse(calendar),
            saturday: parse(saturday),
            roll_over: parse(roll_over),
            time_zone: parse(time_zone),
        }),
        _ => panic!("no rule `{rule}`"),
    }
}

/// P-D11, P-D15, P-D19 and P-D20 are the rows at the end.
#[test]
fn p_d15_p_d20_every_worked_case() {
    let mut lines = TABLE.lines();
    assert_eq!(lines.next(), Some(COLUMNS));
    let (mut count, mut failures, mut seen) = (0, Vec::new(), BTreeSet::new());
    for line in lines.filter(|line| !line.starts_with('#')) {
        let fields: Vec<_> = line.split(';').collect();
        let [rule, length, _, _, _, _, event, last_day, expires_at, why] = fields[..] else {
            panic!("{line}")
        };
        assert!(!why.is_empty() && seen.insert(fields[..7].join(";")), "{line}");
        let counting = counting_of(rule, &fields[2..6]);
        let deadline = match event.parse::<Date>() {
            Ok(day) if !event.contains('T') => counting.deadline_from_day(term(length), day),
            _ => counting.deadline(term(length), instant(event)),
        };
        let expected = Deadline { last_day: last_day.parse().unwrap(), expires_at: instant(expires_at) };
        if deadline != expected {
            failures.push(format!("{line}\n    got {} {}", deadline.last_day, deadline.expires_at));
        }
        count += 1;
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    assert!(count >= 200, "{count} cases");
}

/// P-D20 and P-D15 together: a notice sent on Friday afternoon counts as received on Monday at the latest, and five days to object run
/// from there.
#[test]
fn p_d15_objection_runs_from_receipt() {
    let counting = counting(CountingRules {
        calendar: CalendarName::Sweden,
        saturday: SaturdayRule::DayOff,
        roll_over: RollOver::NextWorkingDay,
        time_zone: TimeZoneName::Stockholm,
    });
    let received = counting.deadline(Term::working_days(1).unwrap(), instant("2026-11-20T14:00+01:00"));
    assert_eq!(received.last_day, "2026-11-23".parse().unwrap());
    let objection = counting.deadline_from_day(parse("P5D"), received.last_day);
    assert_eq!(objection.last_day, "2026-11-30".parse().unwrap());
}

#[test]
fn rules_are_fields_of_an_agreement() {
    let text = r#"{"calendar":"NO","saturday":"day_off","roll_over":"previous_working_day","time_zone":"Europe/Oslo"}"#;
    let rules: CountingRules = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&rules).unwrap(), text);
    for bad in [text.replace("NO", "DK"), text.replace("Oslo", "Berlin"), text.replace("day_off", "off")] {
        assert!(serde_json::from_str::<CountingRules>(&bad).is_err(), "{bad}");
    }
    for text in ["\"P5D\"", "{\"working_days\":1}", "{\"hours\":72}"] {
        let term: Term = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&term).unwrap(), text);
        let yaml: Term = serde_saphyr::from_str(&text.replace(':', ": ")).unwrap();
        assert_eq!(yaml, term);
    }
}

/// The longest wait for a working day in any calendar shipped, over two centuries.
#[test]
fn a_working_day_is_never_far() {
    for (name, saturday, wait_days_max) in [
        (CalendarName::Norway, SaturdayRule::DayOff, 5), // from Maundy Thursday
        (CalendarName::Norway, SaturdayRule::WorkingDay, 3), // Whitsun and 17 May on the Tuesday
        (CalendarName::Sweden, SaturdayRule::DayOff, 5), // from Christmas Eve on a Wednesday
        (CalendarName::Sweden, SaturdayRule::WorkingDay, 4), // from Christmas Eve on a Thursday
        (CalendarName::Union, SaturdayRule::DayOff, 12), // from 22 December on a Saturday
        (CalendarName::Union, SaturdayRule::WorkingDay, 11), // from 23 December on a Sunday
    ] {
        let calendar = calendars().of(name);
        let mut day: Date = "1900-01-01".parse().unwrap();
        let mut longest = 0;
        while day.year() <= 2200 {
            let next = calendar.next_working_day(day, saturday);
            assert!(calendar.is_working_day(next, saturday), "{name} {day}");
            longest = longest.max(day.until(next).unwrap().get_days());
            day = day.tomorrow().unwrap();
        }
        assert_eq!(longest, wait_days_max, "{name} {saturday:?}");
    }
}

fn any_rules() -> impl Strategy<Value = CountingRules> {
    (0_usize..3, any::<bool>(), 0_usize..3, 0_usize..7).prop_map(|(calendar, saturday, roll_over, zone)| {
        CountingRules {
            calendar: CalendarName::ALL[calendar],
            saturday: if saturday { SaturdayRule::DayOff } else { SaturdayRule::WorkingDay },
            roll_over: [RollOver::NextWorkingDay, RollOver::None, RollOver::PreviousWorkingDay][roll_over],
            time_zone: TimeZoneName::ALL[zone],
        }
    })
}

fn any_counting() -> impl Strategy<Value = Counting<'static>> {
    (any_rules(), any::<bool>()).prop_map(|(rules, by_regulation)| {
        if by_regulation {
            Counting::by_regulation_1182_71(rules.calendar, rules.time_zone, calendars())
        } else {
            counting(rules)
        }
    })
}

fn any_term() -> impl Strategy<Value = Term> {
    prop_oneof![
        (1_u32..200).prop_map(|days| parse(&format!("P{days}D"))),
        (1_u32..30).prop_map(|months| parse(&format!("P{months}M"))),
        (0_u32..4, 0_u32..14, 1_u32..40)
            .prop_map(|(years, months, days)| { parse(&format!("P{years}Y{months}M{days}D")) }),
        (1_u16..60).prop_map(|count| Term::working_days(count).unwrap()),
        (1_u32..500).prop_map(|count| Term::hours(count).unwrap()),
    ]
}

/// 1995 to 2055.
const EVENTS: std::ops::Range<i64> = 788_918_400_000_000..2_682_374_400_000_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_later_event_never_ends_earlier(counting in any_counting(), term in any_term(), event in EVENTS, later in 0_i64..20 * 86_400_000_000) {
        let (first, second) = (Instant::from_micros(event), Instant::from_micros(event + later));
        let (first, second) = (counting.deadline(term, first), counting.deadline(term, second));
        prop_assert!(first.expires_at <= second.expires_at && first.last_day <= second.last_day);
    }

    #[test]
    fn it_ends_after_the_event_and_at_the_end_of_its_last_day(counting in any_counting(), term in any_term(), event in EVENTS) {
        let event = Instant::from_micros(event);
        let (deadline, zone) = (counting.deadline(term, event), counting.time_zone());
        prop_assert!(deadline.expires_at > event && !deadline.has_expired(event));
        prop_assert_eq!(zone.date_of(deadline.expires_at.plus_micros(-1)), deadline.last_day);
        if !matches!(term, Term::Hours(_)) {
            prop_assert!(deadline.last_day > zone.date_of(event));
            prop_assert_eq!(deadline.expires_at, zone.end_of(deadline.last_day));
            prop_assert_eq!(deadline, counting.deadline_from_day(term, zone.date_of(event)));
        }
    }

    #[test]
    fn rolled_or_counted_in_working_days_it_ends_on_one(rules in any_rules(), term in any_term(), event in EVENTS) {
        let deadline = counting(rules).deadline(term, Instant::from_micros(event));
        let worked = calendars().of(rules.calendar).is_working_day(deadline.last_day, rules.saturday);
        match term {
            Term::WorkingDays(_) => prop_assert!(worked),
            Term::Period(_) if rules.roll_over == RollOver::NextWorkingDay => prop_assert!(worked),
            Term::Period(_) | Term::Hours(_) => {}
        }
    }

    #[test]
    fn union_law_never_ends_on_a_weekend_or_holiday_and_holds_two_working_days(name in 0_usize..3, zone in 0_usize..7, days in 1_u32..40, event in EVENTS) {
        let (name, zone) = (CalendarName::ALL[name], TimeZoneName::ALL[zone]);
        let calendar = calendars().of(name);
        let way = Counting::by_regulation_1182_71(name, zone, calendars());
        let event = zone.date_of(Instant::from_micros(event));
        let last_day = way.deadline_from_day(parse(&format!("P{days}D")), event).last_day;
        let off = |day: Date| calendar.is_holiday(day) || day.weekday() == jiff::civil::Weekday::Saturday;
        prop_assert!(!off(last_day));
        prop_assert!(last_day.since(event).unwrap().get_days() >= i32::try_from(days).unwrap());
        let worked = event.series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day <= last_day).filter(|day| !off(*day)).count();
        let least = if days == 1 { 1 } else { 2 };
        prop_assert!(worked >= least);
    }

    #[test]
    fn rolling_moves_towards_its_name(rules in any_rules(), term in any_term(), event in EVENTS) {
        let end = |roll_over| counting(CountingRules { roll_over, ..rules }).deadline(term, Instant::from_micros(event)).last_day;
        prop_assert!(end(RollOver::PreviousWorkingDay) <= end(RollOver::None));
        prop_assert!(end(RollOver::None) <= end(RollOver::NextWorkingDay));
    }

    #[test]
    fn no_event_panics(counting in any_counting(), term in any_term(), event: i64, year in -9999_i16..=9999, of_year in 1_i16..=365) {
        let _ = counting.deadline(term, Instant::from_micros(event));
        let day = Date::new(year, 1, 1).unwrap().with().day_of_year(of_year).build().unwrap();
        let _ = counting.deadline_from_day(term, day);
    }
}
