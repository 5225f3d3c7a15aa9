//! What the linker has to know, which cargo does not tell it.

#![expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script about the target through the environment"
)]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let system = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    if matches!(system.as_str(), "android" | "linux") {
        // Without a name of its own, a library is remembered by the path it was linked from.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libmingpian_uniffi.so");
    }
    if system == "macos" {
        // The same: it would be a path of the machine that built it.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libmingpian_uniffi.dylib");
    }
    if system == "android" {
        // Android 15 has devices with pages of 16 KiB, and loads nothing that is laid out for smaller ones.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,max-page-size=16384");
    }
}
