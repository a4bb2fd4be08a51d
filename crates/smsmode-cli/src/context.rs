//! What a command runs in: environment, streams, language, clock.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, ErrorKind, Read, Write};
use std::time::{Duration, SystemTime};

use smsmode_http::{Describe, Language, Timestamp};

use crate::config::ConfigError;
use crate::interrupt::Interrupt;
use crate::page::Page;

/// The environment variables that the command may read.
#[derive(Clone, Default)]
pub struct Environment {
    variables: HashMap<String, String>,
    /// The names of those of ours that are no UTF-8.
    unreadable: BTreeSet<String>,
}

impl Environment {
    /// The variables of the process. Those that are no UTF-8 are left out; one of ours, which begin
    /// with `SMSMODE_`, is an error wherever the environment is used.
    pub fn of_process() -> Self {
        std::env::vars_os().fold(Self::default(), Self::with_os)
    }

    fn with_os(mut self, (name, value): (OsString, OsString)) -> Self {
        let name = name.to_string_lossy();
        match value.into_string() {
            Ok(value) => return self.with(name, value),
            Err(_) if name.starts_with("SMSMODE_") => _ = self.unreadable.insert(name.into()),
            Err(_) => {}
        }
        self
    }

    /// Sets a variable.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.unreadable.remove(&name);
        self.variables.insert(name, value.into());
        self
    }

    /// Whether all of ours can be read: one that cannot must not count as unset.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        match self.unreadable.first() {
            Some(variable) => Err(ConfigError::NotUtf8 { variable: variable.clone() }),
            None => Ok(()),
        }
    }

    /// A variable; one that is empty counts as unset.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn language(&self) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| self.get(name));
        Language::from_locale(locale.unwrap_or_default())
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Environment({} variables)", self.variables.len())
    }
}

/// The streams of the command.
pub struct Streams<'a> {
    input: BufReader<Box<dyn Read + 'a>>,
    output: Box<dyn Write + 'a>,
    notes: Box<dyn Write + 'a>,
    interactive: bool,
    has_screen: bool,
    width: usize,
    progress: Progress,
    hidden_line: Option<HiddenLine>,
    timed_input: Option<TimedInput>,
    has_printed: bool,
    lost: Option<std::io::Error>,
}

/// Reads a line after a prompt.
pub(crate) type HiddenLine = fn(&str) -> std::io::Result<String>;

/// Reads at most so many bytes for at most so long.
pub(crate) type TimedInput = fn(usize, Duration) -> std::io::Result<Heard>;

/// What came of an input that was read with limits.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) bytes: Vec<u8>,
    /// Whether there was nothing more.
    pub(crate) whole: bool,
}

/// How the progress of long work can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nobody is there to see it.
    Hidden,
    /// The end is not known.
    Open,
    /// The standard input has so many bytes.
    Bytes(u64),
}

impl<'a> Streams<'a> {
    /// Standard input, output and error, and whether a person sits at them.
    pub fn new(
        input: impl Read + 'a,
        output: impl Write + 'a,
        notes: impl Write + 'a,
        interactive: bool,
    ) -> Self {
        let input = BufReader::new(Box::new(input) as Box<dyn Read + 'a>);
        let (output, notes) = (Box::new(output), Box::new(notes));
        Self {
            input,
            output,
            notes,
            interactive,
            has_screen: false,
            width: WIDEST,
            progress: Progress::Hidden,
            hidden_line: None,
            timed_input: None,
            has_printed: false,
            lost: None,
        }
    }

    /// How many columns the terminal of the output has. 40 to 80 are written, and 80 without it.
    pub fn with_width(mut self, columns: usize) -> Self {
        self.width = columns.clamp(NARROWEST, WIDEST);
        self
    }

    /// The input and the output are one terminal, which can be drawn on.
    pub(crate) fn with_screen(mut self) -> Self {
        self.has_screen = true;
        self
    }

    /// How a line is read from the terminal without showing it, after a prompt.
    pub(crate) fn with_hidden_line(mut self, read: HiddenLine) -> Self {
        self.hidden_line = Some(read);
        self
    }

    /// How the input is read by whoever cannot wait for its end.
    pub(crate) fn with_timed_input(mut self, read: TimedInput) -> Self {
        self.timed_input = Some(read);
        self
    }

    /// Shows the progress of long work on the standard error of the process, where that is a
    /// terminal; in bytes if it is known how many the standard input has.
    pub fn with_progress(mut self, input_bytes: Option<u64>) -> Self {
        self.progress = input_bytes.map_or(Progress::Open, Progress::Bytes);
        self
    }
}

/// What people read well, and what a terminal of the old days has.
const WIDEST: usize = 80;
const NARROWEST: usize = 40;

impl std::fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Streams").field("interactive", &self.interactive).finish_non_exhaustive()
    }
}

