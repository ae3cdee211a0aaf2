//! Measures (GDPR art. 32), with what shows that they are there.

use vern_policy::Fact;
use vern_policy::charter::{Measure, MeasureHeld};
use vern_text::{Block, Held, Line, Section};

use super::press::{Press, by_login};
use super::words;

impl Press<'_> {
    pub(super) fn measure_section(&self) -> Option<Section> {
        let lines: Vec<Line> = self.charter().measures.iter().map(|measure| self.measure(measure)).collect();
        let section = Section::new("measures", self.say("notice-measures"));
        (!lines.is_empty()).then(|| section.with(Block::list(lines)))
    }

    fn measure(&self, measure: &Measure) -> Line {
        let mut said = self.text(&measure.label).to_owned();
        if let Some(evidence) = measure.evidence.written() {
            let what = words::lower_first(self.text(&evidence.what));
            let id = match (&measure.evidence, evidence.seen_on.stated()) {
                (Fact::Aim(_), _) => "notice-measure-evidence-aim",
                (_, Some(_)) => "notice-measure-evidence-seen",
                (_, None) => "notice-measure-evidence",
            };
            let seen = evidence.seen_on.stated().map(|day| self.date(day)).unwrap_or_default();
            let variables = [("what", words::trim_stop(&what).into()), ("date", seen.into())];
            words::add_sentence(&mut said, &self.say_with(id, &variables));
        }
        match &measure.every {
            Fact::Stated(every) => {
                let every = self.every(*every);
                words::add_sentence(
                    &mut said,
                    &self.say_with("notice-measure-every", &[("every", every.into())]),
                );
            }
            Fact::Aim(every) => {
                let every = self.every(*every);
                words::add_sentence(
                    &mut said,
                    &self.say_with("notice-measure-every-aim", &[("every", every.into())]),
                );
            }
            Fact::NotStated | Fact::Open => {}
        }
        let seen_on = measure.evidence.stated().and_then(|evidence| evidence.seen_on.stated());
        let held = match (measure.held, seen_on) {
            // A charter that calls anything else than login enforced is kept out.
            (MeasureHeld::Enforced, _) => by_login(),
            (MeasureHeld::Attested, Some(on)) => Held::Attested { on: on.clone() },
            (MeasureHeld::Attested | MeasureHeld::Declared, _) => Held::Declared,
        };
        Line::held(said, held).with_clause(self.place(Some(&measure.clause), &measure.id))
    }
}
