//! Reviews (P-B5): what a person is to look at again, and what they decide of it: it stays until the next review, or it is erased. The list says when
//! each falls due and shows nothing of what it holds; a record is opened as any other, for a reason. What will be done is said in numbers first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use vern_app::Problem;
use vern_app::names::Names;
use vern_app::problem::code_text;
use vern_app::record::Circumstance;
use vern_app::retention::{ForeseenReviews, RecordDuty, RecordsDue, ReviewDecision, ReviewsDecided};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_text::{Value, date, text};

use super::door::{Form, Sent, Staff};
use super::duty::{Listed, seen_of};
use super::frame::{Frame, Room, frame_of};
use super::refusal::RefusalView;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

pub(super) struct List;
pub(super) struct Decide;

impl Form for List {
    const NAME: &'static str = "reviews";
}

impl Form for Decide {
    const NAME: &'static str = "reviews/decide";
}

/// The page: what is due by activity, then what is listed of one, or what was asked to be done with that.
#[derive(Template)]
#[template(path = "console/reviews.html")]
struct ReviewsPage {
    chrome: Chrome,
    frame: Frame,
    list_token: String,
    decide_token: String,
    due: Vec<RecordsDue>,
    names: Names,
    listed: Option<Listed>,
    asked: Option<Asked>,
    told: Vec<String>,
    refusal: Option<RefusalView>,
}

/// What is about to be done, said before it is.
struct Asked {
    activity: String,
    decision: ReviewDecision,
    reason: String,
    marks: Vec<String>,
    lines: Vec<String>,
}

