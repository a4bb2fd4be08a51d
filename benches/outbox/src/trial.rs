//! An outbox that is tried: empty, or with many messages in it.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::{Duration, Instant};

use smsmode_benches::Result;
use smsmode_core::outbox::{Evidence, Fence, KnownId, OutboxId, Progress, Stage, State};
use smsmode_core::{GsmText, MessageId, PhoneNumber, Timestamp};
use smsmode_outbox::{Added, Commit, DispatcherSettings, MessageKey, NewMessage, Outbox, Step};

use crate::provider::Provider;

/// An outbox in a file.
#[derive(Debug)]
pub struct Trial {
    /// What is in it.
    pub name: &'static str,
    /// The outbox.
    pub outbox: Outbox,
    /// Where it is.
    pub url: String,
    next: Cell<u64>,
    ids: RefCell<Vec<OutboxId>>,
}

/// Messages put in at once where nobody measures.
const AT_ONCE: u64 = 10_000;

impl Trial {
    /// One in which nothing is.
    ///
    /// # Errors
    ///
    /// No file can be made there.
    pub fn empty(name: &'static str, folder: &Path) -> Result<Self> {
        let url = format!("sqlite:{}", folder.join(format!("{name}.db")).display());
        Ok(Self {
            name,
            outbox: Outbox::open(&url)?,
            url,
            next: Cell::new(0),
            ids: RefCell::default(),
        })
    }

    /// Puts so many in, due at once.
    ///
    /// # Errors
    ///
    /// They cannot be written.
    pub fn fill(&self, many: u64) -> Result<()> {
        for begin in (0..many).step_by(AT_ONCE.try_into()?) {
            let added = self.outbox.enqueue_all(&self.messages((many - begin).min(AT_ONCE))?)?;
            self.ids.borrow_mut().extend(added.iter().map(Added::id));
        }
        Ok(())
    }

    /// All that wait have been delivered.
    ///
    /// # Errors
    ///
    /// That cannot be written.
    pub fn finish(&self) -> Result<()> {
        loop {
            let waiting = self.outbox.list(Some(State::Queued), AT_ONCE.try_into()?)?;
            if waiting.is_empty() {
                return Ok(());
            }
            let steps = waiting.iter().map(|entry| delivered(entry.id, &entry.progress));
            let mut commit = Commit::at(Timestamp::from(std::time::SystemTime::now()));
            commit.steps = steps.collect::<Result<_>>()?;
            self.outbox.ledger().commit(&commit)?;
        }
    }

    /// Reads the whole file once, so that a machine which puts away what is not used for a minute has it in its
    /// memory: the first touch of a page is a matter of its disk.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn touch(&self) -> Result<()> {
        let path = self.url.strip_prefix("sqlite:").ok_or("no file")?;
        std::io::copy(&mut std::fs::File::open(path)?, &mut std::io::sink())?;
        Ok(())
    }

    /// The next message, under a key as a till makes them: the number of an order, and a purpose.
    ///
    /// # Errors
    ///
    /// There is none after so many.
    pub fn message(&self) -> Result<NewMessage> {
        let number = self.next.replace(self.next.get() + 1);
        let text = GsmText::new(format!("Votre commande {number} est arrivée au magasin."))?;
        let to = PhoneNumber::parse(&format!("063998{:04}", number % 10_000))?;
        Ok(NewMessage::new(key(number)?, to, text))
    }

    /// The next messages.
    ///
    /// # Errors
    ///
    /// There are none after so many.
    pub fn messages(&self, many: u64) -> Result<Vec<NewMessage>> {
        (0..many).map(|_| self.message()).collect()
    }

    /// The key of a message that is in it, another one each time.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn some_key(&self, chance: u64) -> Result<MessageKey> {
        key(scattered(chance) % self.next.get())
    }

    /// The id of a message that it was filled with, another one each time.
    pub fn some_id(&self, chance: u64) -> Option<OutboxId> {
        let ids = self.ids.borrow();
        let place = usize::try_from(scattered(chance)).ok()?.checked_rem(ids.len())?;
        ids.get(place).copied()
    }

    /// Has so many messages sent: how many a second it sent.
    ///
    /// # Errors
    ///
    /// They are not sent.
    pub fn drain(&self, provider: &Provider, many: u64) -> Result<f64> {
        let client = Provider::client(&provider.url())?;
        let first = provider.sent() + WARM;
        let _dispatcher = self.outbox.dispatch(&client, DispatcherSettings::default())?;
        provider.wait_for(first)?;
        let begun = Instant::now();
        let before = provider.sent();
        provider.wait_for(first + many)?;
        Ok(per_second(provider.sent() - before, begun.elapsed()))
    }
}

/// Messages before anything is measured: connections are opened.
const WARM: u64 = 32;

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
fn per_second(many: u64, time: Duration) -> f64 {
    many as f64 / time.as_secs_f64()
}

fn key(number: u64) -> Result<MessageKey> {
    Ok(MessageKey::new(format!("order-{number:08}/ready"))?)
}

/// Each number becomes another one, far from the next.
const fn scattered(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn delivered(id: OutboxId, progress: &Progress) -> Result<Step> {
    let message_id = MessageId::new(id.to_string())?;
    let stage =
        Stage::Delivered { message_id: KnownId { id: message_id, evidence: Evidence::Told } };
    let next = Progress { stage, fence: Fence::new(progress.fence.get() + 1), ..progress.clone() };
    let (fence, was) = (progress.fence, progress.state());
    Ok(Step { id, fence, state: was, next, status: None, trouble: None })
}
