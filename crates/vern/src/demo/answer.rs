//! What came of a thing that was done: as a page shows it, and whether it is what must be seen.

use vern_app::committer::Committed;
use vern_app::console::ConsoleLink;
use vern_app::elsewhere::Permitted;
use vern_app::record::RecordView;
use vern_app::refusal::RefusalReason;
use vern_app::{Installation, Problem};
use vern_core::personal::Personal;
use vern_text::{Language, Value, text};
use vern_web::guide::GuideAnswer;
use vern_web::page::{self, Link, ReasonView};

use super::organisation::{Ask, Expect, Thing, count, say};

/// What was seen.
pub(super) struct Seen {
    pub(super) outcome: Outcome,
    /// The entry's receipt, where the gate had a say.
    pub(super) receipt: Option<String>,
}

/// What came of it, where it was not refused.
pub(super) enum Outcome {
    Record(RecordView),
    Decided(Permitted),
    /// Held and run out before, how many were erased, held and run out after.
    Erased {
        before: (u64, u64),
        erased: u64,
        after: (u64, u64),
    },
    Exported {
        entries: u64,
        folder: String,
        command: String,
    },
    WayIn(ConsoleLink),
    Done,
}

impl Seen {
    pub(super) fn of(committed: &Committed, outcome: Outcome) -> Self {
        Self { outcome, receipt: Some(committed.receipt.to_string()) }
    }

    pub(super) const fn without_entry(outcome: Outcome) -> Self {
        Self { outcome, receipt: None }
    }
}

/// What came of it, in the words of [`Expect`]: kind, and the ids that go with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    kind: &'static str,
    ids: Vec<String>,
}

impl Verdict {
    pub(super) fn of(seen: &Result<Seen, Problem>) -> Self {
        let codes = |reasons: &[RefusalReason]| {
            reasons.iter().map(|reason| reason.code.as_str().to_owned()).collect()
        };
        match seen {
            Ok(Seen { outcome: Outcome::Record(view), .. }) => {
                Self { kind: "permitted", ids: view.withheld.clone() }
            }
            Ok(Seen { outcome: Outcome::Decided(permitted), .. }) if !permitted.observed.is_empty() => {
                Self { kind: "observed", ids: codes(&permitted.observed) }
            }
            Ok(Seen { outcome: Outcome::Decided(permitted), .. }) => {
                Self { kind: "permitted", ids: permitted.withheld.clone() }
            }
            Ok(_) => Self { kind: "done", ids: Vec::new() },
            Err(Problem::Refused(refusal)) => Self { kind: "refused", ids: codes(&refusal.reasons) },
            Err(problem) => Self { kind: "refused", ids: vec![problem.code().to_owned()] },
        }
    }

    pub(super) fn expected(expect: Expect) -> Self {
        let (kind, ids) = match expect {
            Expect::Permitted(ids) => ("permitted", ids),
            Expect::Refused(ids) => ("refused", ids),
            Expect::Observed(ids) => ("observed", ids),
            Expect::Done => ("done", [].as_slice()),
        };
        Self { kind, ids: ids.iter().map(|id| (*id).to_owned()).collect() }
    }

    /// As a line: `refused: consent.missing`.
    pub(super) fn told(&self, language: Language) -> String {
        let kind = text(language, &format!("result-{}", self.kind), &[]);
        match (self.kind, self.ids.is_empty()) {
            (_, true) => kind,
            ("permitted", false) => {
                format!("{kind} ({}: {})", text(language, "result-withheld", &[]), self.ids.join(", "))
            }
            _ => format!("{kind}: {}", self.ids.join(", ")),
        }
    }
}

/// The receipt of an answer, refused or not.
pub(super) fn receipt(seen: &Result<Seen, Problem>) -> Option<String> {
    match seen {
        Ok(seen) => seen.receipt.clone(),
        Err(Problem::Refused(refusal)) => Some(refusal.committed.receipt.to_string()),
        Err(_) => None,
    }
}

