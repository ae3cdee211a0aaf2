//! `vern journal ask`: who read a person's data, what a credential touched, what was refused.
//!
//! The first question is a caller's, with its token, through the gate. The others are for whoever runs the installation; they hold nobody's name.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use vern_app::history::question::{
    HistoryLine, HistoryPage, HistoryPlace, HistoryRequest, HistorySummary, LinkUse, Noted, Paging,
    PersonHistory, PersonQuestion, PersonStanding,
};
use vern_app::{Installation, Problem};
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_journal::{EntryKind, Outcome};
use vern_text::text;

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// What to ask the journal.
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Who read this person's data. Goes through the gate with the token's role, and is journalled.
    Person(Box<PersonArguments>),
    /// What was done, by whom and where; everything named must hold.
    Touched {
        #[command(flatten)]
        task: Box<AskTouched>,
        #[command(flatten)]
        places: Places,
    },
    /// What was refused, and why.
    Refused {
        #[command(flatten)]
        task: Box<AskTouched>,
        #[command(flatten)]
        places: Places,
    },
}

/// Whom to ask about.
#[derive(Debug, Args)]
pub(crate) struct PersonArguments {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// A file with the caller's token.
    #[arg(long)]
    token: PathBuf,
    /// Id of the person, as records give it.
    #[arg(long)]
    subject: String,
    /// The activity to ask in.
    #[arg(long)]
    activity: String,
    /// A file with the reason; it is sealed and kept in the journal.
    #[arg(long)]
    reason: PathBuf,
    /// What the answer is for. Once the data is erased, only a breach or supervision opens the link.
    #[arg(long = "for", value_enum, default_value = "access")]
    link_use: UseName,
    #[command(flatten)]
    paging: PagingArguments,
    #[command(flatten)]
    places: Places,
}

/// A question about one person, with the caller's token and reason as the files held them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AskPerson {
    organisation: String,
    token: String,
    subject: String,
    activity: String,
    reason: String,
    link_use: UseName,
    paging: PagingArguments,
}

/// What to look for.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct AskTouched {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Actor id of a credential.
    #[arg(long)]
    actor: Option<String>,
    /// Activity id.
    #[arg(long)]
    activity: Option<String>,
    /// register, read, alter, use, disclose, transfer, restrict, erase or export.
    #[arg(long, value_parser = act)]
    act: Option<Act>,
    /// A code among the reasons.
    #[arg(long)]
    code: Option<String>,
    /// Not before: 2026-11-22 or 2026-11-22T14:00:00Z.
    #[arg(long, value_parser = instant)]
    since: Option<Instant>,
    /// Not after.
    #[arg(long, value_parser = instant)]
    until: Option<Instant>,
    /// Sums instead of lines.
    #[arg(long)]
    summary: bool,
    #[command(flatten)]
    paging: PagingArguments,
    /// Only what was refused.
    #[arg(skip)]
    refused: bool,
}

/// Which part of the answer.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct PagingArguments {
    /// The newest lines first.
    #[arg(long)]
    newest_first: bool,
    /// At most so many lines.
    #[arg(long, default_value_t = 100)]
    most: usize,
    /// Where the page before ended: epoch.index.
    #[arg(long, value_parser = place)]
    after: Option<(u32, u64)>,
}

impl PagingArguments {
    fn paging(&self) -> Paging {
        let after = self.after.map(|(epoch, index)| HistoryPlace { epoch, index });
        Paging { after, newest_first: self.newest_first, most: self.most }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum, Serialize, Deserialize)]
pub(crate) enum UseName {
    Access,
    Breach,
    Supervision,
}

impl UseName {
    const fn link_use(self) -> LinkUse {
        match self {
            Self::Access => LinkUse::Access,
            Self::Breach => LinkUse::Breach,
            Self::Supervision => LinkUse::Supervision,
        }
    }
}

fn act(name: &str) -> Result<Act, &'static str> {
    Act::ALL.into_iter().find(|act| act.as_str() == name).ok_or("no such act")
}

/// A day, or a moment with its offset.
pub(in crate::command) fn instant(moment: &str) -> Result<Instant, &'static str> {
    let whole = if moment.len() == 10 { format!("{moment}T00:00:00Z") } else { moment.to_owned() };
    whole.parse().map(Instant::from_timestamp).map_err(|_| "neither a day nor a moment")
}

fn place(text: &str) -> Result<(u32, u64), &'static str> {
    let (epoch, index) = text.split_once('.').ok_or("not epoch.index")?;
    let (epoch, index) = (epoch.parse().ok(), index.parse().ok());
    epoch.zip(index).ok_or("not epoch.index")
}

pub(super) async fn ask(question: Question, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match question {
        Question::Person(arguments) => person(*arguments, terminal).await,
        Question::Touched { task, places } => operator::perform(&places, (*task).into(), terminal).await,
        Question::Refused { task, places } => {
            let task = AskTouched { refused: true, ..*task };
            operator::perform(&places, task.into(), terminal).await
        }
    }
}

