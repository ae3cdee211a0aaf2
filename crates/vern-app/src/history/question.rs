//! Questions to the journal: who read a person's data, what a credential touched, what was refused and why.
//!
//! Who is asked about is a pseudonym in every entry, so the first question needs the person's link key: it is an operation of its own, through the gate,
//! with a reason, and in the journal like any read. The other two are about the clear part only and are for whoever runs the installation, as an export is.
//! Sealed parts stay shut but for the first question. Deliberately not here: how entries are found ([`super::past`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use vern_core::decision::StateBits;
use vern_core::id::{ActorId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_crypto::LinkKey;
use vern_journal::segment::Counted;
use vern_journal::{self as journal, Entry, EntryKind, Filter, Outcome, Receipt, SealedPart, leaf_hash};
use vern_policy::{Rules, State, SubjectState, decide};
use vern_store::{Snapshot, StoreError};

use super::past::{Past, Place};
use super::{aside, is_damaged_segment};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::controller::Controller;
use crate::draft::{Draft, journal_act};
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Ground, earlier, operation, reason_text};

/// Lines on one page at most.
pub const LINES_MAX: usize = 1_000;

/// Where a page ended: hand it back to go on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryPlace {
    /// Epoch.
    pub epoch: u32,
    /// Index in it.
    pub index: u64,
}

impl HistoryPlace {
    const fn of((epoch, index): Place) -> Self {
        Self { epoch, index }
    }

    const fn place(self) -> Place {
        (self.epoch, self.index)
    }
}

/// Which part of the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// After this line.
    pub after: Option<HistoryPlace>,
    /// The newest lines first.
    pub newest_first: bool,
    /// At most so many, up to [`LINES_MAX`].
    pub most: usize,
}

impl Default for Paging {
    fn default() -> Self {
        Self { after: None, newest_first: false, most: LINES_MAX }
    }
}

/// What is asked of the clear part; everything named must hold.
#[derive(Debug, Clone, Default)]
pub struct HistoryRequest {
    /// Done by this credential.
    pub actor: Option<ActorId>,
    /// In this activity.
    pub activity: Option<String>,
    /// This act.
    pub act: Option<Act>,
    /// Decided so.
    pub outcome: Option<Outcome>,
    /// With this code among the reasons.
    pub code: Option<String>,
    /// Not before.
    pub since: Option<Instant>,
    /// Not after.
    pub until: Option<Instant>,
}

impl HistoryRequest {
    fn filter(&self) -> Filter {
        Filter {
            actor: self.actor.map(|actor| *actor.as_bytes()),
            activity: self.activity.clone(),
            act: self.act.map(journal_act),
            outcome: self.outcome,
            code: self.code.clone(),
            since: self.since.map_or(0, Instant::as_unsigned_micros),
            until: self.until.map_or(u64::MAX, Instant::as_unsigned_micros),
            ..Filter::default()
        }
    }
}

/// What is noted by an operation that does not what its act says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// Somebody has reviewed a record, or an access, and it stays: of a record asked as an erasure, and nothing was erased.
    Review,
    /// Somebody who was not asked themselves has been told what is held on them: asked as a registration, and nothing was registered.
    Told,
    /// They have not, after all.
    Untold,
}

impl Noted {
    /// Its stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Told => "told",
            Self::Untold => "untold",
        }
    }
}

/// One entry that answers.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// Names the entry and lets anyone check it.
    pub receipt: Receipt,
    /// When.
    pub at: Instant,
    /// What kind of entry.
    pub kind: EntryKind,
    /// What was done or asked for.
    pub act: Option<journal::Act>,
    /// By which credential; none where whoever runs the installation did it.
    pub actor: Option<ActorId>,
    /// Whose access was given or ended.
    pub holder: Option<ActorId>,
    /// Its role then, where the documents of that time are held.
    pub role: Option<String>,
    /// In which activity.
    pub activity: Option<String>,
    /// What was decided.
    pub outcome: Option<Outcome>,
    /// Why.
    pub codes: Vec<String>,
    /// To whom it was disclosed.
    pub recipient: Option<String>,
    /// Records touched.
    pub count: Option<u64>,
    /// What it notes beside the act it was asked as.
    pub noted: Option<Noted>,
    /// An emergency was ended before its time.
    pub is_emergency_end: bool,
    /// How many people it names.
    pub people: usize,
    /// The sealed part about the person asked for: the record's key and the reason given. Only where it was opened.
    pub opened: Option<OpenedPart>,
}

