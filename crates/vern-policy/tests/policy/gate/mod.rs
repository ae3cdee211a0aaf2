//! Each code of the gate: what raises it alone, and what beside it is permitted. And that the gate is the one the design describes.

mod agreement;
mod case;
mod policy_row;
mod right;
mod staff;

use std::collections::BTreeSet;

use vern_core::decision::{Code, Decision, Outcome, StateBits};
use vern_core::operation::{Act, RestrictionException};
use vern_core::origin::Origin;
use vern_policy::Rules;
use vern_policy::compile::compile;
use vern_policy::ending::RuleEnd;
use vern_policy::parse::parse_charter;

use agreement::agreement_codes;
use case::{CASES, Change, anchored, country, in_activity, to};

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
  - { id: phone, kind: national_id, label: { nb: x, en: x } }
  - { id: photo, kind: document, special_category: true, label: { nb: x, en: x } }
  - { id: extra, kind: text, offence: true, label: { nb: x, en: x } }
  - { id: account_name, kind: text, label: { nb: x, en: x } }
  - { id: account_email, kind: email, label: { nb: x, en: x } }
  - { id: account_password, kind: text, label: { nb: x, en: x } }
  - { id: account_one_time_secret, kind: text, label: { nb: x, en: x } }
  - { id: account_address, kind: ip, label: { nb: x, en: x } }
  - { id: account_statement, kind: document, label: { nb: x, en: x } }
  - { id: account_evidence, kind: text, label: { nb: x, en: x } }
categories:
  - { id: customer, label: { nb: x, en: x } }
  - { id: visitor, label: { nb: x, en: x } }
activities:
"#;

const ACTIVITY: &str = "
    label: { nb: x, en: x }
    clause: c
    subjects: [customer]
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
      - { supplier: chained }
";

/// Id, and what differs between the activities, each fact on its line. What is not said of purpose, basis and retention is not stated.
const ACTIVITIES: &[(&str, &str)] = &[
    (
        "orders",
        "purpose: { nb: x, en: x }\nbasis: { article: \"6(1)(b)\" }\nretention: [{ after: P60D, from: created }]",
    ),
    ("letters", "purpose: { nb: x, en: x }\nbasis: { article: \"6(1)(f)\" }\nconsent: required"),
    ("survey", "purpose: { nb: x, en: x }\nbasis: { article: \"6(1)(a)\" }"),
    ("either", "basis: [{ article: \"6(1)(a)\" }, { article: \"6(1)(f)\" }]"),
    ("purposeless", "purpose: open"),
    ("baseless", "basis: open"),
    ("endless", "retention: open"),
    (
        "aimed",
        "purpose: { aim: { nb: x, en: x } }\nbasis: { aim: { article: \"6(1)(a)\" } }\nretention: { aim: [{ after: P1D, from: created }] }",
    ),
    ("hosted", "role: processor"),
    (
        "grounded",
        "data: [name, phone, photo, extra]\nspecial_categories: { article: \"9(2)(a)\", because: { nb: x, en: x } }\nidentity_numbers: { because: { nb: x, en: x } }\noffences: { because: { nb: x, en: x } }",
    ),
    ("ungrounded", "data: [name, phone, photo, extra]"),
    (
        "scored",
        "automated_decision: { ground: [contract, consent], review: true, logic: not_stated, clause: c }",
    ),
    (
        "scored_on_consent",
        "automated_decision: { ground: [consent], review: true, logic: not_stated, clause: c }",
    ),
    (
        "bounded",
        "places: { stored: [EEA], handled: [\"NO\", SE], seat: [EU, \"NO\"], owner: [EEA], except: [guarded] }",
    ),
    ("task", "basis: { article: \"6(1)(e)\" }"),
    ("contract_and_interest", "basis: [{ article: \"6(1)(b)\" }, { article: \"6(1)(f)\" }]"),
    ("duty", "basis: [{ article: \"6(1)(c)\" }, { article: \"6(1)(d)\" }]"),
    (
        "mailing",
        "basis: { article: \"6(1)(b)\" }\nmarketing: { audience: persons, unsubscribe: { nb: x, en: x } }",
    ),
    ("sourced", "origin: { provided: [name, note], derived: [note] }"),
    ("kept", "retention: [{ keep_if_consent: true }]"),
    ("hired", "retention: [{ while: hiring, then: erase }]"),
    ("referred", "retention: [{ while: hiring, then: erase }, { keep_if_consent: true }]"),
    ("hoped", "retention: { aim: [{ while: hiring, then: erase }] }"),
    (
        "accounts",
        "carries: staff_accounts\ndata: [account_name, account_email, account_password, account_one_time_secret, account_address, account_statement, account_evidence]",
    ),
    ("watched", "basis: open\nobserve_until: 2027-01-01T00:00:00Z"),
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
    (
        "chained",
        "place: \"NO\", agreement: in_place, sub_processors: [{ id: second, LINK, place: SE, agreement: in_place, sub_processors: [{ id: third, LINK, place: SE, agreement: in_place }] }]",
    ),
];

