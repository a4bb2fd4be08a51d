//! A real network that loses packets in the midst of a send. Till and service have a network of their
//! own each, joined by one line, which is cut and mended.
//!
//! It needs `ip` and `nft`, and a machine that lets its users have networks of their own; what one
//! forbids is named in the last line of `make test`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "network/line.rs"]
mod line;
#[path = "network/own.rs"]
mod own;
#[path = "network/scene.rs"]
mod scene;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use line::Lost;
use scene::Scene;
use smsmode_core::outbox::State;

macro_rules! in_networks_of_their_own {
    ($($(#[$about:meta])* fn $test:ident($scene:ident) $body:block)*) => {
        $(
            $(#[$about])*
            #[test]
            fn $test() {
                own::networks(&[own::AS_ROOT, own::IN_A_WORLD], stringify!($test), || {
                    let $scene = &mut Scene::new();
                    $body
                });
            }
        )*
    };
}

in_networks_of_their_own! {
    fn what_finds_no_way_is_not_sent_and_leaves_once_there_is_one(scene) {
        scene.line.lose(Lost::Requests);
        let id = scene.add("order-1");
        scene.until_trouble(id, &["timeout", "unreachable"]);
        assert_eq!(scene.state(id), State::Queued, "no byte has left");
        scene.line.mend();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 1);
    }

    /// The kernel would go on sending what the till gave up; the outbox would then send it again.
    fn a_request_lost_whole_does_not_arrive_late_and_is_sent_again_once(scene) {
        scene.connect();
        scene.line.lose(Lost::Requests);
        let id = scene.add("order-1");
        scene.until(id, State::Unknown);
        assert!(scene.line.lost() > 0 && line::unsent() == 0);
        scene.line.mend();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 2);
    }

    fn a_request_cut_between_head_and_body_does_not_arrive_late(scene) {
        scene.connect();
        scene.line.lose(Lost::Bodies);
        let id = scene.add("order-1");
        scene.until(id, State::Unknown);
        assert!(scene.line.lost() > 0 && line::unsent() == 0);
        scene.line.mend();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 2);
    }

    fn a_lost_answer_is_found_in_the_list_and_nothing_is_sent_again(scene) {
        scene.connect();
        scene.line.lose(Lost::Answers);
        let id = scene.add("order-1");
        scene.until(id, State::Unknown);
        assert_eq!(scene.times_stored(id), 1);
        scene.line.mend();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 1);
    }

    fn as_long_as_the_line_is_cut_a_lost_request_stays_unknown(scene) {
        scene.connect();
        scene.line.lose(Lost::Requests);
        let id = scene.add("order-1");
        scene.until(id, State::Unknown);
        scene.outlast_the_quiet_time();
        assert_eq!((scene.state(id), line::unsent()), (State::Unknown, 0));
        scene.line.mend();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 2);
    }

    fn as_long_as_the_line_is_cut_a_lost_answer_stays_unknown(scene) {
        scene.connect();
        scene.line.lose(Lost::Answers);
        let id = scene.add("order-1");
        scene.until(id, State::Unknown);
        scene.outlast_the_quiet_time();
        assert_eq!(scene.state(id), State::Unknown);
        scene.line.mend();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 1);
    }

    /// Otherwise the tests above would prove nothing.
    fn a_usual_client_that_gives_up_is_heard_later_all_the_same(scene) {
        let listener = scene.line.at_the_other_end(|| TcpListener::bind("10.77.0.2:0").unwrap());
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        scene.line.lose(Lost::Requests);
        client.write_all(b"Bonjour").unwrap();
        drop(client);
        assert!(line::unsent() > 0);
        scene.line.mend();
        let (mut heard, mut server) = (String::new(), listener.accept().unwrap().0);
        server.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        server.read_to_string(&mut heard).unwrap();
        assert_eq!(heard, "Bonjour");
    }
}
