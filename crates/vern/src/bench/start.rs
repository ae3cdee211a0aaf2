//! A start on what is there: until the server answers, and what it holds in memory then.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::Context;
use vern_app::{Clock, SystemClock};

use super::figure::{Figure, as_f64, millis_since};
use crate::failure::Failure;
use crate::settings;

const START_MS: f64 = 1_000.0;
const MEMORY_MB: f64 = 150.0;

/// The program as a process of its own, killed with this value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _already_gone = self.0.kill();
        let _already_waited = self.0.wait();
    }
}

/// Starts `vern serve` on an installation nobody has open.
pub(super) fn run(data: &str, keys: &Path) -> Result<Vec<Figure>, Failure> {
    let started = SystemClock.now();
    let child = Command::new(settings::own_program()?)
        .args(["--language", "en", "serve", "--no-retention-run", "--listen", "127.0.0.1:0", "--data", data])
        .arg("--keys")
        .arg(keys)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut server = Server(child);
    let out = server.0.stdout.take().context("a server without output")?;
    let said = BufReader::new(out).lines().next().context("the server that is timed did not start")??;
    let from = said.find("http://").context("the server that is timed says no address")?;
    let address = said.get(from..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    ureq::get(&format!("{address}healthz")).call().map_err(anyhow::Error::from)?;
    let start_ms = millis_since(started);
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.0.id()))?;
    let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no size of memory")?;
    let kib: u64 = kib.trim().trim_end_matches(" kB").parse().context("no size of memory")?;
    Ok(vec![
        Figure::new("start until it answers", start_ms, "ms").at_most(START_MS),
        Figure::new("memory after the start", as_f64(kib) * 1024.0 / 1e6, "MB").at_most(MEMORY_MB),
    ])
}
