//! How many connections `vern serve` holds, and how long it waits for them: what the command line says, within the file descriptors there are.

use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use vern_web::ConnectionLimits;

/// File descriptors kept for the store, commands and the log.
const DESCRIPTORS_KEPT: u64 = 128;
/// However few there are.
const CONNECTIONS_MIN: usize = 8;

/// What strangers can hold of the server.
#[derive(Debug, clap::Args)]
pub(super) struct Bounds {
    /// Connections at once; the next waits. Fewer where the process may not open as many files.
    #[arg(long, default_value_t = ConnectionLimits::default().connections, value_parser = at_least_one)]
    connections: usize,
    /// Of them, from one address (of IPv6, one /64 network); the next is closed. 1,024 if left out, and no bound of its own behind a proxy.
    #[arg(long, value_parser = at_least_one)]
    connections_per_address: Option<usize>,
    /// Seconds a request's head may take, and a connection nobody uses stays.
    #[arg(long, default_value_t = ConnectionLimits::default().head.as_secs(), value_parser = clap::value_parser!(u64).range(1..))]
    head_seconds: u64,
    /// Seconds a request's body may take; lines of a batch may come in for as long as there are any.
    #[arg(long, default_value_t = ConnectionLimits::default().body.as_secs(), value_parser = clap::value_parser!(u64).range(1..))]
    body_seconds: u64,
    /// Seconds nothing may come in, or go out, while either is waited for.
    #[arg(long, default_value_t = ConnectionLimits::default().silence.as_secs(), value_parser = clap::value_parser!(u64).range(1..))]
    silence_seconds: u64,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "a number from 1".to_owned())
}

impl Bounds {
    /// The bounds as they can be kept. Says so in the log where that is less than what was asked for.
    pub(super) fn limits(&self, is_behind_proxy: bool) -> ConnectionLimits {
        let connections = within(self.connections, raise_descriptors());
        if connections < self.connections {
            tracing::warn!(
                connections,
                asked = self.connections,
                "fewer connections: the process may open too few files"
            );
        }
        let default = if is_behind_proxy { None } else { ConnectionLimits::default().per_address };
        ConnectionLimits {
            connections,
            per_address: self.connections_per_address.or(default),
            head: Duration::from_secs(self.head_seconds),
            body: Duration::from_secs(self.body_seconds),
            silence: Duration::from_secs(self.silence_seconds),
        }
    }
}

/// Lets the process open as many files as the system ever lets it; so many. None where there is no bound.
fn raise_descriptors() -> Option<u64> {
    let now = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: now.maximum, maximum: now.maximum });
    if raised.is_ok() { now.maximum } else { now.current }
}

/// A connection is a descriptor; some are kept, since a store that can't open its files answers nobody.
fn within(asked: usize, descriptors: Option<u64>) -> usize {
    let Some(descriptors) = descriptors else { return asked };
    let left = usize::try_from(descriptors.saturating_sub(DESCRIPTORS_KEPT)).unwrap_or(usize::MAX);
    asked.min(left.max(CONNECTIONS_MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_the_store_its_descriptors() {
        assert_eq!(within(4_096, None), 4_096);
        assert_eq!(within(4_096, Some(1_048_576)), 4_096);
        assert_eq!(within(4_096, Some(1_024)), 896);
        assert_eq!(within(4_096, Some(64)), 8, "some are better than none");
        assert_eq!(within(2, Some(64)), 2);
    }
}