/// `GET /console/{language}/reviews`.
pub(super) async fn read(State(web): State<Web>, staff: Staff) -> Page {
    let page = page_of(&web, &staff, Some("/reviews"))?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/reviews`: those of one activity.
pub(super) async fn list(State(web): State<Web>, sent: Sent<List>) -> Page {
    let staff = &sent.staff;
    let mut page = page_of(&web, staff, None)?;
    let (activity, after) = (sent.text("activity").unwrap_or_default(), sent.text("after"));
    match Listed::of(&web, staff, RecordDuty::Review, (activity, after)).await? {
        Ok(listed) => page.listed = Some(listed),
        Err(problem) => page.refuse(staff, &problem)?,
    }
    page.answer(staff)
}

/// `POST /console/{language}/reviews/decide`: says what will be done, and does it where that was seen.
pub(super) async fn decide(State(web): State<Web>, sent: Sent<Decide>) -> Page {
    let staff = &sent.staff;
    let problem = |problem: Problem| staff.problem(&problem);
    let mut page = page_of(&web, staff, None)?;
    let text_of = |name| sent.text(name).unwrap_or_default().to_owned();
    let (activity, reason) = (text_of("activity"), text_of("reason"));
    let decision: ReviewDecision = text_of("decision").parse().map_err(problem)?;
    let marks: Vec<String> =
        sent.fields().filter(|(name, _)| *name == "record").map(|(_, mark)| mark.to_owned()).collect();
    let Some(seen) = marks.iter().map(|mark| seen_of(mark)).collect::<Option<Vec<_>>>() else {
        return Err(problem(Problem::invalid_field("record.key_form", "record")));
    };
    if seen.is_empty() {
        page.refuse(staff, &Problem::invalid_field("review.none_marked", "record"))?;
        return page.answer(staff);
    }
    let caller = &staff.session.caller;
    if sent.text("seen").is_none() {
        let keys: Vec<&str> = seen.iter().map(|(key, _)| key.as_str()).collect();
        let foreseen = web.installation.foresee_reviews(caller, &activity, &keys).map_err(problem)?;
        let foreseen = foreseen.ok_or_else(|| problem(Problem::NotFound { code: "page.unknown" }))?;
        let lines = page.foreseen(decision, &foreseen);
        page.asked = Some(Asked { activity, decision, reason, marks, lines });
        return page.answer(staff);
    }
    let reason = Some(reason).filter(|reason| !reason.is_empty()).map(Personal::new);
    let circumstance = Circumstance { activity, reason, ..Circumstance::default() };
    let decided = web.installation.decide_reviews(caller, decision, &circumstance, &seen).await;
    let decided = match decided {
        Ok(decided) => decided,
        Err(problem) => {
            page.refuse(staff, &problem)?;
            return page.answer(staff);
        }
    };
    let told = page.done(&decided);
    page = page_of(&web, staff, None)?;
    page.told = told;
    page.answer(staff)
}

fn page_of(web: &Web, staff: &Staff, here: Option<&str>) -> Result<ReviewsPage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Reviews, here)?;
    Ok(ReviewsPage {
        chrome,
        frame,
        list_token: staff.form_token(List::NAME),
        decide_token: staff.form_token(Decide::NAME),
        due: web.installation.own_records_due(caller, RecordDuty::Review).map_err(problem)?,
        names: web.installation.names(&caller.controller, language).map_err(problem)?,
        listed: None,
        asked: None,
        told: Vec::new(),
        refusal: None,
    })
}

impl ReviewsPage {
    fn refuse(&mut self, staff: &Staff, problem: &Problem) -> Result<(), PageProblem> {
        let refusal = RefusalView::of(problem, staff.language, &self.frame);
        self.refusal = Some(refusal.ok_or_else(|| staff.problem(problem))?);
        Ok(())
    }

    fn answer(self, staff: &Staff) -> Page {
        let status = self.refusal.as_ref().map_or(StatusCode::OK, RefusalView::status);
        Ok((status, show(staff.language, self.render())?).into_response())
    }

    fn say(&self, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        text(self.chrome.language, id, variables)
    }

    fn number(&self, number: &u64) -> String {
        self.say("number", &[("number", (*number).into())])
    }

    fn activity(&self, id: &str) -> String {
        self.names.activity(id)
    }

    fn room(&self) -> &'static str {
        Room::Reviews.as_str()
    }

    /// What is said of this duty where both have a page alike.
    fn duty(&self, part: &str) -> String {
        self.chrome.t(&format!("console-{}-{part}", self.room()))
    }

    fn listed_title(&self, listed: &Listed) -> String {
        let variables =
            [("activity", self.activity(&listed.activity).into()), ("count", listed.rows.len().into())];
        self.say("console-reviews-listed", &variables)
    }

    fn count(&self, id: &str, count: &u64) -> String {
        self.chrome.t1(id, "count", *count)
    }

    /// What a decision will do, in numbers.
    fn foreseen(&self, decision: ReviewDecision, foreseen: &ForeseenReviews) -> Vec<String> {
        let day = |at: Instant| date(self.chrome.language, &at.to_date().to_string());
        let mut lines = match decision {
            ReviewDecision::Keep => {
                let until = foreseen.next_due_at.map(day).unwrap_or_default();
                let variables = [("count", foreseen.records.into()), ("date", until.as_str().into())];
                vec![self.say("console-reviews-will-keep", &variables)]
            }
            ReviewDecision::Erase => {
                let variables = [("count", foreseen.erased.into()), ("people", foreseen.people.into())];
                vec![self.say("console-reviews-will-erase", &variables)]
            }
        };
        if decision == ReviewDecision::Erase && foreseen.is_kept_by_statute {
            lines.push(self.chrome.t("console-reviews-statute"));
        }
        if foreseen.restricted > 0 {
            lines.push(self.count("console-reviews-restricted", &foreseen.restricted));
        }
        lines
    }

    /// What was done, in numbers, and what was left and why.
    fn done(&self, decided: &ReviewsDecided) -> Vec<String> {
        let mut lines = Vec::new();
        if decided.kept > 0 {
            lines.push(self.count("console-reviews-kept", &decided.kept));
        }
        if decided.people > 0 {
            let variables = [("count", decided.erased.into()), ("people", decided.people.into())];
            lines.push(self.say("console-reviews-erased", &variables));
        }
        if decided.held > 0 {
            lines.push(self.count("console-reviews-held", &decided.held));
        }
        for (code, count) in &decided.left {
            let why = code_text(self.chrome.language, code);
            let variables = [("count", (*count).into()), ("why", why.as_str().into())];
            lines.push(self.say("console-reviews-left", &variables));
        }
        lines
    }

    fn decision(&self, asked: &Asked) -> String {
        self.chrome.t(&format!("console-reviews-{}", asked.decision.as_str()))
    }
}
