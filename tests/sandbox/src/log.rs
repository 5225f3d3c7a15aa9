//! One line per request on stderr: method, path without query, status, duration.

use std::time::Instant;

use axum::http::{Method, StatusCode};

/// The line of one request, written when it is dropped; a request whose client left says `gone`.
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
    /// Begins a line. The query is not taken: it may hold an access token.
    pub(crate) fn begin(method: &Method, path: &str) -> Self {
        Self {
            method: method.clone(),
            path: path.to_owned(),
            started: Instant::now(),
            outcome: Outcome::Gone,
        }
    }

    /// Notes the status of the answer.
    pub(crate) fn answered(&mut self, status: StatusCode) {
        self.outcome = Outcome::Answered(status);
    }

    /// Notes that the connection was closed on purpose.
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
