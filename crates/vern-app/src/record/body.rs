//! The body of a record: fields to bytes and back, sealed; fields checked against the charter; look-up tokens.

use std::sync::Arc;

use vern_core::data_type::DataTypes;
use vern_core::id::SubjectId;
use vern_core::origin::Origin;
use vern_core::personal::Personal;
use vern_crypto::{DataKey, RecordContext};
use vern_policy::Rules;
use vern_store::row::{LookupToken, RecordRow};

use super::{Extent, FIELDS_MAX, Fields, Origins, PutRequest};
use crate::controller::{Controller, Policy};
use crate::problem::Problem;

/// Most bytes of all fields of a record together.
pub const FIELDS_BYTES_MAX: usize = 1024 * 1024;

/// What a record's body holds.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) fields: Fields,
    /// As stated with the fields; none of a field of which nothing was said.
    pub(crate) origins: Origins,
}

/// Fields as the gate sees them.
#[derive(Debug, Default)]
pub(crate) struct CheckedFields {
    pub(crate) data: DataTypes,
    pub(crate) undeclared: bool,
    pub(crate) invalid: bool,
    pub(crate) origin_undeclared: bool,
    pub(crate) tokens: Vec<LookupToken>,
}

/// Checks fields against the charter's data types and makes their look-up tokens.
pub(crate) fn check_fields(
    controller: &Controller,
    rules: &Rules,
    request: &PutRequest,
) -> Result<CheckedFields, Problem> {
    let PutRequest { fields, origins, activity, .. } = request;
    let removed = match &request.extent {
        Extent::Whole => None,
        Extent::Named { removed } => Some(removed).filter(|removed| !removed.is_empty()),
    };
    if fields.is_empty() && removed.is_none() {
        return Err(Problem::invalid_field("record.no_fields", "fields"));
    }
    if fields.len() > FIELDS_MAX {
        return Err(Problem::invalid_field("record.fields_too_many", "fields"));
    }
    if fields.iter().map(|(id, value)| id.len() + value.reveal().len()).sum::<usize>() > FIELDS_BYTES_MAX {
        return Err(Problem::invalid_field("record.too_large", "fields"));
    }
    if origins.keys().any(|id| !fields.contains_key(id)) {
        return Err(Problem::invalid_field("record.origin_without_field", "origins"));
    }
    let mut checked = CheckedFields::default();
    for id in removed.into_iter().flatten() {
        match rules.data_type(id) {
            Some((place, ..)) => checked.data.insert(place),
            None => checked.undeclared = true,
        }
    }
    for (id, value) in fields {
        let Some((place, kind, lookup)) = rules.data_type(id) else {
            checked.undeclared = true;
            continue;
        };
        checked.data.insert(place);
        let allowed = origins.get(id).is_none_or(|origin| rules.allows_origin(activity, place, *origin));
        checked.origin_undeclared |= !allowed;
        let Ok(normal) = kind.normal_form(value.reveal()) else {
            checked.invalid = true;
            continue;
        };
        if lookup && let Some(key) = controller.keyring.lookup_written(id) {
            checked.tokens.push(key.token(&normal));
        }
    }
    Ok(checked)
}

/// Look-up tokens of fields that were checked when they were written.
pub(crate) fn tokens(controller: &Controller, rules: &Rules, fields: &Fields) -> Vec<LookupToken> {
    let token = |(id, value): (&String, &Personal<String>)| {
        let (_, kind, _) = rules.data_type(id).filter(|(_, _, is_lookup)| *is_lookup)?;
        let normal = kind.normal_form(value.reveal()).ok()?;
        Some(controller.keyring.lookup_written(id)?.token(&normal))
    };
    fields.iter().filter_map(token).collect()
}

/// A body as CBOR (ADR 0003): a map by data type, keys ascending bytewise, of texts, or of [text, number of the origin] where one was stated.
pub(crate) fn encode_body(fields: &Fields, origins: &Origins) -> Result<Vec<u8>, Problem> {
    let failed = |_| Problem::Internal("fields could not be encoded".to_owned());
    let mut encoder = minicbor::Encoder::new(Vec::with_capacity(256));
    let count = u64::try_from(fields.len()).unwrap_or(u64::MAX);
    encoder.map(count).map_err(failed)?;
    for (id, value) in fields {
        encoder.str(id).map_err(failed)?;
        match origins.get(id) {
            None => encoder.str(value.reveal()),
            Some(origin) => encoder
                .array(2)
                .and_then(|encoder| encoder.str(value.reveal()))
                .and_then(|encoder| encoder.u8(origin.code())),
        }
        .map_err(failed)?;
    }
    Ok(encoder.into_writer())
}

