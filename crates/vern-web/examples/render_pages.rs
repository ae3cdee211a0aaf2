//! Writes every page with sample data, and the assets, to a folder: for looking at them, and for taking pictures.
//! `cargo run -p vern-web --example render_pages -- DIR`, then serve DIR on loopback.
//!
//! Deliberately not here: serving, and anything but the sample company.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use vern_text::Language;
use vern_web::page::asset;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: render_pages DIR")?);
    let assets = folder.join("assets");
    fs::create_dir_all(&assets)?;
    for file in asset::ALL {
        fs::write(assets.join(file.name), file.bytes)?;
    }
    for language in Language::ALL {
        let pages = folder.join(language.as_str());
        fs::create_dir_all(&pages)?;
        for (name, html) in sample::pages(language) {
            fs::write(pages.join(format!("{name}.html")), html?)?;
        }
    }
    Ok(())
}
