//! What somebody should know before a message is sent.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::text::{OptOutEffect, PlanWarning};

use crate::boundary::{lend, read};
use crate::plan::Plan;

/// No STOP mention was asked for.
pub const SMSMODE_STOP_NOT_ASKED: i32 = 1;
/// The STOP mention is appended at no cost.
pub const SMSMODE_STOP_APPENDED: i32 = 2;
/// The STOP mention is left out, since it would cost a segment.
pub const SMSMODE_STOP_NOT_APPENDED: i32 = 3;
/// The STOP mention is appended and costs one more segment.
pub const SMSMODE_STOP_EXTRA_SEGMENT: i32 = 4;
/// Nobody can tell: the document of the service is silent, or contradicts itself.
pub const SMSMODE_STOP_UNCERTAIN: i32 = 5;

/// The text exceeds the most segments allowed, and the service will cut it.
pub const SMSMODE_WARNING_CUT: i32 = 1;
/// On the marketing channel operators may block a personal sender without the STOP mention.
pub const SMSMODE_WARNING_PERSONAL_SENDER_WITHOUT_STOP: i32 = 2;
/// It is uncertain what becomes of the STOP mention.
pub const SMSMODE_WARNING_UNCERTAIN_STOP: i32 = 3;
/// Each recipient who opts out costs one credit.
pub const SMSMODE_WARNING_OPT_OUTS_COST_CREDITS: i32 = 4;
/// A warning that this header does not know; its text says what it is.
pub const SMSMODE_WARNING_OTHER: i32 = 999;

fn effect_number(effect: OptOutEffect) -> i32 {
    match effect {
        OptOutEffect::NotAsked => SMSMODE_STOP_NOT_ASKED,
        OptOutEffect::Appended => SMSMODE_STOP_APPENDED,
        OptOutEffect::NotAppended => SMSMODE_STOP_NOT_APPENDED,
        OptOutEffect::ExtraSegment => SMSMODE_STOP_EXTRA_SEGMENT,
        _ => SMSMODE_STOP_UNCERTAIN,
    }
}

fn warning_number(warning: PlanWarning) -> i32 {
    match warning {
        PlanWarning::Cut { .. } => SMSMODE_WARNING_CUT,
        PlanWarning::PersonalSenderWithoutStop => SMSMODE_WARNING_PERSONAL_SENDER_WITHOUT_STOP,
        PlanWarning::UncertainStop(_) => SMSMODE_WARNING_UNCERTAIN_STOP,
        PlanWarning::OptOutsCostCredits => SMSMODE_WARNING_OPT_OUTS_COST_CREDITS,
        _ => SMSMODE_WARNING_OTHER,
    }
}

/// What becomes of the STOP mention: one of SMSMODE_STOP_NOT_ASKED, _APPENDED, _NOT_APPENDED,
/// _EXTRA_SEGMENT and _UNCERTAIN.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_opt_out(plan: Option<&Plan>) -> i32 {
    read(plan, |plan| effect_number(plan.foreseen.opt_out()))
}

/// The same in words, in SMSMODE_ENGLISH or SMSMODE_FRENCH. UTF-8, ended by a NUL, lent until the
/// plan is freed; `length`, unless NULL, receives its bytes. NULL for another language.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_opt_out_text(
    plan: Option<&Plan>,
    language: i32,
    length: *mut usize,
) -> *const c_char {
    lend(plan, length, |plan| plan.opt_out.in_language(language))
}

/// How many warnings there are.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_warning_count(plan: Option<&Plan>) -> usize {
    read(plan, |plan| plan.warnings.len())
}

/// The warning `index`, from 0: one of the SMSMODE_WARNING_ numbers; 0 beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_warning(plan: Option<&Plan>, index: usize) -> i32 {
    read(plan, |plan| {
        plan.foreseen.warnings().get(index).map_or(0, |warning| warning_number(*warning))
    })
}

/// The same in words, in SMSMODE_ENGLISH or SMSMODE_FRENCH, lent as smsmode_plan_opt_out_text is.
/// NULL for another language and beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_warning_text(
    plan: Option<&Plan>,
    index: usize,
    language: i32,
    length: *mut usize,
) -> *const c_char {
    lend(plan, length, |plan| plan.warnings.get(index)?.in_language(language))
}
