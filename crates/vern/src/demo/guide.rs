//! The guided pages: the organisations, what there is to try at each, and doing it.
//!
//! Deliberately not here: which things there are (one file an organisation), and how an answer is shown (`answer`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vern_app::elsewhere::ElsewhereRequest;
use vern_app::record::{Circumstance, PutRequest};
use vern_app::{Caller, Controller, Installation, Problem};
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_text::{Language, text};
use vern_web::Guide;
use vern_web::guide::{GuideAnswer, GuideCustomer, GuideFuture, GuideOrganisation};
use vern_web::page::{GuideForm, GuideStep, Link};

use super::answer::{Outcome, Seen};
use super::organisation::{ALL, Actor, Ask, Command, Expect, Key, Organisation, Request, Step, Thing, say};
use super::people::{DAY_MICROS, person};
use crate::export_folder::ExportFolder;
use crate::settings;

/// What is given where a reason is asked for.
const REASON: &str = "Oppfølging";

/// The guide of the demo.
pub(crate) struct DemoGuide {
    pub(super) installation: Arc<Installation>,
    callers: BTreeMap<Actor, (Caller, String)>,
    base: String,
    export: PathBuf,
    chats: Chats,
}

/// The oldest chat and the newest.
#[derive(Default)]
pub(super) struct Chats {
    pub(super) oldest: String,
    pub(super) newest: String,
}

impl DemoGuide {
    /// Issues a token to everyone who does something here, and picks the records to show.
    pub(super) async fn new(
        installation: Arc<Installation>,
        base: &str,
        folder: &Path,
        people: u32,
    ) -> Result<Self, Problem> {
        let mut callers = BTreeMap::new();
        for actor in actors() {
            let token = installation.issue_token(actor.controller, actor.role).await?.value.token;
            let token = token.expose_text().to_owned();
            callers.insert(actor, (installation.authenticate(&token)?, token));
        }
        let chats = chats(people, &installation);
        Ok(Self {
            installation,
            callers,
            base: base.to_owned(),
            export: folder.join("journal-export"),
            chats,
        })
    }

    /// Who acts here, with their tokens.
    pub(super) fn callers(&self) -> &BTreeMap<Actor, (Caller, String)> {
        &self.callers
    }

    /// The token of someone.
    pub(super) fn token(&self, actor: Actor) -> &str {
        self.callers.get(&actor).map_or("", |(_, token)| token)
    }

    pub(super) fn chats(&self) -> &Chats {
        &self.chats
    }

    /// Does what is refused once, so that the journals have refusals to show from the start.
    pub(super) async fn rehearse(&self) {
        for (_, thing) in ALL.into_iter().flat_map(Organisation::things) {
            if matches!(thing.expect, Expect::Refused(_)) {
                let _refused = self.perform(thing).await;
            }
        }
    }

    /// Does one thing.
    pub(super) async fn perform(&self, thing: &Thing) -> Result<Seen, Problem> {
        let (caller, _) = self.callers.get(&thing.actor).ok_or(Problem::NotFound { code: "role.unknown" })?;
        let installation = &self.installation;
        let controller = &caller.controller;
        match thing.ask {
            Ask::Read(request) => {
                let circumstance = circumstance(&request);
                let read = installation.read_record(caller, self.key(request.key), &circumstance).await?;
                Ok(Seen::of(&read.committed, Outcome::Record(read.value)))
            }
            Ask::Erase(request) => {
                let circumstance = circumstance(&request);
                let erased = installation.erase_record(caller, self.key(request.key), &circumstance).await?;
                Ok(Seen::of(&erased.committed, Outcome::Done))
            }
            Ask::Register(request, fields) => {
                let own = |(id, value): &(&str, &str)| ((*id).to_owned(), Personal::new((*value).to_owned()));
                let put = PutRequest {
                    activity: request.activity.to_owned(),
                    fields: fields.iter().map(own).collect(),
                    ..PutRequest::default()
                };
                let written = installation.put_record(caller, self.key(request.key), &put).await?;
                Ok(Seen::of(&written.committed, Outcome::Record(written.value)))
            }
            Ask::Decide(act, request) => self.decide(caller, act, &request).await,
            Ask::Retention => self.run_retention(controller).await,
            Ask::Export => {
                let mut folder = ExportFolder(self.export.clone());
                let checkpoint = installation.export_journal(controller, &mut folder).await?;
                Ok(Seen::without_entry(Outcome::Exported {
                    entries: checkpoint.tree_size,
                    folder: self.export.display().to_string(),
                    command: self.verify_command(),
                }))
            }
            // A day ago: later than any period of years.
            Ask::Cull(_) => {
                let before = installation.now().plus_micros(-DAY_MICROS);
                installation.cull_journal(controller, before).await?;
                Ok(Seen::without_entry(Outcome::Done))
            }
            Ask::Console => {
                let link = installation.issue_console_link(controller.slug(), thing.actor.role)?;
                Ok(Seen::without_entry(Outcome::WayIn(link)))
            }
        }
    }

