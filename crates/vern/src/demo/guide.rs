//! The guided page: five things to try, each a link, a button or a command; and what each button does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vern_app::record::{Circumstance, PutRequest, RecordView};
use vern_app::{Answer, Caller, Controller, Installation, Problem};
use vern_core::personal::Personal;
use vern_text::{Language, Value, text};
use vern_web::Guide;
use vern_web::guide::{GuideAnswer, GuideFuture};
use vern_web::page::{self, GuideForm, GuideStep, Link, ReasonView};

use super::{ORGANISATION, people};
use crate::export_folder::ExportFolder;
use crate::settings;

/// Roles the demo acts in.
const ROLES: [&str; 5] = ["manager", "sales", "recruiter", "website", "external_accountant"];
/// The applicant the guide is about.
const APPLICANT: &str = "applicant-00012";
/// The supplier that keeps the accounts.
const ACCOUNTANT: &str = "sparebank1-regnskapshuset";

/// The guide of the demo.
pub(crate) struct DemoGuide {
    installation: Arc<Installation>,
    controller: Arc<Controller>,
    callers: BTreeMap<&'static str, (Caller, String)>,
    base: String,
    export: PathBuf,
    old_chat: String,
    new_chat: String,
}

impl DemoGuide {
    /// Issues a token a role and picks the records to show.
    pub(super) async fn new(
        installation: Arc<Installation>,
        base: &str,
        folder: &Path,
        people: u32,
    ) -> Result<Self, Problem> {
        let mut callers = BTreeMap::new();
        for role in ROLES {
            let token =
                installation.issue_token(ORGANISATION, role).await?.value.token.expose_text().to_owned();
            callers.insert(role, (installation.authenticate(&token)?, token));
        }
        let (old_chat, new_chat) = people::chat_keys(people, installation.now());
        Ok(Self {
            controller: installation.controller(ORGANISATION)?,
            installation,
            callers,
            base: base.to_owned(),
            export: folder.join("journal-export"),
            old_chat: old_chat.unwrap_or_default(),
            new_chat: new_chat.unwrap_or_default(),
        })
    }

