//! Importing a document: an organisation's own charter, a processor's terms, a controller's agreement under them. Checks it, makes the
//! controller where it is the first, journals it in the journal of everyone it concerns.
//!
//! A controller holds copies of the terms it has an agreement under, so that its own journal and export prove what was in force for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::{BlindIndexKey, CryptoError, KeyId, KeyPurpose, SecretKey, WrappingKey, random_bytes};
use vern_journal::{CheckpointKey, Entry, EntryKind, origin};
use vern_policy::Rules;
use vern_policy::charter::{Agreement, Carried, DocumentKind, TermsVersion};
use vern_policy::compile::compile;
pub use vern_policy::diff::{Change as DocumentChange, Effect, diff as diff_documents};
pub use vern_policy::in_force::{Document, Source};
use vern_policy::in_force::{Timeline, check_together};
pub use vern_policy::parse::write_document;
use vern_policy::parse::{parse_charter, parse_document};
pub use vern_policy::schema::charter_schema;
use vern_store::keys::WrappedKey;
use vern_store::row::{CharterRow, ControllerKeyRow};

use crate::Answer;
use crate::committer::{Change, CommitError, Committed};
use crate::controller::Controller;
use crate::cookie_choice::chosen_activities;
use crate::installation::Installation;
use crate::keyring::Parent;
use crate::problem::Problem;
use crate::vouched::OWN_KEY;

/// Checks and compiles an organisation's own charter, or terms.
///
/// # Errors
/// [`Problem::Charter`] with every error found.
pub fn check_charter(document: &[u8], file: &str) -> Result<Rules, Problem> {
    let charter = parse_charter(document).map_err(|error| Problem::Charter(vec![error]))?;
    compile(charter, file).map_err(Problem::Charter)
}

/// Checks a document of any kind by itself.
///
/// # Errors
/// [`Problem::Charter`] with every error found.
pub fn check_document(document: &[u8], file: &str) -> Result<Source, Problem> {
    let parsed = parse_document(document).map_err(|error| Problem::Charter(vec![error]))?;
    Source::new(parsed, file).map_err(Problem::Charter)
}

/// What a document comes to at an instant: by itself, or an agreement together with its terms, at the earliest once both have begun.
///
/// # Errors
/// [`Problem::Charter`] with every error found; `charter.terms_missing` for an agreement without the terms it stands under.
pub fn in_force(document: &Source, terms: Option<&Source>, at: Instant) -> Result<Arc<Rules>, Problem> {
    match document.document() {
        Document::Charter(charter) => {
            let rules = compile(charter.as_ref().clone(), document.file()).map_err(Problem::Charter)?;
            Ok(Arc::new(rules))
        }
        Document::Agreement(_) => {
            let missing = Problem::Conflict { code: "charter.terms_missing" };
            let Some(terms) = terms else { return Err(missing) };
            let both = [terms.clone(), document.clone()];
            check_together(&both).map_err(Problem::Charter)?;
            let timeline = Timeline::new(&both).map_err(Problem::Charter)?;
            let both = terms.document().in_force_from().max(document.document().in_force_from());
            timeline.at(at.max(both)).map(|(rules, _)| Arc::clone(rules)).ok_or(missing)
        }
    }
}

/// A document a controller holds, ready to be laid out with others.
pub(crate) fn source_of(row: &CharterRow) -> Result<Source, Problem> {
    check_document(&row.document, &row.file)
}

/// A document on its way in.
struct Incoming {
    source: Source,
    row: CharterRow,
}

impl Incoming {
    fn kind(&self) -> DocumentKind {
        self.source.document().kind()
    }

    fn slug(&self) -> &str {
        &self.source.document().organisation().id.value
    }

    fn agreement(&self) -> Option<&Agreement> {
        match self.source.document() {
            Document::Agreement(agreement) => Some(agreement),
            Document::Charter(_) => None,
        }
    }
}

