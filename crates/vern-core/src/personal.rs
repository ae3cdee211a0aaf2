//! A wrapper for personal data: printing it prints `***`, and nothing serialises it by accident.

use std::fmt;

/// Holds personal data. `Debug` and `Display` print `***`; there is no `Serialize`. [`Personal::reveal`] is the one
/// way to the value, so a search for it finds every place that handles one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. Never hand it to a log, an error or a URL.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// Takes the value out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl<T> fmt::Display for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_nothing() {
        let name = Personal::new("Kari".to_owned());
        assert_eq!(format!("{name} {name:?}"), "*** ***");
        assert_eq!(name.reveal(), "Kari");
    }
}
