//! What a client knows of its own records: what was acknowledged, and the one thing that was asked and never answered.

use std::collections::{BTreeMap, BTreeSet};

/// A record as far as its client knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Version last acknowledged.
    pub(crate) version: u64,
    /// Value last acknowledged; none once erased.
    pub(crate) value: Option<String>,
}

/// What was asked and not answered when the server died: the record may be as before or as asked.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub(crate) key: String,
    pub(crate) after: Known,
}

/// One client's records and receipts.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) records: BTreeMap<String, Known>,
    pub(crate) pending: Option<Pending>,
    /// Receipts of this round, not yet looked up in an export.
    pub(crate) receipts: Vec<String>,
    pub(crate) acknowledged: u64,
    /// Keys this round has done something to.
    pub(crate) touched: BTreeSet<String>,
}

impl Model {
    /// Whether what was found under a key is what was acknowledged, or what was pending. Then that is known.
    pub(crate) fn settle(&mut self, key: &str, found: Option<&Known>) -> bool {
        let erased = Known { version: 0, value: None };
        let found = found.unwrap_or(&erased);
        let same = |known: &Known| {
            known.value == found.value && (known.value.is_none() || known.version == found.version)
        };
        if self.records.get(key).map_or(found.value.is_none(), same) {
            return true;
        }
        match self.pending.as_ref().filter(|pending| pending.key == key && same(&pending.after)) {
            Some(pending) => {
                self.records.insert(key.to_owned(), pending.after.clone());
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_acknowledged_or_pending_is_right() {
        let known = |version, value: &str| Known { version, value: Some(value.to_owned()) };
        let mut model = Model::default();
        model.records.insert("a".to_owned(), known(1, "x"));
        assert!(model.settle("a", Some(&known(1, "x"))));
        assert!(!model.settle("a", Some(&known(2, "y"))), "nobody asked for this");
        assert!(!model.settle("a", None), "acknowledged and gone");
        assert!(model.settle("b", None), "never there");
        assert!(!model.settle("b", Some(&known(1, "z"))), "nobody asked for this");
        model.pending = Some(Pending { key: "a".to_owned(), after: known(2, "y") });
        assert!(model.settle("a", Some(&known(2, "y"))));
        assert!(!model.settle("a", Some(&known(1, "x"))), "seen as new, never old again");
    }
}
