//! Coming to My page on the word of an identity provider: the national identity number it says is theirs is looked up as any other value is.
//!
//! Whoever the provider knows gets in, held or not: who is not held finds a page with nothing on it. So neither the way in nor how long it takes tells
//! whoever looks on whether somebody is held.

use std::sync::Arc;

use vern_core::case::Strength;
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_core::value::DataKind;
use vern_outbound::identity_provider::Identity;
use vern_policy::Rules;

use super::desk::Address;
use super::session::OpenedMyPage;
use crate::clock::issue_subject;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// Whether people can be found here by what a provider says of them.
pub(crate) fn takes_identities(rules: &Rules) -> bool {
    super::contacts(rules).iter().any(|contact| contact.kind == DataKind::NationalId)
}

impl Installation {
    /// Opens My page to somebody a provider knows.
    ///
    /// # Errors
    /// `identity.not_proven` where the number it says is of no form; `role.none_for_vern`; [`Problem::Refused`]; `store.*`.
    pub(crate) async fn enter_my_page_as(
        &self,
        controller: &Arc<Controller>,
        identity: &Identity,
    ) -> Result<OpenedMyPage, Problem> {
        let not_proven = || Problem::Denied { code: "identity.not_proven" };
        let number = identity.national_id.as_ref().ok_or_else(not_proven)?;
        let value = DataKind::NationalId.normal_form(number).map_err(|_| not_proven())?;
        let number = Address { kind: DataKind::NationalId, value: Personal::new(value) };
        let itself = self.acting_itself(controller)?;
        let found = self.people_with(&itself, &number).await?;
        // A number is one person's, whatever else is said of them in each place.
        let mut subjects: Vec<SubjectId> = found.keys().copied().collect();
        if subjects.is_empty() {
            subjects = vec![issue_subject(self.now())?];
        }
        self.open_my_page(controller, subjects, Strength::ElectronicId).await
    }
}
