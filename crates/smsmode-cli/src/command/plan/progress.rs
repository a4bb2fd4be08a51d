//! How far a long read has come, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

use crate::context;
use crate::page::Page;

/// A bar where the end is known, else a sign of life; nothing where nobody sees it.
pub(super) struct Progress {
    bar: ProgressBar,
    page: Page,
}

impl Progress {
    pub(super) fn new(shown: context::Progress, page: Page) -> Self {
        let bar = match shown {
            context::Progress::Hidden => ProgressBar::hidden(),
            context::Progress::Open => styled(ProgressBar::new_spinner(), "{spinner} {msg}"),
            context::Progress::Bytes(bytes) => {
                styled(ProgressBar::new(bytes), "{bar:30} {percent:>3} %  {msg}")
            }
        };
        Self { bar, page }
    }

    /// So many bytes more were read, so many lines by now.
    pub(super) fn advance(&self, bytes: usize, lines: u64) {
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{} messages", self.page.number(lines)));
            self.bar.inc(bytes as u64);
        }
    }

    /// Leaves nothing on the terminal.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    // The templates above are correct; a plain bar would do.
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style)
}
