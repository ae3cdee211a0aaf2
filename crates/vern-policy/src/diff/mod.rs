//! What another version of a document permits, forbids, shortens or says otherwise, in plain words (`vern-text`, messages `diff-…`).
//!
//! Both versions are taken as they are enforced, not as they are spelled: order, comments and how a list is split make no difference.

mod activity;
mod agreement;
mod paper;
mod role;
mod staff;
mod supplier;

use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::Area;
use vern_core::time::Instant;
use vern_text::{Language, Value};

use crate::charter::{Charter, Words};
use crate::in_force::Document;
use crate::placed::Placed;

/// What a change does to what may be done with personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Something becomes possible.
    Permits,
    /// Something becomes impossible.
    Forbids,
    /// Data is kept, or a side may wait, less long.
    Shortens,
    /// Longer.
    Lengthens,
    /// Something else is said, and whether more or less may be done is not for this text to judge.
    Says,
}

impl Effect {
    /// Every effect, in the order a reader wants them.
    pub const ALL: [Self; 5] = [Self::Permits, Self::Forbids, Self::Shortens, Self::Lengthens, Self::Says];

    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Permits => "permits",
            Self::Forbids => "forbids",
            Self::Shortens => "shortens",
            Self::Lengthens => "lengthens",
            Self::Says => "says",
        }
    }
}

/// One change between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub effect: Effect,
    /// Which message tells it: `diff-<name>`.
    pub name: &'static str,
    /// What stands in the message.
    pub variables: Vec<(&'static str, Said)>,
    /// Line in the version it stands in: the new one, or the old one where it is gone.
    pub line: u64,
}

/// A part of a message, not yet in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// As written.
    Text(String),
    /// A text of the charter's.
    Words(Words),
    /// A label of the charter's within a sentence: its first letter small.
    Label(Words),
    /// A day, ISO 8601.
    Day(String),
    /// Several, listed.
    List(Vec<Said>),
    /// A message of `vern-text` by id.
    Message(String),
    /// A message that counts something.
    Counted(String, u32),
    /// A country or a union.
    Area(Area),
    /// A period.
    Period(Period),
}

impl Change {
    /// The change as one sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let said: Vec<(&str, String)> =
            self.variables.iter().map(|(name, said)| (*name, said.in_language(language))).collect();
        let values: Vec<(&str, Value<'_>)> =
            said.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
        vern_text::text(language, &format!("diff-{}", self.name), &values)
    }
}

impl Said {
    fn in_language(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Words(words) => words.in_language(language).to_owned(),
            Self::Label(words) => crate::words::lower_first(words.in_language(language)),
            Self::Day(day) => vern_text::date(language, day),
            Self::Message(id) => vern_text::text(language, id, &[]),
            Self::Counted(id, count) => vern_text::text(language, id, &[("count", (*count).into())]),
            Self::Area(area) => crate::words::area(*area, language),
            Self::Period(period) => crate::words::period(*period, language),
            Self::List(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.in_language(language)).collect();
                crate::words::list(&parts, language)
            }
        }
    }

    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn acts(acts: &[Act]) -> Self {
        Self::List(acts.iter().map(|act| Self::Message(format!("act-{}", act.as_str()))).collect())
    }

    fn areas(areas: &[Area]) -> Self {
        Self::List(areas.iter().map(|area| Self::Area(*area)).collect())
    }
}

/// Every change from one document to another of the same kind, grouped by effect, each group in the order of the document.
///
/// Documents of two kinds have everything changed; that is said in one line.
#[must_use]
pub fn diff(old: &Document, new: &Document) -> Vec<Change> {
    let mut changes = match (old, new) {
        (Document::Charter(old), Document::Charter(new)) if old.kind.value == new.kind.value => {
            diff_charters(old, new)
        }
        (Document::Agreement(old), Document::Agreement(new)) => agreement::diff(old, new),
        _ => vec![Change { effect: Effect::Says, name: "kind", variables: Vec::new(), line: 1 }],
    };
    // Two documents that differ are never said to be the same.
    if changes.is_empty() && old != new {
        changes.push(Change { effect: Effect::Says, name: "other", variables: Vec::new(), line: 1 });
    }
    changes.sort_by_key(|change| change.effect);
    changes
}

fn diff_charters(old: &Charter, new: &Charter) -> Vec<Change> {
    let mut differ = Differ { old, new, changes: Vec::new() };
    differ.activities();
    differ.suppliers();
    differ.roles();
    differ.staff();
    differ.paper();
    differ.changes
}

