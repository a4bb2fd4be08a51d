//! The segments of a plan.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use crate::boundary::read;
use crate::constant::or_none;
use crate::plan::Plan;

/// How many segments smsmode_plan_text has, without the STOP mention.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_segment_count(plan: Option<&Plan>) -> usize {
    read(plan, |plan| plan.segments.len())
}

/// Where the segment `index`, from 0, begins, in bytes of smsmode_plan_text; SMSMODE_NONE beyond the
/// last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_segment_offset(plan: Option<&Plan>, index: usize) -> usize {
    read(plan, |plan| or_none(plan.segments.get(index).map(|place| place.offset)))
}

/// How many bytes of smsmode_plan_text the segment `index`, from 0, has; SMSMODE_NONE beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_segment_length(plan: Option<&Plan>, index: usize) -> usize {
    read(plan, |plan| or_none(plan.segments.get(index).map(|place| place.length)))
}

/// How many units of the alphabet the segment `index`, from 0, has; SMSMODE_NONE beyond the last.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_segment_units(plan: Option<&Plan>, index: usize) -> usize {
    read(plan, |plan| or_none(plan.segments.get(index).map(|place| place.units)))
}
