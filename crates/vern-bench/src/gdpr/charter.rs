//! The charter the workloads run under: 25 purposes are 25 activities, each shared with two of ten suppliers, objected to on legitimate interest, with a
//! decision by automated means declared. What differs between records is taken away by their policy rows (ADR 0015), of which there are at most 50 at first.

use std::fmt::Write;

use super::mix::Role;
use super::record::{CATEGORIES, PURPOSES, SHARES};

/// What the charter is called where it is at fault.
pub const CHARTER_FILE: &str = "gdpr-workload.yaml";
/// The organisation a role is measured for begins with this; each role has one of its own.
pub const ORGANISATION: &str = "gdpr";
/// The longest period a charter may state, in days.
pub(crate) const PERIOD_MAX: u32 = 36_500;

/// The organisation a role is measured for.
pub(crate) fn organisation(role: Role) -> String {
    format!("{ORGANISATION}-{role}")
}

/// The activity of a purpose.
pub(crate) fn activity(purpose: u64) -> String {
    format!("purpose-{purpose:02}")
}

/// The supplier data is shared with.
pub(crate) fn supplier(share: u64) -> String {
    format!("recipient-{share}")
}

/// A category of subjects.
pub(crate) fn category(category: u64) -> String {
    format!("category-{category}")
}

/// With whom records of a purpose are shared: numbers that are alike modulo 5 are those a record can have together.
pub(crate) fn shares(purpose: u64) -> impl Iterator<Item = u64> {
    (0..SHARES).filter(move |share| share % 5 == purpose % 5)
}

/// Purposes whose records are shared with one.
pub(crate) fn purposes(share: u64) -> impl Iterator<Item = u64> {
    (0..PURPOSES).filter(move |purpose| purpose % 5 == share % 5)
}

fn acts(role: Role) -> &'static str {
    match role {
        Role::Controller => "register, read, alter, restrict, erase",
        // What is theirs to ask for is carried out on their behalf; a shorter period takes a grant to erase.
        Role::Customer => "read, alter, restrict, erase",
        Role::Processor => "read, restrict",
        Role::Regulator => "read",
    }
}

/// The charter, as a document.
#[must_use]
pub fn charter(role: Role) -> String {
    let mut text = head(&organisation(role));
    text.push_str("categories:\n");
    for number in 0..CATEGORIES {
        line(
            &mut text,
            &format!(
                "  - {{ id: {0}, label: {{ nb: Kategori {number}, en: Category {number} }} }}",
                category(number)
            ),
        );
    }
    text.push_str("activities:\n");
    for purpose in 0..PURPOSES {
        text.push_str(&activity_of(purpose));
    }
    text.push_str("suppliers:\n");
    for share in 0..SHARES {
        line(&mut text, &format!("  - id: {}", supplier(share)));
        line(&mut text, &format!("    name: Recipient {share}"));
        text.push_str("    roles: [processor]\n    delivers: { nb: Drift, en: Hosting }\n    place: \"NO\"\n    agreement: named\n    clause: workload\n");
    }
    text.push_str("roles:\n");
    for role in Role::ALL {
        line(&mut text, &format!("  - id: {role}\n    label: {{ nb: {role}, en: {role} }}\n    may:"));
        for purpose in 0..PURPOSES {
            line(
                &mut text,
                &format!("      - {{ activity: {}, acts: [{}] }}", activity(purpose), acts(role)),
            );
        }
    }
    text
}

fn line(text: &mut String, line: &str) {
    let _infallible = writeln!(text, "{line}");
}

fn head(organisation: &str) -> String {
    format!(
        "vern: 1\nkind: charter\nversion: \"1\"\nin_force_from: 2020-01-01T00:00:00Z\n\
         organisation:\n  id: {organisation}\n  name: GDPR workload\n  country: \"NO\"\n  org_number: not_stated\n  \
         contact:\n    role: {{ nb: Ingen, en: Nobody }}\n    called: not_stated\n    channel: {{ published: {{ nb: Ingen, en: None }}, state: untried }}\n    clause: workload\n  \
         data_protection_officer: not_stated\nlanguages: [nb, en]\npublish: {{ working_view: public }}\n\
         documents:\n  privacy_notice: {{ updated_on: not_stated }}\n\
         data_types:\n  - {{ id: note, kind: text, label: {{ nb: Opplysning, en: Data }} }}\n"
    )
}

fn activity_of(purpose: u64) -> String {
    let id = activity(purpose);
    let subjects: Vec<_> =
        (0..CATEGORIES).filter(|category| category % 5 == purpose % 5).map(category).collect();
    let recipients: Vec<_> = shares(purpose)
        .map(|share| format!("      - {{ supplier: {}, clause: workload }}\n", supplier(share)))
        .collect();
    format!(
        "  - id: {id}\n    label: {{ nb: Formål {purpose}, en: Purpose {purpose} }}\n    clause: workload\n    \
         purpose: {{ nb: Formål {purpose}, en: Purpose {purpose} }}\n    \
         basis:\n      article: \"6(1)(f)\"\n      because: {{ nb: Til måling., en: To measure. }}\n    \
         subjects: [{}]\n    data: [note]\n    operations: [register, read, alter, restrict, erase]\n    \
         automated_decision: {{ ground: [contract], review: true, logic: not_stated, clause: workload }}\n    \
         recipients:\n{}    retention:\n      - {{ after: P{PERIOD_MAX}D, from: created, clause: workload }}\n",
        subjects.join(", "),
        recipients.concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_roles_charter_can_be_enforced() {
        for role in Role::ALL {
            let text = charter(role);
            if let Err(problem) = vern_app::charter::check_charter(text.as_bytes(), CHARTER_FILE) {
                panic!("{problem:?}\n{text}");
            }
        }
    }

    #[test]
    fn a_record_is_shared_with_one_its_purpose_names() {
        for record in 0..1_000 {
            let (purpose, share) =
                (super::super::record::purpose(record), super::super::record::share(record));
            assert!(shares(purpose).any(|named| named == share));
            assert!(purposes(share).any(|named| named == purpose));
        }
    }
}
