//! Taking the bodies of requests, with bounds on time, on each of them and on all together.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use futures_util::StreamExt as _;
use http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};

use crate::{Call, Limits};

/// A client that is told 413 may go on sending for so long: cut off at once, many would never read
/// the answer.
const LINGERING: Duration = Duration::from_secs(5);

/// Room is given in KiB: a semaphore counts to 2^32.
const KIBIBYTE: usize = 1024;

/// Where all bodies come in.
#[derive(Debug)]
pub(crate) struct Intake {
    limits: Limits,
    room: Arc<Semaphore>,
}

/// A body, and the room that it takes until it is dropped.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) body: Bytes,
    pub(crate) room: OwnedSemaphorePermit,
}

impl Intake {
    pub(crate) fn new(limits: Limits) -> Self {
        let room = limits.bodies_bytes.div_ceil(KIBIBYTE).min(Semaphore::MAX_PERMITS);
        Self { limits, room: Arc::new(Semaphore::new(room)) }
    }

    /// Reads the body of a call; the HTTP status that refuses it where that cannot be.
    pub(crate) async fn take(&self, call: Call, body: Body) -> Result<Taken, StatusCode> {
        let most = match call {
            Call::SendBatch => self.limits.batch_bytes,
            _ => self.limits.form_bytes,
        };
        let announced = body.size_hint().exact().map(usize::try_from);
        let expected = announced.map_or(most, |length| length.unwrap_or(usize::MAX));
        if expected > most {
            tokio::spawn(timeout(LINGERING, discard(body)));
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let end = Instant::now() + self.limits.body_timeout;
        let room = timeout_at(end, self.room_for(expected)).await;
        let room = room.ok().flatten().ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
        let body = timeout_at(end, to_bytes(body, most)).await;
        let body = body.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
        let body = body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        Ok(Taken { body, room })
    }

    /// Waits for room; a body that is larger than all the room takes all of it.
    async fn room_for(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let all = self.limits.bodies_bytes.div_ceil(KIBIBYTE);
        let wanted = u32::try_from(bytes.div_ceil(KIBIBYTE).min(all)).ok()?;
        Arc::clone(&self.room).acquire_many_owned(wanted).await.ok()
    }
}

async fn discard(body: Body) {
    let mut pieces = body.into_data_stream();
    while let Some(Ok(_)) = pieces.next().await {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_no_room_in_time_is_told_503() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let mut limits = Limits::default();
        (limits.bodies_bytes, limits.body_timeout) = (KIBIBYTE, Duration::ZERO);
        let intake = Intake::new(limits);
        runtime.block_on(async {
            let taken = intake.take(Call::SendSms, Body::from("first")).await.unwrap();
            assert_eq!(taken.body, "first");
            let refused = intake.take(Call::SendSms, Body::from("second")).await.unwrap_err();
            assert_eq!(refused, StatusCode::SERVICE_UNAVAILABLE);
            drop(taken);
            assert!(intake.take(Call::SendSms, Body::from("second")).await.is_ok());
        });
    }
}
