//! Every target in one program, so that `run` links once: PLENARY_FUZZ names the one.
#![no_main]

use std::sync::LazyLock;

static TARGET: LazyLock<String> =
    LazyLock::new(|| std::env::var("PLENARY_FUZZ").expect("PLENARY_FUZZ names a target"));

libfuzzer_sys::fuzz_target!(|data: &[u8]| plenary_fuzz::run(&TARGET, data));
