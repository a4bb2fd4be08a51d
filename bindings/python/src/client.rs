//! The client: what makes calls.

use std::sync::Arc;

use pyo3::IntoPyObjectExt as _;
use pyo3::types::PyTuple;
use smsmode_http::WaitOptions;

use crate::calls::calls;
use crate::calls::prelude::*;
use crate::engine::Engine;
use crate::errors;
use crate::input::{given, seconds, str_of};
use crate::pages::Pages;
use crate::prepare::Prepare;
use crate::setup::Options;
use crate::value::state::WaitEnd;

/// Makes calls to one account. Any number of threads may use one client at once.
///
/// api_key: that of the account, or login and password, the old way. What is not given comes from the
/// environment (SMSMODE_API_KEY, SMSMODE_BASE_URL), then from the configuration file of the command,
/// ~/.config/smsmode/config.toml, of which profile names a part. Who gives a key depends on no file.
///
/// base_url: https, or plain http to this machine; with allow_plain_http to any. timeout: seconds for
/// a whole call, all its attempts together. connect_timeout: how many of these to connect.
/// max_idle_age: seconds for which an idle connection may be used again. proxy: a URL, or "" for none.
/// ca_file: certificates in PEM to trust beside the bundled ones.
///
/// allowed_recipients (numbers), segments_per_call and segments_per_day forbid what goes beyond.
/// retry_costly_calls: whether a call that costs is made again where it surely was not sent; where
/// nobody knows, it never is.
///
/// method: "POST", or "GET": the key then stands in addresses, which proxies and servers log.
/// batch_credential: where the key of a batch stands: "query", as in every example of the service, or
/// "body", where logs do not see it; nothing says that the service reads it there. batch_boundary: what
/// separates the parts of a batch, for tests that compare bytes.
///
/// Ctrl-C breaks off a call. The __context__ of the KeyboardInterrupt is what is known then: the
/// exception of a call whose outcome says whether the message was sent; None if the call was done.
///
/// Raises ConfigurationError without a key, and InvalidInputError for options that cannot be.
///
/// >>> with Client("your-api-key") as client:
/// ...     client.send(to="0639980011", text="Bonjour")
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct Client {
    engine: Arc<Engine>,
}

calls! {
    Client {
        #[new]
        #[pyo3(signature = (api_key=None, *, login=None, password=None, base_url=None, profile=None, timeout=30.0, connect_timeout=10.0, max_idle_age=2.0, proxy=None, ca_file=None, allow_plain_http=false, allowed_recipients=None, segments_per_call=None, segments_per_day=None, retry_costly_calls=false, method="POST", batch_credential="query", batch_boundary=None))]
        fn new(
            py: Python<'_>,
            api_key: Option<Text>,
            login: Option<Text>,
            password: Option<Text>,
            base_url: Option<Text>,
            profile: Option<Text>,
            #[pyo3(from_py_with = given)]
            timeout: f64,
            #[pyo3(from_py_with = given)]
            connect_timeout: f64,
            #[pyo3(from_py_with = given)]
            max_idle_age: f64,
            proxy: Option<Text>,
            #[pyo3(from_py_with = given)]
            ca_file: Option<std::path::PathBuf>,
            allow_plain_http: bool,
            allowed_recipients: Option<Texts>,
            segments_per_call: Option<Number<u64>>,
            segments_per_day: Option<Number<u64>>,
            retry_costly_calls: bool,
            #[pyo3(from_py_with = str_of)]
            method: &str,
            #[pyo3(from_py_with = str_of)]
            batch_credential: &str,
            batch_boundary: Option<Text>,
        ) -> PyResult<Self> {
            let options = Options {
                api_key, login, password, base_url, profile, timeout, connect_timeout,
                max_idle_age, proxy, ca_file, allow_plain_http, allowed_recipients,
                segments_per_call, segments_per_day, retry_costly_calls,
                method, batch_credential, batch_boundary,
            };
            let engine = Engine::new(options.setup(py)?);
            let engine = engine.map_err(|error| errors::of_settings(py, error))?;
            Ok(Self { engine: Arc::new(engine) })
        }

        /// Asks for the state of a message until it is final or the time is over.
        ///
        /// timeout: seconds, as are the pauses between two questions: the first doubles up to the longest. An error
        /// that may pass is no end.
        ///
        /// >>> client.wait(accepted.message_id, timeout=60)
        /// WaitEnd(status=<MessageStatus.RECEIVED: 11>, is_final=True)
        #[pyo3(signature = (message_id, /, *, timeout=60.0, first_pause=1.0, longest_pause=60.0))]
        fn wait(
            &self,
            py: Python<'_>,
            message_id: Text,
            #[pyo3(from_py_with = given)]
            timeout: f64,
            #[pyo3(from_py_with = given)]
            first_pause: f64,
            #[pyo3(from_py_with = given)]
            longest_pause: f64,
        ) -> PyResult<WaitEnd> {
            let pauses =
                (seconds(py, "first_pause", first_pause)?, seconds(py, "longest_pause", longest_pause)?);
            let options = WaitOptions::new(seconds(py, "timeout", timeout)?);
            let options = options.with_pauses(pauses.0, pauses.1);
            let message_id = order::lists::message_id(py, message_id)?;
            self.engine.wait(py, &message_id, options).map(WaitEnd::from)
        }

        /// All messages sent, the newest first, page by page as they are asked for.
        ///
        /// Records that could not be read are passed over; list_sent() shows them.
        ///
        /// >>> sum(message.cost for message in client.sent_messages())
        /// Decimal('12')
        fn sent_messages(&self, py: Python<'_>) -> PyResult<Pages> {
            Pages::sent(py, &self.engine)
        }

        /// All replies received, the newest first, page by page as they are asked for.
        ///
        /// Records that could not be read are passed over; list_replies() shows them.
        ///
        /// >>> [reply.text for reply in client.replies()]
        /// ['STOP']
        fn replies(&self, py: Python<'_>) -> PyResult<Pages> {
            Pages::replies(py, &self.engine)
        }

        /// The same calls, prepared for another HTTP stack: see Prepare.
        #[getter]
        fn prepare(&self) -> Prepare {
            Prepare::new(Arc::clone(&self.engine))
        }

        /// Whether it was closed.
        #[getter]
        fn closed(&self) -> bool {
            self.engine.is_closed()
        }

        /// Closes its connections; a call afterwards raises InvalidInputError.
        ///
        /// A call that another thread has under way is broken off: it raises an exception whose outcome says what
        /// became of it. Closing twice is closing once.
        ///
        /// >>> client.close()
        fn close(&self) {
            self.engine.close();
        }

        fn __enter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
            slf
        }

        #[pyo3(signature = (*_error))]
        fn __exit__(&self, _error: &Bound<'_, PyTuple>) {
            self.engine.close();
        }

        fn __repr__(&self) -> String {
            let closed = if self.engine.is_closed() { "closed" } else { "open" };
            format!("<smsmode.Client, {closed}>")
        }
    }
}

impl Client {
    fn account<'a>(slf: &'a Bound<'_, Self>) -> &'a Account {
        slf.get().engine.account()
    }

    fn make<'py, E, V>(slf: &Bound<'py, Self>, endpoint: E) -> PyResult<Bound<'py, PyAny>>
    where
        E: Call<Output: 'static>,
        V: From<E::Output> + IntoPyObject<'py>,
    {
        let output = slf.get().engine.call(slf.py(), endpoint)?;
        V::from(output).into_bound_py_any(slf.py())
    }

    pub(crate) fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }
}
