//! The promises of the papers, kept by the charters in `examples/` as they stand: what is asked of the gate there, what comes out as a finding,
//! what is declared. A test names the promise it covers.

use vern_core::decision::Code;
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::period::Period;
use vern_policy::charter::{
    Charter, DocumentName, Rank, RightKind, SafeguardState, SupplierRole, TransitProtection,
};
use vern_policy::in_force::{Document, Source, Timeline};
use vern_policy::parse::parse_document;
use vern_policy::{Fact, RecordState, Rules, State, SubjectState, decide, find_findings};

use crate::sample::{codes, instant};

const DAY: &str = "2026-11-22T12:00:00Z";
const FIELD_OWN: &str = include_str!("../../../../examples/field-service/charter.yaml");
const FIELD_TERMS: &str = include_str!("../../../../examples/field-service/terms.yaml");
const FIELD_AGREEMENT: &str = include_str!("../../../../examples/field-service/agreement.yaml");
const HOSTING_OWN: &str = include_str!("../../../../examples/hosting/charter.yaml");
const HOSTING_TERMS: &str = include_str!("../../../../examples/hosting/terms.yaml");
const HOSTING_AGREEMENT: &str = include_str!("../../../../examples/hosting/agreement.yaml");
const PAYMENT_TERMS: &str = include_str!("../../../../examples/payment-control/terms.yaml");
const PAYMENT_AGREEMENT: &str = include_str!("../../../../examples/payment-control/agreement.yaml");

fn charter(text: &str) -> Charter {
    match parse_document(text.as_bytes()).unwrap() {
        Document::Charter(charter) => *charter,
        Document::Agreement(_) => panic!("an agreement"),
    }
}

/// What is in force on the day of the tests, by these documents.
fn in_force(texts: &[&str]) -> std::sync::Arc<Rules> {
    let source = |text: &&str| Source::new(parse_document(text.as_bytes()).unwrap(), "x.yaml").unwrap();
    let sources: Vec<Source> = texts.iter().map(source).collect();
    Timeline::new(&sources).unwrap().at(instant(DAY)).unwrap().0.clone()
}

/// Reasons to refuse an act of a role on a record of an activity; `to` whom, which data types.
fn refused(
    rules: &Rules,
    role: &str,
    act: Act,
    activity: &str,
    to: Option<&str>,
    data: &[&str],
) -> Vec<Code> {
    asked(rules, role, act, activity, to, data, false, true)
}

#[expect(clippy::too_many_arguments, reason = "each is a word of the question")]
fn asked(
    rules: &Rules,
    role: &str,
    act: Act,
    activity: &str,
    to: Option<&str>,
    data: &[&str],
    automated: bool,
    consented: bool,
) -> Vec<Code> {
    let at = instant(DAY);
    let found = rules.charter().activities.iter().find(|it| it.id.value == activity);
    let category = found.map_or("", |it| it.subjects.value[0].value.as_str());
    let operation = Operation {
        controller: ControllerId::from_bits(7),
        activity,
        act,
        subject: Some(SubjectId::from_bytes([1; 16])),
        category: None,
        data: data.iter().filter_map(|id| rules.data_type(id)).map(|(place, ..)| place).collect(),
        data_undeclared: data.iter().any(|id| rules.data_type(id).is_none()),
        data_invalid: false,
        origin_undeclared: false,
        actor: ActorId::from_bytes([2; 16]),
        role,
        access_until: None,
        reach: None,
        staff: None,
        acting_for: None,
        recipient: to,
        place: None,
        automated,
        reason_given: true,
        exception: None,
        at,
    };
    let record = RecordState { activity, category, anchor: at, narrowing: None };
    let state = State {
        subject: Some(SubjectState { restricted: false }),
        record: Some(record),
        consented,
        ..State::default()
    };
    codes(&decide(&operation, rules, &state))
}

#[track_caller]
fn finds(charter: &Charter, code: &str, about: &str) {
    let found = find_findings(charter, instant(DAY));
    assert!(found.iter().any(|it| it.code == code && it.about == about), "{code} {about}: {found:?}");
}

