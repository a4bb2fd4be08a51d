//! What the network and the service do with a request, and what its sender learns of it.

use fastrand::Rng;
use smsmode_core::{Accepted, Endpoint, MessageId, Response, SendSms};
use smsmode_http::{Error, Sent, TransportError, TransportErrorKind};

use super::world::Weather;

/// What becomes of a request.
pub(crate) struct Fate {
    /// When the service stores it; nothing where it never does.
    pub(crate) stored_at: Option<u64>,
    pub(crate) told: Told,
    pub(crate) answered_at: u64,
}

/// What its sender is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Accepted,
    AcceptedWithoutId,
    NotSent,
    Nothing,
    PutOff,
    NoCredit,
    Rejected,
}

const TIMEOUT: u64 = 30;

impl Fate {
    pub(crate) fn of_request(rng: &mut Rng, weather: &Weather, now: u64) -> Self {
        let (soon, timeout) = (now + rng.u64(0..4), now + TIMEOUT);
        let late = now + rng.u64(0..weather.longest_delay);
        let fate = |stored_at, told, answered_at| Self { stored_at, told, answered_at };
        match rng.u8(..100) {
            0..50 => fate(Some(now), Told::Accepted, soon),
            50..58 => fate(None, Told::NotSent, soon),
            58..63 => fate(None, Told::Nothing, timeout),
            63..72 => fate(Some(late), Told::Nothing, timeout),
            72..76 => fate(Some(now), Told::Nothing, soon),
            76..82 => fate(None, Told::Nothing, soon),
            82..92 => fate(None, Told::PutOff, soon),
            92..94 => fate(None, Told::NoCredit, soon),
            94..96 => fate(None, Told::Rejected, soon),
            _ => fate(Some(now), Told::AcceptedWithoutId, soon),
        }
    }
}

/// The answer to a request to send, as the client would read it.
pub(crate) fn answer(
    rng: &mut Rng,
    call: &SendSms,
    told: Told,
    id: Option<&MessageId>,
) -> Result<Accepted, Error> {
    match (told, id) {
        (Told::Accepted, Some(id)) => read(call, 200, &format!("0 | ok | {id}")),
        (Told::Accepted | Told::AcceptedWithoutId, _) => read(call, 200, "0 | ok"),
        (Told::NotSent, _) => Err(broken(call, TransportErrorKind::Unreachable, Sent::NotSent)),
        (Told::PutOff, _) if rng.bool() => read(call, 503, ""),
        (Told::PutOff, _) => read(call, 200, "50 | indisponible"),
        (Told::NoCredit, _) => read(call, 200, "33 | credits"),
        (Told::Rejected, _) => read(call, 200, "35 | parametre"),
        (Told::Nothing, _) => match rng.u8(..4) {
            0 => read(call, 200, "31 | interne"),
            1 => read(call, 502, "<html>"),
            2 => read(call, 200, "?"),
            _ => Err(broken(call, TransportErrorKind::Timeout, Sent::MaybeSent)),
        },
    }
}

pub(crate) fn broken<E: Endpoint>(call: &E, kind: TransportErrorKind, sent: Sent) -> Error {
    Error::of(call, TransportError::new(kind, sent))
}

pub(crate) fn read<E: Endpoint>(call: &E, status: u16, body: &str) -> Result<E::Output, Error> {
    let answer = call.parse(Response::new(status, body.as_bytes()));
    answer.map_err(|error| Error::of(call, error))
}
