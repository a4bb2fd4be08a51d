//! The command that goes on where this one ended.

use crate::context::Context;

/// The command as it was given, but for what would begin anew. A text is not repeated.
pub(super) fn command(context: &Context<'_, '_>) -> String {
    let arguments = context.arguments;
    if arguments.iter().any(|argument| argument.starts_with("--text")) {
        let (english, french) =
            ("the same command, without --again", "la même commande, sans --again");
        return context.pick(english, french).to_owned();
    }
    let kept = arguments.iter().filter(|argument| *argument != "--again");
    kept.map(|argument| quoted(argument)).collect::<Vec<_>>().join(" ")
}

/// As a POSIX shell reads it.
fn quoted(argument: &str) -> String {
    let plain = |ch: char| ch.is_ascii_alphanumeric() || "-_./=:,@%+".contains(ch);
    if !argument.is_empty() && argument.chars().all(plain) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_every_argument_as_it_was() {
        for (argument, expected) in [
            ("contacts.csv", "contacts.csv"),
            ("mes contacts.csv", "'mes contacts.csv'"),
            ("l'été.csv", "'l'\\''été.csv'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(argument), expected);
        }
    }
}