/// What a command runs in.
pub(crate) struct Context<'a, 's> {
    pub(crate) environment: &'a Environment,
    pub(crate) interrupt: &'a Interrupt,
    pub(crate) language: Language,
    /// The arguments of the process, its name first.
    pub(crate) arguments: &'a [String],
    streams: &'a mut Streams<'s>,
}

impl<'a, 's> Context<'a, 's> {
    pub(crate) fn new(
        environment: &'a Environment,
        streams: &'a mut Streams<'s>,
        interrupt: &'a Interrupt,
        arguments: &'a [String],
    ) -> Self {
        Self { environment, interrupt, language: environment.language(), arguments, streams }
    }

    /// What time it is.
    #[expect(clippy::unused_self, reason = "the clock is part of what a command runs in")]
    pub(crate) fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    /// Whether a person can be asked.
    pub(crate) fn is_interactive(&self) -> bool {
        self.streams.interactive
    }

    /// Whether there is a terminal to draw on.
    #[cfg(feature = "watch")]
    pub(crate) fn has_screen(&self) -> bool {
        self.streams.has_screen
    }

    /// What texts for people are written on.
    pub(crate) fn page(&self) -> Page {
        Page { language: self.language, width: self.streams.width }
    }

    pub(crate) fn progress(&self) -> Progress {
        self.streams.progress
    }

    /// Data. What cannot be written is told at the end.
    pub(crate) fn print(&mut self, text: &str) {
        let output = &mut self.streams.output;
        let written = output.write_all(text.as_bytes()).and_then(|()| output.flush());
        self.streams.has_printed |= !text.is_empty();
        if let Err(error) = written {
            self.streams.lost.get_or_insert(error);
        }
    }

    /// Whether there was any data.
    pub(crate) fn has_printed(&self) -> bool {
        self.streams.has_printed
    }

    /// Whether nobody gets the data any more, so that there is no point in going on.
    pub(crate) fn is_output_lost(&self) -> bool {
        self.streams.lost.is_some()
    }

    /// Why the data could not be written; a reader that went away is no failure.
    pub(crate) fn write_error(&mut self) -> Option<std::io::Error> {
        self.streams.lost.take().filter(|error| error.kind() != ErrorKind::BrokenPipe)
    }

    /// A line of data.
    pub(crate) fn line(&mut self, text: &str) {
        self.print(&format!("{text}\n"));
    }

    /// Anything else than data.
    pub(crate) fn note(&mut self, text: &str) {
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let _ = write!(self.streams.notes, "{text}{end}");
    }

    /// The sentence in the user's language.
    pub(crate) fn say(&self, what: &impl Describe) -> String {
        what.describe(self.language)
    }

    /// The text of this language.
    pub(crate) fn pick<T>(&self, english: T, french: T) -> T {
        self.language.pick(english, french)
    }

    /// All of the standard input, as bytes.
    pub(crate) fn read_all(&mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.streams.input.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The beginning of the standard input: at most so many bytes, and what comes within so long.
    /// Nothing else may be read after it.
    pub(crate) fn read_within(&mut self, limit: usize, time: Duration) -> std::io::Result<Heard> {
        if let Some(read) = self.streams.timed_input {
            return read(limit, time);
        }
        let mut bytes = Vec::new();
        self.streams.input.by_ref().take(limit as u64).read_to_end(&mut bytes)?;
        let whole = self.streams.input.fill_buf()?.is_empty();
        Ok(Heard { bytes, whole })
    }

    /// The next bytes of the standard input; none at its end.
    pub(crate) fn read<'b>(&mut self, buffer: &'b mut [u8]) -> std::io::Result<&'b [u8]> {
        loop {
            match self.streams.input.read(buffer) {
                Ok(len) => return Ok(buffer.get(..len).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// A line that nobody is to see: from the terminal, which does not show it, or else from the
    /// standard input.
    pub(crate) fn secret(&mut self, prompt: &str) -> std::io::Result<String> {
        if let Some(hidden) = self.streams.hidden_line {
            return hidden(prompt);
        }
        let mut line = String::new();
        self.streams.input.read_line(&mut line)?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// Asks a yes-or-no question, while nothing is in flight; no answer is no, and an interruption
    /// ends the process.
    pub(crate) fn ask(&mut self, question: &str) -> bool {
        let _ = write!(self.streams.notes, "{question} ").and_then(|()| self.streams.notes.flush());
        let mut answer = String::new();
        let input = &mut self.streams.input;
        let read = self.interrupt.ending_the_process(|| input.read_line(&mut answer));
        read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "o" | "oui")
    }
}