/// What only the link key opens.
#[derive(Debug, Clone)]
pub struct OpenedPart {
    /// Key of the record.
    pub record: Option<Personal<String>>,
    /// The reason that was given.
    pub reason: Option<Personal<String>>,
}

/// A page of lines.
#[derive(Debug, Clone, Default)]
pub struct HistoryPage {
    /// The lines.
    pub lines: Vec<HistoryLine>,
    /// Where to go on; none at the end.
    pub next: Option<HistoryPlace>,
    /// Where the journal begins: what stands before is culled.
    pub from: Option<HistoryPlace>,
}

/// Sums over everything that answers.
#[derive(Debug, Clone, Default)]
pub struct HistorySummary {
    /// Entries of the journal there are to ask.
    pub journal_entries: u64,
    /// Entries that answer.
    pub entries: u64,
    /// Records they stand for.
    pub records: u64,
    /// Distinct people they name.
    pub people: u64,
    /// By activity, act and outcome, most first.
    pub rows: Vec<SummaryRow>,
    /// By reason, most first; an entry with several is counted under each.
    pub codes: Vec<(String, u64)>,
    /// By credential, most first.
    pub actors: Vec<(Option<ActorId>, u64)>,
}

/// One sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// Activity.
    pub activity: Option<String>,
    /// Act.
    pub act: Option<journal::Act>,
    /// Outcome.
    pub outcome: Option<Outcome>,
    /// Entries.
    pub entries: u64,
    /// Records they stand for.
    pub records: u64,
}

/// What the answer about a person is for. It decides whether the link key may be used once the data is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkUse {
    /// The person, or whoever looks after the data, wants to know.
    #[default]
    Access,
    /// A breach is being cleared up (GDPR art. 33 and 34).
    Breach,
    /// A supervisory authority asks (art. 58(1)).
    Supervision,
}

/// Who read a person's data.
#[derive(Debug, Clone)]
pub struct PersonQuestion {
    /// Who.
    pub subject: SubjectId,
    /// In which activity the question is asked; the caller's role needs a grant to read in it, or to export from it.
    pub activity: String,
    /// Asked as an export, by a role that may not read there.
    pub export: bool,
    /// What it is for.
    pub link_use: LinkUse,
    /// Why. Must be given.
    pub reason: Option<Personal<String>>,
    /// Which part of the answer.
    pub paging: Paging,
}

/// How the person stands to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonStanding {
    /// Data of the person is held in the activity.
    Held,
    /// It is erased, and the link to the journal lives: it was used for a breach or supervision.
    Erased,
    /// It is erased, or there never was any, and the link, if there is one, is for breaches and supervision only: nothing was looked up.
    LinkReserved,
    /// There is no link between the journal and such a person: it went with an erasure, or there never was one.
    LinkGone,
}

/// What the journal says of a person.
#[derive(Debug, Clone)]
pub struct PersonHistory {
    /// How the person stands to the journal.
    pub standing: PersonStanding,
    /// The lines in activities the caller has a grant in; those that name no activity too.
    pub page: HistoryPage,
    /// Lines on this page that are left out: of activities the caller has no grant in.
    pub left_out: u64,
}

