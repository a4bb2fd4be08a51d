//! How many connections the system lets this process have.

/// Raises the soft limit of open files to the hard one: many systems start with 1024, which is less
/// than a sandbox takes connections. Where that cannot be, the sandbox makes do with what there is.
#[cfg(unix)]
pub(super) fn allow_many() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}

#[cfg(not(unix))]
pub(super) fn allow_many() {}
