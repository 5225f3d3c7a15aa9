//! Passes options to the linker that cargo does not pass by itself.

#![expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script about the target through the environment"
)]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let system = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    if matches!(system.as_str(), "android" | "linux") {
        // Without a soname, programs that link the library refer to it by its path at link time.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libmingpian_uniffi.so");
    }
    if system == "macos" {
        // Without an install name, programs that link the library refer to its path on the machine that built it.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libmingpian_uniffi.dylib");
    }
    if system == "android" {
        // Some devices with Android 15 use memory pages of 16 KiB, and cannot load libraries that are aligned to
        // smaller pages.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,max-page-size=16384");
    }
}
