//! The key of a data type's look-up tokens: while both are held a search asks for the tokens of both; every record's token is written anew;
//! then the former key is erased.
//!
//! Reading every record for its token is an operation of the installation on what it holds, not on anyone in particular: two entries, when it
//! begins and when it is done, with how many.

use std::collections::BTreeSet;
use std::sync::Arc;

use vern_core::data_type::DataTypes;
use vern_crypto::{BlindIndexKey, KeyPurpose};
use vern_journal::{DataBits, Entry};
use vern_policy::Rules;
use vern_store::row::{LookupToken, RecordRow};
use vern_store::write::TokenSwap;

use super::{Rotated, new_key, rotation_entry};
use crate::charter::controller_key_row;
use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::open_fields;
use crate::vouched::OWN_KEY;

/// Records read at once, and at most so many tokens written in one commit.
const PAGE: u32 = 256;

impl Installation {
    /// Replaces the look-up key of a data type while everything goes on. One cut short is finished first, and counts.
    ///
    /// # Errors
    /// `key.lookup_unknown` for a data type that has none, or that the charter in force does not declare; `record.unreadable` for a record that does
    /// not open: both keys then stay in use; `store.*`, `internal`.
    pub async fn rotate_lookup_key(
        &self,
        controller: &Controller,
        data_type: &str,
    ) -> Result<Rotated, Problem> {
        let _rotating = self.rotating.lock().await;
        if let Some(rotated) = self.finish_lookup_key(controller, data_type).await? {
            return Ok(rotated);
        }
        let unknown = Problem::NotFound { code: "key.lookup_unknown" };
        let number = controller.keyring.lookup_number(data_type).ok_or(unknown)? + 1;
        self.lookup_rules(controller, data_type)?;
        let made = [new_key()?];
        controller.keyring.keep(KeyPurpose::BlindIndex, &made, self.now(), 0)?;
        let [(key_id, secret)] = &made;
        // Searched for before any of its tokens can stand in a row, written only once its own row is there.
        controller.keyring.add_lookup(data_type, number, BlindIndexKey::new(secret));
        let keys = vec![controller_key_row(KeyPurpose::BlindIndex, data_type, number, *key_id)];
        let named = self.change(controller.id(), Change::AddControllerKeys { keys }, None).await;
        if let Err(problem) = named {
            controller.keyring.drop_lookup(data_type, number);
            return Err(problem);
        }
        let rotated = self.finish_lookup_key(controller, data_type).await?;
        rotated.ok_or_else(|| Problem::Internal("a rotation that has begun is not there".to_owned()))
    }

    /// Data types of a controller that have a look-up key.
    ///
    /// # Errors
    /// `store.*`.
    pub fn lookups_of(&self, controller: &Controller) -> Result<BTreeSet<String>, Problem> {
        let rows = self.key_rows(controller, KeyPurpose::BlindIndex, |_| true)?;
        Ok(rows.into_iter().map(|row| row.name).filter(|name| name != OWN_KEY).collect())
    }

    /// Writes every record's token anew, then erases the former keys. None where there is only one key.
    pub(super) async fn finish_lookup_key(
        &self,
        controller: &Controller,
        data_type: &str,
    ) -> Result<Option<Rotated>, Problem> {
        let mut former = self.key_rows(controller, KeyPurpose::BlindIndex, |row| row.name == data_type)?;
        let Some(newest) = former.pop().filter(|_| !former.is_empty()) else { return Ok(None) };
        let rules = self.lookup_rules(controller, data_type)?;
        controller.keyring.write_lookup(data_type, newest.number);
        // The state version this counts up has every write made again that was prepared with the former key: what is committed after it
        // has the new token, what was committed before it is met below.
        let begun = Change::AddControllerKeys { keys: Vec::new() };
        self.change(controller.id(), begun, Some(lookup_entry(&rules, data_type, newest.number))).await?;
        // Nor has an erasure that seals what a statute keeps any former token in hand: one under way is over when its turn is.
        drop(self.erasing.lock().await);
        let key = controller
            .keyring
            .lookup_written(data_type)
            .ok_or_else(|| Problem::Internal("a look-up key that is named is not held".to_owned()))?;
        let renewed = self.reindex(controller, &rules, data_type, &key).await?;
        let mut entry = lookup_entry(&rules, data_type, newest.number);
        entry.count = Some(renewed);
        let numbers: Vec<u32> = former.iter().map(|row| row.number).collect();
        let change = Change::RetireControllerKeys { keys: former, keep_rows: false };
        self.change(controller.id(), change, Some(entry)).await?;
        // A search that has looked for the new token alone in an older view is made again: the state version has gone on.
        for number in numbers {
            controller.keyring.drop_lookup(data_type, number);
        }
        self.overwrite_keys(controller).await?;
        Ok(Some(Rotated { number: newest.number, renewed }))
    }

