//! Runs the local services while they are needed.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdin, ExitStatus};
use std::thread;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::artifact;
use crate::project::{Project, say};

const PACKAGE: &str = "mingpian-sandbox";

/// A running server. It stops when this value is dropped. It also stops when this process is killed, because it watches
/// its standard input.
pub(crate) struct Sandbox {
    child: Child,
    stdin: Option<ChildStdin>,
    origin: String,
}

/// The line that the server prints when it starts to listen.
#[derive(Deserialize)]
struct Listening {
    origin: String,
}

impl Sandbox {
    /// Builds and starts the server.
    pub(crate) fn start(project: &Project, arguments: &[String]) -> Result<Self> {
        say(&format!("cargo build {PACKAGE}"), "to build the local services");
        let program = artifact::binary(project, PACKAGE)?;
        say(&format!("start {PACKAGE}"), "they run on this machine only, and stop with this tool");
        let mut child = project.program(&program.to_string_lossy()).arg("--stdin").args(arguments).spawn()?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take();
        // From here on, the child process is always stopped, even after an error.
        let mut sandbox = Self { child, stdin, origin: String::new() };
        let mut stdout = BufReader::new(stdout.context("the process has no standard output")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let listening: Listening = serde_json::from_str(&line)
            .with_context(|| format!("{PACKAGE} did not start: expected a line with its addresses"))?;
        sandbox.origin = listening.origin;
        // Prints the other lines of the server. It would block if the pipe were full.
        thread::spawn(move || stdout.lines().map_while(Result::ok).for_each(|line| eprintln!("{line}")));
        Ok(sandbox)
    }

    /// Returns the origin of the server, `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Waits until the server exits by itself, and keeps its standard input open.
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
        // The server may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
