//! Goes through many texts.

use std::hint::black_box;

use pyo3::prelude::*;

use crate::input::str_of;

/// Looks at the texts of an iterable in their order, up to the first that is none.
///
/// Many texts lie far apart in memory. They are taken some at a time, in steps that do not depend on
/// each other, so that the processor waits for several at once.
pub(crate) fn for_each_text(
    texts: &Bound<'_, PyAny>,
    mut look: impl FnMut(&str) -> PyResult<()>,
) -> PyResult<()> {
    let mut rest = texts.try_iter()?;
    let mut taken = Vec::with_capacity(AT_ONCE);
    loop {
        let ended = take(&mut rest, &mut taken);
        look_at(&taken, &mut look)?;
        taken.clear();
        if let Some(ended) = ended {
            return ended;
        }
    }
}

/// More would not be waited for at once.
const AT_ONCE: usize = 32;

/// Takes some, and tells how the iterable ended if it did.
fn take<T>(
    rest: &mut impl Iterator<Item = PyResult<T>>,
    taken: &mut Vec<T>,
) -> Option<PyResult<()>> {
    while taken.len() < AT_ONCE {
        match rest.next() {
            Some(Ok(text)) => taken.push(text),
            Some(Err(error)) => return Some(Err(error)),
            None => return Some(Ok(())),
        }
    }
    None
}

fn look_at(
    taken: &[Bound<'_, PyAny>],
    look: &mut impl FnMut(&str) -> PyResult<()>,
) -> PyResult<()> {
    let texts: Vec<&str> = taken.iter().map_while(|text| str_of(text).ok()).collect();
    for text in &texts {
        // Only to have it nearby.
        black_box(text.as_bytes().first());
    }
    for text in &texts {
        look(text)?;
    }
    taken.get(texts.len()).map_or(Ok(()), |other| str_of(other).map(|_| ()))
}
