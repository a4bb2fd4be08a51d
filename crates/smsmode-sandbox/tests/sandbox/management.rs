//! The routes under `/_sandbox/`, and the same in process.

use std::thread;
use std::time::Duration;

use smsmode_core::MessageStatus;
use smsmode_sandbox::{
    CallbackRecord, CharsetReason, DEMO_API_KEY, DeclaredCharset, JournalEntry, ManagementError,
    MessageFilter, Sandbox, SandboxOptions, StoredMessage,
};

use crate::http::{
    Answer, DELAY, FORM, PATIENCE, balance, exchange, get, get_call, post, post_as, send, send_one,
    started, started_with,
};

fn manage(sandbox: &Sandbox, route: &str, json: &str) -> Answer {
    send(sandbox, "POST", &format!("/_sandbox/{route}"), "application/json", json.as_bytes())
}

fn three_messages() -> Sandbox {
    let sandbox = started();
    post(&sandbox, "sendSMS", "KEY&message=Bonjour&numero=33639980011,33639980012&refClient=a")
        .id();
    post(&sandbox, "sendSMS", "KEY&message=Bonsoir&numero=33639980011&refClient=b").id();
    sandbox
}

#[test]
fn messages_are_the_same_over_http_and_in_process() {
    let sandbox = three_messages();
    let answer = get(&sandbox, "/_sandbox/messages");
    let messages: Vec<StoredMessage> = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(messages, sandbox.messages());
}

#[test]
fn filters_select_messages() {
    let sandbox = three_messages();
    let id = sandbox.messages()[2].message_id.clone();
    for (query, count) in [
        ("recipient=33639980011", 2),
        ("recipient=0639980011", 2),
        ("reference=a", 2),
        ("text=soir", 1),
        (&format!("message_id={id}"), 1),
        ("status=0", 3),
        ("status=11", 0),
        ("recipient=33639980011&reference=a", 1),
    ] {
        let answer = get(&sandbox, &format!("/_sandbox/messages?{query}"));
        assert_eq!(answer.json().as_array().unwrap().len(), count, "{query}");
    }
}

#[test]
fn the_newest_of_an_account_and_a_time_are_selected() {
    let sandbox = three_messages();
    let last = get(&sandbox, "/_sandbox/messages?newest=1").json();
    assert_eq!(last[0]["sequence"], 3);
    let accepted = last[0]["accepted_at"].as_str().unwrap();
    sandbox.advance(DELAY);
    send_one(&sandbox);
    for (query, sequences) in [
        ("newest=2", vec![3, 4]),
        ("newest=2&reference=a", vec![1, 2]),
        ("newest=0", vec![]),
        ("account=sandbox-demo&newest=1", vec![4]),
        ("account=nobody", vec![]),
        (&format!("until={accepted}"), vec![1, 2, 3]),
        (&format!("since={accepted}"), vec![3, 4]),
        ("since=2099-01-01T00:00:00Z", vec![]),
    ] {
        let answer = get(&sandbox, &format!("/_sandbox/messages?{query}")).json();
        let found: Vec<_> = answer
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["sequence"].as_u64().unwrap())
            .collect();
        assert_eq!(found, sequences, "{query}");
    }
}

#[test]
fn a_filter_that_cannot_be_read_is_refused_by_its_name() {
    let sandbox = started();
    for (query, named) in [
        ("newest=many", "newest:"),
        ("since=yesterday", "since:"),
        ("until=1", "until:"),
        ("status=received", "status:"),
        ("recipent=0639980011", "recipent: unknown parameter"),
        ("text=a&text=b", "text is given twice"),
    ] {
        for route in ["messages", "wait"] {
            let answer = get(&sandbox, &format!("/_sandbox/{route}?{query}"));
            assert_eq!(answer.status(), 400, "{query}");
            assert!(answer.json()["error"].as_str().unwrap().contains(named), "{query}");
        }
    }
    assert_eq!(get(&sandbox, "/_sandbox/wait?count=few").status(), 400);
    assert_eq!(get(&sandbox, "/_sandbox/callbacks?id=1").status(), 400);
}

