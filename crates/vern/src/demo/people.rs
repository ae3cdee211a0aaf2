//! Made-up people, always the same: names drawn from short lists, addresses under example.com (RFC 2606), phone numbers of the ranges Ofcom keeps free for
//! drama, identity numbers of Skatteetaten's synthetic series (month + 80), accounts of register number 0000, which no bank has. Nobody real can be met or rung.

use vern_app::record::PutRequest;
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::organisation::{ALL, Actor};

/// People are dealt out in rounds of so many; the first round has every kind, so that a small demo has all there is to try.
pub(super) const ROUND: u32 = 50;
/// A day.
pub(super) const DAY_MICROS: i64 = 86_400_000_000;

/// Ranges of a thousand numbers each that are never given to anyone (Ofcom, Telephone numbers for use in TV and radio drama programmes).
const DRAMA: [&str; 20] = [
    "+441134960",
    "+441144960",
    "+441154960",
    "+441164960",
    "+441174960",
    "+441184960",
    "+441214960",
    "+441314960",
    "+441414960",
    "+441514960",
    "+441614960",
    "+442079460",
    "+441914980",
    "+442896496",
    "+442920180",
    "+441632960",
    "+447700900",
    "+448081570",
    "+449098790",
    "+443069990",
];
const GIVEN: [&str; 24] = [
    "Anja", "Bjørn", "Celine", "Dag", "Eline", "Farid", "Guro", "Håkon", "Ingrid", "Jonas", "Kari", "Leif",
    "Mona", "Nils", "Oda", "Per", "Ragnhild", "Sindre", "Tuva", "Ulrik", "Vilde", "Yusuf", "Åse", "Øyvind",
];
const FAMILY: [&str; 24] = [
    "Aasen",
    "Berg",
    "Christiansen",
    "Dahl",
    "Engen",
    "Fjeld",
    "Granli",
    "Haugen",
    "Iversen",
    "Jakobsen",
    "Kvam",
    "Lund",
    "Moen",
    "Nygård",
    "Olsen",
    "Pettersen",
    "Rønning",
    "Solberg",
    "Tangen",
    "Ulven",
    "Vik",
    "Wold",
    "Ødegård",
    "Åmodt",
];
pub(super) const PLACES: [&str; 6] = ["Bergen", "Tromsø", "Trondheim", "Oslo", "Kristiansand", "Bodø"];
const STREETS: [&str; 6] =
    ["Øvre vei", "Strandgata", "Kirkebakken", "Møllelia", "Skolesvingen", "Havneveien"];
const WEIGHTS_FIRST: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const WEIGHTS_SECOND: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const WEIGHTS_ACCOUNT: [u32; 4] = [5, 4, 3, 2];

/// Fields of a person: data types and values.
pub(super) type Fields = Vec<(&'static str, String)>;

/// People of one kind at one controller.
pub(super) struct Group {
    /// Who registers them.
    pub(super) actor: Actor,
    /// What their keys begin with.
    pub(super) kind: &'static str,
    pub(super) activity: &'static str,
    pub(super) category: &'static str,
    /// How many of each round.
    pub(super) of_round: u32,
    /// Over how many days back they were registered.
    pub(super) days: u64,
    pub(super) has_consented: bool,
    /// What is known of the one with a number.
    pub(super) fields: fn(&mut Numbers, u32) -> Fields,
}

impl Group {
    /// So many of each round: who registers them; what their keys begin with, their activity and category; what is known of each.
    pub(super) const fn of(
        actor: Actor,
        (kind, activity, category): (&'static str, &'static str, &'static str),
        of_round: u32,
        fields: fn(&mut Numbers, u32) -> Fields,
    ) -> Self {
        Self { actor, kind, activity, category, of_round, days: 300, has_consented: false, fields }
    }
}

/// One made-up person's record.
pub(super) struct Person {
    pub(super) actor: Actor,
    pub(super) key: String,
    pub(super) request: PutRequest,
}

/// A small generator of numbers (`SplitMix64`, public domain): the same seed gives the same people.
pub(super) struct Numbers(u64);

impl Numbers {
    pub(super) fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below.max(1)
    }

    pub(super) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let below = u64::try_from(list.len()).unwrap_or(1);
        let index = usize::try_from(self.next(below)).unwrap_or(0);
        list.get(index).copied().unwrap_or_default()
    }
}

/// Which group the one with a number is in.
fn group_of(number: u32) -> Option<&'static Group> {
    let mut place = number % ROUND;
    for group in ALL.into_iter().flat_map(|organisation| organisation.groups) {
        match place.checked_sub(group.of_round) {
            Some(rest) => place = rest,
            None => return Some(group),
        }
    }
    None
}

