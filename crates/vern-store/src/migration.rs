//! Migrations on PostgreSQL: numbered texts with checksums, applied one node at a time. SQLite's stand in `schema`.

use sha2::{Digest, Sha256};

use crate::ddl_postgres as ddl;
use crate::error::StoreError;
use crate::postgres::PostgresSession;
use crate::row::small;
use crate::session::params;

/// Whether this program has been here.
pub(crate) fn is_migrated(session: &PostgresSession) -> Result<bool, StoreError> {
    let tables = session.one(ddl::TABLES, &[])?.ok_or(StoreError::Foreign)?;
    Ok(tables.try_get::<_, i64>(1)? > 0)
}

/// Brings a database to the newest schema; one that holds something else is left alone.
pub(crate) fn migrate_postgres(session: &PostgresSession) -> Result<(), StoreError> {
    let tables = session.one(ddl::TABLES, &[])?.ok_or(StoreError::Foreign)?;
    let (others, ours): (i64, i64) = (tables.try_get(0)?, tables.try_get(1)?);
    if others > 0 && ours == 0 {
        return Err(StoreError::Foreign);
    }
    session.control(ddl::MIGRATIONS)?;
    session.control(ddl::MIGRATIONS_LOCK)?;
    let migrated = apply(session);
    session.control(if migrated.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    migrated
}

fn apply(session: &PostgresSession) -> Result<(), StoreError> {
    let known = u32::try_from(ddl::DATA.len()).unwrap_or(u32::MAX);
    let newest = session.one(ddl::MIGRATION_NEWEST, &[])?.ok_or(StoreError::Foreign)?;
    let found = small(newest.try_get(0)?);
    if found > known {
        return Err(StoreError::SchemaNewer { found, known });
    }
    for (number, text) in (1_u32..).zip(ddl::DATA) {
        let checksum = Sha256::digest(text.as_bytes()).to_vec();
        let applied = session.one(ddl::MIGRATION_CHECKSUM, params![number])?;
        match applied.map(|row| row.try_get::<_, Vec<u8>>(0)).transpose()? {
            Some(applied) if applied == checksum => {}
            Some(_) => return Err(StoreError::SchemaAltered { number }),
            None => {
                session.script(text)?;
                session.execute(ddl::MIGRATION_NOTE, params![number, &checksum])?;
            }
        }
    }
    Ok(())
}
