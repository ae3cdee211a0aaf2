//! The schema of an SQLite database: brought to the newest, and compared word for word with what the migrations make.
//!
//! A bit flipped in the text of a table's definition can leave a schema that SQLite reads and that says something else. PostgreSQL's migrations stand
//! in `migration`.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::error::StoreError;
use crate::sum;

/// Where applied migrations are noted.
const MIGRATIONS: &str =
    "CREATE TABLE migrations (number INTEGER PRIMARY KEY, checksum BLOB NOT NULL) STRICT";

/// Type, name, table and definition of everything there is, in the order of names.
type Schema = Vec<(String, String, String, Option<String>)>;

/// Brings a database to the newest schema. One that is not as its migrations make it is left as it is.
pub(crate) fn migrate(connection: &Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let applied = if is_fresh(connection)? {
        connection.execute_batch(MIGRATIONS)?;
        0
    } else {
        applied(connection, migrations)?
    };
    for (number, text) in (1_u32..).zip(migrations).skip(applied) {
        let transaction = connection.unchecked_transaction()?;
        transaction.execute_batch(text)?;
        transaction
            .execute("INSERT INTO migrations (number, checksum) VALUES (?1, ?2)", (number, checksum(text)))?;
        transaction.commit()?;
    }
    Ok(())
}

/// Refuses a database whose schema is not the one this program has: whoever only reads it cannot bring it there.
pub(crate) fn require_newest(connection: &Connection, migrations: &[&str]) -> Result<(), StoreError> {
    match u32::try_from(applied(connection, migrations)?) {
        Ok(applied) if migrations.len() > applied as usize => {
            Err(StoreError::SchemaAltered { number: applied + 1 })
        }
        _ => Ok(()),
    }
}

/// Nothing is in it yet, not even pages.
fn is_fresh(connection: &Connection) -> Result<bool, StoreError> {
    let tables: i64 = connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    Ok(tables == 0 && pages <= 1)
}

/// How many migrations are applied, where they and what they made are those of this program.
fn applied(connection: &Connection, migrations: &[&str]) -> Result<usize, StoreError> {
    let mut statement = connection.prepare("SELECT number, checksum FROM migrations ORDER BY number")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(i64, Vec<u8>)> = rows.collect::<rusqlite::Result<_>>()?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let newest = rows.last().map_or(0, |(number, _)| *number);
    if newest > i64::from(known) {
        return Err(StoreError::SchemaNewer { found: u32::try_from(newest).unwrap_or(u32::MAX), known });
    }
    let mut expected = (1_u32..).zip(migrations);
    for (number, found) in &rows {
        let altered = StoreError::SchemaAltered { number: u32::try_from(*number).unwrap_or(0) };
        match expected.next() {
            Some((next, text)) if i64::from(next) == *number && checksum(text) == *found => {}
            _ => return Err(altered),
        }
    }
    let made = migrations.get(..rows.len()).unwrap_or(migrations);
    if schema(connection)? == expected_schema(made)? {
        Ok(rows.len())
    } else {
        Err(StoreError::SchemaDiffers)
    }
}

/// What these migrations make of an empty database.
fn expected_schema(migrations: &[&str]) -> Result<Schema, StoreError> {
    let connection = Connection::open_in_memory()?;
    sum::register(&connection)?;
    connection.execute_batch(MIGRATIONS)?;
    for text in migrations {
        connection.execute_batch(text)?;
    }
    schema(&connection)
}

fn schema(connection: &Connection) -> Result<Schema, StoreError> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name, type";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn checksum(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[&str] = &["CREATE TABLE songs (title TEXT)", "CREATE TABLE singers (name TEXT)"];

    #[test]
    fn a_schema_goes_on_from_where_it_is() {
        let connection = Connection::open_in_memory().unwrap();
        let (one, _) = TWO.split_at(1);
        migrate(&connection, one).unwrap();
        migrate(&connection, one).unwrap();
        assert!(matches!(require_newest(&connection, TWO), Err(StoreError::SchemaAltered { number: 2 })));
        migrate(&connection, TWO).unwrap();
        require_newest(&connection, TWO).unwrap();
        assert!(matches!(migrate(&connection, one), Err(StoreError::SchemaNewer { found: 2, known: 1 })));
        let others = ["CREATE TABLE songs (title TEXT)", "CREATE TABLE bands (name TEXT)"];
        assert!(matches!(migrate(&connection, &others), Err(StoreError::SchemaAltered { number: 2 })));
    }

    #[test]
    fn a_definition_that_is_another_is_refused() {
        for change in [
            "UPDATE sqlite_schema SET sql = 'CREATE TABLE songs (titla TEXT)' WHERE name = 'songs'",
            "UPDATE sqlite_schema SET sql = 'CREATE TABLE songs (title text)' WHERE name = 'songs'",
            "DELETE FROM sqlite_schema WHERE name = 'songs'",
            "CREATE TABLE more (name TEXT)",
            "UPDATE migrations SET number = -1",
            "DELETE FROM migrations",
            "DROP TABLE migrations",
        ] {
            let connection = Connection::open_in_memory().unwrap();
            let (one, _) = TWO.split_at(1);
            migrate(&connection, one).unwrap();
            connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
            connection.execute_batch(change).unwrap();
            assert!(migrate(&connection, one).is_err(), "{change}");
            assert!(require_newest(&connection, one).is_err(), "{change}");
        }
    }
}
