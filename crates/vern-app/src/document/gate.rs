//! What the gate would say of handing an activity's data to a recipient: asked of the gate itself, so that the page can't say otherwise.

use vern_core::decision::{Code, Outcome};
use vern_core::id::{ActorId, ControllerId};
use vern_core::operation::{Act, Operation};
use vern_policy::charter::{Activity, Supplier};
use vern_policy::{State, decide};
use vern_text::Line;

use super::Press;
use super::words::add_sentence;

/// Reasons that lie with the recipient or those it uses, whoever asks and whatever is sent.
const BLOCKING: [(Code, &str); 8] = [
    (Code::SupplierNoAgreement, "notice-blocked-agreement"),
    (Code::SupplierObjected, "notice-blocked-objected"),
    (Code::SupplierNotApproved, "notice-blocked-not-approved"),
    (Code::SupplierNoticeRunning, "notice-blocked-notice"),
    (Code::SupplierNotTurnedOn, "notice-blocked-off"),
    (Code::TransferNotApproved, "notice-blocked-transfer"),
    (Code::PlaceNotStated, "notice-blocked-place-open"),
    (Code::PlaceNotAllowed, "notice-blocked-place"),
];

impl Press<'_> {
    /// Why the gate lets none of an activity's data out to a supplier; nothing where it does.
    pub(super) fn blocks(&self, activity: &Activity, supplier: &Supplier) -> Vec<Code> {
        let (activity, recipient) = (activity.id.value.as_str(), supplier.id.value.as_str());
        let operation = Operation {
            controller: ControllerId::from_bits(0),
            activity,
            act: Act::Disclose,
            subject: None,
            category: None,
            data: self.rules.data_for(activity, recipient),
            data_undeclared: false,
            data_invalid: false,
            origin_undeclared: false,
            actor: ActorId::from_bytes([0; 16]),
            role: "",
            access_until: None,
            reach: None,
            staff: None,
            acting_for: None,
            recipient: Some(recipient),
            place: None,
            automated: false,
            reason_given: true,
            exception: None,
            at: self.at,
        };
        let reasons = match decide(&operation, self.rules, &State::default()).outcome {
            Outcome::Permit { observed, .. } => observed,
            Outcome::Refuse { reasons } => reasons,
        };
        let found = |code: Code| reasons.iter().any(|reason| reason.code == code);
        let blocking = BLOCKING.iter().map(|(code, _)| *code).filter(|code| found(*code));
        // A place the paper leaves out can be named with each operation; one that is open, or of someone further down, can't.
        blocking.filter(|code| *code != Code::PlaceNotStated || place_cannot_be_named(supplier)).collect()
    }

    /// `X gets nothing, because …`, held by the codes it is blocked by.
    pub(super) fn blocked_line(&self, activity: &Activity, supplier: &Supplier, codes: &[Code]) -> Line {
        Line::held(self.blocked_text(supplier, codes), self.by_gate(activity, codes))
    }

    pub(super) fn blocked_text(&self, supplier: &Supplier, codes: &[Code]) -> String {
        let name = self.supplier_name(supplier, true);
        let mut said = self.say_with("notice-blocked", &[("supplier", name.into())]);
        for (code, id) in &BLOCKING {
            if codes.contains(code) {
                add_sentence(&mut said, &self.say_of_controller(id, &[]));
            }
        }
        said
    }
}

fn place_cannot_be_named(supplier: &Supplier) -> bool {
    let below = supplier.with_descendants().skip(1);
    supplier.place.value.is_open() || below.into_iter().any(|link| link.place.value.stated().is_none())
}
