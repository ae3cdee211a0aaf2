//! Asking for a code, and using it. Whoever asks is answered before anyone is looked up, so that neither words nor time tell whether someone is held.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::OwnedSemaphorePermit;
use vern_core::case::Strength;
use vern_core::identifier::{EmailAddress, PhoneNumber};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_crypto::bearer::{BearerToken, bearer_hash};
use vern_policy::Rules;
use vern_policy::charter::Carried;
use vern_text::{Language, text};

use super::desk::{Address, CODE_LIFE, LONG_LIFE, Turn};
use super::session::OpenedMyPage;
use crate::clock::issue_message;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::outbox::secret::{Mark, SentTo};
use crate::outbox::{Channel, Message};
use crate::problem::Problem;

/// Longest address anyone has, in bytes (RFC 5321 § 4.5.3.1).
const ADDRESS_BYTES_MAX: usize = 254;

/// Someone who asks for a code.
pub struct CodeRequest {
    /// E-mail address or phone number, as typed.
    pub address: Personal<String>,
    /// The language of the message.
    pub language: Language,
    /// Where the request comes from.
    pub from: IpAddr,
}

/// A code that was asked for.
pub struct AskedCode {
    token: BearerToken,
    /// How long it holds, in seconds.
    pub life_seconds: i64,
    /// What is left to do, once whoever asked has their answer.
    pub errand: CodeErrand,
}

impl AskedCode {
    /// The secret of the browser that asked, for one cookie.
    #[must_use]
    pub fn expose_text(&self) -> &str {
        self.token.expose_text()
    }
}

/// A code to be sent to whoever has an address, if anyone is held who has.
pub struct CodeErrand {
    controller: Arc<Controller>,
    address: Address,
    /// The browser that asked.
    asked_by: [u8; 32],
    language: Language,
    _among: OwnedSemaphorePermit,
}

impl Installation {
    /// Takes in that someone asks for a code. Nobody is looked up yet.
    ///
    /// # Errors
    /// `my_page.not_offered`; `my_page.address_form` for what is neither an e-mail address nor a phone number; `my_page.too_many_tries`; `store.*`.
    pub fn ask_my_page_code(
        &self,
        controller: &Arc<Controller>,
        asked: &CodeRequest,
    ) -> Result<AskedCode, Problem> {
        let rules = self.rules_now(controller)?;
        require_codes(&rules)?;
        let address = address_of(&rules, asked.address.reveal())
            .ok_or_else(|| Problem::invalid_field("my_page.address_form", "address"))?;
        let throttle = &self.codes.throttle;
        let try_of = throttle.try_of(controller.id(), address.value.reveal(), asked.from);
        if throttle.take(try_of, self.now()).is_err() {
            return Err(Problem::Unavailable { code: "my_page.too_many_tries" });
        }
        let among = self.codes.errand()?;
        let (token, now) = (BearerToken::generate()?, self.time_at(controller)?);
        self.codes.wait(token.hash(), (controller.id(), address.clone()), asked.from, now);
        let errand = CodeErrand {
            controller: Arc::clone(controller),
            address,
            asked_by: token.hash(),
            language: asked.language,
            _among: among,
        };
        Ok(AskedCode { token, life_seconds: CODE_LIFE / 1_000_000, errand })
    }

    /// Looks up who has the address a code was asked for, and sends it if someone does. The look-up is in the journal; that nobody was found is not
    /// told to whoever asked, and there is no code then.
    ///
    /// # Errors
    /// [`Problem::Refused`] where Vern's own role has not what it takes, or the outbox has no place for such messages; `outbox.*`, `store.*`.
    pub async fn send_my_page_code(&self, errand: CodeErrand) -> Result<(), Problem> {
        let controller = &errand.controller;
        let itself = self.acting_itself(controller)?;
        if self.people_with(&itself, &errand.address).await?.is_empty() {
            return Ok(());
        }
        let now = self.time_at(controller)?;
        let turn = self.codes.turn(&errand.asked_by, now);
        let (mark, life) = match turn {
            Turn::Short => (Mark::Code, CODE_LIFE),
            Turn::Long => (Mark::LongCode, LONG_LIFE),
            Turn::Sent => return Ok(()),
        };
        let queued = async {
            let id = issue_message(now)?;
            let code = SentTo { message: id, address: errand.address.value.reveal() };
            let code = code.secret(controller, mark)?;
            // It counts before it is on its way, and whoever reads what waits does not read it there.
            self.codes.expect(&errand.asked_by, (turn, code.reveal()));
            let message = errand.message(&*self.rules_now(controller)?, mark, now.plus_micros(life));
            self.queue_message_as(&itself, id, &message).await.map(drop)
        };
        let queued = queued.await;
        if queued.is_err() {
            self.codes.forget(&errand.asked_by, turn);
        }
        queued
    }

