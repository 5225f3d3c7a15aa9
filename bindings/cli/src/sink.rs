//! Writes rows in the order of the input, to standard output or to a file with a journal.

use crate::exit::UsageError;
use crate::journal::{Journal, JournalError, Piece, Settings, State, sync_directory};
use crate::row::Counts;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The number of attempts to lock an output file, and the pause between them.
const LOCK_TRIES: u32 = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// What to do if the output file exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Return an error.
    Refuse,
    /// Resume its run.
    Resume,
    /// Replace it.
    Overwrite,
}

/// Takes the answers to requests as they arrive, and writes them in the order of the requests.
pub(crate) struct Sink {
    output: Output,
    next: u64,
    counts: Counts,
    held: BTreeMap<u64, Piece>,
}

enum Output {
    Stdout,
    File(Box<Target>),
}

/// An output file.
struct Target {
    path: PathBuf,
    file: File,
    /// The length of the file, in bytes.
    offset: u64,
    journal: Journal,
}

impl Sink {
    /// Returns a sink that writes to standard output.
    pub(crate) fn stdout() -> Self {
        Self { output: Output::Stdout, next: 0, counts: Counts::default(), held: BTreeMap::new() }
    }

    /// Returns a sink that writes to a file, and the state in its journal.
    ///
    /// # Errors
    ///
    /// The error contains the reason why the file cannot be used, and the option that helps.
    pub(crate) fn file(
        path: &Path,
        existing: Existing,
        settings: Settings,
    ) -> Result<(Self, State), UsageError> {
        let refuse = |detail: String| UsageError::new("--output", format!("{}: {detail}", path.display()));
        let io = |error: io::Error| refuse(error.to_string());
        let journal_path = Journal::path_for(path);
        let mut file =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path).map_err(io)?;
        if !file.metadata().map_err(io)?.is_file() {
            return Err(refuse("expected a regular file. Leave out --output for standard output".to_owned()));
        }
        lock(&file).map_err(|_| refuse("another run writes to this file".to_owned()))?;
        let (has_journal, length) = (journal_path.exists(), file.metadata().map_err(io)?.len());
        let journal = match existing {
            Existing::Resume if has_journal => {
                Journal::open(&journal_path, settings).map_err(|error| describe(&journal_path, error))?
            }
            Existing::Refuse if has_journal => {
                return Err(refuse(
                    "an interrupted run wrote this file. Continue it with --resume, or start again with \
                     --overwrite"
                        .to_owned(),
                ));
            }
            Existing::Refuse if length > 0 => {
                return Err(refuse("the file exists. Replace it with --overwrite".to_owned()));
            }
            Existing::Resume if length > 0 => {
                let journal = journal_path.display();
                return Err(refuse(format!(
                    "there is nothing to resume: the file exists, and {journal} does not. The run that wrote it \
                     may be complete"
                )));
            }
            _ => {
                // The journal of the old contents must be removed together with them.
                if has_journal {
                    std::fs::remove_file(&journal_path).map_err(io)?;
                }
                sync_directory(path).map_err(io)?;
                file.set_len(0).and_then(|()| file.sync_all()).map_err(io)?;
                Journal::create(&journal_path, settings).map_err(io)?
            }
        };
        let state = journal.state().clone();
        if file.metadata().map_err(io)?.len() < state.offset {
            return Err(refuse("the file is shorter than its journal says, so it was changed".to_owned()));
        }
        file.set_len(state.offset).and_then(|()| file.seek(SeekFrom::End(0))).map_err(io)?;
        let target = Target { path: path.to_owned(), file, offset: state.offset, journal };
        let output = Output::File(Box::new(target));
        let sink = Self { output, next: state.next, counts: state.counts, held: state.held.clone() };
        Ok((sink, state))
    }

    /// Returns the first request that was not written.
    pub(crate) fn next(&self) -> u64 {
        self.next
    }

    /// Returns the outcomes so far, including those that have not been written yet.
    pub(crate) fn counts(&self) -> Counts {
        self.held.values().fold(self.counts, |mut counts, piece| {
            counts += piece.counts;
            counts
        })
    }

    /// Records that a request that must not be sent twice is about to be sent.
    pub(crate) fn note_asked(&mut self, number: u64) -> io::Result<()> {
        match &mut self.output {
            Output::Stdout => Ok(()),
            Output::File(target) => target.journal.note_asked(number),
        }
    }

    /// Records that such a request was not sent.
    pub(crate) fn note_unsent(&mut self, number: u64) -> io::Result<()> {
        match &mut self.output {
            Output::Stdout => Ok(()),
            Output::File(target) => target.journal.note_unsent(number),
        }
    }

    /// Takes answers, writes those that are next in order, and makes all of them durable.
    pub(crate) fn take(&mut self, pieces: Vec<(u64, Piece)>) -> io::Result<()> {
        let arrived: Vec<u64> = pieces.iter().map(|(number, _)| *number).collect();
        self.held.extend(pieces);
        let mut text = String::new();
        let mut digest = None;
        while let Some(piece) = self.held.remove(&self.next) {
            text.push_str(&piece.text);
            digest = Some(piece.digest);
            self.counts += piece.counts;
            self.next += 1;
        }
        match &mut self.output {
            Output::Stdout => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(text.as_bytes())?;
                stdout.flush()
            }
            Output::File(target) => {
                if digest.is_some() {
                    target.file.write_all(text.as_bytes())?;
                    target.file.sync_data()?;
                    target.offset += u64::try_from(text.len()).unwrap_or(u64::MAX);
                }
                let written = digest.map(|digest| (self.next, target.offset, digest, self.counts));
                let held =
                    arrived.iter().filter_map(|number| Some((*number, self.held.get(number)?.clone())));
                target.journal.note_answers(written, held.collect())
            }
        }
    }

    /// Ends a run. If it is complete, the journal is removed. Answers that could not be written because an earlier
    /// request has no answer stay in the journal, or are written to standard output.
    pub(crate) fn finish(self, is_complete: bool) -> io::Result<()> {
        match self.output {
            Output::Stdout => {
                let mut stdout = io::stdout().lock();
                for piece in self.held.values() {
                    stdout.write_all(piece.text.as_bytes())?;
                }
                stdout.flush()
            }
            Output::File(target) => {
                target.file.sync_all()?;
                if is_complete { target.journal.remove() } else { Ok(()) }
            }
        }
    }

    /// Returns the file, if the rows are written to one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.output {
            Output::Stdout => None,
            Output::File(target) => Some(&target.path),
        }
    }
}

