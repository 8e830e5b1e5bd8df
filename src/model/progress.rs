//! How far a long run is, told to whoever asked.

use std::fmt;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is being done, in a few words: `reading the table`.
    pub task: &'static str,
    /// How much of it is done; never above `total`.
    pub done: usize,
    /// How much there is to do.
    pub total: usize,
}

/// Who is told how far a long run is; by default nobody.
///
/// Functions that can take long have a second form that ends in `_watched` and takes one of
/// these. It changes nothing about the result. It is called on the threads that work, from time
/// to time and at the end of a task, by several threads not always in order, and should return at
/// once.
///
/// ```
/// use std::sync::atomic::{AtomicUsize, Ordering};
/// use plenary::model::{Progress, Step};
/// use plenary::read;
///
/// let calls = AtomicUsize::new(0);
/// let tell = |step: Step| {
///     assert!(step.done <= step.total);
///     calls.fetch_add(1, Ordering::Relaxed);
/// };
/// let input = read::Input { name: "a.csv".to_owned(), bytes: b"stakeholder,claim\na,x\n".to_vec() };
/// let options = read::CsvOptions::default();
/// assert!(read::csv_table_watched(input, &options, Progress::to(&tell)).events.is_some());
/// assert!(calls.into_inner() > 0);
/// ```
#[derive(Clone, Copy, Default)]
pub struct Progress<'a>(Option<&'a (dyn Fn(Step) + Sync)>);

impl<'a> Progress<'a> {
    /// Nobody is told.
    pub const fn none() -> Self {
        Self(None)
    }

    /// This is called.
    pub const fn to(tell: &'a (dyn Fn(Step) + Sync)) -> Self {
        Self(Some(tell))
    }

    pub(crate) fn tell(self, task: &'static str, done: usize, total: usize) {
        if let Some(tell) = self.0 {
            let done = done.min(total);
            tell(Step { task, done, total });
        }
    }
}

impl fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = if self.0.is_some() { "told" } else { "none" };
        f.debug_tuple("Progress").field(&who).finish()
    }
}
