//! A run: one call after another, each in the journal before it is made.

use smsmode_http::{Client, RetryPolicy, Transport};

use crate::arguments::Output;
use crate::batch::BatchFileError;
use crate::context::Context;
use crate::exit::Exit;

use super::call::{Call, calls};
use super::error::SendingError;
use super::fingerprint::{Survey, survey};
use super::journal::{self, Fate, Journal, JournalError, Standing};
use super::making::{is_hopeless, make};
use super::order::{Campaign, Files, Wishes};
use super::source::Source;
use super::stop::{Patience, Stop};
use super::tally::{Sum, Tally};
use super::{result, summary};
use crate::command::progress::Progress;

/// What is to be done.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) campaign: Campaign,
    pub(crate) files: Files,
    pub(crate) wishes: Wishes,
    pub(crate) output: Output,
}

/// A run that can begin, or go on, once somebody has agreed.
#[derive(Debug)]
pub(crate) struct Run<'a, S> {
    source: &'a S,
    job: &'a Job,
    survey: Survey,
    /// Nothing where everything is to be sent once more.
    journal: Option<Journal>,
}

/// A run that goes on: nobody else has its journal.
struct Running<'a, S> {
    source: &'a S,
    job: &'a Job,
    journal: Journal,
    messages: u64,
}

/// What a run did.
#[derive(Debug, Default)]
pub(super) struct Ran {
    /// How many calls it made.
    pub(super) calls: u64,
    pub(super) stop: Option<Stop>,
}

impl<'a, S: Source> Run<'a, S> {
    /// Goes through the file, and opens the journal that belongs to it.
    pub(crate) fn open(source: &'a S, job: &'a Job, service: &str) -> Result<Self, SendingError> {
        if let Some(path) = job.files.endangered(source.path()) {
            return Err(SendingError::SameFile { path });
        }
        result::try_to_create(&job.files)?;
        let survey = survey(source, &job.campaign, service)?;
        let mut run = Self { source, job, survey, journal: None };
        run.journal = if job.wishes.again { run.again()? } else { Some(run.journal()?) };
        Ok(run)
    }

    /// The messages that are still to be sent, and their segments.
    pub(crate) fn left(&self) -> Result<Sum, SendingError> {
        match &self.journal {
            Some(journal) if !journal.is_new() => self.left_by(journal),
            _ => Ok(self.survey.load),
        }
    }

    fn journal(&self) -> Result<Journal, SendingError> {
        Ok(Journal::open(&self.job.files.journal, &self.survey.binding)?)
    }

