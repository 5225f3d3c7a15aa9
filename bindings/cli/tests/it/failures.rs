//! Tests services that are down, slow, or broken.

use crate::support::*;
use std::time::Duration;

fn ask(fault: &str, arguments: &[&str]) -> Ended {
    run(quanshi(&base_url(fault)).args(["--email", "person1@example.com"]).args(arguments))
}

#[test]
fn each_fault_ends_in_its_own_error() {
    for (fault, error) in [
        ("close", "TRANSPORT: quanshi could not be reached"),
        ("truncate", "TRANSPORT: quanshi could not be reached"),
        ("html", "HTTP_STATUS: quanshi answered with an unexpected status (HTTP 500)"),
        ("redirect:302", "HTTP_STATUS: quanshi answered with an unexpected status (HTTP 302)"),
        ("not-json", "MALFORMED_RESPONSE: quanshi sent a response that cannot be read (HTTP 200): not JSON"),
        ("deep", "MALFORMED_RESPONSE: quanshi sent a response that cannot be read (HTTP 200)"),
        ("huge", "RESPONSE_TOO_LARGE: quanshi sent more than the limit of 8388608 bytes"),
        ("huge-chunked", "RESPONSE_TOO_LARGE: quanshi sent more than the limit of 8388608 bytes"),
        ("rate-limit:3600", "RATE_LIMITED: quanshi received too many requests (HTTP 429"),
        ("echo", "REJECTED: quanshi rejected the request (HTTP 200"),
    ] {
        let ended = ask(fault, &["-v"]).expect(3);
        assert!(ended.stderr.contains(&format!("error: {error}")), "{fault}: {}", ended.stderr);
        let is_private = ended.stderr.contains("person1") || ended.stderr.contains(TOKEN);
        assert!(!is_private && ended.stdout.is_empty(), "{fault}: {}", ended.stderr);
    }
    // These faults pass by themselves.
    for fault in ["rate-limit:1,times:1,key:cli-limit", "bom", "delay:300"] {
        assert!(ask(fault, &[]).expect(0).stdout.contains("林知夏"), "{fault}");
    }
}

#[test]
fn a_service_that_hangs_is_left() {
    let ended = ask("hang", &["--attempt-timeout", "1", "--attempts", "1", "-v"]).expect(3);
    assert!(ended.stderr.contains("request 1, attempt 1: no response in time"), "{}", ended.stderr);
    assert!(ended.stderr.contains("TRANSPORT: quanshi could not be reached: no response in time"));
}

#[test]
fn a_service_that_is_not_there_is_said() {
    let ended = run(quanshi("http://127.0.0.1:1").args(["--email", "a@example.com"])).expect(3);
    assert_eq!(ended.stderr, "error: TRANSPORT: quanshi could not be reached: the connection was refused\n");
}

#[test]
fn a_record_that_cannot_be_read_costs_only_itself() {
    let ended = ask("broken-account", &["--email", "person2@example.com", "--format", "csv"]).expect(4);
    assert!(ended.stdout.contains("person1@example.com,email,unreadable,"), "{}", ended.stdout);
    assert!(ended.stdout.contains(",userId cannot be read\n"), "{}", ended.stdout);
    assert!(ended.stdout.contains("person2@example.com,email,found,"), "{}", ended.stdout);
    let unasked = ask("unasked", &["--format", "csv"]).expect(0).stdout;
    assert!(unasked.contains(",,unasked,"), "{unasked}");
}

#[test]
fn a_failed_request_ends_a_run_unless_it_is_to_go_on() {
    let folder = Folder::new();
    let list = folder.write("people.txt", emails(1000));
    let lookup = |fault: &str, arguments: &[&str]| {
        let mut command = quanshi(&base_url(fault));
        command.args(["--emails-from", list.to_str().unwrap(), "--attempts", "1", "--in-flight", "1"]);
        run(command.args(arguments))
    };
    let output = folder.path("people.csv");
    let output = output.to_str().unwrap();
    let stopped = lookup("html,times:1,key:cli-stop", &["-o", output]).expect(3);
    assert!(stopped.stderr.contains("0 of 1,000 identifiers are done"), "{}", stopped.stderr);
    let other = lookup("", &["-o", output, "--resume"]).expect(2);
    assert!(other.stderr.contains("--base-url: expected the value with which"), "{}", other.stderr);
    let resumed = lookup("html,times:1,key:cli-stop", &["-o", output, "--resume"]).expect(0);
    assert!(resumed.stderr.contains("1,000 identifiers: 1,000 found"), "{}", resumed.stderr);
    let ended = lookup("html,times:1,key:cli-go-on", &["--keep-going", "--format", "csv"]).expect(4);
    assert_eq!(ended.stdout.matches(",email,failed,").count(), 200);
    assert_eq!(ended.stdout.matches(",email,found,").count(), 800);
    assert!(ended.stderr.contains("1,000 identifiers: 800 found, 200 failed"), "{}", ended.stderr);
}

#[test]
fn a_service_that_dies_and_comes_back_costs_no_identifier() {
    let folder = Folder::new();
    let list = folder.write("people.txt", emails(20_000));
    let (services, port) = Services::start_on_own_port();
    let mut command = quanshi(&format!("http://127.0.0.1:{port}/quanshi"));
    command.arg("--emails-from").arg(list).args(["--attempts", "12", "-v", "-o"]);
    let child = command.arg(folder.path("people.csv")).stderr(std::process::Stdio::piped()).spawn().unwrap();
    while !folder.path("people.csv").exists() || folder.read("people.csv").lines().count() < 2_000 {
        std::thread::sleep(Duration::from_millis(2));
    }
    drop(services);
    std::thread::sleep(Duration::from_millis(700));
    let _services = Services::start(port);
    let ended = Ended::new(child.wait_with_output().unwrap()).expect(0);
    assert!(ended.stderr.contains("attempt 1: the connection was refused"), "{}", ended.stderr);
    assert!(ended.stderr.contains("20,000 identifiers: 20,000 found"), "{}", ended.stderr);
    let output = folder.read("people.csv");
    let identifiers: Vec<_> = output.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(identifiers, emails(20_000).lines().collect::<Vec<_>>());
}
