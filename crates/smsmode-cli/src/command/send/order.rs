//! What is to be sent: the arguments, as values that cannot be wrong.

use jiff::civil;
use smsmode_http::text::{Alphabet, Channel, Plan, PlanOptions};
use smsmode_http::{
    Account, ApiKey, CallbackUrl, ClientReference, ClockChange, ContactGroup, DateError,
    Destination, GsmText, InvalidInput, Message, Method, PhoneNumber, Recipients, Schedule,
    SendSms, Sender, ServiceZone, Timestamp, UnicodeText,
};

use crate::arguments::Send;
use crate::config;
use crate::context::Context;
use crate::failure::Failure;
use crate::forecast::Forecast;
use crate::plan_view::Audience;
use crate::quiet::{self, QuietTime};

use super::addressees::Addressees;
use super::{beware, notified};

/// A message that can be sent, with its plan.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) send: SendSms,
    pub(super) plan: Plan,
    pub(super) reference: Option<ClientReference>,
    /// When it is to leave; as soon as possible without.
    #[cfg_attr(
        not(feature = "outbox"),
        expect(dead_code, reason = "an outbox keeps it until then")
    )]
    pub(super) date: Option<Schedule>,
    destination: Destination,
    own_delivery_url: bool,
    /// Those who said STOP, and are left out.
    pub(super) opted_out: Vec<PhoneNumber>,
    /// How many people said STOP, here or not.
    listed: usize,
    pub(super) quiet: Option<QuietTime>,
}

impl Order {
    pub(super) fn new(
        arguments: &Send,
        text: &str,
        options: PlanOptions,
        context: &Context<'_, '_>,
    ) -> Result<Self, Failure> {
        let channel = channel(arguments, context)?;
        let addressees = Addressees::of(arguments, channel, context)?;
        let destination = destination(arguments, &addressees.to)?;
        let plan = sendable(arguments, text, &reaching(&destination, options))?;
        let message = message(arguments, &plan)?;
        let reference = arguments
            .letter
            .reference
            .clone()
            .map(ClientReference::new)
            .transpose()
            .map_err(InvalidInput::from)?;
        let reference = notified::reference(arguments, reference)?;
        let date = arguments.letter.at.as_deref().map(|at| schedule(at, context.now()));
        let date = date.transpose().map_err(InvalidInput::from)?;
        let mut send = SendSms::new(destination.clone(), message);
        if let Some(limit) = arguments.letter.max_segments {
            send = send.with_max_segments(limit)?;
        }
        if let Some(date) = date {
            send = send.with_schedule(date);
        }
        if let Some(reference) = &reference {
            send = send.with_reference(reference.clone());
        }
        if let Some(opt_out) = arguments.letter.opt_out {
            send = send.with_opt_out(opt_out.into());
        }
        if let Some(url) = &arguments.delivery_url {
            send = send.with_delivery_url(CallbackUrl::new(url).map_err(InvalidInput::from)?);
        }
        if let Some(url) = &arguments.reply_url {
            send = send.with_reply_url(CallbackUrl::new(url).map_err(InvalidInput::from)?);
        }
        send = notified::signed(send, arguments, reference.as_ref(), date, context)?;
        let is_marketing = quiet::is_marketing(channel, arguments.letter.opt_out.is_some());
        let leaves = date.map(Schedule::local);
        let quiet = beware::quiet_time(is_marketing, destination.numbers(), leaves, context.now());
        let own_delivery_url = arguments.delivery_url.is_some() || arguments.notify_base.is_some();
        let Addressees { opted_out, listed, .. } = addressees;
        Ok(Self {
            send,
            plan,
            reference,
            date,
            destination,
            own_delivery_url,
            opted_out,
            listed,
            quiet,
        })
    }

    /// Whom it goes to.
    pub(super) fn audience(&self) -> Audience {
        self.recipients().map_or(Audience::Group, Audience::People)
    }

    /// How many people it goes to; unknown for a group.
    pub(super) fn recipients(&self) -> Option<usize> {
        match &self.destination {
            Destination::Recipients(recipients) => Some(recipients.len()),
            Destination::Group(_) => None,
        }
    }

    pub(super) fn numbers(&self) -> &[PhoneNumber] {
        self.destination.numbers()
    }

    pub(super) fn group(&self) -> Option<&str> {
        match &self.destination {
            Destination::Recipients(_) => None,
            Destination::Group(group) => Some(group.as_str()),
        }
    }

    pub(super) fn duplicates(&self) -> &[PhoneNumber] {
        match &self.destination {
            Destination::Recipients(recipients) => recipients.duplicates(),
            Destination::Group(_) => &[],
        }
    }

    /// Whether it goes to a group, of which only the service knows the members.
    pub(super) fn may_reach_opted_out(&self) -> bool {
        self.group().is_some() && self.listed > 0
    }

    /// Whether the caller wants the receipts elsewhere.
    pub(super) fn has_own_delivery_url(&self) -> bool {
        self.own_delivery_url
    }
}

