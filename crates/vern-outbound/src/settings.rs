//! The settings of what goes out, one YAML document: which mail server, which gateway for text messages, and for which organisation each may be used.
//!
//! Hosts stand here and nowhere else. No secret does: it is named, and lies in a file of its own (`secret`).

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use hyper::Uri;
use hyper::header::{HeaderName, HeaderValue};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use vern_core::identifier::EmailAddress;

use crate::certificate_authority::CertificateSettings;
use crate::host::Host;
use crate::identity_provider::{IdentityProviderSettings, is_provider_id};
use crate::secret::SecretName;

/// Where HTTPS is spoken if nothing else is said.
pub(crate) const HTTPS_PORT: u16 = 443;

/// What may stand in a body's template, each with what takes its place.
pub(crate) const PLACEHOLDERS: [&str; 4] = ["{to}", "{text}", "{from}", "{id}"];

/// Why settings cannot be used. Says nothing of what stands in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The document is not of its form.
    #[error("the settings are not of their form")]
    Form,
    /// Certificates to trust are of no form, or there is none.
    #[error("the certificates to trust cannot be read")]
    Trust,
    /// A secret that is named is not there.
    #[error("a secret is missing")]
    SecretMissing,
    /// Others may read a secret's file.
    #[error("a secret is not its owner's alone")]
    SecretExposed,
    /// A secret is empty, too long, or no text.
    #[error("a secret is not of its form")]
    SecretForm,
}

impl SettingsError {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "outbound.settings_form",
            Self::Trust => "outbound.trust_form",
            Self::SecretMissing => "outbound.secret_missing",
            Self::SecretExposed => "outbound.secret_exposed",
            Self::SecretForm => "outbound.secret_form",
        }
    }
}

/// All of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Directory of the secrets; must be there where a secret is named.
    #[serde(default)]
    pub secrets: Option<PathBuf>,
    /// A file of certificates, as PEM, that are trusted instead of the machine's own: for servers under an authority of one's own.
    #[serde(default)]
    pub trust: Option<PathBuf>,
    /// Hosts that may lie on this machine or in a network of one's own. All others must be reachable by anyone.
    #[serde(default)]
    pub internal_hosts: Vec<Host>,
    /// Where e-mail is handed in.
    #[serde(default)]
    pub email: Option<EmailSettings>,
    /// Where text messages are handed in.
    #[serde(default)]
    pub sms: Option<GatewaySettings>,
    /// Who says who someone is, by a name that stands in addresses.
    #[serde(default)]
    pub identity_providers: BTreeMap<String, IdentityProviderSettings>,
    /// Who issues the certificate this server shows.
    #[serde(default)]
    pub certificates: Option<CertificateSettings>,
}

/// A mail server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailSettings {
    /// Its host.
    pub host: Host,
    /// Its port: usually 465 with implicit TLS, 587 with STARTTLS.
    pub port: u16,
    /// How TLS begins. It always does.
    pub tls: TlsMode,
    /// The name this server gives itself.
    pub hello: Host,
    /// As whom, where it asks.
    #[serde(default)]
    pub login: Option<Login>,
    /// Who may send by it, by the id of the organisation.
    pub organisations: BTreeMap<String, SenderSettings>,
}

/// How TLS begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TlsMode {
    /// With the connection (RFC 8314).
    Implicit,
    /// By STARTTLS before anything else is said; a server that does not offer it gets nothing (RFC 3207).
    Starttls,
}

/// As whom a server lets one in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The user's name.
    pub user: String,
    /// Name of the secret that holds the password.
    pub password: SecretName,
}

/// One organisation on a channel.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SenderSettings {
    /// Id of the supplier in the organisation's charter that runs this server or gateway: what is sent is disclosed to it.
    pub supplier: String,
    /// Whom it is from: an e-mail address; for text messages what the gateway takes as sender.
    pub from: String,
    /// The name beside an e-mail address.
    #[serde(default)]
    pub name: Option<String>,
}

/// A gateway for text messages, described so that no program has to be written for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewaySettings {
    /// Where a message is handed in; `https` only, nothing of the message in it.
    #[serde(deserialize_with = "https_address")]
    pub url: HttpsAddress,
    /// How. A message has no place in an address, so never by GET.
    #[serde(default)]
    pub method: Method,
    /// Headers, the login among them.
    #[serde(default, deserialize_with = "headers")]
    pub headers: Vec<(HeaderName, HeaderTemplate)>,
    /// What is said.
    pub body: BodyTemplate,
    /// What counts as taken.
    #[serde(default)]
    pub accepted: Accepted,
    /// Who may send by it, by the id of the organisation.
    pub organisations: BTreeMap<String, SenderSettings>,
}

