//! Builds the library for Apple's systems: an XCFramework, which is a folder that any machine can build.
//!
//! The framework needs no linker, because each slice is a static library. The finished files are read again to check
//! that they are correct.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use object::macho;
use object::read::archive::ArchiveFile;
use object::{Architecture, Endianness, Object as _, read::macho::MachHeader as _};
use plist::{Dictionary, Value};

use super::{LIBRARY, SWIFT, privacy, scratch};
use crate::project::{Project, say};
use crate::{artifact, table};

/// The oldest supported systems, which are the same in Package.swift.
const OLDEST_IOS: &str = "16.0";
const OLDEST_MACOS: &str = "13.0";

/// The maximum size that the library may add to an app, in bytes.
const LINKED_BUDGET: u64 = 500 * 1000;

/// Compiles the core for the smallest size on Apple's systems. This saves 16 KB on arm64, and the Swift benchmark
/// showed no slower lookups. The Kotlin benchmark was up to a tenth slower.
const SMALL: &str = "profile.native.package.mingpian.opt-level='z'";

/// The debug information that a crash report needs to show files and lines. It goes into the dSYM of an app, and not
/// into the app.
const LINES: &str = "profile.native.debug='line-tables-only'";

/// One folder of the framework.
struct Slice {
    name: &'static str,
    platform: &'static str,
    variant: Option<&'static str>,
    /// The platform in the load command of each object.
    platform_id: macho::Platform,
    targets: &'static [Target],
}

/// One architecture of a slice.
struct Target {
    /// Rust's name for the target.
    triple: &'static str,
    /// Apple's name for the architecture.
    arch: &'static str,
    cpu: (u32, u32),
    architecture: Architecture,
}

const ARM: (u32, u32) = (macho::CPU_TYPE_ARM64.0, macho::CPU_SUBTYPE_ARM64_ALL.0);
const INTEL: (u32, u32) = (macho::CPU_TYPE_X86_64.0, macho::CPU_SUBTYPE_X86_64_ALL.0);

const fn arm(triple: &'static str) -> Target {
    Target { triple, arch: "arm64", cpu: ARM, architecture: Architecture::Aarch64 }
}

const fn intel(triple: &'static str) -> Target {
    Target { triple, arch: "x86_64", cpu: INTEL, architecture: Architecture::X86_64 }
}

const SLICES: [Slice; 3] = [
    Slice {
        name: "ios-arm64",
        platform: "ios",
        variant: None,
        platform_id: macho::PLATFORM_IOS,
        targets: &[arm("aarch64-apple-ios")],
    },
    Slice {
        name: "ios-arm64_x86_64-simulator",
        platform: "ios",
        variant: Some("simulator"),
        platform_id: macho::PLATFORM_IOSSIMULATOR,
        targets: &[arm("aarch64-apple-ios-sim"), intel("x86_64-apple-ios")],
    },
    Slice {
        name: "macos-arm64_x86_64",
        platform: "macos",
        variant: None,
        platform_id: macho::PLATFORM_MACOS,
        targets: &[arm("aarch64-apple-darwin"), intel("x86_64-apple-darwin")],
    },
];

/// The name of the static library in every slice.
const FILE: &str = "libmingpian_uniffi.a";

/// Returns Rust's names for the targets of all slices.
pub(super) fn targets() -> Vec<&'static str> {
    SLICES.iter().flat_map(|slice| slice.targets).map(|target| target.triple).collect()
}

