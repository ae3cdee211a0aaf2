//! Tables and engine-specific statements of PostgreSQL. The tables are those of `ddl_sqlite`, column for column. Numbers that are in every index are
//! four bytes wide, and columns stand in the order in which no byte goes to alignment.

/// What every session is told: how long it waits for a lock, how long it may be forgotten within a transaction.
pub(crate) const SESSION: &str = "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'";
/// A view of one instant for several statements.
pub(crate) const BEGIN_SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Fails in a transaction that has failed.
pub(crate) const STILL_SOUND: &str = "SELECT 1";
/// Opens a writing transaction.
pub(crate) const BEGIN: &str = "BEGIN";

/// A setting as it is in this session.
pub(crate) const SETTING: &str = "SELECT current_setting($1)";
/// A setting as server, database and role have it.
pub(crate) const SERVER_SETTING: &str =
    "SELECT COALESCE(reset_val, setting) FROM pg_settings WHERE name = $1";
/// Names the transaction under way, so that its fate can be asked for on another connection.
pub(crate) const TRANSACTION: &str = "SELECT CAST(pg_current_xact_id() AS text)";
/// What became of a transaction.
pub(crate) const TRANSACTION_STATUS: &str = "SELECT pg_xact_status(CAST(CAST($1 AS text) AS xid8))";
/// A controller's head, held until the transaction ends: whoever appends to its journal takes turns here.
pub(crate) const HEAD_LOCK: &str = "SELECT epoch, tree_size, last_at, state_version, keys_erased, culled FROM heads WHERE controller = $1 FOR UPDATE";
/// The first of a block of [`NUMBER_BLOCK`] row numbers that nobody else is given.
pub(crate) const ROW_NUMBERS: &str = "SELECT nextval('row_numbers')";
/// Lets the sequence go on after the largest number there is.
pub(crate) const RENUMBER: &str = "SELECT setval('row_numbers', GREATEST((SELECT MAX(record) FROM records), (SELECT MAX(subject) FROM subjects), 0) + 1024)";
/// How many numbers a block holds; the sequence steps by so many.
pub(crate) const NUMBER_BLOCK: i64 = 1024;

/// Whether tables are there, and whether they are ours.
pub(crate) const TABLES: &str = "SELECT COUNT(*) FILTER (WHERE relname <> 'migrations'), COUNT(*) FILTER (WHERE relname = 'migrations')
    FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())";
/// Where applied migrations are noted.
pub(crate) const MIGRATIONS: &str =
    "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, checksum BYTEA NOT NULL)";
/// Keeps a second node from migrating at the same time.
pub(crate) const MIGRATIONS_LOCK: &str = "BEGIN; LOCK TABLE migrations IN EXCLUSIVE MODE";
/// The newest migration applied.
pub(crate) const MIGRATION_NEWEST: &str = "SELECT COALESCE(MAX(number), 0) FROM migrations";
/// A migration's checksum.
pub(crate) const MIGRATION_CHECKSUM: &str = "SELECT checksum FROM migrations WHERE number = $1";
/// Notes a migration.
pub(crate) const MIGRATION_NOTE: &str = "INSERT INTO migrations (number, checksum) VALUES ($1, $2)";

/// Bytes of all tables and indexes but the journal's.
pub(crate) const BYTES_WITHOUT_JOURNAL: &str =
    "SELECT CAST(COALESCE(SUM(pg_relation_size(c.oid)), 0) AS bigint) FROM pg_class c
    WHERE c.relkind IN ('r', 'i', 't') AND c.relname NOT LIKE '%journal_%'
    AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())";
/// How many look-up tokens lead to no record that has them.
pub(crate) const STRAY_LOOKUPS: &str =
    "SELECT COUNT(*) FROM lookups l LEFT JOIN records r ON r.record = l.record
    WHERE r.controller IS DISTINCT FROM l.controller OR position(l.token IN r.tokens) = 0";
/// Bytes of the whole database.
pub(crate) const BYTES: &str = "SELECT pg_database_size(current_database())";

