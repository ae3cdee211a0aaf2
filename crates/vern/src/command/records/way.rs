//! How records are reached: the installation here, opened or through the server that has it open; or a server elsewhere, over HTTP.
//!
//! Both ways give the same: each record is an operation of its own, with the rights of the credential.

use std::collections::BTreeSet;
use std::io::Write;

use serde_json::Value;
use tokio::task::JoinSet;
use vern_app::Problem;
use vern_app::record::{Fields, RecordView, SEARCH_MAX};
use vern_client::{Client, Error, Expect, NewRecord, Record, Search};
use vern_core::personal::Personal;
use vern_core::problem::ProblemClass;
use vern_core::time::Instant;
use vern_text::Language;

use super::Access;
use super::batch::{Form, FormField, ImportRow, ReadForm, RefusedRow, RegisterRows, Registered, RowReason};
use super::batch::{invalid_fields, look_at, repeated_key};
use super::export::{ExportRecords, Exported, Rows};
use crate::failure::Failure;
use crate::operator::Line;
use crate::remote::{ServerArguments, class_of};
use crate::server::Places;

/// Records written side by side to a server elsewhere.
const IN_FLIGHT_MAX: usize = 32;

/// One of the two ways.
pub(super) enum Way {
    Here(Line),
    Elsewhere(Box<Client>),
}

impl Way {
    pub(super) async fn open(
        places: &Places,
        server: &ServerArguments,
        access: &Access,
    ) -> Result<Self, Failure> {
        match server.client(&access.token)? {
            Some(client) => Ok(Self::Elsewhere(Box::new(client))),
            None => Ok(Self::Here(Line::open(places).await?)),
        }
    }

    /// What a record of the activity can hold.
    pub(super) async fn form(&self, access: &Access, language: Language) -> Result<Form, Failure> {
        match self {
            Self::Here(line) => line.ask(ReadForm { access: access.clone() }.into(), language).await,
            Self::Elsewhere(client) => form_of(client, &access.activity).await,
        }
    }

    /// Registers rows, or only looks at them.
    pub(super) async fn register(
        &self,
        task: RegisterRows,
        language: Language,
    ) -> Result<Registered, Failure> {
        match self {
            Self::Here(line) => line.ask(task.into(), language).await,
            Self::Elsewhere(client) => register(client, task).await,
        }
    }

    /// Writes the records of an activity.
    pub(super) async fn export_into(
        &self,
        task: ExportRecords,
        language: Language,
        to: &mut dyn Write,
    ) -> Result<Exported, Failure> {
        match self {
            Self::Here(line) => line.ask_into(task.into(), language, to).await,
            Self::Elsewhere(client) => export(client, task, to).await,
        }
    }
}

async fn form_of(client: &Client, activity: &str) -> Result<Form, Failure> {
    let told = client.read_activity(activity).await?;
    let field = |field: vern_client::Field| {
        let kind = serde_json::from_value(Value::String(field.kind)).map_err(|_| not_understood())?;
        Ok(FormField { id: field.id, kind, labels: field.labels })
    };
    let fields: Result<Vec<FormField>, Failure> = told.fields.into_iter().map(field).collect();
    Ok(Form { categories: told.categories, fields: fields? })
}

fn not_understood() -> Failure {
    Problem::Unavailable { code: "remote.not_understood" }.into()
}

async fn register(client: &Client, task: RegisterRows) -> Result<Registered, Failure> {
    let form = form_of(client, &task.access.activity).await?;
    let mut registered = Registered::default();
    let mut keys = BTreeSet::new();
    let mut writes: JoinSet<(ImportRow, Result<(), Error>)> = JoinSet::new();
    for row in task.rows {
        // Of two rows under one key none is rightly first: both are under way at once.
        if !keys.insert(row.key.clone()) {
            registered.refused.push(repeated_key(&form, &row));
        } else if task.look_only {
            registered.note(look_at(&form, &row));
        } else {
            if writes.len() >= IN_FLIGHT_MAX {
                note_next(&mut writes, &form, &mut registered).await?;
            }
            let (client, record) = (client.clone(), record(&task.access, task.consent_given, &row));
            writes.spawn(async move {
                let written = client.put_record(&row.key, &record, Expect::Absent).await;
                (row, written.map(drop))
            });
        }
    }
    while !writes.is_empty() {
        note_next(&mut writes, &form, &mut registered).await?;
    }
    registered.refused.sort_by_key(|row| row.line);
    Ok(registered)
}

