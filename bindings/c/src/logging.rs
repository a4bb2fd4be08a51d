//! What the library tells of its work, for those who look for a fault.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::{c_char, c_void};
use std::sync::{Once, PoisonError, RwLock};

use ::log::{LevelFilter, Log, Metadata, Record};

use crate::boundary::{OutText, Sink, call};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// What makes a call fail.
pub const SMSMODE_LOG_ERROR: i32 = 1;
/// What may be a mistake.
pub const SMSMODE_LOG_WARNING: i32 = 2;
/// What is worth knowing.
pub const SMSMODE_LOG_INFO: i32 = 3;
/// Each request, each attempt, each connection.
pub const SMSMODE_LOG_DEBUG: i32 = 4;
/// Whatever any part of the library has to say.
pub const SMSMODE_LOG_TRACE: i32 = 5;

fn filter(level: i32) -> Result<LevelFilter, Fault> {
    match level {
        SMSMODE_LOG_ERROR => Ok(LevelFilter::Error),
        SMSMODE_LOG_WARNING => Ok(LevelFilter::Warn),
        SMSMODE_LOG_INFO => Ok(LevelFilter::Info),
        SMSMODE_LOG_DEBUG => Ok(LevelFilter::Debug),
        SMSMODE_LOG_TRACE => Ok(LevelFilter::Trace),
        value => Err(Fault::Constant { argument: "level", value }),
    }
}

/// Hears a line of the log: see smsmode_log_set. The texts end with a NUL and are lent for the call only.
pub type LogCallback = Option<
    extern "C" fn(
        context: *mut c_void,
        level: i32,
        target: *const c_char,
        text: *const c_char,
        text_length: usize,
    ),
>;

/// Says who hears what the library tells of its work, in the whole process; nobody by default. No line
/// holds a key, a phone number or a text.
///
/// - `callback`: called for each line, on whichever thread the line comes from, perhaps on several at
///   once, with `context`, the level of the line, the part of the library that tells it, such as
///   "smsmode_http::client", and the line in UTF-8. It must not throw, nor call this library. NULL for
///   nobody;
/// - `context`: otherwise left alone; may be NULL;
/// - `level`: the most that is told, one of SMSMODE_LOG_ERROR, _WARNING, _INFO, _DEBUG and _TRACE; not
///   looked at if `callback` is NULL.
///
/// When this returns, the callback that was set before is not running and is not called any more.
///
/// Fails with SMSMODE_BAD_CONSTANT for another level.
///
/// Threads: any thread may call it.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_log_set(
    callback: LogCallback,
    context: *mut c_void,
    level: i32,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        match callback {
            Some(callback) => tell(Some(Sink::new(callback, context)), filter(level)?),
            None => tell(None, LevelFilter::Off),
        }
        Ok(())
    })
}

fn tell(sink: Option<Sink>, most: LevelFilter) {
    static FIRST: Once = Once::new();
    // No other code of this library sets a logger, so this one is the first.
    FIRST.call_once(|| drop(::log::set_logger(&LOGGER)));
    let mut heard = LOGGER.0.write().unwrap_or_else(PoisonError::into_inner);
    *heard = sink;
    ::log::set_max_level(most);
}

static LOGGER: Logger = Logger(RwLock::new(None));

struct Logger(RwLock<Option<Sink>>);

impl Log for Logger {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    /// The lock is held meanwhile: who sets another callback waits for this one to return.
    fn log(&self, record: &Record<'_>) {
        let sink = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(sink) = &*sink {
            let text = OutText::from(record.args().to_string());
            sink.write(number(record), &OutText::from(record.target()), &text);
        }
    }

    fn flush(&self) {}
}

fn number(record: &Record<'_>) -> i32 {
    match record.level() {
        ::log::Level::Error => SMSMODE_LOG_ERROR,
        ::log::Level::Warn => SMSMODE_LOG_WARNING,
        ::log::Level::Info => SMSMODE_LOG_INFO,
        ::log::Level::Debug => SMSMODE_LOG_DEBUG,
        ::log::Level::Trace => SMSMODE_LOG_TRACE,
    }
}
