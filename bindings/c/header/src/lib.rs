//! Writes `include/smsmode.h` from the sources of the C library, and from that header declarations for
//! languages that cannot read it.

mod declarations;

use std::path::{Path, PathBuf};

pub use declarations::declarations;

/// The header, as the sources of this moment want it.
///
/// # Errors
///
/// Sources or settings that cannot be read, in words.
pub fn header() -> Result<String, String> {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut config = cbindgen::Config::from_file(library.join("cbindgen.toml"))?;
    config.after_includes = Some(macros());
    let builder = cbindgen::Builder::new().with_crate(library).with_config(config);
    let mut written = Vec::new();
    builder.generate().map_err(|error| error.to_string())?.write(&mut written);
    String::from_utf8(written).map_err(|error| error.to_string())
}

/// What the sources cannot say: the version of the workspace, which nobody writes a second time, and
/// a macro over another macro of C.
fn macros() -> String {
    let (major, minor, patch) = (
        env!("CARGO_PKG_VERSION_MAJOR"),
        env!("CARGO_PKG_VERSION_MINOR"),
        env!("CARGO_PKG_VERSION_PATCH"),
    );
    format!(
        "\n/** The version of this header; smsmode_version() gives that of the library. */\n\
         #define SMSMODE_VERSION \"{major}.{minor}.{patch}\"\n\
         #define SMSMODE_VERSION_MAJOR {major}\n\
         #define SMSMODE_VERSION_MINOR {minor}\n\
         #define SMSMODE_VERSION_PATCH {patch}\n\n\
         /** Stands for a place or a number that there is not. */\n\
         #define SMSMODE_NONE SIZE_MAX"
    )
}

/// Where the declarations are.
pub fn declarations_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../declarations")
}
