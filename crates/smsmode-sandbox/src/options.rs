//! What a sandbox is started with.

mod tls;

use std::net::{Ipv4Addr, SocketAddr};
#[cfg(feature = "store")]
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rust_decimal::Decimal;

use crate::{FaultProfile, Limits, Switches};
pub use tls::TlsOptions;

/// The API key of the account that every sandbox has unless other accounts are given.
pub const DEMO_API_KEY: &str = "sandbox-demo-key-0123456789abcdef";

/// The legacy login of that account.
pub const DEMO_LOGIN: &str = "sandbox-demo";

/// The legacy password of that account.
pub const DEMO_PASSWORD: &str = "sandbox-demo-password";

/// The API key of an account without credits, which every sandbox has: sends are refused with 33.
///
/// Any key that nobody has, such as `sandbox-bad-key`, is refused with 32.
pub const EMPTY_API_KEY: &str = "sandbox-empty-key-0123456789abcdef";

/// The API key of an account that may only look, which every sandbox has: whatever sends, creates,
/// moves or deletes is refused with 32.
pub const READ_ONLY_API_KEY: &str = "sandbox-read-only-key-0123456789ab";

/// How many messages are kept unless something else is said.
const KEEP: usize = 100_000;

/// What a sandbox is started with.
///
/// ```
/// use std::time::Duration;
/// use smsmode_sandbox::{AccountOptions, SandboxOptions};
///
/// let options = SandboxOptions::new()
///     .with_account(AccountOptions::new("shop", "secret").with_api_key("shop-key").with_credits(3))
///     .with_delivery_delay(Duration::from_millis(20));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SandboxOptions {
    pub(crate) bind: SocketAddr,
    pub(crate) tls: Option<TlsOptions>,
    pub(crate) accounts: Vec<AccountOptions>,
    pub(crate) switches: Switches,
    pub(crate) delivery_delay: Duration,
    pub(crate) clock_start: Option<SystemTime>,
    pub(crate) segment_price: Decimal,
    pub(crate) magic_numbers: bool,
    pub(crate) faults: FaultProfile,
    pub(crate) seed: Option<u64>,
    pub(crate) limits: Limits,
    pub(crate) keep: usize,
    #[cfg(feature = "store")]
    pub(crate) store: Option<PathBuf>,
    #[cfg(all(test, feature = "store"))]
    pub(crate) store_pages: Option<u32>,
}

/// When the clock of a sandbox with a seed starts: 5 January 2026, 9:00 UTC.
const SEEDED_START: Duration = Duration::from_secs(1_767_603_600);

impl SandboxOptions {
    /// Plain HTTP on a free port of 127.0.0.1, with the demo account.
    pub fn new() -> Self {
        Self {
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            tls: None,
            accounts: Vec::new(),
            switches: Switches::default(),
            delivery_delay: Duration::from_millis(200),
            clock_start: None,
            segment_price: Decimal::ONE,
            magic_numbers: true,
            faults: FaultProfile::default(),
            seed: None,
            limits: Limits::default(),
            keep: KEEP,
            #[cfg(feature = "store")]
            store: None,
            #[cfg(all(test, feature = "store"))]
            store_pages: None,
        }
    }

    /// Listens here; port 0 takes a free one.
    pub fn with_bind(mut self, address: SocketAddr) -> Self {
        self.bind = address;
        self
    }

    /// Speaks TLS with a certificate authority of its own.
    pub fn with_tls(mut self, tls: TlsOptions) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Adds an account. The first one given replaces the demo account.
    pub fn with_account(mut self, account: AccountOptions) -> Self {
        self.accounts.push(account);
        self
    }

    /// Answers the open questions otherwise than by default.
    pub fn with_switches(mut self, switches: Switches) -> Self {
        self.switches = switches;
        self
    }

    /// The time from sending until a message is at the operator; the phone has it after three
    /// times as long. 200 ms by default.
    pub fn with_delivery_delay(mut self, delay: Duration) -> Self {
        self.delivery_delay = delay;
        self
    }

    /// The time that the sandbox's clock shows when it starts, from where it runs on; now by
    /// default, and with a seed 5 January 2026, 9:00 UTC.
    pub fn with_clock_start(mut self, start: SystemTime) -> Self {
        self.clock_start = Some(start);
        self
    }

    /// The credits that a segment costs; 1 by default.
    pub fn with_segment_price(mut self, credits: impl Into<Decimal>) -> Self {
        self.segment_price = credits.into();
        self
    }

