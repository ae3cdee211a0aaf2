//! The hosting provider: controller for its own customers, processor for what they collect. What is shown: support that must say why, an instruction
//! that binds, what may leave the house, and a log that is not thrown away without a period.

use vern_app::subject::SubjectChange;
use vern_core::operation::Act;

use super::organisation::{
    Actor, Ask, Expect, Mark, Organisation, PageLink, Paper, Request, Step, Thing, inside,
};
use super::people::{Fields, Group, Numbers, address, email, name, phone};

const PROVIDER: &str = "solheim-drift";
const SHOP: &str = "tindlia-nettbutikk";
const CLUB: &str = "rypelia-il";
const CUSTOMER_SERVICE: Actor = Actor::new(PROVIDER, "customer_service");
const OPERATIONS: Actor = Actor::new(PROVIDER, "operations");
const SHOP_SUPPORT: Actor = Actor::new(SHOP, "processor_support");
const SHOP_ADMINISTRATOR: Actor = Actor::new(SHOP, "administrator");
const CLUB_OPERATIONS: Actor = Actor::new(CLUB, "operations");
const BOARD: Actor = Actor::new(CLUB, "board");
const SHOPPER: Request = Request::of("shopper-00039", "hosted_services");
const MEMBER: Request = Request::of("member-00042", "hosted_services");
const DOMAIN: Request = Request::of("domain-00038", "registrations");

const GOODS: [&str; 4] = ["Ullteppe, 1 stk.", "Turkopp, 2 stk.", "Fjellsko str. 42", "Lue og votter"];
const TEAMS: [&str; 4] = ["Jenter 13", "Gutter 15", "Damer", "Trimgruppa"];

pub(super) const HOSTING: Organisation = Organisation {
    slug: PROVIDER,
    customers: [SHOP, CLUB],
    papers: &[
        Paper::new("hosting/charter.yaml", include_str!("../../../../examples/hosting/charter.yaml")),
        Paper::new("hosting/terms.yaml", include_str!("../../../../examples/hosting/terms.yaml")),
        Paper::new("hosting/agreement.yaml", include_str!("../../../../examples/hosting/agreement.yaml")),
        Paper::new(
            "hosting/agreement-sports-club.yaml",
            include_str!("../../../../examples/hosting/agreement-sports-club.yaml"),
        ),
    ],
    groups: &[
        Group::of(CUSTOMER_SERVICE, ("account", "customer_accounts", "customer"), 1, account),
        Group::of(OPERATIONS, ("log", "history", "customer"), 1, log),
        Group::of(CUSTOMER_SERVICE, ("domain", "registrations", "customer"), 1, account),
        Group::of(SHOP_ADMINISTRATOR, ("shopper", "hosted_services", "customers_subject"), 3, shopper),
        Group {
            days: 380,
            ..Group::of(BOARD, ("member", "hosted_services", "customers_subject"), 2, member)
        },
    ],
    marks: &[Mark {
        actor: BOARD,
        key: "member-00043",
        activity: "hosted_services",
        change: SubjectChange::Restrict(true),
    }],
    steps: &[
        Step { id: "support", things: SUPPORT, links: &[], command: None },
        Step {
            id: "instruction",
            things: INSTRUCTION,
            links: &[
                PageLink::to("demo-link-shop", SHOP, "privacy-notice/working-view"),
                PageLink::to("demo-link-club", CLUB, "privacy-notice/working-view"),
            ],
            command: None,
        },
        Step {
            id: "handing-over",
            things: HANDING_OVER,
            links: &[PageLink::to("demo-link-suppliers", PROVIDER, "sub-processors")],
            command: None,
        },
        Step {
            id: "no-log-period",
            things: &[Thing {
                id: "cull-without-period",
                actor: SHOP_ADMINISTRATOR,
                ask: Ask::Cull(None),
                expect: Expect::Refused(&["journal.log_period_missing"]),
            }],
            links: &[PageLink::to("demo-link-journal", SHOP, "journal")],
            command: None,
        },
        inside(&[Thing {
            id: "console",
            actor: SHOP_ADMINISTRATOR,
            ask: Ask::Console,
            expect: Expect::Done,
        }]),
    ],
};

