//! Tests what the program prints, and when it stops.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::*;

/// A child process that is killed when its test ends.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn launch(flags: &[&str]) -> (Program, Value) {
    launch_with(&[], flags)
}

fn launch_with(variables: &[(&str, &str)], flags: &[&str]) -> (Program, Value) {
    let mut child = program(variables)
        .args(flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Program(child), serde_json::from_str(&line).unwrap())
}

/// Returns the program with these environment variables.
fn program(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingpian-sandbox"));
    command.env_remove("QUANSHI_APP_ID").env_remove("QUANSHI_SECRET_KEY").envs(variables.iter().copied());
    command
}

#[test]
fn it_says_where_it_listens() {
    let (_program, addresses) = launch(&[]);
    let origin = addresses["origin"].as_str().unwrap();
    assert!(origin.starts_with("http://127.0.0.1:"));
    for service in ["dmtz", "mysoft", "quanshi", "app"] {
        assert_eq!(addresses[service], format!("{origin}/{service}"));
    }
    assert!(TcpStream::connect(origin.strip_prefix("http://").unwrap()).is_ok());
}

#[test]
fn it_stops_when_stdin_closes_if_told_so() {
    let (mut program, _) = launch(&["--stdin"]);
    drop(program.0.stdin.take());
    assert!(program.0.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn it_stops_on_signals_even_while_a_request_hangs() {
    for signal in ["TERM", "INT"] {
        let (mut program, addresses) = launch(&["--stdin", "--fault", "hang"]);
        let address = addresses["origin"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "POST /quanshi{QUANSHI} HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n").unwrap();
        let kill = Command::new("kill").args(["-s", signal, &program.0.id().to_string()]).status().unwrap();
        assert!(kill.success());
        assert!(program.0.wait().unwrap().success(), "{signal}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn it_logs_neither_query_nor_body_nor_credentials() {
    let (mut program, addresses) = launch(&["--verbose"]);
    let mysoft = addresses["mysoft"].as_str().unwrap();
    let origin = addresses["origin"].as_str().unwrap();
    let body = serde_json::json!({ "wzs_user_id": "wzs-person-1" });
    let request = client().post(format!("{mysoft}{MYSOFT}")).header("token", TOKEN).json(&body);
    assert_eq!(send(request).await.status(), 200);
    let closed = client().post(format!("{origin}/fault/close/quanshi{QUANSHI}")).send().await;
    assert!(closed.is_err());
    let kill = Command::new("kill").arg(program.0.id().to_string()).status().unwrap();
    assert!(kill.success());
    let mut log = String::new();
    program.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    let lines: Vec<&str> = log.lines().collect();
    assert!(lines[0].starts_with("POST /mysoft/api/wzs/get-user-info 200 "), "{log}");
    assert!(lines[1].starts_with(&format!("POST /fault/close/quanshi{QUANSHI} closed ")), "{log}");
    assert!(["demo", "access_token", "person", TOKEN].iter().all(|secret| !log.contains(secret)), "{log}");
}

#[cfg(unix)]
#[tokio::test]
async fn it_signs_for_the_real_quanshi_with_what_the_environment_has() {
    let variables = [("QUANSHI_APP_ID", "an-app"), ("QUANSHI_SECRET_KEY", "a-key")];
    let real = "--upstream=quanshi=https://quanshi.example.com";
    let nonce = "0".repeat(32);
    for (variables, flags, app_id) in [
        (variables, &[real, "--verbose"][..], Some("an-app")),
        (variables, &["--upstream=mysoft=https://mysoft.example.com"], Some("demo-app")),
        ([("QUANSHI_APP_ID", ""), ("QUANSHI_SECRET_KEY", "")], &[real], None),
    ] {
        let (mut program, addresses) = launch_with(&variables, flags);
        let url = format!("{}/quanshi/authorize", addresses["app"].as_str().unwrap());
        let body = serde_json::json!({ "time": now_ms(), "nonce": nonce });
        let (status, answer) = outcome(client().post(url).json(&body)).await;
        assert_eq!((status == 200, answer["AppId"].as_str()), (app_id.is_some(), app_id), "{answer}");
        if app_id == Some("an-app") {
            let sum = check_sum("a-key", &nonce, &body["time"].to_string());
            assert_eq!(answer["CheckSum"], sum);
        }
        let kill = Command::new("kill").arg(program.0.id().to_string()).status().unwrap();
        assert!(kill.success());
        let mut log = String::new();
        program.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert_eq!(log.lines().count(), usize::from(flags.contains(&"--verbose")), "{log}");
        assert!(["a-key", "an-app", &nonce].iter().all(|secret| !log.contains(secret)), "{log}");
    }
}

#[test]
fn half_of_the_credentials_are_none() {
    let mut program = program(&[("QUANSHI_SECRET_KEY", "a-key")]);
    let output = program.arg("--upstream=quanshi=https://quanshi.example.com").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(told.contains("QUANSHI_APP_ID") && !told.contains("a-key"), "{told}");
}

#[test]
fn it_is_silent_and_fails_on_bad_flags() {
    for flags in [
        ["--fault", "no-such-fault"],
        ["--upstream", "dmtz=http://api.example.com"],
        ["--host", "192.0.2.1"],
        ["--page", "no/such/folder"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_mingpian-sandbox")).args(flags).output().unwrap();
        assert!(
            !output.status.success() && output.stdout.is_empty() && !output.stderr.is_empty(),
            "{flags:?}"
        );
    }
}
