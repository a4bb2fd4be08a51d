//! The calls that ask, and deleting.

use std::time::Duration;

use smsmode_http::{
    Client, DeleteSms, GetBalance, GetDeliveryReport, GetMessageStatus, GsmText, ListReplies,
    ListSent, LocalDate, LocalDateTime, MessageId, MessageStatus, PhoneNumber, Recipients,
    RefusalCode, SendSms, UnicodeText, WaitEnd, WaitOptions,
};
use smsmode_sandbox::{EmptyList, ListSeparator, Sandbox, SandboxOptions, Switches, TrailingPipe};

use crate::access::{assert_refused, deliver, demo, sandbox, the_message, with_every_access};

fn send(client: &Client, number: &str, text: &str) -> MessageId {
    let to = Recipients::parse([number]).unwrap();
    let message = GsmText::new(text).unwrap().with_replies();
    client.call(&SendSms::new(to, message)).unwrap().message_id.unwrap()
}

fn unknown() -> MessageId {
    MessageId::new("S7EpYZ5kmS87").unwrap()
}

pub(crate) fn balance(client: &Client) -> String {
    client.call(&GetBalance::new()).unwrap().credits.to_string()
}

fn at(year: i16) -> LocalDateTime {
    LocalDateTime::new(LocalDate::new(year, 1, 1).unwrap(), 12, 0, 0).unwrap()
}

#[test]
fn a_balance_goes_down_with_each_send() {
    with_every_access(|_, client| {
        assert_eq!(balance(client), "1000");
        send(client, "0639980011", "a");
        assert_eq!(balance(client), "999");
    });
}

#[test]
fn a_report_tells_the_status_of_each_recipient() {
    with_every_access(|sandbox, client| {
        let to = Recipients::parse(["0639980011", "0639980012"]).unwrap();
        let send = SendSms::new(to, GsmText::new("a").unwrap());
        let ask = GetDeliveryReport::new(client.call(&send).unwrap().message_id.unwrap());
        deliver(sandbox);
        let report = client.call(&ask).unwrap();
        let statuses: Vec<_> =
            report.recipients.iter().map(|one| (one.recipient.to_string(), one.status)).collect();
        let received = |number: &str| (number.to_owned(), MessageStatus::RECEIVED);
        assert_eq!(statuses, [received("33639980011"), received("33639980012")]);
        assert_eq!(report.damaged, []);
    });
}

#[test]
fn a_status_follows_the_message() {
    with_every_access(|sandbox, client| {
        let ask = GetMessageStatus::new(send(client, "0639980011", "a"));
        assert!(!client.call(&ask).unwrap().status.is_final());
        deliver(sandbox);
        let current = client.call(&ask).unwrap();
        assert_eq!(current.status, MessageStatus::RECEIVED);
        assert_eq!(current.description.as_str(), "Reçu par le téléphone");
    });
}

#[test]
fn a_wait_ends_when_the_message_is_received() {
    let sandbox = sandbox();
    let client = demo(&sandbox);
    let id = send(&client, "0639980011", "a");
    deliver(&sandbox);
    let end = client.wait(&id, WaitOptions::new(Duration::from_secs(20)), |_| {}).unwrap();
    assert_eq!(end, WaitEnd::Final(MessageStatus::RECEIVED));
}

#[test]
fn an_unknown_message_is_refused_by_each_question() {
    with_every_access(|_, client| {
        let code = RefusalCode::UNKNOWN_MESSAGE;
        assert_refused(client.call(&GetDeliveryReport::new(unknown())), code);
        assert_refused(client.call(&GetMessageStatus::new(unknown())), code);
        assert_refused(client.call(&DeleteSms::by_id(unknown())), code);
        let nobody = PhoneNumber::parse("0639980099").unwrap();
        assert_refused(client.call(&DeleteSms::most_recent_to(nobody)), code);
    });
}

#[test]
fn the_list_of_messages_has_the_newest_first() {
    with_every_access(|_, client| {
        let first = send(client, "0639980011", "été : 5 €");
        let second = send(client, "0639980012", "ligne un\nligne deux | fin");
        let list = client.call(&ListSent::new()).unwrap();
        assert_eq!(list.damaged, []);
        let ids: Vec<_> = list.messages.iter().map(|message| &message.message_id).collect();
        assert_eq!(ids, [&second, &first]);
        let texts: Vec<_> = list.messages.iter().map(|message| message.text.as_str()).collect();
        assert_eq!(texts, ["ligne un\nligne deux | fin", "été : 5 €"]);
        let oldest = list.messages.last().unwrap();
        assert_eq!(oldest.recipient_number().unwrap().to_string(), "33639980011");
        assert_eq!((oldest.cost.to_string().as_str(), oldest.recipients), ("1", 1));
    });
}

