//! The key database: its tables and every statement run on it. It is SQLite whichever engine holds the data (ADR 0003).
//!
//! Deliberately not here: the data database.

/// Migrations, oldest first. A migration that has landed never changes; a new one is added.
///
/// `keys.parent` names what a key is wrapped by: the number of a controller key, and for a controller key the id of the root key, eight bytes
/// read as a big-endian integer. A tombstone keeps the parent it had.
pub(crate) const KEYS: &[&str] = &[r"
CREATE TABLE roots (
    place           INTEGER PRIMARY KEY CHECK (place = 1),
    root            INTEGER NOT NULL,
    since_at        INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('roots', place, root, since_at)) STORED
) STRICT;
CREATE TABLE keys (
    controller      INTEGER NOT NULL,
    key_id          BLOB    NOT NULL,
    purpose         INTEGER NOT NULL,
    parent          INTEGER NOT NULL,
    wrapped         BLOB,
    created_at      INTEGER NOT NULL,
    erased_at       INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('keys', controller, key_id, purpose, parent, wrapped, created_at, erased_at)) STORED,
    PRIMARY KEY (controller, key_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE marks (
    controller      INTEGER PRIMARY KEY,
    tree_size       INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('marks', controller, tree_size)) STORED
) STRICT;
"];

/// How many bytes the pages of all tables and indexes hold; SQLite's own `dbstat` tells.
pub(crate) const BYTES: &str = "SELECT COALESCE(SUM(pgsize), 0) FROM dbstat";

pub(crate) const ROOT: &str = "SELECT root, since_at FROM roots WHERE place = 1";
pub(crate) const ROOT_SET: &str = "INSERT INTO roots (place, root, since_at) VALUES (1, $1, $2)
    ON CONFLICT (place) DO UPDATE SET root = excluded.root, since_at = excluded.since_at";

pub(crate) const KEY_PUT: &str = "INSERT INTO keys (controller, key_id, purpose, parent, wrapped, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
pub(crate) const KEY: &str =
    "SELECT purpose, parent, wrapped FROM keys WHERE controller = $1 AND key_id = $2";
pub(crate) const KEY_MADE_AT: &str = "SELECT created_at FROM keys WHERE controller = $1 AND key_id = $2";
pub(crate) const KEY_TOMBSTONE: &str = "UPDATE keys SET wrapped = NULL, erased_at = $1 WHERE controller = $2 AND key_id = $3 AND wrapped IS NOT NULL";
pub(crate) const KEY_REWRAP: &str =
    "UPDATE keys SET parent = $1, wrapped = $2 WHERE controller = $3 AND key_id = $4 AND wrapped IS NOT NULL";
pub(crate) const KEY_DELETE: &str = "DELETE FROM keys WHERE controller = $1 AND key_id = $2";
pub(crate) const KEYS_LIVE: &str = "SELECT key_id FROM keys WHERE controller = $1 AND wrapped IS NOT NULL";
pub(crate) const KEYS_ERASED_COUNT: &str =
    "SELECT COUNT(*) FROM keys WHERE controller = $1 AND wrapped IS NULL";
pub(crate) const KEYS_ERASED_SINCE: &str = "SELECT key_id, erased_at FROM keys WHERE controller = $1 AND erased_at >= $2 AND key_id > $3 ORDER BY key_id LIMIT $4";
pub(crate) const KEYS_OF_CONTROLLERS: &str = "SELECT controller, key_id, purpose, parent, wrapped FROM keys WHERE purpose = $1 AND wrapped IS NOT NULL ORDER BY controller, key_id";
pub(crate) const KEYS_UNDER_OTHERS: &str = "SELECT key_id, purpose, parent, wrapped FROM keys
    WHERE controller = $1 AND key_id > $2 AND wrapped IS NOT NULL AND purpose <> $3 AND parent <> $4 ORDER BY key_id LIMIT $5";
pub(crate) const KEYS_BY_PARENT: &str =
    "SELECT purpose, parent, COUNT(*), MIN(created_at), MAX(created_at) FROM keys
    WHERE controller = $1 AND wrapped IS NOT NULL GROUP BY purpose, parent ORDER BY purpose, parent";
pub(crate) const KEYS_PAGE: &str =
    "SELECT controller, key_id, purpose, parent, wrapped, created_at, erased_at FROM keys
    WHERE (controller, key_id) > ($1, $2) ORDER BY controller, key_id LIMIT $3";
pub(crate) const KEY_RESTORE: &str = "INSERT INTO keys (controller, key_id, purpose, parent, wrapped, created_at, erased_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
pub(crate) const KEYS_ANY: &str = "SELECT 1 FROM keys LIMIT 1";

pub(crate) const MARK_RAISE: &str = "INSERT INTO marks (controller, tree_size) VALUES ($1, $2)
    ON CONFLICT (controller) DO UPDATE SET tree_size = MAX(marks.tree_size, excluded.tree_size)";
pub(crate) const MARK: &str = "SELECT tree_size FROM marks WHERE controller = $1";
pub(crate) const MARKS: &str = "SELECT controller, tree_size FROM marks ORDER BY controller";
pub(crate) const KEY_IS_ERASED: &str =
    "SELECT wrapped IS NULL FROM keys WHERE controller = $1 AND key_id = $2";
