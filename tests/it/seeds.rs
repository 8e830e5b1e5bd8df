//! The fuzz targets of `extras/fuzz` without their engine: every seed, and mutations of it.
//!
//! The engine sees which bytes reach new code and needs a nightly compiler; this needs nothing, and
//! keeps the laws and the seeds true. `PLENARY_FUZZ_ROUNDS` asks for more mutations a seed than
//! five, `PLENARY_FUZZ_SEED` for others, `PLENARY_FUZZ` for one target only.

#[path = "../../extras/fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "there it is a library")]
mod fuzz;

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A small generator: the same mutations on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

fn folder(name: &str) -> PathBuf {
    crate::root().join("extras/fuzz").join(name)
}

fn number(name: &str, usual: u64) -> u64 {
    let told = std::env::var(name).ok();
    told.map_or(usual, |text| text.parse().expect("a number"))
}

/// The words of all dictionaries.
fn words() -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    for entry in std::fs::read_dir(folder("dictionaries")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines() {
            let inside = line.trim().trim_start_matches('"');
            let inside = inside.strip_suffix('"').unwrap_or(inside);
            words.push(
                inside
                    .replace("\\\"", "\"")
                    .replace("\\x0a", "\n")
                    .into_bytes(),
            );
        }
    }
    words.sort();
    words
}

/// A few changes, as the engine makes them.
fn mutate(seed: &[u8], other: &[u8], words: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.next(5) {
        let at = chance.next(bytes.len() + 1);
        let to = (at + chance.next(40)).min(bytes.len());
        match chance.next(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.next(8),
            1 if at < bytes.len() => bytes[at] = u8::try_from(chance.next(256)).unwrap(),
            2 => drop(bytes.drain(at..to)),
            3 => {
                let again = bytes[at..to].to_vec();
                bytes.splice(at..at, again);
            }
            4 => bytes.truncate(at),
            5 => {
                let from = chance.next(other.len() + 1);
                let until = (from + chance.next(200)).min(other.len());
                bytes.splice(at..to, other[from..until].iter().copied());
            }
            _ => {
                let word = &words[chance.next(words.len())];
                bytes.splice(at..at, word.iter().copied());
            }
        }
    }
    bytes
}

/// Everything that failed, with the bytes that did it.
fn check(target: &str, rounds: u64, seed: u64) -> String {
    let mut failed = String::new();
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder("seeds").join(target))
        .unwrap_or_else(|error| panic!("seeds of {target}: {error}"))
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{target} has no seed");
    let seeds: Vec<Vec<u8>> = paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    let words = words();
    let mut chance = Chance(seed ^ 0x9E37_79B9_7F4A_7C15);
    for (seed, path) in seeds.iter().zip(&paths) {
        for round in 0..=rounds {
            let bytes = if round == 0 {
                seed.clone()
            } else {
                let other = &seeds[chance.next(seeds.len())];
                mutate(seed, other, &words, &mut chance)
            };
            let began = Instant::now();
            let done = catch_unwind(AssertUnwindSafe(|| fuzz::run(target, &bytes)));
            let slow = began.elapsed() > Duration::from_secs(30);
            if done.is_err() || slow {
                let kept = std::env::temp_dir().join(format!("plenary-{target}-{round}"));
                std::fs::write(&kept, &bytes).unwrap();
                let (seed, kept) = (path.display(), kept.display());
                writeln!(failed, "{target}: {seed} round {round} in {kept}").unwrap();
                break;
            }
        }
    }
    failed
}

#[test]
fn every_target_holds_its_laws() {
    let rounds = number("PLENARY_FUZZ_ROUNDS", 5);
    let seed = number("PLENARY_FUZZ_SEED", 1);
    let only = std::env::var("PLENARY_FUZZ").ok();
    let mut failed = String::new();
    for (target, _) in fuzz::TARGETS {
        if only.as_ref().is_none_or(|only| only == target) {
            let began = Instant::now();
            failed += &check(target, rounds, seed);
            println!("{target}: {:.1?}", began.elapsed());
        }
    }
    assert!(failed.is_empty(), "{failed}");
}
