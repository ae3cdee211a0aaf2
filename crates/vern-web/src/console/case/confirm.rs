//! What a step will do, in numbers, said before it is done.

use vern_app::names::Names;
use vern_app::rights::{CaseStep, CaseView, Ground, Part};
use vern_core::case::{CaseKind, Right};
use vern_text::{Language, text};

use super::step::to_decide;

/// What a step will do, line by line; none for a step that only writes down what was said.
pub(super) fn foreseen(
    step: &CaseStep,
    view: &CaseView,
    names: &Names,
    language: Language,
) -> Option<Vec<String>> {
    let say = |id: &str, count: u64| text(language, id, &[("count", count.into())]);
    let held = to_decide(view);
    let all: u64 = held.iter().map(|(_, records)| records).sum();
    let restricted = view.restricted_by_it().map(|held| held.records).sum::<u64>();
    let of = |parts: &[Part]| -> u64 {
        let granted = |activity: &String| {
            parts.iter().any(|part| part.granted && part.activity.as_ref() == Some(activity))
        };
        held.iter().filter(|(activity, _)| granted(activity)).map(|(_, records)| records).sum()
    };
    let CaseKind::Rights(right) = view.row.case.kind;
    Some(match step {
        CaseStep::Assess(assessment) => {
            let mut lines: Vec<String> = assessment
                .parts
                .iter()
                .map(|part| {
                    let activity = part.activity.as_deref().unwrap_or_default();
                    let records =
                        held.iter().find(|(id, _)| id == activity).map_or(0, |(_, records)| *records);
                    let decision = match part.ground.filter(|_| !part.granted) {
                        None => text(language, "case-decision-granted", &[]),
                        Some(ground) => ground_name(language, ground),
                    };
                    text(
                        language,
                        "case-confirm-part",
                        &[
                            ("activity", names.activity(activity).as_str().into()),
                            ("count", records.into()),
                            ("decision", decision.as_str().into()),
                        ],
                    )
                })
                .collect();
            if lines.is_empty() {
                lines.push(text(language, "case-confirm-nothing-held", &[]));
            }
            if right == Right::Erasure && of(&assessment.parts) > 0 {
                lines.push(say("case-confirm-order", of(&assessment.parts)));
            }
            lines
        }
        CaseStep::Execute { .. } => {
            let id = format!("case-confirm-execute-{}", right.as_str().replace('_', "-"));
            vec![say(&id, of(&view.file.parts))]
        }
        CaseStep::Announce { .. } => vec![say("case-confirm-announce", restricted)],
        CaseStep::Lift => vec![say("case-confirm-lift", restricted)],
        CaseStep::Refuse { .. } => vec![say("case-confirm-refuse", all)],
        CaseStep::Withdraw => vec![say("case-confirm-withdraw", all)],
        CaseStep::Forward { .. } => vec![say("case-confirm-forward", all)],
        _ => return None,
    })
}

pub(super) fn ground_name(language: Language, ground: Ground) -> String {
    text(language, &format!("case-ground-{}", ground.as_str().replace('_', "-")), &[])
}
