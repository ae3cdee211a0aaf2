//! Establishing who asks: how surely, and which people of ours that is. What they are looked up by is looked up at every controller of the
//! installation, so that nobody is told that nothing is held where another controller here holds it.

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use vern_core::case::{CaseKind, Right, Step, Strength};
use vern_core::id::{CaseId, SubjectId};
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::record::RecordKey;
use vern_policy::Rules;
use vern_store::case::CaseRow;

use super::file::{CameBy, CaseFile};
use super::receive::NewRequest;
use super::step::{Taken, said};
use super::{CaseView, alone, carrying, serving};
use crate::Answer;
use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{SEARCH_MAX, SearchBy, SearchRequest};

const UNKNOWN_RECORD: Problem = Problem::NotFound { code: "record.unknown" };
/// Bytes of a case's number that tell when it was made.
const TIME_BYTES: usize = 6;

/// What a person can be looked up by.
#[derive(Debug, Clone)]
pub struct Identifier {
    /// Data type, declared with `lookup: true`.
    pub data_type: String,
    /// The value.
    pub value: Personal<String>,
}

/// Who asks, as far as it is established.
#[derive(Debug, Clone)]
pub struct Identification {
    /// How surely.
    pub shown: Strength,
    /// What shows it.
    pub how: Personal<String>,
    /// People of ours that are this person, where that is known already.
    pub subjects: Vec<SubjectId>,
    /// What they are looked up by besides.
    pub identifiers: Vec<Identifier>,
    /// Found by the same identifiers, and someone else.
    pub not_the_same: Vec<SubjectId>,
    /// Keys of records that are about this person: where nobody can be looked up by what is known of them, somebody finds the record another way.
    pub records: Vec<String>,
}

impl Installation {
    pub(super) async fn identify(
        &self,
        caller: &Caller,
        at: (CaseId, u64, u64),
        view: &CaseView,
        asked: &Identification,
    ) -> Result<Answer<CaseRow>, Problem> {
        let step = Step::Identify { shown: asked.shown, needed: view.needed };
        // Whether it is known surely enough comes before any search: a stranger's word looks nobody up.
        view.row.case.advance(step, self.time_at(&caller.controller)?)?;
        let words = said(&asked.how)?.ok_or(Problem::Conflict { code: "case.reasons_missing" })?;
        let identifiers = merged(&view.file, &asked.identifiers);
        // What was ordered erased before is not this person's any more, and would be left out of every search until it is gone.
        self.finish_ordered(&caller.controller).await?;
        let found = self.subjects_with(&alone(caller), &identifiers).await?;
        let before = view.file.not_the_same.iter().filter(|subject| !asked.subjects.contains(subject));
        let excluded: BTreeSet<SubjectId> = asked.not_the_same.iter().chain(before).copied().collect();
        let named = self.subjects_of(caller, &asked.records)?;
        let known = view.file.subjects.iter().chain(&asked.subjects).chain(&named).copied();
        let subjects: BTreeSet<SubjectId> =
            known.chain(found).filter(|subject| !excluded.contains(subject)).collect();
        let mut file = CaseFile {
            subjects: subjects.iter().copied().collect(),
            not_the_same: excluded.into_iter().collect(),
            shown: Some(asked.shown),
            identifiers: identifiers.clone(),
            ..view.file.clone()
        };
        file.note_search();
        // Before the step is committed, and the same however often: a process that ends in between has lost nothing, and takes nothing twice.
        if view.file.came_by != CameBy::PassedOn {
            self.route(caller, view, at.0, &identifiers).await?;
        }
        let is_objection = view.row.case.kind == CaseKind::Rights(Right::Objection);
        let at = if is_objection { self.stop_at_once(caller, at, view, &mut file).await? } else { at };
        let taken = Taken { step, file, subject: subjects.first().copied(), words: Some(words) };
        let answer = self.commit_step(caller, at, view, taken).await?;
        if is_objection {
            self.settle_stops(caller, at.0).await?;
        }
        Ok(answer)
    }

