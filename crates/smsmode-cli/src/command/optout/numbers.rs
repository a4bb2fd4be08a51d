//! The numbers of the arguments or of the standard input.

use std::collections::HashSet;

use smsmode_http::{Describe, InvalidInput, Language, PhoneNumber, PhoneNumberError};

use crate::context::Context;
use crate::failure::Failure;

/// A line of the standard input that is no number; nothing was changed.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.describe(Language::English))]
pub(crate) struct BadLine {
    line: usize,
    source: PhoneNumberError,
}

impl Describe for BadLine {
    fn describe(&self, language: Language) -> String {
        let line = self.line;
        language.pick(
            format!("line {line} of the standard input is no phone number; nothing was changed"),
            format!(
                "la ligne {line} de l'entrée standard n'est pas un numéro ; rien n'a été changé"
            ),
        )
    }
}

/// Every number once, in the order given.
pub(super) fn read(
    given: &[String],
    context: &mut Context<'_, '_>,
) -> Result<Vec<PhoneNumber>, Failure> {
    let mut numbers = Vec::new();
    for spelling in given {
        if spelling == "-" {
            numbers.extend(of_input(context)?);
        } else {
            numbers.push(PhoneNumber::parse(spelling).map_err(InvalidInput::from)?);
        }
    }
    let mut seen = HashSet::new();
    numbers.retain(|number| seen.insert(*number));
    Ok(numbers)
}

fn of_input(context: &mut Context<'_, '_>) -> Result<Vec<PhoneNumber>, Failure> {
    let bytes = context.read_all().map_err(Failure::StandardInput)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let numbers = lines.filter(|(_, line)| !line.trim().is_empty()).map(|(index, line)| {
        PhoneNumber::parse(line.trim()).map_err(|source| BadLine { line: index + 1, source })
    });
    Ok(numbers.collect::<Result<_, _>>()?)
}
