//! YAML text to the charter model. Hostile input (anchors, depth, size, tags, duplicate keys) is refused with a place and a code.
//!
//! Two passes: the form first, by the parser's events alone, so that nothing is built from a document that is not of it; then the model.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_saphyr::granit_parser::{ErrorKind, Event, Parser, ScanError, Span};
use serde_saphyr::{DuplicateKeyPolicy, Error as YamlError, Location, MergeKeyPolicy, Options};

use crate::charter::{Agreement, Charter};
use crate::error::CharterError;
use crate::in_force::Document;
use crate::placed::Placed;

/// Largest charter file, in bytes.
pub const CHARTER_BYTES_MAX: usize = 1024 * 1024;
/// Deepest nesting.
pub const DEPTH_MAX: usize = 32;
/// Most scalars, sequences and mappings.
pub const NODES_MAX: usize = 100_000;

/// Version of the form this program reads.
const SCHEMA: u32 = 1;

/// Parses one document of any of the three kinds. References between its parts are checked by [`crate::compile::compile`].
///
/// # Errors
/// One [`CharterError`]: the first thing that is not of the form.
pub fn parse_document(bytes: &[u8]) -> Result<Document, CharterError> {
    let text = check_text(bytes)?;
    if kind_of(text).is_some_and(|kind| kind == "agreement") {
        parse_as::<Agreement>(text, |it| &it.vern).map(|agreement| Document::Agreement(Box::new(agreement)))
    } else {
        parse_as::<Charter>(text, |it| &it.vern).map(|charter| Document::Charter(Box::new(charter)))
    }
}

/// Parses an organisation's own charter, or terms.
///
/// # Errors
/// As [`parse_document`]; `charter.kind_unexpected` for an agreement.
pub fn parse_charter(bytes: &[u8]) -> Result<Charter, CharterError> {
    match parse_document(bytes)? {
        Document::Charter(charter) => Ok(*charter),
        Document::Agreement(agreement) => {
            Err(CharterError::at("charter.kind_unexpected", &agreement.kind.referenced, "agreement"))
        }
    }
}

fn check_text(bytes: &[u8]) -> Result<&str, CharterError> {
    if bytes.len() > CHARTER_BYTES_MAX {
        return Err(CharterError::whole("charter.too_large", format!("{} bytes", bytes.len())));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    check_form(text)?;
    Ok(text)
}

fn parse_as<T: DeserializeOwned>(text: &str, schema: impl Fn(&T) -> &Placed<u32>) -> Result<T, CharterError> {
    match serde_saphyr::from_str_with_options::<T>(text, options()) {
        Ok(document) => check_schema(schema(&document)).map(|()| document),
        // A document of another form has other fields: that it is one is the thing to say, not which field is met first.
        Err(error) => {
            let other = head(text).and_then(|head| check_schema(&head.vern).err());
            Err(other.unwrap_or_else(|| name_error(text, &error)))
        }
    }
}

/// Writes the model as YAML; parsing that gives the same hash.
///
/// # Errors
/// [`CharterError`] `charter.field_value` where the model cannot be written; it always can.
pub fn write_document(document: &Document) -> Result<String, CharterError> {
    let written = match document {
        Document::Charter(charter) => serde_saphyr::to_string(charter),
        Document::Agreement(agreement) => serde_saphyr::to_string(agreement),
    };
    written.map_err(|error| CharterError::whole("charter.field_value", error.to_string()))
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEPTH_MAX,
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
            max_nodes: NODES_MAX,
            max_events: 2 * NODES_MAX,
            max_total_scalar_bytes: CHARTER_BYTES_MAX,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    }
}

fn not_utf8(bytes: &[u8], valid: usize) -> CharterError {
    let before = bytes.get(..valid).unwrap_or_default();
    let text = std::str::from_utf8(before).unwrap_or_default();
    let line = 1 + text.matches('\n').count();
    let column = 1 + text.rsplit('\n').next().unwrap_or_default().chars().count();
    CharterError::new("charter.not_utf8", count(line), count(column), format!("byte {valid}"))
}