/// Migrations of the data database, oldest first. A migration of a released version never changes; a new one is added.
pub(crate) const DATA: &[&str] = &[
    r#"
CREATE SEQUENCE row_numbers INCREMENT BY 1024;
CREATE TABLE controllers (
    controller      INTEGER PRIMARY KEY,
    id              BIGINT NOT NULL UNIQUE,
    slug            TEXT COLLATE "C" NOT NULL UNIQUE,
    created_at      BIGINT NOT NULL
);
CREATE TABLE heads (
    controller      INTEGER PRIMARY KEY REFERENCES controllers,
    epoch           BIGINT NOT NULL,
    tree_size       BIGINT NOT NULL,
    last_at         BIGINT NOT NULL,
    state_version   BIGINT NOT NULL,
    keys_erased     BIGINT NOT NULL DEFAULT 0,
    culled          BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 20);
CREATE TABLE controller_keys (
    controller      INTEGER NOT NULL REFERENCES controllers,
    purpose         BIGINT NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    number          BIGINT NOT NULL,
    key_id          BYTEA  NOT NULL,
    PRIMARY KEY (controller, purpose, name, number)
);
CREATE TABLE charters (
    controller      INTEGER NOT NULL REFERENCES controllers,
    hash            BYTEA  NOT NULL,
    in_force_at     BIGINT NOT NULL,
    imported_at     BIGINT NOT NULL,
    file            TEXT COLLATE "C" NOT NULL,
    document        BYTEA  NOT NULL,
    PRIMARY KEY (controller, hash)
);
CREATE TABLE actors (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BYTEA  NOT NULL,
    role            TEXT COLLATE "C" NOT NULL,
    token_hash      BYTEA  NOT NULL UNIQUE,
    created_at      BIGINT NOT NULL,
    ended_at        BIGINT,
    PRIMARY KEY (controller, actor)
);
CREATE TABLE policies (
    controller      INTEGER NOT NULL REFERENCES controllers,
    policy          INTEGER NOT NULL,
    activity        TEXT COLLATE "C" NOT NULL,
    category        TEXT COLLATE "C" NOT NULL,
    narrowing       BYTEA  NOT NULL,
    PRIMARY KEY (controller, policy)
);
CREATE INDEX policies_by_activity ON policies (controller, activity, category);
CREATE TABLE subjects (
    subject         BIGINT PRIMARY KEY,
    controller      INTEGER NOT NULL REFERENCES controllers,
    state           BIGINT NOT NULL,
    state_version   BIGINT NOT NULL,
    id              BYTEA  NOT NULL,
    link_key        BYTEA  NOT NULL
);
CREATE UNIQUE INDEX subjects_by_id ON subjects (controller, id);
CREATE TABLE subject_keys (
    controller      INTEGER NOT NULL REFERENCES controllers,
    subject         BIGINT NOT NULL,
    activity        TEXT COLLATE "C" NOT NULL,
    data_key        BYTEA  NOT NULL,
    PRIMARY KEY (controller, subject, activity)
);
CREATE TABLE consents (
    controller      INTEGER NOT NULL REFERENCES controllers,
    subject_id      BYTEA  NOT NULL,
    activity        TEXT COLLATE "C" NOT NULL,
    given_at        BIGINT NOT NULL,
    withdrawn_at    BIGINT,
    PRIMARY KEY (controller, subject_id, activity)
);
CREATE TABLE objections (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT COLLATE "C" NOT NULL,
    subject_id      BYTEA  NOT NULL,
    made_at         BIGINT NOT NULL,
    withdrawn_at    BIGINT,
    PRIMARY KEY (controller, activity, subject_id)
);
CREATE TABLE records (
    record          BIGINT PRIMARY KEY,
    controller      INTEGER NOT NULL REFERENCES controllers,
    policy          INTEGER NOT NULL,
    subject         BIGINT NOT NULL,
    version         BIGINT NOT NULL,
    collected_at    BIGINT,
    anchor_at       BIGINT NOT NULL,
    key             TEXT COLLATE "C" NOT NULL,
    tokens          BYTEA  NOT NULL,
    body            BYTEA  NOT NULL
);
ALTER TABLE records ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX records_by_key ON records (controller, key);
CREATE INDEX records_by_subject ON records (controller, subject);
CREATE INDEX records_by_anchor ON records (controller, policy, anchor_at, record);
CREATE TABLE lookups (
    record          BIGINT NOT NULL,
    controller      INTEGER NOT NULL,
    token           BYTEA  NOT NULL,
    PRIMARY KEY (controller, token, record)
);
CREATE TABLE erasures (
    controller      INTEGER NOT NULL REFERENCES controllers,
    erasure         BYTEA  NOT NULL,
    subject_id      BYTEA  NOT NULL,
    activity        TEXT COLLATE "C" NOT NULL,
    state           BIGINT NOT NULL,
    ordered_at      BIGINT NOT NULL,
    unreadable_at   BIGINT,
    gone_at         BIGINT,
    records         BIGINT NOT NULL,
    kept            BIGINT NOT NULL,
    ordered_index   BIGINT NOT NULL,
    gone_index      BIGINT,
    PRIMARY KEY (controller, erasure, activity)
);
CREATE INDEX erasures_by_subject ON erasures (controller, subject_id, activity);
CREATE INDEX erasures_by_state ON erasures (controller, state);
CREATE TABLE key_erasures (
    controller      INTEGER NOT NULL REFERENCES controllers,
    key_id          BYTEA  NOT NULL,
    ordered_at      BIGINT NOT NULL,
    PRIMARY KEY (controller, key_id)
);
CREATE TABLE journal_entries (
    controller      INTEGER NOT NULL,
    epoch           BIGINT NOT NULL,
    position        BIGINT NOT NULL,
    entry           BYTEA  NOT NULL,
    PRIMARY KEY (controller, epoch, position)
);
ALTER TABLE journal_entries ALTER COLUMN entry SET STORAGE EXTERNAL;
CREATE TABLE journal_tiles (
    controller      INTEGER NOT NULL,
    epoch           BIGINT NOT NULL,
    level           BIGINT NOT NULL,
    position        BIGINT NOT NULL,
    hashes          BYTEA  NOT NULL,
    PRIMARY KEY (controller, epoch, level, position)
);
ALTER TABLE journal_tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;
CREATE TABLE journal_checkpoints (
    controller      INTEGER NOT NULL,
    epoch           BIGINT NOT NULL,
    tree_size       BIGINT NOT NULL,
    signed_at       BIGINT NOT NULL,
    note            TEXT   NOT NULL,
    PRIMARY KEY (controller, epoch, tree_size)
);
CREATE TABLE journal_segments (
    controller      INTEGER NOT NULL,
    epoch           BIGINT NOT NULL,
    first           BIGINT NOT NULL,
    segment         BYTEA  NOT NULL,
    PRIMARY KEY (controller, epoch, first)
);
ALTER TABLE journal_segments ALTER COLUMN segment SET STORAGE EXTERNAL;
CREATE TABLE installations (
    installation    BYTEA  PRIMARY KEY,
    moved_at        BIGINT,
    restoring       BYTEA,
    frames          BIGINT NOT NULL DEFAULT 0
);
"#,
    r"
CREATE TABLE calls (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BYTEA  NOT NULL,
    call            BYTEA  NOT NULL,
    content         BYTEA  NOT NULL,
    epoch           BIGINT NOT NULL,
    position        BIGINT NOT NULL,
    made_at         BIGINT NOT NULL,
    PRIMARY KEY (controller, actor, call)
);
CREATE INDEX calls_by_time ON calls (controller, made_at);
",
    r#"
CREATE TABLE endings (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT COLLATE "C" NOT NULL,
    subject_id      BYTEA  NOT NULL,
    ends_at         BIGINT NOT NULL,
    told_at         BIGINT NOT NULL,
    PRIMARY KEY (controller, activity, subject_id)
);
CREATE INDEX endings_by_time ON endings (controller, activity, ends_at, subject_id);
CREATE INDEX endings_by_subject ON endings (controller, subject_id);
CREATE INDEX consents_withdrawn ON consents (controller, activity, withdrawn_at, subject_id) WHERE withdrawn_at IS NOT NULL;
"#,
    r#"
CREATE TABLE outbox_messages (
    controller      INTEGER NOT NULL REFERENCES controllers,
    message         BYTEA  NOT NULL,
    activity        TEXT COLLATE "C" NOT NULL,
    channel         BIGINT NOT NULL,
    state           BIGINT NOT NULL,
    queued_at       BIGINT NOT NULL,
    not_after       BIGINT NOT NULL,
    due_at          BIGINT NOT NULL,
    attempts        BIGINT NOT NULL,
    lease           BIGINT NOT NULL,
    code            TEXT   NOT NULL,
    ended_at        BIGINT,
    PRIMARY KEY (controller, message)
);
CREATE INDEX outbox_messages_due ON outbox_messages (controller, state, due_at, message);
CREATE INDEX outbox_messages_ended ON outbox_messages (controller, ended_at);
"#,
    r"
CREATE TABLE accounts (
    controller      INTEGER NOT NULL REFERENCES controllers,
    account         BYTEA  NOT NULL,
    version         BIGINT NOT NULL,
    invitation      BYTEA  UNIQUE,
    invited_until   BIGINT,
    activated_at    BIGINT,
    last_step       BIGINT NOT NULL,
    PRIMARY KEY (controller, account)
);
CREATE TABLE sessions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    session         BYTEA  NOT NULL,
    account         BYTEA  NOT NULL,
    secret_hash     BYTEA  NOT NULL UNIQUE,
    started_at      BIGINT NOT NULL,
    used_at         BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    PRIMARY KEY (controller, session)
);
CREATE INDEX sessions_by_account ON sessions (controller, account);
",
    r"
