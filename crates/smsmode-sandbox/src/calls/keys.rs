//! API keys (section 2).

use serde_json::json;
use smsmode_core::RefusalCode;
use smsmode_core::wire::param;

use super::Context;
use crate::answer::{Answer, Refused};
use crate::switches::CreatedKey;

/// The first key of an account is made on the web only, so an account without a key gets none here.
pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refused> {
    if context.account()?.keys().is_empty() {
        let text = "La première clé se crée depuis le compte";
        return Err(Refused::new(RefusalCode::BAD_PARAMETER, text));
    }
    let key = context.state.ids.key();
    if !context.state.accounts.add_key(&context.login, &key) {
        return Err(Refused::sandbox_is_full("clés"));
    }
    Ok(Answer::Json(described(context, &key)))
}

/// The types of the fields are not known (grade D): a switch has two readings.
fn described(context: &mut Context<'_>, key: &str) -> serde_json::Value {
    let (id, created) = match context.switches().created_key {
        CreatedKey::Text => {
            let created = context.switches().time_zone.dashes(context.now);
            (json!(context.state.ids.id()), json!(created))
        }
        CreatedKey::Numbers => {
            (json!(context.state.messages.accepted() + 1), json!(context.now.as_millisecond()))
        }
    };
    json!({
        param::KEY_ID: id,
        param::API_KEY: key,
        param::KEY_CREATION_DATE: created,
        param::KEY_STATE: "ACTIVE",
        param::KEY_EXPIRATION: null,
        param::KEY_ACCOUNT: context.login,
    })
}
