//! Every statement that reads or writes, as both engines take it: parameters `$1, $2 …`, first appearing in that order (ADR 0010).

use std::sync::LazyLock;

/// A record with what is known of its subject, and the name of the key that opens it.
macro_rules! record_row {
    () => {
        "SELECT r.record, r.key, s.id, r.policy, r.version, COALESCE(r.collected_at, r.anchor_at), r.anchor_at, r.tokens, r.body,
        s.state, s.state_version, s.link_key,
        (SELECT k.data_key FROM policies p
            JOIN subject_keys k ON k.controller = p.controller AND k.subject = r.subject AND k.activity = p.activity
            WHERE p.controller = r.controller AND p.policy = r.policy)
        FROM "
    };
}

/// The number of the subject with the id `$2` of the controller `$1`.
macro_rules! subject {
    () => {
        "(SELECT n.subject FROM subjects n WHERE n.controller = $1 AND n.id = $2)"
    };
}

/// Joins records `r` to their policy rows.
macro_rules! of_policy {
    () => {
        " JOIN policies q ON q.controller = r.controller AND q.policy = r.policy"
    };
}

/// Joins records `r` to their subjects, by a number no other subject has.
macro_rules! of_subject {
    () => {
        " JOIN subjects s ON s.subject = r.subject"
    };
}

/// A case.
macro_rules! case_row {
    () => {
        "SELECT c.case_id, c.kind, c.state, c.received_at, c.first_at, c.extended_at, c.is_extended, c.rests_since, c.rested, c.subject_id, c.version, c.closed_at FROM cases c"
    };
}

macro_rules! statements {
    ($($name:ident = $text:expr;)*) => {
        $(pub(crate) const $name: &str = $text;)*
        /// Every statement, for the test of their form.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $text),)*];
    };
}

