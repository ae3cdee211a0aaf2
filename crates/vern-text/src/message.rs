//! Looking up a message by its id and filling in its variables.
//!
//! A missing message is never a reason to stop: the id itself is returned, and `has` lets a test hold that ids
//! used elsewhere exist. Deliberately not here: fallback from one language to the other, which would hide a gap.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::language::Language;

const NB: &str = include_str!("../messages/nb.ftl");
const EN: &str = include_str!("../messages/en.ftl");

type Bundle = FluentBundle<FluentResource>;

/// What a message's variable is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, put in as it is.
    Text(Cow<'a, str>),
    /// A whole number: chooses the plural form, and from 10 000 on is grouped as the language does.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! number_values {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

number_values!(u8, u16, u32, u64, usize, i32, i64);

impl<'a> From<&'a Value<'_>> for FluentValue<'a> {
    fn from(value: &'a Value<'_>) -> Self {
        match value {
            Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Value::Number(number) => FluentValue::from(*number),
        }
    }
}

/// The message `id` in `language` with its variables filled in; the id itself where there is no such message.
///
/// A variable the message names and the caller leaves out shows as `{$name}`.
#[must_use]
pub fn text(language: Language, id: &str, variables: &[(&str, Value<'_>)]) -> String {
    let bundle = bundle(language);
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        return id.to_owned();
    };
    let mut arguments = FluentArgs::with_capacity(variables.len());
    for (name, value) in variables {
        arguments.set(*name, FluentValue::from(value));
    }
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
}

/// Whether `language` has a message `id`.
#[must_use]
pub fn has(language: Language, id: &str) -> bool {
    bundle(language).get_message(id).is_some_and(|message| message.value().is_some())
}

fn bundle(language: Language) -> &'static Bundle {
    static NB_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    static EN_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    match language {
        Language::Nb => NB_BUNDLE.get_or_init(|| build(language, NB)),
        Language::En => EN_BUNDLE.get_or_init(|| build(language, EN)),
    }
}

fn build(language: Language, source: &str) -> Bundle {
    let identifier: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Both languages run left to right, and the marks would show up in mails, terminals and JSON.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Nb => |value, _| grouped(value, '\u{a0}'),
        Language::En => |value, _| grouped(value, ','),
    }));
    // A damaged line costs its own message only; a test holds that none is damaged.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Digits in groups of three from five digits on: years and port numbers stay as they are.
fn grouped(value: &FluentValue<'_>, mark: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut grouped = String::with_capacity(plain.len() * 2);
    if digits.len() < plain.len() {
        grouped.push('\u{2212}');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    Some(grouped)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Messages that are rightly the same word in both languages.
    const SAME: &[&str] = &[
        "account-means-sure",
        "cli-history-actor",
        "cli-history-row",
        "cli-history-code",
        "site-name",
        "date-with-weekday",
        "number",
        "demo-count",
        "replay-row",
        "my-page-by-role",
        "my-page-for",
        "notice-instruction-support-text",
    ];

    /// Id → the message's own lines. A comment or an empty line ends a message; attributes are not used.
    fn messages(source: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let mut current: Option<String> = None;
        for line in source.lines() {
            if line.starts_with('#') {
                current = None;
            } else if line.starts_with([' ', '}']) || line.is_empty() {
                if let Some(id) = &current {
                    let body: &mut String = found.get_mut(id).unwrap();
                    body.push_str(line.trim());
                    body.push('\n');
                }
            } else {
                let (id, body) = line.split_once('=').unwrap_or_else(|| panic!("not a message: {line}"));
                let id = id.trim().to_owned();
                let earlier = found.insert(id.clone(), format!("{}\n", body.trim()));
                assert!(earlier.is_none(), "{id} stands twice");
                current = Some(id);
            }
        }
        found
    }

    fn variables(body: &str) -> BTreeSet<String> {
        let name = |rest: &str| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect()
        };
        body.split('$').skip(1).map(name).collect()
    }

    #[test]
    fn both_files_parse_and_no_id_stands_twice() {
        for source in [NB, EN] {
            let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors).unwrap();
            let mut bundle: Bundle = FluentBundle::new_concurrent(vec![]);
            bundle.add_resource(resource).unwrap();
        }
    }

    #[test]
    fn both_languages_have_the_same_messages_with_the_same_variables() {
        let (nb, en) = (messages(NB), messages(EN));
        let ids = |all: &BTreeMap<String, String>| all.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = ids(&nb).symmetric_difference(&ids(&en)).cloned().collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
        for (id, body) in &nb {
            assert_eq!(variables(body), variables(&en[id]), "variables of {id}");
            assert!(has(Language::Nb, id) && has(Language::En, id), "{id} is not reachable");
        }
    }

    #[test]
    fn both_files_keep_the_same_order() {
        let order = |source: &str| -> Vec<String> {
            let starts =
                |line: &&str| line.starts_with("## ") || line.starts_with(|c: char| c.is_ascii_lowercase());
            source
                .lines()
                .filter(starts)
                .map(|line| line.split('=').next().unwrap().trim().to_owned())
                .collect()
        };
        let (nb, en) = (order(NB), order(EN));
        for (nb, en) in nb.iter().zip(&en) {
            assert_eq!(nb, en, "the files list groups and messages in the same order");
        }
    }

    #[test]
    fn no_message_is_empty_or_left_untranslated() {
        let en = messages(EN);
        for (id, nb) in messages(NB) {
            assert!(!nb.trim().is_empty() && !en[&id].trim().is_empty(), "{id} is empty");
            if !SAME.contains(&id.as_str()) {
                assert_ne!(nb.trim(), en[&id].trim(), "{id} is the same in both languages");
            }
        }
        for id in SAME {
            assert!(en.contains_key(*id), "{id} is listed as the same, but is gone");
        }
    }

    #[test]
    fn a_missing_message_is_its_id() {
        assert_eq!(text(Language::Nb, "no-such-message", &[]), "no-such-message");
        assert!(!has(Language::Nb, "no-such-message"));
    }

    #[test]
    fn variables_are_put_in_without_marks() {
        let said = text(Language::Nb, "held-checked-explanation", &[("by", "nattjobben".into())]);
        assert!(said.contains("nattjobben"), "{said}");
        assert!(!said.contains(['\u{2068}', '\u{2069}']), "{said}");
    }

    #[test]
    fn numbers_choose_the_plural_and_are_grouped() {
        let count = |language, number: u64| text(language, "finding-count", &[("count", number.into())]);
        assert_eq!(count(Language::Nb, 1), "1 merknad");
        assert_eq!(count(Language::Nb, 2026), "2026 merknader");
        assert_eq!(count(Language::Nb, 12_345_678), "12\u{a0}345\u{a0}678 merknader");
        assert_eq!(count(Language::En, 0), "0 findings");
        assert_eq!(count(Language::En, 12_345), "12,345 findings");
    }

    #[test]
    fn a_number_too_large_for_the_plural_rules_is_still_a_number() {
        assert_eq!(Value::from(u64::MAX), Value::Number(i64::MAX));
    }
}
