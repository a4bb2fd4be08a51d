//! `smsmode listen`: keeps what the service calls, shows it, hands it on.

mod execution;
mod forgetting;
mod forwarding;
mod opting_out;
mod patience;
mod place;
mod printing;
mod record;
mod work;

use std::sync::{Arc, mpsc};
use std::thread;

use smsmode_http::{CallbackSigner, CallbackUrl, InvalidInput};
use smsmode_receiver::{CallbackStore, ReceiverError, ReceiverOptions, StoringReceiver, Task};

use crate::arguments::Listen;
use crate::config::{self, ConfigError};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::web::Web;

use self::opting_out::OptingOut;
use self::work::Work;

pub(super) fn run(arguments: &Listen, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let profile = arguments.common.profile.as_deref();
    let signer = config::callback_signer(context.environment, profile)?;
    let signer = signer.ok_or(ConfigError::NoCallbackKey)?;
    if arguments.show_address {
        return show_address(arguments, &signer, context);
    }
    let target = arguments.forward_to.as_deref().map(CallbackUrl::new).transpose();
    let target = target.map_err(InvalidInput::from)?;
    let path = place::of_store(arguments.store.as_deref(), context.environment)?;
    let web = Web::new(&config::way(context.environment, profile)?)?;
    let store = Arc::new(CallbackStore::open(&path)?.with_tasks(tasks(arguments)));
    // Two that hand on the same callbacks would hand each on twice.
    let claim = store.claim()?;
    let receiver = StoringReceiver::start(options(arguments, signer), &store)?;
    greet(&receiver, context);
    serve(arguments, &web, target.as_ref(), &store, context)?;
    drop((receiver, claim));
    Ok(if context.interrupt.is_fired() { Exit::Interrupted } else { Exit::Done })
}

/// The address alone, for whoever enters it on the web site of the service.
fn show_address(
    arguments: &Listen,
    signer: &CallbackSigner,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let base = arguments.base.as_deref().unwrap_or_default();
    let replies = signer.sign_account_replies(base).map_err(ReceiverError::PublicUrl)?;
    context.line(replies.as_str());
    Ok(Exit::Done)
}

/// What is to be done with each callback.
fn tasks(arguments: &Listen) -> Vec<Task> {
    let wanted = [
        (true, Task::Print),
        (true, Task::OptOut),
        (arguments.forward_to.is_some(), Task::Forward),
        (arguments.exec.is_some(), Task::Execute),
    ];
    wanted.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, task)| task).collect()
}

fn options(arguments: &Listen, signer: CallbackSigner) -> ReceiverOptions {
    let options = ReceiverOptions::new(signer).with_address(arguments.bind);
    match &arguments.base {
        Some(base) => options.with_public_url(base),
        None => options,
    }
}

/// Everything here is for people: the standard output holds callbacks alone.
fn greet(receiver: &StoringReceiver, context: &mut Context<'_, '_>) {
    // The first line is a contract: programs wait for it.
    context.note(&format!("listening on http://{}", receiver.address()));
    let base = receiver.public_url().trim_end_matches('/');
    let receipts = context.pick("send with", "envoyez avec");
    context.note(&format!("{receipts} --notify-base {base}"));
    let replies = replies_note(receiver, base, context);
    context.note(&replies);
    context.note(context.pick("Ctrl-C stops it", "Ctrl-C l'arrête"));
}

/// A terminal forgets a secret; the journal of a service keeps it.
fn replies_note(receiver: &StoringReceiver, base: &str, context: &Context<'_, '_>) -> String {
    match receiver.sign_account_replies() {
        Ok(replies) if context.is_interactive() => {
            let address = context.pick(
                "address for all replies of the account (a secret):",
                "adresse pour toutes les réponses du compte (un secret) :",
            );
            format!("{address} {}", replies.as_str())
        }
        _ => {
            let address = context.pick(
                "the address for all replies of the account is a secret, told by:",
                "l'adresse pour toutes les réponses du compte est un secret, donné par :",
            );
            format!("{address} smsmode listen --show-address --base {base}")
        }
    }
}

/// Prints here, and does all else in threads of its own, which end with the printing.
fn serve(
    arguments: &Listen,
    web: &Web,
    target: Option<&CallbackUrl>,
    store: &CallbackStore,
    context: &mut Context<'_, '_>,
) -> Result<(), Failure> {
    let over = Interrupt::default();
    let (notes, told) = mpsc::channel();
    let language = context.language;
    let work = |task| Work::new(task, store, over.clone(), notes.clone(), language);
    let opting_out = OptingOut {
        environment: context.environment,
        profile: arguments.common.profile.as_deref(),
        is_kept: !context.is_interactive(),
    };
    thread::scope(|threads| {
        let stops = work(Task::OptOut);
        threads.spawn(|| opting_out.run(stops));
        if let Some(target) = target {
            let work = work(Task::Forward);
            threads.spawn(|| forwarding::run(web, target.as_str(), work));
        }
        if let Some(command) = &arguments.exec {
            let work = work(Task::Execute);
            threads.spawn(|| execution::run(command, arguments.exec_timeout, work));
        }
        if let Some(retention) = arguments.keep.retention() {
            let over = over.clone();
            threads.spawn(move || forgetting::run(store, retention, &over));
        }
        let printed = printing::run(store, arguments.common.output, &told, context);
        over.fire();
        web.shutdown();
        printed
    })
}
