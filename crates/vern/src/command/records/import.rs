//! `vern records import`.
//!
//! The file is read here; what is sent to whoever has the installation open is a batch of rows at a time. A row is registered only where nothing is
//! held under its key: an import adds, and never replaces.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde_json::json;
use vern_app::Problem;

use super::batch::{Form, ImportRow, ROWS_MAX, RefusedRow, RegisterRows, Registered, RowReason};
use super::mapping::{self, Mapping};
use super::progress::{Counts, Progress, Subject};
use super::source::{Fault, Source};
use super::way::Way;
use super::{Access, AccessArguments, Format};
use crate::failure::Failure;
use crate::remote::ServerArguments;
use crate::server::Places;
use crate::terminal::Terminal;

/// Exit code where a row was not taken.
const ROWS_REFUSED: u8 = 65;
/// Most bytes of one batch, about.
const BATCH_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Rows looked at before a mapping is proposed.
const SAMPLES_MAX: usize = 200;

/// What to import, and how.
#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// The file with the rows, in UTF-8.
    file: PathBuf,
    #[command(flatten)]
    access: AccessArguments,
    /// What each column is, as JSON. With --dry-run the proposal is written here where there is no such file yet.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Register nothing: propose a mapping, or look every row over by the one that is given.
    #[arg(long)]
    dry_run: bool,
    /// Where rows that are not taken are listed, by line, column and code; FILE.report.csv where left out.
    #[arg(long)]
    report: Option<PathBuf>,
    /// How the file holds rows; by its name where left out.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The people in the file have consented to the activity.
    #[arg(long)]
    consent_given: bool,
    #[command(flatten)]
    server: ServerArguments,
    #[command(flatten)]
    places: Places,
}

/// An import under way.
struct Import<'a> {
    arguments: &'a ImportArguments,
    way: Way,
    access: Access,
    source: Source,
    mapping: Mapping,
    targets: Vec<Option<String>>,
    progress: Progress,
    /// The next batch may be in the journal already, from the part that was broken off.
    is_uncertain: bool,
}

pub(super) async fn run(arguments: &ImportArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let access = arguments.access.read()?;
    let way = Way::open(&arguments.places, &arguments.server, &access).await?;
    let form = way.form(&access, terminal.language).await?;
    let mut source = Source::open(&arguments.file, Format::of(arguments.format, &arguments.file))?;
    mapping::check_names(&source.columns)?;
    let Some(mapping) = arguments.given_mapping()? else {
        if !arguments.dry_run {
            return Err(Problem::invalid("import.mapping_missing").into());
        }
        return propose(arguments, &form, &mut source, terminal);
    };
    mapping.check(&form, &source.columns)?;
    let report = arguments.report_path();
    let of = Subject::of(&arguments.file, &access.activity, &mapping)?;
    let progress =
        if arguments.dry_run { Progress::anew(&report, of)? } else { Progress::begin(&report, of)? };
    if let Some(place) = progress.resumed {
        source.go_to(place).map_err(|error| Failure::file(&arguments.file, error))?;
        terminal.say("cli-import-resumed", &[("line", place.line.into())]);
    }
    let targets = mapping.targets(&source.columns);
    let is_uncertain = progress.resumed.is_some();
    let import = Import { arguments, way, access, source, mapping, targets, progress, is_uncertain };
    let counts = import.run(terminal).await?;
    Ok(tell(&counts, arguments.dry_run, &report, terminal))
}

impl ImportArguments {
    fn given_mapping(&self) -> Result<Option<Mapping>, Failure> {
        let Some(path) = &self.mapping else { return Ok(None) };
        match std::fs::read(path) {
            Ok(bytes) => {
                let mapping =
                    serde_json::from_slice(&bytes).map_err(|_| Problem::invalid("import.mapping_form"))?;
                Ok(Some(mapping))
            }
            Err(error) if self.dry_run && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::file(path, error)),
        }
    }

    fn report_path(&self) -> PathBuf {
        let mut beside = self.file.as_os_str().to_owned();
        beside.push(".report.csv");
        self.report.clone().unwrap_or_else(|| beside.into())
    }
}

fn propose(
    arguments: &ImportArguments,
    form: &Form,
    source: &mut Source,
    terminal: &mut Terminal,
) -> Result<ExitCode, Failure> {
    let failed = |error| Failure::file(&arguments.file, error);
    let mut samples = Vec::new();
    while samples.len() < SAMPLES_MAX {
        match source.next().map_err(failed)? {
            Some(row) => samples.push(row),
            None => break,
        }
    }
    let mapping = Mapping::propose(form, &source.columns, &samples, &key_prefix(&arguments.file));
    terminal.say("cli-import-proposed", &[]);
    for (column, target) in source.columns.iter().zip(mapping.targets(&source.columns)) {
        terminal.line(format!("  {column} → {}", target.as_deref().unwrap_or("–")));
    }
    if let Some(prefix) = &mapping.key_prefix {
        terminal.say("cli-import-numbered", &[("prefix", prefix.as_str().into())]);
    }
    let has_category = mapping.category.is_some()
        || mapping.columns.values().flatten().any(|target| target == mapping::CATEGORY);
    if !has_category {
        terminal.say("cli-import-category", &[("categories", form.categories.join(", ").into())]);
    }
    if let Some(path) = &arguments.mapping {
        let mut written = serde_json::to_vec_pretty(&mapping).map_err(std::io::Error::from)?;
        written.push(b'\n');
        std::fs::write(path, written).map_err(|error| Failure::file(path, error))?;
        terminal.say("cli-import-mapping-written", &[("file", path.display().to_string().into())]);
    }
    let fields: Vec<_> = form.fields.iter().map(|field| field.id.as_str()).collect();
    terminal.result(&json!({ "mapping": mapping, "fields": fields, "categories": form.categories }));
    Ok(ExitCode::SUCCESS)
}

