//! The terminal: drawn again and again, and left as it was, whatever happens.

use std::time::Duration;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::text::{Line, Text};
use ratatui::widgets::Paragraph;

use crate::command::OutboxFailure;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::page::Page;

use super::drawing;
use super::picture::{Picture, Watching};

/// How long a picture is shown.
const LOOK: Duration = Duration::from_millis(250);

/// A terminal that is as it was once this is dropped, even where something panics.
struct Screen(DefaultTerminal);

impl Screen {
    fn open() -> Result<Self, OutboxFailure> {
        ratatui::try_init().map(Self).map_err(OutboxFailure::Terminal)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        ratatui::restore();
    }
}

pub(super) fn show(
    mut watching: Watching<'_>,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let mut screen = Screen::open()?;
    let mut picture = watching.look(context.now()).map_err(OutboxFailure::from)?;
    while !context.interrupt.is_fired() {
        let language = context.language;
        let drawn = screen.0.draw(|frame| {
            let page = Page { language, width: usize::from(frame.area().width) };
            let height = usize::from(frame.area().height);
            frame.render_widget(paragraph(&picture, page, height), frame.area());
        });
        drawn.map_err(OutboxFailure::Terminal)?;
        if let Some(exit) = pressed().map_err(OutboxFailure::Terminal)? {
            return Ok(exit);
        }
        picture = watching.look_again(picture, context.now()).map_err(OutboxFailure::from)?;
    }
    Ok(Exit::Interrupted)
}

/// What is too much for the terminal is below its end.
pub(super) fn paragraph(picture: &Picture, page: Page, height: usize) -> Paragraph<'static> {
    let lines = drawing::lines(picture, page, height).into_iter().map(Line::from);
    Paragraph::new(lines.collect::<Text<'_>>())
}

/// How to end, where somebody wants that; nothing after a while.
fn pressed() -> std::io::Result<Option<Exit>> {
    if !event::poll(LOOK)? {
        return Ok(None);
    }
    Ok(match event::read()? {
        Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) => match code {
            KeyCode::Char('c') if modifiers.contains(KeyModifiers::CONTROL) => {
                Some(Exit::Interrupted)
            }
            KeyCode::Char('q') | KeyCode::Esc => Some(Exit::Done),
            _ => None,
        },
        _ => None,
    })
}
