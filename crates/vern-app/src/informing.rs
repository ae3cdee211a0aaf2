//! People who were not asked themselves are told what is held on them (GDPR art. 14): by whom, from where, why, on which basis, to whom it goes, how long,
//! and what they can ask for. What they are told is printed from the charter; the charter says within how long (`told_within`).
//!
//! Deliberately not here: whom nobody has told yet, and since when (`retention::RecordDuty`).

use std::collections::BTreeMap;

use vern_core::id::SubjectId;
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::record::RecordKey;
use vern_core::value::DataKind;
use vern_policy::Rules;
use vern_store::Snapshot;
use vern_store::outbox::Channel;
use vern_text::{Document, Language, text};

use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_message;
use crate::committer::Committed;
use crate::controller::Controller;
use crate::document::information;
use crate::installation::Installation;
use crate::outbox::Message;
use crate::problem::Problem;
use crate::record::{Circumstance, SearchBy, SearchRequest, is_restricted};
use crate::subject::SubjectChange;

/// Records of one person looked through for an address.
const RECORDS: u32 = 25;

/// How somebody is told.
#[derive(Debug, Clone)]
pub enum Telling {
    /// By an e-mail to the address the activity holds, in a language.
    Message(Language),
    /// In another way: how and when; or why they need not be (art. 14(5)). Sealed in the journal.
    Otherwise(Personal<String>),
}

/// What telling people will do, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ForeseenTelling {
    /// People who are told.
    pub people: u64,
    /// People whose data is restricted.
    pub restricted: u64,
}

/// What telling people did.
#[derive(Debug, Clone, Default)]
pub struct PeopleTold {
    /// People who were told, or to whom a message is on its way.
    pub people: u64,
    /// People who were not, by why.
    pub left: BTreeMap<String, u64>,
    /// The last decision in the journal.
    pub committed: Option<Committed>,
}

impl Installation {
    /// What somebody on whom an activity holds data is told.
    ///
    /// # Errors
    /// `charter.none_in_force`, `informing.none_asked` where the charter has nobody told there; `store.*`.
    pub fn information(
        &self,
        controller: &Controller,
        activity: &str,
        language: Language,
    ) -> Result<Document, Problem> {
        let rules = self.rules_now(controller)?;
        if rules.told_within(activity).is_empty() {
            return Err(none_asked());
        }
        Ok(information(&rules, language, self.now(), activity))
    }

    /// Tells one person, or notes that they have been told.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `informing.none_asked` where the charter has nobody told there or nothing of the person
    /// is held, `informing.told` where they have been, `informing.how_missing` where nothing says how; of a message `informing.no_address` where no
    /// e-mail address may be seen, `informing.no_outbox` where none can be sent; `reason.too_long`, `conflict.busy`.
    pub async fn inform(
        &self,
        caller: &Caller,
        subject: SubjectId,
        activity: &str,
        telling: &Telling,
    ) -> Result<Answer<()>, Problem> {
        self.refuse_repeated(caller)?;
        let (reason, message) = match telling {
            Telling::Otherwise(how) if how.reveal().trim().is_empty() => {
                return Err(Problem::invalid_field("informing.how_missing", "told_by"));
            }
            Telling::Otherwise(how) => (how.clone(), None),
            Telling::Message(language) => {
                self.require_untold(caller, subject, activity)?;
                let reason = Personal::new(text(*language, "informing-reason", &[]));
                // The call is the last of what it takes.
                let reader = Caller { call: None, ..caller.clone() };
                let to = self.address_of(&reader, subject, circumstance(activity, &reason)).await?;
                let message = self.information_message(&caller.controller, activity, to, *language)?;
                let id = issue_message(self.now())?;
                let itself = self.acting_itself(&caller.controller).map_err(|_| no_outbox())?;
                self.queue_message_as(&itself, id, &message).await.map_err(|problem| match problem {
                    Problem::Refused(_)
                    | Problem::Conflict { code: "outbox.undeclared" | "outbox.limit_missing" } => no_outbox(),
                    problem => problem,
                })?;
                (reason, Some(id))
            }
        };
        let told = SubjectChange::Inform(Some((self.time_at(&caller.controller)?, message)));
        self.set_subject(caller, subject, &circumstance(activity, &reason), told).await
    }

