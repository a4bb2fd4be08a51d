//! The description of the management routes, compared with what they are and what they answer.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::{Value, json};
use smsmode_sandbox::Sandbox;

use crate::http::{Answer, DELAY, PATIENCE, get, post, send, started};

/// An operation and one of its statuses: `GET /messages 200`.
type Seen = BTreeSet<String>;

/// Management, watched: what is sent and answered has to be as described.
struct Described {
    sandbox: Sandbox,
    description: Value,
    seen: Seen,
}

impl Described {
    fn new() -> Self {
        let sandbox = started();
        let description = get(&sandbox, "/_sandbox/openapi.json").json();
        Self { sandbox, description, seen: Seen::new() }
    }

    /// Sends a request of this operation, and checks both sides.
    fn ask(&mut self, method: &str, path: &str, rest: &str, body: &Value, status: u16) -> Value {
        let operation = self.description["paths"][path][method.to_lowercase()].clone();
        assert!(operation.is_object(), "{method} {path} is not described");
        let sent = if body.is_null() { String::new() } else { body.to_string() };
        let target = format!("/_sandbox{}{rest}", path.replace("{number}", "1"));
        let answer = send(&self.sandbox, method, &target, "application/json", sent.as_bytes());
        assert_eq!(answer.status(), status, "{method} {target} {body}: {}", answer.text());
        let content = &operation["requestBody"]["content"]["application/json"]["schema"];
        if status < 300 && !body.is_null() {
            self.check(content, body);
        }
        let described = &operation["responses"][status.to_string()];
        assert!(described.is_object(), "{method} {path} {status} is not described");
        self.seen.insert(format!("{method} {path} {status}"));
        self.answered(&described["content"]["application/json"]["schema"], &answer)
    }

    fn answered(&self, schema: &Value, answer: &Answer) -> Value {
        if schema.is_null() {
            assert!(answer.body.is_empty());
            return Value::Null;
        }
        let value = answer.json();
        self.check(schema, &value);
        value
    }

    fn check(&self, schema: &Value, value: &Value) {
        let mut schema = schema.clone();
        schema["components"] = self.description["components"].clone();
        let errors: Vec<_> = jsonschema::draft202012::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap()
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:?} in {value}");
    }

    /// The first event.
    fn watch(&mut self) {
        let mut socket = TcpStream::connect(self.sandbox.address()).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.write_all(b"GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let lines = BufReader::new(socket).lines().map(Result::unwrap);
        let head: Vec<_> = lines.take_while(|line| !line.starts_with("event: ")).collect();
        assert!(head.contains(&"content-type: text/event-stream".to_owned()), "{head:?}");
        self.seen.insert("GET /events 200".to_owned());
    }

    /// All statuses of all operations that are described.
    fn all(&self) -> Seen {
        let mut all = Seen::new();
        for (path, operations) in self.description["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                for status in operation["responses"].as_object().unwrap().keys() {
                    all.insert(format!("{} {path} {status}", method.to_uppercase()));
                }
            }
        }
        all
    }

    /// Two messages that are the same, with a reply, receipts and a request that met a fault.
    fn fill(&mut self) -> String {
        let form = "KEY&message=%E9t%E9&numero=33639980000&refClient=a&notification_url=http%3A%2F%2F127.0.0.1%3A1";
        post(&self.sandbox, "sendSMS", form).id();
        let id = post(&self.sandbox, "sendSMS", form).id();
        let stop = json!({ "fault": { "kind": "refuse", "code": 50 }, "times": 1 });
        self.ask("PUT", "/faults", "", &stop, 200);
        post(&self.sandbox, "credit", "KEY");
        self.sandbox.advance(DELAY * 3);
        while self.sandbox.callbacks()[0].attempts.is_empty() {
            std::thread::yield_now();
        }
        id
    }
}

