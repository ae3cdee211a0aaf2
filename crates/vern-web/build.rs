//! Puts the style sheets together: our tokens, the parts of Designsystemet the pages use, our own layout, each in its layer.
//!
//! Deliberately not here: fetching anything. npm has done that at set-up, and where it has not, this stops and says what to run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fmt};

const PACKAGE: &str = "look/node_modules/@digdir/designsystemet-css";

/// What the pages use; the rest of the package stays out of the program.
const PARTS: [&str; 10] =
    ["alert", "button", "card", "details", "field", "input", "label", "skip-link", "table", "tag"];

/// Later layers win over earlier ones, however their selectors are written.
const LAYERS: &str = "@layer tokens, base, ground, components, pages;\n";

enum Stop {
    NoPackage,
    Io(PathBuf, io::Error),
    NoFolder(env::VarError),
}

impl fmt::Display for Stop {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPackage => {
                write!(
                    to,
                    "the design system is not installed: run `make look` at the top of the project (it needs npm)"
                )
            }
            Self::Io(path, error) => write!(to, "{}: {error}", path.display()),
            Self::NoFolder(error) => write!(to, "OUT_DIR: {error}"),
        }
    }
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=look/tokens.css");
    println!("cargo::rerun-if-changed=look/ground.css");
    println!("cargo::rerun-if-changed=look/pages.css");
    println!("cargo::rerun-if-changed=look/console.css");
    println!("cargo::rerun-if-changed={PACKAGE}/package.json");
    if let Err(stop) = build() {
        println!("cargo::error={stop}");
    }
}

fn build() -> Result<(), Stop> {
    if !Path::new(PACKAGE).join("package.json").exists() {
        return Err(Stop::NoPackage);
    }
    let folder = output_folder()?;
    write(&folder, "vern.css", &style()?)?;
    write(&folder, "console.css", &layer("pages", &read("look/console.css")?))
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script where to write in this variable only"
)]
fn output_folder() -> Result<PathBuf, Stop> {
    env::var("OUT_DIR").map(PathBuf::from).map_err(Stop::NoFolder)
}

/// The style sheet of every page, with the notice its largest part asks for.
fn style() -> Result<String, Stop> {
    let licence = read(&format!("{PACKAGE}/LICENSE"))?;
    let mut css = format!(
        "/*! Parts of Designsystemet (@digdir/designsystemet-css):\n\n{}\n*/\n{LAYERS}",
        licence.trim()
    );
    css.push_str(&layer("tokens", &read("look/tokens.css")?));
    css.push_str(&layer("base", &part("base")?));
    css.push_str(&layer("ground", &read("look/ground.css")?));
    let parts = PARTS.into_iter().map(part).collect::<Result<Vec<_>, _>>()?;
    css.push_str(&layer("components", &parts.concat()));
    css.push_str(&layer("pages", &read("look/pages.css")?));
    Ok(css)
}

fn part(name: &str) -> Result<String, Stop> {
    read(&format!("{PACKAGE}/dist/src/{name}.css"))
}

fn layer(name: &str, rules: &str) -> String {
    format!("@layer {name} {{\n{}\n}}\n", rules.trim())
}

fn read(path: &str) -> Result<String, Stop> {
    fs::read_to_string(path).map_err(|error| Stop::Io(path.into(), error))
}

fn write(folder: &Path, name: &str, css: &str) -> Result<(), Stop> {
    let path = folder.join(name);
    fs::write(&path, css).map_err(|error| Stop::Io(path, error))
}
