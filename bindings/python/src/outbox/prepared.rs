//! Messages for those who put them into a database by themselves.

use pyo3::prelude::*;

use super::new_message;

/// Messages as the function smsmode.enqueue of PostgreSQL takes them, in JSON: for a transaction of your own.
///
/// The messages are there if and when it is committed, together with whatever else it writes, such as the order
/// that they are about: execute "SELECT place, message, fate FROM smsmode.enqueue(%s::jsonb)" with it. A row
/// for each tells, in their order, what became of it: the fate is "new", "known" or "key_taken". The schema
/// is made by whoever opens the outbox first. Nothing here needs a database.
///
/// messages: an iterable of NewMessage.
///
/// >>> message = NewMessage(key="order-12/taken", to="0639980011", text="Commande 12 enregistree")
/// >>> "order-12/taken" in prepared([message])
/// True
#[pyfunction]
#[pyo3(signature = (messages, /))]
pub(crate) fn prepared(messages: &Bound<'_, PyAny>) -> PyResult<String> {
    Ok(smsmode_outbox::prepared(&new_message::all(messages)?))
}
