//! Codes only an agreement, an instruction or the controller's word on a supplier raises: each alone, and what beside it is permitted.

use std::collections::BTreeSet;

use vern_core::decision::{Code, Outcome};
use vern_core::operation::Act;
use vern_policy::in_force::{Source, Timeline};
use vern_policy::parse::parse_document;

use crate::sample::{Ask, MINIMAL_AGREEMENT, MINIMAL_TERMS, codes, instant};

const ALL_ACTS: &str = "[register, read, alter, use, disclose, transfer, restrict, erase, export]";

fn terms() -> String {
    let supplier = |id: &str, more: &str| {
        format!(
            "  - {{ id: {id}, name: {id}, roles: [sub_processor], delivers: {{ nb: x, en: x }}, agreement: in_place, clause: c, {more} }}\n"
        )
    };
    let guarded = "safeguard: { kind: standard_clauses, state: in_place }";
    let suppliers = [
        supplier("post", "place: \"NO\""),
        supplier("told", "place: \"NO\""),
        supplier("switch", "place: \"NO\", turned_on_by_controller: true"),
        supplier("own", "place: \"NO\", turned_on_by_controller: true, needs_own_agreement: true"),
        supplier("far", &format!("place: US, {guarded}")),
    ];
    let recipients =
        ["post", "told", "switch", "own", "far"].map(|id| format!("{{ supplier: {id} }}")).join(", ");
    let retention = "retention: [{ while: instruction, then: erase }]";
    MINIMAL_TERMS
        .replace("[register, read]", ALL_ACTS)
        .replace("acts: [read]", &format!("acts: {ALL_ACTS}"))
        .replace(retention, &format!("recipients: [{recipients}]\n    retention: [{{ after: P60D, from: created }}]"))
        .replace("roles:\n", &format!("suppliers:\n{}periods: {{ objection: P10D, notice_receipt: {{ hours: 24 }}, hand_over: P30D }}\nroles:\n", suppliers.concat()))
}

/// The agreement with something added, at the end or in place of something.
fn agreement(more: &str) -> String {
    let text = if more.contains("in_force_to") {
        MINIMAL_AGREEMENT.replace("controller:\n", &format!("{more}controller:\n"))
    } else {
        format!("{MINIMAL_AGREEMENT}{more}")
    };
    if more.contains("integrations") {
        text
    } else {
        format!(
            "{text}integrations: [{{ supplier: switch, own_agreement: not_needed }}, {{ supplier: own, own_agreement: in_place }}]\n"
        )
    }
}

