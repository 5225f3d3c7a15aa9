//! Starts the local services and prints on stdout where they listen.

use std::env;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use clap::Parser;
use mingpian_sandbox::{AppCredentials, Config, Faults, Sandbox, Upstream};
use tokio::sync::oneshot;

/// Runs the three account services of Mingpian as one local HTTP server. All people in it are invented.
#[derive(Parser)]
#[command(version)]
struct Flags {
    /// Port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Loopback address to listen on
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Folder to serve at `/`, such as a built page
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
    /// Forward the requests of a service to the real one. For quanshi, the app's server then signs with
    /// QUANSHI_APP_ID and QUANSHI_SECRET_KEY from the environment
    #[arg(long = "upstream", value_name = "NAME=URL")]
    upstreams: Vec<Upstream>,
    /// Apply these faults to every request, as `/fault/SPEC/…` does for one base URL
    #[arg(long, value_name = "SPEC", default_value_t, hide_default_value = true)]
    fault: Faults,
    /// Stop when standard input closes
    #[arg(long)]
    stdin: bool,
    /// Write one line per request to stderr: method, path, status, and duration
    #[arg(long)]
    verbose: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match start(Flags::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mingpian-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn start(flags: Flags) -> io::Result<()> {
    let Flags { port, host, page, upstreams, fault, stdin, verbose } = flags;
    let is_real = upstreams.iter().any(|upstream| upstream.service().name() == "quanshi");
    let app = if is_real { app_credentials()? } else { None };
    let sandbox = Sandbox::bind(Config { host, port, page, upstreams, app, fault, verbose }).await?;
    // A process that reads the announcement may send a signal at once.
    let terminated = terminated()?;
    let mut announcement = serde_json::to_string(&sandbox.addresses())?;
    announcement.push('\n');
    let mut stdout = io::stdout();
    stdout.write_all(announcement.as_bytes())?;
    stdout.flush()?;
    tokio::select! {
        () = sandbox.run() => Ok(()),
        () = terminated => Ok(()),
        () = closed_stdin(), if stdin => Ok(()),
    }
}

/// Returns the credentials for the real Quanshi. They come from the environment, because every user of the machine can
/// see a command line.
fn app_credentials() -> io::Result<Option<AppCredentials>> {
    let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
    match (variable("QUANSHI_APP_ID"), variable("QUANSHI_SECRET_KEY")) {
        (Some(app_id), Some(secret_key)) => Ok(Some(AppCredentials { app_id, secret_key })),
        (None, None) => Ok(None),
        _ => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "expected both QUANSHI_APP_ID and QUANSHI_SECRET_KEY, got only one of them",
        )),
    }
}

/// Starts to listen for the signals that end the program. The future completes when one arrives.
#[cfg(unix)]
fn terminated() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Starts to listen for Ctrl-C. The future completes when it arrives.
#[cfg(windows)]
fn terminated() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

/// Waits until standard input closes. It reads on a separate thread, where a blocked read does not delay the exit of
/// the process.
async fn closed_stdin() {
    let (closed, told) = oneshot::channel();
    thread::spawn(move || {
        let mut buffer = [0; 1024];
        while matches!(io::stdin().read(&mut buffer), Ok(length) if length > 0) {}
        closed.send(())
    });
    // An error means that the thread has ended, so standard input is closed, too.
    let _ = told.await;
}
