//! What a client is made with: arguments first, then the environment, then the configuration file.

use std::path::PathBuf;

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use smsmode_cli::{ConfigError, Configuration, Environment, Warning};
use smsmode_http::{
    Account, ApiKey, BaseUrl, BatchCredential, Boundary, Describe, HttpSettings, InvalidInput,
    Language, Login, Method, Password, PhoneNumber, Policies, ProxySetting, RetryPolicy,
};

use crate::engine::Setup;
use crate::errors::{configuration, invalid, of_input};
use crate::input::{Number, Text, Texts, seconds};
use crate::logging;
use crate::order::checked;
use crate::order::treatment::word;

/// The arguments of a client.
pub(crate) struct Options<'a> {
    pub(crate) api_key: Option<Text>,
    pub(crate) login: Option<Text>,
    pub(crate) password: Option<Text>,
    pub(crate) base_url: Option<Text>,
    pub(crate) profile: Option<Text>,
    pub(crate) timeout: f64,
    pub(crate) connect_timeout: f64,
    pub(crate) max_idle_age: f64,
    pub(crate) proxy: Option<Text>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) allow_plain_http: bool,
    pub(crate) allowed_recipients: Option<Texts>,
    pub(crate) segments_per_call: Option<Number<u64>>,
    pub(crate) segments_per_day: Option<Number<u64>>,
    pub(crate) retry_costly_calls: bool,
    pub(crate) method: &'a str,
    pub(crate) batch_credential: &'a str,
    pub(crate) batch_boundary: Option<Text>,
}

impl Options<'_> {
    pub(crate) fn setup(&self, py: Python<'_>) -> PyResult<Setup> {
        self.check().map_err(|error| of_input(py, error))?;
        let found = self.configuration(py)?;
        let policies = self.policies(found.account.policies().clone());
        let policies = policies.map_err(|error| of_input(py, error))?;
        Ok(Setup {
            settings: self.settings(py, found.settings)?,
            account: self.account(py, found.account)?.with_policies(policies),
            timeout: seconds(py, "timeout", self.timeout)?,
            retry: RetryPolicy::default().with_costly_calls(self.retry_costly_calls),
        })
    }

    /// An argument that is wrong is told of, where the environment would take its place if it were empty.
    fn check(&self) -> Result<(), InvalidInput> {
        if let Some(key) = &self.api_key {
            ApiKey::new(key.as_str())?;
        }
        if let Some(login) = &self.login {
            Login::new(login.as_str())?;
        }
        if let Some(password) = &self.password {
            Password::new(password.as_str())?;
        }
        if let Some(url) = &self.base_url {
            BaseUrl::allowing_plain_http(url.as_str())?;
        }
        Ok(())
    }

    fn configuration(&self, py: Python<'_>) -> PyResult<Configuration> {
        let environment = self.environment(py)?;
        let given = self.api_key.is_some() || self.login.is_some();
        let loaded = match &self.profile {
            // Who gives a key depends on no file.
            None if given => Configuration::of_environment(&environment),
            profile => Configuration::load(&environment, profile.as_ref().map(Text::as_str)),
        };
        let found = loaded.map_err(|error| of_configuration(py, &error))?;
        for warning in &found.warnings {
            tell(py, warning)?;
        }
        Ok(found)
    }

    /// The environment of the process, with the arguments in place of its variables.
    fn environment(&self, py: Python<'_>) -> PyResult<Environment> {
        let mut environment = Environment::of_process();
        if self.login.is_some() != self.password.is_some() {
            return Err(invalid(py, "a login needs its password, and a password its login".into()));
        }
        if self.login.is_some() && (self.api_key.is_some() || self.profile.is_some()) {
            return Err(invalid(py, "a login stands alone, without api_key and profile".into()));
        }
        if self.login.is_some() {
            environment = environment.with("SMSMODE_API_KEY", "");
        }
        if self.allow_plain_http {
            environment = environment.with("SMSMODE_ALLOW_PLAIN_HTTP", "1");
        }
        if let Some(path) = &self.ca_file {
            environment = environment.with("SMSMODE_CA_FILE", path.to_string_lossy());
        }
        let texts = [
            ("SMSMODE_API_KEY", &self.api_key),
            ("SMSMODE_LOGIN", &self.login),
            ("SMSMODE_PASSWORD", &self.password),
            ("SMSMODE_BASE_URL", &self.base_url),
        ];
        Ok(texts.into_iter().fold(environment, |environment, (name, text)| match text {
            Some(text) => environment.with(name, text.as_str()),
            None => environment,
        }))
    }

    /// The account with what it asks for in another way than usual.
    fn account(&self, py: Python<'_>, found: Account) -> PyResult<Account> {
        let methods = [Method::Post, Method::Get].map(|one| (one.as_str(), one));
        let places = [("query", BatchCredential::Query), ("body", BatchCredential::Body)];
        let account = found
            .with_method(word(py, "method", self.method, &methods)?)
            .with_batch_credential(word(py, "batch_credential", self.batch_credential, &places)?);
        match &self.batch_boundary {
            Some(boundary) => {
                Ok(account.with_boundary(checked(py, Boundary::new(boundary.as_str()))?))
            }
            None => Ok(account),
        }
    }

    fn settings(&self, py: Python<'_>, found: HttpSettings) -> PyResult<HttpSettings> {
        let settings = found
            .with_user_agent(concat!("smsmode-python/", env!("CARGO_PKG_VERSION")))
            .with_connect_timeout(seconds(py, "connect_timeout", self.connect_timeout)?)
            .with_max_idle_age(seconds(py, "max_idle_age", self.max_idle_age)?);
        Ok(match self.proxy.as_ref().map(Text::as_str) {
            None => settings,
            Some("") => settings.with_proxy(ProxySetting::None),
            Some(url) => settings.with_proxy(ProxySetting::Url(url.to_owned())),
        })
    }

    fn policies(&self, mut policies: Policies) -> Result<Policies, InvalidInput> {
        if let Some(numbers) = &self.allowed_recipients {
            let parsed: Result<Vec<_>, _> =
                numbers.as_slice().iter().map(|number| PhoneNumber::parse(number)).collect();
            policies = policies.with_allowed_recipients(parsed?);
        }
        if let Some(segments) = self.segments_per_call {
            policies = policies.with_segments_per_call(segments.0);
        }
        Ok(match self.segments_per_day {
            Some(segments) => policies.with_segments_per_day(segments.0),
            None => policies,
        })
    }
}

fn of_configuration(py: Python<'_>, error: &ConfigError) -> PyErr {
    match error {
        ConfigError::Input(input) => of_input(py, input.clone()),
        ConfigError::NoKey { .. } => configuration(
            py,
            "there is no API key; give api_key, or set SMSMODE_API_KEY, or api_key in ~/.config/smsmode/config.toml"
                .to_owned(),
        ),
        ConfigError::File { source, .. } => {
            let raised = configuration(py, error.describe(Language::English));
            raised.set_cause(py, Some(PyOSError::new_err(source.to_string())));
            raised
        }
        _ => configuration(py, error.describe(Language::English)),
    }
}

/// A warning goes to the log, which tells it on the standard error unless somebody set it otherwise.
fn tell(py: Python<'_>, warning: &Warning) -> PyResult<()> {
    logging::logger(py)?.call_method1("warning", (warning.describe(Language::English),))?;
    Ok(())
}