impl Perform for AskTouched {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let wrong = |_| Problem::invalid_field("request.json", "actor");
        let request = HistoryRequest {
            actor: self.actor.as_deref().map(str::parse).transpose().map_err(wrong)?,
            activity: self.activity,
            act: self.act,
            outcome: self.refused.then_some(Outcome::Refused),
            code: self.code,
            since: self.since,
            until: self.until,
        };
        if self.summary {
            let summary = installation.history_summary(&controller, &request).await?;
            print_summary(&summary, &mut desk.terminal);
        } else {
            let page = installation.history_page(&controller, &request, self.paging.paging()).await?;
            print_page(&page, &mut desk.terminal);
            desk.terminal.result(&page_json(&page));
        }
        Ok(0)
    }
}

/// The files are read here, with the rights of whoever asks.
async fn person(arguments: PersonArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| Failure::file(file, error));
    let task = AskPerson {
        token: read(&arguments.token)?,
        reason: read(&arguments.reason)?,
        organisation: arguments.organisation,
        subject: arguments.subject,
        activity: arguments.activity,
        link_use: arguments.link_use,
        paging: arguments.paging,
    };
    operator::perform(&arguments.places, task.into(), terminal).await
}

impl Perform for AskPerson {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let caller = installation.authenticate(self.token.trim())?;
        if caller.controller.slug() != self.organisation {
            return Err(Problem::NotFound { code: "controller.unknown" }.into());
        }
        let wrong = |_| Problem::invalid_field("request.json", "subject");
        let question = PersonQuestion {
            export: false,
            subject: self.subject.parse().map_err(wrong)?,
            activity: self.activity,
            link_use: self.link_use.link_use(),
            reason: Some(Personal::new(self.reason)),
            paging: self.paging.paging(),
        };
        let answer = installation.person_history(&caller, &question).await?;
        print_person(&answer.value, &answer.committed.receipt.to_string(), terminal);
        Ok(0)
    }
}

fn print_person(told: &PersonHistory, receipt: &str, terminal: &mut Terminal) {
    let (standing, message) = match told.standing {
        PersonStanding::Held => ("held", "cli-history-held"),
        PersonStanding::Erased => ("erased", "cli-history-erased"),
        PersonStanding::LinkReserved => ("link_reserved", "cli-history-reserved"),
        PersonStanding::LinkGone => ("link_gone", "cli-history-gone"),
    };
    terminal.say(message, &[]);
    print_page(&told.page, terminal);
    if told.left_out > 0 {
        terminal.say("cli-history-left-out", &[("count", told.left_out.into())]);
    }
    let mut json = page_json(&told.page);
    if let Some(object) = json.as_object_mut() {
        object.insert("standing".to_owned(), standing.into());
        object.insert("left_out".to_owned(), told.left_out.into());
        object.insert("receipt".to_owned(), receipt.into());
    }
    terminal.result(&json);
}

fn print_page(page: &HistoryPage, terminal: &mut Terminal) {
    if let Some(from) = page.from.filter(|from| from.index > 0) {
        terminal.say("cli-history-culled", &[("index", from.index.into())]);
    }
    for line in &page.lines {
        print_line(line, terminal);
    }
    if let Some(next) = page.next {
        let place = format!("{}.{}", next.epoch, next.index);
        terminal.say("cli-history-next", &[("place", place.into())]);
    }
}

fn print_line(line: &HistoryLine, terminal: &mut Terminal) {
    let language = terminal.language;
    let word = |group: &str, word: Option<&str>| {
        word.map_or_else(|| "–".to_owned(), |word| text(language, &format!("{group}-{word}"), &[]))
    };
    let or_none = |name: Option<&str>| name.unwrap_or("–").to_owned();
    let actor = line.actor.map(|actor| actor.to_string());
    // What is no operation has no act; then the kind of line says what it is.
    let done = match line.act {
        Some(_) if line.noted.is_some() => word("journal-kind", line.noted.map(Noted::as_str)),
        Some(act) if line.kind == EntryKind::Operation => word("act", Some(act.as_str())),
        _ => word("journal-kind", Some(kind_word(line.kind))),
    };
    let variables = [
        ("at", line.at.to_string().into()),
        ("activity", or_none(line.activity.as_deref()).into()),
        ("act", done.into()),
        ("outcome", word("journal-outcome", line.outcome.map(outcome_word)).into()),
        ("actor", or_none(actor.as_deref()).into()),
        ("role", or_none(line.role.as_deref()).into()),
        ("receipt", line.receipt.to_string().into()),
    ];
    terminal.say("cli-history-line", &variables);
    let more = |terminal: &mut Terminal, id: &str, variables: &[(&str, vern_text::Value<'_>)]| {
        terminal.line(format!("    {}", text(language, id, variables)));
    };
    if let Some(holder) = line.holder {
        more(terminal, "cli-history-holder", &[("holder", holder.to_string().into())]);
    }
    if let Some(recipient) = &line.recipient {
        more(terminal, "cli-history-recipient", &[("recipient", recipient.as_str().into())]);
    }
    if !line.codes.is_empty() {
        more(terminal, "cli-history-codes", &[("codes", line.codes.join(", ").into())]);
    }
    if let Some(opened) = &line.opened {
        let told = |part: &Option<Personal<String>>| {
            part.as_ref().map_or_else(|| "–".to_owned(), |part| part.reveal().clone())
        };
        let variables = [("record", told(&opened.record).into()), ("reason", told(&opened.reason).into())];
        more(terminal, "cli-history-opened", &variables);
    }
}

const fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Permitted => "permitted",
        Outcome::Refused => "refused",
        Outcome::Observed => "observed",
    }
}

