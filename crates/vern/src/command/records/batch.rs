//! The part of an import that works on an open installation: what a record can hold, and rows registered, each an operation of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;
use vern_app::record::{FormField as AppField, Precondition, PutRequest, RecordForm};
use vern_app::{Caller, Installation, Problem};
use vern_core::decision::Code;
use vern_core::personal::Personal;
use vern_core::problem::ProblemClass;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_core::value::DataKind;

use super::Access;
use crate::failure::Failure;
use crate::operator::{Desk, Perform};

/// Most rows of one batch: as many as the writer takes into one commit.
pub(super) const ROWS_MAX: usize = 256;

/// What a record can hold, to be told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReadForm {
    pub(super) access: Access,
}

/// What a record of the activity can hold.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Form {
    pub(super) categories: Vec<String>,
    pub(super) fields: Vec<FormField>,
}

/// A data type.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FormField {
    pub(super) id: String,
    pub(super) kind: DataKind,
    pub(super) labels: Vec<String>,
}

impl Form {
    pub(super) fn field(&self, id: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.id == id)
    }

    fn of(form: RecordForm) -> Self {
        let field = |field: AppField| FormField { id: field.id, kind: field.kind, labels: field.labels };
        Self { categories: form.categories, fields: form.fields.into_iter().map(field).collect() }
    }
}

/// Rows to be registered, or only to be looked at.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RegisterRows {
    pub(super) access: Access,
    /// The subjects gave consent to the activity with these registrations.
    pub(super) consent_given: bool,
    /// Nothing is written or journalled: rows are compared with the charter and the form of keys only.
    pub(super) look_only: bool,
    pub(super) rows: Vec<ImportRow>,
}

/// A row as a record.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct ImportRow {
    pub(super) line: u64,
    pub(super) key: String,
    pub(super) subject: Option<String>,
    pub(super) category: Option<String>,
    pub(super) collected_at: Option<String>,
    pub(super) fields: BTreeMap<String, String>,
}

impl fmt::Debug for ImportRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImportRow").field("line", &self.line).finish_non_exhaustive()
    }
}

impl ImportRow {
    /// About how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        self.fields.iter().map(|(id, value)| id.len() + value.len()).sum::<usize>() + 256
    }
}

/// What came of a batch.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Registered {
    /// Rows that are records now; or could be, where they were only looked at.
    pub(super) taken: u64,
    /// The others.
    pub(super) refused: Vec<RefusedRow>,
}

/// A row that was not taken: where, and why. Never what stood in it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RefusedRow {
    pub(super) line: u64,
    pub(super) reasons: Vec<RowReason>,
}

/// Why, and in which field where it is in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RowReason {
    /// From 1; only whoever reads the file can tell it.
    pub(super) column: Option<usize>,
    pub(super) field: Option<String>,
    pub(super) code: String,
}

impl Perform for ReadForm {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let caller = installation.authenticate(&self.access.token)?;
        desk.terminal.result(&Form::of(installation.record_form(&caller, &self.access.activity)?));
        Ok(0)
    }
}

impl Perform for RegisterRows {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let caller = installation.authenticate(&self.access.token)?;
        let form = Arc::new(Form::of(installation.record_form(&caller, &self.access.activity)?));
        let mut registered = Registered::default();
        let mut keys = BTreeSet::new();
        let mut writes: JoinSet<Result<Result<(), RefusedRow>, Problem>> = JoinSet::new();
        for row in self.rows {
            // Of two rows under one key none is rightly first: both are under way at once.
            if !keys.insert(row.key.clone()) {
                registered.refused.push(repeated_key(&form, &row));
            } else if self.look_only {
                registered.note(look_at(&form, &row));
            } else {
                let (installation, caller, form) =
                    (Arc::clone(installation), caller.clone(), Arc::clone(&form));
                let (access, consent_given) = (self.access.clone(), self.consent_given);
                writes.spawn(async move {
                    register(&installation, &caller, &form, &access, consent_given, row).await
                });
            }
        }
        while let Some(written) = writes.join_next().await {
            registered.note(written.map_err(|_| Problem::Internal("a write ended early".to_owned()))??);
        }
        registered.refused.sort_by_key(|row| row.line);
        desk.terminal.result(&registered);
        Ok(0)
    }
}

/// A key that stood in the batch before.
pub(super) fn repeated_key(form: &Form, row: &ImportRow) -> RefusedRow {
    refusal_of(form, row, &Problem::invalid_field("import.key_repeated", super::mapping::KEY))
}

impl Registered {
    pub(super) fn note(&mut self, outcome: Result<(), RefusedRow>) {
        match outcome {
            Ok(()) => self.taken += 1,
            Err(refused) => self.refused.push(refused),
        }
    }
}

