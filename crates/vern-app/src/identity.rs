//! Signing in on the word of an identity provider: the way there and back, the same for staff and for the people the data is about (ADR 0033).
//!
//! What binds the way back to the way there is a secret of the browser's, one of this server's, and what the provider signs; all of it is held in
//! memory, once, for ten minutes. A provider is offered where the operator's settings name the organisation and its charter in force names the provider
//! as a supplier. Deliberately not here: HTTP out (`vern-outbound`), cookies and pages; who somebody is to the organisation, which is `account`'s and
//! `my_page`'s to say.

mod desk;

use std::net::IpAddr;
use std::sync::Arc;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};
use vern_core::personal::Personal;
use vern_crypto::bearer::{BearerToken, bearer_hash, hashes_equal};
use vern_crypto::{CryptoError, random_bytes};
use vern_outbound::identity_provider::{
    AnsweredIdentity, AskedIdentity, AudienceSettings, Identity, IdentityError, IdentityProviderSettings,
};
use vern_outbound::{Outbound, OutboundError};
use vern_text::Language;

use crate::account::OpenedSession;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::my_page::OpenedMyPage;
use crate::problem::Problem;

pub(crate) use desk::IdentityDesk;
use desk::{AWAY_LIFE, Away};

/// What somebody goes to a provider for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// To sign in to their account.
    SignIn,
    /// To use an invitation, whose secret this is.
    Invitation(Personal<String>),
    /// To see what is held on them.
    MyPage,
}

/// A provider somebody may go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityOffer {
    /// Its name in addresses.
    pub id: String,
    /// What people know it as.
    pub name: String,
}

/// Somebody about to go.
pub struct IdentityRequest<'a> {
    /// To which provider.
    pub provider: &'a str,
    /// What for.
    pub errand: Errand,
    /// The language of their pages.
    pub language: Language,
    /// Scheme and host people reach these pages at.
    pub site: &'a str,
    /// Where the request comes from.
    pub from: IpAddr,
    /// The secret of the session this browser has, if any: it ends when another is opened.
    pub former: Option<Personal<String>>,
}

/// Somebody on their way.
pub struct Departure {
    token: BearerToken,
    address: String,
    /// How long they may stay away, in seconds.
    pub life_seconds: i64,
}

impl Departure {
    /// The secret of the browser, for one cookie.
    #[must_use]
    pub fn expose_text(&self) -> &str {
        self.token.expose_text()
    }

    /// Where the browser is sent.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// What a browser comes back with.
#[derive(Default)]
pub struct Returned<'a> {
    /// The secret of its cookie.
    pub secret: &'a str,
    /// The provider whose address it came back to.
    pub provider: &'a str,
    /// As sent along.
    pub state: &'a str,
    /// The code; none where the provider says no.
    pub code: Option<&'a str>,
    /// Whose answer it is (RFC 9207).
    pub issuer: Option<&'a str>,
}

/// Somebody back.
pub struct Arrival {
    /// At which organisation they set out.
    pub controller: Arc<Controller>,
    /// In which language.
    pub language: Language,
    /// What for.
    pub errand: Errand,
    /// Whether they are in.
    pub opened: Result<Opened, Problem>,
}

/// What is open to them.
pub enum Opened {
    /// The console.
    Console(OpenedSession),
    /// My page.
    MyPage(OpenedMyPage),
}

/// The path a provider sends browsers back to: one of its own each, so that no answer of one is taken for another's (RFC 9700 § 4.4.2).
#[must_use]
pub fn return_path(provider: &str) -> String {
    format!("/returned/{provider}")
}

/// Who someone is at an issuer, in a form that tells nothing else: its name for them is kept nowhere.
pub(crate) fn mark_of(identity: &Identity) -> Personal<String> {
    let hash = Sha256::new()
        .chain_update(b"vern identity\0")
        .chain_update(&identity.issuer)
        .chain_update(b"\0")
        .chain_update(identity.subject.as_bytes());
    Personal::new(HEXLOWER.encode(&hash.finalize()))
}

impl Installation {
    /// Lets people sign in on the word of the providers that can be asked this way. Said once, when it is served.
    pub fn ask_identities_through(&self, out: Arc<Outbound>) {
        // Whoever is second changes nothing.
        let _first = self.identities.out.set(out);
    }

