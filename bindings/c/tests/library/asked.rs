//! What programs asked of the sandbox, as it read it.

use std::collections::BTreeMap;

use smsmode_sandbox::{Call, JournalEntry, Sandbox};

const CREDENTIALS: [&str; 3] = ["accessToken", "pseudo", "pass"];

/// The requests of a call, in their order.
pub(crate) fn requests(sandbox: &Sandbox, call: Call) -> Vec<JournalEntry> {
    sandbox.journal().into_iter().filter(|entry| entry.call == call).collect()
}

/// Each run made exactly these requests of a call, with these parameters in alphabetical order.
pub(crate) fn assert_asked(sandbox: &Sandbox, call: Call, runs: usize, each: &[&[(&str, &str)]]) {
    let asked = requests(sandbox, call);
    let mut seen = BTreeMap::new();
    for request in &asked {
        *seen.entry(parameters(request)).or_insert(0) += 1;
    }
    let mut wanted = BTreeMap::new();
    for request in each {
        *wanted.entry(request.to_vec()).or_insert(0) += runs;
    }
    assert_eq!(seen, wanted, "{call:?}");
}

/// The parameters of a request, in alphabetical order, without who asks.
pub(crate) fn parameters(request: &JournalEntry) -> Vec<(&str, &str)> {
    let all = request.decoded.iter().map(|one| (one.name.as_str(), one.value.as_str()));
    let mut all: Vec<_> = all.filter(|(name, _)| !CREDENTIALS.contains(name)).collect();
    all.sort_unstable();
    all
}
