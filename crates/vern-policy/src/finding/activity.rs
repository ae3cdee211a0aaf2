//! Findings about one activity.

use vern_core::value::DataKind;

use super::{Findings, exceeds_month};
use crate::charter::{
    Activity, Bases, Charter, ConsentRule, DataType, DocumentKind, ImpactState, MarketingAudience, Reading,
    RetentionRule,
};
use crate::fact::Fact;
use crate::placed::Placed;
use crate::rule_set::{Laws, Statutes};

impl Findings {
    pub(super) fn activity(&mut self, charter: &Charter, activity: &Activity) {
        let about = activity.id.value.as_str();
        self.add_if(
            falls_short(charter, &activity.purpose),
            "finding.purpose_not_stated",
            about,
            "GDPR art. 5(1)(b), 13(1)(c)",
            &activity.id,
        );
        self.basis(charter, activity);
        self.add_if(
            charter.kind.value != DocumentKind::Terms
                && !is_outline(charter)
                && activity.rests_on_consent()
                && activity.consent_text.is_none(),
            "finding.consent_text_missing",
            about,
            "GDPR art. 4(11), 7(1), 7(2)",
            &activity.basis,
        );
        self.grounds(charter, activity);
        self.add_if(
            falls_short(charter, &activity.retention.value),
            "finding.retention_not_stated",
            about,
            "GDPR art. 5(1)(e), 13(2)(a)",
            &activity.retention,
        );
        for rule in activity.retention.value.written().into_iter().flatten() {
            self.hold(about, rule);
        }
        self.details(activity);
    }

    fn basis(&mut self, charter: &Charter, activity: &Activity) {
        let about = activity.id.value.as_str();
        let terms = charter.kind.value == DocumentKind::Terms;
        match &activity.basis.value {
            Fact::Stated(Bases::Own(_)) if terms => {
                let source = "GDPR art. 4(7), 4(8), 28(3)(a)";
                self.add("finding.basis_by_processor", about, source, &activity.basis);
            }
            Fact::Stated(bases)
                if activity.consent == ConsentRule::Required && !bases.rests_on("6(1)(a)") && !terms =>
            {
                let source = "GDPR art. 6(1), 13(1)(c)";
                self.add("finding.basis_and_consent", about, source, &activity.basis);
            }
            basis => {
                let source = "GDPR art. 6(1), 13(1)(c)";
                self.add_if(
                    falls_short(charter, basis),
                    "finding.basis_not_stated",
                    about,
                    source,
                    &activity.basis,
                );
            }
        }
        let Some(bases) = activity.basis.value.written() else { return };
        let repealed = bases.own().iter().filter_map(|basis| basis.cited.as_ref());
        let is_repealed = |law: &str| Laws::shipped().find(law).is_some_and(|law| law.is_repealed(self.at));
        let repealed = repealed.filter(|cited| is_repealed(&cited.law)).count() > 0;
        self.add_if(
            repealed,
            "finding.basis_of_repealed_law",
            about,
            "GDPR art. 6(1), 13(1)(c)",
            &activity.basis,
        );
        let unbalanced = bases.own().iter().filter_map(|basis| basis.interest.as_ref());
        let unbalanced = unbalanced.filter(|interest| interest.balancing.stated().is_none()).count() > 0;
        let source = "GDPR art. 6(1)(f), 13(1)(d)";
        self.add_if(unbalanced, "finding.interest_not_balanced", about, source, &activity.basis);
    }

    /// Data that needs a ground of its own beside the basis.
    pub(super) fn grounds(&mut self, charter: &Charter, activity: &Activity) {
        let about = activity.id.value.as_str();
        let holds = |is: &dyn Fn(&DataType) -> bool| {
            let of_activity = |it: &DataType| activity.data.value.iter().any(|id| id.value == it.id.value);
            charter.data_types.iter().any(|data_type| is(data_type) && of_activity(data_type))
        };
        self.add_if(
            activity.special_categories.is_none() && holds(&|it| it.special_category),
            "finding.special_category_without_condition",
            about,
            "GDPR art. 9(1), 9(2)",
            &activity.data,
        );
        self.add_if(
            activity.identity_numbers.is_none() && holds(&|it| it.kind == DataKind::NationalId),
            "finding.identity_number_without_ground",
            about,
            "GDPR art. 87; personopplysningsloven § 12",
            &activity.data,
        );
        self.add_if(
            activity.offences.is_none() && holds(&|it| it.offence),
            "finding.offence_without_authority",
            about,
            "GDPR art. 10",
            &activity.data,
        );
    }

    /// A statute known by a rule set has one period; the paper's other period is too short for it, or keeps longer than it asks.
    fn hold(&mut self, about: &str, rule: &Placed<RetentionRule>) {
        let statute = rule.value.statute.as_ref().and_then(|id| Statutes::shipped().find(&id.value));
        let statute = statute.filter(|statute| statute.is_in_force(self.at)).map(|statute| statute.period);
        let stated = rule.value.period.as_ref().and_then(Fact::stated);
        let differs = matches!((statute, stated), (Some(statute), Some(stated)) if statute != *stated);
        let source = "GDPR art. 5(1)(e), 6(1)(c), 6(3)";
        self.add_if(differs, "finding.hold_differs_from_statute", about, source, rule);
    }

    fn details(&mut self, activity: &Activity) {
        let about = activity.id.value.as_str();
        if let Some(decision) = &activity.automated_decision {
            let reviewed = decision.value.review == Fact::Stated(true);
            let source = "GDPR art. 22(3), 13(2)(f)";
            self.add_if(!reviewed, "finding.automated_without_review", about, source, decision);
        }
        if let Some(assessment) = &activity.impact_assessment {
            let due = assessment.value.written().is_some_and(|it| it.state == ImpactState::Needed);
            self.add_if(due, "finding.impact_assessment_due", about, "GDPR art. 35(1)", assessment);
        }
        if let Some(marketing) = &activity.marketing {
            let to_persons = marketing.value.audience == MarketingAudience::Persons;
            let without = activity.basis.value.stated().is_some_and(|bases| !bases.rests_on("6(1)(a)"));
            let source = "markedsføringsloven § 15; directive 2002/58/EC art. 13";
            self.add_if(
                to_persons && without,
                "finding.newsletter_without_consent",
                about,
                source,
                marketing,
            );
        }
        if let Some(log) = &activity.staff_log {
            let source = "GDPR art. 5(1)(b), 88";
            self.add_if(
                log.value.judges_performance,
                "finding.staff_log_judges_performance",
                about,
                source,
                log,
            );
        }
        if let Some(within) = &activity.told_within {
            let late = exceeds_month(within.value);
            self.add_if(late, "finding.told_too_late", about, "GDPR art. 14(3)(a)", within);
        }
    }
}

/// Whether a paper falls short of stating a fact. What was not read cannot be said to be missing; an aim and what is open were read.
fn falls_short<T>(charter: &Charter, fact: &Fact<T>) -> bool {
    match fact {
        Fact::Stated(_) => false,
        Fact::NotStated => !is_outline(charter),
        Fact::Open | Fact::Aim(_) => true,
    }
}

/// Whether only the headings of a paper were read.
fn is_outline(charter: &Charter) -> bool {
    charter.provenance.as_ref().is_some_and(|provenance| provenance.reading.value == Reading::Outline)
}
