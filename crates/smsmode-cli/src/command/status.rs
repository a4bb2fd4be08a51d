//! `smsmode status`.

use serde::Serialize;
use smsmode_http::{
    CurrentStatus, Describe as _, GetMessageStatus, InvalidInput, MessageId, MessageStatus,
    StatusClass, WaitEnd, WaitOptions,
};

use crate::arguments::{Output, Status};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row, StatusRecord};

use super::call::call;

#[derive(Debug, Serialize)]
struct MessageStatusRecord {
    message_id: String,
    status: Option<StatusRecord>,
}

impl Row<4> for MessageStatusRecord {
    const NAMES: [&'static str; 4] = ["message_id", "status_code", "status_name", "status_class"];

    fn cells(&self) -> [String; 4] {
        let [code, name, class] = StatusRecord::cells(self.status.as_ref());
        [self.message_id.clone(), code, name, class]
    }
}

pub(super) fn run(arguments: &Status, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let id = MessageId::new(&arguments.message_id).map_err(InvalidInput::from)?;
    let output = arguments.call.common.output;
    let table = output == Output::Table;
    let (last, exit) = match arguments.wait {
        None => {
            let current = call(&GetMessageStatus::new(id.clone()), &arguments.call, context)?;
            let Some(current) = current else { return Ok(Exit::Done) };
            show(&current, table, context);
            (Some(current.status), exit_of(current.status))
        }
        Some(wait) => {
            let end = super::client(&arguments.call.common, context)?.wait(
                &id,
                WaitOptions::new(wait),
                |current| show(current, table, context),
            )?;
            conclude(end, context)
        }
    };
    let record =
        MessageStatusRecord { message_id: id.to_string(), status: last.map(StatusRecord::from) };
    output::write(&[record], output, context);
    Ok(exit)
}

fn show(current: &CurrentStatus, table: bool, context: &mut Context<'_, '_>) {
    if table {
        context.line(&describe(current.status, context));
    }
}

/// Such as `received (11)`.
pub(super) fn describe(status: MessageStatus, context: &Context<'_, '_>) -> String {
    format!("{} ({})", status.describe(context.language), status.code())
}

/// What a status ends with when nobody waits for more: it was told, unless it is a failure.
fn exit_of(status: MessageStatus) -> Exit {
    if status.class() == StatusClass::FailedForGood { Exit::NotDelivered } else { Exit::Done }
}

/// What a wait ends with, and what to say about it.
pub(super) fn conclude(
    end: WaitEnd,
    context: &mut Context<'_, '_>,
) -> (Option<MessageStatus>, Exit) {
    match end {
        WaitEnd::Final(status) if status.class() == StatusClass::Delivered => {
            (Some(status), Exit::Done)
        }
        WaitEnd::Final(status) => (Some(status), Exit::NotDelivered),
        WaitEnd::Pending(last) => {
            let text = context.pick(
                "the wait ended before the status was final; the message was not touched",
                "l'attente a pris fin avant le statut définitif ; le message n'est pas affecté",
            );
            context.note(text);
            (last, Exit::Pending)
        }
    }
}