/// An address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpsAddress {
    pub(crate) host: Host,
    pub(crate) port: u16,
    pub(crate) authority: String,
    pub(crate) path: String,
}

impl fmt::Display for HttpsAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https://{}{}", self.authority, self.path)
    }
}

/// Method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// POST.
    #[default]
    Post,
    /// PUT.
    Put,
}

/// A header: a value, or a secret with what stands before it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, untagged)]
pub enum HeaderTemplate {
    /// As it is.
    Value(String),
    /// From a secret.
    Secret {
        /// What stands before it, such as `Bearer `.
        #[serde(default)]
        before: String,
        /// Its name.
        secret: SecretName,
    },
}

/// A body, in which `{to}`, `{text}`, `{from}` and `{id}` stand for what the message has. `{id}` is the same each time a message is tried.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BodyTemplate {
    /// JSON.
    Json(Value),
    /// A form.
    Form(BTreeMap<String, String>),
}

/// What counts as taken. Everything else is tried again, but for a 4xx that is no matter of login or haste: that is a rejection.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Accepted {
    /// Status codes.
    pub status: Vec<u16>,
    /// A field of a JSON answer that must have a value.
    #[serde(rename = "where")]
    pub field: Option<FieldIs>,
}

impl Default for Accepted {
    fn default() -> Self {
        Self { status: vec![200, 201, 202], field: None }
    }
}

/// A field and its value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldIs {
    /// Where (RFC 6901), such as `/status`.
    pub pointer: String,
    /// What stands there.
    pub is: Value,
}

impl Settings {
    /// Reads settings.
    ///
    /// # Errors
    /// [`SettingsError::Form`].
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let settings: Self = serde_saphyr::from_str(text).map_err(|_| SettingsError::Form)?;
        if settings.is_sound() { Ok(settings) } else { Err(SettingsError::Form) }
    }

    fn is_sound(&self) -> bool {
        let email = self.email.as_ref().is_none_or(|email| {
            let is_from = |sender: &SenderSettings| {
                EmailAddress::parse(&sender.from).is_ok() && sender.name.as_deref().is_none_or(is_line)
            };
            email.organisations.values().all(is_from)
                && email.login.as_ref().is_none_or(|login| is_line(&login.user))
                && email.hello.address().is_none()
        });
        let sms = self.sms.as_ref().is_none_or(|sms| {
            let says_all = |text: &str| sms.body.mentions(text);
            sms.body.is_sound()
                && says_all("{to}")
                && says_all("{text}")
                && sms.organisations.values().all(|it| is_line(&it.from))
        });
        let names_secret = self.email.as_ref().is_some_and(|email| email.login.is_some())
            || self.sms.as_ref().is_some_and(|sms| {
                sms.headers.iter().any(|(_, it)| matches!(it, HeaderTemplate::Secret { .. }))
            });
        let mut providers = self.identity_providers.iter();
        let certificates = self.certificates.as_ref();
        let names_secret = names_secret
            || !self.identity_providers.is_empty()
            || certificates.is_some_and(|it| it.account.is_some());
        email
            && sms
            && certificates.is_none_or(CertificateSettings::is_sound)
            && providers.all(|(id, provider)| is_provider_id(id) && provider.is_sound())
            && (self.secrets.is_some() || !names_secret)
    }

    /// Hosts and ports that are connected to.
    pub(crate) fn destinations(&self) -> impl Iterator<Item = (Host, u16)> {
        let email = self.email.iter().map(|email| (email.host.clone(), email.port));
        let sms = self.sms.iter().map(|sms| (sms.url.host.clone(), sms.url.port));
        email
            .chain(sms)
            .chain(self.identity_providers.values().flat_map(IdentityProviderSettings::destinations))
            .chain(self.certificates.iter().flat_map(CertificateSettings::destinations))
    }

    pub(crate) fn is_internal(&self, host: &Host) -> bool {
        self.internal_hosts.contains(host)
    }
}

/// One line of text with something in it.
pub(crate) fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= 200 && !text.chars().any(char::is_control)
}

impl BodyTemplate {
    fn is_sound(&self) -> bool {
        self.texts().iter().all(|text| {
            let bare = PLACEHOLDERS.iter().fold((*text).to_owned(), |text, name| text.replace(name, ""));
            !bare.contains(['{', '}'])
        })
    }

