//! Puts on the opt-out list who answered STOP.

use smsmode_http::{PhoneNumber, Reply, ServiceZone, Timestamp};

use crate::context::Context;
use crate::optout::{Heard, News, OptOutError, OptOutList, Stop, hear};

/// Says what changed, and what a person is to decide. All that were read count, shown or not.
pub(super) fn heed(
    replies: &[Reply],
    profile: Option<&str>,
    context: &mut Context<'_, '_>,
) -> Result<(), OptOutError> {
    let (mut stops, mut doubts) = (Vec::new(), Vec::new());
    for reply in replies {
        match hear(&reply.text, &reply.from, Some(&reply.reply_id), received(reply)) {
            Heard::Stop(stop) => stops.push(stop),
            Heard::Doubt(news) if !doubts.contains(&news) => doubts.push(news),
            Heard::Doubt(_) | Heard::Nothing => {}
        }
    }
    if stops.is_empty() && doubts.is_empty() {
        return Ok(());
    }
    let (list, added) = enlist(&stops, profile, context)?;
    let is_open = |news: &News| !matches!(news, News::Perhaps(number) if list.contains(*number));
    for news in added.into_iter().map(News::Added).chain(doubts.into_iter().filter(is_open)) {
        let news = context.say(&news);
        context.note(&news);
    }
    Ok(())
}

/// The list with these, and who is new on it. Without any of these, none is made.
fn enlist(
    stops: &[Stop],
    profile: Option<&str>,
    context: &Context<'_, '_>,
) -> Result<(OptOutList, Vec<PhoneNumber>), OptOutError> {
    if stops.is_empty() {
        return Ok((OptOutList::load(context.environment, profile)?, Vec::new()));
    }
    let mut list = OptOutList::open(context.environment, profile)?;
    let added = list.heed(stops, context.now())?;
    Ok((list, added))
}

/// The later instant, where the clocks showed the time twice: a STOP must not count as too old.
fn received(reply: &Reply) -> Option<Timestamp> {
    Some(ServiceZone::PARIS.instants(reply.received_at.local()?).last())
}
