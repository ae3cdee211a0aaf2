//! A sum in every row of state on SQLite, so that damage in a row is found (ADR 0018): the function that makes it, and the search for rows it does not fit.
//!
//! The sum is a generated column, so no statement names it; a trigger of the writer's connection keeps an update from making a damaged row's sum
//! right again. Which tables have one stands in their definitions alone. Deliberately not here: any protection against someone who means to alter
//! a row, who can compute a sum as well; that is what sealing, signatures and the journal are for.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};

use crate::error::StoreError;
use crate::{ddl_keys, ddl_sqlite};

/// Its name in the tables' definitions. They are on disk: it is never called anything else.
const NAME: &str = "vern_sum";
/// How a definition calls it: the table and its columns follow.
const COLUMN: &str = "AS (vern_sum('";
/// How a trigger's words begin; the table's name follows.
const REFUSAL: &str = "damaged: ";

/// Rows of a table that are not as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DamagedRows {
    /// The table.
    pub table: &'static str,
    /// How many.
    pub rows: u64,
}

/// Makes the sum known to a connection. Without it SQLite reads the tables and can't write them.
///
/// # Errors
/// Engine failures.
pub fn register(connection: &Connection) -> Result<(), StoreError> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    Ok(connection.create_scalar_function(NAME, -1, flags, |values| Ok(i64::from(sum(values))))?)
}

/// CRC-32 over each value's type, length and bytes, as a signed number: that takes four bytes in a row, and one that says so.
fn sum(values: &Context<'_>) -> i32 {
    let mut crc = crc32fast::Hasher::new();
    for place in 0..values.len() {
        match values.get_raw(place) {
            ValueRef::Null => add(&mut crc, 0, &[]),
            ValueRef::Integer(value) => add(&mut crc, 1, &value.to_be_bytes()),
            ValueRef::Real(value) => add(&mut crc, 2, &value.to_be_bytes()),
            ValueRef::Text(bytes) => add(&mut crc, 3, bytes),
            ValueRef::Blob(bytes) => add(&mut crc, 4, bytes),
        }
    }
    crc.finalize().cast_signed()
}

/// No value of SQLite is longer than its length says in four bytes.
fn add(crc: &mut crc32fast::Hasher, kind: u8, bytes: &[u8]) {
    let [a, b, c, d] = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes();
    crc.update(&[kind, a, b, c, d]);
    crc.update(bytes);
}

/// Makes updates of damaged rows fail on a connection: they would make the sum right, and the damage would stay. What is to be destroyed is
/// destroyed all the same: a key may be overwritten however damaged its row is.
pub(crate) fn guard(connection: &Connection, migrations: &[&'static str]) -> Result<(), StoreError> {
    for (table, columns) in summed(migrations) {
        let old = columns.replace(", ", ", OLD.");
        let unless = if table == "keys" { "NEW.wrapped IS NOT NULL AND " } else { "" };
        connection.execute_batch(&format!(
            "CREATE TEMP TRIGGER {table}_sum BEFORE UPDATE ON main.{table}
            WHEN {unless}OLD.sum IS NOT {NAME}('{table}', OLD.{old})
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}{table}'); END",
        ))?;
    }
    Ok(())
}

