//! What is held on a person: activity by activity, with why, on what basis, from where, to whom and until when; a page at a time, however much there is.

use std::collections::BTreeSet;

use jiff::civil::Date;
use vern_core::case::Right;
use vern_core::id::SubjectId;
use vern_core::operation::Act;
use vern_core::origin::Origin;
use vern_core::personal::Personal;
use vern_policy::Rules;
use vern_policy::charter::{Carried, HeldBy};
use vern_text::Language;

use super::session::MyPageSession;
use super::{WHY, reads};
use crate::document::essentials;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Circumstance, RecordView, RestrictionException, SEARCH_MAX, SearchBy, SearchRequest};
use crate::rights::{CopyRecord, copied, time_zone};

/// Records of an activity that are shown at once.
const RECORDS_SHOWN: u32 = 10;

/// Which records: of whom, for what, from where on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPlace {
    /// As which of those the person is registered as, from 0.
    pub registration: usize,
    /// Activity.
    pub activity: String,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// What an activity holds on the person.
#[derive(Debug, Clone)]
pub struct HeldActivity {
    /// Which records these are.
    pub place: HeldPlace,
    /// The activity's name.
    pub name: String,
    /// Why, on what basis, from where, to whom and how long: label and text.
    pub because: Vec<(String, String)>,
    /// How many records there are in all.
    pub count: u64,
    /// The records of this page.
    pub records: Vec<HeldRecord>,
    /// How many of them are held and not shown.
    pub left_out: u64,
    /// Where the next page goes on; none at the end.
    pub next: Option<HeldPlace>,
}

/// One record.
#[derive(Debug, Clone)]
pub struct HeldRecord {
    /// The day the data was collected.
    pub collected_on: Date,
    /// The day its period runs out, where the clock alone decides that.
    pub until: Option<Date>,
    /// What it says, by the names of the data types; with where each comes from, as far as that is known.
    pub fields: Vec<(String, Personal<String>, Option<Origin>)>,
    /// Names of the data types that are held and not shown here.
    pub withheld: Vec<String>,
}

/// Everything that is held on a person, to be taken along page by page.
pub struct OwnDownload {
    session: MyPageSession,
    places: std::vec::IntoIter<HeldPlace>,
    here: Option<HeldPlace>,
    /// Name of the organisation.
    pub organisation: String,
}

impl Installation {
    /// What is held on the person, the first of each activity. Activities that hold nothing are not there, nor those the role for people may not see, nor
    /// what shows that they consented ([`Installation::own_consents`]).
    ///
    /// # Errors
    /// `my_page.too_weak` where seeing it needs the person to be known more surely; `role.none_for_subjects`, `conflict.busy`, `store.*`.
    pub async fn own_records(
        &self,
        session: &MyPageSession,
        language: Language,
    ) -> Result<Vec<HeldActivity>, Problem> {
        self.require_strength(session, Right::Access)?;
        let mut held = Vec::new();
        // Consents have a page of their own, where they are in words.
        let rules = self.rules_now(&session.controller)?;
        let consents = rules.carrying(Carried::Consents);
        let places = self.own_places(session)?;
        for place in places.into_iter().filter(|place| Some(place.activity.as_str()) != consents) {
            held.push(self.own_records_at(session, place, language).await?);
        }
        Ok(held)
    }

