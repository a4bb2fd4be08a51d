//! `send --sandbox`: a sandbox and a callback receiver inside this process, HTTP on loopback.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use smsmode_http::{
    Account, ApiKey, BaseUrl, CallbackKey, CallbackKind, CallbackSigner, Client, ClientReference,
    HttpSettings, InvalidInput, MessageStatus, Method, PhoneNumber, ProxySetting, StatusClass,
    UreqTransport,
};
use smsmode_receiver::{Event, Receiver, ReceiverOptions};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::page::row;

use super::order::Order;
use super::telling::Telling;

/// The longest wait for the receipts; they normally come within 2 s.
const WAIT: Duration = Duration::from_secs(10);

/// How often a wait looks whether the user has had enough.
const LOOK: Duration = Duration::from_millis(100);

pub(super) fn run(
    order: &Order,
    method: Method,
    telling: &mut Telling,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let sandbox = Sandbox::start(SandboxOptions::new())?;
    let receiver = Receiver::start(ReceiverOptions::new(CallbackSigner::new(random_key()?)))?;
    let client = client(&sandbox, method, context)?;
    let note = context.pick("nothing is really sent", "rien n'est vraiment envoyé");
    context.note(&row("Sandbox", &format!("{}, {note}", sandbox.base_url())));

    let send = if order.has_own_delivery_url() {
        order.send.clone()
    } else {
        let reference = reference(order)?;
        let signed = receiver.sign(CallbackKind::Delivery, &reference, context.now());
        let url = signed.map_err(|error| InvalidInput::from(error.0))?;
        order.send.clone().with_reference(reference).with_delivery_url(url)
    };
    let accepted = client.call(&send)?;
    if telling.accepted(&accepted, context).is_none() || order.has_own_delivery_url() {
        return Ok(Exit::Done);
    }
    Ok(wait(&receiver, order, telling, context))
}

fn client(
    sandbox: &Sandbox,
    method: Method,
    context: &Context<'_, '_>,
) -> Result<Client<crate::interrupt::GuardedTransport>, Failure> {
    let key = ApiKey::new(DEMO_API_KEY).map_err(InvalidInput::from)?;
    let url = BaseUrl::new(&sandbox.base_url()).map_err(InvalidInput::from)?;
    let settings = HttpSettings::default().with_proxy(ProxySetting::None);
    let transport = context.interrupt.guard(UreqTransport::new(&settings)?);
    Ok(Client::with_transport(Account::new(key).with_base_url(url).with_method(method), transport))
}

/// A key for this run only; the addresses that it signs end with the process.
fn random_key() -> Result<CallbackKey, InvalidInput> {
    let bytes: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(32).collect();
    Ok(CallbackKey::new(bytes)?)
}

/// The user's reference, or one of our own: the address is signed for it.
fn reference(order: &Order) -> Result<ClientReference, InvalidInput> {
    match &order.reference {
        Some(reference) => Ok(reference.clone()),
        None => Ok(ClientReference::new(format!("sandbox-{:08x}", fastrand::u32(..)))?),
    }
}

/// Tells each receipt until every recipient has a final one.
fn wait(
    receiver: &Receiver,
    order: &Order,
    telling: &mut Telling,
    context: &mut Context<'_, '_>,
) -> Exit {
    let deadline = Instant::now() + WAIT;
    let mut statuses: HashMap<PhoneNumber, MessageStatus> = HashMap::new();
    while Instant::now() < deadline && !context.interrupt.is_fired() {
        if let Some(Event::Delivery(receipt)) = receiver.next_event(LOOK)
            && let Some(number) = receipt.recipient_number()
        {
            telling.recipient(number, receipt.status, context);
            statuses
                .entry(number)
                .and_modify(|last| *last = later(*last, receipt.status))
                .or_insert(receipt.status);
        }
        if order.recipients().is_some_and(|count| all_final(&statuses, count)) {
            return conclude(&statuses);
        }
    }
    if context.interrupt.is_fired() { Exit::Interrupted } else { Exit::Pending }
}

/// A temporary status never takes the place of a final one.
fn later(last: MessageStatus, next: MessageStatus) -> MessageStatus {
    if last.is_final() && !next.is_final() { last } else { next }
}

fn all_final(statuses: &HashMap<PhoneNumber, MessageStatus>, recipients: usize) -> bool {
    statuses.len() >= recipients && statuses.values().all(|status| status.is_final())
}

fn conclude(statuses: &HashMap<PhoneNumber, MessageStatus>) -> Exit {
    let delivered = statuses.values().all(|status| status.class() == StatusClass::Delivered);
    if delivered { Exit::Done } else { Exit::NotDelivered }
}
