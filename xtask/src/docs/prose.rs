//! Checks prose: phrases that the project does not use, and sentences that are in two files.

use std::collections::BTreeMap;

use super::markdown::Document;

/// The unwanted phrases, one per line, with comments.
const PHRASES: &str = include_str!("phrases.txt");

/// A sentence with this many words or more may be in only one file.
const LONG: usize = 12;

/// A Chinese sentence with this many characters or more may be in only one file. Chinese has no spaces between words.
const LONG_IN_CHINESE: usize = 24;

/// Returns the unwanted phrases in a file.
pub(super) fn unwanted(path: &str, document: &Document) -> Vec<String> {
    let phrases = PHRASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut problems = Vec::new();
    for phrase in phrases {
        for text in &document.prose {
            if words(text).windows(words(phrase).len()).any(|window| window == words(phrase)) {
                problems.push(format!("{path}: \"{phrase}\" in: {text}"));
            }
        }
    }
    problems
}

/// Returns the long sentences that are in more than one file.
pub(super) fn repeated(documents: &BTreeMap<String, Document>) -> Vec<String> {
    let mut places: BTreeMap<Vec<String>, Vec<&str>> = BTreeMap::new();
    for (path, document) in documents {
        for text in &document.prose {
            for sentence in sentences(text) {
                let words = words(sentence);
                if is_long(sentence, &words) {
                    let files = places.entry(words).or_default();
                    if files.last() != Some(&path.as_str()) {
                        files.push(path);
                    }
                }
            }
        }
    }
    let twice = places.into_iter().filter(|(_, files)| files.len() > 1);
    twice.map(|(words, files)| format!("{}: {}", files.join(" and "), words.join(" "))).collect()
}

fn is_long(sentence: &str, words: &[String]) -> bool {
    let chinese = sentence.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    words.len() >= LONG || chinese >= LONG_IN_CHINESE
}

/// Returns the sentences of a text. A period inside a word or a number does not end a sentence.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((place, c)) = characters.next() {
        let before_space = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if matches!(c, '。' | '！' | '？') || (matches!(c, '.' | '!' | '?') && before_space) {
            let end = place + c.len_utf8();
            found.push(text.get(start..end).unwrap_or_default());
            start = end;
        }
    }
    found.push(text.get(start..).unwrap_or_default());
    found
}

/// Returns the words of a text in lower case, without punctuation.
fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '`' | '-')));
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::markdown;
    use super::*;

    #[test]
    fn unwanted_phrases_are_found_as_whole_words() {
        let document = markdown::read("It is 3 Unless\ntold otherwise. Nobodys and `nobody` are fine.\n");
        let found = unwanted("a.md", &document);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("a.md: \"unless told\" in: It is 3"), "{found:?}");
    }

    #[test]
    fn a_long_sentence_in_two_files_is_found() {
        let long = "A sentence of twelve words or more may stand in one file, only.";
        let chinese = "一句话如果有二十四个汉字或更多，就只能出现在一个文件里，不能重复。";
        let read = |text: &str| markdown::read(text);
        let documents = BTreeMap::from([
            ("a.md".to_owned(), read(&format!("Short. {long} {chinese}\n"))),
            ("b.md".to_owned(), read(&format!("Short.\n\n* {}\n", long.replace(',', "")))),
            ("c.md".to_owned(), read(&format!("{chinese} {long} {long}\n"))),
        ]);
        let found = repeated(&documents);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("a.md and b.md and c.md: a sentence"), "{found:?}");
        assert!(found[1].starts_with("a.md and c.md: 一句话"), "{found:?}");
        assert!(
            repeated(&BTreeMap::from([("a.md".to_owned(), read(&format!("{long} {long}\n")))])).is_empty()
        );
    }

    #[test]
    fn a_period_inside_of_a_word_ends_no_sentence() {
        assert_eq!(sentences("In 1.5 s, a.b ends. Then more"), ["In 1.5 s, a.b ends.", " Then more"]);
        assert_eq!(sentences("第一句。第二句"), ["第一句。", "第二句"]);
    }
}
