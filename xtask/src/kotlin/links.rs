//! Reads the requirements of a library from its file: what the system that loads it must provide.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, bail};
use object::elf::DT_NEEDED;
use object::read::elf::{Dyn as _, ElfFile64};
use object::read::macho::{LoadCommandVariant, MachHeader as _};
use object::{Endianness, FileKind, Object as _, macho};

/// A version such as glibc's 2.17.
pub(super) type Version = (u32, u32);

/// The requirements of a library.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Links {
    /// The other libraries that are loaded with it.
    pub(super) libraries: BTreeSet<String>,
    /// The newest version of glibc's symbols that it uses, if it uses glibc.
    pub(super) glibc: Option<Version>,
    /// The oldest macOS that can load it, if it is for macOS.
    pub(super) macos: Option<Version>,
    /// Whether it is signed. On arm64, macOS loads only signed libraries.
    pub(super) is_signed: bool,
}

impl Links {
    /// Reads a library for Linux, Windows, or macOS.
    pub(super) fn read(library: &[u8]) -> Result<Self> {
        match FileKind::parse(library)? {
            FileKind::Elf64 => elf(library),
            FileKind::Pe64 => pe(library),
            FileKind::MachO64 => mach_o(library),
            kind => bail!("expected an ELF, PE, or Mach-O library, got {kind:?}"),
        }
    }
}

fn elf(library: &[u8]) -> Result<Links> {
    let file: ElfFile64<'_, Endianness> = ElfFile64::parse(library)?;
    let (endian, sections) = (file.endian(), file.elf_section_table());
    let mut links = Links::default();
    let (entries, strings) =
        sections.dynamic(endian, library)?.context("the library has no dynamic section")?;
    let strings = sections.strings(endian, library, strings)?;
    for entry in entries.iter().filter(|entry| entry.d_tag(endian) == DT_NEEDED) {
        links.libraries.insert(text(entry.string(endian, strings)?));
    }
    if let Some((mut needs, strings)) = sections.gnu_verneed(endian, library)? {
        let strings = sections.strings(endian, library, strings)?;
        while let Some((_, mut versions)) = needs.next()? {
            while let Some(version) = versions.next()? {
                links.glibc = links.glibc.max(glibc(&text(version.name(endian, strings)?)));
            }
        }
    }
    Ok(links)
}

fn pe(library: &[u8]) -> Result<Links> {
    let file = object::File::parse(library)?;
    let mut links = Links::default();
    for import in file.imports()? {
        links.libraries.insert(text(import?.library()).to_lowercase());
    }
    Ok(links)
}

fn mach_o(library: &[u8]) -> Result<Links> {
    let header = macho::MachHeader64::<Endianness>::parse(library, 0)?;
    let endian = header.endian()?;
    let mut commands = header.load_commands(endian, library, 0)?;
    let mut links = Links::default();
    while let Some(command) = commands.next()? {
        match command.variant()? {
            LoadCommandVariant::Dylib(dylib) => {
                links.libraries.insert(text(command.string(endian, dylib.dylib.name)?));
            }
            LoadCommandVariant::LinkeditData(data) if data.cmd.get(endian) == macho::LC_CODE_SIGNATURE => {
                links.is_signed = true;
            }
            LoadCommandVariant::BuildVersion(build, _) => {
                let oldest = build.minos.get(endian).0;
                links.macos = Some((oldest >> 16, oldest >> 8 & 0xff));
            }
            _ => {}
        }
    }
    Ok(links)
}

/// Parses a version of glibc: `GLIBC_2.17` → (2, 17).
fn glibc(name: &str) -> Option<Version> {
    let (major, minor) = name.strip_prefix("GLIBC_")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_glibc_are_numbers() {
        assert_eq!(glibc("GLIBC_2.17"), Some((2, 17)));
        assert_eq!(glibc("GLIBC_2.2.5"), Some((2, 2)));
        assert_eq!(glibc("GCC_3.3"), None);
        assert!(glibc("GLIBC_2.9") < glibc("GLIBC_2.17"));
    }

    /// The running test is an ELF file itself.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[test]
    fn a_program_needs_the_glibc_that_it_was_linked_with() {
        let program = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let links = Links::read(&program).unwrap();
        assert!(links.libraries.contains("libc.so.6"), "{links:?}");
        assert!(links.glibc >= Some((2, 17)), "{links:?}");
    }
}
