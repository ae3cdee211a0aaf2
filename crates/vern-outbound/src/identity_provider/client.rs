//! How this server shows a provider who it is: by a statement signed with a key of its own (RFC 7523 § 2.2), or by a password (RFC 6749 § 2.3.1).

use data_encoding::BASE64;
use form_urlencoded::{Serializer, byte_serialize};
use hyper::header::HeaderValue;
use jsonwebtoken::{EncodingKey, Header};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{Algorithm, ClientLogin, IdentityError, IdentityProviderSettings};
use crate::error::OutboundError;
use crate::secret::{Secret, SecretName};
use crate::settings::SettingsError;

/// How long a statement holds: less than the two minutes some providers allow at most.
const STATEMENT_SECONDS: u64 = 60;
const STATEMENT_KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// This server, as a provider knows it.
pub(super) struct Client {
    id: String,
    shown: Shown,
}

enum Shown {
    Key { key: EncodingKey, header: Box<Header> },
    Password(HeaderValue),
}

#[derive(Serialize)]
struct Statement<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: &'a str,
    iat: u64,
    exp: u64,
}

impl Client {
    pub(super) fn open(
        settings: &IdentityProviderSettings,
        secret: impl Fn(&SecretName) -> Result<Secret, SettingsError>,
        key: impl Fn(&SecretName) -> Result<Secret, SettingsError>,
    ) -> Result<Self, SettingsError> {
        let id = settings.client_id.clone();
        let shown = match &settings.login {
            ClientLogin::PrivateKeyJwt { key: name, algorithm, key_id } => {
                let mut header = Header::new(algorithm.known());
                header.kid.clone_from(key_id);
                let key = private_key(*algorithm, key(name)?.expose().as_bytes())?;
                // A key that does not sign is found when the settings are read, and not when somebody waits.
                jsonwebtoken::encode(&header, &(), &key).map_err(|_| SettingsError::SecretForm)?;
                Shown::Key { key, header: Box::new(header) }
            }
            ClientLogin::ClientSecretBasic { secret: name } => {
                let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                let secret = secret(name)?;
                let pair = Zeroizing::new(format!("{}:{}", encoded(&id), encoded(secret.expose())));
                let text = Zeroizing::new(format!("Basic {}", BASE64.encode(pair.as_bytes())));
                let mut value = HeaderValue::from_str(&text).map_err(|_| SettingsError::SecretForm)?;
                value.set_sensitive(true);
                Shown::Password(value)
            }
        };
        Ok(Self { id, shown })
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Puts into a form what shows who asks; the header, where that is one.
    pub(super) fn login(
        &self,
        form: &mut Serializer<'_, String>,
        issuer: &str,
        now: u64,
        statement_id: &str,
    ) -> Result<Option<HeaderValue>, IdentityError> {
        let (key, header) = match &self.shown {
            Shown::Password(value) => return Ok(Some(value.clone())),
            Shown::Key { key, header } => (key, header),
        };
        let statement = Statement {
            iss: &self.id,
            sub: &self.id,
            aud: issuer,
            jti: statement_id,
            iat: now,
            exp: now.saturating_add(STATEMENT_SECONDS),
        };
        let signed = jsonwebtoken::encode(header, &statement, key);
        let signed = Zeroizing::new(signed.map_err(|_| OutboundError::MessageForm)?);
        form.append_pair("client_id", &self.id)
            .append_pair("client_assertion_type", STATEMENT_KIND)
            .append_pair("client_assertion", &signed);
        Ok(None)
    }
}

fn private_key(algorithm: Algorithm, pem: &[u8]) -> Result<EncodingKey, SettingsError> {
    let key = match algorithm {
        Algorithm::Rs256 | Algorithm::Ps256 => EncodingKey::from_rsa_pem(pem),
        Algorithm::Es256 => EncodingKey::from_ec_pem(pem),
        Algorithm::EdDsa => EncodingKey::from_ed_pem(pem),
    };
    key.map_err(|_| SettingsError::SecretForm)
}
