//! Runs the local services as long as they are needed.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdin, ExitStatus};
use std::thread;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::artifact;
use crate::project::{Project, say};

const PACKAGE: &str = "mingpian-sandbox";

/// A running server. It stops when this is dropped, and also if this process is killed: it watches its standard input.
pub(crate) struct Sandbox {
    child: Child,
    stdin: Option<ChildStdin>,
    origin: String,
}

/// The line that the server prints when it listens.
#[derive(Deserialize)]
struct Listening {
    origin: String,
}

impl Sandbox {
    /// Builds and starts the server.
    pub(crate) fn start(project: &Project, arguments: &[String]) -> Result<Self> {
        say(&format!("cargo build {PACKAGE}"), "the three services, as a local server");
        let program = artifact::binary(project, PACKAGE)?;
        say(&format!("start {PACKAGE}"), "on this machine only; it stops with this tool");
        let mut child = project.program(&program.to_string_lossy()).arg("--stdin").args(arguments).spawn()?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take();
        // From here on, the child is stopped in every case.
        let mut sandbox = Self { child, stdin, origin: String::new() };
        let mut stdout = BufReader::new(stdout.context("a child without standard output")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let listening: Listening = serde_json::from_str(&line).with_context(|| {
            format!("{PACKAGE} did not start: expected a line that says where it listens")
        })?;
        sandbox.origin = listening.origin;
        // Prints its other lines. If the pipe were full, the server would stop.
        thread::spawn(move || stdout.lines().map_while(Result::ok).for_each(|line| eprintln!("{line}")));
        Ok(sandbox)
    }

    /// Returns where it listens, `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Waits until it ends by itself, with its standard input open.
    pub(crate) fn wait(mut self) -> Result<ExitStatus> {
        // `Child::wait` would close the standard input, and the server would stop.
        let stdin = self.stdin.take();
        let status = self.child.wait()?;
        drop(stdin);
        Ok(status)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stdin.take());
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
