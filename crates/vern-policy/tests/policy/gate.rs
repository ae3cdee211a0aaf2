//! Each code of the gate: what raises it alone, and what beside it is permitted. And that the gate is the one the design describes.

use std::collections::BTreeSet;

use vern_core::decision::{Code, Decision, Outcome, StateBits};
use vern_core::operation::Act;
use vern_policy::compile::{Rules, compile};
use vern_policy::parse::parse_charter;

use crate::reference::compare;
use crate::sample::{Ask, DATA, codes, instant};

/// Five activities, seven suppliers and four roles: one of each kind the gate tells apart.
const CHARTER: &str = r#"
vern: 1
kind: charter
version: v1
in_force_from: 2026-01-01T00:00:00Z
organisation:
  id: org
  name: Org AS
  country: "NO"
  contact: { role: { nb: L, en: M }, called: controller, channel: { published: { nb: S, en: F }, state: works } }
languages: [nb]
documents: { privacy_notice: { updated_on: not_stated } }
data_types:
  - { id: name, kind: text, label: { nb: x, en: x } }
  - { id: email, kind: email, label: { nb: x, en: x } }
  - { id: note, kind: text, label: { nb: x, en: x } }
  - { id: phone, kind: phone, label: { nb: x, en: x } }
  - { id: photo, kind: document, label: { nb: x, en: x } }
categories:
  - { id: customer, label: { nb: x, en: x } }
  - { id: visitor, label: { nb: x, en: x } }
activities:
"#;

const ACTIVITY: &str = "
    label: { nb: x, en: x }
    clause: c
    subjects: [customer]
    data: [name, email, note]
    operations: [register, read, alter, use, disclose, transfer, restrict, erase, export]
    recipients:
      - { supplier: post }
      - { supplier: bank, data: [name, phone] }
      - { supplier: cloud }
      - { supplier: guarded }
      - { supplier: assessed }
      - { supplier: bare }
      - { supplier: undecided }
      - { supplier: nodeal }
      - { supplier: named }
";

/// Id, and what differs between the activities.
const ACTIVITIES: &[(&str, &str)] = &[
    (
        "orders",
        "purpose: { nb: x, en: x }, basis: { article: \"6(1)(b)\" }, retention: [{ after: P60D, from: created }]",
    ),
    (
        "letters",
        "purpose: { nb: x, en: x }, basis: { article: \"6(1)(f)\" }, consent: required, retention: not_stated",
    ),
    ("survey", "purpose: { nb: x, en: x }, basis: { article: \"6(1)(a)\" }, retention: not_stated"),
    ("purposeless", "purpose: open, basis: not_stated, retention: not_stated"),
    ("baseless", "purpose: not_stated, basis: open, retention: not_stated"),
    ("endless", "purpose: not_stated, basis: not_stated, retention: open"),
    (
        "aimed",
        "purpose: { aim: { nb: x, en: x } }, basis: { aim: { article: \"6(1)(a)\" } }, retention: { aim: [{ after: P1D, from: created }] }",
    ),
];

const SUPPLIERS: &[(&str, &str)] = &[
    ("post", "place: \"NO\", agreement: in_place"),
    ("bank", "place: \"NO\", agreement: not_needed"),
    ("cloud", "place: US, agreement: in_place"),
    ("guarded", "place: US, agreement: in_place, safeguard: { kind: standard_clauses, state: in_place }"),
    (
        "assessed",
        "place: US, agreement: in_place, safeguard: { kind: standard_clauses, state: under_assessment }",
    ),
    ("bare", "place: { aim: \"NO\" }, agreement: in_place"),
    ("undecided", "place: open, agreement: in_place, safeguard: { kind: adequacy, state: in_place }"),
    ("nodeal", "place: \"NO\", agreement: missing"),
    ("named", "place: \"NO\", agreement: named"),
    ("stranger", "place: \"NO\", agreement: in_place"),
];

const ALL_ACTS: &str = "acts: [register, read, alter, use, disclose, transfer, restrict, erase, export]";

