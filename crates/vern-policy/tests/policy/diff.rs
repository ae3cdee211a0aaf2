//! What another version changes, in plain words: real changes, each a golden text in both languages (`snapshots/diff-*.snap`).
//!
//! Each change is an edit of an example as a person would make it; the golden shows all that is told of it, and nothing else.

use vern_policy::diff::diff;
use vern_policy::in_force::Document;
use vern_policy::parse::{parse_document, write_document};
use vern_text::Language;

use crate::sample::EXAMPLE;

const TERMS: &str = include_str!("../../../../examples/payment-control/terms.yaml");
const STAFF: &str = include_str!("../../../../examples/staff-accounts.yaml");
const AGREEMENT: &str = include_str!("../../../../examples/payment-control/agreement.yaml");

fn document(text: &str) -> Document {
    parse_document(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn told(old: &str, new: &str) -> String {
    let changes = diff(&document(old), &document(new));
    let mut lines = Vec::new();
    for change in &changes {
        lines.push(format!("{} · {} · line {}", change.effect.as_str(), change.name, change.line));
        for language in Language::ALL {
            lines.push(format!("    {language}: {}", change.text(language)));
        }
    }
    lines.join("\n")
}

/// The golden of one edit; also that the way back tells the opposite, and that nothing is told of what is the same.
fn check(name: &str, text: &str, was: &str, is: &str) {
    assert_eq!(text.matches(was).count(), 1, "{name}: `{was}` is to stand once");
    let edited = text.replace(was, is);
    assert_eq!(told(text, text), "", "{name}");
    let rewritten = write_document(&document(&edited)).unwrap();
    assert_eq!(told(&edited, &rewritten), "", "{name}: spelling is no change");
    assert!(!told(&edited, text).is_empty(), "{name}: the way back is a change too");
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("diff-{name}"), told(text, &edited));
    });
}

const CHAT_RECIPIENT: &str = "      - { supplier: livechat, clause: Deling av persondata med tredjepart }\n";

#[test]
fn a_recipient_added() {
    let more = format!(
        "{CHAT_RECIPIENT}      - {{ supplier: google, clause: Deling av persondata med tredjepart }}\n"
    );
    check("01-recipient-added", EXAMPLE, CHAT_RECIPIENT, &more);
}

#[test]
fn a_recipient_removed() {
    check(
        "02-recipient-removed",
        EXAMPLE,
        "      - { supplier: egeland-design, clause: Deling av persondata med tredjepart }\n",
        "",
    );
}

#[test]
fn a_recipient_gets_less() {
    check(
        "03-recipient-gets-less",
        EXAMPLE,
        "data: [name, phone, email, application, cv, certificates]\n",
        "data: [name, application, cv]\n",
    );
}

#[test]
fn a_period_shortened() {
    check("04-period-shortened", EXAMPLE, "{ after: P60D, from: created,", "{ after: P30D, from: created,");
}

#[test]
fn a_period_lengthened() {
    check("05-period-lengthened", EXAMPLE, "{ after: P60D, from: created,", "{ after: P6M, from: created,");
}

#[test]
fn a_period_taken_away() {
    check(
        "06-period-taken-away",
        EXAMPLE,
        "{ after: P60D, from: created, clause: Lagringstid }",
        "{ review: P1M, clause: Lagringstid }",
    );
}

#[test]
fn a_basis_switched_to_consent() {
    check(
        "07-basis-switched",
        EXAMPLE,
        "      article: \"6(1)(f)\"\n      because: { nb: Tilby best mulig innhold., en: Offer the best possible content. }\n    consent: required\n",
        "      article: \"6(1)(a)\"\n",
    );
}

#[test]
fn a_basis_that_asks_for_consent() {
    check(
        "08-basis-asks-for-consent",
        EXAMPLE,
        "      article: \"6(1)(f)\"\n      because:\n        nb: Gjelder bare",
        "      article: \"6(1)(a)\"\n      because:\n        nb: Gjelder bare",
    );
}

#[test]
fn a_purpose_left_open() {
    check(
        "09-purpose-open",
        EXAMPLE,
        "    purpose:\n      nb: Følge opp dem som har vært i kontakt gjennom chatten.\n      en: Follow up people who have made contact through the chat.\n",
        "    purpose: open\n",
    );
}

#[test]
fn a_data_type_no_longer_collected() {
    check(
        "10-data-removed",
        EXAMPLE,
        "data: [location, language, operating_system, browser, movements]",
        "data: [language, operating_system, browser]",
    );
}

