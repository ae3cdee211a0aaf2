//! What is connected to in tests: a real mail server, a real gateway and a real provider of identities, in programs of their own on free ports, under an
//! authority made for the test. Their sources lie in `counterpart/`; `make setup-test` installs what they need.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
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

    /// A provider of identities with a certificate for `localhost`, as its `settings` have it (`identity.mjs`).
    ///
    /// # Errors
    /// As [`Counterpart::mail`].
    pub fn identity(settings: &Value) -> Result<Self> {
        let folder = certified("localhost")?;
        let (chain, key) = files(folder.path());
        let mut command = program("identity.mjs")?;
        // It warns of what is as it should be in a test.
        command.args([chain, key]).arg(settings.to_string()).stderr(Stdio::null());
        Self::start(command, folder)
    }

    /// Tells a provider of identities who signs in next, how surely, and what goes wrong; what it was asked so far.
    ///
    /// # Errors
    /// It has ended.
    pub fn tell(&mut self, what: &Value) -> Result<Value> {
        self.ask(&what.to_string())
    }

    /// Goes where a provider of identities is asked, as a browser would, and says where that is sent back to; none where it is not.
    ///
    /// # Errors
    /// It has ended.
    pub fn visit(&mut self, address: &str) -> Result<Option<String>> {
        let answer = self.ask(&serde_json::json!({ "visit": address }).to_string())?;
        Ok(answer.get("returned").and_then(Value::as_str).map(ToOwned::to_owned))
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

    /// The settings by which an organisation sends e-mail over this server, as its supplier `mail-host`.
    #[must_use]
    pub fn email_settings(&self, organisation: &str) -> String {
        format!(
            "trust: '{}'\ninternal_hosts: [localhost]\nemail: {{ host: localhost, port: {}, tls: implicit, hello: vern.example.no, \
             organisations: {{ {organisation}: {{ supplier: mail-host, from: post@{organisation}.example.no, name: {organisation} }} }} }}\n",
            self.authority().display(),
            self.port
        )
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

/// What a letter says, without its headers: as its reader sees it.
#[must_use]
pub fn said_in(letter: &Value) -> String {
    let whole = letter.get("text").and_then(Value::as_str).unwrap_or_default();
    let (head, body) = whole.split_once("\r\n\r\n").unwrap_or((whole, ""));
    if !head.to_ascii_lowercase().contains("content-transfer-encoding: quoted-printable") {
        return body.to_owned();
    }
    let joined = body.replace("=\r\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (byte, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        bytes.extend(u8::from_str_radix(byte, 16));
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The code in a letter or a text message: its digits, in fours.
#[must_use]
pub fn code_in(text: &str) -> Option<String> {
    let is_four = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words = text.split(|it: char| it.is_whitespace() || it == '.');
    let fours: Vec<&str> = words.skip_while(|word| !is_four(word)).take_while(is_four).collect();
    (!fours.is_empty()).then(|| fours.concat())
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
    for package in ["smtp-server", "oidc-provider"] {
        if !folder.join("node_modules").join(package).is_dir() {
            bail!("{package} is missing; `make setup-test` installs it");
        }
    }
    let mut command = Command::new("node");
    command.arg(folder.join(name));
    Ok(command)
}

pub(crate) fn files(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("chain.pem"), folder.join("key.pem"))
}

/// A folder with an authority of its own and a certificate it has issued for a host.
pub(crate) fn certified(host: &str) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    let mut parameters = CertificateParams::default();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // A name of its own: to curl, a certificate that names its subject as issuer is self-signed.
    parameters.distinguished_name.push(DnType::CommonName, "authority of a test");
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
