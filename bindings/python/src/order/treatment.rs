//! How a text is treated before it is sent, and other words of short lists.

use pyo3::prelude::*;
use smsmode_http::text::smart::{Level, SmartOptions, When};
use smsmode_http::text::{OptOut, PlanOptions, SegmentLimit, TextMode, plan};
use smsmode_http::{GsmText, InvalidInput, Message, Sender, UnicodeText};

use crate::errors::invalid;
use crate::input::Number;
use crate::order::checked;

/// How a text is treated.
#[derive(Clone, Copy)]
pub(crate) struct Treatment(pub(crate) TextMode);

impl Treatment {
    pub(crate) fn new(py: Python<'_>, mode: &str, level: &str, when: &str) -> PyResult<Self> {
        let smart = smart(py, level, when)?;
        let modes = [
            ("exact", TextMode::Exact),
            ("smart", TextMode::Smart(smart)),
            ("unicode", TextMode::Unicode),
        ];
        word(py, "mode", mode, &modes).map(Self)
    }

    /// The message, of which nothing is cut or lost.
    pub(crate) fn message(
        self,
        text: &str,
        sender: Option<Sender>,
        replies: bool,
    ) -> Result<Message, InvalidInput> {
        match self.0 {
            TextMode::Unicode => Message::unicode(UnicodeText::new(text)?, sender, replies),
            _ => Message::gsm(self.gsm_text(text)?, sender, replies),
        }
    }

    /// The text after replacement. What nothing can stand for is named alone in the error.
    pub(crate) fn gsm_text(self, text: &str) -> Result<GsmText, InvalidInput> {
        let plan = plan(text, &PlanOptions::default().with_mode(self.0));
        match (plan.refusal(), plan.cut()) {
            (Some(refusal), _) => Err(refusal.into()),
            (None, Some(_)) => {
                let allowed = SegmentLimit::default().get().into();
                Err(InvalidInput::TooManySegments { needed: plan.whole_segments(), allowed })
            }
            (None, None) => GsmText::new(plan.text()),
        }
    }
}

pub(crate) fn smart(py: Python<'_>, level: &str, when: &str) -> PyResult<SmartOptions> {
    let levels = [Level::Typography, Level::Letters, Level::Symbols].map(|one| (one.name(), one));
    let whens = [When::IfItMakesTheTextGsm, When::OnlyIfItSavesASegment, When::Always];
    let whens = whens.map(|one| (one.name(), one));
    let level = word(py, "level", level, &levels)?;
    Ok(SmartOptions::default().with_level(level).with_when(word(py, "when", when, &whens)?))
}

pub(crate) fn opt_out(py: Python<'_>, opt_out: Option<&str>) -> PyResult<Option<OptOut>> {
    let all = [OptOut::Always, OptOut::IfFree].map(|one| (one.name(), one));
    opt_out.map(|given| word(py, "opt_out", given, &all)).transpose()
}

pub(crate) fn max_segments(
    py: Python<'_>,
    limit: Option<Number<u8>>,
) -> PyResult<Option<SegmentLimit>> {
    checked(py, limit.map(|limit| SegmentLimit::try_from(limit.0)).transpose())
}

/// What a word stands for.
pub(crate) fn word<T: Copy>(
    py: Python<'_>,
    argument: &str,
    given: &str,
    all: &[(&str, T)],
) -> PyResult<T> {
    let found = all.iter().find(|(name, _)| *name == given).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<String> = all.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        invalid(py, format!("{argument} is one of {}", names.join(", ")))
    })
}
