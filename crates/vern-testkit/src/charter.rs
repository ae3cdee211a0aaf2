//! The sample charter with what some tests need besides: an outbox, people who are to be told, a register of disclosures, a newsletter.

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

/// The sample charter, where prospects are told within a month that they are held.
///
/// # Panics
/// The charter is not the sample charter.
#[must_use]
pub fn with_telling(charter: &str) -> String {
    after(
        charter,
        "      - { nb: Åpne kilder, en: Publicly available information }\n",
        "    told_within: P1M\n",
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

const SUBSCRIPTIONS: &str = "  - id: newsletter
    label: { nb: Nyhetsbrev, en: Newsletter }
    clause: x
    carries: subscriptions
    purpose: { nb: Sende nyhetsbrev., en: Send a newsletter. }
    basis: { article: \"6(1)(a)\" }
    consent: required
    consent_text: { nb: \"Ja, send meg nyhetsbrev på e-post. Jeg kan melde meg av når som helst.\", en: \"Yes, send me a newsletter by e-mail. I can leave at any time.\" }
    subjects: [reader]
    data: [subscriber_email]
    operations: [register, read, restrict, erase]
    retention:
      - { while: consent, then: erase, clause: x }
";

const CONSENTS: &str = "  - id: consents
    label: { nb: Samtykker, en: Consents }
    clause: x
    carries: consents
    purpose: { nb: Vise hva folk har sagt ja til., en: Show what people have said yes to. }
    basis: { article: \"6(1)(c)\" }
    subjects: [reader]
    data: [consent_record]
    operations: [register, read, erase]
    retention:
      - { after: P3Y, from: created, clause: x }
";

/// The sample charter with a newsletter: an outbox, and an activity that carries consents where there is none. One that is there has readers among its
/// subjects.
///
/// # Panics
/// The charter is not the sample charter.
#[must_use]
pub fn with_newsletter(charter: &str) -> String {
    let mut activities = SUBSCRIPTIONS.to_owned();
    let mut types = "  - { id: subscriber_email, kind: email, lookup: true, label: { nb: Mottakerens adresse, en: The reader's address } }\n".to_owned();
    let mut grants = "\n      - { activity: newsletter, acts: [register, read, restrict, erase] }".to_owned();
    if !charter.contains("carries: consents") {
        activities.push_str(CONSENTS);
        types.push_str("  - { id: consent_record, kind: document, label: { nb: Samtykke, en: Consent } }\n");
        grants.push_str("\n      - { activity: consents, acts: [register, read, erase] }");
    }
    let charter = with_outbox(charter);
    let charter = after(&charter, "\ndata_types:\n", &types);
    let charter = after(&charter, "\nactivities:\n", &activities);
    let charter = after(&charter, GRANT, &grants);
    let charter =
        after(&charter, "\ncategories:\n", "  - { id: reader, label: { nb: Lesere, en: Readers } }\n");
    let own = "- { activity: messages, acts: [register, disclose, erase] }";
    let more = "\n      - { activity: newsletter, acts: [register, read, erase] }\n      - { activity: consents, acts: [register] }";
    let charter = after(&charter, own, more);
    let charter = charter.replace(own, "- { activity: messages, acts: [register, read, disclose, erase] }");
    charter.replace(
        "subjects: [customer]\n    data: [message_email",
        "subjects: [customer, reader]\n    data: [message_email",
    )
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
