//! One controller while the installation is open: its keys, its charter versions compiled, its policy rows.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::RwLock;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_journal::CheckpointKey;
use vern_policy::Rules;
use vern_policy::canonical::CharterHash;
use vern_policy::in_force::Timeline;
use vern_store::row::{Head, PolicyRow};
use vern_store::{Snapshot, StoreError};

use crate::charter::source_of;
use crate::keyring::Keyring;
use crate::problem::Problem;

/// A controller, open.
pub struct Controller {
    id: ControllerId,
    slug: String,
    pub(crate) keyring: Keyring,
    pub(crate) checkpoint: CheckpointKey,
    versions: RwLock<Arc<Versions>>,
    policies: RwLock<HashMap<i64, Arc<PolicyRow>>>,
}

/// What is in force when, as of one state version of the head.
#[derive(Default)]
struct Versions {
    state_version: u64,
    documents: Vec<CharterHash>,
    timeline: Timeline,
}

/// The charter in force at an instant, and when the next version takes over.
#[derive(Clone)]
pub(crate) struct InForce {
    pub(crate) rules: Arc<Rules>,
    pub(crate) until: Option<Instant>,
}

impl Controller {
    pub(crate) fn new(id: ControllerId, slug: String, keyring: Keyring, checkpoint: CheckpointKey) -> Self {
        Self { id, slug, keyring, checkpoint, versions: RwLock::default(), policies: RwLock::default() }
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
        self.checkpoint.origin()
    }

    /// The verifier key of its checkpoints, in C2SP signed-note form.
    #[must_use]
    pub fn verifier_key(&self) -> String {
        self.checkpoint.vkey()
    }

    /// The charter in force at an instant, as of a head. Reloads where another state version has come.
    pub(crate) fn in_force(
        &self,
        snapshot: &Snapshot<'_>,
        head: &Head,
        at: Instant,
    ) -> Result<InForce, Problem> {
        let mut versions = Arc::clone(&self.versions.read());
        if versions.state_version != head.state_version {
            versions = self.reload(snapshot, head.state_version)?;
        }
        let (rules, until) =
            versions.timeline.at(at).ok_or(Problem::Conflict { code: "charter.none_in_force" })?;
        Ok(InForce { rules: Arc::clone(rules), until })
    }

    /// The rules compiled from the documents an entry cites, whether or not they are in force.
    pub(crate) fn version(
        &self,
        snapshot: &Snapshot<'_>,
        cited: &[CharterHash],
    ) -> Result<Option<Arc<Rules>>, Problem> {
        let find = |versions: &Versions| {
            let cites = |rules: &Rules| rules.sources().iter().map(|source| &source.hash).eq(cited);
            let mut all = versions.timeline.stretches().map(|(_, rules)| rules);
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
        let timeline = if documents == known.documents {
            known.timeline.clone()
        } else {
            let sources = rows.iter().map(source_of).collect::<Result<Vec<_>, _>>()?;
            Timeline::new(&sources).map_err(Problem::Charter)?
        };
        let loaded = Arc::new(Versions { state_version, documents, timeline });
        *self.versions.write() = Arc::clone(&loaded);
        Ok(loaded)
    }

    /// A policy row by its number.
    pub(crate) fn policy(&self, snapshot: &Snapshot<'_>, policy: i64) -> Result<Arc<PolicyRow>, Problem> {
        if let Some(row) = self.policies.read().get(&policy) {
            return Ok(Arc::clone(row));
        }
        let mut policies = self.policies.write();
        for row in snapshot.policies(self.id)? {
            policies.entry(row.policy).or_insert_with(|| Arc::new(row));
        }
        policies.get(&policy).cloned().ok_or(Problem::Store(StoreError::Damaged { table: "policies" }))
    }
}
