//! What a journal is bound to: two runs that are bound alike number their calls alike.

use sha2::{Digest as _, Sha256};
use smsmode_http::text::Alphabet;

use crate::batch::{Line, Verdict};

use super::error::SendingError;
use super::journal::{Binding, hexadecimal};
use super::order::Campaign;
use super::source::Source;
use super::tally::Sum;

/// What is going to be sent.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) binding: Binding,
    /// The messages, those to people who opted out included.
    pub(super) messages: u64,
    /// What is to be sent.
    pub(super) load: Sum,
}

const VERSION: u8 = 1;

/// Goes through the file, before anything is sent.
pub(super) fn survey(
    source: &impl Source,
    campaign: &Campaign,
    service: &str,
) -> Result<Survey, SendingError> {
    let (mut digest, mut messages, mut load) = (Sha256::new(), 0_u64, Sum::default());
    for verdict in source.verdicts()? {
        let verdict = verdict?;
        if let Verdict::Send(line) = &verdict {
            load.add(Some(line.segments));
        }
        if let Verdict::Send(line) | Verdict::OptedOut(line) = &verdict {
            check(line, campaign)?;
            take(&mut digest, line);
            messages += 1;
        }
    }
    let binding = Binding {
        version: VERSION,
        file: hexadecimal(&source.digest()),
        options: options(campaign),
        messages: hexadecimal(&digest.finalize()),
        service: service.to_owned(),
        calls: messages.div_ceil(campaign.size()),
    };
    Ok(Survey { binding, messages, load })
}

fn check(line: &Line, campaign: &Campaign) -> Result<(), SendingError> {
    if line.message.alphabet() == Alphabet::Ucs2 && !campaign.each {
        return Err(SendingError::Unicode { line: line.number });
    }
    Ok(())
}

/// Everything of a message that reaches the service; who opted out may differ from run to run.
fn take(digest: &mut Sha256, line: &Line) {
    let sender = line.message.sender().map(smsmode_http::Sender::as_str);
    let reference = line.reference.as_ref().map(smsmode_http::ClientReference::as_str);
    digest.update(line.number.to_le_bytes());
    digest.update(line.recipient.as_u64().to_le_bytes());
    digest.update([line.message.class().number()]);
    for text in [Some(line.message.text()), sender, reference] {
        let text = text.unwrap_or_default();
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
    }
}

fn options(campaign: &Campaign) -> String {
    // Options hold nothing that JSON cannot say.
    let written = serde_json::to_string(&campaign.bound()).unwrap_or_default();
    hexadecimal(&Sha256::digest(written))
}