/// P-A1, P-A16: data to and from the services stays in Norway, under TLS; each exception is declared with its protocol.
#[test]
fn p_a1_p_a16_where_data_lies_and_how_it_travels() {
    let rules = in_force(&[FIELD_TERMS, FIELD_AGREEMENT]);
    assert_eq!(refused(&rules, "office", Act::Disclose, "field_service", Some("syse"), &["name"]), []);
    let moved = FIELD_TERMS.replacen("    place: \"NO\"\n", "    place: SE\n", 1);
    assert_ne!(moved, FIELD_TERMS);
    // The page says that all of it lies in Norway: with a register that says otherwise it is not let in.
    let contradicted = Source::new(parse_document(moved.as_bytes()).unwrap(), "x.yaml").unwrap_err();
    assert_eq!(contradicted[0].code, "charter.claim_contradicted");
    let unclaimed = moved.replacen("kind: all_data_within", "kind: statement", 1);
    let rules = in_force(&[&unclaimed, FIELD_AGREEMENT]);
    let refused = refused(&rules, "office", Act::Disclose, "field_service", Some("syse"), &["name"]);
    assert_eq!(refused, [Code::PlaceNotAllowed]);
    let transit = |charter: &Charter, id: &str| {
        let supplier = charter.all_suppliers().find(|it| it.id.value == id).unwrap();
        supplier.encryption.stated().map(|it| it.in_transit)
    };
    let (terms, own) = (charter(FIELD_TERMS), charter(FIELD_OWN));
    assert_eq!(transit(&terms, "syse"), Some(TransitProtection::Tls));
    assert_eq!(transit(&terms, "sveve"), Some(TransitProtection::SupplierProtocol));
    assert_eq!(transit(&terms, "erp"), Some(TransitProtection::WhereOtherSideAllows));
    for silent in ["domeneshop", "make", "statuspal"] {
        assert_eq!(transit(&own, silent), None, "{silent}");
    }
}

/// P-A8, P-C16: each paper has its date or says none, and its place beside the others.
#[test]
fn p_a8_p_c16_papers_have_dates_and_rank() {
    let day = |text: &str| Fact::Stated(text.to_owned());
    let own = charter(FIELD_OWN);
    assert_eq!(*own.updated_on(DocumentName::PrivacyNotice), day("2021-04-12"));
    assert_eq!(*charter(PAYMENT_TERMS).updated_on(DocumentName::ProcessingAgreement), Fact::NotStated);
    let hosting = charter(HOSTING_OWN);
    let notice = &hosting.document(DocumentName::PrivacyNotice).unwrap().value;
    assert_eq!((&notice.in_force_on, &notice.updated_on), (&day("2018-07-01"), &Fact::NotStated));
    assert!(notice.supplements.len() >= 3);
}

/// P-A11, P-A12: an integration is off until the controller turns it on, and gets only what its look-up needs.
#[test]
fn p_a11_p_a12_integrations_are_the_controllers_to_turn_on() {
    let rules = in_force(&[FIELD_TERMS, FIELD_AGREEMENT]);
    let ask =
        |to: &str, data: &[&str]| refused(&rules, "office", Act::Disclose, "field_service", Some(to), data);
    assert_eq!(
        ask("boligmappa", &["address", "cadastral_number"]),
        [],
        "turned on, with an agreement of its own"
    );
    assert_eq!(ask("boligmappa", &["address", "phone"]), [Code::SupplierDataBeyond]);
    assert_eq!(ask("easyconnect", &["phone"]), [Code::SupplierNotTurnedOn]);
    let without = FIELD_AGREEMENT.replacen("own_agreement: in_place", "own_agreement: missing", 1);
    assert_ne!(without, FIELD_AGREEMENT);
    let rules = in_force(&[FIELD_TERMS, &without]);
    let without = refused(&rules, "office", Act::Disclose, "field_service", Some("boligmappa"), &["address"]);
    assert_eq!(without, [Code::SupplierNoAgreement]);
}

/// P-A10, P-A13, P-A15, P-A17: what lies outside is named, its state shown, its claims kept as findings, and nothing goes where it may not.
#[test]
fn p_a10_p_a13_p_a15_p_a17_what_lies_outside() {
    let own = charter(FIELD_OWN);
    let zendesk = own.all_suppliers().find(|it| it.id.value == "zendesk").unwrap();
    assert_eq!(zendesk.safeguard.value.stated().unwrap().state, SafeguardState::UnderAssessment);
    finds(&own, "finding.transfer_by_consent", "zendesk");
    finds(&charter(FIELD_TERMS), "finding.supplier_limit_not_stated", "iizy");
    finds(&own, "finding.joint_arrangement_not_stated", "facebook");
    let rules = in_force(&[FIELD_OWN]);
    let platform = refused(&rules, "support_platform", Act::Read, "support", None, &["name"]);
    assert_eq!(platform, [Code::TransferNotApproved]);
    let social = refused(&rules, "customer_service", Act::Disclose, "support", Some("facebook"), &["name"]);
    assert!(social.contains(&Code::SupplierNotRecipient), "{social:?}");
}

/// P-A18: what a service does before anyone has chosen is declared.
#[test]
fn p_a18_defaults_are_declared() {
    assert!(charter(FIELD_TERMS).services.iter().all(|service| !service.defaults.is_empty()));
}

