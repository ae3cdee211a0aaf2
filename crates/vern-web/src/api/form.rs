//! What values look like, by the name they go by. A name means one thing in every operation, so its form is described once, for parameters and for
//! fields of bodies and answers alike.
//!
//! Deliberately not here: reading values; each is read where it is used. What can't be said of a form alone (a key that reads as a phone number, a
//! value its data type does not take) is answered 422.

use serde_json::{Value, json};
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::schema::{
    AdditionalProperties, AnyOfBuilder, Array, ArrayItems, KnownFormat, Object, Schema, SchemaFormat,
    SchemaType, Type,
};
use utoipa::openapi::{OpenApi, RefOr, Required};
use vern_app::journal::Outcome;
use vern_app::record::{REASON_MAX, RestrictionException};
use vern_app::retention::ReviewDecision;
use vern_app::rights::{CameBy, Ground};
use vern_core::case::{Right, Strength};
use vern_core::operation::Act;
use vern_core::origin::Origin;

const INSTANT: &str = "2026-11-22T06:00:00Z";
const ID: &str = "01a204b9-32d9-7101-9ade-04d38d76b8e6";
const RECEIPT: &str = "0.41.47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
/// How a value is told from what is none.
enum Form {
    /// Of this pattern; and one that is.
    Pattern(&'static str, &'static str),
    /// An instant, RFC 3339.
    Instant,
    /// A UUID.
    Id,
    /// One of these.
    Word(Vec<&'static str>),
    /// At most so many characters.
    Text(usize),
}

/// The form of whatever goes by this name.
fn form_of(name: &str) -> Option<Form> {
    Some(match name {
        "key" | "newsletter" => Form::Pattern("^[A-Za-z0-9._-]{1,64}$", "lead-1"),
        "Idempotency-Key" | "idempotency_key" => Form::Pattern("^[A-Za-z0-9._-]{1,64}$", "7f1c2a90"),
        "receipt" | "order" | "completion" => Form::Pattern(
            "^(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})\\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$",
            RECEIPT,
        ),
        "Vern-Activity" => Form::Pattern("\\S", "prospects"),
        "Vern-Data" => Form::Pattern("\\S", "name,email"),
        "Vern-Recipient" => Form::Pattern("\\S", "poweroffice"),
        "place" | "Vern-Place" => Form::Pattern("^[A-Z]{2}$", "NO"),
        "period" => Form::Pattern("^P([1-9][0-9]?Y|[1-9][0-9]{0,2}M|[1-9][0-9]{0,3}[WD])$", "P30D"),
        "If-Match" => Form::Pattern("^([*]|\"[0-9]{1,18}\")$", "\"3\""),
        "If-None-Match" => Form::Word(vec!["*"]),
        "subject" | "actor" | "erasure" | "case" | "same" | "not_the_same" => Form::Id,
        "at" | "since" | "until" | "collected_at" | "expires_at" | "expires_before" | "review_before"
        | "inform_before" | "inform_by" | "review_due_at" | "ordered_at" | "unreadable_at" | "gone_at"
        | "in_force_from" | "imported_at" | "received_at" | "due_at" => Form::Instant,
        "language" => Form::Word(vec!["nb", "en"]),
        "came_by" => words(CameBy::ALL, CameBy::as_str),
        "ground" => words(Ground::ALL, Ground::as_str),
        "right" => words(Right::ALL, Right::as_str),
        "shown" => words(Strength::ALL, Strength::as_str),
        "exception" | "Vern-Exception" => words(RestrictionException::ALL, RestrictionException::as_str),
        "origins" => words(Origin::ALL, Origin::as_str),
        "act" | "acts" | "reason_for" => words(Act::ALL, Act::as_str),
        "decision" => words(ReviewDecision::ALL, ReviewDecision::as_str),
        "outcome" => words(Outcome::ALL, Outcome::as_str),
        "purpose" => Form::Word(vec!["access", "breach", "supervision"]),
        "reason" | "Vern-Reason" => Form::Text(REASON_MAX),
        _ => return None,
    })
}

fn words<T, const N: usize>(all: [T; N], word: fn(T) -> &'static str) -> Form {
    Form::Word(all.map(word).to_vec())
}

impl Form {
    fn example(&self) -> Option<Value> {
        match self {
            Self::Pattern(_, example) => Some(json!(example)),
            Self::Instant => Some(json!(INSTANT)),
            Self::Id => Some(json!(ID)),
            Self::Word(words) => words.first().map(|word| json!(word)),
            Self::Text(_) => None,
        }
    }