/// Asks for a page or a management route as a browser does, for a page from elsewhere or under another name.
fn ask_as_browser(sandbox: &Sandbox, request: &str, headers: &str) -> Vec<u8> {
    let request =
        format!("{request} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: 0\r\n\r\n");
    exchange(sandbox.address(), request.as_bytes()).unwrap()
}

#[test]
fn a_page_of_another_site_changes_nothing_and_sees_nothing() {
    let sandbox = three_messages();
    let address = sandbox.address();
    let own = format!("Host: {address}\r\nOrigin: http://{address}\r\n");
    for request in ["POST /_sandbox/reset", "GET /_sandbox/messages", "GET /_sandbox/none", "GET /"]
    {
        for (headers, why) in [
            (format!("Host: {address}\r\nOrigin: https://example.com\r\n"), "page of another site"),
            ("Host: rebound.example\r\n".to_owned(), "any site can point here"),
        ] {
            let answer = Answer::new(&ask_as_browser(&sandbox, request, &headers));
            assert_eq!(answer.status(), 403, "{request} {headers}");
            assert!(answer.json()["error"].as_str().unwrap().contains(why), "{request} {headers}");
        }
    }
    assert_eq!(sandbox.messages().len(), 3);
    let answer = Answer::new(&ask_as_browser(&sandbox, "POST /_sandbox/reset", &own));
    assert_eq!((answer.status(), sandbox.messages().len()), (204, 0));
}

#[test]
fn calls_are_answered_under_any_name() {
    let call = format!("GET /http/1.6/credit.do?accessToken={DEMO_API_KEY}");
    let answer = ask_as_browser(&started(), &call, "Host: sms.example\r\n");
    assert_eq!(Answer::new(&answer).status(), 200);
}

#[test]
fn an_unknown_route_names_the_known_ones() {
    let answer = get(&started(), "/_sandbox/message");
    assert_eq!(answer.status(), 404);
    assert!(answer.json()["error"].as_str().unwrap().contains("GET /messages, "));
}

#[test]
fn a_message_shows_where_its_segments_end() {
    let sandbox = started();
    let text = format!("{}%A4b", "a".repeat(160));
    post(&sandbox, "sendSMS", &format!("KEY&message={text}&numero=33639980011")).id();
    let text = "%F0%9F%98%80".repeat(36);
    post(&sandbox, "sendSMS", &format!("KEY&classe_msg=9&message={text}&numero=33639980011")).id();
    let form = "KEY&message=Bonjour&numero=33639980011";
    post(&sandbox, "sendVoiceMessage", form).id();
    let messages = get(&sandbox, "/_sandbox/messages").json();
    let shown = |n: usize| (messages[n]["alphabet"].clone(), messages[n]["segment_ends"].clone());
    assert_eq!(shown(0), ("gsm7".into(), [153, 162].as_slice().into()));
    assert_eq!(shown(1), ("unicode".into(), [33, 36].as_slice().into()));
    assert_eq!(shown(2), ("voice".into(), [7].as_slice().into()));
}

#[test]
fn a_wait_ends_when_the_message_is_there() {
    let sandbox = started();
    thread::scope(|scope| {
        let over_http =
            scope.spawn(|| get(&sandbox, "/_sandbox/wait?count=2&timeout=20s&reference=x"));
        let in_process = scope.spawn(|| {
            sandbox.wait_for(&MessageFilter::new().with_reference("x"), 2, PATIENCE).len()
        });
        for _ in 0..2 {
            post(&sandbox, "sendSMS", "KEY&message=Bonjour&numero=33639980011&refClient=x").id();
        }
        let answer = over_http.join().unwrap();
        assert_eq!((answer.status(), answer.json().as_array().unwrap().len()), (200, 2));
        assert_eq!(in_process.join().unwrap(), 2);
    });
}

