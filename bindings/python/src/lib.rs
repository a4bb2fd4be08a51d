//! The native module of the Python package `smsmode`: its list of names.
//!
//! What a name does stands in the file of its noun; what Python programmers read stands in
//! `smsmode/_smsmode.pyi`.

#![expect(
    clippy::doc_markdown,
    clippy::doc_link_with_quotes,
    reason = "Python shows what documents its names as plain text"
)]
#![expect(clippy::struct_field_names, reason = "results have the words of the other languages")]

mod callback;
mod calls;
mod client;
mod columns;
mod command;
mod engine;
mod errors;
mod input;
mod later;
mod link;
mod logging;
mod many;
mod numbers;
mod order;
mod outbox;
mod pages;
mod prepare;
mod sandbox;
mod setup;
mod text;
mod value;
mod waiting;

#[pyo3::pymodule]
mod _smsmode {
    #[pymodule_export]
    use crate::callback::{CallbackSigner, parse_delivery_receipt, parse_reply};
    #[pymodule_export]
    use crate::client::Client;
    #[pymodule_export]
    use crate::columns::{AnalysisColumns, analyse_columns};
    #[pymodule_export]
    use crate::command::main;
    #[pymodule_export]
    use crate::later::{LaterCalls, Task};
    #[pymodule_export]
    use crate::numbers::{_describe_refusal, _describe_status, _status_kind};
    #[pymodule_export]
    use crate::order::batch::BatchMessage;
    #[pymodule_export]
    use crate::outbox::prepared::prepared;
    #[pymodule_export]
    use crate::pages::Pages;
    #[pymodule_export]
    use crate::prepare::{Prepare, PreparedCall};
    #[pymodule_export]
    use crate::sandbox::{_sandbox_calls, Sandbox};
    #[pymodule_export]
    use crate::text::{analyse, analyse_many, plan, segments, smart, truncate};
    #[pymodule_export]
    use crate::value::accepted::Accepted;
    #[pymodule_export]
    use crate::value::account::{Acknowledged, Balance, CreatedApiKey};
    #[pymodule_export]
    use crate::value::callback::{DeliveryReceipt, ReplyReceipt, VerifiedCallback};
    #[pymodule_export]
    use crate::value::date::{LocalTime, paris};
    #[pymodule_export]
    use crate::value::lists::{Damaged, Reply, ReplyList, SentList, SentMessage};
    #[pymodule_export]
    use crate::value::plan::Plan;
    #[pymodule_export]
    use crate::value::sandbox::SandboxMessage;
    #[pymodule_export]
    use crate::value::sandbox::callback::{SandboxAttempt, SandboxCallback};
    #[pymodule_export]
    use crate::value::sandbox::duplicate::{SandboxDuplicate, SandboxDuplicates};
    #[pymodule_export]
    use crate::value::sandbox::reply::SandboxReply;
    #[pymodule_export]
    use crate::value::sandbox::request::{SandboxParameter, SandboxRequest};
    #[pymodule_export]
    use crate::value::state::{CurrentStatus, DeliveryReport, RecipientStatus, WaitEnd};
    #[pymodule_export]
    use crate::value::text::{Analysis, At, Replacement, Segment, SegmentRange, SmartText};

    #[pymodule_init]
    fn init(module: &pyo3::Bound<'_, pyo3::types::PyModule>) -> pyo3::PyResult<()> {
        crate::outbox::later::promise(module)
    }
}
