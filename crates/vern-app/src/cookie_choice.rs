//! The choice on a website: what is asked, and a yes kept so that it can be shown; as easily taken back (ADR 0030).
//!
//! Whoever says no gets no id and leaves no trace here. Whoever says yes is a new subject, of whom nothing is known but the yes: consent records of the
//! activities chosen, for the period the charter gives them. What is handed back takes it back, and nothing else. Deliberately not here: the script, and
//! what a website does with the answer.

use std::net::IpAddr;
use std::sync::Arc;

use parking_lot::Mutex;
use vern_core::id::SubjectId;
use vern_policy::Rules;
use vern_policy::charter::{Carried, Cookie};
use vern_text::{Language, text};

use crate::consent::{
    Channel, ConsentAct, Evidence, GivenConsent, How, WithdrawnConsent, nobody_may, version_of,
};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::pace::{Pace, Paid, SECOND_MICROS, whose};
use crate::problem::Problem;
use crate::vouched::VouchedFor;

/// From one address of the network: an office of visitors, and one more a second.
const FROM: Pace = Pace { at_once: 60, period_micros: SECOND_MICROS };

/// How often choices were recorded, by where they came from.
pub(crate) struct CookieDesk(Mutex<Paid<IpAddr>>);

impl Default for CookieDesk {
    fn default() -> Self {
        Self(Mutex::new(Paid::new()))
    }
}

/// One thing to say yes or no to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CookieQuestion {
    /// The activity that waits for the answer.
    pub activity: String,
    /// What it is called.
    pub label: String,
    /// The words that are said yes to.
    pub words: String,
    /// Their version.
    pub version: String,
    /// Their version in each language: a yes in one is a yes.
    pub versions: Vec<String>,
    /// What is stored then.
    pub cookies: Vec<CookieAsked>,
}

/// A cookie that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CookieAsked {
    /// Its name in the browser, where the charter tells.
    pub name: Option<String>,
    /// What it is for.
    pub what_for: String,
}

/// A yes.
#[derive(Debug, Clone)]
pub struct CookieYes {
    /// The activities, each with the version of the words that were shown.
    pub chosen: Vec<(String, String)>,
    /// The language they were shown in.
    pub language: Language,
    /// The website they were shown on: scheme and host, as the browser says.
    pub website: String,
    /// Where the request comes from. It is counted, and not kept.
    pub address: IpAddr,
}

impl Installation {
    /// What is asked on a website before anything is stored.
    ///
    /// # Errors
    /// `cookies.not_asked` where no cookie of the charter waits for consent to an activity; `charter.none_in_force`, `store.*`.
    pub fn cookie_questions(
        &self,
        controller: &Controller,
        language: Language,
    ) -> Result<Vec<CookieQuestion>, Problem> {
        let rules = self.rules_now(controller)?;
        let mut questions: Vec<CookieQuestion> = Vec::new();
        for (activity, cookie) in chosen_activities(&rules) {
            let asked = CookieAsked {
                name: cookie.name.stated().cloned(),
                what_for: cookie.what_for.own_in_language(language).to_owned(),
            };
            if let Some(known) = questions.iter_mut().find(|it| it.activity == activity) {
                known.cookies.push(asked);
                continue;
            }
            let declared = rules.charter().activities.iter().find(|it| it.id.value == activity);
            let Some((declared, words)) = declared.zip(rules.consent_text(activity, language)) else {
                continue;
            };
            questions.push(CookieQuestion {
                activity: activity.to_owned(),
                label: declared.label.own_in_language(language).to_owned(),
                words: words.to_owned(),
                version: version_of(words),
                versions: Language::ALL
                    .into_iter()
                    .filter_map(|language| rules.consent_text(activity, language).map(version_of))
                    .collect(),
                cookies: vec![asked],
            });
        }
        let carries = rules.carrying(Carried::Consents).is_some();
        if questions.is_empty() || !carries { Err(not_asked()) } else { Ok(questions) }
    }

