//! People who were not asked themselves (GDPR art. 14): whom nobody has told yet that they are held, and telling them, by e-mail or in another way that is
//! noted. What they are told stands on the page, in both languages. What will be done is said in numbers first.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use vern_app::Problem;
use vern_app::informing::{ForeseenTelling, PeopleTold, Telling};
use vern_app::names::Names;
use vern_app::problem::code_text;
use vern_app::retention::{RecordDuty, RecordsDue};
use vern_core::personal::Personal;
use vern_text::{Document, Language, Value, text};

use super::door::{Form, Sent, Staff};
use super::duty::{Listed, seen_of};
use super::frame::{Frame, Room, frame_of};
use super::refusal::RefusalView;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

pub(super) struct List;
pub(super) struct Tell;

impl Form for List {
    const NAME: &'static str = "informing";
}

impl Form for Tell {
    const NAME: &'static str = "informing/tell";
}

/// The page: what is due by activity, then who is listed of one, or what was asked to be done about them.
#[derive(Template)]
#[template(path = "console/informing.html")]
struct InformingPage {
    chrome: Chrome,
    frame: Frame,
    list_token: String,
    tell_token: String,
    due: Vec<RecordsDue>,
    names: Names,
    listed: Option<Listed>,
    /// What those who are listed are told, in each language.
    letters: Vec<(Language, String)>,
    asked: Option<Asked>,
    told: Vec<String>,
    refusal: Option<RefusalView>,
}

/// What is about to be done, said before it is.
struct Asked {
    activity: String,
    way: String,
    how: String,
    marks: Vec<String>,
    lines: Vec<String>,
}

