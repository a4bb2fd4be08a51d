#![doc = include_str!("../README.md")]

#[cfg(not(target_arch = "x86_64"))]
mod absent;
mod alphabet;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod byte_set;
mod classes;
mod counts;
mod nibbles;
mod scanner;

pub use alphabet::{Alphabet, Kind};
pub use byte_set::ByteSet;
pub use counts::{Count, Cuts, Stop};
pub use scanner::Scanner;