fn charter() -> String {
    let mut text = CHARTER.to_owned();
    for (id, facts) in ACTIVITIES {
        text.push_str(&format!("  - id: {id}{}", ACTIVITY.trim_end()));
        for fact in facts.split(", ").fold(Vec::<String>::new(), |mut facts, part| {
            // A comma within braces or brackets is no border between facts.
            let open = |text: &String| text.matches(['{', '[']).count() > text.matches(['}', ']']).count();
            match facts.last_mut() {
                Some(last) if open(last) => last.push_str(&format!(", {part}")),
                _ => facts.push(part.to_owned()),
            }
            facts
        }) {
            text.push_str(&format!("\n    {fact}"));
        }
        text.push('\n');
    }
    text.push_str("suppliers:\n");
    for (id, facts) in SUPPLIERS {
        text.push_str(&format!(
            "  - {{ id: {id}, name: {id}, role: processor, delivers: {{ nb: x, en: x }}, clause: c, {facts} }}\n"
        ));
    }
    let grants = |ids: &[&str]| -> String {
        ids.iter().map(|id| format!("      - {{ activity: {id}, {ALL_ACTS} }}\n")).collect()
    };
    let all: Vec<&str> = ACTIVITIES.iter().map(|(id, _)| *id).collect();
    let role = |id: &str, more: &str, may: &str| {
        format!("  - id: {id}\n    label: {{ nb: x, en: x }}\n{more}    may:\n{may}")
    };
    text.push_str("roles:\n");
    text.push_str(&role("clerk", "", &grants(&all)));
    text.push_str(&role("stranger", "", &grants(&["letters"])));
    text.push_str(&role(
        "viewer",
        "",
        "      - { activity: orders, acts: [register, read, alter, use], sees: [name, email] }\n",
    ));
    text.push_str(&role(
        "asked",
        "",
        &format!("      - {{ activity: orders, {ALL_ACTS}, reason_for: [read, erase] }}\n"),
    ));
    text.push_str(&role("banker", "    supplier: bank\n", &grants(&["orders"])));
    text.push_str(&role("cloudy", "    supplier: cloud\n", &grants(&["orders"])));
    text
}

fn charter_rules() -> Rules {
    compile(parse_charter(charter().as_bytes()).unwrap(), "gate.yaml").unwrap()
}

/// A clerk reads a customer's order.
fn base() -> Ask {
    Ask {
        activity: "orders".to_owned(),
        act: Act::Read,
        names_subject: true,
        category: None,
        data: vec![0, 1, 2],
        data_undeclared: false,
        data_invalid: false,
        role: "clerk".to_owned(),
        recipient: None,
        place: None,
        reason_given: false,
        at: instant("2026-11-22T12:00:00Z"),
        subject: Some(false),
        record: Some(("orders".to_owned(), "customer".to_owned(), instant("2026-11-01T12:00:00Z"))),
        consented: false,
        listing: false,
        retention_run: false,
    }
}

type Change = fn(&mut Ask);

fn in_activity(ask: &mut Ask, id: &str) {
    ask.activity = id.to_owned();
    if let Some(record) = &mut ask.record {
        record.0 = id.to_owned();
    }
}

fn to(ask: &mut Ask, act: Act, recipient: &str) {
    ask.act = act;
    ask.recipient = Some(recipient.to_owned());
}

fn anchored(ask: &mut Ask, at: &str) {
    ask.record.as_mut().unwrap().2 = instant(at);
}

fn country(id: &str) -> Option<vern_core::place::Country> {
    Some(id.parse().unwrap())
}

