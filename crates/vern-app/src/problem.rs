//! What goes wrong, as any surface shows it: a class, a stable code, texts in nb and en, and nothing personal.

use vern_core::case::StepError;
use vern_core::decision::Code;
use vern_core::problem::ProblemClass;
use vern_crypto::CryptoError;
pub use vern_crypto::snapshot::SnapshotError;
use vern_journal::{CheckpointError, EntryError, FailureCode, ProofError, TileError};
use vern_outbound::SettingsError;
use vern_policy::{CharterError, PolicyProblem};
use vern_store::StoreError;
use vern_text::Language;

use crate::committer::Committed;
use crate::refusal::Refusal;

/// A problem. The `Internal` cause is for the log; what a caller sees is class, code and text.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// No credential, or one that does not open.
    #[error("no valid credential")]
    Unauthenticated,
    /// The gate refused. Journalled.
    #[error("refused")]
    Refused(Box<Refusal>),
    /// Something in the request is not of its form.
    #[error("invalid: {code}")]
    Invalid {
        /// Stable code.
        code: &'static str,
        /// Which field; never its value.
        field: Option<String>,
    },
    /// Not for this caller, and not for the gate to say: it is no operation on a person's data.
    #[error("denied: {code}")]
    Denied {
        /// Stable code.
        code: &'static str,
    },
    /// Not there.
    #[error("not found: {code}")]
    NotFound {
        /// Stable code.
        code: &'static str,
    },
    /// Clashes with the present state.
    #[error("conflict: {code}")]
    Conflict {
        /// Stable code.
        code: &'static str,
    },
    /// Cannot be answered just now; the same may succeed later.
    #[error("unavailable: {code}")]
    Unavailable {
        /// Stable code.
        code: &'static str,
    },
    /// Carried out before, by a call of the same name and content, and not again. Not a failure: the caller is told where it is journalled.
    #[error("carried out before")]
    Repeated(Box<Committed>),
    /// A charter is kept out.
    #[error("the charter has {} errors", .0.len())]
    Charter(Vec<CharterError>),
    /// The key directory does not fit the data.
    #[error("keys: {code}")]
    Key {
        /// Stable code.
        code: &'static str,
    },
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A sealed snapshot cannot be made or opened.
    #[error("snapshot: {0}")]
    Snapshot(#[from] SnapshotError),
    /// A record whose key is missing, or whose content does not open with it.
    #[error("a record cannot be opened")]
    Unreadable,
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl Problem {
    /// Codes this crate gives besides those of gate, charter and store; for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        "credential.invalid",
        "record.key_form",
        "record.key_personal",
        "record.too_large",
        "record.no_fields",
        "record.fields_too_many",
        "record.collected_in_future",
        "record.subject_differs",
        "record.category_differs",
        "record.narrowing_differs",
        "record.version_differs",
        "record.origin_without_field",
        "record.unreadable",
        "subject.category_missing",
        "consent.not_carried",
        "consent.not_asked",
        "consent.text_differs",
        "consent.evidence_missing",
        "restriction.untold",
        "consent.place_form",
        "consent.notice_unknown",
        // The choice on a website.
        "cookies.not_asked",
        "cookies.receipt_unknown",
        "cookies.too_many",
        // Newsletters.
        "subscription.none_declared",
        "subscription.email_form",
        "subscription.too_many",
        "subscription.link_spent",
        "subscription.suppressed",
        "subscription.issue_over",
        "subscription.site_missing",
        "ending.nothing_to_end",
        "ending.before_1970",
        "search.form",
        "search.not_lookup",
        "reason.too_long",
        "receipt.form",
        "receipt.mismatch",
        "receipt.beyond_tree",
        "proof.beyond_tree",
        "journal.question_form",
        "console.link_spent",
        "console.session_ended",
        "console.not_local",
        "console.form_stale",
        "console.result_gone",
        "console.reason_missing",
        "console.no_server",
        "controller.unknown",
        "role.unknown",
        "role.not_given",
        "role.none_for_vern",
        "role.none_for_subjects",
        "charter.already_there",
        "charter.in_force_clash",
        "charter.version_clash",
        "charter.not_of_organisation",
        "charter.kind_mixed",
        "charter.terms_missing",
        "charter.none_in_force",
        "conflict.busy",
        "idempotency.key_form",
        "idempotency.key_reused",
        "idempotency.repeated",
        "request.json",
        "request.header",
        "request.too_large",
        "request.too_slow",
        "request.line_too_long",
        "request.too_many",
        "request.origin",
        "page.unknown",
        "method.not_allowed",
        "listen.not_loopback",
        "tls.certificate_form",
        "tls.key_form",
        "tls.key_differs",
        "tls.certificate_twice",
        "operator.path_too_long",
        "operator.version_differs",
        "operator.busy",
        "operator.broken_off",
        "remote.address",
        "remote.trust",
        "remote.no_answer",
        "remote.not_understood",
        "activity.unknown",
        "import.encoding",
        "import.names_missing",
        "import.names_repeat",
        "import.mapping_missing",
        "import.mapping_form",
        "import.mapping_differs",
        "import.target_unknown",
        "import.target_repeated",
        "import.key_unclear",
        "import.other_under_way",
        "import.row_form",
        "import.value_form",
        "import.key_missing",
        "import.key_repeated",
        "export.missing",
        "publish.folder_taken",
        "publish.organisation_needed",
        "key.root_missing",
        "key.root_mismatch",
        "key.root_damaged",
        "key.root_exposed",
        "key.within_data",
        "key.older_than_data",
        "key.newer_than_data",
        "key.database_missing",
        "key.sheet_mistyped",
        "key.lookup_unknown",
        "access.unknown",
        "access.review_none_asked",
        "access.role_beyond",
        "access.until_beyond",
        "access.emergency_beyond",
        "access.only_beyond_role",
        "access.only_beyond",
        "access.only_form",
        "access.own",
        "access.until_past",
        "access.until_form",
        "account.none_declared",
        "account.email_taken",
        "account.invitation_spent",
        "account.password_short",
        "account.password_long",
        "account.password_weak",
        "account.code_wrong",
        "account.not_signed_in",
        "account.too_many_tries",
        "account.session_unknown",
        "account.identity_unknown",
        "account.identity_taken",
        "account.form",
        "account.passwords_differ",
        "account.nothing_asked",
        "account.words_changed",
        "account.training_day",
        "account.evidence_missing",
        "account.emergency_own",
        "account.emergency_chain",
        "account.not_let_in",
        "account.emergency_none",
        "account.emergency_long",
        "account.nothing_lacking",
        "account.reason_missing",
        "review.none_asked",
        "review.none_marked",
        "review.decided",
        "informing.none_asked",
        "informing.how_missing",
        "informing.form",
        "informing.none_marked",
        "informing.told",
        "informing.no_address",
        "informing.no_outbox",
        "erasure.unknown",
        "erasure.under_way",
        "journal.too_young",
        "journal.log_period_missing",
        "journal.culled",
        "journal.reason_required",
        "installation.name_form",
        "installation.none",
        "installation.moved",
        "store.restoring",
        "backup.form",
        "backup.format_unknown",
        "backup.files_same",
        "backup.files_swapped",
        "backup.files_differ",
        "backup.file_exists",
        "backup.file_missing",
        "backup.recipient_form",
        "backup.identity_form",
        "backup.keys_of_other",
        "backup.keys_stale",
        "backup.keys_rotated",
        "backup.keys_incomplete",
        "backup.journal_broken",
        "backup.known_foreign",
        "backup.known_differs",
        "restore.target_taken",
        "disclosure.incomplete",
        "disclosure.kind_form",
        // Sending: what the outbox says, and what went wrong on the way out (vern-outbound).
        "outbox.undeclared",
        "outbox.limit_missing",
        "outbox.form",
        "outbox.too_old",
        "outbox.channel_missing",
        "outbound.settings_form",
        "outbound.trust_form",
        "outbound.secret_missing",
        "outbound.secret_exposed",
        "outbound.secret_form",
        "outbound.host_not_listed",
        "outbound.not_resolved",
        "outbound.address_not_allowed",
        "outbound.unreachable",
        "outbound.too_slow",
        "outbound.tls_not_offered",
        "outbound.tls_failed",
        "outbound.login_refused",
        "outbound.not_understood",
        "outbound.redirected",
        "outbound.later",
        "outbound.rejected",
        "outbound.message_form",
        "my_page.not_offered",
        "my_page.address_form",
        "my_page.too_many_tries",
        "my_page.code_wrong",
        "my_page.shared_address",
        "my_page.session_ended",
        "my_page.too_weak",
        // Who someone is, on a provider's word.
        "identity.not_offered",
        "identity.too_many_tries",
        "identity.unreachable",
        "identity.not_as_agreed",
        "identity.declined",
        "identity.not_proven",
        "identity.too_weak",
        "identity.not_begun",
        "rights.not_carried",
        "case.unknown",
        "case.version_differs",
        "case.file_withheld",
        "case.right_missing",
        "case.contact_missing",
        "case.too_long",
        "case.too_many",
        "case.no_letter",
        "case.received_in_future",
        "case.found_elsewhere",
        "case.search_withheld",
        "case.words_missing",
        "case.received_form",
        "case.field_missing",
        "case.unanswered",
        "case.marketing_ends",
        "case.not_objectable",
        "case.statute_keeps",
        "case.nothing_to_lift",
        "case.notice_by_letter",
        "internal",
    ];

    /// An invalid request.
    #[must_use]
    pub const fn invalid(code: &'static str) -> Self {
        Self::Invalid { code, field: None }
    }

    /// An invalid field of a request.
    #[must_use]
    pub fn invalid_field(code: &'static str, field: &str) -> Self {
        Self::Invalid { code, field: Some(field.to_owned()) }
    }

    /// Its class.
    #[must_use]
    pub fn class(&self) -> ProblemClass {
        match self {
            Self::Unauthenticated => ProblemClass::Unauthenticated,
            Self::Refused(refusal) => refusal.class(),
            Self::Invalid { .. } | Self::Charter(_) => ProblemClass::Invalid,
            Self::NotFound { .. } => ProblemClass::NotFound,
            Self::Conflict { .. } | Self::Repeated(_) => ProblemClass::Conflict,
            Self::Denied { .. } | Self::Key { .. } => ProblemClass::Denied,
            Self::Unavailable { .. } => ProblemClass::Unavailable,
            Self::Store(StoreError::Held | StoreError::Unavailable | StoreError::OutcomeUnknown) => {
                ProblemClass::Unavailable
            }
            Self::Snapshot(SnapshotError::Failed | SnapshotError::Io(_) | SnapshotError::Crypto(_)) => {
                ProblemClass::Internal
            }
            Self::Snapshot(_) => ProblemClass::Invalid,
            Self::Store(_) | Self::Unreadable | Self::Internal(_) => ProblemClass::Internal,
        }
    }

    /// Its stable code: the first reason's where the gate refused.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Unauthenticated => "credential.invalid",
            Self::Refused(refusal) => refusal.code(),
            Self::Invalid { code, .. }
            | Self::Denied { code }
            | Self::NotFound { code }
            | Self::Conflict { code }
            | Self::Unavailable { code }
            | Self::Key { code } => code,
            Self::Repeated(_) => "idempotency.repeated",
            Self::Charter(errors) => errors.first().map_or("charter.syntax", |error| error.code),
            Self::Store(error) => error.code(),
            Self::Snapshot(error) => error.code(),
            Self::Unreadable => "record.unreadable",
            Self::Internal(_) => "internal",
        }
    }

    /// Which table it is about, where rows are damaged.
    #[must_use]
    pub const fn table(&self) -> Option<&'static str> {
        match self {
            Self::Store(StoreError::Damaged { table }) => Some(table),
            _ => None,
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        code_text(language, self.code())
    }

    /// Who can mend it and how, where there is something to say.
    #[must_use]
    pub fn hint(&self, language: Language) -> Option<String> {
        code_hint(language, self.code())
    }
}

