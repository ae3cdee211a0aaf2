//! The form of a step, read.

use vern_app::Problem;
use vern_app::rights::{Assessment, CaseStep, CaseView, Ground, Identification, Identifier, Notice, Part};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;

/// Values a person can be looked up by, on one form.
pub(super) const IDENTIFIERS_MAX: usize = 4;
/// The word of a part that is done as asked; of one that is not, it is the ground.
pub(super) const GRANTED: &str = "granted";

/// A form's fields, as sent.
pub(super) type Fields = [(String, String)];

/// A field's text, without blanks around it.
pub(super) fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.trim()).unwrap_or_default()
}

/// The step a form asks for, with the version of the case it was decided by.
pub(super) fn step_of(fields: &Fields, view: &CaseView) -> Result<(u64, CaseStep), Problem> {
    let missing = |field: &'static str| Problem::invalid_field("case.field_missing", field);
    let text = |name| Personal::new(field(fields, name).to_owned());
    let words = || Some(text("words")).filter(|words| !words.reveal().is_empty());
    let version = field(fields, "version").parse().map_err(|_| missing("version"))?;
    let step = match field(fields, "step") {
        "identify" => CaseStep::Identify(Identification {
            shown: field(fields, "shown").parse().map_err(|_| missing("shown"))?,
            how: text("how"),
            // Who was another person and is ticked no more is this one after all.
            subjects: view.file.not_the_same.iter().filter(|it| !is_else(fields, it)).copied().collect(),
            identifiers: identifiers(fields),
            not_the_same: someone_else(fields, view),
            records: Some(field(fields, "record").to_owned())
                .into_iter()
                .filter(|key| !key.is_empty())
                .collect(),
        }),
        "doubt" => CaseStep::Doubt { reasons: text("reasons") },
        "assess" => CaseStep::Assess(Assessment { parts: parts(fields, view)?, words: words() }),
        "execute" => CaseStep::Execute { words: words() },
        "notify" => {
            let told = view.file.recipients.iter().map(|told| {
                let evidence = field(fields, &format!("told-{}", told.recipient)).to_owned();
                (told.recipient.clone(), Personal::new(evidence))
            });
            // A recipient without evidence is one that is not told.
            CaseStep::Notify { told: told.filter(|(_, words)| !words.reveal().is_empty()).collect() }
        }
        "extend" => CaseStep::Extend { reasons: text("reasons") },
        "refuse" => {
            let ground = Ground::from_word(field(fields, "ground")).ok_or_else(|| missing("ground"))?;
            CaseStep::Refuse { ground, reasons: text("reasons") }
        }
        "withdraw" => CaseStep::Withdraw,
        "forward" => match field(fields, "to") {
            "" => return Err(missing("to")),
            to => CaseStep::Forward { to: to.to_owned() },
        },
        "answer" => CaseStep::Answer { given_by: text("given_by"), words: words() },
        "close" => CaseStep::Close,
        "announce" => CaseStep::Announce {
            reasons: text("reasons"),
            notice: match field(fields, "notice") {
                "message" => Notice::Message,
                "letter" => Notice::Letter(Some(text("given_by"))),
                _ => return Err(missing("notice")),
            },
        },
        "lift" => CaseStep::Lift,
        _ => return Err(missing("step")),
    };
    Ok((version, step))
}

fn identifiers(fields: &Fields) -> Vec<Identifier> {
    let one = |place: usize| {
        let data_type = field(fields, &format!("identifier-type-{place}"));
        let value = field(fields, &format!("identifier-value-{place}"));
        let is_given = !data_type.is_empty() && !value.is_empty();
        is_given
            .then(|| Identifier { data_type: data_type.to_owned(), value: Personal::new(value.to_owned()) })
    };
    (0..IDENTIFIERS_MAX).filter_map(one).collect()
}

/// Those found by the same and ticked as another person, with those that were before.
fn someone_else(fields: &Fields, view: &CaseView) -> Vec<SubjectId> {
    let known = view.file.subjects.iter().chain(&view.file.not_the_same);
    known.filter(|subject| is_else(fields, subject)).copied().collect()
}

fn is_else(fields: &Fields, subject: &SubjectId) -> bool {
    !field(fields, &format!("else-{subject}")).is_empty()
}

/// One part for each activity that holds something and is decided.
fn parts(fields: &Fields, view: &CaseView) -> Result<Vec<Part>, Problem> {
    let filled = |name: String| Some(field(fields, &name).to_owned()).filter(|text| !text.is_empty());
    let part = |activity: &str| {
        let decision = field(fields, &format!("decision-{activity}"));
        let ground = match decision {
            GRANTED | "" => None,
            word => Some(Ground::from_word(word).ok_or_else(|| Problem::invalid("case.undecided"))?),
        };
        Ok(Part {
            activity: Some(activity.to_owned()),
            granted: decision == GRANTED,
            ground,
            statute: filled(format!("statute-{activity}")),
            words: filled(format!("part-words-{activity}")),
        })
    };
    to_decide(view).into_iter().map(|(activity, _)| part(&activity)).collect()
}

/// The activities a decision is due in, each with how many records it holds on the person.
pub(super) fn to_decide(view: &CaseView) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = Vec::new();
    for held in &view.held {
        match all.iter_mut().find(|(activity, _)| *activity == held.activity) {
            Some((_, records)) => *records += held.records,
            None => all.push((held.activity.clone(), held.records)),
        }
    }
    // What was granted before is decided again, also where nothing of it is left.
    for activity in
        view.file.parts.iter().filter(|part| part.granted).filter_map(|part| part.activity.clone())
    {
        if !all.iter().any(|(known, _)| *known == activity) {
            all.push((activity, 0));
        }
    }
    all
}
