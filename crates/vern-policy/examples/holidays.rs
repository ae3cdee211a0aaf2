//! The holidays shipped, for whoever wants to compare them: `cargo run -p vern-policy --example holidays -- 2000 2050`, lines
//! `calendar,date,kind,id,name`. `e2e/holidays.test.mjs` holds them against another program's.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a tool for development")]

use vern_core::calendar::{CalendarName, HolidayKind};
use vern_policy::rule_set::Holidays;

fn main() {
    let mut years = std::env::args().skip(1).map(|year| year.parse::<i16>().expect("a year"));
    let (first, last) = (years.next().unwrap_or(2000), years.next().unwrap_or(2050));
    for name in CalendarName::ALL {
        let holidays = Holidays::shipped(name);
        for (day, rule) in (first..=last).flat_map(|year| holidays.calendar().holidays(year)) {
            let kind = match rule.kind() {
                HolidayKind::Public => "public",
                HolidayKind::Equal => "equal",
            };
            let named = holidays.name_of_rule(rule).map_or("", |words| words.en.as_str());
            println!("{name},{day},{kind},{},{named}", rule.id());
        }
    }
}