/// Builds the framework in the folder where the package's manifest expects it.
pub(super) fn run(project: &Project, symbols: bool) -> Result<()> {
    let framework = project.path(SWIFT).join("MingpianFFI.xcframework");
    if framework.exists() {
        fs::remove_dir_all(&framework).with_context(|| format!("cannot remove {}", framework.display()))?;
    }
    let mut rows = Vec::new();
    let mut libraries = Vec::new();
    for slice in &SLICES {
        let mut parts = Vec::new();
        for target in slice.targets {
            let library = strip(project, &build(project, target, symbols)?, target, symbols)?;
            check(&library, slice, target)?;
            let linked = link(project, &library, slice, target)?;
            privacy::check(project, &linked)?;
            let linked = fs::metadata(&linked)?.len();
            let size = fs::metadata(&library)?.len();
            ensure!(
                linked <= LINKED_BUDGET,
                "{} adds {linked} bytes to an app, which exceeds the budget of {LINKED_BUDGET}",
                target.triple
            );
            rows.push([
                slice.name.to_owned(),
                target.triple.to_owned(),
                size.to_string(),
                linked.to_string(),
            ]);
            parts.push((target, fs::read(&library)?));
        }
        let folder = framework.join(slice.name);
        headers(project, &folder.join("Headers/MingpianFFI"))?;
        fs::write(folder.join(FILE), universal(&parts))?;
        libraries.push(Value::Dictionary(entry(slice)));
    }
    let mut info = Dictionary::new();
    info.insert("AvailableLibraries".to_owned(), Value::Array(libraries));
    info.insert("CFBundlePackageType".to_owned(), Value::String("XFWK".to_owned()));
    info.insert("XCFrameworkFormatVersion".to_owned(), Value::String("1.0".to_owned()));
    plist::to_file_xml(framework.join("Info.plist"), &info).context("cannot write Info.plist")?;
    println!("\n{}", table::aligned(["Slice", "Target", "Bytes", "Linked, at most"], rows));
    println!(
        "Not tested on this machine: whether Xcode accepts the framework, and whether an app runs with it."
    );
    Ok(())
}

/// Builds the static library of a target.
fn build(project: &Project, target: &Target, symbols: bool) -> Result<PathBuf> {
    let has_std = add(project, target.triple)?;
    say(&format!("cargo rustc {LIBRARY} --target {}", target.triple), "to build a slice of the framework");
    let mut run = project.cargo().arg("rustc");
    if !has_std {
        // The standard library is built, too. The flag is unstable, and cargo only accepts it with this variable.
        run = run.arg("-Zbuild-std=std,panic_unwind").env("RUSTC_BOOTSTRAP", "1");
    }
    if symbols {
        run = run.args(["--config", LINES]);
    }
    let run = run.args([
        "--locked",
        "--package",
        LIBRARY,
        "--lib",
        "--profile",
        "native",
        "--target",
        target.triple,
        "--config",
        SMALL,
    ]);
    let run = run.env("IPHONEOS_DEPLOYMENT_TARGET", OLDEST_IOS).env("MACOSX_DEPLOYMENT_TARGET", OLDEST_MACOS);
    artifact::static_library(run, LIBRARY)
}

/// Ensures that Rust's standard library for the target is installed or, if it is not available, its source. Returns
/// whether the library is installed.
fn add(project: &Project, triple: &str) -> Result<bool> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let libraries = project.program(&rustc).args(["--print", "target-libdir", "--target", triple]).text()?;
    if Path::new(&libraries).is_dir() {
        return Ok(true);
    }
    say(&format!("rustup target add {triple}"), "its standard library is missing");
    if project.program("rustup").args(["target", "add", triple]).succeeds() {
        return Ok(true);
    }
    let sysroot = project.program(&rustc).args(["--print", "sysroot"]).text()?;
    if !Path::new(&sysroot).join("lib/rustlib/src/rust/library").is_dir() {
        say(
            "rustup component add rust-src",
            "the standard library is not available, so it is built from its source",
        );
        project.program("rustup").args(["component", "add", "rust-src"]).run()?;
    }
    Ok(false)
}

/// Removes the parts that an app does not need: the compiler's intermediate code and, without `symbols`, the debug
/// information.
fn strip(project: &Project, library: &Path, target: &Target, symbols: bool) -> Result<PathBuf> {
    let directory = scratch(project).join("apple").join(target.triple);
    fs::create_dir_all(&directory)?;
    let stripped = directory.join(FILE);
    let objcopy = tool(project, "rust-objcopy")?;
    let run = project.program(&objcopy.to_string_lossy());
    let run = run.args(["--remove-section=__LLVM,__bitcode", "--remove-section=__LLVM,__cmdline"]);
    let run = if symbols { run } else { run.arg("--strip-debug") };
    run.arg(library).arg(&stripped).run()?;
    Ok(stripped)
}

