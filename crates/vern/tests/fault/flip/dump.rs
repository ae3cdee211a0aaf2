//! A database as SQLite alone sees it: every row of every table, and whether its own check holds.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

/// Tables, each with its columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dump {
    /// Definitions of tables and indexes. SQLite does not tell great letters from small, and neither does this.
    schema: Vec<String>,
    application_id: i64,
    tables: BTreeMap<String, Table>,
}

#[derive(Debug, Clone, PartialEq)]
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Dump {
    /// Dumps a database, if SQLite can read all of it and its check of pages and indexes holds.
    pub(super) fn read(path: &Path) -> rusqlite::Result<Self> {
        // A log beside it is read too, which takes write access.
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let check: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if check != "ok" {
            return Err(rusqlite::Error::InvalidQuery);
        }
        let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid")?;
        let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let found: Vec<(String, String, Option<String>)> = found.collect::<rusqlite::Result<_>>()?;
        let schema = found.iter().map(|one| format!("{one:?}").to_lowercase()).collect();
        let mut tables = BTreeMap::new();
        for (_, name, _) in found.into_iter().filter(|(kind, ..)| kind == "table") {
            tables.insert(name.to_lowercase(), Table::read(&connection, &name)?);
        }
        let application_id = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        Ok(Self { schema, application_id, tables })
    }

    /// Columns in which two dumps differ, as `table.column`; `table` where it has more or fewer rows; `schema` where that is
    /// another, whatever else is.
    pub(super) fn differing(&self, other: &Self) -> Vec<String> {
        let mut found = std::collections::BTreeSet::new();
        if self.schema != other.schema {
            return vec!["schema".to_owned()];
        }
        if self.application_id != other.application_id {
            found.insert("application_id".to_owned());
        }
        for (name, table) in &self.tables {
            match other.tables.get(name) {
                Some(others) if others.rows.len() == table.rows.len() && others.columns == table.columns => {
                    let rows = table.rows.iter().zip(&others.rows);
                    found.extend(rows.flat_map(|(row, others)| {
                        let cells = row.iter().zip(others).zip(&table.columns);
                        cells
                            .filter(|((one, other), _)| one != other)
                            .map(|(_, column)| format!("{name}.{column}"))
                    }));
                }
                _ => {
                    found.insert(name.clone());
                }
            }
        }
        found.into_iter().collect()
    }
}

impl Table {
    fn read(connection: &Connection, name: &str) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
        let columns: Vec<String> = statement.column_names().map(str::to_lowercase).collect();
        let rows = statement
            .query_map([], |row| (0..columns.len()).map(|column| row.get(column)).collect())?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { columns, rows })
    }
}

/// The bytes of a database that hold something, by table or index: heads of pages, places of cells, cells, what goes on in other pages.
pub(super) fn cells(path: &Path) -> rusqlite::Result<BTreeMap<String, Vec<usize>>> {
    let bytes = std::fs::read(path).unwrap();
    let connection = Connection::open(path)?;
    let mut statement = connection
        .prepare("SELECT name, pageno, pagetype, pgoffset, pgsize, ncell FROM dbstat ORDER BY pageno")?;
    let mut rows = statement.query([])?;
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (name, number, kind): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let number_at = |column| row.get::<_, i64>(column).map(|value| usize::try_from(value).unwrap());
        let (start, size, cells) = (number_at(3)?, number_at(4)?, number_at(5)?);
        let of_table = found.entry(name).or_default();
        if kind == "overflow" {
            of_table.extend(start..start + size);
            continue;
        }
        // The first page begins with the head of the file.
        let head = start + if number == 1 { 100 } else { 0 };
        let head_bytes = if kind == "leaf" { 8 } else { 12 };
        let first_cell = usize::from(u16::from_be_bytes([bytes[head + 5], bytes[head + 6]]));
        of_table.extend(head..head + head_bytes + 2 * cells);
        of_table.extend(start + first_cell..start + size);
    }
    Ok(found)
}
