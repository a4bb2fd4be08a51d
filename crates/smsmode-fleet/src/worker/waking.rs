//! When apalis looks for jobs: at once where somebody put messages in, and again and again in any case.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use apalis::prelude::{PollSnapshot, PollStrategy};
use futures_util::Stream;
use futures_util::stream::{BoxStream, StreamExt as _, unfold};
use sqlx::postgres::PgListener;
use tokio::time::{sleep, timeout};

use super::shared::Shared;

/// On which an outbox tells others that it changed.
const CHANNEL: &str = "smsmode";

/// Between two looks for news: a fleet that works tells of changes all the time.
const AT_LEAST: Duration = Duration::from_millis(20);

/// How long it waits after the database could not be listened to.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Has apalis look whenever there may be a job, and at an interval.
pub(super) struct Looks(BoxStream<'static, ()>);

impl Looks {
    pub(super) fn new(shared: Arc<Shared>, interval: Duration) -> Self {
        Self(look(shared, interval).boxed())
    }
}

impl PollStrategy for Looks {
    /// Asked until nothing is ready: only then somebody is woken by it. apalis asks once, and would sleep
    /// where it is time for a look in the moment in which the one before has found nothing.
    fn poll_drive(&mut self, context: &mut Context<'_>, _: &PollSnapshot) -> Poll<Option<()>> {
        let mut is_time = Poll::Pending;
        while let Poll::Ready(Some(())) = self.0.poll_next_unpin(context) {
            is_time = Poll::Ready(Some(()));
        }
        is_time
    }
}

fn look(shared: Arc<Shared>, interval: Duration) -> impl Stream<Item = ()> {
    unfold(shared, move |shared| async move {
        sleep(AT_LEAST.min(interval)).await;
        // Told or not, it is time then.
        let _is_late = timeout(interval, shared.arrivals.notified()).await;
        Some(((), shared))
    })
}

/// Hears that messages were put in; nobody relies on it.
pub(super) async fn listen(shared: Arc<Shared>) {
    loop {
        if let Err(error) = listen_on(&shared).await {
            log::debug!("nobody can be listened to: {error}");
        }
        sleep(AFTER_FAILURE).await;
    }
}

async fn listen_on(shared: &Shared) -> Result<(), sqlx::Error> {
    let mut others = PgListener::connect_with(shared.queue.pool()).await?;
    others.listen(CHANNEL).await?;
    loop {
        others.try_recv().await?;
        shared.arrivals.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;
    use futures_util::task::noop_waker;

    use super::*;

    #[test]
    fn a_look_that_is_due_is_not_the_last_one() {
        let mut asked = vec![Poll::Pending, Poll::Ready(Some(())), Poll::Ready(Some(()))];
        let (tell, told) = std::sync::mpsc::channel();
        let looks = stream::poll_fn(move |_| {
            tell.send(asked.len()).unwrap();
            asked.pop().unwrap_or(Poll::Pending)
        });
        let mut looks = Looks(looks.boxed());
        let (waker, snapshot) = (noop_waker(), PollSnapshot::new());
        let is_time = looks.poll_drive(&mut Context::from_waker(&waker), &snapshot);
        assert_eq!(is_time, Poll::Ready(Some(())));
        // Down to the one that says when it goes on.
        assert_eq!(told.try_iter().last(), Some(1));
    }
}
