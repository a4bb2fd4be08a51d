//! `smsmode balance`.

mod nagios;

use serde::Serialize;
use smsmode_http::{Credits, GetBalance};

use crate::arguments::{Balance, Output};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row};

use super::call::call;

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
    if arguments.warn.is_some() || arguments.critical.is_some() {
        let credits = ask(arguments, context);
        return Ok(nagios::answer(credits, arguments, context));
    }
    if let Some(balance) = call(&GetBalance::new(), &arguments.call, context)? {
        show(balance.credits, arguments.call.common.output, context);
    }
    Ok(Exit::Done)
}

fn ask(arguments: &Balance, context: &mut Context<'_, '_>) -> Result<Credits, Failure> {
    Ok(super::client(&arguments.call.common, context)?.call(&GetBalance::new())?.credits)
}

fn show(credits: Credits, output: Output, context: &mut Context<'_, '_>) {
    let credits = credits.to_string();
    if output == Output::Table {
        context.line(&credits);
    }
    output::write(&[BalanceRecord { credits }], output, context);
}
