//! How an account sends batches.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{BatchCredential, Boundary};

use crate::account::Account;
use crate::boundary::{self, text};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// The key of a batch stands in the address of the request, as every example of the service has it.
/// The default.
pub const SMSMODE_BATCH_CREDENTIAL_QUERY: i32 = 1;
/// The key of a batch stands in its body, where logs do not see it; nothing says that the service reads
/// it there.
pub const SMSMODE_BATCH_CREDENTIAL_BODY: i32 = 2;

fn place(place: i32) -> Result<BatchCredential, Fault> {
    match place {
        SMSMODE_BATCH_CREDENTIAL_QUERY => Ok(BatchCredential::Query),
        SMSMODE_BATCH_CREDENTIAL_BODY => Ok(BatchCredential::Body),
        value => Err(Fault::Constant { argument: "place", value }),
    }
}

/// Where the key, or the login and its password, of a batch stands:
/// SMSMODE_BATCH_CREDENTIAL_QUERY, which is the default, or _BODY. Fails with SMSMODE_BAD_CONSTANT for
/// another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_set_batch_credential(
    account: Option<&mut Account>,
    place: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        account,
        "account",
        |all| &mut all.entry,
        error,
        |entry| Ok(entry.clone().with_batch_credential(self::place(place)?)),
    )
}

/// What separates the parts of a batch on the wire: 1 to 70 letters, digits and '()+_,-./:=?. A batch
/// that holds it is refused; the default is one that no text has by chance.
///
/// `boundary`: copied. Fails with SMSMODE_MULTIPART_BOUNDARY, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT
/// or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_set_batch_boundary(
    account: Option<&mut Account>,
    boundary: *const c_char,
    boundary_length: usize,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        account,
        "account",
        |all| &mut all.entry,
        error,
        |entry| {
            let boundary = Boundary::new(text(boundary, boundary_length, "boundary")?)?;
            Ok(entry.clone().with_boundary(boundary))
        },
    )
}
