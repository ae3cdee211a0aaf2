//! List records of one activity: all of them, or by what `SearchBy` names. One decision per record under one operation id; what is refused is
//! left out and counted.

use std::ops::ControlFlow;
use std::sync::Arc;

use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, Decision, Outcome, Reason};
use vern_core::id::SubjectId;
use vern_core::operation::{Act, Operation};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_journal::DataBits;
use vern_journal::entry::ENTRY_BYTES_MAX;
use vern_policy::{Rules, State, decide};

use super::body::{self, Shown};
use super::read::{Found, read_operation, view_of};
use super::selection::Selection;
use super::{Circumstance, Ground, RecordView, earlier, operation, reason_text};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::retention::RecordDuty;

/// Most records of one page: one journal entry names them all.
pub const SEARCH_MAX: u32 = 100;

/// What one entry takes besides its subjects, and what each subject takes besides the reason; both with room to spare (ADR 0001).
const ENTRY_BYTES: usize = 4_096;
const SUBJECT_BYTES: usize = 192;

/// Most records of a page whose entry repeats a reason for each of them.
fn records_max(reason: Option<&str>) -> u32 {
    let each = SUBJECT_BYTES + reason.map_or(0, str::len);
    u32::try_from((ENTRY_BYTES_MAX - ENTRY_BYTES) / each).unwrap_or(SEARCH_MAX).min(SEARCH_MAX)
}

/// What to list.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// Activity, recipient, place, reason.
    pub circumstance: Circumstance,
    /// By what.
    pub by: SearchBy,
    /// Where the page before ended.
    pub after: Option<String>,
    /// At most so many, up to [`SEARCH_MAX`].
    pub most: u32,
}

/// By what records are listed.
#[derive(Debug, Clone)]
pub enum SearchBy {
    /// All of the activity, oldest first.
    Activity,
    /// One subject's.
    Subject(SubjectId),
    /// Those whose field of a look-up data type has exactly this value, in its normal form.
    Value {
        /// Data type id.
        data_type: String,
        /// The value.
        value: Personal<String>,
    },
    /// The same, to find whose they are: asked as a restriction and told without their fields, so that neither an objection nor a restriction of
    /// theirs keeps a person from being found who asks for their rights.
    Holder {
        /// Data type id.
        data_type: String,
        /// The value.
        value: Personal<String>,
    },
    /// Those a supplier may get: a recipient by the charter that their policy rows do not take away.
    Recipient(String),
    /// Those of subjects who object to the activity (GDPR art. 21), subject by subject. Asked as a restriction and told without their fields: it
    /// serves the right, and shows nothing of what is objected to.
    Objection,
    /// Those on which a decision by automated means alone may be made: the charter declares one and their policy rows do not take it away.
    Automated,
    /// Those collected within a time, the oldest first: for whoever knows when it was, and nothing to look up by.
    Collected {
        /// From this instant.
        from: Instant,
        /// And before this one.
        before: Instant,
    },
    /// Those that run out by the clock before an instant, in the order of what their periods count from.
    Expiry {
        /// The instant.
        before: Instant,
    },
    /// Those about which somebody has to have done something before an instant, in the order of what its period counts from.
    Duty {
        /// What.
        duty: RecordDuty,
        /// The instant.
        before: Instant,
    },
}

/// A page of records.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    /// The records the caller may see.
    pub records: Vec<RecordView>,
    /// How many were met and refused.
    pub left_out: u64,
    /// Hand it back to get the next page; none at the end.
    pub next: Option<String>,
}

impl Installation {
    /// Lists records, a page at a time.
    ///
    /// # Errors
    /// [`Problem::Refused`] where the caller may not list at all; `search.*`, `reason.too_long`, `conflict.busy`.
    pub async fn search_records(
        &self,
        caller: &Caller,
        request: &SearchRequest,
    ) -> Result<Answer<SearchPage>, Problem> {
        self.perform(caller, || self.prepare_search(caller, request)).await
    }

    /// Lists records from a page on, page after page until the last or until `visit` breaks off. Each page is an operation and an entry of its own,
    /// as of its own time.
    ///
    /// # Errors
    /// As [`Installation::search_records`]; pages visited before stand.
    pub async fn each_page(
        &self,
        caller: &Caller,
        mut request: SearchRequest,
        mut visit: impl FnMut(Answer<SearchPage>) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        loop {
            let answer = self.search_records(caller, &request).await?;
            request.after.clone_from(&answer.value.next);
            if visit(answer).is_break() || request.after.is_none() {
                return Ok(());
            }
        }
    }