fn decode_body(bytes: &[u8]) -> Result<Body, Problem> {
    let failed = |_| Problem::Unreadable;
    let mut decoder = minicbor::Decoder::new(bytes);
    let count = decoder.map().map_err(failed)?.unwrap_or(0);
    let mut body = Body::default();
    for _ in 0..count {
        let id = decoder.str().map_err(failed)?.to_owned();
        let with_origin = decoder.datatype().map_err(failed)? == minicbor::data::Type::Array;
        if with_origin && decoder.array().map_err(failed)? != Some(2) {
            return Err(Problem::Unreadable);
        }
        let value = Personal::new(decoder.str().map_err(failed)?.to_owned());
        if with_origin {
            let origin = Origin::from_code(decoder.u8().map_err(failed)?).ok_or(Problem::Unreadable)?;
            body.origins.insert(id.clone(), origin);
        }
        body.fields.insert(id, value);
    }
    Ok(body)
}

/// Seals a body for its place.
pub(crate) fn seal(
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
pub(crate) fn open(
    controller: &Controller,
    key: &Arc<DataKey>,
    row: &RecordRow,
    policy: &Policy,
) -> Result<Body, Problem> {
    open_as(controller, key, row, &policy.row.activity)
}

/// Opens the body of a row sealed for an activity.
pub(crate) fn open_as(
    controller: &Controller,
    key: &DataKey,
    row: &RecordRow,
    activity: &str,
) -> Result<Body, Problem> {
    let context = RecordContext {
        controller: controller.id().as_u64(),
        subject: *row.subject.as_bytes(),
        activity,
        key: &row.key,
        version: row.version,
    };
    let plain = zeroize::Zeroizing::new(key.open(&context, &row.body).map_err(|_| Problem::Unreadable)?);
    decode_body(&plain)
}

/// What a body holds of some data types only.
pub(crate) fn only(rules: &Rules, body: Body, types: DataTypes) -> Body {
    let is_of = |id: &str| rules.data_type(id).is_some_and(|(place, _, _)| types.contains(place));
    let Body { fields, origins } = body;
    Body {
        fields: fields.into_iter().filter(|(id, _)| is_of(id)).collect(),
        origins: origins.into_iter().filter(|(id, _)| is_of(id)).collect(),
    }
}

/// Splits a body into what may be seen, with where it comes from, and the ids of what is withheld; gives both as sets.
pub(crate) fn show(
    rules: &Rules,
    activity: &str,
    body: Body,
    withheld: DataTypes,
    declared: DataTypes,
) -> Shown {
    let Body { fields, origins } = body;
    let mut shown = Shown::default();
    for (id, value) in fields {
        match rules.data_type(&id) {
            Some((place, _, _)) if !withheld.contains(place) && declared.contains(place) => {
                let origin = origins.get(&id).copied().or_else(|| rules.origin_of(activity, place));
                shown.origins.extend(origin.map(|origin| (id.clone(), origin)));
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
pub(crate) struct Shown {
    pub(crate) fields: Fields,
    pub(crate) origins: Origins,
    pub(crate) withheld: Vec<String>,
    pub(crate) data: DataTypes,
    pub(crate) held_back: DataTypes,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(id, value)| ((*id).to_owned(), Personal::new((*value).to_owned()))).collect()
    }

    /// Against bytes written by hand from ADR 0003.
    #[test]
    fn the_format_of_a_body_is_pinned() {
        let held = fields(&[("name", "Kari"), ("phone", "1")]);
        let origins = Origins::from([("phone".to_owned(), Origin::ThirdParty)]);
        let plain = encode_body(&held, &origins).unwrap();
        assert_eq!(plain, b"\xa2\x64name\x64Kari\x65phone\x82\x611\x04");
        let body = decode_body(&plain).unwrap();
        assert_eq!(body.origins, origins);
        let names: Vec<_> =
            body.fields.iter().map(|(id, value)| (id.as_str(), value.reveal().as_str())).collect();
        assert_eq!(names, [("name", "Kari"), ("phone", "1")]);
        let without = encode_body(&held, &Origins::new()).unwrap();
        assert_eq!(without, b"\xa2\x64name\x64Kari\x65phone\x611");
        assert!(decode_body(&without).unwrap().origins.is_empty());
    }

    #[test]
    fn what_is_no_body_does_not_open() {
        for bytes in [
            b"".as_slice(),
            b"\xa1\x64name",
            b"\xa1\x64name\x81\x61x",
            b"\xa1\x64name\x82\x61x\x05",
            b"\xa1\x64name\x82\x61x\x00",
            b"\xa1\x64name\x83\x61x\x01\x01",
            b"\xa1\x64name\x01",
        ] {
            assert!(matches!(decode_body(bytes), Err(Problem::Unreadable)), "{bytes:x?}");
        }
    }
}
