//! The calls. Each family has a file; each call is a function from a [`Context`] to an answer.

mod air;
mod balance;
mod batch;
mod contacts;
mod keys;
mod lists;
mod recipients;
mod sending;
mod status;
mod sub_accounts;
mod text;
mod voice;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use smsmode_core::RefusalCode;
use smsmode_core::wire::param;

use crate::answer::{Answer, Refused};
use crate::clock::signed;
use crate::options::SandboxOptions;
use crate::parameters::Parameters;
use crate::reading::Fields;
use crate::state::State;
use crate::state::account::Account;
use crate::state::delivery::Telling;
use crate::{Call, Fault, Switches};

/// What the sandbox was started with, as far as calls care.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) switches: Switches,
    pub(crate) segment_price: Decimal,
    /// The time from sending until a message is at the operator.
    pub(crate) delivery_delay: SignedDuration,
    pub(crate) magic_numbers: bool,
}

impl Rules {
    pub(crate) fn new(options: SandboxOptions) -> Self {
        Self {
            switches: options.switches,
            segment_price: options.segment_price,
            delivery_delay: signed(options.delivery_delay),
            magic_numbers: options.magic_numbers,
        }
    }
}

/// Everything that a call can see and change.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) rules: &'a Rules,
    pub(crate) now: Timestamp,
    by_get: bool,
    telling: Telling,
    file: Option<&'a [u8]>,
    parameters: Parameters<'a>,
    /// Login of the account that calls.
    login: String,
    /// What a magic number makes go wrong with the answer.
    fault: Option<Fault>,
}

/// A request that was read, and when.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) call: Call,
    pub(crate) fields: &'a Fields,
    pub(crate) by_get: bool,
    /// How its receipts are to be told.
    pub(crate) telling: Telling,
    pub(crate) now: Timestamp,
}

/// What came of a request, and what goes wrong with the answer because of a magic number.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) answer: Result<Answer, Refused>,
    pub(crate) fault: Option<Fault>,
}

/// Does what a request asks for.
pub(crate) fn answer(request: &Request<'_>, state: &mut State, rules: &Rules) -> Served {
    let (known, call) = call(request.call);
    match Context::new(request, known, state, rules) {
        Ok(mut context) => {
            let answer = call(&mut context);
            Served { answer, fault: context.fault }
        }
        Err(refused) => Served { answer: Err(refused), fault: None },
    }
}

type Function = fn(&mut Context<'_>) -> Result<Answer, Refused>;

/// The parameters that a call knows, and what it does.
fn call(call: Call) -> (&'static [&'static str], Function) {
    match call {
        Call::SendSms => (text::PARAMETERS, text::send),
        Call::SendBatch => (batch::PARAMETERS, batch::send),
        Call::SendVoice => (voice::PARAMETERS, voice::send),
        Call::GetDeliveryReport => (status::BY_ID, status::report),
        Call::GetMessageStatus => (status::BY_ID, status::status),
        Call::DeleteSms => (status::BY_ID_OR_NUMBER, status::delete),
        Call::ListSent => (lists::SENT, lists::sent),
        Call::ListReplies => (lists::REPLIES, lists::replies),
        Call::GetBalance => (&[], balance::balance),
        Call::TransferCredits => (balance::TRANSFER, balance::transfer),
        Call::CreateSubAccount => (sub_accounts::CREATE, sub_accounts::create),
        Call::DeleteSubAccount => (sub_accounts::DELETE, sub_accounts::delete),
        Call::AddContact => (contacts::PARAMETERS, contacts::add),
        Call::CreateApiKey => (&[], keys::create),
    }
}

/// The login of whoever calls, by key or by login and password.
fn authenticate(parameters: &Parameters<'_>, state: &State) -> Result<String, Refused> {
    let login = match parameters.optional(param::API_KEY) {
        Some(key) => state.login_of_key(key),
        None => match parameters.optional(param::LOGIN) {
            Some(login) => state.login_with_password(login, parameters.required(param::PASSWORD)?),
            None => return Err(Refused::missing(param::API_KEY)),
        },
    };
    login.ok_or_else(|| Refused::with_code(RefusalCode::AUTHENTICATION.code()))
}

impl<'a> Context<'a> {
    /// Checks names, credential and right of a request.
    fn new(
        request: &Request<'a>,
        known: &[&str],
        state: &'a mut State,
        rules: &'a Rules,
    ) -> Result<Self, Refused> {
        let parameters = Parameters::checked(request.fields, known)?;
        let login = authenticate(&parameters, state)?;
        let file = request.fields.file.as_deref();
        let Request { by_get, telling, now, .. } = *request;
        let fault = None;
        let mut context =
            Self { state, rules, now, by_get, telling, file, parameters, login, fault };
        context.check_right(request.call)?;
        Ok(context)
    }
}

impl Context<'_> {
    /// Which code refuses a key that may only look is not known (grade D).
    fn check_right(&mut self, call: Call) -> Result<(), Refused> {
        if call.only_reads() || self.account()?.may_change() {
            return Ok(());
        }
        Err(Refused::new(RefusalCode::AUTHENTICATION, "Cette clé ne permet que la lecture"))
    }

    fn switches(&self) -> &Switches {
        &self.rules.switches
    }

    /// The account that calls. It exists, since it was authenticated under the same lock.
    fn account(&mut self) -> Result<&mut Account, Refused> {
        let unknown = || Refused::with_code(RefusalCode::AUTHENTICATION.code());
        self.state.accounts.get_mut(&self.login).ok_or_else(unknown)
    }
}
