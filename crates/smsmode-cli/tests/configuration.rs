//! `smsmode config` and `smsmode whoami`: where the key comes from, and how it is kept.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::fs;

use console::{Said, sandbox, smsmode, smsmode_with};
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_sandbox::DEMO_API_KEY;
use tempfile::TempDir;

/// A home without a configuration file.
fn home() -> (TempDir, Environment) {
    let home = tempfile::tempdir().unwrap();
    let environment = Environment::default().with("HOME", home.path().to_str().unwrap());
    (home, environment)
}

fn typed(environment: &Environment, arguments: &[&str], input: &str) -> Said {
    smsmode_with(environment, arguments, input.as_bytes(), false, &Interrupt::default())
}

#[test]
fn a_key_is_set_from_the_standard_input_and_works() {
    let (sandbox, _) = sandbox();
    let (_home, environment) = home();
    let said = typed(&environment, &["config", "set", "api_key"], &format!("{DEMO_API_KEY}\n"));
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, ""), "{said:?}");
    let set = ["config", "set", "base_url", &sandbox.base_url()];
    assert_eq!(smsmode(&environment, &set).exit, Exit::Done);
    assert_eq!(smsmode(&environment, &["balance"]).out, "1000\n");
    let said = smsmode(&environment, &["config", "get", "api_key"]);
    assert!(!said.out.contains(DEMO_API_KEY) && said.out.starts_with("****"), "{said:?}");
    assert_eq!(
        smsmode(&environment, &["config", "get", "base_url"]).out,
        sandbox.base_url() + "\n"
    );
}

#[test]
fn a_file_that_is_named_and_missing_lets_nothing_go_past_its_limits() {
    let (sandbox, environment) = sandbox();
    let (home, _) = home();
    let path = home.path().join("own.toml");
    let environment = environment.with("SMSMODE_CONFIG", path.to_str().unwrap());
    for language in ["C", "fr_FR.UTF-8"] {
        let environment = environment.clone().with("LANG", language);
        for verb in [&["send", "--to", "0639980011", "Bonjour"][..], &["balance"]] {
            let said = smsmode(&environment, verb);
            assert_eq!(said.exit, Exit::Usage, "{said:?}");
            assert!(said.notes.contains(path.to_str().unwrap()), "{said:?}");
        }
    }
    assert_eq!(sandbox.messages().len(), 0);
    let set = ["config", "set", "allowed_recipients", "0639980012"];
    assert_eq!(smsmode(&environment, &set).exit, Exit::Done);
    assert_eq!(smsmode(&environment, &["balance"]).out, "1000\n");
    let send = ["send", "--to", "0639980011", "Bonjour"];
    assert_eq!(smsmode(&environment, &send).exit, Exit::Usage);
}

#[cfg(unix)]
#[test]
fn a_variable_of_ours_that_cannot_be_read_is_not_taken_for_unset() {
    use std::os::unix::ffi::OsStrExt as _;
    let unreadable = std::ffi::OsStr::from_bytes(b"hunter2\xff");
    for (variable, code) in [("SMSMODE_CONFIG", 2), ("SMSMODE_API_KEY", 2), ("OTHER", 0)] {
        for (language, words) in [("C", "is not UTF-8"), ("fr_FR.UTF-8", "n'est pas en UTF-8")] {
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_smsmode"))
                .args(["send", "--dry-run", "--to", "0639980011", "Bonjour"])
                .env_clear()
                .env("LANG", language)
                .env(variable, unreadable)
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(code), "{said}");
            assert_eq!(said.contains(variable) && said.contains(words), code == 2, "{said}");
            assert!(!said.contains("hunter2"), "{said}");
        }
    }
}

#[test]
fn a_key_is_never_an_argument() {
    let (home, environment) = home();
    for setting in ["api_key", "password"] {
        let said = smsmode(&environment, &["config", "set", setting, "hunter2hunter2"]);
        assert_eq!(said.exit, Exit::Usage);
        assert!(!said.notes.contains("hunter2"), "{said:?}");
    }
    assert!(!home.path().join(".config").exists());
}

