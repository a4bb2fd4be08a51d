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
use crate::{Call, Switches};

/// What the sandbox was started with, as far as calls care.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) switches: Switches,
    pub(crate) segment_price: Decimal,
    /// The time from sending until a message is at the operator.
    pub(crate) delivery_delay: SignedDuration,
}

impl Rules {
    pub(crate) fn new(options: SandboxOptions) -> Self {
        Self {
            switches: options.switches,
            segment_price: options.segment_price,
            delivery_delay: signed(options.delivery_delay),
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
    file: Option<&'a [u8]>,
    parameters: Parameters,
    /// Login of the account that calls.
    login: String,
}

/// A request that was read, and when.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    pub(crate) call: Call,
    pub(crate) fields: &'a Fields,
    pub(crate) by_get: bool,
    pub(crate) now: Timestamp,
}

/// Does what a request asks for.
pub(crate) fn answer(
    request: &Request<'_>,
    state: &mut State,
    rules: &Rules,
) -> Result<Answer, Refused> {
    let (known, call) = call(request.call);
    let parameters = Parameters::checked(request.fields, known)?;
    let login = authenticate(&parameters, state)?;
    let file = request.fields.file.as_deref();
    let Request { by_get, now, .. } = *request;
    call(&mut Context { state, rules, now, by_get, file, parameters, login })
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
fn authenticate(parameters: &Parameters, state: &State) -> Result<String, Refused> {
    let login = match parameters.optional(param::API_KEY) {
        Some(key) => state.login_of_key(key),
        None => match parameters.optional(param::LOGIN) {
            Some(login) => state.login_with_password(login, parameters.required(param::PASSWORD)?),
            None => return Err(Refused::missing(param::API_KEY)),
        },
    };
    login.ok_or_else(|| Refused::with_code(RefusalCode::AUTHENTICATION.code()))
}

impl Context<'_> {
    fn switches(&self) -> &Switches {
        &self.rules.switches
    }

    /// The account that calls. It exists, since it was authenticated under the same lock.
    fn account(&mut self) -> Result<&mut Account, Refused> {
        let unknown = || Refused::with_code(RefusalCode::AUTHENTICATION.code());
        self.state.accounts.get_mut(&self.login).ok_or_else(unknown)
    }
}
