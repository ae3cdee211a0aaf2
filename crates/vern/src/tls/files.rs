//! A certificate and its key in two files, which somebody else renews.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::signal::unix::Signal;
use vern_text::Language;
use vern_web::Certificate;

use crate::failure::Failure;

/// What the server proves who it is by. Both files are read again on SIGHUP.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct TlsFiles {
    /// Serve over TLS only: the certificate with the chain below it, as PEM. Both files are read again on SIGHUP.
    #[arg(long, requires = "certificate_key")]
    certificate: Option<PathBuf>,
    /// The certificate's private key, as PEM.
    #[arg(long, requires = "certificate")]
    certificate_key: Option<PathBuf>,
}

/// What both files hold.
struct Contents {
    chain: Vec<u8>,
    key: Vec<u8>,
}

impl TlsFiles {
    pub(super) fn read(&self) -> Result<Option<Arc<Certificate>>, Failure> {
        let Some(contents) = self.contents()? else { return Ok(None) };
        Ok(Some(Certificate::from_pem(&contents.chain, &contents.key)?))
    }

    fn contents(&self) -> Result<Option<Contents>, Failure> {
        // The command line requires both or neither.
        let (Some(chain), Some(key)) = (&self.certificate, &self.certificate_key) else { return Ok(None) };
        let read = |file: &PathBuf| std::fs::read(file).map_err(|error| Failure::file(file, error));
        Ok(Some(Contents { chain: read(chain)?, key: read(key)? }))
    }

    fn replace(&self, certificate: &Certificate) -> Result<(), Failure> {
        let Some(contents) = self.contents()? else { return Ok(()) };
        Ok(certificate.replace(&contents.chain, &contents.key)?)
    }

    /// Reads both files again whenever the process is told to. What cannot be used leaves the former certificate in its place, and says so in the log.
    pub(super) async fn keep_read(self, certificate: Arc<Certificate>, mut hangups: Signal) {
        while hangups.recv().await.is_some() {
            match self.replace(&certificate) {
                Ok(()) => tracing::info!("the certificate is read again"),
                Err(failure) => {
                    tracing::error!(cause = failure.to_text(Language::En), "the former certificate stays");
                }
            }
        }
    }
}
