//! An outbox, a sandbox and one clock for both, driven turn by turn on this thread.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use smsmode_core::outbox::{Fence, OutboxId, Rules, State};
use smsmode_core::{
    Account, ApiKey, BaseUrl, Endpoint as _, GsmText, MessageId, PhoneNumber, Recipients, Response,
    SendSms, ServiceZone, Timestamp,
};
use smsmode_http::{Client, HttpSettings, ProxySetting};
use smsmode_outbox::{
    Claim, Clock as _, DispatcherSettings, Done, Engine, Entry, ManualClock, MessageKey,
    NewMessage, Outbox, Paused, ReconcileError, Ticket, perform,
};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};
use tempfile::TempDir;

pub(crate) struct Scene {
    pub(crate) sandbox: Sandbox,
    pub(crate) outbox: Outbox,
    clock: Arc<ManualClock>,
    client: Client,
    settings: DispatcherSettings,
    engine: Engine,
    came: Vec<Done>,
    claim: Option<Claim>,
    _folder: TempDir,
}

/// More than any of these tests needs.
const TURNS: usize = 400;

impl Scene {
    /// Longer than the quiet time and the second look after it.
    pub(crate) const QUIET: Duration = Duration::from_secs(130);

    pub(crate) fn new() -> Self {
        Self::with(DispatcherSettings::default())
    }

    pub(crate) fn with(settings: DispatcherSettings) -> Self {
        let start = SystemTime::now();
        let sandbox = Sandbox::start(SandboxOptions::new().with_clock_start(start)).unwrap();
        let base = BaseUrl::new(&sandbox.base_url()).unwrap();
        let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(base);
        let direct = HttpSettings::default().with_proxy(ProxySetting::None);
        let client = Client::with_settings(account, &direct).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(start.into()));
        let url = format!("sqlite:{}", folder.path().join("till.db").display());
        let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
        let rules = Rules::default().with_quiet_time(Duration::from_secs(60));
        let settings = settings.with_rules(rules).with_timeout(Duration::from_secs(2));
        let claim = outbox.ledger().claim().ok();
        let engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings.clone());
        let came = Vec::new();
        Self { sandbox, outbox, clock, client, settings, engine, came, claim, _folder: folder }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A message whose text nobody else has.
    pub(crate) fn add(&self, key: &str, number: &str) -> OutboxId {
        self.add_with(key, number, |message| message)
    }

    pub(crate) fn add_with(
        &self,
        key: &str,
        number: &str,
        with: impl FnOnce(NewMessage) -> NewMessage,
    ) -> OutboxId {
        let text = GsmText::new(format!("Commande {key}")).unwrap();
        let number = PhoneNumber::parse(number).unwrap();
        let message = NewMessage::new(MessageKey::new(key).unwrap(), number, text);
        self.outbox.enqueue(&with(message)).unwrap().id()
    }

    /// A message that others may have, too.
    pub(crate) fn add_text(&self, key: &str, number: &str, text: GsmText) -> OutboxId {
        let number = PhoneNumber::parse(number).unwrap();
        let message = NewMessage::new(MessageKey::new(key).unwrap(), number, text);
        self.outbox.enqueue(&message).unwrap().id()
    }

    pub(crate) fn entry(&self, id: OutboxId) -> Entry {
        self.outbox.get(id).unwrap().unwrap()
    }

    pub(crate) fn state(&self, id: OutboxId) -> State {
        self.entry(id).state()
    }

    /// Lets time pass, here and there.
    pub(crate) fn pass(&self, time: Duration) {
        self.clock.advance(time);
        self.sandbox.advance(time);
    }

    /// Somebody sets the clock of this machine, and no time passes.
    pub(crate) fn set_clock_forward(&self, by: Duration) {
        self.clock.set(self.now().plus_seconds(i64::try_from(by.as_secs()).unwrap()));
    }

    /// One turn, and the calls that it asks for.
    pub(crate) fn turn(&mut self) {
        let turn = self.engine.turn(std::mem::take(&mut self.came)).unwrap();
        for job in turn.jobs {
            self.came.push(perform(&self.client, &ServiceZone::PARIS, job));
        }
    }

    /// Nobody sends any more.
    pub(crate) fn end(&mut self) {
        drop(self.claim.take());
    }

    /// Somebody wants to know now what became of the messages.
    pub(crate) fn reconcile(&self) -> Result<Vec<Entry>, ReconcileError> {
        self.outbox.reconcile(&self.client, &self.settings)
    }

    /// A worker that was thawed brings the answer of the first attempt.
    pub(crate) fn answer_late(&mut self, id: OutboxId, message_id: &MessageId) {
        let to = Recipients::parse(["0639980011"]).unwrap();
        let send = SendSms::new(to, GsmText::new("Bonjour").unwrap());
        let body = format!("0 | ok | {message_id}");
        let accepted = send.parse(Response::new(200, body.as_bytes())).unwrap();
        let ticket = Ticket { id, fence: Fence::new(2) };
        self.came.push(Done::Sent { ticket, answer: Ok(accepted) });
    }

    /// As many turns as lead anywhere.
    pub(crate) fn turns(&mut self) {
        (0..8).for_each(|_| self.turn());
    }

    /// Turns until a message is in one of these states; the state that it is in then.
    pub(crate) fn until(&mut self, id: OutboxId, states: &[State]) -> State {
        self.turns_until(|scene| states.contains(&scene.state(id)));
        self.state(id)
    }

    pub(crate) fn until_trouble(&mut self, id: OutboxId, trouble: &str) {
        self.turns_until(|scene| scene.entry(id).trouble.as_deref() == Some(trouble));
    }

    pub(crate) fn until_paused(&mut self, paused: Paused) {
        self.turns_until(|scene| scene.outbox.overview().unwrap().paused == Some(paused));
    }

    fn turns_until(&mut self, end: impl Fn(&Self) -> bool) {
        let ended = (0..TURNS).any(|_| {
            self.turn();
            end(self)
        });
        assert!(ended, "{:?}", self.outbox.overview().unwrap());
    }

    /// No message is with the service twice: each has a text of its own.
    pub(crate) fn assert_no_message_twice(&self) {
        let mut count: HashMap<String, u32> = HashMap::new();
        for message in self.sandbox.messages() {
            *count.entry(message.text).or_default() += 1;
        }
        assert!(count.values().all(|count| *count == 1), "{count:?}");
    }
}
