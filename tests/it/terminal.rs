//! The terminal example against the local services, over real HTTP: `cargo xtask test rust` starts them.

use std::path::PathBuf;
use std::process::{Command, Output};

pub(crate) const TOKEN: &str = "00112233445566778899aabbccddeeff";

pub(crate) fn origin() -> String {
    std::env::var("MINGPIAN_ORIGIN").expect("MINGPIAN_ORIGIN: where the local services listen")
}

/// Returns a command for a program that cargo has built beside this test.
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

/// Returns the arguments that ask for one email, through a fault.
fn quanshi(fault: &str) -> [String; 7] {
    let base = format!("{}{fault}/quanshi", origin());
    ["quanshi", "--base-url", &base, "--token", TOKEN, "--email", "person1@example.com"].map(str::to_owned)
}

fn strs(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

#[test]
#[ignore = "needs the local services"]
fn each_service_answers() {
    let [dmtz, mysoft] = ["dmtz", "mysoft"].map(|service| format!("{}/{service}", origin()));
    let mut issued = ureq::post(format!("{}/sandbox/codes", origin())).send_empty().unwrap();
    let code: serde_json::Value = serde_json::from_str(&issued.body_mut().read_to_string().unwrap()).unwrap();
    let code = code["code"].as_str().unwrap();
    let once = ["dmtz", "--base-url", &dmtz, "--code", code];
    assert!(printed(&once).contains("林知夏"));
    let again = refused(&once);
    assert!(again.starts_with("REJECTED: dmtz rejected the request (HTTP 200, code 500"), "{again}");
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
fn the_service_checks_signatures() {
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
    assert!(
        refused(&strs(&ask("wrong")))
            .starts_with("UNAUTHENTICATED: quanshi refused the credentials (HTTP 401")
    );
}

#[test]
#[ignore = "needs the local services"]
fn each_fault_ends_in_its_own_error() {
    for (fault, error) in [
        ("/fault/close", "TRANSPORT: quanshi could not be reached"),
        ("/fault/truncate", "TRANSPORT: quanshi could not be reached"),
        ("/fault/html", "HTTP_STATUS: quanshi answered with an unexpected status (HTTP 500)"),
        ("/fault/redirect:302", "HTTP_STATUS: quanshi answered with an unexpected status (HTTP 302)"),
        (
            "/fault/not-json",
            "MALFORMED_RESPONSE: quanshi sent a response that cannot be read (HTTP 200): not JSON",
        ),
        ("/fault/deep", "MALFORMED_RESPONSE: quanshi sent a response that cannot be read (HTTP 200)"),
        ("/fault/huge", "RESPONSE_TOO_LARGE: quanshi sent more than 8388608 bytes"),
        ("/fault/rate-limit:3600", "RATE_LIMITED: quanshi received too many requests (HTTP 429"),
    ] {
        let printed = refused(&strs(&quanshi(fault)));
        assert!(printed.starts_with(error), "{fault}: {printed}");
        assert!(!printed.contains("person1") && !printed.contains(TOKEN), "{fault}: {printed}");
    }
    // These faults pass by themselves.
    for fault in ["/fault/rate-limit:1,times:1,key:terminal", "/fault/bom", "/fault/delay:300"] {
        assert!(printed(&strs(&quanshi(fault))).contains("林知夏"), "{fault}");
    }
    // Nothing listens on port 1.
    let refused_port = refused(&["dmtz", "--base-url", "http://127.0.0.1:1", "--code", "a"]);
    assert!(
        refused_port.starts_with("TRANSPORT: dmtz could not be reached: the connection was refused"),
        "{refused_port}"
    );
    let foreign = refused(&["dmtz", "--base-url", "http://example.com", "--code", "a"]);
    assert!(foreign.starts_with("INVALID_INPUT: baseUrl"), "{foreign}");
}
