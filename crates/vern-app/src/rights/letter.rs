//! The answer as a letter in plain words: what was asked, what is decided part by part and why, what was done, and what the person can do next. An
//! access request is told all of GDPR art. 15 besides its copy.
//!
//! Printed from the case whenever it is asked for, until it is answered: from then on it is kept with the case as the person got it, whatever the charter
//! says later (ADR 0035).

use std::collections::BTreeSet;

use vern_core::case::{CaseKind, CaseState, Right};
use vern_core::id::CaseId;
use vern_policy::Rules;
use vern_text::{Audience, Block, Document, Language, Line, Section, Value, date, text};

use vern_policy::charter::{Activity, Carried};

use super::file::{CameBy, Done, Ground, Part, Told};
use super::identify::searchable;
use super::{CaseView, HOLD_SUFFIX, calendar, time_zone};
use crate::access::Caller;
use crate::document::particulars;
use crate::installation::Installation;
use crate::names::Names;
use crate::problem::Problem;

impl Installation {
    /// The letter of a case as it stands, in its own language or another; of one that was answered, as it was then.
    ///
    /// # Errors
    /// As [`Installation::case`].
    pub async fn case_letter(
        &self,
        caller: &Caller,
        id: CaseId,
        language: Option<Language>,
    ) -> Result<Document, Problem> {
        let view = self.case(caller, id).await?;
        let language = language.unwrap_or(view.file.language);
        match view.file.letter(language) {
            Some(letter) => Ok(letter.clone()),
            None => self.letter_of(caller, &view, language),
        }
    }

    /// The letter in every language, to be kept with the case.
    pub(super) fn letters_of(&self, caller: &Caller, view: &CaseView) -> Result<Vec<Document>, Problem> {
        Language::ALL.into_iter().map(|language| self.letter_of(caller, view, language)).collect()
    }

    fn letter_of(&self, caller: &Caller, view: &CaseView, language: Language) -> Result<Document, Problem> {
        let names = self.names(&caller.controller, language)?;
        let rules = self.rules_now(&caller.controller)?;
        let contact = self.contact(&caller.controller, language)?;
        let unsearched = unsearched(view, &rules);
        let letter = Letter { view, rules: &rules, names: &names, unsearched, language };
        let at = self.time_at(&caller.controller)?;
        let mut sections = vec![letter.request(), letter.decision()];
        sections.extend(letter.unsearched());
        sections.extend(letter.done());
        sections.extend(letter.recipients());
        sections.extend(letter.lifting());
        if letter.right() == Right::Access && view.row.case.state != CaseState::Refused {
            let activities: Vec<&str> = letter
                .parts()
                .filter(|part| part.granted)
                .filter_map(|part| part.activity.as_deref())
                .map(|activity| activity.trim_end_matches(HOLD_SUFFIX))
                .collect();
            sections.extend(particulars(&rules, language, at, &activities));
        }
        sections.push(letter.rights(&contact.role, &contact.channel));
        let organisation = &rules.charter().organisation.name;
        let title = letter.say_with("letter-title", &[("organisation", organisation.as_str().into())]);
        let mut document = Document::new("case_letter", language, title, organisation)
            .with_lead(letter.lead())
            .for_audience(Audience::Subject)
            .updated_on(time_zone(&rules).date_of(at).to_string());
        document.sections = sections;
        // How a line is held is for the working view; a person is told what is so.
        Ok(document.published())
    }
}

struct Letter<'a> {
    view: &'a CaseView,
    rules: &'a Rules,
    names: &'a Names,
    unsearched: Vec<&'a str>,
    language: Language,
}

/// Activities nothing can be found in by what the person was searched for: that none was found there says nothing (GDPR art. 11(2)), nor does it that one
/// record there was found another way. None where nothing is decided yet, the request is refused as a whole or who asks is not established, nor for somebody
/// who signed in and was found by that.
fn unsearched<'a>(view: &CaseView, rules: &'a Rules) -> Vec<&'a str> {
    let (searched_by, parts) = (&view.file.searched_by, &view.file.parts);
    let is_found = !view.file.subjects.is_empty();
    let signed_in = searched_by.is_empty() && is_found && view.file.came_by == CameBy::MyPage;
    let is_whole = |part: &Part| part.activity.is_none() && part.ground != Some(Ground::NotHeld);
    let refused = parts.iter().any(|part| !part.granted && is_whole(part));
    if parts.is_empty() || view.file.shown.is_none() || signed_in || refused {
        return Vec::new();
    }
    let known: BTreeSet<String> =
        searched_by.iter().flat_map(|data_type| searchable(rules, data_type)).collect();
    let ids = rules.charter().activities.iter().filter(|activity| holds_people(activity, rules));
    ids.map(|activity| activity.id.value.as_str()).filter(|id| !known.contains(*id)).collect()
}

