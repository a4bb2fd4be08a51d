//! `--forward-to`: hands callbacks on to another server.

use smsmode_http::Language;
use smsmode_receiver::StoredCallback;

use super::record::CallbackRecord;
use super::work::{Trouble, Work};
use crate::output::json;
use crate::web::Web;

/// Until it is over. A callback is handed on once it was answered with 2xx, and else tried again.
pub(super) fn run(web: &Web, url: &str, work: Work<'_>) {
    let language = work.language;
    work.run(|callback| forward(web, url, callback, language));
}

fn forward(
    web: &Web,
    url: &str,
    callback: &StoredCallback,
    language: Language,
) -> Result<(), Trouble> {
    let number = callback.number;
    match web.post_json(url, &json(&CallbackRecord::from(callback), false)) {
        Ok(200..=299) => Ok(()),
        Ok(status) => Err(Trouble::This(language.pick(
            format!("callback {number} was answered with {status} by the server of --forward-to; it is tried again"),
            format!("le serveur de --forward-to a répondu {status} à l'appel {number} ; il sera réessayé"),
        ))),
        Err(error) => Err(Trouble::Any(language.pick(
            format!("the server of --forward-to cannot be reached ({error}); callback {number} is kept and tried again"),
            format!("le serveur de --forward-to est injoignable ({error}) ; l'appel {number} est gardé et sera réessayé"),
        ))),
    }
}
