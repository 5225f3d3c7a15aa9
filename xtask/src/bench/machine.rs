//! Describes the machine and the versions of the tools.

use std::fs;

use crate::project::Project;

/// Describes the machine: its processor, the number of cores that this program may use, and its system.
pub(super) fn describe(project: &Project) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = processor(project).unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{cores} cores, {processor}, {}", system(project))
}

/// Returns the processor's name.
fn processor(project: &Project) -> Option<String> {
    if cfg!(target_os = "macos") {
        return project.program("sysctl").args(["-n", "machdep.cpu.brand_string"]).text().ok();
    }
    value(&fs::read_to_string("/proc/cpuinfo").ok()?, "model name", ':')
}

/// Returns the system's name and version.
fn system(project: &Project) -> String {
    let release = fs::read_to_string("/etc/os-release").ok();
    let name = release.and_then(|text| value(&text, "PRETTY_NAME", '='));
    let apple = || {
        let version = project.program("sw_vers").arg("-productVersion").text().ok()?;
        Some(format!("macOS {version}"))
    };
    let apple = || if cfg!(target_os = "macos") { apple() } else { None };
    name.or_else(apple).unwrap_or_else(|| std::env::consts::OS.to_owned())
}

/// Returns the value of the first line that has this name.
fn value(text: &str, name: &str, separator: char) -> Option<String> {
    let lines = text.lines().filter_map(|line| line.split_once(separator));
    let mut values = lines.filter(|(found, _)| found.trim() == name).map(|(_, value)| value);
    Some(values.next()?.trim().trim_matches('"').to_owned())
}

/// Returns the commit that is measured, if git knows it. It ends in `-dirty` if files have changed since then.
pub(super) fn commit(project: &Project) -> Option<String> {
    project.program("git").args(["describe", "--always", "--dirty", "--exclude=*"]).text().ok()
}

/// Returns the version of a crate in Cargo.lock, or the newest one if there are several.
pub(super) fn crate_version(project: &Project, name: &str) -> String {
    let packages = project.metadata().packages.iter().filter(|package| package.name == name);
    packages.map(|package| &package.version).max().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_name() {
        let text = "processor\t: 0\nmodel name\t: Example CPU: 2\nmodel name\t: other\n";
        assert_eq!(value(text, "model name", ':').as_deref(), Some("Example CPU: 2"));
        assert_eq!(value("PRETTY_NAME=\"Debian\"\n", "PRETTY_NAME", '=').as_deref(), Some("Debian"));
        assert_eq!(value(text, "flags", ':'), None);
    }
}
