//! What goes between a command and whoever performs its task: frames of a length and JSON.
//!
//! A frame is four bytes of length, big-endian, and so many bytes of JSON. Deliberately not here: who may send them; that is the socket's.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use vern_text::Language;

use super::Task;

/// Longest frame: a whole document, or a bundle of a journal's entries, with room to spare.
const FRAME_BYTES_MAX: u32 = 64 * 1024 * 1024;

/// What a command asks for first.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// The asking program's version: another one may mean something else by the same task.
    pub(crate) version: String,
    /// In which language to tell, as its two letters.
    pub(crate) language: String,
    /// Whether the result is wanted as JSON.
    pub(crate) json: bool,
    /// What to do.
    pub(crate) task: Task,
}

impl Asked {
    /// A task, asked by this program.
    pub(crate) fn new(task: Task, language: Language, json: bool) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { version, language: language.as_str().to_owned(), json, task }
    }

    /// In which language to tell.
    pub(crate) fn language(&self) -> Language {
        self.language.parse().unwrap_or(Language::En)
    }
}

/// What a task tells.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Told {
    /// A line for people.
    Line(String),
    /// A line a person must see, whatever is asked for.
    Aside(String),
    /// The result, as JSON.
    Result(String),
    /// A file for the folder the command writes to.
    File {
        /// Relative, `/` between its parts.
        path: String,
        /// What is in it.
        content: Content,
    },
    /// Done, with this exit code.
    Ended(u8),
    /// It failed.
    Failed(ToldFailure),
}

/// A failure, told by whoever performed the task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ToldFailure {
    /// Exit code.
    pub(crate) exit_code: u8,
    /// For people.
    pub(crate) text: String,
    /// For programs.
    pub(crate) json: String,
}

/// Bytes, as base64 in JSON.
#[derive(Debug)]
pub(crate) struct Content(pub(crate) Vec<u8>);

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// Writes a frame.
pub(crate) async fn write<T: Serialize>(
    to: &mut (impl AsyncWrite + Unpin),
    frame: &T,
) -> std::io::Result<()> {
    let bytes = serde_json::to_vec(frame)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= FRAME_BYTES_MAX);
    let length = length.ok_or(std::io::ErrorKind::FileTooLarge)?;
    to.write_u32(length).await?;
    to.write_all(&bytes).await?;
    to.flush().await
}

/// Reads a frame; none where the other side has closed before one began.
pub(crate) async fn read<T: DeserializeOwned>(
    from: &mut (impl AsyncRead + Unpin),
) -> std::io::Result<Option<T>> {
    let length = match from.read_u32().await {
        Ok(length) if length <= FRAME_BYTES_MAX => length,
        Ok(_) => return Err(std::io::ErrorKind::FileTooLarge.into()),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes).await?;
    Ok(Some(serde_json::from_slice(&bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_frame_comes_back_as_it_was() {
        let mut bytes = Vec::new();
        write(&mut bytes, &Told::File { path: "tile/0".to_owned(), content: Content(vec![0, 255]) })
            .await
            .unwrap();
        write(&mut bytes, &Told::Ended(3)).await.unwrap();
        let mut from = bytes.as_slice();
        let Some(Told::File { path, content }) = read(&mut from).await.unwrap() else { panic!("no file") };
        assert_eq!((path.as_str(), content.0.as_slice()), ("tile/0", [0, 255].as_slice()));
        assert!(matches!(read(&mut from).await.unwrap(), Some(Told::Ended(3))));
        assert!(read::<Told>(&mut from).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn what_is_no_frame_is_refused_and_nothing_is_kept_for_it() {
        let too_long = u32::MAX.to_be_bytes();
        assert!(read::<Told>(&mut too_long.as_slice()).await.is_err());
        let cut = [0, 0, 0, 9, b'"'];
        assert!(read::<Told>(&mut cut.as_slice()).await.is_err());
        let other = [0, 0, 0, 2, b'{', b'}'];
        assert!(read::<Told>(&mut other.as_slice()).await.is_err());
    }
}
