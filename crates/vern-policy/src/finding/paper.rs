//! Findings about the paper as a whole: claims, places, cookies, rights, the first instruction.

use super::{Findings, exceeds_month};
use crate::area::is_within;
use crate::charter::{
    Administration, Charter, ClaimKind, CookieNeed, CookiePolicy, Places, RefusedBy, RestrictionGround,
    Right, RightKind,
};
use crate::fact::Fact;
use crate::rule_set::Laws;
use vern_core::place::Area;
use vern_core::time::Instant;

impl Findings {
    pub(super) fn paper(&mut self, charter: &Charter) {
        for claim in &charter.claims {
            self.add_if(
                claim.kind == ClaimKind::ConsentByUse,
                "finding.consent_by_use",
                &claim.id.value,
                "GDPR art. 4(11), 7",
                &claim.id,
            );
        }
        if let Some(places) = &charter.places {
            let Places { stored, handled, .. } = &places.value;
            let aimed = matches!(stored.value, Fact::Aim(_)) || matches!(handled.value, Fact::Aim(_));
            let source = "GDPR art. 5(1)(a), 13(1)(f)";
            self.add_if(aimed, "finding.place_only_aimed_at", "organisation", source, places);
        }
        self.instruction(charter);
        if let Some(cookies) = &charter.cookies {
            self.cookies(&cookies.value);
        }
        for right in &charter.rights {
            self.right(right);
        }
        self.administration(charter);
    }

    /// An organisation that sees to its own affairs here, but can take nobody's access back.
    fn administration(&mut self, charter: &Charter) {
        let sees_to = |what| charter.roles.iter().any(|role| role.administers.contains(&what));
        let first = charter.roles.iter().find(|role| !role.administers.is_empty());
        if let Some(role) = first.filter(|_| !sees_to(Administration::Access)) {
            let source = "GDPR art. 32(1)(b), 32(4)";
            self.add("finding.access_not_administered", "organisation", source, &role.id);
        }
    }

    /// An instruction narrower than the terms it stands in: what the terms allow, the instruction forbids.
    fn instruction(&mut self, charter: &Charter) {
        let instruction = charter.terms.as_ref().and_then(|terms| terms.value.instruction.as_ref());
        let (Some(instruction), Some(whole)) = (instruction, &charter.places) else { return };
        let Some(places) = &instruction.value.places else { return };
        let at = self.at;
        let narrower = is_narrower(&places.value.stored.value, &whole.value.stored.value, at)
            || is_narrower(&places.value.handled.value, &whole.value.handled.value, at);
        let source = "GDPR art. 28(3)(a)";
        self.add_if(narrower, "finding.instruction_place_narrower", "instruction", source, places);
    }

    fn cookies(&mut self, policy: &CookiePolicy) {
        const SOURCE: &str = "ekomloven § 3-15; directive 2002/58/EC art. 5(3)";
        let stated = policy.basis.value.stated();
        let not_consent = stated.is_some_and(|basis| basis.article != "6(1)(a)");
        self.add_if(not_consent, "finding.cookie_basis", "cookies", SOURCE, &policy.basis);
        let cited = stated.and_then(|basis| basis.cited.as_ref());
        let law = cited.and_then(|cited| Laws::shipped().find(&cited.law));
        let repealed = law.is_some_and(|law| law.is_repealed(self.at));
        let source = "GDPR art. 6(1), 13(1)(c)";
        self.add_if(repealed, "finding.basis_of_repealed_law", "cookies", source, &policy.basis);
        for cookie in &policy.cookies {
            let needs = cookie.need != CookieNeed::Strict && !cookie.consent;
            self.add_if(needs, "finding.cookie_without_consent", &cookie.id.value, SOURCE, &cookie.id);
        }
        let in_browser =
            policy.refusal.value.stated().is_some_and(|refusal| refusal.by == RefusedBy::BrowserSettings);
        self.add_if(in_browser, "finding.cookies_refused_in_browser", "cookies", SOURCE, &policy.refusal);
    }

    fn right(&mut self, right: &Right) {
        let restricts = right.right.value == RightKind::Restriction && !right.grounds.is_empty();
        let narrowed =
            restricts && !RestrictionGround::ALL.iter().all(|ground| right.grounds.contains(ground));
        self.add_if(narrowed, "finding.right_narrowed", "rights", "GDPR art. 18(1)", &right.right);
        if let Some(within) = &right.answered_within {
            let late = exceeds_month(within.value);
            self.add_if(late, "finding.answer_too_late", "rights", "GDPR art. 12(3)", within);
        }
    }
}

fn is_narrower(inner: &Fact<Vec<Area>>, outer: &Fact<Vec<Area>>, at: Instant) -> bool {
    let (Some(inner), Some(outer)) = (inner.stated(), outer.stated()) else { return false };
    outer.iter().any(|area| !is_within(*area, inner, at))
}
