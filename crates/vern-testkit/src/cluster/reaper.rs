//! Stops a cluster whose test can't any more: a small shell process outside the test, which waits for the test's end and cleans up.
//!
//! Deliberately absent: signalling anything but the postmaster whose command line names the cluster's own folder.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// Stops the cluster in folder `$1`, if it runs, and removes the folder.
const CLEAN_UP: &str = r#"
id=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
its() { if [ -r "/proc/$id/cmdline" ]; then tr '\0' ' ' <"/proc/$id/cmdline"; else ps -o args= -p "$id"; fi 2>/dev/null; }
case "$id" in ''|*[!0-9]*) ;; *) case "$(its)" in *"$1/data"*)
    kill -s CONT "$id"; kill -s QUIT "$id"
    while kill -s 0 "$id" 2>/dev/null && case "$(its)" in *"$1/data"*) true;; *) false;; esac; do sleep 0.1; done
;; esac ;; esac
rm -rf "$1"
"#;

/// The waiting process.
#[derive(Debug)]
pub(super) struct Reaper {
    child: Option<Child>,
}

impl Reaper {
    /// Waits for the end of a pipe that this process alone holds open.
    pub(super) fn when_this_process_ends(folder: &Path) -> Result<Self> {
        Self::spawn(&format!("read -r _nothing\n{CLEAN_UP}"), folder, "", Stdio::piped())
    }

    /// Waits until another process is gone, asking every half second, and removes `around` too: the folder the run shares.
    pub(super) fn when_process_ends(
        process: u32,
        around: &Path,
    ) -> impl FnOnce(&Path) -> Result<Self> + use<> {
        let script = format!(
            "while kill -s 0 {process} 2>/dev/null; do sleep 0.5; done\n{CLEAN_UP}[ -z \"$2\" ] || rm -rf \"$2\"\n"
        );
        let around = around.display().to_string();
        move |folder| Self::spawn(&script, folder, &around, Stdio::null())
    }

    fn spawn(script: &str, folder: &Path, around: &str, stdin: Stdio) -> Result<Self> {
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh"]).arg(folder).arg(around).current_dir("/");
        command.stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        Ok(Self { child: Some(command.spawn().context("no shell to clean up after the cluster")?) })
    }

    /// Lets it go on by itself.
    pub(super) fn leave(&mut self) {
        self.child = None;
    }
}

impl Drop for Reaper {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // The end of the pipe lets it do its work; waited for, so that nothing is left when the test says it is done.
            drop(child.stdin.take());
            let _ended = child.wait();
        }
    }
}
