//! What is wanted of a run.

use std::path::{Path, PathBuf};

use serde::Serialize;
use smsmode_http::text::{OptOut, SegmentLimit};
use smsmode_http::{ClientReference, Schedule};

/// What all calls share.
#[derive(Debug, Clone, Default)]
pub(crate) struct Campaign {
    /// One message a call.
    pub(crate) each: bool,
    /// People can answer.
    pub(crate) replies: bool,
    pub(crate) schedule: Option<Schedule>,
    /// Of the messages that have none of their own.
    pub(crate) reference: Option<ClientReference>,
    pub(crate) max_segments: Option<SegmentLimit>,
    pub(crate) opt_out: Option<OptOut>,
}

/// Where a run writes.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) journal: PathBuf,
    pub(crate) result: Option<PathBuf>,
    /// Between the columns of the result, as in the file that is sent.
    pub(crate) delimiter: u8,
}

/// What may be sent that a run before dealt with.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wishes {
    /// Everything, once more.
    pub(crate) again: bool,
    /// What was refused.
    pub(crate) retry_refused: bool,
}

/// The most messages of a call, so that a call that goes wrong concerns no more.
const MESSAGES_OF_CALL: u64 = 500;

impl Files {
    /// The file that would be lost if the result, or the journal, were written.
    pub(super) fn endangered(&self, input: &Path) -> Option<PathBuf> {
        let written = [Some(self.journal.as_path()), self.result.as_deref()];
        let [journal, result] = written.map(|path| path.map(resolved));
        let input = Some(resolved(input));
        let is_endangered = journal == input || result == input || result == journal;
        if is_endangered { result.or(journal) } else { None }
    }
}

/// The path without links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    let beside = folder.ok().zip(path.file_name()).map(|(folder, name)| folder.join(name));
    path.canonicalize().ok().or(beside).unwrap_or_else(|| path.to_owned())
}

impl Campaign {
    /// How many messages make a call.
    pub(super) const fn size(&self) -> u64 {
        if self.each { 1 } else { MESSAGES_OF_CALL }
    }

    /// All that a journal is bound to: not when it is sent, since that may be past when a run goes on.
    pub(super) fn bound(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Bound {
            size: u64,
            replies: bool,
            reference: Option<String>,
            max_segments: Option<u8>,
            opt_out: Option<&'static str>,
        }

        Bound {
            size: self.size(),
            replies: self.replies,
            reference: self.reference.as_ref().map(ToString::to_string),
            max_segments: self.max_segments.map(SegmentLimit::get),
            opt_out: self.opt_out.map(|opt_out| match opt_out {
                OptOut::Always => "always",
                OptOut::IfFree => "if_free",
            }),
        }
    }
}
