//! Importing a charter version: checks it, makes the controller where it is the first, journals it.

use std::sync::Arc;

use vern_core::id::ControllerId;
use vern_crypto::{BlindIndexKey, KeyId, KeyPurpose, SecretKey, WrappingKey, random_bytes};
use vern_journal::{CheckpointKey, Entry, EntryKind, origin};
use vern_policy::Rules;
use vern_policy::compile::compile;
use vern_policy::parse::parse_charter;
use vern_store::keys::WrappedKey;
use vern_store::row::{CharterRow, ControllerKeyRow};

use crate::Answer;
use crate::committer::{Change, CommitError};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::keyring::WrappedRow;
use crate::problem::Problem;

/// Checks and compiles a charter document.
///
/// # Errors
/// [`Problem::Charter`] with every error found.
pub fn check_charter(document: &[u8], file: &str) -> Result<Rules, Problem> {
    let charter = parse_charter(document).map_err(|error| Problem::Charter(vec![error]))?;
    compile(charter, file).map_err(Problem::Charter)
}

impl Installation {
    /// Imports a charter version. The organisation's id says which controller it is for; an unknown one is made.
    ///
    /// # Errors
    /// [`Problem::Charter`]; `charter.already_there` for a version that has been imported.
    pub async fn import_charter(
        &self,
        document: &[u8],
        file: &str,
    ) -> Result<Answer<Arc<Controller>>, Problem> {
        let rules = check_charter(document, file)?;
        let _importing = self.importing.lock().await;
        let slug = rules.charter().organisation.id.value.clone();
        let controller = match self.controller(&slug) {
            Ok(controller) => controller,
            Err(_) => self.create_controller(&slug, &rules).await?,
        };
        self.refuse_known_version(&controller, &rules)?;
        self.add_lookup_keys(&controller, &rules).await?;
        let now = self.now();
        let row = CharterRow {
            hash: *rules.hash(),
            in_force_at: rules.charter().in_force_from,
            imported_at: now,
            file: file.to_owned(),
            document: document.to_vec(),
        };
        let mut draft = Entry::new(0, 0, EntryKind::CharterInForce);
        draft.charters = vec![row.hash];
        let committed = self.change(controller.id(), Change::AddCharter(Box::new(row)), Some(draft)).await?;
        Ok(Answer { value: controller, committed })
    }

    fn refuse_known_version(&self, controller: &Controller, rules: &Rules) -> Result<(), Problem> {
        let known = self.reader()?.snapshot()?.charters(controller.id())?;
        if known.iter().any(|row| row.hash == *rules.hash()) {
            return Err(Problem::Conflict { code: "charter.already_there" });
        }
        Ok(())
    }

    /// Makes a controller: its keys first and durably, then its row and the first entry of its journal.
    async fn create_controller(&self, slug: &str, rules: &Rules) -> Result<Arc<Controller>, Problem> {
        let id = ControllerId::from_bits(u64::from_be_bytes(random_bytes::<8>()?));
        let origin =
            origin(&self.name, id.as_u64(), 1).map_err(|_| Problem::invalid("installation.name_form"))?;
        let secret = SecretKey::generate()?;
        let wrapping = WrappingKey::new(&secret)?;
        let seed = SecretKey::generate()?;
        let mut made = NewKeys::default();
        made.add(&self.root, id, KeyPurpose::Controller, "", &secret)?;
        made.add(&wrapping, id, KeyPurpose::Journal, "", &SecretKey::generate()?)?;
        made.add(&wrapping, id, KeyPurpose::Checkpoint, "", &seed)?;
        for data_type in lookup_types(rules) {
            made.add(&wrapping, id, KeyPurpose::BlindIndex, data_type, &SecretKey::generate()?)?;
        }
        self.keys.put(id, &made.wrapped, self.now(), 0)?;
        let mut draft = Entry::new(0, 0, EntryKind::EpochOpened);
        draft.vkey = Some(CheckpointKey::from_seed(&origin, seed.expose_bytes())?.vkey());
        draft.origin = Some(origin);
        let change = Change::CreateController { slug: slug.to_owned(), keys: made.rows };
        self.change(id, change, Some(draft)).await?;
        self.load_controller(id, slug.to_owned())
    }

    /// A version may declare look-up types the controller has no blind-index key for yet.
    async fn add_lookup_keys(&self, controller: &Controller, rules: &Rules) -> Result<(), Problem> {
        let missing: Vec<&str> =
            lookup_types(rules).filter(|data_type| controller.keyring.blind(data_type).is_none()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let mut made = NewKeys::default();
        let mut added = Vec::new();
        for data_type in missing {
            let secret = SecretKey::generate()?;
            let wrapping = controller.keyring.wrapping();
            made.add(wrapping, controller.id(), KeyPurpose::BlindIndex, data_type, &secret)?;
            added.push((data_type, BlindIndexKey::new(&secret)));
        }
        self.keys.put(controller.id(), &made.wrapped, self.now(), 0)?;
        self.change(controller.id(), Change::AddControllerKeys { keys: made.rows }, None).await?;
        for (data_type, key) in added {
            controller.keyring.add_blind(data_type, key);
        }
        Ok(())
    }

    /// Commits a change that no decision stands behind: of the installation itself, not of personal data.
    pub(crate) async fn change(
        &self,
        controller: ControllerId,
        change: Change,
        draft: Option<Entry>,
    ) -> Result<crate::committer::Committed, Problem> {
        match self.committer.commit(controller, None, change, draft).await {
            Ok(committed) => Ok(committed),
            Err(CommitError::Failed(problem)) => Err(problem),
            Err(CommitError::Stale) => Err(Problem::Conflict { code: "conflict.busy" }),
        }
    }
}

fn lookup_types(rules: &Rules) -> impl Iterator<Item = &str> {
    let types = rules.charter().data_types.iter();
    types.filter(|data_type| data_type.lookup).map(|data_type| data_type.id.value.as_str())
}

#[derive(Default)]
struct NewKeys {
    wrapped: Vec<WrappedKey>,
    rows: Vec<ControllerKeyRow>,
}

impl NewKeys {
    fn add(
        &mut self,
        parent: &WrappingKey,
        id: ControllerId,
        purpose: KeyPurpose,
        name: &str,
        secret: &SecretKey,
    ) -> Result<(), Problem> {
        let key_id = KeyId::generate()?;
        self.wrapped.push(parent.wrapped_row(id, key_id, purpose, secret)?);
        self.rows.push(ControllerKeyRow {
            purpose: purpose.code(),
            name: name.to_owned(),
            number: 1,
            key_id: key_id.0,
        });
        Ok(())
    }
}
