//! What the service calls on the user's server: delivery receipts and replies.
//!
//! Nothing in them is signed by the service. Authenticity can only come from a secret in the address
//! that we hand out ourselves: see [`CallbackSigner`].

mod delivery_receipt;
mod query;
mod reply;
mod signature;

pub use delivery_receipt::DeliveryReceipt;
pub use query::CallbackError;
pub use reply::ReplyReceipt;
pub use signature::{
    CallbackKey, CallbackKind, CallbackSigner, SignatureError, SignedUrlError, VerifiedCallback,
};
