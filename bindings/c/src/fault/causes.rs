//! What exactly is wrong with input, in the language of the reader.

use smsmode_http::{Describe, InvalidInput, Language};

pub(super) fn of_input(input: &InvalidInput, language: Language) -> Option<String> {
    let cause: &dyn Describe = match input {
        InvalidInput::OutsideAlphabet(error) => error,
        InvalidInput::SegmentLimit(error) => error,
        InvalidInput::PhoneNumber { error, .. } => error,
        InvalidInput::ContactGroup(error) => error,
        InvalidInput::Sender(error) => error,
        InvalidInput::ClientReference(error) => error,
        InvalidInput::Id(error) => error,
        InvalidInput::Date(error) => error,
        InvalidInput::Credits(error) => error,
        InvalidInput::Login(error) => error,
        InvalidInput::Secret(error) => error,
        InvalidInput::Url(error) => error,
        InvalidInput::Policy(error) => error,
        _ => return None,
    };
    Some(cause.describe(language))
}