/// The file's name as the beginning of keys.
fn key_prefix(file: &Path) -> String {
    let name = file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let fits: String = name.chars().filter(|letter| letter.is_ascii_alphabetic()).take(24).collect();
    if fits.is_empty() { "import-".to_owned() } else { format!("{fits}-") }
}

impl Import<'_> {
    async fn run(mut self, terminal: &Terminal) -> Result<Counts, Failure> {
        // Nothing is drawn where standard error is no terminal.
        let bar = ProgressBar::with_draw_target(Some(self.source.bytes), ProgressDrawTarget::stderr());
        // From here on rows may have been taken without this process knowing.
        self.progress.keep(self.source.place())?;
        loop {
            bar.set_position(self.source.place().byte);
            let (batch, is_last) = self.next_batch()?;
            let registered = self.send(batch, terminal).await?;
            self.note(registered)?;
            if is_last {
                break;
            }
            self.progress.keep(self.source.place())?;
        }
        bar.finish_and_clear();
        self.progress.end()
    }

    /// Rows for one batch; those that are no rows of the mapping go to the report.
    fn next_batch(&mut self) -> Result<(Vec<ImportRow>, bool), Failure> {
        let mut batch: Vec<ImportRow> = Vec::new();
        let (mut rows, mut bytes) = (0, 0);
        while rows < ROWS_MAX && bytes < BATCH_BYTES_MAX {
            let next = self.source.next().map_err(|error| Failure::file(&self.arguments.file, error))?;
            let Some(row) = next else { return Ok((batch, true)) };
            rows += 1;
            self.progress.counts.rows += 1;
            let line = row.line;
            match self.mapping.record(&self.targets, row) {
                Ok(row) => {
                    bytes += row.bytes();
                    batch.push(row);
                }
                Err(faults) => self.refuse_faults(line, &faults)?,
            }
        }
        Ok((batch, false))
    }

    async fn send(&self, rows: Vec<ImportRow>, terminal: &Terminal) -> Result<Registered, Failure> {
        if rows.is_empty() {
            return Ok(Registered::default());
        }
        let (consent_given, look_only) = (self.arguments.consent_given, self.arguments.dry_run);
        let task = RegisterRows { access: self.access.clone(), consent_given, look_only, rows };
        self.way.register(task, terminal.language).await
    }

    /// The number of the column a field stands in, from 1.
    fn column_of(&self, field: Option<&str>) -> Option<usize> {
        let column = self.targets.iter().position(|target| target.is_some() && target.as_deref() == field);
        column.map(|column| column + 1)
    }

    fn note(&mut self, registered: Registered) -> Result<(), Failure> {
        self.progress.counts.taken += registered.taken;
        for mut row in registered.refused {
            let is_held = row.reasons.iter().all(|reason| reason.code == "record.version_differs");
            if self.is_uncertain && is_held {
                self.progress.counts.taken_before += 1;
            } else {
                for reason in &mut row.reasons {
                    reason.column = self.column_of(reason.field.as_deref());
                }
                self.progress.refuse(&row)?;
            }
        }
        self.is_uncertain = false;
        Ok(())
    }

    fn refuse_faults(&mut self, line: u64, faults: &[Fault]) -> Result<(), Failure> {
        let reason = |fault: &Fault| RowReason {
            column: fault.column.map(|column| column + 1),
            field: fault.column.and_then(|column| self.targets.get(column).cloned().flatten()),
            code: fault.code.to_owned(),
        };
        let reasons = faults.iter().map(reason).collect();
        self.progress.refuse(&RefusedRow { line, reasons })
    }
}

fn tell(counts: &Counts, is_dry_run: bool, report: &Path, terminal: &mut Terminal) -> ExitCode {
    let report = report.display().to_string();
    let variables = [
        ("rows", counts.rows.into()),
        ("taken", (counts.taken + counts.taken_before).into()),
        ("refused", counts.refused.into()),
    ];
    terminal.say(if is_dry_run { "cli-import-looked" } else { "cli-import-done" }, &variables);
    if counts.refused > 0 {
        terminal.say("cli-import-report", &[("file", report.as_str().into())]);
    }
    terminal.result(&json!({
        "dry_run": is_dry_run,
        "rows": counts.rows,
        "taken": counts.taken + counts.taken_before,
        "refused": counts.refused,
        "report": report,
    }));
    if counts.refused > 0 { ExitCode::from(ROWS_REFUSED) } else { ExitCode::SUCCESS }
}
