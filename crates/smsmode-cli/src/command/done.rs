//! Calls that the service acknowledges and says nothing else about.

use serde::Serialize;
use smsmode_http::{Acknowledged, Endpoint};

use crate::arguments::{CostlyCall, Output};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row};

use super::consent::call_with_consent;

/// What a person is asked before, and told after.
pub(super) struct Words {
    pub(super) question: String,
    pub(super) done: &'static str,
}

#[derive(Debug, Serialize)]
struct DoneRecord {
    call: &'static str,
    outcome: &'static str,
    /// What the service wrote for people; often empty.
    description: String,
}

impl Row<3> for DoneRecord {
    const NAMES: [&'static str; 3] = ["call", "outcome", "description"];

    fn cells(&self) -> [String; 3] {
        [self.call.to_owned(), self.outcome.to_owned(), self.description.clone()]
    }
}

/// Makes the call once somebody has agreed, and says that it is done.
pub(super) fn carry_out<E: Endpoint<Output = Acknowledged>>(
    endpoint: &E,
    words: &Words,
    arguments: &CostlyCall,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let answer = call_with_consent(endpoint, &words.question, arguments, context)?;
    let Some(Acknowledged { description, .. }) = answer else { return Ok(Exit::Done) };
    let output = arguments.call.common.output;
    if output == Output::Table {
        context.line(words.done);
    }
    let description = description.into_string();
    output::write(&[DoneRecord { call: E::NAME, outcome: "done", description }], output, context);
    Ok(Exit::Done)
}
