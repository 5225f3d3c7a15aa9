//! A lookup from a terminal.
//!
//! ```text
//! cargo run --package mingpian-sandbox          # the local services; prints their base URLs
//! cargo run --example lookup -- quanshi --base-url http://127.0.0.1:PORT/quanshi \
//!     --token 00112233445566778899aabbccddeeff --email person1@example.com
//! ```
//!
//! Without `--base-url` it asks the vendor's own service, where the vendor publishes one. Credentials can
//! also come from the environment, where other users of the machine do not see them; see `--help`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a host has the clock, the files and the environment"
)]

mod batch;
mod send;

use clap::{Args, Parser, Subcommand};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::{
    Call, Endpoint, Facts, LookupError, Machine, NoAuth, Output, Profile, RetryPolicy, SecretString,
    UnixMillis,
};
use send::{hand, send};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Asks an account service who a user is.
#[derive(Parser)]
struct Options {
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
        /// The code: good once
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
        /// 1 iOS, 2 Android
        #[arg(long)]
        platform: Option<i64>,
    },
    /// Emails, mobiles and login names become accounts
    Quanshi {
        #[command(flatten)]
        auth: QuanshiAuth,
        #[arg(long = "email")]
        emails: Vec<String>,
        #[arg(long = "mobile")]
        mobiles: Vec<String>,
        #[arg(long = "login-name")]
        login_names: Vec<String>,
        /// Emails from a file (`-`: standard input), a line each: as many as there are
        #[arg(long, conflicts_with_all = ["emails", "mobiles", "login_names", "json"])]
        emails_from: Option<PathBuf>,
        /// How often a request is tried in all, where emails come from a file
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
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", error.code());
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<(), LookupError> {
    let Options { service, base_url, json } = options;
    match service {
        Service::Dmtz { code } => {
            let user = ask(dmtz::GetUserInfo { code }, NoAuth, base_url)?;
            print(&user, json, &[("", user.profile())]);
        }
        Service::Mysoft { access_token, tenant_code, wzs_user_id, device_id, platform } => {
            let question =
                mysoft::GetUserInfo { tenant_code, wzs_user_id, device_id, platform, ..Default::default() };
            let token = mysoft::AccessToken::new(SecretString::from(access_token))?;
            let user = ask(question, token, base_url)?;
            print(&user, json, &[("", user.profile())]);
        }
        Service::Quanshi { auth, emails_from: Some(file), attempts, .. } => {
            let input: Box<dyn Read> = match file.to_str() {
                Some("-") => Box::new(std::io::stdin()),
                _ => Box::new(
                    File::open(&file)
                        .map_err(|_| LookupError::invalid("--emails-from", "cannot be opened"))?,
                ),
            };
            let lines = BufReader::new(input).lines().map_while(Result::ok);
            let retry = RetryPolicy { max_attempts: attempts, ..RetryPolicy::default() };
            batch::run(credentials(auth)?, base_url, retry, lines.filter(|line| !line.is_empty()))?;
        }
        Service::Quanshi { auth, emails, mobiles, login_names, emails_from: None, .. } => {
            let question = quanshi::GetUsersByEmailsMobiles { emails, mobiles, login_names };
            let users = ask(question, credentials(auth)?, base_url)?;
            let found =
                users.found.iter().map(|(identifier, account)| (identifier.as_str(), account.profile()));
            print(&users, json, &found.collect::<Vec<_>>());
            print_others(&users);
        }
    }
    Ok(())
}

fn credentials(auth: QuanshiAuth) -> Result<quanshi::Credentials, LookupError> {
    if let Some(token) = auth.token {
        return Ok(quanshi::Credentials::Token(quanshi::Token::in_header(SecretString::from(token))?));
    }
    let (app_id, secret_key) = (auth.app_id.unwrap_or_default(), auth.secret_key.unwrap_or_default());
    let sign = quanshi::CheckSum::new(app_id, SecretString::from(secret_key), quanshi::IdHeader::AppId)?;
    Ok(quanshi::Credentials::CheckSum(sign))
}

/// Where the service is: as told, or the vendor's own.
fn service(base_url: Option<String>, facts: &Facts) -> Result<String, LookupError> {
    let missing = LookupError::invalid("--base-url", "is needed: the vendor publishes none");
    base_url.or(facts.base_url.map(str::to_owned)).ok_or(missing)
}

/// Drives one call to its end: the loop that every host has.
fn ask<E: Endpoint>(
    question: E,
    auth: E::Auth,
    base_url: Option<String>,
) -> Result<E::Response, LookupError> {
    let base_url = service(base_url, question.facts())?;
    let mut call = Call::new(question, auth, &base_url, RetryPolicy::default())?;
    loop {
        match call.poll_output(now(), random()) {
            Output::Transmit { id, request } => {
                let limit = match call.poll_output(now(), random()) {
                    Output::Wait(limit) => limit,
                    _ => None,
                };
                hand(&mut call, id, send(&request, limit));
            }
            Output::Authorize { .. } => {
                return Err(LookupError::Internal { detail: "nobody else signs here" });
            }
            Output::Wait(time) => std::thread::sleep(time.unwrap_or(Duration::from_millis(10))),
            Output::Finished => return call.into_result(),
        }
    }
}

fn print(records: &impl serde::Serialize, json: bool, people: &[(&str, Profile)]) {
    if json {
        match serde_json::to_string_pretty(records) {
            Ok(text) => println!("{text}"),
            Err(error) => eprintln!("{error}"),
        }
        return;
    }
    for (identifier, profile) in people {
        let said =
            [&profile.display_name, &profile.organization, &profile.phone, &profile.email, &profile.tenant];
        let said: Vec<_> = said.into_iter().flatten().map(String::as_str).collect();
        let prefix = if identifier.is_empty() { String::new() } else { format!("{identifier}: ") };
        println!("{prefix}{} ({})", said.join(", "), profile.id);
    }
}

fn print_others(users: &quanshi::Users) {
    for identifier in &users.not_found {
        println!("{identifier}: not found");
    }
    for broken in &users.unreadable {
        println!("{}: cannot be read, because of {:?}", broken.identifier, broken.field);
    }
}

fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Random bytes of the operating system.
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives no random bytes");
    bytes
}
