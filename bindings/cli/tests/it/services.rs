//! Tests the three services, their credentials, and their answers.

use crate::support::*;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;

/// Returns a code for a person, or for the next one.
pub(crate) fn code() -> String {
    let host = origin().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "POST /sandbox/codes HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (_, body) = text.split_once("\r\n\r\n").unwrap();
    let value: Value = serde_json::from_str(body).unwrap();
    value["code"].as_str().unwrap().to_owned()
}

#[test]
fn quanshi_answers_about_each_identifier_in_order() {
    let mut command = quanshi(&base_url(""));
    command.args(["--email", "person1@example.com", "--email", "nobody@example.com"]);
    command.args(["--mobile", "10000000003", "--login-name", "person5", "--format", "csv"]);
    let ended = run(&mut command).expect(1);
    let lines: Vec<_> =
        ended.stdout.lines().map(|line| line.split(',').take(5).collect::<Vec<_>>()).collect();
    assert_eq!(lines[0], ["identifier", "kind", "result", "id", "display_name"]);
    assert_eq!(lines[1], ["person1@example.com", "email", "found", "80000001", "林知夏"]);
    assert_eq!(lines[2], ["nobody@example.com", "email", "not_found", "", ""]);
    assert_eq!(lines[3][..4], ["10000000003", "mobile", "found", "80000003"]);
    assert_eq!(lines[4][..4], ["person5", "login_name", "found", "80000005"]);
    assert_eq!((lines.len(), ended.stderr.as_str()), (5, ""));
}

#[test]
fn a_wechat_code_is_answered_once() {
    let code = code();
    let ask = || {
        let mut command = program();
        command.args(["dmtz", "--base-url", &format!("{}/dmtz", origin()), "--code", &code]);
        run(&mut command)
    };
    assert!(ask().expect(0).stdout.contains("  found  "));
    let again = ask().expect(1).stdout;
    assert!(
        again.contains("  rejected ") && again.contains("REJECTED: dmtz rejected the request"),
        "{again}"
    );
}

#[test]
fn mysoft_answers_about_the_token_and_about_ids() {
    let folder = Folder::new();
    let token = folder.write("token.txt", "demo token+/=&?\n");
    let ask = |arguments: &[&str]| {
        let mut command = program();
        command.args(["mysoft", "--base-url", &format!("{}/mysoft", origin()), "--token-file"]);
        run(command.arg(&token).args(arguments))
    };
    assert!(ask(&["--platform", "1"]).expect(0).stdout.contains("林知夏"));
    let employees = ask(&["--wzs-user-id", "wzs-person-3", "--wzs-user-id", "nobody", "--format", "jsonl"]);
    let employees = employees.expect(1).stdout;
    let results: Vec<Value> = employees.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(results[0]["record"]["wzsUserId"], "wzs-person-3");
    assert_eq!(results[0]["record"]["profile"]["displayName"], "田念真");
    assert_eq!((&results[1]["identifier"], &results[1]["result"]), (&"nobody".into(), &"rejected".into()));
    let refused = ask(&["--platform", "3"]).expect(2).stderr;
    assert_eq!(refused, "error: --platform: expected 1 (iOS) or 2 (Android), got 3\n");
}

#[test]
fn the_service_checks_signatures() {
    let folder = Folder::new();
    let ask = |key: &str| {
        let file = folder.write("key.txt", key);
        let mut command = program();
        command.args(["quanshi", "--base-url", &base_url(""), "--app-id", "demo-app", "--secret-key-file"]);
        run(command.arg(file).args(["--login-name", "person5"]))
    };
    assert!(ask("demo-secret-key\r\n").expect(0).stdout.contains("person5  "));
    let refused = ask("wrong").expect(5).stderr;
    assert!(
        refused.starts_with("error: UNAUTHENTICATED: quanshi refused the credentials (HTTP 401"),
        "{refused}"
    );
    let mut command = program();
    command.env("MINGPIAN_APP_ID", "demo-app").env("MINGPIAN_SECRET_KEY", "demo-secret-key");
    run(command.args(["quanshi", "--base-url", &base_url(""), "--login-name", "person5"])).expect(0);
}

