//! A lock that a panicking request cannot spoil for the others.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks `mutex`; what it holds stays usable after a panic elsewhere.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
