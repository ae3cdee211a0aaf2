//! Rows beside the store, still sealed: of records, so that one that is read again asks nothing of the database, and of actors, by their credentials
//! (ADR 0024).
//!
//! A record's row is held with the entry it is known to be as of. It is used only where the writer's account of what has changed of late says that since
//! then neither the record nor its subject has; then it is as of where the controller stands now, which the commit goes on from like from any row read
//! there. An actor's row is held with the state version it is as of, and used at that one only. So nothing has to be taken out in time: what the writer
//! does not vouch for is not used. Deliberately not here: anything opened, look-up tokens, that something is not there, and rows of a store other
//! processes may write to.

use std::sync::{Arc, Weak};

use parking_lot::Mutex;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_store::row::{ActorRow, RecordRow};

use crate::cache::{Cache, Generations};
use crate::recent_changes::{Changed, RecentChanges};
use crate::standing::{Standing, Standings};

/// Bytes of rows in each generation.
const GENERATION_BYTES_MAX: usize = 16 * 1024 * 1024;
/// A larger row is not held: it would push out many.
const ROW_BYTES_MAX: usize = 64 * 1024;
/// What a row takes beside its own bytes: the entry in the table, which is never quite full, and what allocations are rounded up by.
const OVERHEAD_BYTES: usize = 2 * size_of::<HeldRow>() + size_of::<RecordRow>() + 128;

/// Actors in each generation.
const GENERATION_ACTORS_MAX: usize = 1_024;

/// Whose record, under which key.
pub(crate) type RowKey = (ControllerId, String);

/// What a credential is found by.
pub(crate) type TokenHash = [u8; 32];

/// The rows held, within bounds: what has not been used for long falls out.
pub(crate) struct RowCache {
    records: Mutex<Generations<RowKey, HeldRow>>,
    /// With the state version of their controller that they are as of.
    actors: Cache<TokenHash, (u64, ActorRow)>,
}

struct HeldRow {
    row: Arc<RecordRow>,
    /// The account its entry is one of: another begins where a writer has begun anew.
    account: Weak<RecentChanges>,
    as_of: u64,
}

impl HeldRow {
    /// Whether it is still what the store has.
    fn stands(&self, key: &str, recent: &Arc<RecentChanges>) -> bool {
        let unchanged = |changed: &Changed| recent.changed_since(changed, self.as_of) == Some(false);
        std::ptr::eq(self.account.as_ptr(), Arc::as_ptr(recent))
            && unchanged(&Changed::Subject(self.row.subject))
            && unchanged(&Changed::Record(key.to_owned()))
    }
}

impl Default for RowCache {
    fn default() -> Self {
        Self {
            records: Mutex::new(Generations::new(GENERATION_BYTES_MAX)),
            actors: Cache::new(GENERATION_ACTORS_MAX),
        }
    }
}

impl RowCache {
    /// The row under a key where the controller stands, if it is held and stands.
    pub(crate) fn find(&self, key: &RowKey, standing: &Standing) -> Option<Arc<RecordRow>> {
        let recent = standing.recent.as_ref()?;
        let mut records = self.records.lock();
        let held = records.find(key)?;
        if !held.stands(&key.1, recent) {
            records.remove(key);
            return None;
        }
        held.as_of = held.as_of.max(standing.tree_size);
        Some(Arc::clone(&held.row))
    }

    /// Holds a row that was read from the store after it was told where the controller stands, and that opened.
    pub(crate) fn hold(&self, key: RowKey, standing: &Standing, row: &Arc<RecordRow>) {
        let Some(recent) = &standing.recent else { return };
        let bytes = 2 * key.1.len() + row.body.len();
        if bytes > ROW_BYTES_MAX {
            return;
        }
        let (account, as_of) = (Arc::downgrade(recent), standing.tree_size);
        let held = HeldRow { row: Arc::clone(row), account, as_of };
        self.records.lock().insert(key, held, bytes + OVERHEAD_BYTES);
    }

    /// Who holds a credential, and the time of the last entry of its controller, if the row is held and stands.
    pub(crate) fn find_actor(
        &self,
        token_hash: &TokenHash,
        standings: &Standings,
    ) -> Option<(ActorRow, Instant)> {
        let (state_version, actor) = self.actors.find(token_hash).ok()?;
        let standing = standings.of(actor.controller)?;
        (standing.state_version == state_version).then_some((actor, standing.last_at))
    }

    /// Holds a row that was read in one view with its controller's state version.
    pub(crate) fn hold_actor(&self, token_hash: TokenHash, state_version: u64, actor: &ActorRow) {
        self.actors.insert_new(token_hash, (state_version, actor.clone()));
    }
}

#[cfg(test)]
mod tests {
    use vern_core::id::SubjectId;
    use vern_core::time::Instant;
    use vern_store::row::SubjectRow;

    use super::*;

    const CONTROLLER: ControllerId = ControllerId::from_bits(7);

    fn key(name: &str) -> RowKey {
        (CONTROLLER, name.to_owned())
    }

