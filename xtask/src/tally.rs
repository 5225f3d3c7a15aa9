//! Counts tests in the output of test runners: `cargo test`, `node --test`, Maven's Surefire, and Swift's runner.

use std::ops::AddAssign;

use anyhow::{Result, ensure};

use crate::process::Run;
use crate::project::is_ci;

/// The numbers of tests by result.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
    /// Tests that did not run because they were ignored, skipped, canceled, or marked as to do.
    pub(crate) skipped: u64,
}

impl Tally {
    /// Reads a line of a runner's output.
    fn read(&mut self, line: &str) {
        if let Some(summary) = line.trim_start().strip_prefix("test result: ") {
            self.read_cargo(summary);
        } else if let Some(summary) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            self.read_node(summary);
        } else if let Some((_, summary)) = line.split_once("] Tests run: ") {
            self.read_surefire(summary);
        } else {
            self.read_swift(line);
        }
    }

    /// Reads Surefire's summary of a module, `12, Failures: 0, Errors: 0, Skipped: 1`. The summary of a class, which
    /// also has the time that it took, is ignored.
    fn read_surefire(&mut self, summary: &str) {
        let mut counts = summary.split(", ").map(|part| part.rsplit(' ').next()?.parse::<u64>().ok());
        let (Some(Some(run)), Some(Some(failures)), Some(Some(errors)), Some(Some(skipped)), None) =
            (counts.next(), counts.next(), counts.next(), counts.next(), counts.next())
        else {
            return;
        };
        self.failed += failures + errors;
        self.skipped += skipped;
        self.passed += run.saturating_sub(failures + errors + skipped);
    }

    /// Reads `ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s`.
    fn read_cargo(&mut self, summary: &str) {
        let counts = summary.split_once(". ").map_or("", |(_, counts)| counts);
        for part in counts.split("; ") {
            let Some((number, what)) = part.split_once(' ') else { continue };
            self.add(what, number);
        }
    }

    /// Reads `pass 12`, from the comments in TAP or from the last lines of the spec reporter.
    fn read_node(&mut self, summary: &str) {
        if let Some((what, number)) = summary.split_once(' ') {
            self.add(what, number);
        }
    }

    /// Reads `✔ Test "reads a user" passed after 0.02 seconds.` or, for a test with arguments,
    /// `✔ Test "requests" with 3 test cases passed after 1.5 seconds.`. The similar lines for suites and for the whole
    /// run are ignored.
    fn read_swift(&mut self, line: &str) {
        // The first character is a symbol, which differs between systems.
        let Some((_, test)) = line.split_once(' ') else { return };
        let Some(test) = test.trim_start().strip_prefix("Test ") else { return };
        if test.starts_with("run ") || test.starts_with("case ") {
            return;
        }
        if test.contains(" passed after ") {
            self.passed += 1;
        } else if test.contains(" failed after ") {
            self.failed += 1;
        } else if test.contains(" skipped") {
            self.skipped += 1;
        }
    }

    fn add(&mut self, what: &str, number: &str) {
        let Ok(number) = number.parse::<u64>() else { return };
        match what {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" => self.failed += number,
            "ignored" | "filtered out" | "skipped" | "cancelled" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Runs tests, shows their output, and counts them. A run without any tests is an error.
pub(crate) fn count(run: Run<'_>) -> Result<Tally> {
    let mut tally = Tally::default();
    let ended = run.lines(|line| {
        println!("{line}");
        tally.read(line);
    });
    ensure!(tally.failed == 0, "{} of {} tests failed", tally.failed, tally.failed + tally.passed);
    ended?;
    ensure!(tally.passed > 0, "no test ran, or the output of the test runner could not be parsed");
    ensure!(!is_ci() || tally.skipped == 0, "{} tests were skipped, which CI does not allow", tally.skipped);
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &str) -> Tally {
        let mut tally = Tally::default();
        lines.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn cargo_test() {
        let lines = "running 3 tests\n\
            test scan::tests::empty ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\
            test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 3 filtered out; finished in 1.00s\n";
        assert_eq!(tally(lines), Tally { passed: 16, failed: 2, skipped: 4 });
    }

    #[test]
    fn node_test_to_a_pipe() {
        let lines = "TAP version 13\nok 1 - reads a user\n1..1\n# tests 9\n# suites 2\n# pass 6\n# fail 1\n\
            # cancelled 0\n# skipped 1\n# todo 1\n# duration_ms 51.9\n";
        assert_eq!(tally(lines), Tally { passed: 6, failed: 1, skipped: 2 });
    }

    #[test]
    fn node_test_to_a_terminal() {
        let lines =
            "✔ reads a user (1.2ms)\nℹ tests 2\nℹ suites 0\nℹ pass 2\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\n";
        assert_eq!(tally(lines), Tally { passed: 2, failed: 0, skipped: 0 });
    }

    #[test]
    fn surefire() {
        let lines = "[INFO] Running mingpian.VectorsTest\n\
            [INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 3.8 s -- in mingpian.VectorsTest\n\
            [INFO] Results:\n[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0\n\
            [ERROR] Tests run: 9, Failures: 1, Errors: 2, Skipped: 3\n";
        assert_eq!(tally(lines), Tally { passed: 10, failed: 3, skipped: 3 });
    }

    #[test]
    fn swift_test() {
        let lines = "◇ Test \"requests\" started.\n◇ Passing 1 argument service → \"dmtz\" to \"requests\"\n\
            ✔ Test \"requests\" passed after 0.487 seconds.\n✔ Test \"status\" with 3 test cases passed after 0.2 seconds.\n\
            ✘ Test \"dies\" recorded an issue at HTTPTests.swift:1:2: Expectation failed\n\
            ✘ Test \"dies\" failed after 0.1 seconds with 1 issue.\n\
            ➜ Test \"timeout\" skipped: \"needs MINGPIAN_ORIGIN\"\n\
            ✔ Suite \"vectors\" passed after 3.105 seconds.\n✘ Test run with 4 tests failed after 3.105 seconds.\n";
        assert_eq!(tally(lines), Tally { passed: 2, failed: 1, skipped: 1 });
    }

    #[test]
    fn other_lines_do_not_count() {
        assert_eq!(
            tally("12 passed\n# passed the gate 3\nℹ pass the salt\n    # pass 3\n"),
            Tally::default()
        );
    }
}
