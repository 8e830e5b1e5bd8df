//! Work in numbered blocks on every core, its results taken in the order of the blocks.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// More threads than this are never started: each has its own arrays.
const MOST: usize = 16;

/// How many threads to use: as asked for, or one for each core this process may run on.
pub(super) fn threads(asked: Option<NonZeroUsize>) -> usize {
    asked
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, usize::from)
        .min(MOST)
}

/// Does the blocks `0..blocks`, each with what `worker` makes for a thread, and hands the results
/// to `take` by number of block: so floating-point sums of them have the same bytes on any number
/// of threads, as long as the blocks are the same.
pub(super) fn in_order<W, R: Send>(
    threads: usize,
    blocks: usize,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize) -> R + Sync,
    mut take: impl FnMut(usize, R),
) {
    if threads.min(blocks) <= 1 {
        let mut own = worker();
        for block in 0..blocks {
            take(block, work(&mut own, block));
        }
        return;
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(blocks) {
            let sender = sender.clone();
            let (next, worker, work) = (&next, &worker, &work);
            scope.spawn(move || {
                let mut own = worker();
                loop {
                    let block = next.fetch_add(1, Ordering::Relaxed);
                    // Nobody listens any more where the taking thread has panicked.
                    if block >= blocks || sender.send((block, work(&mut own, block))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (block, result) in receiver {
            early.insert(block, result);
            while let Some(result) = early.remove(&due) {
                take(due, result);
                due += 1;
            }
        }
    });
}