    /// The journal in which everything can be sent once more; nothing where that takes a new one. A
    /// run that did not come to its end goes on instead, or half of its messages would go out twice.
    fn again(&self) -> Result<Option<Journal>, SendingError> {
        let path = &self.job.files.journal;
        if !path.exists() {
            return Ok(None);
        }
        match self.journal() {
            Ok(journal) if journal.is_new() => Ok(Some(journal)),
            Ok(journal) if self.left_by(&journal)?.lines > 0 => {
                Err(SendingError::Unfinished { journal: path.clone() })
            }
            Ok(_) | Err(SendingError::Journal(JournalError::OfAnother { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Another run may have begun since it was looked at, while somebody was asked.
    fn begin_again(&self, context: &mut Context<'_, '_>) -> Result<Journal, SendingError> {
        if let Some(journal) = self.again()? {
            return Ok(journal);
        }
        set_aside(&self.job.files, context)?;
        self.journal()
    }

    fn left_by(&self, journal: &Journal) -> Result<Sum, SendingError> {
        let mut left = Sum::default();
        for call in calls(self.source.verdicts()?, self.job.campaign.size()) {
            let call = call?;
            if self.job.wants(&call, journal)? {
                call.lines().iter().for_each(|line| left.add(Some(line.segments)));
            }
        }
        Ok(left)
    }

    /// Sends what is left, and tells what became of every line.
    pub(crate) fn carry_out<T: Transport>(
        mut self,
        client: &Client<T>,
        context: &mut Context<'_, '_>,
    ) -> Result<Exit, SendingError> {
        let journal = match self.journal.take() {
            Some(journal) => journal,
            None => self.begin_again(context)?,
        };
        let (source, job, messages) = (self.source, self.job, self.survey.messages);
        Ok(Running { source, job, journal, messages }.carry_out(client, context))
    }
}

impl<S: Source> Running<'_, S> {
    fn carry_out<T: Transport>(
        mut self,
        client: &Client<T>,
        context: &mut Context<'_, '_>,
    ) -> Exit {
        context.interrupt.let_the_call_end(context.pick(
            "stopping after the call under way; Ctrl-C again breaks it off, and its lines are then unknown",
            "arrêt après l'appel en cours ; un second Ctrl-C le coupe, et ses lignes sont alors inconnues",
        ));
        let client = client.clone().with_retry(RetryPolicy::default().with_costly_calls(true));
        let ran = self.make_all(&client, context);
        match result::tell(self.source, self.job, &mut self.journal, context) {
            Ok(tally) => {
                summary::show(&tally, &ran, self.job, context);
                tally.exit(ran.stop.as_ref())
            }
            Err(error) => self.untold(&error, &ran, context),
        }
    }

    /// The lines cannot be told any more; what became of the calls is known all the same.
    fn untold(&self, error: &SendingError, ran: &Ran, context: &mut Context<'_, '_>) -> Exit {
        summary::untold(error, ran, context);
        match Tally::of_calls(&self.journal).exit(ran.stop.as_ref()) {
            Exit::Done => Exit::Usage,
            exit => exit,
        }
    }

    fn make_all<T: Transport>(&mut self, client: &Client<T>, context: &Context<'_, '_>) -> Ran {
        let progress = Progress::new(self.messages, context);
        let mut ran = Ran::default();
        let stop = self.make_each(client, &mut ran.calls, &progress, context);
        progress.end();
        ran.stop = stop.unwrap_or_else(|error| Some(Stop::Broken(error)));
        ran
    }

    fn make_each<T: Transport>(
        &mut self,
        client: &Client<T>,
        made: &mut u64,
        progress: &Progress,
        context: &Context<'_, '_>,
    ) -> Result<Option<Stop>, SendingError> {
        let mut patience = Patience::default();
        for call in calls(self.source.verdicts()?, self.job.campaign.size()) {
            let mut call = call?;
            if context.interrupt.is_fired() {
                return Ok(Some(Stop::Interrupted));
            }
            if !self.wants(&mut call)? {
                progress.pass_over(call.len());
                continue;
            }
            *made += 1;
            if let Some(stop) = self.make(client, &call, &mut patience)? {
                return Ok(Some(stop));
            }
            progress.advance(call.len());
        }
        Ok(None)
    }

    /// Whether the call is to be made, by the file and the people as they are now.
    fn wants(&self, call: &mut Call) -> Result<bool, SendingError> {
        if !self.job.wants(call, &self.journal)? {
            return Ok(false);
        }
        if !self.source.is_unchanged() {
            return Err(BatchFileError::Changed.into());
        }
        self.source.look_again()?;
        call.leave_out(|number| self.source.is_opted_out(number));
        Ok(!call.lines().is_empty())
    }

    fn make<T: Transport>(
        &mut self,
        client: &Client<T>,
        call: &Call,
        patience: &mut Patience,
    ) -> Result<Option<Stop>, SendingError> {
        let begun = self.journal.begin(call.number, call.opted_out())?;
        let made = make(client, &self.job.campaign, &call.lines());
        let answered = matches!(made.fate, Fate::Accepted { .. } | Fate::Refused { .. });
        begun.end(made.fate).map_err(SendingError::Unkept)?;
        patience.after(answered);
        Ok(match made.error {
            Some(error) if is_hopeless(&error) => Some(Stop::Hopeless(error)),
            Some(error) if patience.is_over() => Some(Stop::OutOfOrder(error)),
            _ => None,
        })
    }
}

impl Job {
    /// Whether the call is to be made, as far as the journal tells.
    fn wants(&self, call: &Call, journal: &Journal) -> Result<bool, BatchFileError> {
        let standing = journal.standing(call.number).ok_or(BatchFileError::Changed)?;
        let refused = standing == Standing::Refused && !self.wishes.retry_refused;
        Ok(standing.may_be_made() && !refused && !call.lines().is_empty())
    }
}

fn set_aside(files: &Files, context: &mut Context<'_, '_>) -> Result<(), SendingError> {
    let kept = journal::set_aside(&files.journal)?;
    if let Some(kept) = kept {
        let text = context.pick("the journal before is kept as", "le journal d'avant est gardé :");
        context.note(&format!("{text} {}", kept.display()));
    }
    Ok(())
}
