//! `smsmode sandbox --switches` and `--magic`: what there is to choose from.

use serde::Serialize;
use smsmode_sandbox::{MAGIC_NUMBERS, Switch, Switches};

use crate::arguments::{Lists, Output};
use crate::cells;
use crate::context::Context;
use crate::output::{self, Row};

/// Shows the list that was asked for, if one was.
pub(super) fn shown(lists: &Lists, context: &mut Context<'_, '_>) -> bool {
    if lists.switches {
        show(&Switches::all(), switch_lines, lists.output, context);
    } else if lists.magic {
        show(&magic_numbers(), magic_lines, lists.output, context);
    }
    lists.switches || lists.magic
}

fn show<const N: usize, R: Row<N>>(
    records: &[R],
    lines: impl Fn(&R, usize) -> Vec<String>,
    output: Output,
    context: &mut Context<'_, '_>,
) {
    output::write(records, output, context);
    if output == Output::Table {
        let width = context.page().width;
        let lines = records.iter().flat_map(|record| lines(record, width));
        lines.collect::<Vec<_>>().iter().for_each(|line| context.line(line));
    }
}

impl Row<6> for Switch {
    const NAMES: [&'static str; 6] =
        ["name", "default", "positions", "expected", "grade", "question"];

    fn cells(&self) -> [String; 6] {
        [
            self.name.to_owned(),
            self.default.clone(),
            self.positions.join(","),
            self.expected.clone(),
            format!("{:?}", self.grade),
            self.question.to_owned(),
        ]
    }
}

/// `stop.long=never` with its grade; below, the question and all positions.
fn switch_lines(switch: &Switch, width: usize) -> Vec<String> {
    let Switch { name, default, grade, question, expected, .. } = switch;
    let head = format!("{name}={default}  ({grade:?})");
    let below = [(*question).to_owned(), expected.clone()];
    let below = below.iter().flat_map(|text| cells::wrap(text, width.saturating_sub(INDENT.len())));
    std::iter::once(head).chain(below.map(|line| format!("{INDENT}{line}"))).collect()
}

const INDENT: &str = "    ";

#[derive(Serialize)]
struct MagicRecord {
    ending: String,
    meaning: &'static str,
}

impl Row<2> for MagicRecord {
    const NAMES: [&'static str; 2] = ["ending", "meaning"];

    fn cells(&self) -> [String; 2] {
        [self.ending.clone(), self.meaning.to_owned()]
    }
}

fn magic_numbers() -> Vec<MagicRecord> {
    let record = |magic: &smsmode_sandbox::MagicNumber| MagicRecord {
        ending: format!("{:02}", magic.ending),
        meaning: magic.meaning,
    };
    MAGIC_NUMBERS.iter().map(record).collect()
}

fn magic_lines(magic: &MagicRecord, width: usize) -> Vec<String> {
    let number = format!("06 39 98 XX {}  ", magic.ending);
    let blank = " ".repeat(number.len());
    let labels = std::iter::once(&number).chain(std::iter::repeat(&blank));
    let lines = cells::wrap(magic.meaning, width.saturating_sub(number.len()));
    labels.zip(&lines).map(|(label, line)| format!("{label}{line}")).collect()
}
