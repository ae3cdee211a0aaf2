//! The published JSON Schema of charter documents (draft 2020-12), for editors: completion, hover texts, and marks while one writes.
//!
//! The parser's own checks are stricter: references, dates, what stands together. What the schema refuses the parser refuses too, but for
//! one thing: the schema wants YAML's own types. The parser also reads a number as the text it is, a number in quotation marks as a number,
//! and a field with nothing after it as left out; an editor had better say that something is missing there. A test holds all of this
//! (`e2e/schema.test.mjs`). A copy stands in `docs/charter.schema.json`.

mod form;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::charter::{Agreement, Charter};

pub(crate) use form::{
    ActName, AreaName, BasisArticle, CalendarText, ConditionArticle, CountryCode, Day, Identifier, KindName,
    LanguageTag, Moment, PeriodText, RollOverName, SaturdayName, StrengthName, TermText, Text, ZoneText,
};

/// Where the schema of this form says it is published.
pub const SCHEMA_ID: &str = "https://vern.invalid/schema/charter-1.json";

/// The kinds of document, each with its definition and what it is.
const KINDS: [(&str, &str, &str); 3] = [
    ("charter", "CharterDocument", "An organisation's own charter."),
    ("terms", "TermsDocument", "A processor's standard terms."),
    ("agreement", "AgreementDocument", "A controller's agreement under terms."),
];

const VERSION_DOC: &str = "Version of this form: 1.";

/// The schema of all three kinds of document: `kind` decides which.
#[must_use]
pub fn charter_schema() -> Value {
    let kinds = KINDS.map(|(kind, ..)| kind);
    let docs = KINDS.map(|(.., doc)| doc);
    let branches = KINDS.map(|(kind, name, _)| {
        let is_kind = json!({ "properties": { "kind": { "const": kind } }, "required": ["kind"] });
        json!({ "if": is_kind, "then": { "$ref": format!("#/$defs/{name}") } })
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Vern charter document",
        "description": "An organisation's own charter, a processor's standard terms, or a controller's agreement under terms.",
        "type": "object",
        "properties": {
            "vern": { "const": 1, "description": VERSION_DOC },
            "kind": { "enum": kinds, "enumDescriptions": docs, "description": "Which of the three documents this is; the other fields follow from it." }
        },
        "required": ["vern", "kind"],
        "allOf": branches,
        "$defs": definitions(),
    })
}

/// Every definition the documents use, and one for each kind.
fn definitions() -> Map<String, Value> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    generator.subschema_for::<Charter>();
    generator.subschema_for::<Agreement>();
    let mut definitions = generator.take_definitions(true);
    for (name, definition) in &mut definitions {
        tidy(definition);
        entitle(name, definition);
    }
    let charter = definitions.remove("Charter").unwrap_or_default();
    let agreement = definitions.remove("Agreement").unwrap_or_default();
    for ((kind, name, doc), document) in KINDS.into_iter().zip([charter.clone(), charter, agreement]) {
        definitions.insert(name.to_owned(), of_kind(document, kind, doc));
    }
    definitions.remove("DocumentKind");
    definitions
}

/// A document of one kind: only terms have a `terms` part, and they always have it.
fn of_kind(mut document: Value, kind: &str, doc: &str) -> Value {
    let Some(definition) = document.as_object_mut() else { return document };
    definition.insert("title".to_owned(), json!(doc.trim_end_matches('.')));
    definition.insert("$comment".to_owned(), json!("One of the three kinds of document."));
    if let Some(Value::Object(fields)) = definition.get_mut("properties") {
        fields.insert("vern".to_owned(), json!({ "const": 1, "description": VERSION_DOC }));
        fields.insert("kind".to_owned(), json!({ "const": kind, "description": doc }));
        if kind != "terms" {
            fields.remove("terms");
        }
    }
    if let (Some(Value::Array(required)), "terms") = (definition.get_mut("required"), kind) {
        required.push(json!("terms"));
    }
    document
}

/// What editors suffer from, at every level: `null` among the choices, words with their meanings apart, sizes of integers.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.remove("format");
            without_null(fields);
            words_together(fields);
            fields.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// A field that may be left out is left out, not written as null.
fn without_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else { return };
    choices.retain(|choice| *choice != json!({ "type": "null" }));
    if let [Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        for (key, value) in only {
            schema.entry(key).or_insert(value);
        }
    }
}

/// Words as one `enum`, so that hovering over a field shows what the field is and what each of its words means.
fn words_together(schema: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = schema.get("oneOf") else { return };
    let part = |key: &str| choices.iter().map(|choice| choice.get(key).cloned()).collect::<Option<Vec<_>>>();
    let (Some(words), Some(docs)) = (part("const"), part("description")) else { return };
    schema.remove("oneOf");
    schema.insert("type".to_owned(), json!("string"));
    schema.insert("enum".to_owned(), json!(words));
    schema.insert("enumDescriptions".to_owned(), json!(docs));
}

/// A definition has a title and keeps its own text as a comment: editors show the innermost description they meet, and that is to be the
/// field's.
fn entitle(name: &str, definition: &mut Value) {
    let Some(fields) = definition.as_object_mut() else { return };
    if let Some(doc) = fields.remove("description") {
        fields.insert("$comment".to_owned(), doc);
    }
    fields.entry("title").or_insert_with(|| json!(spaced(name)));
}

/// `RetentionRule` as `Retention rule`.
fn spaced(name: &str) -> String {
    let mut title = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !title.is_empty() {
            title.push(' ');
            title.extend(letter.to_lowercase());
        } else {
            title.push(letter);
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_copy_is_what_the_program_prints() {
        let copy: Value = serde_json::from_str(include_str!("../../../docs/charter.schema.json")).unwrap();
        assert!(
            copy == charter_schema(),
            "docs/charter.schema.json is out of date; write it again: cargo run --locked -p vern -- charter schema > docs/charter.schema.json"
        );
    }

    #[test]
    fn every_field_and_every_word_says_what_it_is() {
        fn undescribed(path: &str, schema: &Value, found: &mut Vec<String>) {
            for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if field.get("description").is_none() && field.get("const").is_none() {
                    found.push(format!("{path}.{name}"));
                }
            }
            let words = schema.get("enum").and_then(Value::as_array).map_or(0, Vec::len);
            let docs = schema.get("enumDescriptions").and_then(Value::as_array).map_or(0, Vec::len);
            if words != docs {
                found.push(format!("{path}: {words} words, {docs} meanings"));
            }
            match schema {
                Value::Object(fields) => {
                    fields.iter().for_each(|(key, value)| undescribed(&format!("{path}/{key}"), value, found))
                }
                Value::Array(items) => items.iter().for_each(|item| undescribed(path, item, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        undescribed("", &charter_schema(), &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