    async fn decide(&self, caller: &Caller, act: Act, request: &Request) -> Result<Seen, Problem> {
        let asked = ElsewhereRequest {
            act,
            circumstance: circumstance(request),
            key: Some(self.key(request.key).to_owned()),
            subject: None,
            category: None,
            collected_at: None,
            consent_given: false,
        };
        let answer = self.installation.decide_elsewhere(caller, &asked).await?;
        Ok(Seen::of(&answer.committed, Outcome::Decided(answer.value)))
    }

    /// What a job does every minute in earnest, here by a button so that it can be watched.
    async fn run_retention(&self, controller: &Arc<Controller>) -> Result<Seen, Problem> {
        let counts = || {
            let due = self.installation.retention_due(controller)?;
            let add = |(held, out): (u64, u64), line: &vern_app::retention::Due| {
                (held + line.held, out + line.run_out)
            };
            Ok::<_, Problem>(due.iter().fold((0, 0), add))
        };
        let before = counts()?;
        let erased = self.installation.run_retention(controller).await?.erased;
        Ok(Seen::without_entry(Outcome::Erased { before, erased, after: counts()? }))
    }

    fn key(&self, key: Key) -> &str {
        match key {
            Key::Is(key) => key,
            Key::OldestChat => &self.chats.oldest,
        }
    }

    fn step(&self, language: Language, organisation: &Organisation, step: &Step) -> GuideStep {
        let form = |thing: &Thing| GuideForm {
            label: say(language, thing.id, "label"),
            action: format!("/{language}/guide/{}/{}", organisation.slug, thing.id),
            fields: Vec::new(),
        };
        let links = step.links.iter().map(|link| {
            let href = format!("/{language}/{}/{}", link.organisation, link.page);
            Link::new(text(language, link.label, &[]), href)
        });
        GuideStep {
            id: step.id.to_owned(),
            title: say(language, step.id, "title"),
            why: say(language, step.id, "why"),
            expect: say(language, step.id, "expect"),
            forms: step.things.iter().map(form).collect(),
            links: links.collect(),
            command: step.command.map(|command| self.command(organisation, command)),
        }
    }

    fn command(&self, organisation: &Organisation, command: Command) -> String {
        match command {
            Command::Verify => self.verify_command(),
            Command::Curl(id) => {
                let mut things = organisation.things().map(|(_, thing)| thing);
                things.find(|thing| thing.id == id).map(|thing| self.curl(thing)).unwrap_or_default()
            }
        }
    }

    /// As the program was called: whoever runs the demo may not have it among their programs.
    fn verify_command(&self) -> String {
        let program = settings::program();
        format!("{program} journal verify {}", self.export.display())
    }

