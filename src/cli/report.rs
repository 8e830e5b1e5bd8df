//! Problems as people and programs read them.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use plenary::read::{Code, LineColumn, Place, Problem, Severity, TextFile};
use serde_json::{Value, json};

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// The first twenty, and three of each kind of warning.
    First,
    All,
}

const MOST: usize = 20;
const MOST_OF_A_WARNING: usize = 3;
/// A longer line is shown around the place only.
const LONGEST_LINE: usize = 300;

/// The form of the Rust compiler, with ANSI colours.
pub(crate) fn text(files: &[TextFile], problems: &[Problem], amount: Amount) -> String {
    let mut of_code: BTreeMap<Code, usize> = BTreeMap::new();
    let mut folded: BTreeMap<Code, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    let mut rest = 0;
    for problem in problems {
        let count = of_code.entry(problem.code).or_default();
        *count += 1;
        let repeats = problem.severity() != Severity::Error && *count > MOST_OF_A_WARNING;
        if amount == Amount::First && repeats {
            *folded.entry(problem.code).or_default() += 1;
        } else if amount == Amount::First && shown.len() == MOST {
            rest += 1;
        } else {
            shown.push(problem);
        }
    }
    let positions = Positions::of(files, &shown);
    let renderer = Renderer::styled();
    let mut text = String::new();
    for problem in shown {
        for line in renderer
            .render(&[group(files, problem, &positions)])
            .lines()
        {
            // Between a place and the cut line below it stands a mark for a file without a name.
            if anstream::adapter::strip_str(line).to_string().trim() != ":::" {
                text.push_str(line);
                text.push('\n');
            }
        }
        text.push('\n');
    }
    let hint = "('plenary check --all' shows them)";
    if rest > 0 {
        text.push_str(&format!("... and {rest} more {hint}\n"));
    }
    for (code, more) in &folded {
        text.push_str(&format!(
            "... and {more} more of {code}: {} {hint}\n",
            code.title()
        ));
    }
    if let Some(code) = problems.iter().map(|problem| problem.code).min() {
        text.push_str(&format!(
            "'plenary explain {code}' says more about {code}\n"
        ));
    }
    text
}

type Mark<'a> = (AnnotationKind, &'a Range<usize>, &'a str);

