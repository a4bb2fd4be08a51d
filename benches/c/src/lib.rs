//! Programs in C that the benches compile, start and measure by turns.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, fs};

use smsmode_benches::Result;

/// A program that runs and waits to be told how often to do its work. It ends with the bench.
#[derive(Debug)]
pub struct Program {
    child: Child,
    orders: ChildStdin,
    figures: BufReader<ChildStdout>,
}

impl Program {
    /// Compiles `programs/NAME.c`, links it with `library` and starts it.
    ///
    /// # Errors
    ///
    /// No compiler, or one that fails.
    pub fn start(name: &str, library: Library, arguments: &[&str]) -> Result<Self> {
        let program = compile(name, library)?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.env("LD_LIBRARY_PATH", built()?.join("c-benches")).spawn()?;
        let orders = child.stdin.take().ok_or("the input is a pipe")?;
        let figures = BufReader::new(child.stdout.take().ok_or("the output is a pipe")?);
        Ok(Self { child, orders, figures })
    }

    /// Processor time that its work takes once, in nanoseconds, when it is done so often.
    ///
    /// # Errors
    ///
    /// The program has failed; it says why itself.
    pub fn measure(&mut self, times: u32) -> Result<f64> {
        writeln!(self.orders, "{times}")?;
        let mut figure = String::new();
        self.figures.read_line(&mut figure)?;
        Ok(figure.trim().parse()?)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have failed before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a program is linked with.
#[derive(Debug, Clone, Copy)]
pub enum Library {
    /// The shared library, as its users have it.
    Smsmode,
    /// libcurl, of this machine.
    Curl,
}

fn compile(name: &str, library: Library) -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = built()?.join("c-benches");
    fs::create_dir_all(&folder)?;
    let program = folder.join(name);
    let mut compiler = Command::new("cc");
    compiler.args(["-std=gnu99", "-O2", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&program);
    compiler.arg(here.join("programs").join(name).with_extension("c"));
    match library {
        Library::Curl => compiler.arg("-lcurl"),
        Library::Smsmode => {
            compiler.arg("-I").arg(here.join("../../include")).arg(library_in(&folder)?)
        }
    };
    if compiler.status()?.success() { Ok(program) } else { Err(format!("{compiler:?}").into()) }
}

/// The library under the name by which programs look for it.
fn library_in(folder: &Path) -> Result<PathBuf> {
    let minor = env!("CARGO_PKG_VERSION").rsplit_once('.').ok_or("a version has three numbers")?.0;
    let library = folder.join(format!("libsmsmode.so.{minor}"));
    fs::copy(built()?.join("libsmsmode.so"), &library).map_err(|error| {
        format!("cargo build --release --package smsmode-c must come first: {error}")
    })?;
    Ok(library)
}

/// Where cargo has put the bench, and the library.
fn built() -> Result<PathBuf> {
    let bench = env::current_exe()?;
    Ok(bench.ancestors().nth(2).ok_or("a bench is below its target folder")?.to_owned())
}
