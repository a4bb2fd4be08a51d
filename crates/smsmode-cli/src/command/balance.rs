//! `smsmode balance`.

use serde::Serialize;
use smsmode_http::GetBalance;

use crate::arguments::{Balance, Output};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row};

#[derive(Debug, Serialize)]
struct BalanceRecord {
    /// A decimal, as text: JSON numbers are binary in most readers.
    credits: String,
}

impl Row<1> for BalanceRecord {
    const NAMES: [&'static str; 1] = ["credits"];

    fn cells(&self) -> [String; 1] {
        [self.credits.clone()]
    }
}

pub(super) fn run(arguments: &Balance, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let credits =
        super::client(&arguments.common, context)?.call(&GetBalance::new())?.credits.to_string();
    if arguments.common.output == Output::Table {
        context.line(&credits);
    }
    output::write(&[BalanceRecord { credits }], arguments.common.output, context);
    Ok(Exit::Done)
}
