//! What an objection stops before it is decided, and what of that goes on again (GDPR art. 21).
//!
//! Everyone the identifiers lead to is stopped at once, and who turns out to be someone else goes on at once. The other way round a person who objects
//! to direct marketing would get more of it for as long as it takes to look at them, against art. 21(3); that nobody writes to a stranger for those days
//! harms nobody. What the assessment declines goes on when the person has been told why: until then it is restricted (art. 18(1)(d)), and whoever has
//! a restriction is told before it is lifted (18(3)). Only what the case itself has stopped goes on: an objection made before it stands.
//!
//! Which those are is written into the case's record before anything is stopped, so that a process that ends in between leaves nothing stopped that
//! nobody knows of. Deliberately not here: what may be decided, which is `part`.

use vern_core::case::CaseState;
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;

use super::file::CaseFile;
use super::{CaseView, alone, record_key, serving};
use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Extent, Fields, Precondition, PutRequest};
use crate::subject::SubjectChange;

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
        let standing = self.objections(caller, &wanted)?;
        let mut record_version = record_version;
        let new: Vec<(SubjectId, String)> = wanted
            .iter()
            .filter(|stop| !standing.contains(stop) && !file.stopped.contains(stop))
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

    /// Lets go on what the case has stopped, as far as it is meant. What goes on already is left alone.
    pub(super) async fn resume(
        &self,
        caller: &Caller,
        file: &CaseFile,
        is_meant: impl Fn(&str, SubjectId) -> bool,
    ) -> Result<(), Problem> {
        let meant: Vec<(SubjectId, String)> =
            file.stopped.iter().filter(|(subject, activity)| is_meant(activity, *subject)).cloned().collect();
        let rules = self.rules_now(&caller.controller)?;
        for (subject, activity) in self.objections(caller, &meant)? {
            let circumstance = serving(&rules, caller, activity);
            self.change_subject(&alone(caller), subject, &circumstance, SubjectChange::Object(false)).await?;
        }
        Ok(())
    }

    /// Once the person has been told: what was declined goes on, and all of it where they took the objection back. Direct marketing does not, unless
    /// they did.
    pub(super) async fn resume_declined(&self, caller: &Caller, view: &CaseView) -> Result<(), Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let is_withdrawn = view.file.notes.iter().any(|note| note.step == "withdraw");
        let is_granted = |activity: &str| {
            view.file.parts.iter().any(|part| part.granted && part.activity.as_deref() == Some(activity))
        };
        let goes_on = |activity: &str| is_withdrawn || !is_granted(activity) && !rules.is_marketing(activity);
        self.resume(caller, &view.file, |activity, subject| {
            goes_on(activity) || !view.file.subjects.contains(&subject)
        })
        .await
    }

    /// Does what a step before this one has left undone, where a process ended between the step and what it does.
    pub(super) async fn catch_up(&self, caller: &Caller, view: &CaseView) -> Result<(), Problem> {
        match view.row.case.state {
            _ if view.file.stopped.is_empty() => Ok(()),
            CaseState::Answered | CaseState::Closed => self.resume_declined(caller, view).await,
            _ => self.resume(caller, &view.file, |_, subject| !view.file.subjects.contains(&subject)).await,
        }
    }

    /// Those of some that object now.
    fn objections(
        &self,
        caller: &Caller,
        of: &[(SubjectId, String)],
    ) -> Result<Vec<(SubjectId, String)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut objecting = Vec::new();
        for (subject, activity) in of {
            if snapshot.objects(caller.controller.id(), *subject, activity)? {
                objecting.push((*subject, activity.clone()));
            }
        }
        Ok(objecting)
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
            reason: Some(Personal::new("identify".to_owned())),
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
