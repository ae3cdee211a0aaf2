//! The public page of the journal: what it is, its newest checkpoint, and one entry for whoever holds its receipt.
//!
//! The clear part and the proof stand inside [`Verdict::Included`] and nowhere else: a receipt that does not match
//! opens nothing (ADR 0009), and the types leave no way to show it. Deliberately not here: deciding the verdict,
//! reading entries, and any cryptography; the browser checks the figures with `assets/proof.js`.

use askama::Template;
use vern_text::{Language, moment, text};

use super::asset;
use super::chrome::Chrome;
use super::result::Answer;

/// The journal's page.
#[derive(Clone, Debug, Template)]
#[template(path = "journal.html")]
pub struct JournalPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// The path of this page, which the look-up form asks with `?receipt=`.
    pub action: String,
    /// The log's origin, which is also the name of its key.
    pub origin: String,
    /// The verifier key in C2SP signed-note form.
    pub verifier_key: String,
    /// The newest checkpoint; absent while the log is empty.
    pub checkpoint: Option<CheckpointView>,
    /// The answer, where a receipt was given.
    pub lookup: Option<Lookup>,
}

/// A signed checkpoint.
#[derive(Clone, Debug)]
pub struct CheckpointView {
    /// Number of entries it covers.
    pub size: u64,
    /// The root in hexadecimal.
    pub root: String,
    /// When it was signed, ISO 8601 in UTC; absent where not known.
    pub at: Option<String>,
    /// The signed note as it is.
    pub note: String,
}

/// A receipt that was looked up.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// What was given, as it was given.
    pub receipt: String,
    /// What came of it.
    pub verdict: Verdict,
}

/// What a receipt turned out to be.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The receipt names this entry, and the entry is in the tree of the checkpoint.
    Included(Box<Opened>),
    /// The entry at that place has another leaf hash.
    Mismatch,
    /// The tree has no such place.
    BeyondTree {
        /// The place the receipt names.
        index: u64,
        /// The entries there are.
        size: u64,
    },
    /// The log has no such epoch.
    EpochUnknown,
    /// It does not read as a receipt.
    Malformed,
}

/// What a matching receipt opens.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The entry's clear part.
    pub entry: EntryView,
    /// The proof that it is in the tree.
    pub proof: ProofView,
}

/// The clear part of an entry (ADR 0001), with names instead of bits and ids wherever the charter has them.
#[derive(Clone, Debug)]
pub struct EntryView {
    /// Place in the tree, from 0.
    pub index: u64,
    /// ISO 8601 in UTC.
    pub at: String,
    /// What kind of entry it is.
    pub kind: EntryKind,
    /// The operation's id.
    pub operation: Option<String>,
    /// The actor's id.
    pub actor: Option<String>,
    /// Id of the actor whose access was given or ended.
    pub holder: Option<String>,
    /// The activity's name; absent where not declared.
    pub activity: Option<String>,
    /// The operation's stable word, `register` … `export`.
    pub act: Option<String>,
    /// Names of the data types asked for.
    pub data: Vec<String>,
    /// Names of the data types held back.
    pub withheld: Vec<String>,
    /// What the gate answered.
    pub outcome: Option<Answer>,
    /// Every reason.
    pub reasons: Vec<EntryReason>,
    /// Hashes of the charter documents in force, in hexadecimal.
    pub charters: Vec<String>,
    /// The recipient's name.
    pub recipient: Option<String>,
    /// The place, in words.
    pub place: Option<String>,
    /// How many people it names.
    pub subjects: u64,
    /// Records touched, or like refusals counted into this entry.
    pub count: Option<u64>,
}

/// What kind of entry it is (ADR 0001, key 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// An operation.
    Operation,
    /// An epoch was opened.
    Epoch,
    /// A charter came into force.
    Charter,
    /// A chunk of an operation.
    Chunk,
    /// The clock went back.
    Clock,
    /// Access was given or ended.
    Access,
    /// A key was replaced.
    Keys,
    /// An erasure was carried out.
    Erasure,
    /// A policy was changed.
    Policy,
    /// The oldest entries were culled.
    Culled,
    /// The journal goes on elsewhere.
    Moved,
}

impl EntryKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Epoch => "epoch",
            Self::Charter => "charter",
            Self::Chunk => "chunk",
            Self::Clock => "clock",
            Self::Access => "access",
            Self::Keys => "keys",
            Self::Erasure => "erasure",
            Self::Policy => "policy",
            Self::Culled => "culled",
            Self::Moved => "moved",
        }
    }
}

/// One reason in an entry.
#[derive(Clone, Debug)]
pub struct EntryReason {
    /// Stable dotted code.
    pub code: String,
    /// The reason in plain words.
    pub text: String,
}

/// An inclusion proof, all hashes in hexadecimal, against the checkpoint the page shows.
#[derive(Clone, Debug)]
pub struct ProofView {
    /// The entry's bytes.
    pub entry: String,
    /// Its leaf hash.
    pub leaf: String,
    /// Its place in the tree.
    pub index: u64,
    /// The size of the tree.
    pub size: u64,
    /// The neighbouring hashes, from the bottom up.
    pub path: Vec<String>,
    /// The root they lead to.
    pub root: String,
}

/// One row of the entry's definition list. `code` values are ids and hashes.
pub(super) struct EntryFact {
    label: String,
    values: Vec<String>,
    code: bool,
}

