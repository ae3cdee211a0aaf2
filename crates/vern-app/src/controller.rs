//! One controller while the installation is open: its keys, its charter versions compiled, its policy rows.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use vern_core::id::{ActorId, ControllerId};
use vern_core::time::Instant;
use vern_policy::canonical::CharterHash;
use vern_policy::{Narrowing, Rules};
use vern_store::row::PolicyRow;
use vern_store::{Snapshot, StoreError};

use crate::charter::source_of;
use crate::checkpoint_key::CheckpointKeys;
use crate::document::Library;
use crate::history::Recent;
use crate::keyring::Keyring;
use crate::problem::Problem;

/// A controller, open.
pub struct Controller {
    id: ControllerId,
    slug: String,
    pub(crate) keyring: Keyring,
    pub(crate) checkpoint_keys: CheckpointKeys,
    /// The newest entries, not yet in a segment.
    pub(crate) recent: Mutex<Recent>,
    versions: RwLock<Arc<Versions>>,
    policies: RwLock<Policies>,
    actors: RwLock<Actors>,
    /// When each actor was last let in since this process began.
    pub(crate) last_used: Mutex<HashMap<ActorId, Instant>>,
}

/// A policy row, with what it takes away read once.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) row: PolicyRow,
    /// None where it takes nothing away.
    pub(crate) narrowing: Option<Narrowing>,
}

impl Policy {
    fn new(row: PolicyRow) -> Result<Self, Problem> {
        let narrowing = if row.narrowing.is_empty() {
            None
        } else {
            let damaged = |_| StoreError::Damaged { table: "policies" };
            Some(Narrowing::decode(&row.narrowing).map_err(damaged)?).filter(|narrowing| !narrowing.is_none())
        };
        Ok(Self { row, narrowing })
    }

    /// What the row holds for a narrowing: no bytes where it takes nothing away.
    pub(crate) fn bytes_of(narrowing: &Narrowing) -> Vec<u8> {
        if narrowing.is_none() { Vec::new() } else { narrowing.encode() }
    }
}

/// Policy rows as of one state version of the head. Rows made since are added as they are met; one that is amended counts the version on.
#[derive(Default)]
struct Policies {
    state_version: u64,
    rows: HashMap<i64, Arc<Policy>>,
}

/// Actors whose access stood at one state version of the head, and until when each was given; the end of one counts it on.
#[derive(Default)]
struct Actors {
    state_version: u64,
    standing: HashMap<ActorId, Option<Instant>>,
}

/// The controller's papers, laid out in time, as of one state version of the head.
#[derive(Default)]
struct Versions {
    state_version: u64,
    documents: Vec<CharterHash>,
    library: Arc<Library>,
}

/// The charter in force at an instant, and when the next version takes over.
#[derive(Clone)]
pub(crate) struct InForce {
    pub(crate) rules: Arc<Rules>,
    pub(crate) until: Option<Instant>,
}

impl Controller {
    pub(crate) fn new(
        id: ControllerId,
        slug: String,
        keyring: Keyring,
        checkpoint_keys: CheckpointKeys,
    ) -> Self {
        Self {
            id,
            slug,
            keyring,
            checkpoint_keys,
            recent: Mutex::default(),
            versions: RwLock::default(),
            policies: RwLock::default(),
            actors: RwLock::default(),
            last_used: Mutex::default(),
        }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> ControllerId {
        self.id
    }

    /// Its name in addresses: the organisation's id in the charter.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Origin of its journal's checkpoints.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.checkpoint_keys.origin()
    }

    /// The charter in force at an instant, as of a state version. Reloads where another state version has come.
    pub(crate) fn in_force(
        &self,
        snapshot: &Snapshot<'_>,
        state_version: u64,
        at: Instant,
    ) -> Result<InForce, Problem> {
        let library = self.library(snapshot, state_version)?;
        let (rules, until) =
            library.timeline().at(at).ok_or(Problem::Conflict { code: "charter.none_in_force" })?;
        Ok(InForce { rules: Arc::clone(rules), until })
    }

