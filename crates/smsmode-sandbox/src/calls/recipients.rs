//! Who gets a message.

use smsmode_core::wire::param;

use super::Context;
use crate::answer::Refused;
use crate::phone;
use crate::switches::DuplicateRecipients;

/// By GET (grade A).
const MOST_BY_GET: usize = 300;

impl Context<'_> {
    /// The numbers of the recipients or of the group: one of both is needed, not both.
    pub(super) fn recipients(&self) -> Result<Vec<String>, Refused> {
        let numbers = self.parameters.optional(param::RECIPIENTS);
        let group = self.parameters.optional(param::GROUP);
        match (numbers, group) {
            (Some(_), Some(_)) => Err(Refused::incorrect(param::GROUP, "un seul des deux")),
            (None, None) => Err(Refused::missing(param::RECIPIENTS)),
            (Some(numbers), None) => self.numbers(numbers),
            (None, Some(group)) => self.members(group),
        }
    }

    /// The numbers of a list that commas separate.
    pub(super) fn numbers(&self, list: &str) -> Result<Vec<String>, Refused> {
        let numbers: Vec<_> =
            list.split(',').map(|one| self.number(one)).collect::<Result<_, _>>()?;
        if self.by_get && numbers.len() > MOST_BY_GET {
            let reason = format!("{MOST_BY_GET} destinataires au plus en GET");
            return Err(Refused::incorrect(param::RECIPIENTS, &reason));
        }
        Ok(match self.switches().duplicate_recipients {
            DuplicateRecipients::EachCharged => numbers,
            DuplicateRecipients::Once => without_duplicates(numbers),
        })
    }

    pub(super) fn number(&self, text: &str) -> Result<String, Refused> {
        let number = phone::international(text, self.switches().plus_prefix);
        number.ok_or_else(|| Refused::incorrect(param::RECIPIENTS, "numéro invalide"))
    }

    fn members(&self, group: &str) -> Result<Vec<String>, Refused> {
        let code = self.switches().unknown_group_code;
        let account = self.state.accounts.get(&self.login);
        let members = account.and_then(|account| account.group(group)).map(<[String]>::to_vec);
        members.ok_or_else(|| Refused::incorrect_with(code, param::GROUP, "n'existe pas"))
    }
}

fn without_duplicates(numbers: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    numbers.into_iter().filter(|number| seen.insert(number.clone())).collect()
}
