//! `smsmode plan`: what will happen to a text, or to many, before anything is sent.

mod lines;
mod progress;
mod question;
mod summary;

use crate::arguments::{Output, Plan};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, PlanRecord};
use crate::plan_view;

use self::question::Question;

pub(super) fn run(arguments: &Plan, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    context.interrupt.let_it_end_the_process();
    if arguments.summary {
        return summary::run(arguments, context);
    }
    let question = Question::new(arguments, context)?;
    if arguments.lines {
        lines::run(&question, context)
    } else {
        one(&question, arguments.text.as_deref(), context)
    }
}

/// Answers for one text. That it cannot be sent is an answer, too.
fn one(
    question: &Question,
    text: Option<&str>,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    if text.is_none() && context.is_interactive() {
        let hint = context.pick(
            "type the text, and end it with Ctrl-D on a line of its own",
            "tapez le texte, et terminez par Ctrl-D seul sur une ligne",
        );
        context.note(hint);
    }
    let text = super::text_input::read(text.unwrap_or("-"), context)?;
    let forecast = question.forecast(&text);
    if question.output == Output::Table {
        for row in plan_view::whole(&forecast, &text, question.audience, context.page()) {
            context.line(&row);
        }
    }
    output::write(&[PlanRecord::new(&forecast, context.language)], question.output, context);
    Ok(Exit::Done)
}