CREATE TABLE cases (
    controller      INTEGER NOT NULL REFERENCES controllers,
    case_id         BYTEA  NOT NULL,
    kind            BIGINT NOT NULL,
    state           BIGINT NOT NULL,
    received_at     BIGINT NOT NULL,
    first_at        BIGINT NOT NULL,
    extended_at     BIGINT NOT NULL,
    is_extended     BIGINT NOT NULL,
    due_at          BIGINT NOT NULL,
    rests_since     BIGINT,
    rested          BIGINT NOT NULL,
    subject_id      BYTEA,
    version         BIGINT NOT NULL,
    closed_at       BIGINT,
    PRIMARY KEY (controller, case_id)
);
CREATE INDEX cases_open ON cases (controller, due_at, case_id) WHERE closed_at IS NULL;
CREATE INDEX cases_closed ON cases (controller, due_at, case_id) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_by_subject ON cases (controller, subject_id, case_id) WHERE subject_id IS NOT NULL;
",
    r"
CREATE TABLE suppressions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    token           BYTEA  NOT NULL,
    subject_id      BYTEA  NOT NULL,
    since_at        BIGINT NOT NULL,
    PRIMARY KEY (controller, token)
);
",
    r"
CREATE TABLE staff_statements (
    controller      INTEGER NOT NULL REFERENCES controllers,
    account         BYTEA  NOT NULL,
    signed          BYTEA,
    signed_at       BIGINT,
    trained_at      BIGINT,
    let_in_until    BIGINT,
    PRIMARY KEY (controller, account)
);
",
    r"
