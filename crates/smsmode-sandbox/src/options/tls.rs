//! How a sandbox speaks TLS.

/// How the sandbox speaks TLS: always with a certificate authority that is made at the start.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct TlsOptions {
    pub(crate) expired: bool,
    pub(crate) only_name: Option<String>,
}

impl TlsOptions {
    /// A good certificate for 127.0.0.1, `::1` and `localhost`.
    pub fn new() -> Self {
        Self::default()
    }

    /// A certificate that is no longer valid.
    pub fn expired(mut self) -> Self {
        self.expired = true;
        self
    }

    /// A certificate for this name only, so that it is wrong for the address of the sandbox.
    pub fn for_name_only(mut self, name: impl Into<String>) -> Self {
        self.only_name = Some(name.into());
        self
    }
}