fn source(text: &str, file: &str) -> Source {
    let document = parse_document(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    Source::new(document, file).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"))
}

fn timeline(terms: &str, agreement: &str) -> Timeline {
    let sources = [source(terms, "terms.yaml"), source(agreement, "agreement.yaml")];
    Timeline::new(&sources).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// A clerk does something with a customer's order, at an instant.
fn ask(act: Act, recipient: &str, at: &str) -> Ask {
    let at = instant(at);
    let record = (act != Act::Register).then(|| ("orders".to_owned(), "customer".to_owned(), at));
    Ask {
        activity: "orders".to_owned(),
        act,
        names_subject: true,
        category: None,
        data: vec![0],
        data_undeclared: false,
        data_invalid: false,
        origins: Vec::new(),
        role: "clerk".to_owned(),
        recipient: (!recipient.is_empty()).then(|| recipient.to_owned()),
        place: None,
        automated: false,
        reason_given: false,
        access_until: None,
        reach: None,
        staff: None,
        own: None,
        exception: None,
        at,
        subject: Some(false),
        record,
        narrowing: None,
        consented: false,
        objected: false,
        erasure_ordered: false,
        ends_at: None,
        listing: false,
        amending: None,
        partial: false,
        elsewhere: false,
        retention_run: false,
    }
}

fn found(more: &str, ask: &Ask) -> Vec<Code> {
    let timeline = timeline(&terms(), &agreement(more));
    let (rules, _) = timeline.at(ask.at).unwrap();
    codes(&ask.decide(rules))
}

type Asked = (Act, &'static str, &'static str);

struct Case {
    code: Code,
    /// What the agreement says more.
    says: &'static str,
    refused: Asked,
    permitted: Asked,
}

const SUMMER: &str = "2026-07-01T00:00:00Z";

const CASES: &[Case] = &[
    Case {
        code: Code::AgreementNotInForce,
        says: "",
        refused: (Act::Restrict, "", "2026-01-31T23:59:59.999999Z"),
        permitted: (Act::Restrict, "", "2026-02-01T00:00:00Z"),
    },
    Case {
        code: Code::AgreementNotInForce,
        says: "",
        refused: (Act::Export, "", "2026-01-31T23:59:59.999999Z"),
        permitted: (Act::Erase, "", "2026-01-31T23:59:59.999999Z"),
    },
    Case {
        code: Code::AgreementEnded,
        says: "in_force_to: 2026-06-01T00:00:00Z\n",
        refused: (Act::Read, "", "2026-06-01T00:00:00Z"),
        permitted: (Act::Read, "", "2026-05-31T23:59:59.999999Z"),
    },
    Case {
        code: Code::AgreementEnded,
        says: "in_force_to: 2026-06-01T00:00:00Z\n",
        refused: (Act::Export, "", "2026-07-01T00:00:00Z"),
        permitted: (Act::Export, "", "2026-06-30T23:59:59.999999Z"),
    },
    Case {
        code: Code::AgreementEnded,
        says: "in_force_to: 2026-06-01T00:00:00Z\n",
        refused: (Act::Restrict, "", "2027-01-01T00:00:00Z"),
        permitted: (Act::Erase, "", "2027-01-01T00:00:00Z"),
    },
    Case {
        code: Code::InstructionPaused,
        says: "instructions: [{ version: i1, in_force_from: 2026-07-01T00:00:00Z, paused: [{ activity: orders, because: { nb: x, en: x } }] }]\n",
        refused: (Act::Use, "", SUMMER),
        permitted: (Act::Use, "", "2026-06-30T23:59:59.999999Z"),
    },
    Case {
        code: Code::InstructionPaused,
        says: "instructions: [{ version: i1, paused: [{ activity: orders, because: { nb: x, en: x } }] }]\n",
        refused: (Act::Read, "", SUMMER),
        permitted: (Act::Export, "", SUMMER),
    },
    Case {
        code: Code::InstructionLacksOperation,
        says: "instructions: [{ version: i1, operations: [register, read] }]\n",
        refused: (Act::Erase, "", SUMMER),
        permitted: (Act::Read, "", SUMMER),
    },
    Case {
        code: Code::InstructionLacksOperation,
        says: "instructions: [{ version: i1, operations: [register, read] }]\n",
        refused: (Act::Alter, "", SUMMER),
        permitted: (Act::Restrict, "", SUMMER),
    },
    Case {
        code: Code::InstructionLacksOperation,
        says: "instructions: [{ version: i1, operations: [register] }, { version: i2, in_force_from: 2026-07-01T00:00:00Z }]\n",
        refused: (Act::Read, "", "2026-06-30T23:59:59.999999Z"),
        permitted: (Act::Read, "", SUMMER),
    },
    Case {
        code: Code::SupplierObjected,
        says: "suppliers: [{ supplier: told, consent: objected }]\n",
        refused: (Act::Disclose, "told", SUMMER),
        permitted: (Act::Disclose, "post", SUMMER),
    },
    Case {
        code: Code::SupplierNotApproved,
        says: "suppliers: [{ supplier: told, consent: not_approved }, { supplier: post, consent: approved }]\n",
        refused: (Act::Disclose, "told", SUMMER),
        permitted: (Act::Disclose, "post", SUMMER),
    },
    Case {
        // Received one day after it was sent, then ten days to object.
        code: Code::SupplierNoticeRunning,
        says: "suppliers: [{ supplier: told, consent: notified, notice_sent_at: 2026-06-20T00:00:00Z }]\n",
        refused: (Act::Disclose, "told", "2026-06-30T23:59:59.999999Z"),
        permitted: (Act::Disclose, "told", SUMMER),
    },
    Case {
        code: Code::SupplierNoticeRunning,
        says: "suppliers: [{ supplier: told, consent: notified }]\n",
        refused: (Act::Disclose, "told", "2036-01-01T00:00:00Z"),
        permitted: (Act::Disclose, "post", "2036-01-01T00:00:00Z"),
    },
    Case {
        code: Code::SupplierNotTurnedOn,
        says: "integrations: [{ supplier: own, own_agreement: in_place }]\n",
        refused: (Act::Disclose, "switch", SUMMER),
        permitted: (Act::Disclose, "own", SUMMER),
    },
    Case {
        code: Code::SupplierNoAgreement,
        says: "integrations: [{ supplier: own, own_agreement: named }, { supplier: switch, own_agreement: missing }]\n",
        refused: (Act::Disclose, "own", SUMMER),
        permitted: (Act::Disclose, "switch", SUMMER),
    },
    Case {
        // A safeguard alone is not enough: the controller has to have instructed it.
        code: Code::TransferNotApproved,
        says: "instructions: [{ version: i1, in_force_from: 2026-07-01T00:00:00Z, transfers: [{ supplier: far, to: US, what_for: { nb: x, en: x } }] }]\n",
        refused: (Act::Transfer, "far", "2026-06-30T23:59:59.999999Z"),
        permitted: (Act::Transfer, "far", SUMMER),
    },
    Case {
        code: Code::PlaceNotAllowed,
        says: "instructions: [{ version: i1, places: { stored: [SE] }, in_force_from: 2026-07-01T00:00:00Z }]\n",
        refused: (Act::Disclose, "post", SUMMER),
        permitted: (Act::Disclose, "post", "2026-06-30T23:59:59.999999Z"),
    },
    Case {
        code: Code::PlaceNotAllowed,
        says: "places: { stored: [EU] }\n",
        refused: (Act::Disclose, "post", SUMMER),
        permitted: (Act::Read, "", SUMMER),
    },
];

#[test]
fn each_code_is_raised_alone_and_not_beside() {
    for (place, case) in CASES.iter().enumerate() {
        let of = |(act, recipient, at): Asked| found(case.says, &ask(act, recipient, at));
        assert_eq!(of(case.refused), [case.code], "case {place} of {}", case.code.as_str());
        assert_eq!(of(case.permitted), [], "beside case {place} of {}", case.code.as_str());
    }
}

/// Codes that have a case here.
pub(super) fn agreement_codes() -> BTreeSet<Code> {
    CASES.iter().map(|case| case.code).chain([Code::InstructionLacksSupport]).collect()
}

/// A processor's support sees a controller's data where, and as long as, the instruction in force lets it in; whoever else has the role's grants is not asked.
#[test]
fn support_sees_what_the_instruction_lets_it_see() {
    let helper = terms().replace("roles:\n", "roles:\n  - { id: helper, label: { nb: h, en: h }, support: true, may: [{ activity: orders, acts: [read, erase] }] }\n");
    let asked = |says: &str, role: &str, at: &str| {
        let timeline = timeline(&helper, &agreement(says));
        let ask = Ask { role: role.to_owned(), ..ask(Act::Read, "", at) };
        let (rules, _) = timeline.at(ask.at).unwrap();
        let decision = ask.decide(rules);
        (codes(&decision), decision.horizon)
    };
    let kept_out = vec![Code::InstructionLacksSupport];
    assert_eq!(asked("", "helper", SUMMER).0, kept_out, "no instruction");
    assert_eq!(asked("", "clerk", SUMMER).0, []);
    let lets = "instructions: [{ version: i1, in_force_from: 2026-06-01T00:00:00Z, support: [{ activity: orders, until: 2026-08-01T00:00:00Z }] }]\n";
    assert_eq!(asked(lets, "helper", "2026-05-31T23:59:59.999999Z").0, kept_out);
    let (found, horizon) = asked(lets, "helper", SUMMER);
    assert_eq!((found, horizon), (Vec::new(), Some(instant("2026-08-01T00:00:00Z"))));
    assert_eq!(asked(lets, "helper", "2026-08-01T00:00:00Z").0, kept_out, "its time is over");
    let open = lets.replace(", until: 2026-08-01T00:00:00Z", "");
    assert_eq!(asked(&open, "helper", "2026-09-01T00:00:00Z").0, []);
    let later = open.replace("]\n", ", { version: i2, in_force_from: 2026-07-01T00:00:00Z }]\n");
    assert_eq!(asked(&later, "helper", "2026-06-30T00:00:00Z").0, []);
    assert_eq!(asked(&later, "helper", SUMMER).0, kept_out, "the next instruction does not name it");
}

/// P-D1: a reason leads to the line it follows from, in the terms or in the agreement.
#[test]
fn each_reason_cites_the_document_it_follows_from() {
    let of_terms = [Code::SupplierNotTurnedOn];
    for case in CASES {
        let (act, recipient, at) = case.refused;
        let ask = ask(act, recipient, at);
        let timeline = timeline(&terms(), &agreement(case.says));
        let (rules, _) = timeline.at(ask.at).unwrap();
        let Outcome::Refuse { reasons } = ask.decide(rules).outcome else { panic!() };
        let cited = rules.citation(reasons[0].citation).unwrap();
        assert!(cited.line > 0 && cited.column > 0 && !cited.path.is_empty(), "{cited:?}");
        let about_supplier = [Code::TransferNotApproved].contains(&case.code);
        let file =
            if of_terms.contains(&case.code) || about_supplier { "terms.yaml" } else { "agreement.yaml" };
        assert_eq!(cited.file, file, "{}: {cited:?}", case.code.as_str());
    }
}

/// P-D1: what the agreement says of a supplier is cited by its own clause there, else by the supplier's in the terms.
#[test]
fn what_is_said_of_a_supplier_cites_its_clause() {
    let clause_of = |says: &str, recipient| {
        let ask = ask(Act::Disclose, recipient, SUMMER);
        let timeline = timeline(&terms(), &agreement(says));
        let (rules, _) = timeline.at(ask.at).unwrap();
        let Outcome::Refuse { reasons } = ask.decide(rules).outcome else { panic!("{says}") };
        rules.citation(reasons[0].citation).unwrap().clause.clone().unwrap()
    };
    let own = "suppliers: [{ supplier: told, consent: objected, clause: '9.6' }]\n";
    assert_eq!(clause_of(own, "told"), "9.6");
    assert_eq!(clause_of("suppliers: [{ supplier: told, consent: objected }]\n", "told"), "c");
    let missing = "integrations: [{ supplier: own, own_agreement: missing, clause: '12' }]\n";
    assert_eq!(clause_of(missing, "own"), "12");
    assert_eq!(clause_of(missing, "switch"), "c");
}

/// P-D1, P-B6: the run still erases what has run out, whatever the instruction names and whether or not the agreement has ended.
#[test]
fn the_retention_run_needs_no_instruction() {
    for says in [
        "instructions: [{ version: i1, operations: [read], paused: [{ activity: orders, because: { nb: x, en: x } }] }]\n",
        "in_force_to: 2026-06-01T00:00:00Z\n",
    ] {
        for at in ["2026-05-01T00:00:00Z", "2026-06-15T00:00:00Z", "2027-01-01T00:00:00Z"] {
            let mut run = Ask { retention_run: true, ..ask(Act::Erase, "", at) };
            assert_eq!(found(says, &run), codes_if(says.contains("read")));
            run.record.as_mut().unwrap().2 = instant("2026-02-01T00:00:00Z");
            assert_eq!(found(says, &run), []);
        }
    }
}

/// What has not run out the run may not erase; what it does then is an act like any other.
fn codes_if(instructed: bool) -> Vec<Code> {
    let mut codes = vec![Code::ActorNoGrant];
    codes.extend(instructed.then_some(Code::InstructionLacksOperation));
    codes
}
