//! Identity providers: who someone is, on a provider's word (OpenID Connect Core 1.0, authorization code flow with PKCE, RFC 7636; ADR 0033).
//!
//! What a provider says of itself is fetched from its issuer and held for an hour; its keys are fetched again when one is named that is not there, at
//! most once a minute. Nothing is connected to that the settings do not name, whatever the metadata says. Signatures are checked by `jsonwebtoken` on
//! the same cryptography as everything else; what an ID token must say is checked here, in one place (`id_token`). Deliberately not here: state, cookies
//! and pages; who may sign in with what; any clock or randomness: both come in.

mod client;
mod id_token;
mod metadata;
mod settings;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use form_urlencoded::Serializer;
use http_body_util::Full;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Request, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use crate::egress::{Egress, within};
use crate::error::OutboundError;
use crate::http::{HttpAnswer, HttpSession};
use crate::secret::{Secret, SecretName};
use crate::settings::{HttpsAddress, SettingsError};

use client::Client;
pub use id_token::Algorithm;
use id_token::{Expected, IdToken};
use metadata::{Known, Metadata};
pub(crate) use settings::is_id as is_provider_id;
pub use settings::{AudienceSettings, ClientLogin, IdentityProviderSettings, ProviderUse};

/// How long all that is asked of a provider in one step may take together: somebody waits before an empty page.
const STEP_MAX: Duration = Duration::from_secs(10);

/// Why nobody can be told who someone is. Holds nothing the provider said of anyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// It could not be asked.
    #[error("the identity provider could not be asked: {0}")]
    Outbound(#[from] OutboundError),
    /// What it says of itself is not what the settings say, or not what is needed.
    #[error("the identity provider is not as the settings say: {0}")]
    Metadata(&'static str),
    /// It takes the code for none of its own.
    #[error("the identity provider did not take the code")]
    CodeRefused,
    /// It does not take this server for its client.
    #[error("the identity provider did not take this server for its client")]
    ClientRefused,
    /// What it says does not hold.
    #[error("what the identity provider says does not hold: {0}")]
    NotProven(&'static str),
    /// It is less sure of who this is than was asked for, or was so too long ago.
    #[error("the identity provider is less sure than was asked for")]
    TooWeak,
}

/// What a browser is sent to a provider with.
pub struct AskedIdentity<'a> {
    /// Where it is to come back to.
    pub redirect_uri: &'a str,
    /// Binds the answer to the browser.
    pub state: &'a str,
    /// Binds the ID token to this question.
    pub nonce: &'a str,
    /// Hash of the verifier (RFC 7636 § 4.2, `S256`).
    pub challenge: &'a str,
    /// Language of the provider's pages.
    pub language: &'a str,
    /// What is demanded.
    pub demand: &'a AudienceSettings,
}

/// What a browser came back with, and what it is held against.
pub struct AnsweredIdentity<'a> {
    /// The code.
    pub code: &'a str,
    /// What the challenge was the hash of.
    pub verifier: &'a str,
    /// As it was asked with.
    pub redirect_uri: &'a str,
    /// As it was asked with.
    pub nonce: &'a str,
    /// Names the client's own statement, once.
    pub statement_id: &'a str,
    /// As it was asked with.
    pub demand: &'a AudienceSettings,
    /// Whether a national identity number is wanted.
    pub wants_national_id: bool,
}

/// Who someone is, on a provider's word. Prints nothing of it.
pub struct Identity {
    /// Whose word it is.
    pub issuer: String,
    /// The person at this issuer, and nowhere else.
    pub subject: Zeroizing<String>,
    /// How sure the issuer is, in its own words; none where it does not say.
    pub acr: Option<String>,
    /// The national identity number, where it was wanted.
    pub national_id: Option<Zeroizing<String>>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(***)")
    }
}

/// A provider of identities.
pub struct IdentityProvider {
    issuer: String,
    address: HttpsAddress,
    client: Client,
    scopes: String,
    algorithms: Vec<Algorithm>,
    national_id_claim: Option<String>,
    known: Mutex<Known>,
}

/// What the token endpoint answers with. Wiped when it goes.
#[derive(Deserialize)]
struct Tokens {
    id_token: Zeroizing<String>,
    access_token: Option<Zeroizing<String>>,
    token_type: Option<String>,
}

