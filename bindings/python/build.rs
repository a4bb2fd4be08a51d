//! Has the linker keep one of several functions that are the same to the byte: the wheel is made small.

fn main() {
    // Other linkers do not know the word.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,--icf=all");
    }
}
