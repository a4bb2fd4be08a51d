//! Send a voice message: section 15 of the API document.

use crate::account::{Account, Reach};
use crate::endpoint::send_sms::check_get;
use crate::endpoint::{Accepted, Endpoint, Repeat};
use crate::error::{InvalidInput, ResponseError};
use crate::private_text::PrivateText;
use crate::recipients::Recipients;
use crate::request::{Request, Response};
use crate::schedule::Schedule;
use crate::text::{At, WireCharset, latin9};
use crate::wire::{dates, form::Form, our_name, param, path};

/// Has a text read aloud to people on the phone, landlines included.
///
/// ```
/// use smsmode_core::{Account, ApiKey, Endpoint, Recipients, SendVoice};
///
/// let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?);
/// let call = SendVoice::new(Recipients::parse(["0199000011"])?, "Votre commande est prête")?;
/// assert!(call.request(&account)?.address().ends_with("/sendVoiceMessage.do"));
/// # Ok::<(), smsmode_core::InvalidInput>(())
/// ```
///
/// Wire name: `sendVoiceMessage.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendVoice {
    to: Recipients,
    text: PrivateText,
    title: Option<PrivateText>,
    language: Option<VoiceLanguage>,
    at: Option<Schedule>,
}

impl SendVoice {
    /// This text, of at most 160 characters of ISO-8859-15, to these people.
    ///
    /// It is spoken, so the GSM alphabet does not apply.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::EmptyText`], [`InvalidInput::VoiceTextTooLong`],
    /// [`InvalidInput::OutsideCharset`].
    pub fn new(to: Recipients, text: impl Into<String>) -> Result<Self, InvalidInput> {
        let text = text.into();
        match text.chars().count() {
            characters if characters > MAX_CHARACTERS => {
                Err(InvalidInput::VoiceTextTooLong { characters, allowed: MAX_CHARACTERS })
            }
            _ => Self::unlimited(to, text),
        }
    }

    /// As [`new`](Self::new), of any length: what the service does with more than 160 characters is
    /// not documented.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), but for the length.
    pub fn unlimited(to: Recipients, text: impl Into<String>) -> Result<Self, InvalidInput> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err(InvalidInput::EmptyText);
        }
        check_latin9(param::TEXT, &text)?;
        Ok(Self { to, text: text.into(), title: None, language: None, at: None })
    }

    /// What is said first; without it the service says "Ceci est un message de sMsmode".
    ///
    /// # Errors
    ///
    /// [`InvalidInput::EmptyField`], [`InvalidInput::OutsideCharset`].
    pub fn with_title(mut self, title: impl Into<String>) -> Result<Self, InvalidInput> {
        let title = title.into();
        if title.trim().is_empty() {
            return Err(InvalidInput::EmptyField { field: param::TITLE });
        }
        check_latin9(param::TITLE, &title)?;
        self.title = Some(title.into());
        Ok(self)
    }

    /// The language of the voice.
    pub fn with_language(mut self, language: VoiceLanguage) -> Self {
        self.language = Some(language);
        self
    }

    /// Calls later.
    #[doc(alias = "date_envoi")]
    pub fn with_schedule(mut self, at: Schedule) -> Self {
        self.at = Some(at);
        self
    }
}

/// A language in which the service speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VoiceLanguage {
    /// `fr-FR`.
    French,
    /// `en-GB`.
    English,
    /// `de-DE`.
    German,
    /// `es-ES`.
    Spanish,
}

impl VoiceLanguage {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::French, Self::English, Self::German, Self::Spanish];

    /// The language tag, such as `fr-FR`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr-FR",
            Self::English => "en-GB",
            Self::German => "de-DE",
            Self::Spanish => "es-ES",
        }
    }
}

impl Endpoint for SendVoice {
    type Output = Accepted;
    const NAME: &'static str = "send_voice";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        check_get(account, self.to.numbers())?;
        let mut form = Form::new(account, WireCharset::Latin9)?;
        form.add(param::TEXT, &self.text)?;
        form.add_list(param::RECIPIENTS, self.to.numbers());
        form.add_optional(param::TITLE, self.title.as_deref())?;
        form.add_optional(
            param::SCHEDULED_AT,
            self.at.map(|at| dates::write_minute(at.local())).as_deref(),
        )?;
        form.add_optional(param::LANGUAGE, self.language.map(VoiceLanguage::tag))?;
        Ok(form.into_request(account, path::SEND_VOICE))
    }

    fn parse(&self, answer: Response<'_>) -> Result<Accepted, ResponseError> {
        Accepted::parse(answer)
    }

    fn reach(&self) -> Reach<'_> {
        let messages = self.to.numbers().iter().map(|number| (*number, 1)).collect();
        Reach { messages, ..Reach::nobody() }
    }
}

const MAX_CHARACTERS: usize = 160;

fn check_latin9(field: &'static str, text: &str) -> Result<(), InvalidInput> {
    let outside = |(_, (_, ch)): &(usize, (usize, char))| latin9::encode(*ch).is_none();
    match text.char_indices().enumerate().find(outside) {
        Some((scalar, (byte, ch))) => Err(InvalidInput::OutsideCharset {
            field: our_name(field),
            at: At { byte, scalar, ch },
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ApiKey;

    fn to() -> Recipients {
        Recipients::parse(["0639980011"]).unwrap()
    }

    #[test]
    fn the_example_of_section_15_is_sent_in_the_body() {
        let to = Recipients::parse(["3363123456"]).unwrap();
        let send =
            SendVoice::new(to, "Bonjour Maman").unwrap().with_title("voici le titre").unwrap();
        let request = send.request(&Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap())).unwrap();
        let expected =
            "accessToken=Ab1CD2efg3Hi&message=Bonjour+Maman&numero=3363123456&title=voici+le+titre";
        assert_eq!(String::from_utf8_lossy(request.body()), expected);
    }

    #[test]
    fn spoken_text_may_hold_letters_that_gsm_lacks() {
        assert!(SendVoice::new(to(), "Ça a été reçu, forêt, œuf").is_ok());
        let refused = SendVoice::new(to(), "ok 😀").unwrap_err();
        let at = At { byte: 3, scalar: 3, ch: '😀' };
        assert_eq!(refused, InvalidInput::OutsideCharset { field: "text", at });
    }

    #[test]
    fn more_than_160_characters_need_a_door_of_their_own() {
        let long = "é".repeat(161);
        let refused = SendVoice::new(to(), long.clone()).unwrap_err();
        assert_eq!(refused, InvalidInput::VoiceTextTooLong { characters: 161, allowed: 160 });
        assert!(SendVoice::unlimited(to(), long).is_ok());
    }
}
