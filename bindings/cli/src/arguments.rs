//! Defines the arguments of the program.

use crate::exit::Exit;
use crate::render::Format;
use crate::services::dmtz::DmtzArgs;
use crate::services::mysoft::MysoftArgs;
use crate::services::quanshi::QuanshiArgs;
use crate::sink::Existing;
use clap::{Args, Parser, Subcommand, value_parser};
use clap_complete::Shell;
use mingpian::Options;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  # One person
  MINGPIAN_TOKEN=... mingpian quanshi --email ann@example.com

  # A file with one email address on each line, written to a spreadsheet
  mingpian quanshi --token-file token.txt --emails-from people.txt --output people.csv

  # Continue after Ctrl-C, a crash, or a power failure
  mingpian quanshi --token-file token.txt --emails-from people.txt --output people.csv --resume

  # In a pipe between other programs
  cut -d, -f3 staff.csv | mingpian quanshi --emails-from - --format jsonl | jq .record.profile

Run `mingpian SERVICE --help` for the options of a service.";

const RUN: &str = "\
Identifiers:
  A file has one identifier on each line, in UTF-8. Blank lines, white space around identifiers,
  a byte order mark, and Windows line ends are ignored. An identifier that occurs several times
  is requested once.

Output:
  Each identifier has a line, in the order of the input. The result is `found`, `not_found`,
  `rejected`, `unreadable` (a record that cannot be read), or `failed`. A record under a key that
  was not requested has the result `unasked`.

Interrupted runs:
  With --output, a journal next to the file (FILE.journal) records what is done. After Ctrl-C, a
  crash, or a power failure, run the same command with --resume to continue. No identifier is
  lost. An identifier is requested again only if its request was in flight, or if its answer was
  not on the disk yet. A single-use code is never sent twice. If its request was in flight, it is
  reported as `failed`. The journal contains answers. It is removed when the run is complete.

Credentials:
  Credentials are read from files or from the environment, never from arguments, which every user
  of the machine can see. If the service refuses the token from a file, the file is read again,
  and the request is sent once more with the new token.";

/// Looks people up at three Chinese account services: dmtz (微信授权), Mysoft Yunzhushou (明源云助手), and Quanshi (全时).
#[derive(Parser)]
#[command(name = "mingpian", version, max_term_width = 100)]
#[command(after_help = help(&[EXAMPLES]), arg_required_else_help = true, subcommand_value_name = "SERVICE")]
#[command(subcommand_help_heading = "Services")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Look up the user behind a WeChat code
    ///
    /// The vendor documents no credentials. A code can be used only once, so a request that may have used it up is
    /// never sent again.
    #[command(after_help = help(&["Examples:\n  mingpian dmtz --code 0a1b2c", Exit::HELP]))]
    #[command(after_long_help = help(&["Examples:\n  mingpian dmtz --code 0a1b2c", RUN, Exit::HELP]))]
    Dmtz {
        #[command(flatten)]
        service: DmtzArgs,
        #[command(flatten)]
        run: RunArgs,
    },
    /// Look up the employee behind an access token, or employees by their IDs
    #[command(after_help = help(&[MYSOFT, Exit::HELP]), after_long_help = help(&[MYSOFT, RUN, Exit::HELP]))]
    Mysoft {
        #[command(flatten)]
        service: MysoftArgs,
        #[command(flatten)]
        run: RunArgs,
    },
    /// Look up accounts by email addresses, mobile numbers, and login names
    #[command(after_help = help(&[QUANSHI, Exit::HELP]), after_long_help = help(&[QUANSHI, RUN, Exit::HELP]))]
    Quanshi {
        #[command(flatten)]
        service: QuanshiArgs,
        #[command(flatten)]
        run: RunArgs,
    },
    /// Print a script that completes arguments in a shell
    #[command(after_help = "Examples:\n  \
        mingpian completions bash > ~/.local/share/bash-completion/completions/mingpian\n  \
        mingpian completions zsh > ~/.zfunc/_mingpian\n  \
        mingpian completions fish > ~/.config/fish/completions/mingpian.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

const MYSOFT: &str = "\
Examples:
  MINGPIAN_TOKEN=... mingpian mysoft --base-url https://mysoft.example.com
  mingpian mysoft --base-url https://mysoft.example.com --token-file token.txt \\
      --wzs-user-ids-from ids.txt --output employees.csv";

const QUANSHI: &str = "\
Examples:
  MINGPIAN_TOKEN=... mingpian quanshi --email ann@example.com --mobile 10000000001
  mingpian quanshi --app-id my-app --secret-key-file key.txt --emails-from people.txt \\
      --output people.csv";

fn help(parts: &[&str]) -> String {
    parts.join("\n\n")
}

/// The options of a run.
#[derive(Args)]
pub(crate) struct RunArgs {
    /// The format of the result. Defaults to the format that the extension of the output file implies (.csv, .jsonl),
    /// or to a table
    #[arg(short, long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Resume the interrupted run that wrote the output file, or begin a new run if there is none
    #[arg(long, requires = "output", conflicts_with = "overwrite", help_heading = "Output")]
    resume: bool,
    /// Replace the output file if it exists
    #[arg(long, requires = "output", help_heading = "Output")]
    overwrite: bool,
    /// Print the status, the size, and the duration of each attempt to standard error
    #[arg(short, long, help_heading = "Output")]
    pub(crate) verbose: bool,
    /// Print no progress and no summary
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub(crate) quiet: bool,
    /// The URL of the service. Defaults to the one that the vendor publishes, if there is one
    #[arg(long, value_name = "URL", env = "MINGPIAN_BASE_URL", help_heading = "Requests")]
    pub(crate) base_url: Option<String>,
    /// The maximum number of attempts for a request, including the first
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = 3,
        value_parser = value_parser!(u32).range(1..),
        help_heading = "Requests"
    )]
    attempts: u32,
    /// The time limit for one attempt
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 30,
        value_parser = value_parser!(u32).range(1..),
        help_heading = "Requests"
    )]
    attempt_timeout: u32,
    /// The time limit for a request, including all attempts and pauses
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 60,
        value_parser = value_parser!(u32).range(1..),
        help_heading = "Requests"
    )]
    timeout: u32,
    /// The maximum number of requests in flight at a time
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = 4,
        value_parser = value_parser!(u16).range(1..=64),
        help_heading = "Requests"
    )]
    pub(crate) in_flight: u16,
    /// Continue after a request that failed, and report its identifiers as `failed`. Refused credentials still end the
    /// run
    #[arg(long, help_heading = "Requests")]
    pub(crate) keep_going: bool,
}

impl RunArgs {
    /// Returns the format of the output.
    pub(crate) fn format(&self) -> Format {
        let by_name = || self.output.as_deref().and_then(Format::of_file);
        self.format.or_else(by_name).unwrap_or(Format::Table)
    }

    /// Returns what to do if the output file exists.
    pub(crate) fn existing(&self) -> Existing {
        match (self.resume, self.overwrite) {
            (true, _) => Existing::Resume,
            (_, true) => Existing::Overwrite,
            _ => Existing::Refuse,
        }
    }

    /// Returns the options of the lookups.
    pub(crate) fn options(&self) -> Options {
        Options {
            base_url: self.base_url.clone(),
            max_attempts: self.attempts.into(),
            attempt_timeout_ms: i64::from(self.attempt_timeout) * 1000,
            timeout_ms: i64::from(self.timeout) * 1000,
            ..Options::default()
        }
    }
}
