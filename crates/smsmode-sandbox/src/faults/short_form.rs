//! The short form of a rule, for a command line: `[CALL=]KIND[:VALUE,…][@PROBABILITY][*TIMES]`.

use serde_json::{Map, Value};

use super::{Fault, FaultRule, Probability};
use crate::Call;
use crate::spelling::nearest;

/// The kinds that have a short form, with what their values are called in JSON.
const KINDS: &[(&str, &[&str])] = &[
    ("refuse", &["code"]),
    ("delay", &["milliseconds"]),
    ("log_normal_delay", &["median_milliseconds", "sigma"]),
    ("close_before_reading", &[]),
    ("close_before_storing", &["ending"]),
    ("close_after_accepting", &["ending"]),
    ("cut_answer", &["bytes"]),
    ("stall", &[]),
    ("without_length", &[]),
    ("trickle", &["milliseconds"]),
    ("garbage", &[]),
    ("bad_gateway", &[]),
    ("too_many_requests", &["retry_after"]),
    ("answer_charset", &["charset"]),
    ("duplicate_callbacks", &[]),
    ("reordered_callbacks", &[]),
];

/// A short form that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part:?} in {text:?}: {reason}")]
pub struct ShortFormError {
    text: String,
    part: String,
    reason: String,
}

/// What is wrong with which part.
type Mistake<'a> = (&'a str, String);

pub(super) fn read(text: &str) -> Result<FaultRule, ShortFormError> {
    rule(text).map_err(|(part, reason)| ShortFormError {
        text: text.to_owned(),
        part: part.to_owned(),
        reason,
    })
}

fn rule(text: &str) -> Result<FaultRule, Mistake<'_>> {
    let (call, rest) = match text.split_once('=') {
        Some((name, rest)) => (Some(call(name)?), rest),
        None => (None, text),
    };
    let (rest, times) = split_off(rest, '*', times)?;
    let (rest, probability) = split_off(rest, '@', probability)?;
    Ok(FaultRule { fault: fault(rest)?, call, times, probability: probability.unwrap_or_default() })
}

fn call(name: &str) -> Result<Call, Mistake<'_>> {
    let found = Call::ALL.iter().find(|call| call.name() == name);
    let names = || Call::ALL.iter().map(|call| call.name());
    found.copied().ok_or_else(|| (name, unknown("call", name, names())))
}

/// What stands after a mark, read.
fn split_off<'a, T>(
    text: &'a str,
    mark: char,
    read: impl FnOnce(&'a str) -> Result<T, Mistake<'a>>,
) -> Result<(&'a str, Option<T>), Mistake<'a>> {
    match text.rsplit_once(mark) {
        Some((rest, value)) => Ok((rest, Some(read(value)?))),
        None => Ok((text, None)),
    }
}

fn times(text: &str) -> Result<u32, Mistake<'_>> {
    let times = text.parse().ok().filter(|times| *times > 0);
    times.ok_or_else(|| (text, "after * comes how often, a number from 1 on".to_owned()))
}

fn probability(text: &str) -> Result<Probability, Mistake<'_>> {
    let number = text.parse().ok().and_then(|number| Probability::new(number).ok());
    number.ok_or_else(|| (text, "after @ comes a probability, a number from 0 to 1".to_owned()))
}

fn fault(text: &str) -> Result<Fault, Mistake<'_>> {
    let (kind, values) = text.split_once(':').unwrap_or((text, ""));
    let known = KINDS.iter().find(|(name, _)| *name == kind);
    let names = || KINDS.iter().map(|(name, _)| *name);
    let (_, fields) = known.ok_or_else(|| (kind, unknown("fault", kind, names())))?;
    let values: Vec<_> = values.split(',').filter(|value| !value.is_empty()).collect();
    if values.len() > fields.len() {
        return Err((text, format!("the form is {}", form(kind, fields))));
    }
    let mut json = Map::from_iter([("kind".to_owned(), kind.into())]);
    let pairs = fields.iter().zip(values).map(|(field, value)| ((*field).to_owned(), typed(value)));
    json.extend(pairs);
    serde_json::from_value(Value::Object(json))
        .map_err(|error| (text, format!("{error}; the form is {}", form(kind, fields))))
}

