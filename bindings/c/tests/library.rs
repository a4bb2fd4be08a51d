//! The library as programs in C meet it: every test compiles C and runs it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "library/abi.rs"]
mod abi;
#[path = "library/aftermath.rs"]
mod aftermath;
#[path = "library/asked.rs"]
mod asked;
#[path = "library/calls.rs"]
mod calls;
#[path = "library/compile.rs"]
mod compile;
#[path = "library/cpp.rs"]
mod cpp;
#[path = "library/declarations.rs"]
mod declarations;
#[path = "library/encodings.rs"]
mod encodings;
#[path = "library/examples.rs"]
mod examples;
#[path = "library/flat.rs"]
mod flat;
#[path = "library/header.rs"]
mod header;
#[path = "library/interrupt.rs"]
mod interrupt;
#[path = "library/outbox.rs"]
mod outbox;
#[path = "library/own_http.rs"]
mod own_http;
#[path = "library/postgres.rs"]
mod postgres;
#[path = "library/programs.rs"]
mod programs;
#[path = "library/readme.rs"]
mod readme;
#[path = "library/sanitizer.rs"]
mod sanitizer;
#[path = "library/secret.rs"]
mod secret;
#[path = "../../../crates/smsmode-outbox/tests/support/postgres.rs"]
mod server;
#[path = "library/small.rs"]
mod small;
#[path = "library/vectors.rs"]
mod vectors;
