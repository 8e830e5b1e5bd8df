//! How a run ends.

use std::process::ExitCode;

/// The exit codes, by cause; `plenary man` prints this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    Done = 0,
    Problems = 1,
    Usage = 2,
    NotFound = 3,
    CannotWrite = 4,
    Unavailable = 69,
    Bug = 70,
}

impl Exit {
    pub(crate) const ALL: [(Self, &'static str); 7] = [
        (Self::Done, "done"),
        (Self::Problems, "the input has problems"),
        (Self::Usage, "wrong usage"),
        (Self::NotFound, "a file was not found, or could not be read"),
        (Self::CannotWrite, "a file could not be written"),
        (
            Self::Unavailable,
            "a program or part that was asked for is missing, or failed",
        ),
        (Self::Bug, "a bug in plenary"),
    ];
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a verb could not do what it was asked for.
#[derive(Debug)]
pub(crate) struct CliError {
    pub(crate) exit: Exit,
    /// What and why, in one line; `None` where the problems have been shown already.
    pub(crate) message: Option<String>,
    /// What to do.
    pub(crate) hint: Option<String>,
}

impl CliError {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: Some(message.into()),
            hint: None,
        }
    }

    /// The problems of the input have been shown; nothing is left to say.
    pub(crate) const fn shown() -> Self {
        Self {
            exit: Exit::Problems,
            message: None,
            hint: None,
        }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
