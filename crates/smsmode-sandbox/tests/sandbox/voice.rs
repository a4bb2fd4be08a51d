//! Voice messages.

use smsmode_sandbox::MessageKind;

use crate::http::{DELAY, get_call, post, started};

#[test]
fn the_example_of_the_document_is_accepted_and_listened_to() {
    let sandbox = started();
    let form = "KEY&message=Bonjour+Maman&numero=3363123456&title=voici+le+titre";
    get_call(&sandbox, "sendVoiceMessage", form).id();
    sandbox.advance(DELAY * 4);
    let message = &sandbox.messages()[0];
    assert_eq!((message.kind, message.status), (MessageKind::Voice, 16));
}

#[test]
fn gsm_has_no_say_in_what_is_spoken() {
    let sandbox = started();
    let text = "%EA".repeat(161);
    post(
        &sandbox,
        "sendVoiceMessage",
        &format!("KEY&message={text}&numero=0139980011&language=fr-FR"),
    )
    .id();
    let message = &sandbox.messages()[0];
    assert_eq!((message.text.as_str(), message.segments), ("ê".repeat(161).as_str(), 2));
}

#[test]
fn an_unknown_language_or_option_is_refused() {
    let sandbox = started();
    let form = "KEY&message=Bonjour&numero=33639980011";
    for option in ["language=it-IT", "emetteur=SHOP", "groupe=amis"] {
        let text = post(&sandbox, "sendVoiceMessage", &format!("{form}&{option}")).text();
        assert!(text.starts_with("35 | "), "{option}");
    }
}
