//! The certificate a server shows, and the key that goes with it: read from PEM, replaced while connections go on.
//!
//! TLS 1.2 and 1.3 and nothing older, as rustls has them. Whoever issues certificates may look by a handshake whether a name leads here (RFC 8737).
//! Deliberately not here: where the files lie and when they are read again; asking for a certificate over a network (ACME).

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::RwLock;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys, ServerConfig};
use vern_app::Problem;

/// The protocol a handshake names that asks for a proof and nothing else (RFC 8737 § 6.2).
pub(crate) const PROOF_PROTOCOL: &[u8] = b"acme-tls/1";

/// What a server proves who it is by. Handshakes that begin after a replacement see the new one; connections that stand keep what they have.
#[derive(Debug)]
pub struct Certificate {
    /// None until the first is issued: no handshake succeeds before.
    current: RwLock<Option<Arc<CertifiedKey>>>,
    /// What is shown to whoever looks whether a name leads here, by name; none where nobody is asked to look.
    proofs: Option<RwLock<BTreeMap<String, Arc<CertifiedKey>>>>,
}

impl Certificate {
    /// A certificate with the chain below it, and its key, both as PEM.
    ///
    /// # Errors
    /// What is no certificate or no key, or a key of another certificate.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Arc<Self>, Problem> {
        Ok(Arc::new(Self { current: RwLock::new(Some(certified(chain, key)?)), proofs: None }))
    }

    /// One that is yet to be issued, by an authority that looks whether the names lead here.
    #[must_use]
    pub fn awaited() -> Arc<Self> {
        Arc::new(Self { current: RwLock::default(), proofs: Some(RwLock::default()) })
    }

    /// Shows another one from now on. The former stays where this fails.
    ///
    /// # Errors
    /// As for [`Self::from_pem`].
    pub fn replace(&self, chain: &[u8], key: &[u8]) -> Result<(), Problem> {
        let next = certified(chain, key)?;
        *self.current.write() = Some(next);
        Ok(())
    }

    /// Shows a proof to whoever looks for one of this name, and to nobody else.
    ///
    /// # Errors
    /// What is no certificate or no key.
    pub fn show_proof(&self, name: &str, chain: &[u8], key: &[u8]) -> Result<(), Problem> {
        let proof = proving(chain, key)?;
        if let Some(proofs) = &self.proofs {
            proofs.write().insert(name.to_ascii_lowercase(), proof);
        }
        Ok(())
    }

    /// Shows no proof any longer.
    pub fn withdraw_proofs(&self) {
        if let Some(proofs) = &self.proofs {
            proofs.write().clear();
        }
    }

    /// How handshakes are answered with it.
    pub(crate) fn server_config(self: Arc<Self>) -> ServerConfig {
        let shows_proofs = self.proofs.is_some();
        let mut config = ServerConfig::builder().with_no_client_auth().with_cert_resolver(self);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        if shows_proofs {
            config.alpn_protocols.push(PROOF_PROTOCOL.to_vec());
        }
        config
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        if !asks_for_proof(&hello) {
            return self.current.read().clone();
        }
        let proofs = self.proofs.as_ref()?.read();
        proofs.get(&hello.server_name()?.to_ascii_lowercase()).cloned()
    }
}

/// Whoever names this protocol names no other (RFC 8737 § 3).
fn asks_for_proof(hello: &ClientHello<'_>) -> bool {
    hello.alpn().is_some_and(|mut named| named.next() == Some(PROOF_PROTOCOL) && named.next().is_none())
}

/// The one rustls is built with.
fn provider() -> Arc<CryptoProvider> {
    Arc::clone(ServerConfig::builder().crypto_provider())
}

fn certified(chain: &[u8], key: &[u8]) -> Result<Arc<CertifiedKey>, Problem> {
    let (chain, key) = (certificates(chain)?, private_key(key)?);
    CertifiedKey::from_der(chain, key, &provider()).map(Arc::new).map_err(|error| {
        Problem::invalid(match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => "tls.key_differs",
            Error::InvalidCertificate(_) => "tls.certificate_form",
            _ => "tls.key_form",
        })
    })
}

/// The same, of a certificate nobody but whoever looks for the proof can read: it is marked so that others must not (RFC 8737 § 3).
fn proving(chain: &[u8], key: &[u8]) -> Result<Arc<CertifiedKey>, Problem> {
    let (chain, key) = (certificates(chain)?, private_key(key)?);
    let key = provider().key_provider.load_private_key(key);
    Ok(Arc::new(CertifiedKey::new(chain, key.map_err(|_| Problem::invalid("tls.key_form"))?)))
}

fn certificates(chain: &[u8]) -> Result<Vec<CertificateDer<'static>>, Problem> {
    let chain = CertificateDer::pem_slice_iter(chain).collect::<Result<Vec<_>, _>>();
    let chain = chain.map_err(|_| Problem::invalid("tls.certificate_form"))?;
    if chain.is_empty() { Err(Problem::invalid("tls.certificate_form")) } else { Ok(chain) }
}

fn private_key(key: &[u8]) -> Result<PrivateKeyDer<'static>, Problem> {
    PrivateKeyDer::from_pem_slice(key).map_err(|_| Problem::invalid("tls.key_form"))
}
