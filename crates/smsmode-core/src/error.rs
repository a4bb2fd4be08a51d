//! What can go wrong without any network: input that is refused, answers that are not understood.

mod account;
mod invalid_input;
mod outside_alphabet;
mod response;

pub use account::{LoginError, PolicyError, SecretError, UrlError};
pub(crate) use invalid_input::GET_RECIPIENTS;
pub use invalid_input::InvalidInput;
pub use outside_alphabet::OutsideAlphabet;
pub use response::{Excerpt, Malformed, MalformedReason, ResponseError, UnexpectedStatus};

/// Makes a type that describes itself an error whose `Display` is the English sentence.
macro_rules! describe_as_error {
    ($name:ty) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::Describe::describe(self, $crate::Language::English))
            }
        }

        impl std::error::Error for $name {}
    };
}

pub(crate) use describe_as_error;
