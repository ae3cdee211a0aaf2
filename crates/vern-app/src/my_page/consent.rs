//! What a person consents to, and taking it back: one press of a button, which is no more than giving it takes (GDPR art. 7(3)).

use jiff::civil::Date;
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_policy::charter::Carried;
use vern_text::Language;

use super::session::MyPageSession;
use super::{WHY, reads};
use crate::consent::{Channel, ConsentAct, How, WithdrawnConsent};
use crate::installation::Installation;
use crate::problem::Problem;
use crate::rights::time_zone;

/// Where a consent is taken back, as the record of it says.
const PLACE: &str = "My page";

/// A consent of the person's, as it stands.
#[derive(Debug, Clone)]
pub struct OwnConsent {
    /// As which of those the person is registered as.
    pub registration: usize,
    /// Activity.
    pub activity: String,
    /// Its name.
    pub name: String,
    /// The words that apply to it now, where the charter has any.
    pub words: Option<String>,
    /// The day it was given.
    pub given_on: Date,
    /// The day it was taken back, where it was.
    pub withdrawn_on: Option<Date>,
    /// It can be taken back here.
    pub can_withdraw: bool,
}

impl Installation {
    /// What the person has consented to; nothing where the charter carries no consents, or the role for people may not see them.
    ///
    /// # Errors
    /// `role.none_for_subjects`, `conflict.busy`, `store.*`.
    pub async fn own_consents(
        &self,
        session: &MyPageSession,
        language: Language,
    ) -> Result<Vec<OwnConsent>, Problem> {
        let rules = self.rules_now(&session.controller)?;
        let (names, zone) = (self.names(&session.controller, language)?, time_zone(&rules));
        let mut own = Vec::new();
        for registration in 0..session.registrations() {
            let (caller, subject) = self.acting_as_own(session, registration)?;
            let carrier = rules.carrying(Carried::Consents);
            if !carrier.is_some_and(|activity| reads(&rules, &caller.role, activity)) {
                return Ok(Vec::new());
            }
            let why = Some(Personal::new(WHY.to_owned()));
            let history = self.list_consents(&caller, subject, None, why).await?.value;
            own.extend(history.states.into_iter().map(|state| OwnConsent {
                registration,
                name: names.activity(&state.activity),
                words: rules.consent_text(&state.activity, language).map(ToOwned::to_owned),
                given_on: zone.date_of(state.given_at),
                withdrawn_on: state.withdrawn_at.map(|at| zone.date_of(at)),
                can_withdraw: state.withdrawn_at.is_none()
                    && caller.may(&rules, &state.activity, Act::Register),
                activity: state.activity,
            }));
        }
        Ok(own)
    }

    /// Takes a consent of the person's back. One that does not stand stays as it is.
    ///
    /// # Errors
    /// `page.unknown` for what is none of theirs; [`Problem::Refused`] where the role for people may not; `conflict.busy`, `store.*`.
    pub async fn withdraw_own_consent(
        &self,
        session: &MyPageSession,
        (registration, activity): (usize, &str),
    ) -> Result<(), Problem> {
        let (caller, subject) = self.acting_as_own(session, registration)?;
        let stands = {
            let reader = self.reader()?;
            let rows = reader.snapshot()?.consents(session.controller.id(), subject)?;
            rows.iter().any(|row| row.activity == activity && row.withdrawn_at.is_none())
        };
        if !stands {
            return Err(Problem::NotFound { code: "page.unknown" });
        }
        let how =
            How { channel: Channel::Web, place: PLACE.to_owned(), act: Some(ConsentAct::PressedButton) };
        let reason = Some(Personal::new(WHY.to_owned()));
        let withdrawn = WithdrawnConsent { activity: activity.to_owned(), how: Some(how), reason };
        self.withdraw_consent(&caller, subject, &withdrawn).await.map(drop)
    }
}
