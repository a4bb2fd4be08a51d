//! A service that accepts every message, and delivers it at the first question.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use smsmode_benches::{Result, start_server_with};
use smsmode_http::{Account, ApiKey, BaseUrl, Client, HttpSettings, ProxySetting};

/// Answers after a while, as many at a time as there are connections.
#[derive(Debug)]
pub struct Provider {
    time: Duration,
    address: SocketAddr,
    sent: Arc<AtomicU64>,
}

const PATIENCE: Duration = Duration::from_secs(60);

impl Provider {
    /// Starts one that answers after 5 ms.
    ///
    /// # Errors
    ///
    /// No port of this machine can be had.
    pub fn start() -> Result<Self> {
        Self::start_after(Duration::from_millis(5))
    }

    /// Starts one that answers after this time.
    ///
    /// # Errors
    ///
    /// No port of this machine can be had.
    pub fn start_after(time: Duration) -> Result<Self> {
        let sent = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&sent);
        let answer = move |first: &str| {
            thread::sleep(time);
            if first.contains("smsStatus") {
                return b"11 | Recu".to_vec();
            }
            let number = count.fetch_add(1, Ordering::Relaxed);
            format!("0 | Accepte | S{number:011}").into_bytes()
        };
        Ok(Self { time, address: start_server_with(answer)?, sent })
    }

    /// How many messages it has accepted.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Waits until it has accepted so many.
    ///
    /// # Errors
    ///
    /// Nothing comes for a minute.
    pub fn wait_for(&self, many: u64) -> Result<()> {
        let begun = Instant::now();
        while self.sent() < many {
            if begun.elapsed() > PATIENCE {
                return Err("the provider is not sent enough".into());
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// How many it has accepted once nothing comes any more: what was on its way has arrived.
    ///
    /// # Errors
    ///
    /// Somebody goes on sending.
    pub fn sent_once_still(&self) -> Result<u64> {
        for _ in 0..100 {
            let sent = self.sent();
            thread::sleep(4 * self.time);
            if sent == self.sent() {
                return Ok(sent);
            }
        }
        Err("somebody goes on sending".into())
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client of a provider at this address.
    ///
    /// # Errors
    ///
    /// It is none.
    pub fn client(url: &str) -> Result<Client> {
        let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?).with_base_url(BaseUrl::new(url)?);
        let direct = HttpSettings::default().with_proxy(ProxySetting::None);
        Ok(Client::with_settings(account, &direct)?)
    }
}
