//! Who a cluster runs as: PostgreSQL refuses to run as root, so a test run by root hands its cluster to an account without rights.
//!
//! Deliberately absent: making accounts. `postgres` is there where Debian's package is, `nobody` everywhere.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

const NAMES: [&str; 2] = ["postgres", "nobody"];

/// An account by its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// None when the test may run a cluster itself; `folder` is one this process made.
    pub(super) fn for_server(folder: &Path) -> Result<Option<Self>> {
        if fs::metadata(folder)?.uid() != 0 {
            return Ok(None);
        }
        let accounts = fs::read_to_string("/etc/passwd").context("accounts are looked up in /etc/passwd")?;
        let found = NAMES.iter().find_map(|name| Self::named(name, &accounts));
        Ok(Some(found.context("root can't run PostgreSQL, and there is neither `postgres` nor `nobody`")?))
    }

    fn named(name: &str, accounts: &str) -> Option<Self> {
        let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2);
        Some(Self { user: numbers.next()?.parse().ok()?, group: numbers.next()?.parse().ok()? })
    }

    /// Hands over a file, or a folder with all in it.
    pub(super) fn own(&self, path: &Path) -> Result<()> {
        let metadata = fs::symlink_metadata(path)?;
        if metadata.uid() != self.user {
            std::os::unix::fs::lchown(path, Some(self.user), Some(self.group))?;
        }
        if metadata.is_dir() {
            for entry in fs::read_dir(path)? {
                self.own(&entry?.path())?;
            }
        }
        Ok(())
    }
}

/// Lets a command run as the account, without the groups of root (the standard library drops them).
pub(super) fn run_as(command: &mut Command, account: Option<&Account>) {
    if let Some(account) = account {
        command.uid(account.user).gid(account.group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts =
            "root:x:0:0::/root:/bin/sh\npostgres2:x:7:8::/:/bin/sh\npostgres:x:101:104:a,,:/:/bin/sh\n";
        assert_eq!(Account::named("postgres", accounts), Some(Account { user: 101, group: 104 }));
        assert_eq!(Account::named("nobody", accounts), None);
    }
}