impl Installation {
    /// The entries that answer, a page at a time.
    ///
    /// # Errors
    /// `conflict.busy` where more comes in than can be followed; `store.*`, `internal`.
    pub async fn history_page(
        &self,
        controller: &Controller,
        request: &HistoryRequest,
        paging: Paging,
    ) -> Result<HistoryPage, Problem> {
        self.over_sound_segments(controller, || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            page_of(&snapshot, controller, &request.filter(), paging, None)
        })
        .await
    }

    /// Sums over the entries that answer.
    ///
    /// # Errors
    /// As [`Installation::history_page`].
    pub async fn history_summary(
        &self,
        controller: &Controller,
        request: &HistoryRequest,
    ) -> Result<HistorySummary, Problem> {
        self.over_sound_segments(controller, || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let head =
                snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
            let past = Past::of(&snapshot, controller, &head)?;
            Ok(summary_of(past.sums(&request.filter())?, past.entries()))
        })
        .await
    }

    /// Who read, wrote, disclosed or was refused a person's data. Goes through the gate as a read in the activity, and is journalled.
    ///
    /// # Errors
    /// `journal.reason_required`, `reason.too_long`; [`Problem::Refused`]; `conflict.busy`, `store.*`.
    pub async fn person_history(
        &self,
        caller: &Caller,
        question: &PersonQuestion,
    ) -> Result<Answer<PersonHistory>, Problem> {
        self.build_segments(&caller.controller).await?;
        let asked = self.perform(caller, || aside(|| self.prepare_person(caller, question))).await;
        match asked {
            Err(problem) if is_damaged_segment(&problem) => {
                self.rebuild_segments(&caller.controller).await?;
                self.perform(caller, || aside(|| self.prepare_person(caller, question))).await
            }
            answered => answered,
        }
    }

    fn prepare_person(
        &self,
        caller: &Caller,
        question: &PersonQuestion,
    ) -> Result<Prepared<PersonHistory>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(question.reason.as_ref())?
            .ok_or_else(|| Problem::invalid_field("journal.reason_required", "reason"))?;
        let controller = &caller.controller;
        let row = snapshot.subject(controller.id(), question.subject)?;
        // The log is not what a restriction, an objection or a consent is about, so the question is whether the caller may read there at all.
        let act = if question.export { Act::Export } else { Act::Read };
        let operation =
            Operation { reason_given: true, ..operation(caller, &question.activity, act, &ground) };
        let state = State { listing: true, subject: Some(SubjectState::default()), ..State::default() };
        let decision = decide(&operation, &rules, &state);
        let operation_id = issue_operation(ground.at)?;
        let draft =
            Draft { controller, rules: &rules, operation: &operation, operation_id, decision: &decision };
        let mut expected = expected_of(&ground, earlier(decision.horizon, ground.in_force.until));
        let mut entry = draft.entry(operation.data);
        let link = row.map(|row| controller.keyring.link(&row.link_key)).transpose()?.flatten();
        if !decision.is_permit() {
            entry.sealed = Some(draft.sealed(None, Some(reason))?);
            return Ok(Prepared::refused(expected, entry, rules, decision));
        }
        expected.subjects = vec![(question.subject, row.map(|row| row.state_version))];
        let held = snapshot.data_key(controller.id(), question.subject, &question.activity)?.is_some();
        let standing = standing_of(link.is_some(), held, question.link_use);
        let looked_up = link.filter(|_| matches!(standing, PersonStanding::Held | PersonStanding::Erased));
        let answer = match &looked_up {
            Some(link) => {
                entry.subjects = vec![draft.subject(link, (None, None), Some(reason), None)?];
                told(&snapshot, caller, &rules, link, question, standing)?
            }
            None => {
                entry.sealed = Some(draft.sealed(None, Some(reason))?);
                PersonHistory { standing, page: HistoryPage::default(), left_out: 0 }
            }
        };
        // No record was touched: what was read is the log.
        entry.count = Some(0);
        Ok(Prepared { expected, change: Change::None, entry, outcome: Ok(answer) })
    }

    /// Builds what segments there are to build, asks, and where one of them is damaged builds all anew and asks again.
    async fn over_sound_segments<T>(
        &self,
        controller: &Controller,
        ask: impl Fn() -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.build_segments(controller).await?;
        match aside(&ask) {
            Err(problem) if is_damaged_segment(&problem) => {
                self.rebuild_segments(controller).await?;
                aside(&ask)
            }
            answered => answered,
        }
    }

    async fn rebuild_segments(&self, controller: &Controller) -> Result<(), Problem> {
        let _turn = self.history.lock().await;
        self.forget_segments(controller).await?;
        self.build_in_turn(controller).await.map(drop)
    }
}