impl Installation {
    /// Imports a document. The organisation's id says which controller it is for; an unknown one is made.
    ///
    /// Terms also go to every controller with an agreement under them. Where that was cut short, importing them again goes on with it.
    ///
    /// # Errors
    /// [`Problem::Charter`]; `charter.already_there` for a version that has been imported, `charter.in_force_clash` for another that starts at the
    /// same instant or `charter.version_clash` for another of the same name, `charter.kind_mixed` for agreements beside own charters or under two processors, `charter.terms_missing`.
    pub async fn import_charter(
        &self,
        document: &[u8],
        file: &str,
    ) -> Result<Answer<Arc<Controller>>, Problem> {
        let source = check_document(document, file)?;
        let _importing = self.importing.lock().await;
        let row = CharterRow {
            hash: *source.hash(),
            in_force_at: source.document().in_force_from(),
            imported_at: self.now(),
            file: file.to_owned(),
            document: document.to_vec(),
        };
        let incoming = Incoming { source, row };
        let followers = self.followers(&incoming)?;
        let held = self.held_by(incoming.slug())?;
        let is_there = held.iter().any(|(row, _)| row.hash == incoming.row.hash);
        if is_there && followers.is_empty() {
            return Err(Problem::Conflict { code: "charter.already_there" });
        }
        let mut added = self.terms_for(&incoming, &held)?;
        if !is_there {
            refuse_clash(&incoming, &held)?;
            added.push((incoming.row.clone(), incoming.source.clone()));
        }
        if let Document::Agreement(_) = incoming.source.document() {
            let with: Vec<Source> = held
                .iter()
                .map(|(_, source)| source.clone())
                .chain(added.iter().map(|(_, source)| source.clone()))
                .collect();
            check_together(&with).map_err(Problem::Charter)?;
        }
        let mut plans = vec![(incoming.slug().to_owned(), added)];
        for slug in followers {
            plans.push((slug, vec![(incoming.row.clone(), incoming.source.clone())]));
        }
        self.carry_out(plans).await
    }

    /// Lays out what each controller would then hold before anything is kept; then keeps it, the one the document is about first.
    async fn carry_out(
        &self,
        plans: Vec<(String, Vec<(CharterRow, Source)>)>,
    ) -> Result<Answer<Arc<Controller>>, Problem> {
        let mut lookups = Vec::new();
        for (slug, added) in &plans {
            let held = self.held_by(slug)?.into_iter().map(|(_, source)| source);
            let all: Vec<Source> = held.chain(added.iter().map(|(_, source)| source.clone())).collect();
            lookups.push(lookup_types(&Timeline::new(&all).map_err(Problem::Charter)?));
        }
        let mut answer = None;
        let own = plans.first().map(|(slug, _)| slug.clone());
        for ((slug, added), lookups) in plans.into_iter().zip(lookups) {
            let rows: Vec<CharterRow> = added.into_iter().map(|(row, _)| row).collect();
            if rows.is_empty() {
                continue;
            }
            let kept = self.keep(&slug, rows, &lookups).await?;
            answer = answer.or(kept);
        }
        let mut answer = answer.ok_or(Problem::Conflict { code: "charter.already_there" })?;
        // Where only the copies were missing, the answer is still about the one the document is of.
        if let Some(own) = own {
            answer.value = self.controller(&own)?;
        }
        Ok(answer)
    }

    async fn keep(
        &self,
        slug: &str,
        rows: Vec<CharterRow>,
        lookups: &BTreeSet<String>,
    ) -> Result<Option<Answer<Arc<Controller>>>, Problem> {
        let controller = match self.controller(slug) {
            Ok(controller) => controller,
            Err(_) => self.create_controller(slug, lookups).await?,
        };
        self.add_lookup_keys(&controller, lookups).await?;
        let mut last: Option<Committed> = None;
        for row in rows {
            let mut draft = Entry::new(0, 0, EntryKind::CharterInForce);
            draft.charters = vec![row.hash];
            let change = Change::AddCharter(Box::new(row));
            last = Some(self.change(controller.id(), change, Some(draft)).await?);
        }
        Ok(last.map(|committed| Answer { value: controller, committed }))
    }

    /// What a controller holds already; nothing where there is none.
    fn held_by(&self, slug: &str) -> Result<Vec<(CharterRow, Source)>, Problem> {
        let Ok(controller) = self.controller(slug) else { return Ok(Vec::new()) };
        let rows = self.reader()?.snapshot()?.charters(controller.id())?;
        rows.into_iter().map(|row| source_of(&row).map(|source| (row, source))).collect()
    }

