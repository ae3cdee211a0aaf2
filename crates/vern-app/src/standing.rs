//! Where each controller's journal stands by the newest commit of this process, told by the writer before it answers.
//!
//! An operation that starts from here and then asks the store sees what is as new or newer; whatever has changed since, its commit finds (ADR 0005).
//! Where several processes write, this may be behind, and the commit finds that too.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::RwLock;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_store::row::Head;

use crate::recent_changes::RecentChanges;

/// What of a head operations are decided by.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) state_version: u64,
    pub(crate) tree_size: u64,
    pub(crate) last_at: Instant,
    /// What has changed of late, where the writer told where it stands.
    pub(crate) recent: Option<Arc<RecentChanges>>,
}

impl From<&Head> for Standing {
    fn from(head: &Head) -> Self {
        let Head { state_version, tree_size, last_at, .. } = *head;
        Self { state_version, tree_size, last_at, recent: None }
    }
}

/// The standings known.
#[derive(Debug, Default)]
pub(crate) struct Standings(RwLock<HashMap<ControllerId, Standing>>);

impl Standings {
    pub(crate) fn of(&self, controller: ControllerId) -> Option<Standing> {
        self.0.read().get(&controller).cloned()
    }

    pub(crate) fn tell(&self, all: impl Iterator<Item = (ControllerId, Standing)>) {
        self.0.write().extend(all);
    }

    /// What became of a transaction is not known here: the store is to be asked.
    pub(crate) fn forget(&self) {
        self.0.write().clear();
    }
}
