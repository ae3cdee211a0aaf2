//! What the charter in force asks of staff, and where one of them stands by it (P-C7, P-D8).
//!
//! Pure: what somebody has signed and when they were trained is told, with when it is asked. Deliberately not here: where that is kept, and who says so.

use sha2::{Digest, Sha256};
use vern_core::decision::Code;
use vern_core::operation::StaffState;
use vern_core::period::Period;
use vern_core::time::Instant;

use crate::charter::Confidentiality;

/// Hash of the words of a statement, by which they are told from others.
pub type WordsHash = [u8; 32];

/// What is asked of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRules {
    /// Which words are to be signed.
    pub confidentiality: Option<WordsHash>,
    /// How often they are trained.
    pub training: Option<TrainingRules>,
    /// How long before training lapses it is warned of.
    pub warning: Period,
    /// How long an emergency can let somebody in all the same.
    pub emergency: Option<Period>,
    pub(crate) cite_confidentiality: u32,
    pub(crate) cite_training: u32,
}

/// How often staff are trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingRules {
    /// It lapses after so long.
    pub every: Period,
    /// And for so long after that it still lets in.
    pub grace: Option<Period>,
}

/// Where somebody stands by one of the things asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Done; until when, where that ends.
    Kept(Option<Instant>),
    /// Done, and soon to be done again: it lapses then.
    Soon(Instant),
    /// Overdue; from then on the gate refuses.
    Overdue(Instant),
    /// Never done, or too long ago: the gate refuses.
    Lacking,
}

impl Standing {
    /// Whether someone should see to it.
    #[must_use]
    pub const fn is_due(self) -> bool {
        !matches!(self, Self::Kept(_))
    }
}

impl TrainingRules {
    /// When training done then lapses, and from when it no longer lets in.
    #[must_use]
    pub fn ends(self, trained_at: Instant) -> (Instant, Instant) {
        let due = self.every.after(trained_at);
        (due, self.grace.map_or(due, |grace| grace.after(due)))
    }

    fn standing(self, trained_at: Option<Instant>, warning: Period, at: Instant) -> Standing {
        let Some(trained_at) = trained_at else { return Standing::Lacking };
        let (due, over) = self.ends(trained_at);
        if over <= at {
            Standing::Lacking
        } else if due <= at {
            Standing::Overdue(over)
        } else if due <= warning.after(at) {
            Standing::Soon(due)
        } else {
            Standing::Kept(Some(due))
        }
    }

    /// Whether whoever was let in by the other is let in by this.
    fn asks_no_more_than(self, other: Self) -> bool {
        let grace_holds = match (other.grace, self.grace) {
            (None, _) => true,
            (Some(other), Some(own)) => other.is_never_longer_than(own),
            (Some(_), None) => false,
        };
        other.every.is_never_longer_than(self.every) && grace_holds
    }
}

impl StaffRules {
    /// Where somebody stands on confidentiality; none where it is not asked.
    #[must_use]
    pub fn confidentiality_of(&self, staff: &StaffState) -> Option<Standing> {
        let wanted = self.confidentiality?;
        Some(if staff.signed == Some(wanted) { Standing::Kept(None) } else { Standing::Lacking })
    }

    /// Where somebody stands on training; none where it is not asked.
    #[must_use]
    pub fn training_of(&self, staff: &StaffState, at: Instant) -> Option<Standing> {
        Some(self.training?.standing(staff.trained_at, self.warning, at))
    }

    /// What the gate refuses somebody for, each with where the charter asks for it.
    pub(crate) fn lacking(&self, staff: &StaffState, at: Instant) -> impl Iterator<Item = (Code, u32)> {
        let lacks = |standing: Option<Standing>| standing == Some(Standing::Lacking);
        let confidentiality = (Code::ActorNoConfidentiality, self.cite_confidentiality);
        let training = (Code::ActorTrainingDue, self.cite_training);
        let words = lacks(self.confidentiality_of(staff)).then_some(confidentiality);
        words.into_iter().chain(lacks(self.training_of(staff, at)).then_some(training))
    }

    /// What somebody lacks, emergency or not.
    #[must_use]
    pub fn lacks(&self, staff: &StaffState, at: Instant) -> Vec<Code> {
        self.lacking(staff, at).map(|(code, _)| code).collect()
    }

    /// What keeps somebody from administering anything: the first of what they lack, unless an emergency lets them in.
    #[must_use]
    pub fn first_lacking(&self, staff: &StaffState, at: Instant) -> Option<Code> {
        if staff.is_let_in(at) { None } else { self.lacking(staff, at).next().map(|(code, _)| code) }
    }

    /// Until when an emergency alone lets somebody in; none where they lack nothing, or nothing lets them in.
    #[must_use]
    pub fn emergency_until(&self, staff: &StaffState, at: Instant) -> Option<Instant> {
        let until = staff.let_in_until.filter(|until| at < *until)?;
        self.lacking(staff, at).next().map(|_| until)
    }

    /// Until when what lets somebody in now goes on doing so by itself; none where nothing does, or it does not end.
    #[must_use]
    pub fn lets_in_until(&self, staff: &StaffState, at: Instant) -> Option<Instant> {
        self.emergency_until(staff, at).or_else(|| self.over_at(staff)).filter(|until| at < *until)
    }

    /// When training stops letting somebody in.
    pub(crate) fn over_at(&self, staff: &StaffState) -> Option<Instant> {
        Some(self.training?.ends(staff.trained_at?).1)
    }

    /// Whether whoever had all the others ask for has all this asks for.
    pub(crate) fn asks_no_more_than(&self, other: Option<&Self>) -> bool {
        let words = self.confidentiality.is_none_or(|own| {
            other.and_then(|other| other.confidentiality).is_some_and(|other| other == own)
        });
        let training = self.training.is_none_or(|own| {
            other.and_then(|other| other.training).is_some_and(|other| own.asks_no_more_than(other))
        });
        words && training
    }
}

/// The hash of the words of a statement, in every language, with the name the organisation has for them.
#[must_use]
pub fn words_hash(statement: &Confidentiality) -> WordsHash {
    let parts = [&statement.version, &statement.words.nb, &statement.words.en];
    let mut hash = Sha256::new();
    for part in parts {
        // Each with its length before it, so that no two can run into one another.
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
