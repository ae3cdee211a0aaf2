//! What may be decided of a part of a request: what the law grants whatever speaks against it, and what it grants to nobody.

use vern_core::case::Right;
use vern_policy::Rules;

use super::file::Part;
use super::is_hold;
use crate::problem::Problem;

/// Whether a part may be granted and whether it may be declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// It may be done as asked.
    pub can_grant: bool,
    /// It may be left undone, with a ground.
    pub can_decline: bool,
}

/// What may be decided of an activity.
pub(super) fn choice(rules: &Rules, right: Right, activity: &str) -> Choice {
    Choice {
        can_grant: not_granted(rules, right, activity).is_none(),
        can_decline: !must_grant(rules, right, activity),
    }
}

/// Fails where a part is decided as it cannot be.
pub(super) fn require_possible(rules: &Rules, right: Right, parts: &[Part]) -> Result<(), Problem> {
    for part in parts {
        let Some(activity) = part.activity.as_deref() else { continue };
        if !part.granted && must_grant(rules, right, activity) {
            return Err(Problem::Conflict { code: "case.marketing_ends" });
        }
        if let Some(code) = not_granted(rules, right, activity).filter(|_| part.granted) {
            return Err(Problem::Conflict { code });
        }
    }
    Ok(())
}

/// Nothing outweighs an objection to direct marketing (GDPR art. 21(3)).
fn must_grant(rules: &Rules, right: Right, activity: &str) -> bool {
    right == Right::Objection && rules.is_marketing(activity)
}

/// Why a part is never done as asked: what rests on a contract, a law or a consent cannot be objected to (art. 21(1)), and what a statute keeps is not
/// erased on request (art. 17(3)(b)) and rests on no consent.
fn not_granted(rules: &Rules, right: Right, activity: &str) -> Option<&'static str> {
    match right {
        Right::Objection => (!rules.can_be_objected_to(activity)).then_some("case.not_objectable"),
        Right::Erasure | Right::ConsentWithdrawal => is_hold(activity).then_some("case.statute_keeps"),
        _ => None,
    }
}