/// A number where it is one.
fn typed(value: &str) -> Value {
    serde_json::from_str::<serde_json::Number>(value).map_or_else(|_| value.into(), Value::Number)
}

/// `log_normal_delay:MEDIAN_MILLISECONDS,SIGMA`
fn form(kind: &str, fields: &[&str]) -> String {
    let fields = fields.join(",").to_uppercase();
    if fields.is_empty() { kind.to_owned() } else { format!("{kind}:{fields}") }
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(nearest) => format!("there is no such {what}; did you mean {nearest:?}?"),
        None => {
            format!("there is no such {what}; there are {}", known.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::Sigma;
    use crate::{AnswerCharset, Ending};

    #[test]
    fn a_short_form_is_a_rule() {
        let ten_percent = Probability::new(0.1).unwrap();
        for (text, rule) in [
            ("stall", FaultRule::always(Fault::Stall)),
            (
                "refuse:50@0.1",
                FaultRule::always(Fault::Refuse { code: 50 }).with_probability(ten_percent),
            ),
            (
                "send_sms=delay:200*3",
                FaultRule::next(3, Fault::Delay { milliseconds: 200 }).on(Call::SendSms),
            ),
            ("trickle", FaultRule::always(Fault::Trickle { milliseconds: 100 })),
            (
                "close_after_accepting:close",
                FaultRule::always(Fault::CloseAfterAccepting { ending: Ending::Close }),
            ),
            (
                "answer_charset:utf8",
                FaultRule::always(Fault::AnswerCharset { charset: AnswerCharset::Utf8 }),
            ),
            (
                "send_sms=log_normal_delay:200,0.5@0.1*2",
                FaultRule::next(
                    2,
                    Fault::LogNormalDelay {
                        median_milliseconds: 200,
                        sigma: Sigma::new(0.5).unwrap(),
                    },
                )
                .on(Call::SendSms)
                .with_probability(ten_percent),
            ),
        ] {
            assert_eq!(read(text).as_ref(), Ok(&rule), "{text}");
        }
    }

    #[test]
    fn a_mistake_is_pointed_at() {
        for (text, part, reason) in [
            ("sendSMS=stall", "sendSMS", "did you mean \"send_sms\"?"),
            ("refuze:50", "refuze", "did you mean \"refuse\"?"),
            ("explode", "explode", "there are refuse, delay,"),
            ("refuse:5O@0.1", "refuse:5O", "the form is refuse:CODE"),
            ("refuse", "refuse", "the form is refuse:CODE"),
            ("stall:3", "stall:3", "the form is stall"),
            ("stall@2", "2", "a number from 0 to 1"),
            ("stall*0", "0", "a number from 1 on"),
            ("log_normal_delay:200,9", "log_normal_delay:200,9", "a sigma is a number from 0 to 5"),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error.part, part, "{text}");
            let message = error.to_string();
            assert!(message.starts_with(&format!("{part:?} in {text:?}: ")), "{message}");
            assert!(message.contains(reason), "{message}");
        }
    }

    /// All but `answer`, whose headers and body need JSON.
    #[test]
    fn every_kind_of_fault_has_a_short_form() {
        let error = serde_json::from_str::<Fault>(r#"{"kind":"no such"}"#).unwrap_err().to_string();
        let kinds: Vec<_> = error.split('`').skip(3).step_by(2).collect();
        assert!(kinds.len() > 10, "{error}");
        for kind in kinds.into_iter().filter(|kind| *kind != "answer") {
            assert!(KINDS.iter().any(|(name, _)| *name == kind), "{kind}");
        }
    }
}