    /// One page of what an activity holds on the person.
    ///
    /// # Errors
    /// `page.unknown` for what is none of theirs; as [`Installation::own_records`].
    pub async fn own_records_at(
        &self,
        session: &MyPageSession,
        place: HeldPlace,
        language: Language,
    ) -> Result<HeldActivity, Problem> {
        self.require_strength(session, Right::Access)?;
        let rules = self.rules_now(&session.controller)?;
        let (caller, subject) = self.acting_as_own(session, place.registration)?;
        if !reads(&rules, &caller.role, &place.activity) {
            return Err(Problem::NotFound { code: "page.unknown" });
        }
        let request = of_own(&rules, (&caller.role, subject), &place, RECORDS_SHOWN);
        let page = self.search_records(&caller, &request).await?.value;
        let names = self.names(&session.controller, language)?;
        let zone = time_zone(&rules);
        let shown = |record: RecordView| {
            let mut fields: Vec<_> = record.fields.into_iter().collect();
            fields.sort_by_key(|(id, _)| names.data_type_place(id));
            let origin = |id: &String| record.origins.get(id).copied();
            HeldRecord {
                collected_on: zone.date_of(record.collected_at),
                until: record.expires_at.map(|end| zone.date_of(end)),
                fields: fields
                    .into_iter()
                    .map(|(id, value)| (names.data_type(&id), value, origin(&id)))
                    .collect(),
                withheld: record.withheld.iter().map(|id| names.data_type(id)).collect(),
            }
        };
        let count = {
            let reader = self.reader()?;
            reader.snapshot()?.subject_records(session.controller.id(), subject, &place.activity)?
        };
        Ok(HeldActivity {
            name: names.activity(&place.activity),
            because: essentials(&rules, language, self.time_at(&session.controller)?, &place.activity),
            count,
            records: page.records.into_iter().map(shown).collect(),
            left_out: page.left_out,
            next: page.next.map(|after| HeldPlace { after: Some(after), ..place.clone() }),
            place,
        })
    }

    /// Begins to take along everything that is held on the person and shown here.
    ///
    /// # Errors
    /// As [`Installation::own_records`].
    pub fn own_download(&self, session: &MyPageSession) -> Result<OwnDownload, Problem> {
        self.require_strength(session, Right::Access)?;
        self.require_strength(session, Right::Portability)?;
        let organisation = self.rules_now(&session.controller)?.charter().organisation.name.clone();
        let mut places = self.own_places(session)?.into_iter();
        Ok(OwnDownload { session: session.clone(), here: places.next(), places, organisation })
    }

    /// The next records of a download; none at the end.
    ///
    /// # Errors
    /// As [`Installation::own_records`].
    pub async fn download_more(
        &self,
        download: &mut OwnDownload,
    ) -> Result<Option<Vec<CopyRecord>>, Problem> {
        let Some(place) = download.here.take() else { return Ok(None) };
        let rules = self.rules_now(&download.session.controller)?;
        let (caller, subject) = self.acting_as_own(&download.session, place.registration)?;
        let request = of_own(&rules, (&caller.role, subject), &place, SEARCH_MAX);
        let page = self.search_records(&caller, &request).await?.value;
        download.here = match page.next {
            Some(after) => Some(HeldPlace { after: Some(after), ..place }),
            None => download.places.next(),
        };
        Ok(Some(page.records.into_iter().map(copied).collect()))
    }

    /// Where something is held on the person that the role for people may see, in the charter's order.
    pub(super) fn own_places(&self, session: &MyPageSession) -> Result<Vec<HeldPlace>, Problem> {
        let rules = self.rules_now(&session.controller)?;
        let role = rules.role_held_by(HeldBy::Subject);
        let role = role.ok_or(Problem::NotFound { code: "role.none_for_subjects" })?;
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut places = Vec::new();
        for (registration, subject) in session.subjects.iter().enumerate() {
            let keys = snapshot.subject_keys(session.controller.id(), *subject)?;
            let held: BTreeSet<String> = keys.into_iter().map(|(activity, _)| activity).collect();
            let activities = rules.charter().activities.iter().map(|activity| &activity.id.value);
            let seen = activities.filter(|id| held.contains(*id) && reads(&rules, role, id));
            places.extend(seen.map(|id| HeldPlace { registration, activity: id.clone(), after: None }));
        }
        Ok(places)
    }
}

/// Records of one's own, asked as an export where the role may, and as one's own request: neither an objection nor a restriction stands in the way of that.
fn of_own(rules: &Rules, (role, subject): (&str, SubjectId), place: &HeldPlace, most: u32) -> SearchRequest {
    let circumstance = Circumstance {
        activity: place.activity.clone(),
        export: rules.may(role, &place.activity, Act::Export),
        exception: Some(RestrictionException::OwnRequest),
        reason: Some(Personal::new(WHY.to_owned())),
        ..Circumstance::default()
    };
    SearchRequest { circumstance, by: SearchBy::Subject(subject), after: place.after.clone(), most }
}
