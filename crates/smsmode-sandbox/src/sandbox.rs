//! The handle of a running sandbox.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use smsmode_core::MessageStatus;

use crate::faults::{FaultProfile, FaultRule};
use crate::management::{
    Found, FoundDuplicates, MessageFilter, ReplyRequest, StoredMessage, StoredReply, TriggerRequest,
};
use crate::options::SandboxOptions;
use crate::server::Server;
use crate::service::Service;
use crate::tls::Tls;
use crate::{CallbackRecord, JournalEntry, ManagementError, SandboxError, SwitchError, Switches};

/// A running sandbox. It stops when it is dropped.
///
/// No method needs an async runtime, and none blocks longer than a lock does, except
/// [`wait_for`](Self::wait_for), which waits, and the two that stop, which join the server's thread.
pub struct Sandbox {
    server: Server,
    /// It ends after the server, and saves the rest.
    #[cfg(feature = "store")]
    _writer: Option<crate::store::Writer>,
    service: Arc<Service>,
    authority_pem: Option<String>,
}

impl Sandbox {
    /// Starts a sandbox on a thread of its own. It takes connections when this returns.
    ///
    /// # Errors
    ///
    /// When the address is taken, the file of the store cannot be used, or the thread or the
    /// certificates cannot be made.
    pub fn start(options: SandboxOptions) -> Result<Self, SandboxError> {
        let tls = options.tls.as_ref().map(Tls::new).transpose()?;
        let (acceptor, authority_pem) = tls.map(|tls| (tls.acceptor, tls.authority_pem)).unzip();
        let (bind, limits) = (options.bind, options.limits);
        #[cfg(feature = "store")]
        let (start, store) = crate::store::open(&options)?;
        #[cfg(not(feature = "store"))]
        let start = crate::service::Start::fresh(&options);
        let (service, queue) = Service::new(options, start);
        #[cfg(feature = "store")]
        let writer = store.map(|store| store.start(&service)).transpose()?;
        let server = Server::start(bind, limits, acceptor, &service, queue)?;
        Ok(Self {
            server,
            #[cfg(feature = "store")]
            _writer: writer,
            service,
            authority_pem,
        })
    }

