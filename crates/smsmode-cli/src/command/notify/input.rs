//! What there is to say: from arguments or the standard input, in whatever encoding.

use std::ffi::OsStr;
use std::time::Duration;

use super::wording::compose;
use crate::arguments::Notify;
use crate::context::Context;

/// In bytes. Hundreds of messages would not hold more.
const LONGEST: usize = 64 * 1024;

/// The alert, from whatever could be read.
pub(super) fn alert(arguments: &Notify, context: &mut Context<'_, '_>) -> String {
    let subject = arguments.subject.as_deref().map(given);
    let text = match arguments.text.as_deref() {
        Some(text) if text == "-" => heard(arguments.within / 2, context),
        text => text.map(given).unwrap_or_default(),
    };
    compose(subject.as_deref(), &text)
}

fn given(text: &OsStr) -> String {
    decoded(text.as_encoded_bytes())
}

/// The standard input, as far as it comes in time. An alert goes without the rest.
fn heard(time: Duration, context: &mut Context<'_, '_>) -> String {
    let Ok(heard) = context.read_within(LONGEST, time) else {
        let text = context.pick(
            "warning: the standard input cannot be read; the alert goes without it",
            "attention : l'entrée standard est illisible ; l'alerte part sans elle",
        );
        context.note(text);
        return String::new();
    };
    if !heard.whole {
        let text = context.pick(
            "warning: the standard input was too long or too late; the alert goes with what came",
            "attention : l'entrée standard est trop longue ou trop tardive ; l'alerte part avec ce qui est venu",
        );
        context.note(text);
    }
    decoded(&heard.bytes)
}

/// UTF-8, even if it ends within a character, or else Windows-1252.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            String::from_utf8_lossy(whole).into_owned()
        }
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_its_encoding() {
        for (bytes, text) in [
            ("Forêt".as_bytes(), "Forêt"),
            (b"\xEF\xBB\xBFFor\xC3\xAAt", "Forêt"),
            (b"For\xEAt br\xFBle", "Forêt brûle"),
            (b"Fin \xC3\xAA\xC3", "Fin ê"),
        ] {
            assert_eq!(decoded(bytes), text);
        }
    }
}
