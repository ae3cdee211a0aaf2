//! An example of every answer: of what is done, an answer the tests were given (`answers.json`, by operation and status); of a problem, the problem of
//! its code as the program says it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value, json};
use utoipa::openapi::example::{Example, ExampleBuilder};
use utoipa::openapi::path::Operation;
use utoipa::openapi::{RefOr, Response};

use super::answer::add_headers;
use super::model::ReceiptBody;
use super::once::WRITING;
use super::problem::ProblemBody;

/// Examples by operation and status.
type Answers = BTreeMap<String, BTreeMap<String, Value>>;

/// A test fails where an answer of the description has none, or one that is not of its form.
static ANSWERS: LazyLock<Answers> =
    LazyLock::new(|| serde_json::from_str(include_str!("answers.json")).unwrap_or_default());

/// Gives an operation's answers their examples, and names the headers they carry.
pub(super) fn describe(operation: &mut Operation) {
    let id = operation.operation_id.clone().unwrap_or_default();
    let is_repeatable = WRITING.contains(&id.as_str());
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        let example = ANSWERS.get(&id).and_then(|answers| answers.get(status));
        describe_answer(response, example, is_repeatable && status == "200");
    }
}

fn describe_answer(response: &mut Response, example: Option<&Value>, is_repeatable: bool) {
    let mut headers = Vec::new();
    if let Some(example) = example {
        headers.extend(example.get("journal").map(|_| "Vern-Receipt"));
        headers.extend(example.get("record").map(|_| "ETag"));
        for content in response.content.values_mut() {
            let RefOr::T(content) = content else { continue };
            if is_repeatable {
                content.examples = [("done", example.clone()), ("repeated", repeated())]
                    .map(|(name, value)| (name.to_owned(), RefOr::T(of_value(value))))
                    .into();
            } else {
                content.example = Some(example.clone());
            }
        }
    }
    headers.extend(is_repeatable.then_some("Vern-Repeated"));
    add_headers(response, &headers);
}

fn repeated() -> Value {
    json!({ "repeated": true, "journal": ReceiptBody::example() })
}

/// A problem of a code, by its status and code.
pub(super) fn of_code((status, code): (u16, &'static str)) -> (String, RefOr<Example>) {
    let problem = serde_json::to_value(ProblemBody::example(code, status)).unwrap_or_default();
    (format!("{status}.{code}"), RefOr::T(of_value(problem)))
}

fn of_value(value: Value) -> Example {
    ExampleBuilder::new().value(Some(value)).build()
}
