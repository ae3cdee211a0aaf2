//! The charter: what falls short of law or of itself, the versions held, what one changes from another, and what it would have refused of late.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use vern_app::Problem;
use vern_app::charter::Effect;
use vern_app::console::{Comparison, HeldDocument};
use vern_app::problem::code_text;
use vern_text::{FindingLine, Value, date, text};

use super::door::Staff;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, hex, show};

/// Days looked back where none are named, and at most.
const DAYS: u32 = 30;
const DAYS_MAX: u32 = 366;

/// Two versions by their hashes. Neither is personal.
#[derive(Deserialize, Default)]
pub(super) struct CompareQuery {
    old: Option<String>,
    new: Option<String>,
    days: Option<String>,
}

#[derive(Template)]
#[template(path = "console/charter.html")]
struct CharterPage {
    chrome: Chrome,
    frame: Frame,
    findings: Vec<FindingLine>,
    documents: Vec<HeldDocument>,
    question: Option<Question>,
    compared: Option<ComparisonView>,
}

/// What can be compared, and the two that are chosen.
struct Question {
    documents: Vec<HeldDocument>,
    old: String,
    new: String,
    days: u32,
    /// Whether the two asked for are no two versions of one document.
    is_no_pair: bool,
}

/// A comparison in words.
struct ComparisonView {
    effects: Vec<(String, Vec<String>)>,
    summary: String,
    refused: Vec<RefusedView>,
    notes: Vec<String>,
    /// What goes, or stays, when the version comes into force.
    retention: Vec<String>,
}

/// Operations that would have been refused.
struct RefusedView {
    count: String,
    activity: String,
    reasons: Vec<(String, String)>,
    actor: String,
}

/// `/console/{language}/charter`.
pub(super) async fn read_charter(
    State(web): State<Web>,
    staff: Staff,
    query: Result<Query<CompareQuery>, QueryRejection>,
) -> Page {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let asked = query.map_or_else(|_| CompareQuery::default(), |Query(query)| query);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let documents = web.installation.held_documents(caller).map_err(problem)?;
    let now = web.installation.now();
    let findings =
        web.installation.shelf(&caller.controller).map_err(problem)?.papers(now).findings(language, now);
    let days = asked.days.and_then(|days| days.parse().ok()).unwrap_or(DAYS).clamp(1, DAYS_MAX);
    let pair = match (asked.old.as_deref(), asked.new.as_deref()) {
        (None, None) => None,
        (old, new) => {
            Some((find(&documents, old).map_err(problem)?, find(&documents, new).map_err(problem)?))
        }
    };
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Charter, Some(&here(pair, days)))?;
    let compared = match pair {
        Some((old, new)) if is_pair(old, new) => {
            let hashes = (&old.hash, &new.hash);
            let compared = web.installation.compare_documents(caller, hashes, days);
            let names = web.installation.names(&caller.controller, language).map_err(problem)?;
            Some(comparison_view(&chrome, &compared.map_err(problem)?, |id| names.activity(id)))
        }
        _ => None,
    };
    let question = newest_pair(&documents).map(|newest| {
        let (old, new) = pair.unwrap_or(newest);
        Question {
            documents: documents.iter().filter(|it| has_other_version(&documents, it)).cloned().collect(),
            old: hex(&old.hash),
            new: hex(&new.hash),
            days,
            is_no_pair: !is_pair(old, new),
        }
    });
    show(language, CharterPage { chrome, frame, findings, documents, question, compared }.render())
}

fn here(pair: Option<(&HeldDocument, &HeldDocument)>, days: u32) -> String {
    match pair {
        Some((old, new)) => format!("/charter?old={}&new={}&days={days}", hex(&old.hash), hex(&new.hash)),
        None => "/charter".to_owned(),
    }
}

fn find<'a>(documents: &'a [HeldDocument], hash: Option<&str>) -> Result<&'a HeldDocument, Problem> {
    let found = documents.iter().find(|document| Some(hex(&document.hash).as_str()) == hash);
    found.ok_or(Problem::NotFound { code: "page.unknown" })
}

/// Two versions of one document.
fn is_pair(one: &HeldDocument, other: &HeldDocument) -> bool {
    one.hash != other.hash && one.kind == other.kind && one.organisation == other.organisation
}

fn has_other_version(documents: &[HeldDocument], document: &HeldDocument) -> bool {
    documents.iter().any(|other| is_pair(document, other))
}

/// The newest version there is an older one of, after that one.
fn newest_pair(documents: &[HeldDocument]) -> Option<(&HeldDocument, &HeldDocument)> {
    let new = documents.iter().find(|document| has_other_version(documents, document))?;
    Some((documents.iter().find(|document| is_pair(new, document))?, new))
}

fn comparison_view(
    chrome: &Chrome,
    compared: &Comparison,
    activity: impl Fn(&str) -> String,
) -> ComparisonView {
    let language = chrome.language;
    let of_effect = |effect: Effect| {
        let changes = compared.changes.iter().filter(|change| change.effect == effect);
        let told: Vec<String> = changes.map(|change| change.text(language)).collect();
        (!told.is_empty()).then(|| (chrome.t(&format!("diff-effect-{}", effect.as_str())), told))
    };
    let replay = &compared.replay;
    let refused = replay.refused_count();
    let variables: [(&str, Value<'_>); 3] =
        [("days", replay.days.into()), ("operations", replay.operations.into()), ("refused", refused.into())];
    let notes = [
        (replay.observed, "replay-observed"),
        (replay.withheld, "replay-withheld"),
        (replay.unknown, "replay-unknown"),
    ];
    ComparisonView {
        effects: Effect::ALL.into_iter().filter_map(of_effect).collect(),
        summary: text(language, if refused > 0 { "replay-some" } else { "replay-none" }, &variables),
        refused: replay
            .refused
            .iter()
            .map(|row| RefusedView {
                count: chrome.t1("number", "number", row.count),
                activity: activity(&row.activity),
                reasons: row
                    .codes
                    .iter()
                    .map(|code| (code.as_str().to_owned(), code_text(language, code.as_str())))
                    .collect(),
                actor: row.actor.to_string(),
            })
            .collect(),
        notes: notes
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, id)| chrome.t1(id, "count", count))
            .collect(),
        retention: compared
            .retention
            .iter()
            .flat_map(|effect| effect.in_words(&activity(&effect.activity), language))
            .collect(),
    }
}

impl CharterPage {
    fn findings_title(&self) -> String {
        match self.findings.len() {
            0 => self.chrome.t("finding-none"),
            count => self.chrome.t1("finding-count", "count", count),
        }
    }

    fn kind(&self, document: &HeldDocument) -> String {
        self.chrome.t(&format!("console-document-{}", document.kind))
    }

    fn since(&self, document: &HeldDocument) -> String {
        date(self.chrome.language, &document.in_force_from.to_date().to_string())
    }

    fn hash(&self, document: &HeldDocument) -> String {
        hex(&document.hash)
    }

    fn short_hash(&self, document: &HeldDocument) -> String {
        hex(document.hash.get(..4).unwrap_or_default())
    }

    /// How a version is told from others in a list.
    fn option(&self, document: &HeldDocument) -> String {
        format!("{} – {} {}", document.organisation, self.kind(document), document.version)
    }
}
