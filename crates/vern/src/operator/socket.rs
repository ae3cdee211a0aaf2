//! The server's end: a Unix socket only the server's own user, or root, may speak on.
//!
//! It lies beside what it is for and is made with mode 0600 before it has its name; whoever connects is asked of the kernel as well. One left behind by a
//! server that was killed is replaced, since whoever binds holds the installation. Never a TCP port.

use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;
use vern_app::{Installation, Problem};
use vern_text::Language;

use super::link::start;
use super::{Asked, Served, Told, frame};
use crate::failure::Failure;
use crate::server::Stop;

/// Longest path a socket can have (`sun_path`, with the zero at its end).
const PATH_BYTES_MAX: usize = 107;
/// Tasks at once; another command is told to come back.
const TASKS_MAX: usize = 32;
/// How long a command may take to say what it wants, or to take in what it is told.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long tasks under way are waited for when the server stops.
const FAREWELL: Duration = Duration::from_secs(30);

/// A socket commands are taken from. Its file goes when it does.
pub(crate) struct OperatorSocket {
    listener: UnixListener,
    path: PathBuf,
    owner: u32,
}

impl OperatorSocket {
    /// Listens at a path. Whoever calls holds the installation, so whatever lies there is nobody's.
    pub(crate) fn bind(path: &Path) -> Result<Self, Failure> {
        let mut making = path.as_os_str().to_owned();
        making.push(".new");
        if making.as_bytes().len() > PATH_BYTES_MAX {
            return Err(Problem::invalid("operator.path_too_long").into());
        }
        let making = PathBuf::from(making);
        let failed = |error| Failure::file(path, error);
        match fs::remove_file(&making) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        let listener = UnixListener::bind(&making).map_err(failed)?;
        fs::set_permissions(&making, Permissions::from_mode(0o600)).map_err(failed)?;
        let owner = fs::metadata(&making).map_err(failed)?.uid();
        fs::rename(&making, path).map_err(failed)?;
        Ok(Self { listener, path: path.to_owned(), owner })
    }

    /// Takes commands until the server stops; then waits, not for ever, for those under way.
    pub(crate) async fn serve(self, installation: Arc<Installation>, server: Served, mut stop: Stop) {
        let mut tasks = JoinSet::new();
        loop {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                () = stop.asked() => break,
            };
            while tasks.try_join_next().is_some() {}
            match accepted {
                Ok((stream, _)) if stream.peer_cred().is_ok_and(|peer| may_speak(peer.uid(), self.owner)) => {
                    let is_busy = tasks.len() >= TASKS_MAX;
                    tasks.spawn(serve_one(stream, Arc::clone(&installation), server.clone(), is_busy));
                }
                Ok(_) => tracing::warn!("a stranger on the operator's socket was turned away"),
                Err(error) => {
                    tracing::warn!(%error, "the operator's socket");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
        drop(fs::remove_file(&self.path));
        let all = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(FAREWELL, all).await.is_err() {
            tracing::warn!("the server stops before a command's task is done");
        }
    }
}

/// The user the server runs as, and root, who could read its files anyway.
const fn may_speak(user: u32, owner: u32) -> bool {
    user == owner || user == 0
}

async fn serve_one(stream: UnixStream, installation: Arc<Installation>, server: Served, is_busy: bool) {
    let (mut from, mut to) = stream.into_split();
    let asked: Result<Option<Asked>, _> = match tokio::time::timeout(PATIENCE, frame::read(&mut from)).await {
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::InvalidData => Err(()),
        Ok(Ok(Some(asked))) => Ok(Some(asked)),
        _ => Ok(None),
    };
    let refused = |code: Problem, language| Told::Failed(Failure::from(code).told(language));
    let asked = match asked {
        Ok(Some(asked)) if is_busy => {
            Err(refused(Problem::Unavailable { code: "operator.busy" }, asked.language()))
        }
        Ok(Some(asked)) if asked.version == env!("CARGO_PKG_VERSION") => Ok(asked),
        Ok(Some(asked)) => {
            Err(refused(Problem::Conflict { code: "operator.version_differs" }, asked.language()))
        }
        Err(()) => Err(refused(Problem::Conflict { code: "operator.version_differs" }, Language::En)),
        Ok(None) => return,
    };
    let asked = match asked {
        Ok(asked) => asked,
        Err(told) => return drop(frame::write(&mut to, &told).await),
    };
    tracing::info!(task = asked.task.name(), "operator");
    let mut told = start(installation, Some(server), asked);
    while let Some(piece) = told.recv().await {
        match tokio::time::timeout(PATIENCE, frame::write(&mut to, &piece)).await {
            Ok(Ok(())) => {}
            // The command has gone, or takes nothing in: the task goes on by itself and tells nobody.
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_and_root_may_speak() {
        for (user, owner, may) in
            [(1000, 1000, true), (0, 1000, true), (0, 0, true), (1001, 1000, false), (1000, 0, false)]
        {
            assert_eq!(may_speak(user, owner), may, "{user} to {owner}");
        }
    }
}
