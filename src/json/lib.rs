//! JSON, as Mingpian reads and writes it.
//!
//! [`scan`] reads a body once. It checks that the body is JSON and writes an [`Index`]: where the values of a
//! [`Shape`] stand. Values are then read through the index, in Rust with a [`Cursor`], in other languages from the
//! words of the index. The [`index`] module documents the words.
//!
//! [`writer`] appends JSON to a string.

#![forbid(unsafe_code)]
#![warn(
    clippy::as_conversions,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::wildcard_imports
)]
#![cfg_attr(
    test,
    allow(
        clippy::as_conversions,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used
    )
)]

mod cursor;
mod escape;
pub mod hash;
pub mod index;
mod key;
mod keys;
mod lexer;
mod reader;
mod repair;
mod shape;
mod value;
mod words;
pub mod writer;

pub use cursor::Cursor;
pub use index::Index;
pub use keys::{Matches, REPEATED, dedupe};
pub use lexer::JsonError;
pub use reader::{MAX_DEPTH, scan, scan_str};
pub use repair::repair;
pub use shape::{Column, Kind, Mode, Reading, Shape, Unit};
pub use words::{HEADER, INT_BIAS, NO_ROW, NOTHING};
