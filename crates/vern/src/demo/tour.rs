//! The tour: the five guided things over HTTP and on disk, each with what must be seen. Nothing is assumed: every line says what was met.

use std::path::Path;

use serde_json::Value as Json;
use vern_journal::{VerifierKeys, check_inclusion, leaf_hash, open_checkpoint, verify};
use vern_text::{Value, text};

use super::{Demo, seconds};
use crate::command::failure_text;
use crate::export_folder::ExportFolder;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Chats run out after so many days (P-B6).
const CHAT_DAYS: u64 = 60;

/// Does the tour. False if anything differed from what must be seen.
pub(super) async fn run(
    demo: &Demo,
    base: &str,
    people: u32,
    ready_ms: i64,
    terminal: &mut Terminal,
) -> Result<bool, Failure> {
    let client = Client::new(base);
    let mut tour = Tour { demo, client, terminal, failed: 0, receipts: Vec::new() };
    tour.terminal.say("demo-ready", &[("people", people.into()), ("seconds", seconds(ready_ms).into())]);
    tour.promise().await?;
    tour.read().await?;
    tour.refusal().await?;
    tour.chat().await?;
    tour.proof().await?;
    let failed = tour.failed;
    let end = if failed == 0 { "tour-all-well" } else { "tour-differs" };
    terminal.line("");
    terminal.say(end, &[("count", failed.into())]);
    terminal.result(&serde_json::json!({ "differs": failed }));
    Ok(failed == 0)
}

/// One answer over HTTP.
struct Seen {
    status: u16,
    receipt: Option<String>,
    body: String,
}

impl Seen {
    fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap_or(Json::Null)
    }

    fn codes(&self) -> String {
        let body = self.json();
        let reasons = body.get("reasons").and_then(Json::as_array).cloned().unwrap_or_default();
        let codes: Vec<&str> = reasons.iter().filter_map(|reason| reason.get("code")?.as_str()).collect();
        codes.join(" ")
    }

    /// Status and codes: what a refusal is known by.
    fn verdict(&self) -> String {
        format!("{} {}", self.status, self.codes()).trim_end().to_owned()
    }
}

#[derive(Clone)]
struct Client {
    base: String,
    agent: ureq::Agent,
}

impl Client {
    fn new(base: &str) -> Self {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { base: base.to_owned(), agent }
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Seen, Failure> {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = tokio::task::spawn_blocking(move || -> Result<Seen, ureq::Error> {
            let mut response = request.call()?;
            let receipt = response
                .headers()
                .get("vern-receipt")
                .and_then(|value| value.to_str().ok())
                .map(ToOwned::to_owned);
            Ok(Seen {
                status: response.status().as_u16(),
                receipt,
                body: response.body_mut().read_to_string()?,
            })
        });
        Ok(sent.await.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?)
    }
}

struct Tour<'a> {
    demo: &'a Demo,
    client: Client,
    terminal: &'a mut Terminal,
    failed: u32,
    receipts: Vec<String>,
}

