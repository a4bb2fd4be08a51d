//! The fourteen calls: their names for programs and their paths.

use std::fmt;

use serde::{Deserialize, Serialize};
use smsmode_core::wire::path;

/// One call of the service. Its JSON name is the name of the endpoint in `smsmode-core`:
/// `"send_sms"`, `"get_balance"`, …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Call {
    /// Send a text message.
    SendSms,
    /// Send a batch from a file.
    SendBatch,
    /// Send a voice message.
    SendVoice,
    /// Delivery report of each recipient.
    GetDeliveryReport,
    /// Status of a message.
    GetMessageStatus,
    /// Messages sent.
    ListSent,
    /// Replies received.
    ListReplies,
    /// Delete a message.
    DeleteSms,
    /// Balance.
    GetBalance,
    /// Transfer credits.
    TransferCredits,
    /// Create a sub-account.
    CreateSubAccount,
    /// Delete a sub-account.
    DeleteSubAccount,
    /// Add a contact.
    AddContact,
    /// Create an API key.
    CreateApiKey,
}

impl Call {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::SendSms,
        Self::SendBatch,
        Self::SendVoice,
        Self::GetDeliveryReport,
        Self::GetMessageStatus,
        Self::ListSent,
        Self::ListReplies,
        Self::DeleteSms,
        Self::GetBalance,
        Self::TransferCredits,
        Self::CreateSubAccount,
        Self::DeleteSubAccount,
        Self::AddContact,
        Self::CreateApiKey,
    ];

    /// The call with this name for programs.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|call| call.name() == name)
    }

    /// The call with this path.
    pub(crate) fn at(path: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|call| call.path() == path)
    }

    /// The path of the call on the server.
    pub const fn path(self) -> &'static str {
        match self {
            Self::SendSms => path::SEND_SMS,
            Self::SendBatch => path::SEND_BATCH,
            Self::SendVoice => path::SEND_VOICE,
            Self::GetDeliveryReport => path::DELIVERY_REPORT,
            Self::GetMessageStatus => path::MESSAGE_STATUS,
            Self::ListSent => path::LIST_SENT,
            Self::ListReplies => path::LIST_REPLIES,
            Self::DeleteSms => path::DELETE_SMS,
            Self::GetBalance => path::BALANCE,
            Self::TransferCredits => path::TRANSFER_CREDITS,
            Self::CreateSubAccount => path::CREATE_SUB_ACCOUNT,
            Self::DeleteSubAccount => path::DELETE_SUB_ACCOUNT,
            Self::AddContact => path::ADD_CONTACT,
            Self::CreateApiKey => path::CREATE_API_KEY,
        }
    }

    /// Whether it leaves everything as it is.
    pub(crate) const fn only_reads(self) -> bool {
        matches!(
            self,
            Self::GetDeliveryReport
                | Self::GetMessageStatus
                | Self::ListSent
                | Self::ListReplies
                | Self::GetBalance
        )
    }

    /// The name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SendSms => "send_sms",
            Self::SendBatch => "send_batch",
            Self::SendVoice => "send_voice",
            Self::GetDeliveryReport => "get_delivery_report",
            Self::GetMessageStatus => "get_message_status",
            Self::ListSent => "list_sent",
            Self::ListReplies => "list_replies",
            Self::DeleteSms => "delete_sms",
            Self::GetBalance => "get_balance",
            Self::TransferCredits => "transfer_credits",
            Self::CreateSubAccount => "create_sub_account",
            Self::DeleteSubAccount => "delete_sub_account",
            Self::AddContact => "add_contact",
            Self::CreateApiKey => "create_api_key",
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_name_is_the_name_for_programs() {
        for call in Call::ALL {
            assert_eq!(serde_json::to_value(call).unwrap(), call.name());
        }
    }
}
