//! The copy a person is given (GDPR art. 15(3)), and what they can take along (art. 20): read through the gate, a page at a time, and kept nowhere.

use std::collections::BTreeMap;

use vern_core::calendar::TimeZoneName;
use vern_core::case::{CaseKind, CaseState, Right, StepError};
use vern_core::id::{CaseId, SubjectId};
use vern_core::origin::Origin;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_text::{Audience, Block, Document, Language, Line, Section, date, text};

use super::{CaseView, alone, serving, time_zone};
use crate::access::Caller;
use crate::installation::Installation;
use crate::names::Names;
use crate::problem::Problem;
use crate::record::{RecordView, SEARCH_MAX, SearchBy, SearchRequest};

/// Bases under which data can be taken along: consent and contract (art. 20(1)(a)).
const PORTABLE_BASES: [&str; 3] = ["6(1)(a)", "6(1)(b)", "9(2)(a)"];

/// One record of a copy.
#[derive(Debug, Clone)]
pub struct CopyRecord {
    /// Activity it is held for.
    pub activity: String,
    /// When it was collected.
    pub collected_at: Instant,
    /// The fields by data type, each with where it comes from as far as that is known.
    pub fields: BTreeMap<String, (Personal<String>, Option<Origin>)>,
}

/// A page of a copy.
#[derive(Debug, Clone, Default)]
pub struct CopyPage {
    /// The records.
    pub records: Vec<CopyRecord>,
    /// Where the next page goes on; none at the end.
    pub next: Option<String>,
}

/// What can be taken along, in two forms.
#[derive(Debug, Clone)]
pub struct PortableCopy {
    /// JSON, with its schema.
    pub json: Personal<String>,
    /// CSV: one field a line.
    pub csv: Personal<String>,
}

/// How much a copy holds of one person in one activity.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counted {
    pub(super) records: u64,
    pub(super) left_out: u64,
}

impl Installation {
    pub(super) async fn count_copy(
        &self,
        caller: &Caller,
        subject: SubjectId,
        activity: &str,
    ) -> Result<Counted, Problem> {
        let (rules, mut counted) = (self.rules_now(&caller.controller)?, Counted::default());
        let mut request = of_subject(&rules, caller, subject, activity);
        loop {
            let page = self.search_records(caller, &request).await?.value;
            counted.records += u64::try_from(page.records.len()).unwrap_or(u64::MAX);
            let withheld = page.records.iter().filter(|record| !record.withheld.is_empty()).count();
            counted.left_out += page.left_out + u64::try_from(withheld).unwrap_or(u64::MAX);
            request.after = page.next;
            if request.after.is_none() {
                return Ok(counted);
            }
        }
    }

    /// A page of the copy of an access request that is carried out, through the gate. `after` is `next` of the page before.
    ///
    /// # Errors
    /// `case.unknown`, `case.out_of_turn` for any other case; `search.form` for what is no mark of a page; [`Problem::Refused`]; `store.*`.
    pub async fn case_copy(
        &self,
        caller: &Caller,
        id: CaseId,
        after: Option<&str>,
    ) -> Result<CopyPage, Problem> {
        let view = self.case(caller, id).await?;
        require_carried_out(&view, Right::Access)?;
        self.copy_page(&alone(caller), &view, after, |_, _, _| true).await
    }