/// Locks a file for the lifetime of this process. A process that was killed a moment ago may still have the lock.
fn lock(file: &File) -> Result<(), TryLockError> {
    for _ in 0..LOCK_TRIES {
        if file.try_lock().is_ok() {
            return Ok(());
        }
        thread::sleep(LOCK_PAUSE);
    }
    file.try_lock()
}

fn describe(journal: &Path, error: JournalError) -> UsageError {
    let journal = journal.display();
    match error {
        JournalError::Io(error) => UsageError::new("--resume", format!("{journal}: {error}")),
        JournalError::Unknown => {
            UsageError::new("--resume", format!("{journal}: not a journal of this version of mingpian"))
        }
        JournalError::Other(option) => {
            UsageError::new(option, "expected the value with which the interrupted run was started")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(number: u64) -> (u64, Piece) {
        let counts = Counts { found: 1, lines: 1, ..Counts::default() };
        let text = "line\n".repeat(usize::try_from(number % 3).unwrap() + 1);
        (number, Piece { digest: format!("digest {number}"), counts, text })
    }

    fn text(numbers: std::ops::Range<u64>) -> String {
        numbers.map(|number| piece(number).1.text).collect()
    }

    #[test]
    fn the_files_fit_together_wherever_the_machine_stops() {
        let folder = tempfile::tempdir().unwrap();
        let (path, journal) = (folder.path().join("out"), folder.path().join("out.journal"));
        let settings = Settings::from([("--format".to_owned(), "x".to_owned())]);
        let (mut sink, _) = Sink::file(&path, Existing::Refuse, settings.clone()).unwrap();
        let mut lengths = vec![(std::fs::read(&journal).unwrap().len(), 0, 0)];
        for numbers in [vec![0], vec![2, 3], vec![5], vec![1], vec![4, 6], vec![9], vec![7, 8]] {
            sink.take(numbers.into_iter().map(piece).collect()).unwrap();
            let length = |path| std::fs::read(path).unwrap().len();
            lengths.push((length(&journal), length(&path), sink.next()));
        }
        drop(sink);
        let (whole_journal, whole) = (std::fs::read(&journal).unwrap(), std::fs::read(&path).unwrap());
        assert_eq!(String::from_utf8(whole.clone()).unwrap(), text(0..10));
        for cut in 0..=whole_journal.len() {
            // The disk has at least the data that complete lines of the journal describe, and perhaps more.
            let synced =
                lengths.iter().rev().find(|(length, ..)| *length <= cut).map_or(0, |(_, length, _)| *length);
            for kept in [synced, (synced + 3).min(whole.len()), whole.len()] {
                std::fs::write(&journal, &whole_journal[..cut]).unwrap();
                std::fs::write(&path, &whole[..kept]).unwrap();
                let resumed = Sink::file(&path, Existing::Resume, settings.clone());
                let Ok((mut sink, state)) = resumed else {
                    assert!(cut < lengths[0].0, "the journal cut at {cut}, and the output at {kept}");
                    continue;
                };
                assert!(cut >= lengths[0].0);
                let written = std::fs::read_to_string(&path).unwrap();
                assert_eq!(written, text(0..state.next), "{cut}");
                let known = lengths.iter().rev().find(|(length, ..)| *length <= cut).unwrap().2;
                assert!(state.next >= known, "{cut}");
                let rest = (state.next..10).filter(|number| !state.held.contains_key(number));
                sink.take(rest.map(piece).collect()).unwrap();
                assert_eq!((sink.next(), sink.counts().found), (10, 10), "{cut}");
                sink.finish(true).unwrap();
                assert_eq!(std::fs::read(&path).unwrap(), whole, "{cut}");
                assert!(!journal.exists());
            }
        }
    }

    #[test]
    fn a_long_journal_is_written_anew_with_what_is_needed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, journal) = (folder.path().join("out"), folder.path().join("out.journal"));
        let (mut sink, _) = Sink::file(&path, Existing::Refuse, Settings::new()).unwrap();
        let long = |number| {
            let (number, piece) = piece(number);
            (number, Piece { text: "x".repeat(200_000), ..piece })
        };
        for number in 0..30 {
            sink.note_asked(2 * number + 1).unwrap();
            sink.take(vec![long(2 * number + 1)]).unwrap();
            sink.take(vec![long(2 * number)]).unwrap();
        }
        sink.note_asked(61).unwrap();
        sink.note_asked(62).unwrap();
        sink.note_unsent(62).unwrap();
        sink.take(vec![long(63)]).unwrap();
        assert!(std::fs::metadata(&journal).unwrap().len() < 4_500_000);
        drop(sink);
        let (sink, state) = Sink::file(&path, Existing::Resume, Settings::new()).unwrap();
        assert_eq!((state.next, state.offset), (60, 60 * 200_000));
        assert_eq!(state.asked.into_iter().collect::<Vec<_>>(), [61]);
        assert_eq!(state.held.into_keys().collect::<Vec<_>>(), [63]);
        assert_eq!(sink.counts().found, 61);
    }
}
