//! The kinds of fields that results have, and how each is shown.

use std::borrow::Cow;
use std::convert::Infallible;

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};
use smsmode_http::PrivateText;

use crate::input::Text;

/// How a field of a result looks to people and as plain data.
pub(crate) trait Field {
    /// For `repr`: without anything private.
    fn shown(&self, py: Python<'_>) -> PyResult<String>;

    /// For `to_dict`: results within it as dicts.
    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

/// Fields that are shown as Python shows them.
macro_rules! public {
    ($($type:ty),*) => {
        $(impl $crate::value::field::Field for $type {
            fn shown(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                use pyo3::types::PyAnyMethods as _;
                Ok(self.plain(py)?.repr()?.to_string())
            }

            fn plain<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                pyo3::IntoPyObjectExt::into_bound_py_any(self.clone(), py)
            }
        })*
    };
}

pub(crate) use public;

public!(bool, u8, u16, i16, u32, u64, usize, char, String);

/// A name, which is shown, and a value, which is as private as it is.
impl<T: Field> Field for (String, T) {
    fn shown(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("({}, {})", self.0.shown(py)?, self.1.shown(py)?))
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        (self.0.plain(py)?, self.1.plain(py)?).into_bound_py_any(py)
    }
}

impl<T: Field> Field for Option<T> {
    fn shown(&self, py: Python<'_>) -> PyResult<String> {
        self.as_ref().map_or_else(|| Ok("None".to_owned()), |value| value.shown(py))
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.as_ref().map_or_else(|| Ok(py.None().into_bound(py)), |value| value.plain(py))
    }
}

/// Words about people: in `repr` there are stars for them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Private(String);

impl FromPyObject<'_, '_> for Private {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        object.extract::<Text>().map(|text| Self(text.into()))
    }
}

impl Private {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Field for Private {
    fn shown(&self, _: Python<'_>) -> PyResult<String> {
        Ok("'***'".to_owned())
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, &self.0).into_any())
    }
}

impl From<PrivateText> for Private {
    fn from(text: PrivateText) -> Self {
        Self(text.into_string())
    }
}

impl From<String> for Private {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl<'py> IntoPyObject<'py> for Private {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(PyString::new(py, &self.0))
    }
}

/// Bytes that may be about people.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Blob(Vec<u8>);

impl FromPyObject<'_, '_> for Blob {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(object.cast::<PyBytes>()?.as_bytes().to_vec()))
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Field for Blob {
    fn shown(&self, _: Python<'_>) -> PyResult<String> {
        Ok("b'***'".to_owned())
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyBytes::new(py, &self.0).into_any())
    }
}

impl<'py> IntoPyObject<'py> for Blob {
    type Target = PyBytes;
    type Output = Bound<'py, PyBytes>;
    type Error = Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(PyBytes::new(py, &self.0))
    }
}

/// A word of a short list, such as "gsm7".
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Word(Cow<'static, str>);

impl From<&'static str> for Word {
    fn from(word: &'static str) -> Self {
        Self(Cow::Borrowed(word))
    }
}

impl Word {
    /// Whether it is this one.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.0 == word
    }
}

impl<'py> IntoPyObject<'py> for Word {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = Infallible;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(PyString::intern(py, &self.0))
    }
}

impl FromPyObject<'_, '_> for Word {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(Cow::Owned(object.extract()?)))
    }
}

public!(Word);

/// Several values: a tuple, since results do not change.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Many<T>(pub(crate) Vec<T>);

impl<T> Many<T> {
    pub(crate) fn of<S: Into<T>>(values: impl IntoIterator<Item = S>) -> Self {
        Self(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Field> Field for Many<T> {
    fn shown(&self, py: Python<'_>) -> PyResult<String> {
        let shown: Vec<String> =
            self.0.iter().map(|value| value.shown(py)).collect::<PyResult<_>>()?;
        let comma = if shown.len() == 1 { "," } else { "" };
        Ok(format!("({}{comma})", shown.join(", ")))
    }

    fn plain<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let plain: Vec<_> = self.0.iter().map(|value| value.plain(py)).collect::<PyResult<_>>()?;
        plain.into_bound_py_any(py)
    }
}

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Many<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let values: Vec<_> =
            self.0.into_iter().map(|value| value.into_bound_py_any(py)).collect::<PyResult<_>>()?;
        PyTuple::new(py, values)
    }
}

impl<'py, T: for<'a> FromPyObject<'a, 'py>> FromPyObject<'_, 'py> for Many<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let values = object.try_iter()?.map(|item| item?.extract().map_err(Into::into));
        Ok(Self(values.collect::<PyResult<_>>()?))
    }
}

/// What pickle keeps of a result: its class and its fields.
pub(crate) fn reduced<'py>(
    value: &Bound<'py, PyAny>,
    fields: &[&str],
) -> PyResult<Bound<'py, PyTuple>> {
    let values: Vec<_> =
        fields.iter().map(|field| value.getattr(*field)).collect::<PyResult<_>>()?;
    let values = PyTuple::new(value.py(), values)?;
    PyTuple::new(value.py(), [value.get_type().into_any(), values.into_any()])
}

/// A result of the same class with other values in some fields.
pub(crate) fn replaced<'py>(
    value: &Bound<'py, PyAny>,
    fields: &[&str],
    changes: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let values = PyDict::new(value.py());
    for field in fields {
        values.set_item(*field, value.getattr(*field)?)?;
    }
    if let Some(changes) = changes {
        values.update(changes.as_mapping())?;
    }
    value.get_type().call((), Some(&values))
}