/// Registers a row. What is wrong with the row refuses the row; what is wrong elsewhere ends the batch.
async fn register(
    installation: &Installation,
    caller: &Caller,
    form: &Form,
    access: &Access,
    consent_given: bool,
    row: ImportRow,
) -> Result<Result<(), RefusedRow>, Problem> {
    let request = match request(access, consent_given, &row) {
        Ok(request) => request,
        Err(problem) => return Ok(Err(refusal_of(form, &row, &problem))),
    };
    match installation.put_record(caller, &row.key, &request).await {
        Ok(_) => Ok(Ok(())),
        Err(problem) if is_of_row(&problem) => Ok(Err(refusal_of(form, &row, &problem))),
        Err(problem) => Err(problem),
    }
}

fn is_of_row(problem: &Problem) -> bool {
    match problem.class() {
        ProblemClass::Unauthenticated | ProblemClass::Unavailable | ProblemClass::Internal => false,
        _ => !matches!(problem.code(), "conflict.busy" | "charter.none_in_force"),
    }
}

fn request(access: &Access, consent_given: bool, row: &ImportRow) -> Result<PutRequest, Problem> {
    let subject = row.subject.as_deref().map(|text| text.trim().parse());
    let collected = row.collected_at.as_deref().map(|text| text.trim().parse().map(Instant::from_timestamp));
    Ok(PutRequest {
        activity: access.activity.clone(),
        category: row.category.clone(),
        subject: subject
            .transpose()
            .map_err(|_| Problem::invalid_field("import.value_form", super::mapping::SUBJECT))?,
        fields: row.fields.iter().map(|(id, value)| (id.clone(), Personal::new(value.clone()))).collect(),
        collected_at: collected
            .transpose()
            .map_err(|_| Problem::invalid_field("import.value_form", super::mapping::COLLECTED_AT))?,
        consent_given,
        precondition: Precondition::Absent,
        reason: access.reason.clone().map(Personal::new),
        ..PutRequest::default()
    })
}

/// Why a row was not taken. Where the gate found values that are not of their kind, the fields are named.
fn refusal_of(form: &Form, row: &ImportRow, problem: &Problem) -> RefusedRow {
    let whole = |code: &str| RowReason { column: None, field: None, code: code.to_owned() };
    let reasons = match problem {
        Problem::Refused(refusal) => refusal
            .reasons
            .iter()
            .flat_map(|reason| match reason.code {
                Code::DataInvalid => invalid_fields(form, row),
                code => vec![whole(code.as_str())],
            })
            .collect(),
        Problem::Invalid { code, field } => {
            let is_of_key = code.starts_with("record.key_");
            let field = if is_of_key { Some(super::mapping::KEY.to_owned()) } else { field.clone() };
            vec![RowReason { column: None, field, code: (*code).to_owned() }]
        }
        other => vec![whole(other.code())],
    };
    RefusedRow { line: row.line, reasons }
}

pub(super) fn invalid_fields(form: &Form, row: &ImportRow) -> Vec<RowReason> {
    let is_invalid = |field: &&FormField| {
        row.fields.get(&field.id).is_some_and(|value| field.kind.normal_form(value).is_err())
    };
    let reason = |field: &FormField| RowReason {
        column: None,
        field: Some(field.id.clone()),
        code: Code::DataInvalid.as_str().to_owned(),
    };
    form.fields.iter().filter(is_invalid).map(reason).collect()
}

/// What can be said of a row without an operation.
pub(super) fn look_at(form: &Form, row: &ImportRow) -> Result<(), RefusedRow> {
    let mut reasons = invalid_fields(form, row);
    let mut add = |field: &str, problem: &Problem| {
        reasons.push(RowReason {
            column: None,
            field: Some(field.to_owned()),
            code: problem.code().to_owned(),
        });
    };
    if let Err(error) = row.key.parse::<RecordKey>() {
        add(super::mapping::KEY, &error.into());
    }
    if row.fields.is_empty() {
        add("fields", &Problem::invalid("record.no_fields"));
    }
    match &row.category {
        Some(category) if !form.categories.contains(category) => {
            let code = Code::CategoryUndeclared.as_str().to_owned();
            reasons.push(RowReason { column: None, field: Some(super::mapping::CATEGORY.to_owned()), code });
        }
        None if form.categories.len() != 1 => {
            add(super::mapping::CATEGORY, &Problem::invalid("subject.category_missing"))
        }
        _ => {}
    }
    if let Err(Problem::Invalid { code, field }) = request(&Access::default(), false, row) {
        reasons.push(RowReason { column: None, field, code: code.to_owned() });
    }
    if reasons.is_empty() { Ok(()) } else { Err(RefusedRow { line: row.line, reasons }) }
}
