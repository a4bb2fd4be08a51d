//! `smsmode plan --lines`: a text a line, each answered as soon as it is read.

mod table;

use smsmode_http::Describe as _;
use smsmode_http::text::bulk::{BadLine, Line, LineSplitter};

use crate::arguments::Output;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::forecast::Forecast;
use crate::output::{self, Array, PlanRecord, tsv, tsv_heading};
use crate::page::Page;

use super::question::Question;
use table::Table;

/// How much is read at once.
pub(super) const PIECE: usize = 256 * 1024;

/// The most segments that can be joined.
const MOST_SEGMENTS: u32 = 255;

pub(super) fn run(question: &Question, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let mut telling = Telling::new(question, context.page());
    let (mut splitter, mut buffer) = (LineSplitter::default(), vec![0; PIECE]);
    loop {
        let piece = context.read(&mut buffer).map_err(Failure::StandardInput)?;
        if piece.is_empty() {
            break;
        }
        splitter.push(piece, |line| telling.line(line));
        telling.hand_over(context);
        if context.interrupt.is_fired() {
            return Ok(Exit::Interrupted);
        }
        if context.is_output_lost() {
            return Ok(Exit::Done);
        }
    }
    splitter.finish(|line| telling.line(line));
    telling.end();
    telling.hand_over(context);
    Ok(if telling.is_complete { Exit::Done } else { Exit::Usage })
}

/// The answers to the lines of one piece.
struct Telling<'q> {
    question: &'q Question,
    page: Page,
    form: Form,
    data: String,
    notes: String,
    /// Whether every line was a text.
    is_complete: bool,
}

enum Form {
    Table(Table),
    Json(Array),
    Jsonl,
    Tsv,
}

impl<'q> Telling<'q> {
    fn new(question: &'q Question, page: Page) -> Self {
        let (data, form) = match question.output {
            Output::Table => (Table::heading(page), Form::Table(Table::default())),
            Output::Json => (String::new(), Form::Json(Array::default())),
            Output::Jsonl => (String::new(), Form::Jsonl),
            Output::Tsv => (tsv_heading::<_, PlanRecord>(), Form::Tsv),
        };
        Self { question, page, form, data, notes: String::new(), is_complete: true }
    }

    fn line(&mut self, line: Line<'_>) {
        let forecast = |text| {
            let forecast = self.question.forecast(text);
            let joinable = forecast.plan.whole_segments() <= MOST_SEGMENTS;
            joinable.then_some(forecast).ok_or(BadLine::TooLong)
        };
        match line.text.and_then(forecast) {
            Ok(forecast) => self.answer(line.number, &forecast),
            Err(bad) => self.refuse(line.number, bad),
        }
    }

    fn answer(&mut self, number: u64, forecast: &Forecast) {
        let record = || PlanRecord::new(forecast, self.page.language).on_line(number);
        let shown = match &mut self.form {
            Form::Table(table) => table.row(number, forecast, self.page),
            Form::Json(array) => array.element(&record()),
            Form::Jsonl => output::json(&record(), false) + "\n",
            Form::Tsv => tsv(&record()),
        };
        self.data.push_str(&shown);
    }

    fn refuse(&mut self, number: u64, bad: BadLine) {
        self.is_complete = false;
        let why = bad.describe(self.page.language);
        let note = self.page.pick(
            format!("error: line {number}: {why}\n"),
            format!("erreur : ligne {number} : {why}\n"),
        );
        self.notes.push_str(&note);
    }

    fn end(&mut self) {
        match &self.form {
            Form::Table(table) => self.data.push_str(&table.totals(self.page)),
            Form::Json(array) => self.data.push_str(array.end()),
            Form::Jsonl | Form::Tsv => {}
        }
    }

    fn hand_over(&mut self, context: &mut Context<'_, '_>) {
        if !self.data.is_empty() {
            context.print(&self.data);
        }
        if !self.notes.is_empty() {
            context.note(&self.notes);
        }
        self.data.clear();
        self.notes.clear();
    }
}
