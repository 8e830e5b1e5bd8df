#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| plenary_fuzz::run("kumu", data));