statements! {
    CONTROLLER_INSERT = "INSERT INTO controllers (controller, id, slug, created_at) VALUES ($1, $2, $3, $4)";
    CONTROLLER_NEXT = "SELECT COALESCE(MAX(controller), 0) + 1 FROM controllers";
    CONTROLLER_NUMBER = "SELECT controller FROM controllers WHERE id = $1";
    CONTROLLER_BY_SLUG = "SELECT id FROM controllers WHERE slug = $1";
    CONTROLLERS = "SELECT id, slug FROM controllers ORDER BY created_at, controller";
    HEAD_INSERT = "INSERT INTO heads (controller, epoch, tree_size, last_at, state_version) VALUES ($1, $2, 0, 0, 1)";
    HEAD = "SELECT epoch, tree_size, last_at, state_version, keys_erased, culled FROM heads WHERE controller = $1";
    HEAD_ADVANCE = "UPDATE heads SET tree_size = $1, last_at = $2 WHERE controller = $3";
    HEAD_BUMP = "UPDATE heads SET state_version = state_version + 1 WHERE controller = $1";
    HEAD_KEY_ERASED = "UPDATE heads SET keys_erased = keys_erased + 1 WHERE controller = $1";
    CONTROLLER_KEY_INSERT = "INSERT INTO controller_keys (controller, purpose, name, number, key_id) VALUES ($1, $2, $3, $4, $5)";
    CONTROLLER_KEYS = "SELECT purpose, name, number, key_id FROM controller_keys WHERE controller = $1 ORDER BY purpose, name, number";
    CHARTER_INSERT = "INSERT INTO charters (controller, hash, in_force_at, imported_at, file, document) VALUES ($1, $2, $3, $4, $5, $6)";
    CHARTERS = "SELECT hash, in_force_at, imported_at, file, document FROM charters WHERE controller = $1 ORDER BY in_force_at, imported_at";
    ACTOR_INSERT = "INSERT INTO actors (controller, actor, role, token_hash, created_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6)";
    ACTOR_END = "UPDATE actors SET ended_at = $1 WHERE controller = $2 AND actor = $3 AND (ended_at IS NULL OR ended_at > $1)";
    ACTOR_BY_TOKEN = "SELECT c.id, a.actor, a.role, a.ended_at, r.reach FROM actors a JOIN controllers c ON c.controller = a.controller
        LEFT JOIN access_reaches r ON r.controller = a.controller AND r.actor = a.actor WHERE a.token_hash = $1";
    ACTOR_REACH_PUT = "INSERT INTO access_reaches (controller, actor, reach) VALUES ($1, $2, $3)
        ON CONFLICT (controller, actor) DO UPDATE SET reach = excluded.reach";
    ACTOR_REACH_DELETE = "DELETE FROM access_reaches WHERE controller = $1 AND actor = $2";
    ACTOR = "SELECT ended_at FROM actors WHERE controller = $1 AND actor = $2";
    POLICIES = "SELECT policy, activity, category, narrowing FROM policies WHERE controller = $1";
    POLICY_FIND = "SELECT policy FROM policies WHERE controller = $1 AND activity = $2 AND category = $3 AND narrowing = $4";
    POLICY_NEXT = "SELECT COALESCE(MAX(policy), 0) + 1 FROM policies WHERE controller = $1";
    POLICY_INSERT = "INSERT INTO policies (controller, policy, activity, category, narrowing) VALUES ($1, $2, $3, $4, $5)";
    POLICY_NARROW = "UPDATE policies SET narrowing = $1 WHERE controller = $2 AND policy = $3";
    SUBJECT = "SELECT state, state_version, link_key FROM subjects WHERE controller = $1 AND id = $2";
    SUBJECT_INSERT = "INSERT INTO subjects (subject, controller, id, state, state_version, link_key) VALUES ($1, $2, $3, 0, 1, $4)";
    SUBJECT_SET = "UPDATE subjects SET state = $1, state_version = state_version + 1 WHERE controller = $2 AND id = $3";
    SUBJECT_BUMP = "UPDATE subjects SET state_version = state_version + 1 WHERE controller = $1 AND id = $2";
    SUBJECT_KEY = concat!("SELECT data_key FROM subject_keys WHERE controller = $1 AND subject = ", subject!(), " AND activity = $3");
    SUBJECT_KEY_INSERT = concat!("INSERT INTO subject_keys (controller, subject, activity, data_key) VALUES ($1, ", subject!(), ", $3, $4)");
    SUBJECT_KEY_DELETE = concat!("DELETE FROM subject_keys WHERE controller = $1 AND subject = ", subject!(), " AND activity = $3");
    CONSENT = "SELECT 1 FROM consents WHERE controller = $1 AND subject_id = $2 AND activity = $3 AND withdrawn_at IS NULL";
    CONSENTS_OF_SUBJECT = "SELECT activity, given_at, withdrawn_at FROM consents WHERE controller = $1 AND subject_id = $2 ORDER BY activity";
    CONSENT_GIVE = "INSERT INTO consents (controller, subject_id, activity, given_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (controller, subject_id, activity) DO UPDATE SET given_at = excluded.given_at, withdrawn_at = NULL";
    CONSENT_WITHDRAW = "UPDATE consents SET withdrawn_at = $1 WHERE controller = $2 AND subject_id = $3 AND activity = $4 AND withdrawn_at IS NULL";
    RECORD_BY_KEY = concat!(record_row!(), "records r", of_subject!(), " WHERE r.controller = $1 AND r.key = $2");
    RECORDS_BY_SUBJECT = concat!(record_row!(), "records r", of_subject!(), of_policy!(), "
        WHERE r.controller = $1 AND r.subject = ", subject!(), " AND q.activity = $3 AND r.record > $4 ORDER BY r.record LIMIT $5");
    RECORDS_BY_TOKEN = concat!(record_row!(), "lookups l JOIN records r ON r.record = l.record", of_subject!(), of_policy!(), "
        WHERE l.controller = $1 AND l.token = $2 AND q.activity = $3 AND l.record > $4 ORDER BY l.record LIMIT $5");
    RECORDS_BY_POLICY = concat!(record_row!(), "records r", of_subject!(), "
        WHERE r.controller = $1 AND r.policy = $2 AND (r.anchor_at, r.record) > ($3, $4) ORDER BY r.anchor_at, r.record LIMIT $5");
    RECORDS_RUN_OUT = "SELECT key, anchor_at, record FROM records WHERE controller = $1 AND policy = $2 AND (anchor_at, record) > ($3, $4) AND anchor_at <= $5 ORDER BY anchor_at, record LIMIT $6";
    RECORDS_RUN_OUT_COUNT = "SELECT COUNT(*) FROM records WHERE controller = $1 AND policy = $2 AND anchor_at <= $3";
    RECORDS_OF_POLICY_COUNT = "SELECT COUNT(*) FROM records WHERE controller = $1 AND policy = $2";
    RECORD_VERSION = "SELECT r.record, r.version, r.tokens, (SELECT s.id FROM subjects s WHERE s.subject = r.subject), r.policy
        FROM records r WHERE r.controller = $1 AND r.key = $2";
    RECORD_INSERT = concat!("INSERT INTO records (controller, subject, record, key, policy, version, collected_at, anchor_at, tokens, body) VALUES ($1, ", subject!(), ", $3, $4, $5, $6, $7, $8, $9, $10)");
    RECORD_UPDATE = "UPDATE records SET version = $1, tokens = $2, body = $3 WHERE record = $4";
    RECORD_POLICY = "UPDATE records SET policy = $1 WHERE controller = $2 AND key = $3";
    RECORD_DELETE = "DELETE FROM records WHERE record = $1";
    // What waits for a person's review counts from the last one, else from what any period counts from. Those of a policy row are few: a person looks at each.
    REVIEWS_DUE = "SELECT r.key, COALESCE(v.reviewed_at, r.anchor_at), r.record FROM records r LEFT JOIN reviews v ON v.record = r.record
        WHERE r.controller = $1 AND r.policy = $2 AND (COALESCE(v.reviewed_at, r.anchor_at), r.record) > ($3, $4) AND r.anchor_at <= $5
        AND COALESCE(v.reviewed_at, r.anchor_at) <= $5 ORDER BY COALESCE(v.reviewed_at, r.anchor_at), r.record LIMIT $6";
    REVIEWS_DUE_COUNT = "SELECT COUNT(*) FROM records r LEFT JOIN reviews v ON v.record = r.record
        WHERE r.controller = $1 AND r.policy = $2 AND r.anchor_at <= $3 AND COALESCE(v.reviewed_at, r.anchor_at) <= $3";
    REVIEW = "SELECT v.reviewed_at FROM reviews v WHERE v.record = $1";
    REVIEW_PUT = "INSERT INTO reviews (record, controller, reviewed_at) VALUES ($1, $2, $3) ON CONFLICT (record) DO UPDATE SET reviewed_at = excluded.reviewed_at";
    REVIEW_DELETE = "DELETE FROM reviews WHERE record = $1";
    // Of people who were not asked themselves, those nobody has told yet, record by record: they are told one by one, so they are few.
    UNINFORMED = "SELECT r.key, r.anchor_at, r.record FROM records r JOIN subjects s ON s.subject = r.subject
        LEFT JOIN informed i ON i.controller = r.controller AND i.activity = $1 AND i.subject_id = s.id
        WHERE r.controller = $2 AND r.policy = $3 AND (r.anchor_at, r.record) > ($4, $5) AND r.anchor_at <= $6 AND i.informed_at IS NULL
        ORDER BY r.anchor_at, r.record LIMIT $7";
    UNINFORMED_COUNT = "SELECT COUNT(*) FROM records r JOIN subjects s ON s.subject = r.subject
        LEFT JOIN informed i ON i.controller = r.controller AND i.activity = $1 AND i.subject_id = s.id
        WHERE r.controller = $2 AND r.policy = $3 AND r.anchor_at <= $4 AND i.informed_at IS NULL";
    INFORMED = "SELECT informed_at FROM informed WHERE controller = $1 AND activity = $2 AND subject_id = $3";
    INFORMED_PUT = "INSERT INTO informed (controller, activity, subject_id, informed_at, message) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (controller, activity, subject_id) DO UPDATE SET informed_at = excluded.informed_at, message = excluded.message";
    INFORMED_DELETE = "DELETE FROM informed WHERE controller = $1 AND activity = $2 AND subject_id = $3";
    INFORMED_ALL_DELETE = "DELETE FROM informed WHERE controller = $1 AND subject_id = $2";
    INFORMED_BY_DELETE = "DELETE FROM informed WHERE controller = $1 AND message = $2";
    RECORD_LEFT = concat!("SELECT 1 FROM records r JOIN policies p ON p.controller = r.controller AND p.policy = r.policy
        WHERE r.controller = $1 AND r.subject = ", subject!(), " AND p.activity = $3 LIMIT 1");
    NUMBER_NEWEST = "SELECT COALESCE(MAX(newest), 0) FROM (SELECT MAX(record) AS newest FROM records UNION ALL SELECT MAX(subject) FROM subjects) numbers";
    RECORDS_AFTER = concat!(record_row!(), "records r", of_subject!(), " WHERE r.controller = $1 AND r.record > $2 ORDER BY r.record LIMIT $3");
    RECORD_LOOKUP = "SELECT 1 FROM lookups WHERE controller = $1 AND token = $2 AND record = $3";
    RECORD_COUNTS = "SELECT (SELECT COUNT(*) FROM records WHERE controller = $1), (SELECT COUNT(*) FROM lookups WHERE controller = $1)";
    ACTORS = "SELECT a.actor, a.role, a.created_at, a.ended_at, r.reach, v.reviewed_at FROM actors a
        LEFT JOIN access_reaches r ON r.controller = a.controller AND r.actor = a.actor
        LEFT JOIN access_reviews v ON v.controller = a.controller AND v.actor = a.actor WHERE a.controller = $1 ORDER BY a.created_at, a.actor";
    ACCESS_REVIEW_PUT = "INSERT INTO access_reviews (controller, actor, reviewed_at) VALUES ($1, $2, $3)
        ON CONFLICT (controller, actor) DO UPDATE SET reviewed_at = excluded.reviewed_at";
    RECORDS_ALL = "SELECT key, version, body FROM records WHERE controller = $1 ORDER BY key";
    LOOKUP_INSERT = "INSERT INTO lookups (controller, token, record) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    LOOKUP_DELETE = "DELETE FROM lookups WHERE controller = $1 AND token = $2 AND record = $3";
    KEY_ERASURE_INSERT = "INSERT INTO key_erasures (controller, key_id, ordered_at) VALUES ($1, $2, $3)";
    KEY_ERASURES = "SELECT key_id FROM key_erasures WHERE controller = $1 ORDER BY ordered_at LIMIT $2";
    KEY_ERASURE_DELETE = "DELETE FROM key_erasures WHERE controller = $1 AND key_id = $2";
    SUBJECTS_IN_STATE_COUNT = "SELECT COUNT(*) FROM subjects WHERE controller = $1 AND (state & CAST($2 AS bigint)) <> 0";
    SUBJECT_DELETE = "DELETE FROM subjects WHERE controller = $1 AND id = $2";
    SUBJECT_KEYS = concat!("SELECT activity, data_key FROM subject_keys WHERE controller = $1 AND subject = ", subject!(), " ORDER BY activity");
    SUBJECT_SET_BITS = "UPDATE subjects SET state = (state | $1) & ~CAST($2 AS bigint), state_version = state_version + 1 WHERE controller = $3 AND id = $4";
    CONSENTS_OF_SUBJECT_DELETE = "DELETE FROM consents WHERE controller = $1 AND subject_id = $2 AND activity = $3";
    OBJECTION = "SELECT made_at FROM objections WHERE controller = $1 AND activity = $2 AND subject_id = $3 AND withdrawn_at IS NULL";
    OBJECTION_MAKE = "INSERT INTO objections (controller, activity, subject_id, made_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (controller, activity, subject_id) DO UPDATE SET made_at = excluded.made_at, withdrawn_at = NULL";
    OBJECTION_WITHDRAW = "UPDATE objections SET withdrawn_at = $1 WHERE controller = $2 AND activity = $3 AND subject_id = $4 AND withdrawn_at IS NULL";
    OBJECTION_LEFT = "SELECT 1 FROM objections WHERE controller = $1 AND subject_id = $2 AND withdrawn_at IS NULL LIMIT 1";
    OBJECTION_DELETE = "DELETE FROM objections WHERE controller = $1 AND activity = $2 AND subject_id = $3";
    RESTRICTION = "SELECT made_at FROM restrictions WHERE controller = $1 AND activity = $2 AND subject_id = $3 AND lifted_at IS NULL";
    RESTRICTION_MAKE = "INSERT INTO restrictions (controller, activity, subject_id, made_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (controller, activity, subject_id) DO UPDATE SET made_at = excluded.made_at, lifted_at = NULL";
    RESTRICTION_LIFT = "UPDATE restrictions SET lifted_at = $1 WHERE controller = $2 AND activity = $3 AND subject_id = $4 AND lifted_at IS NULL";
    RESTRICTION_LEFT = "SELECT 1 FROM restrictions WHERE controller = $1 AND subject_id = $2 AND lifted_at IS NULL LIMIT 1";
    RESTRICTION_DELETE = "DELETE FROM restrictions WHERE controller = $1 AND activity = $2 AND subject_id = $3";
    RESTRICTIONS_ALL_DELETE = "DELETE FROM restrictions WHERE controller = $1 AND subject_id = $2";
    // When what data is kept for ends. Only who has data in the activity is asked for: what was known of others goes with their erasure.
    ENDING = "SELECT ends_at FROM endings WHERE controller = $1 AND activity = $2 AND subject_id = $3";
    ENDING_SET = "INSERT INTO endings (controller, activity, subject_id, ends_at, told_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (controller, activity, subject_id) DO UPDATE SET ends_at = excluded.ends_at, told_at = excluded.told_at";
    ENDING_DELETE = "DELETE FROM endings WHERE controller = $1 AND activity = $2 AND subject_id = $3";
    ENDING_LEFT = "SELECT 1 FROM endings WHERE controller = $1 AND subject_id = $2 LIMIT 1";
    ENDINGS_ALL_DELETE = "DELETE FROM endings WHERE controller = $1 AND subject_id = $2";
    ENDINGS = "SELECT e.ends_at, e.subject_id FROM endings e JOIN subjects s ON s.controller = e.controller AND s.id = e.subject_id
        JOIN subject_keys k ON k.controller = s.controller AND k.subject = s.subject AND k.activity = e.activity
        WHERE e.controller = $1 AND e.activity = $2 AND (e.ends_at, e.subject_id) > ($3, $4) AND e.ends_at <= $5 ORDER BY e.ends_at, e.subject_id LIMIT $6";
    CONSENT_WITHDRAWN = "SELECT withdrawn_at FROM consents WHERE controller = $1 AND activity = $2 AND subject_id = $3 AND withdrawn_at IS NOT NULL";
    CONSENTS_WITHDRAWN = "SELECT c.withdrawn_at, c.subject_id FROM consents c JOIN subjects s ON s.controller = c.controller AND s.id = c.subject_id
        JOIN subject_keys k ON k.controller = s.controller AND k.subject = s.subject AND k.activity = c.activity
        WHERE c.controller = $1 AND c.activity = $2 AND (c.withdrawn_at, c.subject_id) > ($3, $4) AND c.withdrawn_at <= $5 ORDER BY c.withdrawn_at, c.subject_id LIMIT $6";
    RECORDS_OBJECTED = concat!(record_row!(), "objections o JOIN subjects s ON s.controller = o.controller AND s.id = o.subject_id
        JOIN records r ON r.controller = s.controller AND r.subject = s.subject", of_policy!(), "
        WHERE o.controller = $1 AND o.activity = $2 AND o.withdrawn_at IS NULL AND q.activity = o.activity AND (o.subject_id, r.record) > ($3, $4) ORDER BY o.subject_id, r.record LIMIT $5");
    // Cases: ids, states and dates. A state or a kind below zero means any.
    CASE_INSERT = "INSERT INTO cases (controller, case_id, kind, state, received_at, first_at, extended_at, is_extended, due_at, rests_since, rested, subject_id, version, closed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    CASE_UPDATE = "UPDATE cases SET state = $1, is_extended = $2, due_at = $3, rests_since = $4, rested = $5, subject_id = $6, version = $7, closed_at = $8
        WHERE controller = $9 AND case_id = $10";
    CASE_DELETE = "DELETE FROM cases WHERE controller = $1 AND case_id = $2";
    CASE = concat!(case_row!(), " WHERE c.controller = $1 AND c.case_id = $2");
    CASE_COUNTS = "SELECT COUNT(*), COUNT(CASE WHEN due_at <= COALESCE(rests_since, CAST($1 AS bigint)) AND state <> CAST($2 AS bigint) THEN 1 END) FROM cases WHERE controller = $3 AND closed_at IS NULL";
    CASES_OPEN = concat!(case_row!(), " WHERE c.controller = $1 AND (c.due_at, c.case_id) > ($2, $3) AND c.closed_at IS NULL
        AND (CAST($4 AS bigint) < 0 OR c.state = CAST($4 AS bigint)) AND (CAST($5 AS bigint) < 0 OR c.kind = CAST($5 AS bigint)) ORDER BY c.due_at, c.case_id LIMIT $6");
    CASES_CLOSED = concat!(case_row!(), " WHERE c.controller = $1 AND (c.due_at, c.case_id) > ($2, $3) AND c.closed_at IS NOT NULL
        AND (CAST($4 AS bigint) < 0 OR c.state = CAST($4 AS bigint)) AND (CAST($5 AS bigint) < 0 OR c.kind = CAST($5 AS bigint)) ORDER BY c.due_at, c.case_id LIMIT $6");
    CASES_OF_SUBJECT = concat!(case_row!(), " WHERE c.controller = $1 AND c.subject_id = $2 ORDER BY c.case_id LIMIT $3");
    ERASURE_INSERT = "INSERT INTO erasures (controller, erasure, activity, subject_id, state, ordered_at, records, kept, ordered_index) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)";
    ERASURE_OPEN = "SELECT erasure, activity, subject_id, state, ordered_at, unreadable_at, gone_at, records, kept, ordered_index, gone_index FROM erasures WHERE controller = $1 AND state < 4 ORDER BY ordered_at, erasure, activity LIMIT $2";
    ERASURE_ROWS = "SELECT erasure, activity, subject_id, state, ordered_at, unreadable_at, gone_at, records, kept, ordered_index, gone_index FROM erasures WHERE controller = $1 AND erasure = $2 ORDER BY activity";
    ERASURES_OF_SUBJECT = "SELECT erasure, activity, subject_id, state, ordered_at, unreadable_at, gone_at, records, kept, ordered_index, gone_index FROM erasures WHERE controller = $1 AND subject_id = $2 AND ordered_at >= $3 ORDER BY activity, ordered_at";
    ERASURE_OF = "SELECT 1 FROM erasures WHERE controller = $1 AND subject_id = $2 AND activity = $3 AND state < 4 LIMIT 1";
    ERASURE_LEFT = "SELECT 1 FROM erasures WHERE controller = $1 AND subject_id = $2 AND state < 4 LIMIT 1";
    ERASURE_KEPT = "UPDATE erasures SET kept = kept + $1 WHERE controller = $2 AND erasure = $3 AND activity = $4";
    ERASURE_STATE = "UPDATE erasures SET state = $1 WHERE controller = $2 AND erasure = $3 AND activity = $4";
    ERASURE_UNREADABLE = "UPDATE erasures SET state = 3, unreadable_at = $1 WHERE controller = $2 AND erasure = $3 AND activity = $4 AND state = 2";
    ERASURE_GONE = "UPDATE erasures SET state = 4, gone_at = $1, gone_index = $2 WHERE controller = $3 AND erasure = $4 AND state = 3";
    RECORDS_OF_ACTIVITY = concat!("SELECT r.record, r.tokens, r.key, r.version FROM records r JOIN policies p ON p.controller = r.controller AND p.policy = r.policy
        WHERE r.controller = $1 AND r.subject = ", subject!(), " AND p.activity = $3 ORDER BY r.record LIMIT $4");
    RECORDS_OF_ACTIVITY_COUNT = concat!("SELECT COUNT(*) FROM records r JOIN policies p ON p.controller = r.controller AND p.policy = r.policy
        WHERE r.controller = $1 AND r.subject = ", subject!(), " AND p.activity = $3");
    RECORD_HOLD = "UPDATE records SET policy = $1, version = $2, anchor_at = $3, collected_at = $4, tokens = $5, body = $6 WHERE record = $7";
    KEYS_NAMED = "SELECT key_id FROM controller_keys WHERE controller = $1 UNION ALL SELECT link_key FROM subjects WHERE controller = $1
        UNION ALL SELECT data_key FROM subject_keys WHERE controller = $1 UNION ALL SELECT key_id FROM key_erasures WHERE controller = $1";
    ENTRY = "SELECT entry FROM journal_entries WHERE controller = $1 AND epoch = $2 AND position = $3";
    ENTRIES = "SELECT entry FROM journal_entries WHERE controller = $1 AND epoch = $2 AND position >= $3 ORDER BY position LIMIT $4";
    TILE_PUT = "INSERT INTO journal_tiles (controller, epoch, level, position, hashes) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (controller, epoch, level, position) DO UPDATE SET hashes = excluded.hashes";
    TILE = "SELECT hashes FROM journal_tiles WHERE controller = $1 AND epoch = $2 AND level = $3 AND position = $4";
    CHECKPOINT_INSERT = "INSERT INTO journal_checkpoints (controller, epoch, tree_size, signed_at, note) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    CHECKPOINT_NEWEST = "SELECT tree_size, signed_at, note FROM journal_checkpoints WHERE controller = $1 AND epoch = $2 ORDER BY tree_size DESC LIMIT 1";
    INSTALLATION = "SELECT installation, moved_at, restoring, frames FROM installations";
    INSTALLATION_INSERT = "INSERT INTO installations (installation, frames) VALUES ($1, 0)";
    INSTALLATION_RESTORING = "UPDATE installations SET restoring = $1, frames = $2";
    INSTALLATION_MOVED = "UPDATE installations SET moved_at = $1";

    // Keys in rotation: what a controller key or a look-up key that is being replaced needs.
    RECORD_TOKENS = "UPDATE records SET tokens = $1 WHERE record = $2";
    CONTROLLER_KEY_DELETE = "DELETE FROM controller_keys WHERE controller = $1 AND purpose = $2 AND name = $3 AND number = $4";
    HEAD_EPOCH = "UPDATE heads SET epoch = $1, tree_size = $2, last_at = $3, culled = 0 WHERE controller = $4";
    HEAD_KEYS_ERASED = "UPDATE heads SET keys_erased = $1 WHERE controller = $2";
    CONSENTS_ALL_DELETE = "DELETE FROM consents WHERE controller = $1 AND subject_id = $2";
    OBJECTIONS_ALL_DELETE = "DELETE FROM objections WHERE controller = $1 AND subject_id = $2";
    SUBJECT_KEYS_PAGE = "SELECT k.subject, s.id, k.activity, k.data_key FROM subject_keys k LEFT JOIN subjects s ON s.subject = k.subject
        WHERE k.controller = $1 AND (k.subject, k.activity) > ($2, $3) ORDER BY k.subject, k.activity LIMIT $4";
    SUBJECTS_PAGE = "SELECT id, link_key FROM subjects WHERE controller = $1 AND id > $2 ORDER BY id LIMIT $3";

    // The journal's history: segments derived from it, and culling (ADR 0002, 0013).
    SEGMENT_PUT = "INSERT INTO journal_segments (controller, epoch, first, segment) VALUES ($1, $2, $3, $4)
        ON CONFLICT (controller, epoch, first) DO UPDATE SET segment = excluded.segment";
    SEGMENT_FIRSTS = "SELECT first FROM journal_segments WHERE controller = $1 AND epoch = $2 ORDER BY first";
    SEGMENT = "SELECT segment FROM journal_segments WHERE controller = $1 AND epoch = $2 AND first = $3";
    SEGMENTS_BELOW_DELETE = "DELETE FROM journal_segments WHERE controller = $1 AND epoch = $2 AND first < $3";
    ENTRY_RANGE = "SELECT (SELECT MIN(position) FROM journal_entries WHERE controller = $1 AND epoch = $2),
        (SELECT MAX(position) FROM journal_entries WHERE controller = $1 AND epoch = $2)";
    ENTRIES_BELOW_DELETE = "DELETE FROM journal_entries WHERE controller = $1 AND epoch = $2 AND position < $3";
    HEAD_CULLED = "UPDATE heads SET culled = $1 WHERE controller = $2 AND epoch = $3 AND culled < $1";
    // Calls that are not to be carried out twice.
    CALL = "SELECT content, epoch, position FROM calls WHERE controller = $1 AND actor = $2 AND call = $3 AND made_at > $4";
    CALL_KEEP = "INSERT INTO calls (controller, actor, call, content, epoch, position, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    CALLS_DELETE = "DELETE FROM calls WHERE controller = $1 AND made_at <= $2";
    // Messages on their way out: ids, states and dates; what they say is in records. `state` 1 waits, others have ended.
    OUTBOX_INSERT = "INSERT INTO outbox_messages (controller, message, activity, channel, state, queued_at, not_after, due_at, attempts, lease, code)
        VALUES ($1, $2, $3, $4, 1, $5, $6, $7, 0, 0, '')";
    OUTBOX_MESSAGE = "SELECT message, activity, channel, state, queued_at, not_after, due_at, attempts, lease, code, ended_at FROM outbox_messages
        WHERE controller = $1 AND message = $2";
    OUTBOX_DUE = "SELECT message, activity, channel, state, queued_at, not_after, due_at, attempts, lease, code, ended_at FROM outbox_messages
        WHERE controller = $1 AND state = 1 AND due_at <= $2 ORDER BY due_at, message LIMIT $3";
    OUTBOX_IN_STATE = "SELECT message, activity, channel, state, queued_at, not_after, due_at, attempts, lease, code, ended_at FROM outbox_messages
        WHERE controller = $1 AND state = $2 ORDER BY due_at DESC, message DESC LIMIT $3";
    OUTBOX_COUNTS = "SELECT channel, state, code, COUNT(*), MIN(queued_at) FROM outbox_messages WHERE controller = $1
        GROUP BY channel, state, code ORDER BY state, channel, code";
    OUTBOX_LEASE = "UPDATE outbox_messages SET lease = lease + 1, due_at = $1 WHERE controller = $2 AND message = $3 AND lease = $4 AND state = 1";
    OUTBOX_POSTPONE = "UPDATE outbox_messages SET attempts = attempts + 1, due_at = $1, code = $2 WHERE controller = $3 AND message = $4 AND lease = $5 AND state = 1";
    OUTBOX_END = "UPDATE outbox_messages SET state = $1, code = $2, ended_at = $3, due_at = $3 WHERE controller = $4 AND message = $5 AND lease = $6 AND state = 1";
    OUTBOX_ENDED = "SELECT 1 FROM outbox_messages WHERE controller = $1 AND ended_at <= $2 LIMIT 1";
    OUTBOX_FORGET = "DELETE FROM outbox_messages WHERE controller = $1 AND ended_at <= $2";
    ERASURE_PIN = "SELECT MIN(ordered_index) FROM erasures WHERE controller = $1 AND state < 4";

    // Accounts of staff, and their sessions.
    ACCOUNT_INSERT = "INSERT INTO accounts (controller, account, version, last_step) VALUES ($1, $2, 1, 0)";
    ACCOUNT = "SELECT account, version, invited_until, activated_at, last_step FROM accounts WHERE controller = $1 AND account = $2";
    ACCOUNTS = "SELECT c.account, c.version, c.invited_until, c.activated_at, c.last_step, a.role, a.created_at, a.ended_at, r.reach, v.reviewed_at
        FROM accounts c JOIN actors a ON a.controller = c.controller AND a.actor = c.account
        LEFT JOIN access_reaches r ON r.controller = a.controller AND r.actor = a.actor
        LEFT JOIN access_reviews v ON v.controller = a.controller AND v.actor = a.actor WHERE c.controller = $1 ORDER BY a.created_at, c.account";
    ACCOUNT_BY_INVITATION = "SELECT n.id, c.account, c.version, c.invited_until, c.activated_at, c.last_step
        FROM accounts c JOIN controllers n ON n.controller = c.controller WHERE c.invitation = $1";
    ACCOUNT_INVITE = "UPDATE accounts SET invitation = $1, invited_until = $2, activated_at = NULL, version = version + 1 WHERE controller = $3 AND account = $4";
    ACCOUNT_ACTIVATE = "UPDATE accounts SET invitation = NULL, invited_until = NULL, activated_at = $1, last_step = $2, version = version + 1
        WHERE controller = $3 AND account = $4";
    ACCOUNT_CLOSE = "UPDATE accounts SET invitation = NULL, invited_until = NULL, activated_at = NULL, version = version + 1 WHERE controller = $1 AND account = $2";
    ACCOUNT_STEP = "UPDATE accounts SET last_step = $1, version = version + 1 WHERE controller = $2 AND account = $3";
    SESSION_INSERT = "INSERT INTO sessions (controller, session, account, secret_hash, started_at, used_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SESSION_BY_SECRET = "SELECT n.id, a.role, a.ended_at, s.session, s.account, s.started_at, s.used_at, s.ends_at, r.reach FROM sessions s
        JOIN controllers n ON n.controller = s.controller JOIN actors a ON a.controller = s.controller AND a.actor = s.account
        LEFT JOIN access_reaches r ON r.controller = a.controller AND r.actor = a.actor WHERE s.secret_hash = $1";
    SESSIONS = "SELECT session, account, started_at, used_at, ends_at FROM sessions WHERE controller = $1 AND account = $2 ORDER BY started_at DESC, session";
    SESSION_TOUCH = "UPDATE sessions SET used_at = $1 WHERE controller = $2 AND session = $3";
    SESSION_DELETE = "DELETE FROM sessions WHERE controller = $1 AND session = $2";
    SESSIONS_DELETE = "DELETE FROM sessions WHERE controller = $1 AND account = $2";
    SESSIONS_OVER_DELETE = "DELETE FROM sessions WHERE controller = $1 AND (ends_at <= $2 OR used_at <= $3)";

    // Addresses that are not to be written to again, by the token of each; and how many there are who are.
    SUPPRESSION = "SELECT subject_id, since_at FROM suppressions WHERE controller = $1 AND token = $2";
    SUPPRESSION_PUT = "INSERT INTO suppressions (controller, token, subject_id, since_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (controller, token) DO UPDATE SET subject_id = excluded.subject_id, since_at = excluded.since_at";
    SUPPRESSION_DELETE = "DELETE FROM suppressions WHERE controller = $1 AND token = $2";
    ISSUE_PUT = "INSERT INTO newsletter_issues (controller, name, first_at, last_at, queued) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (controller, name) DO UPDATE SET last_at = excluded.last_at, queued = newsletter_issues.queued + excluded.queued,
        first_at = CASE WHEN newsletter_issues.queued = 0 THEN excluded.first_at ELSE newsletter_issues.first_at END";
    ISSUE = "SELECT name, first_at, last_at, queued FROM newsletter_issues WHERE controller = $1 AND name = $2";
    ISSUES_NEWEST = "SELECT name, first_at, last_at, queued FROM newsletter_issues WHERE controller = $1 AND queued > 0 ORDER BY first_at DESC, name LIMIT $2";
    SUPPRESSIONS_COUNT = "SELECT COUNT(*) FROM suppressions WHERE controller = $1";
    CONSENTING_COUNT = "SELECT COUNT(*) FROM consents c JOIN subjects s ON s.controller = c.controller AND s.id = c.subject_id
        JOIN subject_keys k ON k.controller = s.controller AND k.subject = s.subject AND k.activity = c.activity
        WHERE c.controller = $1 AND c.activity = $2 AND c.withdrawn_at IS NULL";
    // What staff have signed and attended, and until when an emergency lets them in: what shows it is in records.
    STAFF_STATEMENT = "SELECT signed, signed_at, trained_at, let_in_until FROM staff_statements WHERE controller = $1 AND account = $2";
    STAFF_SIGN = "INSERT INTO staff_statements (controller, account, signed, signed_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (controller, account) DO UPDATE SET signed = excluded.signed, signed_at = excluded.signed_at";
    STAFF_TRAIN = "INSERT INTO staff_statements (controller, account, trained_at) VALUES ($1, $2, $3)
        ON CONFLICT (controller, account) DO UPDATE SET trained_at = excluded.trained_at";
    STAFF_LET_IN = "INSERT INTO staff_statements (controller, account, let_in_until) VALUES ($1, $2, $3)
        ON CONFLICT (controller, account) DO UPDATE SET let_in_until = excluded.let_in_until";
    // Sessions of people on My page: a row for each subject that is whoever signed in.
    SUBJECT_SESSION_INSERT = "INSERT INTO subject_sessions (controller, session, subject_id, secret_hash, started_at, used_at, ends_at, strength) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    SUBJECT_SESSION_BY_SECRET = "SELECT n.id, s.session, s.subject_id, s.used_at, s.ends_at, s.strength FROM subject_sessions s
        JOIN controllers n ON n.controller = s.controller WHERE s.secret_hash = $1 ORDER BY s.subject_id";
    SUBJECT_SESSION_TOUCH = "UPDATE subject_sessions SET used_at = $1 WHERE controller = $2 AND session = $3";
    SUBJECT_SESSION_DELETE = "DELETE FROM subject_sessions WHERE controller = $1 AND session = $2";
    SUBJECT_SESSIONS_OVER_DELETE = "DELETE FROM subject_sessions WHERE controller = $1 AND (ends_at <= $2 OR used_at <= $3)";
    LOOKUP_SUBJECTS = "SELECT DISTINCT s.id FROM lookups l JOIN records r ON r.record = l.record JOIN subjects s ON s.controller = r.controller AND s.subject = r.subject
        WHERE l.controller = $1 AND l.token = $2 ORDER BY s.id LIMIT $3";
}

/// Inserts of so many journal entries in one statement, most first.
pub(crate) static ENTRY_INSERTS: LazyLock<[(usize, String); 3]> = LazyLock::new(|| {
    let insert = "INSERT INTO journal_entries (controller, epoch, position, entry)";
    [64, 8, 1].map(|rows| (rows, format!("{insert} VALUES {}", rows_of(4, rows))))
});

/// `($1, $2), ($3, $4) …`
fn rows_of(columns: usize, rows: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> =
            (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    /// Both engines bind by position: SQLite numbers `$n` by first appearance, so `$1` must be met before `$2`, and so on.
    #[test]
    fn parameters_first_appear_in_order() {
        let several = super::ENTRY_INSERTS.iter().map(|(_, text)| ("ENTRY_INSERTS", text.as_str()));
        for (name, text) in super::ALL.iter().copied().chain(several) {
            let mut highest = 0_u32;
            for part in text.split('$').skip(1) {
                let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
                let number: u32 = digits.parse().unwrap();
                assert!(number <= highest + 1, "{name}: ${number} before ${}", highest + 1);
                highest = highest.max(number);
            }
        }
    }
}
