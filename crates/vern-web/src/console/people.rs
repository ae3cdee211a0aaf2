//! Who has an account, for those whose role administers access: given by an invitation that is shown once, given again to who has lost what they sign
//! in with, ended in one action that first says what ends; and who lacks what is asked of staff, let in for a while in an emergency.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use vern_app::Problem;
use vern_app::access::NewAccess;
use vern_app::account::{EndedAccount, Invitation, InviteRequest, Person, Standing};
use vern_app::console::Choices;
use vern_core::id::ActorId;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_text::{Value, date, moment, text};

use super::account::standing_words;
use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use super::refusal::RefusalView;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

pub(super) struct Invite;
pub(super) struct InviteAgain;
pub(super) struct End;
pub(super) struct LetIn;
pub(super) struct EndEmergency;

impl Form for Invite {
    const NAME: &'static str = "people-invite";
}

impl Form for InviteAgain {
    const NAME: &'static str = "people-again";
}

impl Form for End {
    const NAME: &'static str = "people-end";
}

impl Form for LetIn {
    const NAME: &'static str = "people-let-in";
}

impl Form for EndEmergency {
    const NAME: &'static str = "people-end-emergency";
}

#[derive(Template)]
#[template(path = "console/people.html")]
struct PeoplePage {
    chrome: Chrome,
    frame: Frame,
    choices: Choices,
    invite_token: String,
    again_token: String,
    end_token: String,
    people: Vec<Person>,
    /// The link of an invitation just given, and until when it can be used.
    invitation: Option<(String, String)>,
    /// Someone whose account is about to end.
    ending: Option<(ActorId, String, String)>,
    ended: Option<String>,
    let_in_token: String,
    /// Someone just let in, and until when.
    let_in: Option<(String, String)>,
    end_emergency_token: String,
    /// Someone whose emergency was just ended.
    let_out: Option<String>,
    refusal: Option<RefusalView>,
}

