//! One case: what is known of it, and a form for each step that may follow.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use vern_app::Problem;
use vern_app::rights::{CaseView, Choice, Ground};
use vern_core::case::{CaseKind, Right, Strength};
use vern_core::id::CaseId;
use vern_text::text;

use super::confirm::{foreseen, ground_name};
use super::file::{FileView, file_view, records, strength_id};
use super::paper::Copied;
use super::step::{GRANTED, IDENTIFIERS_MAX, field, step_of, to_decide};
use super::{case_href, mark_of, right_name, state_name, step_name};
use crate::Web;
use crate::console::door::{Form, Sent, Staff};
use crate::console::frame::{Frame, Room, frame_of};
use crate::console::refusal::RefusalView;
use crate::header::PathOf;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

pub(super) struct Step;

impl Form for Step {
    const NAME: &'static str = "cases/step";
}

#[derive(Template)]
#[template(path = "console/case.html")]
struct CasePage {
    chrome: Chrome,
    frame: Frame,
    form_token: String,
    copy_token: String,
    href: String,
    letter_href: String,
    view: CaseView,
    file: FileView,
    lookups: Vec<(String, String)>,
    /// Activities a decision is due in, with id, name and records.
    to_decide: Vec<(String, String, String)>,
    steps: Vec<&'static str>,
    mark: Option<&'static str>,
    /// What was sent, where it is to be confirmed or something is wrong with it.
    sent: Vec<(String, String)>,
    confirm: Option<Vec<String>>,
    refusal: Option<RefusalView>,
}

