//! Stops the run on Ctrl-C or after a failure.

use std::process;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The exit code that shells use for a program that Ctrl-C ended.
pub(crate) const INTERRUPTED: u8 = 130;

/// Stores whether a stop was requested, and wakes the threads that wait.
#[derive(Clone, Default)]
pub(crate) struct Stop(Arc<(Mutex<State>, Condvar)>);

#[derive(Clone, Copy, Default)]
struct State {
    is_requested: bool,
    is_interrupted: bool,
}

impl Stop {
    /// Returns a stop that Ctrl-C, SIGTERM, and SIGHUP request. A second signal ends the program immediately.
    pub(crate) fn on_signals() -> Result<Self, ctrlc::Error> {
        let stop = Self::default();
        let handled = stop.clone();
        ctrlc::set_handler(move || {
            if handled.lock().is_interrupted {
                process::exit(i32::from(INTERRUPTED));
            }
            handled.lock().is_interrupted = true;
            handled.request();
        })?;
        Ok(stop)
    }

    /// Requests the stop. Nothing more is sent, and requests in flight are completed.
    pub(crate) fn request(&self) {
        self.lock().is_requested = true;
        self.0.1.notify_all();
    }

    /// Returns whether the stop was requested.
    pub(crate) fn is_requested(&self) -> bool {
        self.lock().is_requested
    }

    /// Waits for a duration, or until the stop is requested.
    pub(crate) fn sleep(&self, time: Duration) {
        drop(self.0.1.wait_timeout_while(self.lock(), time, |state| !state.is_requested));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
