//! How an outbox is called where anybody may read it.

/// The address of an outbox without what nobody may see: of a database its user, host and name, and
/// no password.
///
/// ```
/// use smsmode_outbox::shown_address;
///
/// let shown = shown_address("postgres://till:secret@db.example/shop?sslmode=require");
/// assert_eq!(shown, "postgres://till@db.example/shop?sslmode=require");
/// assert_eq!(shown_address("sqlite:till.db"), "sqlite:till.db");
/// ```
pub fn shown_address(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (place, options) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    // A password may hold what separates the parts: whatever stands before the last @ may be one.
    let place = match place.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split(':').next().unwrap_or_default()),
        None => place.to_owned(),
    };
    let known: Vec<_> = options.split('&').filter(|option| is_harmless(option)).collect();
    let question = if known.is_empty() { "" } else { "?" };
    format!("{scheme}://{place}{question}{}", known.join("&"))
}

/// Where it is and how it is reached. Whatever is not known here may be a secret.
fn is_harmless(option: &str) -> bool {
    let name = option.split('=').next().unwrap_or_default();
    HARMLESS.contains(&name)
}

const HARMLESS: [&str; 7] =
    ["host", "hostaddr", "port", "dbname", "user", "sslmode", "sslrootcert"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_of_a_password_is_shown() {
        for secret in [
            "postgres://till:geheim@db/shop",
            "postgres://till:geheim@x@db/shop",
            "postgres://till:ge/geheim@db/shop",
            "postgres://till:ge?geheim@db/shop",
            "postgres://till:ge#geheim@db/shop",
            "postgres://till@db/shop?password=geheim",
            "postgres://till@db/shop?port=5432&p%61ssword=geheim",
            "postgres:///shop?sslkey=geheim&user=till",
        ] {
            let shown = shown_address(secret);
            assert!(!shown.contains("geheim"), "{shown}");
            assert!(shown.contains("till"), "{shown}");
        }
    }

    #[test]
    fn a_socket_is_part_of_the_place() {
        let socket = "postgres:///shop?host=/run/postgresql";
        assert_eq!(shown_address(socket), socket);
    }
}
