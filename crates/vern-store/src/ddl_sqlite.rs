//! Tables of the SQLite engine, as numbered migrations with checksums. Every table leads with the controller.

/// Migrations of the data database, oldest first. A migration that has landed never changes; a new one is added.
pub(crate) const DATA: &[&str] = &[
    r"
CREATE TABLE controllers (
    controller      INTEGER PRIMARY KEY,
    id              INTEGER NOT NULL UNIQUE,
    slug            TEXT    NOT NULL UNIQUE,
    created_at      INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('controllers', controller, id, slug, created_at)) STORED
) STRICT;
CREATE TABLE heads (
    controller      INTEGER PRIMARY KEY REFERENCES controllers,
    epoch           INTEGER NOT NULL,
    tree_size       INTEGER NOT NULL,
    last_at         INTEGER NOT NULL,
    state_version   INTEGER NOT NULL,
    keys_erased     INTEGER NOT NULL DEFAULT 0,
    culled          INTEGER NOT NULL DEFAULT 0,
    sum             INTEGER NOT NULL AS (vern_sum('heads', controller, epoch, tree_size, last_at, state_version, keys_erased, culled)) STORED
) STRICT;
CREATE TABLE controller_keys (
    controller      INTEGER NOT NULL REFERENCES controllers,
    purpose         INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    key_id          BLOB    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('controller_keys', controller, purpose, name, number, key_id)) STORED,
    PRIMARY KEY (controller, purpose, name, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE charters (
    controller      INTEGER NOT NULL REFERENCES controllers,
    hash            BLOB    NOT NULL,
    in_force_at     INTEGER NOT NULL,
    imported_at     INTEGER NOT NULL,
    file            TEXT    NOT NULL,
    document        BLOB    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('charters', controller, hash, in_force_at, imported_at, file, document)) STORED,
    PRIMARY KEY (controller, hash)
) STRICT;
CREATE TABLE actors (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BLOB    NOT NULL,
    role            TEXT    NOT NULL,
    token_hash      BLOB    NOT NULL UNIQUE,
    created_at      INTEGER NOT NULL,
    ended_at        INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('actors', controller, actor, role, token_hash, created_at, ended_at)) STORED,
    PRIMARY KEY (controller, actor)
) STRICT, WITHOUT ROWID;
CREATE TABLE policies (
    controller      INTEGER NOT NULL REFERENCES controllers,
    policy          INTEGER NOT NULL,
    activity        TEXT    NOT NULL,
    category        TEXT    NOT NULL,
    narrowing       BLOB    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('policies', controller, policy, activity, category, narrowing)) STORED,
    PRIMARY KEY (controller, policy)
) STRICT, WITHOUT ROWID;
CREATE INDEX policies_by_activity ON policies (controller, activity, category);
CREATE TABLE subjects (
    subject         INTEGER PRIMARY KEY,
    controller      INTEGER NOT NULL REFERENCES controllers,
    state           INTEGER NOT NULL,
    state_version   INTEGER NOT NULL,
    id              BLOB    NOT NULL,
    link_key        BLOB    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('subjects', subject, controller, state, state_version, id, link_key)) STORED
) STRICT;
CREATE UNIQUE INDEX subjects_by_id ON subjects (controller, id);
CREATE TABLE subject_keys (
    controller      INTEGER NOT NULL REFERENCES controllers,
    subject         INTEGER NOT NULL,
    activity        TEXT    NOT NULL,
    data_key        BLOB    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('subject_keys', controller, subject, activity, data_key)) STORED,
    PRIMARY KEY (controller, subject, activity)
) STRICT, WITHOUT ROWID;
CREATE TABLE consents (
    controller      INTEGER NOT NULL REFERENCES controllers,
    subject_id      BLOB    NOT NULL,
    activity        TEXT    NOT NULL,
    given_at        INTEGER NOT NULL,
    withdrawn_at    INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('consents', controller, subject_id, activity, given_at, withdrawn_at)) STORED,
    PRIMARY KEY (controller, subject_id, activity)
) STRICT, WITHOUT ROWID;
CREATE TABLE objections (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT    NOT NULL,
    subject_id      BLOB    NOT NULL,
    made_at         INTEGER NOT NULL,
    withdrawn_at    INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('objections', controller, activity, subject_id, made_at, withdrawn_at)) STORED,
    PRIMARY KEY (controller, activity, subject_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE records (
    record          INTEGER PRIMARY KEY,
    controller      INTEGER NOT NULL REFERENCES controllers,
    policy          INTEGER NOT NULL,
    subject         INTEGER NOT NULL,
    version         INTEGER NOT NULL,
    collected_at    INTEGER,
    anchor_at       INTEGER NOT NULL,
    key             TEXT    NOT NULL,
    tokens          BLOB    NOT NULL,
    body            BLOB    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('records', record, controller, policy, subject, version, collected_at, anchor_at, key, tokens, body)) STORED
) STRICT;
CREATE UNIQUE INDEX records_by_key ON records (controller, key);
CREATE INDEX records_by_subject ON records (controller, subject);
CREATE INDEX records_by_anchor ON records (controller, policy, anchor_at);
CREATE TABLE lookups (
    record          INTEGER NOT NULL,
    controller      INTEGER NOT NULL,
    token           BLOB    NOT NULL,
    PRIMARY KEY (controller, token, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasures (
    controller      INTEGER NOT NULL REFERENCES controllers,
    erasure         BLOB    NOT NULL,
    subject_id      BLOB    NOT NULL,
    activity        TEXT    NOT NULL,
    state           INTEGER NOT NULL,
    ordered_at      INTEGER NOT NULL,
    unreadable_at   INTEGER,
    gone_at         INTEGER,
    records         INTEGER NOT NULL,
    kept            INTEGER NOT NULL,
    ordered_index   INTEGER NOT NULL,
    gone_index      INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('erasures', controller, erasure, subject_id, activity, state, ordered_at, unreadable_at, gone_at, records, kept, ordered_index, gone_index)) STORED,
    PRIMARY KEY (controller, erasure, activity)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasures_by_subject ON erasures (controller, subject_id, activity);
CREATE INDEX erasures_by_state ON erasures (controller, state);
CREATE TABLE key_erasures (
    controller      INTEGER NOT NULL REFERENCES controllers,
    key_id          BLOB    NOT NULL,
    ordered_at      INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('key_erasures', controller, key_id, ordered_at)) STORED,
    PRIMARY KEY (controller, key_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal_entries (
    controller      INTEGER NOT NULL,
    epoch           INTEGER NOT NULL,
    position        INTEGER NOT NULL,
    entry           BLOB    NOT NULL,
    PRIMARY KEY (controller, epoch, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal_tiles (
    controller      INTEGER NOT NULL,
    epoch           INTEGER NOT NULL,
    level           INTEGER NOT NULL,
    position        INTEGER NOT NULL,
    hashes          BLOB    NOT NULL,
    PRIMARY KEY (controller, epoch, level, position)
) STRICT;
CREATE TABLE journal_checkpoints (
    controller      INTEGER NOT NULL,
    epoch           INTEGER NOT NULL,
    tree_size       INTEGER NOT NULL,
    signed_at       INTEGER NOT NULL,
    note            TEXT    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('journal_checkpoints', controller, epoch, tree_size, signed_at, note)) STORED,
    PRIMARY KEY (controller, epoch, tree_size)
) STRICT;
CREATE TABLE journal_segments (
    controller      INTEGER NOT NULL,
    epoch           INTEGER NOT NULL,
    first           INTEGER NOT NULL,
    segment         BLOB    NOT NULL,
    PRIMARY KEY (controller, epoch, first)
) STRICT;
CREATE TABLE installations (
    installation    BLOB   PRIMARY KEY,
    moved_at        INTEGER,
    restoring       BLOB,
    frames          INTEGER NOT NULL DEFAULT 0,
    sum             INTEGER NOT NULL AS (vern_sum('installations', installation, moved_at, restoring, frames)) STORED
) STRICT;
",
    r"
CREATE TABLE calls (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BLOB    NOT NULL,
    call            BLOB    NOT NULL,
    content         BLOB    NOT NULL,
    epoch           INTEGER NOT NULL,
    position        INTEGER NOT NULL,
    made_at         INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('calls', controller, actor, call, content, epoch, position, made_at)) STORED,
    PRIMARY KEY (controller, actor, call)
) STRICT, WITHOUT ROWID;
CREATE INDEX calls_by_time ON calls (controller, made_at);
",
    r"
CREATE TABLE endings (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT    NOT NULL,
    subject_id      BLOB    NOT NULL,
    ends_at         INTEGER NOT NULL,
    told_at         INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('endings', controller, activity, subject_id, ends_at, told_at)) STORED,
    PRIMARY KEY (controller, activity, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX endings_by_time ON endings (controller, activity, ends_at, subject_id);
CREATE INDEX endings_by_subject ON endings (controller, subject_id);
CREATE INDEX consents_withdrawn ON consents (controller, activity, withdrawn_at, subject_id) WHERE withdrawn_at IS NOT NULL;
",
    r"
CREATE TABLE outbox_messages (
    controller      INTEGER NOT NULL REFERENCES controllers,
    message         BLOB    NOT NULL,
    activity        TEXT    NOT NULL,
    channel         INTEGER NOT NULL,
    state           INTEGER NOT NULL,
    queued_at       INTEGER NOT NULL,
    not_after       INTEGER NOT NULL,
    due_at          INTEGER NOT NULL,
    attempts        INTEGER NOT NULL,
    lease           INTEGER NOT NULL,
    code            TEXT    NOT NULL,
    ended_at        INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('outbox_messages', controller, message, activity, channel, state, queued_at, not_after, due_at, attempts, lease, code, ended_at)) STORED,
    PRIMARY KEY (controller, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_messages_due ON outbox_messages (controller, state, due_at, message);
CREATE INDEX outbox_messages_ended ON outbox_messages (controller, ended_at);
",
    r"
CREATE TABLE accounts (
    controller      INTEGER NOT NULL REFERENCES controllers,
    account         BLOB    NOT NULL,
    version         INTEGER NOT NULL,
    invitation      BLOB    UNIQUE,
    invited_until   INTEGER,
    activated_at    INTEGER,
    last_step       INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('accounts', controller, account, version, invitation, invited_until, activated_at, last_step)) STORED,
    PRIMARY KEY (controller, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    session         BLOB    NOT NULL,
    account         BLOB    NOT NULL,
    secret_hash     BLOB    NOT NULL UNIQUE,
    started_at      INTEGER NOT NULL,
    used_at         INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('sessions', controller, session, account, secret_hash, started_at, used_at, ends_at)) STORED,
    PRIMARY KEY (controller, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_account ON sessions (controller, account);
",
    r"
CREATE TABLE cases (
    controller      INTEGER NOT NULL REFERENCES controllers,
    case_id         BLOB    NOT NULL,
    kind            INTEGER NOT NULL,
    state           INTEGER NOT NULL,
    received_at     INTEGER NOT NULL,
    first_at        INTEGER NOT NULL,
    extended_at     INTEGER NOT NULL,
    is_extended     INTEGER NOT NULL,
    due_at          INTEGER NOT NULL,
    rests_since     INTEGER,
    rested          INTEGER NOT NULL,
    subject_id      BLOB,
    version         INTEGER NOT NULL,
    closed_at       INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('cases', controller, case_id, kind, state, received_at, first_at, extended_at, is_extended, due_at, rests_since, rested, subject_id, version, closed_at)) STORED,
    PRIMARY KEY (controller, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_open ON cases (controller, due_at, case_id) WHERE closed_at IS NULL;
CREATE INDEX cases_closed ON cases (controller, due_at, case_id) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_by_subject ON cases (controller, subject_id, case_id) WHERE subject_id IS NOT NULL;
",
    r"
CREATE TABLE suppressions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    token           BLOB    NOT NULL,
    subject_id      BLOB    NOT NULL,
    since_at        INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('suppressions', controller, token, subject_id, since_at)) STORED,
    PRIMARY KEY (controller, token)
) STRICT, WITHOUT ROWID;
",
    r"
CREATE TABLE staff_statements (
    controller      INTEGER NOT NULL REFERENCES controllers,
    account         BLOB    NOT NULL,
    signed          BLOB,
    signed_at       INTEGER,
    trained_at      INTEGER,
    let_in_until    INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('staff_statements', controller, account, signed, signed_at, trained_at, let_in_until)) STORED,
    PRIMARY KEY (controller, account)
) STRICT, WITHOUT ROWID;
",
    r"
CREATE TABLE subject_sessions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    session         BLOB    NOT NULL,
    subject_id      BLOB    NOT NULL,
    secret_hash     BLOB    NOT NULL,
    started_at      INTEGER NOT NULL,
    used_at         INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('subject_sessions', controller, session, subject_id, secret_hash, started_at, used_at, ends_at)) STORED,
    PRIMARY KEY (controller, session, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_sessions_by_secret ON subject_sessions (secret_hash);
",
    r"
CREATE TABLE restrictions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT    NOT NULL,
    subject_id      BLOB    NOT NULL,
    made_at         INTEGER NOT NULL,
    lifted_at       INTEGER,
    sum             INTEGER NOT NULL AS (vern_sum('restrictions', controller, activity, subject_id, made_at, lifted_at)) STORED,
    PRIMARY KEY (controller, activity, subject_id)
) STRICT, WITHOUT ROWID;
",
    // How surely it is known whose a session is. Those that stand end: whoever has one signs in again.
    r"
DROP TABLE subject_sessions;
CREATE TABLE subject_sessions (
    controller      INTEGER NOT NULL REFERENCES controllers,
    session         BLOB    NOT NULL,
    subject_id      BLOB    NOT NULL,
    secret_hash     BLOB    NOT NULL,
    started_at      INTEGER NOT NULL,
    used_at         INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    strength        INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('subject_sessions', controller, session, subject_id, secret_hash, started_at, used_at, ends_at, strength)) STORED,
    PRIMARY KEY (controller, session, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_sessions_by_secret ON subject_sessions (secret_hash);
",
    r"
CREATE TABLE access_reaches (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BLOB    NOT NULL,
    reach           TEXT    NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('access_reaches', controller, actor, reach)) STORED,
    PRIMARY KEY (controller, actor)
) STRICT, WITHOUT ROWID;
",
    // When a person last reviewed a record and let it stay; none where nobody has yet.
    r"
CREATE TABLE reviews (
    record          INTEGER PRIMARY KEY,
    controller      INTEGER NOT NULL REFERENCES controllers,
    reviewed_at     INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('reviews', record, controller, reviewed_at)) STORED
) STRICT;
",
    // What a newsletter's issues are called, and when each first went out: a name is used once.
    r"
CREATE TABLE newsletter_issues (
    controller      INTEGER NOT NULL REFERENCES controllers,
    name            TEXT    NOT NULL,
    first_at        INTEGER NOT NULL,
    last_at         INTEGER NOT NULL,
    queued          INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('newsletter_issues', controller, name, first_at, last_at, queued)) STORED,
    PRIMARY KEY (controller, name)
) STRICT, WITHOUT ROWID;
",
    // When it was last looked at whether an actor is to keep access; none where nobody has since it was given.
    r"
CREATE TABLE access_reviews (
    controller      INTEGER NOT NULL REFERENCES controllers,
    actor           BLOB    NOT NULL,
    reviewed_at     INTEGER NOT NULL,
    sum             INTEGER NOT NULL AS (vern_sum('access_reviews', controller, actor, reviewed_at)) STORED,
    PRIMARY KEY (controller, actor)
) STRICT, WITHOUT ROWID;
",
    // When somebody who was not asked themselves was told of what is held on them, and by which message where one was sent.
    r"
CREATE TABLE informed (
    controller      INTEGER NOT NULL REFERENCES controllers,
    activity        TEXT    NOT NULL,
    subject_id      BLOB    NOT NULL,
    informed_at     INTEGER NOT NULL,
    message         BLOB,
    sum             INTEGER NOT NULL AS (vern_sum('informed', controller, activity, subject_id, informed_at, message)) STORED,
    PRIMARY KEY (controller, activity, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX informed_by_subject ON informed (controller, subject_id);
CREATE INDEX informed_by_message ON informed (controller, message);
",
];

/// How many bytes the pages of all tables and indexes hold, without the journal's; SQLite's own `dbstat` tells.
pub(crate) const BYTES_WITHOUT_JOURNAL: &str =
    "SELECT COALESCE(SUM(pgsize), 0) FROM dbstat WHERE name NOT LIKE '%journal_%'";
/// How many look-up tokens lead to no record that has them.
pub(crate) const STRAY_LOOKUPS: &str =
    "SELECT COUNT(*) FROM lookups l LEFT JOIN records r ON r.record = l.record
    WHERE r.controller IS NOT l.controller OR instr(r.tokens, l.token) = 0";
