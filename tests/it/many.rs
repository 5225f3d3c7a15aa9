//! The terminal example with more identifiers than fit into a request, over real HTTP.

use crate::terminal::{TOKEN, built, origin};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn lookup(base_url: &str, attempts: u32) -> Command {
    let mut command = built("examples/lookup");
    command.args(["quanshi", "--base-url", base_url, "--token", TOKEN, "--emails-from", "-"]);
    command.arg("--attempts").arg(attempts.to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Feeds invented people from a thread.
fn feed(child: &mut Child, count: u32) {
    let mut stdin = child.stdin.take().unwrap();
    std::thread::spawn(move || {
        for number in 1..=count {
            // The pipe breaks when the program ends.
            if writeln!(stdin, "person{number}@example.com").is_err() {
                break;
            }
        }
    });
}

/// Reads what is printed to its end. Returns how often each identifier was printed.
fn printed(child: &mut Child, mut each: impl FnMut(usize)) -> BTreeMap<String, u32> {
    let mut times = BTreeMap::new();
    for (at, line) in BufReader::new(child.stdout.take().unwrap()).lines().enumerate() {
        let line = line.unwrap();
        let (identifier, result) = line.split_once(": ").unwrap();
        assert!(result.starts_with("not found") || result.contains(identifier), "{line}");
        *times.entry(identifier.to_owned()).or_default() += 1;
        each(at + 1);
    }
    times
}

fn succeeded(child: Child) {
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "needs the local services"]
fn memory_does_not_grow_with_the_number_of_people() {
    let base_url = format!("{}/quanshi", origin());
    let peaks = [10_000, 100_000].map(|count| {
        let mut child = lookup(&base_url, 3).spawn().unwrap();
        feed(&mut child, count);
        let status = format!("/proc/{}/status", child.id());
        let mut peak_kb = 0;
        let times = printed(&mut child, |at| {
            if at % 1_000 == 0 {
                peak_kb = peak_kb.max(peak(&status).unwrap_or(0));
            }
        });
        assert_eq!(times.len(), count as usize);
        assert!(times.values().all(|times| *times == 1));
        succeeded(child);
        peak_kb
    });
    println!("peak memory: {} KB for 10,000 people, {} KB for 100,000", peaks[0], peaks[1]);
    // Both are 0 if the system does not tell.
    assert!(peaks[1] * 10 <= peaks[0] * 13, "{peaks:?} KB");
    assert!(peaks[0] > 0 || !cfg!(target_os = "linux"));
}

/// Returns the peak memory of a process in KB, if the system tells.
fn peak(status: &str) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The local services on a port of their own.
struct Services(Child);

impl Services {
    fn start(port: u16) -> Self {
        let child =
            built("mingpian-sandbox").args(["--port", &port.to_string()]).stdout(Stdio::null()).spawn();
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(started.elapsed() < Duration::from_secs(30), "the local services do not start");
            std::thread::sleep(Duration::from_millis(10));
        }
        Self(child.unwrap())
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "needs the local services"]
fn a_service_that_dies_and_comes_back_costs_no_identifier() {
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let mut services = Some(Services::start(port));
    let mut child = lookup(&format!("http://127.0.0.1:{port}/quanshi"), 12).spawn().unwrap();
    feed(&mut child, 20_000);
    let times = printed(&mut child, |at| {
        if at == 5_000 {
            drop(services.take());
            std::thread::sleep(Duration::from_millis(700));
            services = Some(Services::start(port));
        }
    });
    assert_eq!(times.len(), 20_000);
    assert!(times.values().all(|times| *times == 1));
    succeeded(child);
}
