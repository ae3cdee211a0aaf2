//! A real certificate authority for tests: Pebble, the server ACME clients are tried against, with a name server of its own. Both are Debian's.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, net, thread};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::counterpart::{certified, files};

/// How an authority issues.
#[derive(Debug, Clone, Copy, Default)]
pub struct Issuing<'a> {
    /// How long a certificate holds, in seconds; five years where left out.
    pub validity: Option<u64>,
    /// Identifier and key (base64url) of the only account it takes.
    pub external: Option<(&'a str, &'a str)>,
}

/// An authority that runs until this goes. What it knew is gone with it.
pub struct Authority {
    authority: Child,
    names: Child,
    folder: TempDir,
    port: u16,
    management: u16,
    names_management: u16,
}

impl Authority {
    /// One that looks for proofs on a port of this machine, whatever the name.
    ///
    /// # Errors
    /// Pebble is missing; see `make setup-test`.
    pub fn start(tls_port: u16, issuing: Issuing<'_>) -> Result<Self> {
        let folder = certified("localhost")?;
        let (chain, key) = files(folder.path());
        let [port, management, http, names_port, names_management] = free_ports()?;
        let mut config = json!({
            "listenAddress": format!("127.0.0.1:{port}"), "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": chain, "privateKey": key, "httpPort": http, "tlsPort": tls_port,
            "externalAccountBindingRequired": issuing.external.is_some(),
        });
        if let Some(fields) = config.as_object_mut() {
            fields.extend(
                issuing.validity.map(|seconds| ("certificateValidityPeriod".to_owned(), seconds.into())),
            );
            let external = issuing.external.map(|(id, key)| json!({ id: key }));
            fields.extend(external.map(|keys| ("externalAccountMACKeys".to_owned(), keys)));
        }
        let config_file = folder.path().join("pebble.json");
        fs::write(&config_file, json!({ "pebble": config }).to_string())?;
        let names_at = format!("127.0.0.1:{names_port}");
        let names = quiet("pebble-challtestsrv")
            .args(["-dns01", &names_at, "-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", ""])
            .args(["-management", &format!("127.0.0.1:{names_management}")])
            .spawn()
            .context("pebble-challtestsrv is missing; `make setup-test` installs it")?;
        let authority = quiet("pebble")
            .arg("-config")
            .arg(&config_file)
            .args(["-strict", "-dnsserver", &names_at])
            // Neither waits nor throws good nonces away at random: what it does is the same each time.
            .envs([("PEBBLE_VA_NOSLEEP", "1"), ("PEBBLE_WFE_NONCEREJECT", "0"), ("PEBBLE_AUTHZREUSE", "0")])
            .spawn()
            .context("pebble is missing; `make setup-test` installs it")?;
        let started = Self { authority, names, folder, port, management, names_management };
        for port in [started.port, started.management, started.names_management] {
            answers_at(port)?;
        }
        Ok(started)
    }

    /// Where its directory is.
    #[must_use]
    pub fn directory(&self) -> String {
        format!("https://localhost:{}/dir", self.port)
    }

    /// The certificate of the authority its own TLS is under, as a file.
    #[must_use]
    pub fn trust(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// The certificate all it issues is under, as PEM.
    ///
    /// # Errors
    /// It has ended.
    pub fn root(&self) -> Result<String> {
        let address = format!("https://localhost:{}/roots/0", self.management);
        curl(&["--cacert", &self.trust().display().to_string(), &address])
    }

    /// Says where every name leads from now on.
    ///
    /// # Errors
    /// The name server has ended.
    pub fn lead_names_to(&self, address: &str) -> Result<()> {
        let told: Value = json!({ "ip": address });
        let at = format!("http://127.0.0.1:{}/set-default-ipv4", self.names_management);
        curl(&["--data", &told.to_string(), &at]).map(drop)
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        for child in [&mut self.authority, &mut self.names] {
            let _already_gone = child.kill();
            let _already_waited = child.wait();
        }
    }
}

/// A port nobody listens on. Somebody else may take it before it is used; there is no way to hold one for another program.
///
/// # Errors
/// The machine has none.
pub fn free_port() -> Result<u16> {
    free_ports().map(|[port]| port)
}

/// The same for several, which differ.
fn free_ports<const N: usize>() -> Result<[u16; N]> {
    let held: Vec<_> = (0..N).map(|_| net::TcpListener::bind("127.0.0.1:0")).collect::<Result<_, _>>()?;
    let ports: Vec<_> =
        held.iter().map(|it| Ok(it.local_addr()?.port())).collect::<Result<_, std::io::Error>>()?;
    ports.try_into().map_err(|_| anyhow::anyhow!("too few ports"))
}

fn quiet(program: &str) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn answers_at(port: u16) -> Result<()> {
    for _ in 0..1_000 {
        if net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(10));
    }
    bail!("nobody answers at {port}")
}

fn curl(arguments: &[&str]) -> Result<String> {
    let output =
        Command::new("curl").args(["--silent", "--show-error", "--fail"]).args(arguments).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// The settings by which a server asks an authority for a certificate of one name.
#[must_use]
pub fn certificate_settings(authority: &Authority, name: &str, secrets: Option<&Path>) -> String {
    let account = secrets.map_or(String::new(), |_| "\n  account: { id: kid-1, key: acme-mac }".to_owned());
    let secrets = secrets.map_or(String::new(), |folder| format!("secrets: '{}'\n", folder.display()));
    format!(
        "{secrets}trust: '{}'\ninternal_hosts: [localhost]\ncertificates:\n  directory: {}\n  names: [{name}]\n  contact: drift@example.no\n  \
         terms_agreed: true{account}\n",
        authority.trust().display(),
        authority.directory()
    )
}