    /// The same read over HTTP.
    fn curl(&self, thing: &Thing) -> String {
        let Ask::Read(request) = thing.ask else { return String::new() };
        let headers: String =
            headers(&request).iter().map(|(name, value)| format!(" \\\n  -H '{name}: {value}'")).collect();
        let (base, key, token) = (&self.base, self.key(request.key), self.token(thing.actor));
        format!("curl -i {base}/v1/records/{key} \\\n  -H 'Authorization: Bearer {token}'{headers}")
    }
}

/// Everyone who does something here: things, people that are registered, marks.
fn actors() -> BTreeSet<Actor> {
    let all = || ALL.into_iter();
    let of_things = all().flat_map(Organisation::things).map(|(_, thing)| thing.actor);
    let of_groups = all().flat_map(|organisation| organisation.groups).map(|group| group.actor);
    let of_marks = all().flat_map(|organisation| organisation.marks).map(|mark| mark.actor);
    of_things.chain(of_groups).chain(of_marks).collect()
}

/// The oldest chat among so many people, and the newest.
fn chats(people: u32, installation: &Installation) -> Chats {
    let now = installation.now();
    let people = (0..people).filter_map(|number| person(number, now));
    let chats = people.filter(|person| person.key.starts_with("chat-"));
    let mut by_age: Vec<_> = chats.map(|person| (person.request.collected_at, person.key)).collect();
    by_age.sort();
    let newest = by_age.last().map(|(_, key)| key.clone()).unwrap_or_default();
    Chats { oldest: by_age.into_iter().next().map(|(_, key)| key).unwrap_or_default(), newest }
}

fn circumstance(request: &Request) -> Circumstance {
    let data = request.data.iter().map(|id| (*id).to_owned());
    Circumstance {
        activity: request.activity.to_owned(),
        recipient: request.recipient.map(ToOwned::to_owned),
        data: Some(data.collect()).filter(|data: &Vec<String>| !data.is_empty()),
        place: request.place.and_then(|place| place.parse().ok()),
        reason: request.has_reason.then(|| Personal::new(REASON.to_owned())),
        ..Circumstance::default()
    }
}

/// The same as headers of a call.
pub(super) fn headers(request: &Request) -> Vec<(&'static str, String)> {
    let data = (!request.data.is_empty()).then(|| ("Vern-Data", request.data.join(",")));
    let named = [
        ("Vern-Activity", Some(request.activity)),
        ("Vern-Recipient", request.recipient),
        ("Vern-Place", request.place),
        ("Vern-Reason", request.has_reason.then_some("follow-up")),
    ];
    let named = named.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned())));
    named.chain(data).collect()
}

impl Guide for DemoGuide {
    fn organisations(&self, language: Language) -> Vec<GuideOrganisation> {
        let customer =
            |slug: &str| GuideCustomer { slug: slug.to_owned(), choices: say(language, slug, "choices") };
        let told = |organisation: &Organisation| GuideOrganisation {
            slug: organisation.slug.to_owned(),
            kind: say(language, organisation.slug, "kind"),
            what: say(language, organisation.slug, "what"),
            keeps: say(language, organisation.slug, "keeps"),
            customers: organisation.customers.map(customer).into(),
            things: organisation.things().count(),
        };
        ALL.map(told).into()
    }

    fn steps(&self, language: Language, organisation: &str) -> Vec<GuideStep> {
        let Some(organisation) = Organisation::find(organisation) else { return Vec::new() };
        organisation.steps.iter().map(|step| self.step(language, organisation, step)).collect()
    }

    fn act<'a>(&'a self, language: Language, organisation: &'a str, action: &'a str) -> GuideFuture<'a> {
        Box::pin(async move {
            let organisation = Organisation::find(organisation)?;
            let (step, thing) = organisation.things().find(|(_, thing)| thing.id == action)?;
            let seen = self.perform(thing).await;
            let back = format!("/{language}/guide/{}#{}", organisation.slug, step.id);
            let mut answer: GuideAnswer = super::answer::show(&self.installation, language, thing, seen);
            answer.next.push(Link::new(text(language, "demo-back", &[]), back));
            Some(answer)
        })
    }
}
