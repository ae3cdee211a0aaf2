//! YAML as a tree with line numbers, and paths into it.

use anyhow::{Context, bail};
use serde_saphyr::granit_parser::{Event, Parser};

/// A node and the line it stands on.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// Keys by which an entry of a list is named, in the order they are tried.
const NAMES: [&str; 6] = ["id", "supplier", "activity", "right", "version", "name"];

impl Node {
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        // Sequences and mappings that are open, with the key each waits to go under in the one around it.
        let mut open: Vec<(Self, Option<String>)> = Vec::new();
        let mut key: Option<String> = None;
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|error| anyhow::anyhow!("{}", error.info()))?;
            let line = span.start.line();
            let done = match event {
                Event::MappingStart(..) => {
                    open.push((Self { line, kind: Kind::Map(Vec::new()) }, key.take()));
                    continue;
                }
                Event::SequenceStart(..) => {
                    open.push((Self { line, kind: Kind::List(Vec::new()) }, key.take()));
                    continue;
                }
                Event::Scalar(value, ..) => {
                    let waits_for_key =
                        matches!(open.last(), Some((Self { kind: Kind::Map(_), .. }, _))) && key.is_none();
                    if waits_for_key {
                        key = Some(value.into_owned());
                        continue;
                    }
                    Self { line, kind: Kind::Scalar(value.into_owned()) }
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    let (node, of) = open.pop().context("an end without a start")?;
                    key = of;
                    node
                }
                _ => continue,
            };
            match open.last_mut() {
                None => return Ok(done),
                Some((Self { kind: Kind::Map(pairs), .. }, _)) => {
                    pairs.push((key.take().context("a value without a key")?, done));
                }
                Some((Self { kind: Kind::List(items), .. }, _)) => items.push(done),
                Some((Self { kind: Kind::Scalar(_), .. }, _)) => bail!("a scalar holds nothing"),
            }
        }
        bail!("no document")
    }

    /// Whether it holds keys, and no entries.
    pub(super) const fn is_map(&self) -> bool {
        matches!(self.kind, Kind::Map(_))
    }

    /// What stands at a path, such as `suppliers.zendesk.place` or `activities.chat.retention.0.after`.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, step| node.step(step))
    }

    fn step(&self, step: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Scalar(_) => None,
            Kind::Map(pairs) => pairs.iter().find(|(key, _)| key == step).map(|(_, node)| node),
            Kind::List(items) => {
                let named = |item: &&Self| NAMES.iter().any(|name| item.value_of(name) == Some(step));
                let plain = |item: &&Self| item.scalar() == Some(step);
                let by_place = || step.parse::<usize>().ok().and_then(|place| items.get(place));
                items.iter().find(named).or_else(|| items.iter().find(plain)).or_else(by_place)
            }
        }
    }

    pub(super) fn value_of(&self, key: &str) -> Option<&str> {
        self.step_map(key).and_then(Self::scalar)
    }

    fn step_map(&self, key: &str) -> Option<&Self> {
        if let Kind::Map(_) = self.kind { self.step(key) } else { None }
    }

    pub(super) fn scalar(&self) -> Option<&str> {
        if let Kind::Scalar(value) = &self.kind { Some(value) } else { None }
    }

    /// The values: of a scalar one, of a list of scalars all; none of anything else.
    pub(super) fn values(&self) -> Option<Vec<&str>> {
        match &self.kind {
            Kind::Scalar(value) => Some(vec![value]),
            Kind::List(items) => items.iter().map(Self::scalar).collect(),
            Kind::Map(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_lines() {
        let text = "a: 1\nlist:\n  - id: x\n    deep: { more: [p, q] }\n  - { supplier: y, role: z }\nplain: [one, two]\n";
        let tree = Node::parse(text).unwrap();
        for (path, line, value) in [
            ("a", 1, Some("1")),
            ("list.x.deep.more.q", 4, Some("q")),
            ("list.y.role", 5, Some("z")),
            ("list.1.role", 5, Some("z")),
            ("plain.two", 6, Some("two")),
            ("plain.0", 6, Some("one")),
            ("list.x", 3, None),
        ] {
            let node = tree.at(path).unwrap_or_else(|| panic!("{path}"));
            assert_eq!((node.line, node.scalar()), (line, value), "{path}");
        }
        assert!(tree.at("list.z").is_none() && tree.at("a.b").is_none());
        assert_eq!(tree.at("plain").unwrap().values().unwrap(), ["one", "two"]);
    }
}
