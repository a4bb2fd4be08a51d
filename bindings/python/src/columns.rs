//! Analyses of many texts, as columns of numbers.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMemoryView};
use smsmode_http::text::{self, Alphabet, Analysis};

use crate::many::for_each_text;

/// Analyses texts one after another, of any iterable, into columns of numbers.
///
/// It is analyse_many for millions of texts: no object is made for each of them.
///
/// >>> sum(analyse_columns(["Bonjour", "a" * 161]).segments)
/// 3
#[pyfunction]
#[pyo3(signature = (texts, /))]
pub(crate) fn analyse_columns(texts: &Bound<'_, PyAny>) -> PyResult<AnalysisColumns> {
    let mut numbers = Numbers::default();
    for_each_text(texts, |text| {
        numbers.push(&text::analyse(text));
        Ok(())
    })?;
    numbers.columns(texts.py())
}

/// What analyse tells, in columns: one number for each text, in the order of the texts.
///
/// A column is a read-only memoryview. NumPy makes an array of it without a copy: numpy.asarray(columns.segments).
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct AnalysisColumns {
    is_gsm7: Column,
    units: Column,
    segments: Column,
    free_units: Column,
    extension_count: Column,
    first_outside_gsm: Column,
}

#[pymethods]
impl AnalysisColumns {
    /// Whether GSM holds the text.
    #[getter]
    fn is_gsm7<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.is_gsm7.view(py)
    }

    /// The length: septets in GSM, 16-bit units in UCS-2.
    #[getter]
    fn units<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.units.view(py)
    }

    /// How many segments it takes, at least 1.
    #[getter]
    fn segments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.segments.view(py)
    }

    /// How many units the last segment can still take.
    #[getter]
    fn free_units<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.free_units.view(py)
    }

    /// How many characters take two septets.
    #[getter]
    fn extension_count<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.extension_count.view(py)
    }

    /// The place of the first character that forces UCS-2; -1 if GSM holds the text.
    #[getter]
    fn first_outside_gsm<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.first_outside_gsm.view(py)
    }

    /// How many texts were analysed.
    fn __len__(&self, py: Python<'_>) -> usize {
        self.is_gsm7.bytes.as_bytes(py).len()
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("<smsmode.AnalysisColumns of {} texts>", self.__len__(py))
    }
}

/// The bytes of numbers of one kind, which Python names by a letter.
struct Column {
    bytes: Py<PyBytes>,
    letter: &'static str,
}

impl Column {
    fn of<T: Copy, const SIZE: usize>(
        py: Python<'_>,
        numbers: &[T],
        letter: &'static str,
        bytes_of: fn(T) -> [u8; SIZE],
    ) -> PyResult<Self> {
        let bytes = PyBytes::new_with(py, size_of_val(numbers), |bytes| {
            for (place, number) in bytes.chunks_exact_mut(SIZE).zip(numbers) {
                place.copy_from_slice(&bytes_of(*number));
            }
            Ok(())
        })?;
        Ok(Self { bytes: bytes.unbind(), letter })
    }

    fn view<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let bytes = PyMemoryView::from(self.bytes.bind(py))?;
        bytes.call_method1("cast", (self.letter,))
    }
}

/// Columns that grow.
#[derive(Default)]
struct Numbers {
    is_gsm7: Vec<bool>,
    units: Vec<u64>,
    segments: Vec<u32>,
    free_units: Vec<u64>,
    extension_count: Vec<u64>,
    first_outside_gsm: Vec<i64>,
}

impl Numbers {
    fn push(&mut self, analysis: &Analysis) {
        let outside = analysis.first_outside_gsm();
        self.is_gsm7.push(analysis.alphabet() == Alphabet::Gsm7);
        self.units.push(analysis.units() as u64);
        self.segments.push(analysis.segments());
        self.free_units.push(analysis.free_units() as u64);
        self.extension_count.push(analysis.extension_count() as u64);
        self.first_outside_gsm.push(outside.map_or(-1, |at| at.scalar.cast_signed() as i64));
    }

    fn columns(&self, py: Python<'_>) -> PyResult<AnalysisColumns> {
        Ok(AnalysisColumns {
            is_gsm7: Column::of(py, &self.is_gsm7, "?", |is| [u8::from(is)])?,
            units: Column::of(py, &self.units, "Q", u64::to_ne_bytes)?,
            segments: Column::of(py, &self.segments, "I", u32::to_ne_bytes)?,
            free_units: Column::of(py, &self.free_units, "Q", u64::to_ne_bytes)?,
            extension_count: Column::of(py, &self.extension_count, "Q", u64::to_ne_bytes)?,
            first_outside_gsm: Column::of(py, &self.first_outside_gsm, "q", i64::to_ne_bytes)?,
        })
    }
}
