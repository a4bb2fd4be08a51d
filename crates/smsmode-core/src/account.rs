//! Where the service is, who we are there, and what we forbid ourselves.

use std::collections::HashSet;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use crate::error::{InvalidInput, LoginError, PolicyError, SecretError, UrlError};
use crate::phone::PhoneNumber;
use crate::request::Method;

/// A key that opens an account; never shown.
///
/// ```
/// use smsmode_core::ApiKey;
///
/// let key = ApiKey::new("Ab1CD2efg3Hi")?;
/// assert_eq!(format!("{key:?}"), "ApiKey(***)");
/// # Ok::<(), smsmode_core::SecretError>(())
/// ```
///
/// Wire name: `accessToken`. Section 2 of the API document.
#[derive(Clone)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// A key: visible ASCII, opaque.
    ///
    /// # Errors
    ///
    /// An empty key, or one with a blank, a line end or an accent: something was copied along.
    pub fn new(key: impl Into<String>) -> Result<Self, SecretError> {
        let key = key.into();
        match key.as_bytes() {
            [] => Err(SecretError::Empty),
            bytes if !bytes.iter().all(u8::is_ascii_graphic) => Err(SecretError::Character),
            _ => Ok(Self(key.into())),
        }
    }

    /// The key itself: for storing a key that was just created, and for nothing else.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(***)")
    }
}

impl PartialEq for ApiKey {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for ApiKey {}

/// A password; never shown.
///
/// Wire names: `pass`, `newPass`. Section 6 of the API document.
#[derive(Clone)]
pub struct Password(SecretString);

impl Password {
    /// A password of any characters but control characters.
    ///
    /// # Errors
    ///
    /// An empty password, or one with a control character.
    pub fn new(password: impl Into<String>) -> Result<Self, SecretError> {
        let password = password.into();
        match password.as_str() {
            "" => Err(SecretError::Empty),
            text if text.chars().any(char::is_control) => Err(SecretError::Character),
            _ => Ok(Self(password.into())),
        }
    }

    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(***)")
    }
}

/// The name of an account: 1 to 50 characters.
///
/// Wire names: `pseudo`, `newPseudo`, `targetPseudo`, `pseudoToDelete`. Sections 6 and 7 of the API
/// document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(String);

impl Login {
    /// A login.
    ///
    /// # Errors
    ///
    /// Empty, over 50 characters, or with a control character.
    pub fn new(login: impl Into<String>) -> Result<Self, LoginError> {
        let login = login.into();
        match login.chars().count() {
            0 => Err(LoginError::Empty),
            length if length > 50 => Err(LoginError::TooLong { length }),
            _ if login.chars().any(char::is_control) => Err(LoginError::Control),
            _ => Ok(Self(login)),
        }
    }

    /// The login.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How an account shows who it is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Credential {
    /// An API key: the ordinary way.
    ApiKey(ApiKey),
    /// Login and password: the old way, which still works everywhere (grade B).
    Login {
        /// Name of the account.
        login: Login,
        /// Its password.
        password: Password,
    },
}

impl From<ApiKey> for Credential {
    fn from(key: ApiKey) -> Self {
        Self::ApiKey(key)
    }
}

/// Where the service is: `https`, or plain `http` to this machine.
///
/// ```
/// use smsmode_core::{BaseUrl, UrlError};
///
/// assert_eq!(BaseUrl::default().as_str(), "https://api.smsmode.com");
/// assert_eq!(BaseUrl::new("http://127.0.0.1:8080/")?.as_str(), "http://127.0.0.1:8080");
/// assert_eq!(BaseUrl::new("http://example.com"), Err(UrlError::PlainHttp));
/// # Ok::<(), UrlError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address below which the paths of the calls begin.
    ///
    /// # Errors
    ///
    /// No whole address, one with a user name, a query or a fragment, or plain `http` to another
    /// host than a loopback address.
    pub fn new(address: &str) -> Result<Self, UrlError> {
        let url = checked_url(address)?;
        if url.scheme() == "http" && !is_loopback(&url) {
            Err(UrlError::PlainHttp)
        } else {
            Self::trimmed(&url)
        }
    }

    /// As [`new`](Self::new), but plain `http` to any host too: **the key travels in the clear**.
    /// For a sandbox in a container.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), but for plain `http`.
    pub fn allowing_plain_http(address: &str) -> Result<Self, UrlError> {
        Self::trimmed(&checked_url(address)?)
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn trimmed(url: &Url) -> Result<Self, UrlError> {
        if url.query().is_some() || url.fragment().is_some() {
            return Err(UrlError::Query);
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self("https://api.smsmode.com".to_owned())
    }
}

/// An address of the user's that the service is to call, with `https` or `http`.
///
/// Wire names: `notification_url`, `notification_url_reponse`. Sections 12 and 13 of the API
/// document.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CallbackUrl(String);

impl CallbackUrl {
    /// An address.
    ///
    /// # Errors
    ///
    /// No whole address, another scheme, or one with a user name.
    pub fn new(address: &str) -> Result<Self, UrlError> {
        checked_url(address).map(|url| Self(url.into()))
    }

    /// The address, in ASCII. With a signature in its path it is a secret.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CallbackUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallbackUrl(***)")
    }
}