/// No anchors, aliases, tags, directives or second documents; no more levels and parts than there is room for (ADR 0006).
fn check_form(text: &str) -> Result<(), CharterError> {
    let mut depth = 0_usize;
    let mut nodes = 0_usize;
    let mut documents = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| name_scan_error(&error))?;
        match &event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return Err(marked("charter.syntax", &span, "a second document"));
                }
                continue;
            }
            Event::Alias(..) | Event::UnresolvedAlias(..) | Event::Anchor(..) => {
                return Err(marked("charter.anchor", &span, "an alias"));
            }
            Event::Scalar(_, _, anchor, tag) => check_node(*anchor, tag.is_some(), &span)?,
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
                check_node(*anchor, tag.is_some(), &span)?;
                depth += 1;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                depth = depth.saturating_sub(1);
                continue;
            }
            _ => continue,
        }
        nodes += 1;
        if depth > DEPTH_MAX || nodes > NODES_MAX {
            let detail = format!("at most {DEPTH_MAX} levels and {NODES_MAX} parts");
            return Err(marked("charter.too_deep", &span, detail));
        }
    }
    Ok(())
}

fn check_node(anchor: usize, tagged: bool, span: &Span) -> Result<(), CharterError> {
    if anchor != 0 {
        return Err(marked("charter.anchor", span, "an anchor"));
    }
    if tagged { Err(marked("charter.anchor", span, "a tag")) } else { Ok(()) }
}

fn marked(code: &'static str, span: &Span, detail: impl Into<String>) -> CharterError {
    let start = span.tag_start().unwrap_or(span.start);
    CharterError::new(code, count(start.line()), count(start.col() + 1), detail.into())
}

fn name_scan_error(error: &ScanError) -> CharterError {
    let code = match error.kind() {
        ErrorKind::UnknownAnchor => "charter.anchor",
        ErrorKind::RecursionLimitExceeded => "charter.too_deep",
        _ => "charter.syntax",
    };
    let marker = error.marker();
    CharterError::new(code, count(marker.line()), count(marker.col() + 1), error.info())
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// What says which form a document is of, whatever else stands in it.
#[derive(Deserialize)]
struct Head {
    vern: Placed<u32>,
}

/// What stands under `kind`, whatever else is wrong with the document: it says by which fields to read the rest.
fn kind_of(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut key: Option<String> = None;
    for event in Parser::new_from_str(text) {
        match event.ok()?.0 {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    key = None;
                }
            }
            Event::Scalar(value, ..) if depth == 1 => match key.take() {
                None => key = Some(value.into_owned()),
                Some(key) if key == "kind" => return Some(value.into_owned()),
                Some(_) => {}
            },
            _ => {}
        }
    }
    None
}

fn head(text: &str) -> Option<Head> {
    serde_saphyr::from_str_with_options(text, options()).ok()
}

fn check_schema(vern: &Placed<u32>) -> Result<(), CharterError> {
    if vern.value != SCHEMA {
        return Err(CharterError::at("charter.schema_unsupported", &vern.referenced, vern.value.to_string()));
    }
    Ok(())
}

fn name_error(text: &str, error: &YamlError) -> CharterError {
    let error = error.without_snippet();
    let location = error.location().filter(|location| *location != Location::UNKNOWN);
    let place = location.map(|location| (location.line(), location.column()));
    let code = match error {
        YamlError::UnknownAnchor { .. } | YamlError::MergeKeyNotAllowed { .. } => "charter.anchor",
        YamlError::Budget { .. } => "charter.too_deep",
        YamlError::DuplicateMappingKey { .. } => "charter.duplicate_key",
        YamlError::SerdeUnknownField { .. } => "charter.field_unknown",
        YamlError::SerdeMissingField { field, .. } => {
            // The parser names the last key it met; what lacks the field is the mapping around it.
            let (line, column) = place.map_or((0, 0), |place| mapping_around(text, place).unwrap_or(place));
            return CharterError::new("charter.field_missing", line, column, (*field).to_owned());
        }
        YamlError::ExternalMessage { .. }
        | YamlError::ContainerEndMismatch { .. }
        | YamlError::Eof { .. } => "charter.syntax",
        // The text is well-formed YAML by now: whatever else is wrong is that a value is not what its field holds.
        _ => "charter.field_value",
    };
    let (line, column) = place.unwrap_or_default();
    let words = error.render_with_formatter(&serde_saphyr::UserMessageFormatter);
    let detail = words.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let told_twice = format!(" at line {line}, column {column}");
    CharterError::new(code, line, column, detail.strip_suffix(&told_twice).unwrap_or(detail).to_owned())
}

/// Where the mapping starts that directly holds what stands at `place`, or that starts there itself.
fn mapping_around(text: &str, place: (u64, u64)) -> Option<(u64, u64)> {
    let mut open: Vec<(u64, u64)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let here = (count(span.start.line()), count(span.start.col() + 1));
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                open.push(here);
            }
            Event::Scalar(..) if here == place => return open.last().copied(),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
            }
            _ => {}
        }
    }
    None
}
