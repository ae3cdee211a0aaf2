//! Why an activity is lawful: legal bases with what the paper cites, consent, grounds for data that needs one of its own.

use vern_core::decision::Code;
use vern_core::value::DataKind;
use vern_policy::charter::{
    Activity, AutomatedDecision, Bases, Basis, ConsentRule, DataType, DecisionGround, ImpactAssessment,
    ImpactState, Interest, Marketing, MarketingAudience,
};
use vern_policy::rule_set::Laws;
use vern_policy::{Fact, Placed};
use vern_text::{Held, Line};

use super::words::{add_sentence, sentences, trim_stop};
use super::{LabelledLine, Press, Voice};

impl Press<'_> {
    /// One line for each basis the paper names.
    pub(super) fn bases(&self, activity: &Activity) -> Vec<LabelledLine> {
        let place = self.place_at(activity, &activity.basis);
        match &activity.basis.value {
            Fact::Stated(Bases::Own(bases)) if bases.len() > 1 => self
                .basis_texts(bases)
                .into_iter()
                .zip(1_u32..)
                .map(|(said, number)| {
                    let label = self.say_with("notice-basis-numbered", &[("number", number.into())]);
                    (label, Line::declared(said).with_clause(&place))
                })
                .collect(),
            // On the controller's own page, that each controller has its own says nothing.
            Fact::Stated(Bases::ByController) if self.under.is_some() => {
                vec![(self.say("notice-basis"), self.not_stated().with_clause(place))]
            }
            fact => {
                let show = |bases: &Bases| self.bases_text(bases);
                let line = self.needed_fact(activity, fact, show, Held::Declared, Code::BasisOpen);
                vec![(self.say("notice-basis"), line.with_clause(place))]
            }
        }
    }

    fn bases_text(&self, bases: &Bases) -> String {
        match bases {
            Bases::ByController => self.say("notice-basis-by-controller"),
            Bases::Own(bases) => sentences(self.basis_texts(bases)),
        }
    }

    /// Each basis in words. A law cited by several is told of once.
    fn basis_texts(&self, bases: &[Basis]) -> Vec<String> {
        let law = |basis: &Basis| basis.cited.as_ref().map(|cited| cited.law.clone());
        let mut told: Vec<String> = Vec::new();
        let mut texts = Vec::new();
        for basis in bases {
            let again = law(basis).is_some_and(|law| told.contains(&law));
            texts.push(self.basis_in_words(basis, again));
            told.extend(law(basis));
        }
        texts
    }

    pub(super) fn basis_text(&self, basis: &Basis) -> String {
        self.basis_in_words(basis, false)
    }

    fn basis_in_words(&self, basis: &Basis, law_told: bool) -> String {
        let mut said = match self.voice {
            Voice::Own => {
                let letter = basis.article.trim_start_matches("6(1)(").trim_end_matches(')');
                self.say(&format!("notice-basis-{letter}"))
            }
            Voice::Terms => {
                self.say_with("notice-terms-basis", &[("article", self.article(&basis.article).into())])
            }
            Voice::Agreement | Voice::Register => format!("{}.", self.article(&basis.article)),
        };
        if let Some(because) = &basis.because {
            add_sentence(&mut said, self.text(because));
        }
        if let Some(interest) = &basis.interest {
            add_sentence(&mut said, &self.interest_text(interest));
        }
        if let Some(cited) = &basis.cited {
            add_sentence(&mut said, &self.cited_text(&cited.law, &cited.provision, law_told));
        }
        said
    }

    fn interest_text(&self, interest: &Interest) -> String {
        let mut said =
            self.say_with("notice-interest", &[("what", trim_stop(self.text(&interest.what)).into())]);
        let balancing = match &interest.balancing {
            Fact::Stated(words) => {
                self.say_with("notice-balancing", &[("balancing", trim_stop(self.text(words)).into())])
            }
            Fact::Aim(words) => self.say_with("notice-aim", &[("aim", self.text(words).into())]),
            Fact::NotStated | Fact::Open => self.say("notice-balancing-not-stated"),
        };
        add_sentence(&mut said, &balancing);
        said
    }

    /// What the paper itself points to, with the day it ceased to hold where it has.
    fn cited_text(&self, id: &str, provision: &str, law_told: bool) -> String {
        let Some(law) = Laws::shipped().find(id) else { return String::new() };
        let id = match (law.is_repealed(self.at), law_told) {
            (true, false) => "notice-cited-repealed",
            (true, true) => "notice-cited-repealed-too",
            (false, _) => "notice-cited",
        };
        let variables = [
            ("provision", provision.into()),
            ("law", self.text(&law.name).into()),
            ("date", self.date(&law.repealed_on.to_string()).into()),
            ("now", self.text(&law.replaced_by).into()),
        ];
        self.say_with(id, &variables)
    }

    pub(super) fn consent(&self, activity: &Activity) -> Option<LabelledLine> {
        let alone = |bases: &Bases| {
            !bases.own().is_empty() && bases.own().iter().all(|basis| basis.article == "6(1)(a)")
        };
        let waits =
            activity.consent == ConsentRule::Required || activity.basis.value.stated().is_some_and(alone);
        waits.then(|| {
            let id = if self.is_about_others() {
                "notice-terms-consent-required"
            } else {
                "notice-consent-required"
            };
            let line = Line::held(self.say(id), self.by_gate(activity, &[Code::ConsentMissing]));
            let place = self.place_at(activity, &activity.basis);
            (self.say("notice-consent"), line.with_clause(place))
        })
    }

    /// The words consent is asked for with. What is kept of a consent names the words that were shown, and no others are taken.
    pub(super) fn consent_text(&self, activity: &Activity) -> Option<LabelledLine> {
        let text = activity.consent_text.as_ref()?;
        let line = Line::declared(self.text(&text.value)).with_clause(self.place_at(activity, text));
        Some((self.say("notice-consent-text"), line))
    }

    /// Data that needs a ground of its own: which, and the ground; or that the gate lets none of it in.
    pub(super) fn grounds(&self, activity: &Activity) -> Vec<LabelledLine> {
        let special = activity.special_categories.as_ref().map(|condition| {
            let article = self.article(&condition.value.article);
            let because = self.text(&condition.value.because);
            let said = self
                .say_with("notice-special-text", &[("article", article.into()), ("because", because.into())]);
            (said, self.place_at(activity, condition))
        });
        let ground = |ground: &Option<Placed<vern_policy::charter::Ground>>| {
            ground.as_ref().map(|ground| {
                let place = match &ground.value.clause {
                    Some(clause) => self.place(Some(clause), ground),
                    None => self.place_at(activity, ground),
                };
                (self.text(&ground.value.because).to_owned(), place)
            })
        };
        let kinds = [
            ("special", special, Code::BasisSpecialCategory, is_special as fn(&DataType) -> bool),
            ("identity", ground(&activity.identity_numbers), Code::BasisIdentityNumber, is_identity),
            ("offence", ground(&activity.offences), Code::BasisOffence, is_offence),
        ];
        let lines =
            kinds.into_iter().map(|(kind, ground, code, is)| self.ground(activity, kind, ground, code, is));
        lines.flatten().collect()
    }

    fn ground(
        &self,
        activity: &Activity,
        kind: &str,
        ground: Option<(String, String)>,
        code: Code,
        is: fn(&DataType) -> bool,
    ) -> Option<LabelledLine> {
        let types = self.charter().data_types.iter().filter(|data_type| is(data_type));
        let held = |id: &str| activity.data.value.iter().any(|known| known.value == id);
        let labels = self.running_list(
            types.filter(|data_type| held(&data_type.id.value)).map(|data_type| self.text(&data_type.label)),
        );
        let label = self.say(&format!("notice-{kind}"));
        // Terms tell why a kind of data is needed; where the agreement takes that data out, nothing is needed.
        let ground = ground.filter(|_| !labels.is_empty() || self.under.is_none());
        match ground {
            Some((because, place)) => {
                let mut said = because;
                if !labels.is_empty() {
                    add_sentence(&mut said, &self.say_with("notice-ground-data", &[("data", labels.into())]));
                }
                Some((label, Line::declared(said).with_clause(place)))
            }
            None if labels.is_empty() => None,
            None => {
                let said = self.say_with(&format!("notice-{kind}-none"), &[("data", labels.into())]);
                let line = Line::held(said, self.by_gate(activity, &[code]));
                Some((label, line.with_clause(self.place_at(activity, &activity.data))))
            }
        }
    }

    pub(super) fn automated(&self, activity: &Activity) -> Vec<LabelledLine> {
        let Some(placed) = &activity.automated_decision else { return Vec::new() };
        let decision = &placed.value;
        let place = self.place(Some(&decision.clause), placed);
        let said = self.automated_text(decision);
        let mut lines = vec![(self.say("notice-automated"), Line::declared(said).with_clause(&place))];
        if decision.ground.iter().all(|ground| *ground == DecisionGround::Consent) {
            let held = self.by_gate(activity, &[Code::ConsentMissing]);
            let line = Line::held(self.say("notice-automated-consent"), held).with_clause(&place);
            lines.push((self.say("notice-automated-consent-label"), line));
        }
        lines
    }

    fn automated_text(&self, decision: &AutomatedDecision) -> String {
        let grounds: Vec<String> = decision
            .ground
            .iter()
            .map(|ground| {
                self.say(match ground {
                    DecisionGround::Contract => "notice-automated-contract",
                    DecisionGround::Law => "notice-automated-law",
                    DecisionGround::Consent => "notice-automated-by-consent",
                })
            })
            .collect();
        let mut said = self.say_with("notice-automated-text", &[("grounds", self.list(&grounds).into())]);
        let logic = match decision.logic.written() {
            Some(logic) => self.say_with("notice-automated-logic", &[("logic", self.text(logic).into())]),
            None => self.say("notice-automated-logic-not-stated"),
        };
        add_sentence(&mut said, &logic);
        if let Some(effect) = decision.effect.written() {
            let effect = self.say_with("notice-automated-effect", &[("effect", self.text(effect).into())]);
            add_sentence(&mut said, &effect);
        }
        let review = match decision.review {
            Fact::Stated(true) => "notice-automated-review",
            Fact::Stated(false) => "notice-automated-no-review",
            Fact::Aim(_) => "notice-automated-review-aim",
            Fact::NotStated | Fact::Open => "notice-automated-review-not-stated",
        };
        add_sentence(&mut said, &self.say(review));
        said
    }

    pub(super) fn marketing(&self, activity: &Activity) -> Option<LabelledLine> {
        let placed = activity.marketing.as_ref()?;
        let Marketing { audience, unsubscribe } = &placed.value;
        let mut said = self.say(match audience {
            MarketingAudience::Persons => "notice-marketing-persons",
            MarketingAudience::Firms => "notice-marketing-firms",
        });
        let how = match unsubscribe {
            Fact::Stated(how) => self.say_with("notice-marketing-leave", &[("how", self.text(how).into())]),
            Fact::Aim(how) => self.say_with("notice-aim", &[("aim", self.text(how).into())]),
            Fact::NotStated | Fact::Open => self.say("notice-marketing-leave-not-stated"),
        };
        add_sentence(&mut said, &how);
        let place = self.place_at(activity, placed);
        Some((self.say("notice-marketing"), Line::declared(said).with_clause(place)))
    }

    pub(super) fn impact_assessment(&self, activity: &Activity) -> Option<LabelledLine> {
        let placed = activity.impact_assessment.as_ref()?;
        let line = self.fact(&placed.value, |assessment| self.impact_text(assessment), Held::Declared);
        let place = self.place_at(activity, placed);
        Some((self.say("notice-impact"), line.with_clause(place)))
    }

    fn impact_text(&self, assessment: &ImpactAssessment) -> String {
        let mut said = self.say(match assessment.state {
            ImpactState::Done => "notice-impact-done",
            ImpactState::Needed => "notice-impact-needed",
            ImpactState::NotNeeded => "notice-impact-not-needed",
        });
        if let Some(because) = &assessment.because {
            add_sentence(&mut said, self.text(because));
        }
        said
    }

    pub(super) fn staff_log(&self, activity: &Activity) -> Option<LabelledLine> {
        let placed = activity.staff_log.as_ref()?;
        let id =
            if placed.value.judges_performance { "notice-staff-log-judges" } else { "notice-staff-log-text" };
        let place = self.place_at(activity, placed);
        Some((self.say("notice-staff-log"), Line::declared(self.say(id)).with_clause(place)))
    }
}

const fn is_special(data_type: &DataType) -> bool {
    data_type.special_category
}

fn is_identity(data_type: &DataType) -> bool {
    data_type.kind == DataKind::NationalId
}

const fn is_offence(data_type: &DataType) -> bool {
    data_type.offence
}
