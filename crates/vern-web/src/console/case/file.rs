//! A case in words: what was asked, whom it is about, what is held, decided and done, who is told, and every step.

use vern_app::names::Names;
use vern_app::rights::CaseView;
use vern_core::personal::Personal;
use vern_text::{Language, date, moment, text};

use super::confirm::ground_name;
use super::{came_by_name, step_name};

/// Label and text.
pub(super) type Fact = (String, String);

/// What the page says of a case.
pub(super) struct FileView {
    pub(super) facts: Vec<Fact>,
    pub(super) request: Vec<Fact>,
    pub(super) people: Vec<PersonView>,
    pub(super) parts: Vec<Fact>,
    pub(super) done: Vec<Fact>,
    pub(super) lifting: Vec<Fact>,
    pub(super) recipients: Vec<RecipientView>,
    pub(super) notes: Vec<NoteView>,
}

/// Someone the case is about, or who was found by the same and is another.
pub(super) struct PersonView {
    pub(super) subject: String,
    pub(super) is_someone_else: bool,
    /// Activities with how many records.
    pub(super) held: Vec<Fact>,
}

/// A recipient of the data.
pub(super) struct RecipientView {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) given: String,
    pub(super) evidence: Option<String>,
}

/// A step that was taken.
pub(super) struct NoteView {
    pub(super) at: String,
    pub(super) step: String,
    pub(super) words: String,
}

/// The words for a case. What the role may not see of it is not there.
pub(super) fn file_view(view: &CaseView, names: &Names, language: Language) -> FileView {
    let say = |id: &str| text(language, id, &[]);
    let shown = |value: &Option<Personal<String>>| value.as_ref().map(|value| value.reveal().clone());
    let mut facts = vec![
        (say("case-received"), date(language, &view.days.received_on.to_string())),
        (say("case-answer-by"), date(language, &view.days.last_day.to_string())),
        (say("case-came-by"), came_by_name(language, view.file.came_by)),
    ];
    if let Some(strength) = view.file.shown {
        facts.push((say("case-identified"), say(&strength_id(strength.as_str()))));
    }
    if let Some(to) = &view.file.forwarded_to {
        facts.push((say("case-forwarded-to"), to.clone()));
    }
    if let Some(how) = &view.file.answered_by {
        facts.push((say("case-answered-by"), how.clone()));
    }
    facts.push((say("case-number"), view.row.id.to_string()));
    let request = [("cases-name", &view.name), ("cases-contact", &view.contact), ("cases-text", &view.text)]
        .into_iter()
        .filter_map(|(id, value)| shown(value).map(|value| (say(id), value)))
        .collect();
    FileView {
        facts,
        request,
        people: people(view, names, language),
        parts: parts(view, names, language),
        done: done(view, names, language),
        lifting: lifting(view, language),
        recipients: recipients(view, names, language),
        notes: view
            .file
            .notes
            .iter()
            .map(|note| NoteView {
                at: moment(language, &note.at.to_string()),
                step: step_name(language, &note.step),
                words: note.words.clone().unwrap_or_default(),
            })
            .collect(),
    }
}

pub(super) fn strength_id(word: &str) -> String {
    format!("case-strength-{}", word.replace('_', "-"))
}

pub(super) fn records(language: Language, count: u64) -> String {
    text(language, "case-records", &[("count", count.into())])
}

fn people(view: &CaseView, names: &Names, language: Language) -> Vec<PersonView> {
    let person = |(subject, is_someone_else): (&vern_core::id::SubjectId, bool)| PersonView {
        subject: subject.to_string(),
        is_someone_else,
        held: view
            .held
            .iter()
            .filter(|held| held.subject == *subject)
            .map(|held| {
                let mut said = records(language, held.records);
                for (is_so, id) in
                    [(held.by_statute, "case-held-by-statute"), (held.is_restricted, "case-restricted")]
                {
                    if is_so {
                        said = format!("{said}. {}", text(language, id, &[]));
                    }
                }
                (names.activity(held.activity.trim_end_matches(vern_app::rights::HOLD_SUFFIX)), said)
            })
            .collect(),
    };
    let theirs = view.file.subjects.iter().map(|subject| (subject, false));
    theirs.chain(view.file.not_the_same.iter().map(|subject| (subject, true))).map(person).collect()
}

fn parts(view: &CaseView, names: &Names, language: Language) -> Vec<Fact> {
    let part = |part: &vern_app::rights::Part| {
        let label = match &part.activity {
            Some(activity) => names.activity(activity),
            None => text(language, "letter-whole", &[]),
        };
        let decision = match part.ground.filter(|_| !part.granted) {
            None => text(language, "case-decision-granted", &[]),
            Some(ground) => ground_name(language, ground),
        };
        let said = [Some(decision), part.statute.clone(), part.words.clone()];
        (label, said.into_iter().flatten().collect::<Vec<_>>().join(". "))
    };
    view.file.parts.iter().map(part).collect()
}

fn done(view: &CaseView, names: &Names, language: Language) -> Vec<Fact> {
    let done = |done: &vern_app::rights::Done| {
        let mut said = vec![done.words.clone().unwrap_or_else(|| records(language, done.records))];
        if done.kept > 0 {
            said.push(text(language, "case-kept", &[("count", done.kept.into())]));
        }
        if let Some(erasure) = done.erasure {
            said.push(text(
                language,
                "letter-certificate",
                &[("number", erasure.to_string().as_str().into())],
            ));
        }
        (names.activity(&done.activity), said.join(". "))
    };
    view.file.done.iter().map(done).collect()
}

/// How far the lifting of a restriction has come.
fn lifting(view: &CaseView, language: Language) -> Vec<Fact> {
    let say = |id: &str| text(language, id, &[]);
    let Some(lifting) = &view.file.lifting else { return Vec::new() };
    let mut facts = vec![(say("case-reasons"), lifting.reasons.clone())];
    match &lifting.told_by {
        Some(how) => facts.push((say("case-lifting-told"), how.clone())),
        None => {
            let how = if lifting.message.is_some() { "case-lifting-sent" } else { "case-lifting-letter" };
            facts.push((say("case-notice"), say(how)));
        }
    }
    if let Some(at) = lifting.lifted_at {
        facts.push((say("case-lifting-lifted"), moment(language, &at.to_string())));
    }
    facts
}

fn recipients(view: &CaseView, names: &Names, language: Language) -> Vec<RecipientView> {
    let one = |told: &vern_app::rights::Told| RecipientView {
        id: told.recipient.clone(),
        name: names.supplier(&told.recipient),
        given: match told.last_at {
            None => text(language, "case-given-standing", &[]),
            Some(at) => text(
                language,
                "case-given",
                &[("count", told.times.into()), ("date", moment(language, &at.to_string()).as_str().into())],
            ),
        },
        evidence: told.evidence.clone(),
    };
    view.file.recipients.iter().map(one).collect()
}