    /// Whether an actor's access stands as it was given, as of a state version: nobody has ended it since. That its time is over is for the gate to say.
    pub(crate) fn has_actor(
        &self,
        snapshot: &Snapshot<'_>,
        state_version: u64,
        (actor, until): (ActorId, Option<Instant>),
    ) -> Result<bool, Problem> {
        {
            let known = self.actors.read();
            if known.state_version == state_version && known.standing.get(&actor) == Some(&until) {
                return Ok(true);
            }
        }
        let stands = snapshot.access_end(self.id, actor)? == Some(until);
        let mut known = self.actors.write();
        // A view from before an access ended must not bring it back.
        if known.state_version < state_version {
            *known = Actors { state_version, standing: HashMap::new() };
        }
        if stands && known.state_version == state_version {
            known.standing.insert(actor, until);
        }
        Ok(stands)
    }

    /// All its papers, as of a state version of its head. Reloads where another has come.
    pub(crate) fn library(
        &self,
        snapshot: &Snapshot<'_>,
        state_version: u64,
    ) -> Result<Arc<Library>, Problem> {
        {
            let versions = self.versions.read();
            if versions.state_version == state_version {
                return Ok(Arc::clone(&versions.library));
            }
        }
        Ok(Arc::clone(&self.reload(snapshot, state_version)?.library))
    }

    /// The rules compiled from the documents an entry cites, whether or not they are in force.
    pub(crate) fn version(
        &self,
        snapshot: &Snapshot<'_>,
        cited: &[CharterHash],
    ) -> Result<Option<Arc<Rules>>, Problem> {
        let find = |versions: &Versions| {
            let cites = |rules: &Rules| rules.sources().iter().map(|source| &source.hash).eq(cited);
            let mut all = versions.library.timeline().stretches().map(|(_, rules)| rules);
            all.find(|rules| cites(rules)).map(Arc::clone)
        };
        if let Some(rules) = find(&self.versions.read()) {
            return Ok(Some(rules));
        }
        let Some(head) = snapshot.head(self.id)? else { return Ok(None) };
        if self.versions.read().state_version == head.state_version {
            return Ok(None);
        }
        Ok(find(&*self.reload(snapshot, head.state_version)?))
    }

    /// Documents are immutable: only where others have come are they laid out anew.
    fn reload(&self, snapshot: &Snapshot<'_>, state_version: u64) -> Result<Arc<Versions>, Problem> {
        let known = Arc::clone(&self.versions.read());
        let rows = snapshot.charters(self.id)?;
        let documents: Vec<CharterHash> = rows.iter().map(|row| row.hash).collect();
        let library = if documents == known.documents {
            Arc::clone(&known.library)
        } else {
            let sources = rows.iter().map(source_of).collect::<Result<Vec<_>, _>>()?;
            Arc::new(Library::new(&self.slug, sources).map_err(Problem::Charter)?)
        };
        let loaded = Arc::new(Versions { state_version, documents, library });
        *self.versions.write() = Arc::clone(&loaded);
        Ok(loaded)
    }

    /// A policy row by its number, as of a state version.
    pub(crate) fn policy(
        &self,
        snapshot: &Snapshot<'_>,
        state_version: u64,
        policy: i64,
    ) -> Result<Arc<Policy>, Problem> {
        {
            let known = self.policies.read();
            if known.state_version == state_version
                && let Some(found) = known.rows.get(&policy)
            {
                return Ok(Arc::clone(found));
            }
        }
        let found = self.all_policies(snapshot, state_version)?;
        let found = found.into_iter().find(|known| known.row.policy == policy);
        found.ok_or(Problem::Store(StoreError::Damaged { table: "policies" }))
    }

    /// Every policy row, as of a state version.
    pub(crate) fn all_policies(
        &self,
        snapshot: &Snapshot<'_>,
        state_version: u64,
    ) -> Result<Vec<Arc<Policy>>, Problem> {
        let rows = snapshot.policies(self.id)?;
        let found =
            rows.into_iter().map(|row| Policy::new(row).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
        let mut known = self.policies.write();
        // A view from before an amendment must not bring back what the amendment took away.
        if known.state_version < state_version {
            *known = Policies { state_version, rows: HashMap::new() };
        }
        if known.state_version == state_version {
            for policy in &found {
                known.rows.insert(policy.row.policy, Arc::clone(policy));
            }
        }
        Ok(found)
    }
}
