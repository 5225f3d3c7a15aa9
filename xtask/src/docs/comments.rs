//! Finds the comments of source files, whose phrases are checked like those of Markdown files.

/// The folders whose comments are checked.
pub(super) const FOLDERS: [&str; 7] =
    ["benches", "examples", "tests/it", "tests/sandbox", "tests/vectors/make", "web-demo", "xtask"];

/// The ends of the names of source files.
pub(super) const EXTENSIONS: [&str; 5] = [".rs", ".ts", ".js", ".jsx", ".mjs"];

/// The beginnings of lines in comments. The first one that matches counts, so longer ones come first.
const MARKS: [&str; 6] = ["///", "//!", "//", "/**", "/*", "* "];

/// Returns the comments of a source file as Markdown. Each line of code becomes an empty line.
pub(super) fn read(text: &str) -> String {
    let comment = |line: &str| {
        let line = line.trim();
        let inside = MARKS.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or_default().trim();
        format!("{}\n", inside.strip_suffix("*/").unwrap_or(inside))
    };
    text.lines().map(comment).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{markdown, prose};
    use super::*;

    #[test]
    fn comments_become_markdown() {
        let rust = "//! A file.\n\n/// Returns *p*,\n/// or `None`.\nfn nobody() {} // not read\n    // Why.\n    *a = 1;\n";
        assert_eq!(read(rust), "A file.\n\nReturns *p*,\nor `None`.\n\nWhy.\n\n");
        let script = "/** One. */\n/**\n * Two,\n *\n * three.\n */\nconst a = \"http://nobody\";\n";
        assert_eq!(read(script), "One. \n\nTwo,\n\nthree.\n\n\n");
    }

    #[test]
    fn a_phrase_is_found_across_the_lines_of_a_comment() {
        let text = "/// Returns 3 unless\n/// told otherwise.\nlet nobody = 1;\n// `nobody`\n";
        let found = prose::unwanted("a.rs", &markdown::read(&read(text)));
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
