//! Checks the documentation for `cargo xtask test lint`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result, bail};
use mingpian::ErrorCode;

use super::book::LANGUAGES;
use super::markdown::{self, Document};
use super::{comments, files, links, markdown_files, prose};
use crate::project::{Project, say};
use crate::size::{MODULE_BUDGET, PAGE_BUDGET};

/// Languages whose code a test has to compile.
const COMPILED: [&str; 10] =
    ["rust", "rs", "ts", "tsx", "js", "jsx", "javascript", "kotlin", "java", "swift"];

/// The files in which all code has to be samples. The READMEs of the packages have separate tests.
const WITH_SAMPLES: [&str; 5] = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/"];

/// Fails if the documentation has a dead link, a path that does not exist, a sample that is not compiled, a phrase that the
/// project does not use, a sentence that is in two files, or a page that is not in both languages. It also fails if a
/// comment has a phrase that the project does not use.
pub(crate) fn run(project: &Project) -> Result<()> {
    say("check the documentation", "links, paths, samples, and prose");
    let mut documents = BTreeMap::new();
    for path in markdown_files(project)? {
        let text = fs::read_to_string(project.path(&path)).with_context(|| format!("cannot read {path}"))?;
        documents.insert(path, markdown::read(&text));
    }
    let folders = folders(project)?;
    let has_samples = |path: &str| WITH_SAMPLES.iter().any(|start| path.starts_with(start));
    let mut problems = Vec::new();
    for (path, document) in &documents {
        problems.extend(links::dead(project.root(), path, &documents));
        problems.extend(links::missing(project.root(), path, document, &folders));
        problems.extend(prose::unwanted(path, document));
        if has_samples(path) {
            problems.extend(not_compiled(path, document));
        }
    }
    for folder in comments::FOLDERS {
        for path in files(project, &format!("{folder}/"), &comments::EXTENSIONS)? {
            let text =
                fs::read_to_string(project.path(&path)).with_context(|| format!("cannot read {path}"))?;
            problems.extend(prose::unwanted(&path, &markdown::read(&comments::read(&text))));
        }
    }
    problems.extend(prose::repeated(&documents));
    problems.extend(other_sizes(project)?);
    problems.extend(missing_codes(project)?);
    problems.extend(incomplete(project, &documents)?);
    if !problems.is_empty() {
        bail!("{} problems in the documentation:\n{}", problems.len(), problems.join("\n"));
    }
    Ok(())
}

/// Returns the folders in the root of the project, with a slash.
fn folders(project: &Project) -> Result<Vec<String>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(project.root())? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(format!("{}/", entry.file_name().to_string_lossy()));
        }
    }
    Ok(folders)
}

/// Returns the blocks of code that no test compiles.
fn not_compiled(path: &str, document: &Document) -> Vec<String> {
    let own = document
        .blocks
        .iter()
        .filter(|block| COMPILED.contains(&block.language.as_str()) && !block.is_sample);
    let problem = |line: usize, language: &str| {
        format!(
            "{path}:{line}: this {language} is not a sample, so no test compiles it; see xtask/src/docs/samples.rs"
        )
    };
    own.map(|block| problem(block.line, &block.language)).collect()
}

/// Returns the files whose sizes of the npm package differ from the budgets of `cargo xtask size`.
fn other_sizes(project: &Project) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for path in ["README.md", "docs/en/bundlers-and-sizes.md", "docs/zh/bundlers-and-sizes.md"] {
        let text = fs::read_to_string(project.path(path)).with_context(|| format!("cannot read {path}"))?;
        for budget in
            [MODULE_BUDGET, PAGE_BUDGET].map(|bytes| format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100))
        {
            if !text.contains(&budget) {
                problems.push(format!("{path} does not mention {budget}, the budget in xtask/src/size.rs"));
            }
        }
    }
    Ok(problems)
}

/// Returns the error codes that are missing in the Chinese glossary. The English one is generated.
fn missing_codes(project: &Project) -> Result<Vec<String>> {
    let path = "docs/zh/errors.md";
    let text = fs::read_to_string(project.path(path)).with_context(|| format!("cannot read {path}"))?;
    let codes = ErrorCode::GLOSSARY.into_iter().map(|(code, ..)| code);
    let missing = codes.filter(|code| !text.contains(&format!("| `{code}` |")));
    Ok(missing.map(|code| format!("{path} does not explain {code}")).collect())
}

/// Returns the pages that are missing in a book, and the pages that its summary does not list.
fn incomplete(project: &Project, documents: &BTreeMap<String, Document>) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for language in LANGUAGES {
        let folder = format!("docs/{language}/");
        let summary = format!("{folder}SUMMARY.md");
        let listed = documents.get(&summary).with_context(|| format!("there is no {summary}"))?;
        for page in documents.keys().filter_map(|path| path.strip_prefix(&folder)) {
            if page != "SUMMARY.md" && !listed.links.iter().any(|(_, link)| link == page) {
                problems.push(format!("{summary} does not list {page}"));
            }
            for other in LANGUAGES {
                if !project.path(&format!("docs/{other}/{page}")).is_file() {
                    problems.push(format!("there is no docs/{other}/{page}"));
                }
            }
        }
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_that_no_test_compiles_is_found() {
        let text = "```ts\n1\n```\n\n```sh\nls\n```\n\n<!-- sample: a.ts -->\n```ts\n2\n```\n";
        let found = not_compiled("a.md", &markdown::read(text));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("a.md:1: this ts is not a sample"), "{found:?}");
    }
}
