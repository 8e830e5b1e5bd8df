#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::read::ImportFormat;

fuzz_target!(|data: &[u8]| plenary_fuzz::one(ImportFormat::Turtle, data));