    /// Records a yes, and gives what takes it back.
    ///
    /// # Errors
    /// `cookies.not_asked` for an activity that is not asked for here, or none; `cookies.too_many`; `consent.text_differs` for other words than those that
    /// apply; [`Problem::Refused`] where the charter does not let Vern record it; `role.none_for_vern`, `store.*`.
    pub async fn accept_cookies(
        &self,
        controller: &Arc<Controller>,
        yes: &CookieYes,
    ) -> Result<String, Problem> {
        let questions = self.cookie_questions(controller, yes.language)?;
        for (activity, version) in &yes.chosen {
            let asked = questions.iter().find(|it| it.activity == *activity).ok_or_else(not_asked)?;
            if asked.version != *version {
                return Err(Problem::Conflict { code: "consent.text_differs" });
            }
        }
        let once: std::collections::BTreeSet<&String> =
            yes.chosen.iter().map(|(activity, _)| activity).collect();
        if once.len() != yes.chosen.len() {
            return Err(not_asked());
        }
        self.take_cookie_turn(yes.address)?;
        let itself = self.acting_itself(controller)?;
        let mut subject: Option<SubjectId> = None;
        for (activity, version) in &yes.chosen {
            let given = GivenConsent {
                activity: activity.clone(),
                subject,
                category: None,
                evidence: Evidence {
                    language: yes.language,
                    text_version: version.clone(),
                    channel: Channel::Web,
                    place: place(yes.language, &yes.website),
                    act: ConsentAct::PressedButton,
                },
                reason: None,
            };
            subject = Some(self.give_consent(&itself, &given).await?.value.subject);
        }
        VouchedFor::CookieChoice.link_of(controller, subject.ok_or_else(not_asked)?)
    }

    /// Takes a yes back, whole: all that stands, whatever is asked by now. Done again, it is done.
    ///
    /// # Errors
    /// `cookies.receipt_unknown`, `cookies.too_many`; `conflict.busy`, `store.*`.
    pub async fn withdraw_cookies(
        &self,
        controller: &Arc<Controller>,
        receipt: &str,
        (language, website, address): (Language, &str, IpAddr),
    ) -> Result<(), Problem> {
        let subject = VouchedFor::CookieChoice.subject_of(controller, receipt);
        let subject = subject.ok_or(Problem::NotFound { code: "cookies.receipt_unknown" })?;
        self.take_cookie_turn(address)?;
        let standing = {
            let reader = self.reader()?;
            let rows = reader.snapshot()?.consents(controller.id(), subject)?;
            rows.into_iter().filter(|row| row.withdrawn_at.is_none())
        };
        for row in standing {
            let how = How {
                channel: Channel::Web,
                place: place(language, website),
                act: Some(ConsentAct::PressedButton),
            };
            let withdrawn = WithdrawnConsent { activity: row.activity.clone(), how: Some(how), reason: None };
            let done = match self.acting_itself(controller) {
                Ok(itself) => self.withdraw_consent(&itself, subject, &withdrawn).await.map(drop),
                Err(problem) => Err(problem),
            };
            match done {
                Err(problem) if nobody_may(&problem) => {
                    self.take_back_unrecorded(controller, (subject, &row.activity), Vec::new()).await?;
                }
                done => done?,
            }
        }
        Ok(())
    }

    fn take_cookie_turn(&self, address: IpAddr) -> Result<(), Problem> {
        let (from, now) = (whose(address), self.now().as_unsigned_micros());
        let mut asked = self.cookie_choices.0.lock();
        if asked.wait(&from, FROM, now).is_some() {
            return Err(Problem::Unavailable { code: "cookies.too_many" });
        }
        asked.take(from, FROM, now);
        Ok(())
    }
}

/// Activities that cookies wait for, each with the cookie.
pub(crate) fn chosen_activities(rules: &Rules) -> impl Iterator<Item = (&str, &Cookie)> {
    let cookies = rules.charter().cookies.iter().flat_map(|policy| &policy.value.cookies);
    cookies
        .filter(|cookie| cookie.consent)
        .filter_map(|cookie| Some((cookie.activity.as_ref()?.value.as_str(), cookie)))
}

fn place(language: Language, website: &str) -> String {
    text(language, "cookie-choice-place", &[("website", website.into())])
}

const fn not_asked() -> Problem {
    Problem::NotFound { code: "cookies.not_asked" }
}
