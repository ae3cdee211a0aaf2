//! Records about which somebody has to do something by a day, as their pages list them: a review, or telling whom they are about. The list says by when
//! and shows nothing of what a record holds; one is opened as any other, for a reason.

use vern_app::Problem;
use vern_app::console::FoundRecord;
use vern_app::names::Names;
use vern_app::record::{Circumstance, RecordView, SearchBy, SearchRequest};
use vern_app::retention::{DUTY_SOON_DAYS, RecordDuty};
use vern_core::time::Instant;
use vern_text::date;

use super::door::Staff;
use crate::Web;
use crate::site::PageProblem;

/// Records listed at once: as many as one looks through before deciding.
const LISTED_MAX: u32 = 25;
const DAY_MICROS: i64 = 86_400_000_000;
/// Longer than anyone may be kept waiting to be told.
const EVER_DAYS: i64 = 10 * 366;

/// Those of one activity of which it is due, or soon will be; of telling people, all it will be due of.
pub(super) struct Listed {
    pub(super) activity: String,
    pub(super) rows: Vec<Row>,
    pub(super) left_out: u64,
    /// Where this page ended, if there are more.
    pub(super) next: Option<String>,
    pub(super) receipt: String,
}

pub(super) struct Row {
    /// What a form says of it: when it is due, and its key.
    pub(super) mark: String,
    pub(super) href: String,
    pub(super) key: String,
    pub(super) category: String,
    pub(super) collected: String,
    pub(super) due: String,
    pub(super) is_over: bool,
}

/// What a form's mark says: a record's key, and when it is due as the list has it.
pub(super) fn seen_of(mark: &str) -> Option<(String, Instant)> {
    let (due, key) = mark.split_once(' ')?;
    Some((key.to_owned(), Instant::from_micros(due.parse().ok()?)))
}

impl Listed {
    /// A page of an activity, after another.
    pub(super) async fn of(
        web: &Web,
        staff: &Staff,
        duty: RecordDuty,
        (activity, after): (&str, Option<&str>),
    ) -> Result<Result<Self, Problem>, PageProblem> {
        let now = web.installation.now();
        let days = match duty {
            RecordDuty::Review => DUTY_SOON_DAYS + 1,
            // There is nothing to wait for.
            RecordDuty::Inform => EVER_DAYS,
        };
        let before = now.plus_micros(days * DAY_MICROS);
        let circumstance = Circumstance {
            activity: activity.to_owned(),
            // Nothing is opened: whoever has to look opens it.
            data: Some(Vec::new()),
            ..Circumstance::default()
        };
        let by = SearchBy::Duty { duty, before };
        let request =
            SearchRequest { circumstance, by, after: after.map(ToOwned::to_owned), most: LISTED_MAX };
        let found = match web.installation.search_records(&staff.session.caller, &request).await {
            Ok(found) => found,
            Err(problem) => return Ok(Err(problem)),
        };
        let names = web.installation.names(&staff.session.caller.controller, staff.language);
        let names = names.map_err(|problem| staff.problem(&problem))?;
        let mut rows = Vec::new();
        for record in found.value.records {
            let due = match duty {
                RecordDuty::Review => record.review_due_at,
                RecordDuty::Inform => record.inform_by,
            };
            if let Some(due) = due {
                rows.push(row_of(web, staff, &names, record, (due, now))?);
            }
        }
        Ok(Ok(Self {
            activity: activity.to_owned(),
            rows,
            left_out: found.value.left_out,
            next: found.value.next,
            receipt: found.committed.receipt.to_string(),
        }))
    }
}

fn row_of(
    web: &Web,
    staff: &Staff,
    names: &Names,
    record: RecordView,
    (due, now): (Instant, Instant),
) -> Result<Row, PageProblem> {
    let found = FoundRecord::from(record);
    let address = web.installation.keep_console_result(&staff.session, found.clone());
    let address = address.map_err(|problem| staff.problem(&problem))?;
    let day = |at: Instant| date(staff.language, &at.to_date().to_string());
    Ok(Row {
        mark: format!("{} {}", due.as_micros(), found.key.as_str()),
        href: format!("/console/{}/records/{address}", staff.language),
        key: found.key.as_str().to_owned(),
        category: names.category(&found.category),
        collected: day(found.collected_at),
        due: day(due),
        is_over: due.to_date() < now.to_date(),
    })
}
