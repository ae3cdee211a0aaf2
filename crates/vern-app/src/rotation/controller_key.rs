//! A controller's key: the next number is kept and named, wraps whatever is new, and then page by page what was there; then the former one is
//! erased as any key is, in three commits.

use vern_crypto::{KeyPurpose, WrappingKey};

use super::{Rotated, new_key, rotation_entry};
use crate::charter::controller_key_row;
use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::keyring::Parent;
use crate::problem::Problem;

/// Keys wrapped anew in one commit of the key database.
const PAGE: u32 = 1_000;

impl Installation {
    /// Replaces a controller's key while everything goes on. One cut short is finished first, and counts.
    ///
    /// # Errors
    /// `key.root_damaged` for a key that does not open, `store.*`, `internal`. What was wrapped anew stays so; the next call goes on.
    pub async fn rotate_controller_key(&self, controller: &Controller) -> Result<Rotated, Problem> {
        let _rotating = self.rotating.lock().await;
        let unfinished = self.finish_controller_key(controller).await?;
        if let Some(rotated) = unfinished {
            return Ok(rotated);
        }
        self.begin_controller_key(controller).await?;
        let rotated = self.finish_controller_key(controller).await?;
        rotated.ok_or_else(|| Problem::Internal("a rotation that has begun is not there".to_owned()))
    }

    /// The next number, kept, named, and wrapping what is new.
    async fn begin_controller_key(&self, controller: &Controller) -> Result<(), Problem> {
        let rows = self.key_rows(controller, KeyPurpose::Controller, |_| true)?;
        let number = rows.last().map_or(1, |row| row.number + 1);
        let (key_id, secret) = new_key()?;
        {
            let root = self.root.read();
            let wrapped = root.wrap(controller.id(), key_id, KeyPurpose::Controller, &secret)?;
            self.keys.put(controller.id(), &[wrapped], self.now(), 0)?;
        }
        let keys = vec![controller_key_row(KeyPurpose::Controller, "", number, key_id)];
        let entry = rotation_entry(Some(KeyPurpose::Controller), Some(number));
        self.change(controller.id(), Change::AddControllerKeys { keys }, Some(entry)).await?;
        let parent = Parent { number: u64::from(number), key: WrappingKey::new(&secret)? };
        controller.keyring.add_parent(parent);
        Ok(())
    }

    /// Wraps what is under former keys, then erases those. None where there is only one key.
    pub(super) async fn finish_controller_key(
        &self,
        controller: &Controller,
    ) -> Result<Option<Rotated>, Problem> {
        let mut former = self.key_rows(controller, KeyPurpose::Controller, |_| true)?;
        let Some(newest) = former.pop().filter(|_| !former.is_empty()) else { return Ok(None) };
        if controller.keyring.newest_parent()? != u64::from(newest.number) {
            // Named and not taken in: its row was committed by a call that then failed. The next start takes it in.
            return Err(Problem::Conflict { code: "conflict.busy" });
        }
        let mut renewed = 0;
        // Nothing new comes under a former key any more, so a pass that finds nothing is the last.
        loop {
            let passed = self.rewrap_all(controller, u64::from(newest.number)).await?;
            if passed == 0 {
                break;
            }
            renewed += passed;
        }
        self.keys.empty_log()?;
        let change = Change::RetireControllerKeys { keys: former, keep_rows: false };
        self.change(controller.id(), change, None).await?;
        self.overwrite_keys(controller).await?;
        controller.keyring.drop_former_parents()?;
        Ok(Some(Rotated { number: newest.number, renewed }))
    }

    async fn rewrap_all(&self, controller: &Controller, newest: u64) -> Result<u64, Problem> {
        let (mut after, mut renewed) = (None, 0);
        loop {
            let under = (KeyPurpose::Controller.code(), newest);
            let page = self.keys.under_others(controller.id(), under, after.as_ref(), PAGE)?;
            let Some(last) = page.last() else { return Ok(renewed) };
            after = Some(last.key_id);
            self.keys.rewrap(controller.id(), &controller.keyring.rewrapped(&page)?)?;
            renewed += u64::try_from(page.len()).unwrap_or(u64::MAX);
            tokio::task::yield_now().await;
        }
    }
}
