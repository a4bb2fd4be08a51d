//! The classes of messages.

/// The class of a message: what it can carry, and whether it can be answered.
///
/// Wire name: `classe_msg`. Sections 3, 13 and 16 of the API document.
///
/// ```
/// use smsmode_core::MessageClass;
/// use smsmode_core::text::{PlanOptions, TextMode, plan};
///
/// let options = PlanOptions::default().with_mode(TextMode::Unicode);
/// assert_eq!(plan("Forêt", &options).class(), MessageClass::Unicode);
/// assert_eq!(MessageClass::Unicode.number(), 9);
/// ```
#[doc(alias = "classe_msg")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageClass {
    /// 2: an ordinary message, in GSM.
    Standard = 2,
    /// 4: a message in GSM that can be answered.
    ReplyAllowed = 4,
    /// 9: a message in Unicode.
    Unicode = 9,
}

impl MessageClass {
    /// The number that the service gives it: 2, 4 or 9.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The name for programs: `standard`, `reply_allowed` or `unicode`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::ReplyAllowed => "reply_allowed",
            Self::Unicode => "unicode",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::value;

    #[test]
    fn the_numbers_are_those_of_the_wire() {
        for (class, wire) in [
            (MessageClass::Standard, value::CLASS_STANDARD),
            (MessageClass::ReplyAllowed, value::CLASS_REPLIES),
            (MessageClass::Unicode, value::CLASS_UNICODE),
        ] {
            assert_eq!(class.number().to_string(), wire, "{}", class.name());
        }
    }
}
