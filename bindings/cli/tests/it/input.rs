//! Tests identifiers from files and from standard input, and arguments that are not usable.

use crate::support::*;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn feed(command: &mut Command, text: &str) -> Ended {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Ended::new(child.wait_with_output().unwrap())
}

#[test]
fn files_of_all_systems_are_read_and_duplicates_are_asked_once() {
    let folder = Folder::new();
    let text = "\u{feff}person1@example.com\r\n\r\nperson2@example.com\r\n  person1@example.com\t\r\nnobody@example.com";
    let list = folder.write("people.txt", text);
    let relay = Relay::start(&base_url(""));
    let mut command = quanshi(&relay.base_url);
    let ended =
        run(command.arg("--emails-from").arg(&list).args(["--mobile", "10000000001", "-f", "csv"])).expect(1);
    let identifiers: Vec<_> =
        ended.stdout.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    let expected = ["person1@example.com", "person2@example.com", "nobody@example.com", "10000000001"];
    assert_eq!(identifiers, expected);
    assert!(relay.asked().values().all(|times| *times == 1) && relay.len() == 1);
    assert_eq!(ended.stderr, "4 identifiers: 3 found, 1 not found, 1 duplicates left out\n");
}

#[test]
fn standard_input_is_read_and_its_answers_are_printed_in_order() {
    let mut command = quanshi(&base_url(""));
    let ended =
        feed(command.args(["--emails-from", "-", "--format", "jsonl", "--quiet"]), &emails(1001)).expect(0);
    let numbers: Vec<u64> = ended
        .stdout
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            value["record"]["userId"].as_u64().unwrap() - 80_000_000
        })
        .collect();
    assert_eq!(numbers, (1..=1001).collect::<Vec<_>>());
    assert_eq!(ended.stderr, "");
}

#[test]
fn an_identifier_may_begin_with_a_dash() {
    let ended = run(quanshi(&base_url("")).args(["--login-name=-x", "--login-name=--y"])).expect(1);
    assert!(ended.stdout.contains("\n-x ") && ended.stdout.contains("\n--y "), "{}", ended.stdout);
}

#[test]
fn what_is_not_usable_is_named_and_nothing_is_sent() {
    let folder = Folder::new();
    let gbk = folder.write("gbk.txt", b"a@example.com\n\xc4\xe3\xba\xc3\n");
    let blank = folder.write("blank.txt", "\n\r\n");
    let relay = Relay::start(&base_url(""));
    for (arguments, expected) in [
        (vec!["--emails-from", gbk.to_str().unwrap()], "line 2: expected UTF-8"),
        (vec!["--emails-from", blank.to_str().unwrap()], "--emails-from: expected at least one identifier"),
        (vec!["--emails-from", "/nonexistent/list"], "--emails-from: cannot open /nonexistent/list"),
        (vec!["--emails-from", "/"], "--emails-from: cannot open /"),
        (
            vec!["--emails-from", "-", "--mobiles-from", "-"],
            "--mobiles-from: standard input is read by another",
        ),
        (vec!["--email", ""], "--email"),
        (vec!["--email", "a", "--attempts", "0"], "--attempts"),
        (vec!["--email", "a", "--in-flight", "65"], "--in-flight"),
        (vec!["--email", "a", "--format", "xml"], "--format"),
        (vec!["--email", "a", "--resume"], "--output"),
        (vec!["--email", "a", "-o", "/nonexistent/out.csv"], "--output: /nonexistent/out.csv"),
        (vec!["--email", "a", "--base-url", "ftp://example.com"], "--base-url"),
        (vec![], "--email"),
    ] {
        let ended = run(quanshi(&relay.base_url).args(&arguments)).expect(2);
        assert!(ended.stderr.contains(expected), "{arguments:?}: {}", ended.stderr);
    }
    assert_eq!(relay.len(), 0);
}