fn checked_url(address: &str) -> Result<Url, UrlError> {
    let url = Url::parse(address.trim()).map_err(|_| UrlError::NotAbsolute)?;
    match url.scheme() {
        "https" | "http" if !url.has_host() => Err(UrlError::NotAbsolute),
        "https" | "http" if !url.username().is_empty() || url.password().is_some() => {
            Err(UrlError::Credentials)
        }
        "https" | "http" => Ok(url),
        _ => Err(UrlError::Scheme),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(domain)) => domain == "localhost",
        None => false,
    }
}

/// Separates the parts of a multipart body: 1 to 70 letters, digits and `'()+_,-./:=?`.
///
/// It is part of the account so that requests are exact; one that occurs in the content is refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Boundary(String);

impl Boundary {
    /// A boundary.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::Boundary`] for what RFC 2046 does not allow.
    pub fn new(boundary: impl Into<String>) -> Result<Self, InvalidInput> {
        let boundary = boundary.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&byte);
        let valid = (1..=70).contains(&boundary.len()) && boundary.bytes().all(allowed);
        if valid { Ok(Self(boundary)) } else { Err(InvalidInput::Boundary) }
    }

    /// The boundary.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Boundary {
    fn default() -> Self {
        Self("smsmode-boundary-6oUdE2rVq0yTtB8X".to_owned())
    }
}

/// Where the credential of a batch travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BatchCredential {
    /// In the query, as every official example does it (grade B).
    #[default]
    Query,
    /// As fields of the multipart body; nothing says that the service reads them there (grade D).
    Body,
}

/// What the account forbids itself, against accidents.
///
/// ```
/// use smsmode_core::{PhoneNumber, Policies};
///
/// let staging = Policies::default()
///     .with_allowed_recipients([PhoneNumber::parse("0639980011")?])
///     .with_segments_per_call(10)
///     .with_segments_per_day(1_000);
/// # Ok::<(), smsmode_core::PhoneNumberError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policies {
    allowed_recipients: Option<HashSet<PhoneNumber>>,
    segments_per_call: Option<u64>,
    segments_per_day: Option<u64>,
}

impl Policies {
    /// Only these people may be sent to; groups may not.
    pub fn with_allowed_recipients(
        mut self,
        numbers: impl IntoIterator<Item = PhoneNumber>,
    ) -> Self {
        self.allowed_recipients = Some(numbers.into_iter().collect());
        self
    }

    /// At most this many segments in one call, all recipients together.
    pub fn with_segments_per_call(mut self, segments: u64) -> Self {
        self.segments_per_call = Some(segments);
        self
    }

    /// At most this many segments in one day (of UTC), all calls of one client together.
    pub fn with_segments_per_day(mut self, segments: u64) -> Self {
        self.segments_per_day = Some(segments);
        self
    }

    /// Checks what a call reaches, given the segments already sent today.
    ///
    /// # Errors
    ///
    /// The first policy that forbids it.
    pub fn check(&self, reach: &Reach<'_>, sent_today: u64) -> Result<(), PolicyError> {
        self.check_recipients(reach)?;
        let needed = reach.segments();
        if let Some(allowed) = self.segments_per_call.filter(|allowed| needed > *allowed) {
            return Err(PolicyError::SegmentsPerCall { needed, allowed });
        }
        let today = sent_today.saturating_add(needed);
        match self.segments_per_day {
            Some(allowed) if needed > 0 && today > allowed => {
                Err(PolicyError::SegmentsPerDay { needed: today, allowed })
            }
            _ => Ok(()),
        }
    }

    fn check_recipients(&self, reach: &Reach<'_>) -> Result<(), PolicyError> {
        let Some(allowed) = &self.allowed_recipients else { return Ok(()) };
        if reach.group {
            return Err(PolicyError::GroupNotAllowed);
        }
        match reach.messages.iter().position(|(number, _)| !allowed.contains(number)) {
            Some(index) => Err(PolicyError::RecipientNotAllowed { position: index + 1 }),
            None => Ok(()),
        }
    }
}

/// Whom a call reaches, and with how many segments: what the policies look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach<'a> {
    pub(crate) messages: std::borrow::Cow<'a, [(PhoneNumber, u32)]>,
    pub(crate) group: bool,
    pub(crate) group_segments: u32,
}

impl Reach<'_> {
    /// A call that sends nothing to anybody.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Segments, all recipients together; a group of unknown size counts once.
    pub fn segments(&self) -> u64 {
        let listed: u64 = self.messages.iter().map(|(_, segments)| u64::from(*segments)).sum();
        listed + u64::from(self.group_segments)
    }
}

/// An account of the service: where it is, who we are there, how we speak to it.
///
/// ```
/// use smsmode_core::{Account, ApiKey, BaseUrl};
///
/// let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?)
///     .with_base_url(BaseUrl::new("http://127.0.0.1:8080")?);
/// assert!(!format!("{account:?}").contains("Ab1CD2efg3Hi"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Account {
    credential: Credential,
    base_url: BaseUrl,
    method: Method,
    boundary: Boundary,
    batch_credential: BatchCredential,
    policies: Policies,
}

