//! Opening the file of the options, and going on from it.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use jiff::SignedDuration;

use super::error::StoreError;
use super::file::StoreFile;
use super::restoring::restored;
use super::writer::Writer;
use crate::SandboxError;
use crate::clock::Clock;
use crate::options::SandboxOptions;
use crate::saving::Saving;
use crate::service::{Service, Start};

/// A store whose writer is not running yet.
#[derive(Debug)]
pub(crate) struct Opened {
    file: StoreFile,
    saving: Arc<Saving>,
    is_woken: Receiver<()>,
}

/// What a sandbox starts from, and its store if it has one.
pub(crate) fn open(options: &SandboxOptions) -> Result<(Start, Option<Opened>), SandboxError> {
    let start = Start::fresh(options);
    let Some(path) = options.store.as_deref() else { return Ok((start, None)) };
    let opened = open_file(path, start, options);
    let (start, opened) = opened.map_err(|source| {
        let (path, source) = (path.to_owned(), Box::new(source));
        SandboxError::Store { path, source }
    })?;
    Ok((start, Some(opened)))
}

fn open_file(
    path: &Path,
    mut start: Start,
    options: &SandboxOptions,
) -> Result<(Start, Opened), StoreError> {
    let mut file = StoreFile::open(path)?;
    #[cfg(test)]
    options.store_pages.inspect(|pages| file.limit_pages(*pages));
    if let Some(saved) = file.load()? {
        start.clock = Clock::ahead_by(SignedDuration::from_millis(saved.meta.clock_ahead_ms));
        start.state = restored(saved, &options.accounts(), options.keep);
    }
    let (saving, is_woken) = Saving::new();
    let saving = Arc::new(saving);
    start.saving = Some(Arc::clone(&saving));
    Ok((start, Opened { file, saving, is_woken }))
}

impl Opened {
    /// From now on everything is saved.
    pub(crate) fn start(self, service: &Arc<Service>) -> Result<Writer, SandboxError> {
        let writer = Writer::start(service, &self.saving, self.is_woken, self.file);
        writer.map_err(|source| SandboxError::Thread { source })
    }
}
