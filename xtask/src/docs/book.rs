//! Builds the site: a book for each language, and the API references.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::{links, markdown, markdown_files, reference};
use crate::project::{Project, say};

/// The languages of the books. Each has a folder in `docs/`.
pub(super) const LANGUAGES: [&str; 2] = ["en", "zh"];

/// The version of mdBook, which builds the books.
const MDBOOK: &str = "0.5.4";

/// Builds the site into the folder `docs` in cargo's target folder.
pub(crate) fn build(project: &Project) -> Result<()> {
    let site = books(project)?;
    reference::build(project, &site.join("api"))?;
    println!("\nThe site: {}", site.join("index.html").display());
    Ok(())
}

/// Builds the books, and returns the folder of the site.
pub(crate) fn books(project: &Project) -> Result<PathBuf> {
    let mdbook = mdbook(project)?;
    let (site, staged) = (target(project).join("docs"), target(project).join("docs-source"));
    for folder in [&site, &staged] {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    for path in markdown_files(project)? {
        if let Some(page) = path.strip_prefix("docs/") {
            let text = fs::read_to_string(project.path(&path))?;
            write(&staged.join(page), &published(project, &path, &text))?;
        }
    }
    for language in LANGUAGES {
        say(&format!("mdbook build docs/{language}"), "to build the pages");
        let source = staged.join(language);
        let settings = fs::read_to_string(project.path(&format!("docs/{language}/book.toml")))?;
        write(&source.join("book.toml"), &settings)?;
        let run = project.program(&mdbook.to_string_lossy()).arg("build").arg(&source);
        run.arg("--dest-dir").arg(site.join(language)).run()?;
        // mdBook copies every file that is not a page.
        fs::remove_file(site.join(language).join("book.toml"))?;
    }
    fs::copy(project.path("docs/index.html"), site.join("index.html")).context("no docs/index.html")?;
    let pictures = site.join("images");
    fs::create_dir_all(&pictures)?;
    for picture in fs::read_dir(project.path("docs/images"))? {
        let picture = picture?;
        fs::copy(picture.path(), pictures.join(picture.file_name()))?;
    }
    Ok(site)
}

/// Returns a page as it is published. Links to files outside of the site lead to the repository.
fn published(project: &Project, path: &str, text: &str) -> String {
    let repository = project.repository();
    let mut out = text.to_owned();
    for (range, link) in markdown::read(text).links.into_iter().rev() {
        let Some(file) = links::resolved(path, &link) else { continue };
        if !file.starts_with("docs/") {
            let written = text.get(range.clone()).unwrap_or_default();
            let fragment = link.find('#').and_then(|place| link.get(place..)).unwrap_or_default();
            let url = format!("{repository}/blob/main/{file}{fragment}");
            out.replace_range(range, &written.replace(&format!("({link})"), &format!("({url})")));
        }
    }
    out
}

/// Returns the path of mdBook, which the first call installs.
fn mdbook(project: &Project) -> Result<PathBuf> {
    let root = target(project).join(format!("tools/mdbook-{MDBOOK}"));
    let program = root.join("bin").join(format!("mdbook{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        say(&format!("cargo install mdbook {MDBOOK}"), "it builds the pages from docs/; this is done once");
        let install = project.cargo().args(["install", "mdbook", "--version", MDBOOK, "--locked", "--debug"]);
        // Only the search feature is needed. A debug build takes less time, and is fast enough for two small books.
        install.args(["--no-default-features", "--features", "search", "--root"]).arg(&root).run()?;
    }
    Ok(program)
}

fn target(project: &Project) -> &Path {
    project.metadata().target_directory.as_std_path()
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().context("the file is not in a folder")?)?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