/// What every supplier says alike.
const LINK: &str = "name: x, roles: [processor], delivers: { nb: x, en: x }, clause: c";

/// What is asked of staff.
const STAFF: &str = "periods: { training: P6M }
staff:
  confidentiality: { version: \"1\", words: { nb: taushet, en: silence } }
  training: { grace: P14D }
  warning: P30D
";

const ALL_ACTS: &str = "acts: [register, read, alter, use, disclose, transfer, restrict, erase, export]";

fn charter() -> String {
    let mut text = CHARTER.to_owned();
    for (id, facts) in ACTIVITIES {
        text.push_str(&format!("  - id: {id}{}", ACTIVITY.trim_end()));
        let unsaid = [
            "purpose: not_stated",
            "basis: not_stated",
            "retention: not_stated",
            "data: [name, email, note]",
        ];
        let said = |fact: &str| facts.lines().any(|line| line.split(':').next() == fact.split(':').next());
        for fact in facts.lines().chain(unsaid.into_iter().filter(|fact| !said(fact))) {
            text.push_str(&format!("\n    {fact}"));
        }
        text.push('\n');
    }
    text.push_str("suppliers:\n");
    for (id, facts) in SUPPLIERS {
        text.push_str(&format!("  - {{ id: {id}, {LINK}, {} }}\n", facts.replace("LINK", LINK)));
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
    text.push_str(&role("abroad", "    place: US\n", &grants(&["orders"])));
    text.push_str(&role("person", "    held_by: subject\n", &grants(&["orders"])));
    text.push_str(&role("remote", "    supplier: post\n    place: US\n", &grants(&["orders"])));
    text.push_str(&role("nearby", "    supplier: post\n    place: DK\n", &grants(&["orders", "bounded"])));
    text.push_str(STAFF);
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
        origins: Vec::new(),
        role: "clerk".to_owned(),
        recipient: None,
        place: None,
        automated: false,
        reason_given: false,
        access_until: None,
        reach: None,
        staff: None,
        own: None,
        exception: None,
        at: instant("2026-11-22T12:00:00Z"),
        subject: Some(false),
        record: Some(("orders".to_owned(), "customer".to_owned(), instant("2026-11-01T12:00:00Z"))),
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

fn all_cases() -> impl Iterator<Item = &'static (Code, Change, Change)> {
    CASES.iter().chain(right::CASES).chain(staff::CASES).chain(policy_row::CASES)
}

#[test]
fn each_code_is_raised_alone_and_not_beside() {
    let rules = charter_rules();
    for (place, (code, wrong, right)) in all_cases().enumerate() {
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
    let tried: BTreeSet<Code> = all_cases()
        .map(|(code, ..)| *code)
        .chain([Code::OperationUndeclared])
        .chain(agreement_codes())
        .collect();
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
        Outcome::Permit { withheld, .. } => withheld.iter().map(|place| DATA[place]).collect(),
        Outcome::Refuse { reasons } => panic!("{reasons:?}"),
    }
}

/// P-C3, P-B8: only the fields declared for a recipient, whoever asks on its behalf.
#[test]
fn a_recipient_gets_its_own_fields_only() {
    let rules = charter_rules();
    let mut ask = base();
    assert_eq!(withheld(&ask.decide(&rules)), [""; 0]);
    ask.recipient = Some("bank".to_owned());
    assert_eq!(withheld(&ask.decide(&rules)), ["email", "note"]);
    ask.role = "banker".to_owned();
    ask.recipient = Some("post".to_owned());
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

/// The bits that are flags (ADR 0001).
const FLAGS: u64 = 0xF8FF_0000_0000_FFFF;

#[test]
fn the_facts_a_decision_used_are_in_its_bits() {
    let rules = charter_rules();
    let bits = |change: fn(&mut Ask)| {
        let mut ask = base();
        change(&mut ask);
        ask.decide(&rules).state
    };
    let all = bits(|_| {});
    let flags = all.as_u64() & FLAGS;
    let wanted = [
        StateBits::SUBJECT_KNOWN,
        StateBits::RECORD_KNOWN,
        StateBits::RECORD_OF_ACTIVITY,
        StateBits::GRANTED,
        StateBits::SUBJECT_NAMED,
    ];
    assert_eq!(flags, wanted.iter().fold(0, |all, bit| all | bit.as_u64()));
    assert_eq!(all.number(StateBits::CATEGORY), Some(0));
    assert_eq!(all.number(StateBits::ROLE), Some(0));
    assert_eq!(all.number(StateBits::AGE_DAYS), Some(21));
    let flips: [(StateBits, Change); 20] = [
        (StateBits::RESTRICTED, |a| a.subject = Some(true)),
        (StateBits::CONSENTED, |a| a.consented = true),
        (StateBits::EXPIRED, |a| anchored(a, "2026-01-01T00:00:00Z")),
        (StateBits::REASON_GIVEN, |a| a.reason_given = true),
        (StateBits::ACCESS_OVER, |a| a.access_until = Some(a.at)),
        (StateBits::GRANTED, |a| a.role = "stranger".into()),
        (StateBits::RECORD_OF_ACTIVITY, |a| a.activity = "aimed".into()),
        (StateBits::AUTOMATED, |a| a.automated = true),
        (StateBits::SUBJECT_NAMED, |a| a.names_subject = false),
        (StateBits::DATA_UNDECLARED, |a| a.data_undeclared = true),
        (StateBits::DATA_INVALID, |a| a.data_invalid = true),
        (StateBits::RECIPIENT_UNKNOWN, |a| a.recipient = Some("unheard-of".into())),
        (StateBits::OBJECTED, |a| a.objected = true),
        (StateBits::ERASURE_ORDERED, |a| a.erasure_ordered = true),
        (StateBits::ENDED, |a| a.ends_at = Some(a.at)),
        (StateBits::AUTOMATED_DENIED, |a| policy_row::narrowed(a, &[], true, None)),
        (StateBits::PERIOD_NARROWED, |a| policy_row::narrowed(a, &[], false, Some("P30D"))),
        (StateBits::ORIGIN_UNDECLARED, |a| {
            in_activity(a, "sourced");
            a.origins = vec![(0, Origin::Observed)];
        }),
        (StateBits::ELSEWHERE, |a| a.elsewhere = true),
        (StateBits::CONSENT_ASKED, |a| a.exception = Some(RestrictionException::Consent)),
    ];
    for (bit, change) in flips {
        assert_eq!(bits(change).as_u64() & FLAGS, flags ^ bit.as_u64(), "{bit:?}");
    }
    // A recipient the row takes away counts where the data would go to it, by itself or through another.
    let denied = |to: &'static str| {
        let mut ask = base();
        policy_row::narrowed(&mut ask, &["third"], false, None);
        ask.recipient = Some(to.to_owned());
        ask.decide(&rules).state.contains(StateBits::RECIPIENT_DENIED)
    };
    assert_eq!([denied("chained"), denied("post")], [true, false]);
    let amending = bits(|a| policy_row::amending(a, true));
    assert!(amending.contains(StateBits::AMENDING) && amending.contains(StateBits::AMENDING_PERIOD));
    assert!(!bits(|a| policy_row::amending(a, false)).contains(StateBits::AMENDING_PERIOD));
    // What else is asked is no amendment, whatever the caller says it is.
    assert!(!bits(|a| a.amending = Some(true)).contains(StateBits::AMENDING));
    let partial = bits(|a| {
        a.act = Act::Alter;
        a.partial = true;
    });
    assert!(partial.contains(StateBits::PARTIAL) && !bits(|a| a.partial = true).contains(StateBits::PARTIAL));
    let excepted = bits(|a| a.exception = Some(RestrictionException::PublicInterest));
    assert_eq!(excepted.number(StateBits::EXCEPTION), Some(3));
    assert_eq!(all.number(StateBits::EXCEPTION), None);
    let without = bits(|a| a.record = None);
    assert!(!without.contains(StateBits::RECORD_KNOWN) && !without.contains(StateBits::RECORD_OF_ACTIVITY));
    assert_eq!((without.number(StateBits::CATEGORY), without.number(StateBits::AGE_DAYS)), (None, None));
    assert!(bits(|a| a.retention_run = true).contains(StateBits::RETENTION_RUN));
}

/// Each reason but those about nobody leads to a line of the charter.
#[test]
fn each_reason_cites_the_charter() {
    let rules = charter_rules();
    for (code, wrong, _) in all_cases() {
        let mut ask = base();
        wrong(&mut ask);
        let Outcome::Refuse { reasons } = ask.decide(&rules).outcome else { panic!() };
        let cited = rules.citation(reasons[0].citation);
        let nothing_to_cite = *code == Code::ActivityUndeclared || ask.role == "nobody";
        assert_eq!(cited.is_none(), nothing_to_cite, "{}", code.as_str());
        assert!(cited.is_none_or(|cited| cited.line > 0 && cited.column > 0 && !cited.path.is_empty()));
    }
}

/// What would refuse is let through and told until the day, and refused from then on; who asks and what is held is never let through.
#[test]
fn an_activity_only_observed_lets_through_and_tells() {
    let rules = charter_rules();
    let until = instant("2027-01-01T00:00:00Z");
    let decide = |change: Change, at| {
        let mut ask = base();
        in_activity(&mut ask, "watched");
        change(&mut ask);
        ask.move_to(at);
        ask.decide(&rules)
    };
    let before = decide(|_| {}, until.plus_micros(-1));
    let Outcome::Permit { observed, .. } = &before.outcome else { panic!("{before:?}") };
    assert_eq!(observed.iter().map(|reason| reason.code).collect::<Vec<_>>(), [Code::BasisOpen]);
    assert!(before.reasons_for_caller().is_empty());
    assert_eq!(before.horizon, Some(until));
    assert_eq!(codes(&decide(|_| {}, until)), [Code::BasisOpen]);
    let never: [(Code, Change); 11] = [
        (Code::ActorNoGrant, |a| a.role = "stranger".into()),
        (Code::RecordUnknown, |a| a.record = None),
        (Code::SubjectUnknown, |a| a.subject = None),
        (Code::SubjectRestricted, |a| a.subject = Some(true)),
        (Code::DataUndeclared, |a| a.data_undeclared = true),
        (Code::DataInvalid, |a| a.data_invalid = true),
        (Code::SubjectErasureOrdered, |a| a.erasure_ordered = true),
        (Code::SubjectObjected, |a| a.objected = true),
        (Code::ExceptionReasonRequired, |a| {
            a.subject = Some(true);
            a.exception = Some(RestrictionException::LegalClaim);
        }),
        (Code::SupplierNarrowed, |a| {
            policy_row::narrowed(a, &["post"], false, None);
            to(a, Act::Disclose, "post");
        }),
        (Code::AutomatedNarrowed, |a| {
            policy_row::narrowed(a, &[], true, None);
            a.automated = true;
        }),
    ];
    for (code, change) in never {
        let found = codes(&decide(change, until.plus_micros(-1)));
        assert!(found.contains(&code) && found.contains(&Code::BasisOpen), "{found:?}");
    }
}

/// P-C6: data goes down the whole chain, so each link of it is asked about, at every depth.
#[test]
fn each_link_of_a_chain_is_asked_about() {
    let of = |from: &str, changed: &str| {
        assert_eq!(charter().matches(from).count(), 1, "{from}");
        let text = charter().replace(from, changed);
        let rules = compile(parse_charter(text.as_bytes()).unwrap(), "gate.yaml").unwrap();
        let mut ask = base();
        to(&mut ask, Act::Disclose, "chained");
        let named = Ask { place: country("NO"), ..ask.clone() };
        [codes(&ask.decide(&rules)), codes(&named.decide(&rules))]
    };
    let link = |id: &str, place: &str, agreement: &str| {
        format!("{{ id: {id}, {LINK}, place: {place}, agreement: {agreement}")
    };
    for id in ["second", "third"] {
        let sound = link(id, "SE", "in_place");
        let twice = |code: Code| [vec![code], vec![code]];
        assert_eq!(of(&sound, &sound), [vec![], vec![]]);
        assert_eq!(of(&sound, &link(id, "SE", "missing")), twice(Code::SupplierNoAgreement));
        assert_eq!(of(&sound, &link(id, "US", "in_place")), twice(Code::TransferNotApproved));
        assert_eq!(
            of(&sound, &link(id, "SE, handled_in: [IN]", "in_place")),
            twice(Code::TransferNotApproved)
        );
        // Where the operation goes says nothing of where those below take it.
        assert_eq!(of(&sound, &link(id, "not_stated", "in_place")), twice(Code::PlaceNotStated));
    }
}

/// GDPR chapter V: which safeguard carries where.
#[test]
fn a_safeguard_carries_what_it_covers() {
    let cases = [
        ("US", "kind: standard_clauses, state: in_place", true),
        ("US", "kind: binding_rules, state: in_place", true),
        ("US", "kind: standard_clauses, state: under_assessment", false),
        ("US", "kind: not_stated, state: in_place", false),
        ("US", "kind: { aim: standard_clauses }, state: in_place", false),
        ("US", "kind: consent, state: in_place", false),
        ("US", "kind: adequacy, state: in_place", false),
        ("US", "kind: adequacy, state: in_place, listed_on: 2026-11-01", true),
        ("US", "kind: adequacy, state: in_place, listed_on: 2024-01-01", false),
        ("US", "kind: adequacy, state: in_place, listed_on: { aim: 2026-11-01 }", false),
        ("CH", "kind: adequacy, state: in_place", true),
        ("IN", "kind: adequacy, state: in_place, listed_on: 2024-01-01", false),
    ];
    let was = "place: US, agreement: in_place, safeguard: { kind: standard_clauses, state: in_place }";
    for (country, safeguard, carries) in cases {
        let changed = format!("place: {country}, agreement: in_place, safeguard: {{ {safeguard} }}");
        let text = charter().replacen(was, &changed, 1);
        let rules = compile(parse_charter(text.as_bytes()).unwrap(), "gate.yaml").unwrap();
        let mut ask = base();
        to(&mut ask, Act::Disclose, "guarded");
        let wanted = if carries { Vec::new() } else { vec![Code::TransferNotApproved] };
        assert_eq!(codes(&ask.decide(&rules)), wanted, "{country} {safeguard}");
    }
}

/// GDPR art. 45: the day a cover ends is told before the gate refuses, and afterwards for as long as it is leaned on.
#[test]
fn the_end_of_a_cover_is_the_first_instant_the_gate_refuses() {
    let was = "place: US, agreement: in_place, safeguard: { kind: standard_clauses, state: in_place }";
    let now = "place: US, agreement: in_place, safeguard: { kind: adequacy, state: in_place, listed_on: 2026-11-01 }";
    let text = charter().replacen(was, now, 1);
    let rules = compile(parse_charter(text.as_bytes()).unwrap(), "gate.yaml").unwrap();
    let mut ask = base();
    to(&mut ask, Act::Disclose, "guarded");
    let cover = |at| {
        let ends = rules.ends(at);
        ends.into_iter()
            .find(|(end, _)| matches!(end, RuleEnd::Cover { supplier, .. } if supplier == "guarded"))
    };
    let (_, end) = cover(ask.at).unwrap();
    ask.move_to(end.plus_micros(-1));
    assert_eq!(codes(&ask.decide(&rules)), Vec::<Code>::new());
    ask.move_to(end);
    assert_eq!(codes(&ask.decide(&rules)), [Code::TransferNotApproved]);
    assert_eq!(cover(end.plus_micros(86_400_000_000)).unwrap().1, end);
}

/// Twenty thousand cases; the example `reference_gate` takes any number.
#[test]
fn the_gate_agrees_with_the_reference() {
    let counts = compare(500, 20);
    println!("{counts:#?}");
    assert_eq!(counts.cases, 20_000);
    for code in Code::ALL {
        let (among, alone) = counts.refused.get(code).copied().unwrap_or_default();
        assert!(among >= 100 && alone >= 1, "{}: {among}, {alone} alone", code.as_str());
        let observed = counts.observed.get(code).copied().unwrap_or_default();
        let let_in = matches!(code, Code::ActorNoConfidentiality | Code::ActorTrainingDue);
        assert_eq!(observed > 0, code.is_observable() || let_in, "{}: {observed} observed", code.as_str());
    }
    let plain = counts.permits - counts.permits_observed;
    assert!(plain > 2_000 && counts.permits_observed > 400, "{counts:?}");
    assert!(counts.permits_withholding > 1_000 && counts.nothing_in_force > 100, "{counts:?}");
}
