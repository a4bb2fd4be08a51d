//! From a request to an answer: is it signed, can it be read, is it kept.

use std::sync::Arc;

use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use smsmode_core::{CallbackSigner, ClientReference, Timestamp};

use crate::event::Event;
use crate::keeping::{Keep, Kept};

/// Decides about requests. It knows no socket.
pub(crate) struct Intake<K> {
    signer: CallbackSigner,
    prefix: String,
    clock: fn() -> Timestamp,
    store: Arc<K>,
}

/// What a request is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It is stored, now or since it came before.
    Stored,
    /// It is not readable.
    Unreadable,
    /// We do not believe it, or there is nothing here: nobody may tell these apart.
    Unbelieved,
    /// Callbacks are GET.
    WrongMethod,
    /// It cannot be stored; the service may come again.
    NoRoom,
}

impl<K: Keep> Intake<K> {
    pub(crate) fn new(
        signer: CallbackSigner,
        prefix: String,
        clock: fn() -> Timestamp,
        store: Arc<K>,
    ) -> Self {
        Self { signer, prefix, clock, store }
    }

    pub(crate) fn answer(&self, method: &Method, uri: &Uri) -> Answer {
        if method != Method::GET {
            return Answer::WrongMethod;
        }
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        self.receive(target).unwrap_or_else(|answer| answer)
    }

    fn receive(&self, target: &str) -> Result<Answer, Answer> {
        let (path, query) = split(target);
        let path = path.strip_prefix(&self.prefix).unwrap_or(path);
        let now = (self.clock)();
        let verified = self.signer.verify(path, now).map_err(|error| {
            log::debug!("a callback is not believed: {error}");
            Answer::Unbelieved
        })?;
        let event = Event::read(verified.kind, query.as_bytes()).map_err(|error| {
            log::warn!("a callback on a signed address cannot be read: {error}");
            Answer::Unreadable
        })?;
        Ok(self.keep(settle_reference(event, verified.client_reference)?, query, now))
    }

    fn keep(&self, event: Event, query: &str, now: Timestamp) -> Answer {
        let what = event.summary();
        match self.store.keep(event, query, now) {
            Kept::New => log::info!("stored: {what}"),
            Kept::Known => log::debug!("known already: {what}"),
            Kept::NoRoom => {
                log::error!("not stored, the service may come again: {what}");
                return Answer::NoRoom;
            }
        }
        Answer::Stored
    }
}

/// Whether the service appends its parameters with `?` or with `&` is unknown; a signed path has
/// neither.
fn split(target: &str) -> (&str, &str) {
    target.split_once(['?', '&']).unwrap_or((target, ""))
}

/// Puts the signed reference into the event, unless the event contradicts it: whoever holds the
/// address of one message must not report on another.
fn settle_reference(mut event: Event, signed: Option<ClientReference>) -> Result<Event, Answer> {
    let Some(signed) = signed else { return Ok(event) };
    let told = event.client_reference_mut();
    // The service may trim blanks, as it does elsewhere.
    if told.as_deref().is_some_and(|told| told.trim() != signed.as_str().trim()) {
        log::warn!("a callback is not believed: its reference is not the one of its address");
        return Err(Answer::Unbelieved);
    }
    *told = Some(signed.as_str().to_owned());
    Ok(event)
}

