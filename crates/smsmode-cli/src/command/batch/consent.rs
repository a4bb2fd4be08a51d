//! Before messages are paid for: what the account has is shown, and a person is asked about many.

use smsmode_http::{Client, Credits, Decimal, GetBalance, Transport};

use crate::arguments::{Batch, Output};
use crate::command::send::{MANY_RECIPIENTS, MANY_SEGMENTS};
use crate::context::Context;
use crate::failure::Failure;

use super::error::BatchError;
use super::sending::Sum;

/// Who is asked, and about what.
pub(super) struct Consent<'a, T> {
    pub(super) client: &'a Client<T>,
    pub(super) arguments: &'a Batch,
}

impl<T: Transport> Consent<'_, T> {
    /// Shows what is left to send. Refuses what nobody agreed to, and what the credits may not pay for.
    pub(super) fn ask(&self, left: Sum, context: &mut Context<'_, '_>) -> Result<(), Failure> {
        let credits = self.client.call(&GetBalance::new())?.credits;
        self.show(credits, left, context);
        self.check(credits, left, context)?;
        self.confirm(left, context)
    }

    fn show(&self, credits: Credits, left: Sum, context: &mut Context<'_, '_>) {
        if self.arguments.common.output != Output::Table {
            return;
        }
        let (page, post_paid) = (context.page(), credits.is_negative());
        let (messages, segments) = (page.number(left.lines), page.number(left.most_segments));
        let [of_messages, of_segments] =
            [left.lines, left.most_segments].map(|count| if count == 1 { "" } else { "s" });
        let most = context.pick("at most", "au plus");
        let cost =
            format!("{messages} message{of_messages}, {most} {segments} segment{of_segments}");
        let debt = context.pick(" (post-paid)", " (postpayé)");
        let balance = format!(
            "{} {}{}",
            page.credits(credits),
            context.pick("credits", "crédits"),
            if post_paid { debt } else { "" }
        );
        for row in [
            page.row(context.pick("To send", "À envoyer"), &cost),
            page.row(context.pick("Balance", "Solde"), &balance),
        ]
        .concat()
        {
            context.line(&row);
        }
    }

    fn check(
        &self,
        credits: Credits,
        left: Sum,
        context: &mut Context<'_, '_>,
    ) -> Result<(), Failure> {
        let segments = left.most_segments;
        if is_enough(credits, segments) {
            return Ok(());
        }
        if !self.arguments.yes {
            return Err(BatchError::NotEnoughCredits { credits, segments }.into());
        }
        let text = context.pick(
            "the credits may not be enough for all messages",
            "les crédits peuvent ne pas suffire à tous les messages",
        );
        context.note(text);
        Ok(())
    }

    fn confirm(&self, left: Sum, context: &mut Context<'_, '_>) -> Result<(), Failure> {
        let is_much = left.lines > MANY_RECIPIENTS as u64 || left.most_segments > MANY_SEGMENTS;
        let question = context.pick("Send? (y/N)", "Envoyer ? (o/N)");
        if !is_much || self.arguments.yes || (context.is_interactive() && context.ask(question)) {
            return Ok(());
        }
        Err(Failure::NotConfirmed { recipients: MANY_RECIPIENTS, segments: MANY_SEGMENTS })
    }
}

/// An account in debt is post-paid: nobody knows its limit, and it is not ours to guess.
fn is_enough(credits: Credits, segments: u64) -> bool {
    credits.is_negative() || credits.decimal() >= Decimal::from(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_balance_in_debt_is_always_enough() {
        for (credits, segments, expected) in [
            ("100", 100, true),
            ("99.9", 100, false),
            ("0", 1, false),
            ("-0", 1, false),
            ("-3", 1_000_000, true),
            ("1.0E7", 1_000_000, true),
        ] {
            assert_eq!(is_enough(credits.parse().unwrap(), segments), expected, "{credits}");
        }
    }
}
