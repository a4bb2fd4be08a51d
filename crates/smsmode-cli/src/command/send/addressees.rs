//! Whom a message is to go to, without those who said STOP.

use smsmode_http::PhoneNumber;
use smsmode_http::text::Channel;

use crate::arguments::Send;
use crate::context::Context;
use crate::failure::Failure;
use crate::optout::{OptOutList, OptOutRefusal};

/// The people of the arguments.
#[derive(Debug, Default)]
pub(super) struct Addressees {
    /// Those it goes to, as they were written.
    pub(super) to: Vec<String>,
    /// Those who said STOP, each once.
    pub(super) opted_out: Vec<PhoneNumber>,
    /// How many people said STOP, here or not.
    pub(super) listed: usize,
}

impl Addressees {
    pub(super) fn of(
        arguments: &Send,
        channel: Option<Channel>,
        context: &Context<'_, '_>,
    ) -> Result<Self, Failure> {
        if arguments.letter.even_opted_out {
            return everybody(arguments, channel);
        }
        let profile = arguments.letter.common.profile.as_deref();
        let list = OptOutList::load(context.environment, profile)?;
        let mut this = Self { listed: list.len(), ..Self::default() };
        for spelling in &arguments.letter.to {
            // What is no number is refused later, and by its name.
            match PhoneNumber::parse(spelling) {
                Ok(number) if list.contains(number) => this.leave_out(number),
                _ => this.to.push(spelling.clone()),
            }
        }
        if this.to.is_empty() && !this.opted_out.is_empty() {
            return Err(OptOutRefusal::AllSaidStop.into());
        }
        Ok(this)
    }

    fn leave_out(&mut self, number: PhoneNumber) {
        if !self.opted_out.contains(&number) {
            self.opted_out.push(number);
        }
    }
}

/// A person who wants no marketing still wants the code that was asked for a moment ago; the list is
/// not even read, so that nothing keeps it back.
fn everybody(arguments: &Send, channel: Option<Channel>) -> Result<Addressees, Failure> {
    match channel {
        Some(Channel::Notifications) => {
            Ok(Addressees { to: arguments.letter.to.clone(), ..Addressees::default() })
        }
        _ => Err(OptOutRefusal::NotNotifications.into()),
    }
}
