//! `smsmode notify`: alerts. Whoever calls it repeats it when it fails, keeps no environment, and
//! has texts of any kind: so it lives from the configuration file, never refuses a text, and fails
//! only where a repetition alerts nobody twice.

mod errand;
mod input;
mod keeper;
mod ledger;
mod sending;
mod telling;
mod verdict;
mod wording;

use std::ffi::OsStr;
use std::time::Instant;

use smsmode_http::Describe as _;

use crate::arguments::Notify;
use crate::config::{self, Alerting, ConfigError, Configuration};
use crate::context::{Context, Environment};
use crate::exit::Exit;
use crate::failure::Failure;

use self::errand::{Errand, Fate, To};
use self::keeper::Keeper;
use self::ledger::{Case, Claim, Decision, Rules};
use self::sending::Sending;
use self::verdict::Repetition;
use self::wording::{Form, Wording};

pub(super) fn run(arguments: &Notify, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let deadline = Instant::now() + arguments.within;
    let environment = environment(arguments, context)?;
    let profile = arguments.common.profile.as_deref();
    let alerting = config::alerting(&environment, profile)?;
    let recipients = errand::recipients(arguments, &alerting.to)?;
    let alert = input::alert(arguments, context);
    if arguments.dry_run {
        return Ok(show(arguments, recipients, &alert, context));
    }
    let left = deadline.saturating_duration_since(Instant::now());
    let patience = left.min(config::patience());
    let configuration = Configuration::load_within(patience, &environment, profile)
        .inspect_err(|error| tell_places(error, &environment, context))?;
    for warning in &configuration.warnings {
        context.note(&warning.describe(context.language));
    }
    let sending = Sending::new(configuration, arguments, deadline, context)?;
    let run = Run { arguments, keeper: keeper(arguments, alerting, &environment), sending };
    Ok(run.carry_out(recipients, &alert, context))
}

/// With the configuration file that was named, which must be there.
fn environment(arguments: &Notify, context: &Context<'_, '_>) -> Result<Environment, ConfigError> {
    let Some(path) = &arguments.config else { return Ok(context.environment.clone()) };
    let unreadable = |source| ConfigError::File { path: path.clone(), source };
    std::fs::metadata(path).map_err(|error| unreadable(error.into()))?;
    let name = path.to_str().ok_or_else(|| unreadable("its name is not UTF-8".into()))?;
    Ok(context.environment.clone().with("SMSMODE_CONFIG", name))
}

/// Without a home the file is elsewhere than people think.
fn tell_places(error: &ConfigError, environment: &Environment, context: &mut Context<'_, '_>) {
    if !matches!(error, ConfigError::NoKey { .. } | ConfigError::UnknownProfile) {
        return;
    }
    let label =
        context.pick("looked for a configuration file:", "fichier de configuration cherché :");
    for path in config::places(environment) {
        let found = if path.exists() {
            context.pick("it is there", "il existe")
        } else {
            context.pick("it is not there", "il n'existe pas")
        };
        context.note(&format!("{label} {} ({found})", path.display()));
    }
}

/// Nothing is kept where nothing is to be left out.
fn keeper(arguments: &Notify, alerting: Alerting, environment: &Environment) -> Option<Keeper> {
    let wanted = arguments.dedupe.is_some() || arguments.at_most.is_some();
    let given = arguments.state_dir.clone().or(alerting.state_dir);
    wanted.then(|| Keeper::new(given, environment))
}

fn show(
    arguments: &Notify,
    recipients: Vec<To>,
    alert: &str,
    context: &mut Context<'_, '_>,
) -> Exit {
    let form = Form::new(arguments.unicode, arguments.max_segments);
    let errand = |to: To| Errand {
        case: Case::new(b"", &to.name()),
        decision: Decision::Go(Claim::default()),
        wording: form.word(alert, 0),
        fate: to.destination().map_or_else(|error| Fate::Failed(error.into()), |_| Fate::Planned),
        to,
    };
    let errands: Vec<Errand> = recipients.into_iter().map(errand).collect();
    telling::tell(&errands, form, arguments.common.output, context);
    context
        .note(context.pick("Dry run: nothing was sent.", "Essai à blanc : rien n'a été envoyé."));
    end(&errands, Repetition::default(), context)
}

