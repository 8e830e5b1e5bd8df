//! The laws.

use plenary::model::Record;
use plenary::read::{self, Import, Input, LossKind, Problem, Reading, TextFile};
use plenary::write;

pub(crate) fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

/// Text of the fuzzer; `None` where it made none.
pub(crate) fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// Several files in one: each begins with a line `@@ name`.
pub(crate) fn files(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"@@ "), files.last_mut()) {
            (Some(name), _) => {
                files.push((String::from_utf8_lossy(name).trim().to_owned(), Vec::new()));
            }
            (None, Some((_, bytes))) => bytes.extend_from_slice(line),
            (None, None) => files.push(("first.csv".to_owned(), line.to_vec())),
        }
        if files.len() > 50 {
            break;
        }
    }
    files
}

/// Every place of a problem is inside its file, on a character, and has a line and a column.
pub(crate) fn placed(problems: &[Problem], files: &[TextFile]) {
    for problem in problems {
        assert!(!problem.message.is_empty());
        let related = problem.related.iter().map(|(place, _)| place);
        for place in problem.place.iter().chain(related) {
            let file = &files[place.file];
            let span = place.span.clone();
            assert!(span.start <= span.end, "{problem:?}");
            assert!(
                file.text.get(span.clone()).is_some(),
                "{problem:?} of {} bytes",
                file.text.len()
            );
            assert!(file.line_column(span.start).line >= 1);
        }
    }
}

/// A record, or a problem; and what is said of it has a place.
pub(crate) fn told(reading: &Reading) {
    assert!(
        reading.record.is_some() || !reading.problems.is_empty(),
        "neither record nor problem"
    );
    placed(&reading.problems, &reading.files);
}

/// Written and read again it is the same, with nothing said against it.
pub(crate) fn kept(record: &Record) {
    let text = write::record_json(record);
    let again = read::json(vec![input("again.json", text)]);
    assert!(
        again.record.as_ref() == Some(record),
        "{:?}",
        again.problems
    );
}

/// Nothing that was read is unaccounted for.
pub(crate) fn accounted(import: &Import) {
    for count in &import.loss.counts {
        assert_eq!(count.read, count.kept + count.skipped, "{count:?}");
        let gone = |kind| matches!(kind, LossKind::Skipped | LossKind::Repeated);
        let losses = import.loss.losses.iter();
        let losses = losses.filter(|one| one.what == count.things && gone(one.kind));
        let told: usize = losses.map(|one| one.count).sum();
        assert_eq!(told, count.skipped, "{} without a reason", count.things);
    }
}
