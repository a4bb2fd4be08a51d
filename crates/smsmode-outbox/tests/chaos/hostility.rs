//! What goes wrong on the way to the service, and there.

use smsmode_sandbox::FaultProfile;

/// Of ten sends about five are answered as they should be. `delay:700` and `stall` are longer than a
/// till waits; 33 pauses the queue.
const SENDS: [&str; 14] = [
    "send_sms=close_before_storing@0.07",
    "send_sms=close_after_accepting@0.08",
    "send_sms=cut_answer@0.05",
    "send_sms=stall@0.03",
    "send_sms=garbage@0.03",
    "send_sms=trickle:5@0.03",
    "send_sms=bad_gateway@0.04",
    "send_sms=too_many_requests:1@0.03",
    "send_sms=refuse:31@0.03",
    "send_sms=refuse:33@0.005",
    "send_sms=refuse:35@0.02",
    "send_sms=refuse:50@0.04",
    "send_sms=delay:150@0.2",
    "send_sms=delay:700@0.05",
];

/// Failed readings of the list cost the till 15 seconds of waiting.
const READINGS: [&str; 2] = ["list_sent=bad_gateway@0.05", "close_before_reading@0.02"];

/// All that can go wrong.
pub(crate) fn worst(seed: u64) -> FaultProfile {
    profile(seed, SENDS.iter().chain(&READINGS))
}

/// Only sends go wrong.
pub(crate) fn while_settling(seed: u64) -> FaultProfile {
    profile(seed, SENDS.iter())
}

fn profile<'r>(seed: u64, mut rules: impl Iterator<Item = &'r &'static str>) -> FaultProfile {
    let mut empty = FaultProfile::default();
    empty.seed = Some(seed);
    rules.try_fold(empty, |profile, rule| profile.with_short_form(rule)).unwrap()
}