const fn standing_of(has_link: bool, held: bool, link_use: LinkUse) -> PersonStanding {
    match (has_link, held, link_use) {
        (true, true, _) => PersonStanding::Held,
        (true, false, LinkUse::Breach | LinkUse::Supervision) => PersonStanding::Erased,
        (false, _, LinkUse::Breach | LinkUse::Supervision) => PersonStanding::LinkGone,
        // Whether there is a link at all is not told either.
        (_, _, LinkUse::Access) => PersonStanding::LinkReserved,
    }
}

fn expected_of(ground: &Ground, horizon: Option<Instant>) -> Expected {
    Expected {
        state_version: ground.standing.state_version,
        tree_size: ground.standing.tree_size,
        decided_at: Some(ground.at),
        horizon,
        ..Expected::default()
    }
}

/// The lines about a person that the caller may know.
fn told(
    snapshot: &Snapshot<'_>,
    caller: &Caller,
    rules: &Rules,
    link: &LinkKey,
    question: &PersonQuestion,
    standing: PersonStanding,
) -> Result<PersonHistory, Problem> {
    let pseudonym = link.pseudonym(caller.controller.id().as_u64());
    let filter = Filter { pseudonym: Some(pseudonym), ..Filter::default() };
    let mut page = page_of(snapshot, &caller.controller, &filter, question.paging, Some(link))?;
    let all = page.lines.len();
    let granted = |activity: &String| caller.has_grant(rules, activity);
    page.lines.retain(|line| line.activity.as_ref().is_none_or(granted));
    let left_out = u64::try_from(all - page.lines.len()).unwrap_or(u64::MAX);
    Ok(PersonHistory { standing, page, left_out })
}

fn page_of(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    filter: &Filter,
    paging: Paging,
    link: Option<&LinkKey>,
) -> Result<HistoryPage, Problem> {
    let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
    let most = paging.most.clamp(1, LINES_MAX);
    let (places, from) = {
        let past = Past::of(snapshot, controller, &head)?;
        let after = paging.after.map(HistoryPlace::place);
        (past.places(filter, paging.newest_first, after, most + 1)?, past.first())
    };
    let more = places.len() > most;
    let mut roles = BTreeMap::new();
    let mut lines = Vec::with_capacity(places.len().min(most));
    let told = places.get(..most).unwrap_or(&places);
    // Neighbours are read together.
    for run in told.chunk_by(|one, next| one.0 == next.0 && one.1.abs_diff(next.1) == 1) {
        for (place, entry) in run.iter().zip(entries_at(snapshot, controller, run)?) {
            lines.push(line_of(snapshot, controller, (*place, &entry), link, &mut roles)?);
        }
    }
    let last = places.get(most.saturating_sub(1)).filter(|_| more);
    Ok(HistoryPage { lines, next: last.copied().map(HistoryPlace::of), from: from.map(HistoryPlace::of) })
}

/// The rules of the documents entries cite, looked up once a page.
type Cited = BTreeMap<Vec<[u8; 32]>, Option<Arc<Rules>>>;

/// The entries of places that lie side by side, in their order.
fn entries_at(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    run: &[Place],
) -> Result<Vec<Vec<u8>>, Problem> {
    let (Some((epoch, first)), Some((_, last))) = (run.first(), run.last()) else { return Ok(Vec::new()) };
    let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
    let mut entries = snapshot.entries(controller.id(), *epoch, *first.min(last), count)?;
    if entries.len() != run.len() {
        return Err(StoreError::Damaged { table: "journal_entries" }.into());
    }
    if last < first {
        entries.reverse();
    }
    Ok(entries)
}

fn line_of(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    ((epoch, index), bytes): (Place, &[u8]),
    link: Option<&LinkKey>,
    cited: &mut Cited,
) -> Result<HistoryLine, Problem> {
    let entry = Entry::decode(bytes)?;
    if !cited.contains_key(&entry.charters) {
        cited.insert(entry.charters.clone(), controller.version(snapshot, &entry.charters)?);
    }
    let rules = cited.get(&entry.charters).and_then(Option::as_ref);
    let place = entry.state.and_then(|state| StateBits::from_u64(state).number(StateBits::ROLE));
    let role = rules.zip(place).and_then(|(rules, place)| rules.role_id(usize::try_from(place).ok()?));
    let at = Instant::from_micros(i64::try_from(entry.at).unwrap_or(i64::MAX));
    let opened = link.and_then(|link| open_part(controller, &entry, link));
    Ok(HistoryLine {
        receipt: Receipt { epoch: u64::from(epoch), index, leaf: leaf_hash(bytes) },
        at,
        kind: entry.kind,
        noted: noted(&entry),
        is_emergency_end: is_emergency_end(&entry, at),
        act: entry.act,
        actor: entry.actor.map(ActorId::from_bytes),
        holder: entry.access_holder().map(ActorId::from_bytes),
        role: role.map(ToOwned::to_owned),
        outcome: entry.outcome,
        recipient: entry.recipient,
        count: entry.count,
        people: entry.subjects.len(),
        activity: entry.activity,
        codes: entry.codes,
        opened,
    })
}

