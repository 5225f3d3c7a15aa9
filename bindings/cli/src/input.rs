//! Reads identifiers from arguments and files, and divides them into requests.

use crate::exit::UsageError;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// The maximum length of a line in a list of identifiers, in bytes. A file with a longer line is probably not a list.
const MAX_LINE: usize = 4096;

/// One list of identifiers from the arguments.
#[derive(Clone, Default)]
pub(crate) struct ListInput {
    /// The kind of the identifiers in the output.
    pub(crate) kind: &'static str,
    /// The option that names the file.
    pub(crate) option: &'static str,
    /// The identifiers in the arguments. They come first.
    pub(crate) values: Vec<String>,
    /// The file, with one identifier on each line. `-` is standard input.
    pub(crate) file: Option<PathBuf>,
}

impl ListInput {
    /// Returns whether the list has no identifiers and no file.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.file.is_none()
    }

    /// Returns whether the identifiers are read from standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        self.file.as_deref() == Some(Path::new("-"))
    }

    /// Reads the whole list once and counts its identifiers. Returns `None` if the list can be read only once.
    ///
    /// # Errors
    ///
    /// The error names the option, the file, and the line that cannot be read.
    pub(crate) fn count(&self) -> Result<Option<u64>, UsageError> {
        let is_regular = |path: &PathBuf| path.metadata().is_ok_and(|metadata| metadata.is_file());
        if self.file.as_ref().is_some_and(|path| self.is_stdin() || (path.exists() && !is_regular(path))) {
            return Ok(None);
        }
        let mut lines = Lines::open(self)?;
        let mut count = 0;
        while lines.next()?.is_some() {
            count += 1;
        }
        Ok(Some(count))
    }
}

/// The identifiers of one request.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// The number of requests before this one.
    pub(crate) number: u64,
    /// The identifiers, list by list.
    pub(crate) lists: Vec<Vec<String>>,
    /// A digest of every identifier up to here, by which a resumed run recognizes its input.
    pub(crate) digest: String,
    /// The number of lines that were read for it, including duplicates.
    pub(crate) lines: u64,
}

/// Divides lists into requests. The same lists are always divided in the same way. An identifier that occurs again in
/// its list is left out.
pub(crate) struct Units {
    lists: Vec<Lines>,
    max_per_list: usize,
    number: u64,
    digest: Sha256,
    /// The first 16 bytes of the SHA-256 of each identifier. The identifiers themselves would take more memory.
    seen: HashSet<[u8; 16]>,
}

impl Units {
    /// # Errors
    ///
    /// The error names the option whose file cannot be opened.
    pub(crate) fn new(lists: &[ListInput], max_per_list: usize) -> Result<Self, UsageError> {
        let lists = lists.iter().map(Lines::open).collect::<Result<_, _>>()?;
        Ok(Self { lists, max_per_list, number: 0, digest: Sha256::new(), seen: HashSet::new() })
    }

    /// Returns the number of requests that were read.
    pub(crate) fn count(&self) -> u64 {
        self.number
    }

    /// Returns the identifiers of the next request.
    ///
    /// # Errors
    ///
    /// The error names the option, the file, and the line that cannot be read.
    pub(crate) fn next(&mut self) -> Result<Option<Unit>, UsageError> {
        let mut lists = Vec::with_capacity(self.lists.len());
        let mut read = 0;
        for (position, lines) in self.lists.iter_mut().enumerate() {
            let mut list = Vec::new();
            while list.len() < self.max_per_list {
                let Some(identifier) = lines.next()? else { break };
                read += 1;
                let position = u8::try_from(position).unwrap_or(u8::MAX);
                let hash = Sha256::new().chain_update([position]).chain_update(&identifier).finalize();
                let mut key = [0; 16];
                key.copy_from_slice(&hash[..16]);
                if self.seen.insert(key) {
                    self.digest.update(hash);
                    list.push(identifier);
                }
            }
            lists.push(list);
        }
        if lists.iter().all(Vec::is_empty) {
            return Ok(None);
        }
        let number = self.number;
        self.number += 1;
        let digest = hex::encode(&self.digest.clone().finalize()[..16]);
        Ok(Some(Unit { number, lists, digest, lines: read }))
    }
}

/// Reads the identifiers of one list one by one.
struct Lines {
    option: &'static str,
    name: String,
    values: std::vec::IntoIter<String>,
    reader: Option<Box<dyn BufRead + Send>>,
    line: u64,
}