    /// The address that it listens on.
    pub fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// `http://127.0.0.1:PORT`, or `https://…` with TLS; without a slash at the end.
    pub fn base_url(&self) -> String {
        let scheme = if self.authority_pem.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address())
    }

    /// Where the inbox is: the page that shows the messages in a browser.
    pub fn inbox_url(&self) -> String {
        format!("{}/", self.base_url())
    }

    /// The certificate of the authority that a client has to trust; with TLS only.
    pub fn ca_certificate_pem(&self) -> Option<&str> {
        self.authority_pem.as_deref()
    }

    /// Stops at once: closes the listener and all connections, whatever they wait for.
    pub fn stop(self) {
        self.server.stop();
    }

    /// Stops as a machine that dies: resets all connections. What it knows can still be asked for.
    pub fn kill(&self) {
        self.server.kill();
    }

    /// All messages so far, one for each recipient, the oldest first; deleted ones too, marked.
    pub fn messages(&self) -> Vec<StoredMessage> {
        self.messages_where(&MessageFilter::new())
    }

    /// The messages that a filter takes.
    pub fn messages_where(&self, filter: &MessageFilter) -> Vec<StoredMessage> {
        self.service.messages(filter)
    }

    /// Blocks until a filter takes so many messages or the time, at most a day, is over; the
    /// messages then.
    pub fn wait_for(
        &self,
        filter: &MessageFilter,
        count: usize,
        timeout: Duration,
    ) -> Vec<StoredMessage> {
        let mut found = Found::new(filter);
        self.service.block_until(timeout, |state| found.update(state) >= count);
        self.messages_where(filter)
    }

    /// The switches as they are now.
    pub fn switches(&self) -> Switches {
        self.service.rules().switches.clone()
    }

    /// Sets a switch by its name from the next request on: `set_switch("stop.long", "if_free")`.
    ///
    /// # Errors
    ///
    /// When there is no such switch or position; the error names what there is.
    pub fn set_switch(&self, name: &str, value: &str) -> Result<(), SwitchError> {
        self.service.change_switches(|switches| switches.set(name, value))
    }

    /// Makes things go wrong from now on, in place of the rules before.
    pub fn set_faults<R: Into<FaultRule>>(&self, rules: impl IntoIterator<Item = R>) {
        self.service.faults().set(rules.into_iter().collect());
    }

    /// The same, from a profile with a seed of its own.
    pub fn set_fault_profile(&self, profile: FaultProfile) {
        self.service.faults().set(profile);
    }

    /// The rules that are left, with the times that are left.
    pub fn faults(&self) -> Vec<FaultRule> {
        self.service.faults().rules()
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&self) {
        self.service.faults().set(FaultProfile::default());
    }

    /// Lets the sandbox's clock jump forward. What is due has happened when this returns; callbacks
    /// are on their way.
    pub fn advance(&self, by: Duration) {
        self.service.advance(by);
    }

    /// Answers a message as one of its recipients; the id of the reply.
    ///
    /// # Errors
    ///
    /// When there is no such message or recipient, or when nobody could answer it.
    pub fn reply(
        &self,
        message_id: &str,
        from: &str,
        text: &str,
    ) -> Result<String, ManagementError> {
        let [message_id, from, text] = [message_id, from, text].map(str::to_owned);
        self.service.reply(&ReplyRequest { message_id, from, text })
    }

    /// Gives a message a status by hand, for one recipient or for all, and tells it to the delivery
    /// URL; the messages that changed. After a final status nothing else happens by itself.
    ///
    /// # Errors
    ///
    /// When there is no such message or recipient, or no such number of a status.
    pub fn trigger(
        &self,
        message_id: &str,
        recipient: Option<&str>,
        status: MessageStatus,
    ) -> Result<Vec<StoredMessage>, ManagementError> {
        self.service.trigger(&TriggerRequest {
            message_id: message_id.to_owned(),
            recipient: recipient.map(str::to_owned),
            status: status.code(),
        })
    }

    /// What was accepted more than once: the same recipient, text and reference. Messages that are
    /// forgotten count too, up to a million.
    pub fn duplicates(&self) -> FoundDuplicates {
        self.service.duplicates()
    }

    /// What was accepted more than once, by the same recipient and text alone: whoever gives each attempt a
    /// reference of its own sees its second sends here. Of the messages that are kept; where others are
    /// forgotten, it is incomplete.
    pub fn duplicates_by_text(&self) -> FoundDuplicates {
        self.service.duplicates_by_text()
    }

    /// Back to the first day: accounts as they were, no messages, no faults, an empty journal. The
    /// clock keeps its time.
    pub fn reset(&self) {
        self.service.reset();
    }

    /// The requests so far, the oldest first.
    pub fn journal(&self) -> Vec<JournalEntry> {
        let entries = self.service.journal().entries(None, None);
        entries.iter().map(|kept| kept.entry()).collect()
    }

    /// The callbacks so far, and what became of them.
    pub fn callbacks(&self) -> Vec<CallbackRecord> {
        self.service.callback_records(None)
    }

    /// Makes a callback once more, whatever came of it; what is known of the new one.
    ///
    /// # Errors
    ///
    /// When no callback has this number.
    pub fn replay(&self, number: u64) -> Result<CallbackRecord, ManagementError> {
        self.service.replay(number)
    }

    /// What people answered, the oldest first.
    pub fn replies(&self) -> Vec<StoredReply> {
        self.service.replies()
    }
}

/// The address only: what the sandbox holds are numbers, texts and keys.
impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("address", &self.address()).finish_non_exhaustive()
    }
}
