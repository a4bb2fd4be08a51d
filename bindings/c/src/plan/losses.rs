//! What a plan replaces, and what it cannot send.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::boundary::{lend, read};
use crate::changes::code_point;
use crate::constant::or_none;
use crate::plan::Plan;

/// How many characters keep the message from being sent, those beyond a cut included.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_unsendable_count(plan: Option<&Plan>) -> usize {
    read(plan, |plan| plan.unsendable.len())
}

/// Where the unsendable character `index`, from 0, stands, in bytes of the text as it was written;
/// SMSMODE_NONE beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_unsendable_offset(plan: Option<&Plan>, index: usize) -> usize {
    read(plan, |plan| or_none(plan.unsendable.get(index).map(|character| character.offset)))
}

/// The Unicode code point of the unsendable character `index`, from 0; 0 beyond the last, so ask
/// smsmode_plan_unsendable_count: a text may hold the character 0.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_unsendable_character(plan: Option<&Plan>, index: usize) -> u32 {
    read(plan, |plan| code_point(&plan.unsendable, index))
}

/// How many replacements make the text sendable.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_replacement_count(plan: Option<&Plan>) -> usize {
    read(plan, |plan| plan.replacements.len())
}

/// Where the replacement `index`, from 0, is made, in bytes of the text as it was written;
/// SMSMODE_NONE beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_replacement_offset(plan: Option<&Plan>, index: usize) -> usize {
    read(plan, |plan| or_none(plan.replacements.get(index).map(|change| change.offset)))
}

/// How many bytes the replacement `index`, from 0, takes out of the text as it was written;
/// SMSMODE_NONE beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_replacement_length(plan: Option<&Plan>, index: usize) -> usize {
    read(plan, |plan| or_none(plan.replacements.get(index).map(|change| change.length)))
}

/// What stood at the replacement `index`, from 0. UTF-8, ended by a NUL, lent until the plan is freed;
/// `length`, unless NULL, receives its bytes. NULL, with the length 0, beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_replacement_original(
    plan: Option<&Plan>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(plan, length, |plan| Some(&plan.replacements.get(index)?.original))
}

/// What stands there instead, as smsmode_plan_replacement_original is lent.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_replacement_text(
    plan: Option<&Plan>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(plan, length, |plan| Some(&plan.replacements.get(index)?.replacement))
}