/// Whether a code is one this program gives.
#[must_use]
pub fn is_known_code(code: &str) -> bool {
    let of_gate = Code::ALL.iter().any(|known| known.as_str() == code);
    let of_journal = FailureCode::ALL.iter().any(|known| known.as_str() == code);
    let others = [
        Problem::CODES,
        StoreError::CODES,
        CharterError::CODES,
        PolicyProblem::CODES,
        StepError::CODES,
        SnapshotError::CODES,
        crate::doctor::DoctorReport::CODES,
    ];
    of_gate || of_journal || others.iter().any(|codes| codes.contains(&code))
}

/// The text of a code: message `code-<code>`, dots as hyphens.
#[must_use]
pub fn code_text(language: Language, code: &str) -> String {
    vern_text::text(language, &message_id(code), &[])
}

/// The hint of a code: message `code-<code>-mend`.
#[must_use]
pub fn code_hint(language: Language, code: &str) -> Option<String> {
    let id = format!("{}-mend", message_id(code));
    vern_text::has(language, &id).then(|| vern_text::text(language, &id, &[]))
}

/// The message id of a code.
#[must_use]
pub fn message_id(code: &str) -> String {
    format!("code-{}", code.replace('.', "-"))
}

impl From<SettingsError> for Problem {
    fn from(error: SettingsError) -> Self {
        Self::invalid(error.code())
    }
}

macro_rules! internal_from {
    ($($error:ty),*) => { $(impl From<$error> for Problem {
        fn from(error: $error) -> Self { Self::Internal(error.to_string()) }
    })* };
}

internal_from!(CryptoError, EntryError, TileError, ProofError, CheckpointError);
