//! Rows of a table in their order, read on two threads or more where there is enough of them.

use std::io::Read;
use std::sync::mpsc::sync_channel;

use super::Stop;
use super::stretches::{Stretch, Stretches};
use super::tokens::{Shape, Tokens};
use crate::model::events::Familiar;

/// So many stretches are read before other threads are asked.
const ALONE: usize = 4;
/// How many stretches each of them has, waiting or read.
const DEPTH: usize = 3;
/// However many processors there are.
const MOST_LANES: usize = 16;

/// Takes the rows of stretches in order; whether to go on.
pub(super) trait Taker {
    /// `bytes` from the end of the tokens on come again, before others. Numbers of the tokens are
    /// those of this lane.
    fn take(&mut self, bytes: &[u8], tokens: &Tokens, lane: usize) -> Result<bool, Stop>;
}

/// What was read of a row that has no end yet, because it has line breaks within quotes.
struct Pending {
    bytes: Vec<u8>,
    /// With fewer bytes it is not looked at again, so that a long row costs no more than its length.
    enough: usize,
    /// What it is read into.
    tokens: Tokens,
}

impl Pending {
    /// Gives the rows of a stretch to the taker, and keeps what is part of one. `read`, what the
    /// stretch alone has, is of use where nothing is pending.
    fn next(
        &mut self,
        stretch: &Stretch,
        (read, lane): (Option<&Tokens>, usize),
        shape: &Shape,
        taker: &mut impl Taker,
    ) -> Result<bool, Stop> {
        let more = stretch.bytes();
        let (bytes, tokens) = match read {
            Some(read) if self.bytes.is_empty() => (more, read),
            _ => {
                self.bytes.extend_from_slice(more);
                let enough = self.enough.min(shape.longest.saturating_add(1));
                if self.bytes.len() < enough && !stretch.last {
                    return Ok(true);
                }
                self.tokens.read(&self.bytes, stretch.last, shape);
                (&self.bytes[..], &self.tokens)
            }
        };
        let go_on = taker.take(bytes, tokens, lane)?;
        let rest = bytes[tokens.end..].to_vec();
        if rest.len() > shape.longest {
            return Err(Stop::LongRow);
        }
        self.enough = 2 * rest.len();
        self.bytes = rest;
        Ok(go_on && !stretch.last)
    }
}

/// Reads all rows, those that begin with the `first` bytes (the last, where `ended`) and those of
/// the stretches. The same rows are taken in the same order, however many threads there are.
pub(super) fn rows<R: Read>(
    (first, ended): (&[u8], bool),
    stretches: &mut Stretches<R>,
    shape: &Shape,
    threads: usize,
    taker: &mut impl Taker,
) -> Result<(), Stop> {
    let mut pending = Pending {
        bytes: first.to_vec(),
        enough: 0,
        tokens: Tokens::default(),
    };
    let mut tokens = Tokens::default();
    let mut read = 0;
    if ended {
        tokens.read(first, true, shape);
        taker.take(first, &tokens, 0)?;
        return Ok(());
    }
    while threads < 2 || read < ALONE {
        let stretch = stretches.next().map_err(Stop::Failed)?;
        read += 1;
        let alone = pending.bytes.is_empty();
        if alone {
            tokens.read(stretch.bytes(), stretch.last, shape);
        }
        let own = alone.then_some(&tokens);
        if !pending.next(&stretch, (own, 0), shape, taker)? {
            return Ok(());
        }
        stretches.give_back(stretch);
    }
    // This thread, mostly idle, reads bytes and takes rows; the others find them and look up texts.
    std::thread::scope(|scope| {
        let lane = || {
            let (to, work) = sync_channel::<(Stretch, Tokens)>(DEPTH);
            let (done, from) = sync_channel(DEPTH);
            scope.spawn(move || {
                let mut familiar = Vec::new();
                familiar.resize_with(shape.wanted.len(), Familiar::default);
                for (stretch, mut tokens) in work {
                    tokens.read(stretch.bytes(), stretch.last, shape);
                    tokens.number(stretch.bytes(), shape, &mut familiar);
                    if done.send((stretch, tokens)).is_err() {
                        return;
                    }
                }
            });
            (to, from)
        };
        let lanes: Vec<_> = (0..threads.min(MOST_LANES)).map(|_| lane()).collect();
        let mut spare = Vec::new();
        let (mut sent, mut taken, mut ended) = (0, 0, false);
        loop {
            while !ended && sent - taken < DEPTH * lanes.len() {
                let stretch = stretches.next().map_err(Stop::Failed)?;
                ended = stretch.last;
                let work = (stretch, spare.pop().unwrap_or_default());
                let sending = lanes[sent % lanes.len()].0.send(work);
                sending.expect("a thread reads until its channel ends");
                sent += 1;
            }
            let lane = taken % lanes.len();
            let done = lanes[lane].1.recv();
            let (stretch, tokens) = done.expect("a thread reads until its channel ends");
            taken += 1;
            if !pending.next(&stretch, (Some(&tokens), lane), shape, taker)? {
                return Ok(());
            }
            stretches.give_back(stretch);
            spare.push(tokens);
        }
    })
}