struct Differ<'a> {
    old: &'a Charter,
    new: &'a Charter,
    changes: Vec<Change>,
}

impl Differ<'_> {
    fn add<T>(
        &mut self,
        effect: Effect,
        name: &'static str,
        at: &Placed<T>,
        variables: Vec<(&'static str, Said)>,
    ) {
        self.changes.push(Change { effect, name, variables, line: at.line() });
    }

    /// Says of a thing that it differs, where nothing that has been told since `before` says how.
    fn add_other<T>(
        &mut self,
        before: usize,
        name: &'static str,
        at: &Placed<T>,
        about: (&'static str, Said),
    ) {
        if self.changes.len() == before {
            self.add(Effect::Says, name, at, vec![about]);
        }
    }

    /// Labels of data types, by the version that knows them.
    fn data(&self, ids: &[String]) -> Said {
        let types = || self.new.data_types.iter().chain(&self.old.data_types);
        let label =
            |id: &String| types().find(|it| it.id.value == *id).map(|it| Said::Label(it.label.clone()));
        Said::List(ids.iter().map(|id| label(id).unwrap_or_else(|| Said::text(id))).collect())
    }

    fn categories(&self, ids: &[String]) -> Said {
        let all = || self.new.categories.iter().chain(&self.old.categories);
        let label = |id: &String| all().find(|it| it.id.value == *id).map(|it| Said::Label(it.label.clone()));
        Said::List(ids.iter().map(|id| label(id).unwrap_or_else(|| Said::text(id))).collect())
    }

    fn activity_label(&self, id: &str) -> Said {
        let mut all = self.new.activities.iter().chain(&self.old.activities);
        all.find(|it| it.id.value == id).map_or_else(|| Said::text(id), |it| Said::Words(it.label.clone()))
    }

    fn supplier_name(&self, id: &str) -> Said {
        let mut all = self.new.all_suppliers().chain(self.old.all_suppliers());
        all.find(|it| it.id.value == id).map_or_else(
            || Said::text(id),
            |it| it.name.written().map_or_else(|| Said::Words(it.delivers.clone()), Said::text),
        )
    }
}

/// What one list has and another does not, in the order of the first.
fn beyond<T: PartialEq + Clone>(list: &[T], other: &[T]) -> Vec<T> {
    list.iter().filter(|item| !other.contains(item)).cloned().collect()
}

fn ids(list: &[Placed<String>]) -> Vec<String> {
    list.iter().map(|id| id.value.clone()).collect()
}

/// Pairs of things with one id, and those only one side has.
struct Paired<'a, T> {
    both: Vec<(&'a T, &'a T)>,
    gone: Vec<&'a T>,
    come: Vec<&'a T>,
}

fn pair<'a, T>(old: &'a [T], new: &'a [T], id: impl Fn(&T) -> &str) -> Paired<'a, T> {
    let find = |list: &'a [T], of: &T| list.iter().find(|it| id(it) == id(of));
    Paired {
        both: new.iter().filter_map(|it| Some((find(old, it)?, it))).collect(),
        gone: old.iter().filter(|it| find(new, it).is_none()).collect(),
        come: new.iter().filter(|it| find(old, it).is_none()).collect(),
    }
}

/// What a move from one place to another does: out of the EEA it asks for a safeguard, back into it for none.
fn effect_of_move(was: Option<Area>, is: Option<Area>, at: Instant) -> Effect {
    let abroad = |area: Option<Area>| area.is_some_and(|area| crate::area::is_third_country(area, at));
    match (abroad(was), abroad(is)) {
        (false, true) => Effect::Forbids,
        (true, false) => Effect::Permits,
        _ => Effect::Says,
    }
}

/// Whether a period is shorter than another, by the days it comes to; months and years by their mean length.
fn is_shorter(period: Period, than: Period) -> bool {
    let hours = |period: Period| {
        let (years, months, days) = period.parts();
        u64::from(years) * 8_766 + u64::from(months) * 730 + u64::from(days) * 24
    };
    hours(period) < hours(than)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_compare_by_length() {
        let period = |text: &str| text.parse::<Period>().unwrap();
        for (short, long) in
            [("P30D", "P60D"), ("P11M", "P1Y"), ("P1M", "P32D"), ("P59D", "P2M"), ("P3Y6M", "P5Y")]
        {
            assert!(is_shorter(period(short), period(long)), "{short} {long}");
            assert!(!is_shorter(period(long), period(short)), "{short} {long}");
        }
        assert!(!is_shorter(period("P1Y"), period("P12M")) || !is_shorter(period("P12M"), period("P1Y")));
    }
}
