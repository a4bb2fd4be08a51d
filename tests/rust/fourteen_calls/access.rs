//! The ways into a sandbox.

use std::time::Duration;

use smsmode_http::{
    Account, ApiKey, BaseUrl, Client, Credential, Error, HttpSettings, Login, Method, Outcome,
    Password, ProxySetting, RefusalCode,
};
use smsmode_sandbox::{
    DEMO_API_KEY, DEMO_LOGIN, DEMO_PASSWORD, Sandbox, SandboxOptions, StoredMessage,
};

/// A credential and a method.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Access {
    pub(crate) by_key: bool,
    pub(crate) method: Method,
}

/// The key and the login, by POST and by GET.
pub(crate) const EVERY_ACCESS: [Access; 4] = [
    Access { by_key: true, method: Method::Post },
    Access { by_key: false, method: Method::Post },
    Access { by_key: true, method: Method::Get },
    Access { by_key: false, method: Method::Get },
];

impl Access {
    /// A client of the demo account.
    pub(crate) fn client(self, sandbox: &Sandbox) -> Client {
        self.client_of(sandbox, DEMO_LOGIN, DEMO_PASSWORD, DEMO_API_KEY)
    }

    /// A client whom the sandbox does not know.
    pub(crate) fn stranger(self, sandbox: &Sandbox) -> Client {
        self.client_of(sandbox, DEMO_LOGIN, "wrong", "wrong")
    }

    fn client_of(self, sandbox: &Sandbox, login: &str, password: &str, key: &str) -> Client {
        let credential = if self.by_key { key_of(key) } else { login_of(login, password) };
        client(sandbox, Account::new(credential).with_method(self.method))
    }

    pub(crate) fn is_post(self) -> bool {
        self.method == Method::Post
    }
}

pub(crate) fn key_of(key: &str) -> Credential {
    ApiKey::new(key).unwrap().into()
}

pub(crate) fn login_of(login: &str, password: &str) -> Credential {
    Credential::Login {
        login: Login::new(login).unwrap(),
        password: Password::new(password).unwrap(),
    }
}

/// A client of this account at the sandbox, whatever proxy the environment names.
pub(crate) fn client(sandbox: &Sandbox, account: Account) -> Client {
    let account = account.with_base_url(BaseUrl::new(&sandbox.base_url()).unwrap());
    let settings = HttpSettings::default().with_proxy(ProxySetting::None);
    Client::with_settings(account, &settings).unwrap()
}

/// A client with the demo key, by POST.
pub(crate) fn demo(sandbox: &Sandbox) -> Client {
    EVERY_ACCESS.first().unwrap().client(sandbox)
}

pub(crate) fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions::new()).unwrap()
}

/// Runs a test with each way in, each with a sandbox of its own.
pub(crate) fn with_every_access(test: impl Fn(&Sandbox, &Client)) {
    for access in EVERY_ACCESS {
        let sandbox = sandbox();
        test(&sandbox, &access.client(&sandbox));
    }
}

/// Long enough for every message to reach its phone, by the sandbox's clock.
pub(crate) fn deliver(sandbox: &Sandbox) {
    sandbox.advance(Duration::from_secs(60));
}

/// The only message there is.
#[track_caller]
pub(crate) fn the_message(sandbox: &Sandbox) -> StoredMessage {
    let messages = sandbox.messages();
    assert_eq!(messages.len(), 1);
    messages.into_iter().next().unwrap()
}

#[track_caller]
pub(crate) fn assert_refused<T: std::fmt::Debug>(result: Result<T, Error>, code: RefusalCode) {
    let error = result.unwrap_err();
    let refusal = error.refusal().unwrap_or_else(|| panic!("{error:?} is no refusal"));
    assert_eq!((refusal.code(), error.outcome()), (code, Outcome::Refused));
}
