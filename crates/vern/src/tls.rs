//! Where the server's certificate comes from: two files, or an authority that is asked for it (ACME).

mod authority;
mod files;

use std::path::Path;
use std::sync::Arc;

use tokio::signal::unix::Signal;
use vern_app::Problem;
use vern_app::outbox::Outbound;
use vern_web::Certificate;

use crate::failure::Failure;

use authority::FromAuthority;
pub(crate) use files::TlsFiles;

/// A certificate, and how it is replaced before it is over.
pub(crate) enum Tls {
    Files(TlsFiles, Arc<Certificate>),
    Authority(FromAuthority),
}

impl Tls {
    /// What the command line and the settings say; none where neither says anything.
    ///
    /// # Errors
    /// `tls.certificate_twice` where two of files, proxy and authority are named; files that cannot be used.
    pub(crate) fn of(
        files: &TlsFiles,
        out: Option<&Arc<Outbound>>,
        is_behind_proxy: bool,
        keys: &Path,
    ) -> Result<Option<Self>, Failure> {
        let certificate = files.read()?;
        let authority = out.filter(|out| out.certificate_authority().is_some());
        match (certificate, authority) {
            (Some(_), Some(_)) => Err(Problem::invalid("tls.certificate_twice").into()),
            (None, Some(_)) if is_behind_proxy => Err(Problem::invalid("tls.certificate_twice").into()),
            (Some(certificate), None) => Ok(Some(Self::Files(files.clone(), certificate))),
            (None, Some(out)) => Ok(Some(Self::Authority(FromAuthority::open(Arc::clone(out), keys)))),
            (None, None) => Ok(None),
        }
    }

    /// What handshakes are answered with.
    pub(crate) fn certificate(&self) -> Arc<Certificate> {
        match self {
            Self::Files(_, certificate) => Arc::clone(certificate),
            Self::Authority(authority) => authority.certificate(),
        }
    }

    /// Replaces it in time, for as long as the server runs; at once where the process is told to (SIGHUP).
    pub(crate) async fn keep(self, hangups: Signal) {
        match self {
            Self::Files(files, certificate) => files.keep_read(certificate, hangups).await,
            Self::Authority(authority) => authority.keep(hangups).await,
        }
    }
}
