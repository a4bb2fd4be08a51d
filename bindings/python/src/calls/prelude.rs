//! What the methods are written with.

pub(crate) use pyo3::prelude::*;
pub(crate) use smsmode_http::{Account, CreateApiKey, GetBalance};

pub(crate) use crate::engine::Call;
pub(crate) use crate::input::{Number, Text, Texts, optional_str_of, str_of};
pub(crate) use crate::order;
pub(crate) use crate::order::account::{Amount, ContactArguments, SubAccountArguments};
pub(crate) use crate::order::batch::{BatchArguments, Rows};
pub(crate) use crate::order::send::{SendArguments, VoiceArguments};
pub(crate) use crate::value::accepted::Accepted;
pub(crate) use crate::value::account::{Acknowledged, Balance, CreatedApiKey};
pub(crate) use crate::value::date::{Day, When};
pub(crate) use crate::value::lists::{ReplyList, SentList};
pub(crate) use crate::value::state::{CurrentStatus, DeliveryReport};