/// A code, what raises it and nothing else, and what close to it is permitted.
const CASES: &[(Code, Change, Change)] = &[
    (
        Code::ActorNoGrant,
        |a| a.role = "stranger".into(),
        |a| {
            a.role = "stranger".into();
            in_activity(a, "letters");
            a.consented = true;
        },
    ),
    (Code::ActorNoGrant, |a| a.role = "nobody".into(), |a| a.role = "clerk".into()),
    (
        Code::ActorNoGrant,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Erase;
        },
        |a| {
            a.role = "viewer".into();
            a.act = Act::Use;
        },
    ),
    (
        Code::ActorNoGrant,
        |a| {
            a.retention_run = true;
            a.act = Act::Erase;
            anchored(a, "2026-09-23T12:00:00.000001Z");
        },
        |a| {
            a.retention_run = true;
            a.act = Act::Erase;
            anchored(a, "2026-09-23T12:00:00Z");
        },
    ),
    (
        Code::ActorNoGrant,
        |a| {
            a.retention_run = true;
            a.act = Act::Restrict;
            anchored(a, "2026-01-01T00:00:00Z");
        },
        |a| {
            a.retention_run = true;
            a.role = "nobody".into();
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
    ),
    (
        Code::ActorReasonRequired,
        |a| a.role = "asked".into(),
        |a| {
            a.role = "asked".into();
            a.reason_given = true;
        },
    ),
    (
        Code::ActorReasonRequired,
        |a| a.role = "asked".into(),
        |a| {
            a.role = "asked".into();
            a.act = Act::Use;
        },
    ),
    (
        Code::ActorReasonRequired,
        |a| {
            a.role = "asked".into();
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
        |a| {
            a.retention_run = true;
            a.role = "asked".into();
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
    ),
    (
        Code::ActorDataNotGranted,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
        },
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 1];
        },
    ),
    (
        Code::ActorDataNotGranted,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Alter;
            a.data = vec![0];
        },
        |a| {
            a.act = Act::Alter;
            a.data = vec![0];
        },
    ),
    (
        Code::RecordUnknown,
        |a| a.record = None,
        |a| {
            a.record = None;
            a.listing = true;
        },
    ),
    (
        Code::RecordUnknown,
        |a| {
            a.record = None;
            a.act = Act::Erase;
        },
        |a| {
            a.record = None;
            a.act = Act::Register;
        },
    ),
    (
        Code::SubjectUnknown,
        |a| a.subject = None,
        |a| {
            a.subject = None;
            a.names_subject = false;
        },
    ),
    (
        Code::SubjectUnknown,
        |a| {
            a.act = Act::Restrict;
            a.subject = None;
            a.names_subject = false;
        },
        |a| {
            a.act = Act::Restrict;
            a.names_subject = false;
        },
    ),
    (Code::ActivityUndeclared, |a| a.activity = "unheard-of".into(), |a| in_activity(a, "aimed")),
    (
        Code::PurposeOpen,
        |a| in_activity(a, "purposeless"),
        |a| {
            in_activity(a, "purposeless");
            a.act = Act::Erase;
        },
    ),
    (Code::PurposeMismatch, |a| a.activity = "aimed".into(), |a| in_activity(a, "aimed")),
    (
        Code::CategoryUndeclared,
        |a| a.category = Some("visitor".into()),
        |a| a.category = Some("customer".into()),
    ),
    (
        Code::CategoryUndeclared,
        |a| {
            a.category = Some("customer".into());
            a.record.as_mut().unwrap().1 = "visitor".into();
        },
        |a| {
            a.act = Act::Erase;
            a.record.as_mut().unwrap().1 = "visitor".into();
        },
    ),
    (
        Code::SubjectRestricted,
        |a| a.subject = Some(true),
        |a| {
            a.subject = Some(true);
            a.act = Act::Restrict;
        },
    ),
    (
        Code::SubjectRestricted,
        |a| {
            a.subject = Some(true);
            a.act = Act::Erase;
        },
        |a| a.act = Act::Erase,
    ),
    (
        Code::DataUndeclared,
        |a| {
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 3];
        },
        |a| {
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 2];
        },
    ),
    (
        Code::DataUndeclared,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 3];
        },
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0];
        },
    ),
    (Code::DataUndeclared, |a| a.data_undeclared = true, |a| a.data = vec![0, 3]),
    (
        Code::DataInvalid,
        |a| {
            a.act = Act::Alter;
            a.data_invalid = true;
        },
        |a| a.act = Act::Alter,
    ),
    (Code::SupplierUnknown, |a| a.act = Act::Disclose, |a| to(a, Act::Disclose, "post")),
    (Code::SupplierUnknown, |a| to(a, Act::Transfer, "unheard-of"), |a| to(a, Act::Transfer, "post")),
    (
        Code::SupplierUnknown,
        |a| to(a, Act::Read, "unheard-of"),
        |a| {
            a.role = "banker".into();
            a.act = Act::Disclose;
        },
    ),
    (Code::SupplierNotRecipient, |a| to(a, Act::Disclose, "stranger"), |a| to(a, Act::Disclose, "named")),
    (Code::SupplierNoAgreement, |a| to(a, Act::Disclose, "nodeal"), |a| to(a, Act::Disclose, "bank")),
    (
        Code::PlaceNotStated,
        |a| to(a, Act::Disclose, "bare"),
        |a| {
            to(a, Act::Disclose, "bare");
            a.place = country("NO");
        },
    ),
    (
        Code::PlaceNotStated,
        |a| to(a, Act::Disclose, "undecided"),
        |a| {
            to(a, Act::Disclose, "bare");
            a.place = country("SE");
        },
    ),
    (
        Code::PlaceNotStated,
        |a| {
            to(a, Act::Disclose, "undecided");
            a.place = country("NO");
        },
        |a| {
            to(a, Act::Disclose, "post");
            a.place = country("NO");
        },
    ),
    (Code::TransferNotApproved, |a| to(a, Act::Disclose, "cloud"), |a| to(a, Act::Disclose, "guarded")),
    (Code::TransferNotApproved, |a| to(a, Act::Transfer, "assessed"), |a| to(a, Act::Transfer, "guarded")),
    (
        Code::TransferNotApproved,
        |a| {
            to(a, Act::Disclose, "post");
            a.place = country("US");
        },
        |a| {
            to(a, Act::Disclose, "guarded");
            a.place = country("IN");
        },
    ),
    (Code::TransferNotApproved, |a| a.place = country("GB"), |a| a.place = country("IS")),
    (Code::TransferNotApproved, |a| a.role = "cloudy".into(), |a| a.role = "banker".into()),
    // Naming another recipient does not hide the supplier the role works for.
    (
        Code::TransferNotApproved,
        |a| {
            a.role = "cloudy".into();
            to(a, Act::Disclose, "post");
        },
        |a| {
            a.role = "banker".into();
            to(a, Act::Disclose, "post");
        },
    ),
    (
        Code::BasisOpen,
        |a| in_activity(a, "baseless"),
        |a| {
            in_activity(a, "baseless");
            a.act = Act::Restrict;
        },
    ),
    (
        Code::ConsentMissing,
        |a| in_activity(a, "letters"),
        |a| {
            in_activity(a, "letters");
            a.consented = true;
        },
    ),
    (
        Code::ConsentMissing,
        |a| in_activity(a, "survey"),
        |a| {
            in_activity(a, "survey");
            a.act = Act::Erase;
        },
    ),
    (
        Code::RetentionOpen,
        |a| in_activity(a, "endless"),
        |a| {
            in_activity(a, "endless");
            a.act = Act::Erase;
        },
    ),
    (
        Code::RetentionExpired,
        |a| anchored(a, "2026-09-23T12:00:00Z"),
        |a| anchored(a, "2026-09-23T12:00:00.000001Z"),
    ),
    (
        Code::RetentionExpired,
        |a| anchored(a, "2026-01-01T00:00:00Z"),
        |a| {
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
    ),
];

