//! What an objection stops before it is decided, and what of that goes on again (GDPR art. 21).
//!
//! Everyone the identifiers lead to is stopped at once, and who turns out to be someone else goes on at once. The other way round a person who objects
//! to direct marketing would get more of it for as long as it takes to look at them, against art. 21(3); that nobody writes to a stranger for those days
//! harms nobody. What the assessment declines goes on when the person has been told why: until then it is restricted (art. 18(1)(d)), and whoever has
//! a restriction is told before it is lifted (18(3)). Only what the case itself has stopped goes on: an objection made before it or since stands, and so
//! does one that another case is still about. What has gone on is not in the case any more, so that no later step looks at it again.
//!
//! Which those are is written into the case's record before anything is stopped, so that a process that ends in between leaves nothing stopped that
//! nobody knows of. Deliberately not here: what may be decided, which is `part`.

use vern_core::case::{CaseState, Right};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_policy::Rules;

use super::file::CaseFile;
use super::{CaseView, alone, record_key, serving};
use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Extent, Fields, Precondition, PutRequest};
use crate::subject::SubjectChange;

/// Who is stopped, in which activity.
type Stop = (SubjectId, String);

/// The word of the step that stops.
const IDENTIFY: &str = "identify";

impl Installation {
    /// Stops what can be objected to for everyone the case is about, and gives the case's place after what was written down of it.
    pub(super) async fn stop_at_once(
        &self,
        caller: &Caller,
        (id, version, record_version): (CaseId, u64, u64),
        view: &CaseView,
        file: &mut CaseFile,
    ) -> Result<(CaseId, u64, u64), Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let mut wanted = self.held_activities(caller, file)?;
        wanted.retain(|(_, activity)| rules.can_be_objected_to(activity));
        let standing: Vec<Stop> =
            self.objections(caller, &wanted)?.into_iter().map(|(stop, _)| stop).collect();
        let shared = self.stopped_elsewhere(caller, id, &file.subjects).await?;
        let mut record_version = record_version;
        let new: Vec<Stop> = wanted
            .iter()
            .filter(|stop| !standing.contains(stop) || shared.contains(stop))
            .filter(|stop| !file.stopped.contains(stop))
            .cloned()
            .collect();
        if !new.is_empty() {
            file.stopped.extend(new);
            let noted = CaseFile { stopped: file.stopped.clone(), ..view.file.clone() };
            record_version = self.note_in_file(caller, (id, record_version), view, &noted).await?;
        }
        for (subject, activity) in wanted.into_iter().filter(|stop| !standing.contains(stop)) {
            let circumstance = serving(&rules, caller, activity);
            self.change_subject(&alone(caller), subject, &circumstance, SubjectChange::Object(true)).await?;
        }
        Ok((id, version, record_version))
    }

    /// Lets go on what the case has stopped, as far as it is meant. What goes on already is left alone, and so is what someone has objected to since,
    /// or what another case is still about.
    async fn resume(
        &self,
        caller: &Caller,
        (id, file): (CaseId, &CaseFile),
        is_meant: impl Fn(&Stop) -> bool,
    ) -> Result<(), Problem> {
        let meant: Vec<Stop> = file.stopped.iter().filter(|stop| is_meant(stop)).cloned().collect();
        let objecting = self.objections(caller, &meant)?;
        if objecting.is_empty() {
            return Ok(());
        }
        let people: Vec<SubjectId> = objecting.iter().map(|((subject, _), _)| *subject).collect();
        let shared = self.stopped_elsewhere(caller, id, &people).await?;
        // Stopped before the step was committed; a step that was cut short is not among the notes.
        let identified_at = file.notes.iter().rfind(|note| note.step == IDENTIFY).map(|note| note.at);
        let is_own = |(stop, made_at): &(Stop, Instant)| {
            identified_at.is_none_or(|at| *made_at <= at) && !shared.contains(stop)
        };
        let rules = self.rules_now(&caller.controller)?;
        for ((subject, activity), _) in objecting.into_iter().filter(is_own) {
            let circumstance = serving(&rules, caller, activity);
            self.change_subject(&alone(caller), subject, &circumstance, SubjectChange::Object(false)).await?;
        }
        Ok(())
    }

    /// Lets go on what a step that was taken lets go on: whoever turned out to be someone else, and, once the person has been told, what was declined, or
    /// all of it where they took the objection back. Direct marketing does not go on, unless they did.
    pub(super) async fn settle_stops(&self, caller: &Caller, id: CaseId) -> Result<(), Problem> {
        let (mut view, record_version) = self.case_with_version(&alone(caller), id).await?;
        self.catch_up(caller, (id, record_version), &mut view).await.map(|_| ())
    }

    /// The same before the next step, where a process ended in between. What goes on is taken out of the case; gives the version its record has then.
    pub(super) async fn catch_up(
        &self,
        caller: &Caller,
        (id, record_version): (CaseId, u64),
        view: &mut CaseView,
    ) -> Result<u64, Problem> {
        if view.file.stopped.is_empty() {
            return Ok(record_version);
        }
        let rules = self.rules_now(&caller.controller)?;
        let is_told = matches!(view.row.case.state, CaseState::Answered | CaseState::Closed);
        let goes_on = |stop: &Stop| {
            if is_told { is_declined(view, &rules, stop) } else { !view.file.subjects.contains(&stop.0) }
        };
        self.resume(caller, (id, &view.file), goes_on).await?;
        let stopped: Vec<Stop> = view.file.stopped.iter().filter(|stop| !goes_on(stop)).cloned().collect();
        if stopped.len() == view.file.stopped.len() {
            return Ok(record_version);
        }
        view.file.stopped = stopped;
        self.note_in_file(caller, (id, record_version), view, &view.file).await
    }

    /// Those of some that object now, and since when.
    fn objections(&self, caller: &Caller, of: &[Stop]) -> Result<Vec<(Stop, Instant)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut objecting = Vec::new();
        for (subject, activity) in of {
            if let Some(made_at) = snapshot.objected_at(caller.controller.id(), *subject, activity)? {
                objecting.push(((*subject, activity.clone()), made_at));
            }
        }
        Ok(objecting)
    }

    /// What other cases about the same people have stopped and are not done with.
    async fn stopped_elsewhere(
        &self,
        caller: &Caller,
        id: CaseId,
        subjects: &[SubjectId],
    ) -> Result<Vec<Stop>, Problem> {
        let mut stopped = Vec::new();
        for view in self.other_cases(caller, (id, Right::Objection), subjects).await? {
            if !matches!(view.row.case.state, CaseState::Answered | CaseState::Closed) {
                let file = view.file;
                stopped.extend(file.stopped.into_iter().filter(|(of, _)| file.subjects.contains(of)));
            }
        }
        Ok(stopped)
    }

    /// Writes a case's record without a step, and gives the version it has then.
    async fn note_in_file(
        &self,
        caller: &Caller,
        (id, record_version): (CaseId, u64),
        view: &CaseView,
        file: &CaseFile,
    ) -> Result<u64, Problem> {
        let request = PutRequest {
            activity: view.activity.clone(),
            fields: Fields::from([file.to_field()?]),
            extent: Extent::Named { removed: std::collections::BTreeSet::new() },
            precondition: Precondition::Version(record_version),
            reason: Some(Personal::new(IDENTIFY.to_owned())),
            ..PutRequest::default()
        };
        match self.put_record(&alone(caller), &record_key(id), &request).await {
            Ok(answer) => Ok(answer.value.version),
            Err(Problem::Conflict { code: "record.version_differs" }) => {
                Err(Problem::Conflict { code: "case.version_differs" })
            }
            Err(problem) => Err(problem),
        }
    }
}

/// Whether a case that is answered lets something go on: it was declined, the objection was taken back, or it is of someone else.
fn is_declined(view: &CaseView, rules: &Rules, (subject, activity): &Stop) -> bool {
    let file = &view.file;
    let is_granted = file.parts.iter().any(|part| part.granted && part.activity.as_deref() == Some(activity));
    let is_withdrawn = file.notes.iter().any(|note| note.step == "withdraw");
    is_withdrawn || !is_granted && !rules.is_marketing(activity) || !file.subjects.contains(subject)
}
