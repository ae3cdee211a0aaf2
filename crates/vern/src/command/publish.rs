//! `vern publish`: the documents of an organisation as a static site in a folder.
//!
//! The folder is one this command made: `site.json` lists its files, so that what is published no longer goes away, and nothing else is touched.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::{Installation, Problem};
use vern_text::Audience;
use vern_web::static_site;

use crate::failure::Failure;
use crate::operator::{self, Content, Desk, Perform, Told};
use crate::server::Places;
use crate::terminal::Terminal;

/// Lists the files of a site, beside them.
const MANIFEST: &str = "site.json";

/// What to publish, and where to.
#[derive(Debug, clap::Args)]
pub(crate) struct PublishArguments {
    /// Folder of the site: a new or empty one, or one this command has written.
    folder: PathBuf,
    /// Whose documents, by id; may be left out where there is one organisation.
    #[arg(long)]
    organisation: Option<String>,
    /// Who the site is for: `public`, `party` or `authority`. Registers and agreements in force are for the latter two, so keep those folders to
    /// yourself.
    #[arg(long = "for", default_value = "public", value_parser = reader)]
    reader: Audience,
    #[command(flatten)]
    places: Places,
}

/// A kind of reader a site can be for; what is for one person is never a site.
fn reader(word: &str) -> Result<Audience, String> {
    let known = word.parse::<Audience>().ok().filter(|audience| *audience != Audience::Subject);
    known.ok_or_else(|| "public, party, authority".to_owned())
}

/// What a folder holds by its own list.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Manifest {
    organisation: String,
    audience: String,
    files: Vec<String>,
}

impl Manifest {
    /// A folder is of one organisation, and pages for everyone are never joined by pages that are not.
    fn require_same(&self, organisation: &str, reader: Audience) -> Result<(), Problem> {
        let is_same = self.organisation == organisation
            && (self.audience == reader.as_str() || reader == Audience::Public);
        if self.files.is_empty() || is_same {
            Ok(())
        } else {
            Err(Problem::Conflict { code: "publish.folder_taken" })
        }
    }

    fn to_file(&self) -> Result<Told, Failure> {
        let list = serde_json::to_vec_pretty(self).map_err(anyhow::Error::from)?;
        Ok(Told::File { path: MANIFEST.to_owned(), content: Content(list) })
    }
}

/// A site to be made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MakeSite {
    organisation: Option<String>,
    reader: Audience,
    /// Where it goes, as the command was told.
    folder: String,
    /// What the folder holds by its own list.
    before: Manifest,
}

pub(super) async fn run(arguments: PublishArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let PublishArguments { folder, organisation, reader, places } = arguments;
    let before = manifest(&folder)?;
    let task =
        MakeSite { organisation, reader, folder: folder.display().to_string(), before: before.clone() };
    let code = operator::perform_into(&places, task.into(), terminal, &folder).await?;
    remove_gone(&folder, &before, &manifest(&folder)?)?;
    Ok(code)
}

impl Perform for MakeSite {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let organisation = organisation(installation, self.organisation.as_deref())?;
        let files = static_site(installation, &organisation, self.reader)?;
        self.before.require_same(&organisation, self.reader)?;
        let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        let gone: Vec<_> = self.before.files.iter().filter(|file| !paths.contains(file)).cloned().collect();
        let audience = self.reader.as_str().to_owned();
        let manifest = Manifest { organisation, audience, files: paths };
        // First what will have been written, then what has: a folder that was left half done is known again.
        let under_way = Manifest { files: [manifest.files.as_slice(), &gone].concat(), ..manifest.clone() };
        terminal.put(under_way.to_file()?);
        let gone = gone.len();
        for file in files {
            terminal.put(Told::File { path: file.path, content: Content(file.bytes) });
        }
        terminal.put(manifest.to_file()?);
        let variables = [("files", manifest.files.len().into()), ("folder", (&self.folder).into())];
        terminal.say("cli-published", &variables);
        if gone > 0 {
            terminal.say("cli-published-removed", &[("files", gone.into())]);
        }
        terminal.result(&json!({
            "folder": self.folder, "organisation": manifest.organisation, "audience": manifest.audience,
            "files": manifest.files, "removed": gone,
        }));
        Ok(0)
    }
}

/// The one asked for, or the only one there is.
fn organisation(installation: &Installation, asked: Option<&str>) -> Result<String, Problem> {
    if let Some(asked) = asked {
        return Ok(installation.controller(asked)?.slug().to_owned());
    }
    match installation.controllers().as_slice() {
        [only] => Ok(only.slug().to_owned()),
        [] => Err(Problem::NotFound { code: "controller.unknown" }),
        _ => Err(Problem::invalid("publish.organisation_needed")),
    }
}

/// What an earlier run wrote; nothing of a folder that is new or empty. Any other folder is not ours.
fn manifest(folder: &Path) -> Result<Manifest, Failure> {
    match fs::read(folder.join(MANIFEST)) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map_err(|_| Problem::Conflict { code: "publish.folder_taken" }.into()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            let is_empty = match fs::read_dir(folder) {
                Ok(mut entries) => entries.next().is_none(),
                Err(error) if error.kind() == ErrorKind::NotFound => true,
                Err(error) => return Err(Failure::file(folder, error)),
            };
            match is_empty {
                true => Ok(Manifest::default()),
                false => Err(Problem::Conflict { code: "publish.folder_taken" }.into()),
            }
        }
        Err(error) => Err(Failure::file(folder, error)),
    }
}

/// Takes away what an earlier run wrote and this one did not. A list that leads out of the folder is followed nowhere.
fn remove_gone(folder: &Path, before: &Manifest, now: &Manifest) -> Result<(), Failure> {
    for gone in before.files.iter().filter(|file| !now.files.contains(file)) {
        let path = Path::new(gone);
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            continue;
        }
        let path = folder.join(path);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::file(&path, error)),
        }
    }
    Ok(())
}