    /// The tokens, by role.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.callers.iter().map(|(role, (_, token))| (*role, token.as_str()))
    }

    /// The token of a role.
    pub(crate) fn token(&self, role: &str) -> &str {
        self.callers.get(role).map_or("", |(_, token)| token)
    }

    /// The applicant, a chat that has run out, and one that has not.
    pub(crate) fn keys(&self) -> (&'static str, &str, &str) {
        (APPLICANT, &self.old_chat, &self.new_chat)
    }

    fn caller(&self, role: &str) -> Result<&Caller, Problem> {
        self.callers.get(role).map(|(caller, _)| caller).ok_or(Problem::NotFound { code: "role.unknown" })
    }

    async fn read(
        &self,
        role: &str,
        key: &str,
        circumstance: Circumstance,
    ) -> Result<Answer<RecordView>, Problem> {
        self.installation.read_record(self.caller(role)?, key, &circumstance).await
    }

    async fn do_action(&self, language: Language, action: &str) -> Option<GuideAnswer> {
        let of = |activity: &str| Circumstance { activity: activity.to_owned(), ..Circumstance::default() };
        let accountant = || Circumstance {
            recipient: Some(ACCOUNTANT.to_owned()),
            place: "NO".parse().ok(),
            ..of("recruitment")
        };
        let follow_up =
            || Circumstance { reason: Some(Personal::new("Oppfølging".to_owned())), ..of("chat") };
        match action {
            "read-applicant" => {
                Some(self.show(language, action, self.read("recruiter", APPLICANT, of("recruitment")).await))
            }
            "disclose-applicant" => {
                Some(self.show(language, action, self.read("recruiter", APPLICANT, accountant()).await))
            }
            "accountant-reads" => {
                let read = self.read("external_accountant", APPLICANT, of("recruitment")).await;
                Some(self.show(language, action, read))
            }
            "visit-without-consent" => Some(self.show(language, action, self.visit_without_consent().await)),
            "read-old-chat" => {
                Some(self.show(language, action, self.read("sales", &self.old_chat, follow_up()).await))
            }
            "run-retention" => Some(self.run_retention(language).await),
            "export-journal" => Some(self.export_journal(language).await),
            _ => None,
        }
    }

    async fn visit_without_consent(&self) -> Result<Answer<RecordView>, Problem> {
        let request = PutRequest {
            activity: "web_analytics".to_owned(),
            fields: [("browser".to_owned(), Personal::new("Firefox 145".to_owned()))].into(),
            ..PutRequest::default()
        };
        self.installation.put_record(self.caller("website")?, "visitor-without-consent", &request).await
    }

    fn asked(language: Language, action: &str) -> String {
        text(language, &format!("demo-{action}-asked"), &[])
    }

    fn show(
        &self,
        language: Language,
        action: &str,
        result: Result<Answer<RecordView>, Problem>,
    ) -> GuideAnswer {
        let mut answer = GuideAnswer {
            answer: page::Answer::Permitted,
            asked: Self::asked(language, action),
            outcome: None,
            facts: Vec::new(),
            withheld: Vec::new(),
            reasons: Vec::new(),
            receipt: None,
            next: Self::back(language, step_of(action)),
            command: None,
        };
        match result {
            Ok(read) => {
                if let Ok(names) = self.installation.names(&self.controller, language) {
                    let mut fields: Vec<_> = read.value.fields.iter().collect();
                    fields.sort_by_key(|(id, _)| names.data_type_place(id));
                    let named = |(id, value): (&String, &Personal<String>)| {
                        (names.data_type(id), value.reveal().clone())
                    };
                    answer.facts = fields.into_iter().map(named).collect();
                    answer.withheld = read.value.withheld.iter().map(|id| names.data_type(id)).collect();
                }
                answer.receipt = Some(read.committed.receipt.to_string());
            }
            Err(Problem::Refused(refusal)) => {
                answer.answer = page::Answer::Refused;
                answer.receipt = Some(refusal.committed.receipt.to_string());
                answer.reasons = refusal
                    .reasons
                    .iter()
                    .map(|reason| ReasonView {
                        code: reason.code.as_str().to_owned(),
                        text: reason.text(language),
                        clause: reason.clause.clone(),
                        source: reason.place.clone(),
                        mend: reason.mend(language),
                    })
                    .collect();
            }
            Err(problem) => {
                answer.answer = page::Answer::Refused;
                answer.reasons = vec![ReasonView {
                    code: problem.code().to_owned(),
                    text: problem.text(language),
                    mend: problem.hint(language),
                    ..ReasonView::default()
                }];
            }
        }
        answer
    }

    /// What a job does every minute in earnest, here by a button so that it can be watched.
    async fn run_retention(&self, language: Language) -> GuideAnswer {
        let counts = |due: Result<Vec<vern_app::retention::Due>, Problem>| {
            due.map(|lines| {
                lines.iter().fold((0, 0), |(held, out), line| (held + line.held, out + line.run_out))
            })
        };
        let before = counts(self.installation.retention_due(&self.controller));
        let run = self.installation.run_retention(&self.controller).await;
        let after = counts(self.installation.retention_due(&self.controller));
        let (Ok((held, run_out)), Ok(run), Ok((held_after, run_out_after))) = (before, run, after) else {
            return self.show(language, "run-retention", Err(Problem::Internal("retention".to_owned())));
        };
        let fact = |id: &str, value: u64| {
            (text(language, id, &[]), text(language, "demo-count", &[("count", Value::from(value))]))
        };
        GuideAnswer {
            answer: page::Answer::Done,
            asked: Self::asked(language, "run-retention"),
            outcome: Some(text(language, "demo-run-retention-outcome", &[("erased", run.erased.into())])),
            facts: vec![
                fact("demo-chats-held-before", held),
                fact("demo-chats-run-out-before", run_out),
                fact("demo-chats-held-after", held_after),
                fact("demo-chats-run-out-after", run_out_after),
            ],
            command: None,
            withheld: Vec::new(),
            reasons: Vec::new(),
            receipt: None,
            next: Self::back(language, "chat"),
        }
    }

    async fn export_journal(&self, language: Language) -> GuideAnswer {
        let mut folder = ExportFolder(self.export.clone());
        let exported = self.installation.export_journal(&self.controller, &mut folder).await;
        let Ok(checkpoint) = exported else {
            return self.show(language, "export-journal", Err(Problem::Internal("export".to_owned())));
        };
        GuideAnswer {
            answer: page::Answer::Done,
            asked: Self::asked(language, "export-journal"),
            outcome: Some(text(
                language,
                "demo-export-journal-outcome",
                &[("entries", checkpoint.tree_size.into())],
            )),
            facts: vec![(text(language, "demo-folder", &[]), self.export.display().to_string())],
            command: Some(self.verify_command()),
            withheld: Vec::new(),
            reasons: Vec::new(),
            receipt: None,
            next: Self::back(language, "proof"),
        }
    }

    fn step(language: Language, id: &str) -> GuideStep {
        let part = |part: &str| text(language, &format!("demo-{id}-{part}"), &[]);
        GuideStep {
            id: id.to_owned(),
            title: part("title"),
            why: part("why"),
            expect: part("expect"),
            ..GuideStep::default()
        }
    }

    /// Back to the step an answer belongs to.
    fn back(language: Language, step: &str) -> Vec<Link> {
        vec![Link::new(text(language, "demo-back", &[]), format!("/{language}#{step}"))]
    }

    /// As the program was called: whoever runs the demo may not have it among their programs.
    fn verify_command(&self) -> String {
        let program = settings::program();
        format!("{program} journal verify {}", self.export.display())
    }

    fn form(language: Language, action: &str) -> GuideForm {
        GuideForm {
            label: text(language, &format!("demo-{action}-label"), &[]),
            action: format!("/{language}/guide/{action}"),
            fields: Vec::new(),
        }
    }

    fn curl(&self, role: &str, key: &str, headers: &[&str]) -> String {
        let headers: String = headers.iter().map(|header| format!(" \\\n  -H '{header}'")).collect();
        format!(
            "curl -i {}/v1/records/{key} \\\n  -H 'Authorization: Bearer {}'{headers}",
            self.base,
            self.token(role)
        )
    }
}

