//! The vendor of field-service software: processor for two firms of craftsmen that have chosen differently, controller for its own contacts. What is
//! shown: each customer's own roles, integrations and answers to new sub-processors, and that none of them sees another.

use vern_app::subject::SubjectChange;

use super::organisation::{
    Actor, Ask, Expect, Mark, Organisation, PageLink, Paper, Request, Step, Thing, inside,
};
use super::people::{Fields, Group, Numbers, address, email, name, phone};

const VENDOR: &str = "strandli";
const ELECTRICIANS: &str = "kvernes-elektro";
const PLUMBERS: &str = "skarveli-ror";
const ADMINISTRATOR: Actor = Actor::new(ELECTRICIANS, "administrator");
const OFFICE: Actor = Actor::new(ELECTRICIANS, "office");
const ELECTRICIAN: Actor = Actor::new(ELECTRICIANS, "electrician");
const OWNER: Actor = Actor::new(PLUMBERS, "owner");
/// One customer of each firm.
const LIGHTS: Request = Request::of("end-customer-00028", "field_service");
const BATHROOM: Request = Request::of("end-customer-00033", "field_service");

const WORK: [&str; 5] = [
    "Byttet sikringsskap.",
    "Montert lader til elbil i garasjen.",
    "Feilsøkt jordfeil på badet.",
    "Lagt opp strøm til ny terrasse.",
    "Kontroll etter varsel fra nettselskapet.",
];
const PIPES: [&str; 4] = [
    "Byttet blandebatteri.",
    "Tett sluk i kjelleren.",
    "Montert ny varmtvannsbereder.",
    "Sjekket vannmåler.",
];
const FITTINGS: [&str; 3] = ["Varmtvannsbereder 200 l", "Blandebatteri", "Vannstopper"];

pub(super) const FIELD_SERVICE: Organisation = Organisation {
    slug: VENDOR,
    customers: [ELECTRICIANS, PLUMBERS],
    papers: &[
        Paper::new(
            "field-service/charter.yaml",
            include_str!("../../../../examples/field-service/charter.yaml"),
        ),
        Paper::new("field-service/terms.yaml", include_str!("../../../../examples/field-service/terms.yaml")),
        Paper::new(
            "field-service/agreement.yaml",
            include_str!("../../../../examples/field-service/agreement.yaml"),
        ),
        Paper {
            brought_near: &[("2026-11-20T09:00:00Z", -2)],
            ..Paper::new(
                "field-service/agreement-plumber.yaml",
                include_str!("../../../../examples/field-service/agreement-plumber.yaml"),
            )
        },
    ],
    groups: &[
        Group::of(
            Actor::new(VENDOR, "sales"),
            ("contact", "customer_contacts", "contact_person"),
            1,
            contact,
        ),
        Group::of(Actor::new(VENDOR, "editor"), ("reader", "newsletter", "reader"), 1, reader),
        Group::of(ADMINISTRATOR, ("end-customer", "field_service", "end_customer"), 5, electrical_job),
        Group {
            days: 760,
            ..Group::of(OWNER, ("end-customer", "field_service", "end_customer"), 3, plumbing_job)
        },
    ],
    marks: &[Mark {
        actor: OWNER,
        key: "end-customer-00035",
        activity: "field_service",
        change: SubjectChange::Restrict(true),
    }],
    steps: &[
        Step { id: "trade-role", things: ROLES, links: &[], command: None },
        Step {
            id: "sms",
            things: INTEGRATIONS,
            links: &[
                PageLink::to("demo-link-electricians", ELECTRICIANS, "sub-processors"),
                PageLink::to("demo-link-plumbers", PLUMBERS, "sub-processors"),
            ],
            command: None,
        },
        Step {
            id: "new-supplier",
            things: HUB,
            links: &[PageLink::to("demo-link-terms", VENDOR, "sub-processors")],
            command: None,
        },
        Step { id: "neighbour", things: NEIGHBOURS, links: &[], command: None },
        inside(&[Thing { id: "console", actor: ADMINISTRATOR, ask: Ask::Console, expect: Expect::Done }]),
    ],
};

const ROLES: &[Thing] = &[
    Thing {
        id: "electrician-reads",
        actor: ELECTRICIAN,
        ask: Ask::Read(LIGHTS),
        expect: Expect::Permitted(&["email"]),
    },
    Thing {
        id: "electrician-erases",
        actor: ELECTRICIAN,
        ask: Ask::Erase(LIGHTS),
        expect: Expect::Refused(&["actor.no_grant"]),
    },
];

const INTEGRATIONS: &[Thing] = &[
    Thing {
        id: "sms-turned-on",
        actor: OFFICE,
        ask: Ask::Read(LIGHTS.to("sveve-sms").data(&["phone"])),
        expect: Expect::Permitted(&[
            "address",
            "cadastral_number",
            "email",
            "installation",
            "name",
            "work_note",
        ]),
    },
    Thing {
        id: "sms-left-off",
        actor: OWNER,
        ask: Ask::Read(BATHROOM.to("sveve-sms").data(&["phone"])),
        expect: Expect::Refused(&["supplier.not_turned_on"]),
    },
];

const HUB: &[Thing] = &[
    Thing {
        id: "hub-approved",
        actor: Actor::new(ELECTRICIANS, "hub"),
        ask: Ask::Read(LIGHTS),
        expect: Expect::Permitted(&[]),
    },
    Thing {
        id: "hub-notified",
        actor: Actor::new(PLUMBERS, "hub"),
        ask: Ask::Read(BATHROOM),
        expect: Expect::Refused(&["supplier.notice_running"]),
    },
];

const NEIGHBOURS: &[Thing] = &[
    Thing { id: "plumber-reads-own", actor: OWNER, ask: Ask::Read(BATHROOM), expect: Expect::Permitted(&[]) },
    Thing {
        id: "plumber-reads-neighbour",
        actor: OWNER,
        ask: Ask::Read(LIGHTS),
        expect: Expect::Refused(&["record.unknown"]),
    },
    Thing {
        id: "vendor-without-reason",
        actor: Actor::new(ELECTRICIANS, "processor_support"),
        ask: Ask::Read(LIGHTS),
        expect: Expect::Refused(&["actor.reason_required"]),
    },
];

fn contact(numbers: &mut Numbers, number: u32) -> Fields {
    vec![("name", name(numbers)), ("phone", phone(number)), ("email", email(number))]
}

fn reader(_: &mut Numbers, number: u32) -> Fields {
    vec![("email", email(number))]
}

fn electrical_job(numbers: &mut Numbers, number: u32) -> Fields {
    let mut fields = contact(numbers, number);
    fields.push(("address", address(numbers)));
    fields.push(("cadastral_number", format!("{}/{}", 1 + numbers.next(90), 1 + numbers.next(400))));
    fields.push(("work_note", numbers.pick(&WORK).to_owned()));
    fields.push(("installation", format!("AN-{number:05}")));
    fields
}

fn plumbing_job(numbers: &mut Numbers, number: u32) -> Fields {
    let mut fields = contact(numbers, number);
    fields.retain(|(id, _)| *id != "email");
    fields.push(("address", address(numbers)));
    fields.push(("work_note", numbers.pick(&PIPES).to_owned()));
    fields.push(("fitting", numbers.pick(&FITTINGS).to_owned()));
    fields
}
