//! Compiles programs in C against the library that cargo has just built, and runs them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use smsmode_sandbox::{DEMO_API_KEY, Sandbox};

/// How a program gets the library.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Linkage {
    Shared,
    Static,
    /// The static library as the sanitizer of addresses watches it, in a program that is watched for
    /// undefined behaviour too.
    Sanitized,
}

/// What a program must link beside the static library, as the README promises it.
pub(crate) const SYSTEM_LIBRARIES: [&str; 4] = ["-lpthread", "-lm", "-ldl", "-lgcc_s"];

const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// Where the library is. Cargo builds none for tests, which cannot link a library for C, so it is asked
/// to once, in the folder and with the profile of the tests.
pub(crate) fn libraries() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
        let mut cargo = cargo("build");
        cargo.arg("--target-dir").arg(target_folder());
        if profile_folder().ends_with("release") {
            cargo.arg("--release");
        }
        assert!(cargo.status().unwrap().success(), "{cargo:?}");
        profile_folder()
    });
    &BUILT
}

/// The static library for programs.
fn static_library() -> &'static Path {
    static BUILT: LazyLock<PathBuf> =
        LazyLock::new(|| without_lines(&libraries().join("libsmsmode.a"), "libsmsmode-static.a"));
    &BUILT
}

/// The static library that the sanitizer of addresses watches. Rust has it behind a flag that is not
/// stable, which the compiler of a stable release takes if it is told so.
pub(crate) fn sanitized_library() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = target_folder().join("sanitized");
        let mut cargo = cargo("rustc");
        cargo.args(["--lib", "--crate-type", "staticlib", "--target", &host()]);
        cargo.arg("--target-dir").arg(&folder);
        cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address");
        assert!(cargo.status().unwrap().success(), "{cargo:?}");
        let library = folder.join(host()).join("debug/libsmsmode.a");
        without_lines(&library, "libsmsmode-sanitized.a")
    });
    &BUILT
}

/// A copy of a static library that has the names of functions and not their lines: each of a hundred
/// programs would hold them.
fn without_lines(library: &Path, name: &str) -> PathBuf {
    let copy = scratch(name);
    run(Command::new("strip").arg("--strip-debug").arg("-o").arg(&copy).arg(library));
    copy
}

pub(crate) fn cargo(command: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([command, "--quiet", "--locked", "--package", env!("CARGO_PKG_NAME")]);
    cargo.current_dir(workspace());
    // What cargo tells this test about its package makes build scripts run again.
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_about_this_package(name)) {
        cargo.env_remove(name);
    }
    cargo
}

/// Where cargo has put this test, with its profile and without.
fn profile_folder() -> PathBuf {
    std::env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned()
}

pub(crate) fn target_folder() -> PathBuf {
    profile_folder().parent().unwrap().to_owned()
}

/// The kind of machine on which this runs, such as x86_64-unknown-linux-gnu.
fn host() -> String {
    let told = run(Command::new("rustc").arg("-vV"));
    told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn is_about_this_package(variable: &OsStr) -> bool {
    let name = variable.to_string_lossy();
    name == "OUT_DIR" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file that no other test writes.
pub(crate) fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The compilers, which `make tools` installs.
pub(crate) const COMPILERS: [&str; 2] = ["gcc", "clang"];

/// Runs a command to its end and gives what it printed.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    printed(command, &output)
}

/// What a command printed that has ended well.
pub(crate) fn printed(command: &Command, output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, errors) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{command:?}: {}\n{out}{errors}", output.status);
    assert_eq!(errors, "", "{command:?} prints on stderr");
    out
}

/// A compiler with every warning an error and the headers of the project.
pub(crate) fn compiler(name: &str, standard: &str) -> Command {
    let mut command = Command::new(name);
    command.arg(format!("-std={standard}")).args(STRICT).args(["-gdwarf-4", "-I"]);
    command.arg(workspace().join("include"));
    command
}

/// Compiles a program; its path below the workspace is given.
pub(crate) fn compile(source: &str, with: &str, linkage: Linkage) -> PathBuf {
    let name = Path::new(source).file_stem().unwrap().to_string_lossy();
    let program = scratch(&format!("{name}-{with}-{linkage:?}"));
    let mut command = compiler(with, "c99");
    command.arg(workspace().join(source)).arg("-o").arg(&program);
    link(&mut command, linkage);
    run(&mut command);
    program
}

/// Lets a compiler link the library.
pub(crate) fn link(command: &mut Command, linkage: Linkage) {
    match linkage {
        Linkage::Shared => {
            command.arg("-L").arg(libraries()).arg("-lsmsmode").arg("-pthread");
        }
        Linkage::Static => {
            command.arg(static_library()).args(SYSTEM_LIBRARIES);
        }
        Linkage::Sanitized => {
            command.args(["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]);
            command.arg(sanitized_library()).args(SYSTEM_LIBRARIES);
        }
    }
}

/// A program as its user starts it, with the sandbox for the service.
pub(crate) fn started(program: &Path, sandbox: Option<&Sandbox>) -> Command {
    let mut command = Command::new(program);
    command.env("LD_LIBRARY_PATH", soname_folder());
    command.env_remove("SMSMODE_API_KEY").env_remove("SMSMODE_BASE_URL");
    if let Some(sandbox) = sandbox {
        command.env("SMSMODE_API_KEY", DEMO_API_KEY).env("SMSMODE_BASE_URL", sandbox.base_url());
    }
    command
}

/// The same under Valgrind, which prints nothing but errors. What can still be reached at the end, such
/// as tables that stay, is no leak, nor what Rust points into, as to the handle of the main thread.
pub(crate) fn watched(started: &Command) -> Command {
    let mut command = Command::new("valgrind");
    command.args(["--quiet", "--error-exitcode=99", "--leak-check=full"]);
    command.args(["--show-leak-kinds=definite,indirect"]);
    command.args(["--errors-for-leak-kinds=definite,indirect"]);
    command.arg(started.get_program());
    for (name, value) in started.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// A folder where the library has the name by which programs look for it.
fn soname_folder() -> PathBuf {
    let folder = scratch(&format!("lib-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let version = env!("CARGO_PKG_VERSION").rsplit_once('.').unwrap().0;
    let link = folder.join(format!("libsmsmode.so.{version}"));
    // Another test may have made it meanwhile.
    let _ = std::os::unix::fs::symlink(libraries().join("libsmsmode.so"), link);
    folder
}
