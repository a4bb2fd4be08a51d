//! How and when a voice speaks.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::VoiceLanguage;

use crate::boundary;
use crate::constant::flag;
use crate::date;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::voice::Voice;

/// The voice speaks French.
pub const SMSMODE_VOICE_FRENCH: i32 = 1;
/// The voice speaks English.
pub const SMSMODE_VOICE_ENGLISH: i32 = 2;
/// The voice speaks German.
pub const SMSMODE_VOICE_GERMAN: i32 = 3;
/// The voice speaks Spanish.
pub const SMSMODE_VOICE_SPANISH: i32 = 4;

fn language(language: i32) -> Result<VoiceLanguage, Fault> {
    match language {
        SMSMODE_VOICE_FRENCH => Ok(VoiceLanguage::French),
        SMSMODE_VOICE_ENGLISH => Ok(VoiceLanguage::English),
        SMSMODE_VOICE_GERMAN => Ok(VoiceLanguage::German),
        SMSMODE_VOICE_SPANISH => Ok(VoiceLanguage::Spanish),
        value => Err(Fault::Constant { argument: "language", value }),
    }
}

/// What is said first, in characters of ISO-8859-15. Without it the service says "Ceci est un message
/// de sMsmode". Whether it can be said, smsmode_client_send_voice says.
///
/// `title`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_title(
    voice: Option<&mut Voice>,
    title: *const c_char,
    title_length: usize,
    error: *mut *mut Error,
) -> Status {
    let encoding = voice.as_ref().map(|voice| voice.encoding).unwrap_or_default();
    boundary::set(
        voice,
        "voice",
        |all| &mut all.title,
        error,
        |_| Ok(Some(encoding.decoded(title, title_length, "title")?.into_owned())),
    )
}

/// The language of the voice: one of SMSMODE_VOICE_FRENCH, _ENGLISH, _GERMAN and _SPANISH. The service
/// chooses by default. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_language(
    voice: Option<&mut Voice>,
    language: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        voice,
        "voice",
        |all| &mut all.language,
        error,
        |_| Ok(Some(self::language(language)?)),
    )
}

/// Calls later, at an instant in seconds since 1970 in UTC, rounded down to the minute. At once by
/// default.
///
/// Fails with SMSMODE_DATE if it is past, or in the hour that comes twice in autumn.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_time(
    voice: Option<&mut Voice>,
    unix_seconds: i64,
    error: *mut *mut Error,
) -> Status {
    boundary::set(voice, "voice", |all| &mut all.at, error, |_| Ok(Some(date::at(unix_seconds)?)))
}

/// Calls later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30.
///
/// Fails with SMSMODE_DATE if it is past, if there is no such time, or if it comes twice.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_paris_time(
    voice: Option<&mut Voice>,
    year: i32,
    month: i32,
    day: i32,
    hour: i32,
    minute: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        voice,
        "voice",
        |all| &mut all.at,
        error,
        |_| Ok(Some(date::in_paris([year, month, day], hour, minute)?)),
    )
}

/// Whether the text may have more than 160 characters: 1, or 0, which is the default. What the service
/// does with more is not documented. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_unlimited(
    voice: Option<&mut Voice>,
    unlimited: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(voice, "voice", |all| &mut all.unlimited, error, |_| flag(unlimited, "unlimited"))
}
