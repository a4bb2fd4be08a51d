//! What all sends have in common: reading their options, charging, storing, planning the delivery.

use std::borrow::Cow;
use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use smsmode_core::wire::{param, value};
use smsmode_core::{MessageStatus, RefusalCode};

use super::Context;
use super::air::{OnAir, OptOut, Wishes};
use crate::Fault;
use crate::answer::{Answer, Refused};
use crate::clock::later;
use crate::magic::{self, Effect};
use crate::parameters::within;
use crate::state::delivery::{Delivery, Telling};
use crate::state::message::{Message, MessageKind};
use crate::switches::PastSchedule;

const LONGEST_SENDER: usize = 11;
const LONGEST_REFERENCE: usize = 40;
const MOST_SEGMENTS: usize = 5;

/// Of the sandbox, not of the service: what is kept of a send has bounds.
const MOST_RECIPIENTS: usize = 100_000;

/// After this an operator gives up (page 4 of the API document).
const LONGEST_AT_OPERATOR: SignedDuration = SignedDuration::from_hours(48);

/// Sent, at the operator, received.
const USUAL_STATUSES: usize = 3;

/// One recipient's share of a send.
#[derive(Debug)]
pub(super) struct Share {
    pub(super) number: String,
    pub(super) text: String,
    pub(super) sender: Option<String>,
    pub(super) reference: Option<String>,
}

impl<'a> Context<'a> {
    /// Standard unless said otherwise; Unicode only where the call has it.
    pub(super) fn kind(&self, allowed: &[MessageKind]) -> Result<MessageKind, Refused> {
        let kind = match self.parameters.optional(param::CLASS) {
            None | Some(value::CLASS_STANDARD) => Some(MessageKind::Standard),
            Some(value::CLASS_REPLIES) => Some(MessageKind::Replies),
            Some(value::CLASS_UNICODE) => Some(MessageKind::Unicode),
            Some(_) => None,
        };
        let unknown = || Refused::incorrect(param::CLASS, "valeur inconnue");
        kind.filter(|kind| allowed.contains(kind)).ok_or_else(unknown)
    }

    pub(super) fn wishes(&self, kind: MessageKind) -> Result<Wishes, Refused> {
        let most = self.parameters.number(param::MAX_SEGMENTS)?.unwrap_or(MOST_SEGMENTS);
        if !(1..=MOST_SEGMENTS).contains(&most) {
            return Err(Refused::incorrect(param::MAX_SEGMENTS, "de 1 à 5"));
        }
        let most_segments = u32::try_from(most).unwrap_or(u32::MAX);
        Ok(Wishes { kind, most_segments, opt_out: self.opt_out()? })
    }

    fn opt_out(&self) -> Result<Option<OptOut>, Refused> {
        let unknown = || Refused::incorrect(param::OPT_OUT, "1 ou 2");
        let read = |text| OptOut::read(text).ok_or_else(unknown);
        self.parameters.optional(param::OPT_OUT).map(read).transpose()
    }

