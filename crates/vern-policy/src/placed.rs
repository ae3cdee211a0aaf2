//! A value with where it stands in its file. The place is no part of what a charter says: it is not compared, hashed or written.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_saphyr::{Location, Spanned};

use crate::fact::Fact;

/// A value and its place.
#[derive(Debug, Clone, Copy)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub referenced: Location,
    /// Which of the documents in force it stands in: 0 for the charter or the terms, 1 for the agreement.
    pub source: u8,
}

impl<T> Placed<T> {
    /// A value that stands in no file.
    #[must_use]
    pub const fn nowhere(value: T) -> Self {
        Self { value, referenced: Location::UNKNOWN, source: 0 }
    }

    /// Another value at the same place.
    #[must_use]
    pub fn with<U>(&self, value: U) -> Placed<U> {
        Placed { value, referenced: self.referenced, source: self.source }
    }

    /// The same, of another document.
    #[must_use]
    pub fn of_source(self, source: u8) -> Self {
        Self { source, ..self }
    }

    /// The same value and document, at the place of something within it.
    #[must_use]
    pub fn at<U>(self, within: &Placed<U>) -> Self {
        Self { referenced: within.referenced, ..self }
    }

    /// Its line, from 1; 0 where it stands in no file.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.referenced.line()
    }
}

impl<T> Placed<Fact<T>> {
    /// Whether the paper leaves it out.
    #[must_use]
    pub const fn is_not_stated(&self) -> bool {
        self.value.is_not_stated()
    }
}

impl<T: Default> Default for Placed<T> {
    fn default() -> Self {
        Self::nowhere(T::default())
    }
}

impl<T: PartialEq> PartialEq for Placed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Placed<T> {}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, referenced, .. } = Spanned::deserialize(deserializer)?;
        Ok(Self { value, referenced, source: 0 })
    }
}

impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
