//! Certificates from an authority: asked for by ACME (RFC 8555), proven by a handshake on the server's own port (`tls-alpn-01`, RFC 8737).
//!
//! The protocol is `instant-acme`'s; every request of it goes through the one check of where connections go, and nothing an authority's answers point to
//! is connected to unless the settings name it. Deliberately not here: where account and certificate are kept, when the next is asked for, and the
//! handshake itself.

use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use data_encoding::{BASE64URL, BASE64URL_NOPAD};
use http_body_util::{BodyExt, Full};
use hyper::header::{HOST, HeaderValue};
use hyper::{Request, Response, Uri};
use instant_acme::{
    Account, AuthorizationStatus, BodyWrapper, BytesResponse, ChallengeType, ExternalAccountKey, HttpClient,
    Identifier, NewAccount, NewOrder, Order, OrderStatus, RetryPolicy,
};
use rcgen::{CertificateParams, CustomExtension, KeyPair};
use serde::Deserialize;
use x509_parser::pem::Pem;
use zeroize::Zeroizing;

use crate::egress::Egress;
use crate::error::OutboundError;
use crate::host::Host;
use crate::http::HttpSession;
use crate::secret::{Secret, SecretName};
use crate::settings::{HTTPS_PORT, HttpsAddress, SettingsError, https_address, parse_address};

/// More names than one certificate of a server needs; authorities take 100.
const NAMES_MAX: usize = 20;
/// How the kinds of error an authority names begin (RFC 8555 § 6.7).
const ERROR_KIND: &str = "urn:ietf:params:acme:error:";
/// What an account says that the authority no longer has.
const NO_ACCOUNT: &str = "accountDoesNotExist";

/// An authority, and the certificate that is wanted of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateSettings {
    /// Where the authority's directory is (RFC 8555 § 7.1.1).
    #[serde(deserialize_with = "https_address")]
    pub directory: HttpsAddress,
    /// Other hosts its directory leads to, on the usual port.
    #[serde(default)]
    pub hosts: Vec<Host>,
    /// The names the certificate is for.
    pub names: Vec<Host>,
    /// An e-mail address the authority may write to.
    #[serde(default)]
    pub contact: Option<String>,
    /// That whoever runs this server has agreed to the authority's terms. Nothing is asked of it otherwise.
    pub terms_agreed: bool,
    /// The account held with the authority by other means, where it wants one (RFC 8555 § 7.3.4).
    #[serde(default)]
    pub account: Option<ExternalAccount>,
}

/// An account the authority knows already.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalAccount {
    /// Its identifier.
    pub id: String,
    /// Name of the secret that holds its key, as base64url.
    pub key: SecretName,
}

/// Why there is no certificate. Holds nothing the authority said but its kind of error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// The authority could not be asked.
    #[error("the certificate authority could not be asked: {0}")]
    Outbound(#[from] OutboundError),
    /// It does not issue one: its kind of error, such as `dns`, `connection`, `caa`, `rateLimited`.
    #[error("the certificate authority does not issue a certificate: {0}")]
    Refused(String),
    /// It does not take a handshake for a proof.
    #[error("the certificate authority does not offer tls-alpn-01")]
    ProofNotOffered,
    /// It says something else than RFC 8555 has.
    #[error("the certificate authority was not understood")]
    NotUnderstood,
}

/// A certificate and its private key, both as PEM. Prints neither.
pub struct IssuedCertificate {
    /// The certificate with the chain below it.
    pub chain: String,
    /// Its key.
    pub key: Zeroizing<String>,
}

/// What a handshake for a name shows while the authority looks (RFC 8737 § 3).
pub struct HandshakeProof {
    /// The name.
    pub name: String,
    /// What is shown.
    pub shown: IssuedCertificate,
}

/// An account with an authority, with its private key: whoever keeps it keeps a secret.
pub type KeptAccount = Zeroizing<String>;

/// An authority that is asked for one certificate again and again.
pub struct CertificateAuthority {
    settings: CertificateSettings,
    external: Option<(String, Zeroizing<Vec<u8>>)>,
    egress: Egress,
}

