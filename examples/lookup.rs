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

#![allow(clippy::disallowed_methods, reason = "a host has the clock and the environment")]

use clap::{Args, Parser, Subcommand};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::{
    Call, DEFAULT_MAX_BODY_BYTES, Endpoint, HttpRequest, HttpResponse, LookupError, Machine, NoAuth, Output,
    Profile, RetryPolicy, SecretString, TransportErrorKind, UnixMillis,
};
use std::io::ErrorKind;
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
        Service::Quanshi { auth, emails, mobiles, login_names } => {
            let question = quanshi::GetUsersByEmailsMobiles { emails, mobiles, login_names };
            let users = ask(question, credentials(auth)?, base_url)?;
            let found =
                users.found.iter().map(|(identifier, account)| (identifier.as_str(), account.profile()));
            print(&users, json, &found.collect::<Vec<_>>());
            for identifier in &users.not_found {
                println!("{identifier}: not found");
            }
            for broken in &users.unreadable {
                println!("{}: cannot be read, because of {:?}", broken.identifier, broken.field);
            }
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

/// Drives one call to its end: the loop that every host has.
fn ask<E: Endpoint>(
    question: E,
    auth: E::Auth,
    base_url: Option<String>,
) -> Result<E::Response, LookupError> {
    let missing = LookupError::invalid("--base-url", "is needed: the vendor publishes none");
    let base_url = base_url.or(question.facts().base_url.map(str::to_owned)).ok_or(missing)?;
    let mut call = Call::new(question, auth, &base_url, RetryPolicy::default())?;
    loop {
        match call.poll_output(now(), random()) {
            Output::Transmit { id, request } => {
                let limit = match call.poll_output(now(), random()) {
                    Output::Wait(limit) => limit,
                    _ => None,
                };
                match send(&request, limit) {
                    Ok(Answer { status, headers, body }) => {
                        let headers: Vec<_> =
                            headers.iter().map(|(name, value)| (&**name, &**value)).collect();
                        let response = HttpResponse { status, headers: &headers, body: &body };
                        call.handle_response(id, now(), &response);
                    }
                    Err(kind) => call.handle_failure(id, kind),
                }
            }
            Output::Authorize { .. } => {
                return Err(LookupError::Internal { detail: "nobody else signs here" });
            }
            Output::Wait(time) => std::thread::sleep(time.unwrap_or(Duration::from_millis(10))),
            Output::Finished => return call.into_result(),
        }
    }
}

/// What came back.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// One exchange: no redirects, no cookies, no body over the limit, no longer than `limit`.
fn send(request: &HttpRequest, limit: Option<Duration>) -> Result<Answer, TransportErrorKind> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(limit)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .build()
        .into();
    let mut post = agent.post(&request.url);
    for header in &request.headers {
        post = post.header(header.name, &header.value);
    }
    let mut response = post.send(&request.body).map_err(|error| kind(&error))?;
    let limit = u64::try_from(DEFAULT_MAX_BODY_BYTES).unwrap_or(u64::MAX);
    let body = response.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| kind(&error))?;
    let text = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let headers = response.headers().iter().map(text).collect();
    Ok(Answer { status: response.status().as_u16(), headers, body })
}

fn kind(error: &ureq::Error) -> TransportErrorKind {
    match error {
        ureq::Error::HostNotFound => TransportErrorKind::Offline,
        ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
        ureq::Error::BodyExceedsLimit(_) => TransportErrorKind::TooLarge,
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => TransportErrorKind::Refused,
        _ => TransportErrorKind::Interrupted,
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