/// Returns the path of a program that comes with the Rust toolchain.
fn tool(project: &Project, name: &str) -> Result<PathBuf> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let host = project.program(&rustc).args(["--print", "host-tuple"]).text()?;
    let sysroot = project.program(&rustc).args(["--print", "sysroot"]).text()?;
    let path = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin").join(name);
    ensure!(path.exists(), "the Rust toolchain has no {name}: {}", path.display());
    Ok(path)
}

/// Checks that every object of the library is for this system and this architecture.
fn check(library: &Path, slice: &Slice, target: &Target) -> Result<()> {
    let bytes = fs::read(library).with_context(|| format!("cannot read {}", library.display()))?;
    let archive =
        ArchiveFile::parse(&*bytes).with_context(|| format!("{} is not an archive", library.display()))?;
    let mut objects = 0;
    for member in archive.members() {
        let member = member?;
        let data = member.data(&*bytes)?;
        let name = String::from_utf8_lossy(member.name()).into_owned();
        let file = object::File::parse(data).with_context(|| format!("{name} is not an object file"))?;
        ensure!(
            file.architecture() == target.architecture,
            "{name}: expected the architecture {:?}, got {:?}",
            target.architecture,
            file.architecture()
        );
        if let Some((platform, oldest)) = build_version(data)? {
            ensure!(
                platform == slice.platform_id,
                "{name}: got the platform {platform:?}, expected {:?}",
                slice.platform_id
            );
            ensure!(
                oldest <= packed(slice)?,
                "{name}: expected a minimum system of at most {}",
                oldest_of(slice)
            );
            objects += 1;
        }
    }
    ensure!(objects > 0, "expected objects with a platform in {}, got none", library.display());
    Ok(())
}

/// Returns the platform and the oldest system of an object, from `LC_BUILD_VERSION`.
fn build_version(data: &[u8]) -> Result<Option<(macho::Platform, u32)>> {
    let header = macho::MachHeader64::<Endianness>::parse(data, 0)?;
    let endian = header.endian()?;
    let mut commands = header.load_commands(endian, data, 0)?;
    while let Some(command) = commands.next()? {
        if let Some((version, _)) = command.build_version(endian)? {
            return Ok(Some((version.platform.get(endian), version.minos.get(endian).0)));
        }
    }
    Ok(None)
}

fn oldest_of(slice: &Slice) -> &'static str {
    if slice.platform == "macos" { OLDEST_MACOS } else { OLDEST_IOS }
}

/// Returns the oldest system of a slice, such as `16.0`, as load commands encode it.
fn packed(slice: &Slice) -> Result<u32> {
    let (major, minor) = oldest_of(slice).split_once('.').context("expected a version with two numbers")?;
    Ok(major.parse::<u32>()? << 16 | minor.parse::<u32>()? << 8)
}

/// Links the functions that the generated Swift calls into a dynamic library without any unused code. Its size is the
/// most that the library adds to an app.
fn link(project: &Project, library: &Path, slice: &Slice, target: &Target) -> Result<PathBuf> {
    let linker = tool(project, "gcc-ld/ld64.lld")?;
    let output = library.with_extension("dylib");
    let header = fs::read_to_string(project.path(SWIFT).join("Sources/MingpianFFI/MingpianFFI.h"))
        .context("cannot read the header, which `cargo xtask generate` writes")?;
    let platform = match (slice.platform, slice.variant) {
        ("ios", Some(_)) => "ios-simulator",
        (platform, _) => platform,
    };
    let oldest = oldest_of(slice);
    let run = project.program(&linker.to_string_lossy()).args(["-arch", target.arch]);
    let run = run.args(["-platform_version", platform, oldest, oldest, "-dylib", "-dead_strip"]);
    let mut run = run.args(["-undefined", "dynamic_lookup", "-x", "-S", "-o"]).arg(&output).arg(library);
    let mut called = 0;
    for name in called_functions(&header) {
        run = run.args(["-u", &format!("_{name}"), "-exported_symbol", &format!("_{name}")]);
        called += 1;
    }
    ensure!(called > 0, "expected functions in the header, got none");
    run.run()?;
    Ok(output)
}

