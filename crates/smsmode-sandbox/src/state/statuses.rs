//! Moments with their statuses, as serde writes them: `["2026-01-05T09:00:00Z", 13]`.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smsmode_core::MessageStatus;

pub(super) fn serialize<'a, C, S>(statuses: &'a C, serializer: S) -> Result<S::Ok, S::Error>
where
    &'a C: IntoIterator<Item = &'a (Timestamp, MessageStatus)>,
    S: Serializer,
{
    let codes: Vec<_> = statuses.into_iter().map(|(at, status)| (*at, status.code())).collect();
    codes.serialize(serializer)
}

pub(super) fn deserialize<'de, C, D>(deserializer: D) -> Result<C, D::Error>
where
    C: FromIterator<(Timestamp, MessageStatus)>,
    D: Deserializer<'de>,
{
    let codes = Vec::<(Timestamp, u16)>::deserialize(deserializer)?;
    Ok(codes.into_iter().map(|(at, code)| (at, MessageStatus::new(code))).collect())
}
