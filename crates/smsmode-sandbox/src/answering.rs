//! A person answers: what that does to the account, the list of replies and the user's server.

use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::callbacks::Callback;
use crate::calls::Rules;
use crate::state::State;
use crate::state::reply::Reply;

/// What people write to get no more messages.
const OPT_OUT: &str = "STOP";

/// What a person writes, to which message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    pub(crate) message_id: &'a str,
    /// In international form.
    pub(crate) from: &'a str,
    pub(crate) text: &'a str,
    pub(crate) at: Timestamp,
}

/// Keeps a reply; its id, and the callback that announces it if anybody asked for one. Nothing if
/// there is no such message.
pub(crate) fn answer(
    state: &mut State,
    written: Written<'_>,
    rules: &Rules,
) -> Option<(String, Option<Callback>)> {
    let account = state.message(written.message_id)?.account.clone();
    if written.text.trim().eq_ignore_ascii_case(OPT_OUT) {
        opt_out(state, &account, written.from, rules.segment_price);
    }
    let reply = Reply {
        id: state.ids.id(),
        account,
        received_at: written.at,
        from: written.from.to_owned(),
        text: written.text.to_owned(),
        message_id: written.message_id.to_owned(),
    };
    let callback = Callback::reply(state, &reply, &rules.switches);
    let id = reply.id.clone();
    state.replies.push(reply);
    Some((id, callback))
}

/// The confirmation to the person costs a credit, whatever the balance; nothing reaches them any
/// more.
fn opt_out(state: &mut State, login: &str, number: &str, price: Decimal) {
    let Some(account) = state.accounts.get_mut(login) else { return };
    if account.opt_out(number) {
        account.credits -= price;
    }
}