    /// Controllers with an agreement under incoming terms that do not hold them yet.
    fn followers(&self, incoming: &Incoming) -> Result<Vec<String>, Problem> {
        if incoming.kind() != DocumentKind::Terms {
            return Ok(Vec::new());
        }
        let mut followers = Vec::new();
        for controller in self.controllers() {
            let held = self.held_by(controller.slug())?;
            let under = held.iter().any(|(_, source)| processor_of(source) == Some(incoming.slug()));
            let has = held.iter().any(|(row, _)| row.hash == incoming.row.hash);
            if under && !has {
                followers.push(controller.slug().to_owned());
            }
        }
        Ok(followers)
    }

    /// The terms an incoming agreement stands under and its controller does not hold yet.
    fn terms_for(
        &self,
        incoming: &Incoming,
        held: &[(CharterRow, Source)],
    ) -> Result<Vec<(CharterRow, Source)>, Problem> {
        let Some(agreement) = incoming.agreement() else { return Ok(Vec::new()) };
        let under = &agreement.under.value;
        let of_processor = self.held_by(&under.processor)?.into_iter();
        let terms: Vec<_> =
            of_processor.filter(|(_, source)| are_terms_of(source, &under.processor)).collect();
        let found = match &under.terms {
            TermsVersion::InForce => !terms.is_empty(),
            TermsVersion::Named(version) => terms.iter().any(|(_, it)| it.document().version() == version),
        };
        if !found {
            return Err(Problem::Conflict { code: "charter.terms_missing" });
        }
        let is_new = |row: &CharterRow| !held.iter().any(|(known, _)| known.hash == row.hash);
        Ok(terms.into_iter().filter(|(row, _)| is_new(row)).collect())
    }

    /// Makes a controller: its keys first and durably, then its row and the first entry of its journal.
    async fn create_controller(
        &self,
        slug: &str,
        lookups: &BTreeSet<String>,
    ) -> Result<Arc<Controller>, Problem> {
        let id = ControllerId::from_bits(u64::from_be_bytes(random_bytes::<8>()?));
        let origin =
            origin(&self.name, id.as_u64(), 1).map_err(|_| Problem::invalid("installation.name_form"))?;
        let (secret, seed) = (SecretKey::generate()?, SecretKey::generate()?);
        let vkey = CheckpointKey::from_seed(&origin, seed.expose_bytes())?.vkey();
        let mut made = NewKeys::new(id);
        let parent = Parent { number: 1, key: WrappingKey::new(&secret)? };
        made.add(&parent, KeyPurpose::Journal, "", &SecretKey::generate()?)?;
        made.add(&parent, KeyPurpose::Checkpoint, &vkey, &seed)?;
        for data_type in lookups {
            made.add(&parent, KeyPurpose::BlindIndex, data_type, &SecretKey::generate()?)?;
        }
        {
            // Held until it is kept: a root key that is being replaced takes all it has wrapped along.
            let root = self.root.read();
            made.add(&root, KeyPurpose::Controller, "", &secret)?;
            self.keys.put(id, &made.wrapped, self.now(), 0)?;
        }
        let mut draft = Entry::new(0, 0, EntryKind::EpochOpened);
        draft.vkey = Some(vkey);
        draft.origin = Some(origin);
        let change = Change::CreateController { slug: slug.to_owned(), keys: made.rows };
        self.change(id, change, Some(draft)).await?;
        self.load_controller(id, slug.to_owned())
    }

