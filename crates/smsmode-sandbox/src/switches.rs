//! Switches: what nobody knows about the real service, and what the sandbox does about it.
//!
//! Each open question has a documented default. The grade says how good the evidence for the
//! default is: A seen on the real service, B other official editions or the vendor's samples,
//! C what existing clients assume, D our reasoning only.

use serde::{Deserialize, Serialize};
use smsmode_core::RefusalCode;

/// How the sandbox answers the open questions. Start from [`Switches::default`] and change fields.
///
/// ```
/// use smsmode_sandbox::{ListSeparator, Switches};
///
/// let mut switches = Switches::default();
/// switches.list_separator = ListSeparator::HtmlBreak;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Switches {
    /// Is `charset=UTF-8`, declared with the body, honoured for classes 2 and 4? Default: yes (D).
    pub declared_charset: DeclaredCharset,
    /// What becomes of characters that GSM lacks, in classes 2 and 4? Default: `?` (B).
    pub outside_alphabet: OutsideAlphabet,
    /// Does `È`, printed in the document's table, pass although GSM lacks it? Default: no (D).
    pub capital_e_grave: CapitalEGrave,
    /// Are the text parts of a multipart body read as parameters? Default: no (D).
    pub multipart_fields: MultipartFields,
    /// Is a number with `+` taken? Default: no (D).
    pub plus_prefix: PlusPrefix,
    /// Is a number that is given twice charged twice? Default: yes (D).
    pub duplicate_recipients: DuplicateRecipients,
    /// STOP text, if free of charge, on texts over one message and on Unicode? Default: never (B).
    pub long_opt_out: LongOptOut,
    /// Does a batch row's own reference win over the request's? Default: yes (D).
    pub batch_row_reference: BatchRowReference,
    /// What becomes of a send that is scheduled in the past? Default: refused (D).
    pub past_schedule: PastSchedule,
    /// The code that refuses a bad sender. Default: 35 (D).
    pub bad_sender_code: u16,
    /// The code that refuses a bad date. Default: 35 (D).
    pub bad_date_code: u16,
    /// The code that refuses an unknown group. Default: 35 (D).
    pub unknown_group_code: u16,
    /// For which messages does the status call show 11 and 13? Default: all (D).
    pub reports_shown: ReportsShown,
    /// What stands between the records of a list? Default: an empty line (A, 2020).
    pub list_separator: ListSeparator,
    /// Does a pipe end the records of sent messages and a delivery report? Default: yes (A).
    pub trailing_pipe: TrailingPipe,
    /// What answers a list without entries? Default: an empty body (D).
    pub empty_list: EmptyList,
    /// Does the list of sent messages know its first index (since 3.5)? Default: yes (B).
    pub list_sent_first: ListSentFirst,
    /// The charset of answers. Default: ISO-8859-15, not declared (A).
    pub answer_charset: AnswerCharset,
    /// The JSON types of a created key. Default: text (D).
    pub created_key: CreatedKey,
    /// The charset of callbacks. Default: UTF-8 (D).
    pub callback_charset: CallbackCharset,
    /// How a callback's fields are joined to its URL. Default: `?`, or `&` after a query (D).
    pub callback_query: CallbackQuery,
    /// How often a callback that failed is tried again. Default: 3 (D).
    pub callback_retries: u8,
    /// Does a delivery receipt tell the cost (since 3.3)? Default: no (B).
    pub receipt_cost: ReceiptCost,
    /// The zone of all dates. Default: Europe/Paris (D).
    pub time_zone: Zone,
}

impl Default for Switches {
    fn default() -> Self {
        let bad_parameter = RefusalCode::BAD_PARAMETER.code();
        Self {
            declared_charset: DeclaredCharset::default(),
            outside_alphabet: OutsideAlphabet::default(),
            capital_e_grave: CapitalEGrave::default(),
            multipart_fields: MultipartFields::default(),
            plus_prefix: PlusPrefix::default(),
            duplicate_recipients: DuplicateRecipients::default(),
            long_opt_out: LongOptOut::default(),
            batch_row_reference: BatchRowReference::default(),
            past_schedule: PastSchedule::default(),
            bad_sender_code: bad_parameter,
            bad_date_code: bad_parameter,
            unknown_group_code: bad_parameter,
            reports_shown: ReportsShown::default(),
            list_separator: ListSeparator::default(),
            trailing_pipe: TrailingPipe::default(),
            empty_list: EmptyList::default(),
            list_sent_first: ListSentFirst::default(),
            answer_charset: AnswerCharset::default(),
            created_key: CreatedKey::default(),
            callback_charset: CallbackCharset::default(),
            callback_query: CallbackQuery::default(),
            callback_retries: 3,
            receipt_cost: ReceiptCost::default(),
            time_zone: Zone::default(),
        }
    }
}

