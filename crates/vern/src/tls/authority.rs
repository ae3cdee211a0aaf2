//! A certificate an authority issues: asked for where there is none, and again when a third of its time is left.
//!
//! Account and certificate lie in the key directory, each in a file of its own that only its owner reads. The private key is made here, anew with each
//! certificate, and goes nowhere else.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tempfile::NamedTempFile;
use tokio::signal::unix::Signal;
use vern_app::outbox::{
    CertificateAuthority, CertificateError, HandshakeProof, IssuedCertificate, KeptAccount, Outbound,
};
use vern_app::{Clock, Problem, SystemClock};
use vern_web::Certificate;
use zeroize::Zeroizing;

const ACCOUNT: &str = "acme-account.json";
/// Chain and key together, so that neither is ever there without the other.
const CERTIFICATE: &str = "acme-certificate.pem";
/// How long is waited after a try that came to nothing, at first and at most. Authorities count tries (five in an hour is what some allow).
const PAUSE_FIRST: Duration = Duration::from_secs(15 * 60);
const PAUSE_MAX: Duration = Duration::from_secs(6 * 60 * 60);
/// The longest sleep: the machine's clock may be set, and the machine may sleep.
const LOOK_EVERY: Duration = Duration::from_secs(60 * 60);

/// The certificate, and who issues it.
pub(crate) struct FromAuthority {
    out: Arc<Outbound>,
    certificate: Arc<Certificate>,
    keys: PathBuf,
    /// Of the certificate that is shown, in seconds since 1970.
    renewal_at: Option<i64>,
}

impl FromAuthority {
    /// With the certificate that was kept, if there is one for the names that are wanted.
    pub(super) fn open(out: Arc<Outbound>, keys: &Path) -> Self {
        let mut this =
            Self { out, certificate: Certificate::awaited(), keys: keys.to_owned(), renewal_at: None };
        if let Ok(kept) = fs::read_to_string(this.keys.join(CERTIFICATE)).map(Zeroizing::new) {
            // Chain and key are found by their own marks.
            this.take(&kept, kept.as_bytes());
        }
        this
    }

    pub(super) fn certificate(&self) -> Arc<Certificate> {
        Arc::clone(&self.certificate)
    }

    /// Sees to it that there is a certificate, for as long as the server runs. The former is shown until there is another.
    pub(super) async fn keep(mut self, mut hangups: Signal) {
        let mut pause = PAUSE_FIRST;
        loop {
            if self.time_left().is_zero()
                && let Err(error) = self.renew().await
            {
                tracing::error!(cause = %error, again_in_seconds = pause.as_secs(), "no certificate was issued");
            }
            // One that is due as soon as it is issued is no better than none: a clock is wrong.
            let left = self.time_left();
            let wait = if left.is_zero() { pause } else { left.min(LOOK_EVERY) };
            pause = if left.is_zero() { PAUSE_MAX.min(pause * 2) } else { PAUSE_FIRST };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                told = hangups.recv() => if told.is_none() { return },
            }
        }
    }

    /// Until a certificate is to be asked for.
    fn time_left(&self) -> Duration {
        let now = SystemClock.now().to_timestamp().as_second();
        let left = self.renewal_at.map_or(0, |at| at.saturating_sub(now));
        Duration::from_secs(u64::try_from(left).unwrap_or(0))
    }

    async fn renew(&mut self) -> Result<(), CertificateError> {
        let out = Arc::clone(&self.out);
        // Whoever opened this has asked.
        let Some(authority) = out.certificate_authority() else { return Ok(()) };
        let issued = self.ask(authority).await?;
        if !self.take(&issued.chain, issued.key.as_bytes()) {
            return Err(CertificateError::NotUnderstood);
        }
        tracing::info!("a certificate was issued");
        let together = Zeroizing::new([issued.chain.as_bytes(), issued.key.as_bytes()].concat());
        self.write(CERTIFICATE, &together);
        Ok(())
    }

    async fn ask(&self, authority: &CertificateAuthority) -> Result<IssuedCertificate, CertificateError> {
        let before = fs::read_to_string(self.keys.join(ACCOUNT)).ok().map(KeptAccount::new);
        let mut account = before.clone();
        let shown = Arc::clone(&self.certificate);
        let show = move |proof: HandshakeProof| {
            let HandshakeProof { name, shown: proof } = proof;
            let result: Result<(), Problem> =
                shown.show_proof(&name, proof.chain.as_bytes(), proof.key.as_bytes());
            if let Err(problem) = result {
                tracing::error!(code = problem.code(), "a proof cannot be shown");
            }
        };
        let issued = authority.issue(&mut account, &show).await;
        self.certificate.withdraw_proofs();
        if let Some(account) = account.filter(|account| before.as_ref() != Some(account)) {
            self.write(ACCOUNT, account.as_bytes());
        }
        issued
    }

    /// Shows a certificate from now on; no, where it is none for the names that are wanted.
    fn take(&mut self, chain: &str, key: &[u8]) -> bool {
        let authority = self.out.certificate_authority();
        let renewal_at = authority.and_then(|authority| authority.renewal_at(chain));
        let is_taken = renewal_at.is_some() && self.certificate.replace(chain.as_bytes(), key).is_ok();
        if is_taken {
            self.renewal_at = renewal_at;
        }
        is_taken
    }

    /// What cannot be kept is asked for again after the next start: the server goes on with what it has.
    fn write(&self, name: &str, content: &[u8]) {
        let write = || -> io::Result<()> {
            // Its owner's alone from the start.
            let mut file = NamedTempFile::new_in(&self.keys)?;
            file.write_all(content)?;
            file.as_file().sync_all()?;
            file.persist(self.keys.join(name))?;
            File::open(&self.keys)?.sync_all()
        };
        if let Err(error) = write() {
            tracing::error!(%error, name, "it cannot be kept");
        }
    }
}