/// The person with a number.
pub(super) fn person(number: u32, now: Instant) -> Option<Person> {
    let group = group_of(number)?;
    let mut numbers = Numbers(u64::from(number) ^ 0x5645_524E);
    let fields = (group.fields)(&mut numbers, number);
    // The first round is spread evenly: there is one of every age.
    let age_days = if number < ROUND {
        u64::from(number).wrapping_mul(7) % group.days.max(1)
    } else {
        numbers.next(group.days)
    };
    let age = i64::try_from(age_days).unwrap_or(0) * DAY_MICROS
        + i64::try_from(numbers.next(80_000_000_000)).unwrap_or(0);
    Some(Person {
        actor: group.actor,
        key: format!("{}-{number:05}", group.kind),
        request: PutRequest {
            activity: group.activity.to_owned(),
            category: Some(group.category.to_owned()),
            fields: fields.into_iter().map(|(id, value)| (id.to_owned(), Personal::new(value))).collect(),
            collected_at: Some(now.plus_micros(-age)),
            consent_given: group.has_consented,
            ..PutRequest::default()
        },
    })
}

pub(super) fn given_name(numbers: &mut Numbers) -> &'static str {
    numbers.pick(&GIVEN)
}

pub(super) fn family_name(numbers: &mut Numbers) -> &'static str {
    numbers.pick(&FAMILY)
}

pub(super) fn name(numbers: &mut Numbers) -> String {
    let (given, family) = (given_name(numbers), family_name(numbers));
    format!("{given} {family}")
}

pub(super) fn email(number: u32) -> String {
    format!("person-{number}@example.com")
}

pub(super) fn address(numbers: &mut Numbers) -> String {
    let (street, house) = (numbers.pick(&STREETS), 1 + numbers.next(80));
    format!("{street} {house}, {}", numbers.pick(&PLACES))
}

/// One number for each of the first 20,000, then from the start again.
pub(super) fn phone(number: u32) -> String {
    let range = usize::try_from(number / 1000).unwrap_or(0) % DRAMA.len();
    format!("{}{:03}", DRAMA.get(range).copied().unwrap_or_default(), number % 1000)
}

/// A day of this year that has passed.
pub(super) fn day(numbers: &mut Numbers) -> String {
    let (month, day) = (1 + numbers.next(10), 1 + numbers.next(28));
    format!("2026-{month:02}-{day:02}")
}

/// A synthetic identity number: a birthday with 80 added to its month, both check digits right.
pub(super) fn national_id(numbers: &mut Numbers) -> String {
    loop {
        let (day, month, year) = (1 + numbers.next(28), 81 + numbers.next(12), 40 + numbers.next(60));
        let first = format!("{day:02}{month:02}{year:02}{:03}", 100 + numbers.next(399));
        let Some(one) = check_digit(&first, &WEIGHTS_FIRST) else { continue };
        let ten = format!("{first}{one}");
        if let Some(two) = check_digit(&ten, &WEIGHTS_SECOND) {
            return format!("{ten}{two}");
        }
    }
}

/// An account no bank has: register number 0000, group 00.
pub(super) fn bank_account(numbers: &mut Numbers) -> String {
    loop {
        let own = format!("{:04}", numbers.next(10_000));
        if let Some(check) = check_digit(&own, &WEIGHTS_ACCOUNT) {
            return format!("000000{own}{check}");
        }
    }
}

/// What makes the weighted sum divisible by eleven; none where that would take a ten.
fn check_digit(digits: &str, weights: &[u32]) -> Option<u32> {
    let values = digits.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = values.zip(weights).map(|(value, weight)| value * weight).sum();
    let check = (11 - sum % 11) % 11;
    (check < 10).then_some(check)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use vern_core::identifier::{BankAccount, NationalId};

    use super::*;

    #[test]
    fn people_are_always_the_same_and_keys_are_not_personal() {
        let now = Instant::from_micros(1_800_000_000_000_000);
        for number in 0..2_000 {
            let (a, b) = (person(number, now).unwrap(), person(number, now).unwrap());
            assert_eq!(a.key, b.key);
            assert_eq!(a.request.fields, b.request.fields);
            assert!(a.key.parse::<vern_core::record::RecordKey>().is_ok(), "{}", a.key);
        }
    }

    #[test]
    fn a_round_is_full_and_the_first_has_everyone_the_things_are_about() {
        let groups = || ALL.into_iter().flat_map(|organisation| organisation.groups);
        assert_eq!(groups().map(|group| group.of_round).sum::<u32>(), ROUND);
        let now = Instant::from_micros(1_800_000_000_000_000);
        let first: BTreeSet<String> = (0..ROUND).map(|number| person(number, now).unwrap().key).collect();
        for organisation in ALL {
            for mark in organisation.marks {
                assert!(first.contains(mark.key), "{}", mark.key);
            }
        }
    }

    #[test]
    fn numbers_are_sound_and_nobodys() {
        for seed in 0..500 {
            let mut numbers = Numbers(seed);
            let id = national_id(&mut numbers);
            assert!(NationalId::parse(&id).is_ok(), "{id}");
            assert!((81..=92).contains(&id[2..4].parse::<u32>().unwrap()), "{id} may be someone's");
            let account = bank_account(&mut numbers);
            assert!(account.starts_with("000000") && BankAccount::parse(&account).is_ok(), "{account}");
        }
    }
}