/// How the message is going to be sent.
pub(super) fn plan_options(
    arguments: &Send,
    context: &Context<'_, '_>,
) -> Result<PlanOptions, Failure> {
    let mut options = PlanOptions::default()
        .with_mode(arguments.letter.treatment.mode())
        .with_replies(arguments.letter.replies)
        .with_max_segments(arguments.letter.max_segments.unwrap_or_default())
        .with_personal_sender(arguments.letter.sender.is_some());
    if let Some(opt_out) = arguments.letter.opt_out {
        options = options.with_opt_out(opt_out.into());
    }
    if let Some(channel) = channel(arguments, context)? {
        options = options.with_channel(channel);
    }
    Ok(options)
}

fn channel(
    arguments: &Send,
    context: &Context<'_, '_>,
) -> Result<Option<Channel>, config::ConfigError> {
    let profile = arguments.letter.common.profile.as_deref();
    config::channel(arguments.letter.channel, context.environment, profile)
}

/// An account without a secret, to show a request that will not be sent.
pub(super) fn dry_account(arguments: &Send) -> Result<Account, Failure> {
    let key = ApiKey::new("dry-run").map_err(InvalidInput::from)?;
    Ok(Account::new(key).with_method(method(arguments)))
}

pub(super) fn method(arguments: &Send) -> Method {
    if arguments.get { Method::Get } else { Method::Post }
}

fn destination(arguments: &Send, to: &[String]) -> Result<Destination, InvalidInput> {
    let recipients = match (to.is_empty(), arguments.keep_duplicates) {
        (true, _) => None,
        (false, true) => Some(Recipients::parse_with_duplicates(to)?),
        (false, false) => Some(Recipients::parse(to)?),
    };
    let group = arguments.group.clone().map(ContactGroup::new).transpose()?;
    Destination::either(recipients, group)
}

/// The plan of a text of which nothing will be lost.
fn sendable(arguments: &Send, text: &str, options: &PlanOptions) -> Result<Plan, Failure> {
    let Forecast { plan, refusal } = Forecast::new(text, options);
    if let Some(refusal) = refusal {
        return Err(Failure::Text(refusal));
    }
    if plan.cut().is_some() {
        let allowed = u32::from(arguments.letter.max_segments.unwrap_or_default().get());
        let needed = plan.whole_segments();
        return Err(InvalidInput::TooManySegments { needed, allowed }.into());
    }
    Ok(plan)
}

fn reaching(destination: &Destination, options: PlanOptions) -> PlanOptions {
    match destination {
        Destination::Recipients(recipients) => options.with_recipients(recipients.len()),
        Destination::Group(_) => options,
    }
}

/// The message that the plan shows, to the letter.
fn message(arguments: &Send, plan: &Plan) -> Result<Message, InvalidInput> {
    let sender = arguments.letter.sender.clone().map(Sender::new).transpose()?;
    match plan.alphabet() {
        Alphabet::Ucs2 => {
            Message::unicode(UnicodeText::new(plan.text())?, sender, arguments.letter.replies)
        }
        Alphabet::Gsm7 => {
            Message::gsm(GsmText::new(plan.text())?, sender, arguments.letter.replies)
        }
    }
}

/// A local time in Paris, or an instant with its distance from UTC.
pub(in crate::command) fn schedule(text: &str, now: Timestamp) -> Result<Schedule, DateError> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Schedule::at(instant.into(), &ServiceZone::PARIS, ClockChange::Refuse, now);
    }
    let local: civil::DateTime = text.parse().map_err(|_| DateError::Impossible)?;
    Schedule::in_paris(local.try_into()?, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900); // 22 November 2026, 14:25 in Paris

    #[test]
    fn a_local_time_is_that_of_paris() {
        for text in ["2026-12-24 18:00", "2026-12-24T18:00", " 2026-12-24 18:00:30 "] {
            let schedule = schedule(text, NOW).unwrap();
            assert!(schedule.local().to_string().starts_with("2026-12-24 18:00"), "{text}");
        }
    }

    #[test]
    fn an_instant_is_told_in_paris() {
        for text in ["2026-12-24T18:00:00+01:00", "2026-12-24T17:00:00Z"] {
            assert_eq!(
                schedule(text, NOW).unwrap().local().to_string(),
                "2026-12-24 18:00:00",
                "{text}"
            );
        }
    }

    #[test]
    fn past_and_impossible_dates_are_refused() {
        assert_eq!(schedule("2026-11-22 14:25", NOW), Err(DateError::Past));
        assert_eq!(schedule("2026-02-30 10:00", NOW), Err(DateError::Impossible));
        assert_eq!(schedule("demain", NOW), Err(DateError::Impossible));
        assert_eq!(schedule("2027-03-28 02:30", NOW), Err(DateError::Skipped));
        assert_eq!(schedule("2027-10-31 02:30", NOW), Err(DateError::Repeated));
    }
}
