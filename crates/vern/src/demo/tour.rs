//! The tour: every guided thing of every organisation, done as its button does it, each with what must be seen; then the receipts, the pages and the
//! notice over HTTP, and the journal on disk. Nothing is assumed: every line says what was met.

use serde_json::Value as Json;
use vern_journal::verify;
use vern_text::{Value, text};

use super::answer::{Verdict, receipt};
use super::client::{Client, Seen};
use super::organisation::{ALL, Actor, Ask, Organisation, Step, Thing, name};
use super::proof::{alter_one_byte, proves};
use super::software_company::{CHARTER_FILE, ORGANISATION};
use super::{Demo, seconds};
use crate::command::failure_text;
use crate::export_folder::ExportFolder;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Chats run out after so many days (P-B6).
const CHAT_DAYS: u64 = 60;
const MANAGER: Actor = Actor::new(ORGANISATION, "manager");
const SALES: Actor = Actor::new(ORGANISATION, "sales");
const RECRUITER: Actor = Actor::new(ORGANISATION, "recruiter");
const ACCOUNTANT: Actor = Actor::new(ORGANISATION, "external_accountant");

/// Does the tour. False if anything differed from what must be seen.
pub(super) async fn run(
    demo: &Demo,
    base: &str,
    people: u32,
    ready_ms: i64,
    terminal: &mut Terminal,
) -> Result<bool, Failure> {
    let client = Client::new(base);
    let mut tour = Tour { demo, client, terminal, done: 0, failed: 0, receipts: Vec::new() };
    let ready = seconds(tour.terminal.language, ready_ms);
    tour.terminal.say("demo-ready", &[("people", people.into()), ("seconds", ready.into())]);
    for organisation in ALL {
        tour.organisation(organisation).await?;
    }
    tour.proof().await?;
    let (done, failed) = (tour.done, tour.failed);
    let end = if failed == 0 { "tour-all-well" } else { "tour-differs" };
    terminal.line("");
    terminal.say(end, &[("count", failed.into())]);
    terminal.result(&serde_json::json!({ "things": done, "differs": failed }));
    Ok(failed == 0)
}

struct Tour<'a> {
    demo: &'a Demo,
    client: Client,
    terminal: &'a mut Terminal,
    /// Guided things done.
    done: u32,
    failed: u32,
    /// Whose journal, and the receipt.
    receipts: Vec<(Actor, String)>,
}

