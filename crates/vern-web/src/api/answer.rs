//! The problems operations answer with, described once: an operation names the groups that fit, and each is a reference to one response.
//!
//! What every operation can answer (no credential, too many calls, a fault of ours) is added to all of them and named by none.

use std::collections::{BTreeMap, BTreeSet};

use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{AnyOfBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::{
    Components, Content, Header, HeaderBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder,
};

use super::once::WRITING;
use super::{code, example, form};

const KEY: &str = "A name for the call, new for each: made again with the same name and content within 24 hours it is not carried out again, but \
    answered with where it is journalled. With another content it is refused. What was refused is decided again.";

/// Status, name in the description, and what it says.
type Answer = (u16, &'static str, &'static str);

const MALFORMED: Answer = (400, "Malformed", "The body or a header is not of its form");
const NO_CREDENTIAL: Answer = (401, "NoCredential", "No valid credential");
const REFUSED: Answer = (403, "Refused", "Refused by the gate, or the role has no grant for it");
const UNKNOWN: Answer =
    (404, "Unknown", "Unknown within the actor's scope; what is forbidden reads the same");
const TOO_SLOW: Answer = (408, "TooSlow", "The body did not come in within the time there is for it");
const CONFLICT: Answer = (409, "Conflict", "Clashes with what is held or under way");
const VERSION_DIFFERS: Answer = (412, "VersionDiffers", "Another version is held than was expected");
const TOO_LARGE: Answer = (413, "TooLarge", "Body too large");
const NOT_OF_FORM: Answer = (422, "NotOfForm", "A value, an id or a key is not of its form");
const TOO_MANY: Answer = (
    429,
    "TooMany",
    "More calls than one credential may make; `Retry-After` says in how many seconds to come back",
);
const INTERNAL: Answer = (500, "Internal", "A fault of ours; its cause is in the log only");
const UNAVAILABLE: Answer = (503, "Unavailable", "The database server is away; try again");

/// Headers of answers: name, what it says, and of which type its value is.
const HEADERS: [(&str, &str, Type); 6] = [
    ("ETag", "The record's version, to be handed back in `If-Match`", Type::String),
    ("Retry-After", "In how many seconds to come back", Type::Integer),
    ("Vern-Receipt", "Where the operation, or its refusal, is journalled", Type::String),
    ("Vern-Repeated", "`true` where the call was carried out before, and not again", Type::String),
    ("Vern-Request-Id", "Names the request in the log", Type::String),
    ("WWW-Authenticate", "`Bearer`", Type::String),
];

const EVERY: [Answer; 4] = [NO_CREDENTIAL, TOO_MANY, INTERNAL, UNAVAILABLE];

macro_rules! groups {
    ($($(#[$doc:meta])* $name:ident = [$($answer:expr),*];)*) => {
        $($(#[$doc])*
        pub(super) struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                [$($answer),*].into_iter().map(reference).collect()
            }
        })*

        fn all() -> impl Iterator<Item = Answer> {
            [$($($answer),*),*].into_iter().chain(EVERY)
        }
    };
}

groups! {
    /// Of whatever takes a body.
    OfBody = [MALFORMED, TOO_SLOW, TOO_LARGE];
    /// Of whatever takes headers of ours.
    OfHeaders = [MALFORMED];
    /// Of whatever goes through the gate.
    OfGate = [REFUSED, UNKNOWN, CONFLICT, NOT_OF_FORM];
    /// Of whatever expects a version.
    OfVersion = [VERSION_DIFFERS];
    /// Of whatever is asked by a form alone.
    OfQuestion = [CONFLICT, NOT_OF_FORM];
    /// Of whatever is looked up by an id.
    OfLookUp = [UNKNOWN, CONFLICT, NOT_OF_FORM];
}

fn reference((status, name, _): Answer) -> (String, RefOr<Response>) {
    (status.to_string(), Ref::from_response_name(name).into())
}

/// Adds to each operation what all of them can answer, describes every answer with an example of each code it carries, and gives values their form.
pub(super) fn describe(openapi: &mut OpenApi) {
    let mut met = BTreeSet::new();
    for item in openapi.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            operation.responses.responses.extend(EVERY.into_iter().map(reference));
            if operation.operation_id.as_deref().is_some_and(|id| WRITING.contains(&id)) {
                describe_key(operation);
            }
            example::describe(operation);
            describe_problems(operation, &mut met);
        }
    }
    let components: &mut Components = openapi.components.get_or_insert_default();
    for answer in all() {
        let every = code::of_every(answer.0);
        if !every.is_empty() {
            met.extend(every.iter().map(|code| (answer.0, *code)));
            components.responses.insert(answer.1.to_owned(), problem(answer, &every).into());
        }
    }
    components.examples.extend(met.into_iter().map(example::of_code));
    components.headers.extend(HEADERS.map(described_header));
    form::describe(openapi);
}

