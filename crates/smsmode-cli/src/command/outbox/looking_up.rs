//! How what is unknown is looked up, the same by `smsmode outbox run` and `reconcile`.

use std::time::Duration;

use smsmode_http::outbox::Rules;
use smsmode_outbox::DispatcherSettings;

use crate::arguments::LookingUp;
use crate::context::Context;

pub(in crate::command) fn settings(
    arguments: &LookingUp,
    context: &mut Context<'_, '_>,
) -> DispatcherSettings {
    if arguments.quiet_time < Rules::default().quiet_time() {
        context.note(context.pick(
            "--quiet-time is short: what the service lists later than that is sent twice",
            "--quiet-time est court : ce que le service liste plus tard est envoyé deux fois",
        ));
    }
    let settings = DispatcherSettings::default()
        .with_rules(rules(arguments.quiet_time))
        .with_timeout(arguments.timeout);
    if arguments.renewed_key { settings.with_renewed_key() } else { settings }
}

/// The second look is a minute after the first, unless there is not even so much time before it.
fn rules(quiet_time: Duration) -> Rules {
    let rules = Rules::default();
    let look_again = rules.look_again().min(quiet_time);
    rules.with_quiet_time(quiet_time).with_look_again(look_again)
}
