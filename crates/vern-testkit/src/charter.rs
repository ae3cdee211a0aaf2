//! The sample charter with what some tests need besides: an outbox, a register of disclosures.

use std::fmt::Write;

/// A grant of the manager's that every part below stands after.
const GRANT: &str =
    "- { activity: contracts, acts: [register, read, alter, use, disclose, restrict, erase] }";

const OUTBOX_TYPES: &[(&str, &str)] = &[
    ("message_email", "email"),
    ("message_phone", "phone"),
    ("message_heading", "text"),
    ("message_text", "document"),
    ("message_headers", "text"),
];

const OUTBOX: &str = "  - id: messages
    label: { nb: Meldinger, en: Messages }
    clause: x
    carries: outbox
    purpose: { nb: Sende meldinger., en: Send messages. }
    basis: { article: \"6(1)(b)\", because: { nb: Avtalen., en: The contract. } }
    subjects: [customer]
    data: [message_email, message_phone, message_heading, message_text, message_headers]
    operations: [register, read, disclose, restrict, erase]
    recipients:
      - { supplier: mail-host, clause: x }
      - { supplier: sms-host, data: [message_phone, message_text], clause: x }
    retention:
      - { after: P3D, from: created, clause: x }
";

const DISCLOSURE_TYPES: &[(&str, &str)] = &[
    ("disclosure_kind", "text"),
    ("disclosure_ground", "text"),
    ("disclosure_data", "document"),
    ("disclosure_to", "text"),
    ("disclosure_decided_by", "text"),
];

const DISCLOSURES: &str = "  - id: handed_out
    label: { nb: Utleveringer, en: Disclosures }
    clause: x
    carries: disclosures
    purpose: { nb: Vise hva som er utlevert., en: Show what was handed out. }
    basis: { article: \"6(1)(c)\", because: { nb: Ansvarlighet., en: Accountability. } }
    subjects: [customer, applicant]
    data: [disclosure_kind, disclosure_ground, disclosure_data, disclosure_to, disclosure_decided_by]
    operations: [register, read, alter, restrict, erase]
    retention:
      - { after: P5Y, from: created, clause: x }
";

/// The sample charter with an outbox: two suppliers that carry messages, what Vern itself may do, and the manager, who may look for a reason.
///
/// # Panics
/// The charter is not the sample charter.
#[must_use]
pub fn with_outbox(charter: &str) -> String {
    let supplier = |id: &str| {
        format!(
            "  - {{ id: {id}, name: {id}, roles: [processor], delivers: {{ nb: Meldinger, en: Messages }}, place: \"NO\", agreement: in_place, clause: x }}\n"
        )
    };
    let charter = with_activity(charter, OUTBOX_TYPES, OUTBOX, "messages, acts: [register, read, restrict]");
    let charter =
        after(&charter, "\nsuppliers:\n", &format!("{}{}", supplier("mail-host"), supplier("sms-host")));
    after(
        &charter,
        "\n    held_by: vern\n    may:\n",
        "      - { activity: messages, acts: [register, disclose, erase] }\n",
    )
}

/// The sample charter with a register of disclosures, which the manager keeps and reads for a reason.
///
/// # Panics
/// The charter is not the sample charter.
#[must_use]
pub fn with_disclosures(charter: &str) -> String {
    with_activity(charter, DISCLOSURE_TYPES, DISCLOSURES, "handed_out, acts: [register, read, alter]")
}

fn with_activity(charter: &str, types: &[(&str, &str)], activity: &str, grant: &str) -> String {
    let mut declared = String::new();
    for (id, kind) in types {
        let _written = writeln!(
            declared,
            "  - {{ id: {id}, kind: {kind}, label: {{ nb: Felt {id}, en: Field {id} }} }}"
        );
    }
    let charter = after(charter, "\ndata_types:\n", &declared);
    let charter = after(&charter, "\nactivities:\n", activity);
    after(&charter, GRANT, &format!("\n      - {{ activity: {grant}, reason_for: [read] }}"))
}

/// The text with more after a part that stands in it once.
fn after(text: &str, part: &str, more: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "{part}");
    text.replace(part, &format!("{part}{more}"))
}
