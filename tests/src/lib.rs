//! What proves that all parts agree. The tests are in `rust/`, what they read in `vectors/`.

/// The Rust examples of the README run as tests; its commands are run by `rust/readme.rs`.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct ReadMe;
