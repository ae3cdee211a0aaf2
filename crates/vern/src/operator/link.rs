//! A command's end: finds the server's socket or opens the installation here, and puts what is told onto the terminal.

use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use tokio::net::UnixStream;
use tokio::sync::mpsc;
use vern_app::{Installation, Problem};
use vern_text::Language;

use super::{Asked, Desk, Served, Task, Told, frame};
use crate::failure::Failure;
use crate::server::{self, Places};
use crate::terminal::Terminal;

/// Frames on their way at once. Whoever sends more waits.
const FRAMES_MAX: usize = 256;

/// What a task tells that is being performed, here or by the server.
type Telling = mpsc::Receiver<Told>;

/// Performs a task and shows what comes of it.
pub(crate) async fn perform(
    places: &Places,
    task: Task,
    terminal: &mut Terminal,
) -> Result<ExitCode, Failure> {
    let told = open(places, task, terminal).await?;
    show(told, terminal, None).await
}

/// The same for a task that writes files: they go into a folder.
pub(crate) async fn perform_into(
    places: &Places,
    task: Task,
    terminal: &mut Terminal,
    folder: &Path,
) -> Result<ExitCode, Failure> {
    let told = open(places, task, terminal).await?;
    show(told, terminal, Some(folder)).await
}

/// Performs a task on an installation that is open here.
pub(crate) async fn perform_on(
    installation: Arc<Installation>,
    task: Task,
    terminal: &mut Terminal,
) -> Result<ExitCode, Failure> {
    show(start(installation, None, Asked::new(task, terminal.language, terminal.json)), terminal, None).await
}

/// Has a task begun: by the server that runs, else on the installation, opened here.
async fn open(places: &Places, task: Task, terminal: &Terminal) -> Result<Telling, Failure> {
    let asked = Asked::new(task, terminal.language, terminal.json);
    match connect(&places.socket_path()).await? {
        Some(stream) => Ok(carry(stream, asked)),
        None => Ok(start(server::open(places).await?, None, asked)),
    }
}

/// A way to have one task after another done: by the server that runs, else on the installation, opened once.
pub(crate) enum Line {
    Server(PathBuf),
    Here(Arc<Installation>),
}

impl Line {
    pub(crate) async fn open(places: &Places) -> Result<Self, Failure> {
        let path = places.socket_path();
        match connect(&path).await? {
            Some(_) => Ok(Self::Server(path)),
            None => Ok(Self::Here(server::open(places).await?)),
        }
    }

    /// Has a task done and gives its result.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        task: Task,
        language: Language,
    ) -> Result<T, Failure> {
        self.ask_into(task, language, &mut std::io::sink()).await
    }

    /// The same for a task that writes a file: what is in it goes out piece by piece.
    pub(crate) async fn ask_into<T: DeserializeOwned>(
        &self,
        task: Task,
        language: Language,
        to: &mut dyn Write,
    ) -> Result<T, Failure> {
        let asked = Asked::new(task, language, true);
        let mut told = match self {
            Self::Here(installation) => start(Arc::clone(installation), None, asked),
            Self::Server(path) => carry(connect(path).await?.ok_or_else(broken_off)?, asked),
        };
        let mut result = None;
        while let Some(piece) = told.recv().await {
            match piece {
                Told::Result(json) => result = serde_json::from_str(&json).ok(),
                Told::File { content, .. } => to.write_all(&content.0)?,
                Told::Ended(_) => return result.ok_or_else(broken_off),
                Told::Failed(failure) => return Err(Failure::Told(failure)),
                Told::Line(_) | Told::Aside(_) => {}
            }
        }
        Err(broken_off())
    }
}

/// The server's socket; none where nobody listens on it.
pub(crate) async fn connect(path: &Path) -> Result<Option<UnixStream>, Failure> {
    match UnixStream::connect(path).await {
        Ok(stream) => Ok(Some(stream)),
        // One a killed server left behind, none at all, or a path no socket can have.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound
                    | ErrorKind::ConnectionRefused
                    | ErrorKind::InvalidInput
                    | ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(Failure::file(path, error)),
    }
}

/// Starts a task on an open installation.
pub(super) fn start(installation: Arc<Installation>, server: Option<Served>, asked: Asked) -> Telling {
    let (tell, told) = mpsc::channel(FRAMES_MAX);
    tokio::spawn(async move {
        let language = asked.language();
        let terminal = Terminal::told(language, asked.json, tell.clone());
        let mut desk = Desk { terminal, server };
        let outcome = asked.task.perform(&installation, &mut desk).await;
        // It is given back before the command is told to end: the next command may want it.
        drop(installation);
        let last = match outcome {
            Ok(code) => Told::Ended(code),
            Err(failure) => Told::Failed(failure.told(language)),
        };
        let _gone = tell.send(last).await;
    });
    told
}

/// Asks the server behind a socket, and takes in what it tells until it has told the end or is gone.
fn carry(mut stream: UnixStream, asked: Asked) -> Telling {
    let (tell, told) = mpsc::channel(FRAMES_MAX);
    tokio::spawn(async move {
        if frame::write(&mut stream, &asked).await.is_err() {
            return;
        }
        while let Ok(Some(frame)) = frame::read(&mut stream).await {
            if tell.send(frame).await.is_err() {
                return;
            }
        }
    });
    told
}

async fn show(
    mut told: Telling,
    terminal: &mut Terminal,
    folder: Option<&Path>,
) -> Result<ExitCode, Failure> {
    while let Some(piece) = told.recv().await {
        match piece {
            Told::File { path, content } => keep(folder, &path, &content.0)?,
            other => {
                if let Some(code) = terminal.show(other)? {
                    return Ok(code);
                }
            }
        }
    }
    Err(broken_off())
}

/// The server ended, or was killed, before it told how the task went.
pub(crate) fn broken_off() -> Failure {
    Problem::Unavailable { code: "operator.broken_off" }.into()
}

/// A file of the folder; one that would lie elsewhere is not written.
fn keep(folder: Option<&Path>, path: &str, content: &[u8]) -> Result<(), Failure> {
    let relative = PathBuf::from(path);
    let is_within = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let Some(folder) = folder.filter(|_| is_within) else { return Ok(()) };
    let path = folder.join(relative);
    let written = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    written.and_then(|()| std::fs::write(&path, content)).map_err(|error| Failure::file(&path, error))
}