impl Lines {
    fn open(list: &ListInput) -> Result<Self, UsageError> {
        let reader: Option<Box<dyn BufRead + Send>> = match &list.file {
            None => None,
            Some(_) if list.is_stdin() => Some(Box::new(BufReader::new(io::stdin()))),
            Some(path) => {
                let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
                    true => Err(io::Error::from(io::ErrorKind::IsADirectory)),
                    false => Ok(file),
                });
                let file = opened.map_err(|error| {
                    UsageError::new(list.option, format!("cannot open {}: {error}", path.display()))
                })?;
                Some(Box::new(BufReader::new(file)))
            }
        };
        let name = list.file.as_ref().map_or(String::new(), |path| path.display().to_string());
        Ok(Self { option: list.option, name, values: list.values.clone().into_iter(), reader, line: 0 })
    }

    /// Returns the next identifier. Ignores white space around it, blank lines, and a byte order mark.
    fn next(&mut self) -> Result<Option<String>, UsageError> {
        if let Some(value) = self.values.next() {
            return Ok(Some(value));
        }
        loop {
            let Some(reader) = &mut self.reader else { return Ok(None) };
            let mut bytes = Vec::new();
            let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX) + 1;
            let read = reader.take(limit).read_until(b'\n', &mut bytes);
            let read = read.map_err(|error| self.error(format!("cannot be read: {error}")))?;
            if read == 0 {
                self.reader = None;
                return Ok(None);
            }
            self.line += 1;
            if bytes.len() > MAX_LINE {
                return Err(
                    self.error(format!("expected one identifier, got a line of more than {MAX_LINE} bytes"))
                );
            }
            if self.line == 1 && (bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])) {
                return Err(self.error("expected UTF-8, got UTF-16"));
            }
            let Ok(text) = std::str::from_utf8(&bytes) else {
                return Err(self.error("expected UTF-8, got another encoding (such as GBK)"));
            };
            let text = if self.line == 1 { text.trim_start_matches('\u{feff}') } else { text };
            let text = text.trim();
            if !text.is_empty() {
                return Ok(Some(text.to_owned()));
            }
        }
    }

    fn error(&self, detail: impl std::fmt::Display) -> UsageError {
        let name = if self.name == "-" { "standard input" } else { &self.name };
        UsageError::new(self.option, format!("{name}, line {}: {detail}", self.line.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn list(bytes: &[u8]) -> (tempfile::NamedTempFile, ListInput) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let input = ListInput {
            kind: "email",
            option: "--emails-from",
            file: Some(file.path().to_owned()),
            values: Vec::new(),
        };
        (file, input)
    }

    fn units(bytes: &[u8], max: usize) -> Result<Vec<Vec<String>>, UsageError> {
        let (_file, input) = list(bytes);
        let mut units = Units::new(&[input], max)?;
        let mut all = Vec::new();
        while let Some(mut unit) = units.next()? {
            all.push(unit.lists.remove(0));
        }
        Ok(all)
    }

    #[test]
    fn marks_line_ends_blank_lines_and_duplicates_do_not_count() {
        let found =
            units("\u{feff}a@example.com\r\n\r\n  b@example.com \na@example.com\n\n\tc".as_bytes(), 2);
        assert_eq!(found.unwrap(), [vec!["a@example.com", "b@example.com"], vec!["c"]]);
        assert!(units(b"\n \r\n", 2).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_list_is_named_with_its_line() {
        for (bytes, expected) in [
            (&b"a\n\xc4\xe3\n"[..], "line 2: expected UTF-8"),
            (b"\xff\xfea\0", "line 1: expected UTF-8, got UTF-16"),
            (&[b'a'; 5000], "line 1: expected one identifier"),
        ] {
            let error = units(bytes, 2).unwrap_err().to_string();
            assert!(error.starts_with("--emails-from: ") && error.contains(expected), "{error}");
        }
        let missing = ListInput {
            option: "--emails-from",
            file: Some("/nonexistent/list".into()),
            ..ListInput::default()
        };
        let error = missing.count().unwrap_err().to_string();
        assert!(error.starts_with("--emails-from: cannot open /nonexistent/list"), "{error}");
    }

    #[test]
    fn lists_share_requests_and_the_digest_tells_inputs_apart() {
        let digests = |emails: &[u8], mobiles: &[u8]| {
            let ((_a, emails), (_b, mobiles)) = (list(emails), list(mobiles));
            let mut units = Units::new(&[emails, mobiles], 2).unwrap();
            let mut all = Vec::new();
            while let Some(unit) = units.next().unwrap() {
                all.push((unit.lists.iter().map(Vec::len).collect::<Vec<_>>(), unit.digest));
            }
            all
        };
        let found = digests(b"a\nb\nc\n", b"1\n");
        assert_eq!(found.iter().map(|(sizes, _)| sizes.clone()).collect::<Vec<_>>(), [[2, 1], [1, 0]]);
        assert_eq!(found, digests(b"a\nb\nb\nc", b"1"));
        assert_ne!(found[0].1, digests(b"a\nb\n1\nc", b"")[0].1);
        let longer = digests(b"a\nb\nd\n", b"1\n");
        assert_eq!(found[0], longer[0]);
        assert_ne!(found[1].1, longer[1].1);
    }
}
