//! The software company: a controller with a public notice, and a sister company that is a controller of its own. What is shown: the notice is kept, in
//! what is read, handed on, stored and erased, and the journal proves it.

use vern_app::subject::SubjectChange;

use super::organisation::{
    Actor, Ask, Command, Expect, Key, Mark, Organisation, PageLink, Paper, Request, Step, Thing, inside,
};
use super::people::{Fields, Group, Numbers, PLACES, address, email, given_name, name, phone};

/// The organisation's charter, as in `examples/`.
pub(crate) const CHARTER: &str = include_str!("../../../../examples/software-company.yaml");
/// Name of that file, as refusals cite it.
pub(crate) const CHARTER_FILE: &str = "software-company.yaml";
/// The organisation's id.
pub(crate) const ORGANISATION: &str = "granvik";

const SISTER: &str = "granvik-opplaering";
const MANAGER: Actor = Actor::new(ORGANISATION, "manager");
const SALES: Actor = Actor::new(ORGANISATION, "sales");
const RECRUITER: Actor = Actor::new(ORGANISATION, "recruiter");
const WEBSITE: Actor = Actor::new(ORGANISATION, "website");
const ACCOUNTANT: Actor = Actor::new(ORGANISATION, "external_accountant");
const SISTER_MANAGER: Actor = Actor::new(SISTER, "manager");
const SISTER_RECRUITER: Actor = Actor::new(SISTER, "recruiter");
/// The applicant the guide is about.
const APPLICANT: Request = Request::of("applicant-00012", "recruitment");

const TITLES: [&str; 6] =
    ["Daglig leder", "Innkjøper", "Rørlegger", "Kontorleder", "Prosjektleder", "Elektriker"];
const BROWSERS: [&str; 3] = ["Firefox 145", "Chrome 142", "Safari 26"];
const SYSTEMS: [&str; 4] = ["Windows 11", "macOS 26", "Android 16", "Debian 13"];
const QUESTIONS: [&str; 5] = [
    "Hei, kan dere importere timelister fra regneark?",
    "What does the yearly licence cost for eight users?",
    "Appen mister nettet i kjelleren. Finnes det en løsning?",
    "Når kommer støtte for elektronisk faktura?",
    "Kan jeg få en visning på fredag?",
];

/// Chats are spread over so many days; those older than 60 have run out.
const CHAT_DAYS: u64 = 75;

pub(super) const SOFTWARE_COMPANY: Organisation = Organisation {
    slug: ORGANISATION,
    customers: [ORGANISATION, SISTER],
    papers: &[
        Paper::new(CHARTER_FILE, CHARTER),
        // Of next month: chats are kept half as long, and only the website registers them. To be compared and tried before it comes into force.
        Paper {
            brought_near: &[("2026-01-01T00:00:00Z", 30)],
            changed: &[
                ("version: \"2026-11-22\"", "version: \"neste\""),
                ("after: P60D, from: created", "after: P30D, from: created"),
                ("chat, acts: [register, read, use, disclose", "chat, acts: [read, use, disclose"),
                ("chat, acts: [register, read, use], reason_for", "chat, acts: [read, use], reason_for"),
            ],
            ..Paper::new("software-company-next.yaml", CHARTER)
        },
        Paper::new(
            "software-company-sister.yaml",
            include_str!("../../../../examples/software-company-sister.yaml"),
        ),
    ],
    groups: &[
        Group::of(MANAGER, ("customer", "contracts", "customer"), 8, contact),
        Group::of(MANAGER, ("supplier", "contracts", "supplier"), 1, contact),
        Group::of(MANAGER, ("prospect", "prospects", "prospect"), 3, contact),
        Group::of(MANAGER, ("applicant", "recruitment", "applicant"), 2, application),
        Group { days: CHAT_DAYS, ..Group::of(MANAGER, ("chat", "chat", "chat_user"), 8, chat) },
        Group {
            has_consented: true,
            ..Group::of(MANAGER, ("visitor", "web_analytics", "visitor"), 1, visit)
        },
        Group::of(MANAGER, ("partner", "partners", "partner"), 1, contact),
        Group::of(SISTER_MANAGER, ("customer", "contracts", "customer"), 1, sister_contact),
        Group {
            days: 190,
            ..Group::of(SISTER_MANAGER, ("applicant", "recruitment", "applicant"), 1, sister_application)
        },
    ],
    marks: &[
        mark("customer-00003", "contracts", SubjectChange::Restrict(true)),
        mark("prospect-00009", "prospects", SubjectChange::Object(true)),
        mark("visitor-00022", "web_analytics", SubjectChange::Consent(false)),
    ],
    steps: &[
        Step {
            id: "promise",
            things: &[],
            links: &[
                PageLink::to("demo-link-notice", ORGANISATION, "privacy-notice"),
                PageLink::to("demo-link-working", ORGANISATION, "privacy-notice/working-view"),
            ],
            command: None,
        },
        Step {
            id: "read",
            things: &[Thing {
                id: "read-applicant",
                actor: RECRUITER,
                ask: Ask::Read(APPLICANT),
                expect: Expect::Permitted(&[]),
            }],
            links: &[],
            command: Some(Command::Curl("read-applicant")),
        },
        Step {
            id: "refusal",
            things: REFUSALS,
            links: &[],
            command: Some(Command::Curl("disclose-applicant")),
        },
        Step { id: "chat", things: CHATS, links: &[], command: None },
        Step {
            id: "proof",
            things: &[Thing { id: "export-journal", actor: MANAGER, ask: Ask::Export, expect: Expect::Done }],
            links: &[PageLink::to("demo-link-journal", ORGANISATION, "journal")],
            command: Some(Command::Verify),
        },
        inside(&[Thing { id: "console", actor: MANAGER, ask: Ask::Console, expect: Expect::Done }]),
    ],
};

