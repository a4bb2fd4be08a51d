//! The outbox: messages that are neither lost nor sent twice.

pub(crate) mod changes;
pub(crate) mod dispatcher;
mod failure;
pub(crate) mod later;
pub(crate) mod new_message;
mod opened;
pub(crate) mod prepared;

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};
use smsmode_http::outbox::{Guarantee, OutboxId, State, Terms};
use smsmode_outbox::{MessageKey, ReconcileError};

use crate::client::Client;
use crate::errors::invalid;
use crate::input::{Number, Text, given, optional_str_of, seconds, str_of};
use crate::order::treatment::word;
use crate::value::outbox::{Added, Entry, Overview};
use crate::waiting::wait_for;
use changes::Changes;
use dispatcher::{DispatchArguments, Dispatcher, Times};
use failure::Failure;
use new_message::{Later, MessageArguments, NewMessage};
use opened::Handle;

/// Messages that are neither lost nor sent twice, in a file or in PostgreSQL: Outbox.open gives one.
///
/// Messages are put into it, and one dispatcher sends them. Any number of threads and processes may have the
/// same outbox open; one of them sends. It can be pickled, with its address: another process then opens the same
/// one. A child of a fork opens it anew; where a dispatcher runs in the parent, it cannot, and an OutboxError says so.
///
/// Never open its file with the module sqlite3 in a process that has it open here: that breaks the locks.
///
/// What goes wrong raises an OutboxError, whose name says what it is.
///
/// >>> with Outbox.open("sqlite:till.db") as outbox, outbox.dispatch(client):
/// ...     added = outbox.enqueue(key="order-12/called", to="0639980011", text="Votre commande est arrivée")
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct Outbox {
    handle: Arc<Handle>,
}

#[pymethods]
impl Outbox {
    /// Opens an outbox by its address, such as "sqlite:till.db", or makes it, for its owner alone.
    ///
    /// "postgres://user:password@host/database" is one in PostgreSQL, which many machines share.
    ///
    /// >>> outbox = Outbox.open("sqlite:till.db")
    #[classmethod]
    #[pyo3(signature = (url, /))]
    fn open(
        _class: &Bound<'_, PyType>,
        py: Python<'_>,
        #[pyo3(from_py_with = str_of)] url: &str,
    ) -> PyResult<Self> {
        let handle = Handle::new(py, url)?;
        handle.opened(py)?;
        Ok(Self { handle })
    }

    /// One that is opened when it is needed first: for asyncio.
    #[classmethod]
    #[pyo3(signature = (url, /))]
    fn _later(
        _class: &Bound<'_, PyType>,
        py: Python<'_>,
        #[pyo3(from_py_with = str_of)] url: &str,
    ) -> PyResult<Self> {
        Ok(Self { handle: Handle::new(py, url)? })
    }

