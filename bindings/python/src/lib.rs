//! The native module of the Python package `smsmode`: its list of names.
//!
//! What a name does stands in the file of its noun; what Python programmers read stands in
//! `smsmode/_smsmode.pyi`.

mod client;
mod command;
mod engine;
mod errors;
mod input;
mod numbers;
mod sandbox;
mod value;
mod waiting;

#[pyo3::pymodule]
mod _smsmode {
    #[pymodule_export]
    use crate::client::Client;
    #[pymodule_export]
    use crate::command::main;
    #[pymodule_export]
    use crate::numbers::{_describe_refusal, _describe_status, _status_kind};
    #[pymodule_export]
    use crate::sandbox::Sandbox;
    #[pymodule_export]
    use crate::value::accepted::Accepted;
}
