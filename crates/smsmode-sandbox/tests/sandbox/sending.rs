//! Sending texts.

use smsmode_sandbox::{
    AccountOptions, DEMO_API_KEY, DuplicateRecipients, LongOptOut, MessageFilter, MessageKind,
    PastSchedule, PlusPrefix, Sandbox, SandboxOptions,
};

use crate::http::{FORM, balance, get_call, post, send, started, started_with};

#[test]
fn the_first_example_of_the_document_is_accepted() {
    let sandbox = started();
    let answer =
        get_call(&sandbox, "sendSMS", "KEY&message=Bonjour+Maman&numero=3363123456,0623123457");
    assert!(answer.body.starts_with(b"0 | Accept\xe9 - le message a \xe9t\xe9 accept\xe9"));
    assert!(answer.body.ends_with(b"\r\n"));
    assert_eq!((answer.status(), answer.header("content-type")), (200, Some("text/html")));

    let messages = sandbox.messages();
    let recipients: Vec<_> = messages.iter().map(|message| message.recipient.as_str()).collect();
    assert_eq!(recipients, ["3363123456", "33623123457"]);
    assert!(messages.iter().all(|message| message.message_id == answer.id()));
    assert_eq!(
        (messages[0].text.as_str(), messages[0].kind),
        ("Bonjour Maman", MessageKind::Standard)
    );
    assert_eq!(balance(&sandbox), "998.0");
}

#[test]
fn the_scheduled_example_of_the_document_is_in_the_past() {
    let form = "KEY&message=Bon+anniversaire&numero=3363123456&date_envoi=21122005-14:35";
    let answer = get_call(&started(), "sendSMS", form);
    assert_eq!(answer.text(), "35 | Param\u{e8}tre incorrect : date_envoi (date pass\u{e9}e)");

    let sandbox = started_with(|switches| switches.past_schedule = PastSchedule::SentAtOnce);
    get_call(&sandbox, "sendSMS", form).id();
    assert_eq!(sandbox.messages()[0].status_name, "sent");
}

#[test]
fn the_unicode_example_of_the_document_is_accepted() {
    let sandbox = started();
    let form = "KEY&classe_msg=9&message=%E2%98%BA&emetteur=PERSO&numero=3363123456,0623123457";
    get_call(&sandbox, "sendSMS", form).id();
    let message = &sandbox.messages()[0];
    assert_eq!((message.text.as_str(), message.kind), ("☺", MessageKind::Unicode));
    assert_eq!(message.sender.as_deref(), Some("PERSO"));
}

#[test]
fn the_stop_example_of_the_document_gets_its_mention() {
    let sandbox = started();
    get_call(&sandbox, "sendSMS", "KEY&message=Bonjour+Maman&numero=3363123456,0623123457&stop=1")
        .id();
    assert_eq!(sandbox.messages()[1].text, "Bonjour Maman STOP 36034");
}

#[test]
fn parameters_of_query_and_body_are_merged() {
    let sandbox = started();
    let form = format!("message=Bonjour&accessToken={DEMO_API_KEY}");
    let target = "/http/1.6/sendSMS.do?numero=33639980011";
    let id = send(&sandbox, "POST", target, FORM, form.as_bytes()).id();
    assert_eq!(sandbox.messages_where(&MessageFilter::new().with_message_id(id)).len(), 1);
}

#[test]
fn every_option_is_kept() {
    let sandbox = started();
    let form = "KEY&message=Bonjour&numero=33639980011&classe_msg=2&refClient=order+7&emetteur=SHOP\
        &nbr_msg=3&notification_url=http%3A%2F%2Flocalhost%3A1%2Fdlr&notification_url_reponse=http%3A%2F%2Flocalhost%3A1%2Freply&stop=2";
    post(&sandbox, "sendSMS", form).id();
    let message = &sandbox.messages()[0];
    assert_eq!(message.reference.as_deref(), Some("order 7"));
    assert_eq!(message.sender.as_deref(), Some("SHOP"));
    assert_eq!(message.delivery_url.as_deref(), Some("http://localhost:1/dlr"));
    assert_eq!(message.reply_url.as_deref(), Some("http://localhost:1/reply"));
}