#[test]
fn each_code_is_raised_alone_and_not_beside() {
    let rules = charter_rules();
    for (place, (code, wrong, right)) in CASES.iter().enumerate() {
        let changed = |change: &Change| {
            let mut ask = base();
            change(&mut ask);
            codes(&ask.decide(&rules))
        };
        assert_eq!(changed(wrong), [*code], "case {place} of {}", code.as_str());
        assert_eq!(changed(right), [], "beside case {place} of {}", code.as_str());
    }
}

/// No activity of the fixture lacks an act, so this code has a charter of its own.
#[test]
fn an_act_the_activity_does_not_declare_is_refused() {
    let text = charter().replacen(
        "[register, read, alter, use, disclose, transfer, restrict, erase, export]",
        "[register, read]",
        1,
    );
    let rules = compile(parse_charter(text.as_bytes()).unwrap(), "gate.yaml").unwrap();
    let with = |act| codes(&Ask { act, ..base() }.decide(&rules));
    assert_eq!(with(Act::Use), [Code::OperationUndeclared]);
    assert_eq!(with(Act::Erase), [Code::OperationUndeclared]);
    assert_eq!(with(Act::Read), []);
    // What the charter lets run out is erased by the run whether or not anyone else may erase.
    let mut run = Ask { act: Act::Erase, retention_run: true, ..base() };
    anchored(&mut run, "2026-01-01T00:00:00Z");
    assert_eq!(codes(&run.decide(&rules)), []);
}

#[test]
fn each_code_has_a_case() {
    let tried: BTreeSet<Code> =
        CASES.iter().map(|(code, ..)| *code).chain([Code::OperationUndeclared]).collect();
    assert_eq!(tried, Code::ALL.iter().copied().collect());
}

