//! Reads and writes JSON.
//!
//! [`scan`] reads a body once. It checks that the body is JSON and returns an [`Index`], which records the positions of
//! the values that a [`Shape`] names. Rust then reads the values through the index with a [`Cursor`]. Other languages
//! read the words of the index themselves. The [`index`] module documents the words.
//!
//! ```
//! use mingpian_json::{Column, Cursor, Kind, Mode, Reading, Shape, Unit, scan_str};
//!
//! static PERSON: Shape = Shape {
//!     columns: &[Column { key: "name", kind: Kind::Text, required: true, secret: false, alias: false }],
//! };
//! let reading = Reading { unit: Unit::Bytes, secrets: false, mode: Mode::Lenient };
//! let body = r#"{"id":7,"name":"安然"}"#;
//! let index = scan_str(body, &PERSON, reading).unwrap();
//! let mut fields = Cursor::root(&index, body).fields();
//! assert_eq!(fields.next(1).unwrap().text(), "安然");
//! ```
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
