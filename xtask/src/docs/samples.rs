//! Inserts samples into Markdown. A sample is a part of a file that a test compiles and runs.
//!
//! The line `<!-- sample: PATH#NAME -->` comes before a fenced block. The block is the part of the file between the
//! comments `ANCHOR: NAME` and `ANCHOR_END: NAME`, or the whole file if there is no name. `cargo xtask generate` writes
//! the blocks. They are committed, so that they are visible wherever the Markdown is displayed.

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};

use crate::project::Project;

const MARKER: &str = "<!-- sample: ";
const MARKER_END: &str = " -->";
const FENCE: &str = "```";

/// Returns every Markdown file that has samples, with up-to-date samples.
pub(crate) fn files(project: &Project) -> Result<Vec<(String, String)>> {
    let read =
        |path: &str| fs::read_to_string(project.path(path)).with_context(|| format!("cannot read {path}"));
    let mut files = Vec::new();
    for path in super::markdown_files(project)? {
        let text = read(&path)?;
        if text.contains(MARKER) {
            let text = updated(&text, read).with_context(|| path.clone())?;
            files.push((path, text));
        }
    }
    Ok(files)
}

/// Returns the path and the name in a marker.
pub(super) fn marked(line: &str) -> Option<(&str, Option<&str>)> {
    let place = line.trim().strip_prefix(MARKER)?.strip_suffix(MARKER_END)?;
    Some(place.split_once('#').map_or((place, None), |(path, name)| (path, Some(name))))
}

/// Returns the text with every sample replaced by the current content of its file.
fn updated(text: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some((path, name)) = marked(line) else { continue };
        let fence = lines.next().filter(|fence| fence.starts_with(FENCE));
        let fence = fence.with_context(|| format!("expected a fenced block after the sample {path}"))?;
        ensure!(lines.any(|line| line == FENCE), "expected an end of the block of the sample {path}");
        out.push_str(&format!(
            "{fence}\n{}{FENCE}\n",
            sample(&read(path)?, name).with_context(|| path.to_owned())?
        ));
    }
    Ok(out)
}

/// Returns a named part of a file, or the whole file, without the comments that name parts.
fn sample(file: &str, name: Option<&str>) -> Result<String> {
    let is_mark = |line: &str, mark: &str| line.trim_end().ends_with(mark);
    let begins = name.map(|name| format!(" ANCHOR: {name}"));
    let ends = name.map(|name| format!(" ANCHOR_END: {name}"));
    let mut inside = name.is_none();
    let mut lines = Vec::new();
    for line in file.lines() {
        if begins.as_ref().is_some_and(|begins| is_mark(line, begins)) {
            inside = true;
        } else if ends.as_ref().is_some_and(|ends| is_mark(line, ends)) {
            inside = false;
        } else if inside && !line.contains(" ANCHOR: ") && !line.contains(" ANCHOR_END: ") {
            lines.push(line);
        }
    }
    if inside && name.is_some() {
        bail!("expected an ANCHOR_END for {}", name.unwrap_or_default());
    }
    let is_blank = |line: &&str| line.trim().is_empty();
    while lines.first().is_some_and(is_blank) {
        lines.remove(0);
    }
    while lines.last().is_some_and(is_blank) {
        lines.pop();
    }
    ensure!(!lines.is_empty(), "expected an ANCHOR for {}", name.unwrap_or_default());
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let margin = lines.iter().filter(|line| !is_blank(line)).map(indent).min().unwrap_or_default();
    Ok(lines.iter().map(|line| line.get(margin..).unwrap_or_default().trim_end().to_owned() + "\n").collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
import a
class A {
    // ANCHOR: body
    one {
        // ANCHOR: inner
        two
        // ANCHOR_END: inner
    }

    // ANCHOR_END: body
}
";

    #[test]
    fn a_part_loses_its_margin_and_the_marks_in_it() {
        assert_eq!(sample(FILE, Some("body")).unwrap(), "one {\n    two\n}\n");
        assert_eq!(sample(FILE, Some("inner")).unwrap(), "two\n");
        assert_eq!(sample(FILE, None).unwrap(), "import a\nclass A {\n    one {\n        two\n    }\n\n}\n");
    }

    #[test]
    fn a_part_that_is_missing_or_open_is_an_error() {
        assert!(sample(FILE, Some("bod")).is_err());
        assert!(sample("// ANCHOR: a\n1\n", Some("a")).is_err());
    }

    #[test]
    fn a_block_is_replaced_and_the_rest_stays() {
        let text =
            "# A\n\n<!-- sample: a.kt#inner -->\n```kotlin\nold\n\nolder\n```\n\nEnd.\n\n```sh\nls\n```\n";
        let read = |path: &str| Ok(if path == "a.kt" { FILE.to_owned() } else { String::new() });
        let new = updated(text, read).unwrap();
        assert_eq!(new, text.replace("old\n\nolder", "two"));
        assert_eq!(updated(&new, read).unwrap(), new);
        assert!(updated("<!-- sample: a.kt -->\n\nText\n", read).is_err());
        assert!(updated("<!-- sample: a.kt -->\n```kotlin\nopen\n", read).is_err());
    }
}
