//! An ID token (OpenID Connect Core § 3.1.3.7): how it is signed, and all it must say. Whatever is not as it must be, nobody is anybody.

use std::collections::BTreeMap;

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm};
use jsonwebtoken::{DecodingKey, Validation};
use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use super::IdentityError;

/// How far clocks may be apart, in seconds.
const LEEWAY_SECONDS: u64 = 60;
/// How old a token may be that was issued for a code used just now, in seconds.
const ISSUED_SECONDS_MAX: u64 = 10 * 60;
/// Longest name of a person at an issuer (OpenID Connect Core § 2).
const SUBJECT_BYTES_MAX: usize = 255;
const TOKEN_BYTES_MAX: usize = 32 * 1024;
const ACR_BYTES_MAX: usize = 200;

/// What something is signed by. No algorithm with a shared secret is among them, and none without a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Algorithm {
    /// RSA with SHA-256 (RFC 7518 § 3.3).
    #[serde(rename = "RS256")]
    Rs256,
    /// RSA-PSS with SHA-256 (§ 3.5).
    #[serde(rename = "PS256")]
    Ps256,
    /// ECDSA on P-256 (§ 3.4).
    #[serde(rename = "ES256")]
    Es256,
    /// Ed25519 (RFC 8037).
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algorithm {
    const ALL: [Self; 4] = [Self::Rs256, Self::Ps256, Self::Es256, Self::EdDsa];

    pub(super) const fn known(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::Rs256 => jsonwebtoken::Algorithm::RS256,
            Self::Ps256 => jsonwebtoken::Algorithm::PS256,
            Self::Es256 => jsonwebtoken::Algorithm::ES256,
            Self::EdDsa => jsonwebtoken::Algorithm::EdDSA,
        }
    }

    /// Whether a key is of its kind, and kept for no other algorithm.
    pub(super) fn fits(self, key: &Jwk) -> bool {
        let is_of_kind = match (self, &key.algorithm) {
            (Self::Rs256 | Self::Ps256, AlgorithmParameters::RSA(_)) => true,
            (Self::Es256, AlgorithmParameters::EllipticCurve(key)) => key.curve == EllipticCurve::P256,
            (Self::EdDsa, AlgorithmParameters::OctetKeyPair(key)) => key.curve == EllipticCurve::Ed25519,
            _ => false,
        };
        let of = match self {
            Self::Rs256 => KeyAlgorithm::RS256,
            Self::Ps256 => KeyAlgorithm::PS256,
            Self::Es256 => KeyAlgorithm::ES256,
            Self::EdDsa => KeyAlgorithm::EdDSA,
        };
        is_of_kind && key.common.key_algorithm.is_none_or(|kept_for| kept_for == of)
    }
}

/// How a token says it is signed.
pub(super) struct Header {
    pub(super) algorithm: Algorithm,
    pub(super) key_id: Option<String>,
}

/// What a token is held against.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: u64,
    pub(super) acr: &'a [String],
    pub(super) max_age_seconds: Option<u64>,
}

/// A token that holds.
pub(super) struct IdToken {
    pub(super) subject: Zeroizing<String>,
    pub(super) acr: Option<String>,
    pub(super) others: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: Zeroizing<String>,
    aud: Audience,
    exp: u64,
    iat: u64,
    #[serde(default)]
    nbf: Option<u64>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    acr: Option<String>,
    #[serde(default)]
    auth_time: Option<u64>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// How a token is signed, if that is a way the settings take.
pub(super) fn header(token: &str, taken: &[Algorithm]) -> Result<Header, IdentityError> {
    let wrong = IdentityError::NotProven("signed in a way that is not taken");
    if token.len() > TOKEN_BYTES_MAX {
        return Err(wrong);
    }
    // An algorithm nobody knows, `none` among them, is no header.
    let header = jsonwebtoken::decode_header(token).map_err(|_| wrong)?;
    let algorithm = Algorithm::ALL.into_iter().find(|it| it.known() == header.alg && taken.contains(it));
    match algorithm {
        // What must be understood and is not, must be refused (RFC 7515 § 4.1.11).
        Some(algorithm) if header.crit.is_none() => Ok(Header { algorithm, key_id: header.kid }),
        _ => Err(wrong),
    }
}

/// Checks a token's signature, and all it says.
pub(super) fn check(
    token: &str,
    header: &Header,
    key: &Jwk,
    expected: &Expected<'_>,
) -> Result<IdToken, IdentityError> {
    let wrong = IdentityError::NotProven;
    let key = DecodingKey::from_jwk(key).map_err(|_| wrong("a key is of no form"))?;
    // Times and names are checked below, by the clock there is; this checks the signature.
    let mut signature = Validation::new(header.algorithm.known());
    signature.required_spec_claims.clear();
    (signature.validate_exp, signature.validate_aud) = (false, false);
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &signature);
    let claims = claims.map_err(|_| wrong("the signature or the form of the token"))?.claims;
    if claims.iss != expected.issuer {
        return Err(wrong("another issuer"));
    }
    check_audience(&claims, expected.client)?;
    check_times(&claims, expected)?;
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return Err(wrong("another nonce"));
    }
    if claims.sub.is_empty() || claims.sub.len() > SUBJECT_BYTES_MAX {
        return Err(wrong("a subject of no form"));
    }
    let is_line = |acr: &String| acr.len() <= ACR_BYTES_MAX && !acr.chars().any(char::is_control);
    if !claims.acr.as_ref().is_none_or(is_line) {
        return Err(wrong("a level of no form"));
    }
    let is_enough =
        expected.acr.is_empty() || claims.acr.as_ref().is_some_and(|acr| expected.acr.contains(acr));
    if !is_enough {
        return Err(IdentityError::TooWeak);
    }
    Ok(IdToken { subject: claims.sub, acr: claims.acr, others: claims.others })
}

fn check_audience(claims: &Claims, client: &str) -> Result<(), IdentityError> {
    let is_meant = match &claims.aud {
        Audience::One(one) => one == client,
        // Whom else it is meant for would be able to use it as well: only this client is taken, or one that says who asked.
        Audience::Several(several) => {
            several.iter().any(|it| it == client) && (several.len() == 1 || claims.azp.is_some())
        }
    };
    if is_meant && claims.azp.as_deref().is_none_or(|party| party == client) {
        Ok(())
    } else {
        Err(IdentityError::NotProven("meant for another"))
    }
}

fn check_times(claims: &Claims, expected: &Expected<'_>) -> Result<(), IdentityError> {
    let now = expected.now;
    let latest = now.saturating_add(LEEWAY_SECONDS);
    let is_over = claims.exp.saturating_add(LEEWAY_SECONDS) <= now;
    let is_early = claims.iat > latest || claims.nbf.is_some_and(|from| from > latest);
    let is_old = claims.iat.saturating_add(ISSUED_SECONDS_MAX) < now;
    if is_over || is_early || is_old {
        return Err(IdentityError::NotProven("not of this time"));
    }
    let Some(max_age) = expected.max_age_seconds else { return Ok(()) };
    match claims.auth_time {
        None => Err(IdentityError::NotProven("no word of when it was asked")),
        Some(at) if at > latest => Err(IdentityError::NotProven("not of this time")),
        Some(at) if at.saturating_add(max_age).saturating_add(LEEWAY_SECONDS) < now => {
            Err(IdentityError::TooWeak)
        }
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests;
