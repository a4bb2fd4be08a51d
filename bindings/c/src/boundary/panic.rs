//! A bug of the library must not unwind into C, nor write on the screen of its host.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::sync::Once;

/// Runs `body`; a panic becomes the place in the sources where it began.
pub(crate) fn guard<R>(body: impl FnOnce() -> R) -> Result<R, String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| set_hook(Box::new(note_the_place)));
    catch_unwind(AssertUnwindSafe(body)).map_err(|payload| {
        let place = PLACE.take();
        // Its destructor could panic once more; what that panic carries is then lost memory.
        let again = catch_unwind(AssertUnwindSafe(|| drop(payload)));
        again.unwrap_or_else(std::mem::forget);
        place
    })
}

thread_local! {
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// In place of the standard hook, which prints. The message is not kept: it could hold a text.
fn note_the_place(info: &PanicHookInfo<'_>) {
    let place = info.location().map_or_else(String::new, |location| {
        let file = location.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!("{file}, line {}", location.line())
    });
    PLACE.set(place);
}
