//! The queries as use cases of Vern, in process: each decided, sealed or opened, and journalled durably before its answer.
//!
//! The driver keeps what any caller of Vern keeps: which subject id it was given for whom.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use vern_app::erasure::ErasureRequest;
use vern_app::history::question::{HistoryRequest, Paging};
use vern_app::policy::Narrowing;
use vern_app::record::{
    Circumstance, Extent, Precondition, PutRequest, RecordView, SEARCH_MAX, SearchBy, SearchPage,
    SearchRequest,
};
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Installation, Problem};
use vern_core::decision::Code;
use vern_core::id::{OperationId, SubjectId};
use vern_core::period::Period;
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::charter::{self, CHARTER_FILE, activity, category, organisation, purposes, shares, supplier};
use super::mix::Role;
use super::query::{Answer, Query, Row, RowData, Rows, System};
use super::record::{self, Data, RUN_OUT};
use crate::error::BenchError;

/// The one data type.
const NOTE: &str = "note";
const REASON: &str = "workload";
const DAY_MICROS: i64 = 86_400_000_000;
/// How often what clashed with others is tried again.
const TRIES_MAX: u32 = 1_000;

/// Vern, asked by one role.
pub struct Vern {
    installation: Arc<Installation>,
    caller: Caller,
    known: Arc<Known>,
}

/// What the driver knows besides the generated data.
struct Known {
    data: Data,
    collected_at: Instant,
    users: Vec<tokio::sync::Mutex<User>>,
    numbers: RwLock<HashMap<SubjectId, u64>>,
    erasures: Mutex<HashMap<u64, OperationId>>,
    /// One retention run at a time, as in a server.
    retention: tokio::sync::Mutex<()>,
}

/// The subject last issued for a user; none is held any more where it is not live.
#[derive(Default, Clone, Copy)]
struct User {
    subject: Option<SubjectId>,
    is_live: bool,
}

/// How an operation ended that the gate may have stopped.
enum Ended<T> {
    Answered(T),
    Stopped(Answer),
}

impl Vern {
    /// An organisation of its own for a role's workload: its operator, and the role.
    ///
    /// # Errors
    /// What Vern gives.
    pub async fn open(
        installation: &Arc<Installation>,
        role: Role,
        data: Data,
    ) -> Result<(Arc<Self>, Arc<Self>), BenchError> {
        installation.import_charter(charter::charter(role).as_bytes(), CHARTER_FILE).await?;
        let known = Arc::new(Known {
            data,
            collected_at: installation.now().plus_micros(-2 * i64::from(RUN_OUT) * DAY_MICROS),
            users: (0..data.users).map(|_| tokio::sync::Mutex::default()).collect(),
            numbers: RwLock::default(),
            erasures: Mutex::default(),
            retention: tokio::sync::Mutex::default(),
        });
        let mut asking = Vec::new();
        for role_of_caller in [Role::Controller, role] {
            let issued = installation.issue_token(&organisation(role), &role_of_caller.to_string()).await?;
            let caller = installation.authenticate(issued.value.token.expose_text())?;
            let (installation, known) = (Arc::clone(installation), Arc::clone(&known));
            asking.push(Arc::new(Self { installation, caller, known }));
        }
        match <[Arc<Self>; 2]>::try_from(asking) {
            Ok([operator, asked]) => Ok((operator, asked)),
            Err(_) => Err(BenchError::Ended("the set-up")),
        }
    }

    fn user(&self, user: u64) -> Result<&tokio::sync::Mutex<User>, BenchError> {
        let at = usize::try_from(user).unwrap_or(usize::MAX);
        self.known.users.get(at).ok_or_else(|| BenchError::Generated(format!("no user {user}")))
    }

    async fn create(&self, record: u64) -> Result<Answer, BenchError> {
        let number = self.known.data.user(record);
        // Whoever registers knows whom by the subject id it was given; two who do not know yet would have two issued.
        let mut user = self.user(number)?.lock().await;
        let mut request = PutRequest {
            activity: activity(record::purpose(record)),
            category: Some(category(record::category(record))),
            subject: user.subject.filter(|_| user.is_live),
            fields: fields(record, 0),
            narrowing: Some(narrowing(record)?),
            collected_at: Some(self.known.collected_at),
            precondition: Precondition::Absent,
            ..PutRequest::default()
        };
        let key = record::key(record);
        let view = match self.put(&key, &request).await? {
            Ended::Answered(view) => view,
            // Erased meanwhile, with the last of their data.
            Ended::Stopped(Answer::Absent) if request.subject.take().is_some() => {
                match self.put(&key, &request).await? {
                    Ended::Answered(view) => view,
                    Ended::Stopped(answer) => return Ok(answer),
                }
            }
            Ended::Stopped(answer) => return Ok(answer),
        };
        *user = User { subject: Some(view.subject), is_live: true };
        self.known.numbers.write().insert(view.subject, number);
        Ok(Answer::Done)
    }

