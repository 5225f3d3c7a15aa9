//! A lookup from a terminal.
//!
//! ```text
//! cargo run --package mingpian-sandbox          # starts the local services and prints their base URLs
//! cargo run --example lookup -- quanshi --base-url http://127.0.0.1:PORT/quanshi \
//!     --token 00112233445566778899aabbccddeeff --email person1@example.com
//! ```
//!
//! Without `--base-url` it asks the vendor's own service, if the vendor publishes its URL. Credentials can also come from
//! the environment, where other users of the machine do not see them; see `--help`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a host has the clock, the files, and the environment"
)]

mod drive;
mod print;
mod transport;

use clap::{Args, Parser, Subcommand};
use drive::drive;
use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles};
use mingpian::providers::{dmtz, mysoft};
use mingpian::{Lookup, LookupError, NoCredentials, Operation, Options};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::iter::Empty;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Asks an account service who a user is.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    service: Service,
    /// Where the service is, such as http://127.0.0.1:PORT/quanshi
    #[arg(long, global = true)]
    base_url: Option<String>,
    /// Print the whole records as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Service {
    /// A WeChat code becomes a user
    Dmtz {
        /// The code, which is good once
        #[arg(long)]
        code: String,
    },
    /// An access token and a device become an employee
    Mysoft {
        #[arg(long, env = "MYSOFT_ACCESS_TOKEN", hide_env_values = true)]
        access_token: String,
        #[arg(long)]
        tenant_code: Option<String>,
        #[arg(long)]
        wzs_user_id: Option<String>,
        #[arg(long)]
        device_id: Option<String>,
        /// 1 is iOS, 2 is Android
        #[arg(long)]
        platform: Option<i64>,
    },
    /// Emails, mobile numbers, and login names become accounts
    Quanshi {
        #[command(flatten)]
        auth: QuanshiAuth,
        #[arg(long = "email")]
        emails: Vec<String>,
        #[arg(long = "mobile")]
        mobiles: Vec<String>,
        #[arg(long = "login-name")]
        login_names: Vec<String>,
        /// Read emails from a file (`-` is standard input), one a line, any number
        #[arg(long, conflicts_with_all = ["emails", "mobiles", "login_names", "json"])]
        emails_from: Option<PathBuf>,
        /// How often a request is sent, the first attempt included, if emails come from a file
        #[arg(long, default_value_t = 3)]
        attempts: u32,
    },
}

#[derive(Args)]
struct QuanshiAuth {
    #[arg(long, env = "QUANSHI_TOKEN", hide_env_values = true, conflicts_with_all = ["app_id", "secret_key"])]
    token: Option<String>,
    #[arg(long, env = "QUANSHI_APP_ID", requires = "secret_key")]
    app_id: Option<String>,
    #[arg(long, env = "QUANSHI_SECRET_KEY", hide_env_values = true, requires = "app_id")]
    secret_key: Option<String>,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", error.code());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), LookupError> {
    let Arguments { service, base_url, json } = arguments;
    let options = Options { base_url, ..Options::default() };
    match service {
        Service::Dmtz { code } => {
            for user in ask(dmtz::GetUserInfo { code }, NoCredentials, options)? {
                print::user(&user, &user.profile(), json);
            }
        }
        Service::Mysoft { access_token, tenant_code, wzs_user_id, device_id, platform } => {
            let question =
                mysoft::GetUserInfo { tenant_code, wzs_user_id, device_id, platform, ..Default::default() };
            let credentials = mysoft::Credentials::AccessToken { access_token: access_token.into() };
            for user in ask(question, credentials, options)? {
                print::user(&user, &user.profile(), json);
            }
        }
        Service::Quanshi { auth, emails_from: Some(file), attempts, .. } => {
            let options = Options { max_attempts: attempts.into(), ..options };
            ask_about_lines(&file, credentials(auth), options)?;
        }
        Service::Quanshi { auth, emails, mobiles, login_names, emails_from: None, .. } => {
            let question = GetUsersByEmailsMobiles { emails, mobiles, login_names };
            let answers = ask(question, credentials(auth), options)?.into_iter();
            if let Some(answers) = answers.reduce(|mut answers, more| {
                answers.merge(more);
                answers
            }) {
                print::accounts(&answers, json);
            }
        }
    }
    Ok(())
}

fn credentials(auth: QuanshiAuth) -> Credentials {
    match auth.token {
        Some(token) => Credentials::token(token),
        None => Credentials::check_sum(auth.app_id.unwrap_or_default(), auth.secret_key.unwrap_or_default()),
    }
}

/// Asks a whole question. Returns its answers: one, or one for each request that lists take.
fn ask<O: Operation>(
    question: O,
    credentials: O::Credentials,
    options: Options,
) -> Result<Vec<O::Answer>, LookupError> {
    let time = attempt_time(&options);
    let mut lookup = Lookup::new(question, credentials, options)?;
    let mut answers = Vec::new();
    drive(&mut lookup, time, &mut [] as &mut [Empty<String>], |answer| {
        answers.push(answer.read::<O>()?);
        Ok(())
    })?;
    Ok(answers)
}

/// Asks about the emails in the lines of a file, and prints pages as they come. The count goes to standard error.
fn ask_about_lines(file: &Path, credentials: Credentials, options: Options) -> Result<(), LookupError> {
    let input: Box<dyn Read> = match file.to_str() {
        Some("-") => Box::new(std::io::stdin()),
        _ => {
            Box::new(File::open(file).map_err(|_| LookupError::invalid("--emails-from", "cannot be opened"))?)
        }
    };
    let lines = BufReader::new(input).lines();
    let lines = lines.map_while(|line| line.map_err(|error| eprintln!("--emails-from: {error}")).ok());
    let lines = lines.filter(|line| !line.is_empty());
    let time = attempt_time(&options);
    let mut lookup = Lookup::pages::<GetUsersByEmailsMobiles>(credentials, options)?;
    let mut failed = 0;
    // Emails are the first list. The others stay empty.
    let result = drive(&mut lookup, time, &mut [lines], |answer| {
        if let Err(error) = answer.raw() {
            for identifier in answer.asked().iter().flatten() {
                println!("{identifier}: {error}");
                failed += 1;
            }
            return Ok(());
        }
        print::accounts(&answer.read::<GetUsersByEmailsMobiles>()?, false);
        Ok(())
    });
    let progress = lookup.progress();
    eprintln!("{} of {} answered", progress.done.saturating_sub(failed), progress.total);
    result
}

fn attempt_time(options: &Options) -> Duration {
    Duration::from_millis(options.attempt_timeout_ms.unsigned_abs())
}