impl IdentityProvider {
    /// The provider the settings describe.
    ///
    /// # Errors
    /// A secret that cannot be read, or a key of another form than its algorithm's.
    pub fn open(
        settings: &IdentityProviderSettings,
        secret: impl Fn(&SecretName) -> Result<Secret, SettingsError>,
        key: impl Fn(&SecretName) -> Result<Secret, SettingsError>,
    ) -> Result<Self, SettingsError> {
        Ok(Self {
            issuer: settings.issuer.clone(),
            address: settings.address()?,
            client: Client::open(settings, secret, key)?,
            scopes: settings.scopes.join(" "),
            algorithms: settings.signed_with.clone(),
            national_id_claim: settings.national_id_claim.clone(),
            known: Mutex::default(),
        })
    }

    /// Whether an answer is this provider's own: the `iss` beside the code (RFC 9207), demanded of whoever says they send it.
    ///
    /// # Errors
    /// [`IdentityError::NotProven`]; as [`IdentityProvider::address_to_ask`].
    pub async fn check_issuer(
        &self,
        egress: &Egress,
        now: u64,
        issuer: Option<&str>,
    ) -> Result<(), IdentityError> {
        match issuer {
            Some(issuer) if issuer == self.issuer => Ok(()),
            Some(_) => Err(IdentityError::NotProven("another issuer beside the code")),
            None => {
                let metadata = within(STEP_MAX, self.metadata(egress, now)).await??;
                if metadata.sends_issuer {
                    return Err(IdentityError::NotProven("no issuer beside the code"));
                }
                Ok(())
            }
        }
    }