/// Every table with a sum in these migrations, with the columns it is made of: as the last of them makes it, where one makes it anew.
fn summed(migrations: &[&'static str]) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut tables: Vec<(&'static str, &'static str)> = Vec::new();
    for rest in migrations.iter().flat_map(|text| text.split(COLUMN).skip(1)) {
        let Some((table, rest)) = rest.split_once("', ") else { continue };
        let Some((columns, _)) = rest.split_once(')') else { continue };
        tables.retain(|(known, _)| *known != table);
        tables.push((table, columns));
    }
    tables.into_iter()
}

/// Rows whose sum does not fit, table by table; only of some tables where they are named. One pass over each.
pub(crate) fn damaged_rows(
    connection: &Connection,
    migrations: &[&'static str],
    of: Option<&[&str]>,
) -> Result<Vec<DamagedRows>, StoreError> {
    let mut found = Vec::new();
    for (table, columns) in summed(migrations) {
        if of.is_some_and(|named| !named.contains(&table)) {
            continue;
        }
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE sum IS NOT {NAME}('{table}', {columns})");
        let rows: i64 = connection.query_row(&sql, [], |row| row.get(0))?;
        if rows > 0 {
            found.push(DamagedRows { table, rows: u64::try_from(rows).unwrap_or(0) });
        }
    }
    Ok(found)
}

/// Fails where a row of these tables is damaged, with the first such table.
pub(crate) fn require(
    connection: &Connection,
    migrations: &[&'static str],
    of: &[&str],
) -> Result<(), StoreError> {
    match damaged_rows(connection, migrations, Some(of))?.first() {
        Some(found) => Err(StoreError::Damaged { table: found.table }),
        None => Ok(()),
    }
}

/// The table of a row that an update left as it is, because it is damaged.
pub(crate) fn refused_table(error: &rusqlite::Error) -> Option<&'static str> {
    let rusqlite::Error::SqliteFailure(failure, Some(words)) = error else { return None };
    let table = words.strip_prefix(REFUSAL).filter(|_| failure.code == ErrorCode::ConstraintViolation)?;
    let known = summed(ddl_sqlite::DATA).chain(summed(ddl_keys::KEYS));
    known.map(|(known, _)| known).find(|known| *known == table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dml, transfer};

    /// What needs no sum, because something else finds damage in it, or because it is made again.
    const WITHOUT: &[&str] = &["lookups", "journal_entries", "journal_tiles", "journal_segments"];

    fn schema(migrations: &[&str]) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        migrations.iter().for_each(|text| connection.execute_batch(text).unwrap());
        connection
    }

    fn names(connection: &Connection, sql: &str) -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn every_table_has_a_sum_over_all_its_columns() {
        for migrations in [ddl_sqlite::DATA, ddl_keys::KEYS] {
            let connection = schema(migrations);
            let tables =
                names(&connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid");
            let summed: Vec<_> = summed(migrations).collect();
            let expected: Vec<_> = tables.iter().filter(|name| !WITHOUT.contains(&name.as_str())).collect();
            assert_eq!(summed.iter().map(|(table, _)| *table).collect::<Vec<_>>(), expected);
            for (table, columns) in summed {
                let all = names(&connection, &format!("SELECT name FROM pragma_table_info('{table}')"));
                assert_eq!(columns, all.join(", "), "{table}");
            }
        }
    }

    #[test]
    fn no_statement_names_a_sum() {
        let named =
            |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "sum");
        for (name, text) in dml::ALL {
            assert!(!named(text), "{name}");
        }
        assert_eq!(transfer::TABLES.iter().filter(|table| named(table.insert())).count(), 0);
    }

    #[test]
    fn values_that_only_look_alike_have_other_sums() {
        let connection = schema(&[]);
        let all = [
            "'a', 'b'",
            "'ab', ''",
            "'', 'ab'",
            "'ab'",
            "x'6162'",
            "1, 2",
            "1, NULL, 2",
            "NULL",
            "NULL, NULL",
            "0",
            "''",
            "x''",
            "x'00'",
            "'0'",
            "256",
            "0.0",
        ];
        let sums: std::collections::HashSet<i64> = all
            .iter()
            .map(|values| {
                connection.query_row(&format!("SELECT vern_sum({values})"), [], |row| row.get(0)).unwrap()
            })
            .collect();
        assert_eq!(sums.len(), all.len());
        assert!(sums.iter().all(|sum| i32::try_from(*sum).is_ok()));
    }

    /// The form is on disk: this number is never another.
    #[test]
    fn the_sum_of_a_row_stays_what_it_is() {
        let connection = schema(&[]);
        let sql = "SELECT vern_sum('heads', 1, -2, NULL, 'æ', x'00ff')";
        let found: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(found, -203_439_571);
    }

    #[test]
    fn a_damaged_row_is_found_and_no_update_makes_it_good() {
        let connection = schema(ddl_keys::KEYS);
        let found = |of| damaged_rows(&connection, ddl_keys::KEYS, of).unwrap();
        let run = |sql| connection.execute(sql, []).map_err(StoreError::from);
        run("INSERT INTO marks (controller, tree_size) VALUES (1, 5), (2, 6)").unwrap();
        run("INSERT INTO keys (controller, key_id, purpose, parent, wrapped, created_at) VALUES (1, x'01', 2, 3, x'02', 4)").unwrap();
        assert_eq!(found(None), []);
        // As the medium would: a value without its sum.
        connection.create_scalar_function(NAME, -1, FunctionFlags::SQLITE_DETERMINISTIC, |_| Ok(0)).unwrap();
        run("UPDATE marks SET tree_size = 7 WHERE controller = 2").unwrap();
        run("UPDATE keys SET parent = 1").unwrap();
        register(&connection).unwrap();
        guard(&connection, ddl_keys::KEYS).unwrap();
        let [keys, marks] = ["keys", "marks"].map(|table| DamagedRows { table, rows: 1 });
        assert_eq!(found(None), [keys, marks]);
        assert_eq!(found(Some(&["marks"])), [marks]);
        assert_eq!(found(Some(&["roots"])), []);
        let required = require(&connection, ddl_keys::KEYS, &["roots", "marks"]);
        assert!(matches!(required, Err(StoreError::Damaged { table: "marks" })));

        run("UPDATE marks SET tree_size = 8 WHERE controller = 1").unwrap();
        let refused = run("UPDATE marks SET tree_size = 8 WHERE controller = 2");
        assert!(matches!(refused, Err(StoreError::Damaged { table: "marks" })));
        let refused = run("UPDATE keys SET parent = 5, wrapped = x'03'");
        assert!(matches!(refused, Err(StoreError::Damaged { table: "keys" })));
        assert_eq!(found(None), [keys, marks]);
        // What is to be destroyed is.
        assert_eq!(run("UPDATE keys SET wrapped = NULL, erased_at = 5").unwrap(), 1);
    }
}
