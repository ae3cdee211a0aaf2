//! Which codes an operation's problems carry, status by status: what follows from its form, and one table for the rest.
//!
//! Held by whatever the tests of this crate are answered, and by `make test-abuse`. Deliberately not here: what a code means; that is a text, and an
//! example of its problem in the description.

use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, ParameterIn};
use vern_app::CharterError;
use vern_app::policy::PolicyProblem;
use vern_core::case::StepError;
use vern_core::decision::Code;

use super::once::WRITING;

/// A status, and codes that come with it.
type Codes = (u16, &'static [&'static str]);

const RECORD: Codes = (404, &["record.unknown"]);
const SUBJECT: Codes = (404, &["subject.unknown"]);
const KEY: Codes = (422, &["record.key_form", "record.key_personal"]);
const FIELD: Codes = (422, &["request.json"]);
const REASON: Codes = (422, &["reason.too_long"]);
const FIELDS: Codes = (
    422,
    &[
        "data.invalid",
        "record.no_fields",
        "record.fields_too_many",
        "record.too_large",
        "record.origin_without_field",
        "consent.evidence_missing",
    ],
);
const WHOLE: Codes = (422, &["disclosure.incomplete", "disclosure.kind_form"]);
const FIRST: Codes = (422, &["subject.category_missing", "record.collected_in_future"]);
const DIFFERS: Codes =
    (409, &["record.subject_differs", "record.category_differs", "record.narrowing_differs"]);
const NARROWING: Codes = (422, PolicyProblem::CODES);
const QUESTION: Codes = (422, &["journal.question_form"]);
const CATEGORY: Codes = (422, &["subject.category_missing"]);
const CARRIED: Codes = (409, &["consent.not_carried"]);
const CONSENT: Codes = (409, &["consent.not_carried", "consent.not_asked", "consent.text_differs"]);
const EVIDENCE: Codes = (422, &["consent.evidence_missing", "consent.place_form"]);
/// What is not for the caller reads as what is not there.
const NOT_THERE: Codes = (404, &["page.unknown"]);
const SUPPRESSED: Codes = (409, &["subscription.suppressed"]);
const NO_NEWSLETTER: Codes = (404, &["subscription.none_declared"]);
/// What a newsletter rests on besides.
const NEWSLETTER: Codes = (
    409,
    &[
        "consent.not_carried",
        "outbox.undeclared",
        "outbox.limit_missing",
        "erasure.under_way",
        "subscription.issue_over",
    ],
);
const ERASING: Codes = (409, &["case.unanswered", "erasure.under_way"]);

/// Of whatever is about a case.
const CASE: Codes = (404, &["case.unknown", "record.unknown"]);
const CASES: Codes = (409, &["rights.not_carried"]);
const CASE_FILE: Codes = (403, &["case.file_withheld"]);
const STEP: Codes =
    (409, &["case.version_differs", "case.found_elsewhere", "case.search_withheld", "case.words_missing"]);
const PART: Codes = (409, &["case.marketing_ends", "case.not_objectable", "case.statute_keeps"]);
const LIFTING: Codes = (409, &["case.nothing_to_lift", "case.notice_by_letter"]);
const UNTOLD: Codes = (422, &["restriction.untold"]);