    fn describe(self, object: &mut Object) {
        match self {
            Self::Pattern(pattern, _) => object.pattern = Some(pattern.to_owned()),
            Self::Instant => object.format = Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)),
            Self::Id => object.format = Some(SchemaFormat::Custom("uuid".to_owned())),
            Self::Word(words) => {
                let null = is_nullable(object).then_some(Value::Null);
                object.enum_values = Some(words.iter().map(|word| json!(word)).chain(null).collect());
            }
            Self::Text(characters_max) => object.max_length = Some(characters_max),
        }
    }
}

fn is_nullable(object: &Object) -> bool {
    matches!(&object.schema_type, SchemaType::Array(types) if types.contains(&Type::Null))
}

fn is_text(object: &Object) -> bool {
    match &object.schema_type {
        SchemaType::Type(one) => *one == Type::String,
        SchemaType::Array(types) => types.contains(&Type::String),
        SchemaType::AnyValue => false,
    }
}

/// Gives every parameter and every field the form of its name, unless it is described with one of its own.
pub(super) fn describe(openapi: &mut OpenApi) {
    for item in openapi.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
        operations.into_iter().flatten().for_each(describe_parameters);
    }
    let schemas = openapi.components.iter_mut().flat_map(|components| components.schemas.values_mut());
    schemas.for_each(|schema| {
        describe_fields(schema);
        loosen(schema);
    });
}

/// Bodies told apart by what they hold: what fits a longer one may fit a shorter one too, so it is any of them, not one.
fn loosen(schema: &mut RefOr<Schema>) {
    if let RefOr::T(Schema::OneOf(either)) = schema {
        let any = either.items.drain(..).fold(AnyOfBuilder::new(), AnyOfBuilder::item);
        *schema = RefOr::T(Schema::AnyOf(any.description(either.description.take()).build()));
    }
}

fn describe_parameters(operation: &mut Operation) {
    if let Some(RefOr::T(body)) = &mut operation.request_body
        && body.content.contains_key("application/x-ndjson")
    {
        // There may be no line at all.
        body.required = Some(Required::False);
    }
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(Parameter { name, schema: Some(schema), .. }) = parameter else { continue };
        // A header or a part of a path has no null.
        require_value(schema);
        describe_value(name, schema);
        if let RefOr::T(Schema::Object(object)) = schema {
            object.examples = form_of(name).and_then(|form| form.example()).into_iter().collect();
        }
    }
}

fn require_value(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else { return };
    if let SchemaType::Array(types) = &object.schema_type
        && let Some(one) = types.iter().find(|one| **one != Type::Null)
    {
        object.schema_type = SchemaType::Type(one.clone());
    }
}

fn describe_fields(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    let object = match schema {
        Schema::Object(object) => object,
        Schema::OneOf(either) => return either.items.iter_mut().for_each(describe_fields),
        Schema::AllOf(all) => return all.items.iter_mut().for_each(describe_fields),
        _ => return,
    };
    for (name, field) in &mut object.properties {
        describe_value(name, field);
    }
}

fn describe_value(name: &str, schema: &mut RefOr<Schema>) {
    let (Some(form), RefOr::T(schema)) = (form_of(name), schema) else { return };
    match schema {
        Schema::Object(object) if is_text(object) => {
            let is_bare = object.pattern.is_none() && object.format.is_none() && object.enum_values.is_none();
            if is_bare {
                form.describe(object);
            }
        }
        Schema::Object(Object { additional_properties: Some(values), .. }) => {
            if let AdditionalProperties::RefOr(RefOr::T(Schema::Object(value))) = values.as_mut() {
                form.describe(value);
            }
        }
        Schema::Array(Array { items: ArrayItems::RefOrSchema(item), .. }) => {
            if let RefOr::T(Schema::Object(item)) = item.as_mut() {
                form.describe(item);
            }
        }
        _ => {}
    }
}
