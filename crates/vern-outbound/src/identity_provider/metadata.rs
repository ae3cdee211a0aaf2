//! What a provider says of itself (OpenID Connect Discovery 1.0) and by which keys it signs (RFC 7517): fetched, checked, held for a while.

use hyper::StatusCode;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::id_token::Header;
use super::{IdentityError, IdentityProvider, ask, request_to};
use crate::egress::Egress;
use crate::error::OutboundError;
use crate::settings::{HttpsAddress, parse_address};

/// How long what was fetched is held, in seconds. A key that was withdrawn is trusted for no longer.
const HELD_SECONDS: u64 = 60 * 60;
/// How long a key that is not there is not asked for again: whoever makes up key ids makes nobody ask more often.
const ASKED_AGAIN_SECONDS: u64 = 60;
/// Longest address a browser is sent to, without what is asked.
const ENDPOINT_BYTES_MAX: usize = 1024;

/// What is known of a provider, and since when, in seconds since 1970.
#[derive(Default)]
pub(super) struct Known {
    metadata: Option<(u64, Metadata)>,
    keys: Option<(u64, Vec<Jwk>)>,
}

/// What a provider says of itself, checked.
#[derive(Clone)]
pub(super) struct Metadata {
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: HttpsAddress,
    pub(super) userinfo_endpoint: Option<HttpsAddress>,
    jwks_uri: HttpsAddress,
    /// It says beside each code whose it is (RFC 9207).
    pub(super) sends_issuer: bool,
}

/// The same as it is written.
#[derive(Deserialize)]
struct Told {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    #[serde(default)]
    userinfo_endpoint: Option<String>,
    jwks_uri: String,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Told {
    fn checked(self, issuer: &str) -> Result<Metadata, IdentityError> {
        let wrong = IdentityError::Metadata;
        if self.issuer != issuer {
            return Err(wrong("its issuer is another"));
        }
        if !self.code_challenge_methods_supported.iter().any(|method| method == "S256") {
            return Err(wrong("it does not do PKCE with S256"));
        }
        let address = |text: &str| parse_address(text).ok_or(wrong("an address is not https"));
        let browser = &self.authorization_endpoint;
        // A browser is sent there: no more than an address, and nothing that could be read as another.
        address(browser)?;
        if browser.len() > ENDPOINT_BYTES_MAX || !browser.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("an address is not of its form"));
        }
        Ok(Metadata {
            token_endpoint: address(&self.token_endpoint)?,
            userinfo_endpoint: self.userinfo_endpoint.as_deref().map(address).transpose()?,
            jwks_uri: address(&self.jwks_uri)?,
            sends_issuer: self.authorization_response_iss_parameter_supported,
            authorization_endpoint: self.authorization_endpoint,
        })
    }
}

impl IdentityProvider {
    pub(super) async fn metadata(&self, egress: &Egress, now: u64) -> Result<Metadata, IdentityError> {
        let mut known = self.known.lock().await;
        if let Some((since, metadata)) = &known.metadata
            && now.abs_diff(*since) < HELD_SECONDS
        {
            return Ok(metadata.clone());
        }
        let mut address = self.address.clone();
        address.path = format!("{}/.well-known/openid-configuration", address.path.trim_end_matches('/'));
        let told: Told = fetch(egress, &address).await?;
        let metadata = told.checked(&self.issuer)?;
        known.metadata = Some((now, metadata.clone()));
        Ok(metadata)
    }

    /// The key a token says it is signed with.
    pub(super) async fn key(&self, egress: &Egress, now: u64, header: &Header) -> Result<Jwk, IdentityError> {
        let metadata = self.metadata(egress, now).await?;
        let mut known = self.known.lock().await;
        if let Some((since, keys)) = &known.keys {
            let age = now.abs_diff(*since);
            match named(keys, header) {
                Ok(key) if age < HELD_SECONDS => return Ok(key.clone()),
                Err(missing) if age < ASKED_AGAIN_SECONDS => return Err(missing),
                _ => {}
            }
        }
        let set: JwkSet = fetch(egress, &metadata.jwks_uri).await?;
        let found = named(&set.keys, header).cloned();
        known.keys = Some((now, set.keys));
        found
    }
}

/// The key of a name that can sign this way; without a name, the only one that can.
fn named<'a>(keys: &'a [Jwk], header: &Header) -> Result<&'a Jwk, IdentityError> {
    let can_sign = |key: &&Jwk| {
        let is_for_signing =
            key.common.public_key_use.as_ref().is_none_or(|used| *used == PublicKeyUse::Signature);
        let is_named = header.key_id.is_none() || key.common.key_id == header.key_id;
        is_for_signing && is_named && header.algorithm.fits(key)
    };
    let mut fitting = keys.iter().filter(can_sign);
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => Ok(key),
        _ => Err(IdentityError::NotProven("signed with a key the provider does not have")),
    }
}

async fn fetch<T: DeserializeOwned>(egress: &Egress, from: &HttpsAddress) -> Result<T, OutboundError> {
    let answer = ask(egress, from, request_to(from, hyper::Method::GET, String::new())?).await?;
    match answer.status {
        StatusCode::OK => serde_json::from_slice(&answer.body).map_err(|_| OutboundError::NotUnderstood),
        status if status.is_redirection() => Err(OutboundError::Redirected),
        status if status.is_server_error() => Err(OutboundError::Later),
        _ => Err(OutboundError::NotUnderstood),
    }
}
