//! The names that settings may have, and what each does.

use std::time::Duration;

use smsmode_http::text::smart::{Level, When};
use smsmode_http::text::{OptOut, SegmentLimit, SegmentLimitError};
use smsmode_http::{
    ApiKey, BaseUrl, CallbackUrl, ClientReference, Language, Login, Password, ProxySetting,
    RootCertificates, Sender,
};

use crate::encoding::Charset;
use crate::fault::Fault;
use crate::simple::call::Caller;
use crate::simple::settings::Unreadable;
use crate::treatment::{Mode, Treatment};

/// Does what a name is for, and says whether it is one.
pub(crate) fn apply(all: &mut Caller, name: &str, value: &str) -> Result<bool, Fault> {
    let Caller { settings, send, .. } = all;
    let Treatment { mode, smart } = &mut send.treatment;
    let http = settings.http.clone();
    match name {
        "key" => all.key = Some(ApiKey::new(value)?),
        "login" => all.login = Some(Login::new(value)?),
        "password" => all.password = Some(Password::new(value)?),
        "base_url" => all.base_url = Some(BaseUrl::new(value)?),
        // These two were read before the others, and are only judged here.
        "encoding" => drop(chosen("encoding", value, &ENCODINGS)?),
        "language" => drop(chosen("language", value, &LANGUAGES)?),
        "timeout_ms" => settings.timeout = milliseconds("timeout_ms", value)?,
        "connect_timeout_ms" => {
            settings.http = http.with_connect_timeout(milliseconds("connect_timeout_ms", value)?);
        }
        "proxy" => settings.http = http.with_proxy(proxy(value)),
        "ca_file" => settings.http = http.with_roots(roots(value)?),
        "mode" => *mode = chosen("mode", value, &MODES)?,
        "level" => *smart = smart.with_level(chosen("level", value, &LEVELS)?),
        "when" => *smart = smart.with_when(chosen("when", value, &WHENS)?),
        "dropping" => *smart = smart.with_dropping(chosen("dropping", value, &FLAGS)?),
        "sender" => send.sender = Some(Sender::new(value)?),
        "replies" => send.replies = chosen("replies", value, &FLAGS)?,
        "reference" => send.reference = Some(ClientReference::new(value)?),
        "max_segments" => send.max_segments = Some(segments(value)?),
        "opt_out" => send.opt_out = Some(chosen("opt_out", value, &OPT_OUTS)?),
        "delivery_url" => send.delivery_url = Some(CallbackUrl::new(value)?),
        "reply_url" => send.reply_url = Some(CallbackUrl::new(value)?),
        _ => return Ok(false),
    }
    Ok(true)
}

/// Values that can be chosen, each by its word.
type Choices<T, const N: usize> = [(&'static str, T); N];

const ENCODINGS: Choices<Charset, 2> =
    [("utf-8", Charset::Utf8), ("windows-1252", Charset::Windows1252)];

const LANGUAGES: Choices<Language, 2> = [("en", Language::English), ("fr", Language::French)];

const MODES: Choices<Mode, 3> =
    [("exact", Mode::Exact), ("smart", Mode::Smart), ("unicode", Mode::Unicode)];

const LEVELS: Choices<Level, 3> =
    [("typography", Level::Typography), ("letters", Level::Letters), ("symbols", Level::Symbols)];

const WHENS: Choices<When, 3> = [
    ("makes_gsm", When::IfItMakesTheTextGsm),
    ("saves_a_segment", When::OnlyIfItSavesASegment),
    ("always", When::Always),
];

const OPT_OUTS: Choices<OptOut, 2> = [("always", OptOut::Always), ("if_free", OptOut::IfFree)];

const FLAGS: Choices<bool, 2> = [("0", false), ("1", true)];

pub(crate) fn encoding(value: &str) -> Option<Charset> {
    choice(value, &ENCODINGS)
}

pub(crate) fn language(value: &str) -> Option<Language> {
    choice(value, &LANGUAGES)
}

fn choice<T: Copy>(value: &str, choices: &[(&str, T)]) -> Option<T> {
    choices.iter().find(|(word, _)| *word == value).map(|(_, choice)| *choice)
}

fn chosen<T: Copy>(name: &'static str, value: &str, choices: &[(&str, T)]) -> Result<T, Fault> {
    choice(value, choices).ok_or_else(|| {
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        Fault::SettingsString(Unreadable::Value { name, choices: words.join(", ") })
    })
}

fn milliseconds(name: &'static str, value: &str) -> Result<Duration, Fault> {
    let number: Result<u32, _> = value.parse();
    let choices = format!("0 to {}", u32::MAX);
    number
        .map(|number| Duration::from_millis(number.into()))
        .map_err(|_| Fault::SettingsString(Unreadable::Value { name, choices }))
}

fn segments(value: &str) -> Result<SegmentLimit, Fault> {
    // Whatever is no number of a byte is no limit either.
    let limit = SegmentLimit::try_from(value.parse().unwrap_or(u8::MAX));
    limit.map_err(|error: SegmentLimitError| error.into())
}

fn proxy(value: &str) -> ProxySetting {
    if value.is_empty() { ProxySetting::None } else { ProxySetting::Url(value.to_owned()) }
}

fn roots(path: &str) -> Result<RootCertificates, Fault> {
    std::fs::read(path).map(RootCertificates::BundledAnd).map_err(Fault::File)
}