#[test]
fn a_wait_in_vain_ends_with_408_and_what_there_is() {
    let sandbox = started();
    send_one(&sandbox);
    let answer = get(&sandbox, "/_sandbox/wait?count=2&timeout=30ms");
    assert_eq!((answer.status(), answer.json().as_array().unwrap().len()), (408, 1));
    assert_eq!(sandbox.wait_for(&MessageFilter::new(), 2, Duration::from_millis(30)).len(), 1);
    assert_eq!(get(&sandbox, "/_sandbox/wait?timeout=soon").status(), 400);
}

#[test]
fn the_clock_is_advanced_over_http() {
    let sandbox = started();
    send_one(&sandbox);
    let answer = manage(&sandbox, "advance", &format!(r#"{{"seconds":{}}}"#, DELAY.as_secs()));
    assert_eq!(answer.status(), 200);
    assert_eq!(sandbox.messages()[0].status, 13);
    assert_eq!(manage(&sandbox, "advance", r#"{"minutes":1}"#).status(), 400);
}

#[test]
fn a_customer_answers_over_http() {
    let sandbox = started();
    let id = send_one(&sandbox);
    let json = format!(r#"{{"message_id":"{id}","from":"0639980011","text":"OUI"}}"#);
    let reply = manage(&sandbox, "reply", &json).json()["reply_id"].as_str().unwrap().to_owned();
    assert!(post(&sandbox, "responseList", "KEY").text().starts_with(&format!("{reply} | ")));
    assert_eq!(
        manage(&sandbox, "reply", r#"{"message_id":"x","from":"1","text":""}"#).status(),
        422
    );
}

#[test]
fn replies_are_shown() {
    let sandbox = started();
    let id = send_one(&sandbox);
    let reply_id = sandbox.reply(&id, "0639980011", "OUI").unwrap();
    let reply = get(&sandbox, "/_sandbox/replies").json()[0].take();
    assert_eq!(reply["reply_id"], reply_id.as_str());
    assert_eq!(reply["message_id"], id.as_str());
    assert_eq!((&reply["from"], &reply["text"]), (&"33639980011".into(), &"OUI".into()));
    assert_eq!(sandbox.replies()[0].received_at, reply["received_at"].as_str().unwrap());
}

#[test]
fn nobody_answers_what_cannot_be_answered() {
    let sandbox = started();
    let reply = |id: &str, from| sandbox.reply(id, from, "OUI");
    let id = send_one(&sandbox);
    assert_eq!(reply("unknown", "33639980011"), Err(ManagementError::UnknownMessage));
    assert_eq!(reply(&id, "33639980098"), Err(ManagementError::NotARecipient));
    let form = "KEY&message=Bonjour&numero=33639980011";
    let personal = post(&sandbox, "sendSMS", &format!("{form}&emetteur=SHOP")).id();
    assert_eq!(reply(&personal, "33639980011"), Err(ManagementError::NotAnswerable));
    let scheduled = post(&sandbox, "sendSMS", &format!("{form}&date_envoi=01012099-00:00")).id();
    assert_eq!(reply(&scheduled, "33639980011"), Err(ManagementError::NotSentYet));
}

#[test]
fn who_answers_stop_costs_a_credit_and_gets_no_more() {
    let sandbox = started();
    let id = send_one(&sandbox);
    sandbox.reply(&id, "33639980011", " Stop ").unwrap();
    sandbox.reply(&id, "33639980011", "STOP").unwrap();
    assert_eq!(balance(&sandbox), "998.0");
    send_one(&sandbox);
    sandbox.advance(DELAY);
    assert_eq!(sandbox.messages()[1].status, 3999);
}

#[test]
fn a_reset_forgets_everything_but_the_accounts() {
    let sandbox = three_messages();
    sandbox.set_faults([smsmode_sandbox::Fault::Stall]);
    assert_eq!(manage(&sandbox, "reset", "").status(), 204);
    assert!(
        sandbox.messages().is_empty()
            && sandbox.journal().is_empty()
            && sandbox.faults().is_empty()
    );
    assert_eq!(balance(&sandbox), "1000.0");
}

#[test]
fn the_journal_shows_what_came_and_how_it_was_read() {
    let sandbox = started();
    let form = format!("accessToken={DEMO_API_KEY}&message=%E9t%E9&numero=33639980011");
    send(&sandbox, "POST", "/http/1.6/sendSMS.do?refClient=a", FORM, form.as_bytes());
    let entry = &sandbox.journal()[0];
    assert_eq!(entry.request_line, "POST /http/1.6/sendSMS.do?refClient=a HTTP/1.1");
    assert_eq!((entry.body_text.as_str(), entry.charset.as_str()), (form.as_str(), "ISO-8859-15"));
    assert!(entry.headers.contains(&("content-type".into(), FORM.into())));
    let decoded: Vec<_> =
        entry.decoded.iter().map(|one| (one.name.as_str(), one.value.as_str())).collect();
    assert_eq!(
        decoded,
        [("refClient", "a"), ("accessToken", "***"), ("message", "été"), ("numero", "33639980011")]
    );
    assert!(entry.answer.as_ref().unwrap().starts_with("0 | Accepté - "));
    assert!(!format!("{entry:?}").contains(DEMO_API_KEY));

    let over_http = get(&sandbox, "/_sandbox/journal");
    let entries: Vec<JournalEntry> = serde_json::from_slice(&over_http.body).unwrap();
    assert_eq!(entries, sandbox.journal());
}

#[test]
fn the_journal_tells_the_charset_its_reason_and_what_was_lost() {
    let sandbox = started_with(|switches| switches.declared_charset = DeclaredCharset::Ignored);
    let text = "message=%C3%A9t%C3%A9&numero=33639980011";
    post(&sandbox, "sendSMS", &format!("KEY&{text}"));
    post_as(&sandbox, "sendSMS", &format!("{FORM}; charset=UTF-8"), &format!("KEY&{text}"));
    post(&sandbox, "sendSMS", &format!("KEY&classe_msg=9&{text}"));
    post(&sandbox, "sendSMS", "KEY&classe_msg=9&message=%E9t%E9&numero=33639980011");
    let shown = |entry: &JournalEntry| {
        let text = entry.decoded.iter().find(|one| one.name == "message").unwrap().clone();
        (entry.charset.clone(), entry.charset_reason, text.unreadable, text.looks_like_utf8)
    };
    let shown: Vec<_> = sandbox.journal().iter().map(shown).collect();
    let (latin, utf8) = ("ISO-8859-15".to_owned(), "UTF-8".to_owned());
    assert_eq!(shown[0], (latin.clone(), CharsetReason::Undeclared, 0, true));
    assert_eq!(shown[1], (latin, CharsetReason::DeclarationIgnored, 0, true));
    assert_eq!(shown[2], (utf8.clone(), CharsetReason::UnicodeClass, 0, false));
    assert_eq!(shown[3], (utf8, CharsetReason::UnicodeClass, 2, false));

    let sandbox = started();
    post_as(&sandbox, "sendSMS", &format!("{FORM}; charset=UTF-8"), &format!("KEY&{text}"));
    assert_eq!(sandbox.journal()[0].charset_reason, CharsetReason::Declared);
    assert_eq!(sandbox.journal()[0].query_charset, "ISO-8859-15");
}

#[test]
fn the_journal_shows_the_newest_requests_of_a_call() {
    let sandbox = three_messages();
    balance(&sandbox);
    let numbers = |query: &str| {
        let entries = get(&sandbox, &format!("/_sandbox/journal?{query}")).json();
        let entries = entries.as_array().unwrap().iter();
        entries.map(|entry| entry["number"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(""), [1, 2, 3]);
    assert_eq!(numbers("call=send_sms"), [1, 2]);
    assert_eq!(numbers("newest=1"), [3]);
    assert_eq!(numbers("call=send_sms&newest=1"), [2]);
    let unknown = get(&sandbox, "/_sandbox/journal?call=sendSMS");
    assert_eq!(unknown.status(), 400);
    assert!(unknown.json()["error"].as_str().unwrap().starts_with("call: "));
}

#[test]
fn the_journal_keeps_the_beginning_of_a_long_body() {
    let sandbox = started();
    let text = "a".repeat(3 * 1024 * 1024);
    post(&sandbox, "sendSMS", &format!("KEY&message={text}&numero=33639980011")).id();
    let entry = &sandbox.journal()[0];
    let decoded = entry.decoded.iter().map(|one| one.value.len()).max().unwrap();
    assert_eq!((entry.body_text.len(), decoded), (1024 * 1024, 1024 * 1024));
    assert!(entry.body_bytes > text.len());
}

#[test]
fn a_created_key_is_masked_in_the_journal_too() {
    let sandbox = started();
    let target = format!("/http/2.0/createAuthorisation.do?accessToken={DEMO_API_KEY}");
    let key = get(&sandbox, &target).json()["accessToken"].as_str().unwrap().to_owned();
    assert!(!sandbox.journal()[0].answer.as_ref().unwrap().contains(&key));
}

#[test]
fn callbacks_are_shown_over_http() {
    let sandbox = started();
    get_call(
        &sandbox,
        "sendSMS",
        "KEY&message=Bonjour&numero=33639980011&notification_url=https%3A%2F%2Fexample.org",
    );
    sandbox.advance(DELAY);
    let answer = get(&sandbox, "/_sandbox/callbacks");
    let records: Vec<CallbackRecord> = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(records.len(), 1);
    assert!(records[0].url.starts_with("https://example.org?numero=33639980011&"));
}

#[test]
fn what_is_accepted_twice_is_a_duplicate_even_after_it_is_forgotten() {
    let sandbox = Sandbox::start(SandboxOptions::new().with_keep(1)).unwrap();
    let send =
        |form: &str| post(&sandbox, "sendSMS", &format!("KEY&numero=33639980011&{form}")).id();
    let first = send("message=Bonjour&refClient=a");
    send("message=Bonjour&refClient=b");
    send("message=Bonsoir&refClient=a");
    assert_eq!(sandbox.duplicates().duplicates, []);
    let second = send("message=Bonjour&refClient=a");
    let answer = get(&sandbox, "/_sandbox/duplicates").json();
    let expected = serde_json::json!({
        "duplicates": [{
            "recipient": "33639980011",
            "text": "Bonjour",
            "reference": "a",
            "times": 2,
            "message_ids": [first, second],
        }],
        "incomplete": false,
    });
    assert_eq!(answer, expected);
    assert_eq!(serde_json::to_value(sandbox.duplicates()).unwrap(), expected);
    sandbox.reset();
    assert_eq!(sandbox.duplicates().duplicates, []);
}

#[test]
fn by_text_the_second_send_of_whoever_changes_the_reference_is_seen() {
    let sandbox = Sandbox::start(SandboxOptions::new().with_keep(4)).unwrap();
    let send = |form: &str| post(&sandbox, "sendSMS", &format!("KEY&{form}")).id();
    let first = send("numero=33639980011&message=Bonjour&refClient=a");
    send("numero=33639980012&message=Bonjour&refClient=a");
    send("numero=33639980011&message=Bonsoir&refClient=a");
    assert_eq!(
        get(&sandbox, "/_sandbox/duplicates?by=text").json()["duplicates"],
        serde_json::json!([])
    );
    let second = send("numero=33639980011&message=Bonjour&refClient=b");
    assert_eq!(sandbox.duplicates().duplicates, [], "the references differ");
    let answer = get(&sandbox, "/_sandbox/duplicates?by=text").json();
    let expected = serde_json::json!({
        "duplicates": [{
            "recipient": "33639980011",
            "text": "Bonjour",
            "reference": null,
            "times": 2,
            "message_ids": [first, second],
        }],
        "incomplete": false,
    });
    assert_eq!(answer, expected);
    let by_reference = get(&sandbox, "/_sandbox/duplicates?by=reference").json();
    assert_eq!(by_reference, get(&sandbox, "/_sandbox/duplicates").json());

    // The first one is forgotten, and what is left is no duplicate.
    send("numero=33639980013&message=Bonjour&refClient=c");
    let found = sandbox.duplicates_by_text();
    assert!(found.duplicates.is_empty() && found.incomplete, "{found:?}");
}

#[test]
fn duplicates_are_compared_by_reference_or_by_text_and_nothing_else() {
    let answer = get(&started(), "/_sandbox/duplicates?by=number").json();
    assert_eq!(answer["error"], "by: reference or text is expected");
}

#[test]
fn a_refused_send_is_no_duplicate() {
    let sandbox = started();
    send_one(&sandbox);
    post(&sandbox, "sendSMS", "KEY&message=Bonjour&numero=33639980011&emetteur=a+b");
    assert_eq!(sandbox.duplicates().duplicates, []);
}

#[test]
fn a_status_is_given_by_hand_and_ends_the_course() {
    let sandbox = started();
    let form =
        "KEY&message=Bonjour&numero=33639980011,33639980012&notification_url=https%3A%2F%2Fx";
    let id = post(&sandbox, "sendSMS", form).id();
    let json = format!(r#"{{"message_id":"{id}","recipient":"0639980012","status":34}}"#);
    let changed = manage(&sandbox, "trigger", &json).json();
    assert_eq!(
        (&changed[0]["recipient"], &changed[0]["status"]),
        (&"33639980012".into(), &34.into())
    );
    assert!(
        sandbox.callbacks()[0].url.contains("numero=33639980012&")
            && sandbox.callbacks()[0].url.contains("statut=34&")
    );
    sandbox.advance(DELAY * 3);
    let statuses: Vec<_> = sandbox.messages().iter().map(|message| message.status).collect();
    assert_eq!(statuses, [11, 34]);
}

#[test]
fn a_passing_status_leaves_the_course_as_it_is() {
    let sandbox = started();
    let id = send_one(&sandbox);
    assert_eq!(sandbox.trigger(&id, None, MessageStatus::AT_OPERATOR).unwrap()[0].status, 13);
    sandbox.advance(DELAY * 3);
    let history: Vec<_> =
        sandbox.messages()[0].history.iter().map(|change| change.status).collect();
    assert_eq!(history, [0, 13, 13, 11]);
}

#[test]
fn nothing_is_triggered_where_nothing_is() {
    let sandbox = started();
    let id = send_one(&sandbox);
    let trigger = |id: &str, recipient, status| {
        sandbox.trigger(id, recipient, MessageStatus::new(status)).map(|changed| changed.len())
    };
    assert_eq!(trigger("unknown", None, 11), Err(ManagementError::UnknownMessage));
    assert_eq!(trigger(&id, Some("0639980012"), 11), Err(ManagementError::NotARecipient));
    assert_eq!(trigger(&id, None, 10_000), Err(ManagementError::NotAStatus));
    post(&sandbox, "deleteSMS", &format!("KEY&smsID={id}"));
    assert_eq!(trigger(&id, None, 11), Err(ManagementError::UnknownMessage));
    assert_eq!(manage(&sandbox, "trigger", r#"{"message_id":"a"}"#).status(), 400);
}

#[test]
fn switches_are_changed_while_it_runs_all_or_none() {
    let sandbox = started();
    let put = |json: &str| {
        send(&sandbox, "PUT", "/_sandbox/switches", "application/json", json.as_bytes())
    };
    let position = |name: &str| {
        let switches = get(&sandbox, "/_sandbox/switches").json();
        let found = switches.as_array().unwrap().iter().find(|one| one["name"] == name);
        found.unwrap()["position"].as_str().unwrap().to_owned()
    };
    assert_eq!(put(r#"{"stop.long":"if_free","callback.retries":1}"#).status(), 200);
    assert_eq!(
        (position("stop.long").as_str(), position("callback.retries").as_str()),
        ("if_free", "1")
    );
    let refused = put(r#"{"callback.retries":2,"stop.lon":"never"}"#);
    assert_eq!(refused.status(), 400);
    assert!(refused.json()["error"].as_str().unwrap().contains("stop.lon"));
    assert_eq!(position("callback.retries"), "1");
    sandbox.reset();
    assert_eq!(position("stop.long"), "if_free", "a reset leaves the switches");
}