impl CertificateSettings {
    pub(crate) fn is_sound(&self) -> bool {
        let is_name = |name: &Host| name.address().is_none();
        let is_mail = |contact: &String| vern_core::identifier::EmailAddress::parse(contact).is_ok();
        self.terms_agreed
            && (1..=NAMES_MAX).contains(&self.names.len())
            && self.names.iter().all(is_name)
            && self.contact.as_ref().is_none_or(is_mail)
            && self.account.as_ref().is_none_or(|it| crate::settings::is_line(&it.id))
    }

    pub(crate) fn destinations(&self) -> impl Iterator<Item = (Host, u16)> {
        let directory = (self.directory.host.clone(), self.directory.port);
        std::iter::once(directory).chain(self.hosts.iter().map(|host| (host.clone(), HTTPS_PORT)))
    }
}

impl CertificateAuthority {
    pub(crate) fn open(
        settings: &CertificateSettings,
        egress: &Egress,
        secret: impl Fn(&SecretName) -> Result<Secret, SettingsError>,
    ) -> Result<Self, SettingsError> {
        let open = |account: &ExternalAccount| {
            let text = secret(&account.key)?;
            let text = text.expose().as_bytes();
            let key = BASE64URL_NOPAD.decode(text).or_else(|_| BASE64URL.decode(text));
            Ok((account.id.clone(), Zeroizing::new(key.map_err(|_| SettingsError::SecretForm)?)))
        };
        let external = settings.account.as_ref().map(open).transpose()?;
        Ok(Self { settings: settings.clone(), external, egress: egress.clone() })
    }

    /// Asks for a certificate. What the authority is to see when it looks is given to `show`; it may be taken away again when this is done.
    ///
    /// `account` is the one from before, if there is one; the one that was used stands there afterwards, also where no certificate came of it.
    ///
    /// # Errors
    /// [`CertificateError`].
    pub async fn issue(
        &self,
        account: &mut Option<KeptAccount>,
        show: &(dyn Fn(HandshakeProof) + Send + Sync),
    ) -> Result<IssuedCertificate, CertificateError> {
        let names: Vec<_> =
            self.settings.names.iter().map(|name| Identifier::Dns(name.as_str().to_owned())).collect();
        let mut order = match self.open_order(account, &names).await {
            // The authority has thrown the account away. The next is like the first.
            Err(CertificateError::Refused(kind)) if kind == NO_ACCOUNT && account.take().is_some() => {
                self.open_order(account, &names).await?
            }
            other => other?,
        };
        if order.state().status == OrderStatus::Pending {
            prove(&mut order, show).await?;
        }
        let key = Zeroizing::new(order.finalize().await?);
        let chain = order.poll_certificate(&RetryPolicy::default()).await?;
        Ok(IssuedCertificate { chain, key })
    }

    async fn open_order(
        &self,
        kept: &mut Option<KeptAccount>,
        names: &[Identifier],
    ) -> Result<Order, CertificateError> {
        Ok(self.account(kept).await?.new_order(&NewOrder::new(names)).await?)
    }

    async fn account(&self, kept: &mut Option<KeptAccount>) -> Result<Account, CertificateError> {
        let builder = Account::builder_with_http(Box::new(ThroughEgress(self.egress.clone())));
        // One that cannot be read is as good as none.
        if let Some(credentials) = kept.as_ref().and_then(|kept| serde_json::from_str(kept).ok()) {
            return Ok(builder.from_credentials(credentials).await?);
        }
        let contact = self.settings.contact.as_ref().map(|address| format!("mailto:{address}"));
        let contact: Vec<&str> = contact.as_deref().into_iter().collect();
        let wanted =
            NewAccount { contact: &contact, terms_of_service_agreed: true, only_return_existing: false };
        let external = self.external.as_ref().map(|(id, key)| ExternalAccountKey::new(id.clone(), key));
        let (account, credentials) =
            builder.create(&wanted, self.settings.directory.to_string(), external.as_ref()).await?;
        let credentials = serde_json::to_string(&credentials).map_err(|_| CertificateError::NotUnderstood)?;
        *kept = Some(Zeroizing::new(credentials));
        Ok(account)
    }