/// `GET /console/{language}/people`.
pub(super) async fn read_people(State(web): State<Web>, staff: Staff) -> Page {
    let page = page(&web, &staff, Some("/people")).await?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/people/invite`.
pub(super) async fn invite(State(web): State<Web>, sent: Sent<Invite>) -> Page {
    let staff = &sent.staff;
    let field = |name| sent.text(name).unwrap_or_default().to_owned();
    let given = match sent.text("until").map(end_of_day).transpose() {
        Ok(until) => {
            let request = InviteRequest {
                name: Personal::new(field("name")),
                email: Personal::new(field("email")),
                access: NewAccess { role: field("role"), until, reach: None },
            };
            web.installation.invite(&staff.session.caller, &request).await
        }
        Err(problem) => Err(problem),
    };
    answer_invitation(&web, staff, given).await
}

/// `POST /console/{language}/people/again`: for who has lost what they sign in with.
pub(super) async fn invite_again(State(web): State<Web>, sent: Sent<InviteAgain>) -> Page {
    let staff = &sent.staff;
    let given = match account(sent.text("account")) {
        Ok(account) => web.installation.invite_again(&staff.session.caller, account).await,
        Err(problem) => Err(problem),
    };
    answer_invitation(&web, staff, given).await
}

/// `POST /console/{language}/people/end`: says what will end, and ends it where that was seen.
pub(super) async fn end(State(web): State<Web>, sent: Sent<End>) -> Page {
    let staff = &sent.staff;
    let caller = &staff.session.caller;
    let ending = match account(sent.text("account")) {
        Ok(account) if sent.text("seen").is_some() => {
            web.installation.end_account(caller, account).await.map(|answer| (account, answer.value, true))
        }
        Ok(account) => web.installation.foresee_end(caller, account).map(|counted| (account, counted, false)),
        Err(problem) => Err(problem),
    };
    let (account, counted, is_done) = match ending {
        Ok(ending) => ending,
        Err(problem) => return refused(&web, staff, problem).await,
    };
    let is_own = account == caller.actor;
    if is_done && is_own {
        // There is nobody left to show a page to.
        return Err(staff.problem(&Problem::Unauthenticated));
    }
    let mut page = page(&web, staff, None).await?;
    if is_done {
        page.ended = Some(page.numbers("people-ended", counted));
    } else {
        let person = page.people.iter().find(|person| person.account == account);
        let name = person.map(|person| page.name(person)).unwrap_or_default();
        page.ending = Some((account, name, page.numbers("people-will-end", counted)));
    }
    show(staff.language, page.render())
}

/// `POST /console/{language}/people/let-in`: lets somebody in in an emergency, whatever they lack of what is asked of staff.
pub(super) async fn let_in(State(web): State<Web>, sent: Sent<LetIn>) -> Page {
    let staff = &sent.staff;
    let until = sent.text("until").and_then(|day| end_of_day(day).ok());
    let until = until.ok_or_else(|| Problem::invalid_field("access.until_form", "until"));
    let reason = Personal::new(sent.text("reason").unwrap_or_default().to_owned());
    let done = match (account(sent.text("account")), until) {
        (Ok(account), Ok(until)) => {
            let done = web.installation.let_in(&staff.session.caller, account, until, &reason).await;
            done.map(|_| (account, until))
        }
        (Err(problem), _) | (_, Err(problem)) => Err(problem),
    };
    let (account, until) = match done {
        Ok(done) => done,
        Err(problem) => return refused(&web, staff, problem).await,
    };
    let mut page = page(&web, staff, None).await?;
    let person = page.people.iter().find(|person| person.account == account);
    let name = person.map(|person| page.name(person)).unwrap_or_default();
    page.let_in = Some((name, moment(staff.language, &until.to_string())));
    show(staff.language, page.render())
}

/// `POST /console/{language}/people/end-emergency`: ends an emergency before its time.
pub(super) async fn end_emergency(State(web): State<Web>, sent: Sent<EndEmergency>) -> Page {
    let staff = &sent.staff;
    let ended = match account(sent.text("account")) {
        Ok(account) => {
            let ended = web.installation.end_emergency(&staff.session.caller, account).await;
            ended.map(|_| account)
        }
        Err(problem) => Err(problem),
    };
    let account = match ended {
        Ok(account) => account,
        Err(problem) => return refused(&web, staff, problem).await,
    };
    let mut page = page(&web, staff, None).await?;
    let person = page.people.iter().find(|person| person.account == account);
    page.let_out = Some(person.map(|person| page.name(person)).unwrap_or_default());
    show(staff.language, page.render())
}

/// The last instant of a day as a form has it, in UTC.
fn end_of_day(day: &str) -> Result<Instant, Problem> {
    let end = format!("{day}T23:59:59.999999Z").parse();
    end.map(Instant::from_timestamp).map_err(|_| Problem::invalid_field("access.until_form", "until"))
}

/// Whose access a form is about.
pub(super) fn account(text: Option<&str>) -> Result<ActorId, Problem> {
    text.unwrap_or_default().parse().map_err(|_| Problem::NotFound { code: "access.unknown" })
}

async fn answer_invitation(web: &Web, staff: &Staff, given: Result<Invitation, Problem>) -> Page {
    let invitation = match given {
        Ok(invitation) => invitation,
        Err(problem) => return refused(web, staff, problem).await,
    };
    let mut page = page(web, staff, None).await?;
    let until = moment(staff.language, &invitation.until.to_string());
    page.invitation = Some((invitation.expose_path(staff.language), until));
    show(staff.language, page.render())
}

/// What the gate refused, or a form lacks, stands on the page; anything else is a page of its own.
async fn refused(web: &Web, staff: &Staff, problem: Problem) -> Page {
    let problem = match problem {
        Problem::Conflict { code: "account.email_taken" } => Problem::invalid("account.email_taken"),
        problem => problem,
    };
    let mut page = page(web, staff, None).await?;
    let Some(refusal) = RefusalView::of(&problem, staff.language, &page.frame) else {
        return Err(staff.problem(&problem));
    };
    let status = refusal.status();
    page.refusal = Some(refusal);
    Ok((status, show(staff.language, page.render())?).into_response())
}

async fn page(web: &Web, staff: &Staff, here: Option<&str>) -> Result<PeoplePage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let caller = &staff.session.caller;
    let choices = web.installation.console_choices(caller, staff.language).map_err(problem)?;
    let people = web.installation.people(caller).await.map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::People, here)?;
    Ok(PeoplePage {
        invite_token: staff.form_token(Invite::NAME),
        again_token: staff.form_token(InviteAgain::NAME),
        end_token: staff.form_token(End::NAME),
        chrome,
        frame,
        choices,
        people,
        invitation: None,
        ending: None,
        ended: None,
        let_in_token: staff.form_token(LetIn::NAME),
        let_in: None,
        end_emergency_token: staff.form_token(EndEmergency::NAME),
        let_out: None,
        refusal: None,
    })
}

impl PeoplePage {
    fn name(&self, person: &Person) -> String {
        let name = person.name.as_ref().map(|name| name.reveal().clone());
        name.unwrap_or_else(|| self.chrome.t("people-nameless"))
    }

    fn email(&self, person: &Person) -> String {
        person.email.as_ref().map(|email| email.reveal().clone()).unwrap_or_default()
    }

    fn role(&self, person: &Person) -> String {
        let known = self.choices.given_roles.iter().find(|(id, _)| *id == person.role);
        known.map_or_else(|| person.role.clone(), |(_, name)| name.clone())
    }

    /// Into how many activities their access reaches, where that is less than the role may.
    fn reach(&self, person: &Person) -> Option<String> {
        let reach = person.reach.as_ref()?;
        let activities = u64::try_from(reach.parts().count()).unwrap_or(u64::MAX);
        Some(self.chrome.t1("people-reach-narrow", "activities", activities))
    }

    fn state(&self, person: &Person) -> String {
        self.chrome.t(&format!("people-state-{}", person.state.as_str()))
    }

    fn until(&self, person: &Person) -> String {
        let day = person.ends_at.map(|end| date(self.chrome.language, &end.to_date().to_string()));
        day.unwrap_or_else(|| self.chrome.t("people-no-end"))
    }

    fn sessions(&self, person: &Person) -> String {
        self.chrome.t1("number", "number", u64::try_from(person.sessions).unwrap_or(u64::MAX))
    }

    /// What is asked of them and where they stand, a line each; whether someone should see to it.
    fn duties(&self, person: &Person) -> Vec<(String, bool)> {
        let Some(duties) = &person.duties else { return Vec::new() };
        let line = |what: &str, standing: Option<Standing>| {
            let (word, until) = standing_words(standing?);
            let until = until.map(|at| date(self.chrome.language, &at.to_date().to_string()));
            let id = format!("people-{what}-{word}");
            Some((self.chrome.t1(&id, "until", until.unwrap_or_default()), standing?.is_due()))
        };
        let let_in = duties.let_in_until.map(|until| moment(self.chrome.language, &until.to_string()));
        let let_in = let_in.map(|until| (self.chrome.t1("people-let-in-until", "until", until), true));
        let asked =
            [line("confidentiality", duties.confidentiality), line("training", duties.training), let_in];
        asked.into_iter().flatten().collect()
    }

    /// Those who lack something, whom an emergency can let in.
    fn lacking(&self) -> Vec<&Person> {
        let lacks = |person: &&Person| person.duties.is_some_and(|duties| duties.is_lacking());
        self.people.iter().filter(lacks).collect()
    }

    fn is_let_in(person: &Person) -> bool {
        person.duties.is_some_and(|duties| duties.let_in_until.is_some())
    }

    fn is_standing(person: &Person) -> bool {
        person.state != vern_app::account::PersonState::Ended
    }

    fn numbers(&self, id: &str, counted: EndedAccount) -> String {
        let number = |count: usize| Value::from(u64::try_from(count).unwrap_or(u64::MAX));
        let variables = [
            ("sessions", number(counted.sessions)),
            ("credentials", number(counted.credentials)),
            ("grants", number(counted.grants)),
        ];
        text(self.chrome.language, id, &variables)
    }
}
