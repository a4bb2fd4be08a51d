//! The files of examples/alerts, run as the tools run them: macros expanded, the environment empty.
//!
//! Texts are as hostile as they come, and none of what is in them may ever be run.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};
use tempfile::TempDir;
use yaml_rust2::{Yaml, YamlLoader};

/// Each part leaves a file behind if a shell runs it.
const HOSTILE: &str =
    "\"disk\" 'full' `touch ran` $(touch ran) ; touch ran | touch ran\n&& touch ran # \\ $HOME";
/// As it arrives: nothing is expanded, and GSM has no backtick.
fn arrived() -> String {
    HOSTILE.replace('`', "'")
}

/// What an administrator has installed: the command, its configuration, a file of ours.
struct Machine {
    sandbox: Sandbox,
    folder: TempDir,
}

impl Machine {
    fn install() -> Self {
        let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
        let machine = Self { sandbox, folder: tempfile::tempdir().unwrap() };
        let config = machine.path("config.toml");
        let content = format!(
            "[profile.default]\napi_key = \"{DEMO_API_KEY}\"\nbase_url = \"{}\"\n\
             notify_to = [\"+33639980012\"]\nstate_dir = '{}'\n",
            machine.sandbox.base_url(),
            machine.path("state").display(),
        );
        console::write_secret(config.to_str().unwrap(), &content);
        // The file of the system is out of reach of a test: it is named instead.
        let command = format!(
            "#!/bin/sh\n[ \"$1\" = notify ] || exit 99\nshift\nexec '{}' notify --config '{}' \"$@\"\n",
            env!("CARGO_BIN_EXE_smsmode"),
            config.display(),
        );
        machine.script("smsmode", &command);
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn script(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// A file of ours, for a command that is here instead of in /usr/local/bin.
    fn file(&self, name: &str) -> String {
        let text = fs::read_to_string(example(name)).unwrap();
        assert!(text.contains("smsmode"), "{name}");
        text.replace("/usr/local/bin", self.folder.path().to_str().unwrap())
    }

    /// Runs with nothing in the environment but what is given.
    fn run(&self, program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().envs(environment.iter().copied());
        let output = command.current_dir(self.folder.path()).output().unwrap();
        assert!(!self.path("ran").exists(), "a text was run: {output:?}");
        output
    }

    fn succeed(&self, program: &str, arguments: &[&str], environment: &[(&str, &str)]) {
        let output = self.run(program, arguments, environment);
        assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }

    /// The only message: whom it went to, and what it says.
    fn message(&self) -> (String, String) {
        let messages = self.sandbox.messages();
        assert_eq!(messages.len(), 1, "{messages:?}");
        let message = messages.first().unwrap();
        (message.recipient.clone(), message.text.clone())
    }
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/alerts").join(name)
}

/// As servers of Zabbix and careful people do.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[test]
fn zabbix_runs_the_script_of_the_media_type() {
    let machine = Machine::install();
    let export = fs::read_to_string(example("zabbix/smsmode-media-type.yaml")).unwrap();
    let export = &YamlLoader::load_from_str(&export).unwrap()[0]["zabbix_export"];
    assert_eq!(export["version"].as_str(), Some("7.0"));
    let media_type = &export["media_types"][0];
    assert_eq!(media_type["type"].as_str(), Some("SCRIPT"));
    let name = media_type["script_name"].as_str().unwrap();
    let script = machine.script(name, &machine.file(&format!("zabbix/{name}")));
    let mut line = quoted(script.to_str().unwrap());
    for parameter in parameters(media_type) {
        let text = parameter
            .replace("{ALERT.SENDTO}", "+33639980011")
            .replace("{ALERT.SUBJECT}", "PROBLEM High: $(touch ran)")
            .replace("{ALERT.MESSAGE}", HOSTILE);
        assert!(!text.contains("{ALERT"), "{text}");
        line = format!("{line} {}", quoted(&text));
    }
    machine.succeed("/bin/sh", &["-c", &line], &[]);
    let text = format!("PROBLEM High: $(touch ran)\n{}", arrived());
    assert_eq!(machine.message(), ("33639980011".to_owned(), text));
}

/// The parameters of the script, in their order.
fn parameters(media_type: &Yaml) -> Vec<&str> {
    let order = |parameter: &&Yaml| parameter["sortorder"].as_str().unwrap().parse::<u8>().unwrap();
    let mut all: Vec<&Yaml> = media_type["parameters"].as_vec().unwrap().iter().collect();
    all.sort_by_key(order);
    all.iter().map(|parameter| parameter["value"].as_str().unwrap()).collect()
}

#[test]
fn zabbix_has_a_text_for_problems_recoveries_and_updates() {
    let export = fs::read_to_string(example("zabbix/smsmode-media-type.yaml")).unwrap();
    let export = &YamlLoader::load_from_str(&export).unwrap()[0]["zabbix_export"];
    let templates = export["media_types"][0]["message_templates"].as_vec().unwrap();
    for mode in ["PROBLEM", "RECOVERY", "UPDATE"] {
        let template = templates.iter().find(|template| {
            template["event_source"].as_str() == Some("TRIGGERS")
                && template["operation_mode"].as_str() == Some(mode)
        });
        let template = template.unwrap_or_else(|| panic!("{mode}"));
        assert!(template["subject"].as_str().unwrap().contains("{HOST.NAME}"));
        assert!(template["message"].as_str().unwrap().contains("{EVENT.NAME}"));
    }
}

/// The line of a command of Nagios.
fn command_line(file: &str, command: &str) -> String {
    let definition = file.split("define command").find(|part| part.contains(command)).unwrap();
    let line = definition.lines().find_map(|line| line.trim().strip_prefix("command_line"));
    line.unwrap().trim().to_owned()
}

/// As Nagios does: outputs lose the characters of `illegal_macro_output_chars`, names have none of
/// `illegal_object_name_chars`.
fn expanded(line: &str, output: &str) -> String {
    let output: String = output.chars().filter(|ch| !"`~$&|'\"<>\n".contains(*ch)).collect();
    [
        ("CONTACTPAGER", "+33639980011"),
        ("NOTIFICATIONTYPE", "PROBLEM"),
        ("HOSTNAME", "web1"),
        ("SERVICEDESC", "Disk (/var) #1; touch ran"),
        ("HOSTSTATE", "DOWN"),
        ("SERVICESTATE", "CRITICAL"),
        ("HOSTOUTPUT", &output),
        ("SERVICEOUTPUT", &output),
    ]
    .into_iter()
    .fold(line.to_owned(), |line, (name, value)| line.replace(&format!("${name}$"), value))
}

#[test]
fn nagios_runs_its_commands() {
    for (command, subject) in [
        ("notify-host-by-sms", "PROBLEM web1 is DOWN"),
        ("notify-service-by-sms", "PROBLEM web1/Disk (/var) #1; touch ran is CRITICAL"),
    ] {
        let machine = Machine::install();
        let line = command_line(&machine.file("nagios/smsmode.cfg"), command);
        let line = expanded(&line, HOSTILE);
        assert!(!line.contains('$'), "{line}");
        machine.succeed("/bin/sh", &["-c", &line], &[]);
        let output = "disk full touch ran (touch ran) ; touch ran touch ran touch ran # \\ HOME";
        assert_eq!(machine.message(), ("33639980011".to_owned(), format!("{subject}\n{output}")));
    }
}

#[test]
fn every_macro_of_nagios_stands_between_single_quotation_marks() {
    let file = fs::read_to_string(example("nagios/smsmode.cfg")).unwrap();
    for command in ["notify-host-by-sms", "notify-service-by-sms"] {
        let line = command_line(&file, command);
        let outside: String = line.split('\'').step_by(2).collect();
        assert!(!outside.contains('$') && line.matches('\'').count().is_multiple_of(2), "{line}");
        // A comment would begin there.
        assert!(!line.contains(';'), "{line}");
    }
}

/// The words between double quotation marks.
fn strings(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Program and arguments of a command of Icinga 2: those of `command`, then each of `arguments` with
/// its value.
fn icinga_command(file: &str, name: &str) -> Vec<String> {
    let head = format!("object NotificationCommand \"{name}\" {{");
    let object = file.split(&head).nth(1).unwrap().split("\n}").next().unwrap();
    let (command, arguments) = object.split_once("arguments = {").unwrap();
    strings(command).into_iter().chain(strings(arguments)).collect()
}

#[test]
fn icinga_runs_its_commands_without_a_shell() {
    for (command, subject) in [
        ("notify-host-by-sms", "PROBLEM web1 is DOWN"),
        ("notify-service-by-sms", "PROBLEM web1/`touch ran` is CRITICAL"),
    ] {
        let machine = Machine::install();
        let words = icinga_command(&machine.file("icinga2/smsmode.conf"), command);
        let words: Vec<String> = words
            .iter()
            .map(|word| {
                word.replace("$user.pager$", "+33639980011")
                    .replace("$notification.type$", "PROBLEM")
                    .replace("$host.name$", "web1")
                    .replace("$service.name$", "`touch ran`")
                    .replace("$host.state$", "DOWN")
                    .replace("$service.state$", "CRITICAL")
                    .replace("$host.output$", HOSTILE)
                    .replace("$service.output$", HOSTILE)
            })
            .collect();
        let (program, arguments) = words.split_first().unwrap();
        assert_eq!(arguments[0], "notify");
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = machine.run(program, &arguments, &[]);
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        assert_eq!(
            machine.message(),
            ("33639980011".to_owned(), format!("{}\n{}", subject.replace('`', "'"), arrived()))
        );
    }
}

/// A line of a unit, split as systemd does it, before specifiers are expanded.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(place, part)| match place % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn systemd_runs_the_unit_for_one_that_failed() {
    let machine = Machine::install();
    let said = quoted(HOSTILE);
    machine.script(
        "journalctl",
        &format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >asked\nprintf '%s\\n' {said}\n"),
    );
    let unit = machine.file("systemd/sms-alert@.service");
    let setting = |name: &str| unit.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    let failed = "nightly\\x2dbackup.service";
    let expanded =
        |word: String| word.replace("%i", failed).replace("%H", "web1").replace("$$", "$");
    let line: Vec<String> = words(setting("ExecStart=")).into_iter().map(expanded).collect();
    let (program, arguments) = line.split_first().unwrap();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (path, state) = (setting("Environment=PATH="), machine.path("alerts"));
    let environment = [("PATH", path), ("STATE_DIRECTORY", state.to_str().unwrap())];
    machine.succeed(program, &arguments, &environment);
    let text = format!("{failed} failed on web1\n{}", arrived());
    assert_eq!(machine.message(), ("33639980012".to_owned(), text));
    let asked = fs::read_to_string(machine.path("asked")).unwrap();
    assert!(asked.starts_with(&format!("--unit={failed}\n")), "{asked}");
    assert!(state.join("notify.json").exists());
    // The same unit fails again at once.
    let output = machine.run(program, &arguments, &environment);
    assert!(output.status.success(), "{output:?}");
    machine.message();
}

/// `make tools` installs systemd-analyze where it is missing and may be.
#[cfg(target_os = "linux")]
#[test]
fn systemd_understands_the_unit() {
    let machine = Machine::install();
    let unit = machine.path("sms-alert@.service");
    fs::write(&unit, machine.file("systemd/sms-alert@.service")).unwrap();
    let output = Command::new("systemd-analyze")
        .args(["verify", "--man=no", "--recursive-errors=no"])
        .arg(machine.path("sms-alert@backup.service.service"))
        .output()
        .expect("systemd-analyze is missing: make tools installs it");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("sms-alert@"), "{said}");
}

#[test]
fn cron_sends_only_what_fails_and_keeps_the_exit_code() {
    let machine = Machine::install();
    let wrapper = machine.script("smsmode-cron", &machine.file("cron/smsmode-cron"));
    let wrapper = wrapper.to_str().unwrap();
    machine.script(
        "backup",
        &format!("#!/bin/sh\nprintf '%s\\n' {}\nexit ${{1:-0}}\n", quoted(HOSTILE)),
    );
    let path = format!("{}:/usr/bin:/bin", machine.folder.path().display());
    let environment = [("PATH", path.as_str())];

    let output = machine.run("/bin/sh", &[wrapper, "backup $(touch ran)", "backup"], &environment);
    assert_eq!(
        (output.status.code(), machine.sandbox.messages().len()),
        (Some(0), 0),
        "{output:?}"
    );
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{HOSTILE}\n"));

    let failing = [wrapper, "backup $(touch ran)", "backup", "3", "; touch ran"];
    let output = machine.run("/bin/sh", &failing, &environment);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{HOSTILE}\n"));
    let text = format!("backup $(touch ran) failed with 3\n{}", arrived());
    assert_eq!(machine.message(), ("33639980012".to_owned(), text));

    // A full disk is no reason not to run, nor to say nothing.
    let full = [("PATH", path.as_str()), ("TMPDIR", "/nowhere")];
    let output = machine.run("/bin/sh", &[wrapper, "full", "backup", "4"], &full);
    assert_eq!((output.status.code(), machine.sandbox.messages().len()), (Some(4), 2));
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{HOSTILE}\n"));

    let missing = machine.run("/bin/sh", &[wrapper, "other", "no-such-command"], &environment);
    assert_eq!((missing.status.code(), machine.sandbox.messages().len()), (Some(127), 3));
    assert_eq!(machine.run("/bin/sh", &[wrapper, "name"], &environment).status.code(), Some(2));
}

#[test]
fn scripts_are_executable_and_plain_shell() {
    for name in ["zabbix/smsmode-alert", "cron/smsmode-cron"] {
        let mode = fs::metadata(example(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{name}");
        let checked = Command::new("sh").arg("-n").arg(example(name)).status().unwrap();
        assert!(checked.success(), "{name}");
    }
}
