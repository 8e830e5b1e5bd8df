//! Running the program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The program with arguments, in a folder, with nothing of this machine's environment that
/// it listens to.
pub(crate) struct Run {
    command: Command,
    stdin: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn plenary(args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.args(args).current_dir(crate::root());
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "GRAPHVIZ_DOT",
        "COLUMNS",
    ] {
        command.env_remove(name);
    }
    Run {
        command,
        stdin: Vec::new(),
    }
}

impl Run {
    pub(crate) fn within(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    pub(crate) fn run(mut self) -> Ran {
        let mut child = (self.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let mut stdin = child.stdin.take().expect("is piped");
        let bytes = self.stdin;
        // A program that does not read its input closes the pipe.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let output = child.wait_with_output().expect("it ends");
        writer.join().expect("does not panic");
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("prints UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("prints UTF-8"),
        }
    }
}

impl Ran {
    /// Everything about the run in one text.
    pub(crate) fn text(&self) -> String {
        let code = self.code.expect("was not killed");
        format!(
            "exit {code}\n--- stdout\n{}--- stderr\n{}",
            self.stdout, self.stderr
        )
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }
}