/// A problem that every operation has with the same codes is described once; else where it is answered. A status no code leads to is none of the
/// operation's.
fn describe_problems(operation: &mut Operation, met: &mut BTreeSet<(u16, &'static str)>) {
    for answer in all() {
        let status = answer.0.to_string();
        if !operation.responses.responses.contains_key(&status) {
            continue;
        }
        let codes = code::of(operation, answer.0);
        met.extend(codes.iter().map(|code| (answer.0, *code)));
        if codes.is_empty() {
            operation.responses.responses.remove(&status);
        } else if codes != code::of_every(answer.0) {
            operation.responses.responses.insert(status, problem(answer, &codes).into());
        }
    }
}

/// A writing operation takes a key, and answers a repeated call with where it is journalled.
fn describe_key(operation: &mut Operation) {
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(KEY))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[A-Za-z0-9._-]{1,64}$"))))
        .build();
    operation.parameters.get_or_insert_default().push(key.into());
    if let Some(RefOr::T(done)) = operation.responses.responses.get_mut("200") {
        for content in done.content.values_mut() {
            let RefOr::T(content) = content else { continue };
            let Some(answer) = content.schema.take() else { continue };
            let either = AnyOfBuilder::new().item(answer).item(Ref::from_schema_name("RepeatedAnswer"));
            content.schema = Some(RefOr::T(Schema::AnyOf(either.build())));
        }
    }
}

fn problem((status, _, description): Answer, codes: &[&'static str]) -> Response {
    let mut body = Content::new(Some(Ref::from_schema_name("ProblemBody")));
    let example = |code: &&str| {
        let described = Ref::new(format!("#/components/examples/{status}.{code}"));
        ((*code).to_owned(), RefOr::Ref(described))
    };
    body.examples = codes.iter().map(example).collect();
    let described = ResponseBuilder::new().description(description).content("application/problem+json", body);
    let mut described = described.build();
    let headers: &[&str] = match status {
        401 => &["WWW-Authenticate"],
        // Refused by the gate, which is journalled.
        403 | 404 | 422 => &["Vern-Receipt"],
        429 => &["Retry-After"],
        _ => &[],
    };
    add_headers(&mut described, headers);
    described
}

/// Headers an answer can carry; every one carries the name of its request.
pub(super) fn add_headers(response: &mut Response, names: &[&str]) {
    let reference = |name: &str| {
        let described = Ref::new(format!("#/components/headers/{name}"));
        (name.to_owned(), RefOr::Ref(described))
    };
    response.headers.extend(names.iter().copied().chain(["Vern-Request-Id"]).map(reference));
}

fn described_header((name, description, kind): (&str, &str, Type)) -> (String, RefOr<Header>) {
    let schema = ObjectBuilder::new().schema_type(kind).build();
    let header = HeaderBuilder::new().description(Some(description)).schema(Some(schema)).build();
    (name.to_owned(), RefOr::T(header))
}