/// What an entry notes. Of a record that a review lets stay it names the policy row and when the next one falls due (ADR 0036); likewise of an access,
/// which is given in no role (ADR 0037). Of a person who was told, or was not after all, it is a registration of one or of none (ADR 0040).
fn noted(entry: &Entry) -> Option<Noted> {
    match (entry.kind, entry.act) {
        (EntryKind::PolicyAmended, Some(journal::Act::Erase)) if entry.number.is_some() => {
            Some(Noted::Review)
        }
        (EntryKind::PolicyAmended, Some(journal::Act::Register)) => {
            Some(if entry.count == Some(0) { Noted::Untold } else { Noted::Told })
        }
        (EntryKind::Access, _) => {
            let keeps =
                entry.outcome == Some(Outcome::Permitted) && entry.state.is_none() && entry.until.is_some();
            keeps.then_some(Noted::Review)
        }
        _ => None,
    }
}

/// Whether an entry about somebody let in says that this lasts no longer than the entry itself.
fn is_emergency_end(entry: &Entry, at: Instant) -> bool {
    entry.kind == EntryKind::Access
        && entry.outcome == Some(Outcome::Observed)
        && entry.until.is_some_and(|until| until <= at.as_unsigned_micros())
}

/// The sealed part about the person whose link key it is; none where it does not open.
fn open_part(controller: &Controller, entry: &Entry, link: &LinkKey) -> Option<OpenedPart> {
    let id = controller.id().as_u64();
    let pseudonym = link.pseudonym(id);
    let part = entry.subjects.iter().find(|part| part.pseudonym == pseudonym)?;
    let plain = link.open_entry(id, entry.operation?, &part.sealed).ok()?;
    let sealed = SealedPart::decode(&plain).ok()?;
    Some(OpenedPart { record: sealed.key.map(Personal::new), reason: sealed.reason.map(Personal::new) })
}

fn summary_of(tallies: Vec<journal::Tally>, journal_entries: u64) -> HistorySummary {
    let mut summary = HistorySummary { journal_entries, ..HistorySummary::default() };
    let mut rows: BTreeMap<_, Counted> = BTreeMap::new();
    let (mut codes, mut actors) = (BTreeMap::new(), BTreeMap::new());
    let mut people = Vec::new();
    for mut tally in tallies {
        summary.entries += tally.all.entries;
        summary.records += tally.all.records;
        people.extend(tally.pseudonyms());
        for (key, counted) in tally.by_act {
            let sum = rows.entry(key).or_default();
            sum.entries += counted.entries;
            sum.records += counted.records;
        }
        for (code, counted) in tally.by_code {
            *codes.entry(code).or_insert(0) += counted.entries;
        }
        for (actor, counted) in tally.by_actor {
            *actors.entry(actor.map(ActorId::from_bytes)).or_insert(0) += counted.entries;
        }
    }
    people.sort_unstable();
    people.dedup();
    summary.people = u64::try_from(people.len()).unwrap_or(u64::MAX);
    summary.rows = rows
        .into_iter()
        .map(|(key, sum)| SummaryRow {
            activity: key.activity,
            act: key.act,
            outcome: key.outcome,
            entries: sum.entries,
            records: sum.records,
        })
        .collect();
    summary.rows.sort_by_key(|row| std::cmp::Reverse(row.entries));
    summary.codes = codes.into_iter().collect();
    summary.codes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    summary.actors = actors.into_iter().collect();
    summary.actors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    summary
}
