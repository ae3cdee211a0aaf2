//! `vern records export`: page after page of an activity's records, each page an operation of its own in the journal, written as it comes.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tempfile::NamedTempFile;
use vern_app::record::{Circumstance, RecordView, SEARCH_MAX, SearchBy, SearchRequest};
use vern_app::{Installation, Problem};
use vern_core::personal::Personal;
use vern_text::{Language, text};

use super::mapping::{CATEGORY, COLLECTED_AT, KEY, SUBJECT, VERSION};
use super::way::Way;
use super::{Access, AccessArguments, Format};
use crate::failure::Failure;
use crate::operator::{Content, Desk, Perform, Told};
use crate::remote::ServerArguments;
use crate::server::Places;
use crate::terminal::Terminal;

/// Longest piece told at once: a page of the largest records is too long for a frame.
const PIECE_BYTES_MAX: usize = 1024 * 1024;

/// What to export, and where to.
#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    #[command(flatten)]
    access: AccessArguments,
    /// Supplier id: to whom they are disclosed. What it may not have is left out.
    #[arg(long)]
    recipient: Option<String>,
    /// ISO 3166-1 alpha-2: where they go, or are seen from.
    #[arg(long)]
    place: Option<String>,
    /// The file to write; a dash for standard output.
    #[arg(long)]
    to: PathBuf,
    /// How the file holds rows; by its name where left out.
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    server: ServerArguments,
    #[command(flatten)]
    places: Places,
}

/// Records to be written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ExportRecords {
    pub(super) access: Access,
    pub(super) recipient: Option<String>,
    pub(super) place: Option<String>,
    pub(super) format: Format,
}

/// What came of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Exported {
    /// Records written.
    records: u64,
    /// Records met and refused.
    left_out: u64,
    /// Data types held and not shown.
    withheld: BTreeSet<String>,
    /// One for each page.
    receipts: Vec<String>,
}

pub(super) async fn run(arguments: &ExportArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let format = Format::of(arguments.format, &arguments.to);
    let access = arguments.access.read()?;
    let (recipient, place) = (arguments.recipient.clone(), arguments.place.clone());
    let way = Way::open(&arguments.places, &arguments.server, &access).await?;
    let task = ExportRecords { access, recipient, place, format };
    if arguments.to == Path::new("-") {
        let exported = way.export_into(task, terminal.language, &mut std::io::stdout()).await?;
        // Standard output is the records': what there is to say goes to standard error.
        said(&exported, terminal.language).iter().for_each(|line| Terminal::note(line));
        return Ok(ExitCode::SUCCESS);
    }
    let failed = |error| Failure::file(&arguments.to, error);
    let folder = arguments.to.parent().filter(|folder| !folder.as_os_str().is_empty());
    // For its owner's eyes only, and under its name only when it is whole.
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    let mut out = BufWriter::new(file.as_file_mut());
    let exported = way.export_into(task, terminal.language, &mut out).await?;
    out.flush().map_err(failed)?;
    drop(out);
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(&arguments.to).map_err(|error| failed(error.error))?;
    said(&exported, terminal.language).iter().for_each(|line| terminal.line(line));
    terminal.result(&exported);
    Ok(ExitCode::SUCCESS)
}

fn said(exported: &Exported, language: Language) -> Vec<String> {
    let counts = [("records", exported.records.into()), ("left_out", exported.left_out.into())];
    let mut lines = vec![text(language, "cli-export-done", &counts)];
    if !exported.withheld.is_empty() {
        let names = exported.withheld.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        lines.push(text(language, "cli-export-withheld", &[("data", names.into())]));
    }
    lines
}