    /// A version may declare look-up types the controller has no blind-index key for yet.
    async fn add_lookup_keys(
        &self,
        controller: &Controller,
        lookups: &BTreeSet<String>,
    ) -> Result<(), Problem> {
        let known = |data_type: &&String| controller.keyring.lookup_number(data_type).is_some();
        let missing: Vec<&String> = lookups.iter().filter(|data_type| !known(data_type)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let made: Vec<(KeyId, SecretKey)> = missing
            .iter()
            .map(|_| Ok((KeyId::generate()?, SecretKey::generate()?)))
            .collect::<Result<_, CryptoError>>()?;
        controller.keyring.keep(KeyPurpose::BlindIndex, &made, self.now(), 0)?;
        let row = |(data_type, (id, _)): (&&String, &(KeyId, SecretKey))| {
            controller_key_row(KeyPurpose::BlindIndex, data_type, 1, *id)
        };
        let keys = missing.iter().zip(&made).map(row).collect();
        self.change(controller.id(), Change::AddControllerKeys { keys }, None).await?;
        for (data_type, (_, secret)) in missing.into_iter().zip(made) {
            controller.keyring.add_lookup(data_type, 1, BlindIndexKey::new(&secret));
            controller.keyring.write_lookup(data_type, 1);
        }
        Ok(())
    }

    /// Commits a change that no decision stands behind: of the installation itself, not of personal data.
    pub(crate) async fn change(
        &self,
        controller: ControllerId,
        change: Change,
        draft: Option<Entry>,
    ) -> Result<Committed, Problem> {
        match self.committer.commit(controller, None, change, draft).await {
            Ok(committed) => Ok(committed),
            Err(CommitError::Failed(problem)) => Err(problem),
            Err(CommitError::Stale) => Err(Problem::Conflict { code: "conflict.busy" }),
        }
    }
}

/// Data types with exact search at any time: each needs a blind-index key. So does what Vern hands
/// people, sends them in messages, and remembers of who has left.
fn lookup_types(timeline: &Timeline) -> BTreeSet<String> {
    let types = timeline.stretches().flat_map(|(_, rules)| &rules.charter().data_types);
    let hands_out = timeline.stretches().any(|(_, rules)| {
        let carries = |work| rules.carrying(work).is_some();
        carries(Carried::Outbox)
            || carries(Carried::Subscriptions)
            || chosen_activities(rules).next().is_some()
    });
    let own = hands_out.then(|| OWN_KEY.to_owned());
    let looked_up = types.filter(|data_type| data_type.lookup).map(|data_type| data_type.id.value.clone());
    looked_up.chain(own).collect()
}

/// The processor of an agreement.
fn processor_of(source: &Source) -> Option<&str> {
    match source.document() {
        Document::Agreement(agreement) => Some(&agreement.under.value.processor),
        Document::Charter(_) => None,
    }
}

/// Whether a document is the terms of a processor; a controller also holds copies of the terms it has an agreement under itself.
fn are_terms_of(source: &Source, processor: &str) -> bool {
    let document = source.document();
    document.kind() == DocumentKind::Terms && document.organisation().id.value == processor
}

/// A set of documents has no ties, and is about one thing: own charters, or agreements with one processor.
fn refuse_clash(incoming: &Incoming, held: &[(CharterRow, Source)]) -> Result<(), Problem> {
    let like = |source: &Source| {
        source.document().kind() == incoming.kind()
            && source.document().organisation().id.value == incoming.slug()
    };
    if held.iter().any(|(row, source)| like(source) && row.in_force_at == incoming.row.in_force_at) {
        return Err(Problem::Conflict { code: "charter.in_force_clash" });
    }
    // An agreement may name one version of its terms: that name must mean one document.
    let version = incoming.source.document().version();
    if held.iter().any(|(_, source)| like(source) && source.document().version() == version) {
        return Err(Problem::Conflict { code: "charter.version_clash" });
    }
    let mixed = held.iter().any(|(_, source)| match (incoming.kind(), source.document().kind()) {
        (DocumentKind::Agreement, DocumentKind::Agreement) => {
            processor_of(source) != processor_of(&incoming.source)
        }
        (DocumentKind::Agreement, DocumentKind::Charter)
        | (DocumentKind::Charter, DocumentKind::Agreement) => true,
        _ => false,
    });
    if mixed { Err(Problem::Conflict { code: "charter.kind_mixed" }) } else { Ok(()) }
}

/// The first keys of a controller.
struct NewKeys {
    controller: ControllerId,
    wrapped: Vec<WrappedKey>,
    rows: Vec<ControllerKeyRow>,
}

impl NewKeys {
    const fn new(controller: ControllerId) -> Self {
        Self { controller, wrapped: Vec::new(), rows: Vec::new() }
    }

    fn add(
        &mut self,
        parent: &Parent,
        purpose: KeyPurpose,
        name: &str,
        secret: &SecretKey,
    ) -> Result<(), Problem> {
        let key_id = KeyId::generate()?;
        self.wrapped.push(parent.wrap(self.controller, key_id, purpose, secret)?);
        self.rows.push(controller_key_row(purpose, name, 1, key_id));
        Ok(())
    }
}

/// The row that names a key of the controller itself.
pub(crate) fn controller_key_row(
    purpose: KeyPurpose,
    name: &str,
    number: u32,
    key_id: KeyId,
) -> ControllerKeyRow {
    ControllerKeyRow { purpose: purpose.code(), name: name.to_owned(), number, key_id: key_id.0 }
}
