//! The program under test: started, talked to, killed by its own id.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// A binary and the directories it works in.
pub(crate) struct Program {
    binary: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) keys: PathBuf,
}

/// A serving process. Killed, if still there, when dropped.
pub(crate) struct Serving {
    child: Child,
    pub(crate) base: String,
}

impl Program {
    pub(crate) fn new(binary: &Path, folder: &Path) -> Self {
        Self { binary: binary.to_owned(), data: folder.join("data"), keys: folder.join("keys") }
    }

    /// Runs a command on the directories; its output, if it ended well.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<String> {
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
    pub(crate) fn output(&self, arguments: &[&str], with_places: bool) -> Result<Output> {
        let mut command = Command::new(&self.binary);
        command.args(["--language", "en"]).args(arguments);
        if with_places {
            command.arg("--data").arg(&self.data).arg("--keys").arg(&self.keys);
        }
        command.output().with_context(|| format!("{} could not be started", self.binary.display()))
    }

    /// Starts serving on a free port and waits until it says where.
    pub(crate) fn serve(&self) -> Result<Serving> {
        let mut child = Command::new(&self.binary)
            .args(["--language", "en", "serve", "--listen", "127.0.0.1:0", "--no-retention-run"])
            .arg("--data")
            .arg(&self.data)
            .arg("--keys")
            .arg(&self.keys)
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let Some(start) = line.find("http://") else { bail!("the server said `{line}`") };
        let base = line.get(start..).unwrap_or_default().trim().trim_end_matches('/').to_owned();
        Ok(Serving { child, base })
    }
}

impl Serving {
    /// kill −9.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _already_gone = self.child.kill();
        let _already_waited = self.child.wait();
    }
}
