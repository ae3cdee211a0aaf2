//! The program under test: started, talked to, killed by its own id.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::fault::{Fault, Shim};

/// The charter an installation for tests is made from, and its organisation.
const CHARTER: &str = include_str!("../../../examples/software-company.yaml");
/// Id of the organisation of [`Program::install`].
pub const ORGANISATION: &str = "granvik";

/// A binary and the directories it works in.
#[derive(Debug, Clone)]
pub struct Program {
    binary: PathBuf,
    /// Data directory.
    pub data: PathBuf,
    /// Key directory.
    pub keys: PathBuf,
}

/// How to serve.
#[derive(Debug, Default, Clone, Copy)]
pub struct Serve<'a> {
    /// Look for what has run out, at once and each minute.
    pub retention: bool,
    /// A fault below the program's directories.
    pub fault: Option<(&'a Shim, &'a Fault)>,
    /// How many files it may have open, where not as many as whoever starts it.
    pub descriptors: Option<u64>,
    /// What else stands on its command line. It listens on a free port of this machine unless `--listen` is there.
    pub arguments: &'a [&'a str],
}

/// What came of a start.
#[derive(Debug)]
pub enum Started {
    /// It serves.
    Serving(Serving),
    /// It ended before it served, with what it said on standard error.
    Ended(ExitStatus, String),
}

/// A serving process. Killed, if still there, when dropped.
#[derive(Debug)]
pub struct Serving {
    child: Child,
    _stdout: BufReader<ChildStdout>,
    /// Address, `http://127.0.0.1:…` or `https://…`, without a slash at its end.
    pub base: String,
}

impl Program {
    /// A binary and the directories `data` and `keys` in a folder.
    pub fn new(binary: &Path, folder: &Path) -> Self {
        Self { binary: binary.to_owned(), data: folder.join("data"), keys: folder.join("keys") }
    }

    /// Makes an installation of the sample charter; a token for the role of its manager, who may do everything.
    ///
    /// # Errors
    /// A command that fails, with its output.
    pub fn install(&self) -> Result<String> {
        let charter = self.data.with_file_name("charter.yaml");
        fs::write(&charter, CHARTER)?;
        self.run(&["charter", "import", &charter.display().to_string()])?;
        let issued =
            self.run(&["--json", "token", "issue", "--organisation", ORGANISATION, "--role", "manager"])?;
        let issued: Value = serde_json::from_str(&issued)?;
        Ok(issued.get("token").and_then(Value::as_str).context("no token")?.to_owned())
    }

    /// The same program on a copy of the directories in another folder. A socket a killed server left is not copied.
    ///
    /// # Errors
    /// A file that can't be copied.
    pub fn copy_to(&self, folder: &Path) -> Result<Self> {
        let copy = Self::new(&self.binary, folder);
        for (from, to) in [(&self.data, &copy.data), (&self.keys, &copy.keys)] {
            fs::create_dir_all(to)?;
            fs::set_permissions(to, fs::metadata(from)?.permissions())?;
            for entry in fs::read_dir(from)? {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    fs::copy(entry.path(), to.join(entry.file_name()))?;
                }
            }
        }
        Ok(copy)
    }

    /// Runs a command on the directories; its output, if it ended well.
    ///
    /// # Errors
    /// Its exit code and what it said, if it did not.
    pub fn run(&self, arguments: &[&str]) -> Result<String> {
        let output = self.output(arguments, true)?;
        ensure!(
            output.status.success(),
            "`vern {}` ended with {}: {}{}",
            arguments.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Runs a command, with the directories if it takes them.
    ///
    /// # Errors
    /// It could not be started.
    pub fn output(&self, arguments: &[&str], with_places: bool) -> Result<Output> {
        let mut command = self.command();
        command.args(arguments);
        if with_places {
            command.arg("--data").arg(&self.data).arg("--keys").arg(&self.keys);
        }
        command.output().with_context(|| format!("{} could not be started", self.binary.display()))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(["--language", "en"]);
        command
    }

    /// The same in a shell that has taken away what else it might open.
    fn command_within(&self, descriptors: u64) -> Command {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -n {descriptors}; exec \"$0\" \"$@\"")).arg(&self.binary);
        command.args(["--language", "en"]);
        command
    }

    /// Starts serving on a free port and waits until it says where.
    ///
    /// # Errors
    /// It ended instead.
    pub fn serve(&self) -> Result<Serving> {
        match self.start(Serve::default())? {
            Started::Serving(serving) => Ok(serving),
            Started::Ended(status, said) => bail!("the server ended with {status}: {said}"),
        }
    }

    /// Starts serving on a free port and waits until it says where, or has ended.
    ///
    /// # Errors
    /// It could not be started, or said something else.
    pub fn start(&self, serve: Serve<'_>) -> Result<Started> {
        let log = self.data.with_file_name("stderr");
        let mut command = match serve.descriptors {
            Some(descriptors) => self.command_within(descriptors),
            None => self.command(),
        };
        command.arg("serve").args(serve.arguments);
        if !serve.arguments.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        if !serve.retention {
            command.arg("--no-retention-run");
        }
        if let Some((shim, fault)) = serve.fault {
            shim.arm(&mut command, self.folder(), fault)?;
        }
        command.arg("--data").arg(&self.data).arg("--keys").arg(&self.keys);
        let mut child = command.stdout(Stdio::piped()).stderr(File::create(&log)?).spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().context("no standard output")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let Some(start) = line.find("http") else {
            ensure!(line.is_empty(), "the server said `{line}`");
            return Ok(Started::Ended(child.wait()?, fs::read_to_string(log)?));
        };
        let base = line.get(start..).unwrap_or_default().trim().trim_end_matches('/').to_owned();
        Ok(Started::Serving(Serving { child, _stdout: stdout, base }))
    }

    /// The folder both directories are in.
    pub fn folder(&self) -> &Path {
        self.data.parent().unwrap_or(&self.data)
    }
}

impl Serving {
    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// kill −9. Gives how it ended: by this, or before it by itself.
    ///
    /// # Errors
    /// It could not be waited for.
    pub fn kill(mut self) -> Result<ExitStatus> {
        let _already_gone = self.child.kill();
        Ok(self.child.wait()?)
    }

    /// How it ended, if it has.
    ///
    /// # Errors
    /// It could not be asked for.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Asks it to stop (SIGTERM) and waits until it has.
    ///
    /// # Errors
    /// It could not be asked, or did not stop.
    pub fn stop(self) -> Result<ExitStatus> {
        self.signal("TERM")?;
        self.wait_or_kill()
    }

    /// Sends it a signal: `TERM`, `HUP`.
    ///
    /// # Errors
    /// It could not be sent.
    pub fn signal(&self, name: &str) -> Result<()> {
        let id = self.child.id().to_string();
        let sent = Command::new("sh").args(["-c", "kill -s \"$1\" \"$2\"", "sh", name, &id]).status()?;
        ensure!(sent.success(), "SIG{name} could not be sent");
        Ok(())
    }

    /// How it ended by itself; it is given half a minute.
    ///
    /// # Errors
    /// It has not ended.
    pub fn wait_or_kill(mut self) -> Result<ExitStatus> {
        for _ in 0..3_000 {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        bail!("it does not answer and has not ended")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _already_gone = self.child.kill();
        let _already_waited = self.child.wait();
    }
}
