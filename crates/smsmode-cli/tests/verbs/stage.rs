//! Where a verb is run: a sandbox, a folder, and what is shown of a run.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use smsmode_cli::{Environment, Interrupt};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};
use tempfile::TempDir;

use crate::console::{Said, smsmode, smsmode_with};

const CONFIGURATION: &str = "[profile.default]\nsegments_per_call = 50\nchannel = \"notifications\"\n\
                             callback_key = \"0123456789abcdef\"\n";

/// As Excel writes it, with somebody who is there twice, and somebody who said STOP.
const CLIENTS: &[u8] = b"\xef\xbb\xbfnum\xc3\xa9ro;message\r\n0639980011;Votre commande est pr\xc3\xaate\r\n\
    33639980012;\"Ouvert samedi ; ferm\xc3\xa9 dimanche\"\r\n0639980011;Votre commande est pr\xc3\xaate\r\n\
    0639980098;Votre commande est pr\xc3\xaate\r\n";

/// A sandbox with a message that was received and answered, and one that is not sent yet.
pub(crate) struct Stage {
    pub(crate) environment: Environment,
    pub(crate) folder: TempDir,
    sandbox: Sandbox,
    /// The ids of the two messages.
    received: String,
    scheduled: String,
}

impl Stage {
    pub(crate) fn new(language: &str) -> Self {
        let sandbox = Sandbox::start(SandboxOptions::new().with_seed(7)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        fs::write(&file, CONFIGURATION).unwrap();
        make_private(&file);
        fs::write(folder.path().join("clients.csv"), CLIENTS).unwrap();
        let environment = Environment::default()
            .with("LANG", language)
            .with("SMSMODE_API_KEY", DEMO_API_KEY)
            .with("SMSMODE_CONFIG", file.to_str().unwrap())
            .with("HOME", folder.path().to_str().unwrap())
            .with("SMSMODE_OUTBOX", format!("sqlite:{}/till.db", folder.path().display()))
            .with("SMSMODE_BASE_URL", sandbox.base_url());
        let send = ["send", "--replies", "--to", "0639980011", "Votre commande est arrivée"];
        smsmode(&environment, &send);
        let received = sandbox.messages()[0].message_id.clone();
        sandbox.advance(Duration::from_secs(3_600));
        sandbox.reply(&received, "33639980011", "Merci, à demain").unwrap();
        let send = ["send", "--at", "2999-12-24 18:00", "--to", "0639980012", "Joyeux Noël"];
        smsmode(&environment, &send);
        smsmode(&environment, &["optout", "add", "0639980098"]);
        let add =
            ["outbox", "add", "--key", "order-1", "--to", "0639980011", "Votre table est prête"];
        smsmode(&environment, &add);
        let create = ["account", "create", "kiosk", "--yes"];
        smsmode_with(&environment, &create, b"secret-12\n", false, &Interrupt::default());
        let ids = sandbox.messages().into_iter().map(|message| message.message_id);
        let scheduled = ids.into_iter().find(|id| *id != received).unwrap();
        Self { environment, folder, sandbox, received, scheduled }
    }

    /// Runs a verb; `RECEIVED`, `SCHEDULED`, `FOLDER` and `INBOX` stand for what they name.
    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Said {
        let folder = self.folder.path().to_str().unwrap();
        let meant = |argument: &&str| {
            argument
                .replace("RECEIVED", &self.received)
                .replace("SCHEDULED", &self.scheduled)
                .replace("FOLDER", folder)
                .replace("INBOX", &self.sandbox.inbox_url())
        };
        let arguments: Vec<String> = arguments.iter().map(meant).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let input = input.as_bytes();
        smsmode_with(&self.environment, &arguments, input, false, &Interrupt::default())
    }

    /// Without what is another one in each run: the port, the folder, seconds, the time here.
    pub(crate) fn stable(&self, text: &str) -> String {
        let text = text
            .replace(&self.sandbox.base_url(), "http://sandbox")
            .replace(self.folder.path().to_str().unwrap(), "FOLDER");
        without_seconds(&text)
    }

    /// The run as one reads it in a terminal.
    pub(crate) fn transcript(&self, arguments: &[&str], said: &Said) -> String {
        let mut text = format!("$ smsmode {}\n", line(arguments));
        text.push_str(&self.stable(&said.out));
        for note in self.stable(&said.notes).lines() {
            writeln!(text, "stderr: {note}").unwrap();
        }
        writeln!(text, "exit {}", said.exit.code()).unwrap();
        text
    }
}

#[cfg(unix)]
fn make_private(file: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn make_private(_: &std::path::Path) {}

/// As one types it.
fn line(arguments: &[&str]) -> String {
    let quoted = |argument: &&str| {
        if argument.contains(' ') { format!("'{argument}'") } else { (*argument).to_owned() }
    };
    arguments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// `13:45:SS` for `13:45:07`, and `NOW` for an instant of the real clock.
fn without_seconds(text: &str) -> String {
    let now = |text, form| replaced(text, form, |_| "NOW".to_owned());
    let text = now(now(text.to_owned(), "0000-00-00T00:00:00Z"), "0000-00-00 00:00:00 +00:00");
    let text = without_ids(text);
    replaced(text, "00:00:00", |time| format!("{}:SS", &time[..5]))
}

/// `OUTBOX-ID` for an id of the outbox, and `MARK` for that of a number behind a key.
fn without_ids(mut text: String) -> String {
    let is_id =
        |word: &str| word.len() == 26 && word.parse::<smsmode_core::outbox::OutboxId>().is_ok();
    let is_mark = |word: &str| word.len() == 16 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let ids = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| is_id(word) || is_mark(word));
    for word in ids.map(str::to_owned).collect::<Vec<_>>() {
        text = text.replace(&word, if is_id(&word) { "OUTBOX-ID" } else { "MARK" });
    }
    text
}

/// With another text for whatever has this form, in which zeros stand for digits.
pub(crate) fn replaced(mut text: String, form: &str, other: impl Fn(&str) -> String) -> String {
    while let Some(start) = place(&text, form) {
        let found = start..start + form.len();
        let other = other(&text[found.clone()]);
        text.replace_range(found, &other);
    }
    text
}

fn place(text: &str, form: &str) -> Option<usize> {
    text.as_bytes().windows(form.len()).position(|window| {
        window
            .iter()
            .zip(form.bytes())
            .all(|(byte, form)| if form == b'0' { byte.is_ascii_digit() } else { *byte == form })
    })
}