const SUPPORT: &[Thing] = &[
    Thing {
        id: "support-without-reason",
        actor: SHOP_SUPPORT,
        ask: Ask::Read(SHOPPER),
        expect: Expect::Refused(&["actor.reason_required"]),
    },
    Thing {
        id: "support-with-reason",
        actor: SHOP_SUPPORT,
        ask: Ask::Read(SHOPPER.with_reason()),
        expect: Expect::Permitted(&[]),
    },
];

const INSTRUCTION: &[Thing] = &[
    Thing {
        id: "shop-exports",
        actor: Actor::new(SHOP, "operations"),
        ask: Ask::Decide(Act::Export, SHOPPER.with_reason()),
        expect: Expect::Permitted(&[]),
    },
    Thing {
        id: "club-exports",
        actor: CLUB_OPERATIONS,
        ask: Ask::Decide(Act::Export, MEMBER.with_reason()),
        expect: Expect::Refused(&["instruction.operation_not_instructed"]),
    },
    Thing {
        id: "club-reads-shop",
        actor: BOARD,
        ask: Ask::Read(SHOPPER),
        expect: Expect::Refused(&["record.unknown"]),
    },
];

const HANDING_OVER: &[Thing] = &[
    Thing {
        id: "certificate",
        actor: CUSTOMER_SERVICE,
        ask: Ask::Read(DOMAIN.to("certificate-issuer").place("NO").data(&["name", "email"])),
        expect: Expect::Permitted(&["address", "phone"]),
    },
    Thing {
        id: "certificate-with-phone",
        actor: CUSTOMER_SERVICE,
        ask: Ask::Read(DOMAIN.to("certificate-issuer").place("NO").data(&["name", "email", "phone"])),
        expect: Expect::Refused(&["supplier.data_beyond"]),
    },
    Thing {
        id: "log-to-the-usa",
        actor: OPERATIONS,
        ask: Ask::Read(Request::of("log-00037", "history").to("it-suppliers").place("US").with_reason()),
        expect: Expect::Refused(&["transfer.not_approved"]),
    },
    Thing {
        id: "supplier-without-agreement",
        actor: CUSTOMER_SERVICE,
        ask: Ask::Read(
            Request::of("account-00036", "customer_accounts")
                .to("it-suppliers-without-agreement")
                .place("NO"),
        ),
        expect: Expect::Refused(&["supplier.not_recipient", "supplier.no_agreement"]),
    },
];

fn account(numbers: &mut Numbers, number: u32) -> Fields {
    vec![
        ("name", name(numbers)),
        ("address", address(numbers)),
        ("email", email(number)),
        ("phone", phone(number)),
    ]
}

fn log(numbers: &mut Numbers, number: u32) -> Fields {
    vec![
        ("login_history", format!("{} innlogginger siste uke", 1 + numbers.next(20))),
        ("requests", format!("GET / ({} ganger)", 1 + numbers.next(900))),
        // Addresses set aside for documentation (RFC 5737).
        ("ip_address", format!("203.0.113.{}", 1 + number % 254)),
    ]
}

fn shopper(numbers: &mut Numbers, number: u32) -> Fields {
    vec![
        ("shopper_name", name(numbers)),
        ("shopper_email", email(number)),
        ("delivery_address", address(numbers)),
        ("order", numbers.pick(&GOODS).to_owned()),
    ]
}

fn member(numbers: &mut Numbers, number: u32) -> Fields {
    vec![
        ("member_name", name(numbers)),
        ("member_phone", phone(number)),
        ("birth_year", (1950 + numbers.next(66)).to_string()),
        ("team", numbers.pick(&TEAMS).to_owned()),
    ]
}
