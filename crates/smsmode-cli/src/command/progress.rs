//! How many messages were dealt with, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

use crate::context::{self, Context};

/// A bar; nothing where nobody sees it.
pub(in crate::command) struct Progress(ProgressBar);

impl Progress {
    pub(in crate::command) fn new(messages: u64, context: &Context<'_, '_>) -> Self {
        if context.progress() == context::Progress::Hidden {
            return Self(ProgressBar::hidden());
        }
        let left = context.pick("left", "restant");
        let template = format!("{{bar:30}} {{pos}}/{{len}} messages  {{eta}} {left}");
        // The template is correct; a plain bar would do.
        let style = ProgressStyle::with_template(&template)
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::new(messages).with_style(style))
    }

    /// So many messages more were dealt with now.
    pub(in crate::command) fn advance(&self, messages: usize) {
        self.0.inc(messages as u64);
    }

    /// So many messages more were dealt with before, which says nothing about the time left.
    pub(in crate::command) fn pass_over(&self, messages: usize) {
        self.0.inc(messages as u64);
        self.0.tick();
        self.0.reset_eta();
    }

    /// Leaves nothing on the terminal.
    pub(in crate::command) fn end(&self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_before_makes_nobody_hope_for_an_early_end() {
        let bar = ProgressBar::hidden();
        bar.set_length(1_000_010);
        let progress = Progress(bar);
        progress.pass_over(500_000);
        progress.pass_over(500_000);
        let speed = progress.0.per_sec();
        assert_eq!(progress.0.position(), 1_000_000);
        assert!(speed.is_nan() || speed < 1.0, "{speed} messages a second");
    }
}
