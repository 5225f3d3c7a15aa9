//! Logs one line per request on stderr: method, path without query, status, and duration.

use std::time::Instant;

use axum::http::{Method, StatusCode};

/// The log line of one request, which is written when it is dropped. If the client disconnected, the status is `gone`.
pub(crate) struct LogLine {
    method: Method,
    path: String,
    started: Instant,
    outcome: Outcome,
}

enum Outcome {
    Answered(StatusCode),
    Closed,
    Gone,
}

impl LogLine {
    /// Begins a line. It leaves out the query, which may hold an access token.
    pub(crate) fn begin(method: &Method, path: &str) -> Self {
        Self {
            method: method.clone(),
            path: path.to_owned(),
            started: Instant::now(),
            outcome: Outcome::Gone,
        }
    }

    /// Records the status of the answer.
    pub(crate) fn answered(&mut self, status: StatusCode) {
        self.outcome = Outcome::Answered(status);
    }

    /// Records that the connection was closed on purpose.
    pub(crate) fn closed(&mut self) {
        self.outcome = Outcome::Closed;
    }
}

impl Drop for LogLine {
    fn drop(&mut self) {
        let Self { method, path, started, outcome } = self;
        let status = match outcome {
            Outcome::Answered(status) => status.as_str(),
            Outcome::Closed => "closed",
            Outcome::Gone => "gone",
        };
        eprintln!("{method} {path} {status} {:.1}ms", started.elapsed().as_secs_f64() * 1000.0);
    }
}
