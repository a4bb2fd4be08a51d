//! The text that an argument or the standard input gives.

use crate::context::Context;
use crate::failure::Failure;

/// The text of the argument or, as `-`, of the standard input without the line end that a shell
/// adds.
pub(super) fn read(argument: &str, context: &mut Context<'_, '_>) -> Result<String, Failure> {
    if argument != "-" {
        return Ok(argument.to_owned());
    }
    let bytes = context.read_all().map_err(Failure::StandardInput)?;
    let text = String::from_utf8(bytes)
        .map_err(|error| Failure::NotUtf8 { offset: error.utf8_error().valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    Ok(text.to_owned())
}
