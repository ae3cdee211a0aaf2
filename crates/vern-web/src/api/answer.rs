//! The problems operations answer with, described once: an operation names the groups that fit, and each is a reference to one response.
//!
//! What every operation can answer (no credential, too many calls, a fault of ours) is added to all of them and named by none.

use std::collections::BTreeMap;

use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::openapi::{Components, Content, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder};

use super::once::WRITING;

const KEY: &str = "A name for the call, new for each: made again with the same name and content within 24 hours it is not carried out again, but \
    answered with where it is journalled. With another content it is refused. What was refused is decided again.";

/// Status, name in the description, and what it says.
type Answer = (u16, &'static str, &'static str);

const MALFORMED: Answer = (400, "Malformed", "The body or a header is not of its form");
const NO_CREDENTIAL: Answer = (401, "NoCredential", "No valid credential");
const REFUSED: Answer = (403, "Refused", "Refused by the gate, or the role has no grant for it");
const UNKNOWN: Answer =
    (404, "Unknown", "Unknown within the actor's scope; what is forbidden reads the same");
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
    OfBody = [MALFORMED, TOO_LARGE];
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

/// Adds to each operation what all of them can answer, and describes every answer once.
pub(super) fn describe(openapi: &mut OpenApi) {
    for item in openapi.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            operation.responses.responses.extend(EVERY.into_iter().map(reference));
            if operation.operation_id.as_deref().is_some_and(|id| WRITING.contains(&id)) {
                describe_key(operation);
            }
        }
    }
    let components: &mut Components = openapi.components.get_or_insert_default();
    components
        .responses
        .extend(all().map(|(_, name, description)| (name.to_owned(), problem(description).into())));
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
            let either = OneOfBuilder::new().item(answer).item(Ref::from_schema_name("RepeatedAnswer"));
            content.schema = Some(RefOr::T(Schema::OneOf(either.build())));
        }
    }
}

fn problem(description: &str) -> Response {
    let body = Content::new(Some(Ref::from_schema_name("ProblemBody")));
    ResponseBuilder::new().description(description).content("application/problem+json", body).build()
}
