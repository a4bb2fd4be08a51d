//! A receiver with a file: stored, then thanked; not stored, then asked to come again.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use smsmode_core::{CallbackKey, CallbackKind, CallbackSigner, ClientReference, Timestamp};
use smsmode_receiver::{CallbackStore, ReceiverOptions, StoringReceiver};

const RECEIPT: &str = "numero=33639980011&statut=11&smsID=S7EpYZ5kmS87";

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(1_795_353_900)
}

fn start(path: &Path) -> (StoringReceiver, Arc<CallbackStore>) {
    let store = Arc::new(CallbackStore::open(path).unwrap());
    let signer = CallbackSigner::new(CallbackKey::new([1; 16]).unwrap());
    let options = ReceiverOptions::new(signer).with_clock(now);
    (StoringReceiver::start(options, &store).unwrap(), store)
}

/// The status of the answer to a receipt for this message.
fn receipt(receiver: &StoringReceiver, reference: &str) -> u16 {
    let reference = ClientReference::new(reference).unwrap();
    let url = receiver.sign(CallbackKind::Delivery, &reference, now()).unwrap();
    let path = url.as_str().strip_prefix(receiver.public_url()).unwrap();
    let mut stream = TcpStream::connect(receiver.address()).unwrap();
    write!(stream, "GET {path}?{RECEIPT} HTTP/1.1\r\nHost: shop.example\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn what_was_answered_with_200_is_in_the_file_and_has_its_signed_reference() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callbacks.db");
    let (receiver, _) = start(&path);
    assert_eq!((receipt(&receiver, "order-12"), receipt(&receiver, "order-12")), (200, 200));
    // Another process reads while this one runs.
    let stored = CallbackStore::open(&path).unwrap().after(0, 9).unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].event.client_reference(), Some("order-12"));
    assert_eq!(stored[0].arrived, now());
}

#[test]
fn what_cannot_be_stored_is_answered_with_503_until_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callbacks.db");
    let (receiver, store) = start(&path);
    let rename = |from, to| {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(&format!("ALTER TABLE {from} RENAME TO {to}")).unwrap();
    };
    rename("callbacks", "taken_away");
    assert_eq!(receipt(&receiver, "order-12"), 503);
    rename("taken_away", "callbacks");
    assert_eq!(receipt(&receiver, "order-12"), 200);
    assert_eq!(store.after(0, 9).unwrap().len(), 1);
}
