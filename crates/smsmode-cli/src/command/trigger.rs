//! `smsmode trigger`: makes the call that the service makes, to try what receives it.

use smsmode_http::wire::param;
use smsmode_http::{
    CallbackKind, CallbackUrl, ClientReference, InvalidInput, LocalDateTime, ServiceZone,
};
use url::form_urlencoded::Serializer;

use crate::arguments::{Told, Trigger, TriggerDelivery, TriggerKind, TriggerReply};
use crate::config;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::web::Web;

/// The short code of the service in the examples of its document.
const SHORT_CODE: &str = "36034";

pub(super) fn run(arguments: &Trigger, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let now = ServiceZone::PARIS.local(context.now()).map_err(InvalidInput::from)?;
    let (told, kind, parameters) = match &arguments.kind {
        TriggerKind::Delivery(delivery) => {
            (&delivery.told, CallbackKind::Delivery, of_delivery(delivery, now))
        }
        TriggerKind::Reply(reply) => (&reply.told, CallbackKind::Reply, of_reply(reply, now)),
    };
    let address = address(told, kind, context)?;
    let way = config::way(context.environment, told.profile.as_deref())?;
    let status =
        Web::new(&way)?.get(&called(address.as_str(), &parameters)).map_err(Failure::Untold)?;
    if !(200..=299).contains(&status) {
        return Err(Failure::Disbelieved(status));
    }
    let answered = context.pick("answered with status", "réponse avec le statut");
    context.line(&format!("{answered} {status}"));
    Ok(Exit::Done)
}

/// The signed address below the one that was given, or that one itself.
fn address(
    told: &Told,
    kind: CallbackKind,
    context: &mut Context<'_, '_>,
) -> Result<CallbackUrl, Failure> {
    let given = CallbackUrl::new(&told.url).map_err(InvalidInput::from)?;
    let signer = config::callback_signer(context.environment, told.profile.as_deref())?;
    let Some(signer) = signer.filter(|_| !told.unsigned) else { return Ok(given) };
    let now = context.now();
    if is_signed(|path| signer.verify(path, now).is_ok(), &given) {
        return Ok(given);
    }
    let reference = ClientReference::new(&told.reference).map_err(InvalidInput::from)?;
    let address = signer.sign(&told.url, kind, &reference, now);
    Ok(address.map_err(|error| InvalidInput::from(error.0))?)
}

/// Whether the end of an address is a signed path: `/dlr/reference/expiry/tag` or `/reply/tag`.
fn is_signed(verifies: impl Fn(&str) -> bool, url: &CallbackUrl) -> bool {
    let path = url.as_str();
    path.match_indices('/').any(|(slash, _)| path.get(slash..).is_some_and(&verifies))
}

/// As the service: by GET. Where the address has a query already, the parameters follow it.
fn called(address: &str, parameters: &str) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{parameters}")
}

fn of_delivery(delivery: &TriggerDelivery, now: LocalDateTime) -> String {
    let mut parameters = Serializer::new(String::new());
    parameters
        .append_pair(param::RECIPIENTS, &delivery.to)
        .append_pair(param::RECEIVED_AT, &now.to_string())
        .append_pair(param::STATUS, &delivery.status.code().to_string())
        .append_pair(param::MESSAGE_ID, &id(delivery.told.message_id.as_deref()))
        .append_pair(param::CLIENT_REFERENCE, &delivery.told.reference);
    parameters.finish()
}

fn of_reply(reply: &TriggerReply, now: LocalDateTime) -> String {
    let mut parameters = Serializer::new(String::new());
    parameters
        .append_pair(param::RECIPIENTS, SHORT_CODE)
        .append_pair(param::TEXT, &reply.text)
        .append_pair(param::SENDER, &reply.from)
        .append_pair(param::RECEIVED_AT, &compact(now))
        .append_pair(param::MESSAGE_ID, &id(reply.told.message_id.as_deref()))
        .append_pair(param::CLIENT_REFERENCE, &reply.told.reference)
        .append_pair(param::REPLY_ID, &id(reply.reply_id.as_deref()));
    parameters.finish()
}

/// The id that was given, or one of twelve letters and digits as the service makes them.
fn id(given: Option<&str>) -> String {
    let new = || std::iter::repeat_with(fastrand::alphanumeric).take(12).collect();
    given.map_or_else(new, str::to_owned)
}

/// `ddMMyyyy-HHmmss`.
fn compact(time: LocalDateTime) -> String {
    let date = time.date();
    format!(
        "{:02}{:02}{:04}-{:02}{:02}{:02}",
        date.day(),
        date.month(),
        date.year(),
        time.hour(),
        time.minute(),
        time.second()
    )
}
