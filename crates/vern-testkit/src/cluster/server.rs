//! A running server as tests use it: fresh databases, copies of a prepared one, and a question in SQL.
//!
//! Deliberately absent: starting and stopping; a server may belong to others too.

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, ensure};

use super::ROLE;
use super::binaries::Binaries;

/// Databases made by this process, for their names.
static MADE: AtomicU32 = AtomicU32::new(0);

/// Where databases are made.
#[derive(Debug, Clone)]
pub struct Server {
    /// URL up to and with the slash before the database, and what comes after it.
    before: String,
    after: String,
    administration: String,
    psql: PathBuf,
    locks: PathBuf,
}

impl Server {
    pub(super) fn at_socket(folder: &Path, port: u16, binaries: &Binaries) -> Self {
        let host = percent_encoded(&folder.display().to_string());
        Self {
            before: format!("postgresql://{ROLE}@{host}:{port}/"),
            after: String::new(),
            administration: "postgres".to_owned(),
            psql: binaries.program("psql"),
            locks: folder.to_owned(),
        }
    }

    /// A server given by the URL of its administration database.
    pub(super) fn at_url(url: &str, binaries: &Binaries) -> Result<Self> {
        let (whole, after) = url.split_at(url.find('?').unwrap_or(url.len()));
        let (scheme, rest) = whole.split_once("://").context("not a URL of PostgreSQL")?;
        let (host, database) = rest.split_once('/').context("a URL of PostgreSQL that names no database")?;
        Ok(Self {
            before: format!("{scheme}://{host}/"),
            after: after.to_owned(),
            administration: database.to_owned(),
            psql: binaries.program("psql"),
            locks: std::env::temp_dir(),
        })
    }

    /// URL of a database by its name, in the form `tokio-postgres` and `psql` both take.
    pub fn url(&self, database: &str) -> String {
        format!("{}{database}{}", self.before, self.after)
    }

    /// URL of the administration database.
    pub fn admin_url(&self) -> String {
        self.url(&self.administration)
    }

    /// Makes an empty database and gives its URL. Its name begins with `label` and is no other's.
    ///
    /// # Errors
    /// The server's refusal.
    pub fn database(&self, label: &str) -> Result<String> {
        self.copy_of("template0", label)
    }

    /// Makes a database that is a copy of a prepared one, and gives its URL. The first to ask prepares it: `prepare` gets the URL of an empty
    /// database, once for each `label` and server, whatever number of processes ask, and leaves no connection open.
    ///
    /// # Errors
    /// The server's refusal, or what `prepare` says.
    pub fn database_like(&self, label: &str, prepare: impl FnOnce(&str) -> Result<()>) -> Result<String> {
        let template = format!("{label}_template");
        let lock = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(self.locks.join(format!("{template}.lock")))?;
        lock.lock()?;
        let known = self.query(
            &self.administration,
            &format!("SELECT 1 FROM pg_database WHERE datname = '{template}'"),
        )?;
        if known.is_empty() {
            let unfinished = self.database(&template)?;
            prepare(&unfinished)?;
            let name = unfinished.strip_prefix(&self.before).and_then(|rest| rest.strip_suffix(&self.after));
            let name = name.context("the URL of a database of this server")?;
            self.query(&self.administration, &format!("ALTER DATABASE \"{name}\" RENAME TO \"{template}\""))?;
        }
        self.copy_of(&template, label)
    }

    fn copy_of(&self, template: &str, label: &str) -> Result<String> {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("{label}_{}_{number}", std::process::id());
        self.query(&self.administration, &format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\""))?;
        Ok(self.url(&name))
    }

    /// Asks a database by its name; rows on lines, columns between bars, as `psql -At` prints them.
    ///
    /// # Errors
    /// The server's own words.
    pub fn query(&self, database: &str, sql: &str) -> Result<String> {
        self.query_url(&self.url(database), sql)
    }

    /// As [`Server::query`], of a database by its URL.
    ///
    /// # Errors
    /// The server's own words.
    pub fn query_url(&self, url: &str, sql: &str) -> Result<String> {
        let mut command = Command::new(&self.psql);
        command.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]);
        let output = command.stdin(Stdio::null()).output()?;
        ensure!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr).trim());
        Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
    }
}

/// A path as the host of a URL (RFC 3986: everything but unreserved letters).
fn percent_encoded(path: &str) -> String {
    path.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _never_fails = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_a_host() {
        assert_eq!(percent_encoded("/tmp/vern-a b.ø~"), "%2Ftmp%2Fvern-a%20b.%C3%B8~");
    }

    #[test]
    fn a_url_of_another_server_names_other_databases() {
        let binaries = Binaries::find().unwrap();
        let server = Server::at_url("postgresql://a:b@h:1/admin?sslmode=require", &binaries).unwrap();
        assert_eq!(server.url("x"), "postgresql://a:b@h:1/x?sslmode=require");
        assert_eq!(server.admin_url(), "postgresql://a:b@h:1/admin?sslmode=require");
        assert!(Server::at_url("postgresql://h", &binaries).is_err());
    }
}
