//! What outgoing messages are handed to in tests: a real mail server and a real gateway, in programs of their own on free ports, under an authority
//! made for the test. Their sources lie in `counterpart/`; `make setup-test` installs what they need.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::Value;
use tempfile::TempDir;

/// How a mail server has TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// From the start.
    Implicit,
    /// By STARTTLS.
    Starttls,
    /// Not at all.
    None,
}

impl MailTls {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Implicit => "implicit",
            Self::Starttls => "starttls",
            Self::None => "clear",
        }
    }
}

/// A server that runs until this goes.
pub struct Counterpart {
    child: Child,
    // Closed first: that is what ends it.
    asked: Option<ChildStdin>,
    said: BufReader<ChildStdout>,
    port: u16,
    folder: TempDir,
}

impl Counterpart {
    /// A mail server with a certificate for `localhost`; with a password it asks for the user `vern`.
    ///
    /// # Errors
    /// Node.js or its packages are missing; see `make setup-test`.
    pub fn mail(tls: MailTls, password: Option<&str>) -> Result<Self> {
        let folder = certified("localhost")?;
        let (chain, key) = files(folder.path());
        let mut command = program("mail.mjs")?;
        command.arg(tls.as_str()).args([chain, key]).args(password);
        Self::start(command, folder)
    }

    /// A gateway for text messages with a certificate for a host.
    ///
    /// # Errors
    /// As [`Counterpart::mail`].
    pub fn gateway(host: &str) -> Result<Self> {
        let folder = certified(host)?;
        let (chain, key) = files(folder.path());
        let mut command = program("gateway.mjs")?;
        command.args([chain, key]);
        Self::start(command, folder)
    }

    fn start(mut command: Command, folder: TempDir) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let asked = child.stdin.take();
        let mut said = BufReader::new(child.stdout.take().context("no output")?);
        let started = line(&mut said)?;
        let port = started.get("port").and_then(Value::as_u64).context("no port")?;
        Ok(Self { child, asked, said, port: u16::try_from(port)?, folder })
    }

    /// Where it listens, on this machine.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The certificate of the authority it is under, as a file.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// A directory of this test's own.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What it has been told so far: `letters` and `met` of a mail server, `requests` of a gateway.
    ///
    /// # Errors
    /// It has ended.
    pub fn told(&mut self) -> Result<Value> {
        self.ask("told")
    }

    /// The same of a mail server, as soon as it has a letter.
    ///
    /// # Errors
    /// It has ended.
    pub fn first_letter(&mut self) -> Result<Value> {
        self.letters(1)
    }

    /// The same, as soon as it has so many letters.
    ///
    /// # Errors
    /// It has ended.
    pub fn letters(&mut self, count: usize) -> Result<Value> {
        self.ask(&format!("wait {count}"))
    }

    fn ask(&mut self, what: &str) -> Result<Value> {
        let asked = self.asked.as_mut().context("it is being ended")?;
        writeln!(asked, "{what}")?;
        asked.flush()?;
        line(&mut self.said)
    }
}

impl Drop for Counterpart {
    fn drop(&mut self) {
        self.asked = None;
        let _ended = self.child.wait();
    }
}

fn line(said: &mut BufReader<ChildStdout>) -> Result<Value> {
    let mut line = String::new();
    if said.read_line(&mut line)? == 0 {
        bail!("the counterpart ended; `make setup-test` installs what it needs");
    }
    Ok(serde_json::from_str(&line)?)
}

fn program(name: &str) -> Result<Command> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("counterpart");
    if !folder.join("node_modules/smtp-server").is_dir() {
        bail!("smtp-server is missing; `make setup-test` installs it");
    }
    let mut command = Command::new("node");
    command.arg(folder.join(name));
    Ok(command)
}

fn files(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("chain.pem"), folder.join("key.pem"))
}

/// A folder with an authority of its own and a certificate it has issued for a host.
fn certified(host: &str) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let mut parameters = CertificateParams::default();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate()?;
    let authority = parameters.self_signed(&authority_key)?;
    let issuer = Issuer::new(parameters, authority_key);
    let key = KeyPair::generate()?;
    let certificate = CertificateParams::new(vec![host.to_owned()])?.signed_by(&key, &issuer)?;
    let (chain_file, key_file) = files(folder.path());
    std::fs::write(folder.path().join("authority.pem"), authority.pem())?;
    std::fs::write(chain_file, certificate.pem())?;
    std::fs::write(key_file, key.serialize_pem())?;
    Ok(folder)
}
