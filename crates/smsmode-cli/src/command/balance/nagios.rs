//! `smsmode balance --warn --critical`: one line and an exit code, as plugins of Nagios and Icinga
//! give them.

use smsmode_http::Credits;

use crate::arguments::Balance;
use crate::context::Context;
use crate::exit::{Exit, Monitor};
use crate::failure::Failure;

/// The answer, whether the balance is known or not.
pub(super) fn answer(
    balance: Result<Credits, Failure>,
    arguments: &Balance,
    context: &mut Context<'_, '_>,
) -> Exit {
    match balance {
        Ok(credits) => {
            let state = State::of(credits, arguments);
            let (name, data) = (state.name(), data(credits, arguments));
            context.line(&format!("SMSMODE {name} - {credits} credits | {data}"));
            state.exit()
        }
        Err(failure) => {
            let headline = failure.headline(context.language);
            let causes = failure.causes(context.language);
            let all: Vec<String> = std::iter::once(headline).chain(causes).collect();
            // Nagios reads what is behind a bar as numbers.
            context
                .line(&format!("SMSMODE UNKNOWN - {}", all.join("; ").replace(['|', '\n'], " ")));
            Exit::Monitor(Monitor::Unknown)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ok,
    Warning,
    Critical,
}

impl State {
    fn of(credits: Credits, arguments: &Balance) -> Self {
        let below = |limit: Option<Credits>| limit.is_some_and(|limit| credits < limit);
        match (below(arguments.critical), below(arguments.warn)) {
            (true, _) => Self::Critical,
            (_, true) => Self::Warning,
            _ => Self::Ok,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
        }
    }

    const fn exit(self) -> Exit {
        match self {
            Self::Ok => Exit::Done,
            Self::Warning => Exit::Monitor(Monitor::Warning),
            Self::Critical => Exit::Monitor(Monitor::Critical),
        }
    }
}

/// Performance data: the value, then the ranges outside of which it is a warning or critical.
fn data(credits: Credits, arguments: &Balance) -> String {
    let range = |limit: Option<Credits>| limit.map(|limit| format!("{limit}:")).unwrap_or_default();
    format!("credits={credits};{};{};;", range(arguments.warn), range(arguments.critical))
}
