//! What is to be done with each callback.

/// What is to be done with each callback, and is written down with it until it is done.
///
/// A callback is kept together with the tasks of that moment: whoever begins to forward today does not
/// forward the callbacks of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Task {
    /// Show it.
    Print,
    /// Hand it on to another server.
    Forward,
    /// Run a command.
    Execute,
    /// Put on the opt-out list who answers STOP.
    OptOut,
}

impl Task {
    pub(super) const ALL: [Self; 4] = [Self::Print, Self::Forward, Self::Execute, Self::OptOut];

    /// Its name in the file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Forward => "forward",
            Self::Execute => "execute",
            Self::OptOut => "opt_out",
        }
    }
}