    async fn put(&self, key: &str, request: &PutRequest) -> Result<Ended<RecordView>, BenchError> {
        ended(again(|| self.installation.put_record(&self.caller, key, request)).await)
    }

    async fn update(&self, record: u64, stamp: u64) -> Result<Answer, BenchError> {
        let request = PutRequest {
            activity: activity(record::purpose(record)),
            fields: fields(record, stamp),
            // Altered where it is held, never registered.
            extent: Extent::Named { removed: BTreeSet::new() },
            ..PutRequest::default()
        };
        let key = record::key(record);
        Ok(self.put(&key, &request).await?.done())
    }

    async fn read(&self, record: u64, with_data: bool) -> Result<Answer, BenchError> {
        let circumstance = asking(record::purpose(record), with_data);
        let key = record::key(record);
        let read = again(|| self.installation.read_record(&self.caller, &key, &circumstance)).await;
        match ended(read)? {
            Ended::Answered(view) => {
                Ok(Answer::Rows(Rows { rows: vec![self.row(&view, with_data)?], left_out: 0 }))
            }
            Ended::Stopped(answer) => Ok(answer),
        }
    }

    async fn erase(&self, record: u64) -> Result<Answer, BenchError> {
        let circumstance = asking(record::purpose(record), true);
        let key = record::key(record);
        let erased = again(|| self.installation.erase_record(&self.caller, &key, &circumstance)).await;
        Ok(ended(erased)?.done())
    }

    /// Page after page; each is an entry of its own.
    async fn list(&self, purpose: u64, by: SearchBy, with_data: bool) -> Result<Rows, BenchError> {
        let tells_data = with_data && !matches!(by, SearchBy::Objection);
        let mut request =
            SearchRequest { circumstance: asking(purpose, with_data), by, after: None, most: SEARCH_MAX };
        let mut rows = Rows::default();
        loop {
            let search = || self.installation.search_records(&self.caller, &request);
            let SearchPage { records, left_out, next } = again(search).await?;
            for view in &records {
                rows.rows.push(self.row(view, tells_data)?);
            }
            rows.left_out += left_out;
            request.after = next;
            if request.after.is_none() {
                return Ok(rows);
            }
        }
    }

    async fn list_user(&self, user: u64, with_data: bool) -> Result<Rows, BenchError> {
        let Some(subject) = self.user(user)?.lock().await.subject else { return Ok(Rows::default()) };
        self.list(record::purpose(user), SearchBy::Subject(subject), with_data).await
    }

    async fn object(&self, user: u64, objects: bool) -> Result<Answer, BenchError> {
        let Some(subject) = self.user(user)?.lock().await.subject else { return Ok(Answer::Absent) };
        let circumstance = asking(record::purpose(user), true);
        let change = SubjectChange::Object(objects);
        let changed = || self.installation.change_subject(&self.caller, subject, &circumstance, change);
        Ok(ended(again(changed).await)?.done())
    }

    /// One amendment, however many records the policy rows stand for.
    async fn amend(&self, purpose: u64, narrowing: &Narrowing) -> Result<Answer, BenchError> {
        let circumstance = asking(purpose, true);
        let amended = || self.installation.amend_policy(&self.caller, None, narrowing, &circumstance);
        again(amended).await?;
        Ok(Answer::Done)
    }

    async fn shorten(&self, record: u64, days: u32) -> Result<Answer, BenchError> {
        let circumstance = asking(record::purpose(record), true);
        let narrowing = Narrowing { period: Some(period(days)?), ..narrowing(record)? };
        let key = record::key(record);
        let amended = || self.installation.amend_record_policy(&self.caller, &key, &narrowing, &circumstance);
        match again(amended).await {
            // It is shorter already.
            Err(Problem::Invalid { code: "policy.period_longer" | "policy.widens", .. }) => Ok(Answer::Done),
            amended => Ok(ended(amended)?.done()),
        }
    }