    /// The providers whose word is taken for an errand, in the order of their names in the settings.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn identity_offers(
        &self,
        controller: &Controller,
        errand: &Errand,
    ) -> Result<Vec<IdentityOffer>, Problem> {
        let Some(out) = self.identities.out.get() else { return Ok(Vec::new()) };
        let rules = self.rules_now(controller)?;
        let is_ready = match errand {
            Errand::SignIn | Errand::Invitation(_) => crate::account::takes_identities(&rules),
            Errand::MyPage => crate::my_page::takes_identities(&rules),
        };
        if !is_ready {
            return Ok(Vec::new());
        }
        let offered = out.identity_providers().filter(|(_, settings)| {
            demand(settings, controller.slug(), errand).is_some()
                && settings
                    .organisations
                    .get(controller.slug())
                    .is_some_and(|used| rules.has_supplier(&used.supplier))
        });
        Ok(offered.map(|(id, it)| IdentityOffer { id: id.to_owned(), name: it.name.clone() }).collect())
    }

    /// What a provider is known as; its name in addresses where it is in the settings no more.
    #[must_use]
    pub fn identity_provider_name(&self, provider: &str) -> String {
        let settings = self.identities.out.get().and_then(|out| out.identity_provider(provider));
        settings.map_or_else(|| provider.to_owned(), |(_, settings)| settings.name.clone())
    }

    /// Sends somebody to a provider.
    ///
    /// # Errors
    /// `identity.not_offered`; `identity.too_many_tries`; `identity.unreachable` where the provider cannot be asked now, and
    /// `identity.not_as_agreed` where it is not as the settings say; `store.*`.
    pub async fn leave_to_identify(
        &self,
        controller: &Arc<Controller>,
        request: IdentityRequest<'_>,
    ) -> Result<Departure, Problem> {
        let not_offered = || Problem::NotFound { code: "identity.not_offered" };
        let offers = self.identity_offers(controller, &request.errand)?;
        if !offers.iter().any(|offer| offer.id == request.provider) {
            return Err(not_offered());
        }
        let out = self.identities.out.get().ok_or_else(not_offered)?;
        let (provider, settings) = out.identity_provider(request.provider).ok_or_else(not_offered)?;
        let demand = demand(settings, controller.slug(), &request.errand).ok_or_else(not_offered)?;
        if !self.identities.take(request.from, self.now()) {
            return Err(Problem::Unavailable { code: "identity.too_many_tries" });
        }
        let (state, nonce, verifier) = (drawn()?, drawn()?, drawn()?);
        let redirect_uri = format!("{}{}", request.site, return_path(request.provider));
        let asked = AskedIdentity {
            redirect_uri: &redirect_uri,
            state: &state,
            nonce: &nonce,
            challenge: &BASE64URL_NOPAD.encode(&Sha256::digest(&verifier)),
            language: request.language.as_str(),
            demand,
        };
        let address = provider.address_to_ask(out.egress(), self.unix_seconds(), &asked).await;
        let address = address.map_err(|error| problem(&error))?;
        let (token, now) = (BearerToken::generate()?, self.time_at(controller)?);
        let away = Away {
            controller: controller.id(),
            provider: request.provider.to_owned(),
            errand: request.errand,
            language: request.language,
            redirect_uri,
            state,
            nonce,
            verifier,
            from: request.from,
            former: request.former,
            until: now.plus_micros(AWAY_LIFE),
        };
        self.identities.keep(token.hash(), away, now);
        Ok(Departure { token, address, life_seconds: AWAY_LIFE / 1_000_000 })
    }

    /// Takes somebody back, once; the session their browser had before ends. None where this browser did not set out from here with what it brings, did
    /// so too long ago, or is back already: then nothing more of it is looked at.
    ///
    /// # Errors
    /// `store.*`. Whatever is wrong with what was brought stands in the arrival: `identity.*`, `account.*`, `my_page.*`.
    pub async fn return_from_identity(
        &self,
        returned: &Returned<'_>,
        from: IpAddr,
    ) -> Result<Option<Arrival>, Problem> {
        let Some(hash) = bearer_hash(returned.secret) else { return Ok(None) };
        let is_theirs =
            |away: &Away| away.provider == returned.provider && is_same(&away.state, returned.state);
        let Some(away) = self.identities.take_back(&hash, is_theirs) else { return Ok(None) };
        let controller = self.controller_by_id(away.controller)?;
        let now = self.time_at(&controller)?;
        if away.until <= now {
            return Ok(None);
        }
        let opened = self.admit(&controller, &away, returned, from).await;
        match (&opened, &away.former) {
            (Err(Problem::Denied { .. }), _) => self.identities.note_failure(away.from, now),
            (Ok(Opened::Console(_)), Some(former)) => self.end_session_of(former.reveal()).await?,
            (Ok(Opened::MyPage(_)), Some(former)) => self.end_my_page_of(former.reveal()).await?,
            _ => {}
        }
        Ok(Some(Arrival { controller, language: away.language, errand: away.errand, opened }))
    }

    async fn admit(
        &self,
        controller: &Arc<Controller>,
        away: &Away,
        returned: &Returned<'_>,
        from: IpAddr,
    ) -> Result<Opened, Problem> {
        let not_offered = || Problem::NotFound { code: "identity.not_offered" };
        let out = self.identities.out.get().ok_or_else(not_offered)?;
        let (provider, settings) = out.identity_provider(&away.provider).ok_or_else(not_offered)?;
        let demand = demand(settings, controller.slug(), &away.errand).ok_or_else(not_offered)?;
        let now = self.unix_seconds();
        // Before the code is given to anyone: whose answer it is.
        let own = provider.check_issuer(out.egress(), now, returned.issuer).await;
        own.map_err(|error| problem(&error))?;
        let code = returned.code.ok_or(Problem::Denied { code: "identity.declined" })?;
        let answered = AnsweredIdentity {
            code,
            verifier: &away.verifier,
            redirect_uri: &away.redirect_uri,
            nonce: &away.nonce,
            statement_id: &drawn()?,
            demand,
            wants_national_id: away.errand == Errand::MyPage,
        };
        let identity = provider.identify(out.egress(), now, &answered).await;
        let identity = identity.map_err(|error| problem(&error))?;
        let by = (away.provider.as_str(), from);
        match &away.errand {
            Errand::SignIn => self.sign_in_as(controller, &identity, by).await.map(Opened::Console),
            Errand::Invitation(secret) => {
                self.activate_as(controller, secret, (&identity, by)).await.map(Opened::Console)
            }
            Errand::MyPage => self.enter_my_page_as(controller, &identity).await.map(Opened::MyPage),
        }
    }
}