impl Perform for ExportRecords {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let caller = installation.authenticate(&self.access.token)?;
        let form = installation.record_form(&caller, &self.access.activity)?;
        let place = self.place.as_deref().map(str::parse).transpose();
        let request = SearchRequest {
            circumstance: Circumstance {
                activity: self.access.activity,
                recipient: self.recipient,
                place: place.map_err(|_| Problem::invalid_field("search.form", "place"))?,
                reason: self.access.reason.map(Personal::new),
                ..Circumstance::default()
            },
            by: SearchBy::Activity,
            after: None,
            most: SEARCH_MAX,
        };
        let rows = Rows::new(self.format, form.fields.into_iter().map(|field| field.id).collect());
        let mut exported = Exported::default();
        let mut outcome = Ok(());
        let head = rows.head()?;
        desk.tell_piece(head);
        installation
            .each_page(&caller, request, |page| {
                exported.note(&page.value.records, page.value.left_out, page.committed.receipt.to_string());
                let piece = rows.page(&page.value.records);
                let is_taken = piece.map(|piece| desk.tell_piece(piece));
                // Whoever asked has gone, or a row cannot be written: no more is read.
                let flow =
                    if let Ok(true) = is_taken { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
                outcome = is_taken.map(drop);
                flow
            })
            .await?;
        outcome?;
        desk.terminal.result(&exported);
        Ok(0)
    }
}

impl Desk {
    /// A piece of the file that is written. Says whether anyone is there to take it.
    fn tell_piece(&mut self, piece: Vec<u8>) -> bool {
        let mut parts = piece.chunks(PIECE_BYTES_MAX);
        parts.all(|part| {
            self.terminal.put(Told::File { path: String::new(), content: Content(part.to_owned()) })
        })
    }
}

impl Exported {
    pub(super) fn note(&mut self, records: &[RecordView], left_out: u64, receipt: String) {
        self.records += u64::try_from(records.len()).unwrap_or_default();
        self.left_out += left_out;
        self.withheld.extend(records.iter().flat_map(|record| record.withheld.iter().cloned()));
        self.receipts.push(receipt);
    }
}

/// How records are written as rows.
pub(super) struct Rows {
    format: Format,
    fields: Vec<String>,
}

impl Rows {
    pub(super) fn new(format: Format, fields: Vec<String>) -> Self {
        Self { format, fields }
    }

    /// The line with the columns' names; NDJSON has none.
    pub(super) fn head(&self) -> Result<Vec<u8>, Problem> {
        let own = [KEY, SUBJECT, CATEGORY, COLLECTED_AT, VERSION];
        match self.format {
            Format::Csv => written([own.into_iter().chain(self.fields.iter().map(String::as_str))]),
            Format::Ndjson => Ok(Vec::new()),
        }
    }

    pub(super) fn page(&self, records: &[RecordView]) -> Result<Vec<u8>, Problem> {
        match self.format {
            Format::Csv => {
                let rows: Result<Vec<_>, _> = records.iter().map(|record| self.cells(record)).collect();
                written(rows?)
            }
            Format::Ndjson => {
                Ok(records.iter().flat_map(|record| format!("{}\n", object(record)).into_bytes()).collect())
            }
        }
    }

    fn cells(&self, record: &RecordView) -> Result<Vec<String>, Problem> {
        if !record.fields.keys().all(|id| self.fields.contains(id)) {
            // Another charter has come into force since the columns were named.
            return Err(Problem::Conflict { code: "conflict.busy" });
        }
        let own = [
            record.key.as_str().to_owned(),
            record.subject.to_string(),
            record.category.clone(),
            record.collected_at.to_string(),
            record.version.to_string(),
        ];
        let value =
            |id: &String| record.fields.get(id).map(|value| value.reveal().clone()).unwrap_or_default();
        Ok(own.into_iter().chain(self.fields.iter().map(value)).collect())
    }
}

fn object(record: &RecordView) -> Value {
    let mut members = Map::new();
    members.insert(KEY.to_owned(), record.key.as_str().into());
    members.insert(SUBJECT.to_owned(), record.subject.to_string().into());
    members.insert(CATEGORY.to_owned(), record.category.as_str().into());
    members.insert(COLLECTED_AT.to_owned(), record.collected_at.to_string().into());
    members.insert(VERSION.to_owned(), record.version.into());
    members.extend(record.fields.iter().map(|(id, value)| (id.clone(), value.reveal().as_str().into())));
    Value::Object(members)
}

/// Rows as CSV (RFC 4180).
fn written<R>(rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, Problem>
where
    R: IntoIterator<Item: AsRef<[u8]>>,
{
    let failed = || Problem::Internal("a row could not be written".to_owned());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|_| failed())?;
    }
    writer.into_inner().map_err(|_| failed())
}