    /// Before anything is sent to them.
    fn require_untold(&self, caller: &Caller, subject: SubjectId, activity: &str) -> Result<(), Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        if self.ground(caller, &snapshot)?.in_force.rules.told_within(activity).is_empty() {
            return Err(none_asked());
        }
        require_untold(&snapshot, &caller.controller, subject, activity)
    }

    /// Notes that a person has not been told after all.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `informing.none_asked`, `reason.too_long`, `conflict.busy`.
    pub async fn note_uninformed(
        &self,
        caller: &Caller,
        subject: SubjectId,
        circumstance: &Circumstance,
    ) -> Result<Answer<()>, Problem> {
        self.set_subject(caller, subject, circumstance, SubjectChange::Inform(None)).await
    }

    /// Tells the people some records are about, each once.
    ///
    /// # Errors
    /// What is wrong with none of them alone: `record.key_form`, `informing.how_missing`, `informing.none_asked`, `conflict.busy`, `store.*`.
    pub async fn inform_many(
        &self,
        caller: &Caller,
        activity: &str,
        keys: &[String],
        telling: &Telling,
    ) -> Result<PeopleTold, Problem> {
        let mut told = PeopleTold::default();
        for subject in self.people_of(caller, activity, keys)?.0 {
            match self.inform(caller, subject, activity, telling).await {
                Ok(answer) => {
                    told.people += 1;
                    told.committed = Some(answer.committed);
                }
                Err(
                    problem @ (Problem::Refused(_) | Problem::Conflict { .. } | Problem::NotFound { .. }),
                ) => {
                    *told.left.entry(problem.code().to_owned()).or_default() += 1;
                    if let Problem::Refused(refusal) = problem {
                        told.committed = Some(refusal.committed);
                    }
                }
                Err(problem) => return Err(problem),
            }
        }
        Ok(told)
    }

    /// What that will do, in numbers; none where the caller may not say that people were told.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; `record.key_form`, `store.*`.
    pub fn foresee_telling(
        &self,
        caller: &Caller,
        activity: &str,
        keys: &[String],
    ) -> Result<Option<ForeseenTelling>, Problem> {
        let may_tell = {
            let reader = self.reader()?;
            let ground = self.ground(caller, &reader.snapshot()?)?;
            caller.may(&ground.in_force.rules, activity, Act::Register)
        };
        if !may_tell {
            return Ok(None);
        }
        let (people, restricted) = self.people_of(caller, activity, keys)?;
        let people = u64::try_from(people.len()).unwrap_or(u64::MAX);
        Ok(Some(ForeseenTelling { people, restricted }))
    }

    /// Whom records of an activity are about, each once, and of how many of them data is restricted there.
    fn people_of(
        &self,
        caller: &Caller,
        activity: &str,
        keys: &[String],
    ) -> Result<(Vec<SubjectId>, u64), Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let id = caller.controller.id();
        let (mut people, mut restricted) = (Vec::new(), 0);
        for key in keys {
            let key: RecordKey = key.parse()?;
            let Some(row) = snapshot.record_by_key(id, key.as_str())? else { continue };
            let policy = caller.controller.policy(&snapshot, ground.standing.state_version, row.policy)?;
            if policy.row.activity != activity || people.contains(&row.subject) {
                continue;
            }
            people.push(row.subject);
            let of = (row.subject, &row.subject_row);
            restricted += u64::from(is_restricted(&snapshot, id, of, activity)?);
        }
        Ok((people, restricted))
    }

    /// The e-mail address the activity holds of a person, read as the caller: by the gate, and in the journal.
    async fn address_of(
        &self,
        caller: &Caller,
        subject: SubjectId,
        circumstance: Circumstance,
    ) -> Result<Personal<String>, Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let emails = own_addresses(&rules, &circumstance.activity);
        if emails.is_empty() {
            return Err(no_address());
        }
        let circumstance = Circumstance { data: Some(emails.clone()), ..circumstance };
        let by = SearchBy::Subject(subject);
        let request = SearchRequest { circumstance, by, after: None, most: RECORDS };
        let found = self.search_records(caller, &request).await?.value.records;
        let mut addresses = found.into_iter().flat_map(|record| record.fields);
        addresses.find(|(id, _)| emails.contains(id)).map(|(_, address)| address).ok_or_else(no_address)
    }

    fn information_message(
        &self,
        controller: &Controller,
        activity: &str,
        to: Personal<String>,
        language: Language,
    ) -> Result<Message, Problem> {
        let information = self.information(controller, activity, language)?;
        let organisation = self.rules_now(controller)?.charter().organisation.name.clone();
        let heading = text(language, "informing-heading", &[("organisation", organisation.as_str().into())]);
        Ok(Message {
            channel: Channel::Email,
            whose: None,
            category: None,
            to,
            language,
            heading: Some(Personal::new(heading)),
            text: Personal::new(information.to_plain_text()),
            headers: BTreeMap::new(),
            not_after: None,
        })
    }
}

/// That nobody has told a person yet.
pub(crate) fn require_untold(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    subject: SubjectId,
    activity: &str,
) -> Result<(), Problem> {
    let told_at = snapshot.informed_at(controller.id(), subject, activity)?;
    if told_at.is_some() { Err(Problem::Conflict { code: "informing.told" }) } else { Ok(()) }
}

/// Data types of an activity that hold the person's own e-mail address: those the charter says so of, else the only one there is. Of several it could be
/// somebody else's, such as a reference's.
fn own_addresses(rules: &Rules, activity: &str) -> Vec<String> {
    let charter = rules.charter();
    let held = charter.activities.iter().find(|it| it.id.value == activity);
    let is_held = |id: &str| held.is_some_and(|held| held.data.value.iter().any(|it| it.value == id));
    let is_email = |id: &str| rules.data_type(id).is_some_and(|(_, kind, _)| kind == DataKind::Email);
    let emails = charter.data_types.iter().filter(|it| is_held(&it.id.value) && is_email(&it.id.value));
    let emails: Vec<_> = emails.collect();
    let own = emails.iter().filter(|it| it.identifies || emails.len() == 1);
    own.map(|it| it.id.value.clone()).collect()
}

fn circumstance(activity: &str, reason: &Personal<String>) -> Circumstance {
    let reason = Some(reason.clone());
    Circumstance { activity: activity.to_owned(), reason, ..Circumstance::default() }
}

fn none_asked() -> Problem {
    Problem::invalid_field("informing.none_asked", "activity")
}

const fn no_address() -> Problem {
    Problem::Conflict { code: "informing.no_address" }
}

const fn no_outbox() -> Problem {
    Problem::Conflict { code: "informing.no_outbox" }
}
