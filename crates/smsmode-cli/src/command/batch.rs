//! `smsmode batch`: every line of a file is checked, then people are asked, then it is sent.

mod bad_lines;
mod consent;
mod error;
mod options;
mod sending;
mod totals;

use crate::arguments::{Batch, Output};
use crate::batch::{BatchFile, BatchFileError, Checked, Totals};
use crate::config;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::optout::WatchedList;
use crate::output;
use crate::quiet;

use self::bad_lines::BadLines;
use self::consent::Consent;
use self::options::Options;
use self::sending::{CheckedFile, Run};
use self::totals::TotalsRecord;

pub(crate) use error::BatchError;

pub(super) fn run(arguments: &Batch, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let options = Options::new(arguments, context)?;
    let suppressed = WatchedList::load(context.environment, arguments.common.profile.as_deref())?;
    let file = BatchFile::open(&arguments.file, &options.layout).map_err(BatchError::from)?;
    let checked = check(&file, &options, &suppressed, arguments, context)?;
    tell(&file, &checked, &options, arguments, context)?;
    refuse(&checked, arguments)?;
    if arguments.dry_run {
        return Ok(dry_run(&checked, arguments, context));
    }
    send(
        &CheckedFile { file: &file, checked: &checked, suppressed: &suppressed },
        &options,
        arguments,
        context,
    )
}

/// Asks before the first message is sent, or before a run goes on.
fn send(
    source: &CheckedFile<'_>,
    options: &Options,
    arguments: &Batch,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let client = super::client(&arguments.common, context)?;
    let job = options.job(source.file.layout().delimiter, arguments);
    let consent = Consent { client: &client, arguments };
    let service = client.account().base_url().as_str().to_owned();
    let run = Run::open(source, &job, &service).map_err(BatchError::from)?;
    let left = run.left().map_err(BatchError::from)?;
    if left.lines > 0 {
        consent.ask(left, context)?;
    }
    Ok(run.carry_out(&client, context).map_err(BatchError::from)?)
}

/// Looks at every line, and tells the bad ones.
fn check<'b>(
    file: &'b BatchFile,
    options: &'b Options,
    suppressed: &WatchedList,
    arguments: &Batch,
    context: &mut Context<'_, '_>,
) -> Result<Checked<'b>, Failure> {
    let (lines, interrupt) = (&options.lines, context.interrupt);
    let mut bad = BadLines::new(arguments, context);
    let goes_on = || !interrupt.is_fired();
    let keep = arguments.keep_duplicates;
    let checked = Checked::new(file, lines, keep, suppressed, |line| bad.tell(line), goes_on);
    bad.end();
    Ok(checked.map_err(BatchError::from)?)
}

/// Refuses a file with bad lines, unless they are to be skipped, and one without good ones.
fn refuse(checked: &Checked<'_>, arguments: &Batch) -> Result<(), BatchError> {
    let Totals { lines, good, bad, bad_for_unicode: unicode, .. } = checked.totals;
    match (lines, bad) {
        (0, _) => Err(BatchFileError::Empty.into()),
        (_, 1..) if !arguments.skip_bad => Err(BatchError::BadLines { bad, unicode }),
        _ if good == 0 => Err(BatchError::NothingToSend),
        _ => Ok(()),
    }
}

fn tell(
    file: &BatchFile,
    checked: &Checked<'_>,
    options: &Options,
    arguments: &Batch,
    context: &mut Context<'_, '_>,
) -> Result<(), Failure> {
    if arguments.common.output == Output::Table {
        for row in totals::rows(&arguments.file, file.layout(), &checked.totals, context.page()) {
            context.line(&row);
        }
    }
    let profile = arguments.common.profile.as_deref();
    let channel = config::channel(arguments.channel, context.environment, profile)?;
    let is_marketing = quiet::is_marketing(channel, arguments.opt_out.is_some());
    let leaves =
        options.leaves(context.now()).filter(|_| is_marketing && checked.totals.reaches_france);
    if let Some(quiet) = leaves.and_then(quiet::reason) {
        let warning = context.say(&quiet);
        context.note(&warning);
    }
    Ok(())
}

fn dry_run(checked: &Checked<'_>, arguments: &Batch, context: &mut Context<'_, '_>) -> Exit {
    output::write(&[TotalsRecord::from(&checked.totals)], arguments.common.output, context);
    if arguments.common.output == Output::Table {
        let nothing =
            context.pick("Dry run: nothing was sent.", "Essai à blanc : rien n'a été envoyé.");
        context.line(nothing);
    }
    Exit::Done
}