    fn row(name: &str, subject: u8, body: usize) -> Arc<RecordRow> {
        let at = Instant::from_micros(0);
        Arc::new(RecordRow {
            record: 1,
            key: name.to_owned(),
            subject: SubjectId::from_bytes([subject; 16]),
            policy: 1,
            version: 1,
            collected_at: at,
            anchor_at: at,
            tokens: Vec::new(),
            body: vec![0; body],
            subject_row: SubjectRow { state: 0, state_version: 1, link_key: [0; 16] },
            data_key: None,
        })
    }

    fn standing(recent: &Arc<RecentChanges>, tree_size: u64) -> Standing {
        let last_at = Instant::from_micros(0);
        Standing { state_version: 1, tree_size, last_at, recent: Some(Arc::clone(recent)) }
    }

    /// A cache with the records `a` and `b` of two subjects, held as of entry 10.
    fn two() -> (RowCache, Arc<RecentChanges>) {
        let (rows, recent) = (RowCache::default(), Arc::new(RecentChanges::from(5)));
        for (name, subject) in [("a", 1), ("b", 2)] {
            rows.hold(key(name), &standing(&recent, 10), &row(name, subject, 100));
        }
        (rows, recent)
    }

    #[test]
    fn what_has_not_changed_is_found_however_far_the_journal_has_gone() {
        let (rows, recent) = two();
        for tree_size in [10, 11, 1_000_000] {
            assert!(rows.find(&key("a"), &standing(&recent, tree_size)).is_some());
        }
        assert!(rows.find(&(ControllerId::from_bits(8), "a".to_owned()), &standing(&recent, 10)).is_none());
    }

    #[test]
    fn a_row_does_not_outlive_a_change_of_its_record_or_its_subject() {
        for changed in [Changed::Record("a".to_owned()), Changed::Subject(SubjectId::from_bytes([1; 16]))] {
            let (rows, recent) = two();
            // The entry a look-up began at may be the very one that changes it.
            recent.note(changed, 10);
            assert!(rows.find(&key("a"), &standing(&recent, 10)).is_none());
            assert!(rows.find(&key("b"), &standing(&recent, 10)).is_some(), "of another");
            // What was read before the change, and is held only now, is no better.
            rows.hold(key("a"), &standing(&recent, 10), &row("a", 1, 100));
            assert!(rows.find(&key("a"), &standing(&recent, 11)).is_none());
            rows.hold(key("a"), &standing(&recent, 11), &row("a", 1, 100));
            assert!(rows.find(&key("a"), &standing(&recent, 12)).is_some(), "read after it");
        }
    }

    #[test]
    fn a_row_is_worth_nothing_by_another_account_or_beyond_what_an_account_remembers() {
        let (rows, recent) = two();
        let another = Arc::new(RecentChanges::from(5));
        assert!(rows.find(&key("a"), &standing(&another, 10)).is_none());
        let told_by_none = Standing { recent: None, ..standing(&recent, 10) };
        assert!(rows.find(&key("b"), &told_by_none).is_none());

        // `b` is met now and then, `c` is not.
        rows.hold(key("c"), &standing(&recent, 10), &row("c", 3, 100));
        for entry in 10..60_000 {
            recent.note(Changed::Record(format!("other-{entry}")), entry);
            if entry % 1_000 == 0 {
                assert!(rows.find(&key("b"), &standing(&recent, entry)).is_some());
            }
        }
        assert!(rows.find(&key("c"), &standing(&recent, 60_000)).is_none());
    }

    #[test]
    fn an_actor_is_found_at_the_state_version_it_was_read_at_and_no_other() {
        let (rows, recent) = two();
        let standings = Standings::default();
        let actor = ActorRow {
            controller: CONTROLLER,
            actor: vern_core::id::ActorId::nil(),
            role: "manager".to_owned(),
            ends_at: None,
            reach: None,
        };
        rows.hold_actor([1; 32], 1, &actor);
        assert!(rows.find_actor(&[1; 32], &standings).is_none(), "nobody has told how the controller stands");
        standings.tell([(CONTROLLER, standing(&recent, 10))].into_iter());
        assert_eq!(rows.find_actor(&[1; 32], &standings).map(|(actor, _)| actor), Some(actor));
        assert!(rows.find_actor(&[2; 32], &standings).is_none());
        let ended = Standing { state_version: 2, ..standing(&recent, 11) };
        standings.tell([(CONTROLLER, ended)].into_iter());
        assert!(rows.find_actor(&[1; 32], &standings).is_none());
    }

    #[test]
    fn it_stays_within_its_bounds() {
        let (rows, recent) = two();
        rows.hold(key("large"), &standing(&recent, 10), &row("large", 1, ROW_BYTES_MAX));
        assert!(rows.find(&key("large"), &standing(&recent, 10)).is_none());
        for number in 0..200_000 {
            rows.hold(key(&number.to_string()), &standing(&recent, 10), &row("x", 1, 600));
        }
        let held = (0..200_000)
            .filter(|number| rows.find(&key(&number.to_string()), &standing(&recent, 10)).is_some());
        let held = held.count();
        assert!(held * (600 + size_of::<RecordRow>()) <= 2 * GENERATION_BYTES_MAX, "{held}");
        assert!(held > 10_000, "{held}");
    }
}
