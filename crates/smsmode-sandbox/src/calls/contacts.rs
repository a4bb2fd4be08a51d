//! Contacts and their groups (section 8).

use smsmode_core::wire::param;

use super::Context;
use crate::answer::{Answer, Refused};
use crate::phone;

pub(super) const PARAMETERS: &[&str] = &[
    param::LAST_NAME,
    param::MOBILE,
    param::FIRST_NAME,
    param::GROUPS,
    param::COMPANY,
    param::NOTE,
    param::BIRTH_DATE,
];

/// Groups that do not exist are created. The rest of a contact is checked and forgotten: no call
/// shows it again.
pub(super) fn add(context: &mut Context<'_>) -> Result<Answer, Refused> {
    context.parameters.required(param::LAST_NAME)?;
    context.check_birth_date()?;
    let mobile = context.parameters.required(param::MOBILE)?;
    let number = phone::international(mobile, context.switches().plus_prefix);
    let number = number.ok_or_else(|| Refused::incorrect(param::MOBILE, "numéro invalide"))?;
    let groups = context.parameters.optional(param::GROUPS).unwrap_or_default().to_owned();
    let account = context.account()?;
    for group in groups.split(',').filter(|group| !group.is_empty()) {
        if !account.add_to_group(group, &number) {
            return Err(Refused::sandbox_is_full("contacts"));
        }
    }
    Ok(Answer::done("Contact ajouté"))
}
