//! One call over HTTP, and the same call again: the connection, what is trusted, how long is waited.
//!
//! Redirects are not followed. Clear text goes to this machine alone.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use hyper::{Method, Request, StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as Http;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Problem};

/// Longest answer that is taken, in bytes: a bundle of 256 entries is at most 16 MiB, a page of records 100 MiB and more.
const ANSWER_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Longest wait the server can ask for that is kept to.
const WAIT_MAX: Duration = Duration::from_secs(60);
/// First wait where the server does not say; each is twice the one before, up to `WAIT_STEP_MAX`.
const WAIT_FIRST: Duration = Duration::from_millis(100);
const WAIT_STEP_MAX: Duration = Duration::from_secs(5);

/// A credential's token. Prints as `***`.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The token of this text; spaces and line ends around it are dropped.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(***)")
    }
}

/// Whose certificates are trusted.
#[derive(Debug, Clone, Default)]
pub enum Trust {
    /// The authorities this machine trusts.
    #[default]
    Machine,
    /// The authorities in this text alone (PEM).
    Authorities(Vec<u8>),
}

/// How long is waited, and how often it is tried.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// How long one attempt may take.
    pub attempt_max: Duration,
    /// How often a call is sent at most. One that could be done twice is sent once.
    pub attempts_max: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { attempt_max: Duration::from_secs(120), attempts_max: 8 }
    }
}

/// Where the server is, and who calls.
#[derive(Debug, Clone)]
pub struct Options {
    /// `https://host[:port]`; `http://` on this machine alone.
    pub server: String,
    /// The credential's token.
    pub token: Token,
    /// Whose certificates are trusted.
    pub trust: Trust,
    /// How long is waited.
    pub patience: Patience,
}

impl Options {
    /// As most use it.
    #[must_use]
    pub fn new(server: &str, token: &str) -> Self {
        Self {
            server: server.to_owned(),
            token: Token::new(token),
            trust: Trust::default(),
            patience: Patience::default(),
        }
    }
}

/// A client with one credential. Its clones share connections.
#[derive(Clone)]
pub struct Client {
    http: Http<HttpsConnector<HttpConnector>, Full<Bytes>>,
    base: Arc<str>,
    bearer: HeaderValue,
    patience: Patience,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").field("server", &self.base).finish_non_exhaustive()
    }
}

/// A call, whole.
pub(crate) struct Call {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
    is_repeatable: bool,
}

/// An answer, whole.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
}

/// Why an attempt came to nothing, and whether another may not.
struct Miss {
    error: Error,
    /// The server did not do it, whatever it was.
    is_undone: bool,
    /// The server may do it another time.
    is_passing: bool,
    wait: Option<Duration>,
}

impl Call {
    /// A call that changes nothing, or that may as well be made twice.
    pub(crate) fn asking(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: HeaderMap::new(), body: Bytes::new(), is_repeatable: true }
    }

    /// A call that changes something: carried out once, under a name of its own.
    pub(crate) fn writing(method: Method, path: impl Into<String>) -> Self {
        let mut call = Self::asking(method, path);
        let key = new_key();
        // Always of its form: letters, digits and hyphens.
        match HeaderValue::from_str(&key) {
            Ok(key) => drop(call.headers.insert(HeaderName::from_static("idempotency-key"), key)),
            Err(_) => call.is_repeatable = false,
        }
        call
    }

    /// A call that changes something and takes no name.
    pub(crate) fn writing_once(method: Method, path: impl Into<String>) -> Self {
        Self { is_repeatable: false, ..Self::asking(method, path) }
    }

    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self, Error> {
        self.body = serde_json::to_vec(body).map_err(|_| Error::Unsendable("body"))?.into();
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(self)
    }

    pub(crate) fn lines(mut self, lines: Vec<u8>) -> Self {
        self.body = lines.into();
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
        self
    }

    /// A header, UTF-8.
    pub(crate) fn header(mut self, name: &'static str, value: Option<&str>) -> Result<Self, Error> {
        if let Some(value) = value {
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| Error::Unsendable(name))?;
            self.headers.insert(HeaderName::from_static(name), value);
        }
        Ok(self)
    }
}

/// A name for a call.
pub(crate) fn new_key() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// A part of an address, which is the caller's to name. Refused where it would change the address.
pub(crate) fn part<'a>(name: &'static str, value: &'a str) -> Result<&'a str, Error> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'~');
    let is_part = !value.is_empty() && value.bytes().all(is_plain) && value != "." && value != "..";
    if is_part { Ok(value) } else { Err(Error::Unsendable(name)) }
}

impl Client {
    /// A client; nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::Trust`], [`Error::Token`].
    pub fn new(options: Options) -> Result<Self, Error> {
        let base = options.server.trim_end_matches('/');
        let uri: Uri = base.parse().map_err(|_| Error::Address)?;
        let is_here = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let is_safe = uri.scheme_str() == Some("https") || (uri.scheme_str() == Some("http") && is_here);
        if !is_safe || uri.path() != "/" || uri.query().is_some() {
            return Err(Error::Address);
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Trust(error.to_string()))?
            .with_root_certificates(roots(&options.trust)?)
            .with_no_client_auth();
        let connector =
            HttpsConnectorBuilder::new().with_tls_config(config).https_or_http().enable_http1().build();
        let mut bearer =
            HeaderValue::from_str(&format!("Bearer {}", options.token.0)).map_err(|_| Error::Token)?;
        bearer.set_sensitive(true);
        Ok(Self {
            http: Http::builder(TokioExecutor::new()).build(connector),
            base: base.into(),
            bearer,
            patience: options.patience,
        })
    }

