//! Writes messages, attempts, and the progress bar to standard error.

use crate::transport::{Response, SendError};
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::{self, Display};
use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

/// Prints to standard error, above the progress bar if there is one. It uses no colors if standard error is not a
/// terminal or `NO_COLOR` is set.
#[derive(Clone)]
pub(crate) struct Log {
    is_verbose: bool,
    is_quiet: bool,
    bar: ProgressBar,
}

impl Log {
    pub(crate) fn new(is_verbose: bool, is_quiet: bool) -> Self {
        Self { is_verbose, is_quiet, bar: ProgressBar::hidden() }
    }

    /// Shows a progress bar if standard error is a terminal. `total` is the number of identifiers, if it is known.
    pub(crate) fn show_bar(&mut self, total: Option<u64>) {
        if self.is_quiet || !stderr().is_terminal() {
            return;
        }
        let bar = match total {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::no_length(),
        };
        let template = match total {
            Some(_) => "[{bar:30}] {human_pos} of {human_len}, {rate}, {eta} left",
            None => "{spinner} {human_pos}, {rate}, {elapsed}",
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let rate = |state: &ProgressState, text: &mut dyn fmt::Write| {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "{:.0} a second", state.per_sec());
        };
        bar.set_style(style.with_key("rate", rate).progress_chars("=> "));
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.enable_steady_tick(Duration::from_millis(500));
        self.bar = bar;
    }

    /// Starts the bar after the identifiers that an earlier run has done.
    pub(crate) fn begin_at(&self, done: u64) {
        self.bar.set_position(done);
        self.bar.reset_eta();
    }

    /// Moves the bar to the number of identifiers that are done.
    pub(crate) fn progress(&self, done: u64) {
        self.bar.set_position(done);
    }

    /// Removes the bar.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// Prints an error.
    pub(crate) fn error(&self, text: impl Display) {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        self.bar.suspend(|| anstream::eprintln!("{style}error:{style:#} {text}"));
    }

    /// Prints a message about the run, unless the log is quiet.
    pub(crate) fn note(&self, text: impl Display) {
        if !self.is_quiet {
            self.bar.suspend(|| anstream::eprintln!("{text}"));
        }
    }

    /// Prints the status, the size, and the duration of an attempt, if the log is verbose.
    pub(crate) fn attempt(
        &self,
        number: u64,
        attempt: u32,
        sent: &Result<Response, SendError>,
        time: Duration,
    ) {
        if !self.is_verbose {
            return;
        }
        let result = match sent {
            Ok(response) => format!("HTTP {}, {} bytes", response.status, response.body.len()),
            Err(error) => error.to_string(),
        };
        let number = number + 1;
        let text = format!("request {number}, attempt {attempt}: {result}, {} ms", time.as_millis());
        self.bar.suspend(|| anstream::eprintln!("{text}"));
    }
}