    async fn end_share(&self, share: u64) -> Result<Answer, BenchError> {
        let denied = Narrowing { recipients_denied: [supplier(share)].into(), ..Narrowing::default() };
        for purpose in purposes(share) {
            self.amend(purpose, &denied).await?;
        }
        Ok(Answer::Done)
    }

    /// Retention runs until none has met anything that changed under it.
    async fn run_retention(&self) -> Result<Answer, BenchError> {
        let _turn = self.known.retention.lock().await;
        for _ in 0..TRIES_MAX {
            if self.installation.run_retention(&self.caller.controller).await?.kept == 0 {
                return Ok(Answer::Done);
            }
        }
        Err(Problem::Conflict { code: "conflict.busy" }.into())
    }

    async fn erase_user(&self, user: u64) -> Result<Answer, BenchError> {
        let mut held = self.user(user)?.lock().await;
        let Some(subject) = held.subject.filter(|_| held.is_live) else { return Ok(Answer::Done) };
        let request = ErasureRequest {
            activity: Some(activity(record::purpose(user))),
            reason: reason(),
            exception: None,
        };
        let erase = || self.installation.erase_subject(&self.caller, subject, &request);
        if let Ended::Answered(ordered) = ended(again(erase).await)? {
            self.known.erasures.lock().insert(user, ordered.erasure);
        }
        held.is_live = false;
        Ok(Answer::Done)
    }

    /// A search that finds nothing, and the certificate that says how much went.
    async fn verify(&self, user: u64) -> Result<Answer, BenchError> {
        let left = self.list_user(user, false).await?;
        let erasure = self.known.erasures.lock().get(&user).copied();
        let Some(erasure) = erasure else { return Ok(Answer::Verified { is_gone: false }) };
        let certificate = self.installation.erasure_certificate(&self.caller, erasure).await?;
        let issued = self.user(user)?.lock().await.subject;
        let records: u64 = certificate.activities.iter().map(|activity| activity.records).sum();
        let is_attested = Some(certificate.subject) == issued && records > 0;
        let is_gone = is_attested && left.rows.is_empty() && left.left_out == 0;
        Ok(Answer::Verified { is_gone })
    }

    async fn read_log(&self, lines: u64) -> Result<Answer, BenchError> {
        let most = usize::try_from(lines).unwrap_or(usize::MAX);
        let paging = Paging { newest_first: true, most, ..Paging::default() };
        let request = HistoryRequest::default();
        let page = self.installation.history_page(&self.caller.controller, &request, paging).await?;
        let places: Vec<u64> = page.lines.iter().map(|line| line.receipt.index).collect();
        let is_gapless = places.iter().zip(places.iter().skip(1)).all(|(newer, older)| *newer == older + 1);
        Ok(Answer::Log { lines: u64::try_from(places.len()).unwrap_or(0), is_gapless })
    }

    fn row(&self, view: &RecordView, with_data: bool) -> Result<Row, BenchError> {
        let foreign = || BenchError::Generated("a key that was never written".to_owned());
        let record = record::number(view.key.as_str()).ok_or_else(foreign)?;
        let micros = view.expires_at.map_or(0, |at| at.as_micros() - view.collected_at.as_micros());
        let text = view.fields.get(NOTE).map(|text| text.reveal().as_str());
        let data = if with_data {
            RowData::of(record, Some(text.unwrap_or_default()))
        } else {
            RowData::of(record, text)
        };
        Ok(Row {
            record,
            user: self.known.numbers.read().get(&view.subject).copied(),
            days: u32::try_from(micros / DAY_MICROS).unwrap_or(0),
            objects: None,
            data,
        })
    }
}

impl System for Vern {
    const ENFORCES: bool = true;
    const LOADERS: u64 = 128;

    /// The journal's segments are built.
    async fn settle(&self) -> Result<(), BenchError> {
        self.installation.build_segments(&self.caller.controller).await?;
        Ok(())
    }

