//! Made-up people, always the same: names drawn from short lists, addresses under example.com (RFC 2606), phone numbers of the ranges
//! Ofcom keeps free for drama. Nobody real can be met or rung.

use vern_app::record::PutRequest;
use vern_core::personal::Personal;
use vern_core::time::Instant;

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
const TITLES: [&str; 6] =
    ["Daglig leder", "Innkjøper", "Rørlegger", "Kontorleder", "Prosjektleder", "Elektriker"];
const PLACES: [&str; 6] = ["Bergen", "Tromsø", "Trondheim", "Oslo", "Kristiansand", "Bodø"];
const BROWSERS: [&str; 3] = ["Firefox 145", "Chrome 142", "Safari 26"];
const SYSTEMS: [&str; 4] = ["Windows 11", "macOS 26", "Android 16", "Debian 13"];
const QUESTIONS: [&str; 5] = [
    "Hei, kan dere importere timelister fra regneark?",
    "What does the yearly licence cost for eight users?",
    "Appen mister nettet i kjelleren. Finnes det en løsning?",
    "Når kommer støtte for elektronisk faktura?",
    "Kan jeg få en visning på fredag?",
];

/// Days over which chats are spread; those older than 60 have run out.
pub(super) const CHAT_DAYS: u64 = 75;
const DAY_MICROS: i64 = 86_400_000_000;

/// One made-up person's record.
pub(super) struct Person {
    pub(super) key: String,
    pub(super) request: PutRequest,
}

/// A small generator of numbers (`SplitMix64`, public domain): the same seed gives the same people.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % below.max(1)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let below = u64::try_from(list.len()).unwrap_or(1);
        let index = usize::try_from(self.next(below)).unwrap_or(0);
        list.get(index).copied().unwrap_or_default()
    }
}

/// The person with a number. Of twenty: eight customers, three prospects, two applicants, four chats, one each supplier, partner, visitor.
pub(super) fn person(number: u32, now: Instant) -> Person {
    let mut numbers = Numbers(u64::from(number) ^ 0x5645_524E);
    let (kind, activity, category) = match number % 20 {
        0..=7 => ("customer", "contracts", "customer"),
        8 => ("supplier", "contracts", "supplier"),
        9..=11 => ("prospect", "prospects", "prospect"),
        12..=13 => ("applicant", "recruitment", "applicant"),
        14..=17 => ("chat", "chat", "chat_user"),
        18 => ("visitor", "web_analytics", "visitor"),
        _ => ("partner", "partners", "partner"),
    };
    let fields = match kind {
        "chat" => chat(&mut numbers),
        "visitor" => visit(&mut numbers),
        "applicant" => application(&mut numbers, number),
        _ => contact(&mut numbers, number),
    };
    let age_days = if kind == "chat" { numbers.next(CHAT_DAYS) } else { numbers.next(300) };
    let age = i64::try_from(age_days).unwrap_or(0) * DAY_MICROS
        + i64::try_from(numbers.next(80_000_000_000)).unwrap_or(0);
    Person {
        key: format!("{kind}-{number:05}"),
        request: PutRequest {
            activity: activity.to_owned(),
            category: Some(category.to_owned()),
            fields: fields.into_iter().map(|(id, value)| (id.to_owned(), Personal::new(value))).collect(),
            collected_at: Some(now.plus_micros(-age)),
            consent_given: kind == "visitor",
            ..PutRequest::default()
        },
    }
}

/// One number for each of the first 20,000, then from the start again.
fn phone(number: u32) -> String {
    let range = usize::try_from(number / 1000).unwrap_or(0) % DRAMA.len();
    format!("{}{:03}", DRAMA.get(range).copied().unwrap_or_default(), number % 1000)
}

fn contact(numbers: &mut Numbers, number: u32) -> Vec<(&'static str, String)> {
    let (given, family) = (numbers.pick(&GIVEN), numbers.pick(&FAMILY));
    vec![
        ("name", format!("{given} {family}")),
        ("title", numbers.pick(&TITLES).to_owned()),
        ("phone", phone(number)),
        ("email", format!("person-{number}@example.com")),
    ]
}

fn application(numbers: &mut Numbers, number: u32) -> Vec<(&'static str, String)> {
    let mut fields = contact(numbers, number);
    fields.retain(|(id, _)| *id != "title");
    let place = numbers.pick(&PLACES);
    fields.push((
        "application",
        format!("Jeg søker stillingen som utvikler. Jeg bor i {place} og kan begynne om to måneder."),
    ));
    fields.push(("cv", format!("2019–2026: utvikler, {place}. 2016–2019: bachelor i informatikk.")));
    fields.push(("assessment", "Aktuell for andre intervju.".to_owned()));
    fields
}

fn chat(numbers: &mut Numbers) -> Vec<(&'static str, String)> {
    vec![
        ("chat_name", numbers.pick(&GIVEN).to_owned()),
        ("chat_content", numbers.pick(&QUESTIONS).to_owned()),
    ]
}

fn visit(numbers: &mut Numbers) -> Vec<(&'static str, String)> {
    vec![
        ("location", numbers.pick(&PLACES).to_owned()),
        ("language", "nb".to_owned()),
        ("operating_system", numbers.pick(&SYSTEMS).to_owned()),
        ("browser", numbers.pick(&BROWSERS).to_owned()),
        ("movements", "/ → /produkt → /priser".to_owned()),
    ]
}

/// The first key of a kind, and the newest and oldest chat among so many people.
pub(super) fn chat_keys(people: u32, now: Instant) -> (Option<String>, Option<String>) {
    let chats = (0..people).filter(|number| matches!(number % 20, 14..=17)).map(|number| person(number, now));
    let mut by_age: Vec<(Option<Instant>, String)> =
        chats.map(|person| (person.request.collected_at, person.key)).collect();
    by_age.sort();
    let newest = by_age.last().map(|(_, key)| key.clone());
    let oldest = by_age.into_iter().next().map(|(_, key)| key);
    (oldest, newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_always_the_same_and_keys_are_not_personal() {
        let now = Instant::from_micros(1_800_000_000_000_000);
        for number in 0..2_000 {
            let (a, b) = (person(number, now), person(number, now));
            assert_eq!(a.key, b.key);
            assert_eq!(a.request.fields, b.request.fields);
            assert!(a.key.parse::<vern_core::record::RecordKey>().is_ok(), "{}", a.key);
        }
    }
}
