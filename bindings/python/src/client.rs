//! The client: what makes calls.

use pyo3::prelude::*;
use smsmode_http::{
    Account, ApiKey, BaseUrl, Endpoint, GsmText, HttpSettings, Recipients, RetryPolicy, SendSms,
};

use crate::engine::{Engine, Setup};
use crate::errors;
use crate::input::{Text, Texts, seconds};
use crate::value::accepted::Accepted;
use crate::waiting::wait_for;

/// Makes calls to one account.
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct Client(Engine);

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (api_key, *, base_url=None, timeout=30.0))]
    fn new(py: Python<'_>, api_key: Text, base_url: Option<Text>, timeout: f64) -> PyResult<Self> {
        let key = ApiKey::new(api_key).map_err(|error| errors::of_input(py, error))?;
        let mut account = Account::new(key);
        if let Some(url) = base_url {
            let url = BaseUrl::new(url.as_str()).map_err(|error| errors::of_input(py, error))?;
            account = account.with_base_url(url);
        }
        let timeout = seconds(py, "timeout", timeout)?;
        let setup = Setup {
            account,
            settings: HttpSettings::default(),
            timeout,
            retry: RetryPolicy::default(),
        };
        Engine::new(setup).map(Self).map_err(|error| errors::of_settings(py, &error))
    }

    /// Sends one text to people.
    #[pyo3(signature = (*, to, text))]
    fn send(&self, py: Python<'_>, to: Texts, text: Text) -> PyResult<Accepted> {
        let to = Recipients::parse(to.as_slice()).map_err(|error| errors::of_input(py, error))?;
        let text = GsmText::new(text).map_err(|error| errors::of_input(py, error))?;
        self.call(py, SendSms::new(to, text)).map(Accepted::from)
    }

    /// Closes it.
    fn close(&self) {
        self.0.close();
    }

    fn __enter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_error))]
    fn __exit__(&self, _error: &Bound<'_, pyo3::types::PyTuple>) {
        self.close();
    }
}

impl Client {
    fn call<E>(&self, py: Python<'_>, endpoint: E) -> PyResult<E::Output>
    where
        E: Endpoint + Send + 'static,
        E::Output: Send + 'static,
    {
        let client = self.0.client(py)?;
        wait_for(py, move || client.call(&endpoint))?.map_err(|error| errors::of_call(py, &error))
    }
}