/// P-A5, P-A7: the letter of a repealed act, a basis that is not the processor's, cookies that are only convenient.
#[test]
fn p_a5_p_a7_bases_and_cookies_fall_short() {
    finds(&charter(FIELD_TERMS), "finding.basis_by_processor", "field_service");
    finds(&charter(FIELD_OWN), "finding.basis_of_repealed_law", "customer_contacts");
    finds(&charter(FIELD_OWN), "finding.cookie_basis", "cookies");
    finds(&charter(FIELD_OWN), "finding.cookie_without_consent", "user_friendly");
}

/// P-C1, P-C12, P-C14: each activity says where its data comes from, what for, on which basis and how long.
#[test]
fn p_c1_p_c12_p_c14_each_activity_says_why_and_how_long() {
    let hosting = charter(HOSTING_OWN);
    for activity in &hosting.activities {
        assert!(activity.purpose.stated().is_some(), "{}", activity.id.value);
        assert!(activity.basis.value.stated().is_some(), "{}", activity.id.value);
        assert!(activity.retention.value.stated().is_some(), "{}", activity.id.value);
        let origin = activity.origin.as_ref().unwrap();
        let of = |id: &str| origin.value.all().any(|it| it.value == id);
        assert!(activity.data.value.iter().all(|id| of(&id.value)), "{}", activity.id.value);
    }
    let history = hosting.activities.iter().find(|it| it.id.value == "history").unwrap();
    assert!(!history.origin.as_ref().unwrap().value.observed.is_empty());
}

/// P-C2: where the customer collects, the customer is controller; in its space its own people act.
#[test]
fn p_c2_roles_flip() {
    let rules = in_force(&[HOSTING_TERMS, HOSTING_AGREEMENT]);
    assert_eq!(rules.charter().organisation.id.value, "tindlia-nettbutikk");
    assert!(!in_force(&[HOSTING_OWN]).has_activity("hosted_services"), "never in the provider's own");
}

/// P-C3, P-C5, P-C6: exactly the fields a supplier needs; one without an agreement gets nothing; an aim is none of the gate's promises.
#[test]
fn p_c3_p_c5_p_c6_suppliers_of_the_provider() {
    let hosting = charter(HOSTING_OWN);
    let rules = in_force(&[HOSTING_OWN]);
    let more = ["name", "email", "phone"];
    let beyond = refused(
        &rules,
        "customer_service",
        Act::Disclose,
        "registrations",
        Some("certificate-issuer"),
        &more,
    );
    assert!(beyond.contains(&Code::SupplierDataBeyond), "{beyond:?}");
    let exact = refused(
        &rules,
        "customer_service",
        Act::Disclose,
        "registrations",
        Some("certificate-issuer"),
        &more[..2],
    );
    assert!(!exact.contains(&Code::SupplierDataBeyond), "{exact:?}");
    finds(&hosting, "finding.supplier_without_agreement", "it-suppliers-without-agreement");
    let without = Some("it-suppliers-without-agreement");
    let refused = refused(&rules, "operations", Act::Disclose, "history", without, &[]);
    assert!(refused.contains(&Code::SupplierNoAgreement), "{refused:?}");
    finds(&hosting, "finding.place_only_aimed_at", "organisation");
    assert!(hosting.places.unwrap().value.stored.value.stated().is_none());
}

/// P-C7, P-C15: training twice a year, and measures in layers, each told how it is held.
#[test]
fn p_c7_p_c15_measures_and_training() {
    let hosting = charter(HOSTING_OWN);
    let half_a_year: Period = "P6M".parse().unwrap();
    assert_eq!(hosting.periods.training.unwrap().value, Fact::Stated(half_a_year));
    for layer in ["network_limits", "access_levels", "alarms", "intrusion_protection"] {
        assert!(hosting.measures.iter().any(|it| it.id.value == layer), "{layer}");
    }
}

/// P-C8, P-C11, P-C13: rights as the paper has them; where it narrows one, or takes use for consent, that is a finding.
#[test]
fn p_c8_p_c11_p_c13_rights_cookies_and_consent() {
    let hosting = charter(HOSTING_OWN);
    for right in [
        RightKind::Access,
        RightKind::Rectification,
        RightKind::Restriction,
        RightKind::Portability,
        RightKind::Erasure,
    ] {
        assert!(hosting.rights.iter().any(|it| it.right.value == right), "{right:?}");
    }
    finds(&hosting, "finding.right_narrowed", "rights");
    finds(&hosting, "finding.cookies_refused_in_browser", "cookies");
    finds(&hosting, "finding.consent_by_use", "use_is_acceptance");
}

