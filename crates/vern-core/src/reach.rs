//! How far an access reaches, where it was given for less than its role may (P-A3): some activities only, and in each some acts and data types.
//!
//! It only takes away: what the role may not, no reach gives. Activities and data types are named as in the charter, so that a later version of it is met
//! as well as may be: what it no longer has is simply not reached. Deliberately not here: which of them the role has.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::operation::{Act, Acts};

/// What an access is given for; nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<Part>", into = "Vec<Part>")]
pub struct Reach(BTreeMap<String, PartReach>);

/// How far it reaches in one activity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartReach {
    /// What may be done; all the role may where none is said.
    pub acts: Option<BTreeSet<Act>>,
    /// Data types seen, by id; all the role sees where none is said.
    pub sees: Option<BTreeSet<String>>,
}

/// One activity of a reach as it is written: like a grant of a role in the charter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Activity.
    pub activity: String,
    /// What may be done in it; all the role may where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts: Option<Vec<Act>>,
    /// Data types seen in it; all the role sees where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sees: Option<Vec<String>>,
}

/// A reach that cannot be meant: no activity at all, one named twice, or a list with nothing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a reach names each activity once, and leaves a list out where all is meant")]
pub struct MalformedReach;

impl TryFrom<Vec<Part>> for Reach {
    type Error = MalformedReach;

    fn try_from(parts: Vec<Part>) -> Result<Self, MalformedReach> {
        let mut reach = BTreeMap::new();
        for Part { activity, acts, sees } in parts {
            let part = PartReach { acts: acts.map(BTreeSet::from_iter), sees: sees.map(BTreeSet::from_iter) };
            let names_nothing = part.acts.as_ref().is_some_and(BTreeSet::is_empty)
                || part.sees.as_ref().is_some_and(BTreeSet::is_empty);
            if names_nothing || reach.insert(activity, part).is_some() {
                return Err(MalformedReach);
            }
        }
        if reach.is_empty() { Err(MalformedReach) } else { Ok(Self(reach)) }
    }
}

impl From<Reach> for Vec<Part> {
    fn from(Reach(parts): Reach) -> Self {
        let part = |(activity, PartReach { acts, sees })| Part {
            activity,
            acts: acts.map(Vec::from_iter),
            sees: sees.map(Vec::from_iter),
        };
        parts.into_iter().map(part).collect()
    }
}

impl Reach {
    /// How far it reaches in an activity; none where not at all.
    #[must_use]
    pub fn part(&self, activity: &str) -> Option<&PartReach> {
        self.0.get(activity)
    }

    /// Each activity it reaches into, in the order of their ids.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &PartReach)> {
        self.0.iter().map(|(activity, part)| (activity.as_str(), part))
    }

    /// Whether all it reaches the other reaches too.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|(activity, part)| other.part(activity).is_some_and(|of| part.is_within(of)))
    }
}

impl PartReach {
    /// The acts it leaves.
    #[must_use]
    pub fn leaves(&self, act: Act) -> bool {
        self.acts.as_ref().is_none_or(|acts| acts.contains(&act))
    }

    /// The acts it names; none where it leaves all.
    #[must_use]
    pub fn acts(&self) -> Option<Acts> {
        self.acts.as_ref().map(|acts| acts.iter().copied().collect())
    }

    fn is_within(&self, other: &Self) -> bool {
        fn within<T: Ord>(own: Option<&BTreeSet<T>>, other: Option<&BTreeSet<T>>) -> bool {
            other.is_none_or(|other| own.is_some_and(|own| own.is_subset(other)))
        }
        within(self.acts.as_ref(), other.acts.as_ref()) && within(self.sees.as_ref(), other.sees.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(activity: &str, acts: Option<&[Act]>, sees: Option<&[&str]>) -> Part {
        let sees = sees.map(|sees| sees.iter().map(|id| (*id).to_owned()).collect());
        Part { activity: activity.to_owned(), acts: acts.map(<[Act]>::to_vec), sees }
    }

    fn reach(parts: &[Part]) -> Reach {
        Reach::try_from(parts.to_vec()).unwrap()
    }

    #[test]
    fn a_reach_that_cannot_be_meant_is_refused() {
        assert_eq!(Reach::try_from(Vec::new()), Err(MalformedReach));
        assert_eq!(Reach::try_from(vec![part("a", Some(&[]), None)]), Err(MalformedReach));
        assert_eq!(Reach::try_from(vec![part("a", None, Some(&[]))]), Err(MalformedReach));
        assert_eq!(Reach::try_from(vec![part("a", None, None), part("a", None, None)]), Err(MalformedReach));
    }

    #[test]
    fn written_and_read_it_is_the_same_in_one_order() {
        let one =
            reach(&[part("b", Some(&[Act::Read, Act::Register]), Some(&["z", "a"])), part("a", None, None)]);
        let parts = Vec::<Part>::from(one.clone());
        assert_eq!(
            parts,
            [part("a", None, None), part("b", Some(&[Act::Register, Act::Read]), Some(&["a", "z"]))]
        );
        assert_eq!(reach(&parts), one);
    }

    #[test]
    fn within_is_an_order() {
        let all = reach(&[part("a", None, None), part("b", None, None)]);
        let reads = reach(&[part("a", Some(&[Act::Read]), None)]);
        let reads_name = reach(&[part("a", Some(&[Act::Read]), Some(&["name"]))]);
        let erases = reach(&[part("a", Some(&[Act::Erase]), None)]);
        let each = [&all, &reads, &reads_name, &erases];
        for one in each {
            assert!(one.is_within(one) && one.is_within(&all));
        }
        assert!(reads_name.is_within(&reads) && !reads.is_within(&reads_name));
        assert!(!reads.is_within(&erases) && !erases.is_within(&reads) && !all.is_within(&reads));
    }
}
