//! Others are told that something changed, and tell it. Nobody relies on it: whoever is not told looks
//! all the same, a little later.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgListener, PgPool};

const CHANNEL: &str = "smsmode";

/// How long it waits after the database could not be listened to.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Tells others, and listens to them.
pub(super) struct Waker {
    /// One that nobody else has: what it told itself wakes nobody here.
    name: String,
    /// Whether others are about to be told.
    tells: AtomicBool,
}

impl Default for Waker {
    fn default() -> Self {
        Self { name: format!("{:032x}", fastrand::u128(..)), tells: AtomicBool::new(false) }
    }
}

impl Waker {
    /// Whether somebody must tell them: not where somebody is about to.
    pub(super) fn is_to_wake(&self) -> bool {
        !self.tells.swap(true, Ordering::SeqCst)
    }

    /// After a write and not within it: PostgreSQL lets only one transaction at a time end that tells
    /// something, and would write one after the other to the disk. For this one, nobody waits for the disk.
    pub(super) async fn wake_others(self: Arc<Self>, pool: PgPool) {
        self.tells.store(false, Ordering::SeqCst);
        let tell = "SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)";
        let told = sqlx::query(tell).bind(CHANNEL).bind(&self.name);
        if let Err(error) = told.execute(&pool).await {
            log::debug!("others are not told: {error}");
        }
    }

    /// Wakes whenever others changed something, as long as somebody wants to know.
    pub(super) async fn listen(self: Arc<Self>, pool: PgPool, wake: Wake) {
        while let Err(error) = self.listen_on(&pool, &wake).await {
            log::debug!("nobody can be listened to: {error}");
            tokio::time::sleep(AFTER_FAILURE).await;
        }
    }

    async fn listen_on(&self, pool: &PgPool, wake: &Wake) -> Result<(), sqlx::Error> {
        let mut others = PgListener::connect_with(pool).await?;
        others.listen(CHANNEL).await?;
        // Nothing is told where the connection was cut: what happened meanwhile is not known.
        while !self.is_other(others.try_recv().await?.as_ref()) || wake() {}
        Ok(())
    }

    fn is_other(&self, told: Option<&sqlx::postgres::PgNotification>) -> bool {
        told.is_none_or(|told| told.payload() != self.name)
    }
}

/// Called where something changed; tells whether anybody still wants to know.
type Wake = Box<dyn Fn() -> bool + Send + Sync>;
