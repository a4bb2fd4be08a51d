//! The three calls that send, and what arrives.

use smsmode_http::text::OptOut;
use smsmode_http::{
    Account, BatchCredential, BatchRow, ClientReference, ContactGroup, GsmText, LocalDate,
    LocalDateTime, Outcome, PhoneNumber, Recipients, RefusalCode, Schedule, SendBatch, SendSms,
    SendVoice, Sender, UnicodeText, VoiceLanguage,
};
use smsmode_sandbox::{
    AccountOptions, AnswerCharset, DEMO_API_KEY, DeclaredCharset, Fault, MessageKind,
    MultipartFields, Sandbox, SandboxOptions, Switches,
};

use crate::access::{
    EVERY_ACCESS, assert_refused, client, demo, key_of, sandbox, the_message, with_every_access,
};

fn to(numbers: &[&str]) -> Recipients {
    Recipients::parse(numbers).unwrap()
}

fn gsm(text: &str) -> GsmText {
    GsmText::new(text).unwrap()
}

fn row(number: &str, text: &str) -> BatchRow {
    BatchRow::new(PhoneNumber::parse(number).unwrap(), gsm(text))
}

fn with_switches(change: impl FnOnce(&mut Switches)) -> Sandbox {
    let mut switches = Switches::default();
    change(&mut switches);
    Sandbox::start(SandboxOptions::new().with_switches(switches)).unwrap()
}

#[test]
fn accents_and_the_euro_arrive() {
    with_every_access(|sandbox, client| {
        let text = "L'été à Orléans : 12 € & 50 % de + @ {Noël} ?";
        let text = text.replace('ë', "e");
        let send = SendSms::new(to(&["06 39 98 00 11"]), gsm(&text));
        let accepted = client.call(&send).unwrap();
        let message = the_message(sandbox);
        assert_eq!(accepted.message_id.unwrap().as_str(), message.message_id);
        assert_eq!((message.text, message.text_as_read), (text.clone(), text));
        assert_eq!(
            (message.recipient.as_str(), message.kind),
            ("33639980011", MessageKind::Standard)
        );
        assert_eq!(accepted.description.as_str().split(' ').next(), Some("Accepté"));
        assert!(!accepted.provisional);
    });
}

#[test]
fn lines_and_pipes_of_a_text_arrive() {
    with_every_access(|sandbox, client| {
        let text = "un\r\ndeux | trois\n=&+%20 ?***";
        client.call(&SendSms::new(to(&["0639980011"]), gsm(text))).unwrap();
        assert_eq!(the_message(sandbox).text_as_read, text);
    });
}

#[test]
fn unicode_arrives() {
    with_every_access(|sandbox, client| {
        let text = "☺ Привет — 12 € 🙂 être";
        let send = SendSms::new(to(&["0639980011"]), UnicodeText::new(text).unwrap());
        client.call(&send).unwrap();
        let message = the_message(sandbox);
        assert_eq!((message.text.as_str(), message.kind), (text, MessageKind::Unicode));
    });
}

/// The service may overlook the charset that is declared: nothing depends on it.
#[test]
fn accents_arrive_where_the_declared_charset_is_ignored() {
    let sandbox = with_switches(|switches| switches.declared_charset = DeclaredCharset::Ignored);
    demo(&sandbox).call(&SendSms::new(to(&["0639980011"]), gsm("été, 12 €"))).unwrap();
    assert_eq!(the_message(&sandbox).text_as_read, "été, 12 €");
}

#[test]
fn answers_are_read_in_either_charset() {
    use AnswerCharset::{Latin9, Latin9Declared, Utf8, Utf8Declared};
    for charset in [Latin9, Latin9Declared, Utf8, Utf8Declared] {
        let sandbox = with_switches(|switches| switches.answer_charset = charset);
        let accepted = demo(&sandbox).call(&SendSms::new(to(&["0639980011"]), gsm("a"))).unwrap();
        assert!(accepted.description.starts_with("Accepté"), "{charset:?}");
        assert!(accepted.message_id.is_some());
    }
}

