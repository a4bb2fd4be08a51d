//! The board of a worker, as a browser and Prometheus ask for it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[allow(dead_code, reason = "shared with tests that need more of it")]
#[path = "support/scene.rs"]
mod scene;
#[allow(dead_code, reason = "shared with tests that need more of it")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;

use scene::{Scene, settings, until};
use smsmode_core::outbox::State;
use smsmode_fleet::{BoardPassword, BoardSettings, Worker};
use smsmode_sandbox::{Call, Ending, Fault, FaultRule};
use ureq::http::Response;
use ureq::{Agent, Body};

/// "anyone:geheimnis" in base 64.
const KNOWN: &str = "Basic YW55b25lOmdlaGVpbW5pcw==";
/// "anyone:geheimniS".
const WRONG: &str = "Basic YW55b25lOmdlaGVpbW5pUw==";

fn worker(scene: &Scene) -> Worker {
    let password = BoardPassword::new("geheimnis").unwrap();
    let board = BoardSettings::new("127.0.0.1:0".parse().unwrap(), password);
    scene.try_worker(settings().with_board(board)).unwrap()
}

fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).proxy(None).build().into()
}

fn get(worker: &Worker, path: &str, header: &str) -> Response<Body> {
    let url = format!("http://{}{path}", worker.board_address().unwrap());
    agent()
        .get(url)
        .header("Authorization", header)
        .header("Accept-Language", "fr-FR,fr")
        .call()
        .unwrap()
}

fn text(worker: &Worker, path: &str) -> String {
    let mut answer = get(worker, path, KNOWN);
    assert_eq!(answer.status(), 200, "{path}");
    answer.body_mut().read_to_string().unwrap()
}

#[test]
fn nothing_of_the_board_is_shown_without_its_password() {
    let scene = Scene::new();
    let worker = worker(&scene);
    for path in ["/", "/ledger", "/metrics", "/api/v1/queues", "/api/v1/queues/smsmode/tasks"] {
        for header in ["", WRONG, "Basic YW55b25lOg=="] {
            let answer = get(&worker, path, header);
            assert_eq!(answer.status(), 401, "{path} {header}");
            assert!(answer.headers()["www-authenticate"].to_str().unwrap().starts_with("Basic"));
        }
        assert_eq!(get(&worker, path, KNOWN).status(), 200, "{path}");
    }
}

#[test]
fn the_board_is_to_look_at_only() {
    let scene = Scene::new();
    let worker = worker(&scene);
    let url = format!("http://{}/api/v1/queues/smsmode/tasks", worker.board_address().unwrap());
    let answer =
        agent().put(url).header("Authorization", KNOWN).send("\"01KB12V3JGZ3M5QF8QGV4YV7E0\"");
    assert_eq!(answer.unwrap().status(), 405);
    assert_eq!(scene.jobs(), 0);
}

#[test]
fn the_board_shows_what_apalis_knows_and_what_the_outbox_knows() {
    let scene = Scene::new();
    let worker = worker(&scene);
    let fault = Fault::CloseAfterAccepting { ending: Ending::default() };
    // Unknown for a while: nobody reads the list.
    let no_list = FaultRule::always(Fault::Refuse { code: 31 }).on(Call::ListSent);
    scene.sandbox.set_faults([FaultRule::next(1, fault).on(Call::SendSms), no_list]);
    let doubtful = scene.add(1)[0];
    until("it is unknown", || scene.state(doubtful) == State::Unknown);
    scene.outbox.pause().unwrap();
    let waits = scene.add(1)[0];
    until("it keeps", || worker.keeps());
    let page = text(&worker, "/ledger");
    for shown in [&doubtful.to_string(), "En pause sur demande", "unknown", &worker.name()] {
        assert!(page.contains(shown), "{shown} in {page}");
    }
    for secret in ["39980011", "Commande"] {
        assert!(!page.contains(secret), "{secret} in {page}");
    }
    let figures = text(&worker, "/metrics");
    for figure in [
        "smsmode_outbox_messages{state=\"queued\"} 1",
        "smsmode_outbox_messages{state=\"unknown\"} 1",
        "smsmode_outbox_paused{reason=\"on_request\"} 1",
        "smsmode_outbox_workers 1",
        "smsmode_outbox_keeps 1",
        "smsmode_outbox_jobs_waiting ",
    ] {
        assert!(figures.contains(figure), "{figure} in {figures}");
    }
    let tasks = ["Pending", "Queued"]
        .map(|status| text(&worker, &format!("/api/v1/queues/smsmode/tasks?status={status}")));
    assert!(tasks.concat().contains(&waits.to_string()), "{tasks:?}");
    assert!(text(&worker, "/api/v1/queues/smsmode/workers").contains(&worker.name()));
    assert!(text(&worker, "/api/v1/overview").contains("PENDING_JOBS"));
}