CREATE TABLE subject_sessions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    session         BYTEA  NOT NULL,
    subject_id      BYTEA  NOT NULL,
    secret_hash     BYTEA  NOT NULL,
    started_at      BIGINT NOT NULL,
    used_at         BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    PRIMARY KEY (controller, session, subject_id)
);
CREATE INDEX subject_sessions_by_secret ON subject_sessions (secret_hash);
",
    r#"
CREATE TABLE restrictions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT COLLATE "C" NOT NULL,
    subject_id      BYTEA  NOT NULL,
    made_at         BIGINT NOT NULL,
    lifted_at       BIGINT,
    PRIMARY KEY (controller, activity, subject_id)
);
"#,
    // How surely it is known whose a session is. Those that stand end: whoever has one signs in again.
    r"
DROP TABLE subject_sessions;
CREATE TABLE subject_sessions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    session         BYTEA  NOT NULL,
    subject_id      BYTEA  NOT NULL,
    secret_hash     BYTEA  NOT NULL,
    started_at      BIGINT NOT NULL,
    used_at         BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    strength        INTEGER NOT NULL,
    PRIMARY KEY (controller, session, subject_id)
);
CREATE INDEX subject_sessions_by_secret ON subject_sessions (secret_hash);
",
    r"
CREATE TABLE access_reaches (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BYTEA  NOT NULL,
    reach           TEXT   NOT NULL,
    PRIMARY KEY (controller, actor)
);
",
    // When a person last reviewed a record and let it stay; none where nobody has yet.
    r"
CREATE TABLE reviews (
    record          BIGINT PRIMARY KEY,
    controller      INTEGER NOT NULL REFERENCES controllers,
    reviewed_at     BIGINT NOT NULL
);
",
    // What a newsletter's issues are called, and when each first went out: a name is used once.
    r"
CREATE TABLE newsletter_issues (
    controller      INTEGER NOT NULL REFERENCES controllers,
    name            TEXT   NOT NULL,
    first_at        BIGINT NOT NULL,
    last_at         BIGINT NOT NULL,
    queued          BIGINT NOT NULL,
    PRIMARY KEY (controller, name)
);
",
    // When it was last looked at whether an actor is to keep access; none where nobody has since it was given.
    r"
CREATE TABLE access_reviews (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BYTEA  NOT NULL,
    reviewed_at     BIGINT NOT NULL,
    PRIMARY KEY (controller, actor)
);
",
    // When somebody who was not asked themselves was told of what is held on them, and by which message where one was sent.
    r#"
CREATE TABLE informed (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT COLLATE "C" NOT NULL,
    subject_id      BYTEA  NOT NULL,
    informed_at     BIGINT NOT NULL,
    message         BYTEA,
    PRIMARY KEY (controller, activity, subject_id)
);
CREATE INDEX informed_by_subject ON informed (controller, subject_id);
CREATE INDEX informed_by_message ON informed (controller, message);
"#,
];
