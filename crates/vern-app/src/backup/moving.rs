//! Closing an installation that goes on elsewhere: each journal says so, and nothing opens it here any more.

use std::sync::Arc;

use vern_journal::{Entry, EntryKind, Glance};
use vern_store::StoreError;

use crate::clock::Clock;
use crate::committer::{Change, OnFatal};
use crate::controller::Controller;
use crate::installation::{Installation, InstallationOptions, Opening};
use crate::problem::Problem;

/// Closes an installation for good; a backup taken from then on is the last, and a restore of it goes on with the journals as they are. What was cut
/// short is finished by doing it again. No process may have the installation open.
///
/// # Errors
/// `installation.none`; as [`Installation::open`].
pub async fn close_for_move(
    options: InstallationOptions,
    clock: Arc<dyn Clock>,
    on_fatal: OnFatal,
) -> Result<(), Problem> {
    let installation = Installation::open_as(Opening::ToMove, options, clock, on_fatal).await?;
    // First the mark: from here on nobody opens it but to go on with this.
    let controllers = installation.controllers();
    let Some(first) = controllers.first() else {
        return Err(Problem::NotFound { code: "installation.none" });
    };
    installation.change(first.id(), Change::NoteMoved, None).await?;
    for controller in &controllers {
        if !has_moved(&installation, controller)? {
            let mut draft = Entry::new(0, 0, EntryKind::Moved);
            draft.origin = Some(controller.origin().to_owned());
            installation.change(controller.id(), Change::None, Some(draft)).await?;
        }
    }
    Ok(())
}

fn has_moved(installation: &Installation, controller: &Controller) -> Result<bool, Problem> {
    let reader = installation.reader()?;
    let snapshot = reader.snapshot()?;
    let head = snapshot.head(controller.id())?.ok_or(StoreError::Damaged { table: "heads" })?;
    let last = snapshot.entry(controller.id(), head.epoch, head.tree_size.saturating_sub(1))?;
    let last = last.ok_or(StoreError::Damaged { table: "journal_entries" })?;
    Ok(Glance::read(&last)?.kind == EntryKind::Moved)
}
