//! Records: written, read, changed, erased and searched.

use std::collections::BTreeMap;
use std::fmt;

use hyper::Method;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::{Circumstance, Done, Expect, Fields, Receipt, Record, Written};
use crate::transport::{Call, Client, part};

/// A record to be written, whole.
#[derive(Clone, Default, Serialize)]
pub struct NewRecord {
    /// Activity id in the charter.
    pub activity: String,
    /// Category of subjects; may be left out where the activity has only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Subject id; where it is left out and the key is new, a subject is issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// All fields. What is left out is gone.
    pub fields: Fields,
    /// When the data was collected, RFC 3339; now where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected_at: Option<String>,
    /// The subject gave consent to this activity with this registration.
    pub consent_given: bool,
    /// What lets restricted data be processed (GDPR art. 18(2)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// Why; sealed in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl fmt::Debug for NewRecord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("NewRecord").field("activity", &self.activity).finish_non_exhaustive()
    }
}

/// What of a record is to change.
#[derive(Clone, Default, Serialize)]
pub struct RecordChange {
    /// Activity the record belongs to.
    pub activity: String,
    /// The fields that change; `None` takes one away. What is not named stays.
    pub fields: BTreeMap<String, Option<String>>,
    /// What lets restricted data be processed (GDPR art. 18(2)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// Why; sealed in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl fmt::Debug for RecordChange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RecordChange").field("activity", &self.activity).finish_non_exhaustive()
    }
}

/// What to list: all of the activity, or what at most one of `subject` and `value` says.
#[derive(Clone, Default, Serialize)]
pub struct Search {
    /// Activity id in the charter.
    pub activity: String,
    /// Only this subject's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Only those with exactly this value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<SearchValue>,
    /// Supplier id: to whom they are disclosed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// ISO 3166-1 alpha-2: where they go or are seen from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Why; sealed in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `next` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// At most so many, 1 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl fmt::Debug for Search {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Search").field("activity", &self.activity).finish_non_exhaustive()
    }
}

/// An exact value of a look-up data type.
#[derive(Clone, Serialize)]
pub struct SearchValue {
    /// Data type id.
    pub data_type: String,
    /// The value; compared in its normal form.
    pub equals: String,
}

/// A page of records.
#[derive(Debug, Clone, Deserialize)]
pub struct Page {
    /// Those the caller may see.
    pub records: Vec<Record>,
    /// How many were met and refused.
    pub left_out: u64,
    /// Where the next page goes on.
    pub next: Option<String>,
    /// Where it is journalled.
    pub journal: Receipt,
}

/// What a record of an activity can hold.
#[derive(Debug, Clone, Deserialize)]
pub struct Activity {
    /// Ids of the categories of subjects.
    pub categories: Vec<String>,
    /// Its data types, in the charter's order.
    pub fields: Vec<Field>,
}

/// A data type.
#[derive(Debug, Clone, Deserialize)]
pub struct Field {
    /// Its id.
    pub id: String,
    /// What validates it, as the charter has it.
    pub kind: String,
    /// What it is called on pages, in each language.
    pub labels: Vec<String>,
}

/// A record as it was read.
#[derive(Deserialize)]
struct ReadAnswer {
    record: Record,
    journal: Receipt,
}

impl Client {
    /// What a record of an activity can hold, by the charter in force.
    ///
    /// # Errors
    /// Any [`Error`]; `activity.unknown`.
    pub async fn read_activity(&self, activity: &str) -> Result<Activity, Error> {
        let path = format!("/v1/activities/{}", part("activity", activity)?);
        self.ask(&Call::asking(Method::GET, path)).await
    }

    /// Writes a record, whole.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn put_record(&self, key: &str, record: &NewRecord, expect: Expect) -> Result<Written, Error> {
        let call = Call::writing(Method::PUT, path_of(key)?).json(record)?;
        self.ask(&expecting(call, expect)?).await
    }

    /// Changes what is named of a record.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn patch_record(
        &self,
        key: &str,
        change: &RecordChange,
        expect: Expect,
    ) -> Result<Written, Error> {
        let call = Call::writing(Method::PATCH, path_of(key)?).json(change)?;
        self.ask(&expecting(call, expect)?).await
    }

    /// Reads a record for an activity.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn read_record(
        &self,
        key: &str,
        circumstance: &Circumstance,
    ) -> Result<(Record, Receipt), Error> {
        let call = within(Call::asking(Method::GET, path_of(key)?), circumstance)?;
        let answer: ReadAnswer = self.ask(&call).await?;
        Ok((answer.record, answer.journal))
    }

    /// Erases a record.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn erase_record(
        &self,
        key: &str,
        circumstance: &Circumstance,
        expect: Expect,
    ) -> Result<Done, Error> {
        let call = within(Call::writing(Method::DELETE, path_of(key)?), circumstance)?;
        self.ask(&expecting(call, expect)?).await
    }

    /// A page of records.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn search_records(&self, search: &Search) -> Result<Page, Error> {
        self.ask(&Call::asking(Method::POST, "/v1/records:search").json(search)?).await
    }
}

fn path_of(key: &str) -> Result<String, Error> {
    Ok(format!("/v1/records/{}", part("key", key)?))
}

fn expecting(call: Call, expect: Expect) -> Result<Call, Error> {
    match expect {
        Expect::Any => Ok(call),
        Expect::Absent => call.header("if-none-match", Some("*")),
        Expect::Present => call.header("if-match", Some("*")),
        Expect::Version(version) => call.header("if-match", Some(&format!("\"{version}\""))),
    }
}

fn within(call: Call, circumstance: &Circumstance) -> Result<Call, Error> {
    let data = circumstance.data.as_ref().map(|ids| ids.join(","));
    call.header("vern-activity", Some(&circumstance.activity))?
        .header("vern-recipient", circumstance.recipient.as_deref())?
        .header("vern-data", data.as_deref())?
        .header("vern-place", circumstance.place.as_deref())?
        .header("vern-automated", circumstance.automated.then_some("true"))?
        .header("vern-exception", circumstance.exception.as_deref())?
        .header("vern-reason", circumstance.reason.as_deref())
}