/// Returns the names of the functions that a UniFFI header declares.
fn called_functions(header: &str) -> impl Iterator<Item = &str> {
    header.lines().filter_map(|line| {
        let (before, _) = line.split_once('(')?;
        let name = before.rsplit([' ', '*']).next()?;
        (name.starts_with("uniffi_mingpian") || name.starts_with("ffi_mingpian")).then_some(name)
    })
}

/// Copies the headers into a separate folder, so that they do not collide with those of other frameworks.
fn headers(project: &Project, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let from = project.path(SWIFT).join("Sources/MingpianFFI");
    super::copy(&from.join("MingpianFFI.h"), &folder.join("MingpianFFI.h"))?;
    // The framework contains the library. The linker needs this line only without the framework.
    let map =
        fs::read_to_string(from.join("module.modulemap"))?.replace("    link \"mingpian_uniffi\"\n", "");
    fs::write(folder.join("module.modulemap"), map).context("cannot write the module map")
}

fn entry(slice: &Slice) -> Dictionary {
    let text = |text: &str| Value::String(text.to_owned());
    let mut entry = Dictionary::new();
    entry.insert("BinaryPath".to_owned(), text(FILE));
    entry.insert("HeadersPath".to_owned(), text("Headers"));
    entry.insert("LibraryIdentifier".to_owned(), text(slice.name));
    entry.insert("LibraryPath".to_owned(), text(FILE));
    let archs = slice.targets.iter().map(|target| text(target.arch)).collect();
    entry.insert("SupportedArchitectures".to_owned(), Value::Array(archs));
    entry.insert("SupportedPlatform".to_owned(), text(slice.platform));
    if let Some(variant) = slice.variant {
        entry.insert("SupportedPlatformVariant".to_owned(), text(variant));
    }
    entry
}

/// Returns a file with several architectures (`mach-o/fat.h`), or the library itself if there is only one architecture.
fn universal(parts: &[(&Target, Vec<u8>)]) -> Vec<u8> {
    /// The alignment as a power of two: 2^14 bytes is the page size of Apple's processors.
    const ALIGN: usize = 14;
    if let [(_, only)] = parts {
        return only.clone();
    }
    let number = |number: usize| u32::try_from(number).expect("a library is far below 4 GiB").to_be_bytes();
    let mut out = Vec::new();
    out.extend(macho::FAT_MAGIC.to_be_bytes());
    out.extend(number(parts.len()));
    let mut offset = 0;
    for (target, bytes) in parts {
        offset = usize::max(offset, 8 + 20 * parts.len()).next_multiple_of(1 << ALIGN);
        out.extend(target.cpu.0.to_be_bytes());
        out.extend(target.cpu.1.to_be_bytes());
        out.extend(number(offset));
        out.extend(number(bytes.len()));
        out.extend(number(ALIGN));
        offset += bytes.len();
    }
    for (_, bytes) in parts {
        out.resize(out.len().next_multiple_of(1 << ALIGN), 0);
        out.extend(bytes);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use object::read::macho::{FatArch as _, MachOFatFile32};

    #[test]
    fn a_universal_file_is_read_back() {
        let [a, b] = [arm("a"), intel("b")];
        let bytes = universal(&[(&a, b"one library".to_vec()), (&b, b"another".to_vec())]);
        let file = MachOFatFile32::parse(&*bytes).unwrap();
        let parts: Vec<_> =
            file.arches().iter().map(|arch| (arch.architecture(), arch.data(&*bytes).unwrap())).collect();
        let wanted: [(_, &[u8]); 2] =
            [(Architecture::Aarch64, b"one library"), (Architecture::X86_64, b"another")];
        assert_eq!(parts, wanted);
    }

    #[test]
    fn functions_are_found_in_a_header() {
        let header = "typedef void (*UniffiCallback)(uint64_t);\n\
            void*_Nonnull uniffi_mingpian_uniffi_fn_clone_call(void*_Nonnull ptr, RustCallStatus *status\n\
            RustBuffer ffi_mingpian_uniffi_rustbuffer_alloc(uint64_t size\n);\n";
        let names: Vec<_> = called_functions(header).collect();
        assert_eq!(names, ["uniffi_mingpian_uniffi_fn_clone_call", "ffi_mingpian_uniffi_rustbuffer_alloc"]);
    }
}
