//! The README tells the truth: its commands run and print what it shows.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::process::Command;

use serde_json::Value;
use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

const README: &str = include_str!("../../README.md");
const MAKEFILE: &str = include_str!("../../Makefile");

/// The fenced blocks of a language, in order.
fn blocks(language: &str) -> impl Iterator<Item = &str> {
    let fence = format!("```{language}\n");
    let rest = README.split("```\n");
    rest.filter_map(move |part| part.split_once(&fence).map(|(_, block)| block))
}

/// The commands of all shell blocks, without comments.
fn commands() -> Vec<&'static str> {
    let lines = blocks("sh").flat_map(str::lines);
    let bare =
        |line: &'static str| line.split_once("  #").map_or(line, |(command, _)| command).trim();
    lines.map(bare).filter(|line| !line.is_empty()).collect()
}

fn smsmode(environment: &Environment, arguments: &str) -> (Exit, String, String) {
    let (mut out, mut notes) = (Vec::new(), Vec::new());
    let mut streams = Streams::new(std::io::empty(), &mut out, &mut notes, false);
    let words = shlex::split(arguments).expect("words of a shell");
    let all = ["smsmode".to_owned()].into_iter().chain(words);
    let exit = run(all, environment, &mut streams, &Interrupt::default());
    drop(streams);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (exit, text(out), text(notes))
}

/// Without the words that differ from run to run: port, id and clock.
fn shape(output: &str) -> Vec<Vec<&str>> {
    output
        .lines()
        .map(|line| line.split_whitespace().filter(|word| !varies(word)).collect())
        .collect()
}

fn varies(word: &str) -> bool {
    let clock = word.len() == 8 && word.matches(':').count() == 2;
    let alphanumeric = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let id = word.len() == 12 && !word.starts_with("336") && alphanumeric;
    clock || id || word.starts_with("http://127.0.0.1:")
}

#[test]
fn the_main_job_prints_what_the_readme_shows() {
    let command =
        commands().into_iter().find_map(|command| command.strip_prefix("cargo run --release -- "));
    let (exit, out, notes) = smsmode(&Environment::default(), command.expect("the main job"));
    assert_eq!(exit, Exit::Done, "{notes}");
    let shown = blocks("text").next().expect("its output");
    let (sandbox, data): (Vec<&str>, Vec<&str>) =
        shown.lines().partition(|line| line.starts_with("Sandbox"));
    assert_eq!(shape(&data.join("\n")), shape(&out));
    assert_eq!(shape(&sandbox.join("\n")), shape(&notes));
}

/// The test above runs the command without cargo, which must know what `cargo run` means.
#[test]
fn cargo_run_has_one_program_to_run() {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--no-deps", "--format-version=1"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo describes the workspace");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let defaults = list(&metadata["workspace_default_members"]);
    let packages = list(&metadata["packages"]);
    let programs: Vec<Value> = packages
        .iter()
        .filter(|package| defaults.contains(&package["id"]))
        .flat_map(|package| list(&package["targets"]))
        .filter(|target| list(&target["kind"]).contains(&"bin".into()))
        .map(|target| target["name"].clone())
        .collect();
    assert_eq!(programs, ["smsmode"]);
}

#[test]
fn the_plan_is_what_the_readme_shows() {
    let command =
        commands().into_iter().find_map(|command| command.strip_prefix("smsmode plan \""));
    let arguments = format!("plan \"{}", command.expect("a plan"));
    let (exit, out, notes) = smsmode(&Environment::default(), &arguments);
    assert_eq!((exit, notes.as_str()), (Exit::Done, ""));
    assert_eq!(blocks("text").nth(1), Some(out.as_str()));
}

