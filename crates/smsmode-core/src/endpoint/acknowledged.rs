//! What the calls that change an account answer: `0`, with or without a text.

use crate::error::ResponseError;
use crate::private_text::PrivateText;
use crate::request::Response;
use crate::wire::answer::Answer;

/// The service did what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acknowledged {
    /// What the service wrote for people; often empty.
    pub description: PrivateText,
}

impl Acknowledged {
    pub(crate) fn parse(answer: Response<'_>) -> Result<Self, ResponseError> {
        let answer = Answer::of(answer);
        let coded = answer.accepted()?;
        Ok(Self { description: answer.decode(coded.rest).into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_alone_is_a_success() {
        assert_eq!(
            Acknowledged::parse(Response::new(200, b"0\n")).unwrap().description.as_str(),
            ""
        );
    }

    #[test]
    fn another_number_alone_is_a_refusal() {
        let error = Acknowledged::parse(Response::new(200, b"41")).unwrap_err();
        assert!(matches!(error, ResponseError::Refused(refusal) if refusal.code().code() == 41));
    }
}
