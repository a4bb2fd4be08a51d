//! A real PostgreSQL: the distribution's, in a folder of its own, ended with the tests.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A server; it ends when this program does, however that happens.
pub(crate) struct Server {
    folder: String,
    child: Child,
    told: BufReader<ChildStdout>,
}

const SCRIPT: &str = include_str!("postgres.sh");

/// A database of its own, so that tests do not meet.
pub(crate) struct Database {
    name: String,
    server: &'static Server,
}

impl Server {
    /// One for all tests of a program.
    fn shared() -> &'static Self {
        static SERVER: OnceLock<Server> = OnceLock::new();
        SERVER.get_or_init(Self::start)
    }

    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// With more options of the server's own: whoever measures it sets some.
    pub(crate) fn start_with(options: &[&str]) -> Self {
        let mut child = unprivileged(&programs())
            .args(options)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a terminal or `timeout` tells the tests would cut its tidying up short.
            .process_group(0)
            .spawn()
            .unwrap();
        let told = BufReader::new(child.stdout.take().unwrap());
        let mut server = Self { folder: String::new(), child, told };
        server.folder = server.wait();
        server
    }

    fn wait(&mut self) -> String {
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'), "PostgreSQL does not start: see above");
        line.trim().to_owned()
    }

    /// As by a loss of power: nobody is told, nothing is tidied up.
    #[allow(dead_code, reason = "the tests of one program crash it, those of another share it")]
    pub(crate) fn crash_and_restart(&mut self) {
        self.tell("crash");
    }

    /// It dies, and a standby of it takes over in its place.
    #[allow(dead_code, reason = "the tests of some programs have it do so")]
    pub(crate) fn fail_over(&mut self) {
        self.tell("fail_over");
    }

    fn tell(&mut self, what: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{what}").unwrap();
        self.wait();
    }

    pub(crate) fn url(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@localhost/{database}?host={}", self.folder)
    }

    /// What a person would type into a database; what comes of it.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> String {
        let done = Command::new(programs().join("psql"))
            .args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "-vON_ERROR_STOP=1"])
            .args(["--username", "smsmode", "--host", &self.folder, "--command", sql, database])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }
}

/// The script beside us ends when nobody holds its input any more; whoever drops it waits.
impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
    }
}

/// PostgreSQL refuses to run as root.
fn unprivileged(programs: &Path) -> Command {
    let user = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let user = if user.contains("postgres:") { "postgres" } else { "nobody" };
    let id = Command::new("id").arg("-u").output().unwrap();
    let mut command = match id.stdout.trim_ascii() {
        b"0" => Command::new("runuser"),
        _ => Command::new("sh"),
    };
    if id.stdout.trim_ascii() == b"0" {
        command.args(["-u", user, "--", "sh"]);
    }
    command.args(["-c", SCRIPT, "postgres.sh"]).arg(programs);
    command
}

/// The newest that the distribution has, or that is in the path.
fn programs() -> PathBuf {
    let all = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = all.map(|folder| folder.path()).max_by_key(version);
    let newest = newest.map(|folder| folder.join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = std::env::split_paths(&path).find(|folder| folder.join("initdb").exists());
    newest.filter(|bin| bin.join("initdb").exists()).or(named).expect(
        "no PostgreSQL: `make tools` installs one; on Debian: sudo apt-get install postgresql",
    )
}

impl Database {
    pub(crate) fn new() -> Self {
        Self::on(Server::shared())
    }

    pub(crate) fn on(server: &'static Server) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        server.psql("postgres", &format!("CREATE DATABASE {name}"));
        Self { name, server }
    }

    pub(crate) fn url(&self) -> String {
        self.url_of("smsmode")
    }

    pub(crate) fn url_of(&self, user: &str) -> String {
        self.server.url(user, &self.name)
    }

    /// A copy of it on the same server. Nobody may have it open.
    #[allow(dead_code, reason = "few tests copy theirs")]
    pub(crate) fn copy(&self) -> Self {
        let name = format!("{}_copy", self.name);
        self.server.psql("postgres", &format!("CREATE DATABASE {name} TEMPLATE {}", self.name));
        Self { name, server: self.server }
    }

    /// What a person would type; what comes of it.
    pub(crate) fn psql(&self, sql: &str) -> String {
        self.server.psql(&self.name, sql)
    }
}