    /// Whether the numbers of [`MAGIC_NUMBERS`](crate::MAGIC_NUMBERS) do what they say; they do by
    /// default.
    pub fn with_magic_numbers(mut self, magic_numbers: bool) -> Self {
        self.magic_numbers = magic_numbers;
        self
    }

    /// What goes wrong from the start on. A reset of the sandbox ends it.
    pub fn with_faults(mut self, faults: FaultProfile) -> Self {
        self.faults = faults;
        self
    }

    /// Makes runs repeatable: the same requests in the same order get the same ids and meet the same
    /// faults, and the clock starts at the same time. A reset of the sandbox starts them anew.
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// What it bears before it says no.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How many messages, replies and callbacks are kept, 100,000 of each by default. The oldest are
    /// forgotten, and nothing happens to them any more. The last send is always kept whole.
    pub fn with_keep(mut self, messages: usize) -> Self {
        self.keep = messages;
        self
    }

    /// Keeps everything but the journal in this file, which is made where there is none, and goes on
    /// from it. Nothing is acknowledged over HTTP before it is written: whatever kills the process
    /// loses nothing; a power cut may lose the last seconds.
    ///
    /// The file holds texts, numbers and keys as they are; only its owner may read it. An account
    /// that is in it stays as it is there. One sandbox at a time can use it.
    #[cfg(feature = "store")]
    pub fn with_store(mut self, file: impl Into<PathBuf>) -> Self {
        self.store = Some(file.into());
        self
    }

    pub(crate) fn clock_start(&self) -> Option<SystemTime> {
        let seeded = self.seed.map(|_| SystemTime::UNIX_EPOCH + SEEDED_START);
        self.clock_start.or(seeded)
    }

    /// Those that were given or the demo account, and the two with magic keys.
    pub(crate) fn accounts(&self) -> Vec<AccountOptions> {
        let mut accounts = vec![AccountOptions::empty(), AccountOptions::read_only()];
        if self.accounts.is_empty() {
            accounts.push(AccountOptions::demo());
        }
        accounts.extend(self.accounts.iter().cloned());
        accounts
    }
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self::new()
    }
}

/// An account that exists when the sandbox starts.
#[derive(Clone)]
#[non_exhaustive]
pub struct AccountOptions {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) api_keys: Vec<String>,
    pub(crate) credits: Decimal,
    pub(crate) post_paid: bool,
    pub(crate) may_change: bool,
    pub(crate) reply_url: Option<String>,
}

impl AccountOptions {
    /// An account with 1000 credits and no API key.
    pub fn new(login: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            login: login.into(),
            password: password.into(),
            api_keys: Vec::new(),
            credits: Decimal::ONE_THOUSAND,
            post_paid: false,
            may_change: true,
            reply_url: None,
        }
    }

    /// The account with [`DEMO_API_KEY`], [`DEMO_LOGIN`] and [`DEMO_PASSWORD`].
    pub fn demo() -> Self {
        Self::new(DEMO_LOGIN, DEMO_PASSWORD).with_api_key(DEMO_API_KEY)
    }

    /// The account with [`EMPTY_API_KEY`].
    fn empty() -> Self {
        Self::new("sandbox-empty", DEMO_PASSWORD).with_api_key(EMPTY_API_KEY).with_credits(0)
    }

    /// The account with [`READ_ONLY_API_KEY`].
    fn read_only() -> Self {
        Self::new("sandbox-read-only", DEMO_PASSWORD).with_api_key(READ_ONLY_API_KEY).only_reading()
    }

    /// Adds an API key.
    pub fn with_api_key(mut self, api_key: impl Into<String>) -> Self {
        self.api_keys.push(api_key.into());
        self
    }

    /// The balance.
    pub fn with_credits(mut self, credits: impl Into<Decimal>) -> Self {
        self.credits = credits.into();
        self
    }

    /// Pays afterwards: the balance may become negative.
    pub fn post_paid(mut self) -> Self {
        self.post_paid = true;
        self
    }

    /// May only look: whatever sends, creates, moves or deletes is refused with 32.
    pub fn only_reading(mut self) -> Self {
        self.may_change = false;
        self
    }

    /// Where replies are announced whose message named no URL of its own.
    pub fn with_reply_url(mut self, url: impl Into<String>) -> Self {
        self.reply_url = Some(url.into());
        self
    }
}

impl std::fmt::Debug for AccountOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountOptions")
            .field("login", &self.login)
            .field("credits", &self.credits)
            .finish_non_exhaustive()
    }
}
