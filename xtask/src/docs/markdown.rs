//! Parses Markdown: its links, anchors, code, and prose.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::samples;

/// The parsed content of a file.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The destinations of links and images, and where they are in the text.
    pub(super) links: Vec<(Range<usize>, String)>,
    /// The anchors of the headings, as GitHub and mdBook create them.
    pub(super) anchors: Vec<String>,
    /// The blocks of code.
    pub(super) blocks: Vec<Block>,
    /// The inline code.
    pub(super) spans: Vec<String>,
    /// The prose: one text for each paragraph, heading, list item, and cell. Inline code becomes one word, `` ` ``.
    pub(super) prose: Vec<String>,
}

/// A block of code.
#[derive(Debug, PartialEq)]
pub(super) struct Block {
    /// The line of its fence, from 1.
    pub(super) line: usize,
    /// The language that is named after the fence.
    pub(super) language: String,
    /// Whether it is a sample. The comment before a sample contains its source.
    pub(super) is_sample: bool,
}

/// Parses a text.
pub(super) fn read(text: &str) -> Document {
    let mut document = Document::default();
    let mut headings: BTreeMap<String, usize> = BTreeMap::new();
    let mut prose = String::new();
    let mut heading: Option<String> = None;
    let mut is_code = false;
    let line_of = |place: usize| text.get(..place).unwrap_or_default().matches('\n').count() + 1;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Start(Tag::CodeBlock(kind)) => {
                is_code = true;
                if let CodeBlockKind::Fenced(language) = kind {
                    let line = line_of(range.start);
                    let before =
                        line.checked_sub(2).and_then(|line| text.lines().nth(line)).unwrap_or_default();
                    let is_sample = samples::marked(before).is_some();
                    document.blocks.push(Block { line, language: language.to_string(), is_sample });
                }
            }
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                document.links.push((range, dest_url.to_string()));
            }
            Event::Text(text) if !is_code => {
                prose.push_str(&text);
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::Code(code) => {
                prose.push('`');
                if let Some(heading) = &mut heading {
                    heading.push_str(&code);
                }
                document.spans.push(code.to_string());
            }
            Event::SoftBreak | Event::HardBreak => prose.push(' '),
            Event::End(TagEnd::Heading(_)) => {
                let anchor = anchor(&heading.take().unwrap_or_default());
                let count = headings.entry(anchor.clone()).or_default();
                document.anchors.push(if *count == 0 { anchor } else { format!("{anchor}-{count}") });
                *count += 1;
                end(&mut prose, &mut document);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell)
            | Event::Start(Tag::Item | Tag::List(_)) => end(&mut prose, &mut document),
            _ => {}
        }
    }
    end(&mut prose, &mut document);
    document
}

fn end(prose: &mut String, document: &mut Document) {
    let text = std::mem::take(prose);
    if !text.trim().is_empty() {
        document.prose.push(text.trim().to_owned());
    }
}

/// Returns the anchor of a heading: its letters and digits in lower case, with a hyphen for each space.
fn anchor(heading: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    heading
        .trim()
        .chars()
        .filter(|c| kept(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# A title with `code`, and more

See [there](other.md#part) and ![a picture](x.svg). It is `src/lib.rs`
on two lines.

* One item
* Another

| A | B |
|---|---|
| cell | `1` |

<!-- sample: a.rs -->
```rust
let x = 1;
```

```sh
ls
```

## Part
## Part
";

    #[test]
    fn everything_is_found() {
        let Document { links, anchors, blocks, spans, prose } = read(TEXT);
        let found: Vec<_> = links.iter().map(|(_, link)| link.as_str()).collect();
        assert_eq!(found, ["other.md#part", "x.svg"]);
        assert_eq!(TEXT.get(links[0].0.clone()), Some("[there](other.md#part)"));
        assert_eq!(anchors, ["a-title-with-code-and-more", "part", "part-1"]);
        let block =
            |line, language: &str, is_sample| Block { line, language: language.to_owned(), is_sample };
        assert_eq!(blocks, [block(14, "rust", true), block(18, "sh", false)]);
        assert_eq!(spans, ["code", "src/lib.rs", "1"]);
        assert_eq!(
            prose,
            [
                "A title with `, and more",
                "See there and a picture. It is ` on two lines.",
                "One item",
                "Another",
                "A",
                "B",
                "cell",
                "`",
                "Part",
                "Part"
            ]
        );
    }

    #[test]
    fn anchors_of_chinese_headings_keep_their_characters() {
        assert_eq!(anchor("三家服务：哪些有文档？"), "三家服务哪些有文档");
        assert_eq!(anchor("What is sent again"), "what-is-sent-again");
    }
}
