//! The body of a record: fields to bytes and back, sealed; fields checked against the charter; look-up tokens.

use std::sync::Arc;

use vern_core::data_type::DataTypes;
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_crypto::{DataKey, RecordContext};
use vern_policy::Rules;
use vern_store::row::{Id16, PolicyRow, RecordRow};

use super::{FIELDS_MAX, Fields};
use crate::controller::Controller;
use crate::problem::Problem;

/// Most bytes of all fields of a record together.
pub const FIELDS_BYTES_MAX: usize = 1024 * 1024;

/// Fields as the gate sees them.
#[derive(Debug, Default)]
pub(super) struct CheckedFields {
    pub(super) data: DataTypes,
    pub(super) undeclared: bool,
    pub(super) invalid: bool,
    pub(super) tokens: Vec<(String, Id16)>,
}

/// Checks fields against the charter's data types and makes their look-up tokens.
pub(super) fn check_fields(
    controller: &Controller,
    rules: &Rules,
    fields: &Fields,
) -> Result<CheckedFields, Problem> {
    if fields.is_empty() {
        return Err(Problem::invalid_field("record.no_fields", "fields"));
    }
    if fields.len() > FIELDS_MAX {
        return Err(Problem::invalid_field("record.fields_too_many", "fields"));
    }
    if fields.iter().map(|(id, value)| id.len() + value.reveal().len()).sum::<usize>() > FIELDS_BYTES_MAX {
        return Err(Problem::invalid_field("record.too_large", "fields"));
    }
    let mut checked = CheckedFields::default();
    for (id, value) in fields {
        let Some((place, kind, lookup)) = rules.data_type(id) else {
            checked.undeclared = true;
            continue;
        };
        checked.data.insert(place);
        let Ok(normal) = kind.normal_form(value.reveal()) else {
            checked.invalid = true;
            continue;
        };
        if lookup && let Some(key) = controller.keyring.blind(id) {
            checked.tokens.push((id.clone(), key.token(&normal)));
        }
    }
    Ok(checked)
}

/// Fields as CBOR: a map of text to text, keys ascending bytewise.
pub(super) fn encode_fields(fields: &Fields) -> Result<Vec<u8>, Problem> {
    let failed = |_| Problem::Internal("fields could not be encoded".to_owned());
    let mut encoder = minicbor::Encoder::new(Vec::with_capacity(256));
    let count = u64::try_from(fields.len()).unwrap_or(u64::MAX);
    encoder.map(count).map_err(failed)?;
    for (id, value) in fields {
        encoder.str(id).and_then(|encoder| encoder.str(value.reveal())).map_err(failed)?;
    }
    Ok(encoder.into_writer())
}

fn decode_fields(bytes: &[u8]) -> Result<Fields, Problem> {
    let failed = |_| Problem::Unreadable;
    let mut decoder = minicbor::Decoder::new(bytes);
    let count = decoder.map().map_err(failed)?.unwrap_or(0);
    let mut fields = Fields::new();
    for _ in 0..count {
        let id = decoder.str().map_err(failed)?.to_owned();
        fields.insert(id, Personal::new(decoder.str().map_err(failed)?.to_owned()));
    }
    Ok(fields)
}

/// Seals a body for its place.
pub(super) fn seal(
    controller: &Controller,
    key: &DataKey,
    (subject, activity, record_key, version): (SubjectId, &str, &str, u64),
    plain: &[u8],
) -> Result<Vec<u8>, Problem> {
    let subject = *subject.as_bytes();
    let context =
        RecordContext { controller: controller.id().as_u64(), subject, activity, key: record_key, version };
    Ok(key.seal(&context, plain)?)
}

/// Opens the body of a row.
pub(super) fn open(
    controller: &Controller,
    key: &Arc<DataKey>,
    row: &RecordRow,
    policy: &PolicyRow,
) -> Result<Fields, Problem> {
    let context = RecordContext {
        controller: controller.id().as_u64(),
        subject: *row.subject.as_bytes(),
        activity: &policy.activity,
        key: &row.key,
        version: row.version,
    };
    let plain = zeroize::Zeroizing::new(key.open(&context, &row.body).map_err(|_| Problem::Unreadable)?);
    decode_fields(&plain)
}

/// Splits fields into what may be seen and the ids of what is withheld; gives both as sets.
pub(super) fn show(rules: &Rules, fields: Fields, withheld: DataTypes, declared: DataTypes) -> Shown {
    let mut shown = Shown::default();
    for (id, value) in fields {
        match rules.data_type(&id) {
            Some((place, _, _)) if !withheld.contains(place) && declared.contains(place) => {
                shown.data.insert(place);
                shown.fields.insert(id, value);
            }
            Some((place, _, _)) => {
                shown.held_back.insert(place);
                shown.withheld.push(id);
            }
            None => shown.withheld.push(id),
        }
    }
    shown
}

#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) fields: Fields,
    pub(super) withheld: Vec<String>,
    pub(super) data: DataTypes,
    pub(super) held_back: DataTypes,
}
