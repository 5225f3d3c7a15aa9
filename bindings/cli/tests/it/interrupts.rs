//! Tests runs that are killed or interrupted, and resumed.

use crate::services::code;
use crate::support::*;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const IN_FLIGHT: usize = 4;

/// Kills a run at different moments and resumes it until it is complete. Returns the number of kills and the exit code.
fn kill_until_complete(command: impl Fn() -> Command, seed: u32) -> (usize, Option<i32>) {
    let mut random = seed;
    for kills in 0..500 {
        let mut child = command().stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // Numerical Recipes' generator. The moments also depend on the machine, which only adds to their variety.
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let patience = Duration::from_millis(u64::from(random >> 16) % 120);
        let started = std::time::Instant::now();
        let ended = loop {
            match child.try_wait().unwrap() {
                Some(_) => break true,
                None if started.elapsed() >= patience => break false,
                None => sleep(Duration::from_millis(1)),
            }
        };
        if ended {
            let ended = Ended::new(child.wait_with_output().unwrap());
            assert!(matches!(ended.code, Some(0 | 4)), "{:?}: {}", ended.code, ended.stderr);
            return (kills, ended.code);
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    panic!("the run makes no progress");
}

/// Checks that a run that is killed several times has the same result as one that is not killed.
fn check(service: &Relay, arguments: &[&str], list: &Path, folder: &Folder, token: &str, seed: u32) -> usize {
    let lookup = |name: &str, base_url: &str| {
        let mut command = program();
        command.env("MINGPIAN_TOKEN", token).arg(arguments[0]).args(["--base-url", base_url]);
        command.arg(arguments[1]).arg(list).arg("-o").arg(folder.path(name)).arg("--resume");
        command
    };
    let name = arguments[2];
    let whole = format!("whole-{name}");
    let before = service.len();
    run(&mut lookup(&whole, &service.base_url)).expect(0);
    let requests = service.len() - before;
    let (kills, code) = kill_until_complete(|| lookup(name, &service.base_url), seed);
    assert_eq!(code, Some(0));
    assert!(folder.read(name) == folder.read(&whole), "the output differs");
    let repeated = service.len() - before - 2 * requests;
    println!("{name}: {requests} requests, {kills} kills, {repeated} requests were sent again");
    assert!(repeated <= kills * IN_FLIGHT, "{repeated} requests were sent again after {kills} kills");
    assert!(!folder.names().iter().any(|name| name.ends_with(".journal")), "{:?}", folder.names());
    kills
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_as_one_that_is_not() {
    let folder = Folder::new();
    let list = folder.write("people.txt", emails(8_000));
    let relay = Relay::start(&base_url(""));
    relay.delay(15);
    let mut kills = 0;
    for (seed, name) in [(1, "a.csv"), (2, "b.jsonl"), (3, "c.txt")] {
        kills += check(&relay, &["quanshi", "--emails-from", name], &list, &folder, TOKEN, seed);
    }
    let ids: String = (1..=150).map(|number| format!("wzs-person-{number}\n")).collect();
    let list = folder.write("ids.txt", ids);
    let relay = Relay::start(&format!("{}/mysoft", origin()));
    relay.delay(15);
    let arguments = ["mysoft", "--wzs-user-ids-from", "employees.csv"];
    kills += check(&relay, &arguments, &list, &folder, "demo token+/=&?", 4);
    assert!(kills >= 8, "only {kills} kills");
}

#[test]
fn a_single_use_code_is_never_sent_twice_however_often_the_run_is_killed() {
    let folder = Folder::new();
    let codes: Vec<_> = (0..120).map(|_| code()).collect();
    let list = folder.write("codes.txt", codes.join("\n"));
    let relay = Relay::start(&format!("{}/dmtz", origin()));
    relay.delay(15);
    let (kills, exit) = kill_until_complete(
        || {
            let mut command = program();
            command.args(["dmtz", "--base-url", &relay.base_url, "--resume", "--codes-from"]);
            command.arg(&list).arg("-o").arg(folder.path("users.csv"));
            command
        },
        5,
    );
    let asked = relay.asked();
    assert!(asked.values().all(|times| *times == 1), "a code was sent twice");
    let output = folder.read("users.csv");
    let mut failed = 0;
    for (line, code) in output.lines().skip(1).zip(&codes) {
        let is_failed = line.starts_with(&format!("{code},code,failed,"));
        assert!(is_failed || line.starts_with(&format!("{code},code,found,")), "{line}");
        failed += usize::from(is_failed);
    }
    assert_eq!(output.lines().count(), 121);
    println!("{kills} kills, {failed} codes were in flight");
    assert!(kills > 0 && failed <= kills * IN_FLIGHT);
    assert_eq!(exit, Some(if failed > 0 { 4 } else { 0 }));
}

fn start(list: &Path, output: &Path, base_url: &str) -> (Command, Child) {
    let lookup = || {
        let mut command = quanshi(base_url);
        command.arg("--emails-from").arg(list).arg("-o").arg(output).arg("--resume");
        command
    };
    let child = lookup().stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    (lookup(), child)
}

#[cfg(unix)]
#[test]
fn an_interrupt_lets_requests_in_flight_end_so_that_nobody_is_asked_twice() {
    let folder = Folder::new();
    let list = folder.write("people.txt", emails(10_000));
    let relay = Relay::start(&base_url(""));
    relay.delay(100);
    let (mut again, child) = start(&list, &folder.path("people.csv"), &relay.base_url);
    while relay.len() < 10 {
        sleep(Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = Ended::new(child.wait_with_output().unwrap()).expect(130);
    assert!(ended.stderr.starts_with("error: interrupted\n"), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("of 10,000 identifiers are done. Continue with the same command and --resume")
    );
    assert!(relay.len() < 50);
    relay.delay(0);
    let resumed = run(&mut again).expect(0);
    assert!(resumed.stderr.contains("10,000 identifiers: 10,000 found"), "{}", resumed.stderr);
    assert_eq!(relay.len(), 50);
    assert!(relay.asked().len() == 10_000 && relay.asked().values().all(|times| *times == 1));
    assert_eq!(folder.read("people.csv").lines().count(), 10_001);
}

#[test]
fn a_run_goes_on_only_with_its_own_input_and_options() {
    let folder = Folder::new();
    let list = folder.write("people.txt", emails(8_000));
    let relay = Relay::start(&base_url(""));
    // This is longer than the second run waits for the lock.
    relay.delay(300);
    let output = folder.path("people.csv");
    let (mut again, mut child) = start(&list, &output, &relay.base_url);
    while !folder.path("people.csv.journal").exists() || folder.read("people.csv").lines().count() < 401 {
        sleep(Duration::from_millis(2));
    }
    // Another run at the same time is refused.
    let second = run(&mut again).expect(2).stderr;
    assert!(second.contains("another run writes to this file"), "{second}");
    child.kill().unwrap();
    child.wait().unwrap();
    // Requests of the run may still be in transit.
    sleep(Duration::from_millis(300));
    let sent = relay.len();
    let mut plain = quanshi(&relay.base_url);
    plain.arg("--emails-from").arg(&list).arg("-o").arg(&output);
    assert!(
        run(&mut plain)
            .expect(2)
            .stderr
            .contains("Continue it with --resume, or start again with --overwrite")
    );
    let jsonl = run(again.args(["--format", "jsonl"])).expect(2).stderr;
    assert!(
        jsonl.contains("--format: expected the value with which the interrupted run was started"),
        "{jsonl}"
    );
    let (mut again, mut child) = start(&folder.write("others.txt", emails(150)), &output, &relay.base_url);
    child.wait().unwrap();
    let others = run(&mut again).expect(2).stderr;
    assert!(others.contains("--emails-from: expected the identifiers of the interrupted run"), "{others}");
    assert_eq!(relay.len(), sent);
    // The rest of the input may differ, because no identifier in it was requested.
    relay.delay(0);
    let (mut again, mut child) = start(&folder.write("people.txt", emails(8_400)), &output, &relay.base_url);
    child.wait().unwrap();
    assert!(run(&mut again).expect(2).stderr.contains("there is nothing to resume"));
    assert_eq!(folder.read("people.csv").lines().count(), 8_401);
}
