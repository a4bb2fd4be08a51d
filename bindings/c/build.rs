//! Names the interface of the shared library, so that a program finds the one it was linked with.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Before 1.0 each minor version may break, so the name carries it.
    let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
    println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libsmsmode.so.{major}.{minor}");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        // What finds names by the older table is from before 2006; some linkers write both.
        println!("cargo::rustc-cdylib-link-arg=-Wl,--hash-style=gnu");
    }
}