/// Whether people can be in an activity that are not there for a case's or a message's sake alone: what Vern carries counts where it can be searched.
fn holds_people(activity: &Activity, rules: &Rules) -> bool {
    let is_lookup = |id: &str| rules.data_type(id).is_some_and(|(_, _, is_lookup)| is_lookup);
    match activity.carries.as_ref().map(|carried| carried.value) {
        None => true,
        Some(Carried::RightsRequests) => false,
        Some(_) => activity.data.value.iter().any(|id| is_lookup(&id.value)),
    }
}

impl Letter<'_> {
    const fn right(&self) -> Right {
        let CaseKind::Rights(right) = self.view.row.case.kind;
        right
    }

    fn parts(&self) -> impl Iterator<Item = &Part> {
        self.view.file.parts.iter()
    }

    fn say(&self, id: &str) -> String {
        text(self.language, id, &[])
    }

    fn say_with(&self, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        text(self.language, id, variables)
    }

    fn right_name(&self) -> String {
        self.say(&format!("right-{}", self.right().as_str().replace('_', "-")))
    }

    fn lead(&self) -> String {
        let received = date(self.language, &self.view.days.received_on.to_string());
        self.say_with("letter-lead", &[("date", received.as_str().into())])
    }

    /// What was asked, and under which reference.
    fn request(&self) -> Section {
        let mut facts = vec![
            (self.say("letter-right"), Line::new(self.right_name())),
            (self.say("letter-reference"), Line::new(self.view.row.id.to_string())),
        ];
        if let Some(asked) = &self.view.text {
            facts.push((self.say("letter-your-words"), Line::new(asked.reveal().clone())));
        }
        let last_day = date(self.language, &self.view.days.last_day.to_string());
        facts.push((self.say("letter-due"), Line::new(last_day)));
        Section::new("request", self.say("letter-request")).with(Block::facts(facts))
    }

    /// The whole, then part by part with its ground.
    fn decision(&self) -> Section {
        let mut section = Section::new("decision", self.say("letter-decision"));
        let whole = match self.view.row.case.state {
            _ if self.view.file.forwarded_to.is_some() => "letter-forwarded",
            CaseState::Withdrawn => "letter-withdrawn",
            _ if self.is_withdrawn() => "letter-withdrawn",
            _ if self.view.file.parts.is_empty() => "letter-under-way",
            _ if self.parts().all(|part| part.granted) => "letter-granted",
            _ if self.parts().any(|part| part.granted) => "letter-partly",
            _ => "letter-declined",
        };
        section = section.with(Block::paragraph(self.say(whole)));
        let rows: Vec<(String, Line)> = self.parts().map(|part| self.part(part)).collect();
        if !rows.is_empty() {
            section = section.with(Block::facts(rows));
        }
        if self.parts().any(|part| part.ground == Some(Ground::NotHeld))
            && self.view.file.came_by != CameBy::PassedOn
        {
            // The same words whether or not another controller was handed the request.
            section = section.with(Block::paragraph(self.say("letter-other-controllers")));
        }
        for words in [&self.view.file.reasons, &self.view.file.words].into_iter().flatten() {
            section = section.with(Block::paragraph(words.as_str()));
        }
        section
    }

    fn is_withdrawn(&self) -> bool {
        self.view.file.notes.iter().any(|note| note.step == "withdraw")
    }

    fn part(&self, part: &Part) -> (String, Line) {
        let label = match &part.activity {
            Some(activity) => self.names.activity(activity),
            None => self.say("letter-whole"),
        };
        let mut said = match part.ground.filter(|_| !part.granted) {
            None => self.say("letter-part-granted"),
            Some(ground) => self.ground(ground, part.statute.as_deref()),
        };
        if let Some(words) = &part.words {
            said.push(' ');
            said.push_str(words);
        }
        (label, Line::new(said))
    }

    fn ground(&self, ground: Ground, statute: Option<&str>) -> String {
        let id = match ground {
            Ground::Statute => "letter-ground-statute",
            Ground::LegalClaim => "letter-ground-legal-claim",
            Ground::RunningContract => "letter-ground-contract",
            Ground::RightsOfOthers => "letter-ground-others",
            Ground::NotCovered => "letter-ground-not-covered",
            Ground::Excessive => "letter-ground-excessive",
            Ground::NotHeld if !self.unsearched.is_empty() => "letter-ground-not-found",
            Ground::NotHeld => "letter-ground-not-held",
            Ground::NotIdentified => "letter-ground-not-identified",
        };
        self.say_with(id, &[("statute", statute.unwrap_or_default().into())])
    }

    fn unsearched(&self) -> Option<Section> {
        let names: Vec<String> = self.unsearched.iter().map(|id| self.names.activity(id)).collect();
        let section = Section::new("unsearched", self.say("letter-unsearched"))
            .with(Block::paragraph(self.say("letter-unsearched-lead")));
        (!names.is_empty()).then(|| section.with(Block::list(names)))
    }

    /// What was done. An erasure says what was erased, what a statute keeps, under which number it is certified, and where it does not reach.
    fn done(&self) -> Option<Section> {
        let done = &self.view.file.done;
        if done.is_empty() {
            return None;
        }
        let rows =
            done.iter().map(|done| (self.names.activity(&done.activity), Line::new(self.done_text(done))));
        let mut section = Section::new("done", self.say("letter-done")).with(Block::facts(rows));
        if self.right() == Right::Erasure {
            section = section.with(Block::paragraph(self.say("letter-erasure-reach")));
            if let Some(told) = self.recipients_told() {
                section = section.with(Block::paragraph(self.say(told)));
            }
        }
        Some(section)
    }

    /// Whether those who have the data have been told of what was done to it; none where nobody has.
    fn recipients_told(&self) -> Option<&'static str> {
        let recipients = &self.view.file.recipients;
        let all_told = recipients.iter().all(|recipient| recipient.evidence.is_some());
        (!recipients.is_empty()).then_some(if all_told { "letter-told" } else { "letter-to-be-told" })
    }

    fn done_text(&self, done: &Done) -> String {
        if let Some(words) = &done.words {
            return words.clone();
        }
        let records: Value<'_> = done.records.into();
        let mut said = match self.right() {
            Right::Erasure => self.say_with("letter-erased", &[("records", records)]),
            Right::Access | Right::Portability => self.say_with("letter-copied", &[("records", records)]),
            Right::Restriction => self.say("letter-restricted"),
            Right::Objection => self.say("letter-objected"),
            Right::ConsentWithdrawal => self.say("letter-consent-ended"),
            Right::Rectification | Right::HumanReview | Right::Complaint => self.say("letter-part-granted"),
        };
        if let Some(statute) = &done.statute {
            let statute: Value<'_> = statute.as_str().into();
            said.push(' ');
            said.push_str(&match self.right() {
                Right::Erasure => {
                    self.say_with("letter-kept", &[("kept", done.kept.into()), ("statute", statute)])
                }
                _ => self.say_with("letter-kept-by-statute", &[("statute", statute)]),
            });
        }
        if let Some(erasure) = done.erasure {
            said.push(' ');
            let number = erasure.to_string();
            said.push_str(&self.say_with("letter-certificate", &[("number", number.as_str().into())]));
        }
        said
    }

    /// Who has the data or was given it (GDPR art. 15(1)(c)), or was told of what was done to it (art. 19).
    fn recipients(&self) -> Option<Section> {
        let recipients = &self.view.file.recipients;
        if recipients.is_empty() {
            return None;
        }
        let is_access = self.right() == Right::Access;
        let rows = recipients.iter().map(|told| {
            let said = match &told.evidence {
                _ if is_access => self.given(told),
                Some(evidence) => evidence.clone(),
                None => self.say("letter-untold"),
            };
            (self.names.supplier(&told.recipient), Line::new(said))
        });
        let heading = if is_access { "letter-given-to" } else { "letter-recipients" };
        Some(Section::new("recipients", self.say(heading)).with(Block::facts(rows)))
    }

    /// How often the journal says someone was given the data, and when last.
    fn given(&self, told: &Told) -> String {
        let Some(at) = told.last_at else { return self.say("letter-given-standing") };
        let last = date(self.language, &time_zone(self.rules).date_of(at).to_string());
        self.say_with("letter-given", &[("times", told.times.into()), ("date", last.as_str().into())])
    }

    /// That a restriction will be lifted, and why (art. 18(3)).
    fn lifting(&self) -> Option<Section> {
        let lifting = self.view.file.lifting.as_ref()?;
        let reasons: Value<'_> = lifting.reasons.as_str().into();
        let whole = if lifting.lifted_at.is_some() { "letter-lifted" } else { "letter-to-be-lifted" };
        let section = Section::new("lifting", self.say("letter-lifting"));
        Some(section.with(Block::paragraph(self.say_with(whole, &[("reasons", reasons)]))))
    }

    /// Complaint, court and whom to ask (art. 12(4), 15(1)(e) and (f)).
    fn rights(&self, role: &str, channel: &str) -> Section {
        let authority = match calendar(self.rules) {
            vern_core::calendar::CalendarName::Norway => "letter-complaint-no",
            vern_core::calendar::CalendarName::Sweden => "letter-complaint-se",
            vern_core::calendar::CalendarName::Union => "letter-complaint-eu",
        };
        Section::new("next", self.say("letter-next"))
            .with(Block::list([
                self.say("letter-other-rights"),
                self.say(authority),
                self.say("letter-court"),
            ]))
            .with(Block::facts([(role, Line::new(channel))]))
    }
}
