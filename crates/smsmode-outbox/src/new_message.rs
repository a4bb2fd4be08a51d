//! What a caller puts into an outbox.

use smsmode_core::outbox::{Guarantee, Terms};
use smsmode_core::text::{OptOut, SegmentLimit};
use smsmode_core::{
    ClientReference, InvalidInput, Message, PhoneNumber, Recipients, SendSms, Timestamp,
};

use crate::key::MessageKey;

/// A message to one person, to be sent once.
///
/// One recipient each, so that what is found out about an unknown one is about one SMS.
///
/// ```
/// use smsmode_http::{GsmText, PhoneNumber};
/// use smsmode_outbox::{MessageKey, NewMessage};
///
/// let key = MessageKey::new("order-1234/ready")?;
/// let text = GsmText::new("Votre commande est arrivée")?;
/// let message = NewMessage::new(key, PhoneNumber::parse("0639980011")?, text);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub(crate) key: MessageKey,
    pub(crate) to: PhoneNumber,
    pub(crate) content: Content,
    pub(crate) own_reference: Option<ClientReference>,
    pub(crate) not_before: Option<Timestamp>,
    pub(crate) expires: Option<Timestamp>,
    pub(crate) at_least_once: bool,
}

/// What is said, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// Class, text and sender.
    pub message: Message,
    /// At most this many segments: the service cuts the text after them.
    pub max_segments: Option<SegmentLimit>,
    /// Whether the service appends its STOP text.
    pub opt_out: Option<OptOut>,
}

impl NewMessage {
    /// A message that is known by the caller's key: whoever adds it again adds nothing.
    pub fn new(key: MessageKey, to: PhoneNumber, message: impl Into<Message>) -> Self {
        let content = Content { message: message.into(), max_segments: None, opt_out: None };
        Self {
            key,
            to,
            content,
            own_reference: None,
            not_before: None,
            expires: None,
            at_least_once: false,
        }
    }

    /// A reference of the caller's. It stays here: the service is given one that proves acceptance.
    pub fn with_reference(mut self, reference: ClientReference) -> Self {
        self.own_reference = Some(reference);
        self
    }

    /// At most this many segments (5 without).
    ///
    /// # Errors
    ///
    /// [`InvalidInput::TooManySegments`] where the text needs more; the service would cut it.
    pub fn with_max_segments(mut self, limit: SegmentLimit) -> Result<Self, InvalidInput> {
        let (needed, allowed) = (self.content.message.segments(), u32::from(limit.get()));
        if needed > allowed {
            return Err(InvalidInput::TooManySegments { needed, allowed });
        }
        self.content.max_segments = Some(limit);
        Ok(self)
    }

    /// Has the service append its STOP text.
    pub fn with_opt_out(mut self, opt_out: OptOut) -> Self {
        self.content.opt_out = Some(opt_out);
        self
    }

    /// Sends it at this time or later, as soon as possible unless set.
    pub fn with_not_before(mut self, instant: Timestamp) -> Self {
        self.not_before = Some(instant);
        self
    }

    /// Does not send it from this time on: it expires. It never does unless set.
    pub fn with_expiry(mut self, instant: Timestamp) -> Self {
        self.expires = Some(instant);
        self
    }

    /// Rather twice than not at all: for alerts. What can be found out is found out first; then, what
    /// would be parked is sent again.
    pub fn at_least_once(mut self) -> Self {
        self.at_least_once = true;
        self
    }

    /// The caller's name for it.
    pub fn key(&self) -> &MessageKey {
        &self.key
    }

    /// Whom it goes to.
    pub fn to(&self) -> PhoneNumber {
        self.to
    }

    /// What is said, and how.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The caller's reference.
    pub fn own_reference(&self) -> Option<&ClientReference> {
        self.own_reference.as_ref()
    }

    /// It is sent at this time or later.
    pub fn not_before(&self) -> Option<Timestamp> {
        self.not_before
    }

    /// What the caller asks for.
    pub fn terms(&self) -> Terms {
        let guarantee =
            if self.at_least_once { Guarantee::AtLeastOnce } else { Guarantee::AtMostOnce };
        Terms { expires_at: self.expires, guarantee }
    }
}

impl Content {
    /// The call that sends it, with the reference of an attempt.
    pub(crate) fn call(&self, to: PhoneNumber, reference: ClientReference) -> SendSms {
        let mut send =
            SendSms::new(Recipients::from(to), self.message.clone()).with_reference(reference);
        if let Some(limit) = self.max_segments {
            send = send.cut_after(limit);
        }
        match self.opt_out {
            Some(opt_out) => send.with_opt_out(opt_out),
            None => send,
        }
    }
}