impl Tour<'_> {
    fn step(&mut self, id: &str) {
        let title = text(self.terminal.language, &format!("demo-{id}-title"), &[]);
        self.terminal.line(format!("\n{title}"));
    }

    /// One line: what was looked at (message `tour-<id>`), what was seen; and what should have been where it differs.
    fn check(&mut self, id: &str, variables: &[(&str, Value<'_>)], seen: &str, expected: &str) {
        let what = text(self.terminal.language, &format!("tour-{id}"), variables);
        if seen == expected {
            self.terminal.line(format!("  ✓ {what}: {seen}"));
        } else {
            self.failed += 1;
            self.terminal.line(format!("  ✗ {what}: {seen} (≠ {expected})"));
        }
    }

    /// The same where not one value but a condition is to hold of what was seen.
    fn check_that(&mut self, id: &str, variables: &[(&str, Value<'_>)], seen: &str, holds: bool) {
        let expected =
            if holds { seen.to_owned() } else { text(self.terminal.language, "tour-something-else", &[]) };
        self.check(id, variables, seen, &expected);
    }

    async fn record(&mut self, role: &str, key: &str, headers: &[(&str, &str)]) -> Result<Seen, Failure> {
        let bearer = format!("Bearer {}", self.demo.guide.token(role));
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        let seen = self.client.get(&format!("/v1/records/{key}"), &all).await?;
        self.receipts.extend(seen.receipt.clone());
        Ok(seen)
    }

    /// The pages are printed from the charter, in both languages, with what holds each line and where the paper falls short.
    async fn promise(&mut self) -> Result<(), Failure> {
        self.step("promise");
        for (language, words) in [("nb", "60 dager"), ("en", "60 days")] {
            let path = format!("/{language}/{}/privacy-notice", super::ORGANISATION);
            let page = self.client.get(&path, &[]).await?;
            let seen = if page.status == 200 && page.body.contains(words) { words } else { "—" };
            self.check("notice", &[("page", path.into())], seen, words);
        }
        let path = format!("/nb/{}/privacy-notice/working-view", super::ORGANISATION);
        let page = self.client.get(&path, &[]).await?;
        let rules = vern_app::charter::check_charter(super::CHARTER.as_bytes(), super::CHARTER_FILE)?;
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

    /// A read that is permitted: the record, and the receipt of its entry.
    async fn read(&mut self) -> Result<(), Failure> {
        self.step("read");
        let (applicant, _, _) = self.demo.guide.keys();
        let seen = self.record("recruiter", applicant, &[("vern-activity", "recruitment")]).await?;
        let holds = seen.status == 200
            && seen.json().pointer("/record/fields/name").is_some()
            && seen.receipt.is_some();
        self.check_that("read", &[], &seen.receipt.clone().unwrap_or_else(|| seen.verdict()), holds);
        Ok(())
    }

    /// P-B8, P-B9: what the charter does not give is refused, with the clause; 'unknown' and 'forbidden' are one.
    async fn refusal(&mut self) -> Result<(), Failure> {
        self.step("refusal");
        let (applicant, _, _) = self.demo.guide.keys();
        let to_accountant = [
            ("vern-activity", "recruitment"),
            ("vern-recipient", "sparebank1-regnskapshuset"),
            ("vern-place", "NO"),
        ];
        let seen = self.record("recruiter", applicant, &to_accountant).await?;
        self.check("disclose", &[], &seen.verdict(), "403 supplier.not_recipient");
        let reason = seen.json().pointer("/reasons/0").cloned().unwrap_or_default();
        let clause = reason.get("clause").and_then(Json::as_str).unwrap_or("—").to_owned();
        self.check("clause", &[], &clause, "Deling av persondata med tredjepart");
        let place = reason.get("charter").and_then(Json::as_str).unwrap_or("—");
        let names_line = place.starts_with("software-company.yaml:") && !place.ends_with(":0");
        self.check_that("charter-line", &[], place, names_line);
        let there =
            self.record("external_accountant", applicant, &[("vern-activity", "recruitment")]).await?;
        self.check("forbidden", &[], &there.verdict(), "403 actor.no_grant");
        let absent = self
            .record("external_accountant", "applicant-that-is-not-there", &[("vern-activity", "recruitment")])
            .await?;
        self.check("unknown", &[], &absent.verdict(), &there.verdict());
        let answer =
            vern_web::Guide::act(&*self.demo.guide, self.terminal.language, "visit-without-consent").await;
        let codes: Vec<String> = answer
            .map(|answer| answer.reasons.into_iter().map(|reason| reason.code).collect())
            .unwrap_or_default();
        self.check("no-consent", &[], &codes.join(" "), "consent.missing");
        Ok(())
    }

    /// P-B6: a chat older than 60 days is refused at once and gone after the run.
    async fn chat(&mut self) -> Result<(), Failure> {
        self.step("chat");
        let guide = self.demo.guide.clone();
        let (_, old, new) = guide.keys();
        let headers = [("vern-activity", "chat"), ("vern-reason", "follow-up")];
        let seen = self.record("sales", new, &headers).await?;
        self.check("young-chat", &[("key", new.into()), ("days", CHAT_DAYS.into())], &seen.verdict(), "200");
        let seen = self.record("sales", old, &headers).await?;
        self.check(
            "old-chat",
            &[("key", old.into()), ("days", CHAT_DAYS.into())],
            &seen.verdict(),
            "403 retention.expired",
        );
        let installation = &self.demo.installation;
        let controller = installation.controller(super::ORGANISATION)?;
        let run_out = |due: &[vern_app::retention::Due]| due.iter().map(|line| line.run_out).sum::<u64>();
        let before = run_out(&installation.retention_due(&controller)?);
        let run = installation.run_retention(&controller).await?;
        let after = run_out(&installation.retention_due(&controller)?);
        self.check_that("run-out", &[], &before.to_string(), before > 0);
        self.check("erased", &[], &run.erased.to_string(), &before.to_string());
        self.check("left-over", &[], &after.to_string(), "0");
        let seen = self.record("sales", old, &headers).await?;
        self.check("erased-chat", &[("key", old.into())], &seen.verdict(), "404 record.unknown");
        let seen = self.record("sales", new, &headers).await?;
        self.check("kept-chat", &[("key", new.into())], &seen.verdict(), "200");
        Ok(())
    }

    /// Every answer so far is in the journal; one byte altered in an export is found and named.
    async fn proof(&mut self) -> Result<(), Failure> {
        self.step("proof");
        let bearer = format!("Bearer {}", self.demo.guide.token("manager"));
        let known = self.client.get("/v1/journal/checkpoint", &[("authorization", &bearer)]).await?;
        let mut proved = 0;
        for receipt in self.receipts.clone() {
            let seen = self
                .client
                .get(&format!("/v1/journal/entries/{receipt}"), &[("authorization", &bearer)])
                .await?;
            proved += u32::from(proves(&seen.json(), &receipt));
        }
        let receipts = self.receipts.len();
        self.check("proved", &[], &format!("{proved}/{receipts}"), &format!("{receipts}/{receipts}"));
        let last = self.receipts.last().cloned().unwrap_or_default();
        let page =
            self.client.get(&format!("/nb/{}/journal?receipt={last}", super::ORGANISATION), &[]).await?;
        let opens = page.body.contains("data-proof") && page.status == 200;
        self.check_that("page-opens", &[], &last, opens);
        let folder = self.demo.folder.join("tour-export");
        let controller = self.demo.installation.controller(super::ORGANISATION)?;
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

/// Checks a proof with nothing but what is in the answer: entry bytes to leaf, leaf and path to root, root in the signed note.
fn proves(answer: &Json, receipt: &str) -> bool {
    let check = || -> Option<bool> {
        let text = |name: &str| answer.get(name)?.as_str();
        let entry = decode_base64(text("entry")?)?;
        let keys = VerifierKeys::parse(text("verifier_key")?).ok()?;
        let checkpoint = open_checkpoint(text("checkpoint")?, &keys).ok()?;
        let path = answer.get("proof")?.as_array()?;
        let hash = |value: &Json| Some(vern_journal::Hash(decode_base64(value.as_str()?)?.try_into().ok()?));
        let path: Option<Vec<_>> = path.iter().map(hash).collect();
        let receipt: vern_journal::Receipt = receipt.parse().ok()?;
        let leaf = leaf_hash(&entry);
        let included = check_inclusion(&path?, checkpoint.size, checkpoint.root, receipt.index, leaf).is_ok();
        Some(included && leaf == receipt.leaf)
    };
    check().unwrap_or(false)
}

/// Standard base64, as the API writes bytes.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}

/// Alters the last byte of the first bundle of entries, as someone might who wants to hide something. Gives which entry it is in.
fn alter_one_byte(folder: &Path) -> Result<u64, Failure> {
    let full = folder.join("tile/entries/000");
    let path = if full.is_file() { full } else { first_partial(folder)? };
    let mut bytes = std::fs::read(&path)?;
    let mut entries = 0;
    let mut rest = bytes.as_slice();
    while let Some((length, tail)) = rest.split_first_chunk::<2>() {
        rest = tail.get(usize::from(u16::from_be_bytes(*length))..).unwrap_or_default();
        entries += 1;
    }
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    std::fs::write(&path, bytes)?;
    Ok(entries - 1)
}

fn first_partial(folder: &Path) -> Result<std::path::PathBuf, Failure> {
    let mut found = std::fs::read_dir(folder.join("tile/entries/000.p"))?;
    Ok(found.next().ok_or_else(|| anyhow::anyhow!("the export has no entries"))??.path())
}
