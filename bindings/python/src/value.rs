//! Results: frozen values that compare, hash, match, pickle, and never show what is private.

pub(crate) mod accepted;
pub(crate) mod account;
pub(crate) mod callback;
pub(crate) mod date;
pub(crate) mod field;
pub(crate) mod lists;
pub(crate) mod number;
pub(crate) mod outbox;
pub(crate) mod plan;
pub(crate) mod sandbox;
pub(crate) mod state;
pub(crate) mod text;

/// A result class with these fields, all of which its constructor takes, in their order; `checked by`
/// names what refuses those that do not fit together.
macro_rules! value {
    (
        $(#[$class_doc:meta])*
        $name:ident $(checked by $check:ident)? {
            $($(#[$doc:meta])* $field:ident: $type:ty $(= $default:tt)?,)+
        }
        $($extra:tt)*
    ) => {
        $(#[$class_doc])*
        #[pyo3::pyclass(module = "smsmode", frozen, eq, hash, from_py_object)]
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub(crate) struct $name {
            $($(#[$doc])* #[pyo3(get)] pub(crate) $field: $type,)+
        }

        #[pyo3::pymethods]
        impl $name {
            #[new]
            #[pyo3(signature = ($($field $(= $default)?),+))]
            #[allow(clippy::too_many_arguments, reason = "one for each field, and many have few")]
            #[allow(clippy::unnecessary_wraps, reason = "some are checked")]
            fn new(
                $(#[pyo3(from_py_with = $crate::input::given)] $field: $type),+
            ) -> pyo3::PyResult<Self> {
                let value = Self { $($field),+ };
                $(value.$check()?;)?
                Ok(value)
            }

            #[classattr]
            fn __match_args__(
                py: pyo3::Python<'_>,
            ) -> pyo3::PyResult<pyo3::Bound<'_, pyo3::types::PyTuple>> {
                pyo3::types::PyTuple::new(py, [$(stringify!($field)),+])
            }

            fn __reduce__<'py>(
                slf: &pyo3::Bound<'py, Self>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyTuple>> {
                $crate::value::field::reduced(slf.as_any(), &[$(stringify!($field)),+])
            }

            /// A copy with other values in some fields.
            #[pyo3(signature = (**changes))]
            fn __replace__<'py>(
                slf: &pyo3::Bound<'py, Self>,
                changes: Option<&pyo3::Bound<'py, pyo3::types::PyDict>>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                $crate::value::field::replaced(slf.as_any(), &[$(stringify!($field)),+], changes)
            }

            /// The fields by name; values within it become dicts too.
            fn to_dict<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                use $crate::value::field::Field as _;
                let dict = pyo3::types::PyDict::new(py);
                $(pyo3::types::PyDictMethods::set_item(
                    &dict,
                    stringify!($field),
                    self.$field.plain(py)?,
                )?;)+
                Ok(dict)
            }

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                use $crate::value::field::Field as _;
                let fields = [$(format!("{}={}", stringify!($field), self.$field.shown(py)?)),+];
                Ok(format!("{}({})", stringify!($name), fields.join(", ")))
            }

            $($extra)*
        }

        impl $crate::value::field::Field for $name {
            fn shown(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                self.__repr__(py)
            }

            fn plain<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                Ok(self.to_dict(py)?.into_any())
            }
        }
    };
}

pub(crate) use value;
