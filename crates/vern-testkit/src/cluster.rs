//! A throw-away PostgreSQL cluster of its own for tests: made from the installed binaries (15 or newer), reached through a Unix socket in a
//! temporary folder, gone when its test is. Durable as a real one unless a test says otherwise; it can be killed, suspended and started again.
//!
//! Deliberately absent: any use of a server that happens to run on the machine (but see `VERN_TEST_POSTGRES` in [`shared()`]), and any knowledge of
//! the program's own tables.

mod account;
mod binaries;
mod reaper;
mod server;
mod shared;

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use account::Account;
use binaries::Binaries;
use reaper::Reaper;

pub use server::Server;
pub use shared::shared;

/// Name of the superuser inside a cluster.
const ROLE: &str = "vern";
/// How often, and how many times at most, a state of another process is asked for: a minute in all.
const ASK_EVERY: Duration = Duration::from_millis(10);
const ASK_TIMES: u32 = 6_000;

/// How a cluster is to be. The default: no TCP, everything durable (`fsync`, `synchronous_commit`, `full_page_writes` on).
#[derive(Debug, Clone, Default)]
pub struct Options {
    tcp: bool,
    parameters: Vec<(String, String)>,
    certificate: Option<(String, String)>,
}

impl Options {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Listens on a free port of 127.0.0.1 too, with a password ([`Cluster::tcp_url`]).
    #[must_use]
    pub fn tcp(mut self) -> Self {
        self.tcp = true;
        self
    }

    /// Sets a parameter of the server, such as `fsync` to `off`.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: &str) -> Self {
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Offers TLS over TCP with this certificate and private key, both PEM.
    #[must_use]
    pub fn tls(mut self, certificate: &str, private_key: &str) -> Self {
        self.certificate = Some((certificate.to_owned(), private_key.to_owned()));
        self.tcp = true;
        self
    }
}

/// A cluster of its own. Stopped and removed when dropped, and also when the process that made it dies.
#[derive(Debug)]
pub struct Cluster {
    server: Server,
    binaries: Binaries,
    account: Option<Account>,
    options: Options,
    port: u16,
    password: String,
    postmaster: Option<Child>,
    reaper: Reaper,
    folder: TempDir,
}

impl std::ops::Deref for Cluster {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

impl Cluster {
    /// Makes and starts a cluster with the defaults.
    ///
    /// # Errors
    /// PostgreSQL is not installed, or does not start; its own words are in the error.
    pub fn start_new() -> Result<Self> {
        Self::start_with(&Options::new())
    }

    /// Makes and starts a cluster.
    ///
    /// # Errors
    /// As [`Cluster::start_new`].
    pub fn start_with(options: &Options) -> Result<Self> {
        let folder = short_folder()?;
        Self::make(options, folder, Reaper::when_this_process_ends)
    }

    fn make(
        options: &Options,
        folder: TempDir,
        reaper: impl FnOnce(&Path) -> Result<Reaper>,
    ) -> Result<Self> {
        let binaries = Binaries::find()?;
        let account = Account::for_server(folder.path())?;
        let port = if options.tcp { free_port()? } else { 5432 };
        binaries.fill_data_folder(&folder.path().join("data"), account.as_ref())?;
        if let Some((certificate, private_key)) = &options.certificate {
            write_owned(&folder.path().join("data/server.crt"), certificate, account.as_ref())?;
            write_owned(&folder.path().join("data/server.key"), private_key, account.as_ref())?;
        }
        if let Some(account) = &account {
            account.own(folder.path())?;
        }
        let mut cluster = Self {
            server: Server::at_socket(folder.path(), port, &binaries),
            binaries,
            account,
            options: options.clone(),
            port,
            password: password(folder.path()),
            postmaster: None,
            reaper: reaper(folder.path())?,
            folder,
        };
        cluster.start()?;
        if options.tcp {
            cluster.query("postgres", &format!("ALTER ROLE {ROLE} PASSWORD '{}'", cluster.password))?;
        }
        Ok(cluster)
    }