    /// Puts a message in. It is on the disk when this returns, once, however often it is put in.
    ///
    /// key: the caller's own name for it, such as the number of an order and what the message is for, 1 to 200
    /// characters. After any doubt, put it in again under the same key. to: one number. text, sender, replies,
    /// reference, max_segments, opt_out, mode, level, when: as for Client.send. not_before, expires: an aware
    /// datetime, smsmode.paris(…) or a timedelta from now; at once, and for ever, without. at_least_once: rather
    /// sent twice than not at all, where nobody can find out: for alerts.
    /// Raises InvalidInputError; OutboxError, "key_taken" where another message has the key.
    ///
    /// >>> outbox.enqueue(key="order-12/ready", to="0639980011", text="Votre commande est arrivée").outcome
    /// 'new'
    #[pyo3(signature = (*, key, to, text, sender=None, replies=false, reference=None, max_segments=None, opt_out=None, not_before=None, expires=None, at_least_once=false, mode="exact", level="letters", when="makes_gsm"))]
    #[expect(
        clippy::too_many_arguments,
        reason = "the options of Python are the arguments of Rust"
    )]
    fn enqueue(
        &self,
        py: Python<'_>,
        key: Text,
        to: Text,
        text: Text,
        sender: Option<Text>,
        replies: bool,
        reference: Option<Text>,
        max_segments: Option<Number<u8>>,
        #[pyo3(from_py_with = optional_str_of)] opt_out: Option<&str>,
        not_before: Option<Later>,
        expires: Option<Later>,
        at_least_once: bool,
        #[pyo3(from_py_with = str_of)] mode: &str,
        #[pyo3(from_py_with = str_of)] level: &str,
        #[pyo3(from_py_with = str_of)] when: &str,
    ) -> PyResult<Added> {
        let given = MessageArguments {
            key,
            to,
            text,
            sender,
            replies,
            reference,
            max_segments,
            opt_out,
            not_before,
            expires,
            at_least_once,
            mode,
            level,
            when,
        };
        self.add(py, &given.message(py)?)
    }

    /// Puts a message in that was made before.
    fn _enqueue(&self, py: Python<'_>, message: &Bound<'_, NewMessage>) -> PyResult<Added> {
        self.add(py, &message.get().0)
    }

    /// Puts many messages in with one durable write, all or none: what became of each, in their order.
    ///
    /// messages: an iterable of NewMessage. One whose key another message has is not added: its outcome is
    /// "key_taken", and the others are added all the same.
    ///
    /// >>> orders = {"order-13": "0639980011", "order-14": "0639980012"}
    /// >>> rows = [NewMessage(key=key, to=to, text="Bonjour") for key, to in orders.items()]
    /// >>> [added.outcome for added in outbox.enqueue_many(rows)]
    /// ['new', 'new']
    #[pyo3(signature = (messages, /))]
    fn enqueue_many(&self, py: Python<'_>, messages: &Bound<'_, PyAny>) -> PyResult<Vec<Added>> {
        let messages = new_message::all(messages)?;
        let added = self.make(py, |outbox| outbox.enqueue_all(&messages))?;
        Ok(added.into_iter().map(Added::from).collect())
    }

    /// A message by its id; None if there is none.
    ///
    /// >>> outbox.get(added.id).state
    /// 'queued'
    #[pyo3(signature = (id, /))]
    fn get(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = str_of)] id: &str,
    ) -> PyResult<Option<Entry>> {
        let id = outbox_id(py, id)?;
        Ok(self.make(py, |outbox| outbox.get(id))?.map(Entry::from))
    }

    /// A message by the caller's key; None if there is none.
    ///
    /// >>> outbox.find("order-12/called").standing().known
    /// 'It waits to be sent.'
    #[pyo3(signature = (key, /))]
    fn find(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = str_of)] key: &str,
    ) -> PyResult<Option<Entry>> {
        let key = MessageKey::new(key).map_err(|error| invalid(py, error.to_string()))?;
        Ok(self.make(py, |outbox| outbox.find(&key))?.map(Entry::from))
    }

    /// The newest messages, so many at most.
    ///
    /// state: in one state only, such as "parked".
    ///
    /// >>> [entry.key for entry in outbox.list("queued", limit=10)]
    /// ['order-12/called']
    #[pyo3(signature = (state=None, /, *, limit=100))]
    fn list(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = optional_str_of)] state: Option<&str>,
        #[pyo3(from_py_with = given)] limit: usize,
    ) -> PyResult<Vec<Entry>> {
        let all: Vec<_> = State::ALL.iter().map(|state| (state.name(), *state)).collect();
        let state = state.map(|name| word(py, "state", name, &all)).transpose()?;
        let entries = self.make(py, |outbox| outbox.list(state, limit))?;
        Ok(entries.into_iter().map(Entry::from).collect())
    }

    /// How many messages are in each state, and whether the outbox is paused.
    ///
    /// >>> outbox.overview().counts["queued"]
    /// 1
    fn overview(&self, py: Python<'_>) -> PyResult<Overview> {
        self.make(py, smsmode_outbox::Outbox::overview).map(Overview::from)
    }

    /// Does not send a message any more: one that waits, or that is parked.
    ///
    /// Raises OutboxError, "refused" where it is too late or nobody knows whether it is.
    ///
    /// >>> outbox.cancel(added.id).state
    /// 'cancelled'
    #[pyo3(signature = (id, /))]
    fn cancel(&self, py: Python<'_>, #[pyo3(from_py_with = str_of)] id: &str) -> PyResult<Entry> {
        let id = outbox_id(py, id)?;
        self.make(py, |outbox| outbox.cancel(id)).map(Entry::from)
    }

    /// Sends a message again that is parked or was rejected.
    ///
    /// For a parked one, somebody has made sure that it did not arrive, or would rather have it arrive twice.
    /// Raises OutboxError, "refused" for one that is neither.
    ///
    /// >>> outbox.retry(rejected.id).state
    /// 'queued'
    #[pyo3(signature = (id, /))]
    fn retry(&self, py: Python<'_>, #[pyo3(from_py_with = str_of)] id: &str) -> PyResult<Entry> {
        let id = outbox_id(py, id)?;
        self.make(py, |outbox| outbox.retry(id)).map(Entry::from)
    }

    /// Sends nothing new from now on, whoever does; messages can still be put in.
    ///
    /// What was accepted is still followed, what is unknown still looked up.
    ///
    /// >>> outbox.pause()
    fn pause(&self, py: Python<'_>) -> PyResult<()> {
        self.make(py, smsmode_outbox::Outbox::pause)
    }

    /// Sends again, whatever the reason of the pause was.
    ///
    /// >>> outbox.resume()
    fn resume(&self, py: Python<'_>) -> PyResult<()> {
        self.make(py, smsmode_outbox::Outbox::resume)
    }

    /// Takes over an outbox that was moved to this machine, or restored from a backup.
    ///
    /// What was to be sent may have been sent since: it is looked up before it is sent. How many messages that are.
    ///
    /// Raises OutboxError, "another_dispatcher" while somebody sends from it.
    ///
    /// >>> outbox.take_over()
    /// 0
    fn take_over(&self, py: Python<'_>) -> PyResult<usize> {
        self.make(py, smsmode_outbox::Outbox::take_over)
    }

    /// Goes through the messages that change, as they change, whoever changes them; it waits for the next one.
    ///
    /// Each is as it is when it is read: who reads late gets the last state, and misses no message. after: from
    /// the change with this number on, such as Entry.revision, 0 for all messages; from now on without. timeout:
    /// seconds without a change after which it ends; it never does without.
    ///
    /// >>> [entry.state for entry in outbox.changes(after=0, timeout=0)]
    /// ['queued']
    #[pyo3(signature = (*, after=None, timeout=None))]
    fn changes(
        &self,
        py: Python<'_>,
        after: Option<Number<u64>>,
        #[pyo3(from_py_with = given)] timeout: Option<f64>,
    ) -> PyResult<Changes> {
        let timeout = timeout.map(|timeout| seconds(py, "timeout", timeout)).transpose()?;
        let after = match after {
            Some(after) => after.0,
            None => self.make(py, smsmode_outbox::Outbox::overview)?.revision,
        };
        Ok(Changes::new(&self.handle, after, timeout))
    }

    /// Looks up now what is unknown, parked or without an id, and sends nothing: each such message, as it is then.
    ///
    /// A dispatcher does the same by itself, in its own time. client: which makes the calls, with its own time for
    /// them. timeout, quiet_time, look_again, renewed_key: as for dispatch, to be those of the dispatcher. Ctrl-C
    /// breaks it off.
    /// Raises OutboxError, "another_dispatcher" while somebody sends from it, who looks them up as well; what
    /// Client.list_sent raises where the list of the service cannot be read.
    ///
    /// >>> outbox.reconcile(client)
    /// []
    #[pyo3(signature = (client, /, *, timeout=30.0, quiet_time=900.0, look_again=60.0, renewed_key=false))]
    fn reconcile(
        &self,
        py: Python<'_>,
        client: &Bound<'_, Client>,
        #[pyo3(from_py_with = given)] timeout: f64,
        #[pyo3(from_py_with = given)] quiet_time: f64,
        #[pyo3(from_py_with = given)] look_again: f64,
        renewed_key: bool,
    ) -> PyResult<Vec<Entry>> {
        let settings = Times { timeout, quiet_time, look_again, renewed_key }.settings(py)?;
        let (client, opened) = (client.get().engine().client(py)?, self.handle.opened(py)?);
        let looked_up = wait_for(py, move || {
            match opened.outbox().map(|outbox| outbox.reconcile(&client, &settings)) {
                Ok(Err(ReconcileError::List(error))) => Err(error),
                Ok(looked_up) => Ok(looked_up),
                Err(error) => Ok(Err(error.into())),
            }
        })?;
        let entries = looked_up.map_err(|error| failure::of(py, error))?;
        Ok(entries.into_iter().map(Entry::from).collect())
    }

    /// Whether somebody sends from it at this time, in this process or in another; None where nobody can tell.
    ///
    /// >>> outbox.is_dispatched()
    /// False
    fn is_dispatched(&self, py: Python<'_>) -> PyResult<Option<bool>> {
        self.make(py, smsmode_outbox::Outbox::is_dispatched)
    }

    /// Sends its messages from now on, in threads of its own, until what this gives is closed: see Dispatcher.
    ///
    /// client: which makes the calls. rate: at most so many messages a second. in_flight: so many calls at once,
    /// 1 to 256. timeout: seconds for a call, at most 240. quiet_time: seconds after which the list of the service
    /// must have a message that it accepted; a shorter one than 900 is for tests, as is look_again, how many
    /// seconds after that it is looked at once more. retention: for how many seconds numbers and texts are kept
    /// after a message has ended. renewed_key: the key of the account is another one than before, and the account is
    /// the same: said once, where an outbox in PostgreSQL is sent from.
    /// Raises OutboxError: "another_dispatcher", "another_account", or "moved" and "restored", after which see take_over.
    ///
    /// >>> with outbox.dispatch(client, rate=10):
    /// ...     print(outbox.overview().paused)
    /// None
    #[pyo3(signature = (client, /, *, rate=None, in_flight=8, timeout=30.0, quiet_time=900.0, look_again=60.0, retention=7_776_000.0, renewed_key=false))]
    #[expect(
        clippy::too_many_arguments,
        reason = "the options of Python are the arguments of Rust"
    )]
    fn dispatch(
        &self,
        py: Python<'_>,
        client: &Bound<'_, Client>,
        rate: Option<Number<u32>>,
        #[pyo3(from_py_with = given)] in_flight: u16,
        #[pyo3(from_py_with = given)] timeout: f64,
        #[pyo3(from_py_with = given)] quiet_time: f64,
        #[pyo3(from_py_with = given)] look_again: f64,
        #[pyo3(from_py_with = given)] retention: f64,
        renewed_key: bool,
    ) -> PyResult<Dispatcher> {
        let times = Times { timeout, quiet_time, look_again, renewed_key };
        let given = DispatchArguments { rate, in_flight, times, retention };
        let (settings, client) = (given.settings(py)?, client.get().engine().client(py)?);
        Dispatcher::start(py, self.handle.opened(py)?, &client, settings)
    }

    /// Whether it was closed.
    #[getter]
    fn closed(&self) -> bool {
        self.handle.is_closed()
    }

    /// Closes it; a dispatcher goes on until it is closed itself. Closing twice is closing once.
    ///
    /// >>> outbox.close()
    fn close(&self, py: Python<'_>) {
        self.handle.close(py);
    }

    fn __enter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_error))]
    fn __exit__(&self, py: Python<'_>, _error: &Bound<'_, PyTuple>) {
        self.handle.close(py);
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("open")?, (slf.get().handle.url().to_owned(),)))
    }

    fn __repr__(&self) -> &'static str {
        if self.closed() { "<smsmode.Outbox, closed>" } else { "<smsmode.Outbox, open>" }
    }
}

impl Outbox {
    fn add(&self, py: Python<'_>, message: &smsmode_outbox::NewMessage) -> PyResult<Added> {
        match self.make(py, |outbox| outbox.enqueue(message))? {
            smsmode_outbox::Added::KeyTaken(_) => Err(failure::key_taken(py)),
            added => Ok(added.into()),
        }
    }

    /// Does something with the outbox, without the interpreter lock.
    fn make<T: Send, E: Failure + From<smsmode_outbox::LedgerError> + Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&smsmode_outbox::Outbox) -> Result<T, E> + Send,
    ) -> PyResult<T> {
        let opened = self.handle.opened(py)?;
        // It is let go of without the lock too: that may close it.
        let done = py.detach(move || work(opened.outbox()?));
        done.map_err(|error| failure::of(py, error))
    }
}

pub(crate) fn is_at_least_once(terms: Terms) -> bool {
    terms.guarantee == Guarantee::AtLeastOnce
}

fn outbox_id(py: Python<'_>, id: &str) -> PyResult<OutboxId> {
    id.parse().map_err(|error: smsmode_http::outbox::OutboxIdError| invalid(py, error.to_string()))
}