#[test]
fn the_commands_for_real_use_are_understood() {
    let sandbox = Sandbox::start(SandboxOptions::new()).expect("a sandbox");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path in UTF-8");
    let clients = "numero;message\n0639980011;Votre commande est prête\n";
    std::fs::write(folder.path().join("clients.csv"), clients).expect("a file");
    let environment = Environment::default()
        .with("HOME", path)
        .with("SMSMODE_API_KEY", DEMO_API_KEY)
        .with("SMSMODE_BASE_URL", sandbox.base_url())
        .with("SMSMODE_CALLBACK_KEY", "0123456789abcdef")
        .with("SMSMODE_OUTBOX", format!("sqlite:{path}/till.db"));
    for command in commands() {
        let Some(arguments) = command.strip_prefix("smsmode ") else { continue };
        let arguments = arguments.split(" < ").next().unwrap_or(arguments);
        if arguments.starts_with("sandbox ") || arguments.starts_with("listen ") {
            continue; // runs until it is interrupted; the next test, and those of the command
        }
        let arguments = ["clients.csv", "result.csv"]
            .iter()
            .fold(arguments.to_owned(), |all, file| all.replace(file, &format!("{path}/{file}")))
            .replace("https://shop.example", &sandbox.inbox_url());
        let ends = arguments.replace("outbox run", "outbox run --once");
        let (exit, _, notes) =
            smsmode(&environment, &ends.replace("outbox watch", "outbox watch --once"));
        assert_eq!(exit, Exit::Done, "{command}: {notes}");
    }
    let sent: Vec<_> = sandbox.messages().into_iter().map(|message| message.text).collect();
    assert_eq!(sent, ["Votre commande est prete"; 4], "the README says that it is replaced");
    let result = std::fs::read_to_string(folder.path().join("result.csv")).expect("a result");
    assert!(result.contains("33639980011;accepted;"), "{result}");
}

/// Without a browser, on a port that is free, and interrupted before it waits.
#[test]
fn the_sandbox_starts_and_knows_every_option_that_the_readme_names() {
    let command = commands().into_iter().find(|command| command.starts_with("smsmode sandbox "));
    let words = shlex::split(command.expect("a sandbox")).expect("words of a shell");
    let words = words.into_iter().filter(|word| word != "--open");
    let words = words.map(|word| if word == "8099" { "0".to_owned() } else { word });
    let section = README.split("\n## ").find(|section| section.starts_with("Try everything"));
    let options = section.expect("its section").split('`').filter(|code| code.starts_with("--"));
    let options: Vec<_> = options.filter(|option| !option.contains("--store")).collect();
    assert!(options.len() >= 4, "{options:?}");
    let endings = ["--magic", "--switches"];
    let set = options.into_iter().filter(|option| !endings.contains(option));
    let set = set.flat_map(|option| shlex::split(option).expect("words of a shell"));
    let interrupt = Interrupt::default();
    interrupt.fire();
    let (mut out, mut notes) = (Vec::new(), Vec::new());
    let mut streams = Streams::new(std::io::empty(), &mut out, &mut notes, false);
    let exit = run(words.chain(set), &Environment::default(), &mut streams, &interrupt);
    drop(streams);
    let told = String::from_utf8_lossy(&[out, notes].concat()).into_owned();
    assert!(exit != Exit::Usage && told.contains("inbox at http://127.0.0.1:"), "{exit:?} {told}");
}

#[test]
fn every_command_is_one_that_was_checked() {
    for command in commands() {
        // Those in C are run by `make install-test`.
        let in_c = ["export PKG_CONFIG_PATH=", "cc quick_start.c ", "./quick_start"];
        // What is set by a pipe is tested beside the command.
        let piped = "openssl rand -hex 32 | smsmode config set callback_key";
        let set = ["export SMSMODE_API_KEY=", "export SMSMODE_OUTBOX="];
        let known = ["cargo run --release -- ", "smsmode ", piped].into_iter().chain(set);
        let known = known.chain(in_c);
        let target = command.strip_prefix("make ").and_then(|command| command.split(' ').next());
        let target = target.map(|target| format!("\n{target}: "));
        let made = target.is_some_and(|target| MAKEFILE.contains(&target));
        assert!(made || { known }.any(|known| command.starts_with(known)), "{command}");
    }
    assert!(MAKEFILE.contains("\nhelp: "));
}

#[test]
fn every_option_in_the_table_exists() {
    let (_, help, _) = smsmode(&Environment::default(), "send --help");
    let rows = README.lines().filter_map(|line| line.strip_prefix("| `--"));
    let options: Vec<&str> = rows.filter_map(|row| row.split(['`', '[', ' ']).next()).collect();
    assert!(options.len() >= 14, "{options:?}");
    for option in options {
        assert!(help.contains(&format!("--{option}")), "--{option}");
    }
}
