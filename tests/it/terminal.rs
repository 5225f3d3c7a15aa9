//! Tests the example against the local services over real HTTP. `cargo xtask test rust` starts the services.

use std::path::PathBuf;
use std::process::{Command, Output};

const TOKEN: &str = "00112233445566778899aabbccddeeff";

/// Runs the example, which cargo has built next to this test.
fn lookup(fault: &str, token: &str) -> Output {
    let origin = std::env::var("MINGPIAN_ORIGIN").expect("MINGPIAN_ORIGIN: where the local services listen");
    let test = std::env::current_exe().unwrap();
    let examples = test.ancestors().nth(2).unwrap().join("examples");
    let program: PathBuf = examples.join("lookup").with_extension(std::env::consts::EXE_EXTENSION);
    let mut command = Command::new(program);
    command.env("QUANSHI_TOKEN", token).arg(format!("{origin}{fault}/quanshi"));
    command.args(["person1@example.com", "nobody@example.com"]).output().unwrap()
}

#[test]
#[ignore = "needs the local services"]
fn the_example_looks_people_up() {
    for fault in ["", "/fault/rate-limit:1,times:1,key:terminal"] {
        let output = lookup(fault, TOKEN);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            "person1@example.com: 林知夏\nnobody@example.com: not found\n"
        );
    }
    let refused = lookup("", "wrong");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().starts_with("Error: Unauthenticated"));
}
