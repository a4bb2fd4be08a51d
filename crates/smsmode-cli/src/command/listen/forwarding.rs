//! `--forward-to`: hands callbacks on to another server.

use smsmode_receiver::StoredCallback;

use super::record::CallbackRecord;
use super::work::{Trouble, Work};
use crate::output::json;
use crate::web::Web;

/// Until it is over. A callback is handed on once it was answered with 2xx, and else tried again.
pub(super) fn run(web: &Web, url: &str, work: Work<'_>) {
    work.run(|callback| forward(web, url, callback));
}

fn forward(web: &Web, url: &str, callback: &StoredCallback) -> Result<(), Trouble> {
    let number = callback.number;
    match web.post_json(url, &json(&CallbackRecord::from(callback), false)) {
        Ok(200..=299) => Ok(()),
        Ok(status) => Err(Trouble::This(format!(
            "callback {number} was answered with {status} by the server of --forward-to; it is tried again"
        ))),
        Err(error) => Err(Trouble::Any(format!(
            "the server of --forward-to cannot be reached ({error}); callback {number} is kept and tried again"
        ))),
    }
}