#[cfg(unix)]
#[test]
fn the_file_is_readable_by_its_owner_alone_whatever_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let (home, environment) = home();
    let path = home.path().join(".config/smsmode/config.toml");
    for _ in 0..2 {
        assert_eq!(
            typed(&environment, &["config", "set", "api_key"], "Ab1CD2efg3Hi").exit,
            Exit::Done
        );
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_root_writes_still_belongs_to_whom_it_belonged() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let (home, environment) = home();
    // Only root can give a file away; others see that their own stays their own.
    let own = fs::metadata(home.path()).unwrap().uid();
    let owner = if own == 0 { 65_534 } else { own };
    let environment = environment
        .with("SMSMODE_CONFIG", home.path().join("own.toml").to_str().unwrap())
        .with("SMSMODE_OPTOUT_FILE", home.path().join("stop.csv").to_str().unwrap());
    for (file, verb) in [
        ("own.toml", ["config", "set", "segments_per_call", "3"]),
        ("stop.csv", ["optout", "add", "0639980011", "0639980012"]),
    ] {
        let path = home.path().join(file);
        fs::write(&path, "").unwrap();
        chown(&path, Some(owner), None).unwrap();
        assert_eq!(smsmode(&environment, &verb).exit, Exit::Done);
        assert_eq!(fs::metadata(&path).unwrap().uid(), owner, "{file}");
        assert_ne!(fs::read_to_string(&path).unwrap(), "", "{file}");
    }
}

#[test]
fn comments_and_other_profiles_stay_as_they_are() {
    let (home, environment) = home();
    let path = home.path().join("own.toml");
    fs::write(
        &path,
        "# mine\n[profile.default]\nlogin = \"a\" # old\n\n[profile.shop]\nlogin = 'b'\n",
    )
    .unwrap();
    let environment = environment.with("SMSMODE_CONFIG", path.to_str().unwrap());
    for arguments in [
        ["segments_per_call", "3", "--profile=shop"],
        ["allowed_recipients", "0639980011, 0639980012", "--profile=shop"],
        ["allow_plain_http", "true", "--profile=new"],
    ] {
        let said = smsmode(&environment, &[&["config", "set"][..], &arguments].concat());
        assert_eq!(said.exit, Exit::Done, "{said:?}");
    }
    let expected = "# mine\n[profile.default]\nlogin = \"a\" # old\n\n[profile.shop]\nlogin = 'b'\nsegments_per_call = 3\nallowed_recipients = [\"0639980011\", \"0639980012\"]\n\n[profile.new]\nallow_plain_http = true\n";
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    let get = ["config", "get", "--profile", "shop", "--output", "tsv"];
    let table = "setting\tvalue\nlogin\tb\nallowed_recipients\t0639980011,0639980012\nsegments_per_call\t3\n";
    assert_eq!(smsmode(&environment, &get).out, table);
}

#[test]
fn what_cannot_be_used_is_not_written() {
    let (home, environment) = home();
    for arguments in [
        ["segments_per_call", "many"],
        ["allow_plain_http", "perhaps"],
        ["channel", "both"],
        ["base_url", "http://example.org"],
        ["allowed_recipients", "nobody"],
        ["nonsense", "1"],
    ] {
        let said = smsmode(&environment, &[&["config", "set"][..], &arguments].concat());
        assert_eq!(said.exit, Exit::Usage, "{said:?}");
    }
    assert_eq!(typed(&environment, &["config", "set", "api_key"], "\n").exit, Exit::Usage);
    assert!(!home.path().join(".config").exists());
}

#[test]
fn the_path_is_told_before_there_is_a_file() {
    let (home, environment) = home();
    let path = home.path().join(".config/smsmode/config.toml").display().to_string();
    assert_eq!(smsmode(&environment, &["config", "path"]).out, format!("{path}\n"));
    let json = smsmode(&environment, &["config", "path", "--output", "json"]).json();
    assert_eq!((&json[0]["path"], &json[0]["exists"]), (&path.into(), &false.into()));
    assert_eq!(smsmode(&Environment::default(), &["config", "path"]).exit, Exit::Usage);
}

