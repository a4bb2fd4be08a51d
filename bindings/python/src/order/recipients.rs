//! Whom a message goes to, read number by number: there may be more than one call may reach.

use pyo3::prelude::*;
use pyo3::types::PyString;
use smsmode_http::{Account, Endpoint, InvalidInput, Method, PhoneNumber, Recipients};

use crate::input::str_of;
use crate::order::checked;

/// One number, or those of any iterable, which is read no further once `refuse` refuses those so far.
pub(crate) fn recipients(
    to: &Bound<'_, PyAny>,
    refuse: impl Fn(Recipients) -> Result<(), InvalidInput>,
) -> PyResult<Recipients> {
    // Nobody means the letters of a str.
    let numbers =
        if to.is_instance_of::<PyString>() { vec![number(to, 1)?] } else { all(to, refuse)? };
    checked(to.py(), Recipients::new(numbers))
}

fn all(
    to: &Bound<'_, PyAny>,
    refuse: impl Fn(Recipients) -> Result<(), InvalidInput>,
) -> PyResult<Vec<PhoneNumber>> {
    let (mut numbers, mut many) = (Vec::new(), MANY);
    for spelling in to.try_iter()? {
        numbers.push(number(&spelling?, numbers.len() + 1)?);
        if numbers.len().is_multiple_of(MANY) {
            to.py().check_signals()?;
        }
        if numbers.len() == many {
            checked(to.py(), Recipients::new(numbers.iter().copied()).and_then(&refuse))?;
            many *= 2;
        }
    }
    Ok(numbers)
}

fn number(spelling: &Bound<'_, PyAny>, position: usize) -> PyResult<PhoneNumber> {
    let number = PhoneNumber::parse(str_of(spelling)?);
    checked(spelling.py(), number.map_err(|error| InvalidInput::PhoneNumber { position, error }))
}

/// Whether the account may make such a call at all; one to more people will not be refused less.
pub(crate) fn allowed(account: &Account, call: &impl Endpoint) -> Result<(), InvalidInput> {
    if account.method() == Method::Get {
        call.request(account)?;
    }
    Ok(account.policies().check(&call.reach(), 0)?)
}

/// So many are looked at together, and then twice as many each time.
const MANY: usize = 1024;
