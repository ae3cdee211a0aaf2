//! Texts of a form and words of a list: what types of other crates look like in a charter, with what an editor shows of each.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use vern_core::calendar::{CalendarName, SaturdayRule, TimeZoneName};
use vern_core::case::Strength;
use vern_core::deadline::RollOver;
use vern_core::operation::Act;
use vern_core::value::DataKind;
use vern_text::Language;

/// A text of a form: its name in the schema, its title, its pattern, how it is written, examples.
macro_rules! text_of_form {
    ($($name:ident $schema_name:literal $title:literal $pattern:literal $written:literal [$($example:literal),*];)*) => {$(
        #[doc = $title]
        pub(crate) enum $name {}
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $schema_name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "title": $title, "type": "string", "pattern": $pattern, "patternErrorMessage": $written, "examples": [$($example),*]
                })
            }
        }
    )*};
}

text_of_form! {
    Day "Day" "Day (ISO 8601)" r"^\d{4}-\d{2}-\d{2}$" "A day is written 2026-11-22." ["2026-11-22"];
    // The parser takes every form of an instant with its zone that ISO 8601 has.
    Moment "Moment" "Instant (RFC 3339)" r"^[+-]?\d{4,6}-?\d{2}-?\d{2}[Tt ]\d{2}[\d:.,]*([Zz]|[+-]\d{2}[\d:]*)(\[.*\])?$"
        "An instant is written with its zone: 2026-01-01T00:00:00Z." ["2026-01-01T00:00:00Z"];
    PeriodText "Period" "Period (ISO 8601)" r"^P(?=.*[1-9])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"
        "A period is written P, then years Y, months M, weeks W or days D: P60D, P1M, P3Y6M." ["P60D", "P1M", "P3Y6M"];
    CountryCode "Country" "Country (ISO 3166-1 alpha-2)" r"^[A-Z]{2}$"
        "A country is two capital letters (ISO 3166-1 alpha-2): \"NO\", SE." ["NO", "SE", "DK"];
    AreaName "Area" "Country, EU or EEA" r"^([A-Z]{2}|EEA)$"
        "An area is a country of two capital letters (ISO 3166-1 alpha-2), EU or EEA." ["NO", "SE", "EU", "EEA"];
    Identifier "Id" "Id" r"^[a-z][a-z0-9_-]{0,47}$"
        "An id is a small letter, then small letters, digits, _ or -, at most 48 in all." [];
    Text "Text" "Text" r"\S" "A text must not be blank." [];
}

/// One of a list of words, each with what it means.
macro_rules! word_of_list {
    ($($name:ident $schema_name:literal $words:expr;)*) => {$(
        #[doc = $schema_name]
        pub(crate) enum $name {}
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $schema_name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<Value> =
                    $words.into_iter().map(|(word, doc)| json!({ "const": word, "description": doc })).collect();
                json_schema!({ "oneOf": words })
            }
        }
    )*};
}

