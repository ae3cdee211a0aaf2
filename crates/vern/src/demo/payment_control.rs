//! The payment-control service: processor under terms with a clause for everything. What is shown: one purpose, sub-processors and places that were
//! agreed to and no others, a trial in which the gate only observes, and logs kept for the years agreed.

use vern_app::subject::SubjectChange;
use vern_core::operation::Act;

use super::organisation::{
    Actor, Ask, Expect, Mark, Organisation, PageLink, Paper, Request, Step, Thing, inside,
};
use super::people::{
    Fields, Group, Numbers, address, bank_account, day, email, family_name, given_name, national_id, phone,
};

const SERVICE: &str = "klarsyn";
const MUNICIPALITY: &str = "asvik-kommune";
const STORES: &str = "tveitvag-bygg";
const ADMINISTRATOR: Actor = Actor::new(MUNICIPALITY, "administrator");
const CLERK: Actor = Actor::new(MUNICIPALITY, "accounts_clerk");
const CONTROLLER: Actor = Actor::new(MUNICIPALITY, "payment_controller");
const STORES_ADMINISTRATOR: Actor = Actor::new(STORES, "administrator");
const PAYEE: Request = Request::of("payee-00044", "payment_control");
const USER: Request = Request::of("user-00049", "user_login");

pub(super) const PAYMENT_CONTROL: Organisation = Organisation {
    slug: SERVICE,
    customers: [MUNICIPALITY, STORES],
    papers: &[
        Paper::new(
            "payment-control/terms.yaml",
            include_str!("../../../../examples/payment-control/terms.yaml"),
        ),
        Paper::new(
            "payment-control/agreement.yaml",
            include_str!("../../../../examples/payment-control/agreement.yaml"),
        ),
        Paper {
            brought_near: &[("2026-11-21T09:00:00Z", -1), ("2027-02-28T23:00:00Z", 90)],
            ..Paper::new(
                "payment-control/agreement-building-supplies.yaml",
                include_str!("../../../../examples/payment-control/agreement-building-supplies.yaml"),
            )
        },
    ],
    groups: &[
        Group::of(ADMINISTRATOR, ("payee", "payment_control", "supplier"), 3, municipal_payee),
        Group::of(ADMINISTRATOR, ("user", "user_login", "employee"), 1, municipal_user),
        Group::of(STORES_ADMINISTRATOR, ("payee", "payment_control", "supplier"), 1, payee),
        Group::of(STORES_ADMINISTRATOR, ("user", "user_login", "employee"), 1, user),
    ],
    marks: &[Mark {
        actor: ADMINISTRATOR,
        key: "payee-00045",
        activity: "payment_control",
        change: SubjectChange::Restrict(true),
    }],
    steps: &[
        Step { id: "one-purpose", things: PURPOSE, links: &[], command: None },
        Step {
            id: "sub-processors",
            things: SUB_PROCESSORS,
            links: &[
                PageLink::to("demo-link-municipality", MUNICIPALITY, "sub-processors"),
                PageLink::to("demo-link-stores", STORES, "sub-processors"),
            ],
            command: None,
        },
        Step {
            id: "trial",
            things: &[Thing {
                id: "export-on-trial",
                actor: STORES_ADMINISTRATOR,
                ask: Ask::Decide(Act::Export, Request::of("payee-00048", "payment_control")),
                expect: Expect::Observed(&["instruction.operation_not_instructed"]),
            }],
            links: &[],
            command: None,
        },
        Step {
            id: "log-years",
            things: &[Thing {
                id: "cull-too-young",
                actor: ADMINISTRATOR,
                ask: Ask::Cull(Some("4.5")),
                expect: Expect::Refused(&["journal.too_young"]),
            }],
            links: &[PageLink::to("demo-link-journal", MUNICIPALITY, "journal")],
            command: None,
        },
        inside(&[Thing { id: "console", actor: ADMINISTRATOR, ask: Ask::Console, expect: Expect::Done }]),
    ],
};

const PURPOSE: &[Thing] = &[
    Thing {
        id: "clerk-reads",
        actor: CLERK,
        ask: Ask::Read(PAYEE),
        expect: Expect::Permitted(&["email", "national_id", "phone"]),
    },
    Thing {
        id: "other-purpose",
        actor: ADMINISTRATOR,
        ask: Ask::Read(Request::of("payee-00044", "user_login")),
        expect: Expect::Refused(&["activity.purpose_mismatch", "subject.category_undeclared"]),
    },
    Thing {
        id: "restricted-payee",
        actor: CONTROLLER,
        ask: Ask::Read(Request::of("payee-00045", "payment_control").with_reason()),
        expect: Expect::Refused(&["subject.restricted"]),
    },
];

const SUB_PROCESSORS: &[Thing] = &[
    Thing {
        // Outside the terms' places (10.1) and the instruction's.
        id: "support-from-india",
        actor: Actor::new(MUNICIPALITY, "processor_support"),
        ask: Ask::Read(PAYEE.place("IN").with_reason()),
        expect: Expect::Refused(&["transfer.not_approved", "place.not_allowed", "place.not_allowed"]),
    },
    Thing {
        id: "bankid-objected",
        actor: Actor::new(STORES, "bankid_login"),
        ask: Ask::Read(USER),
        expect: Expect::Refused(&["supplier.objected"]),
    },
    Thing {
        id: "sms-notified",
        actor: Actor::new(STORES, "sms_gateway"),
        ask: Ask::Read(USER),
        expect: Expect::Refused(&["supplier.notice_running"]),
    },
];

fn user(numbers: &mut Numbers, number: u32) -> Fields {
    vec![
        ("first_name", given_name(numbers).to_owned()),
        ("last_name", family_name(numbers).to_owned()),
        ("phone", phone(number)),
    ]
}

fn municipal_user(numbers: &mut Numbers, number: u32) -> Fields {
    let mut fields = user(numbers, number);
    fields.push(("national_id", national_id(numbers)));
    fields.push(("email", email(number)));
    fields
}

fn payee(numbers: &mut Numbers, number: u32) -> Fields {
    vec![
        ("first_name", given_name(numbers).to_owned()),
        ("last_name", family_name(numbers).to_owned()),
        ("customer_number", format!("L-{number:05}")),
        ("address", address(numbers)),
        ("bank_account", bank_account(numbers)),
        // In øre.
        ("amount", (1_000 + numbers.next(9_000_000)).to_string()),
        ("paid_on", day(numbers)),
    ]
}

fn municipal_payee(numbers: &mut Numbers, number: u32) -> Fields {
    let mut fields = payee(numbers, number);
    fields.push(("national_id", national_id(numbers)));
    fields.push(("phone", phone(number)));
    fields.push(("email", email(number)));
    fields.push(("invoice_number", format!("F-{}", 10_000 + numbers.next(80_000))));
    fields
}