impl Tour<'_> {
    fn title(&mut self, title: &str) {
        self.terminal.line(format!("\n{title}"));
    }

    /// One line: what was looked at, what was seen; and what should have been where it differs.
    fn line(&mut self, what: &str, seen: &str, expected: &str) {
        if seen == expected {
            self.terminal.line(format!("  ✓ {what}: {seen}"));
        } else {
            self.failed += 1;
            self.terminal.line(format!("  ✗ {what}: {seen} (≠ {expected})"));
        }
    }

    /// The same, of what message `tour-<id>` tells.
    fn check(&mut self, id: &str, variables: &[(&str, Value<'_>)], seen: &str, expected: &str) {
        let what = text(self.terminal.language, &format!("tour-{id}"), variables);
        self.line(&what, seen, expected);
    }

    /// The same where not one value but a condition is to hold of what was seen.
    fn check_that(&mut self, id: &str, variables: &[(&str, Value<'_>)], seen: &str, holds: bool) {
        let expected =
            if holds { seen.to_owned() } else { text(self.terminal.language, "tour-something-else", &[]) };
        self.check(id, variables, seen, &expected);
    }

    /// The pages of an organisation, and everything there is to try at it.
    async fn organisation(&mut self, organisation: &'static Organisation) -> Result<(), Failure> {
        let name = name(&self.demo.installation, organisation.slug);
        self.terminal.line(format!("\n═ {name}"));
        for language in ["nb", "en"] {
            self.guided_page(language, organisation).await?;
        }
        for step in organisation.steps {
            let title = text(self.terminal.language, &format!("demo-{}-title", step.id), &[]);
            self.title(&title);
            self.around(step).await?;
            for thing in step.things {
                self.thing(thing).await?;
            }
            if step.id == "chat" {
                self.kept_chats().await?;
            }
        }
        Ok(())
    }

    /// The organisation's page has a button for every thing the tour does, and no other.
    async fn guided_page(&mut self, language: &str, organisation: &Organisation) -> Result<(), Failure> {
        let path = format!("/{language}/guide/{}", organisation.slug);
        let page = self.client.get(&path, &[]).await?;
        let start = format!("action=\"{path}/");
        let shown: Vec<&str> =
            page.body.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let expected: Vec<&str> = organisation.things().map(|(_, thing)| thing.id).collect();
        let holds = page.status == 200 && shown == expected;
        self.check_that("guided-page", &[("page", path.into())], &shown.len().to_string(), holds);
        for customer in organisation.customers {
            let path = format!("/{language}/{customer}");
            let status = self.client.get(&path, &[]).await?.status.to_string();
            self.check("page", &[("page", path.into())], &status, "200");
        }
        Ok(())
    }

    /// What is looked at over HTTP beside the buttons of a step, before they are pressed.
    async fn around(&mut self, step: &Step) -> Result<(), Failure> {
        for link in step.links {
            let path = format!("/{}/{}/{}", self.terminal.language, link.organisation, link.page);
            let status = self.client.get(&path, &[]).await?.status.to_string();
            self.check("page", &[("page", path.into())], &status, "200");
        }
        match step.id {
            "promise" => self.promise().await,
            "refusal" => self.refusal().await,
            "chat" => self.run_out_chats().await,
            _ => Ok(()),
        }
    }

    /// One guided thing, as its button does it.
    async fn thing(&mut self, thing: &'static Thing) -> Result<(), Failure> {
        let language = self.terminal.language;
        let seen = self.demo.guide.perform(thing).await;
        let what = text(language, &format!("demo-{}-asked", thing.id), &[]);
        let (verdict, expected) = (Verdict::of(&seen), Verdict::expected(thing.expect));
        self.line(&what, &verdict.told(language), &expected.told(language));
        self.done += 1;
        let leaves_entry =
            matches!(thing.ask, Ask::Read(_) | Ask::Erase(_) | Ask::Register(..) | Ask::Decide(..));
        match receipt(&seen) {
            Some(receipt) => self.receipts.push((thing.actor, receipt)),
            None if leaves_entry => self.check_that("no-receipt", &[], "—", false),
            None => {}
        }
        if let (Ask::Console, Ok(seen)) = (thing.ask, &seen) {
            self.way_in(seen).await?;
        }
        Ok(())
    }

    /// The link opens the console, once.
    async fn way_in(&mut self, seen: &super::answer::Seen) -> Result<(), Failure> {
        let super::answer::Outcome::WayIn(link) = &seen.outcome else { return Ok(()) };
        let path = link.expose_path(self.terminal.language);
        let status = self.client.get(&path, &[]).await?.status.to_string();
        // On to the first page, with the cookie of a session.
        self.check("console", &[], &status, "303");
        Ok(())
    }

    async fn record(&mut self, actor: Actor, key: &str, headers: &[(&str, &str)]) -> Result<Seen, Failure> {
        let bearer = format!("Bearer {}", self.demo.guide.token(actor));
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        let seen = self.client.get(&format!("/v1/records/{key}"), &all).await?;
        self.receipts.extend(seen.receipt.clone().map(|receipt| (actor, receipt)));
        Ok(seen)
    }

    /// The pages are printed from the charter, in both languages, with what holds each line and where the paper falls short.
    async fn promise(&mut self) -> Result<(), Failure> {
        for (language, words) in [("nb", "60 dager"), ("en", "60 days")] {
            let path = format!("/{language}/{}/privacy-notice", ORGANISATION);
            let page = self.client.get(&path, &[]).await?;
            let seen = if page.status == 200 && page.body.contains(words) { words } else { "—" };
            self.check("notice", &[("page", path.into())], seen, words);
        }
        let path = format!("/nb/{}/privacy-notice/working-view", ORGANISATION);
        let page = self.client.get(&path, &[]).await?;
        let rules = vern_app::charter::check_charter(super::CHARTER.as_bytes(), CHARTER_FILE)?;
        let findings = vern_app::document::finding_lines(
            &rules,
            None,
            vern_text::Language::Nb,
            vern_app::Clock::now(&vern_app::SystemClock),
        );
        let shown = findings.iter().filter(|(_, finding)| page.body.contains(&finding.code)).count();
        self.check("findings", &[("page", path.into())], &shown.to_string(), &findings.len().to_string());
        Ok(())
    }

    /// P-B8: what a refusal cites; 'unknown' and 'forbidden' are one.
    async fn refusal(&mut self) -> Result<(), Failure> {
        let to_accountant = [
            ("vern-activity", "recruitment"),
            ("vern-recipient", "sparebank1-regnskapshuset"),
            ("vern-place", "NO"),
        ];
        let seen = self.record(RECRUITER, "applicant-00012", &to_accountant).await?;
        let reason = seen.json().pointer("/reasons/0").cloned().unwrap_or_default();
        let clause = reason.get("clause").and_then(Json::as_str).unwrap_or("—").to_owned();
        self.check("clause", &[], &clause, "Deling av persondata med tredjepart");
        let place = reason.get("charter").and_then(Json::as_str).unwrap_or("—");
        let line = place.strip_prefix(CHARTER_FILE).and_then(|line| line.strip_prefix(':'));
        let names_line = line.is_some_and(|line| line.parse().is_ok_and(|line: u32| line > 0));
        self.check_that("charter-line", &[], place, names_line);
        let recruitment = [("vern-activity", "recruitment")];
        let there = self.record(ACCOUNTANT, "applicant-00012", &recruitment).await?;
        self.check("forbidden", &[], &there.verdict(), "403 actor.no_grant");
        let absent = self.record(ACCOUNTANT, "applicant-that-is-not-there", &recruitment).await?;
        self.check("unknown", &[], &absent.verdict(), &there.verdict());
        Ok(())
    }

    /// P-B6: a chat older than 60 days is refused at once, a younger one is not.
    async fn run_out_chats(&mut self) -> Result<(), Failure> {
        let guide = self.demo.guide.clone();
        let chats = guide.chats();
        let days = ("days", Value::from(CHAT_DAYS));
        let seen = self.chat(&chats.newest).await?;
        self.check("young-chat", &[("key", chats.newest.as_str().into()), days.clone()], &seen, "200");
        let seen = self.chat(&chats.oldest).await?;
        let key = ("key", chats.oldest.as_str().into());
        self.check("old-chat", &[key, days], &seen, "403 retention.expired");
        let run_out = self.run_out()?;
        self.check_that("run-out", &[], &run_out.to_string(), run_out > 0);
        Ok(())
    }

    /// P-B6: after the run the older ones are gone and the younger ones are there.
    async fn kept_chats(&mut self) -> Result<(), Failure> {
        let guide = self.demo.guide.clone();
        let chats = guide.chats();
        let left = self.run_out()?;
        self.check("left-over", &[], &left.to_string(), "0");
        let seen = self.chat(&chats.oldest).await?;
        self.check("erased-chat", &[("key", chats.oldest.as_str().into())], &seen, "404 record.unknown");
        let seen = self.chat(&chats.newest).await?;
        self.check("kept-chat", &[("key", chats.newest.as_str().into())], &seen, "200");
        Ok(())
    }

    async fn chat(&mut self, key: &str) -> Result<String, Failure> {
        let headers = [("vern-activity", "chat"), ("vern-reason", "follow-up")];
        Ok(self.record(SALES, key, &headers).await?.verdict())
    }

    fn run_out(&self) -> Result<u64, Failure> {
        let installation = &self.demo.installation;
        let due = installation.retention_due(&*installation.controller(ORGANISATION)?)?;
        Ok(due.iter().map(|line| line.run_out).sum())
    }

    /// Every answer so far is in the journal of the one it concerns; one byte altered in an export is found and named.
    async fn proof(&mut self) -> Result<(), Failure> {
        let title = text(self.terminal.language, "demo-proof-title", &[]);
        self.title(&title);
        let mut proved = 0;
        for (actor, receipt) in self.receipts.clone() {
            let bearer = format!("Bearer {}", self.demo.guide.token(actor));
            let path = format!("/v1/journal/entries/{receipt}");
            let seen = self.client.get(&path, &[("authorization", &bearer)]).await?;
            proved += u32::from(proves(&seen.json(), &receipt));
        }
        let receipts = self.receipts.len();
        self.check("proved", &[], &format!("{proved}/{receipts}"), &format!("{receipts}/{receipts}"));
        let (actor, last) = self.receipts.last().cloned().unwrap_or((MANAGER, String::new()));
        let page = format!("/nb/{}/journal?receipt={last}", actor.controller);
        let page = self.client.get(&page, &[]).await?;
        let opens = page.body.contains("data-proof") && page.status == 200;
        self.check_that("page-opens", &[], &last, opens);
        self.export().await
    }

    async fn export(&mut self) -> Result<(), Failure> {
        let bearer = format!("Bearer {}", self.demo.guide.token(MANAGER));
        let known = self.client.get("/v1/journal/checkpoint", &[("authorization", &bearer)]).await?;
        let folder = self.demo.folder.join("tour-export");
        let controller = self.demo.installation.controller(ORGANISATION)?;
        self.demo.installation.export_journal(&controller, &mut ExportFolder(folder.clone())).await?;
        let report = verify(&ExportFolder(folder.clone()), &[known.body]);
        let holds = report.is_ok() && report.rollback_ruled_out;
        self.check_that("verified", &[], &report.entries_checked.to_string(), holds);
        let position = alter_one_byte(&folder)?;
        let report = verify(&ExportFolder(folder), &[]);
        let found: Vec<String> = report
            .failures
            .iter()
            .map(|failure| format!("{} {}", failure.code.as_str(), failure.from))
            .collect();
        self.check("altered", &[], &found.join(", "), &format!("journal.entry_changed {position}"));
        for failure in &report.failures {
            let words = failure_text(self.terminal.language, failure);
            self.terminal.line(format!("    {words}"));
        }
        Ok(())
    }
}