word_of_list! {
    ActName "Act" Act::ALL.map(|act| (act, match act {
        Act::Register => "Collect or write anew.",
        Act::Read => "Look at.",
        Act::Alter => "Change.",
        Act::Use => "Act on without showing.",
        Act::Disclose => "Hand to a recipient.",
        Act::Transfer => "Move to, or open from, a third country.",
        Act::Restrict => "Mark so that it is only stored (GDPR art. 18).",
        Act::Erase => "Erase (art. 17).",
        Act::Export => "Take out in bulk or for portability (art. 20).",
    }));
    KindName "DataKind" DataKind::ALL.map(|kind| (kind, match kind {
        DataKind::Text => "Any text up to 16 KiB.",
        DataKind::Email => "An e-mail address.",
        DataKind::Phone => "A phone number in E.164 form.",
        DataKind::Address => "A postal address, up to 1 KiB.",
        DataKind::NationalId => "A national identity number, Norwegian or Swedish.",
        DataKind::OrgNumber => "An organisation number, Norwegian or Swedish.",
        DataKind::BankAccount => "A bank account: Norwegian, or IBAN.",
        DataKind::Ip => "An IP address, version 4 or 6.",
        DataKind::Date => "A date, ISO 8601.",
        DataKind::Amount => "An amount in whole minor units (øre, cents).",
        DataKind::Document => "A document as text, up to 256 KiB.",
    }));
    BasisArticle "BasisArticle" [
        ("6(1)(a)", "Consent."),
        ("6(1)(b)", "A contract with the person, or steps before one at the person's request."),
        ("6(1)(c)", "A legal obligation."),
        ("6(1)(d)", "Vital interests."),
        ("6(1)(e)", "A task in the public interest, or official authority."),
        ("6(1)(f)", "Legitimate interests, weighed against the person's own."),
    ];
    ConditionArticle "ConditionArticle" [
        ("9(2)(a)", "Explicit consent."),
        ("9(2)(b)", "Obligations and rights in employment, social security and social protection law."),
        ("9(2)(c)", "Vital interests of someone who cannot consent."),
        ("9(2)(d)", "A foundation or association with a political, philosophical, religious or trade union aim, about its members."),
        ("9(2)(e)", "Data the person has plainly made public."),
        ("9(2)(f)", "Legal claims, or courts acting as such."),
        ("9(2)(g)", "Substantial public interest, by law."),
        ("9(2)(h)", "Preventive or occupational medicine, health or social care."),
        ("9(2)(i)", "Public interest in public health."),
        ("9(2)(j)", "Archiving in the public interest, research or statistics."),
    ];
    LanguageTag "Language" Language::ALL.map(|language| (language, match language {
        Language::Nb => "Norwegian bokmål.",
        Language::En => "English.",
    }));
    CalendarText "Calendar" CalendarName::ALL.map(|calendar| (calendar, match calendar {
        CalendarName::Norway => "Norway.",
        CalendarName::Sweden => "Sweden.",
        CalendarName::Union => "The institutions of the European Union.",
    }));
    StrengthName "Strength" Strength::ALL.map(|strength| (strength, match strength {
        Strength::Stated => "They have said who they are, and nothing speaks against it.",
        Strength::KnownContact => "They answered through an address or a number that was held on them before.",
        Strength::InPerson => "Someone who knows them, or has seen their papers, vouches for it.",
        Strength::ElectronicId => "An electronic identity of level substantial or high, such as BankID.",
    }));
    SaturdayName "Saturday" [SaturdayRule::WorkingDay, SaturdayRule::DayOff].map(|rule| (rule, match rule {
        SaturdayRule::WorkingDay => "A Saturday that is no holiday is a working day.",
        SaturdayRule::DayOff => "Every Saturday is a day off.",
    }));
    RollOverName "RollOver" [RollOver::NextWorkingDay, RollOver::PreviousWorkingDay, RollOver::None].map(|rule| (rule, match rule {
        RollOver::NextWorkingDay => "It ends on the next working day.",
        RollOver::PreviousWorkingDay => "It ends on the last working day before, if one lies after the day of the event; else it ends where it ends.",
        RollOver::None => "It ends where it ends.",
    }));
    ZoneText "TimeZone" TimeZoneName::ALL.map(|zone| (zone, match zone {
        TimeZoneName::Oslo => "Norway.",
        TimeZoneName::Stockholm => "Sweden.",
        TimeZoneName::Copenhagen => "Denmark.",
        TimeZoneName::Helsinki => "Finland.",
        TimeZoneName::Brussels => "Belgium and the institutions of the Union there.",
        TimeZoneName::Reykjavik => "Iceland.",
        TimeZoneName::Utc => "Coordinated universal time.",
    }));
}

/// A contract period: days by the calendar, working days, or hours.
pub(crate) enum TermText {}

impl JsonSchema for TermText {
    fn schema_name() -> Cow<'static, str> {
        "Term".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let period = generator.subschema_for::<PeriodText>();
        let counted = |title: &str, unit: &str, most: u32, doc: &str| {
            let number = json!({ "type": "integer", "minimum": 1, "maximum": most, "description": doc });
            json!({ "title": title, "type": "object", "properties": { unit: number }, "required": [unit], "additionalProperties": false })
        };
        json_schema!({
            "anyOf": [
                period,
                counted("Working days", "working_days", 1_000, "So many working days, by the calendar the parties count by."),
                counted("Hours", "hours", 87_600, "So many hours as they pass, nights and days off included."),
            ]
        })
    }
}
