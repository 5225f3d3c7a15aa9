//! Tests memory use with a hundred thousand identifiers.

use crate::support::*;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

/// The maximum additional memory for 90,000 more identifiers, in KB. Each takes 16 bytes, in a table that is at most
/// twice as large as necessary and is copied when it grows.
const GROWTH_KB: u64 = 6_000;

#[test]
fn memory_does_not_grow_with_the_number_of_people() {
    let folder = Folder::new();
    let peaks = [10_000, 100_000].map(|count| {
        let list = folder.write("people.txt", emails(count));
        let mut command = quanshi(&base_url(""));
        command.arg("--emails-from").arg(list).args(["--format", "csv", "--quiet"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let (mut lines, mut peak) = (0, 0);
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            assert!(
                lines == 0 || line.unwrap().starts_with(&format!("person{lines}@example.com,email,found,"))
            );
            lines += 1;
            if lines % 1_000 == 0 {
                peak = peak.max(peak_kb(child.id()).unwrap_or(0));
            }
        }
        assert!(child.wait().unwrap().success());
        assert_eq!(lines, count + 1);
        peak
    });
    println!("peak memory: {} KB for 10,000 people, {} KB for 100,000", peaks[0], peaks[1]);
    // Both are 0 if the system does not report them.
    assert!(peaks[1] <= peaks[0] + GROWTH_KB, "{peaks:?} KB");
    assert!(peaks[0] > 0 || !cfg!(target_os = "linux"));
}
