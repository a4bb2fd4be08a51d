//! Each of the fourteen calls once, with values that are easily found again.

#![allow(dead_code, reason = "each test binary needs some of it only")]

use std::fmt::Debug;

use smsmode_http::{
    AddContact, BatchRow, ContactGroup, CreateApiKey, CreateSubAccount, DeleteSms,
    DeleteSubAccount, Endpoint, GetBalance, GetDeliveryReport, GetMessageStatus, GsmText,
    ListReplies, ListSent, Login, MessageId, Password, PhoneNumber, Recipients, SendBatch, SendSms,
    SendVoice, TransferCredits, WholeCredits,
};

pub(crate) const NUMBER: &str = "0639980011";
pub(crate) const TEXT: &str = "TexteCanari pour vous";
pub(crate) const LAST_NAME: &str = "NomCanari";
pub(crate) const FIRST_NAME: &str = "PrenomCanari";
pub(crate) const COMPANY: &str = "SocieteCanari";
pub(crate) const NEW_PASSWORD: &str = "NouveauPasseCanari+%7";
pub(crate) const SUB_ACCOUNT: &str = "succursale";

/// Something that is done with each call.
pub(crate) trait Visitor {
    fn visit<E: Endpoint<Output: Debug> + Debug>(&mut self, endpoint: &E);
}

/// Makes all fourteen, in an order in which each can succeed. Those that ask about a message ask about
/// this one, which is then deleted.
pub(crate) fn visit_all(message: &MessageId, visitor: &mut impl Visitor) {
    visitor.visit(&send_sms());
    visitor.visit(&send_batch());
    visitor.visit(&send_voice());
    visitor.visit(&GetDeliveryReport::new(message.clone()));
    visitor.visit(&GetMessageStatus::new(message.clone()));
    visitor.visit(&ListSent::new());
    visitor.visit(&ListReplies::newest());
    visitor.visit(&GetBalance::new());
    visitor.visit(&add_contact());
    visitor.visit(&create_sub_account());
    visitor.visit(&TransferCredits::new(sub_account(), WholeCredits::new(2).unwrap()));
    visitor.visit(&DeleteSubAccount::new(sub_account()));
    visitor.visit(&CreateApiKey::new());
    visitor.visit(&DeleteSms::by_id(message.clone()));
}

pub(crate) fn number() -> PhoneNumber {
    PhoneNumber::parse(NUMBER).unwrap()
}

pub(crate) fn send_sms() -> SendSms {
    SendSms::new(number(), GsmText::new(TEXT).unwrap().with_replies())
}

pub(crate) fn send_batch() -> SendBatch {
    SendBatch::new([BatchRow::new(number(), GsmText::new(TEXT).unwrap())]).unwrap()
}

pub(crate) fn send_voice() -> SendVoice {
    SendVoice::new(Recipients::new([number()]).unwrap(), TEXT).unwrap()
}

pub(crate) fn add_contact() -> AddContact {
    let contact = AddContact::new(LAST_NAME, number()).unwrap();
    let group = ContactGroup::new("clients").unwrap();
    contact.with_first_name(FIRST_NAME).with_company(COMPANY).with_groups([group])
}

pub(crate) fn create_sub_account() -> CreateSubAccount {
    CreateSubAccount::new(sub_account(), Password::new(NEW_PASSWORD).unwrap())
        .with_last_name(LAST_NAME)
        .with_first_name(FIRST_NAME)
        .with_company(COMPANY)
        .with_mobile(number())
}

pub(crate) fn sub_account() -> Login {
    Login::new(SUB_ACCOUNT).unwrap()
}