#[test]
fn every_route_answers_as_described_and_nothing_else_is_described() {
    let mut described = Described::new();
    let id = described.fill();
    let none = Value::Null;
    described.watch();
    for path in ["/messages", "/callbacks", "/journal", "/replies", "/duplicates", "/state"] {
        described.ask("GET", path, "", &none, 200);
    }
    described.ask("GET", "/duplicates", "?by=text", &none, 200);
    for path in ["/messages", "/wait", "/callbacks", "/journal", "/duplicates"] {
        described.ask("GET", path, "?unheard-of=1", &none, 400);
    }
    described.ask("GET", "/wait", "?count=1", &none, 200);
    described.ask("GET", "/wait", "?count=9&timeout=1ms", &none, 408);
    described.ask(
        "POST",
        "/reply",
        "",
        &json!({ "message_id": id, "from": "0639980000", "text": "OUI" }),
        200,
    );
    described.ask(
        "POST",
        "/reply",
        "",
        &json!({ "message_id": "x", "from": "1", "text": "" }),
        422,
    );
    described.ask("POST", "/reply", "", &json!({ "message_id": "x" }), 400);
    described.ask("GET", "/replies", "", &none, 200);
    described.ask("POST", "/trigger", "", &json!({ "message_id": id, "status": 34 }), 200);
    described.ask("POST", "/trigger", "", &json!({ "message_id": "x", "status": 34 }), 422);
    described.ask("POST", "/trigger", "", &json!({ "status": 34 }), 400);
    described.ask("POST", "/advance", "", &json!({ "seconds": 1 }), 200);
    described.ask("POST", "/advance", "", &json!({ "minutes": 1 }), 400);
    described.ask("POST", "/callbacks/{number}/replay", "", &none, 200);
    described.ask("GET", "/callbacks", "?message_id=x", &none, 200);
    described.ask("GET", "/switches", "", &none, 200);
    described.ask("PUT", "/switches", "", &json!({ "stop.long": "if_free" }), 200);
    described.ask("PUT", "/switches", "", &json!({ "stop.long": "perhaps" }), 400);
    described.ask("GET", "/faults", "", &none, 200);
    described.ask("PUT", "/faults", "", &json!({ "fault": { "kind": "unheard-of" } }), 400);
    described.ask("DELETE", "/faults", "", &none, 204);
    described.ask("GET", "/openapi.json", "", &none, 200);
    described.ask("POST", "/reset", "", &none, 204);
    described.ask("POST", "/callbacks/{number}/replay", "", &none, 422);
    assert_eq!(described.seen, described.all());
}

#[test]
fn every_fault_is_described() {
    let mut described = Described::new();
    let schemas = &described.description["components"]["schemas"];
    let kinds = schemas["Fault"]["properties"]["kind"]["enum"].as_array().unwrap().clone();
    for kind in kinds {
        let mut fault = json!({ "kind": kind });
        match kind.as_str().unwrap() {
            "refuse" => fault["code"] = json!(33),
            "delay" => fault["milliseconds"] = json!(1),
            "log_normal_delay" => {
                fault["median_milliseconds"] = json!(1);
                fault["sigma"] = json!(0.5);
            }
            "answer" => {
                fault["http_status"] = json!(502);
                fault["body"] = json!({ "base64": "AP/+" });
            }
            "answer_charset" => fault["charset"] = json!("utf8"),
            _ => {}
        }
        let of_connections = kind == "close_before_reading";
        let mut rule = json!({ "fault": fault, "times": 1, "probability": 0.0 });
        if !of_connections {
            rule["call"] = json!("send_sms");
        }
        described.ask("PUT", "/faults", "", &json!({ "rules": [rule], "seed": 1 }), 200);
    }
}

#[test]
fn the_description_has_the_routes_of_the_router_and_no_other() {
    let described = Described::new();
    let answer = get(&described.sandbox, "/_sandbox/unheard-of").json();
    let (_, routes) = answer["error"].as_str().unwrap().split_once("there are ").unwrap();
    let routes: BTreeSet<_> = routes.split(", ").map(str::to_owned).collect();
    let all = described.all();
    let operations: BTreeSet<_> =
        all.iter().map(|seen| seen.rsplit_once(' ').unwrap().0.to_owned()).collect();
    assert_eq!(routes, operations);
}

#[test]
fn each_parameter_is_described_where_it_is_known() {
    let described = Described::new();
    let names = |path: &str| -> BTreeSet<String> {
        let parameters = &described.description["paths"][path]["get"]["parameters"];
        let names = parameters.as_array().unwrap().iter();
        names.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let paths = ["/messages", "/wait", "/callbacks", "/journal"];
    let all: BTreeSet<_> = paths.into_iter().flat_map(names).collect();
    for path in paths {
        let is_known = |name: &&String| {
            let soon = if path == "/wait" && *name != "timeout" { "&timeout=1ms" } else { "" };
            let answer = get(&described.sandbox, &format!("/_sandbox{path}?{name}=1{soon}"));
            !answer.text().contains("unknown parameter")
        };
        let known: BTreeSet<_> = all.iter().filter(is_known).cloned().collect();
        assert_eq!(known, names(path), "{path}");
    }
}
