//! What the page has to know: the words for statuses and refusals, from the tables that client and
//! sandbox share, and the key that its first line needs.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;
use smsmode_core::{Describe, Language, MessageStatus, RefusalCode};

use crate::DEMO_API_KEY;

pub(super) fn json() -> String {
    let statuses = MessageStatus::ALL.iter().map(|status| (status.code(), Status::new(*status)));
    let refusals = RefusalCode::ALL.iter().map(|code| (code.code(), Words::new(code)));
    json!({
        "demo_key": DEMO_API_KEY,
        "statuses": statuses.collect::<BTreeMap<_, _>>(),
        "refusals": refusals.collect::<BTreeMap<_, _>>(),
    })
    .to_string()
}

#[derive(Serialize)]
struct Status {
    class: &'static str,
    #[serde(flatten)]
    words: Words,
}

impl Status {
    fn new(status: MessageStatus) -> Self {
        Self { class: status.class().name(), words: Words::new(&status) }
    }
}

#[derive(Serialize)]
struct Words {
    en: String,
    fr: String,
}

impl Words {
    fn new(described: &impl Describe) -> Self {
        let [en, fr] =
            [Language::English, Language::French].map(|language| described.describe(language));
        Self { en, fr }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_status_has_its_class_and_words_of_both_languages() {
        let facts: serde_json::Value = serde_json::from_str(&super::json()).unwrap();
        let received = &facts["statuses"]["11"];
        assert_eq!(
            (&received["class"], &received["en"]),
            (&"delivered".into(), &"Received by the phone".into())
        );
        assert_eq!(facts["refusals"]["33"]["fr"], "crédits insuffisants");
        assert_eq!(facts["demo_key"], crate::DEMO_API_KEY);
    }
}