/// What is wrong with a row refuses the row; what is wrong elsewhere ends the batch.
async fn note_next(
    writes: &mut JoinSet<(ImportRow, Result<(), Error>)>,
    form: &Form,
    registered: &mut Registered,
) -> Result<(), Failure> {
    let Some(written) = writes.join_next().await else { return Ok(()) };
    let (row, written) = written.map_err(|_| Problem::Internal("a write ended early".to_owned()))?;
    match written {
        Ok(()) => registered.note(Ok(())),
        Err(error) => match refused_row(form, &row, &error) {
            Some(refused) => registered.note(Err(refused)),
            None => return Err(error.into()),
        },
    }
    Ok(())
}

fn record(access: &Access, consent_given: bool, row: &ImportRow) -> NewRecord {
    NewRecord {
        activity: access.activity.clone(),
        category: row.category.clone(),
        subject: row.subject.as_ref().map(|subject| subject.trim().to_owned()),
        fields: row.fields.iter().map(|(id, value)| (id.clone(), value.clone())).collect(),
        collected_at: row.collected_at.as_ref().map(|at| at.trim().to_owned()),
        consent_given,
        exception: None,
        reason: access.reason.clone(),
    }
}

/// Why a row was not taken; none where it is not the row's fault.
fn refused_row(form: &Form, row: &ImportRow, error: &Error) -> Option<RefusedRow> {
    let whole = |code: &str, field: Option<String>| RowReason { column: None, field, code: code.to_owned() };
    let reasons = match error {
        Error::Unsendable("key") => vec![whole("record.key_form", Some(super::mapping::KEY.to_owned()))],
        Error::Problem(problem) => {
            let is_passing = matches!(
                class_of(problem.status),
                ProblemClass::Unauthenticated | ProblemClass::Unavailable | ProblemClass::Internal
            );
            if is_passing || matches!(problem.code.as_str(), "conflict.busy" | "charter.none_in_force") {
                return None;
            }
            if problem.reasons.is_empty() {
                let is_of_key = problem.code.starts_with("record.key_");
                let field =
                    if is_of_key { Some(super::mapping::KEY.to_owned()) } else { problem.field.clone() };
                vec![whole(&problem.code, field)]
            } else {
                let reasons = problem.reasons.iter().flat_map(|reason| match reason.code.as_str() {
                    "data.invalid" => invalid_fields(form, row),
                    code => vec![whole(code, None)],
                });
                reasons.collect()
            }
        }
        _ => return None,
    };
    Some(RefusedRow { line: row.line, reasons })
}

async fn export(client: &Client, task: ExportRecords, to: &mut dyn Write) -> Result<Exported, Failure> {
    let form = form_of(client, &task.access.activity).await?;
    let rows = Rows::new(task.format, form.fields.into_iter().map(|field| field.id).collect());
    let mut exported = Exported::default();
    to.write_all(&rows.head()?)?;
    let mut search = Search {
        activity: task.access.activity,
        recipient: task.recipient,
        place: task.place,
        reason: task.access.reason,
        limit: Some(SEARCH_MAX),
        ..Search::default()
    };
    loop {
        let page = client.search_records(&search).await?;
        let views: Result<Vec<RecordView>, Failure> = page.records.into_iter().map(view).collect();
        let views = views?;
        exported.note(&views, page.left_out, page.journal.receipt);
        to.write_all(&rows.page(&views)?)?;
        if page.next.is_none() {
            return Ok(exported);
        }
        search.after = page.next;
    }
}

/// A record as it is written into a file. Where fields come from does not stand there.
fn view(record: Record) -> Result<RecordView, Failure> {
    let fields: Fields = record.fields.0.into_iter().map(|(id, value)| (id, Personal::new(value))).collect();
    Ok(RecordView {
        key: record.key.parse().map_err(|_| not_understood())?,
        subject: record.subject.parse().map_err(|_| not_understood())?,
        activity: record.activity,
        category: record.category,
        version: record.version,
        collected_at: record
            .collected_at
            .parse()
            .map(Instant::from_timestamp)
            .map_err(|_| not_understood())?,
        expires_at: None,
        review_due_at: None,
        inform_by: None,
        fields,
        origins: std::collections::BTreeMap::default(),
        withheld: record.withheld,
    })
}