    /// Starts again after [`Cluster::stop`] or [`Cluster::kill_9`], and waits until connections are taken (after recovery, if there is one).
    ///
    /// # Errors
    /// The server ends instead of getting ready, or does neither within a minute.
    pub fn start(&mut self) -> Result<()> {
        ensure!(self.postmaster.is_none(), "the cluster is running");
        let log = File::options().append(true).create(true).open(self.log())?;
        let mut command = Command::new(self.binaries.program("postgres"));
        command.arg("-D").arg(self.data()).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        for (name, value) in self.parameters() {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        // A group of its own: what stops a test run by its process group is not to stop a cluster others still use.
        command.process_group(0);
        account::run_as(&mut command, self.account.as_ref());
        self.postmaster = Some(command.spawn().context("postgres could not be started")?);
        self.wait_until_ready()
    }

    /// Stops in good order (SIGINT: sessions are ended, a checkpoint is made).
    ///
    /// # Errors
    /// It was not running, or could not be signalled.
    pub fn stop(&mut self) -> Result<()> {
        let mut postmaster = self.postmaster.take().context("the cluster is not running")?;
        signal("INT", &[postmaster.id()])?;
        postmaster.wait()?;
        Ok(())
    }

    /// Runs one of PostgreSQL's programs on the data directory of a cluster that is stopped.
    ///
    /// # Errors
    /// The cluster is running, or the program says no.
    pub fn run_stopped(&self, program: &str, arguments: &[&str]) -> Result<()> {
        ensure!(self.postmaster.is_none(), "the cluster is running");
        let mut command = Command::new(self.binaries.program(program));
        command.arg("-D").arg(self.data()).args(arguments).current_dir(self.folder.path());
        account::run_as(&mut command, self.account.as_ref());
        let output = command.stdin(Stdio::null()).output()?;
        ensure!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    /// Kills every process of the cluster at once (SIGKILL), as a loss of power does; the folder stays. Returns when all are gone.
    ///
    /// # Errors
    /// It was not running, or could not be signalled.
    pub fn kill_9(&mut self) -> Result<()> {
        let mut postmaster = self.postmaster.take().context("the cluster is not running")?;
        // Stopped first, so that no process is begun between being listed and being killed.
        signal("STOP", &[postmaster.id()])?;
        let children = children(postmaster.id())?;
        let mut all = vec![postmaster.id()];
        all.extend(&children);
        signal("KILL", &all)?;
        postmaster.wait()?;
        wait_for("the last process of the killed cluster to be gone", || {
            Ok(children.iter().all(|id| !is_alive(*id)).then_some(()))
        })
    }

    /// Freezes every process of the cluster (SIGSTOP): connections stay open and nothing answers.
    ///
    /// # Errors
    /// It was not running, or could not be signalled.
    pub fn suspend(&self) -> Result<()> {
        let postmaster = self.process_id()?;
        signal("STOP", &[postmaster])?;
        match children(postmaster)?.as_slice() {
            [] => Ok(()),
            children => signal("STOP", children),
        }
    }

    /// Thaws what [`Cluster::suspend`] froze.
    ///
    /// # Errors
    /// It was not running, or could not be signalled.
    pub fn resume(&self) -> Result<()> {
        let postmaster = self.process_id()?;
        let mut all = children(postmaster)?;
        all.push(postmaster);
        signal("CONT", &all)
    }

    /// URL of a database over TCP with user and password; the database of a URL that [`Server::database`] gave.
    ///
    /// # Errors
    /// The cluster was made without [`Options::tcp`].
    pub fn tcp_url(&self, url: &str) -> Result<String> {
        ensure!(self.options.tcp, "the cluster does not listen on TCP");
        let (_, database) = url.rsplit_once('/').context("not the URL of a database")?;
        Ok(format!("postgresql://{ROLE}:{}@127.0.0.1:{}/{database}", self.password, self.port))
    }

    /// Process id of the postmaster.
    ///
    /// # Errors
    /// It is not running.
    pub fn process_id(&self) -> Result<u32> {
        Ok(self.postmaster.as_ref().context("the cluster is not running")?.id())
    }

    /// The data directory (`PGDATA`).
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn parameters(&self) -> Vec<(String, String)> {
        let own = [
            ("unix_socket_directories", self.folder.path().display().to_string()),
            ("listen_addresses", if self.options.tcp { "127.0.0.1".to_owned() } else { String::new() }),
            ("port", self.port.to_string()),
            ("max_connections", "300".to_owned()),
            ("ssl", if self.options.certificate.is_some() { "on" } else { "off" }.to_owned()),
        ];
        let mut parameters: Vec<(String, String)> =
            own.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        parameters.extend(self.options.parameters.iter().cloned());
        parameters
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let (pid_file, log) = (self.data().join("postmaster.pid"), self.log());
        let Some(postmaster) = self.postmaster.as_mut() else { bail!("the cluster is not running") };
        let id = postmaster.id().to_string();
        let ready = wait_for("PostgreSQL to be ready", || {
            if let Some(status) = postmaster.try_wait()? {
                bail!("postgres ended with {status}");
            }
            // Line 1 is the process, line 8 its state (pidfile.h); an old file of a killed one names another process.
            let text = fs::read_to_string(&pid_file).unwrap_or_default();
            let mut lines = text.lines();
            let own = lines.next() == Some(id.as_str());
            Ok((own && lines.nth(6).is_some_and(|state| state.trim() == "ready")).then_some(()))
        });
        ready.with_context(|| format!("PostgreSQL's log says: {}", end_of(&log)))
    }

    /// Leaves the cluster running for others; its reaper stops it.
    fn leave_running(mut self) -> Server {
        self.postmaster = None;
        self.reaper.leave();
        self.folder.disable_cleanup(true);
        self.server.clone()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Thawed first, in case it is suspended; then ended at once, as nothing in it will be wanted again.
        let _thawed = self.resume();
        if let Some(mut postmaster) = self.postmaster.take() {
            let _asked = signal("QUIT", &[postmaster.id()]);
            let _ended = postmaster.wait();
        }
    }
}

/// A folder with a name short enough for a socket's path (107 bytes).
fn short_folder() -> Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("vern-postgres-");
    let usual = builder.tempdir()?;
    if usual.path().as_os_str().len() <= 80 { Ok(usual) } else { Ok(builder.tempdir_in("/tmp")?) }
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A password nobody guesses; TCP is reachable by everyone on the machine.
fn password(folder: &Path) -> String {
    let random = fs::read_to_string("/proc/sys/kernel/random/uuid").ok();
    random.map_or_else(|| folder.display().to_string().replace('/', "-"), |text| text.trim().to_owned())
}

fn write_owned(path: &Path, text: &str, account: Option<&Account>) -> Result<()> {
    fs::write(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    account.map_or(Ok(()), |account| account.own(path))
}

/// Asks until there is an answer, for a minute.
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    for _ in 0..ASK_TIMES {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        std::thread::sleep(ASK_EVERY);
    }
    bail!("waited a minute for {what}")
}

fn signal(name: &str, processes: &[u32]) -> Result<()> {
    let mut command = Command::new("sh");
    command.args(["-c", "name=$1; shift; kill -s \"$name\" \"$@\"", "sh", name]);
    command.args(processes.iter().map(ToString::to_string));
    let output = command.stdin(Stdio::null()).output()?;
    // One of several may have ended by itself in between.
    ensure!(
        output.status.success() || processes.len() > 1,
        "no {name} for {processes:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

/// State letter and parent of a process, from `/proc/<id>/stat`.
fn state_and_parent(id: u32) -> Option<(char, u32)> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name is in parentheses and may hold anything.
    let mut words = stat.rsplit_once(')')?.1.split_whitespace();
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

fn children(parent: u32) -> Result<Vec<u32>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").context("processes are listed from /proc")? {
        let Some(id) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        if state_and_parent(id).is_some_and(|(_, its_parent)| its_parent == parent) {
            found.push(id);
        }
    }
    Ok(found)
}

fn is_alive(id: u32) -> bool {
    state_and_parent(id).is_some_and(|(state, _)| state != 'Z' && state != 'X')
}

/// The last of a log.
fn end_of(log: &Path) -> String {
    let mut text = String::new();
    let _unreadable = File::open(log).and_then(|file| BufReader::new(file).read_to_string(&mut text));
    let lines: Vec<&str> = text.lines().rev().take(12).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}