#[test]
fn every_option_of_a_send_arrives() {
    with_every_access(|sandbox, client| {
        let message = gsm("Bonjour").sent_by(Sender::new("BOULANGER").unwrap());
        let send = SendSms::new(to(&["0639980011"]), message)
            .with_reference(ClientReference::new("commande-12").unwrap())
            .with_opt_out(OptOut::Always);
        client.call(&send).unwrap();
        let message = the_message(sandbox);
        assert_eq!(message.sender.as_deref(), Some("BOULANGER"));
        assert_eq!(message.reference.as_deref(), Some("commande-12"));
        assert_eq!(message.text, "Bonjour STOP 36034");
    });
}

#[test]
fn a_scheduled_message_waits() {
    with_every_access(|sandbox, client| {
        let noon = LocalDateTime::new(LocalDate::new(2090, 12, 24).unwrap(), 12, 0, 0).unwrap();
        let send = SendSms::new(to(&["0639980011"]), gsm("Joyeux Noel"));
        client.call(&send.with_schedule(Schedule::unchecked(noon))).unwrap();
        let message = the_message(sandbox);
        assert_eq!(
            (message.status_name.as_str(), message.sent_at.as_str()),
            ("scheduled", "2090-12-24T11:00:00Z")
        );
    });
}

#[test]
fn a_date_in_the_past_is_refused() {
    let sandbox = sandbox();
    let past = LocalDateTime::new(LocalDate::new(2015, 1, 1).unwrap(), 12, 0, 0).unwrap();
    let send = SendSms::new(to(&["0639980011"]), gsm("a")).with_schedule(Schedule::unchecked(past));
    assert_refused(demo(&sandbox).call(&send), RefusalCode::BAD_PARAMETER);
    assert_eq!(sandbox.messages().len(), 0);
}

#[test]
fn several_people_get_one_message_each() {
    with_every_access(|sandbox, client| {
        let three = to(&["0639980011", "+33 6 39 98 00 12", "0033639980013"]);
        let id = client.call(&SendSms::new(three, gsm("a"))).unwrap().message_id.unwrap();
        let messages = sandbox.messages();
        assert!(messages.iter().all(|message| message.message_id == id.as_str()));
        let recipients: Vec<_> =
            messages.iter().map(|message| message.recipient.as_str()).collect();
        assert_eq!(recipients, ["33639980011", "33639980012", "33639980013"]);
    });
}

#[test]
fn an_unknown_group_is_refused() {
    with_every_access(|sandbox, client| {
        let group = ContactGroup::new("personne").unwrap();
        assert_refused(client.call(&SendSms::new(group, gsm("a"))), RefusalCode::BAD_PARAMETER);
        assert_eq!(sandbox.messages().len(), 0);
    });
}

#[test]
fn each_segment_is_charged() {
    for access in EVERY_ACCESS {
        let sandbox = poor(3);
        let client = access.client(&sandbox);
        let long = SendSms::new(to(&["0639980011"]), gsm(&"a".repeat(161)));
        client.call(&long).unwrap();
        assert_refused(client.call(&long), RefusalCode::NOT_ENOUGH_CREDIT);
        assert_eq!(crate::reading::balance(&client), "1");
    }
}

/// The demo account with so many credits.
fn poor(credits: u32) -> Sandbox {
    let account = AccountOptions::demo().with_credits(credits);
    Sandbox::start(SandboxOptions::new().with_account(account)).unwrap()
}

