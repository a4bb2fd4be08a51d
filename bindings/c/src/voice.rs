//! A text that is read aloud on the phone.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod options;

use std::ffi::c_char;

use smsmode_http::{PhoneNumber, Recipients, Schedule, SendVoice, VoiceLanguage};

use crate::accepted::Accepted;
use crate::boundary::{self, Out, call, free, make, needed};
use crate::client::Client;
use crate::encoding::Charset;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// A voice message, which the service reads aloud to people who pick up, landlines included. Made by
/// smsmode_voice_new, freed by smsmode_voice_free; it may be sent more than once, and each time costs.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `voice` is NULL; where it fails, the voice message
/// is as it was.
///
/// Threads: only one at a time may use it.
#[derive(Debug, Default)]
pub struct Voice {
    encoding: Charset,
    numbers: Vec<PhoneNumber>,
    pub(crate) text: String,
    title: Option<String>,
    language: Option<VoiceLanguage>,
    at: Option<Schedule>,
    unlimited: bool,
}

impl Voice {
    pub(crate) fn built(&self) -> Result<SendVoice, Fault> {
        let to = Recipients::new(self.numbers.iter().copied())?;
        let text = self.text.as_str();
        let voice =
            if self.unlimited { SendVoice::unlimited(to, text) } else { SendVoice::new(to, text) };
        let mut voice = voice?;
        if let Some(title) = &self.title {
            voice = voice.with_title(title.as_str())?;
        }
        if let Some(language) = self.language {
            voice = voice.with_language(language);
        }
        if let Some(at) = self.at {
            voice = voice.with_schedule(at);
        }
        Ok(voice)
    }
}

/// A voice message without recipient and text, a handle that the caller frees. NULL only if the library
/// has a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_new() -> Option<Box<Voice>> {
    make(Voice::default)
}

/// How texts are written that this voice message is given from now on, all but those of _w and _1252 functions:
/// SMSMODE_UTF8, which is the default, or SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for
/// another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_encoding(
    voice: Option<&mut Voice>,
    encoding: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(voice, "voice", |all| &mut all.encoding, error, |_| Charset::new(encoding))
}

/// Adds a recipient. One that was added before is called only once.
///
/// `number`: any usual spelling, French or international; copied. Fails with SMSMODE_PHONE_NUMBER,
/// SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_add_recipient(
    voice: Option<&mut Voice>,
    number: *const c_char,
    number_length: usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let voice = needed(voice, "voice")?;
        let number = voice.encoding.decoded(number, number_length, "number")?;
        voice.numbers.push(PhoneNumber::parse(&number)?);
        Ok(())
    })
}

/// What is read aloud: at most 160 characters of ISO-8859-15, which has all of French. It is spoken, so
/// there is no alphabet of GSM and no segment. Whether it can be sent, smsmode_client_send_voice says.
///
/// `text`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_text(
    voice: Option<&mut Voice>,
    text: *const c_char,
    text_length: usize,
    error: *mut *mut Error,
) -> Status {
    let encoding = voice.as_ref().map(|voice| voice.encoding).unwrap_or_default();
    boundary::set(
        voice,
        "voice",
        |all| &mut all.text,
        error,
        |_| Ok(encoding.decoded(text, text_length, "text")?.into_owned()),
    )
}

/// Sends a voice message, once: where nobody knows whether the service received it, it is not sent
/// again, and smsmode_error_outcome says SMSMODE_OUTCOME_UNKNOWN.
///
/// `accepted`, which must not be NULL, receives a handle that the caller frees. It waits for the
/// answer, at most as long as the settings of the client allow.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_CLOSED, SMSMODE_NO_RECIPIENT, SMSMODE_EMPTY_TEXT,
/// SMSMODE_VOICE_TEXT_TOO_LONG, SMSMODE_OUTSIDE_CHARSET, SMSMODE_EMPTY_FIELD for an empty title,
/// SMSMODE_TOO_MANY_RECIPIENTS or SMSMODE_POLICY before anything is sent, and as any call of the
/// client after.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_send_voice(
    client: Option<&Client>,
    voice: Option<&Voice>,
    accepted: *mut *mut Accepted,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(accepted, "accepted")?;
        let (client, voice) = (needed(client, "client")?, needed(voice, "voice")?);
        out.give(client.call(&voice.built()?)?.into());
        Ok(())
    })
}

/// Frees the voice message; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_free(voice: Option<Box<Voice>>) {
    free(voice);
}
