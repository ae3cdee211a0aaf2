//! Under an agreement: where it stands, what its instruction lets be done, and whom it lets in.

use vern_core::decision::Code;
use vern_core::operation::Act;
use vern_core::time::Instant;

use super::Gate;
use crate::rules::Standing;

impl Gate<'_> {
    /// Where the agreement and its instruction stand. To erase is always left.
    pub(super) fn check_agreement(&mut self) {
        let act = self.operation.act;
        if self.activity.as_processor && self.processes() {
            self.refuse(Code::AgreementMissing, self.activity.cite.role);
        }
        match self.rules.standing {
            Standing::Own | Standing::InForce => {}
            Standing::NotInForce if act == Act::Erase => {}
            Standing::NotInForce => self.refuse(Code::AgreementNotInForce, self.rules.cite_agreement),
            Standing::HandOver if self.serves_rights() => {}
            Standing::Over if act == Act::Erase => {}
            Standing::HandOver | Standing::Over => {
                self.refuse(Code::AgreementEnded, self.rules.cite_agreement);
            }
        }
        if let Some(paused) = self.activity.paused.filter(|_| !self.serves_rights()) {
            self.refuse(Code::InstructionPaused, paused);
        }
        if let Some(instruction) = &self.rules.instruction {
            // What rights and the end of the agreement ask for needs no instruction of its own.
            let of_law = act == Act::Restrict
                || self.erases_what_ran_out()
                || (self.rules.standing != Standing::InForce && self.serves_rights());
            self.refuse_if(
                !of_law && !instruction.acts.contains(act),
                Code::InstructionLacksOperation,
                instruction.cite,
            );
        }
        self.check_support();
    }

    /// A processor's support gets to a controller's data where the instruction in force lets it, and as long.
    fn check_support(&mut self) {
        let Some(role) = self.role.filter(|role| role.is_support) else { return };
        let is_let_in = match self.support() {
            Some(until) => until.is_none_or(|until| self.operation.at < until),
            None => self.rules.standing == Standing::Own,
        };
        let cite = self.rules.instruction.as_ref().map_or(role.cite, |instruction| instruction.cite);
        self.refuse_if(!is_let_in, Code::InstructionLacksSupport, cite);
    }

    /// Until when the instruction in force lets support into the activity; none where it does not.
    pub(super) fn support(&self) -> Option<Option<Instant>> {
        self.role.filter(|role| role.is_support)?;
        self.rules
            .instruction
            .as_ref()?
            .support
            .iter()
            .find(|(place, _)| *place == self.place)
            .map(|(_, until)| *until)
    }
}
