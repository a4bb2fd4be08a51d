//! The picture on a terminal of the usual size, and on a small one.

use std::collections::VecDeque;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use smsmode_http::outbox::State;
use smsmode_http::{Language, Timestamp};
use smsmode_outbox::{Overview, Paused};

use super::super::picture::{Change, Picture};
use super::super::screen::paragraph;
use crate::page::Page;

fn change(second: i64, state: State, key: &str, trouble: Option<&str>) -> Change {
    let at = Timestamp::from_unix_seconds(1_795_353_900 + second);
    let (to, trouble) = ("336***".to_owned(), trouble.map(str::to_owned));
    Change { at, state, to, key: key.to_owned(), trouble }
}

fn picture() -> Picture {
    let mut overview = Overview::default();
    let counts =
        [(State::Queued, 12), (State::Unknown, 1), (State::Parked, 1), (State::Delivered, 3_045)];
    overview.counts.extend(counts);
    overview.paused = Some(Paused::OnRequest);
    Picture {
        url: "sqlite:/var/lib/till/outbox.db".to_owned(),
        overview,
        is_dispatched: Some(false),
        next: Some(14),
        per_minute: 42,
        changes: VecDeque::from([
            change(9, State::Queued, "order-13/ready", Some("refusal 50")),
            change(7, State::Delivered, "order-12/ready", None),
            change(
                2,
                State::Unknown,
                "a-long-key-of-an-order/2026-11-22/that-is-ready",
                Some("timeout"),
            ),
        ]),
        trouble: Some("the outbox cannot be read or written".to_owned()),
        doubt: Some("parked: It may or may not have been accepted.".to_owned()),
    }
}

fn drawn(width: u16, height: u16, language: Language) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let page = Page { language, width: usize::from(width) };
    let paragraph = paragraph(&picture(), page, usize::from(height));
    terminal.draw(|frame| frame.render_widget(&paragraph, frame.area())).unwrap();
    // The clock of the user may be in any zone.
    let text = terminal.backend().to_string();
    let hours = |line: &str| line.find(":25:0").map(|colon| line[colon - 2..colon].to_owned());
    let hour = text.lines().find_map(hours).unwrap_or_default();
    text.replace(&format!("{hour}:25:0"), "HH:25:0")
}

#[test]
fn it_fits_a_usual_terminal_and_a_small_one() {
    let sizes =
        [(80, 24, Language::English), (40, 10, Language::English), (80, 24, Language::French)];
    let drawn = sizes.map(|(width, height, language)| drawn(width, height, language));
    insta::assert_snapshot!(drawn.join("\n"));
}
