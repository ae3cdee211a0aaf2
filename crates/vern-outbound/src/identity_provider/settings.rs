//! What the settings say of an identity provider: where it is, as whom this server asks it, what it must be sure of, and for which organisation.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::id_token::Algorithm;
use crate::host::Host;
use crate::secret::SecretName;
use crate::settings::{HTTPS_PORT, HttpsAddress, SettingsError, is_line, parse_address};

const ID_BYTES_MAX: usize = 32;
/// Longest time since someone was last asked who they are that can be demanded: a week.
const MAX_AGE_SECONDS_MAX: u64 = 7 * 24 * 60 * 60;

/// A provider of identities.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityProviderSettings {
    /// What people know it as; a name of its own, the same in every language.
    pub name: String,
    /// Its issuer, letter by letter as it calls itself; `https` only.
    pub issuer: String,
    /// Hosts beside the issuer's own that its metadata may name.
    #[serde(default)]
    pub hosts: Vec<Host>,
    /// As whom this server is known there.
    pub client_id: String,
    /// How this server shows that it is.
    pub login: ClientLogin,
    /// What is asked for.
    #[serde(default = "openid")]
    pub scopes: Vec<String>,
    /// By what it may sign its ID tokens.
    #[serde(default = "usual_algorithm")]
    pub signed_with: Vec<Algorithm>,
    /// The claim that has the national identity number, such as `pid`. Without it nobody comes to My page by this provider.
    #[serde(default)]
    pub national_id_claim: Option<String>,
    /// Who lets people in by it, by the id of the organisation.
    pub organisations: BTreeMap<String, ProviderUse>,
}

/// How this server shows who it is (OpenID Connect Core § 9).
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientLogin {
    /// By a statement it signs: its secret never leaves it.
    PrivateKeyJwt {
        /// Name of the secret that is the private key, as PEM (PKCS #8).
        key: SecretName,
        /// By what it is signed.
        algorithm: Algorithm,
        /// The provider's name of the key, where it has given one.
        #[serde(default)]
        key_id: Option<String>,
    },
    /// By a password. The weaker of the two: the provider has it as well.
    ClientSecretBasic {
        /// Name of the secret.
        secret: SecretName,
    },
}

/// One organisation at a provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderUse {
    /// Id of the supplier in the organisation's charter that this provider is. A charter that does not name it has no sign-in by it.
    pub supplier: String,
    /// Staff sign in by it.
    #[serde(default)]
    pub staff: Option<AudienceSettings>,
    /// People sign in to My page by it.
    #[serde(default)]
    pub subjects: Option<AudienceSettings>,
}

/// What a provider must be sure of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AudienceSettings {
    /// The levels that are enough, in the provider's own words, the wanted one first; whatever it says where none is named.
    #[serde(default)]
    pub acr: Vec<String>,
    /// How long ago the provider may last have asked who it is.
    #[serde(default)]
    pub max_age_seconds: Option<u64>,
}

fn openid() -> Vec<String> {
    vec!["openid".to_owned()]
}

fn usual_algorithm() -> Vec<Algorithm> {
    vec![Algorithm::Rs256]
}

/// A name of a provider: lower-case letters, digits and hyphens, as it stands in addresses.
pub(crate) fn is_id(id: &str) -> bool {
    let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=ID_BYTES_MAX).contains(&id.len()) && id.bytes().all(sound)
}

/// One word of those that are sent between blanks (RFC 6749 § 3.3).
fn is_word(text: &str) -> bool {
    is_line(text) && text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'))
}

impl IdentityProviderSettings {
    pub(crate) fn is_sound(&self) -> bool {
        let is_audience = |audience: &AudienceSettings| {
            audience.acr.iter().all(|acr| is_word(acr))
                && audience.max_age_seconds.is_none_or(|seconds| seconds <= MAX_AGE_SECONDS_MAX)
        };
        let is_use = |it: &ProviderUse| {
            // On the word of a provider that is sure of nothing, nobody is shown what is held on a person.
            let subjects = it.subjects.as_ref().is_none_or(|subjects| {
                is_audience(subjects) && !subjects.acr.is_empty() && self.national_id_claim.is_some()
            });
            is_line(&it.supplier) && it.staff.as_ref().is_none_or(is_audience) && subjects
        };
        self.address().is_ok()
            && is_line(&self.name)
            && is_word(&self.client_id)
            && !self.signed_with.is_empty()
            && self.scopes.iter().any(|scope| scope == "openid")
            && self.scopes.iter().all(|scope| is_word(scope))
            && self.national_id_claim.as_deref().is_none_or(is_word)
            && self.organisations.values().all(is_use)
    }

    /// The issuer, taken apart.
    pub(crate) fn address(&self) -> Result<HttpsAddress, SettingsError> {
        let is_plain = !self.issuer.contains('?');
        parse_address(&self.issuer).filter(|_| is_plain).ok_or(SettingsError::Form)
    }

    /// Where it may be connected to.
    pub(crate) fn destinations(&self) -> Vec<(Host, u16)> {
        // What is no address was refused when the settings were read.
        let issuer = self.address().ok().map(|issuer| (issuer.host, issuer.port));
        issuer.into_iter().chain(self.hosts.iter().map(|host| (host.clone(), HTTPS_PORT))).collect()
    }
}
