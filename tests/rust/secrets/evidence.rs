//! Everything that was shown: by loggers, errors and `Debug`.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt::Debug;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use log::{Level, LevelFilter, Log, Metadata, Record};
use smsmode_http::{Describe, Language};

use crate::canaries::{self, Search};

/// Log lines of the whole process since the evidence began.
static LINES: Mutex<Vec<Line>> = Mutex::new(Vec::new());

/// One test at a time: all share the logger.
static TURN: Mutex<()> = Mutex::new(());

struct Line {
    level: Level,
    target: String,
    text: String,
}

struct Everything;

impl Log for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let (level, target) = (record.level(), record.target().to_owned());
        lock(&LINES).push(Line { level, target, text: record.args().to_string() });
    }

    fn flush(&self) {}
}

/// What was shown since it began.
pub(crate) struct Evidence {
    shown: Vec<(String, String)>,
    canaries: Vec<String>,
    _turn: MutexGuard<'static, ()>,
}

impl Evidence {
    pub(crate) fn begin() -> Self {
        static INSTALLED: Once = Once::new();
        INSTALLED.call_once(|| {
            log::set_logger(&Everything).unwrap();
            log::set_max_level(LevelFilter::Trace);
        });
        let turn = lock(&TURN);
        lock(&LINES).clear();
        Self { shown: Vec::new(), canaries: canaries::all(), _turn: turn }
    }

    /// A secret that nobody knew before.
    pub(crate) fn also_hide(&mut self, secrets: impl IntoIterator<Item = String>) {
        self.canaries.extend(secrets);
    }

    /// Keeps what `Debug` shows of a value, on one line and on several.
    pub(crate) fn show(&mut self, place: &str, value: &impl Debug) {
        self.keep(place, format!("{value:?}"));
        self.keep(place, format!("{value:#?}"));
    }

    /// Keeps all that an error and its sources show.
    pub(crate) fn show_error(&mut self, place: &str, error: &(dyn StdError + 'static)) {
        let mut level = Some(error);
        while let Some(error) = level {
            self.keep(place, error.to_string());
            self.keep(place, format!("{error:?} {error:#?}"));
            level = error.source();
        }
    }

    /// The same, and what it says in both languages.
    pub(crate) fn show_described(
        &mut self,
        place: &str,
        error: &(impl StdError + Describe + 'static),
    ) {
        self.show_error(place, error);
        self.describe(place, error);
    }

    pub(crate) fn describe(&mut self, place: &str, value: &impl Describe) {
        for language in [Language::English, Language::French] {
            self.keep(place, value.describe(language));
        }
    }

    pub(crate) fn keep(&mut self, place: &str, text: String) {
        self.shown.push((place.to_owned(), text));
    }

    /// Fails where anything shows a secret, or where there was nothing to see.
    pub(crate) fn end(self) {
        assert_logged();
        self.end_without_a_call();
    }

    /// As [`end`](Self::end), where no call was made.
    pub(crate) fn end_without_a_call(self) {
        assert!(self.shown.len() > 1, "nothing was shown");
        if let Some(leak) = self.first_leak() {
            panic!("{leak}");
        }
    }

    /// The first secret that was shown, where and how.
    pub(crate) fn first_leak(&self) -> Option<String> {
        let lines = lock(&LINES);
        let dumped = undumped(&lines);
        let logged = lines.iter().map(|line| (line.target.as_str(), line.text.as_str()));
        let shown = self.shown.iter().map(|(place, text)| (place.as_str(), text.as_str()));
        let all = logged.chain(shown).chain([("dumps", dumped.as_str())]);
        let once: BTreeMap<&str, &str> = all.map(|(place, text)| (text, place)).collect();
        let search = Search::new(&self.canaries);
        once.into_iter().find_map(|(text, place)| {
            let (canary, form) = search.find(text)?;
            let excerpt: String = text.chars().take(300).collect();
            Some(format!("{place} shows {canary} ({form}): {excerpt}"))
        })
    }
}

fn assert_logged() {
    let lines = lock(&LINES);
    let seen = |level, target: &str| {
        lines.iter().any(|line| line.level == level && line.target.starts_with(target))
    };
    assert!(seen(Level::Trace, "ureq::"), "ureq logged nothing at trace level");
    assert!(seen(Level::Debug, "smsmode_http"), "the client logged nothing");
}

impl Line {
    /// Whether it is a row of a hexadecimal dump: `0d0a 0d0a …  ....`.
    fn is_dump(&self) -> bool {
        self.target.starts_with("ureq_proto::util")
    }
}

/// The bytes of all dumps: a secret may stand on two rows.
fn undumped(lines: &[Line]) -> String {
    let groups = lines
        .iter()
        .filter(|line| line.is_dump())
        .flat_map(|line| line.text.split(' ').take_while(|group| group.len() == 4));
    let bytes = groups.flat_map(|group| [group.get(..2), group.get(2..)]);
    let bytes = bytes.flatten().filter_map(|hex| u8::from_str_radix(hex, 16).ok());
    String::from_utf8_lossy(&bytes.collect::<Vec<_>>()).into_owned()
}

/// A test that failed elsewhere does not hide what was recorded.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
