//! Faults of disk and clock, put under a program by a library that is loaded before libc (`shim/fault.c`): which, and at which call.
//!
//! Deliberately absent: any fault inside the program. It runs as built, and what it calls fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

const SOURCE: &str = include_str!("../shim/fault.c");

/// What happens at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The process is killed (SIGKILL) before the call.
    Kill,
    /// The process is killed after the call.
    After,
    /// Half of a write is done, then the process is killed; another call is done first.
    Torn,
    /// Power is lost: writes no sync has followed are undone, then the process is killed.
    Power,
    /// Half of a write is done and reported so; other calls are done.
    Short,
    /// The disk is full (`ENOSPC`).
    NoSpace,
    /// The disk fails (`EIO`).
    Io,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::After => "after",
            Self::Torn => "torn",
            Self::Power => "power",
            Self::Short => "short",
            Self::NoSpace => "enospc",
            Self::Io => "eio",
        }
    }
}

/// A fault and the call it strikes. The default strikes none and counts all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fault {
    /// What happens; nothing where there is none.
    pub kind: Option<Kind>,
    /// Calls that count, of `write sync truncate open unlink rename`, with spaces between; all where empty.
    pub calls: &'static str,
    /// Only files whose path ends so; all where empty.
    pub ending: &'static str,
    /// At which call, from 1.
    pub at: u64,
    /// At that call and all after it, not at that one only.
    pub lasting: bool,
    /// Of a loss of power: which unsynced writes are lost; all at 0.
    pub seed: u64,
    /// Seconds the wall clock is put forward.
    pub clock_s: i64,
}

/// What the library counted in a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Calls that counted.
    pub calls: u64,
    /// Calls the fault struck.
    pub struck: u64,
}

/// The library, built.
#[derive(Debug)]
pub struct Shim {
    library: PathBuf,
    _folder: TempDir,
}

impl Shim {
    /// Builds the library with the machine's C compiler.
    ///
    /// # Errors
    /// There is no `cc`, or it refuses; its words are in the error.
    pub fn build() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("vern-shim-").tempdir()?;
        let (source, library) = (folder.path().join("fault.c"), folder.path().join("fault.so"));
        fs::write(&source, SOURCE)?;
        let output = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"])
            .args([&library, &source])
            .args(["-ldl", "-lpthread"])
            .output()
            .context("no C compiler `cc`; `sh .ci/setup` installs one")?;
        ensure!(output.status.success(), "fault.c: {}", String::from_utf8_lossy(&output.stderr));
        Ok(Self { library, _folder: folder })
    }

    /// Puts a fault under a command, for files below `folder`. The counter is a file beside them that outlives the process.
    ///
    /// # Errors
    /// The counter can't be written.
    pub fn arm(&self, command: &mut Command, folder: &Path, fault: &Fault) -> Result<()> {
        let counter = counter(folder);
        fs::write(&counter, [0; 16])?;
        command
            .env("LD_PRELOAD", &self.library)
            .env("VERN_FAULT_FOLDER", format!("{}/", folder.display()))
            .env("VERN_FAULT_COUNTER", counter)
            .env("VERN_FAULT_CALLS", fault.calls)
            .env("VERN_FAULT_ENDING", fault.ending)
            .env("VERN_FAULT_KIND", fault.kind.map_or("", Kind::name))
            .env("VERN_FAULT_AT", fault.at.to_string())
            .env("VERN_FAULT_SPAN", if fault.lasting { "0" } else { "1" })
            .env("VERN_FAULT_SEED", fault.seed.to_string())
            .env("VERN_FAULT_CLOCK_S", fault.clock_s.to_string());
        Ok(())
    }
}

/// What was counted in the last process a fault was put under, for files below `folder`.
///
/// # Errors
/// There was none.
pub fn count(folder: &Path) -> Result<Count> {
    let bytes = fs::read(counter(folder)).context("no fault was armed for this folder")?;
    let number = |part: usize| bytes.as_chunks::<8>().0.get(part).map(|bytes| u64::from_ne_bytes(*bytes));
    let (calls, struck) = number(0).zip(number(1)).context("the counter is cut short")?;
    Ok(Count { calls, struck })
}

/// Outside the folder, so that the counter itself is never meant.
fn counter(folder: &Path) -> PathBuf {
    folder.with_extension("counter")
}
