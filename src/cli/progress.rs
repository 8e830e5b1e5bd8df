//! How far a long run is, on a terminal only.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use plenary::model::Step;

use super::interrupt::{self, CLEAR};

/// Shorter runs say nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const PAUSE: Duration = Duration::from_millis(100);

/// One line on stderr that is written over, and gone when this is.
pub(crate) struct Reporter<W: Write + Send = io::Stderr> {
    /// `None`: nothing is said.
    line: Option<Mutex<Line<W>>>,
}

struct Line<W> {
    out: W,
    started: Instant,
    last: Option<Instant>,
    shown: Option<(&'static str, usize)>,
}

impl Reporter {
    /// Says something only where `wanted`, and stderr is a terminal that lines can be written
    /// over on.
    pub(crate) fn new(wanted: bool) -> Self {
        let able = || std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        if wanted && io::stderr().is_terminal() && able() {
            Self::on(io::stderr(), Instant::now())
        } else {
            Self { line: None }
        }
    }
}

impl<W: Write + Send> Reporter<W> {
    fn on(out: W, started: Instant) -> Self {
        let line = Line {
            out,
            started,
            last: None,
            shown: None,
        };
        Self {
            line: Some(Mutex::new(line)),
        }
    }

    /// Takes note of a step.
    pub(crate) fn tell(&self, step: Step) {
        let Some(line) = &self.line else { return };
        // Nothing in a line can be left half done that matters.
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        line.tell(step, Instant::now());
    }
}

impl<W: Write> Line<W> {
    fn tell(&mut self, step: Step, now: Instant) {
        let percent = step.done.saturating_mul(100) / step.total.max(1);
        let early = now.duration_since(self.started) < PATIENCE;
        let soon = (self.last).is_some_and(|last| now.duration_since(last) < PAUSE);
        // Threads do not come in order; what has been reached stays.
        let known = (self.shown).is_some_and(|(task, at)| task == step.task && percent <= at);
        if early || soon || known {
            return;
        }
        self.last = Some(now);
        self.shown = Some((step.task, percent));
        interrupt::line_shown(true);
        // Nowhere is left to tell where stderr fails.
        let _ = write!(self.out, "{CLEAR}{}: {percent} %", step.task);
        let _ = self.out.flush();
    }
}

impl<W: Write + Send> Drop for Reporter<W> {
    fn drop(&mut self) {
        let Some(line) = &mut self.line else { return };
        let line = line.get_mut().unwrap_or_else(PoisonError::into_inner);
        if line.shown.is_some() {
            let _ = write!(line.out, "{CLEAR}");
            let _ = line.out.flush();
            interrupt::line_shown(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn step(task: &'static str, done: usize) -> Step {
        Step {
            task,
            done,
            total: 200,
        }
    }

    /// Nothing for half a second, then at most ten times a second, never backwards; gone at the
    /// end.
    #[test]
    fn one_line() {
        let begin = Instant::now();
        let mut bytes = Vec::new();
        let reporter = Reporter::on(&mut bytes, begin);
        {
            let line = reporter.line.as_ref().expect("is on");
            let mut line = line.lock().expect("nobody panicked");
            for (milliseconds, step) in [
                (0, step("reading", 1)),
                (499, step("reading", 50)),
                (500, step("reading", 100)),
                (599, step("reading", 120)),
                (700, step("reading", 90)),
                (800, step("reading", 200)),
                (900, step("tying", 2)),
            ] {
                line.tell(step, begin + Duration::from_millis(milliseconds));
            }
        }
        drop(reporter);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let lines: Vec<&str> = text.split(CLEAR).collect();
        assert_eq!(
            lines,
            ["", "reading: 50 %", "reading: 100 %", "tying: 1 %", ""]
        );
    }

    /// A short run leaves no trace at all.
    #[test]
    fn short_runs_say_nothing() {
        let mut bytes = Vec::new();
        let reporter = Reporter::on(&mut bytes, Instant::now());
        reporter.tell(step("reading", 200));
        drop(reporter);
        assert!(bytes.is_empty());
    }
}
