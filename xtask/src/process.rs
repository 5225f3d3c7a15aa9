//! Runs other programs. Commands can be printed, and errors name the program that failed.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, ensure};

/// A program with its arguments, before it is started.
pub(crate) struct Run<'a> {
    /// The root of the project.
    root: &'a Path,
    verbose: bool,
    command: Command,
    name: String,
}

impl<'a> Run<'a> {
    /// Creates a command for a program, by name or path. A name is looked up as a shell does, so that Windows finds
    /// `npm.cmd`.
    pub(crate) fn new(root: &'a Path, verbose: bool, program: &str) -> Self {
        let path = which::which(program).unwrap_or_else(|_| program.into());
        let mut command = Command::new(path);
        command.current_dir(root);
        let name = Path::new(program).file_stem().map_or(program.into(), OsStr::to_string_lossy).into_owned();
        Self { root, verbose, command, name }
    }

    /// Adds one argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Adds arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the working directory, as a path inside the project.
    pub(crate) fn within(mut self, directory: &str) -> Self {
        self.command.current_dir(self.root.join(directory));
        self
    }

    /// Runs the program. Its output goes to the terminal.
    pub(crate) fn run(mut self) -> Result<()> {
        self.announce();
        let status = self.command.status().with_context(|| format!("cannot start {}", self.name))?;
        self.check(status)
    }

    /// Runs the program without showing its output, and returns whether it succeeded.
    pub(crate) fn succeeds(mut self) -> bool {
        self.announce();
        let quiet = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    /// Runs the program and returns its standard output.
    pub(crate) fn output(mut self) -> Result<Vec<u8>> {
        self.announce();
        self.command.stderr(Stdio::inherit());
        let output = self.command.output().with_context(|| format!("cannot start {}", self.name))?;
        self.check(output.status)?;
        Ok(output.stdout)
    }

    /// Runs the program and returns its standard output as text, without leading and trailing white space.
    pub(crate) fn text(self) -> Result<String> {
        let name = self.name.clone();
        let text = String::from_utf8(self.output()?)
            .with_context(|| format!("the output of {name} is not UTF-8"))?;
        Ok(text.trim().to_owned())
    }

    /// Runs the program and returns its standard output and standard error as text.
    pub(crate) fn all_text(mut self) -> Result<String> {
        self.announce();
        let output = self.command.output().with_context(|| format!("cannot start {}", self.name))?;
        self.check(output.status)?;
        Ok([output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat())
    }

    /// Runs the program, and passes on every line of its standard output as soon as it is written.
    pub(crate) fn lines(mut self, mut take: impl FnMut(&str)) -> Result<()> {
        self.announce();
        self.command.stdout(Stdio::piped());
        let mut child = self.command.spawn().with_context(|| format!("cannot start {}", self.name))?;
        let stdout = child.stdout.take().context("the process has no standard output")?;
        let mut stdout = BufReader::new(stdout);
        let mut line = Vec::new();
        while stdout.read_until(b'\n', &mut line)? > 0 {
            take(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']));
            line.clear();
        }
        let status = child.wait()?;
        self.check(status)
    }

    /// Starts the program and leaves it running, with pipes for its standard input and output.
    pub(crate) fn spawn(mut self) -> Result<Child> {
        self.announce();
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped());
        self.command.spawn().with_context(|| format!("cannot start {}", self.name))
    }

    fn announce(&self) {
        if self.verbose {
            println!("  $ {}", self.shown());
        }
    }

    fn check(&self, status: ExitStatus) -> Result<()> {
        ensure!(status.success(), "command failed ({status}): {}", self.shown());
        Ok(())
    }

    /// Returns the command line as it can be typed in the root of the project.
    fn shown(&self) -> String {
        let directory = self.command.get_current_dir().and_then(|path| path.strip_prefix(self.root).ok());
        let directory = directory.filter(|path| !path.as_os_str().is_empty());
        let mut words: Vec<String> =
            directory.iter().map(|path| format!("cd {} &&", quoted(path.as_os_str()))).collect();
        for (name, value) in self.command.get_envs() {
            if let Some(value) = value {
                words.push(format!("{}={}", name.to_string_lossy(), quoted(value)));
            }
        }
        words.push(self.name.clone());
        words.extend(self.command.get_args().map(quoted));
        words.join(" ")
    }
}

/// Returns an argument, in quotes if a shell would split it.
fn quoted(argument: &OsStr) -> String {
    let text = argument.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@,+%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.into_owned();
    }
    if text.contains(char::is_control) {
        let escaped = text.chars().map(|c| match c {
            '\'' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\x{:02x}", u32::from(c)),
            c => c.to_string(),
        });
        return format!("$'{}'", escaped.collect::<String>());
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_quoted_where_a_shell_needs_it() {
        assert_eq!(quoted(OsStr::new("--port=0")), "--port=0");
        assert_eq!(quoted(OsStr::new("")), "''");
        assert_eq!(quoted(OsStr::new("two words")), "'two words'");
        assert_eq!(quoted(OsStr::new("it's")), r"'it'\''s'");
        assert_eq!(quoted(OsStr::new("two\nlines")), r"$'two\x0alines'");
    }
}
