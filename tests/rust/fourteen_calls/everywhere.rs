//! What holds for every call.

use std::fmt::Debug;

use smsmode_http::{
    Cause, Client, Endpoint, Error, InvalidInput, MessageId, Method, Outcome, RefusalCode, Repeat,
    RetryPolicy,
};
use smsmode_sandbox::{Fault, RawAnswer, Sandbox};

use crate::access::{EVERY_ACCESS, demo, sandbox};
use crate::all_calls::{Visitor, send_sms, visit_all};

/// Makes each call and keeps how it ended.
struct Calling<'a> {
    client: &'a Client,
    ended: Vec<Ended>,
}

#[derive(Debug)]
struct Ended {
    name: &'static str,
    repeat: Repeat,
    error: Option<Error>,
}

impl Visitor for Calling<'_> {
    fn visit<E: Endpoint<Output: Debug> + Debug>(&mut self, endpoint: &E) {
        let error = self.client.call(endpoint).err();
        self.ended.push(Ended { name: E::NAME, repeat: endpoint.repeat(), error });
    }
}

fn call_all(client: &Client, message: &MessageId) -> Vec<Ended> {
    let client = client.clone().with_retry(RetryPolicy::NEVER);
    let mut calling = Calling { client: &client, ended: Vec::new() };
    visit_all(message, &mut calling);
    assert_eq!(calling.ended.len(), 14);
    calling.ended
}

/// Calls all with every way in, and leaves out what GET cannot do.
fn each_end(
    client: impl Fn(&Sandbox, crate::access::Access) -> Client,
    prepare: impl Fn(&Sandbox),
    check: impl Fn(&Ended),
) {
    for access in EVERY_ACCESS {
        let sandbox = sandbox();
        let message = demo(&sandbox).call(&send_sms()).unwrap().message_id.unwrap();
        prepare(&sandbox);
        for ended in call_all(&client(&sandbox, access), &message) {
            match ended {
                Ended { name: "send_batch", error, .. } if access.method == Method::Get => {
                    let error = error.unwrap();
                    let cause = error.cause();
                    assert!(matches!(cause, Cause::InvalidInput(InvalidInput::BatchByGet)));
                }
                ended => check(&ended),
            }
        }
    }
}

#[test]
fn every_call_succeeds_with_every_credential_and_method() {
    each_end(
        |sandbox, access| access.client(sandbox),
        |_| {},
        |ended| assert!(ended.error.is_none(), "{ended:?}"),
    );
}

/// The JSON call has no code: it says no with HTTP 401.
#[test]
fn every_call_of_a_stranger_is_refused() {
    each_end(
        |sandbox, access| access.stranger(sandbox),
        |_| {},
        |ended| {
            let error = ended.error.as_ref().unwrap();
            assert_eq!((error.outcome(), error.retry()), (Outcome::Refused, false), "{error:?}");
            match error.refusal() {
                Some(refusal) => assert_eq!(refusal.code(), RefusalCode::AUTHENTICATION),
                None => {
                    assert_eq!((ended.name, error.http_status()), ("create_api_key", Some(401)));
                }
            }
        },
    );
}

#[test]
fn every_call_can_be_put_off() {
    each_end(
        |sandbox, access| access.client(sandbox),
        |sandbox| sandbox.set_faults([Fault::refuse(RefusalCode::UNAVAILABLE)]),
        |ended| match &ended.error {
            // 50 is a status too, and the status call answers statuses.
            None => assert_eq!(ended.name, "get_message_status"),
            Some(error) => {
                assert_eq!((error.outcome(), error.retry()), (Outcome::Refused, true), "{error:?}");
            }
        },
    );
}

#[test]
fn an_internal_error_leaves_only_costly_calls_unknown() {
    each_end(
        |sandbox, access| access.client(sandbox),
        |sandbox| sandbox.set_faults([Fault::refuse(RefusalCode::INTERNAL_ERROR)]),
        assert_unknown_if_costly,
    );
}

#[test]
fn a_reset_without_an_answer_leaves_only_costly_calls_unknown() {
    each_end(
        |sandbox, access| access.client(sandbox),
        |sandbox| sandbox.set_faults([Fault::reset_after_accepting()]),
        assert_unknown_if_costly,
    );
}

#[test]
fn a_web_page_in_place_of_an_answer_leaves_only_costly_calls_unknown() {
    each_end(
        |sandbox, access| access.client(sandbox),
        |sandbox| sandbox.set_faults([Fault::from(RawAnswer::bad_gateway())]),
        assert_unknown_if_costly,
    );
}

fn assert_unknown_if_costly(ended: &Ended) {
    let error = ended.error.as_ref().unwrap();
    match ended.repeat {
        Repeat::Costly => assert_eq!((error.outcome(), error.retry()), (Outcome::Unknown, false)),
        Repeat::Safe => {
            assert_ne!(error.outcome(), Outcome::Unknown, "{ended:?}");
            assert!(error.retry(), "{ended:?}");
        }
    }
}

#[test]
fn every_error_names_its_call() {
    let sandbox = sandbox();
    let message = demo(&sandbox).call(&send_sms()).unwrap().message_id.unwrap();
    sandbox.kill();
    for ended in call_all(&demo(&sandbox), &message) {
        assert_eq!(ended.error.unwrap().call(), ended.name);
    }
}
