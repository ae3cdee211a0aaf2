//! The problems operations answer with, described once: an operation names the groups that fit, and each is a reference to one response.
//!
//! What every operation can answer (no credential, too many calls, a fault of ours) is added to all of them and named by none.

use std::collections::BTreeMap;

use utoipa::openapi::{Components, Content, OpenApi, Ref, RefOr, Response, ResponseBuilder};

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
const INTERNAL: Answer = (500, "Internal", "A fault of ours; its cause is in the log only");
const UNAVAILABLE: Answer = (503, "Unavailable", "The database server is away; try again");

const EVERY: [Answer; 3] = [NO_CREDENTIAL, INTERNAL, UNAVAILABLE];

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
        }
    }
    let components: &mut Components = openapi.components.get_or_insert_default();
    components
        .responses
        .extend(all().map(|(_, name, description)| (name.to_owned(), problem(description).into())));
}

fn problem(description: &str) -> Response {
    let body = Content::new(Some(Ref::from_schema_name("ProblemBody")));
    ResponseBuilder::new().description(description).content("application/problem+json", body).build()
}
