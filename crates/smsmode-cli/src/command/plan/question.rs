//! What is asked about a text: the arguments, as values that cannot be wrong.

use smsmode_http::text::PlanOptions;
use smsmode_http::{InvalidInput, Recipients, Sender};

use crate::arguments::{Output, Plan};
use crate::config;
use crate::context::Context;
use crate::failure::Failure;
use crate::forecast::Forecast;
use crate::plan_view::Audience;

/// How texts would be sent, and how the answer is wanted.
pub(super) struct Question {
    pub(super) audience: Audience,
    pub(super) output: Output,
    options: PlanOptions,
}

impl Question {
    pub(super) fn new(arguments: &Plan, context: &Context<'_, '_>) -> Result<Self, Failure> {
        let audience = audience(arguments)?;
        Ok(Self {
            audience,
            output: arguments.common.output,
            options: options(arguments, audience, context)?,
        })
    }

    pub(super) fn forecast(&self, text: &str) -> Forecast {
        Forecast::new(text, &self.options)
    }
}

fn options(
    arguments: &Plan,
    audience: Audience,
    context: &Context<'_, '_>,
) -> Result<PlanOptions, Failure> {
    let sender =
        arguments.sender.clone().map(Sender::new).transpose().map_err(InvalidInput::from)?;
    let mut options = PlanOptions::default()
        .with_mode(arguments.treatment.mode())
        .with_replies(arguments.replies)
        .with_max_segments(arguments.max_segments.unwrap_or_default())
        .with_personal_sender(sender.is_some());
    if let Some(opt_out) = arguments.opt_out {
        options = options.with_opt_out(opt_out.into());
    }
    if let Audience::People(people) = audience {
        options = options.with_recipients(people);
    }
    let profile = arguments.common.profile.as_deref();
    if let Some(channel) = config::channel(arguments.channel, context.environment, profile)? {
        options = options.with_channel(channel);
    }
    Ok(options)
}

fn audience(arguments: &Plan) -> Result<Audience, InvalidInput> {
    Ok(match (arguments.recipients, arguments.to.is_empty()) {
        (Some(people), _) => Audience::People(people),
        (None, true) => Audience::Unknown,
        (None, false) => Audience::People(Recipients::parse(&arguments.to)?.len()),
    })
}