/// P-A5, P-A9: what is open stops every act that makes data known or puts it to use, and none that takes it away.
#[test]
fn what_is_open_stops_use_and_never_erasure() {
    let rules = charter_rules();
    for (activity, code) in
        [("purposeless", Code::PurposeOpen), ("baseless", Code::BasisOpen), ("endless", Code::RetentionOpen)]
    {
        for act in Act::ALL {
            let mut ask = base();
            in_activity(&mut ask, activity);
            if matches!(act, Act::Disclose | Act::Transfer) {
                ask.recipient = Some("post".to_owned());
            }
            let found = codes(&Ask { act, ..ask }.decide(&rules));
            let stops = !matches!(act, Act::Restrict | Act::Erase);
            assert_eq!(found, if stops { vec![code] } else { Vec::new() }, "{activity} {act:?}");
        }
    }
}

fn withheld(decision: &Decision) -> Vec<&'static str> {
    match &decision.outcome {
        Outcome::Permit { withheld } => withheld.iter().map(|place| DATA[place]).collect(),
        Outcome::Refuse { reasons } => panic!("{reasons:?}"),
    }
}

/// P-C3, P-B8: only the fields declared for a recipient, whoever asks on its behalf.
#[test]
fn a_recipient_gets_its_own_fields_only() {
    let rules = charter_rules();
    let mut ask = base();
    assert_eq!(withheld(&ask.decide(&rules)), [""; 0]);
    to(&mut ask, Act::Disclose, "bank");
    assert_eq!(withheld(&ask.decide(&rules)), ["email", "note"]);
    ask.role = "banker".to_owned();
    to(&mut ask, Act::Disclose, "post");
    assert_eq!(
        withheld(&ask.decide(&rules)),
        ["email", "note"],
        "the bank's own people see no more by naming another"
    );
    ask = Ask { role: "banker".to_owned(), data: vec![0, 1, 2, 3, 4], ..base() };
    // `phone` is in the bank's list and not in the activity.
    assert_eq!(withheld(&ask.decide(&rules)), ["email", "note", "phone", "photo"]);
    ask.role = "viewer".to_owned();
    assert_eq!(withheld(&ask.decide(&rules)), ["note", "phone", "photo"]);
}

#[test]
fn the_facts_a_decision_used_are_in_its_bits() {
    let rules = charter_rules();
    let bits = |change: fn(&mut Ask)| {
        let mut ask = base();
        change(&mut ask);
        ask.decide(&rules).state
    };
    let all = StateBits::SUBJECT_KNOWN.as_u32()
        | StateBits::RECORD_KNOWN.as_u32()
        | StateBits::RECORD_OF_ACTIVITY.as_u32()
        | StateBits::GRANTED.as_u32();
    assert_eq!(bits(|_| {}).as_u32(), all);
    let flips: [(StateBits, Change); 6] = [
        (StateBits::RESTRICTED, |a| a.subject = Some(true)),
        (StateBits::CONSENTED, |a| a.consented = true),
        (StateBits::EXPIRED, |a| anchored(a, "2026-01-01T00:00:00Z")),
        (StateBits::REASON_GIVEN, |a| a.reason_given = true),
        (StateBits::GRANTED, |a| a.role = "stranger".into()),
        (StateBits::RECORD_OF_ACTIVITY, |a| a.activity = "aimed".into()),
    ];
    for (bit, change) in flips {
        assert_eq!(bits(change).as_u32(), all ^ bit.as_u32(), "{bit:?}");
    }
    assert_eq!(
        bits(|a| a.record = None).as_u32(),
        StateBits::SUBJECT_KNOWN.as_u32() | StateBits::GRANTED.as_u32()
    );
    assert!(bits(|a| a.retention_run = true).contains(StateBits::RETENTION_RUN));
}

/// Each reason but those about nobody leads to a line of the charter.
#[test]
fn each_reason_cites_the_charter() {
    let rules = charter_rules();
    for (code, wrong, _) in CASES {
        let mut ask = base();
        wrong(&mut ask);
        let Outcome::Refuse { reasons } = ask.decide(&rules).outcome else { panic!() };
        let cited = rules.citation(reasons[0].citation);
        let nothing_to_cite = *code == Code::ActivityUndeclared || ask.role == "nobody";
        assert_eq!(cited.is_none(), nothing_to_cite, "{}", code.as_str());
        assert!(cited.is_none_or(|cited| cited.line > 0 && cited.column > 0 && !cited.path.is_empty()));
    }
}

#[test]
fn the_gate_agrees_with_the_reference() {
    let (permits, seen) = compare(1_000, 20);
    assert!(permits > 1_000 && seen.iter().all(|(_, count)| *count > 100), "{permits} permits, {seen:?}");
}
