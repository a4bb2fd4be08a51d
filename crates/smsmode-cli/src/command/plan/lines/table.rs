//! A row a message, and the totals below.

use smsmode_http::text::{Alphabet, SegmentRange};
use unicode_width::UnicodeWidthStr as _;

use crate::cells;
use crate::forecast::Forecast;
use crate::page::Page;
use crate::plan_view::alphabet;

/// What the rows so far add up to.
#[derive(Debug, Default)]
pub(super) struct Table {
    gsm7: u64,
    ucs2: u64,
    least_segments: u64,
    most_segments: u64,
    changed: u64,
    refused: u64,
    cut: u64,
}

impl Table {
    /// What stands above the columns.
    pub(super) fn heading(page: Page) -> String {
        let (names, text) = page.pick(
            (["Line", "Alphabet", "Segm.", "Units", ""], "Text"),
            (["Ligne", "Alphabet", "Segm.", "Unités", ""], "Texte"),
        );
        columns(names) + text + "\n"
    }

    /// One message, on one line.
    pub(super) fn row(&mut self, number: u64, forecast: &Forecast, page: Page) -> String {
        let plan = &forecast.plan;
        self.count(forecast);
        let cells = [
            page.number(number),
            alphabet(plan.alphabet()).to_owned(),
            plan.segments().to_string(),
            page.number(plan.units() as u64),
            marks(forecast),
        ];
        let columns = columns(cells.each_ref().map(String::as_str));
        let text = cells::fit(plan.text(), page.width.saturating_sub(columns.width()));
        format!("{}\n", (columns + &text).trim_end())
    }

    /// What all rows add up to, and what their marks mean.
    pub(super) fn totals(&self, page: Page) -> String {
        let number = |n| page.number(n);
        let (messages, segments) = (number(self.gsm7 + self.ucs2), self.segments(page));
        let (gsm, unicode) = (number(self.gsm7), number(self.ucs2));
        let mut rows = vec![String::new()];
        rows.extend(page.row(
            "Total",
            &format!("{messages} messages, {segments} segments, {gsm} GSM, {unicode} Unicode"),
        ));
        for (mark, count, meaning) in self.noted(page) {
            rows.extend(page.row(mark, &format!("{meaning}{}", number(count))));
        }
        rows.join("\n") + "\n"
    }

    /// The marks that occur, how often, and what they mean.
    fn noted(&self, page: Page) -> impl Iterator<Item = (&'static str, u64, &'static str)> {
        let changed = page.pick("changed to fit into GSM: ", "modifié pour tenir en GSM : ");
        let refused = page.pick(
            "refused, and shown as --unicode would send it: ",
            "refusé, et montré tel que --unicode l'enverrait : ",
        );
        let cut = page.pick("cut by the service: ", "coupé par le service : ");
        let all = [
            (CHANGED, self.changed, changed),
            (REFUSED, self.refused, refused),
            (CUT, self.cut, cut),
        ];
        all.into_iter().filter(|(_, count, _)| *count > 0)
    }

    fn count(&mut self, forecast: &Forecast) {
        let plan = &forecast.plan;
        match plan.alphabet() {
            Alphabet::Gsm7 => self.gsm7 += 1,
            Alphabet::Ucs2 => self.ucs2 += 1,
        }
        let SegmentRange { min, max, .. } = plan.segments();
        self.least_segments += min;
        self.most_segments += max;
        self.changed += u64::from(!plan.replacements().is_empty());
        self.refused += u64::from(forecast.refusal.is_some());
        self.cut += u64::from(plan.cut().is_some());
    }

    fn segments(&self, page: Page) -> String {
        let (least, most) = (page.number(self.least_segments), page.number(self.most_segments));
        if least == most { most } else { format!("{least}-{most}") }
    }
}

/// What stands before the text, which has the room that is left.
fn columns([number, alphabet, segments, units, mark]: [&str; 5]) -> String {
    format!("{number:>6}  {alphabet:<8}  {segments:>5}  {units:>6}  {mark:<2}  ")
}

/// What is to be noted about a message, at a glance.
fn marks(forecast: &Forecast) -> String {
    let changed = !forecast.plan.replacements().is_empty();
    [
        (forecast.refusal.is_some(), REFUSED),
        (changed, CHANGED),
        (forecast.plan.cut().is_some(), CUT),
    ]
    .into_iter()
    .filter_map(|(applies, mark)| applies.then_some(mark))
    .collect()
}

const CHANGED: &str = "~";
const REFUSED: &str = "!";
const CUT: &str = "|";
