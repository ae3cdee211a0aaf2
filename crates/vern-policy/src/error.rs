//! What keeps a charter version out: errors with a stable code, a place in the file and a hint.

use std::fmt;

/// One error in a charter. Texts for people stand in `vern-text` under `code-<code>`, dots as hyphens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterError {
    /// Stable dotted code, one of [`CharterError::CODES`].
    pub code: &'static str,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// Column, from 1; 0 where the file as a whole is meant.
    pub column: u64,
    /// What was met there: an id, a field, the parser's words. Never a data subject's data: a charter holds none.
    pub detail: String,
}

impl CharterError {
    /// Every code, for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        "charter.too_large",
        "charter.not_utf8",
        "charter.syntax",
        "charter.anchor",
        "charter.too_deep",
        "charter.duplicate_key",
        "charter.field_unknown",
        "charter.field_missing",
        "charter.field_value",
        "charter.schema_unsupported",
        "charter.kind_unexpected",
        "charter.id_form",
        "charter.id_duplicate",
        "charter.reference_unknown",
        "charter.too_many",
        "charter.empty",
        "charter.retention_form",
        "charter.lookup_kind",
        "charter.identifies_form",
        "charter.basis_form",
        "charter.measure_not_enforceable",
        "charter.audience",
        "charter.beyond_service",
        "charter.claim_contradicted",
        "charter.order",
        "charter.counting_needed",
        "charter.carries_twice",
        "charter.carries_data",
        "charter.carries_consent",
        "charter.held_twice",
        "charter.staff_needs",
    ];

    /// Longest [`CharterError::detail`], in bytes. What is longer is cut and ends in `…`.
    pub const DETAIL_BYTES_MAX: usize = 300;

    pub(crate) fn at(
        code: &'static str,
        location: &serde_saphyr::Location,
        detail: impl Into<String>,
    ) -> Self {
        Self::new(code, location.line(), location.column(), detail.into())
    }

    pub(crate) fn whole(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(code, 0, 0, detail.into())
    }

    pub(crate) fn new(code: &'static str, line: u64, column: u64, detail: String) -> Self {
        Self { code, line, column, detail: cut(detail) }
    }
}

fn cut(mut detail: String) -> String {
    const MARK: char = '…';
    if detail.len() > CharterError::DETAIL_BYTES_MAX {
        detail.truncate(detail.floor_char_boundary(CharterError::DETAIL_BYTES_MAX - MARK.len_utf8()));
        detail.push(MARK);
    }
    // One error is one line on a terminal and in a log, whatever stands in the file.
    detail.replace(char::is_control, " ")
}

impl fmt::Display for CharterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.line, self.column, self.code, self.detail)
    }
}

impl std::error::Error for CharterError {}