    /// The address a browser is sent to. `now` is in seconds since 1970.
    ///
    /// # Errors
    /// [`IdentityError::Outbound`], [`IdentityError::Metadata`].
    pub async fn address_to_ask(
        &self,
        egress: &Egress,
        now: u64,
        asked: &AskedIdentity<'_>,
    ) -> Result<String, IdentityError> {
        let metadata = within(STEP_MAX, self.metadata(egress, now)).await??;
        let mut query = Serializer::new(String::new());
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", self.client.id())
            .append_pair("redirect_uri", asked.redirect_uri)
            .append_pair("scope", &self.scopes)
            .append_pair("state", asked.state)
            .append_pair("nonce", asked.nonce)
            .append_pair("code_challenge", asked.challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("ui_locales", asked.language);
        if !asked.demand.acr.is_empty() {
            query.append_pair("acr_values", &asked.demand.acr.join(" "));
        }
        if let Some(seconds) = asked.demand.max_age_seconds {
            query.append_pair("max_age", &seconds.to_string());
        }
        let joint = if metadata.authorization_endpoint.contains('?') { '&' } else { '?' };
        Ok(format!("{}{joint}{}", metadata.authorization_endpoint, query.finish()))
    }

    /// Exchanges a code for who someone is, with everything checked that is to be checked.
    ///
    /// # Errors
    /// [`IdentityError`], each of its kinds.
    pub async fn identify(
        &self,
        egress: &Egress,
        now: u64,
        answered: &AnsweredIdentity<'_>,
    ) -> Result<Identity, IdentityError> {
        within(STEP_MAX, self.identify_in_time(egress, now, answered)).await?
    }

    async fn identify_in_time(
        &self,
        egress: &Egress,
        now: u64,
        answered: &AnsweredIdentity<'_>,
    ) -> Result<Identity, IdentityError> {
        let metadata = self.metadata(egress, now).await?;
        let tokens = self.redeem(egress, now, &metadata, answered).await?;
        let token = self.checked(egress, now, &tokens, answered).await?;
        let national_id = match &self.national_id_claim {
            Some(claim) if answered.wants_national_id => {
                Some(self.claim(egress, &metadata, (claim, &token), &tokens).await?)
            }
            _ => None,
        };
        Ok(Identity {
            issuer: self.issuer.clone(),
            subject: token.subject.clone(),
            acr: token.acr.clone(),
            national_id,
        })
    }

    async fn redeem(
        &self,
        egress: &Egress,
        now: u64,
        metadata: &Metadata,
        answered: &AnsweredIdentity<'_>,
    ) -> Result<Tokens, IdentityError> {
        let request = self.exchange(&metadata.token_endpoint, now, answered)?;
        let answer = ask(egress, &metadata.token_endpoint, request).await?;
        if answer.status != StatusCode::OK {
            return Err(refusal(&answer));
        }
        serde_json::from_slice(&answer.body).map_err(|_| OutboundError::NotUnderstood.into())
    }

    fn exchange(
        &self,
        endpoint: &HttpsAddress,
        now: u64,
        answered: &AnsweredIdentity<'_>,
    ) -> Result<Request<Full<Bytes>>, IdentityError> {
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", answered.code)
            .append_pair("redirect_uri", answered.redirect_uri)
            .append_pair("code_verifier", answered.verifier);
        let login = self.client.login(&mut form, &self.issuer, now, answered.statement_id)?;
        let mut request = request_to(endpoint, hyper::Method::POST, form.finish())?;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        if let Some(login) = login {
            headers.insert(AUTHORIZATION, login);
        }
        Ok(request)
    }

    /// The ID token, with its signature and all it says checked.
    async fn checked(
        &self,
        egress: &Egress,
        now: u64,
        tokens: &Tokens,
        answered: &AnsweredIdentity<'_>,
    ) -> Result<IdToken, IdentityError> {
        let header = id_token::header(&tokens.id_token, &self.algorithms)?;
        let key = self.key(egress, now, &header).await?;
        id_token::check(
            &tokens.id_token,
            &header,
            &key,
            &Expected {
                issuer: &self.issuer,
                client: self.client.id(),
                nonce: answered.nonce,
                now,
                acr: &answered.demand.acr,
                max_age_seconds: answered.demand.max_age_seconds,
            },
        )
    }

    /// A claim of the ID token; where it is not there, of what the provider tells whoever has the access token, of the same person.
    async fn claim(
        &self,
        egress: &Egress,
        metadata: &Metadata,
        (claim, token): (&str, &IdToken),
        tokens: &Tokens,
    ) -> Result<Zeroizing<String>, IdentityError> {
        let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(ToOwned::to_owned);
        if let Some(value) = token.others.get(claim).and_then(text) {
            return Ok(Zeroizing::new(value));
        }
        let missing = IdentityError::NotProven("the claim with the identity number is missing");
        let (Some(endpoint), Some(access)) = (&metadata.userinfo_endpoint, &tokens.access_token) else {
            return Err(missing);
        };
        if !tokens.token_type.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return Err(missing);
        }
        let bearer = Zeroizing::new(format!("Bearer {}", access.as_str()));
        let mut bearer =
            HeaderValue::from_str(&bearer).map_err(|_| IdentityError::from(OutboundError::NotUnderstood))?;
        bearer.set_sensitive(true);
        let mut request = request_to(endpoint, hyper::Method::GET, String::new())?;
        request.headers_mut().insert(AUTHORIZATION, bearer);
        let answer = ask(egress, endpoint, request).await?;
        if answer.status != StatusCode::OK {
            return Err(missing);
        }
        let told: Value = serde_json::from_slice(&answer.body).map_err(|_| OutboundError::NotUnderstood)?;
        if told.get("sub").and_then(Value::as_str) != Some(token.subject.as_str()) {
            return Err(IdentityError::NotProven("told of somebody else"));
        }
        told.get(claim).and_then(text).map(Zeroizing::new).ok_or(missing)
    }
}

/// What a refusal of the token endpoint means (RFC 6749 § 5.2).
fn refusal(answer: &HttpAnswer) -> IdentityError {
    if answer.status.is_redirection() {
        return OutboundError::Redirected.into();
    }
    if !answer.status.is_client_error() {
        return OutboundError::Later.into();
    }
    let told: Option<Value> = serde_json::from_slice(&answer.body).ok();
    match told.as_ref().and_then(|told| told.get("error")).and_then(Value::as_str) {
        Some("invalid_grant") => IdentityError::CodeRefused,
        _ => IdentityError::ClientRefused,
    }
}

fn request_to(
    to: &HttpsAddress,
    method: hyper::Method,
    body: String,
) -> Result<Request<Full<Bytes>>, OutboundError> {
    Request::builder()
        .method(method)
        .uri(&to.path)
        .header(HOST, &to.authority)
        .header(ACCEPT, "application/json")
        .body(Full::new(Bytes::from(body)))
        .map_err(|_| OutboundError::MessageForm)
}

async fn ask(
    egress: &Egress,
    to: &HttpsAddress,
    request: Request<Full<Bytes>>,
) -> Result<HttpAnswer, OutboundError> {
    HttpSession::open(egress, &to.host, to.port).await?.ask(request).await
}