    /// Whom records are about, in activities the caller has to do with. To every other caller there is no such record.
    fn subjects_of(&self, caller: &Caller, keys: &[String]) -> Result<Vec<SubjectId>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let subject_of = |key: &String| {
            let key: RecordKey = key.trim().parse()?;
            let row = snapshot.record_by_key(caller.controller.id(), key.as_str())?;
            let row = row.ok_or(UNKNOWN_RECORD)?;
            let policy = caller.controller.policy(&snapshot, ground.standing.state_version, row.policy)?;
            let rules = &ground.in_force.rules;
            let activity = policy.row.activity.as_str();
            // A case is a record of its own, and whoever handles one asks nothing of another by its key.
            let is_theirs = caller.has_grant(rules, activity) && carrying(rules).ok() != Some(activity);
            if is_theirs { Ok(row.subject) } else { Err(UNKNOWN_RECORD) }
        };
        keys.iter().map(subject_of).collect()
    }

    /// Everyone one of these leads to, in every activity that can be searched by it. What is left out is told: it may be this person's.
    pub(super) async fn subjects_with(
        &self,
        caller: &Caller,
        identifiers: &[(String, String)],
    ) -> Result<BTreeSet<SubjectId>, Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let mut found = BTreeSet::new();
        for (data_type, value) in identifiers {
            for activity in searchable(&rules, data_type) {
                let (data_type, value) = (data_type.clone(), Personal::new(value.clone()));
                // Who may restrict finds whoever has objected or is restricted too, and is shown nothing of them.
                let by = if caller.may(&rules, &activity, Act::Restrict) {
                    SearchBy::Holder { data_type, value }
                } else {
                    SearchBy::Value { data_type, value }
                };
                let circumstance = serving(&rules, caller, activity);
                let mut request = SearchRequest { circumstance, by, after: None, most: SEARCH_MAX };
                loop {
                    let page = self.search_records(caller, &request).await?.value;
                    if page.left_out > 0 {
                        return Err(Problem::Conflict { code: "case.search_withheld" });
                    }
                    found.extend(page.records.iter().map(|record| record.subject));
                    request.after = page.next;
                    if request.after.is_none() {
                        break;
                    }
                }
            }
        }
        Ok(found)
    }

    /// Which activities hold something on whom; what a statute keeps lies in one of its own.
    pub(super) fn held_activities(
        &self,
        caller: &Caller,
        file: &CaseFile,
    ) -> Result<Vec<(SubjectId, String)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut held = Vec::new();
        for subject in &file.subjects {
            let keys = snapshot.subject_keys(caller.controller.id(), *subject)?;
            held.extend(keys.into_iter().map(|(activity, _)| (*subject, activity)));
        }
        Ok(held)
    }

    /// Passes the request to every other controller here that holds the person by the same identifiers. Whoever runs the case is not told which.
    async fn route(
        &self,
        caller: &Caller,
        view: &CaseView,
        id: CaseId,
        identifiers: &[(String, String)],
    ) -> Result<(), Problem> {
        for other in self.controllers() {
            if other.id() == caller.controller.id() {
                continue;
            }
            // One that takes no requests here has its own way of being asked.
            let Ok(vern) = self.acting_itself(&other) else { continue };
            let searched = match self.subjects_with_granted(&vern, identifiers).await {
                Err(Problem::NotFound { .. } | Problem::Conflict { code: "charter.none_in_force" }) => {
                    continue;
                }
                searched => searched?,
            };
            if searched {
                match self.pass_on(&other, view, id).await {
                    // Whoever lets nobody send requests there takes none in either.
                    Err(Problem::Conflict { code: "rights.not_carried" } | Problem::Refused(_)) => {}
                    passed => passed?,
                }
            }
        }
        Ok(())
    }

    /// Whether one of these leads to anyone, as far as Vern's own role may search there.
    async fn subjects_with_granted(
        &self,
        vern: &Caller,
        identifiers: &[(String, String)],
    ) -> Result<bool, Problem> {
        let rules = self.rules_now(&vern.controller)?;
        for (data_type, value) in identifiers {
            for activity in searchable(&rules, data_type) {
                if !rules.has_grant(&vern.role, &activity) {
                    continue;
                }
                let request = SearchRequest {
                    circumstance: serving(&rules, vern, activity),
                    by: SearchBy::Value { data_type: data_type.clone(), value: Personal::new(value.clone()) },
                    after: None,
                    most: 1,
                };
                match self.search_records(vern, &request).await {
                    Ok(page) if !page.value.records.is_empty() || page.value.left_out > 0 => return Ok(true),
                    Ok(_) | Err(Problem::Refused(_) | Problem::Invalid { .. }) => {}
                    Err(problem) => return Err(problem),
                }
            }
        }
        Ok(false)
    }

    /// Has another controller receive the request, as of the day it came here. However often it is passed on, it is one case there.
    pub(super) async fn pass_on(
        &self,
        other: &Arc<Controller>,
        view: &CaseView,
        id: CaseId,
    ) -> Result<(), Problem> {
        let CaseKind::Rights(right) = view.row.case.kind;
        let contact = view.contact.clone().ok_or(Problem::Denied { code: "case.file_withheld" })?;
        let request = NewRequest {
            right,
            text: view.text.clone(),
            name: view.name.clone(),
            contact,
            language: view.file.language,
            came_by: CameBy::PassedOn,
            // A clock that was set back here has not been set back there.
            received_at: Some(view.row.case.received_at.min(self.time_at(other)?)),
            // Whoever it is here, there they are someone else.
            subjects: Vec::new(),
            shown: None,
        };
        let itself = self.acting_itself(other)?;
        let passed = passed_id(id, other);
        if self.reader()?.snapshot()?.case(other.id(), passed)?.is_some() {
            return Ok(());
        }
        match self.receive_request_as(&itself, passed, &request).await {
            // Two at once: one of them has passed it on.
            Ok(_) | Err(Problem::Conflict { code: "record.version_differs" }) => Ok(()),
            Err(problem) => Err(problem),
        }
    }
}