impl Account {
    /// The account that this credential opens.
    pub fn new(credential: impl Into<Credential>) -> Self {
        Self {
            credential: credential.into(),
            base_url: BaseUrl::default(),
            method: Method::default(),
            boundary: Boundary::default(),
            batch_credential: BatchCredential::default(),
            policies: Policies::default(),
        }
    }

    /// Another address of the service, such as a sandbox's.
    pub fn with_base_url(mut self, base_url: BaseUrl) -> Self {
        self.base_url = base_url;
        self
    }

    /// GET instead of POST: **the key then stands in addresses**, which proxies and servers log.
    pub fn with_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Another multipart boundary.
    pub fn with_boundary(mut self, boundary: Boundary) -> Self {
        self.boundary = boundary;
        self
    }

    /// Where the credential of a batch travels.
    pub fn with_batch_credential(mut self, place: BatchCredential) -> Self {
        self.batch_credential = place;
        self
    }

    /// What the account forbids itself.
    pub fn with_policies(mut self, policies: Policies) -> Self {
        self.policies = policies;
        self
    }

    /// How it shows who it is.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Where the service is.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base_url
    }

    /// POST, or GET on demand.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The multipart boundary.
    pub fn boundary(&self) -> &Boundary {
        &self.boundary
    }

    /// Where the credential of a batch travels.
    pub fn batch_credential(&self) -> BatchCredential {
        self.batch_credential
    }

    /// What the account forbids itself.
    pub fn policies(&self) -> &Policies {
        &self.policies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        for address in [
            "http://127.0.0.1:80",
            "http://localhost:1234",
            "http://[::1]:80",
            "https://example.com",
        ] {
            assert!(BaseUrl::new(address).is_ok(), "{address}");
        }
        for address in ["http://example.com", "http://10.0.0.1", "http://localhost.example.com"] {
            assert_eq!(BaseUrl::new(address), Err(UrlError::PlainHttp), "{address}");
            assert!(BaseUrl::allowing_plain_http(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn odd_addresses_are_refused() {
        assert_eq!(BaseUrl::new("api.smsmode.com"), Err(UrlError::NotAbsolute));
        assert_eq!(BaseUrl::new("ftp://example.com"), Err(UrlError::Scheme));
        assert_eq!(BaseUrl::new("https://me:pw@example.com"), Err(UrlError::Credentials));
        assert_eq!(BaseUrl::new("https://example.com/?a=b"), Err(UrlError::Query));
    }

    #[test]
    fn a_key_with_a_line_end_is_refused() {
        assert_eq!(ApiKey::new("Ab1CD2efg3Hi\n").unwrap_err(), SecretError::Character);
        assert_eq!(ApiKey::new("").unwrap_err(), SecretError::Empty);
    }

    #[test]
    fn secrets_are_never_shown() {
        let login = Login::new("shop").unwrap();
        let account =
            Account::new(Credential::Login { login, password: Password::new("hunter2").unwrap() });
        assert!(!format!("{account:?}").contains("hunter2"));
    }

    #[test]
    fn a_login_has_at_most_fifty_characters() {
        assert!(Login::new("é".repeat(50)).is_ok());
        assert_eq!(Login::new("a".repeat(51)), Err(LoginError::TooLong { length: 51 }));
    }

    fn reach(segments: u32, numbers: &[&str]) -> Reach<'static> {
        let number = |text: &&str| (PhoneNumber::parse(text).unwrap(), segments);
        Reach { messages: numbers.iter().map(number).collect(), ..Reach::default() }
    }

    #[test]
    fn only_allowed_recipients_are_reached() {
        let policies = Policies::default()
            .with_allowed_recipients([PhoneNumber::parse("0639980011").unwrap()]);
        assert_eq!(policies.check(&reach(1, &["0639980011"]), 0), Ok(()));
        let error = policies.check(&reach(1, &["0639980011", "0639980012"]), 0);
        assert_eq!(error, Err(PolicyError::RecipientNotAllowed { position: 2 }));
        let group = Reach { group: true, group_segments: 1, ..Reach::default() };
        assert_eq!(policies.check(&group, 0), Err(PolicyError::GroupNotAllowed));
    }

    #[test]
    fn segments_are_capped_per_call_and_per_day() {
        let policies = Policies::default().with_segments_per_call(4).with_segments_per_day(5);
        let two = reach(2, &["0639980011", "0639980012"]);
        assert_eq!(policies.check(&two, 1), Ok(()));
        assert_eq!(
            policies.check(&two, 2),
            Err(PolicyError::SegmentsPerDay { needed: 6, allowed: 5 })
        );
        let three = reach(3, &["0639980011", "0639980012"]);
        assert_eq!(
            policies.check(&three, 0),
            Err(PolicyError::SegmentsPerCall { needed: 6, allowed: 4 })
        );
        assert_eq!(policies.check(&Reach::nobody(), 99), Ok(()));
    }
}