/// What an operation answers with that does not follow from its form.
const OWN: &[(&str, &[Codes])] = &[
    (
        "put_record",
        &[RECORD, SUBJECT, KEY, FIELD, REASON, FIELDS, WHOLE, FIRST, DIFFERS, NARROWING, ERASING, SUPPRESSED],
    ),
    ("patch_record", &[RECORD, KEY, FIELD, REASON, FIELDS, WHOLE, SUPPRESSED]),
    ("read_record", &[RECORD, KEY, REASON]),
    ("erase_record", &[RECORD, KEY, REASON, ERASING]),
    ("search_records", &[SUBJECT, REASON, (422, &["search.form", "search.not_lookup", "data.invalid"])]),
    ("decide_operation", &[SUBJECT, KEY, FIELD, REASON, FIRST]),
    ("put_restriction", &[SUBJECT, FIELD, REASON, UNTOLD]),
    ("put_consent", &[SUBJECT, FIELD, REASON, CATEGORY, CONSENT, EVIDENCE]),
    ("give_consent", &[SUBJECT, FIELD, REASON, CATEGORY, CONSENT, EVIDENCE]),
    ("search_consents", &[SUBJECT, FIELD, REASON, CARRIED, (422, &["search.form"])]),
    ("record_notice", &[SUBJECT, FIELD, CATEGORY, CARRIED, EVIDENCE, (404, &["consent.notice_unknown"])]),
    ("put_objection", &[SUBJECT, FIELD, REASON]),
    (
        "put_informed",
        &[
            SUBJECT,
            FIELD,
            REASON,
            (409, &["informing.told", "informing.no_address", "informing.no_outbox"]),
            (422, &["informing.form", "informing.none_asked", "informing.how_missing"]),
        ],
    ),
    ("put_ending", &[SUBJECT, FIELD, REASON, (422, &["ending.nothing_to_end", "ending.before_1970"])]),
    ("erase_subject", &[SUBJECT, FIELD, REASON, ERASING]),
    (
        "decide_review",
        &[RECORD, KEY, FIELD, REASON, ERASING, (409, &["review.decided"]), (422, &["review.none_asked"])],
    ),
    ("read_erasure", &[(404, &["erasure.unknown"]), FIELD, ERASING]),
    ("amend_policy", &[FIELD, REASON, NARROWING]),
    ("put_record_policy", &[RECORD, KEY, FIELD, REASON, NARROWING]),
    (
        "read_entry",
        &[
            (404, &["receipt.beyond_tree", "journal.culled"]),
            (409, &["receipt.mismatch"]),
            (422, &["receipt.form"]),
        ],
    ),
    ("read_consistency", &[(404, &["proof.beyond_tree"]), QUESTION]),
    ("search_entries", &[QUESTION]),
    ("search_subject_journal", &[SUBJECT, FIELD, REASON, QUESTION, (422, &["journal.reason_required"])]),
    ("check_charter", &[(409, &["charter.terms_missing"])]),
    ("diff_charters", &[(422, CharterError::CODES)]),
    ("end_credential", &[(404, &["access.unknown"])]),
    ("list_credentials", &[NOT_THERE]),
    (
        "issue_credential",
        &[
            NOT_THERE,
            (403, &["access.only_beyond", "access.role_beyond", "access.until_beyond"]),
            (404, &["role.unknown"]),
            (409, &["role.not_given"]),
            (422, &["access.only_beyond_role", "access.only_form", "access.until_form", "access.until_past"]),
        ],
    ),
    (
        "end_issued_credential",
        &[NOT_THERE, (403, &["access.only_beyond", "access.role_beyond"]), (404, &["access.unknown"])],
    ),
    (
        "keep_credential",
        &[
            NOT_THERE,
            (403, &["access.emergency_beyond", "access.only_beyond", "access.own", "access.role_beyond"]),
            (404, &["access.unknown"]),
            (422, &["access.review_none_asked"]),
        ],
    ),
    (
        "put_reach",
        &[
            NOT_THERE,
            (403, &["access.only_beyond", "access.own", "access.role_beyond"]),
            (404, &["access.unknown"]),
            (422, &["access.only_beyond_role", "access.only_form"]),
        ],
    ),
    ("read_charter", &[NOT_THERE]),
    ("read_document", &[NOT_THERE]),
    ("read_subscribers", &[NO_NEWSLETTER, NOT_THERE]),
    (
        "send_newsletter",
        &[
            NO_NEWSLETTER,
            KEY,
            FIELD,
            NEWSLETTER,
            (422, &["outbox.form", "subject.category_missing"]),
            (503, &["subscription.site_missing"]),
        ],
    ),
    ("read_activity", &[(404, &["activity.unknown"])]),
    ("read_journal_keys", &[NOT_THERE]),
    ("read_tile", &[NOT_THERE]),
    ("read_entry_bundle", &[NOT_THERE, (404, &["journal.culled"])]),
    ("read_epoch_file", &[NOT_THERE, (404, &["journal.culled"])]),
    (
        "receive_request",
        &[CASES, FIELD, (422, &["case.contact_missing", "case.too_long", "case.received_in_future"])],
    ),
    ("search_cases", &[CASES, FIELD, NOT_THERE, (422, &["search.form"])]),
    ("search_deadlines", &[FIELD]),
    ("read_case", &[CASES, CASE, CASE_FILE, FIELD]),
    (
        "take_case_step",
        &[
            CASES,
            CASE,
            CASE_FILE,
            FIELD,
            STEP,
            PART,
            LIFTING,
            (409, StepError::CODES),
            (422, &["case.too_long", "case.field_missing", "search.not_lookup", "data.invalid"]),
        ],
    ),
    ("read_case_letter", &[CASES, CASE, CASE_FILE, FIELD]),
    (
        "read_case_copy",
        &[
            CASES,
            CASE,
            CASE_FILE,
            FIELD,
            (409, &["case.out_of_turn", "case.incomplete"]),
            (422, &["search.form"]),
        ],
    ),
    ("read_portable_copy", &[CASES, CASE, CASE_FILE, FIELD, (409, &["case.out_of_turn", "case.incomplete"])]),
];

/// The codes of whatever the gate refuses. An unknown record or subject alone reads 404, a value of no form alone 422; beside other reasons they are
/// refused with them.
fn of_gate() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.as_str())
}

/// The codes every operation can answer with under a status, whatever it does; none where that is the operation's own.
pub(super) fn of_every(status: u16) -> Vec<&'static str> {
    match status {
        401 => vec!["credential.invalid"],
        403 => of_gate().collect(),
        408 => vec!["request.too_slow"],
        409 => vec!["conflict.busy", "charter.none_in_force"],
        412 => vec!["record.version_differs"],
        413 => vec!["request.too_large"],
        429 => vec!["request.too_many"],
        500 => vec!["internal", "record.unreadable", "store.engine", "store.file", "store.damaged"],
        503 => vec!["store.unavailable", "store.outcome_unknown"],
        _ => Vec::new(),
    }
}

/// The codes an operation answers with under a status.
pub(super) fn of(operation: &Operation, status: u16) -> Vec<&'static str> {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    let own = OWN.iter().filter(|(known, _)| *known == id).flat_map(|(_, codes)| *codes);
    let mut all = of_every(status);
    all.extend(
        of_form(operation, id)
            .chain(own.copied())
            .filter(|(of, _)| *of == status)
            .flat_map(|(_, codes)| codes),
    );
    all
}

/// What a body, headers of ours and a call's key can be wrong in.
fn of_form(operation: &Operation, id: &str) -> impl Iterator<Item = Codes> {
    let mut parameters = operation.parameters.iter().flatten();
    let takes_headers = parameters.any(|parameter| {
        matches!(parameter, RefOr::T(it) if it.parameter_in == ParameterIn::Header && it.name != "Idempotency-Key")
    });
    let body = operation.request_body.is_some().then_some((400, &["request.json"][..]));
    let headers = takes_headers.then_some((400, &["request.header"][..]));
    let key = WRITING.contains(&id).then_some((422, &["idempotency.key_form", "idempotency.key_reused"][..]));
    [body, headers, key].into_iter().flatten()
}
