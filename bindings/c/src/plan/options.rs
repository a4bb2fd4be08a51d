//! What a plan must know beside the text.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use smsmode_http::text::{self, Channel, OptOut, SegmentLimit, SegmentLimitError};

use crate::boundary::{self, free, make};
use crate::constant::flag;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::treatment::{self, Mode, Treatment};

/// The service appends its STOP mention, and that may cost a segment.
pub const SMSMODE_OPT_OUT_ALWAYS: i32 = 1;
/// The service appends its STOP mention where that costs no segment.
pub const SMSMODE_OPT_OUT_IF_FREE: i32 = 2;

/// The channel that accounts have by default: any text, at lower priority.
pub const SMSMODE_CHANNEL_MARKETING: i32 = 1;
/// High priority, no commercial text.
pub const SMSMODE_CHANNEL_NOTIFICATIONS: i32 = 2;

/// How a message is going to be sent. Made by smsmode_plan_options_new, freed by
/// smsmode_plan_options_free.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `options` is NULL, and with SMSMODE_BAD_CONSTANT
/// for a number that stands for nothing; the options are then as they were.
///
/// Threads: only one at a time may use it.
#[derive(Debug, Default)]
pub struct PlanOptions {
    options: text::PlanOptions,
    treatment: Treatment,
}

impl PlanOptions {
    pub(crate) fn resolved(&self) -> text::PlanOptions {
        self.options.with_mode(self.treatment.into())
    }
}

pub(crate) fn segment_limit(segments: i32) -> Result<SegmentLimit, Fault> {
    // Whatever a byte cannot hold is no limit either.
    let segments = u8::try_from(segments).unwrap_or(u8::MAX);
    SegmentLimit::try_from(segments).map_err(|error: SegmentLimitError| error.into())
}

pub(crate) fn opt_out(opt_out: i32) -> Result<OptOut, Fault> {
    match opt_out {
        SMSMODE_OPT_OUT_ALWAYS => Ok(OptOut::Always),
        SMSMODE_OPT_OUT_IF_FREE => Ok(OptOut::IfFree),
        value => Err(Fault::Constant { argument: "opt_out", value }),
    }
}

fn channel(channel: i32) -> Result<Channel, Fault> {
    match channel {
        SMSMODE_CHANNEL_MARKETING => Ok(Channel::Marketing),
        SMSMODE_CHANNEL_NOTIFICATIONS => Ok(Channel::Notifications),
        value => Err(Fault::Constant { argument: "channel", value }),
    }
}

fn stop_units(units: i32) -> Result<u8, Fault> {
    u8::try_from(units).map_err(|_| Fault::Constant { argument: "stop_units", value: units })
}

fn set<T>(
    options: Option<&mut PlanOptions>,
    part: impl FnOnce(&mut PlanOptions) -> &mut T,
    error: *mut *mut Error,
    change: impl FnOnce(&T) -> Result<T, Fault>,
) -> Status {
    boundary::set(options, "options", part, error, change)
}

/// Options with their defaults, a handle that the caller frees. NULL only if the library has a bug.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_new() -> Option<Box<PlanOptions>> {
    make(PlanOptions::default)
}

/// How the text may be treated: one of SMSMODE_MODE_EXACT, which is the default, _SMART and _UNICODE.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_mode(
    options: Option<&mut PlanOptions>,
    mode: i32,
    error: *mut *mut Error,
) -> Status {
    set(options, |all| &mut all.treatment.mode, error, |_| Mode::new(mode))
}

/// What SMSMODE_MODE_SMART may replace: one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS, which is the
/// default, and _SYMBOLS.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_level(
    options: Option<&mut PlanOptions>,
    level: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_level(treatment::level(level)?)),
    )
}

/// When SMSMODE_MODE_SMART replaces: one of SMSMODE_WHEN_IT_MAKES_GSM, which is the default,
/// _IT_SAVES_A_SEGMENT and _ALWAYS.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_when(
    options: Option<&mut PlanOptions>,
    when: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_when(treatment::when(when)?)),
    )
}

/// Whether SMSMODE_MODE_SMART drops what nothing can stand for: 1, or 0, which is the default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_dropping(
    options: Option<&mut PlanOptions>,
    dropping: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_dropping(flag(dropping, "dropping")?)),
    )
}

/// Whether people can answer: 1, or 0, which is the default. A message in Unicode cannot be answered.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_replies(
    options: Option<&mut PlanOptions>,
    replies: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.options,
        error,
        |options| Ok(options.with_replies(flag(replies, "replies")?)),
    )
}

/// The most segments that the service sends before it cuts the text: 1 to 5, which is the default.
/// Fails with SMSMODE_SEGMENT_LIMIT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_max_segments(
    options: Option<&mut PlanOptions>,
    max_segments: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.options,
        error,
        |options| Ok(options.with_max_segments(segment_limit(max_segments)?)),
    )
}

/// Asks for the STOP mention: SMSMODE_OPT_OUT_ALWAYS or _IF_FREE. Not asked by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_opt_out(
    options: Option<&mut PlanOptions>,
    opt_out: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.options,
        error,
        |options| Ok(options.with_opt_out(self::opt_out(opt_out)?)),
    )
}

/// The length of the STOP mention in units of GSM, 0 to 255. 11 by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_stop_units(
    options: Option<&mut PlanOptions>,
    stop_units: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.options,
        error,
        |options| Ok(options.with_stop_units(self::stop_units(stop_units)?)),
    )
}

/// How many people the message goes to, for its cost. Unknown by default, as for a group.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_recipients(
    options: Option<&mut PlanOptions>,
    recipients: usize,
    error: *mut *mut Error,
) -> Status {
    set(options, |all| &mut all.options, error, |options| Ok(options.with_recipients(recipients)))
}

/// Whether the message has a sender of its own: 1, or 0, which is the default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_personal_sender(
    options: Option<&mut PlanOptions>,
    personal_sender: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.options,
        error,
        |options| Ok(options.with_personal_sender(flag(personal_sender, "personal_sender")?)),
    )
}

/// The channel of the account: SMSMODE_CHANNEL_MARKETING or _NOTIFICATIONS. Unknown by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_set_channel(
    options: Option<&mut PlanOptions>,
    channel: i32,
    error: *mut *mut Error,
) -> Status {
    set(
        options,
        |all| &mut all.options,
        error,
        |options| Ok(options.with_channel(self::channel(channel)?)),
    )
}

/// Frees the options; NULL is allowed. Plans that were made with them stay.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_options_free(options: Option<Box<PlanOptions>>) {
    free(options);
}