    /// When a kept certificate is to be replaced, in seconds since 1970; none where it is not one for the names that are wanted.
    ///
    /// That is when a third of its time is left: what goes wrong then can be put right before it is over.
    #[must_use]
    pub fn renewal_at(&self, chain: &str) -> Option<i64> {
        let pem = Pem::iter_from_buffer(chain.as_bytes()).next()?.ok()?;
        let certificate = pem.parse_x509().ok()?;
        let names = certificate.subject_alternative_name().ok()??.value.general_names.iter();
        let has: Vec<String> = names
            .filter_map(|name| match name {
                x509_parser::extensions::GeneralName::DNSName(name) => Some(name.to_ascii_lowercase()),
                _ => None,
            })
            .collect();
        let is_there = |name: &Host| has.iter().any(|it| it == name.as_str());
        let (from, until) = (certificate.validity().not_before, certificate.validity().not_after);
        let (from, until) = (from.timestamp(), until.timestamp());
        (has.len() == self.settings.names.len() && self.settings.names.iter().all(is_there))
            .then(|| until - (until - from) / 3)
    }
}

/// Shows what the authority asks to see of each name, and waits until it has looked.
async fn prove(
    order: &mut Order,
    show: &(dyn Fn(HandshakeProof) + Send + Sync),
) -> Result<(), CertificateError> {
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization?;
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let mut challenge =
            authorization.challenge(ChallengeType::TlsAlpn01).ok_or(CertificateError::ProofNotOffered)?;
        let name = challenge.identifier().to_string();
        show(proof(name, challenge.key_authorization().digest().as_ref())?);
        challenge.set_ready().await?;
    }
    match order.poll_ready(&RetryPolicy::default()).await? {
        OrderStatus::Invalid => Err(refusal(order).await?),
        _ => Ok(()),
    }
}

/// What the authority found wrong, which it says of the proof.
async fn refusal(order: &mut Order) -> Result<CertificateError, CertificateError> {
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization?;
        let errors = authorization.refresh().await?.challenges.iter();
        if let Some(error) = errors.filter_map(|challenge| challenge.error.as_ref()).next() {
            return Ok(CertificateError::of(error));
        }
    }
    Ok(CertificateError::NotUnderstood)
}

/// The certificate a handshake shows as proof (RFC 8737 § 3).
fn proof(name: String, digest: &[u8]) -> Result<HandshakeProof, CertificateError> {
    let make = || -> Result<IssuedCertificate, rcgen::Error> {
        let mut parameters = CertificateParams::new(vec![name.clone()])?;
        parameters.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
        let key = KeyPair::generate()?;
        let chain = parameters.self_signed(&key)?.pem();
        Ok(IssuedCertificate { chain, key: Zeroizing::new(key.serialize_pem()) })
    };
    let shown = make().map_err(|_| CertificateError::NotUnderstood)?;
    Ok(HandshakeProof { name, shown })
}

impl CertificateError {
    /// An authority's own words stay out of logs; its kind of error is one of a list (RFC 8555 § 6.7).
    fn of(problem: &instant_acme::Problem) -> Self {
        let kind = problem.r#type.as_deref().and_then(|kind| kind.strip_prefix(ERROR_KIND));
        let is_word = |kind: &&str| kind.len() <= 40 && kind.bytes().all(|it| it.is_ascii_alphanumeric());
        kind.filter(is_word).map_or(Self::NotUnderstood, |kind| Self::Refused(kind.to_owned()))
    }
}

impl From<instant_acme::Error> for CertificateError {
    fn from(error: instant_acme::Error) -> Self {
        match error {
            instant_acme::Error::Api(problem) => Self::of(&problem),
            instant_acme::Error::Timeout(_) => Self::Outbound(OutboundError::TooSlow),
            instant_acme::Error::Other(error) => {
                error.downcast::<OutboundError>().map_or(Self::NotUnderstood, |error| Self::Outbound(*error))
            }
            _ => Self::NotUnderstood,
        }
    }
}

/// Asks by the one way out, each request on a connection of its own.
struct ThroughEgress(Egress);

