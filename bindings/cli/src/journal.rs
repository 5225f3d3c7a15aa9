//! Keeps the journal of an output file, with which an interrupted run can be resumed.
//!
//! The journal consists of JSON lines. A line is written and synchronized only after its statement has become true. For
//! example, the output up to `offset` is on the disk before the line that contains this `offset`. Everything after the
//! last complete line is ignored, and so is the output after the last `offset`. Therefore, the two files are consistent
//! whenever the program or the machine stops.

use crate::row::Counts;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// The version of the format of journals.
const FORMAT: u32 = 1;

/// The length in bytes from which a journal is rewritten with only the lines that are still needed.
const COMPACT_FROM: u64 = 4 << 20;

/// The options that determine what a run requests and writes, as digests.
pub(crate) type Settings = BTreeMap<String, String>;

/// A request that has been answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Piece {
    /// The digest of the input up to this request.
    pub(crate) digest: String,
    /// The outcomes for its identifiers.
    pub(crate) counts: Counts,
    /// The rows in the format of the output.
    pub(crate) text: String,
}

/// The progress of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct State {
    /// The number of the first request that has not been written.
    pub(crate) next: u64,
    /// The length of the output so far, in bytes.
    pub(crate) offset: u64,
    /// The digest of the input up to that request. It is empty at the beginning.
    pub(crate) digest: String,
    /// The outcomes for the identifiers up to that request.
    pub(crate) counts: Counts,
    /// The requests that were answered before an earlier one.
    pub(crate) held: BTreeMap<u64, Piece>,
    /// The requests that were sent at most once and have no answer.
    pub(crate) asked: BTreeSet<u64>,
}

/// A line of the journal.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// The first line.
    Run { format: u32, settings: Settings },
    /// The output was written up to here.
    Written { next: u64, offset: u64, digest: String, counts: Counts },
    /// A request was answered before an earlier one.
    Held { number: u64, piece: Piece },
    /// A request is about to be sent that must not be sent twice.
    Asked { number: u64 },
    /// Such a request was not sent.
    Unsent { number: u64 },
}

/// A journal that is open for writing.
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    length: u64,
    settings: Settings,
    state: State,
}

/// The reason why a journal cannot be used.
#[derive(Debug)]
pub(crate) enum JournalError {
    /// It cannot be read or written.
    Io(io::Error),
    /// It is not a journal of this version.
    Unknown,
    /// It belongs to a run with a different value of this option.
    Other(String),
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Journal {
    /// Returns the path of the journal of an output file.
    pub(crate) fn path_for(output: &Path) -> PathBuf {
        let mut path = output.as_os_str().to_owned();
        path.push(".journal");
        path.into()
    }

    /// Begins the journal of a new run.
    pub(crate) fn create(path: &Path, settings: Settings) -> io::Result<Self> {
        let mut journal = Self {
            path: path.to_owned(),
            file: replace(path, &encode(&[begin(&settings)])?)?,
            length: 0,
            settings,
            state: State::default(),
        };
        journal.length = journal.file.stream_position()?;
        Ok(journal)
    }

    /// Opens the journal of an interrupted run.
    pub(crate) fn open(path: &Path, settings: Settings) -> Result<Self, JournalError> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        let (state, length) = read(&file, &settings)?;
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { path: path.to_owned(), file, length, settings, state })
    }

    /// Returns the progress of the run.
    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    /// Records that the output was written and synchronized up to `offset`, and which other requests were answered.
    pub(crate) fn note_answers(
        &mut self,
        written: Option<(u64, u64, String, Counts)>,
        held: Vec<(u64, Piece)>,
    ) -> io::Result<()> {
        let written =
            written.map(|(next, offset, digest, counts)| Line::Written { next, offset, digest, counts });
        let held = held.into_iter().map(|(number, piece)| Line::Held { number, piece });
        self.append(written.into_iter().chain(held).collect())
    }

    /// Records that a request that must not be sent twice is about to be sent.
    pub(crate) fn note_asked(&mut self, number: u64) -> io::Result<()> {
        self.append(vec![Line::Asked { number }])
    }

    /// Records that such a request was not sent.
    pub(crate) fn note_unsent(&mut self, number: u64) -> io::Result<()> {
        self.append(vec![Line::Unsent { number }])
    }

    /// Removes the journal of a run that is complete.
    pub(crate) fn remove(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)?;
        sync_directory(&self.path)
    }

    fn append(&mut self, lines: Vec<Line>) -> io::Result<()> {
        let bytes = encode(&lines)?;
        self.file.write_all(&bytes)?;
        self.file.sync_data()?;
        self.length += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        lines.into_iter().for_each(|line| self.state.apply(line));
        if self.length >= COMPACT_FROM {
            self.compact()?;
        }
        Ok(())
    }

    /// Rewrites the journal with only the lines that are still needed.
    fn compact(&mut self) -> io::Result<()> {
        let State { next, offset, digest, counts, held, asked } = self.state.clone();
        let mut lines = vec![begin(&self.settings), Line::Written { next, offset, digest, counts }];
        lines.extend(held.into_iter().map(|(number, piece)| Line::Held { number, piece }));
        lines.extend(asked.into_iter().map(|number| Line::Asked { number }));
        self.file = replace(&self.path, &encode(&lines)?)?;
        self.length = self.file.stream_position()?;
        Ok(())
    }
}

impl State {
    fn apply(&mut self, line: Line) {
        match line {
            Line::Run { .. } => {}
            Line::Written { next, offset, digest, counts } => {
                (self.next, self.offset, self.digest, self.counts) = (next, offset, digest, counts);
                self.held = self.held.split_off(&next);
                self.asked = self.asked.split_off(&next);
            }
            Line::Held { number, piece } => {
                self.asked.remove(&number);
                self.held.insert(number, piece);
            }
            Line::Asked { number } => drop(self.asked.insert(number)),
            Line::Unsent { number } => drop(self.asked.remove(&number)),
        }
    }
}

fn begin(settings: &Settings) -> Line {
    Line::Run { format: FORMAT, settings: settings.clone() }
}

fn encode(lines: &[Line]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut bytes, line)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Reads a journal. Returns its state and the length of its complete lines.
fn read(file: &File, settings: &Settings) -> Result<(State, u64), JournalError> {
    let mut reader = BufReader::new(file);
    let (mut state, mut length) = (State::default(), 0);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = reader.read_until(b'\n', &mut bytes)?;
        let is_first = length == 0;
        let line = bytes.strip_suffix(b"\n").and_then(|line| serde_json::from_slice(line).ok());
        match line {
            Some(Line::Run { format: FORMAT, settings: found }) if is_first => {
                let mut names = found.keys().chain(settings.keys());
                if let Some(name) = names.find(|name| found.get(*name) != settings.get(*name)) {
                    return Err(JournalError::Other(name.clone()));
                }
            }
            None | Some(_) if is_first => return Err(JournalError::Unknown),
            Some(line) => state.apply(line),
            None => return Ok((state, length)),
        }
        length += u64::try_from(read).unwrap_or(u64::MAX);
    }
}

/// Replaces a file atomically, and returns it open at its end. Only the user may read it, because it contains personal
/// data.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)?;
    sync_directory(path)?;
    Ok(file)
}

/// Makes the entries of a directory durable. Only Unix requires this, and only there a directory can be opened.
pub(crate) fn sync_directory(path: &Path) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}