#[test]
fn a_wrong_clock_is_corrected() {
    let mut command = program();
    command.env("MINGPIAN_APP_ID", "demo-app").env("MINGPIAN_SECRET_KEY", "demo-secret-key");
    let url = base_url("clock:+7200000,key:cli-clock");
    let ended = run(command.args(["quanshi", "-v", "--base-url", &url, "--login-name", "person5"])).expect(0);
    let statuses: Vec<_> = ended
        .stderr
        .lines()
        .map(|line| line.split(": ").nth(1).unwrap().split(',').next().unwrap())
        .collect();
    assert_eq!(statuses, ["HTTP 401", "HTTP 200"], "{}", ended.stderr);
}

#[test]
fn credentials_that_are_missing_empty_or_ambiguous_are_named() {
    let folder = Folder::new();
    let empty = folder.write("empty.txt", "\n");
    let ask = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = program();
        command.envs(variables.iter().copied());
        command.args(["quanshi", "--base-url", "http://127.0.0.1:1", "--email", "a@example.com"]);
        run(command.args(arguments)).expect(2).stderr
    };
    let missing = ask(&[], &[]);
    assert!(missing.contains("--token-file or MINGPIAN_TOKEN"), "{missing}");
    let empty = ask(&[], &["--token-file", empty.to_str().unwrap()]);
    assert!(empty.contains("--token-file: ") && empty.contains("got an empty file"), "{empty}");
    let absent = ask(&[], &["--secret-key-file", "/nonexistent/key"]);
    assert!(absent.contains("--secret-key-file: /nonexistent/key"), "{absent}");
    let no_id = ask(&[("MINGPIAN_SECRET_KEY", "invented")], &[]);
    assert!(no_id.contains("--app-id: ") && no_id.contains("MINGPIAN_APP_ID"), "{no_id}");
    let both = ask(&[("MINGPIAN_SECRET_KEY", "invented"), ("MINGPIAN_TOKEN", TOKEN)], &[]);
    assert!(both.contains("MINGPIAN_TOKEN: MINGPIAN_SECRET_KEY is set, too"), "{both}");
    let broken = ask(&[("MINGPIAN_TOKEN", "a\nb")], &[]);
    assert!(broken.starts_with("error: --token-file or MINGPIAN_TOKEN: "), "{broken}");
    // Secrets are not accepted as arguments, and not printed.
    let argument = ask(&[("MINGPIAN_TOKEN", TOKEN)], &["--token", "invented-secret"]);
    assert!(
        argument.contains("unexpected argument '--token'") && !argument.contains("invented-secret"),
        "{argument}"
    );
    for text in [both, broken] {
        assert!(!text.contains(TOKEN) && !text.contains("invented"), "{text}");
    }
}

#[test]
fn a_token_that_is_refused_is_read_again() {
    let folder = Folder::new();
    let token = folder.write("token.txt", "old-token");
    let list = folder.write("people.txt", emails(3_000));
    let relay = Relay::start(&base_url(""));
    relay.delay(300);
    let mut command = program();
    command.args(["quanshi", "--base-url", &relay.base_url, "--in-flight", "2", "--token-file"]).arg(&token);
    command.arg("--emails-from").arg(list).args(["--format", "csv"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The requests that are refused have arrived.
    while relay.len() < 2 {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    folder.write("token.txt", format!("{TOKEN}\n"));
    relay.delay(0);
    let ended = Ended::new(child.wait_with_output().unwrap()).expect(0);
    assert_eq!(ended.stdout.lines().count(), 3_001);
    // Two requests were refused, and sent again.
    assert_eq!(relay.len(), 15 + 2);
}
