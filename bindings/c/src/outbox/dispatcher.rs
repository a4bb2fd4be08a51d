//! What sends the messages of an outbox.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::boundary::{Out, OutText, call, free, needed, optional};
use crate::client::Client;
use crate::error::Error;
use crate::fault::Fault;
use crate::outbox::Outbox;
use crate::outbox::bound::Bound;
use crate::outbox::dispatcher_settings::DispatcherSettings;
use crate::outbox::trouble::Trouble;
use crate::status::Status;

/// Sends the messages of an outbox, in threads of its own. Made by smsmode_outbox_dispatch, stopped and
/// freed by smsmode_outbox_dispatcher_free.
///
/// Threads: only one at a time may use it.
#[derive(Debug)]
pub struct Dispatcher {
    dispatcher: Bound<smsmode_outbox::Dispatcher>,
    trouble: Option<OutText>,
}

impl Dispatcher {
    fn start(
        outbox: &smsmode_outbox::Outbox,
        client: &Client,
        settings: &DispatcherSettings,
    ) -> Result<Self, Fault> {
        let client = client.open()?;
        let start = || outbox.dispatch(client, settings.built()).map_err(Trouble::from);
        let dispatcher = Bound::make(start)?;
        Ok(Self { dispatcher, trouble: None })
    }

    pub(crate) fn tally(&self) -> Result<smsmode_outbox::Tally, Fault> {
        Ok(self.dispatcher.get()?.tally())
    }

    fn look(&mut self) -> Option<&OutText> {
        let trouble = self.dispatcher.get().ok().and_then(smsmode_outbox::Dispatcher::trouble);
        self.trouble = trouble.map(OutText::from);
        self.trouble.as_ref()
    }
}

/// Sends the messages of an outbox from now on, until the dispatcher is freed or the process ends, and
/// follows them to their end.
///
/// - `client`: may be freed; closed, it makes no calls any more;
/// - `settings`: copied; NULL stands for the defaults;
/// - `dispatcher`, which must not be NULL, receives a handle that the caller frees.
///
/// Where it fails, nothing is sent. Fails with SMSMODE_OUTBOX_ANOTHER_DISPATCHER while somebody sends
/// from it already, SMSMODE_OUTBOX_MOVED or SMSMODE_OUTBOX_RESTORED where messages could be sent twice
/// (see smsmode_outbox_take_over), SMSMODE_OUTBOX_THREAD, SMSMODE_CLOSED or SMSMODE_NULL_ARGUMENT.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatch(
    outbox: Option<&Outbox>,
    client: Option<&Client>,
    settings: Option<&DispatcherSettings>,
    dispatcher: *mut *mut Dispatcher,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(dispatcher, "dispatcher")?;
        let (outbox, client) = (Outbox::of(outbox)?, needed(client, "client")?);
        let default = DispatcherSettings::default();
        out.give(Dispatcher::start(outbox, client, settings.unwrap_or(&default))?);
        Ok(())
    })
}

/// Why nothing can be written at this time, such as a disk that is full, in English: no message is lost
/// and none is sent meanwhile, and it goes on by itself. NULL where all is well, and for NULL.
///
/// UTF-8, ended by a NUL, lent until this is called again or the dispatcher is freed; `length`, unless
/// NULL, receives its bytes without that NUL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_trouble(
    dispatcher: Option<&mut Dispatcher>,
    length: *mut usize,
) -> *const c_char {
    let trouble = dispatcher.and_then(Dispatcher::look);
    optional(length, trouble.map_or(0, OutText::len));
    trouble.map_or(std::ptr::null(), OutText::as_ptr)
}

/// Stops sending and frees the dispatcher; NULL is allowed. Calls that are under way come to their end
/// first, at most the time for one call, and what came of them is written down. Messages that wait stay
/// in the outbox.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_free(dispatcher: Option<Box<Dispatcher>>) {
    free(dispatcher);
}
