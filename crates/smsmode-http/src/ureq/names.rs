//! Names are looked up when a connection is opened, not at each call.
//!
//! ureq asks its resolver before it looks for a connection that is open already, and with a timeout the
//! ordinary resolver starts a thread: two thirds of the time of a call over an open connection.

use std::net::{Ipv4Addr, SocketAddr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, NextTimeout};

/// Gives a promise in place of addresses, which [`addresses`] keeps when there is something to connect.
/// A proxy may want the addresses themselves.
#[derive(Debug, Default)]
pub(super) struct LaterResolver(DefaultResolver);

impl Resolver for LaterResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        if config.proxy().is_some() {
            return self.0.resolve(uri, config, timeout);
        }
        let mut addresses = self.empty();
        addresses.push(PROMISE);
        Ok(addresses)
    }
}

/// No server can be there.
const PROMISE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// Where to connect to. The time that the lookup takes is part of the time to connect.
pub(super) fn addresses(details: &ConnectionDetails<'_>) -> Result<ResolvedSocketAddrs, Error> {
    if details.addrs.iter().eq([&PROMISE]) {
        DefaultResolver::default().resolve(details.uri, details.config, details.timeout)
    } else {
        Ok(details.addrs.clone())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

    use ureq::unversioned::transport::time::Duration;
    use ureq::{Proxy, Timeout};

    use super::*;

    /// Looks up a name that nobody has.
    fn lookup(config: &Config) -> Result<ResolvedSocketAddrs, Error> {
        let uri = "http://nobody.invalid/".parse().unwrap();
        let now = NextTimeout {
            after: Duration::from_secs(5),
            reason: Timeout::Resolve,
            ..NextTimeout::default()
        };
        LaterResolver::default().resolve(&uri, config, now)
    }

    #[test]
    fn a_call_looks_no_name_up() {
        let config = ureq::Agent::config_builder().proxy(None).build();
        assert!(lookup(&config).unwrap().iter().eq([&PROMISE]));
    }

    #[test]
    fn a_proxy_that_wants_addresses_gets_them() {
        let proxy = Proxy::new("http://127.0.0.1:1").unwrap();
        let config = ureq::Agent::config_builder().proxy(Some(proxy)).build();
        assert!(lookup(&config).is_err());
    }
}
