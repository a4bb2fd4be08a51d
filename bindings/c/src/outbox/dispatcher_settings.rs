//! How a dispatcher works.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::num::NonZeroU32;
use std::time::Duration;

use smsmode_http::outbox::Rules;

use crate::boundary::{self, free, make};
use crate::constant::flag;
use crate::error::Error;
use crate::status::Status;

/// How a dispatcher works. Made by smsmode_outbox_dispatcher_settings_new, freed by
/// smsmode_outbox_dispatcher_settings_free; dispatchers keep a copy. Each has a default that suits a
/// till.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `settings` is NULL, and with nothing else unless it says so.
///
/// Threads: only one at a time may use it.
#[derive(Debug, Default)]
pub struct DispatcherSettings {
    in_flight: Option<usize>,
    rate: Option<NonZeroU32>,
    timeout: Option<Duration>,
    retention: Option<Duration>,
    quiet_time: Option<Duration>,
    look_again: Option<Duration>,
    renewed_key: bool,
}

impl DispatcherSettings {
    pub(crate) fn built(&self) -> smsmode_outbox::DispatcherSettings {
        let mut settings = smsmode_outbox::DispatcherSettings::default().with_rules(self.rules());
        if let Some(calls) = self.in_flight {
            settings = settings.with_in_flight(calls);
        }
        if let Some(rate) = self.rate {
            settings = settings.with_rate(rate);
        }
        if let Some(timeout) = self.timeout {
            settings = settings.with_timeout(timeout);
        }
        if let Some(retention) = self.retention {
            settings = settings.with_retention(retention);
        }
        if self.renewed_key { settings.with_renewed_key() } else { settings }
    }

    fn rules(&self) -> Rules {
        let mut rules = Rules::default();
        if let Some(time) = self.quiet_time {
            rules = rules.with_quiet_time(time);
        }
        match self.look_again {
            Some(time) => rules.with_look_again(time),
            None => rules,
        }
    }
}

fn set<P>(
    settings: Option<&mut DispatcherSettings>,
    part: impl FnOnce(&mut DispatcherSettings) -> &mut Option<P>,
    error: *mut *mut Error,
    value: Option<P>,
) -> Status {
    boundary::set(settings, "settings", part, error, |_| Ok(value))
}

/// Settings with their defaults, a handle that the caller frees. NULL only if the library has a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_new() -> Option<Box<DispatcherSettings>> {
    make(DispatcherSettings::default)
}

/// How many calls are made at a time; at least 1 is. 8 by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_set_in_flight(
    settings: Option<&mut DispatcherSettings>,
    calls: u32,
    error: *mut *mut Error,
) -> Status {
    let calls = usize::try_from(calls).unwrap_or(usize::MAX);
    set(settings, |all| &mut all.in_flight, error, Some(calls))
}

/// At most so many messages a second; 0, which is the default, for as many as the service takes.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_set_rate(
    settings: Option<&mut DispatcherSettings>,
    per_second: u32,
    error: *mut *mut Error,
) -> Status {
    set(settings, |all| &mut all.rate, error, NonZeroU32::new(per_second))
}

/// Time for one call, in milliseconds, at most 4 minutes. 30 000 by default; it takes the place of that
/// of the client.
///
/// After a crash a message that was on its way is looked up once twice this time is over, and 4 s.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_set_timeout_ms(
    settings: Option<&mut DispatcherSettings>,
    milliseconds: u32,
    error: *mut *mut Error,
) -> Status {
    let timeout = Duration::from_millis(milliseconds.into());
    set(settings, |all| &mut all.timeout, error, Some(timeout))
}

/// How many days numbers and texts are kept after a message has ended. 90 by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_set_retention_days(
    settings: Option<&mut DispatcherSettings>,
    days: u32,
    error: *mut *mut Error,
) -> Status {
    let retention = Duration::from_secs(u64::from(days) * 86_400);
    set(settings, |all| &mut all.retention, error, Some(retention))
}

/// How long after the end of an attempt the list of the service must have shown a message of which
/// nobody knows whether it was accepted, in milliseconds. 900 000 by default, and never below three
/// times the time for one call. A shorter one is for tests: a message that is listed later is then sent
/// twice.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_set_quiet_time_ms(
    settings: Option<&mut DispatcherSettings>,
    milliseconds: u32,
    error: *mut *mut Error,
) -> Status {
    let time = Duration::from_millis(milliseconds.into());
    set(settings, |all| &mut all.quiet_time, error, Some(time))
}

/// How long after the first look that did not find such a message the second one is, in milliseconds.
/// 60 000 by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_set_look_again_ms(
    settings: Option<&mut DispatcherSettings>,
    milliseconds: u32,
    error: *mut *mut Error,
) -> Status {
    let time = Duration::from_millis(milliseconds.into());
    set(settings, |all| &mut all.look_again, error, Some(time))
}

/// That the key of the account is another one than before, and the account is the same: 1, or 0, which is the
/// default. Without it an outbox in PostgreSQL from which something is under way is not sent from with another
/// key, SMSMODE_OUTBOX_ANOTHER_ACCOUNT. Say it once. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_set_renewed_key(
    settings: Option<&mut DispatcherSettings>,
    renewed_key: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        settings,
        "settings",
        |all| &mut all.renewed_key,
        error,
        |_| flag(renewed_key, "renewed_key"),
    )
}

/// Frees the settings; NULL is allowed. Dispatchers that were made with them stay.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outbox_dispatcher_settings_free(
    settings: Option<Box<DispatcherSettings>>,
) {
    free(settings);
}
