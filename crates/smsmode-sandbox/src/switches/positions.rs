//! The positions of the switches, each with its name and its meaning. The first is the default.

use serde::{Deserialize, Serialize};

use super::position::Position;

macro_rules! positions {
    ($(
        $(#[$doc:meta])*
        $type:ident { $($variant:ident = $name:literal, $meaning:literal;)+ }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
            #[non_exhaustive]
            pub enum $type {
                $(
                    #[doc = $meaning]
                    #[serde(rename = $name)]
                    $variant
                ),+
            }

            impl Position for $type {
                const NAMES: &'static [&'static str] = &[$($name),+];

                fn read(text: &str) -> Option<Self> {
                    match text {
                        $($name => Some(Self::$variant),)+
                        _ => None,
                    }
                }

                fn written(&self) -> String {
                    match self {
                        $(Self::$variant => $name.to_owned()),+
                    }
                }
            }
        )+
    };
}

positions! {
    /// Positions of [`declared_charset`](super::Switches::declared_charset).
    DeclaredCharset {
        Honoured = "honoured", "The body is read in the charset that it declares.";
        Ignored = "ignored", "The body is read as ISO-8859-15, whatever it declares.";
    }
    /// Positions of [`answer_charset`](super::Switches::answer_charset).
    AnswerCharset {
        Latin9 = "latin9", "ISO-8859-15, not declared.";
        Latin9Declared = "latin9_declared", "ISO-8859-15, declared.";
        Utf8 = "utf8", "UTF-8, not declared.";
        Utf8Declared = "utf8_declared", "UTF-8, declared.";
    }
    /// Positions of [`outside_alphabet`](super::Switches::outside_alphabet).
    OutsideAlphabet {
        QuestionMark = "question_mark", "Each arrives as `?`.";
        Unicode = "unicode", "The whole text is sent as Unicode, in shorter segments.";
    }
    /// Positions of [`capital_e_grave`](super::Switches::capital_e_grave).
    CapitalEGrave {
        Lost = "lost", "It is treated like any other character that GSM lacks.";
        Passes = "passes", "It passes and counts one septet.";
    }
    /// Positions of [`plus_prefix`](super::Switches::plus_prefix).
    PlusPrefix {
        Refused = "refused", "A refusal 35.";
        Accepted = "accepted", "The number is taken without it.";
    }
    /// Positions of [`duplicate_recipients`](super::Switches::duplicate_recipients).
    DuplicateRecipients {
        EachCharged = "each_charged", "Each occurrence is sent and charged.";
        Once = "once", "One message only.";
    }
    /// Positions of [`long_opt_out`](super::Switches::long_opt_out).
    LongOptOut {
        Never = "never", "As the document says: “from 150 characters on, never”.";
        IfFree = "if_free", "Wherever it costs no further segment.";
    }
    /// Positions of [`unicode_opt_out`](super::Switches::unicode_opt_out).
    UnicodeOptOut {
        SameRule = "same_rule", "By the rule of other texts: with `stop=1` up to 59 units.";
        Never = "never", "No mention, whatever was asked for.";
    }
    /// Positions of [`batch_opt_out`](super::Switches::batch_opt_out).
    BatchOptOut {
        Appended = "appended", "Each row gets the mention by the rules of a single text.";
        Ignored = "ignored", "Taken, and nothing comes of it.";
        Refused = "refused", "A refusal 35, as for any unknown parameter.";
    }
    /// Positions of [`opt_out_abroad`](super::Switches::opt_out_abroad).
    OptOutAbroad {
        NoSmsEu = "no_sms_eu", "A blank and `no-sms.eu`.";
        ShortCode = "short_code", "`STOP 36034` as in France.";
        Nothing = "nothing", "No mention.";
    }
    /// Positions of [`multipart_fields`](super::Switches::multipart_fields).
    MultipartFields {
        Ignored = "ignored", "Only the query is read.";
        Read = "read", "They are merged with the query.";
    }
    /// Positions of [`batch_row_reference`](super::Switches::batch_row_reference).
    BatchRowReference {
        RowWins = "row_wins", "The row's own reference is kept with its recipient.";
        RequestOnly = "request_only", "Only the reference of the request counts.";
    }
    /// Positions of [`past_schedule`](super::Switches::past_schedule).
    PastSchedule {
        Refused = "refused", "A refusal with `refusal.date`.";
        SentAtOnce = "sent_at_once", "Sent at once.";
    }
    /// Positions of [`reports_shown`](super::Switches::reports_shown).
    ReportsShown {
        Always = "always", "For all messages.";
        WithDeliveryUrl = "with_delivery_url", "For messages that were sent with a delivery URL; others stay at 0.";
        Never = "never", "For none: the status stays at 0.";
    }
    /// Positions of [`report_separator`](super::Switches::report_separator).
    ReportSeparator {
        Spaced = "spaced", "A pipe between blanks.";
        Bare = "bare", "A pipe without blanks.";
        EmptyPart = "empty_part", "Two pipes, with an empty part between them.";
        LineEnd = "line_end", "A pipe and a line end.";
    }
    /// Positions of [`trailing_pipe`](super::Switches::trailing_pipe).
    TrailingPipe {
        Written = "written", "Written.";
        LeftOut = "left_out", "Left out.";
    }
    /// Positions of [`list_separator`](super::Switches::list_separator).
    ListSeparator {
        EmptyLine = "empty_line", "An empty line (seen in 2020).";
        HtmlBreak = "html_break", "`<br/>` (seen in 2017).";
        LineEnd = "line_end", "A line end.";
    }
    /// Positions of [`replies_trailing_pipe`](super::Switches::replies_trailing_pipe).
    RepliesTrailingPipe {
        LeftOut = "left_out", "Left out.";
        Written = "written", "Written.";
    }
    /// Positions of [`empty_list`](super::Switches::empty_list).
    EmptyList {
        EmptyBody = "empty_body", "Nothing but the stray line end.";
        UnknownMessage = "unknown_message", "A refusal 61.";
    }
    /// Positions of [`list_sent_first`](super::Switches::list_sent_first).
    ListSentFirst {
        Honoured = "honoured", "The index is honoured.";
        Ignored = "ignored", "The index is ignored: every page begins with the newest message.";
    }
    /// Positions of [`created_key`](super::Switches::created_key).
    CreatedKey {
        Text = "text", "Dates as text.";
        Numbers = "numbers", "Dates and id as numbers.";
    }
    /// Positions of [`key_error_status`](super::Switches::key_error_status).
    KeyErrorStatus {
        ByCode = "by_code", "401 for 32, 500 for 31, 503 for 50, 400 for the rest.";
        BadRequest = "bad_request", "400 for all.";
        Success = "success", "200 for all: only the JSON tells.";
    }
    /// Positions of [`callback_charset`](super::Switches::callback_charset).
    CallbackCharset {
        Utf8 = "utf8", "UTF-8.";
        Latin9 = "latin9", "ISO-8859-15.";
    }
    /// Positions of [`callback_query`](super::Switches::callback_query).
    CallbackQuery {
        AsNeeded = "as_needed", "`?`, or `&` where the URL has a query already.";
        AlwaysQuestionMark = "always_question_mark", "`?` whatever the URL has.";
    }
    /// Positions of [`receipt_cost`](super::Switches::receipt_cost).
    ReceiptCost {
        LeftOut = "left_out", "Left out.";
        Written = "written", "Written.";
    }
    /// Positions of [`time_zone`](super::Switches::time_zone).
    Zone {
        Paris = "paris", "Europe/Paris.";
        Utc = "utc", "UTC.";
    }
}
