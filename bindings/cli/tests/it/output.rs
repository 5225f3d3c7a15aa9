//! Tests files, pipes, help, and completions.

use crate::support::*;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

#[test]
fn the_name_of_a_file_decides_the_format() {
    let folder = Folder::new();
    for (name, beginning) in [
        ("people.csv", "identifier,kind,result,"),
        (
            "people.jsonl",
            "{\"identifier\":\"person1@example.com\",\"kind\":\"email\",\"result\":\"found\",\"record\":{",
        ),
        ("people", "identifier           result"),
    ] {
        let mut command = quanshi(&base_url(""));
        run(command.args(["--email", "person1@example.com", "-o"]).arg(folder.path(name))).expect(0);
        assert!(folder.read(name).starts_with(beginning), "{}", folder.read(name));
    }
    // The journals were removed.
    assert_eq!(folder.names(), ["people", "people.csv", "people.jsonl"]);
}

#[test]
fn a_file_is_replaced_only_on_request() {
    let folder = Folder::new();
    let output = folder.write("people.csv", "something else");
    let ask = |arguments: &[&str]| {
        let mut command = quanshi(&base_url(""));
        run(command.args(["--email", "person1@example.com", "-o"]).arg(&output).args(arguments))
    };
    assert!(ask(&[]).expect(2).stderr.contains("the file exists. Replace it with --overwrite"));
    assert!(ask(&["--resume"]).expect(2).stderr.contains("there is nothing to resume"));
    assert_eq!(folder.read("people.csv"), "something else");
    ask(&["--overwrite"]).expect(0);
    assert!(folder.read("people.csv").starts_with("identifier,"));
    assert!(ask(&["--resume", "--overwrite"]).expect(2).stderr.contains("--overwrite"));
}

#[test]
fn a_reader_that_ends_early_ends_the_run_quietly() {
    let folder = Folder::new();
    let list = folder.write("people.txt", emails(20_000));
    let mut command = quanshi(&base_url(""));
    command.arg("--emails-from").arg(list).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ended = Ended::new(child.wait_with_output().unwrap()).expect(141);
    assert_eq!(ended.stderr, "");
}

#[test]
fn pipes_get_no_colors_and_no_progress() {
    let folder = Folder::new();
    let list = folder.write("people.txt", emails(1000));
    let ended = run(quanshi(&base_url("")).arg("--emails-from").arg(list)).expect(0);
    let refused = run(quanshi("http://127.0.0.1:1").args(["--email", "a"])).expect(3);
    for text in [&ended.stdout, &ended.stderr, &refused.stderr] {
        assert!(!text.contains('\u{1b}') && !text.contains('\r'), "{text:?}");
    }
}

#[test]
fn help_and_version_are_for_newcomers() {
    let help = run(program().arg("--help")).expect(0).stdout;
    for text in ["dmtz", "mysoft", "quanshi", "Examples:", "--resume"] {
        assert!(help.contains(text), "{help}");
    }
    for service in ["dmtz", "mysoft", "quanshi"] {
        let help = run(program().args([service, "--help"])).expect(0).stdout;
        for text in ["Examples:", "Exit codes:", "--output", "--base-url"] {
            assert!(help.contains(text), "{service}: {help}");
        }
        // No option accepts a secret.
        for option in ["--token ", "--token <", "--secret-key ", "--secret-key <", "--access-token"] {
            assert!(!help.contains(option), "{service}: {help}");
        }
    }
    let version = run(program().arg("--version")).expect(0).stdout;
    assert_eq!(version, format!("mingpian {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(program().args(["completions", shell])).expect(0).stdout;
        assert!(script.contains("emails-from") && script.contains("mingpian"), "{shell}");
    }
}
