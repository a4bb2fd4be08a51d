//! Where the configuration file is.

use std::path::{Path, PathBuf};

use crate::context::Environment;

/// What is left to a program without a home, such as an alert script of Zabbix.
const OF_THE_SYSTEM: &str = "/etc/smsmode/config.toml";

/// The file of the user, or where it would be; nothing without a home.
pub(crate) fn path(environment: &Environment) -> Option<PathBuf> {
    if let Some(path) = environment.get("SMSMODE_CONFIG") {
        return Some(path.into());
    }
    let base = environment.get("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = || environment.get("HOME").map(|home| Path::new(home).join(".config"));
    Some(base.or_else(home)?.join("smsmode").join("config.toml"))
}

/// Where a file is looked for: a file that is named is the only one, else that of the user comes
/// first, and that of the system last.
pub(crate) fn places(environment: &Environment) -> Vec<PathBuf> {
    let named = environment.get("SMSMODE_CONFIG").is_some();
    let of_the_system = (!named).then(|| PathBuf::from(OF_THE_SYSTEM));
    path(environment).into_iter().chain(of_the_system).collect()
}

/// The file to be read, if there is one. A file that is named must be there: without it calls would
/// go out past the limits that it sets.
pub(super) fn of_file(environment: &Environment) -> Option<PathBuf> {
    let named = environment.get("SMSMODE_CONFIG").map(PathBuf::from);
    named.or_else(|| places(environment).into_iter().find(|path| path.exists()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(environment: &Environment) -> Vec<String> {
        places(environment).iter().map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn the_file_of_the_system_is_the_last_place_and_the_only_one_without_a_home() {
        let nobody = Environment::default();
        assert_eq!(shown(&nobody), [OF_THE_SYSTEM]);
        let maman = nobody.clone().with("HOME", "/home/maman");
        assert_eq!(shown(&maman), ["/home/maman/.config/smsmode/config.toml", OF_THE_SYSTEM]);
        let moved = maman.clone().with("XDG_CONFIG_HOME", "/data");
        assert_eq!(shown(&moved), ["/data/smsmode/config.toml", OF_THE_SYSTEM]);
    }

    #[test]
    fn a_file_that_is_named_is_the_only_one() {
        let named = Environment::default().with("SMSMODE_CONFIG", "mine.toml").with("HOME", "/a");
        assert_eq!(shown(&named), ["mine.toml"]);
    }
}