    fn mentions(&self, placeholder: &str) -> bool {
        self.texts().iter().any(|text| text.contains(placeholder))
    }

    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Form(fields) => fields.values().map(String::as_str).collect(),
            Self::Json(value) => {
                let mut found = Vec::new();
                let mut waiting = vec![value];
                while let Some(value) = waiting.pop() {
                    match value {
                        Value::String(text) => found.push(text.as_str()),
                        Value::Array(values) => waiting.extend(values),
                        Value::Object(fields) => waiting.extend(fields.values()),
                        Value::Null | Value::Bool(_) | Value::Number(_) => {}
                    }
                }
                found
            }
        }
    }
}

impl<'de> Deserialize<'de> for Host {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

pub(crate) fn https_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HttpsAddress, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_address(&text).ok_or_else(|| serde::de::Error::custom("not an https address"))
}

/// Takes an `https` address apart; none where it is another kind, names a user, or has a fragment.
pub(crate) fn parse_address(text: &str) -> Option<HttpsAddress> {
    let uri: Uri = text.parse().ok()?;
    let authority = uri.authority()?;
    let is_plain = !authority.as_str().contains('@') && !text.contains(['#', '{', '}']);
    if uri.scheme_str() != Some("https") || !is_plain {
        return None;
    }
    Some(HttpsAddress {
        host: Host::parse(uri.host()?).ok()?,
        port: uri.port_u16().unwrap_or(HTTPS_PORT),
        authority: authority.as_str().to_owned(),
        path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
    })
}

fn headers<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(HeaderName, HeaderTemplate)>, D::Error> {
    let named = BTreeMap::<String, HeaderTemplate>::deserialize(deserializer)?;
    named
        .into_iter()
        .map(|(name, template)| read_header(&name, template))
        .collect::<Option<_>>()
        .ok_or_else(|| serde::de::Error::custom("not a header"))
}

fn read_header(name: &str, template: HeaderTemplate) -> Option<(HeaderName, HeaderTemplate)> {
    let name: HeaderName = name.parse().ok()?;
    let (HeaderTemplate::Value(text) | HeaderTemplate::Secret { before: text, .. }) = &template;
    // What holds the message together is ours to say.
    let is_ours =
        ["host", "content-length", "content-type", "transfer-encoding", "connection", "expect", "upgrade"];
    (HeaderValue::from_str(text).is_ok() && !is_ours.contains(&name.as_str())).then_some((name, template))
}

/// Whom servers are to prove themselves by.
#[derive(Debug, Clone)]
pub struct Trust(RootCertStore);

impl Trust {
    /// The machine's own authorities.
    #[must_use]
    pub fn machine() -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Self(roots)
    }

    /// These alone, as PEM.
    ///
    /// # Errors
    /// [`SettingsError::Trust`].
    pub fn authorities(pem: &[u8]) -> Result<Self, SettingsError> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.add(certificate.map_err(|_| SettingsError::Trust)?).map_err(|_| SettingsError::Trust)?;
        }
        if roots.is_empty() { Err(SettingsError::Trust) } else { Ok(Self(roots)) }
    }

    /// Nobody: every handshake fails.
    #[must_use]
    pub fn nobody() -> Self {
        Self(RootCertStore::empty())
    }

    pub(crate) fn client_config(&self) -> Result<Arc<ClientConfig>, SettingsError> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| SettingsError::Trust)?
            .with_root_certificates(self.0.clone())
            .with_no_client_auth();
        Ok(Arc::new(config))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
secrets: /etc/vern/secrets
internal_hosts: [mail.example.no]
email:
  host: mail.example.no
  port: 587
  tls: starttls
  hello: vern.example.no
  login: { user: vern, password: mail-password }
  organisations:
    granvik: { supplier: mail-host, from: post@granvik.example.no, name: Granvik Programvare AS }
sms:
  url: https://sms.example.no:8443/v1/messages?quota=a
  headers:
    Authorization: { before: "Bearer ", secret: sms-key }
    Accept: application/json
  body: { json: { to: "{to}", body: [ "{text}" ], reference: "{id}", flash: false } }
  accepted: { status: [202], where: { pointer: /status, is: queued } }
  organisations:
    granvik: { supplier: sms-host, from: Granvik }
