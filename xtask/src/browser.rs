//! Finds a browser that can run headless, or installs one if this machine allows it.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use crate::debian::{self, Family};
use crate::process::Run;
use crate::project::{Project, say};

/// The names of programs on the search path, in order of preference.
const NAMES: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "firefox",
    "firefox-esr",
];

/// The programs on macOS, in `/Applications` or in `Applications` in the home directory.
const MAC_APPLICATIONS: [&str; 4] = [
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Firefox.app/Contents/MacOS/firefox",
];

/// The environment variables of Windows that name the directories of programs.
const WINDOWS_VARIABLES: [&str; 3] = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
const WINDOWS_PROGRAMS: [&str; 4] = [
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Mozilla Firefox\firefox.exe",
];

/// The kind of a browser, which determines how tests drive it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Chromium, Chrome, Edge.
    Chrome,
    /// Firefox.
    Firefox,
}

impl Kind {
    /// Returns the name for the tests and for the page's driver.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }

    fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if name.contains("firefox") { Self::Firefox } else { Self::Chrome }
    }
}

/// A browser on this machine.
pub(crate) struct Browser {
    /// The path of the program.
    pub(crate) path: PathBuf,
    /// The kind of the browser.
    pub(crate) kind: Kind,
}

impl Browser {
    /// Passes the browser to a test run.
    pub(crate) fn tell<'a>(&self, run: Run<'a>) -> Run<'a> {
        run.env("MINGPIAN_BROWSER", &self.path).env("MINGPIAN_BROWSER_KIND", self.kind.name())
    }
}

/// Returns the browser that `MINGPIAN_BROWSER` names, or the first one on the system. As root on Debian, installs one
/// if there is none. Otherwise, the error contains the command that installs a browser.
pub(crate) fn find(project: &Project) -> Result<Browser> {
    if let Some(path) = std::env::var_os("MINGPIAN_BROWSER").filter(|value| !value.is_empty()) {
        let path = PathBuf::from(path);
        ensure!(
            path.is_file(),
            "MINGPIAN_BROWSER: expected the path of a browser, got {}, which does not exist",
            path.display()
        );
        return Ok(Browser { kind: told_kind()?.unwrap_or_else(|| Kind::of(&path)), path });
    }
    if let Some(path) = candidates().into_iter().find(|path| is_browser(path)) {
        return Ok(Browser { kind: Kind::of(&path), path });
    }
    let family = Family::of_this_machine();
    if family == Some(Family::Debian) && debian::is_root(project) {
        debian::install(project, &["chromium", "fonts-noto-cjk"], "the tests need a browser")?;
        if let Ok(path) = which::which("chromium") {
            return Ok(Browser { kind: Kind::Chrome, path });
        }
    }
    let line = install_line(std::env::consts::OS, family);
    bail!(
        "there is no Chromium, Chrome, Edge or Firefox. This installs one: {line}\n\
         If there is one in an unusual place, name it: MINGPIAN_BROWSER=/path/to/it"
    )
}

/// Returns the first browser of this kind on the system.
pub(crate) fn of_kind(kind: Kind) -> Option<PathBuf> {
    candidates().into_iter().find(|path| Kind::of(path) == kind && is_browser(path))
}

/// Opens a page in the user's browser, if the machine has a display.
pub(crate) fn open(url: &str) {
    // Without a display, the browser that opens might be one that runs in the terminal.
    let linux = cfg!(all(unix, not(target_os = "macos")));
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].map(|name| std::env::var_os(name).is_some());
    if linux && !display.contains(&true) {
        return say(
            "not opening a browser",
            "there is no display; `cargo xtask demo --once` does not need one",
        );
    }
    say(&format!("open {url}"), "to show the page in your browser");
    if let Err(error) = open::that_detached(url) {
        eprintln!(" cannot open a browser ({error}): open the URL yourself");
    }
}