#[test]
fn lists_are_read_however_they_are_separated() {
    use ListSeparator::{EmptyLine, HtmlBreak, LineEnd};
    for separator in [EmptyLine, HtmlBreak, LineEnd] {
        for pipe in [TrailingPipe::Written, TrailingPipe::LeftOut] {
            let mut switches = Switches::default();
            (switches.list_separator, switches.trailing_pipe) = (separator, pipe);
            let sandbox = Sandbox::start(SandboxOptions::new().with_switches(switches)).unwrap();
            let client = demo(&sandbox);
            let id = send(&client, "0639980011", "a");
            send(&client, "0639980012", "b");
            sandbox.reply(id.as_str(), "33639980011", "oui").unwrap();
            sandbox.reply(id.as_str(), "33639980011", "non").unwrap();
            assert_eq!(client.call(&ListSent::new()).unwrap().messages.len(), 2);
            assert_eq!(client.call(&ListReplies::newest()).unwrap().replies.len(), 2);
            let report = client.call(&GetDeliveryReport::new(id)).unwrap();
            assert_eq!((report.recipients.len(), report.damaged), (1, Vec::new()));
        }
    }
}

#[test]
fn a_page_of_messages_is_as_large_as_asked() {
    with_every_access(|_, client| {
        for text in ["a", "b", "c", "d"] {
            send(client, "0639980011", text);
        }
        let page = ListSent::new().with_first(1).with_page_size(2).unwrap();
        let list = client.call(&page).unwrap();
        let texts: Vec<_> = list.messages.iter().map(|message| message.text.as_str()).collect();
        assert_eq!(texts, ["c", "b"]);
    });
}

#[test]
fn an_empty_list_is_empty() {
    with_every_access(|_, client| {
        assert_eq!(client.call(&ListSent::new()).unwrap().messages, []);
        assert_eq!(client.call(&ListReplies::newest()).unwrap().replies, []);
    });
}

#[test]
fn an_empty_list_may_be_refused() {
    let mut switches = Switches::default();
    switches.empty_list = EmptyList::UnknownMessage;
    let sandbox = Sandbox::start(SandboxOptions::new().with_switches(switches)).unwrap();
    assert_refused(demo(&sandbox).call(&ListSent::new()), RefusalCode::UNKNOWN_MESSAGE);
}

#[test]
fn a_reply_is_listed() {
    with_every_access(|sandbox, client| {
        let id = send(client, "0639980011", "On se voit ?");
        let reply_id = sandbox.reply(id.as_str(), "33639980011", "Oui, 5 € | à l'été").unwrap();
        let list = client.call(&ListReplies::newest()).unwrap();
        let reply = list.replies.first().unwrap();
        assert_eq!(reply.reply_id.as_str(), reply_id);
        assert_eq!(reply.text.as_str(), "Oui, 5 € | à l'été");
        assert_eq!(reply.from_number().unwrap().to_string(), "33639980011");
        assert_eq!(reply.message_id.as_ref(), Some(&id));
        assert_eq!(list.damaged, []);
    });
}

#[test]
fn replies_are_listed_by_page_and_by_period() {
    with_every_access(|sandbox, client| {
        let id = send(client, "0639980011", "a");
        for text in ["un", "deux", "trois"] {
            sandbox.reply(id.as_str(), "33639980011", text).unwrap();
        }
        let texts = |list: &ListReplies| {
            let replies = client.call(list).unwrap().replies;
            replies.iter().map(|reply| reply.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(texts(&ListReplies::page(1, 1).unwrap()), ["deux"]);
        assert_eq!(texts(&ListReplies::between(at(2015), at(2090)).unwrap()).len(), 3);
        assert_eq!(texts(&ListReplies::between(at(2015), at(2016)).unwrap()).len(), 0);
    });
}

#[test]
fn a_deleted_message_is_unknown_afterwards() {
    with_every_access(|sandbox, client| {
        let id = send(client, "0639980011", "a");
        client.call(&DeleteSms::by_id(id.clone())).unwrap();
        assert!(the_message(sandbox).deleted);
        assert_refused(client.call(&GetMessageStatus::new(id)), RefusalCode::UNKNOWN_MESSAGE);
    });
}

#[test]
fn deleting_by_number_deletes_the_most_recent_message() {
    with_every_access(|sandbox, client| {
        send(client, "0639980011", "ancien");
        send(client, "0639980011", "nouveau");
        let number = PhoneNumber::parse("0639980011").unwrap();
        client.call(&DeleteSms::most_recent_to(number)).unwrap();
        let deleted: Vec<_> = sandbox.messages().iter().map(|message| message.deleted).collect();
        assert_eq!(deleted, [false, true]);
    });
}

/// The list is single-byte: what it cannot hold is lost on the way back, and nothing else is.
#[test]
fn unicode_in_a_list_is_lost_but_its_record_is_whole() {
    let sandbox = sandbox();
    let client = demo(&sandbox);
    let to = Recipients::parse(["0639980011"]).unwrap();
    client.call(&SendSms::new(to, UnicodeText::new("☺ été").unwrap())).unwrap();
    let list = client.call(&ListSent::new()).unwrap();
    assert_eq!(list.messages.first().unwrap().text.as_str(), "? été");
    assert_eq!(list.damaged, []);
}