    async fn ask(&self, _client: u64, query: Query) -> Result<Answer, BenchError> {
        match query {
            Query::Create { record } => self.create(record).await,
            Query::DeleteByKey { record } => self.erase(record).await,
            Query::DeleteByPurpose { purpose } => {
                self.amend(purpose, &Narrowing { period: Some(period(RUN_OUT)?), ..Narrowing::default() })
                    .await?;
                self.run_retention().await
            }
            Query::DeleteByTtl => self.run_retention().await,
            Query::DeleteByUser { user } => self.erase_user(user).await,
            Query::UpdateData { record, stamp } => self.update(record, stamp).await,
            Query::ShortenRecord { record, days } => self.shorten(record, days).await,
            Query::ShortenPurpose { purpose, days } => {
                self.amend(purpose, &Narrowing { period: Some(period(days)?), ..Narrowing::default() }).await
            }
            Query::Object { user, objects } => self.object(user, objects).await,
            Query::EndShare { share } => self.end_share(share).await,
            Query::Read { record, with_data } => self.read(record, with_data).await,
            Query::ListUser { user, with_data } => Ok(Answer::Rows(self.list_user(user, with_data).await?)),
            Query::ListPurpose { purpose, with_data } => {
                Ok(Answer::Rows(self.list(purpose, SearchBy::Activity, with_data).await?))
            }
            Query::ListObjecting { purpose } => {
                Ok(Answer::Rows(self.list(purpose, SearchBy::Objection, true).await?))
            }
            Query::ListDecidedOn { purpose } => {
                Ok(Answer::Rows(self.list(purpose, SearchBy::Automated, true).await?))
            }
            Query::ListShared { purpose, share } => {
                Ok(Answer::Rows(self.list(purpose, SearchBy::Recipient(supplier(share)), true).await?))
            }
            Query::ReadLog { lines } => self.read_log(lines).await,
            Query::VerifyDeletion { user } => self.verify(user).await,
        }
    }
}

impl<T> Ended<T> {
    fn done(self) -> Answer {
        match self {
            Self::Answered(_) => Answer::Done,
            Self::Stopped(answer) => answer,
        }
    }
}

/// What the gate stops for a reason the workload has in it is an answer; anything else is a failure.
fn ended<T>(answer: Result<T, Problem>) -> Result<Ended<T>, BenchError> {
    let refusal = match answer {
        Ok(value) => return Ok(Ended::Answered(value)),
        Err(Problem::Conflict { code: "record.version_differs" }) => {
            return Ok(Ended::Stopped(Answer::Absent));
        }
        Err(Problem::Refused(refusal)) => refusal,
        Err(problem) => return Err(problem.into()),
    };
    let has = |code: Code| refusal.reasons.iter().any(|reason| reason.code == code);
    let gone =
        [Code::RecordUnknown, Code::SubjectUnknown, Code::SubjectErasureOrdered, Code::RetentionExpired];
    if gone.into_iter().any(has) {
        return Ok(Ended::Stopped(Answer::Absent));
    }
    if has(Code::SubjectObjected) {
        return Ok(Ended::Stopped(Answer::Objected));
    }
    Err(Problem::Refused(refusal).into())
}

/// Tries again what others were ahead of, as a caller is told to.
async fn again<T, F>(attempt: impl Fn() -> F) -> Result<T, Problem>
where
    F: Future<Output = Result<vern_app::Answer<T>, Problem>>,
{
    for _ in 0..TRIES_MAX {
        match attempt().await {
            Err(Problem::Conflict { code: "conflict.busy" }) => tokio::task::yield_now().await,
            Ok(answer) => return Ok(answer.value),
            Err(problem) => return Err(problem),
        }
    }
    Err(Problem::Conflict { code: "conflict.busy" })
}

fn asking(purpose: u64, with_data: bool) -> Circumstance {
    let data = if with_data { None } else { Some(Vec::new()) };
    Circumstance { activity: activity(purpose), data, reason: reason(), ..Circumstance::default() }
}

fn reason() -> Option<Personal<String>> {
    Some(Personal::new(REASON.to_owned()))
}

fn fields(record: u64, stamp: u64) -> vern_app::record::Fields {
    [(NOTE.to_owned(), Personal::new(record::data(record, stamp)))].into()
}

fn period(days: u32) -> Result<Period, BenchError> {
    Period::from_days(days).map_err(|error| BenchError::Generated(error.to_string()))
}

/// What is taken away for a record: who else its purpose is shared with, automated decisions for every other, and time.
fn narrowing(record: u64) -> Result<Narrowing, BenchError> {
    let others = shares(record::purpose(record)).filter(|share| *share != record::share(record));
    Ok(Narrowing {
        recipients_denied: others.map(supplier).collect(),
        automated_denied: !record::is_decided_on(record),
        period: Some(period(record::period(record))?),
    })
}