impl From<Answer> for Response {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Stored => (StatusCode::OK, "OK\n").into_response(),
            Answer::Unreadable => (StatusCode::BAD_REQUEST, "unreadable\n").into_response(),
            Answer::Unbelieved => (StatusCode::NOT_FOUND, "not found\n").into_response(),
            Answer::NoRoom => (StatusCode::SERVICE_UNAVAILABLE, "come again\n").into_response(),
            Answer::WrongMethod => {
                (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET")], "GET only\n")
                    .into_response()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use smsmode_core::{CallbackKey, CallbackKind};

    use super::*;
    use crate::memory::Store;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);
    const RECEIPT: &str = "numero=33639980011&statut=11&smsID=S7EpYZ5kmS87";

    fn intake(capacity: usize, prefix: &str) -> Intake<Store> {
        let signer = CallbackSigner::new(CallbackKey::new([1; 16]).unwrap());
        Intake::new(signer, prefix.to_owned(), || NOW, Arc::new(Store::new(capacity)))
    }

    fn path(intake: &Intake<Store>, kind: CallbackKind, reference: &str) -> String {
        let reference = ClientReference::new(reference).unwrap();
        let url = intake.signer.sign("http://shop.example", kind, &reference, NOW).unwrap();
        url.as_str().strip_prefix("http://shop.example").unwrap().to_owned()
    }

    fn get(intake: &Intake<Store>, target: &str) -> Answer {
        intake.answer(&Method::GET, &target.parse().unwrap())
    }

    #[test]
    fn the_parameters_may_be_appended_either_way() {
        for joint in ["?", "&", "?&"] {
            let intake = intake(9, "");
            let path = path(&intake, CallbackKind::Delivery, "order-12");
            assert_eq!(get(&intake, &format!("{path}{joint}{RECEIPT}")), Answer::Stored, "{joint}");
            assert_eq!(intake.store.all().len(), 1);
        }
    }

    #[test]
    fn a_proxy_may_leave_the_path_of_the_public_address_on_or_take_it_off() {
        let intake = intake(9, "/sms");
        let path = path(&intake, CallbackKind::Delivery, "order-12");
        assert_eq!(get(&intake, &format!("/sms{path}?{RECEIPT}")), Answer::Stored);
        assert_eq!(get(&intake, &format!("{path}?{RECEIPT}")), Answer::Stored);
        assert_eq!(get(&intake, &format!("/other{path}?{RECEIPT}")), Answer::Unbelieved);
    }

    #[test]
    fn a_reference_that_contradicts_the_signed_one_is_not_believed() {
        let intake = intake(9, "");
        let path = path(&intake, CallbackKind::Delivery, "order-12");
        let told = |reference| get(&intake, &format!("{path}?{RECEIPT}&refClient={reference}"));
        assert_eq!(told("order-13"), Answer::Unbelieved);
        assert!(intake.store.all().is_empty());
        assert_eq!(told("order-12"), Answer::Stored);
    }

    #[test]
    fn the_signed_reference_is_filled_in_where_the_service_gives_none_back() {
        let intake = intake(9, "");
        let path = path(&intake, CallbackKind::Reply, "été 12");
        get(&intake, &format!("{path}?emetteur=33639980011&message=oui&refClient="));
        assert_eq!(intake.store.all()[0].client_reference(), Some("été 12"));
    }

    #[test]
    fn the_address_of_the_account_takes_the_reference_that_the_service_wrote() {
        let intake = intake(9, "");
        let url = intake.signer.sign_account_replies("http://shop.example").unwrap();
        let path = url.as_str().strip_prefix("http://shop.example").unwrap();
        get(&intake, &format!("{path}?emetteur=33639980011&message=oui&refClient=order-12"));
        assert_eq!(intake.store.all()[0].client_reference(), Some("order-12"));
    }

    #[test]
    fn without_room_the_service_is_asked_to_come_again() {
        let intake = intake(1, "");
        let path = path(&intake, CallbackKind::Delivery, "order-12");
        assert_eq!(get(&intake, &format!("{path}?statut=13&smsID=A1")), Answer::Stored);
        assert_eq!(get(&intake, &format!("{path}?statut=11&smsID=A1")), Answer::NoRoom);
    }

    #[test]
    fn an_address_for_receipts_takes_no_replies() {
        let intake = intake(9, "");
        let path = path(&intake, CallbackKind::Delivery, "order-12");
        let reply = format!("{path}?emetteur=33639980011&message=oui");
        assert_eq!(get(&intake, &reply), Answer::Unreadable);
        assert_eq!(get(&intake, &reply.replace("/dlr/", "/reply/")), Answer::Unbelieved);
    }
}