identity_providers:
  id-portal:
    name: ID-portalen
    issuer: https://id.example.no/realm
    hosts: [keys.example.no]
    client_id: client-1
    login: { private_key_jwt: { key: id-key, algorithm: RS256 } }
    national_id_claim: pid
    organisations:
      granvik: { supplier: id-portal, staff: {}, subjects: { acr: [high], max_age_seconds: 60 } }
certificates:
  directory: https://acme.example.no:14000/dir
  hosts: [orders.example.no]
  names: [vern.example.no]
  contact: drift@example.no
  terms_agreed: true
  account: { id: kid-1, key: acme-mac }
"#;

    #[test]
    fn settings_are_read_whole() {
        let settings = Settings::parse(WHOLE).unwrap();
        let found: Vec<_> =
            settings.destinations().map(|(host, port)| (host.as_str().to_owned(), port)).collect();
        let expected = [
            ("mail.example.no", 587),
            ("sms.example.no", 8443),
            ("id.example.no", 443),
            ("keys.example.no", 443),
            ("acme.example.no", 14000),
            ("orders.example.no", 443),
        ];
        assert_eq!(found, expected.map(|(host, port)| (host.to_owned(), port)));
        let sms = settings.sms.as_ref().unwrap();
        assert_eq!((sms.url.path.as_str(), sms.method), ("/v1/messages?quota=a", Method::Post));
        assert!(settings.is_internal(&Host::parse("mail.example.no").unwrap()));
        assert!(!settings.is_internal(&sms.url.host));
    }

    #[test]
    fn what_is_not_of_its_form_is_refused() {
        for (part, other) in [
            ("tls: starttls", "tls: opportunistic"),
            ("tls: starttls", "tls: none"),
            ("port: 587", "port: 587\n  password: hunter2"),
            ("hello: vern.example.no", "hello: 127.0.0.1"),
            ("hello: vern.example.no", "hello: \"a b\""),
            ("host: mail.example.no", "host: 0x7f.0.0.1"),
            ("host: mail.example.no", "host: 2130706433"),
            ("https://sms.example.no:8443", "http://sms.example.no:8443"),
            ("https://sms.example.no:8443", "https://user:word@sms.example.no"),
            ("https://sms.example.no:8443", "https://0177.0.0.1"),
            ("messages?quota=a", "messages?to={to}"),
            ("secrets: /etc/vern/secrets", ""),
            ("secret: sms-key", "secret: ../root.key"),
            ("Accept: application/json", "Host: other.example.no"),
            ("Accept: application/json", "Content-Length: \"0\""),
            ("Accept: application/json", "\"A B\": x"),
            ("Accept: application/json", "Accept: \"a\\nb\""),
            ("reference: \"{id}\"", "reference: \"{secret}\""),
            ("to: \"{to}\"", "to: someone"),
            ("body: [ \"{text}\" ]", "body: hello"),
            ("  headers:", "  method: GET\n  headers:"),
            ("from: post@granvik.example.no", "from: \"post@granvik.example.no\\r\\nBcc: x@example.no\""),
            ("from: Granvik }", "from: \"\" }"),
            ("issuer: https://id", "issuer: http://id"),
            ("/realm", "/realm?a=b"),
            ("  id-portal:\n", "  ../portal:\n"),
            ("algorithm: RS256", "algorithm: HS256"),
            ("algorithm: RS256", "algorithm: none"),
            ("client_id: client-1", "client_id: client-1\n    signed_with: [none]"),
            ("client_id: client-1", "client_id: client-1\n    signed_with: [HS256]"),
            ("client_id: client-1", "client_id: client-1\n    scopes: [profile]"),
            ("acr: [high]", "acr: []"),
            ("acr: [high]", "acr: [\"a b\"]"),
            ("    national_id_claim: pid\n", ""),
            ("max_age_seconds: 60", "max_age_seconds: 99999999"),
            ("terms_agreed: true", "terms_agreed: false"),
            ("  terms_agreed: true\n", ""),
            ("https://acme", "http://acme"),
            ("names: [vern.example.no]", "names: []"),
            ("names: [vern.example.no]", "names: [10.0.0.1]"),
            ("names: [vern.example.no]", "names: [\"*.example.no\"]"),
            ("contact: drift@example.no", "contact: nobody"),
            ("key: acme-mac", "key: ../mac"),
        ] {
            let text = WHOLE.replacen(part, other, 1);
            assert_ne!(text, WHOLE, "{part}");
            assert_eq!(Settings::parse(&text).map(drop), Err(SettingsError::Form), "{other}");
        }
    }
}
