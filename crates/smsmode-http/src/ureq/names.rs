//! Names are looked up when a connection is opened, not at each call.
//!
//! ureq asks its resolver before it looks for a connection that is open already, and with a timeout the
//! ordinary resolver starts a thread: two thirds of the time of a call over an open connection.

use std::net::{Ipv4Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, NextTimeout};
use ureq::{Error, Proxy, ProxyProtocol};

/// Gives a promise in place of addresses, which [`addresses`] keeps when there is something to connect.
/// Some proxies want the addresses themselves.
#[derive(Debug, Default)]
pub(super) struct LaterResolver(DefaultResolver);

impl Resolver for LaterResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        if config.proxy().is_some_and(wants_addresses) {
            return self.0.resolve(uri, config, timeout);
        }
        let mut addresses = self.empty();
        addresses.push(PROMISE);
        Ok(addresses)
    }
}

/// Whether a proxy is told addresses in place of names, or is connected to by code that is not ours.
fn wants_addresses(proxy: &Proxy) -> bool {
    use ProxyProtocol::{Http, Https};
    proxy.resolve_target() || !matches!(proxy.protocol(), Http | Https)
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

    use ureq::Timeout;
    use ureq::unversioned::transport::time::Duration;

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

    fn through(proxy: Proxy) -> Config {
        ureq::Agent::config_builder().proxy(Some(proxy)).build()
    }

    #[test]
    fn a_call_past_a_proxy_looks_no_name_up() {
        let config = through(Proxy::new("http://127.0.0.1:1").unwrap());
        assert!(lookup(&config).unwrap().iter().eq([&PROMISE]));
    }

    #[test]
    fn a_proxy_that_wants_addresses_gets_them() {
        let proxy = Proxy::builder(ProxyProtocol::Http).host("127.0.0.1").port(1);
        let config = through(proxy.resolve_target(true).build().unwrap());
        assert!(lookup(&config).is_err());
    }
}