    pub(super) fn sender(&self, kind: MessageKind) -> Result<Option<&'a str>, Refused> {
        self.checked_sender(self.parameters.optional(param::SENDER), kind)
    }

    /// At most 11 printable characters without accent and blank, no phone number, not in class 4.
    pub(super) fn checked_sender<'s>(
        &self,
        sender: Option<&'s str>,
        kind: MessageKind,
    ) -> Result<Option<&'s str>, Refused> {
        let Some(sender) = sender else { return Ok(None) };
        let code = self.switches().bad_sender_code;
        match fault_of_sender(sender, kind) {
            Some(reason) => Err(Refused::incorrect_with(code, param::SENDER, reason)),
            None => Ok(Some(sender)),
        }
    }

    pub(super) fn reference(&self) -> Result<Option<&'a str>, Refused> {
        self.parameters.optional(param::CLIENT_REFERENCE).map(checked_reference).transpose()
    }

    /// Accepts the shares as one message, unless a magic number says otherwise. What it makes go wrong
    /// after that needs a send that was accepted.
    pub(super) fn accept(
        &mut self,
        shares: Vec<Share>,
        wishes: &Wishes,
    ) -> Result<Answer, Refused> {
        check_count(&shares)?;
        let sent_at = self.sent_at()?;
        let fault = self.magic_fault(&shares)?;
        let nobody_does = fault.is_some_and(Fault::is_in_place_of_the_service);
        let answer =
            if nobody_does { Answer::nothing() } else { self.store(shares, wishes, sent_at)? };
        self.fault = fault.cloned();
        Ok(answer)
    }

    /// Charges the shares and stores them as one message, with what will happen to it.
    fn store(
        &mut self,
        shares: Vec<Share>,
        wishes: &Wishes,
        sent_at: Timestamp,
    ) -> Result<Answer, Refused> {
        let deliveries: Vec<_> =
            shares.into_iter().map(|share| self.delivery(share, wishes, sent_at)).collect();
        let cost: Decimal = deliveries.iter().map(|delivery| delivery.cost).sum();
        if !self.account()?.charge(cost) {
            return Err(Refused::with_code(RefusalCode::NOT_ENOUGH_CREDIT.code()));
        }
        let message = self.message(deliveries, wishes.kind, sent_at);
        let answer = Answer::accepted(&message.id);
        self.state.store(message);
        Ok(answer)
    }

    /// The first recipient whose magic concerns the answer decides for the whole send: it is refused,
    /// or this goes wrong with it.
    fn magic_fault(&self, shares: &[Share]) -> Result<Option<&'static Fault>, Refused> {
        let effects = shares.iter().filter_map(|share| self.magic(&share.number));
        let fault = effects.into_iter().find_map(|effect| match effect {
            Effect::GoesWrong(fault) => Some(fault),
            _ => None,
        });
        match fault {
            Some(Fault::Refuse { code }) => Err(Refused::with_code(*code)),
            fault => Ok(fault),
        }
    }

    fn magic(&self, number: &str) -> Option<&'static Effect> {
        magic::effect(number).filter(|_| self.rules.magic_numbers)
    }

    /// Dates have no seconds, so the current minute is not yet past.
    fn sent_at(&self) -> Result<Timestamp, Refused> {
        let Some(text) = self.parameters.optional(param::SCHEDULED_AT) else { return Ok(self.now) };
        let switches = self.switches();
        let refused =
            |reason| Refused::incorrect_with(switches.bad_date_code, param::SCHEDULED_AT, reason);
        let date = switches.time_zone.read_minutes(text);
        let date = date.ok_or_else(|| refused("format ddMMyyyy-HH:mm attendu"))?;
        let is_past = later(date, SignedDuration::from_mins(1)) < self.now;
        if is_past && switches.past_schedule == PastSchedule::Refused {
            return Err(refused("date passée"));
        }
        Ok(date.max(self.now))
    }

    fn delivery(&self, share: Share, wishes: &Wishes, sent_at: Timestamp) -> Delivery {
        let on_air = OnAir::new(&share.text, &share.number, wishes, self.switches());
        let waits = sent_at > self.now;
        let status = if waits { MessageStatus::SCHEDULED } else { MessageStatus::SENT };
        let telling = match self.magic(&share.number) {
            Some(Effect::Tells(telling)) if self.telling == Telling::InOrder => *telling,
            _ => self.telling,
        };
        let cost = on_air.cost(self.rules.segment_price);
        let altered_text = Some(on_air.text).filter(|text| **text != *share.text);
        let mut history = Vec::with_capacity(USUAL_STATUSES);
        history.push((self.now, status));
        Delivery {
            telling,
            counting: on_air.counting,
            segments: on_air.segments,
            cost,
            altered_text: altered_text.map(Cow::into_owned),
            upcoming: self.course(sent_at, wishes.kind, &share.number),
            number: share.number,
            text_as_read: share.text,
            sender: share.sender,
            reference: share.reference,
            history,
        }
    }

    fn message(
        &mut self,
        deliveries: Vec<Delivery>,
        kind: MessageKind,
        sent_at: Timestamp,
    ) -> Message {
        let url = |name| self.parameters.optional(name).map(str::to_owned);
        Message {
            delivery_url: url(param::DELIVERY_URL),
            reply_url: url(param::REPLY_URL),
            number: 0,
            id: self.state.ids.id(),
            account: self.login.clone(),
            kind,
            accepted_at: self.now,
            sent_at,
            deliveries,
            deleted: false,
        }
    }

    /// What will happen to one recipient's copy, and when.
    fn course(
        &self,
        sent_at: Timestamp,
        kind: MessageKind,
        number: &str,
    ) -> VecDeque<(Timestamp, MessageStatus)> {
        let delay = self.rules.delivery_delay;
        let (last, at_phone) = match self.magic(number) {
            Some(Effect::Ends(status)) => (*status, delay.saturating_mul(3)),
            Some(Effect::Stays) => (last_status(kind), LONGEST_AT_OPERATOR),
            _ => (last_status(kind), delay.saturating_mul(3)),
        };
        let (at_operator, at_phone) = (later(sent_at, delay), later(sent_at, at_phone));
        let leaves = (sent_at > self.now).then_some((sent_at, MessageStatus::SENT));
        let account = self.state.accounts.get(&self.login);
        let mut course: VecDeque<_> = leaves.into_iter().collect();
        if account.is_some_and(|account| account.has_opted_out(number)) {
            course.push_back((at_operator, MessageStatus::BLACKLISTED));
        } else {
            course.extend([(at_operator, MessageStatus::AT_OPERATOR), (at_phone, last)]);
        }
        course
    }
}

fn check_count(shares: &[Share]) -> Result<(), Refused> {
    if shares.len() <= MOST_RECIPIENTS {
        return Ok(());
    }
    Err(Refused::incorrect(param::RECIPIENTS, &format!("{MOST_RECIPIENTS} destinataires au plus")))
}

/// Of a request or of a row.
pub(super) fn checked_reference(reference: &str) -> Result<&str, Refused> {
    within(reference, param::CLIENT_REFERENCE, LONGEST_REFERENCE)?;
    Ok(reference)
}

fn fault_of_sender(sender: &str, kind: MessageKind) -> Option<&'static str> {
    let is_plain = sender.bytes().all(|byte| byte.is_ascii_graphic());
    let is_number = sender.bytes().all(|byte| byte.is_ascii_digit() || byte == b'+');
    if kind == MessageKind::Replies {
        Some("impossible avec réponse autorisée")
    } else if sender.len() > LONGEST_SENDER || !is_plain {
        Some("11 caractères au plus, sans accent ni espace")
    } else {
        is_number.then_some("numéro de téléphone non autorisé")
    }
}

fn last_status(kind: MessageKind) -> MessageStatus {
    match kind {
        MessageKind::Voice => MessageStatus::LISTENED_TO,
        _ => MessageStatus::RECEIVED,
    }
}
