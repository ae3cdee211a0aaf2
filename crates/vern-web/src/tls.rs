//! The certificate a server shows, and the key that goes with it: read from PEM, replaced while connections go on.
//!
//! TLS 1.2 and 1.3 and nothing older, as rustls has them. Deliberately not here: where the files lie and when they are read again; asking for a
//! certificate over a network (ACME).

use std::sync::Arc;

use parking_lot::RwLock;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys, ServerConfig};
use vern_app::Problem;

/// What a server proves who it is by. Handshakes that begin after a replacement see the new one; connections that stand keep what they have.
#[derive(Debug)]
pub struct Certificate {
    current: RwLock<Arc<CertifiedKey>>,
}

impl Certificate {
    /// A certificate with the chain below it, and its key, both as PEM.
    ///
    /// # Errors
    /// What is no certificate or no key, or a key of another certificate.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Arc<Self>, Problem> {
        Ok(Arc::new(Self { current: RwLock::new(certified(chain, key)?) }))
    }

    /// Shows another one from now on. The former stays where this fails.
    ///
    /// # Errors
    /// As for [`Self::from_pem`].
    pub fn replace(&self, chain: &[u8], key: &[u8]) -> Result<(), Problem> {
        let next = certified(chain, key)?;
        *self.current.write() = next;
        Ok(())
    }

    /// How handshakes are answered with it.
    pub(crate) fn server_config(self: Arc<Self>) -> ServerConfig {
        let mut config = ServerConfig::builder().with_no_client_auth().with_cert_resolver(self);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read()))
    }
}

/// The one rustls is built with.
fn provider() -> Arc<CryptoProvider> {
    Arc::clone(ServerConfig::builder().crypto_provider())
}

fn certified(chain: &[u8], key: &[u8]) -> Result<Arc<CertifiedKey>, Problem> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(chain)
        .collect::<Result<_, _>>()
        .map_err(|_| Problem::invalid("tls.certificate_form"))?;
    if chain.is_empty() {
        return Err(Problem::invalid("tls.certificate_form"));
    }
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| Problem::invalid("tls.key_form"))?;
    CertifiedKey::from_der(chain, key, &provider()).map(Arc::new).map_err(|error| {
        Problem::invalid(match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => "tls.key_differs",
            Error::InvalidCertificate(_) => "tls.certificate_form",
            _ => "tls.key_form",
        })
    })
}
