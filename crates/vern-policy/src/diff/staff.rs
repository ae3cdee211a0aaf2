//! What a version asks of staff that the one before did not, and what it no longer asks.

use super::paper::stated_length;
use super::{Differ, Effect, Said};
use crate::charter::Staff;
use crate::placed::Placed;

impl Differ<'_> {
    pub(super) fn staff(&mut self) {
        let (old, new) = (self.old.staff.as_ref(), self.new.staff.as_ref());
        let nowhere = Placed::nowhere(());
        let whole = new.map_or(nowhere, |staff| staff.with(()));
        self.confidentiality(old, new, &whole);
        let asks = |staff: Option<&Placed<Staff>>| staff.and_then(|staff| staff.value.training.clone());
        let (was, is) = (asks(old), asks(new));
        match (&was, &is) {
            (None, Some(training)) => self.add(Effect::Forbids, "staff-training-asked", training, Vec::new()),
            (Some(_), None) => self.add(Effect::Permits, "staff-training-dropped", &whole, Vec::new()),
            (Some(was), Some(is)) => {
                let (was, is) = (was.value.grace, is.value.grace);
                self.period_change(stated_length(was), stated_length(is), "training-grace", &is, &whole);
            }
            (None, None) => {}
        }
        let (Some(old), Some(new)) = (old, new) else { return };
        let (old, new) = (&old.value, &new.value);
        for (was, is, name) in [
            (Some(old.warning), Some(new.warning), "staff-warning"),
            (old.emergency, new.emergency, "staff-emergency"),
        ] {
            self.period_change(stated_length(was), stated_length(is), name, &is, &whole);
        }
    }

    fn confidentiality(
        &mut self,
        old: Option<&Placed<Staff>>,
        new: Option<&Placed<Staff>>,
        whole: &Placed<()>,
    ) {
        let asked = |staff: Option<&Placed<Staff>>| staff.and_then(|it| it.value.confidentiality.clone());
        let name = match (asked(old), asked(new)) {
            (None, Some(_)) => "staff-confidentiality-asked",
            (Some(was), Some(is))
                if (&was.value.version, &was.value.words) != (&is.value.version, &is.value.words) =>
            {
                "staff-confidentiality-changed"
            }
            (Some(_), None) => {
                return self.add(Effect::Permits, "staff-confidentiality-dropped", whole, Vec::new());
            }
            _ => return,
        };
        if let Some(is) = asked(new) {
            self.add(Effect::Forbids, name, &is, vec![("version", Said::text(is.value.version.clone()))]);
        }
    }
}