    /// The rules in force, if they declare the data type for looking up: how a value becomes a token is theirs to say.
    fn lookup_rules(&self, controller: &Controller, data_type: &str) -> Result<Arc<Rules>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let rules = controller.in_force(&snapshot, head.state_version, self.now().max(head.last_at))?.rules;
        let declared = rules.data_type(data_type).is_some_and(|(_, _, lookup)| lookup);
        if declared { Ok(rules) } else { Err(Problem::NotFound { code: "key.lookup_unknown" }) }
    }

    async fn reindex(
        &self,
        controller: &Controller,
        rules: &Rules,
        data_type: &str,
        key: &BlindIndexKey,
    ) -> Result<u64, Problem> {
        let (mut after, mut renewed) = (i64::MIN, 0);
        loop {
            let page = self.reader()?.snapshot()?.records_after(controller.id(), after, PAGE)?;
            let Some(last) = page.last() else { return Ok(renewed) };
            after = last.record;
            let mut swaps = Vec::new();
            for row in &page {
                swaps.extend(self.swap_of(controller, rules, data_type, key, row)?);
            }
            renewed += u64::try_from(swaps.len()).unwrap_or(u64::MAX);
            if !swaps.is_empty() {
                self.change(controller.id(), Change::SwapTokens { swaps }, None).await?;
            }
            tokio::task::yield_now().await;
        }
    }

    /// What is to be written for one record; nothing where it has no token of the type, has the new one, or is being erased.
    fn swap_of(
        &self,
        controller: &Controller,
        rules: &Rules,
        data_type: &str,
        key: &BlindIndexKey,
        row: &RecordRow,
    ) -> Result<Option<TokenSwap>, Problem> {
        let Some(data_key) = row.data_key else { return Ok(None) };
        let Some(data_key) = controller.keyring.data(&data_key)? else { return Ok(None) };
        let policy = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let head =
                snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
            controller.policy(&snapshot, head.state_version, row.policy)?
        };
        let fields = open_fields(controller, &data_key, row, &policy)?.fields;
        let Some((value, (_, kind, _))) = fields.get(data_type).zip(rules.data_type(data_type)) else {
            return Ok(None);
        };
        let Ok(normal) = kind.normal_form(value.reveal()) else { return Ok(None) };
        let token = key.token(&normal);
        let held: &[LookupToken] = row.tokens.as_chunks().0;
        let tokens = controller.keyring.lookup_all(data_type).into_iter().map(|known| known.token(&normal));
        let former = tokens.filter(|known| *known != token).find(|known| held.contains(known));
        Ok(former.map(|former| TokenSwap { key: row.key.clone(), version: row.version, former, token }))
    }
}

/// Kind 7 with the data type it is about, by the charter that declares it.
fn lookup_entry(rules: &Rules, data_type: &str, number: u32) -> Entry {
    let mut entry = rotation_entry(Some(KeyPurpose::BlindIndex), Some(number));
    let place = rules.data_type(data_type).map(|(place, ..)| place);
    let data: DataTypes = place.into_iter().collect();
    entry.data = DataBits::from_bytes(&data.to_bytes());
    entry.charters = rules.sources().iter().map(|source| source.hash).collect();
    entry
}
