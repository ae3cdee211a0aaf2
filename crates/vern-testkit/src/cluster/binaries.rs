//! PostgreSQL's installed programs, and a filled data directory from them: `initdb` once per build folder, then copies.
//!
//! Deliberately absent: installing anything; `.ci/setup` does.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::account::{self, Account};
use super::{ROLE, end_of};

/// Where Debian keeps one folder per major version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// Where copies are taken from, and the version of how it is made.
const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/postgres-template-1");

/// The folder of the programs and the version they say they are.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    folder: PathBuf,
    version: String,
}

impl Binaries {
    /// On the path, else the newest of Debian's.
    pub(super) fn find() -> Result<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "development only; where programs are is no setting of ours"
        )]
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folder = Self::on(&path).or_else(|| Self::newest_in(Path::new(DEBIAN))).context(
            "PostgreSQL (15 or newer) is not installed: initdb, postgres and psql are missing; `sh .ci/setup` installs it",
        )?;
        let output = Command::new(folder.join("postgres")).arg("--version").output()?;
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        ensure!(major(&version) >= Some(15), "`{version}` in {} is older than 15", folder.display());
        Ok(Self { folder, version })
    }

    fn on(path: &OsString) -> Option<PathBuf> {
        // A link on the path leads to the folder where its siblings are.
        let found =
            std::env::split_paths(path).map(|folder| folder.join("initdb")).find(|file| file.is_file())?;
        let folder = fs::canonicalize(found).ok()?.parent()?.to_owned();
        is_whole(&folder).then_some(folder)
    }

    fn newest_in(parent: &Path) -> Option<PathBuf> {
        let versions = fs::read_dir(parent).ok()?.filter_map(|entry| {
            let entry = entry.ok()?;
            let number: u32 = entry.file_name().to_str()?.parse().ok()?;
            let folder = entry.path().join("bin");
            is_whole(&folder).then_some((number, folder))
        });
        versions.max_by_key(|(number, _)| *number).map(|(_, folder)| folder)
    }

    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Fills a data directory; the account owns its parent afterwards if the caller says so.
    pub(super) fn fill_data_folder(&self, data: &Path, account: Option<&Account>) -> Result<()> {
        match self.template(account) {
            Ok(template) => copy(&template, data),
            // A build folder that can't be written is no reason not to test.
            Err(_) => self.initialise(data, account),
        }
    }

    /// The folder copies are taken from, made by the first that needs it.
    fn template(&self, account: Option<&Account>) -> Result<PathBuf> {
        let template = PathBuf::from(TEMPLATE);
        fs::create_dir_all(&template)?;
        let lock = File::options().write(true).create(true).truncate(false).open(template.join("lock"))?;
        lock.lock()?;
        let named: String = self
            .version
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
            .collect();
        let finished = template.join(&named);
        if !finished.exists() {
            let made = tempfile::Builder::new().prefix("vern-initdb-").tempdir()?;
            self.initialise(&made.path().join("data"), account)?;
            let near = template.join(format!("{named}.part"));
            let _left_by_an_earlier_one = fs::remove_dir_all(&near);
            copy(&made.path().join("data"), &near)?;
            fs::rename(&near, &finished)?;
        }
        Ok(finished)
    }

    fn initialise(&self, data: &Path, account: Option<&Account>) -> Result<()> {
        let parent = data.parent().context("a data directory has a parent")?;
        if let Some(account) = account {
            account.own(parent)?;
        }
        let log = parent.join("initdb.log");
        let file = File::create(&log)?;
        let mut command = Command::new(self.program("initdb"));
        command.arg("-D").arg(data).args(["--username", ROLE, "--encoding", "UTF8", "--locale", "C"]);
        command.args(["--auth-local", "trust", "--auth-host", "scram-sha-256", "--data-checksums"]);
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).current_dir(parent);
        account::run_as(&mut command, account);
        let status = command.status()?;
        ensure!(status.success(), "initdb ended with {status}: {}", end_of(&log));
        fs::remove_file(log)?;
        Ok(())
    }
}

fn is_whole(folder: &Path) -> bool {
    ["initdb", "postgres", "psql"].iter().all(|name| folder.join(name).is_file())
}

/// `postgres (PostgreSQL) 15.18 (Debian …)` → 15.
fn major(version: &str) -> Option<u32> {
    let number =
        version.split_whitespace().find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// Copies a folder with all in it, for the owner alone, as PostgreSQL demands.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir(to)?;
    fs::set_permissions(to, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), target)?;
        } else {
            bail!("{} is neither file nor folder", entry.path().display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_postgresql_says_them() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("postgres"), None);
    }

    #[test]
    fn the_newest_whole_version_is_taken() {
        let parent = tempfile::tempdir().unwrap();
        for (version, programs) in [("9", 3), ("15", 3), ("17", 3), ("18", 2)] {
            let folder = parent.path().join(version).join("bin");
            fs::create_dir_all(&folder).unwrap();
            for name in ["initdb", "postgres", "psql"].iter().take(programs) {
                fs::write(folder.join(name), "").unwrap();
            }
        }
        assert_eq!(Binaries::newest_in(parent.path()), Some(parent.path().join("17/bin")));
        assert_eq!(Binaries::on(&parent.path().join("18/bin").into_os_string()), None);
    }
}