const REFUSALS: &[Thing] = &[
    Thing {
        id: "disclose-applicant",
        actor: RECRUITER,
        ask: Ask::Read(APPLICANT.to("sparebank1-regnskapshuset").place("NO")),
        expect: Expect::Refused(&["supplier.not_recipient"]),
    },
    Thing {
        id: "accountant-reads",
        actor: ACCOUNTANT,
        ask: Ask::Read(APPLICANT),
        expect: Expect::Refused(&["actor.no_grant"]),
    },
    Thing {
        id: "visit-without-consent",
        actor: WEBSITE,
        ask: Ask::Register(
            Request::of("visitor-without-consent", "web_analytics"),
            &[("browser", "Firefox 145")],
        ),
        expect: Expect::Refused(&["consent.missing"]),
    },
    Thing {
        id: "use-of-objecting-prospect",
        actor: SALES,
        ask: Ask::Read(Request::of("prospect-00009", "prospects")),
        expect: Expect::Refused(&["subject.objected"]),
    },
    Thing {
        id: "sister-reads-applicant",
        actor: SISTER_RECRUITER,
        ask: Ask::Read(APPLICANT),
        expect: Expect::Refused(&["record.unknown"]),
    },
];

const CHATS: &[Thing] = &[
    Thing {
        id: "read-old-chat",
        actor: SALES,
        ask: Ask::Read(Request::on(Key::OldestChat, "chat").with_reason()),
        expect: Expect::Refused(&["retention.expired"]),
    },
    Thing { id: "run-retention", actor: MANAGER, ask: Ask::Retention, expect: Expect::Done },
];

const fn mark(key: &'static str, activity: &'static str, change: SubjectChange) -> Mark {
    Mark { actor: MANAGER, key, activity, change }
}

fn contact(numbers: &mut Numbers, number: u32) -> Fields {
    let mut fields = sister_contact(numbers, number);
    fields.push(("title", numbers.pick(&TITLES).to_owned()));
    fields
}

fn sister_contact(numbers: &mut Numbers, number: u32) -> Fields {
    vec![("name", name(numbers)), ("phone", phone(number)), ("email", email(number))]
}

fn application(numbers: &mut Numbers, number: u32) -> Fields {
    let mut fields = sister_application(numbers, number);
    fields.push(("assessment", "Aktuell for andre intervju.".to_owned()));
    fields
}

fn sister_application(numbers: &mut Numbers, number: u32) -> Fields {
    let mut fields = sister_contact(numbers, number);
    let (home, place) = (address(numbers), numbers.pick(&PLACES));
    fields.push((
        "application",
        format!("Jeg søker stillingen som utvikler. Jeg bor i {home} og kan begynne om to måneder."),
    ));
    fields.push(("cv", format!("2019–2026: utvikler, {place}. 2016–2019: bachelor i informatikk.")));
    fields
}

fn chat(numbers: &mut Numbers, _: u32) -> Fields {
    vec![("chat_name", given_name(numbers).to_owned()), ("chat_content", numbers.pick(&QUESTIONS).to_owned())]
}

fn visit(numbers: &mut Numbers, _: u32) -> Fields {
    vec![
        ("location", numbers.pick(&PLACES).to_owned()),
        ("language", "nb".to_owned()),
        ("operating_system", numbers.pick(&SYSTEMS).to_owned()),
        ("browser", numbers.pick(&BROWSERS).to_owned()),
        ("movements", "/ → /produkt → /priser".to_owned()),
    ]
}