#[test]
fn an_act_no_longer_allowed() {
    check(
        "11-acts-removed",
        EXAMPLE,
        "    data: [chat_name, chat_content]\n    operations: [register, read, use, disclose, restrict, erase]",
        "    data: [chat_name, chat_content]\n    operations: [register, read, restrict, erase]",
    );
}

#[test]
fn a_role_that_may_more() {
    check(
        "12-role-may-more",
        EXAMPLE,
        "- { activity: chat, acts: [register, read, use], reason_for: [read] }",
        "- { activity: chat, acts: [register, read, use, erase] }",
    );
}

#[test]
fn a_supplier_moves_out_of_the_eea() {
    check(
        "13-supplier-moves",
        EXAMPLE,
        "    delivers: { nb: Chat på nettstedet, en: Chat on the website }\n    place: not_stated\n",
        "    delivers: { nb: Chat på nettstedet, en: Chat on the website }\n    place: US\n    safeguard: { kind: standard_clauses, state: in_place }\n",
    );
}

#[test]
fn a_supplier_loses_its_agreement() {
    check(
        "14-supplier-loses-agreement",
        EXAMPLE,
        "    delivers: { nb: Rekruttering, en: Recruitment }\n    place: not_stated\n    agreement: named\n",
        "    delivers: { nb: Rekruttering, en: Recruitment }\n    place: not_stated\n    agreement: missing\n",
    );
}

#[test]
fn an_activity_taken_out() {
    let start = EXAMPLE.find("  # P-B2, P-B3, P-B6, P-B8\n").unwrap();
    let end = EXAMPLE.find("# P-B8. The notice lists the names").unwrap();
    let without = format!("{}{}", &EXAMPLE[..start], &EXAMPLE[end..])
        .replace("      - { activity: chat, acts: [register, read, use, disclose, restrict, erase] }\n", "")
        .replace("      - { activity: chat, acts: [register, read, use], reason_for: [read] }\n", "")
        .replace("      - { activity: chat, acts: [register] }\n", "");
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("diff-15-activity-taken-out", told(EXAMPLE, &without));
    });
}

#[test]
fn places_bound_to_one_country() {
    check(
        "16-places-bound",
        EXAMPLE,
        "publish: { working_view: public }\n",
        "publish: { working_view: public }\nplaces: { stored: [\"NO\", SE], handled: [EEA] }\n",
    );
}

#[test]
fn a_country_removed() {
    let two = EXAMPLE.replace(
        "publish: { working_view: public }\n",
        "publish: { working_view: public }\nplaces: { stored: [\"NO\", SE] }\n",
    );
    check("17-country-removed", &two, "stored: [\"NO\", SE]", "stored: [\"NO\"]");
}

#[test]
fn an_activity_only_observed() {
    check(
        "18-observed",
        EXAMPLE,
        "    label: { nb: Chat på nettstedet, en: Chat on the website }\n    clause: Formål",
        "    label: { nb: Chat på nettstedet, en: Chat on the website }\n    observe_until: 2027-03-01T00:00:00Z\n    clause: Formål",
    );
}

/// D15: the days to object are a field.
#[test]
fn terms_with_more_days_to_object() {
    check("19-days-to-object", TERMS, "objection: P5D", "objection: P14D");
}

#[test]
fn an_agreement_that_objects_to_a_supplier_and_ends() {
    let objects = AGREEMENT
        .replace("\nsigned:", "\nin_force_to: 2027-06-30T22:00:00Z\nsigned:")
        .replace("{ supplier: sms-teknik, consent: approved,", "{ supplier: sms-teknik, consent: objected,");
    assert_ne!(objects, AGREEMENT);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("diff-20-agreement-objects-and-ends", told(AGREEMENT, &objects));
    });
}

/// P-D8, P-C7: what staff have to do before they touch personal data.
#[test]
fn staff_sign_other_words_and_are_trained_less_often() {
    let milder = STAFF
        .replace("version: \"2026-1\"", "version: \"2027-1\"")
        .replace("training: P6M", "training: P1Y")
        .replace("grace: P14D", "grace: P7D")
        .replace("emergency: P3D", "emergency: P5D");
    let start = STAFF.find("staff:\n  confidentiality:").unwrap();
    let without = format!("{}{}", &STAFF[..start], &STAFF[STAFF.find("measures:\n").unwrap()..]);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("diff-21-staff-sign-anew", told(STAFF, &milder));
        insta::assert_snapshot!("diff-22-staff-asked", told(&without, STAFF));
        insta::assert_snapshot!("diff-23-staff-asked-no-more", told(STAFF, &without));
    });
}

#[test]
fn documents_of_two_kinds_are_not_compared() {
    assert_eq!(diff(&document(TERMS), &document(AGREEMENT)).len(), 1);
}