    fn prepare_search(
        &self,
        caller: &Caller,
        request: &SearchRequest,
    ) -> Result<Prepared<SearchPage>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        // Who is left out of a list is counted: to the person themselves nobody else is there to count.
        if caller
            .acting_for
            .is_some_and(|own| !matches!(request.by, SearchBy::Subject(asked) if asked == own))
        {
            return Err(Problem::NotFound { code: "page.unknown" });
        }
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(request.circumstance.reason.as_ref())?;
        let most = request.most.clamp(1, records_max(reason));
        let mut probe = probe_of(caller, &ground, request, reason.is_some());
        let searched = searched_type(&rules, &request.by);
        probe.data = probe.data.union(searched);
        let mut collected = Collected::new(caller, &rules, &ground, &probe, reason)?;
        collected.refuse_unseen(searched);
        if !collected.whole.is_permit() {
            // Nothing is looked up, so that not even the time it takes tells whether there was anything.
            return collected.refuse(&rules);
        }
        let selection = Selection { caller, snapshot: &snapshot, ground: &ground, request, most };
        let (rows, next) = selection.page()?;
        let mut page = SearchPage { next, ..SearchPage::default() };
        for row in rows {
            let found = self.found(caller, &snapshot, &ground, row.into(), &request.circumstance)?;
            match collected.decide(&found)? {
                Some(withheld) => {
                    let shown = self.shown(caller, &rules, &found, &probe, withheld)?;
                    collected.note(&shown);
                    page.records.push(view_of((&snapshot, &caller.controller), &rules, &found, shown)?);
                }
                None => page.left_out += 1,
            }
        }
        collected.finish(page)
    }

    /// What of a record is shown; nothing where no data is asked for.
    fn shown(
        &self,
        caller: &Caller,
        rules: &Rules,
        found: &Found,
        probe: &Operation<'_>,
        withheld: DataTypes,
    ) -> Result<Shown, Problem> {
        if probe.act == Act::Restrict {
            return Ok(Shown::default());
        }
        let activity = &found.policy.row.activity;
        let data_key = self.data_key(caller, found)?;
        let held = body::open(&caller.controller, &data_key, &found.row, &found.policy)?;
        let asked = probe.data.intersection(rules.data_of(activity));
        Ok(body::show(rules, activity, held, withheld, asked))
    }
}

/// The operation that a list is, before it is about anyone.
fn probe_of<'a>(
    caller: &'a Caller,
    ground: &Ground,
    request: &'a SearchRequest,
    reason_given: bool,
) -> Operation<'a> {
    let circumstance = &request.circumstance;
    match request.by {
        SearchBy::Objection | SearchBy::Holder { .. } => Operation {
            place: circumstance.place,
            reason_given,
            ..operation(caller, &circumstance.activity, Act::Restrict, ground)
        },
        _ => read_operation(caller, ground, circumstance, None, reason_given),
    }
}

/// The data type a search is by; none where it is by something else or by a type that is not declared.
fn searched_type(rules: &Rules, by: &SearchBy) -> DataTypes {
    match by {
        SearchBy::Value { data_type, .. } | SearchBy::Holder { data_type, .. } => {
            rules.data_type(data_type).map(|(place, ..)| place).into_iter().collect()
        }
        _ => DataTypes::default(),
    }
}

/// What a page's decisions add up to: one entry.
struct Collected<'a> {
    draft_operation: &'a Operation<'a>,
    caller: &'a Caller,
    rules: &'a Rules,
    operation_id: vern_core::id::OperationId,
    reason: Option<&'a str>,
    whole: Decision,
    expected: Expected,
    subjects: Vec<vern_journal::SubjectPart>,
    data: DataTypes,
    withheld: DataTypes,
    permitted: u64,
    refused: Option<Decision>,
    /// What would have left records out, had the activity not only been observed.
    observed: Vec<Reason>,
}