    /// Whether a browser has a code out that still holds.
    ///
    /// # Errors
    /// `store.*`.
    pub fn awaits_my_page_code(&self, controller: &Arc<Controller>, secret: &str) -> Result<bool, Problem> {
        let Some(hash) = bearer_hash(secret) else { return Ok(false) };
        Ok(self.codes.is_waiting(&hash, controller.id(), self.time_at(controller)?))
    }

    /// Uses a code, and opens a session under a secret that is new.
    ///
    /// # Errors
    /// `my_page.code_wrong` whatever was wrong with it: another code, another browser, used, too old, tried too often; `my_page.shared_address` where
    /// the address leads to more than one person; `my_page.not_offered`, `store.*`.
    pub async fn enter_my_page(
        &self,
        controller: &Arc<Controller>,
        secret: &str,
        typed: &Personal<String>,
    ) -> Result<OpenedMyPage, Problem> {
        require_codes(&*self.rules_now(controller)?)?;
        let wrong = || Problem::Denied { code: "my_page.code_wrong" };
        let hash = bearer_hash(secret).ok_or_else(wrong)?;
        let typed: String = typed.reveal().chars().filter(|it| !it.is_whitespace()).collect();
        let now = self.time_at(controller)?;
        let address = self.codes.try_code(&hash, (controller.id(), &typed), now).ok_or_else(wrong)?;
        let itself = self.acting_itself(controller)?;
        let found = self.people_with(&itself, &address).await?;
        if found.is_empty() {
            return Err(wrong());
        }
        let subjects = self.one_person(controller, &address, &found)?;
        let subjects = subjects.ok_or(Problem::Denied { code: "my_page.shared_address" })?;
        self.open_my_page(controller, subjects, Strength::KnownContact).await
    }
}

impl CodeErrand {
    /// The message that carries a code, with a mark in its place.
    fn message(&self, rules: &Rules, mark: Mark, until: Instant) -> Message {
        let organisation = rules.charter().organisation.name.as_str();
        let length = if mark == Mark::LongCode { "long" } else { "short" };
        let say = |id: &str| {
            let variables = [
                ("organisation", organisation.into()),
                ("code", mark.text().into()),
                ("length", length.into()),
            ];
            text(self.language, id, &variables)
        };
        let channel = match self.address.kind {
            DataKind::Email => Channel::Email,
            _ => Channel::Sms,
        };
        let (heading, words) = match channel {
            Channel::Email => (Some(Personal::new(say("my-page-code-heading"))), say("my-page-code-email")),
            Channel::Sms => (None, say("my-page-code-sms")),
        };
        let outbox = rules.carrying(Carried::Outbox);
        // It is nobody's yet: that the address is theirs is what the code is to show. So it hangs on nothing that is said of the person.
        Message {
            channel,
            whose: None,
            category: outbox.and_then(|outbox| first_category(rules, outbox)),
            to: self.address.value.clone(),
            language: self.language,
            heading,
            text: Personal::new(words),
            headers: BTreeMap::new(),
            not_after: Some(until),
        }
    }
}

/// Refuses codes where none can be sent.
fn require_codes(rules: &Rules) -> Result<(), Problem> {
    let sent_to = |contact: &super::Contact| contact.kind != DataKind::NationalId;
    let has_any = super::contacts(rules).iter().any(sent_to);
    if has_any { Ok(()) } else { Err(Problem::NotFound { code: "my_page.not_offered" }) }
}

/// What was typed, as what it is. A number without a country is one of the organisation's own.
fn address_of(rules: &Rules, typed: &str) -> Option<Address> {
    let typed = typed.trim();
    if typed.len() > ADDRESS_BYTES_MAX {
        return None;
    }
    if let Ok(email) = EmailAddress::parse(typed) {
        let value = DataKind::Email.normal_form(email.address()).ok()?;
        return Some(Address { kind: DataKind::Email, value: Personal::new(value) });
    }
    let country = rules.charter().organisation.country.stated().and_then(|country| match country.as_str() {
        "NO" => Some(vern_core::identifier::PhoneCountry::Norway),
        "SE" => Some(vern_core::identifier::PhoneCountry::Sweden),
        _ => None,
    });
    let phone = PhoneNumber::parse(typed, country).ok()?;
    Some(Address { kind: DataKind::Phone, value: Personal::new(phone.normal_form()) })
}

fn first_category(rules: &Rules, activity: &str) -> Option<String> {
    let declared = rules.charter().activities.iter().find(|declared| declared.id.value == activity)?;
    declared.subjects.value.first().map(|category| category.value.clone())
}