/// `GET /console/{language}/cases/{case}`. Read through the gate like everything else.
pub(super) async fn read(
    State(web): State<Web>,
    staff: Staff,
    PathOf((_, case)): PathOf<(String, String)>,
) -> Page {
    let id = case_id(&case).map_err(|problem| staff.problem(&problem))?;
    let page = page_of(&web, &staff, id, Some(&format!("/cases/{id}"))).await?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/cases/{case}`: takes a step; one that does something says first what, and does it when that was seen.
pub(super) async fn take_step(
    State(web): State<Web>,
    PathOf((_, case)): PathOf<(String, String)>,
    sent: Sent<Step>,
) -> Page {
    let staff = &sent.staff;
    let id = case_id(&case).map_err(|problem| staff.problem(&problem))?;
    let mut page = page_of(&web, staff, id, None).await?;
    page.sent = sent
        .fields()
        .filter(|(name, _)| *name != "form" && *name != "seen")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let taken = match step_of(&page.sent, &page.view) {
        Ok((version, step)) => {
            let names = web.installation.names(&staff.session.caller.controller, staff.language);
            let names = names.map_err(|problem| staff.problem(&problem))?;
            let foreseen = foreseen(&step, &page.view, &names, staff.language);
            if let Some(foreseen) = foreseen.filter(|_| sent.text("seen").is_none()) {
                page.confirm = Some(foreseen);
                return show(staff.language, page.render());
            }
            web.installation.take_step(&staff.session.caller, (id, version), step).await
        }
        Err(problem) => Err(problem),
    };
    match taken {
        Ok(_) => Ok(Redirect::to(&page.href).into_response()),
        Err(problem) => page.refuse(staff, problem),
    }
}

async fn page_of(web: &Web, staff: &Staff, id: CaseId, here: Option<&str>) -> Result<CasePage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let view = web.installation.case(caller, id).await.map_err(problem)?;
    let names = web.installation.names(&caller.controller, language).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Cases, here)?;
    let now = web.installation.now();
    Ok(CasePage {
        chrome,
        frame,
        form_token: staff.form_token(Step::NAME),
        copy_token: staff.form_token(Copied::NAME),
        href: case_href(language, &id.to_string()),
        // The letter is in the language of whoever asked.
        letter_href: format!("{}/letter", case_href(view.file.language, &id.to_string())),
        file: file_view(&view, &names, language),
        lookups: choices.lookups,
        to_decide: to_decide(&view)
            .into_iter()
            .map(|(id, count)| (id.clone(), names.activity(&id), records(language, count)))
            .collect(),
        steps: view.next_steps(now),
        mark: mark_of(&view.row, now),
        view,
        sent: Vec::new(),
        confirm: None,
        refusal: None,
    })
}

pub(super) fn case_id(text: &str) -> Result<CaseId, Problem> {
    text.parse().map_err(|_| Problem::NotFound { code: "case.unknown" })
}

impl CasePage {
    /// The page again, with why the step was not taken and all that was written.
    fn refuse(mut self, staff: &Staff, problem: Problem) -> Page {
        let problem = match problem {
            Problem::Conflict { code } if code.starts_with("case.") => Problem::invalid(code),
            problem => problem,
        };
        let Some(refusal) = RefusalView::of(&problem, staff.language, &self.frame) else {
            return Err(staff.problem(&problem));
        };
        let status = refusal.status();
        self.refusal = Some(refusal);
        Ok((status, show(staff.language, self.render())?).into_response())
    }

    fn title(&self) -> String {
        right_name(self.chrome.language, self.view.row.case.kind.as_str())
    }

    fn state(&self) -> String {
        state_name(self.chrome.language, self.view.row.case.state.as_str())
    }

    fn step_title(&self, step: &str) -> String {
        step_name(self.chrome.language, step)
    }

    fn step_hint(&self, step: &str) -> String {
        self.chrome.t(&format!("case-hint-{step}"))
    }

    /// The step that was sent is open again; else the first.
    fn is_open(&self, step: &str, is_first: bool) -> bool {
        match field(&self.sent, "step") {
            "" => is_first,
            sent => sent == step,
        }
    }

    fn value(&self, name: &str) -> &str {
        field(&self.sent, name)
    }

    fn is_chosen(&self, name: &str, value: &str) -> bool {
        self.value(name) == value
    }

    fn person(&self, number: &usize) -> String {
        self.chrome.t1("case-person", "number", u64::try_from(*number).unwrap_or(u64::MAX))
    }

    fn strengths(&self) -> Vec<(&'static str, String)> {
        let enough = Strength::ALL.into_iter().filter(|strength| *strength >= self.view.needed);
        enough.map(|strength| (strength.as_str(), self.chrome.t(&strength_id(strength.as_str())))).collect()
    }

    fn needed(&self) -> String {
        let needed = self.chrome.t(&strength_id(self.view.needed.as_str()));
        text(self.chrome.language, "case-needed", &[("strength", needed.as_str().into())])
    }

    /// What can be decided of an activity.
    fn decisions(&self, activity: &str) -> Vec<(&'static str, String)> {
        let choice = self.view.held.iter().find(|held| held.activity == activity).map(|held| held.choice);
        let may = |may: fn(Choice) -> bool| choice.is_none_or(may);
        let granted =
            may(|choice| choice.can_grant).then(|| (GRANTED, self.chrome.t("case-decision-granted")));
        let grounds = if may(|choice| choice.can_decline) { &Ground::ALL[..] } else { &[] };
        let not = grounds.iter().map(|ground| (ground.as_str(), ground_name(self.chrome.language, *ground)));
        granted.into_iter().chain(not).collect()
    }

    fn grounds(&self) -> Vec<(&'static str, String)> {
        Ground::ALL
            .into_iter()
            .map(|ground| (ground.as_str(), ground_name(self.chrome.language, ground)))
            .collect()
    }

    const fn places() -> std::ops::Range<usize> {
        0..IDENTIFIERS_MAX
    }

    /// Whether what was done is said in words, for rights that are exercised by hand.
    const fn is_by_hand(&self) -> bool {
        let CaseKind::Rights(right) = self.view.row.case.kind;
        matches!(right, Right::Rectification | Right::HumanReview | Right::Complaint)
    }

    /// In which forms a copy can be had now.
    fn copies(&self) -> &'static [&'static str] {
        let CaseKind::Rights(right) = self.view.row.case.kind;
        match right {
            _ if self.view.file.done.is_empty() => &[],
            Right::Access => &["page"],
            Right::Portability => &["json", "csv"],
            _ => &[],
        }
    }

    /// Whether what is to be confirmed cannot be had back: what an erasure is granted for goes from there.
    fn is_final(&self) -> bool {
        self.view.row.case.kind == CaseKind::Rights(Right::Erasure) && self.value("step") == "assess"
    }
}
