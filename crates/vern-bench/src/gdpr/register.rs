//! What a cell may hold while several write it: each write has taken effect at some instant between its call and its answer, so a value may be seen if its
//! write had begun and was not certainly overwritten.
//!
//! Instants are ticks of one counter, taken before a call and after its answer. What is permitted here is permitted by some order of the writes under way;
//! what is not, by none. So nothing depends on luck, however many clients there are.

/// From a call to its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u64,
    pub(crate) end: u64,
}

impl Span {
    /// Before everything.
    pub(crate) const LOADED: Self = Self { start: 0, end: 0 };

    /// Called, and not answered yet.
    pub(crate) const fn begun(start: u64) -> Self {
        Self { start, end: u64::MAX }
    }

    /// Whether all of it lies before another.
    pub(crate) const fn is_before(self, other: Self) -> bool {
        self.end < other.start
    }
}

/// Writes of one cell. A write is known by its start: no tick is given twice.
#[derive(Debug, Clone)]
pub(crate) struct Register<V>(Vec<(V, Span)>);

impl<V> Default for Register<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Copy + PartialEq> Register<V> {
    pub(crate) fn begin(&mut self, value: V, start: u64) {
        self.0.push((value, Span::begun(start)));
    }

    /// Ends a write at its answer, or takes it back where it has not taken effect.
    pub(crate) fn end(&mut self, start: u64, end: Option<u64>) {
        match end {
            Some(end) => {
                for (_, span) in self.0.iter_mut().filter(|(_, span)| span.start == start) {
                    span.end = end;
                }
            }
            None => self.0.retain(|(_, span)| span.start != start),
        }
    }

    /// Forgets what nobody can see any more who asks from `oldest` on.
    pub(crate) fn prune(&mut self, oldest: u64) {
        let asked = Span::begun(oldest);
        let newest = self.0.iter().map(|(_, span)| *span).filter(|span| span.is_before(asked));
        let Some(newest) = newest.max_by_key(|span| span.start) else { return };
        self.0.retain(|(_, span)| !span.is_before(newest));
    }

    /// Writes that may be seen by whoever asks in `asked`, where the cell was first written in `first` and holds `value` from then on: those of them that are
    /// not certainly overwritten.
    pub(crate) fn may_be(&self, wanted: V, first: (V, Span), asked: Span) -> bool {
        let is_overwritten =
            |span: Span| self.0.iter().any(|(_, other)| span.is_before(*other) && other.is_before(asked));
        let may_be_first = first.0 == wanted && !is_overwritten(first.1);
        may_be_first
            || self.0.iter().any(|(value, span)| {
                *value == wanted
                    && span.start < asked.end
                    && !span.is_before(first.1)
                    && !is_overwritten(*span)
            })
    }

    /// All writes with their spans.
    pub(crate) fn writes(&self) -> &[(V, Span)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: (u8, Span) = (0, Span::LOADED);

    fn span(start: u64, end: u64) -> Span {
        Span { start, end }
    }

    fn register(writes: &[(u8, Span)]) -> Register<u8> {
        Register(writes.to_vec())
    }

    #[test]
    fn a_write_that_was_answered_before_is_seen_and_nothing_older() {
        let register = register(&[(1, span(1, 2)), (2, span(3, 4))]);
        let seen: Vec<u8> = (0..3).filter(|value| register.may_be(*value, FIRST, span(5, 6))).collect();
        assert_eq!(seen, [2]);
    }

    #[test]
    fn of_writes_under_way_each_may_be_seen_or_not() {
        let register = register(&[(1, span(1, 2)), (2, span(3, 8)), (3, Span::begun(4)), (4, span(7, 9))]);
        let seen: Vec<u8> = (0..5).filter(|value| register.may_be(*value, FIRST, span(5, 6))).collect();
        assert_eq!(seen, [1, 2, 3], "4 began after the answer, 0 is overwritten");
    }

    #[test]
    fn a_write_taken_back_is_not_seen() {
        let mut register = register(&[]);
        register.begin(1, 1);
        register.end(1, None);
        assert!(!register.may_be(1, FIRST, span(5, 6)));
        register.begin(2, 2);
        register.end(2, Some(3));
        assert!(register.may_be(2, FIRST, span(5, 6)));
        assert!(!register.may_be(0, FIRST, span(5, 6)));
    }

    #[test]
    fn pruning_changes_nothing_for_who_asks_later() {
        let whole = register(&[(1, span(1, 2)), (2, span(3, 8)), (3, span(4, 5)), (4, span(9, 12))]);
        for oldest in 0..14 {
            let mut pruned = whole.clone();
            pruned.prune(oldest);
            for asked in oldest..14 {
                let asked = span(asked, asked + 3);
                for value in 1..5 {
                    assert_eq!(
                        pruned.may_be(value, FIRST, asked),
                        whole.may_be(value, FIRST, asked),
                        "{value} at {asked:?} from {oldest}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_was_written_before_a_cell_was_made_is_not_seen_in_it() {
        let register = register(&[(1, span(1, 2)), (2, span(3, 6))]);
        let first = (0, span(4, 5));
        assert!(!register.may_be(1, first, span(9, 9)));
        assert!(register.may_be(2, first, span(9, 9)), "it was under way while the cell was made");
        assert!(register.may_be(0, first, span(9, 9)));
    }
}
