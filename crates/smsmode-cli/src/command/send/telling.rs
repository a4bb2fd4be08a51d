//! What became of a message, told as it becomes known.

use std::collections::HashMap;

use smsmode_http::{Accepted, MessageId, MessageStatus, PhoneNumber};

use crate::arguments::Output;
use crate::command::status::describe;
use crate::context::Context;
use crate::failure::Failure;
use crate::optout::OptOutRefusal;
use crate::output::{self, ErrorRecord, MessageRecord, StatusRecord};
use crate::page::row;
use crate::quiet::QuietTime;

use super::id_or_warning;
use super::order::Order;

/// One record for each recipient, or one for a group, and the lines for people.
#[derive(Debug)]
pub(super) struct Telling {
    records: Vec<MessageRecord>,
    /// For those who said STOP.
    left_out: Vec<MessageRecord>,
    numbers: Vec<PhoneNumber>,
    output: Output,
}

impl Telling {
    pub(super) fn new(order: &Order, output: Output, context: &Context<'_, '_>) -> Self {
        let mut record = MessageRecord::planned(&order.plan);
        record.client_reference = order.reference.as_ref().map(ToString::to_string);
        record.group = order.group().map(str::to_owned);
        record.quiet_time = order.quiet.map(QuietTime::name);
        let mut again: HashMap<PhoneNumber, usize> = HashMap::new();
        for number in order.duplicates() {
            *again.entry(*number).or_default() += 1;
        }
        let of_number = |number: &PhoneNumber| MessageRecord {
            recipient: Some(number.to_string()),
            duplicates_left_out: again.get(number).copied().unwrap_or(0),
            ..record.clone()
        };
        let numbers = order.numbers().to_vec();
        let said_stop = Failure::from(OptOutRefusal::SaidStop);
        let opted_out = |number: &PhoneNumber| MessageRecord {
            opted_out: true,
            error: Some(ErrorRecord::new(&said_stop, context)),
            ..of_number(number)
        };
        let left_out = order.opted_out.iter().map(opted_out).collect();
        let records = numbers.iter().map(of_number).collect();
        let records = if numbers.is_empty() { vec![record] } else { records };
        Self { records, left_out, numbers, output }
    }

    /// The service accepted the message.
    pub(super) fn accepted(
        &mut self,
        accepted: &Accepted,
        context: &mut Context<'_, '_>,
    ) -> Option<MessageId> {
        let id = id_or_warning(accepted, context);
        for record in &mut self.records {
            record.outcome = "accepted";
            record.message_id = id.as_ref().map(ToString::to_string);
            record.provisional = accepted.provisional;
        }
        let label = context.pick("Accepted", "Accepté");
        let lost = context.pick("(id lost)", "(identifiant perdu)");
        self.line(&row(label, id.as_ref().map_or(lost, MessageId::as_str)), context);
        id
    }

    /// The status of the message to one recipient.
    pub(super) fn recipient(
        &mut self,
        number: PhoneNumber,
        status: MessageStatus,
        context: &mut Context<'_, '_>,
    ) {
        let records = self.records.iter_mut().zip(&self.numbers);
        for (record, _) in records.filter(|(_, given)| **given == number) {
            record.status = Some(StatusRecord::from(status));
        }
        self.line(
            &row(&clock(context), &format!("{number}  {}", describe(status, context))),
            context,
        );
    }

    /// The status of the message to all recipients together.
    pub(super) fn campaign(&mut self, status: MessageStatus, context: &mut Context<'_, '_>) {
        for record in &mut self.records {
            record.status = Some(StatusRecord::from(status));
        }
        self.line(&row(&clock(context), &describe(status, context)), context);
    }

    /// The call failed.
    pub(super) fn failed(&mut self, failure: &Failure, context: &Context<'_, '_>) {
        for record in self.records.iter_mut().filter(|record| record.outcome != "accepted") {
            record.outcome = failure.outcome();
            record.error = Some(ErrorRecord::new(failure, context));
        }
    }

    /// Writes the records, for programs.
    pub(super) fn end(&self, context: &mut Context<'_, '_>) {
        let records = [self.records.as_slice(), &self.left_out].concat();
        output::write(&records, self.output, context);
    }

    fn line(&self, line: &str, context: &mut Context<'_, '_>) {
        if self.output == Output::Table {
            context.line(line);
        }
    }
}

/// The time on the clock of the user.
fn clock(context: &Context<'_, '_>) -> String {
    let instant = jiff::Timestamp::from_second(context.now().unix_seconds()).unwrap_or_default();
    instant.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S").to_string()
}
