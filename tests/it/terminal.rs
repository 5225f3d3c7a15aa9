//! The terminal example against the local services, over real HTTP: `cargo xtask test rust` starts them.

use std::path::PathBuf;
use std::process::{Command, Output};

pub(crate) const TOKEN: &str = "00112233445566778899aabbccddeeff";

pub(crate) fn origin() -> String {
    std::env::var("MINGPIAN_ORIGIN").expect("MINGPIAN_ORIGIN: where the local services listen")
}

/// A program that cargo has built beside this test.
pub(crate) fn built(path: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let program: PathBuf = profile.join(path).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "{}: not built", program.display());
    Command::new(program)
}

fn lookup(arguments: &[&str]) -> Output {
    built("examples/lookup").args(arguments).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = lookup(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let output = lookup(arguments);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// One email at quanshi, through a fault.
fn quanshi(fault: &str) -> [String; 7] {
    let base = format!("{}{fault}/quanshi", origin());
    ["quanshi", "--base-url", &base, "--token", TOKEN, "--email", "person1@example.com"].map(str::to_owned)
}

fn strs(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

#[test]
#[ignore = "needs the local services"]
fn each_service_says_who() {
    let [dmtz, mysoft] = ["dmtz", "mysoft"].map(|service| format!("{}/{service}", origin()));
    let mut issued = ureq::post(format!("{}/sandbox/codes", origin())).send_empty().unwrap();
    let code: serde_json::Value = serde_json::from_str(&issued.body_mut().read_to_string().unwrap()).unwrap();
    let code = code["code"].as_str().unwrap();
    let once = ["dmtz", "--base-url", &dmtz, "--code", code];
    assert!(printed(&once).contains("林知夏"));
    let again = refused(&once);
    assert!(again.starts_with("REJECTED: dmtz (HTTP 200, code 500"), "{again}");
    let employee =
        printed(&["mysoft", "--base-url", &mysoft, "--access-token", "demo token+/=&?", "--platform", "1"]);
    assert!(employee.contains("林知夏"), "{employee}");
    let mut people = quanshi("").to_vec();
    people.extend(["--email", "nobody@example.com", "--mobile", "10000000003"].map(str::to_owned));
    let people = printed(&strs(&people));
    assert!(people.contains("person1@example.com: 林知夏"), "{people}");
    assert!(people.contains("10000000003: ") && people.contains("nobody@example.com: not found"), "{people}");
}

#[test]
#[ignore = "needs the local services"]
fn a_signature_is_checked() {
    let base = format!("{}/quanshi", origin());
    let ask = |secret| {
        [
            "quanshi",
            "--base-url",
            &base,
            "--app-id",
            "demo-app",
            "--secret-key",
            secret,
            "--login-name",
            "person5",
        ]
        .map(str::to_owned)
    };
    assert!(printed(&strs(&ask("demo-secret-key"))).starts_with("person5: "));
    assert!(refused(&strs(&ask("wrong"))).starts_with("UNAUTHENTICATED: quanshi (HTTP 401"));
}

#[test]
#[ignore = "needs the local services"]
fn faults_end_in_their_own_errors() {
    for (fault, error) in [
        ("/fault/close", "TRANSPORT: quanshi could not be reached"),
        ("/fault/truncate", "TRANSPORT: quanshi could not be reached"),
        ("/fault/html", "HTTP_STATUS: quanshi (HTTP 500)"),
        ("/fault/redirect:302", "HTTP_STATUS: quanshi (HTTP 302)"),
        (
            "/fault/not-json",
            "MALFORMED_RESPONSE: quanshi (HTTP 200) sent an answer that cannot be read: not JSON",
        ),
        ("/fault/deep", "MALFORMED_RESPONSE: quanshi (HTTP 200)"),
        ("/fault/huge", "RESPONSE_TOO_LARGE: quanshi sent more than 8388608 bytes"),
        ("/fault/rate-limit:3600", "RATE_LIMITED: quanshi (HTTP 429"),
    ] {
        let said = refused(&strs(&quanshi(fault)));
        assert!(said.starts_with(error), "{fault}: {said}");
        assert!(!said.contains("person1") && !said.contains(TOKEN), "{fault}: {said}");
    }
    // What passes by itself is got over.
    for fault in ["/fault/rate-limit:1,times:1,key:terminal", "/fault/bom", "/fault/delay:300"] {
        assert!(printed(&strs(&quanshi(fault))).contains("林知夏"), "{fault}");
    }
    // Port 1 is nobody's.
    let nobody = refused(&["dmtz", "--base-url", "http://127.0.0.1:1", "--code", "a"]);
    assert!(nobody.starts_with("TRANSPORT: dmtz could not be reached: connection refused"), "{nobody}");
    let foreign = refused(&["dmtz", "--base-url", "http://example.com", "--code", "a"]);
    assert!(foreign.starts_with("INVALID_INPUT: baseUrl"), "{foreign}");
}
