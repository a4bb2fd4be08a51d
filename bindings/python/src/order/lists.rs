//! What is asked about messages and replies.

use pyo3::prelude::*;
use smsmode_http::{
    DeleteSms, GetDeliveryReport, GetMessageStatus, ListReplies, ListSent, MessageId, RepliesWindow,
};

use crate::input::{Number, Text};
use crate::order::send::number;
use crate::order::{checked, optional};
use crate::value::date::When;

pub(crate) fn message_id(py: Python<'_>, id: Text) -> PyResult<MessageId> {
    checked(py, MessageId::new(id))
}

pub(crate) fn status(py: Python<'_>, id: Text) -> PyResult<GetMessageStatus> {
    message_id(py, id).map(GetMessageStatus::new)
}

pub(crate) fn report(py: Python<'_>, id: Text) -> PyResult<GetDeliveryReport> {
    message_id(py, id).map(GetDeliveryReport::new)
}

pub(crate) fn deletion(py: Python<'_>, id: Text) -> PyResult<DeleteSms> {
    message_id(py, id).map(DeleteSms::by_id)
}

pub(crate) fn deletion_of_most_recent(py: Python<'_>, to: &Text) -> PyResult<DeleteSms> {
    number(py, to).map(DeleteSms::most_recent_to)
}

pub(crate) fn sent(
    py: Python<'_>,
    first: Option<Number<u32>>,
    page_size: Option<Number<u32>>,
) -> PyResult<ListSent> {
    let mut list = ListSent::new();
    if let Some(first) = first {
        list = list.with_first(first.0);
    }
    match page_size {
        Some(size) => checked(py, list.with_page_size(size.0)),
        None => Ok(list),
    }
}

pub(crate) fn replies(
    py: Python<'_>,
    first: Option<Number<u32>>,
    page_size: Option<Number<u32>>,
    since: Option<&When>,
    until: Option<&When>,
) -> PyResult<ListReplies> {
    let since = optional(py, since, When::local)?;
    let until = optional(py, until, When::local)?;
    checked(py, RepliesWindow::new(first.map(|n| n.0), page_size.map(|n| n.0), since, until))
        .map(ListReplies::within)
}