macro_rules! positions {
    ($(
        $(#[$doc:meta])*
        $name:ident { $(#[$first_doc:meta])* $first:ident, $($(#[$more_doc:meta])* $more:ident),+ $(,)? }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
            #[serde(rename_all = "snake_case")]
            #[non_exhaustive]
            pub enum $name {
                #[default]
                $(#[$first_doc])*
                $first,
                $($(#[$more_doc])* $more),+
            }
        )+
    };
}

// The first position of each switch is its default.
positions! {
    /// See [`Switches::declared_charset`].
    DeclaredCharset {
        /// The body is read in the charset that it declares.
        Honoured,
        /// The body is read as ISO-8859-15, whatever it declares.
        Ignored,
    }
    /// See [`Switches::outside_alphabet`].
    OutsideAlphabet {
        /// Each arrives as `?`.
        QuestionMark,
        /// The whole text is sent as Unicode, in shorter segments.
        Unicode,
    }
    /// See [`Switches::capital_e_grave`].
    CapitalEGrave {
        /// It is treated like any other character that GSM lacks.
        Lost,
        /// It passes and counts one septet.
        Passes,
    }
    /// See [`Switches::multipart_fields`].
    MultipartFields {
        /// Only the query is read.
        Ignored,
        /// They are merged with the query.
        Read,
    }
    /// See [`Switches::plus_prefix`].
    PlusPrefix {
        /// A refusal 35.
        Refused,
        /// The number is taken without it.
        Accepted,
    }
    /// See [`Switches::duplicate_recipients`].
    DuplicateRecipients {
        /// Each occurrence is sent and charged.
        EachCharged,
        /// One message only.
        Once,
    }
    /// See [`Switches::long_opt_out`].
    LongOptOut {
        /// As the document says: "from 150 characters on, never".
        Never,
        /// Wherever it costs no further segment.
        IfFree,
    }
    /// See [`Switches::batch_row_reference`].
    BatchRowReference {
        /// The row's own reference is kept with its recipient.
        RowWins,
        /// Only the reference of the request counts.
        RequestOnly,
    }
    /// See [`Switches::past_schedule`].
    PastSchedule {
        /// A refusal with [`Switches::bad_date_code`].
        Refused,
        /// Sent at once.
        SentAtOnce,
    }
    /// See [`Switches::reports_shown`].
    ReportsShown {
        /// For all messages.
        Always,
        /// For messages that were sent with a delivery URL; others stay at 0.
        WithDeliveryUrl,
        /// For none: the status stays at 0.
        Never,
    }
    /// See [`Switches::list_separator`].
    ListSeparator {
        /// An empty line (seen in 2020).
        EmptyLine,
        /// `<br/>` (seen in 2017).
        HtmlBreak,
        /// A line end.
        LineEnd,
    }
    /// See [`Switches::trailing_pipe`].
    TrailingPipe {
        /// Written.
        Written,
        /// Left out.
        LeftOut,
    }
    /// See [`Switches::empty_list`].
    EmptyList {
        /// Nothing but the stray line end.
        EmptyBody,
        /// A refusal 61.
        UnknownMessage,
    }
    /// See [`Switches::list_sent_first`].
    ListSentFirst {
        /// The index is honoured.
        Honoured,
        /// The index is ignored: every page begins with the newest message.
        Ignored,
    }
    /// See [`Switches::answer_charset`].
    AnswerCharset {
        /// ISO-8859-15, not declared.
        Latin9,
        /// ISO-8859-15, declared.
        Latin9Declared,
        /// UTF-8, not declared.
        Utf8,
        /// UTF-8, declared.
        Utf8Declared,
    }
    /// See [`Switches::created_key`].
    CreatedKey {
        /// Dates as text.
        Text,
        /// Dates and id as numbers.
        Numbers,
    }
    /// See [`Switches::callback_charset`].
    CallbackCharset {
        /// UTF-8.
        Utf8,
        /// ISO-8859-15.
        Latin9,
    }
    /// See [`Switches::callback_query`].
    CallbackQuery {
        /// `?`, or `&` where the URL has a query already.
        AsNeeded,
        /// `?` whatever the URL has.
        AlwaysQuestionMark,
    }
    /// See [`Switches::receipt_cost`].
    ReceiptCost {
        /// Left out.
        LeftOut,
        /// Written.
        Written,
    }
    /// See [`Switches::time_zone`].
    Zone {
        /// Europe/Paris.
        Paris,
        /// UTC.
        Utc,
    }
}
