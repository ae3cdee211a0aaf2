//! YAML text to the charter model. Hostile input (anchors, depth, size, tags, duplicate keys) is refused with a place and a code.

use serde_saphyr::{DuplicateKeyPolicy, Error as YamlError, MergeKeyPolicy};

use crate::charter::{Charter, DocumentKind};
use crate::error::CharterError;

/// Largest charter file, in bytes.
pub const CHARTER_BYTES_MAX: usize = 1024 * 1024;
/// Deepest nesting.
pub const DEPTH_MAX: usize = 32;

/// Parses one charter document. References between its parts are checked by [`crate::compile::compile`].
///
/// # Errors
/// One [`CharterError`]: the first thing that is not of the form.
pub fn parse_charter(bytes: &[u8]) -> Result<Charter, CharterError> {
    if bytes.len() > CHARTER_BYTES_MAX {
        return Err(CharterError::whole("charter.too_large", format!("{} bytes", bytes.len())));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| CharterError::whole("charter.not_utf8", format!("byte {}", error.valid_up_to())))?;
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEPTH_MAX,
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
            max_nodes: 100_000,
            max_events: 200_000,
            max_total_scalar_bytes: CHARTER_BYTES_MAX,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    };
    let charter: Charter =
        serde_saphyr::from_str_with_options(text, options).map_err(|error| name_error(&error))?;
    if charter.vern.value != 1 {
        return Err(CharterError::at(
            "charter.schema_unsupported",
            &charter.vern.referenced,
            charter.vern.value.to_string(),
        ));
    }
    if charter.kind.value != DocumentKind::Charter {
        return Err(CharterError::at("charter.kind_unsupported", &charter.kind.referenced, "kind"));
    }
    Ok(charter)
}

/// Writes the model as YAML; parsing that gives the same hash.
///
/// # Errors
/// [`CharterError`] `charter.field_value` where the model cannot be written; it always can.
pub fn write_charter(charter: &Charter) -> Result<String, CharterError> {
    serde_saphyr::to_string(charter)
        .map_err(|error| CharterError::whole("charter.field_value", error.to_string()))
}

fn name_error(error: &YamlError) -> CharterError {
    let error = error.without_snippet();
    let code = match error {
        YamlError::Budget { .. } => return name_budget(error),
        YamlError::UnknownAnchor { .. } | YamlError::MergeKeyNotAllowed { .. } => "charter.anchor",
        YamlError::DuplicateMappingKey { .. } => "charter.duplicate_key",
        YamlError::SerdeUnknownField { .. } => "charter.field_unknown",
        YamlError::SerdeMissingField { .. } => "charter.field_missing",
        YamlError::SerdeInvalidType { .. }
        | YamlError::SerdeInvalidValue { .. }
        | YamlError::SerdeUnknownVariant { .. }
        | YamlError::InvalidScalar { .. }
        | YamlError::Message { .. } => "charter.field_value",
        _ => "charter.syntax",
    };
    located(code, error)
}

fn name_budget(error: &YamlError) -> CharterError {
    let words = error.to_string();
    let code = if words.contains("alias") || words.contains("anchor") {
        "charter.anchor"
    } else {
        "charter.too_deep"
    };
    located(code, error)
}

fn located(code: &'static str, error: &YamlError) -> CharterError {
    let words = error.render_with_formatter(&serde_saphyr::UserMessageFormatter);
    let detail = words.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    match error.location() {
        Some(location) => CharterError::at(code, &location, detail),
        None => CharterError::whole(code, detail),
    }
}
