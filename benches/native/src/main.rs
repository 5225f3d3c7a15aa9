//! Compares the speed of the core with code that uses serde_json and sha1.
//!
//! `cargo xtask bench native` runs it. Its argument is the directory of the data sets. It prints one line of JSON for
//! each pair of contenders.

mod cases;
mod data;
mod ours;
mod peers;
mod rounds;

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::data::DataSet;

fn main() -> Result<()> {
    let directory = std::env::args_os().nth(1).context("expected the directory of the data sets")?;
    let read = |name| DataSet::read(Path::new(&directory), name);
    let (ascii, chinese, one) = (read("600-ascii")?, read("600-chinese")?, read("1-ascii")?);
    for (data, script) in [(&ascii, "ASCII"), (&chinese, "Chinese")] {
        cases::structs(data, script)?;
        cases::index(data, script)?;
        cases::lookup(data, &format!("whole lookup of 600, {script}"))?;
    }
    cases::lookup(&one, "whole lookup of one")?;
    cases::request(&ascii)?;
    cases::check_sum()
}
