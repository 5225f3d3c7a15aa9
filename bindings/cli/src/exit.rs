//! Defines how a run ends: exit codes and usage errors.

use crate::stop::INTERRUPTED;
use std::fmt;
use std::process::ExitCode;

/// The exit codes, as `--help` documents them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everyone was found.
    Found,
    /// The run is complete, and someone was not found.
    NotFound,
    /// An argument, a file, or a credential is not usable.
    Usage,
    /// A request failed, and the run stopped before its end.
    Stopped,
    /// The run is complete, and the answer for someone could not be read, or a request failed with `--keep-going`.
    Incomplete,
    /// The service refused the credentials.
    Refused,
    /// Ctrl-C or a signal stopped the run.
    Interrupted,
    /// The program that reads the output has exited.
    BrokenPipe,
}

impl Exit {
    /// The description of the exit codes in `--help`.
    pub(crate) const HELP: &str = "\
Exit codes:
  0    everyone was found
  1    the run is complete, and someone was not found or was rejected
  2    an argument, a file, or a credential is not usable
  3    a request failed, and the run stopped before its end
  4    the run is complete, and some answers could not be read or requested
  5    the service refused the credentials
  130  interrupted (Ctrl-C)
  141  the program that reads the output has ended";
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Found => 0,
            Exit::NotFound => 1,
            Exit::Usage => 2,
            Exit::Stopped => 3,
            Exit::Incomplete => 4,
            Exit::Refused => 5,
            Exit::Interrupted => INTERRUPTED,
            Exit::BrokenPipe => 141,
        })
    }
}

/// The error for an argument, a file, or a credential that is not usable. It prints the option and the expected value.
#[derive(Debug)]
pub(crate) struct UsageError(String);

impl UsageError {
    pub(crate) fn new(option: impl fmt::Display, detail: impl fmt::Display) -> Self {
        Self(format!("{option}: {detail}"))
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
