//! A figure, what the design asks of it, and the table of all of them.

use std::borrow::Cow;

use serde::Serialize;
use vern_app::{Clock, SystemClock};
use vern_core::time::Instant;

use crate::terminal::Terminal;

/// What the design asks of a figure (`docs/performance.md`).
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Design {
    AtLeast(f64),
    AtMost(f64),
}

/// One line of the table.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    what: Cow<'static, str>,
    value: f64,
    unit: &'static str,
    /// The figure of the design, and how many times that is.
    design: Option<Design>,
    ratio: Option<f64>,
    /// 99 of 100 were answered within so many milliseconds.
    p99_ms: Option<f64>,
    /// How many milliseconds the design allows them.
    p99_design_ms: Option<f64>,
    /// Whether it is as the design asks; nothing where it asks nothing.
    is_met: Option<bool>,
}

impl Figure {
    pub(super) fn new(what: impl Into<Cow<'static, str>>, value: f64, unit: &'static str) -> Self {
        let (design, ratio, is_met) = (None, None, None);
        Self { what: what.into(), value, unit, design, ratio, p99_ms: None, p99_design_ms: None, is_met }
    }

    pub(super) fn at_least(self, design: f64) -> Self {
        let is_met = Some(self.value >= design && self.is_met.unwrap_or(true));
        Self { design: Some(Design::AtLeast(design)), ratio: Some(self.value / design), is_met, ..self }
    }

    pub(super) fn at_most(self, design: f64) -> Self {
        let is_met = Some(self.value <= design && self.is_met.unwrap_or(true));
        Self { design: Some(Design::AtMost(design)), ratio: Some(self.value / design), is_met, ..self }
    }

    fn p99(self, p99_ms: f64) -> Self {
        Self { p99_ms: Some(p99_ms), ..self }
    }

    pub(super) fn p99_at_most(self, design_ms: f64) -> Self {
        let is_met = self.p99_ms.map(|p99| p99 <= design_ms && self.is_met.unwrap_or(true));
        Self { p99_design_ms: Some(design_ms), is_met, ..self }
    }

    /// Whether the design asks more than was measured.
    pub(super) fn is_missed(&self) -> bool {
        self.is_met == Some(false)
    }

    /// The value of this run, without what the design asks of it.
    pub(super) const fn value(&self) -> f64 {
        self.value
    }

    /// A ratio and seconds are looked at more closely than what there are many of.
    fn shown(&self) -> String {
        if matches!(self.unit, "×" | "s") {
            format!("{:.2}", self.value)
        } else {
            format!("{:.1}", self.value)
        }
    }

    fn line(&self) -> String {
        let p99 = self.p99_ms.map(|p99| format!("  p99 {p99:.1} ms")).unwrap_or_default();
        let p99_design = self.p99_design_ms.map(|most| format!(" (≤ {most:.0})")).unwrap_or_default();
        let design = self.design.zip(self.ratio).map(|(design, ratio)| {
            let (sign, figure) = match design {
                Design::AtLeast(figure) => ('≥', figure),
                Design::AtMost(figure) => ('≤', figure),
            };
            format!("  design {sign} {figure:.1}: {ratio:.2} ×")
        });
        let (design, missed) = (design.unwrap_or_default(), if self.is_missed() { "  missed" } else { "" });
        format!("{:48} {:>12} {:6}{p99}{p99_design}{design}{missed}", self.what, self.shown(), self.unit)
    }
}

/// Operations done in a time, with each one's own.
pub(super) struct Run {
    pub(super) operations: u64,
    pub(super) micros: u64,
    pub(super) each: Vec<u64>,
}

impl Run {
    /// Where each operation timed stands for so many.
    pub(super) fn of(self, operations: u64) -> Self {
        Self { operations: self.operations * operations, ..self }
    }

    /// Operations a second, with their p99.
    pub(super) fn per_second(mut self, what: &'static str) -> Figure {
        self.each.sort_unstable();
        let p99_ms = as_f64(percentile(&self.each, 99)) / 1000.0;
        Figure::new(what, as_f64(self.operations) * 1_000_000.0 / as_f64(self.micros.max(1)), "/s")
            .p99(p99_ms)
    }

    /// Seconds of all of them, with their p99.
    pub(super) fn seconds(mut self, what: String) -> Figure {
        self.each.sort_unstable();
        let p99_ms = as_f64(percentile(&self.each, 99)) / 1000.0;
        Figure::new(what, as_f64(self.micros) / 1_000_000.0, "s").p99(p99_ms)
    }

    /// Milliseconds of the middle one, with their p99.
    pub(super) fn median(mut self, what: &'static str) -> Figure {
        self.each.sort_unstable();
        let p99_ms = as_f64(percentile(&self.each, 99)) / 1000.0;
        Figure::new(what, as_f64(percentile(&self.each, 50)) / 1000.0, "ms").p99(p99_ms)
    }
}

/// The table for people, one JSON value for programs; with `check` only the lines that miss what the design asks.
pub(super) fn print(head: &str, figures: &[Figure], check: bool, terminal: &mut Terminal) {
    terminal.line(head);
    for figure in figures.iter().filter(|figure| !check || figure.is_missed()) {
        terminal.line(figure.line());
    }
    terminal.result(&figures);
}

pub(super) fn micros_since(started: Instant) -> u64 {
    u64::try_from(SystemClock.now().as_micros() - started.as_micros()).unwrap_or(0)
}

pub(super) fn millis_since(started: Instant) -> f64 {
    as_f64(micros_since(started)) / 1000.0
}

pub(super) fn percentile(sorted: &[u64], percent: usize) -> u64 {
    let place = sorted.len().saturating_sub(1) * percent / 100;
    sorted.get(place).copied().unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
pub(super) const fn as_f64(value: u64) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_missed_by_its_value_or_by_its_p99() {
        let run = |each: Vec<u64>| Run { operations: 10, micros: 1_000_000, each }.per_second("read");
        assert!(!run(vec![1_000]).at_least(10.0).p99_at_most(15.0).is_missed());
        assert!(run(vec![1_000]).at_least(10.1).p99_at_most(15.0).is_missed());
        assert!(run(vec![1_000]).p99_at_most(15.0).at_least(10.1).is_missed());
        assert!(run(vec![16_000]).at_least(10.0).p99_at_most(15.0).is_missed());
        assert!(run(vec![16_000]).p99_at_most(15.0).at_least(10.0).is_missed());
        assert!(Figure::new("proof", 1.1, "ms").at_most(1.0).is_missed());
        assert!(!Figure::new("proof", 1.0, "ms").at_most(1.0).is_missed());
        assert!(!Figure::new("fdatasync", 9.0, "ms").is_missed(), "nothing is asked");
    }
}
