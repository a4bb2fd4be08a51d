//! `smsmode report`.

use serde::Serialize;
use smsmode_http::{GetDeliveryReport, InvalidInput, MessageId, StatusClass};

use crate::arguments::{Output, Report};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row, StatusRecord};

use super::call::call;

#[derive(Debug, Serialize)]
struct RecipientRecord {
    message_id: String,
    recipient: String,
    status: StatusRecord,
}

impl Row<5> for RecipientRecord {
    const NAMES: [&'static str; 5] =
        ["message_id", "recipient", "status_code", "status_name", "status_class"];

    fn cells(&self) -> [String; 5] {
        let [code, name, class] = StatusRecord::cells(Some(&self.status));
        [self.message_id.clone(), self.recipient.clone(), code, name, class]
    }
}

pub(super) fn run(arguments: &Report, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let id = MessageId::new(&arguments.message_id).map_err(InvalidInput::from)?;
    let report = call(&GetDeliveryReport::new(id.clone()), &arguments.call, context)?;
    let Some(report) = report else { return Ok(Exit::Done) };
    let mut records = Vec::with_capacity(report.recipients.len());
    for entry in &report.recipients {
        if arguments.call.common.output == Output::Table {
            context.line(&format!(
                "{}  {}",
                entry.recipient,
                super::status::describe(entry.status, context)
            ));
        }
        records.push(RecipientRecord {
            message_id: id.to_string(),
            recipient: entry.recipient.to_string(),
            status: entry.status.into(),
        });
    }
    if !report.damaged.is_empty() {
        let text = context.pick(
            "parts of the report could not be read:",
            "des parties du compte-rendu sont illisibles :",
        );
        context.note(&format!("{text} {}", report.damaged.len()));
    }
    output::write(&records, arguments.call.common.output, context);
    let failed =
        report.recipients.iter().any(|entry| entry.status.class() == StatusClass::FailedForGood);
    Ok(if failed { Exit::NotDelivered } else { Exit::Done })
}
