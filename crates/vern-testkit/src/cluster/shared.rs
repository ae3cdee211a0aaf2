//! One cluster for a whole test run: the first test that asks starts it, and a process outside the tests stops it when the run is over.
//!
//! Under `cargo nextest`, where each test is a process, a run is one `NEXTEST_RUN_ID`, and over when nextest, the tests' parent, has ended. Under
//! `cargo test` a run is this process.
//!
//! Deliberately absent: stopping or killing the shared cluster. A test of such a thing makes a [`super::Cluster`] of its own.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Result, anyhow, ensure};

use super::binaries::Binaries;
use super::reaper::Reaper;
use super::server::Server;
use super::{Cluster, Options, short_folder};

/// URL of the administration database of a server to use instead of a cluster of our own.
const OTHER_SERVER: &str = "VERN_TEST_POSTGRES";

static SHARED: OnceLock<Result<Server, String>> = OnceLock::new();

/// The run's cluster, or the server `VERN_TEST_POSTGRES` names. It stays when the test ends; each test makes databases of its own in it.
///
/// # Errors
/// As [`Cluster::start_new`].
pub fn shared() -> Result<&'static Server> {
    let shared = SHARED.get_or_init(|| start().map_err(|error| format!("{error:#}")));
    shared.as_ref().map_err(|error| anyhow!("{error}"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "development only; these are the test runner's settings, not the program's"
)]
fn start() -> Result<Server> {
    if let Ok(url) = std::env::var(OTHER_SERVER) {
        return Server::at_url(&url, &Binaries::find()?);
    }
    match std::env::var("NEXTEST_RUN_ID") {
        Ok(run) => of_run(&run, std::os::unix::process::parent_id()),
        Err(_) => {
            let folder = short_folder()?;
            let reaper = Reaper::when_process_ends(std::process::id(), folder.path());
            Ok(Cluster::make(&Options::new(), folder, reaper)?.leave_running())
        }
    }
}

/// The cluster of a run: its folder holds the lock under which it is started, and the name of its own folder once it is.
fn of_run(run: &str, runner: u32) -> Result<Server> {
    let around = std::env::temp_dir().join(format!("vern-postgres-run-{run}"));
    fs::create_dir_all(&around)?;
    let lock = File::options().write(true).create(true).truncate(false).open(around.join("lock"))?;
    ensure!(
        fs::metadata(&around)?.uid() == lock.metadata()?.uid(),
        "{} belongs to someone else",
        around.display()
    );
    fs::set_permissions(&around, fs::Permissions::from_mode(0o711))?;
    lock.lock()?;
    let name = around.join("cluster");
    if let Ok(folder) = fs::read_to_string(&name) {
        return Ok(Server::at_socket(Path::new(&folder), 5432, &Binaries::find()?));
    }
    let folder = short_folder()?;
    let path = folder.path().display().to_string();
    let server =
        Cluster::make(&Options::new(), folder, Reaper::when_process_ends(runner, &around))?.leave_running();
    fs::write(name, path)?;
    Ok(server)
}
