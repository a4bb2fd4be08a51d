//! The names of workers: one for each process, and each time that it begins anew.

use std::process;

use crate::queue::Holder;

/// Two that had one name would hold each other's jobs, and apalis would never learn that one is gone.
pub(super) fn new(given: Option<&str>) -> Holder {
    let host = given.map_or_else(host, str::to_owned);
    let random = fastrand::u32(..);
    format!("{host}-{}-{random:08x}", process::id()).into()
}

fn host() -> String {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    if name.is_empty() { "worker".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_begins_anew_has_another_name() {
        let (before, after) = (new(Some("paris")), new(Some("paris")));
        assert_ne!(before, after);
        assert!(before.starts_with(&format!("paris-{}-", process::id())), "{before}");
    }
}