fn group<'a>(files: &'a [TextFile], problem: &'a Problem, positions: &Positions) -> Group<'a> {
    let level = match problem.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(problem.message.as_str());
    let mut group = Group::with_title(title.id(problem.code.as_str()));
    let first = problem.place.iter().map(|place| (place, &problem.label));
    let related = problem.related.iter().map(|(place, label)| (place, label));
    let mut by_file: Vec<(usize, Vec<Mark<'_>>)> = Vec::new();
    for (n, (place, label)) in first.chain(related).enumerate() {
        let kind = if n == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let mark = (kind, &place.span, label.as_str());
        match by_file.iter_mut().find(|(file, _)| *file == place.file) {
            Some((_, marks)) => marks.push(mark),
            None => by_file.push((place.file, vec![mark])),
        }
    }
    for (index, marks) in by_file {
        let file = &files[index];
        let position = |span: &Range<usize>| positions.get(index, span.start);
        if !file.sheets.is_empty() {
            for (kind, span, label) in marks {
                // An origin without a line: the cell is in its name.
                let place = file.place_name(span.start);
                group = group.element(Origin::path(place));
                if file.cell(span.start).is_some() {
                    let row = position(span).line;
                    let (line, span) = window(&file.text, span);
                    let snippet = Snippet::source(line).line_start(row).fold(false);
                    group = group.element(snippet.annotation(kind.span(span).label(label)));
                }
            }
            continue;
        }
        if !file.text.is_empty() && marks.iter().all(|mark| is_short(&file.text, mark.1)) {
            group = group.element(lines(file, &marks, position));
            continue;
        }
        for (kind, span, label) in marks {
            let at = position(span);
            let origin = Origin::path(file.name.as_str());
            group = group.element(origin.line(at.line).char_column(at.column));
            if !file.text.is_empty() {
                let (line, span) = window(&file.text, span);
                let snippet = Snippet::source(line).line_start(at.line).fold(false);
                group = group.element(snippet.annotation(kind.span(span).label(label)));
            }
        }
    }
    match &problem.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
    start..end
}

fn is_short(text: &str, span: &Range<usize>) -> bool {
    line_of(text, span.start).len() <= LONGEST_LINE
}

/// The lines from the first mark to the last; each mark is cut at the end of its line.
fn lines<'a>(
    file: &'a TextFile,
    marks: &[Mark<'a>],
    position: impl Fn(&Range<usize>) -> LineColumn,
) -> Snippet<'a, Annotation<'a>> {
    let all = marks.iter().map(|mark| line_of(&file.text, mark.1.start));
    let from = all.clone().map(|line| line.start).min().unwrap_or(0);
    let to = all.map(|line| line.end).max().unwrap_or(0);
    let first = marks.iter().map(|mark| position(mark.1).line).min();
    // Within the text CR LF is one line end; the last one is cut off.
    let source = file.text[from..to].trim_end_matches('\r');
    let to = from + source.len();
    let snippet = Snippet::source(source).path(file.name.as_str());
    let annotations = marks.iter().map(|(kind, span, label)| {
        let end = line_of(&file.text, span.start).end.min(span.end).min(to);
        kind.span(span.start.min(end) - from..end - from)
            .label(*label)
    });
    snippet
        .line_start(first.unwrap_or(1))
        .annotations(annotations)
}

/// The line where a span begins, cut where it is long, and the part of the span that is in it.
fn window(text: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[line_start..];
    let line = rest
        .split('\n')
        .next()
        .unwrap_or(rest)
        .trim_end_matches('\r');
    let start = (span.start - line_start).min(line.len());
    let end = (span.end - line_start).clamp(start, line.len());
    if line.len() <= LONGEST_LINE {
        return (line.to_owned(), start..end);
    }
    let from = line[..start]
        .char_indices()
        .rev()
        .nth(60)
        .map_or(0, |(at, _)| at);
    let to = line[start..]
        .char_indices()
        .nth(160)
        .map_or(line.len(), |(at, _)| start + at);
    let before = if from > 0 { "... " } else { "" };
    let after = if to < line.len() { " ..." } else { "" };
    let shift = |at: usize| at.min(to) - from + before.len();
    (
        format!("{before}{}{after}", &line[from..to]),
        shift(start)..shift(end),
    )
}

/// One object: `{"schema": 1, "problems": [...]}`.
pub(crate) fn json(files: &[TextFile], problems: &[Problem]) -> Value {
    let all: Vec<&Problem> = problems.iter().collect();
    let positions = Positions::of(files, &all);
    let place = |at: &Place, label: &str| {
        let (start, end) = (
            positions.get(at.file, at.span.start),
            positions.get(at.file, at.span.end),
        );
        let mut value = json!({
            "file": files[at.file].name,
            "line": start.line, "column": start.column,
            "end_line": end.line, "end_column": end.column,
            "label": label,
        });
        if let Some((sheet, cell)) = files[at.file].cell(at.span.start) {
            value["sheet"] = json!(sheet);
            value["cell"] = json!(cell.address());
        }
        value
    };
    let one = |problem: &Problem| {
        let mut value = json!({
            "code": problem.code.as_str(),
            "severity": problem.severity().as_str(),
            "message": problem.message,
        });
        let fields = problem.place.iter().map(|at| place(at, &problem.label));
        for field in fields {
            for (key, field) in field.as_object().into_iter().flatten() {
                value[key.as_str()] = field.clone();
            }
        }
        if let Some(help) = &problem.help {
            value["help"] = json!(help);
        }
        let related = problem.related.iter().map(|(at, label)| place(at, label));
        value["related"] = related.collect();
        value
    };
    json!({ "schema": 1, "problems": problems.iter().map(one).collect::<Value>() })
}

/// Lines and columns of every place, found in one sweep of each file.
struct Positions(BTreeMap<(usize, usize), LineColumn>);

impl Positions {
    fn of(files: &[TextFile], problems: &[&Problem]) -> Self {
        let mut wanted = BTreeMap::new();
        for problem in problems {
            let related = problem.related.iter().map(|(place, _)| place);
            for place in problem.place.iter().chain(related) {
                for offset in [place.span.start, place.span.end] {
                    wanted.insert((place.file, offset), LineColumn { line: 1, column: 1 });
                }
            }
        }
        let mut last = (0, 0, LineColumn { line: 1, column: 1 });
        for (&(file, offset), found) in &mut wanted {
            if !files[file].lines.is_empty() || !files[file].sheets.is_empty() {
                *found = files[file].line_column(offset);
                continue;
            }
            let (from, start) = match last {
                (same, from, at) if same == file => (from, at),
                _ => (0, LineColumn { line: 1, column: 1 }),
            };
            let mut at = start;
            let text = &files[file].text;
            for c in text[from..offset.min(text.len())].chars() {
                if c == '\n' {
                    at = LineColumn {
                        line: at.line + 1,
                        column: 1,
                    };
                } else {
                    at.column += 1;
                }
            }
            *found = at;
            last = (file, offset, at);
        }
        Self(wanted)
    }

    fn get(&self, file: usize, offset: usize) -> LineColumn {
        // Every place that is asked for was collected; the start is a harmless answer.
        self.0
            .get(&(file, offset))
            .copied()
            .unwrap_or(LineColumn { line: 1, column: 1 })
    }
}