impl<'a> Collected<'a> {
    /// Starts with the decision on the list as such: whether the caller may ask for it at all.
    fn new(
        caller: &'a Caller,
        rules: &'a Rules,
        ground: &Ground,
        probe: &'a Operation<'a>,
        reason: Option<&'a str>,
    ) -> Result<Self, Problem> {
        let whole = decide(probe, rules, &State { listing: true, ..State::default() });
        let observed = match &whole.outcome {
            Outcome::Permit { observed, .. } => observed.clone(),
            Outcome::Refuse { .. } => Vec::new(),
        };
        let expected = Expected {
            state_version: ground.standing.state_version,
            tree_size: ground.standing.tree_size,
            decided_at: Some(ground.at),
            horizon: earlier(ground.in_force.until, whole.horizon),
            ..Expected::default()
        };
        Ok(Self {
            draft_operation: probe,
            caller,
            rules,
            operation_id: issue_operation(ground.at)?,
            reason,
            whole,
            expected,
            subjects: Vec::new(),
            data: DataTypes::default(),
            withheld: DataTypes::default(),
            permitted: 0,
            refused: None,
            observed,
        })
    }

    /// Whether a value is there tells the value: who may not see a data type may not search by it.
    fn refuse_unseen(&mut self, searched: DataTypes) {
        let Outcome::Permit { withheld, .. } = &self.whole.outcome else { return };
        if !withheld.intersection(searched).is_empty() {
            let reason = Reason { code: Code::ActorDataNotGranted, citation: u32::MAX };
            self.whole.outcome = Outcome::Refuse { reasons: vec![reason] };
        }
        self.data = self.data.union(searched);
    }

    /// Decides one record: the types to withhold, or none if it is left out.
    fn decide(&mut self, found: &Found) -> Result<Option<DataTypes>, Problem> {
        let operation = Operation { subject: Some(found.row.subject), ..self.draft_operation.clone() };
        let decision = decide(&operation, self.rules, &found.state());
        self.expected.horizon = earlier(self.expected.horizon, decision.horizon);
        self.expected.subjects.push((found.row.subject, Some(found.row.subject_row.state_version)));
        self.expected.records.push(found.row.key.clone());
        let draft = self.draft(&decision);
        if let Some(link) = self.caller.controller.keyring.link(&found.row.subject_row.link_key)?
            && decision.is_permit()
        {
            let place = (Some(found.row.key.as_str()), Some(found.row.version));
            let part = draft.subject(&link, place, self.reason, None)?;
            self.subjects.push(part);
        }
        match decision.outcome {
            Outcome::Permit { withheld, observed } => {
                self.permitted += 1;
                for reason in observed {
                    if !self.observed.iter().any(|known| known.code == reason.code) {
                        self.observed.push(reason);
                    }
                }
                Ok(Some(withheld))
            }
            Outcome::Refuse { .. } => {
                self.refused.get_or_insert(decision);
                Ok(None)
            }
        }
    }

    fn draft<'b>(&'b self, decision: &'b Decision) -> Draft<'b> {
        Draft {
            controller: &self.caller.controller,
            rules: self.rules,
            operation: self.draft_operation,
            operation_id: self.operation_id,
            decision,
        }
    }

    fn note(&mut self, shown: &Shown) {
        self.data = self.data.union(shown.data);
        self.withheld = self.withheld.union(shown.held_back);
    }

    /// The entry where the list as such is refused.
    fn refuse(self, rules: &Arc<Rules>) -> Result<Prepared<SearchPage>, Problem> {
        let mut entry = self.draft(&self.whole).entry(self.draft_operation.data);
        entry.sealed = Some(self.draft(&self.whole).sealed(None, self.reason)?);
        Ok(Prepared::refused(self.expected, entry, Arc::clone(rules), self.whole))
    }

    /// The page's entry.
    fn finish(self, page: SearchPage) -> Result<Prepared<SearchPage>, Problem> {
        let state = self.whole.state;
        let outcome = Outcome::Permit { withheld: self.withheld, observed: self.observed.clone() };
        let permit = Decision { outcome, state, horizon: None };
        let mut entry = self.draft(&permit).entry(self.data);
        entry.withheld = DataBits::from_bytes(&self.withheld.to_bytes());
        if self.subjects.is_empty() {
            entry.sealed = Some(self.draft(&permit).sealed(None, self.reason)?);
        }
        // What was let through only for being observed is told apart from what was left out.
        if let Some(refused) = self.refused.as_ref().filter(|_| self.observed.is_empty()) {
            let told = refused.reasons_for_caller();
            entry.codes.extend(told.iter().map(|reason| reason.code.as_str().to_owned()));
        }
        entry.count = Some(self.permitted);
        entry.subjects = self.subjects;
        Ok(Prepared { expected: self.expected, change: Change::None, entry, outcome: Ok(page) })
    }
}