/// The step an action stands under.
fn step_of(action: &str) -> &'static str {
    match action {
        "read-applicant" => "read",
        "read-old-chat" | "run-retention" => "chat",
        "export-journal" => "proof",
        _ => "refusal",
    }
}

impl Guide for DemoGuide {
    fn organisation(&self) -> &str {
        ORGANISATION
    }

    fn steps(&self, language: Language) -> Vec<GuideStep> {
        let notice = format!("/{language}/{ORGANISATION}/privacy-notice");
        let link = |id: &str, href: String| Link::new(text(language, id, &[]), href);
        let forms = |actions: &[&str]| actions.iter().map(|action| Self::form(language, action)).collect();
        vec![
            GuideStep {
                links: vec![
                    link("demo-link-notice", notice.clone()),
                    link("demo-link-working", format!("{notice}/working-view")),
                ],
                ..Self::step(language, "promise")
            },
            GuideStep {
                forms: forms(&["read-applicant"]),
                command: Some(self.curl("recruiter", APPLICANT, &["Vern-Activity: recruitment"])),
                ..Self::step(language, "read")
            },
            GuideStep {
                forms: forms(&["disclose-applicant", "accountant-reads", "visit-without-consent"]),
                command: Some(self.curl(
                    "recruiter",
                    APPLICANT,
                    &[
                        "Vern-Activity: recruitment",
                        &format!("Vern-Recipient: {ACCOUNTANT}"),
                        "Vern-Place: NO",
                    ],
                )),
                ..Self::step(language, "refusal")
            },
            GuideStep { forms: forms(&["read-old-chat", "run-retention"]), ..Self::step(language, "chat") },
            GuideStep {
                forms: forms(&["export-journal"]),
                links: vec![link("demo-link-journal", format!("/{language}/{ORGANISATION}/journal"))],
                command: Some(self.verify_command()),
                ..Self::step(language, "proof")
            },
        ]
    }

    fn act<'a>(&'a self, language: Language, action: &'a str) -> GuideFuture<'a> {
        Box::pin(self.do_action(language, action))
    }
}
