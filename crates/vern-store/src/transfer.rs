//! Every row of an installation, out and in again, whatever the engine: what a backup is made of and a restore is given (ADR 0016).
//!
//! Rows come a page at a time in the order of their keys, so that neither side holds more than a page. What is derived — journal segments — is left
//! out: it is made again. So are calls that are not to be carried out twice: what a caller had answered may be what the snapshot has lost.
//! And sessions: one that was ended since must not stand again. Ciphertext stays ciphertext; keys lie elsewhere.

use crate::error::StoreError;
use crate::session::{Param, Row, Session};

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// An integer.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Value {
    pub(crate) fn param(&self) -> Param<'_> {
        match self {
            Self::Null => Param::Null,
            Self::Int(value) => Param::Int(*value),
            Self::Text(value) => Param::Text(value),
            Self::Bytes(value) => Param::Bytes(value),
        }
    }
}

/// What a column holds. An integer or bytes may be absent where the table lets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Text,
    Bytes,
}

impl Kind {
    fn read(self, row: &Row<'_>, column: usize) -> Result<Value, StoreError> {
        Ok(match self {
            Self::Int => row.int_or_null(column)?.map_or(Value::Null, Value::Int),
            Self::Text => Value::Text(row.text(column)?),
            Self::Bytes => {
                row.bytes_or_null(column)?.map_or(Value::Null, |bytes| Value::Bytes(bytes.to_vec()))
            }
        })
    }

    /// What every value of a key comes after: no number of ours is negative, and some are four bytes wide on a server.
    const fn before_all(self) -> Value {
        match self {
            Self::Int => Value::Int(-1),
            Self::Text => Value::Text(String::new()),
            Self::Bytes => Value::Bytes(Vec::new()),
        }
    }

    const fn admits(self, value: &Value) -> bool {
        matches!(
            (self, value),
            (Self::Int, Value::Int(_) | Value::Null)
                | (Self::Text, Value::Text(_))
                | (Self::Bytes, Value::Bytes(_) | Value::Null)
        )
    }
}

/// A table as it is carried: the columns of its key come first.
#[derive(Debug)]
pub struct Table {
    name: &'static str,
    key: usize,
    columns: &'static [Kind],
    page: &'static str,
    count: &'static str,
    insert: &'static str,
}

macro_rules! columns {
    ($first:ident $(, $rest:ident)*) => { concat!(stringify!($first) $(, ", ", stringify!($rest))*) };
}

macro_rules! places {
    (1) => {
        "$1"
    };
    (2) => {
        "$1, $2"
    };
    (3) => {
        "$1, $2, $3"
    };
    (4) => {
        "$1, $2, $3, $4"
    };
    (5) => {
        "$1, $2, $3, $4, $5"
    };
    (6) => {
        "$1, $2, $3, $4, $5, $6"
    };
    (7) => {
        "$1, $2, $3, $4, $5, $6, $7"
    };
    (10) => {
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10"
    };
    (12) => {
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
    };
    (14) => {
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14"
    };
}

macro_rules! limit {
    (1) => {
        "$2"
    };
    (2) => {
        "$3"
    };
    (3) => {
        "$4"
    };
    (4) => {
        "$5"
    };
}

macro_rules! table {
    ($name:ident $key_count:tt [$($key:ident $key_kind:ident),*] $count:tt [$($column:ident $kind:ident),*]) => {
        Table {
            name: stringify!($name),
            key: $key_count,
            columns: &[$(Kind::$key_kind,)* $(Kind::$kind),*],
            page: concat!(
                "SELECT ", columns!($($key),*) $(, ", ", stringify!($column))*, " FROM ", stringify!($name),
                " WHERE (", columns!($($key),*), ") > (", places!($key_count), ") ORDER BY ", columns!($($key),*),
                " LIMIT ", limit!($key_count)
            ),
            count: concat!("SELECT COUNT(*) FROM ", stringify!($name)),
            insert: concat!(
                "INSERT INTO ", stringify!($name), " (", columns!($($key),*) $(, ", ", stringify!($column))*,
                ") VALUES (", places!($count), ")"
            ),
        }
    };
}