#[test]
fn each_row_of_a_batch_arrives() {
    for access in EVERY_ACCESS.into_iter().filter(|access| access.is_post()) {
        let sandbox = sandbox();
        let named = row("0639980011", "Commande \"12\" prete, 5 €")
            .with_sender(Sender::new("RDV").unwrap());
        let referenced = row("0639980012", "été\nà Nice | là")
            .with_reference(ClientReference::new("ref456").unwrap());
        let batch = SendBatch::new([named, referenced]).unwrap();
        let id = access.client(&sandbox).call(&batch).unwrap().message_id.unwrap();
        let [first, second] = <[_; 2]>::try_from(sandbox.messages()).unwrap();
        assert_eq!(
            (first.message_id.as_str(), second.message_id.as_str()),
            (id.as_str(), id.as_str())
        );
        assert_eq!(first.text_as_read, "Commande \"12\" prete, 5 €");
        assert_eq!(second.text_as_read, "été\nà Nice | là");
        assert_eq!((first.sender.as_deref(), second.sender.as_deref()), (Some("RDV"), None));
        assert_eq!(second.reference.as_deref(), Some("ref456"));
    }
}

#[test]
fn the_credential_of_a_batch_works_in_the_body_only_where_it_is_read() {
    let in_body = |sandbox: &Sandbox| {
        let account = Account::new(key_of(DEMO_API_KEY));
        client(sandbox, account.with_batch_credential(BatchCredential::Body))
    };
    let batch = SendBatch::new([row("0639980011", "a")]).unwrap();
    let deaf = sandbox();
    assert_refused(in_body(&deaf).call(&batch), RefusalCode::BAD_PARAMETER);
    let reading = with_switches(|switches| switches.multipart_fields = MultipartFields::Read);
    assert!(in_body(&reading).call(&batch).is_ok());
}

#[test]
fn a_batch_beyond_the_credits_is_refused_as_a_whole() {
    let sandbox = poor(1);
    let batch = SendBatch::new([row("0639980011", "a"), row("0639980012", "b")]).unwrap();
    assert_refused(demo(&sandbox).call(&batch), RefusalCode::NOT_ENOUGH_CREDIT);
    assert_eq!(sandbox.messages().len(), 0);
}

#[test]
fn a_batch_of_thousands_arrives() {
    let sandbox = poor(5_000);
    let rows = (0..3_000).map(|index| row("0639980011", &format!("Commande {index}, été")));
    demo(&sandbox).call(&SendBatch::new(rows).unwrap()).unwrap();
    let messages = sandbox.messages();
    assert_eq!(messages.len(), 3_000);
    assert_eq!(messages.last().unwrap().text_as_read, "Commande 2999, été");
}

#[test]
fn a_voice_message_arrives() {
    with_every_access(|sandbox, client| {
        let call = SendVoice::new(to(&["0639980011"]), "Votre commande est prête, 5 €").unwrap();
        let call = call.with_title("La boulangerie à l'angle").unwrap();
        let id = client.call(&call.with_language(VoiceLanguage::French)).unwrap().message_id;
        let message = the_message(sandbox);
        assert_eq!(id.unwrap().as_str(), message.message_id);
        assert_eq!(message.kind, MessageKind::Voice);
        assert_eq!(message.text_as_read, "Votre commande est prête, 5 €");
    });
}

#[test]
fn a_voice_message_beyond_the_credits_is_refused() {
    let sandbox = poor(0);
    let call = SendVoice::new(to(&["0639980011"]), "Bonjour").unwrap();
    assert_refused(demo(&sandbox).call(&call), RefusalCode::NOT_ENOUGH_CREDIT);
}

#[test]
fn an_answer_without_a_length_has_a_provisional_id() {
    let sandbox = sandbox();
    sandbox.set_faults([Fault::WithoutLength]);
    let accepted = demo(&sandbox).call(&SendSms::new(to(&["0639980011"]), gsm("a"))).unwrap();
    assert!(accepted.provisional);
    assert_eq!(accepted.message_id.unwrap().as_str(), the_message(&sandbox).message_id);
}

#[test]
fn a_send_that_was_refused_sent_nothing() {
    with_every_access(|sandbox, client| {
        sandbox.set_faults([Fault::refuse(RefusalCode::BAD_PARAMETER)]);
        let error = client.call(&SendSms::new(to(&["0639980011"]), gsm("a"))).unwrap_err();
        assert_eq!((error.outcome(), sandbox.messages().len()), (Outcome::Refused, 0));
    });
}
