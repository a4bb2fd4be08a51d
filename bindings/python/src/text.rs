//! The text engine.

#![expect(clippy::needless_pass_by_value, reason = "pyo3 reads arguments into values")]

use pyo3::prelude::*;
use pyo3::types::PyList;
use smsmode_http::text;
use smsmode_http::text::{Channel, PlanOptions, Reference, smart as smart_text};

use crate::errors::invalid;
use crate::input::{Number, Text, optional_str_of, str_of};
use crate::many::for_each_text;
use crate::order::treatment::{
    Treatment, max_segments as limit, opt_out as stop, smart as replacing, word,
};
use crate::value::field::Many;
use crate::value::plan::Plan;
use crate::value::text::{Analysis, At, Replacement, Segment, SmartText};

/// Which alphabet a text needs, and how long it is in it.
///
/// >>> analyse("Vous êtes livré").alphabet
/// 'ucs2'
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(crate) fn analyse(text: &Bound<'_, PyAny>) -> PyResult<Analysis> {
    str_of(text).map(|text| text::analyse(text).into())
}

/// Analyses texts one after another, of any iterable.
///
/// >>> [one.segments for one in analyse_many(["Bonjour", "Bonsoir"])]
/// [1, 1]
#[pyfunction]
#[pyo3(signature = (texts, /))]
pub(crate) fn analyse_many<'py>(texts: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    let analyses = PyList::empty(texts.py());
    for_each_text(texts, |text| analyses.append(Analysis::from(text::analyse(text))))?;
    Ok(analyses)
}

/// What will happen to a message: alphabet, segments, cost, and what is lost or replaced.
///
/// The options are those of Client.send. channel: "marketing" or "notifications". recipients: how many people
/// get it. sender: whether it has a personal one.
///
/// >>> plan("Forêt", mode="smart").text
/// 'Foret'
#[pyfunction]
#[pyo3(signature = (text, /, *, mode="exact", level="letters", when="makes_gsm", replies=false, max_segments=None, opt_out=None, recipients=None, sender=false, channel=None))]
#[expect(clippy::too_many_arguments, reason = "the options of Python are the arguments of Rust")]
pub(crate) fn plan(
    py: Python<'_>,
    text: Text,
    #[pyo3(from_py_with = str_of)] mode: &str,
    #[pyo3(from_py_with = str_of)] level: &str,
    #[pyo3(from_py_with = str_of)] when: &str,
    replies: bool,
    max_segments: Option<Number<u8>>,
    #[pyo3(from_py_with = optional_str_of)] opt_out: Option<&str>,
    recipients: Option<Number<usize>>,
    sender: bool,
    #[pyo3(from_py_with = optional_str_of)] channel: Option<&str>,
) -> PyResult<Plan> {
    let mode = Treatment::new(py, mode, level, when)?.0;
    let mut options =
        PlanOptions::default().with_mode(mode).with_replies(replies).with_personal_sender(sender);
    if let Some(limit) = limit(py, max_segments)? {
        options = options.with_max_segments(limit);
    }
    if let Some(opt_out) = stop(py, opt_out)? {
        options = options.with_opt_out(opt_out);
    }
    if let Some(recipients) = recipients {
        options = options.with_recipients(recipients.0);
    }
    if let Some(channel) = channel {
        let all = [Channel::Marketing, Channel::Notifications].map(|one| (one.name(), one));
        options = options.with_channel(word(py, "channel", channel, &all)?);
    }
    Ok(Plan::of(text.as_str(), &text::plan(text.as_str(), &options)))
}

/// Where one segment ends and the next begins.
///
/// reference_bits: 8 without, or 16 where the network joins segments by longer numbers. A text of more than 255 segments
/// cannot be joined and is refused.
///
/// >>> [segment.units for segment in segments("a" * 161)]
/// [153, 8]
#[pyfunction]
#[pyo3(signature = (text, /, *, alphabet=None, reference_bits=None))]
pub(crate) fn segments(
    py: Python<'_>,
    text: Text,
    #[pyo3(from_py_with = optional_str_of)] alphabet: Option<&str>,
    reference_bits: Option<Number<u8>>,
) -> PyResult<Many<Segment>> {
    let limits = limits(py, alphabet, reference_bits)?;
    let segments = text::segments(text.as_str(), &limits);
    segments.map(Segment::all).map_err(|error| invalid(py, error.to_string()))
}

/// The longest beginning of a text that takes no more segments than that.
///
/// >>> len(truncate("a" * 500, 1))
/// 160
#[pyfunction]
#[pyo3(signature = (text, segments, /, *, alphabet=None, reference_bits=None))]
pub(crate) fn truncate(
    py: Python<'_>,
    text: Text,
    segments: Number<u8>,
    #[pyo3(from_py_with = optional_str_of)] alphabet: Option<&str>,
    reference_bits: Option<Number<u8>>,
) -> PyResult<String> {
    let limits = limits(py, alphabet, reference_bits)?;
    Ok(text::truncate(text.as_str(), segments.0, &limits).to_owned())
}

fn limits(
    py: Python<'_>,
    alphabet: Option<&str>,
    bits: Option<Number<u8>>,
) -> PyResult<text::Limits> {
    let reference = match bits.map_or(8, |bits| bits.0) {
        8 => Reference::Ref8,
        16 => Reference::Ref16,
        _ => return Err(invalid(py, "reference_bits is 8 or 16".to_owned())),
    };
    let limits = text::Limits::default().with_reference(reference);
    let all = [text::Alphabet::Gsm7, text::Alphabet::Ucs2].map(|one| (one.name(), one));
    let alphabet = alphabet.map(|given| word(py, "alphabet", given, &all)).transpose()?;
    Ok(alphabet.map_or(limits, |alphabet| limits.with_alphabet(alphabet)))
}

/// A text in the characters that GSM has, where that helps and no further.
///
/// level: "typography", "letters" or "symbols". when: "makes_gsm", "saves_a_segment" or "always".
///
/// >>> smart("L’hôtel").text
/// "L'hotel"
#[pyfunction]
#[pyo3(signature = (text, /, *, level="letters", when="makes_gsm"))]
pub(crate) fn smart(
    py: Python<'_>,
    text: Text,
    #[pyo3(from_py_with = str_of)] level: &str,
    #[pyo3(from_py_with = str_of)] when: &str,
) -> PyResult<SmartText> {
    let outcome = smart_text::apply(text.as_str(), &replacing(py, level, when)?);
    let changes = outcome.changes();
    let changes = changes.map(|change| (change.range.start, change.original, change.replacement));
    Ok(SmartText {
        text: outcome.text().to_owned().into(),
        is_sendable: outcome.is_sendable(),
        replacements: Replacement::all(text.as_str(), changes),
        irreplaceable: Many::<At>::of(outcome.irreplaceable().iter().copied()),
        before: (*outcome.before()).into(),
        after: outcome.after().into(),
    })
}
