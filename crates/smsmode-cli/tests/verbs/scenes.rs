//! One scene for each verb.

use crate::stage::Stage;

/// How a verb is tried. Each of its runs has a stage of its own.
struct Scene {
    verb: &'static str,
    /// What is behind the verb.
    arguments: &'static [&'static str],
    input: &'static str,
    /// Whether it has `--output`.
    has_outputs: bool,
    /// Of more lines than these, the first are shown.
    lines: usize,
}

impl Scene {
    const fn new(verb: &'static str, arguments: &'static [&'static str]) -> Self {
        Self { verb, arguments, input: "", has_outputs: true, lines: usize::MAX }
    }

    const fn with_input(self, input: &'static str) -> Self {
        Self { input, ..self }
    }

    const fn without_outputs(self) -> Self {
        Self { has_outputs: false, ..self }
    }

    /// For what clap writes, which is long.
    const fn cut_to(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// What is read in all outputs, and in French.
    fn transcripts(&self) -> String {
        let outputs: &[&str] =
            if self.has_outputs { &["table", "json", "jsonl", "tsv"] } else { &[""] };
        let english = outputs.iter().map(|output| self.transcript(output, "en_GB.UTF-8"));
        let french = self.transcript("", "fr_FR.UTF-8");
        english.chain([format!("LANG=fr {french}")]).collect::<Vec<_>>().join("\n")
    }

    fn transcript(&self, output: &str, language: &str) -> String {
        let stage = Stage::new(language);
        let mut arguments: Vec<&str> = self.verb.split(' ').collect();
        if !output.is_empty() {
            arguments.extend(["--output", output]);
        }
        arguments.extend(self.arguments);
        let mut said = stage.run(&arguments, self.input);
        let count = said.out.lines().count();
        if count > self.lines {
            let shown: Vec<&str> = said.out.lines().take(self.lines).collect();
            said.out = shown.join("\n") + "\n…\n";
        }
        stage.transcript(&arguments, &said)
    }
}

/// A test for each scene, named after its verb.
macro_rules! scenes {
    ($($name:ident: $scene:expr,)*) => {
        /// The verbs that have a scene.
        pub(crate) const VERBS: &[&str] = &[$($scene.verb),*];

        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), $scene.transcripts());
            }
        )*
    };
}

scenes! {
    plan: Scene::new("plan", &["--to", "0639980011,0639980012", "Forêt d’hiver à 12 €"]),
    send: Scene::new("send", &["--to", "0639980011", "Bonjour Maman"]),
    batch: Scene::new("batch", &["FOLDER/clients.csv", "--yes"]),
    balance: Scene::new("balance", &[]),
    status: Scene::new("status", &["RECEIVED"]),
    report: Scene::new("report", &["RECEIVED"]),
    trigger_delivery: Scene::new("trigger delivery", &["--url", "INBOX", "--unsigned"]).without_outputs(),
    trigger_reply: Scene::new("trigger reply", &["--url", "INBOX", "OUI"]).without_outputs(),
    sent: Scene::new("sent", &[]),
    replies: Scene::new("replies", &[]),
    voice: Scene::new("voice", &["--to", "0639980011", "Bonjour Maman"]),
    delete: Scene::new("delete", &["SCHEDULED"]),
    contact_add: Scene::new("contact add", &["Dupont", "0639980011", "--group", "VIP", "--yes"]),
    account_create: Scene::new("account create", &["shop", "--yes"]).with_input("secret-12\n"),
    account_delete: Scene::new("account delete", &["kiosk", "--yes"]),
    account_transfer: Scene::new("account transfer", &["kiosk", "12", "--yes"]),
    key_create: Scene::new("key create", &["--yes"]),
    notify: Scene::new("notify", &["--to", "0639980011,0639980031", "--subject", "PROBLEM", "Le disque de srv1 est plein"]),
    optout_add: Scene::new("optout add", &["0639980011", "0639980098"]),
    optout_list: Scene::new("optout list", &[]),
    optout_remove: Scene::new("optout remove", &["0639980098", "0639980011"]),
    outbox_add: Scene::new("outbox add", &["--key", "order-2", "--to", "0639980011,0639980098", "Bonjour Maman"]),
    outbox_list: Scene::new("outbox list", &[]),
    outbox_show: Scene::new("outbox show", &["--key", "order-1"]),
    outbox_retry: Scene::new("outbox retry", &["--key", "order-1"]),
    outbox_cancel: Scene::new("outbox cancel", &["--key", "order-1"]),
    outbox_pause: Scene::new("outbox pause", &[]),
    outbox_resume: Scene::new("outbox resume", &[]),
    outbox_reconcile: Scene::new("outbox reconcile", &[]),
    outbox_run: Scene::new("outbox run", &["--once"]),
    outbox_export: Scene::new("outbox export", &["--format", "ndjson"]).without_outputs(),
    outbox_move: Scene::new("outbox move", &["--yes", "--from", "sqlite:FOLDER/till.db", "--to", "sqlite:FOLDER/shop.db"]),
    outbox_roles: Scene::new("outbox roles", &[]).without_outputs().cut_to(12),
    outbox_watch: Scene::new("outbox watch", &["--once"]),
    outbox_take_over: Scene::new("outbox take-over", &["--yes"]),
    worker: Scene::new("worker", &[]),
    whoami: Scene::new("whoami", &[]),
    doctor: Scene::new("doctor", &[]),
    config_get: Scene::new("config get", &[]),
    config_set: Scene::new("config set", &["api_key"]).with_input("Ab1CD2efg3Hi\n").without_outputs(),
    config_path: Scene::new("config path", &[]),
    completions: Scene::new("completions", &["bash"]).without_outputs().cut_to(3),
    man: Scene::new("man", &["balance"]).without_outputs().cut_to(8),
    sandbox: Scene::new("sandbox", &["--magic"]),
}