/// The number a case has at a controller it is passed to: made of the number here and of who that is, so that it is the same each time.
fn passed_id(id: CaseId, other: &Controller) -> CaseId {
    let digest = Sha256::new()
        .chain_update(b"vern case passed on")
        .chain_update(id.as_bytes())
        .chain_update(other.id().as_u64().to_be_bytes())
        .finalize();
    let mut bytes = *id.as_bytes();
    // The time stays in front, so that cases stay in the order they came in.
    for (place, byte) in bytes.iter_mut().skip(TIME_BYTES).zip(digest) {
        *place = byte;
    }
    CaseId::from_bytes(uuid::Builder::from_custom_bytes(bytes).into_uuid().into_bytes())
}

/// Activities that hold a data type one can be looked up by, what statutes keep of them among these, without the one that carries requests: what stands there is the case itself.
pub(super) fn searchable(rules: &Rules, data_type: &str) -> Vec<String> {
    let Some((place, _, true)) = rules.data_type(data_type) else { return Vec::new() };
    let of_charter = rules.charter().activities.iter().map(|activity| &activity.id.value);
    let holds = |activity: &&String| {
        rules.data_of(activity).contains(place) && carrying(rules).ok() != Some(activity.as_str())
    };
    let found = of_charter.filter(holds);
    let with_hold = |activity: &String| {
        let hold = rules.hold_of(activity).filter(|(_, data)| data.contains(place));
        [Some(activity.clone()), hold.map(|(hold, _)| hold.to_owned())].into_iter().flatten()
    };
    found.flat_map(with_hold).collect()
}

fn merged(file: &CaseFile, more: &[Identifier]) -> Vec<(String, String)> {
    let more = more.iter().map(|it| (it.data_type.clone(), it.value.reveal().trim().to_owned()));
    let all: BTreeSet<(String, String)> = file.identifiers.iter().cloned().chain(more).collect();
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