/// What an organisation demands of a provider for an errand; none where it does not take its word.
fn demand<'a>(
    settings: &'a IdentityProviderSettings,
    organisation: &str,
    errand: &Errand,
) -> Option<&'a AudienceSettings> {
    let used = settings.organisations.get(organisation)?;
    match errand {
        Errand::SignIn | Errand::Invitation(_) => used.staff.as_ref(),
        Errand::MyPage => used.subjects.as_ref(),
    }
}

/// 256 random bits, as text that stands in addresses.
fn drawn() -> Result<String, CryptoError> {
    Ok(BASE64URL_NOPAD.encode(&random_bytes::<32>()?))
}

fn is_same(one: &str, other: &str) -> bool {
    hashes_equal(&Sha256::digest(one).into(), &Sha256::digest(other).into())
}

/// What whoever signs in is told. Why it is so is for whoever runs the server: nothing the provider said of anyone is in it.
fn problem(error: &IdentityError) -> Problem {
    let told = match error {
        IdentityError::TooWeak => return Problem::Denied { code: "identity.too_weak" },
        IdentityError::CodeRefused | IdentityError::NotProven(_) => {
            Problem::Denied { code: "identity.not_proven" }
        }
        IdentityError::Outbound(
            OutboundError::Unreachable
            | OutboundError::TooSlow
            | OutboundError::Later
            | OutboundError::NotResolved
            | OutboundError::TlsFailed,
        ) => Problem::Unavailable { code: "identity.unreachable" },
        IdentityError::Outbound(_) | IdentityError::Metadata(_) | IdentityError::ClientRefused => {
            Problem::Unavailable { code: "identity.not_as_agreed" }
        }
    };
    tracing::warn!(code = told.code(), cause = %error, "identity provider");
    told
}
