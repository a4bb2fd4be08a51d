#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| smsmode_properties::smart(bytes));