fn end(errands: &[Errand], repetition: Repetition, context: &Context<'_, '_>) -> Exit {
    let fates: Vec<&Fate> = errands.iter().map(|errand| &errand.fate).collect();
    verdict::exit(&fates, repetition, |failure| failure.exit(context))
}

/// Everything that is needed to alert people.
struct Run<'a> {
    arguments: &'a Notify,
    keeper: Option<Keeper>,
    sending: Sending,
}

impl Run<'_> {
    fn carry_out(&self, recipients: Vec<To>, alert: &str, context: &mut Context<'_, '_>) -> Exit {
        let form = Form::new(self.arguments.unicode, self.arguments.max_segments);
        let cases = self.cases(&recipients, alert);
        let (decisions, kept) = self.decide(&cases, &recipients, context);
        let all = recipients.into_iter().zip(cases).zip(decisions);
        let mut errands: Vec<Errand> = all
            .map(|((to, case), decision)| {
                let wording = wording(&decision, alert, form, context);
                Errand { to, case, fate: decision.fate(), decision, wording }
            })
            .collect();
        self.sending.send(&mut errands, form);
        self.take_back(&errands, context);
        telling::tell(&errands, form, self.arguments.common.output, context);
        let reaches_the_others_alone = kept && self.arguments.dedupe.is_some();
        let is_wanted = self.arguments.at_least_once;
        end(&errands, Repetition { reaches_the_others_alone, is_wanted }, context)
    }

    /// The alert is what its key says, or else its text.
    fn cases(&self, recipients: &[To], alert: &str) -> Vec<Case> {
        let key = self.arguments.key.as_deref().map(OsStr::as_encoded_bytes);
        let key = key.unwrap_or(alert.as_bytes());
        recipients.iter().map(|to| Case::new(key, &to.name())).collect()
    }

    /// What goes, and whether that was written down: before anything is sent, so that no crash
    /// makes a second alert. Where nothing can be written, alerts go all the same.
    fn decide(
        &self,
        cases: &[Case],
        recipients: &[To],
        context: &mut Context<'_, '_>,
    ) -> (Vec<Decision>, bool) {
        let all_go = || vec![Decision::Go(Claim::default()); cases.len()];
        let Some(keeper) = &self.keeper else { return (all_go(), false) };
        let rules = Rules { dedupe: self.arguments.dedupe, at_most: self.arguments.at_most };
        let now = u64::try_from(context.now().unix_seconds()).unwrap_or_default();
        let decided = keeper.change(Instant::now(), |ledger| {
            let decide = |(case, to): (&Case, &To)| match to {
                To::Nobody(_) => Decision::Go(Claim::default()),
                _ => ledger.decide(rules, case, now),
            };
            cases.iter().zip(recipients).map(decide).collect()
        });
        match decided {
            Ok(decisions) => (decisions, true),
            Err(unkept) => {
                warn(&unkept.describe(context.language), context);
                (all_go(), false)
            }
        }
    }

    /// What surely was not sent can be sent by a repetition; so can what perhaps was, where that is
    /// wanted.
    fn take_back(&self, errands: &[Errand], context: &mut Context<'_, '_>) {
        let repeated = |errand: &&Errand| {
            let known = self.arguments.at_least_once || !errand.fate.is_unknown();
            errand.fate.failure().is_some() && known
        };
        let unsent: Vec<&Errand> = errands.iter().filter(repeated).collect();
        let Some(keeper) = self.keeper.as_ref().filter(|_| !unsent.is_empty()) else { return };
        let taken_back = keeper.change(self.sending.deadline(), |ledger| {
            for errand in unsent {
                ledger.take_back(&errand.case, &errand.decision);
            }
        });
        if let Err(unkept) = taken_back {
            warn(&unkept.describe_not_taken_back(context.language), context);
        }
    }
}

fn wording(decision: &Decision, alert: &str, form: Form, context: &Context<'_, '_>) -> Wording {
    let held_back = context.pick(
        "Too many alerts: more alerts are held back",
        "Trop d'alertes : les alertes suivantes sont retenues",
    );
    match decision {
        Decision::Tell(_) => form.word(held_back, 0),
        decision => form.word(alert, decision.unsent()),
    }
}

fn warn(what: &str, context: &mut Context<'_, '_>) {
    let label = context.pick("warning: ", "attention : ");
    context.note(&format!("{label}{what}"));
}
