//! An installed Graphviz, run with a time limit.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::error::{CliError, Exit};

/// Runs `dot` (the program that `GRAPHVIZ_DOT` names, where it is set) on a DOT text and gives
/// back what it prints.
pub(crate) fn run(
    dot_source: &str,
    args: &[&str],
    time_limit: Duration,
) -> Result<String, CliError> {
    let program = std::env::var_os("GRAPHVIZ_DOT").filter(|name| !name.is_empty());
    let program = program.unwrap_or_else(|| "dot".into());
    let name = program.to_string_lossy().into_owned();
    let failed = |why: String| CliError::new(Exit::Unavailable, why);

    let mut child = Command::new(&program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            failed(format!("cannot run Graphviz as '{name}': {error}")).hint(
                "install it (Debian: apt install graphviz), name its program in GRAPHVIZ_DOT, \
                 or use --engine embedded, which needs none",
            )
        })?;

    // Each pipe has its own thread, so that none fills up while another is waited for.
    let stdin = child.stdin.take();
    let source = dot_source.to_owned();
    let writer = thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(source.as_bytes())));
    let (out, err) = (drain(child.stdout.take()), drain(child.stderr.take()));

    let ended = wait(&mut child, time_limit)
        .map_err(|error| failed(format!("cannot wait for Graphviz '{name}': {error}")))?;
    let Some(status) = ended else {
        let seconds = time_limit.as_secs();
        return Err(failed(format!(
            "Graphviz '{name}' took more than {seconds} s and was stopped"
        ))
        .hint("use --engine embedded, or draw a smaller form"));
    };
    // A program that does not read its input says so by its status.
    let _ = writer.join();
    let (out, err) = (
        out.join().unwrap_or_default(),
        err.join().unwrap_or_default(),
    );
    let said = String::from_utf8_lossy(&err).trim().to_owned();
    if !status.success() {
        let said = if said.is_empty() {
            status.to_string()
        } else {
            said
        };
        return Err(failed(format!("Graphviz '{name}' failed: {said}"))
            .hint("use --engine embedded, or look at what it says"));
    }
    String::from_utf8(out).map_err(|_| failed(format!("Graphviz '{name}' printed no UTF-8 text")))
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before a failure is the best there is.
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        bytes
    })
}

/// The status, or `None` where the time ran out and the child was stopped.
fn wait(child: &mut Child, limit: Duration) -> std::io::Result<Option<std::process::ExitStatus>> {
    let until = Instant::now() + limit;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= until {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}
