//! Examples at the end of each verb's help and manual.

use clap::Command;

/// A verb, and real commands with it.
type Examples = (&'static str, &'static [&'static str]);

const EXAMPLES: [Examples; 46] = [
    (
        "plan",
        &[
            "smsmode plan 'Rendez-vous à 15 h, Hôtel « Bel Air »'",
            "smsmode plan --recipients 1200 --opt-out=if-free 'Soldes dès samedi'",
            "smsmode plan --lines --summary < texts.txt",
        ],
    ),
    (
        "send",
        &[
            "smsmode send --to 0639980011 'Votre commande est arrivée'",
            "smsmode send --to 0639980011,0639980012 --wait --output json 'Bonjour'",
            "smsmode send --sandbox --wait --to 0639980011 'Bonjour'",
        ],
    ),
    ("balance", &["smsmode balance", "smsmode balance --warn 100 --critical 20"]),
    ("status", &["smsmode status S7EpYZ5kmS87", "smsmode status --wait=2h S7EpYZ5kmS87"]),
    (
        "report",
        &["smsmode report S7EpYZ5kmS87", "smsmode report --output tsv S7EpYZ5kmS87 > report.tsv"],
    ),
    (
        "listen",
        &[
            "smsmode listen --base https://shop.example/sms",
            "smsmode listen --output jsonl --keep 30d >> callbacks.jsonl",
            "smsmode listen --exec 'echo \"$SMS_1_NUMBER: $SMS_1_TEXT\" >> answers.txt'",
        ],
    ),
    (
        "trigger delivery",
        &[
            "smsmode trigger delivery --url http://127.0.0.1:7373 --status received",
            "smsmode trigger delivery --unsigned --url https://shop.example/sms/receipt",
        ],
    ),
    (
        "trigger reply",
        &[
            "smsmode trigger reply --url http://127.0.0.1:7373 --from 33639980011 OUI",
            "smsmode trigger reply --url http://127.0.0.1:7373 --from 33639980011 STOP",
        ],
    ),
    (
        "sent",
        &[
            "smsmode sent --limit 10",
            "smsmode sent --since '2026-11-22 18:00' --output tsv > sent.tsv",
        ],
    ),
    (
        "replies",
        &["smsmode replies --limit 10", "smsmode replies --since 2026-11-22 --output jsonl"],
    ),
    (
        "voice",
        &[
            "smsmode voice --to 0139980011 'La réunion est à 15 heures'",
            "smsmode voice --language en-GB --at '2026-12-24 18:00' --to 0639980011 'Merry Christmas'",
        ],
    ),
    ("delete", &["smsmode delete S7EpYZ5kmS87", "smsmode delete --most-recent-to 0639980011"]),
    (
        "contact add",
        &[
            "smsmode contact add Dupont 0639980011",
            "smsmode contact add Dupont 0639980011 --first-name Marie --group Clients,VIP --yes",
        ],
    ),
    (
        "account create",
        &[
            "smsmode account create shop --company 'La Boulangerie'",
            "pass show sms/shop | smsmode account create shop --yes",
        ],
    ),
    (
        "account delete",
        &["smsmode account delete shop", "smsmode account delete shop --yes --output json"],
    ),
    (
        "account transfer",
        &[
            "smsmode account transfer shop 100",
            "smsmode account transfer shop 100 --reference 2026-11 --yes",
        ],
    ),
    ("key create", &["smsmode key create", "smsmode key create --yes --output json"]),
    (
        "batch",
        &[
            "smsmode batch --dry-run clients.csv",
            "smsmode batch clients.csv --result result.csv",
            "smsmode batch clients.csv --text 'Bonjour {prenom|client}, soldes dès samedi' --opt-out",
        ],
    ),
    (
        "notify",
        &[
            "smsmode notify --to 0639980011 'srv1 is down'",
            "smsmode notify --dedupe 10m --at-most 20/h --subject 'PROBLEM: disk' 'srv1: 98 % full'",
            "journalctl -n 20 -u backup | smsmode notify --retry-not-sent --subject 'backup failed' -",
        ],
    ),
    ("optout add", &["smsmode optout add 0639980011", "cut -f1 stops.tsv | smsmode optout add -"]),
    ("optout list", &["smsmode optout list", "smsmode optout list --output tsv > stops.tsv"]),
    (
        "optout remove",
        &["smsmode optout remove 0639980011", "smsmode optout remove 0639980011 --profile shop"],
    ),
    (
        "outbox add",
        &[
            "smsmode outbox add --key order-12/ready --to 0639980011 'Votre commande est arrivée'",
            "smsmode outbox add --outbox sqlite:till.db --within 2h --to 0639980011 'Votre code : 4711'",
        ],
    ),
    (
        "outbox list",
        &[
            "smsmode outbox list --state unknown,parked",
            "smsmode outbox list --limit 10 --output jsonl",
        ],
    ),
    (
        "outbox show",
        &[
            "smsmode outbox show 01KANQ8Z5E0000000000000000",
            "smsmode outbox show --key order-12/ready --numbers",
        ],
    ),
    (
        "outbox retry",
        &[
            "smsmode outbox retry 01KANQ8Z5E0000000000000000",
            "smsmode outbox retry --key order-12/ready --yes",
        ],
    ),
    (
        "outbox cancel",
        &[
            "smsmode outbox cancel 01KANQ8Z5E0000000000000000",
            "smsmode outbox cancel --key order-12/ready",
        ],
    ),
    ("outbox pause", &["smsmode outbox pause", "smsmode outbox pause --outbox sqlite:till.db"]),
    ("outbox resume", &["smsmode outbox resume", "smsmode outbox resume --profile shop"]),
    ("outbox reconcile", &["smsmode outbox reconcile", "smsmode outbox reconcile --output jsonl"]),
    (
        "outbox run",
        &[
            "smsmode outbox run --rate 10",
            "smsmode outbox run --once --outbox sqlite:/var/lib/till/outbox.db",
            "smsmode outbox run --receipts callbacks.db --notify-base https://shop.example/sms",
        ],
    ),
    ("outbox watch", &["smsmode outbox watch", "smsmode outbox watch --once --output json"]),
    (
        "worker",
        &[
            "smsmode worker --queue postgres://smsmode@db.example/shop --concurrency 16",
            "smsmode worker --rate 50 --name paris",
            "smsmode worker --board 8080 --board-password-file /run/credentials/board",
        ],
    ),
    (
        "outbox export",
        &[
            "smsmode outbox export > outbox.csv",
            "smsmode outbox export --format ndjson --numbers --texts > outbox.ndjson",
        ],
    ),
    (
        "outbox move",
        &[
            "smsmode outbox move --dry-run --from sqlite:till.db --to postgres://till@db.example/shop",
            "smsmode outbox move --yes --from sqlite:till.db --to postgres://till@db.example/shop",
        ],
    ),
    (
        "outbox roles",
        &[
            "smsmode outbox roles > roles.sql",
            "smsmode outbox roles | psql postgres://owner@db.example/shop",
        ],
    ),
    (
        "outbox take-over",
        &["smsmode outbox take-over", "smsmode outbox take-over --yes --outbox sqlite:till.db"],
    ),
    ("whoami", &["smsmode whoami", "smsmode whoami --profile shop --output json"]),
    ("doctor", &["smsmode doctor", "LC_ALL=fr_FR.UTF-8 smsmode doctor --profile shop"]),
    ("config get", &["smsmode config get", "smsmode config get channel --profile shop"]),
    (
        "config set",
        &[
            "smsmode config set api_key",
            "openssl rand -hex 32 | smsmode config set callback_key",
            "smsmode config set channel notifications --profile shop",
        ],
    ),
    ("config path", &["smsmode config path", "smsmode config path --output json"]),
    (
        "completions",
        &[
            "source <(smsmode completions bash)",
            "smsmode completions fish > ~/.config/fish/completions/smsmode.fish",
        ],
    ),
    ("man", &["smsmode man send | man -l -", "smsmode man --dir ~/.local/share/man/man1"]),
    (
        "sandbox",
        &[
            "smsmode sandbox --open",
            "smsmode sandbox --port 8080 --seed 7 --fault refuse:50@0.1",
            "smsmode sandbox --magic",
        ],
    ),
    (
        "",
        &[
            "smsmode plan 'Votre commande est arrivée'",
            "smsmode send --sandbox --to 0639980011 'Votre commande est arrivée'",
            "smsmode config set api_key",
        ],
    ),
];

/// The command with the examples of each verb that it has.
pub(super) fn add(command: Command) -> Command {
    EXAMPLES.iter().fold(command, |command, (verb, examples)| {
        let path: Vec<&str> = verb.split(' ').filter(|name| !name.is_empty()).collect();
        below(command, &path, examples)
    })
}

fn below(command: Command, path: &[&str], examples: &[&str]) -> Command {
    match path.split_first() {
        None => command.after_help(format!("Examples:\n  {}", examples.join("\n  "))),
        // A build without SQLite has no `listen`.
        Some((name, _)) if command.find_subcommand(name).is_none() => command,
        Some((name, rest)) => {
            command.mut_subcommand(*name, |command| below(command, rest, examples))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;

    /// The arguments of `smsmode` in a line of a shell.
    fn arguments(line: &str) -> Vec<String> {
        let from = line.find("smsmode ").unwrap();
        let words = shlex::split(&line[from..]).unwrap().into_iter();
        let is_ours = |word: &String| !["|", "<", ">", ">>"].contains(&word.as_str());
        words.take_while(is_ours).map(|word| word.trim_end_matches(')').to_owned()).collect()
    }

    #[test]
    fn every_example_is_understood_and_of_its_verb() {
        for (verb, examples) in EXAMPLES {
            for example in examples {
                let words = arguments(example);
                let read = Arguments::read(&words);
                assert!(read.is_ok() || !cfg!(feature = "store"), "{example}: {read:?}");
                assert!(words[1..].join(" ").starts_with(verb), "{example}");
            }
        }
    }

    #[test]
    fn every_command_of_the_readme_is_understood() {
        let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
        let readme = std::fs::read_to_string(readme).unwrap();
        let blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
        let commands = blocks.flat_map(str::lines).filter_map(|line| line.split(" #").next());
        let lines: Vec<&str> = commands.filter(|line| line.contains("smsmode ")).collect();
        assert!(lines.len() > 10, "{lines:?}");
        for line in lines {
            let read = Arguments::read(arguments(line));
            assert!(read.is_ok() || !cfg!(feature = "store"), "{line}: {read:?}");
        }
    }
}