    /// The whole copy of an access request, in words to be read and printed.
    ///
    /// # Errors
    /// As [`Installation::case_copy`].
    pub async fn case_copy_document(
        &self,
        caller: &Caller,
        id: CaseId,
        language: Language,
    ) -> Result<Document, Problem> {
        let view = self.case(caller, id).await?;
        require_carried_out(&view, Right::Access)?;
        let (names, rules) = (self.names(&caller.controller, language)?, self.rules_now(&caller.controller)?);
        let (caller, mut sections, mut after) = (alone(caller), Sections::default(), None);
        loop {
            let page = self.copy_page(&caller, &view, after.as_deref(), |_, _, _| true).await?;
            for record in page.records {
                sections.add(record, &names, (language, time_zone(&rules)));
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let organisation = &rules.charter().organisation.name;
        let title = text(language, "copy-title", &[("organisation", organisation.as_str().into())]);
        let today = time_zone(&rules).date_of(self.time_at(&caller.controller)?).to_string();
        let mut document = Document::new("case_copy", language, title, organisation)
            .with_lead(text(language, "copy-lead", &[]))
            .for_audience(Audience::Subject)
            .updated_on(today);
        document.sections = sections.0;
        Ok(document)
    }

    /// What a person can take along, whole: data they provided or that was observed of them, held under consent or contract (art. 20(1)).
    ///
    /// # Errors
    /// As [`Installation::case_copy`].
    pub async fn portable_copy(&self, caller: &Caller, id: CaseId) -> Result<PortableCopy, Problem> {
        let view = self.case(caller, id).await?;
        require_carried_out(&view, Right::Portability)?;
        let rules = self.rules_now(&caller.controller)?;
        let (caller, mut records, mut after) = (alone(caller), Vec::new(), None);
        loop {
            let page = self.copy_page(&caller, &view, after.as_deref(), |activity, _, origin| {
                is_portable(&rules, activity, origin)
            });
            let page = page.await?;
            records.extend(page.records.into_iter().filter(|record| !record.fields.is_empty()));
            after = page.next;
            if after.is_none() {
                return written(&records);
            }
        }
    }

    async fn copy_page(
        &self,
        caller: &Caller,
        view: &CaseView,
        after: Option<&str>,
        takes: impl Fn(&str, &str, Option<Origin>) -> bool,
    ) -> Result<CopyPage, Problem> {
        let (rules, places) = (self.rules_now(&caller.controller)?, places(view));
        let (place, within) = mark(after)?;
        let Some((subject, activity)) = places.get(place) else { return Ok(CopyPage::default()) };
        let request = SearchRequest { after: within, ..of_subject(&rules, caller, *subject, activity) };
        let page = self.search_records(caller, &request).await?.value;
        if page.left_out > 0 || page.records.iter().any(|record| !record.withheld.is_empty()) {
            // Whoever carried it out saw all of it; a copy is no less.
            return Err(StepError::Incomplete.into());
        }
        let next = match page.next {
            Some(mark) => Some(format!("{place}.{mark}")),
            None => (place + 1 < places.len()).then(|| format!("{}.", place + 1)),
        };
        Ok(CopyPage { records: page.records.into_iter().map(|record| taken(record, &takes)).collect(), next })
    }
}

fn of_subject(rules: &Rules, caller: &Caller, subject: SubjectId, activity: &str) -> SearchRequest {
    SearchRequest {
        circumstance: serving(rules, caller, activity.to_owned()),
        by: SearchBy::Subject(subject),
        after: None,
        most: SEARCH_MAX,
    }
}

/// A copy in words: a section an activity, the records one after the other.
#[derive(Default)]
struct Sections(Vec<Section>);

impl Sections {
    fn add(&mut self, record: CopyRecord, names: &Names, (language, zone): (Language, TimeZoneName)) {
        let id = record.activity.replace('_', "-");
        let on = date(language, &zone.date_of(record.collected_at).to_string());
        let heading = text(language, "copy-record", &[("date", on.as_str().into())]);
        let facts: Vec<(String, Line)> = record
            .fields
            .into_iter()
            .map(|(data_type, (value, origin))| {
                let mut said = value.into_inner();
                if let Some(origin) = origin {
                    said = format!(
                        "{said} ({})",
                        text(language, &format!("copy-origin-{}", origin.as_str().replace('_', "-")), &[])
                    );
                }
                (names.data_type(&data_type), Line::new(said))
            })
            .collect();
        if self.0.last().is_none_or(|section| section.id != id) {
            self.0.push(Section::new(id, names.activity(&record.activity)));
        }
        if let Some(section) = self.0.pop() {
            self.0.push(section.with(Block::paragraph(heading)).with(Block::facts(facts)));
        }
    }
}

/// What is read one after the other: each person the case is about, in each activity that is granted and holds something.
fn places(view: &CaseView) -> Vec<(SubjectId, String)> {
    let granted = view.file.parts.iter().filter(|part| part.granted);
    let activities: Vec<&String> = granted.filter_map(|part| part.activity.as_ref()).collect();
    let of = |subject: &SubjectId| {
        let subject = *subject;
        activities.iter().map(move |activity| (subject, (*activity).clone()))
    };
    view.file.subjects.iter().flat_map(of).collect()
}

/// Which of the places a page is of, and where it goes on in it.
fn mark(after: Option<&str>) -> Result<(usize, Option<String>), Problem> {
    let Some(after) = after else { return Ok((0, None)) };
    let form = || Problem::invalid_field("search.form", "after");
    let (place, within) = after.split_once('.').ok_or_else(form)?;
    let place = place.parse().map_err(|_| form())?;
    Ok((place, (!within.is_empty()).then(|| within.to_owned())))
}

/// A record as the person is given it, whole.
pub(crate) fn copied(record: RecordView) -> CopyRecord {
    taken(record, |_, _, _| true)
}

fn taken(record: RecordView, takes: impl Fn(&str, &str, Option<Origin>) -> bool) -> CopyRecord {
    let RecordView { activity, collected_at, fields, origins, .. } = record;
    let fields = fields.into_iter().filter_map(|(id, value)| {
        let origin = origins.get(&id).copied();
        takes(&activity, &id, origin).then_some((id, (value, origin)))
    });
    CopyRecord { fields: fields.collect(), activity, collected_at }
}

/// Data that was worked out or came from others is none of it, nor data of which nobody has said where it comes from.
fn is_portable(rules: &Rules, activity: &str, origin: Option<Origin>) -> bool {
    matches!(origin, Some(Origin::Provided | Origin::Observed))
        && rules.bases_of(activity).any(|basis| PORTABLE_BASES.contains(&basis))
}

/// A copy is there from when what was granted is done.
fn require_carried_out(view: &CaseView, right: Right) -> Result<(), Problem> {
    let is_done =
        matches!(view.row.case.state, CaseState::Executed | CaseState::Answered | CaseState::Closed);
    if is_done && view.row.case.kind == CaseKind::Rights(right) {
        Ok(())
    } else {
        Err(Problem::Conflict { code: "case.out_of_turn" })
    }
}

fn written(records: &[CopyRecord]) -> Result<PortableCopy, Problem> {
    let internal = |error: serde_json::Error| Problem::Internal(error.to_string());
    let rows: Vec<serde_json::Value> = records.iter().map(CopyRecord::to_json).collect();
    let whole = serde_json::json!({ "$schema": schema(), "records": rows });
    let json = serde_json::to_string_pretty(&whole).map_err(internal)?;
    let lines = (1..).zip(records).map(|(number, record)| record.to_csv(number));
    let csv = [CSV_HEAD.to_owned()].into_iter().chain(lines).collect();
    Ok(PortableCopy { json: Personal::new(json), csv: Personal::new(csv) })
}

/// The first line of a copy as CSV.
pub const CSV_HEAD: &str = "record,activity,collected_at,data_type,origin,value\r\n";

impl CopyRecord {
    /// The record as JSON.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        let field = |(id, (value, origin)): (&String, &(Personal<String>, Option<Origin>))| {
            (id.clone(), serde_json::json!({ "value": value.reveal(), "origin": origin.map(Origin::as_str) }))
        };
        let fields: serde_json::Map<String, serde_json::Value> = self.fields.iter().map(field).collect();
        serde_json::json!({ "activity": self.activity, "collected_at": self.collected_at.to_string(), "fields": fields })
    }

    /// The record as lines of CSV, one a field, under its number in the file.
    #[must_use]
    pub fn to_csv(&self, number: u64) -> String {
        let mut lines = String::new();
        for (id, (value, origin)) in &self.fields {
            let line = [
                number.to_string(),
                quoted(&self.activity),
                self.collected_at.to_string(),
                quoted(id),
                origin.map_or("", Origin::as_str).to_owned(),
                quoted(value.reveal()),
            ];
            lines.push_str(&line.join(","));
            lines.push_str("\r\n");
        }
        lines
    }
}

/// What the JSON is made of, in itself: whoever receives it needs nothing else.
fn schema() -> serde_json::Value {
    serde_json::json!({
        "type": "object",
        "properties": { "records": { "type": "array", "items": {
            "type": "object",
            "required": ["activity", "collected_at", "fields"],
            "properties": {
                "activity": { "type": "string" },
                "collected_at": { "type": "string", "format": "date-time" },
                "fields": { "type": "object", "additionalProperties": {
                    "type": "object",
                    "required": ["value", "origin"],
                    "properties": {
                        "value": { "type": "string" },
                        "origin": { "enum": ["provided", "observed"] }
                    }
                } }
            }
        } } }
    })
}

/// A cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula is led by an apostrophe.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
