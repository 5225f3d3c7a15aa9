//! Finds the three browsers in which the npm package is measured and tested.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::browser::{self, Kind};
use crate::debian::{self, Family};
use crate::project::{Project, say};

/// A browser on this machine.
pub(crate) struct Engine {
    /// Its name: `chromium`, `firefox`, or `webkit`.
    pub(crate) name: &'static str,
    /// The path of its program.
    pub(crate) path: PathBuf,
}

/// The name of an engine, the Debian packages that contain it, and a function that finds its program.
type Candidate = (&'static str, &'static [&'static str], fn() -> Option<PathBuf>);

const CANDIDATES: [Candidate; 3] = [
    ("chromium", &["chromium", "fonts-noto-cjk"], || browser::of_kind(Kind::Chrome)),
    ("firefox", &["firefox-esr"], || browser::of_kind(Kind::Firefox)),
    // The driver's package depends on the library, which contains a browser. That browser needs a display.
    ("webkit", &["webkit2gtk-driver", "xvfb", "xauth"], mini_browser),
];

/// Finds the browsers. On Debian, it installs missing ones if it runs as root. Other missing browsers are reported and
/// left out.
pub(crate) fn find(project: &Project, why: &str) -> Result<Vec<Engine>> {
    let may_install = Family::of_this_machine() == Some(Family::Debian) && debian::is_root(project);
    let mut found = Vec::new();
    for (name, packages, program) in CANDIDATES {
        if program().is_none() && may_install {
            debian::install(project, packages, why)?;
        }
        match program() {
            Some(path) => found.push(Engine { name, path }),
            None => say(&format!("skip {name}"), "it is not installed"),
        }
    }
    Ok(found)
}

/// Finds the browser that comes with WebKitGTK, which is not on the search path.
fn mini_browser() -> Option<PathBuf> {
    which::which("xvfb-run").ok()?;
    let triple = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    let directories = [triple.as_str(), "/usr/libexec", "/usr/lib64", "/usr/lib"];
    let versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
    let mut paths = directories
        .iter()
        .flat_map(|directory| versions.map(|version| Path::new(directory).join(version).join("MiniBrowser")));
    paths.find(|path| path.is_file())
}
