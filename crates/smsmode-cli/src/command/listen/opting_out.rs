//! Puts on the opt-out list who answers STOP.

use smsmode_http::{Describe as _, Language, PhoneNumber, Timestamp};
use smsmode_receiver::{Event, StoredCallback};

use super::work::{Trouble, Work};
use crate::context::Environment;
use crate::optout::{Heard, News, OptOutError, OptOutList, Stop, hear};

/// Whose list it is, and who is told.
pub(super) struct OptingOut<'a> {
    pub(super) environment: &'a Environment,
    pub(super) profile: Option<&'a str>,
    /// Whether what is told is kept, as the journal of a service does.
    pub(super) is_kept: bool,
}

impl OptingOut<'_> {
    /// Until it is over. A STOP that the list cannot take is kept and tried again.
    pub(super) fn run(&self, work: Work<'_>) {
        let (notes, language) = (work.notes.clone(), work.language);
        work.run(|callback| {
            let news = self.news(callback).map_err(|error| trouble(callback, &error, language))?;
            if let Some(news) = news {
                // Nobody listens any more once it is over.
                let _ = notes.send(self.tell(news, language));
            }
            Ok(())
        });
    }

    fn tell(&self, news: News, language: Language) -> String {
        if self.is_kept { news.for_journals(language) } else { news.describe(language) }
    }

    fn news(&self, callback: &StoredCallback) -> Result<Option<News>, OptOutError> {
        let Event::Reply(reply) = &callback.event else { return Ok(None) };
        let arrived = callback.arrived;
        match hear(&reply.text, &reply.from, reply.reply_id.as_ref(), Some(arrived)) {
            Heard::Stop(stop) => Ok(self.heed(stop, arrived)?.map(News::Added)),
            Heard::Doubt(news) => Ok(Some(news)),
            Heard::Nothing => Ok(None),
        }
    }

    /// The number, if it was not on the list.
    fn heed(&self, stop: Stop, arrived: Timestamp) -> Result<Option<PhoneNumber>, OptOutError> {
        let mut list = OptOutList::open(self.environment, self.profile)?;
        Ok(list.heed(&[stop], arrived)?.pop())
    }
}

fn trouble(callback: &StoredCallback, error: &OptOutError, language: Language) -> Trouble {
    let (number, error) = (callback.number, error.describe(language));
    Trouble::Any(language.pick(
        format!("{error}; callback {number} says STOP, is kept and tried again"),
        format!("{error} ; l'appel {number} dit STOP, il est gardé et sera réessayé"),
    ))
}