    /// Sends a call until it is answered, as often as it may be sent.
    pub(crate) async fn send(&self, call: &Call) -> Result<Reply, Error> {
        let mut step = WAIT_FIRST;
        let mut attempt = 1;
        loop {
            let miss = match self.attempt(call).await {
                Ok(reply) => return Ok(reply),
                Err(miss) => miss,
            };
            let may_again = miss.is_passing && (miss.is_undone || call.is_repeatable);
            if !may_again || attempt >= self.patience.attempts_max {
                return Err(miss.error);
            }
            tokio::time::sleep(miss.wait.unwrap_or(step).min(WAIT_MAX)).await;
            step = (step * 2).min(WAIT_STEP_MAX);
            attempt += 1;
        }
    }

    /// The same, and the answer's JSON.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, call: &Call) -> Result<T, Error> {
        let reply = self.send(call).await?;
        let status = reply.status.as_u16();
        serde_json::from_slice(&reply.body).map_err(|_| Error::NotUnderstood { status })
    }

    async fn attempt(&self, call: &Call) -> Result<Reply, Miss> {
        let request = self.request(call).map_err(|error| Miss {
            error,
            is_undone: true,
            is_passing: false,
            wait: None,
        })?;
        let lost = |error: Error| Miss { error, is_undone: false, is_passing: true, wait: None };
        let answer = async {
            let response = self.http.request(request).await.map_err(|error| {
                let is_undone = error.is_connect();
                Miss { is_undone, ..lost(Error::NoAnswer(Box::new(error))) }
            })?;
            let (parts, body) = response.into_parts();
            let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await;
            let body = body.map_err(|error| lost(Error::NoAnswer(error)))?.to_bytes();
            Ok((parts.status, parts.headers, body))
        };
        let answered = tokio::time::timeout(self.patience.attempt_max, answer).await;
        let (status, headers, body) = answered.map_err(|_| lost(Error::TooLate))??;
        if status.is_success() {
            return Ok(Reply { status, body });
        }
        Err(refused(status, &headers, &body))
    }

    fn request(&self, call: &Call) -> Result<Request<Full<Bytes>>, Error> {
        let uri: Uri =
            format!("{}{}", self.base, call.path).parse().map_err(|_| Error::Unsendable("address"))?;
        let mut request = Request::new(Full::new(call.body.clone()));
        *request.method_mut() = call.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = call.headers.clone();
        request.headers_mut().insert(AUTHORIZATION, self.bearer.clone());
        Ok(request)
    }
}

/// What the server said instead of doing it.
fn refused(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Miss {
    let problem: Option<Problem> = serde_json::from_slice(body).ok();
    let is_busy = problem.as_ref().is_some_and(|problem| problem.code == "conflict.busy");
    let wait =
        headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let too_many = status == StatusCode::TOO_MANY_REQUESTS;
    Miss {
        error: problem
            .map_or(Error::NotUnderstood { status: status.as_u16() }, |problem| Box::new(problem).into()),
        is_undone: too_many || is_busy,
        is_passing: too_many
            || is_busy
            || status.is_server_error() && status != StatusCode::INTERNAL_SERVER_ERROR,
        wait: wait.map(Duration::from_secs),
    }
}

fn roots(trust: &Trust) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    match trust {
        Trust::Machine => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
        Trust::Authorities(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem) {
                let certificate = certificate.map_err(|error| Error::Trust(error.to_string()))?;
                roots.add(certificate).map_err(|error| Error::Trust(error.to_string()))?;
            }
            if roots.is_empty() {
                return Err(Error::Trust("none in the text".to_owned()));
            }
        }
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_text_goes_to_this_machine_alone() {
        let client = |server: &str| {
            let trust = Trust::Machine;
            Client::new(Options { trust, ..Options::new(server, "t") })
        };
        for server in ["http://localhost:1", "http://127.0.0.1:1/", "http://[::1]:1", "https://vern.example"]
        {
            assert!(client(server).is_ok(), "{server}");
        }
        for server in ["http://vern.example", "ftp://localhost", "localhost", "https://vern.example/x", ""] {
            assert!(matches!(client(server), Err(Error::Address)), "{server}");
        }
    }

    #[test]
    fn what_is_the_callers_to_name_cannot_change_an_address() {
        assert!(part("key", "lead-1.a_b").is_ok());
        for wrong in ["", ".", "..", "a/b", "a?b", "a b", "ø", "a%2f", "a#b"] {
            assert!(part("key", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_token_is_never_printed() {
        let options = Options::new("https://vern.example", "secret-token");
        assert!(!format!("{options:?}").contains("secret"));
        assert!(!format!("{:?}", Client::new(options).unwrap()).contains("secret"));
    }
}