/// Every table that is carried, each after those it refers to. The place in this list is part of the snapshot's format: a new one goes to the end.
pub const TABLES: &[Table] = &[
    table!(controllers 1 [controller Int] 4 [id Int, slug Text, created_at Int]),
    table!(heads 1 [controller Int] 7 [epoch Int, tree_size Int, last_at Int, state_version Int, keys_erased Int, culled Int]),
    table!(controller_keys 4 [controller Int, purpose Int, name Text, number Int] 5 [key_id Bytes]),
    table!(charters 2 [controller Int, hash Bytes] 6 [in_force_at Int, imported_at Int, file Text, document Bytes]),
    table!(actors 2 [controller Int, actor Bytes] 6 [role Text, token_hash Bytes, created_at Int, ended_at Int]),
    table!(policies 2 [controller Int, policy Int] 5 [activity Text, category Text, narrowing Bytes]),
    table!(subjects 1 [subject Int] 6 [controller Int, id Bytes, state Int, state_version Int, link_key Bytes]),
    table!(subject_keys 3 [controller Int, subject Int, activity Text] 4 [data_key Bytes]),
    table!(consents 3 [controller Int, subject_id Bytes, activity Text] 5 [given_at Int, withdrawn_at Int]),
    table!(objections 3 [controller Int, activity Text, subject_id Bytes] 5 [made_at Int, withdrawn_at Int]),
    table!(records 1 [record Int] 10 [controller Int, key Text, subject Int, policy Int, version Int, collected_at Int, anchor_at Int, tokens Bytes, body Bytes]),
    table!(lookups 3 [controller Int, token Bytes, record Int] 3 []),
    table!(erasures 3 [controller Int, erasure Bytes, activity Text] 12 [subject_id Bytes, state Int, ordered_at Int, unreadable_at Int, gone_at Int, records Int, kept Int, ordered_index Int, gone_index Int]),
    table!(key_erasures 2 [controller Int, key_id Bytes] 3 [ordered_at Int]),
    table!(journal_entries 3 [controller Int, epoch Int, position Int] 4 [entry Bytes]),
    table!(journal_tiles 4 [controller Int, epoch Int, level Int, position Int] 5 [hashes Bytes]),
    table!(journal_checkpoints 3 [controller Int, epoch Int, tree_size Int] 5 [signed_at Int, note Text]),
    table!(endings 3 [controller Int, activity Text, subject_id Bytes] 5 [ends_at Int, told_at Int]),
    table!(outbox_messages 2 [controller Int, message Bytes] 12 [activity Text, channel Int, state Int, queued_at Int, not_after Int, due_at Int, attempts Int, lease Int, code Text, ended_at Int]),
    table!(accounts 2 [controller Int, account Bytes] 7 [version Int, invitation Bytes, invited_until Int, activated_at Int, last_step Int]),
    table!(cases 2 [controller Int, case_id Bytes] 14 [kind Int, state Int, received_at Int, first_at Int, extended_at Int, is_extended Int, due_at Int, rests_since Int, rested Int, subject_id Bytes, version Int, closed_at Int]),
    table!(newsletter_issues 2 [controller Int, name Text] 5 [first_at Int, last_at Int, queued Int]),
    table!(suppressions 2 [controller Int, token Bytes] 4 [subject_id Bytes, since_at Int]),
    table!(staff_statements 2 [controller Int, account Bytes] 6 [signed Bytes, signed_at Int, trained_at Int, let_in_until Int]),
    table!(restrictions 3 [controller Int, activity Text, subject_id Bytes] 5 [made_at Int, lifted_at Int]),
    table!(access_reaches 2 [controller Int, actor Bytes] 3 [reach Text]),
    table!(reviews 1 [record Int] 3 [controller Int, reviewed_at Int]),
    table!(access_reviews 2 [controller Int, actor Bytes] 3 [reviewed_at Int]),
    table!(informed 3 [controller Int, activity Text, subject_id Bytes] 5 [informed_at Int, message Bytes]),
];

impl Table {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where a walk over it begins.
    #[must_use]
    pub fn start(&self) -> Vec<Value> {
        self.columns.iter().take(self.key).map(|kind| kind.before_all()).collect()
    }

    /// The key of a row: where a walk goes on after it.
    #[must_use]
    pub fn key_of(&self, row: &[Value]) -> Vec<Value> {
        row.iter().take(self.key).cloned().collect()
    }

    /// Whether a row has the columns of this table.
    #[must_use]
    pub fn admits(&self, row: &[Value]) -> bool {
        row.len() == self.columns.len()
            && self.columns.iter().zip(row).all(|(kind, value)| kind.admits(value))
    }

    pub(crate) fn page(
        &self,
        session: &Session,
        after: &[Value],
        most: u32,
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let mut params: Vec<Param<'_>> = after.iter().map(Value::param).collect();
        params.push(Param::from(most));
        session.many(self.page, &params, |row| {
            (0_usize..).zip(self.columns).map(|(column, kind)| kind.read(row, column)).collect()
        })
    }

    pub(crate) const fn count(&self) -> &'static str {
        self.count
    }

    pub(crate) const fn insert(&self) -> &'static str {
        self.insert
    }
}

#[cfg(test)]
mod tests {
    use super::TABLES;

    /// A table that is not carried would be lost by a restore without a word.
    #[test]
    fn every_table_of_the_schema_is_carried_whole() {
        let derived = ["journal_segments", "installations", "calls", "sessions", "subject_sessions"];
        for schema in [crate::ddl_sqlite::DATA, crate::ddl_postgres::DATA] {
            let mut found = 0;
            for text in schema.concat().split("CREATE TABLE ").skip(1) {
                let name = text.split_whitespace().next().unwrap();
                if derived.contains(&name) {
                    continue;
                }
                found += 1;
                let table = TABLES.iter().find(|table| table.name == name).unwrap();
                let body = text.split_once("(\n").unwrap().1.split_once("\n)").unwrap().0;
                let columns: Vec<&str> = body
                    .lines()
                    .filter_map(|line| line.split_whitespace().next())
                    .filter(|word| !["PRIMARY", "sum"].contains(word))
                    .collect();
                let listed = table.insert.split_once('(').unwrap().1.split_once(')').unwrap().0;
                let mut listed: Vec<&str> = listed.split(", ").collect();
                let mut declared = columns.clone();
                listed.sort_unstable();
                declared.sort_unstable();
                assert_eq!(listed, declared, "{name}");
                assert_eq!(table.columns.len(), columns.len(), "{name}");
                let places = table.insert.matches('$').count();
                assert_eq!(places, columns.len(), "{name}");
            }
            assert_eq!(found, TABLES.len());
        }
    }
}
