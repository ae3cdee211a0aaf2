//! From an operation and its decision to the draft of its journal entry: what is clear, what is sealed (ADR 0001).

use sha2::{Digest, Sha256};
use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, Decision, Outcome, StateBits, Visibility};
use vern_core::id::OperationId;
use vern_core::operation::{Act, Operation};
use vern_crypto::LinkKey;
use vern_journal::{self as journal, DataBits, Entry, EntryKind, SealedPart, SubjectPart};
use vern_policy::Rules;

use crate::controller::Controller;
use crate::problem::Problem;

/// Everything an entry is drafted from.
pub(crate) struct Draft<'a> {
    pub(crate) controller: &'a Controller,
    pub(crate) rules: &'a Rules,
    pub(crate) operation: &'a Operation<'a>,
    pub(crate) operation_id: OperationId,
    pub(crate) decision: &'a Decision,
}

impl Draft<'_> {
    /// The clear part. What the caller named and the charter does not declare is left out: it may be personal.
    pub(crate) fn entry(&self, data: DataTypes) -> Entry {
        let operation = self.operation;
        let mut entry = Entry::new(0, 0, EntryKind::Operation);
        entry.operation = Some(*self.operation_id.as_bytes());
        entry.actor = Some(*operation.actor.as_bytes());
        entry.activity =
            Some(operation.activity.to_owned()).filter(|activity| self.rules.has_activity(activity));
        entry.act = Some(journal_act(self.act()));
        entry.data = DataBits::from_bytes(&data.to_bytes());
        entry.charters = self.rules.sources().iter().map(|source| source.hash).collect();
        entry.state = Some(self.state_bits());
        entry.recipient =
            operation.recipient.filter(|supplier| self.rules.has_supplier(supplier)).map(ToOwned::to_owned);
        entry.place = operation.place.map(|place| place.to_string());
        match &self.decision.outcome {
            Outcome::Permit { withheld, observed } => {
                entry.outcome = Some(if observed.is_empty() {
                    journal::Outcome::Permitted
                } else {
                    journal::Outcome::Observed
                });
                entry.codes = observed.iter().map(|reason| reason.code.as_str().to_owned()).collect();
                entry.withheld = DataBits::from_bytes(&withheld.to_bytes());
            }
            Outcome::Refuse { .. } => {
                entry.outcome = Some(journal::Outcome::Refused);
                let told = self.decision.reasons_for_caller();
                entry.codes = told.iter().map(|reason| reason.code.as_str().to_owned()).collect();
            }
        }
        entry
    }

    /// Whether the caller is told only that it may not, or that there is no such thing for it. Its receipt opens the clear part (ADR 0009),
    /// so that must not tell either whether subject or record is held.
    pub(crate) fn is_opaque(&self) -> bool {
        let told = self.decision.reasons_for_caller();
        told.iter().any(|reason| reason.code.visibility() != Visibility::Operation)
    }

    /// Whether a write of a whole record would alter or register depends on what is held.
    fn act(&self) -> Act {
        let of_named = self.decision.state.contains(StateBits::PARTIAL);
        match self.operation.act {
            Act::Alter if self.is_opaque() && !of_named => Act::Register,
            act => act,
        }
    }

    fn state_bits(&self) -> u64 {
        let all = self.decision.state;
        let told = if self.is_opaque() { all.intersection(StateBits::OF_CALLER) } else { all };
        told.as_u64()
    }

    /// Every reason, where the clear part holds only those the caller is told.
    fn hidden_codes(&self) -> Option<[u8; 8]> {
        match &self.decision.outcome {
            Outcome::Refuse { reasons } if self.is_opaque() => {
                Some(Code::bits(reasons.iter().map(|reason| reason.code)))
            }
            _ => None,
        }
    }

    /// What the caller named and the charter does not declare.
    fn undeclared(&self) -> Vec<String> {
        let operation = self.operation;
        let activity = Some(operation.activity).filter(|id| !self.rules.has_activity(id));
        let recipient = operation.recipient.filter(|id| !self.rules.has_supplier(id));
        let category = operation.category.filter(|id| !self.rules.has_category(id));
        [activity, recipient, category]
            .into_iter()
            .flatten()
            .map(|name| name.chars().take(100).collect())
            .collect()
    }

    fn sealed_part(&self, key: Option<&str>, version: Option<u64>, reason: Option<&str>) -> SealedPart {
        SealedPart {
            key: key.map(ToOwned::to_owned),
            version,
            reason: reason.map(ToOwned::to_owned),
            undeclared: self.undeclared(),
            codes: self.hidden_codes(),
        }
    }

    /// The part about one subject. `stored` is the ciphertext after a write.
    pub(crate) fn subject(
        &self,
        link: &LinkKey,
        (key, version): (Option<&str>, Option<u64>),
        reason: Option<&str>,
        stored: Option<&[u8]>,
    ) -> Result<SubjectPart, Problem> {
        let controller = self.controller.id().as_u64();
        let plain = self.sealed_part(key, version, reason).encode()?;
        Ok(SubjectPart {
            pseudonym: link.pseudonym(controller),
            sealed: link.seal_entry(controller, *self.operation_id.as_bytes(), &plain)?,
            digest: stored.map(|body| Sha256::digest(body).into()),
        })
    }

    /// The sealed part of an entry without a subject.
    pub(crate) fn sealed(&self, key: Option<&str>, reason: Option<&str>) -> Result<Vec<u8>, Problem> {
        let plain = self.sealed_part(key, None, reason).encode()?;
        let controller = self.controller.id().as_u64();
        Ok(self.controller.keyring.journal.seal_entry(controller, *self.operation_id.as_bytes(), &plain)?)
    }
}

pub(crate) const fn journal_act(act: Act) -> journal::Act {
    match act {
        Act::Register => journal::Act::Register,
        Act::Read => journal::Act::Read,
        Act::Alter => journal::Act::Alter,
        Act::Use => journal::Act::Use,
        Act::Disclose => journal::Act::Disclose,
        Act::Transfer => journal::Act::Transfer,
        Act::Restrict => journal::Act::Restrict,
        Act::Erase => journal::Act::Erase,
        Act::Export => journal::Act::Export,
    }
}
