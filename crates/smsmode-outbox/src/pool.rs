//! The threads that make the calls of a dispatcher.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use smsmode_core::ServiceZone;
use smsmode_http::{Client, Sent, Transport};

use crate::job::{Done, Job, not_made, perform};

/// Threads that send, each one message at a time, and half as many more that ask what became of them:
/// whatever is asked keeps no message waiting.
pub(crate) struct Pool {
    roads: Option<Roads>,
    ends: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

struct Roads {
    sends: Sender<Job>,
    questions: Sender<Job>,
}

impl Pool {
    /// Starts them, so many to send and so many to ask. Each tells what came of a call to `tell`.
    pub(crate) fn start<T, F>(
        (senders, askers): (usize, usize),
        client: &Client<T>,
        zone: &ServiceZone,
        tell: F,
    ) -> std::io::Result<Self>
    where
        T: Transport + 'static,
        F: Fn(Done) + Clone + Send + 'static,
    {
        let ((sends, to_send), (questions, to_ask)) = (channel(), channel());
        let (to_send, to_ask) = (Arc::new(Mutex::new(to_send)), Arc::new(Mutex::new(to_ask)));
        let ends = Arc::new(AtomicBool::new(false));
        let start = |number| {
            let (client, zone, tell) = (client.clone(), zone.clone(), tell.clone());
            let waiting = Arc::clone(if number < senders { &to_send } else { &to_ask });
            let ends = Arc::clone(&ends);
            thread::Builder::new().name(format!("smsmode-outbox-{number}")).spawn(move || {
                while let Some(job) = next(&waiting) {
                    if !ends.load(Ordering::Relaxed) {
                        tell(make(&client, &zone, job));
                    } else if matches!(job, Job::Send { .. }) {
                        tell(not_made(job, Sent::NotSent));
                    }
                }
            })
        };
        let threads = (0..senders + askers).map(start).collect::<Result<_, _>>()?;
        Ok(Self { roads: Some(Roads { sends, questions }), ends, threads })
    }

    /// Has a call made as soon as a thread is free.
    pub(crate) fn make(&self, job: Job) {
        let told = self.roads.as_ref().map(|roads| match job {
            Job::Send { .. } => roads.sends.send(job),
            Job::ReadList { .. } | Job::AskStatus { .. } => roads.questions.send(job),
        });
        debug_assert!(matches!(told, Some(Ok(()))), "each role has the threads that it needs");
    }
}

/// How many threads ask beside so many that send.
pub(crate) const fn askers(senders: usize) -> usize {
    senders.div_ceil(2)
}

fn next(waiting: &Mutex<Receiver<Job>>) -> Option<Job> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// A call that panics has an end, too: nobody knows how far it came.
fn make<T: Transport>(client: &Client<T>, zone: &ServiceZone, job: Job) -> Done {
    let kept = job.clone();
    catch_unwind(AssertUnwindSafe(|| perform(client, zone, job))).unwrap_or_else(|_| {
        log::error!("a call of the outbox panicked");
        not_made(kept, Sent::MaybeSent)
    })
}

/// Calls that are being made come to their end first, and those that were not begun are not made any more:
/// at most the time of a call.
impl Drop for Pool {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        self.roads = None;
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                log::error!("a thread of the outbox panicked");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use smsmode_core::outbox::{Fence, OutboxId};
    use smsmode_core::{Account, ApiKey, GsmText, Recipients, Request, SendSms};
    use smsmode_http::{
        BootInstant, Cause, RawAnswer, SendLimits, TransportError, TransportErrorKind,
    };

    use super::*;
    use crate::job::Ticket;

    /// Tells that a call began, and ends it once it may.
    struct Road(Mutex<Sender<()>>, Mutex<Receiver<()>>);

    impl Transport for Road {
        fn send(&self, _: &Request, _: SendLimits) -> Result<RawAnswer, TransportError> {
            self.0.lock().unwrap().send(()).unwrap();
            self.1.lock().unwrap().recv_timeout(Duration::from_secs(60)).unwrap();
            Err(TransportError::new(TransportErrorKind::Timeout, Sent::MaybeSent))
        }
    }

    fn job(number: u128) -> Job {
        let to = Recipients::parse(["0639980011"]).unwrap();
        Job::Send {
            ticket: Ticket { id: OutboxId::new(0, number), fence: Fence::new(2) },
            call: Box::new(SendSms::new(to, GsmText::new("Bonjour").unwrap())),
            leave_before: BootInstant::now().plus(Duration::from_secs(60)),
            timeout: Duration::from_secs(60),
        }
    }

    #[test]
    fn what_was_not_begun_when_it_ends_is_not_sent() {
        let ((began, begins), (go, goes), (tell, came)) = (channel(), channel(), channel());
        let account = Account::new(ApiKey::new("0123456789abcdef").unwrap());
        let client = Client::with_transport(account, Road(Mutex::new(began), Mutex::new(goes)));
        let tell = move |done| tell.send(done).unwrap();
        let pool = Pool::start((1, 1), &client, &ServiceZone::PARIS, tell).unwrap();
        pool.make(job(1));
        pool.make(job(2));
        begins.recv().unwrap();
        let ends = Arc::clone(&pool.ends);
        let dropped = thread::spawn(move || drop(pool));
        while !ends.load(Ordering::Relaxed) {
            thread::yield_now();
        }
        go.send(()).unwrap();
        dropped.join().unwrap();
        assert!(begins.try_recv().is_err(), "the second call was not made");
        let sent: Vec<_> = came
            .into_iter()
            .map(|done| match done {
                Done::Sent { answer: Err(error), .. } => match error.cause() {
                    Cause::Transport(error) => error.sent(),
                    other => panic!("{other:?}"),
                },
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(sent, [Sent::MaybeSent, Sent::NotSent]);
    }
}