const fn kind_word(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Operation => "operation",
        EntryKind::EpochOpened => "epoch",
        EntryKind::CharterInForce => "charter",
        EntryKind::Chunk => "chunk",
        EntryKind::ClockWentBack => "clock",
        EntryKind::Access => "access",
        EntryKind::KeysRotated => "keys",
        EntryKind::ErasureCompleted => "erasure",
        EntryKind::PolicyAmended => "policy",
        EntryKind::JournalCulled => "culled",
        EntryKind::Moved => "moved",
    }
}

fn line_json(line: &HistoryLine) -> Json {
    let opened = line.opened.as_ref();
    let record = opened.and_then(|part| part.record.as_ref()).map(|key| key.reveal().clone());
    let reason = opened.and_then(|part| part.reason.as_ref()).map(|reason| reason.reveal().clone());
    json!({
        "receipt": line.receipt.to_string(),
        "at": line.at.to_string(),
        "kind": kind_word(line.kind),
        "activity": line.activity,
        "act": line.act.map(vern_journal::Act::as_str),
        "actor": line.actor.map(|actor| actor.to_string()),
        "holder": line.holder.map(|holder| holder.to_string()),
        "role": line.role,
        "outcome": line.outcome.map(outcome_word),
        "codes": line.codes,
        "recipient": line.recipient,
        "records": line.count,
        "people": line.people,
        "record": record,
        "reason": reason,
    })
}

fn page_json(page: &HistoryPage) -> Json {
    let place = |place: HistoryPlace| format!("{}.{}", place.epoch, place.index);
    json!({
        "lines": page.lines.iter().map(line_json).collect::<Vec<_>>(),
        "next": page.next.map(place),
        "from": page.from.map(place),
    })
}

fn print_summary(summary: &HistorySummary, terminal: &mut Terminal) {
    let variables = [
        ("entries", summary.entries.into()),
        ("all", summary.journal_entries.into()),
        ("records", summary.records.into()),
        ("people", summary.people.into()),
    ];
    terminal.say("cli-history-sums", &variables);
    let language = terminal.language;
    for row in &summary.rows {
        let act =
            row.act.map_or("–".to_owned(), |act| text(language, &format!("act-{}", act.as_str()), &[]));
        let outcome = row.outcome.map_or("–".to_owned(), |outcome| {
            text(language, &format!("journal-outcome-{}", outcome_word(outcome)), &[])
        });
        let activity = row.activity.as_deref().unwrap_or("–");
        let variables = [
            ("entries", row.entries.into()),
            ("activity", activity.into()),
            ("act", act.into()),
            ("outcome", outcome.into()),
        ];
        terminal.say("cli-history-row", &variables);
    }
    for (code, entries) in &summary.codes {
        let variables = [("entries", (*entries).into()), ("code", code.as_str().into())];
        terminal.say("cli-history-code", &variables);
    }
    for (actor, entries) in &summary.actors {
        let actor = actor.map_or("–".to_owned(), |actor| actor.to_string());
        terminal.say("cli-history-actor", &[("entries", (*entries).into()), ("actor", actor.into())]);
    }
    terminal.result(&summary_json(summary));
}

fn summary_json(summary: &HistorySummary) -> Json {
    let rows: Vec<_> = summary
        .rows
        .iter()
        .map(|row| {
            json!({
                "activity": row.activity,
                "act": row.act.map(vern_journal::Act::as_str),
                "outcome": row.outcome.map(outcome_word),
                "entries": row.entries,
                "records": row.records,
            })
        })
        .collect();
    let codes: Vec<_> =
        summary.codes.iter().map(|(code, entries)| json!({ "code": code, "entries": entries })).collect();
    let actors: Vec<_> = summary
        .actors
        .iter()
        .map(|(actor, entries)| json!({ "actor": actor.map(|actor| actor.to_string()), "entries": entries }))
        .collect();
    json!({
        "journal_entries": summary.journal_entries,
        "entries": summary.entries,
        "records": summary.records,
        "people": summary.people,
        "rows": rows,
        "codes": codes,
        "actors": actors,
    })
}
