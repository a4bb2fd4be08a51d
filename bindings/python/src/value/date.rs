//! Dates: aware in and out, and UTC out.

use std::time::SystemTime;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateTime, PyTzInfo};
use smsmode_http::{
    ClockChange, DateError, InvalidInput, LocalDate, LocalDateTime, ReceivedDate, Schedule,
    ServiceZone, Timestamp,
};

use crate::errors::of_input;
use crate::input::given;
use crate::value::field::public;
use crate::value::value;

/// An instant, which is a datetime in UTC: a zone by name would need a database of zones.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Moment(i64);

impl Moment {
    pub(crate) fn now() -> Self {
        Self(Timestamp::from(SystemTime::now()).unix_seconds())
    }

    pub(crate) fn timestamp(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.0)
    }
}

impl From<Timestamp> for Moment {
    fn from(instant: Timestamp) -> Self {
        Self(instant.unix_seconds())
    }
}

impl<'py> IntoPyObject<'py> for Moment {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let utc = PyTzInfo::utc(py)?.to_owned();
        // A date that the service told is of the years 1 to 9999; a float holds those to the second.
        #[expect(clippy::cast_precision_loss, reason = "far below 2 to the power of 53")]
        PyDateTime::from_timestamp(py, self.0 as f64, Some(&utc))
    }
}

impl FromPyObject<'_, '_> for Moment {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let date = object.cast::<PyDateTime>().map_err(|_| not_a_date(&object))?;
        if date.call_method0("utcoffset")?.is_none() {
            return Err(PyTypeError::new_err(
                "a datetime without a time zone can mean several instants; give it a tzinfo, or say smsmode.paris(2027, 1, 31, 18, 30)",
            ));
        }
        let seconds: f64 = date.call_method0("timestamp")?.extract()?;
        #[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
        Ok(Self(seconds.floor() as i64))
    }
}

public!(Moment);

fn not_a_date(object: &Bound<'_, PyAny>) -> PyErr {
    let class = object.get_type().name().map_or_else(|_| String::new(), |name| name.to_string());
    PyTypeError::new_err(format!("a date is an aware datetime or a LocalTime, not {class}"))
}

/// A date that the service told, by the clocks of Paris.
pub(crate) struct Told {
    pub(crate) at: Option<Moment>,
    /// Whether a clock change makes it doubtful.
    pub(crate) ambiguous: Option<bool>,
    pub(crate) raw: String,
}

impl From<ReceivedDate> for Told {
    fn from(date: ReceivedDate) -> Self {
        let read = date.instant(&ServiceZone::PARIS);
        Self {
            at: read.map(|read| read.instant.into()),
            ambiguous: read.map(|read| read.ambiguous),
            raw: date.raw().to_owned(),
        }
    }
}

value! {
    /// A time of the clocks of the service, which are those of Paris: what smsmode.paris() makes.
    ///
    /// It is the way to say a time without a time zone. Raises InvalidInputError for a time that no clock
    /// shows.
    LocalTime checked by check {
        /// The year, 1 to 9999.
        year: i16,
        /// The month, 1 to 12.
        month: u8,
        /// The day of the month, 1 to 31.
        day: u8,
        /// The hour, 0 to 23.
        hour: u8,
        /// The minute, 0 to 59.
        minute: u8,
    }
}

impl LocalTime {
    fn check(&self) -> PyResult<()> {
        self.local().map(drop).map_err(|error| Python::attach(|py| of_input(py, error)))
    }

    pub(crate) fn local(&self) -> Result<LocalDateTime, DateError> {
        let day = LocalDate::new(self.year, self.month, self.day)?;
        LocalDateTime::new(day, self.hour, self.minute, 0)
    }
}

/// A time of the clocks of Paris, for `at`, `since` and `until`: what a datetime without a zone cannot say.
///
/// Raises InvalidInputError for a time that no clock shows.
///
/// >>> client.send(to="0639980011", text="Bonjour", at=paris(2027, 1, 31, 18, 30))
#[pyfunction]
#[pyo3(signature = (year, month, day, hour=0, minute=0))]
pub(crate) fn paris(
    #[pyo3(from_py_with = given)] year: i16,
    #[pyo3(from_py_with = given)] month: u8,
    #[pyo3(from_py_with = given)] day: u8,
    #[pyo3(from_py_with = given)] hour: u8,
    #[pyo3(from_py_with = given)] minute: u8,
) -> PyResult<LocalTime> {
    let time = LocalTime { year, month, day, hour, minute };
    time.check().map(|()| time)
}

/// An instant or a time of the service's clocks.
pub(crate) enum When {
    Instant(Moment),
    Local(LocalTime),
}

impl FromPyObject<'_, '_> for When {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match object.extract::<LocalTime>() {
            Ok(local) => Ok(Self::Local(local)),
            Err(_) => object.extract().map(Self::Instant),
        }
    }
}

impl When {
    pub(crate) fn schedule(&self) -> Result<Schedule, InvalidInput> {
        let now = Moment::now().timestamp();
        Ok(match self {
            Self::Instant(instant) => {
                let instant = instant.timestamp();
                Schedule::at(instant, &ServiceZone::PARIS, ClockChange::Refuse, now)?
            }
            Self::Local(local) => Schedule::in_paris(local.local()?, now)?,
        })
    }

    pub(crate) fn local(&self) -> Result<LocalDateTime, InvalidInput> {
        Ok(match self {
            Self::Instant(instant) => ServiceZone::PARIS.local(instant.timestamp())?,
            Self::Local(local) => local.local()?,
        })
    }
}

/// A day, such as a birth date.
pub(crate) struct Day(pub(crate) LocalDate);

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.cast::<PyDate>().is_err() || object.cast::<PyDateTime>().is_ok() {
            return Err(PyTypeError::new_err("a day is a datetime.date"));
        }
        let part = |name: &str| object.getattr(name);
        let (year, month, day) =
            (part("year")?.extract()?, part("month")?.extract()?, part("day")?.extract()?);
        LocalDate::new(year, month, day).map(Self).map_err(|error| of_input(object.py(), error))
    }
}