#[test]
fn segments_and_recipients_are_charged() {
    let sandbox = started();
    let text = "a".repeat(161);
    post(&sandbox, "sendSMS", &format!("KEY&message={text}&numero=33639980011,33639980012")).id();
    let costs: Vec<_> = sandbox.messages().iter().map(|message| message.cost.to_string()).collect();
    assert_eq!(costs, ["2", "2"]);
    assert_eq!(balance(&sandbox), "996.0");
}

#[test]
fn without_enough_credits_nothing_is_sent() {
    let account = AccountOptions::new("shop", "secret").with_api_key("shop-key").with_credits(1);
    let sandbox = Sandbox::start(SandboxOptions::new().with_account(account)).unwrap();
    let form = "accessToken=shop-key&message=Bonjour&numero=33639980011";
    assert_eq!(
        post(&sandbox, "sendSMS", &format!("{form},33639980012")).text(),
        "33 | Cr\u{e9}dits insuffisants"
    );
    assert!(sandbox.messages().is_empty());
    post(&sandbox, "sendSMS", form).id();
    assert_eq!(post(&sandbox, "credit", "accessToken=shop-key").text(), "0.0");
}

#[test]
fn a_post_paid_account_goes_below_zero() {
    let account = AccountOptions::new("shop", "secret").with_credits(0).post_paid();
    let sandbox = Sandbox::start(SandboxOptions::new().with_account(account)).unwrap();
    let credential = "pseudo=shop&pass=secret";
    post(&sandbox, "sendSMS", &format!("{credential}&message=Bonjour&numero=33639980011")).id();
    assert_eq!(post(&sandbox, "credit", credential).text(), "-1.0");
}

#[test]
fn the_text_is_cut_at_the_wished_number_of_segments() {
    let sandbox = started();
    let send = |options: &str| {
        let id = post(&sandbox, "sendSMS", &format!("KEY&numero=33639980011&{options}")).id();
        let message = &sandbox.messages_where(&MessageFilter::new().with_message_id(id))[0];
        (message.text.chars().count(), message.segments)
    };
    let long = "a".repeat(1000);
    assert_eq!(send(&format!("message={long}&nbr_msg=1")), (160, 1));
    assert_eq!(send(&format!("message={long}&nbr_msg=2")), (306, 2));
    assert_eq!(send(&format!("message={long}")), (765, 5));
    assert_eq!(send(&format!("message={long}&classe_msg=9&nbr_msg=3")), (201, 3));
}

#[test]
fn a_switch_appends_the_mention_to_long_texts_too() {
    let form = format!("KEY&message={}&numero=33639980011&stop=1", "a".repeat(200));
    for (long_opt_out, length) in [(LongOptOut::Never, 200), (LongOptOut::IfFree, 211)] {
        let sandbox = started_with(|switches| switches.long_opt_out = long_opt_out);
        post(&sandbox, "sendSMS", &form).id();
        assert_eq!(sandbox.messages()[0].text.len(), length);
    }
}

#[test]
fn a_number_that_is_given_twice_is_charged_twice_or_once() {
    let form = "KEY&message=Bonjour&numero=33639980011,0639980011";
    for (duplicates, count) in
        [(DuplicateRecipients::EachCharged, 2), (DuplicateRecipients::Once, 1)]
    {
        let sandbox = started_with(|switches| switches.duplicate_recipients = duplicates);
        post(&sandbox, "sendSMS", form).id();
        assert_eq!(sandbox.messages().len(), count);
    }
}

#[test]
fn a_switch_takes_numbers_with_a_plus() {
    let form = "KEY&message=Bonjour&numero=%2B33639980011";
    assert!(post(&started(), "sendSMS", form).text().starts_with("35 | "));
    let sandbox = started_with(|switches| switches.plus_prefix = PlusPrefix::Accepted);
    post(&sandbox, "sendSMS", form).id();
    assert_eq!(sandbox.messages()[0].recipient, "33639980011");
}

#[test]
fn a_get_takes_300_recipients_and_a_post_more() {
    let sandbox = started();
    let numbers = |count| vec!["33639980011"; count].join(",");
    let form = |count| format!("KEY&message=Bonjour&numero={}", numbers(count));
    get_call(&sandbox, "sendSMS", &form(300)).id();
    let refused = get_call(&sandbox, "sendSMS", &form(301)).text();
    assert_eq!(
        refused,
        "35 | Param\u{e8}tre incorrect : numero (300 destinataires au plus en GET)"
    );
    post(&sandbox, "sendSMS", &form(301)).id();
    assert_eq!(sandbox.messages().len(), 601);
}
