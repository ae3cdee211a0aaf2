//! Facts that a paper may leave out: stated, not stated, open, or only aimed at (ADR 0006).

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fact as the paper has it. Written as the value itself, `not_stated`, `open`, or `{ aim: value }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fact<T> {
    /// The paper says so.
    Stated(T),
    /// The paper says nothing.
    #[default]
    NotStated,
    /// Known to be undecided: the gate refuses what depends on it.
    Open,
    /// The paper aims at it. Printed as an aim, never as a promise.
    Aim(T),
}

impl<T> Fact<T> {
    /// The stated value; an aim is none.
    pub const fn stated(&self) -> Option<&T> {
        if let Self::Stated(value) = self { Some(value) } else { None }
    }

    /// What is written, whether the paper states it or only aims at it: both must be of the right form.
    pub const fn written(&self) -> Option<&T> {
        if let Self::Stated(value) | Self::Aim(value) = self { Some(value) } else { None }
    }

    /// Whether the paper says nothing.
    pub const fn is_not_stated(&self) -> bool {
        matches!(self, Self::NotStated)
    }

    /// Whether it is known to be undecided.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

impl<T: Serialize> Serialize for Fact<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Stated(value) => value.serialize(serializer),
            Self::NotStated => serializer.serialize_str("not_stated"),
            Self::Open => serializer.serialize_str("open"),
            Self::Aim(value) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("aim", value)?;
                map.end()
            }
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FactVisitor(PhantomData))
    }
}

struct FactVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FactVisitor<T> {
    type Value = Fact<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, `not_stated`, `open` or `{ aim: value }`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Fact<T>, E> {
        match text {
            "not_stated" => Ok(Fact::NotStated),
            "open" => Ok(Fact::Open),
            value => T::deserialize(StrDeserializer::new(value)).map(Fact::Stated),
        }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Fact<T>, E> {
        T::deserialize(serde::de::value::BoolDeserializer::new(value)).map(Fact::Stated)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Fact<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(Fact::Stated)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fact<T>, A::Error> {
        let Some(first) = map.next_key::<String>()? else {
            return Err(A::Error::custom("an empty mapping is no fact; write `not_stated`"));
        };
        if first == "aim" {
            let value = map.next_value()?;
            if map.next_key::<String>()?.is_some() {
                return Err(A::Error::custom("nothing stands beside `aim`"));
            }
            return Ok(Fact::Aim(value));
        }
        T::deserialize(MapAccessDeserializer::new(FirstKey { first: Some(first), rest: map }))
            .map(Fact::Stated)
    }
}

/// Gives back the key that was read to look for `aim`, then the rest of the mapping.
struct FirstKey<A> {
    first: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for FirstKey<A> {
    type Error = A::Error;

    fn next_key_seed<K: serde::de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => seed.deserialize(serde::de::value::StringDeserializer::new(key)).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: serde::de::DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}

impl<T: JsonSchema> JsonSchema for Fact<T> {
    /// Each field has its own, so that an editor shows the field's text and no name of a wrapper.
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("FactOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        let mut aim = value.clone();
        aim.insert(
            "description".to_owned(),
            "What the paper aims at: printed as an aim, never as a promise.".into(),
        );
        json_schema!({
            "anyOf": [
                value,
                {
                    "enum": ["not_stated", "open"],
                    "enumDescriptions": ["The paper says nothing.", "Known to be undecided: the gate refuses what depends on it."]
                },
                {
                    "title": "Aim", "type": "object", "properties": { "aim": aim }, "required": ["aim"], "additionalProperties": false
                }
            ]
        })
    }
}