/// Returns the kind that `MINGPIAN_BROWSER_KIND` names.
fn told_kind() -> Result<Option<Kind>> {
    match std::env::var("MINGPIAN_BROWSER_KIND").as_deref() {
        Ok("chrome") => Ok(Some(Kind::Chrome)),
        Ok("firefox") => Ok(Some(Kind::Firefox)),
        Ok("") | Err(_) => Ok(None),
        Ok(other) => bail!("MINGPIAN_BROWSER_KIND: expected chrome or firefox, got {other}"),
    }
}

fn candidates() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = NAMES.iter().filter_map(|name| which::which(name).ok()).collect();
    if cfg!(target_os = "macos") {
        let home = std::env::home_dir().map(|home| home.join("Applications"));
        let roots = [Some(PathBuf::from("/Applications")), home];
        found.extend(
            roots.iter().flatten().flat_map(|root| MAC_APPLICATIONS.map(|program| root.join(program))),
        );
    }
    if cfg!(windows) {
        let roots = WINDOWS_VARIABLES.iter().filter_map(std::env::var_os).map(PathBuf::from);
        found.extend(roots.flat_map(|root| WINDOWS_PROGRAMS.map(|program| root.join(program))));
    }
    found
}

/// Returns whether a file starts a browser. On Ubuntu, it may be a script that only asks the user to install a snap if
/// the snap is missing.
fn is_browser(path: &Path) -> bool {
    let mut start = Vec::new();
    let Ok(file) = File::open(path) else { return false };
    // A program may be executable without being readable.
    if file.take(4096).read_to_end(&mut start).is_err() {
        return path.is_file();
    }
    snaps_named(&start).iter().all(|snap| Path::new(snap).exists())
}

/// Returns the programs in `/snap/bin` that a script calls, or an empty list if the file is not a script.
fn snaps_named(start: &[u8]) -> Vec<String> {
    if !start.starts_with(b"#!") {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(start);
    let ends = |c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c));
    let names = text.split("/snap/bin/").skip(1).filter_map(|rest| rest.split(ends).next());
    names.filter(|name| !name.is_empty()).map(|name| format!("/snap/bin/{name}")).collect()
}

/// Returns the command that installs a browser.
fn install_line(system: &str, family: Option<Family>) -> &'static str {
    match (system, family) {
        ("macos", _) => "brew install --cask google-chrome",
        ("windows", _) => "winget install Google.Chrome",
        (_, Some(Family::Debian)) => "sudo apt-get install --no-install-recommends chromium fonts-noto-cjk",
        (_, Some(Family::Ubuntu)) => "sudo snap install chromium && sudo apt-get install fonts-noto-cjk",
        _ => "sudo dnf install chromium   (or your system's way to install chromium)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_follows_from_the_name() {
        assert_eq!(Kind::of(Path::new("/usr/bin/firefox-esr")), Kind::Firefox);
        assert_eq!(Kind::of(Path::new("/Applications/Firefox.app/Contents/MacOS/firefox")), Kind::Firefox);
        assert_eq!(Kind::of(Path::new("/home/firefox/bin/chromium")), Kind::Chrome);
        assert_eq!(Kind::of(Path::new("/usr/bin/microsoft-edge")), Kind::Chrome);
    }

    #[test]
    fn a_script_that_asks_for_a_snap_is_recognized() {
        let stub = b"#!/bin/sh\n\nif ! [ -x /snap/bin/chromium ]; then\n  echo snap install chromium >&2\n  exit 1\nfi\n\
                     exec /snap/bin/chromium \"$@\"\n";
        assert_eq!(snaps_named(stub), ["/snap/bin/chromium", "/snap/bin/chromium"]);
        assert_eq!(snaps_named(b"#!/bin/sh\nexec /usr/lib/chromium/chromium \"$@\"\n"), [""; 0]);
        assert_eq!(snaps_named(b"\x7fELF /snap/bin/chromium"), [""; 0]);
    }

    #[test]
    fn every_system_has_a_command() {
        assert!(install_line("linux", Some(Family::Ubuntu)).contains("snap"));
        assert!(install_line("linux", Some(Family::Debian)).contains("apt-get"));
        assert!(install_line("macos", None).contains("brew"));
        assert!(install_line("windows", None).contains("winget"));
        assert!(!install_line("freebsd", None).is_empty());
    }
}
