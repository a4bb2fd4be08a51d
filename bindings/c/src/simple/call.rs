//! A call from its settings to the words in which it fails.

use std::cell::Cell;
use std::ffi::c_char;

use smsmode_http::text::{self, Plan, PlanOptions};
use smsmode_http::{
    ApiKey, BaseUrl, Credential, Describe, InvalidInput, Login, MessageId, Outcome, Password,
    Recipients, SendSms,
};

use crate::account::Account;
use crate::boundary::{Out, attempt, optional, until_nul};
use crate::client::Client;
use crate::encoding::Charset;
use crate::error::number_of;
use crate::fault::Fault;
use crate::send::Send;
use crate::settings::Settings;
use crate::simple::names;
use crate::simple::room::Room;
use crate::simple::settings::{Unreadable, Voice, parts};
use crate::status::{SMSMODE_OK, Status};

/// What every call is given beside its own.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub(crate) settings: *const c_char,
    pub(crate) out_error: *mut c_char,
    pub(crate) out_error_size: i32,
}

impl Words {
    fn room(self) -> Result<Room, Fault> {
        Room::new(self.out_error, self.out_error_size, "out_error")
    }

    fn settings<'a>(self) -> Result<&'a [u8], Fault> {
        until_nul(self.settings, "settings")
    }
}

/// The body of a function that only asks.
pub(crate) fn ask(words: Words, body: impl FnOnce(&mut Caller) -> Result<(), Fault>) -> Status {
    let done = attempt(|| {
        words.room()?;
        body(&mut Caller::new(words.settings()?)?)
    });
    // Should the words fail, the status has to do.
    let _ = attempt(|| tell(words, done.as_ref().err()));
    done.map_or_else(|fault| fault.status(), |()| SMSMODE_OK)
}

/// The body of a function that sends, and says what became of it.
pub(crate) fn send(
    words: Words,
    out_outcome: *mut i32,
    body: impl FnOnce(&mut Caller) -> Result<(), Fault>,
) -> Status {
    // What ends before the body has its caller was not sent.
    let outcome = Cell::new(number_of(Outcome::NotSent));
    let status = ask(words, |caller| {
        Out::new(out_outcome, "out_outcome")?;
        let done = attempt(|| body(caller));
        outcome.set(done.as_ref().map_or_else(|fault| number_of(fault.outcome()), |()| 0));
        done
    });
    optional(out_outcome, outcome.get());
    status
}

fn tell(words: Words, fault: Option<&Fault>) -> Result<(), Fault> {
    let voice = words.settings().map(Voice::of).unwrap_or_default();
    let text = fault.map(|fault| fault.text(voice.language)).unwrap_or_default();
    words.room()?.write_beginning(&text, voice.encoding);
    Ok(())
}

/// Who calls, and what its settings say.
#[derive(Default)]
pub(crate) struct Caller {
    voice: Voice,
    pub(crate) key: Option<ApiKey>,
    pub(crate) login: Option<Login>,
    pub(crate) password: Option<Password>,
    pub(crate) base_url: Option<BaseUrl>,
    pub(crate) settings: Settings,
    pub(crate) send: Send,
}

impl Caller {
    fn new(settings: &[u8]) -> Result<Self, Fault> {
        let voice = Voice::of(settings);
        let text = voice.encoding.decoded(settings.as_ptr().cast(), settings.len(), "settings")?;
        let mut caller = Self { voice, ..Self::default() };
        for part in parts(&text).map_err(Fault::SettingsString)? {
            if !names::apply(&mut caller, part.name, &part.value)? {
                return Err(Fault::SettingsString(Unreadable::Unknown(part.place())));
            }
        }
        Ok(caller)
    }

    pub(crate) fn encoding(&self) -> Charset {
        self.voice.encoding
    }

    pub(crate) fn words(&self, what: &impl Describe) -> String {
        what.describe(self.voice.language)
    }

    pub(crate) fn client(&self) -> Result<Client, Fault> {
        let mut account = self.account()?;
        if let Some(url) = &self.base_url {
            account.entry = account.entry.with_base_url(url.clone());
        }
        Client::new(&account, &self.settings).map_err(Fault::Settings)
    }

    fn account(&self) -> Result<Account, Fault> {
        match (self.key.clone(), self.login.clone(), self.password.clone()) {
            (Some(key), None, None) => Ok(Account::new(key)),
            (None, Some(login), Some(password)) => {
                Ok(Account::new(Credential::Login { login, password }))
            }
            _ => Err(Fault::SettingsString(Unreadable::Credentials)),
        }
    }

    pub(crate) fn message_id(&self, id: *const c_char) -> Result<MessageId, Fault> {
        Ok(MessageId::new(self.text(id, UNTIL_NUL, "id")?)?)
    }

    pub(crate) fn message(
        &mut self,
        recipients: *const c_char,
        text: *const c_char,
        text_length: i32,
    ) -> Result<SendSms, Fault> {
        let recipients = self.text(recipients, UNTIL_NUL, "recipients")?;
        if !recipients.trim().is_empty() {
            self.send.numbers = Recipients::parse(recipients.split(','))?.numbers().to_vec();
        }
        self.send.text = self.text(text, text_length, "text")?;
        self.send.built()
    }

    pub(crate) fn plan(&mut self, text: *const c_char, text_length: i32) -> Result<Plan, Fault> {
        self.send.text = self.text(text, text_length, "text")?;
        let needed = self.send.message()?.segments();
        let allowed = self.send.max_segments.unwrap_or_default();
        if needed > allowed.get().into() {
            return Err(
                InvalidInput::TooManySegments { needed, allowed: allowed.get().into() }.into()
            );
        }
        Ok(text::plan(&self.send.text, &self.plan_options()))
    }

    fn plan_options(&self) -> PlanOptions {
        let options = PlanOptions::default()
            .with_mode(self.send.treatment.into())
            .with_replies(self.send.replies)
            .with_personal_sender(self.send.sender.is_some());
        match self.send.opt_out {
            Some(opt_out) => options.with_opt_out(opt_out),
            None => options,
        }
    }

    fn text(
        &self,
        text: *const c_char,
        length: i32,
        argument: &'static str,
    ) -> Result<String, Fault> {
        let length = match length {
            UNTIL_NUL => until_nul(text, argument)?.len(),
            length => usize::try_from(length).map_err(|_| Fault::Length { argument })?,
        };
        Ok(self.voice.encoding.decoded(text, length, argument)?.into_owned())
    }
}

/// The length of a text that ends with a NUL.
const UNTIL_NUL: i32 = -1;
