//! Recognizes Debian and Ubuntu, and installs their packages.

use std::fs;

use anyhow::Result;

use crate::project::{Project, say};

/// A family of systems that use Debian packages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Family {
    /// Debian or a derivative.
    Debian,
    /// Ubuntu or a derivative, where the packages of browsers are stubs that ask the user to install a snap.
    Ubuntu,
}

impl Family {
    /// Returns the family of this machine, if it is one of them.
    pub(crate) fn of_this_machine() -> Option<Self> {
        // os-release(5) lists both paths, in this order.
        let text =
            fs::read_to_string("/etc/os-release").or_else(|_| fs::read_to_string("/usr/lib/os-release"));
        Self::of_os_release(&text.ok()?)
    }

    /// Reads `ID` and `ID_LIKE` from os-release(5). If a name occurs twice, the last one counts, as in a shell.
    fn of_os_release(text: &str) -> Option<Self> {
        let value = |wanted: &str| {
            let values = text.lines().filter_map(|line| line.trim().split_once('='));
            let value = values.filter(|(name, _)| *name == wanted).map(|(_, value)| value).next_back();
            value.unwrap_or_default().trim_matches(['"', '\'']).to_ascii_lowercase()
        };
        let (id, like) = (value("ID"), value("ID_LIKE"));
        let is = |name: &str| id == name || like.split_whitespace().any(|word| word == name);
        if is("ubuntu") {
            Some(Self::Ubuntu)
        } else if is("debian") {
            Some(Self::Debian)
        } else {
            None
        }
    }
}

/// Returns whether this process runs as root and can install packages.
pub(crate) fn is_root(project: &Project) -> bool {
    cfg!(unix) && project.program("id").arg("-u").text().is_ok_and(|id| id == "0")
}

/// Installs packages and prints which ones, and why.
pub(crate) fn install(project: &Project, packages: &[&str], why: &str) -> Result<()> {
    say(&format!("apt-get install {}", packages.join(" ")), why);
    project.program("apt-get").args(["update", "--quiet"]).run()?;
    let install = project.program("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "--quiet", "--yes", "--no-install-recommends"]).args(packages).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_what_is_made_from_it() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nID=debian\n";
        assert_eq!(Family::of_os_release(debian), Some(Family::Debian));
        assert_eq!(Family::of_os_release("ID=raspbian\nID_LIKE=debian\n"), Some(Family::Debian));
        assert_eq!(Family::of_os_release("ID='Kali'\nID_LIKE='debian'"), Some(Family::Debian));
    }

    #[test]
    fn ubuntu_and_what_is_made_from_it() {
        assert_eq!(
            Family::of_os_release("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n"),
            Some(Family::Ubuntu)
        );
        assert_eq!(Family::of_os_release("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), Some(Family::Ubuntu));
    }

    #[test]
    fn other_systems() {
        assert_eq!(Family::of_os_release("ID=fedora\n"), None);
        assert_eq!(Family::of_os_release("ID=arch\n#ID=debian\nVARIANT_ID=debian\n"), None);
        assert_eq!(Family::of_os_release(""), None);
    }
}