/// P-C10: automated decisions only where declared.
#[test]
fn p_c10_automated_decisions_are_declared() {
    let rules = in_force(&[HOSTING_OWN]);
    let ask = |activity: &str| asked(&rules, "operations", Act::Use, activity, None, &[], true, true);
    assert!(ask("history").contains(&Code::AutomatedUndeclared));
    assert!(!ask("usage_analysis").contains(&Code::AutomatedUndeclared));
    finds(&charter(HOSTING_OWN), "finding.automated_without_review", "usage_analysis");
}

/// P-D1, P-D6, P-D15, P-D20: rank and periods are fields of the terms, not constants of the program.
#[test]
fn p_d1_p_d6_p_d15_p_d20_periods_and_rank_are_fields() {
    let terms = charter(PAYMENT_TERMS);
    assert_eq!(terms.terms.as_ref().unwrap().value.rank.value, Fact::Stated(Rank::AgreementFirst));
    assert_eq!(terms.periods.log.unwrap().value, Fact::Stated("P5Y".parse().unwrap()));
    let agreed = in_force(&[PAYMENT_TERMS, PAYMENT_AGREEMENT]);
    let written = |fact: Fact<vern_core::deadline::Term>| fact.stated().map(ToString::to_string);
    assert_eq!(written(agreed.periods().objection.unwrap().value).as_deref(), Some("P5D"));
    assert_eq!(terms.periods.objection, agreed.periods().objection);
}

/// P-D16: data stays in the EEA with a party seated there; a third country needs approval.
#[test]
fn p_d16_in_the_eea_with_a_party_seated_there() {
    let there = in_force(&[PAYMENT_TERMS, PAYMENT_AGREEMENT]);
    let ask = |rules: &Rules| {
        refused(rules, "hosting_supplier", Act::Read, "payment_control", None, &["first_name"])
    };
    let elsewhere = |code: &Code| matches!(code, Code::PlaceNotAllowed | Code::TransferNotApproved);
    assert!(!ask(&there).iter().any(elsewhere), "{:?}", ask(&there));
    let id = PAYMENT_TERMS.find("  - id: it-garden").unwrap();
    let (before, after) = PAYMENT_TERMS.split_at(id);
    for (was, is, wanted) in [
        ("seat: SE", "seat: US", Code::PlaceNotAllowed),
        ("place: EU", "place: US", Code::TransferNotApproved),
    ] {
        let moved = format!("{before}{}", after.replacen(was, is, 1));
        assert_ne!(moved, PAYMENT_TERMS, "{was}");
        let found = ask(&in_force(&[&moved, PAYMENT_AGREEMENT]));
        assert!(found.contains(&wanted), "{is}: {found:?}");
    }
}

/// P-D21, P-D22: one purpose, the kinds of data and processing it names, and nothing else.
#[test]
fn p_d21_p_d22_used_for_nothing_else() {
    let rules = in_force(&[PAYMENT_TERMS, PAYMENT_AGREEMENT]);
    let ask = |act, data: &[&str]| refused(&rules, "administrator", act, "payment_control", None, data);
    assert_eq!(ask(Act::Register, &["first_name", "national_id"]), []);
    assert_eq!(ask(Act::Register, &["religion"]), [Code::DataUndeclared]);
    assert_eq!(
        refused(&rules, "administrator", Act::Use, "marketing", None, &[]),
        [Code::ActivityUndeclared]
    );
    let without_export =
        PAYMENT_AGREEMENT.replacen("use, erase, export]\n    data", "use, erase]\n    data", 1);
    assert_ne!(without_export, PAYMENT_AGREEMENT);
    let rules = in_force(&[PAYMENT_TERMS, &without_export]);
    let export = refused(&rules, "administrator", Act::Export, "payment_control", None, &[]);
    assert!(export.contains(&Code::InstructionLacksOperation), "{export:?}");
    finds(&charter(PAYMENT_TERMS), "finding.instruction_place_narrower", "instruction");
}

/// P-D23: the approved sub-processors, with number and town.
#[test]
fn p_d23_approved_sub_processors() {
    let terms = charter(PAYMENT_TERMS);
    for (id, number, town) in [
        ("it-garden", "556571-3806", "Landskrona"),
        ("sms-teknik", "556644-7784", "Munkedal"),
        ("zignsec", "559016-5261", "Solna"),
    ] {
        let supplier = terms.all_suppliers().find(|it| it.id.value == id).unwrap();
        assert!(supplier.is(SupplierRole::SubProcessor), "{id}");
        assert!(supplier.org_number.stated().unwrap().contains(number), "{id}");
        assert_eq!(supplier.town.stated().map(String::as_str), Some(town));
        vern_core::identifier::OrgNumber::parse(number).unwrap();
    }
}