/// `GET /console/{language}/informing`.
pub(super) async fn read(State(web): State<Web>, staff: Staff) -> Page {
    let page = page_of(&web, &staff, Some("/informing"))?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/informing`: those of one activity.
pub(super) async fn list(State(web): State<Web>, sent: Sent<List>) -> Page {
    let staff = &sent.staff;
    let mut page = page_of(&web, staff, None)?;
    let (activity, after) = (sent.text("activity").unwrap_or_default(), sent.text("after"));
    match Listed::of(&web, staff, RecordDuty::Inform, (activity, after)).await? {
        Ok(listed) => {
            page.letters = letters(&web, staff, activity)?;
            page.listed = Some(listed);
        }
        Err(problem) => page.refuse(staff, &problem)?,
    }
    page.answer(staff)
}

/// `POST /console/{language}/informing/tell`: says what will be done, and does it where that was seen.
pub(super) async fn tell(State(web): State<Web>, sent: Sent<Tell>) -> Page {
    let staff = &sent.staff;
    let problem = |problem: Problem| staff.problem(&problem);
    let mut page = page_of(&web, staff, None)?;
    let text_of = |name| sent.text(name).unwrap_or_default().to_owned();
    let (activity, way, how) = (text_of("activity"), text_of("way"), text_of("how"));
    let marks: Vec<String> =
        sent.fields().filter(|(name, _)| *name == "record").map(|(_, mark)| mark.to_owned()).collect();
    let keys: Option<Vec<String>> = marks.iter().map(|mark| seen_of(mark).map(|(key, _)| key)).collect();
    let keys = keys.ok_or_else(|| problem(Problem::invalid_field("record.key_form", "record")))?;
    if keys.is_empty() {
        page.refuse(staff, &Problem::invalid_field("informing.none_marked", "record"))?;
        return page.answer(staff);
    }
    let caller = &staff.session.caller;
    let telling = match telling_of(&way, &how) {
        Ok(telling) => telling,
        Err(wrong) => {
            page.refuse(staff, &wrong)?;
            return page.answer(staff);
        }
    };
    if sent.text("seen").is_none() {
        let foreseen = web.installation.foresee_telling(caller, &activity, &keys).map_err(problem)?;
        let foreseen = foreseen.ok_or_else(|| problem(Problem::NotFound { code: "page.unknown" }))?;
        let lines = page.foreseen(&telling, &foreseen);
        page.asked = Some(Asked { activity, way, how, marks, lines });
        return page.answer(staff);
    }
    let told = match web.installation.inform_many(caller, &activity, &keys, &telling).await {
        Ok(told) => page.done(&telling, &told),
        Err(problem) => {
            page.refuse(staff, &problem)?;
            return page.answer(staff);
        }
    };
    page = page_of(&web, staff, None)?;
    page.told = told;
    page.answer(staff)
}

/// By which button it was sent: `nb` and `en` are languages of a message.
fn telling_of(way: &str, how: &str) -> Result<Telling, Problem> {
    match way {
        "otherwise" if how.trim().is_empty() => {
            Err(Problem::invalid_field("informing.how_missing", "told_by"))
        }
        "otherwise" => Ok(Telling::Otherwise(Personal::new(how.to_owned()))),
        language => {
            let language = language.parse().map_err(|_| Problem::invalid_field("request.json", "way"))?;
            Ok(Telling::Message(language))
        }
    }
}

/// What people are told, to read before it is sent, and to print.
fn letters(web: &Web, staff: &Staff, activity: &str) -> Result<Vec<(Language, String)>, PageProblem> {
    let controller = &staff.session.caller.controller;
    let letter = |language| {
        let document = web.installation.information(controller, activity, language);
        document.map(|document: Document| (language, document.to_plain_text()))
    };
    let letters = [Language::Nb, Language::En].map(letter).into_iter().collect::<Result<_, _>>();
    letters.map_err(|problem| staff.problem(&problem))
}

fn page_of(web: &Web, staff: &Staff, here: Option<&str>) -> Result<InformingPage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Informing, here)?;
    Ok(InformingPage {
        chrome,
        frame,
        list_token: staff.form_token(List::NAME),
        tell_token: staff.form_token(Tell::NAME),
        due: web.installation.own_records_due(caller, RecordDuty::Inform).map_err(problem)?,
        names: web.installation.names(&caller.controller, language).map_err(problem)?,
        listed: None,
        letters: Vec::new(),
        asked: None,
        told: Vec::new(),
        refusal: None,
    })
}

impl InformingPage {
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
        Room::Informing.as_str()
    }

    /// What is said of this duty where both have a page alike.
    fn duty(&self, part: &str) -> String {
        self.chrome.t(&format!("console-{}-{part}", self.room()))
    }

    fn listed_title(&self, listed: &Listed) -> String {
        let variables =
            [("activity", self.activity(&listed.activity).into()), ("count", listed.rows.len().into())];
        self.say("console-informing-listed", &variables)
    }

    fn count(&self, id: &str, count: &u64) -> String {
        self.chrome.t1(id, "count", *count)
    }

    fn letter_title(&self, language: &Language) -> String {
        self.chrome.t(&format!("console-informing-letter-{language}"))
    }

    /// What telling will do, in numbers.
    fn foreseen(&self, telling: &Telling, foreseen: &ForeseenTelling) -> Vec<String> {
        let id = match telling {
            Telling::Message(_) => "console-informing-will-send",
            Telling::Otherwise(_) => "console-informing-will-note",
        };
        let mut lines = vec![self.count(id, &foreseen.people)];
        if foreseen.restricted > 0 {
            lines.push(self.count("console-informing-restricted", &foreseen.restricted));
        }
        lines
    }

    /// What was done, in numbers, and who was left and why.
    fn done(&self, telling: &Telling, told: &PeopleTold) -> Vec<String> {
        let id = match telling {
            Telling::Message(_) => "console-informing-sent",
            Telling::Otherwise(_) => "console-informing-noted",
        };
        let mut lines = Vec::new();
        if told.people > 0 {
            lines.push(self.count(id, &told.people));
        }
        lines.extend(self.left(&told.left));
        lines
    }

    fn left(&self, left: &BTreeMap<String, u64>) -> Vec<String> {
        let line = |(code, count): (&String, &u64)| {
            let why = code_text(self.chrome.language, code);
            self.say("console-informing-left", &[("count", (*count).into()), ("why", why.as_str().into())])
        };
        left.iter().map(line).collect()
    }

    fn press(&self, asked: &Asked) -> String {
        let id = if asked.way == "otherwise" { "console-informing-note" } else { "console-informing-send" };
        self.chrome.t(id)
    }
}
