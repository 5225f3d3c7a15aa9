//! Provides the tests with the program, the local services, and a relay that counts the requested identifiers.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::Duration;

use mingpian_sandbox::{Config, Sandbox};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

pub(crate) const TOKEN: &str = "00112233445566778899aabbccddeeff";

/// The local services on a separate port, until this value is dropped.
pub(crate) struct Services {
    origin: String,
    runtime: Option<Runtime>,
}

impl Services {
    /// Starts the services on a port. 0 means any free port.
    pub(crate) fn start(port: u16) -> Self {
        Self::try_start(port).expect("a port")
    }

    /// Starts the services on a port on which they can be started again. The system assigns a port below 32768 only to
    /// a program that requests it.
    pub(crate) fn start_on_own_port() -> (Self, u16) {
        let first = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap();
        (first..first + 1_000).find_map(|port| Some((Self::try_start(port)?, port))).expect("a free port")
    }

    fn try_start(port: u16) -> Option<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let sandbox = runtime.block_on(Sandbox::bind(Config { port, ..Config::default() })).ok()?;
        let origin = sandbox.addresses().origin;
        runtime.spawn(sandbox.run());
        Some(Self { origin, runtime: Some(runtime) })
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(1));
        }
    }
}

/// Returns the origin of the local services that the tests share.
pub(crate) fn origin() -> &'static str {
    static SERVICES: LazyLock<Services> = LazyLock::new(|| Services::start(0));
    &SERVICES.origin
}

/// Returns the program in an environment without proxies and without the program's own variables.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingpian"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy().to_lowercase();
        if text.starts_with("mingpian_") || text.ends_with("_proxy") {
            command.env_remove(name);
        }
    }
    command
}

/// Returns the program with a token for Quanshi at this base URL.
pub(crate) fn quanshi(base_url: &str) -> Command {
    let mut command = program();
    command.env("MINGPIAN_TOKEN", TOKEN).args(["quanshi", "--base-url", base_url]);
    command
}

/// Returns the base URL of Quanshi with faults, or without faults if the SPEC is empty.
pub(crate) fn base_url(fault: &str) -> String {
    let origin = origin();
    if fault.is_empty() { format!("{origin}/quanshi") } else { format!("{origin}/fault/{fault}/quanshi") }
}

/// The output of a program, and its exit code.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> Ended {
    Ended::new(command.output().unwrap())
}

impl Ended {
    pub(crate) fn new(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Checks the exit code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        self
    }
}

/// A folder with the files of a test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), contents).unwrap();
        self.path(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Returns the names of its files.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Returns a list of the emails of the first invented people.
pub(crate) fn emails(count: u32) -> String {
    (1..=count).map(|number| format!("person{number}@example.com\n")).collect()
}

/// A relay in front of a service. It records every request, and can delay its answers.
pub(crate) struct Relay {
    pub(crate) base_url: String,
    requests: Arc<Mutex<Vec<Value>>>,
    delay_ms: Arc<AtomicU64>,
}

impl Relay {
    /// Starts a relay in front of a base URL of the local services.
    pub(crate) fn start(target: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let (requests, delay_ms) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicU64::new(0)));
        let (host, prefix) = target.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let (host, prefix) = (host.to_owned(), format!("/{prefix}"));
        let (noted, delay) = (Arc::clone(&requests), Arc::clone(&delay_ms));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (host, prefix) = (host.clone(), prefix.clone());
                let (noted, delay) = (Arc::clone(&noted), Arc::clone(&delay));
                thread::spawn(move || relay(stream, &host, &prefix, &noted, &delay));
            }
        });
        Self { base_url, requests, delay_ms }
    }

    /// Delays all further answers.
    pub(crate) fn delay(&self, ms: u64) {
        self.delay_ms.store(ms, Ordering::Relaxed);
    }

    /// Returns the number of requests that have arrived.
    pub(crate) fn len(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// Returns the number of times that each identifier was requested.
    pub(crate) fn asked(&self) -> BTreeMap<String, u32> {
        let mut times = BTreeMap::new();
        for body in self.requests.lock().unwrap().iter() {
            let lists = ["emails", "mobiles", "loginNames"].iter().filter_map(|list| body[list].as_array());
            let single = ["code", "wzs_user_id"].iter().filter_map(|name| body.get(name));
            for text in lists.flatten().chain(single) {
                *times.entry(text.as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
        times
    }
}

/// Forwards one request and returns the response. The connection is then closed.
fn relay(
    mut client: TcpStream,
    host: &str,
    prefix: &str,
    noted: &Mutex<Vec<Value>>,
    delay: &AtomicU64,
) -> Option<()> {
    let mut reader = BufReader::new(client.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let (method, rest) = first.split_once(' ')?;
    let mut head = format!("{method} {prefix}{rest}");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
        if line.trim_end().is_empty() {
            break;
        }
        if !name.eq_ignore_ascii_case("connection") {
            head.push_str(&line);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    noted.lock().unwrap().push(serde_json::from_slice(&body).ok()?);
    let mut service = TcpStream::connect(host).ok()?;
    service.write_all(format!("{head}connection: close\r\n\r\n").as_bytes()).ok()?;
    service.write_all(&body).ok()?;
    let mut response = Vec::new();
    service.read_to_end(&mut response).ok()?;
    thread::sleep(Duration::from_millis(delay.load(Ordering::Relaxed)));
    client.write_all(&response).ok()?;
    client.shutdown(Shutdown::Both).ok()
}

/// Returns the peak memory of a process in KB, if the system reports it.
pub(crate) fn peak_kb(id: u32) -> Option<u64> {
    let text = std::fs::read_to_string(Path::new("/proc").join(id.to_string()).join("status")).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
