//! How far a run has come, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

use crate::context::{self, Context};

/// A bar; nothing where nobody sees it.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new(messages: u64, context: &Context<'_, '_>) -> Self {
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

    /// So many messages more were dealt with.
    pub(super) fn advance(&self, messages: usize) {
        self.0.inc(messages as u64);
    }

    /// Leaves nothing on the terminal.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
