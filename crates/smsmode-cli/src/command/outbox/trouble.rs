//! Why nothing can be read or written at this time.

use crate::context::Context;

/// What was told last.
#[derive(Debug, Default)]
pub(in crate::command) struct Trouble(Option<String>);

impl Trouble {
    /// Tells each trouble once, and that it is over.
    pub(in crate::command) fn tell(
        &mut self,
        trouble: Option<String>,
        context: &mut Context<'_, '_>,
    ) {
        match &trouble {
            _ if trouble == self.0 => {}
            Some(text) => context.note(text),
            None => context.note(context.pick("it goes on", "cela continue")),
        }
        self.0 = trouble;
    }
}