impl JournalPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn lead(&self) -> String {
        self.chrome.t1("journal-lead", "organisation", &self.chrome.organisation)
    }

    fn proof_href(&self) -> String {
        asset::PROOF.href()
    }

    fn moment(&self, at: &str) -> String {
        moment(self.chrome.language, at)
    }

    fn number(&self, number: &u64) -> String {
        grouped(self.chrome.language, *number)
    }

    /// The proof runs against the signed note and key the page itself shows.
    fn note(&self) -> &str {
        self.checkpoint.as_ref().map_or("", |checkpoint| checkpoint.note.as_str())
    }
}

impl CheckpointView {
    pub(super) fn size_in(&self, chrome: &Chrome) -> String {
        let language = chrome.language;
        grouped(language, self.size)
    }

    pub(super) fn at_in(&self, chrome: &Chrome) -> Option<String> {
        let language = chrome.language;
        self.at.as_ref().map(|at| moment(language, at))
    }
}

impl Lookup {
    fn word(&self) -> &'static str {
        match self.verdict {
            Verdict::Included(_) => "included",
            Verdict::Mismatch => "mismatch",
            Verdict::BeyondTree { .. } => "beyond-tree",
            Verdict::EpochUnknown => "epoch-unknown",
            Verdict::Malformed => "malformed",
        }
    }

    fn opened(&self) -> Option<&Opened> {
        match &self.verdict {
            Verdict::Included(opened) => Some(opened),
            _ => None,
        }
    }

    fn title(&self, chrome: &Chrome) -> String {
        let language = chrome.language;
        text(language, &format!("journal-verdict-{}", self.word()), &[])
    }

    fn explanation(&self, chrome: &Chrome) -> String {
        let language = chrome.language;
        let id = format!("journal-verdict-{}-explanation", self.word());
        match self.verdict {
            Verdict::BeyondTree { index, size } => {
                text(language, &id, &[("index", index.into()), ("size", size.into())])
            }
            _ => text(language, &id, &[]),
        }
    }
}

impl EntryView {
    /// The entry in one sentence; absent where it is no operation.
    fn sentence(&self, chrome: &Chrome) -> Option<String> {
        let language = chrome.language;
        let outcome = self.outcome?;
        let Some(activity) = &self.activity else {
            return Some(text(language, "journal-sentence-undeclared", &[]));
        };
        let act = self.act.as_deref().unwrap_or_default();
        let act = text(language, "act-phrase", &[("act", act.into())]);
        Some(text(
            language,
            "journal-sentence",
            &[("outcome", outcome.as_str().into()), ("act", act.into()), ("activity", activity.into())],
        ))
    }

    fn facts(&self, chrome: &Chrome) -> Vec<EntryFact> {
        let language = chrome.language;
        let words = |id: &str, values: Vec<String>| fact(language, id, values, false);
        let codes = |id: &str, values: Vec<String>| fact(language, id, values, true);
        let word = |prefix: &str, word: &str| text(language, &format!("{prefix}-{word}"), &[]);
        let optional = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
        let activity = match (&self.activity, self.kind) {
            (None, EntryKind::Operation) => vec![text(language, "journal-entry-undeclared", &[])],
            (activity, _) => optional(activity),
        };
        let act = self.act.iter().map(|act| word("act", act)).collect();
        let outcome = self.outcome.iter().map(|outcome| word("journal-outcome", outcome.as_str())).collect();
        let people = (self.subjects > 0).then(|| grouped(language, self.subjects));
        let records = self.count.map(|count| grouped(language, count));
        let facts = [
            words("index", vec![grouped(language, self.index)]),
            words("at", vec![moment(language, &self.at)]),
            words("kind", vec![word("journal-kind", self.kind.as_str())]),
            words("outcome", outcome),
            words("activity", activity),
            words("act", act),
            words("data", running(&self.data)),
            words("withheld", running(&self.withheld)),
            words("recipient", optional(&self.recipient)),
            words("place", optional(&self.place)),
            words("subjects", people.into_iter().collect()),
            words("count", records.into_iter().collect()),
            codes("actor", optional(&self.actor)),
            codes("holder", optional(&self.holder)),
            codes("operation", optional(&self.operation)),
            codes("charters", self.charters.clone()),
        ];
        facts.into_iter().filter(|fact| !fact.values.is_empty()).collect()
    }
}

/// Names after the first with a small first letter, unless the word holds another capital: `Navn, telefonnummer, CV`.
fn running(names: &[String]) -> Vec<String> {
    let small = |name: &String| {
        let mut letters = name.chars();
        let first = letters.next()?;
        let keeps_capital = letters.clone().take_while(|c| !c.is_whitespace()).any(char::is_uppercase);
        (!keeps_capital).then(|| first.to_lowercase().chain(letters).collect())
    };
    names
        .iter()
        .enumerate()
        .map(|(at, name)| if at == 0 { name.clone() } else { small(name).unwrap_or_else(|| name.clone()) })
        .collect()
}

fn fact(language: Language, id: &str, values: Vec<String>, code: bool) -> EntryFact {
    EntryFact { label: text(language, &format!("journal-entry-{id}"), &[]), values, code }
}

fn grouped(language: Language, number: u64) -> String {
    text(language, "number", &[("number", number.into())])
}
