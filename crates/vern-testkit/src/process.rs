//! What the kernel says of a process that runs: how many files it has open, and how much memory it has had.

use std::fs;

use anyhow::{Context, Result};

/// File descriptors a process has open.
///
/// # Errors
/// It has ended, or is another user's.
pub fn descriptors_open(id: u32) -> Result<usize> {
    Ok(fs::read_dir(format!("/proc/{id}/fd"))?.count())
}

/// Those of them that are sockets.
///
/// # Errors
/// As for [`descriptors_open`].
pub fn sockets_open(id: u32) -> Result<usize> {
    let all = fs::read_dir(format!("/proc/{id}/fd"))?;
    // What has been closed since the list was made is none.
    let targets = all.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    Ok(targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count())
}

/// The most memory a process has had resident, in bytes (`VmHWM`).
///
/// # Errors
/// It has ended.
pub fn memory_bytes_most(id: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024)
}