impl HttpClient for ThroughEgress {
    fn request(
        &self,
        request: Request<BodyWrapper<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<BytesResponse, instant_acme::Error>> + Send>> {
        let egress = self.0.clone();
        Box::pin(async move {
            ask(&egress, request).await.map_err(|error| instant_acme::Error::Other(Box::new(error)))
        })
    }
}

async fn ask(egress: &Egress, request: Request<BodyWrapper<Bytes>>) -> Result<BytesResponse, OutboundError> {
    let (mut head, body) = request.into_parts();
    let address = parse_address(&head.uri.to_string()).ok_or(OutboundError::HostNotListed)?;
    head.uri = address.path.parse::<Uri>().map_err(|_| OutboundError::NotUnderstood)?;
    let host = HeaderValue::from_str(&address.authority).map_err(|_| OutboundError::NotUnderstood)?;
    head.headers.insert(HOST, host);
    let body = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(never) => match never {},
    };
    let session = HttpSession::open(egress, &address.host, address.port).await?;
    let answer = session.ask(Request::from_parts(head, Full::new(body))).await?;
    if answer.status.is_redirection() {
        return Err(OutboundError::Redirected);
    }
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    Ok(response.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::egress::SystemResolver;
    use crate::settings::{Settings, Trust};

    const DAY: i64 = 24 * 60 * 60;

    fn authority(names: &str) -> CertificateAuthority {
        let text = format!(
            "certificates: {{ directory: 'https://acme.example.no/dir', names: [{names}], terms_agreed: true }}"
        );
        let settings = Settings::parse(&text).unwrap();
        let egress = Egress::new(&settings, &Trust::nobody(), std::sync::Arc::new(SystemResolver)).unwrap();
        let missing = |_: &SecretName| Err(SettingsError::SecretMissing);
        CertificateAuthority::open(settings.certificates.as_ref().unwrap(), &egress, missing).unwrap()
    }

    /// A certificate for names that holds from 1 January to 31 March 2026.
    fn certificate(names: &[&str]) -> String {
        let names: Vec<_> = names.iter().map(|it| (*it).to_owned()).collect();
        let mut parameters = CertificateParams::new(names).unwrap();
        parameters.not_before = rcgen::date_time_ymd(2026, 1, 1);
        parameters.not_after = rcgen::date_time_ymd(2026, 4, 1);
        parameters.self_signed(&KeyPair::generate().unwrap()).unwrap().pem()
    }

    #[test]
    fn a_certificate_is_replaced_when_a_third_of_its_time_is_left() {
        let begins: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let renewal = authority("vern.example.no").renewal_at(&certificate(&["vern.example.no"]));
        assert_eq!(renewal, Some(begins.as_second() + 60 * DAY));
    }

    #[test]
    fn a_certificate_for_other_names_is_none() {
        let wanted = authority("vern.example.no, personvern.example.no");
        assert!(wanted.renewal_at(&certificate(&["personvern.example.no", "Vern.example.no"])).is_some());
        for names in [
            &["vern.example.no"][..],
            &["vern.example.no", "other.example.no"],
            &["vern.example.no", "personvern.example.no", "other.example.no"],
            &[],
        ] {
            assert_eq!(wanted.renewal_at(&certificate(names)), None, "{names:?}");
        }
        for text in ["", "vern.example.no", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
        {
            assert_eq!(wanted.renewal_at(text), None, "{text}");
        }
    }

    /// What an authority's directory says is its own word: nothing is connected to that the settings do not name.
    #[tokio::test]
    async fn where_an_authority_points_is_not_connected_to_unless_the_settings_name_it() {
        let authority = authority("vern.example.no");
        for address in [
            "https://127.0.0.1/",
            "https://other.example.no/",
            "https://acme.example.no:8443/",
            "http://acme.example.no/",
            "/here",
        ] {
            let request = Request::builder().uri(address).body(BodyWrapper::default()).unwrap();
            let refused = ask(&authority.egress, request).await.map(drop);
            assert_eq!(refused, Err(OutboundError::HostNotListed), "{address}");
        }
    }

    #[test]
    fn of_what_an_authority_says_only_the_kind_of_error_is_told() {
        let told = |kind: &str| {
            let said = serde_json::json!({ "type": kind, "detail": "drift@example.no" });
            CertificateError::of(&serde_json::from_value(said).unwrap()).to_string()
        };
        assert!(told("urn:ietf:params:acme:error:rateLimited").ends_with(": rateLimited"));
        for other in
            ["about:blank", "urn:ietf:params:acme:error:drift@example.no", "urn:ietf:params:acme:error:a b"]
        {
            assert_eq!(told(other), CertificateError::NotUnderstood.to_string());
        }
    }
}