#[test]
fn whoami_tells_where_the_key_comes_from_and_masks_it() {
    let (sandbox, by_environment) = sandbox();
    let (home, by_file) = home();
    let path = home.path().join("own.toml");
    let by_file = by_file
        .with("SMSMODE_BASE_URL", sandbox.base_url())
        .with("SMSMODE_CONFIG", path.to_str().unwrap());
    let content = format!(
        "[profile.default]\napi_key = \"{DEMO_API_KEY}\"\n[profile.vault]\napi_key_command = \"echo {DEMO_API_KEY}\"\n"
    );
    fs::write(&path, content).unwrap();
    for (environment, profile, source) in [
        (&by_environment, "default", "environment"),
        (&by_file, "default", "file"),
        (&by_file, "vault", "command"),
    ] {
        let named = ["--profile", profile];
        let named = if source == "environment" { &[][..] } else { &named[..] };
        let json = smsmode(environment, &[&["whoami", "--output", "json"], named].concat());
        let record = &json.json()[0];
        assert_eq!(
            (&record["secret_source"], &record["credits"]),
            (&source.into(), &"1000".into())
        );
        assert_eq!(record["profile"], profile);
        let table = smsmode(environment, &[&["whoami"], named].concat());
        assert!(table.out.contains("Credits    1000\n"), "{table:?}");
        for said in [json, table] {
            assert!(said.exit == Exit::Done && said.out.contains("****"), "{said:?}");
            assert!(!said.out.contains(DEMO_API_KEY) && !said.notes.contains(DEMO_API_KEY));
        }
    }
}

#[test]
fn whoami_tells_what_it_knows_when_the_key_is_wrong() {
    let (_sandbox, environment) = sandbox();
    let wrong = environment.with("SMSMODE_API_KEY", "hunter2hunter2");
    let said = smsmode(&wrong, &["whoami"]);
    assert_eq!(said.exit, Exit::Authentication, "{said:?}");
    assert!(said.out.contains("****ter2 from the environment"), "{said:?}");
    assert_eq!(smsmode(&Environment::default(), &["whoami"]).exit, Exit::Authentication);
}

#[test]
fn a_callback_key_is_set_like_any_secret_and_found() {
    let (_home, environment) = home();
    let set = ["config", "set", "callback_key"];
    let short = typed(&environment, &set, "short\n");
    assert_eq!(short.exit, Exit::Usage, "{short:?}");
    let argument = [&set[..], &["0123456789abcdef"]].concat();
    assert_eq!(smsmode(&environment, &argument).exit, Exit::Usage);
    let said = typed(&environment, &set, "0123456789abcdef\n");
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, ""), "{said:?}");
    assert!(!said.notes.contains("0123456789abcdef"), "{said:?}");
    assert_eq!(smsmode(&environment, &["config", "get", "callback_key"]).out, "****cdef\n");
    let base = ["--notify-base", "https://shop.example", "--to", "0639980011"];
    let send = [&["send", "--dry-run"], &base[..], &["Bonjour"]].concat();
    assert_eq!(smsmode(&environment, &send).exit, Exit::Done);
}

#[test]
fn whoever_has_no_key_is_told_how_to_give_one_and_where_it_is_kept() {
    let (home, environment) = home();
    let path = home.path().join(".config/smsmode/config.toml");
    for language in ["C", "fr_FR.UTF-8"] {
        let said = smsmode(&environment.clone().with("LANG", language), &["balance"]);
        assert_eq!(said.exit, Exit::Authentication);
        for way in ["smsmode config set api_key", "SMSMODE_API_KEY", path.to_str().unwrap()] {
            assert!(said.notes.contains(way), "{said:?}");
        }
    }
}

#[cfg(feature = "outbox")]
#[test]
fn the_password_of_an_outbox_is_typed_and_never_shown() {
    let (_home, environment) = home();
    let set = ["config", "set", "outbox"];
    let address = "postgres://till:geheim@db.example/shop";
    let argument = smsmode(&environment, &[&set[..], &[address]].concat());
    assert_eq!(argument.exit, Exit::Usage, "{argument:?}");
    let said = typed(&environment, &set, &format!("{address}\n"));
    assert!(said.exit == Exit::Done && !said.notes.contains("geheim"), "{said:?}");
    let shown = smsmode(&environment, &["config", "get"]);
    assert!(shown.out.contains("postgres://till@db.example/shop"), "{shown:?}");
    assert!(!shown.out.contains("geheim"), "{shown:?}");
    let without = ["postgres:///shop?host=/run/postgresql&sslmode=require"];
    let said = smsmode(&environment, &[&set[..], &without[..]].concat());
    assert_eq!(said.exit, Exit::Done, "{said:?}");
}
