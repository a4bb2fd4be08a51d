//! What is done with a job: its message is given to the sender, and the job handed back.

use std::sync::Arc;
use std::time::Duration;

use apalis::prelude::{BoxDynError, Data, TaskId, WorkerContext};
use smsmode_core::outbox::State;
use smsmode_outbox::Handled;
use tokio::sync::oneshot;

use super::shared::Shared;
use crate::queue::{Fate, HandedBack, Holder};

/// How long a place stays taken whose job nobody could begin: a sender that does nothing more is not
/// given one after the other.
const AFTER_NOTHING: Duration = Duration::from_millis(500);

/// Ends when the message is settled. What apalis calls an error is never one here: what became of a
/// message stands in the outbox.
pub(super) async fn handle(
    message: String,
    task: TaskId,
    worker: WorkerContext,
    shared: Data<Arc<Shared>>,
) -> Result<(), BoxDynError> {
    let job = Job { id: task.to_string(), holder: worker.name().into() };
    let Ok(id) = message.parse() else {
        log::warn!("a job of the queue names no message: it is thrown away");
        job.hand_back(&shared, Fate::Done);
        return Ok(());
    };
    let (done, end) = oneshot::channel();
    let kept = Arc::clone(&shared);
    shared.send(id, move |handled| {
        job.hand_back(&kept, fate(handled));
        // Nobody waits any more where apalis was begun anew.
        done.send(handled).unwrap_or_default();
    });
    if end.await.is_ok_and(|handled| handled == Handled::NotNow) {
        tokio::time::sleep(AFTER_NOTHING).await;
    }
    Ok(())
}

/// A job that this worker holds.
struct Job {
    id: String,
    holder: Holder,
}

impl Job {
    fn hand_back(self, shared: &Shared, fate: Fate) {
        let Self { id, holder } = self;
        // Whoever writes it down ends last.
        shared.handed_back.send(HandedBack { id, holder, fate }).unwrap_or_default();
    }
}

/// One that was put off has lost its holder by that; if not, it comes again.
fn fate(handled: Handled) -> Fate {
    match handled {
        Handled::Settled(State::Queued) | Handled::NotDue | Handled::NotNow => Fate::Again,
        _ => Fate::Done,
    }
}