/// The answer as a page shows it.
pub(super) fn show(
    installation: &Installation,
    language: Language,
    thing: &Thing,
    seen: Result<Seen, Problem>,
) -> GuideAnswer {
    let mut answer = GuideAnswer {
        controller: thing.actor.controller.to_owned(),
        answer: page::Answer::Done,
        asked: say(language, thing.id, "asked"),
        outcome: None,
        facts: Vec::new(),
        withheld: Vec::new(),
        reasons: Vec::new(),
        receipt: receipt(&seen),
        next: Vec::new(),
        command: None,
    };
    match seen.map(|seen| seen.outcome) {
        Ok(Outcome::Record(view)) => {
            answer.answer = page::Answer::Permitted;
            show_record(installation, language, thing, &view, &mut answer);
        }
        Ok(Outcome::Decided(permitted)) => show_decided(language, &permitted, &mut answer),
        Ok(Outcome::Erased { before, erased, after }) => {
            answer.outcome = Some(text(language, "demo-run-retention-outcome", &[("erased", erased.into())]));
            let lines = [
                ("demo-chats-held-before", before.0),
                ("demo-chats-run-out-before", before.1),
                ("demo-chats-held-after", after.0),
                ("demo-chats-run-out-after", after.1),
            ];
            answer.facts =
                lines.map(|(id, number)| (text(language, id, &[]), count(language, number))).into();
        }
        Ok(Outcome::Exported { entries, folder, command }) => {
            let entries = [("entries", Value::from(entries))];
            answer.outcome = Some(text(language, "demo-export-journal-outcome", &entries));
            answer.facts = vec![(text(language, "demo-folder", &[]), folder)];
            answer.command = Some(command);
        }
        Ok(Outcome::WayIn(link)) => {
            answer.outcome = Some(text(language, "demo-console-outcome", &[]));
            answer.next.push(Link::new(text(language, "demo-console-open", &[]), link.expose_path(language)));
        }
        Ok(Outcome::Done) => {}
        Err(problem) => {
            answer.answer = page::Answer::Refused;
            answer.reasons = reasons_of(language, thing, problem);
        }
    }
    answer
}

/// What was read, in the order of the charter; and what is held back.
fn show_record(
    installation: &Installation,
    language: Language,
    thing: &Thing,
    view: &RecordView,
    answer: &mut GuideAnswer,
) {
    let controller = installation.controller(thing.actor.controller);
    let Ok(names) = controller.and_then(|controller| installation.names(&controller, language)) else {
        return;
    };
    let mut fields: Vec<_> = view.fields.iter().collect();
    fields.sort_by_key(|(id, _)| names.data_type_place(id));
    let named = |(id, value): (&String, &Personal<String>)| (names.data_type(id), value.reveal().clone());
    answer.facts = fields.into_iter().map(named).collect();
    answer.withheld = view.withheld.iter().map(|id| names.data_type(id)).collect();
}

fn show_decided(language: Language, permitted: &Permitted, answer: &mut GuideAnswer) {
    answer.answer =
        if permitted.observed.is_empty() { page::Answer::Permitted } else { page::Answer::Observed };
    answer.reasons = permitted.observed.iter().map(|reason| view(language, reason)).collect();
    answer.withheld.clone_from(&permitted.withheld);
}

fn reasons_of(language: Language, thing: &Thing, problem: Problem) -> Vec<ReasonView> {
    if let Problem::Refused(refusal) = &problem {
        return refusal.reasons.iter().map(|reason| view(language, reason)).collect();
    }
    let clause = if let Ask::Cull(clause) = thing.ask { clause } else { None };
    vec![ReasonView {
        code: problem.code().to_owned(),
        text: problem.text(language),
        clause: clause.map(ToOwned::to_owned),
        mend: problem.hint(language),
        ..ReasonView::default()
    }]
}

fn view(language: Language, reason: &RefusalReason) -> ReasonView {
    ReasonView {
        code: reason.code.as_str().to_owned(),
        text: reason.text(language),
        clause: reason.clause.clone(),
        source: reason.place.clone(),
        mend: reason.mend(language),
    }
}
