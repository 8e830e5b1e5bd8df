//! RDF that Plenary wrote: JSON-LD, Turtle or N-Triples back to a record.

mod entries;
mod nodes;

use std::io::Cursor;

use self::entries::entries;
use self::nodes::Nodes;
use super::Input;
use super::codes::Code;
use super::json::decode::{self, Decoded};
use super::json::{Reading, json};
use super::places::Places;
use super::problem::{Place, Problem, TextFile};
use super::suggest::shown;
use oxrdf::Triple;

/// A larger input is not looked at.
const MOST_BYTES: usize = 1 << 30;
/// The writer needs four levels.
const DEEPEST: usize = 64;
/// More triples than this are no record.
const MOST_TRIPLES: usize = 50_000_000;

/// What came of reading RDF.
#[derive(Debug)]
pub struct RdfReading {
    /// The record, or why there is none. Places are where the thing that has the problem is
    /// named first.
    pub reading: Reading,
    /// How many triples there were.
    pub triples: usize,
    /// What the record has no place for, sorted.
    pub ignored: Vec<Ignored>,
}

/// A property, or a kind of thing, that was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ignored {
    /// The IRI of the property.
    pub property: String,
    /// On how many triples.
    pub count: usize,
    /// One of the things that have it.
    pub example: String,
}

#[derive(Clone, Copy)]
enum Syntax {
    JsonLd,
    Turtle,
    NTriples,
}

/// Reads JSON-LD that [`write::jsonld`](crate::write::jsonld) wrote, also after another program
/// expanded, compacted or reordered it; [`ignored`](RdfReading::ignored) says what else was in
/// it. Contexts are not fetched. Bounded in bytes (1 GiB), depth (64) and triples; never panics.
pub fn jsonld(input: Input) -> RdfReading {
    read(input, Syntax::JsonLd)
}

/// Reads Turtle with the terms of [`vocabulary`](crate::vocabulary), as [`jsonld`] does.
pub fn turtle(input: Input) -> RdfReading {
    read(input, Syntax::Turtle)
}

/// Reads N-Triples with the terms of [`vocabulary`](crate::vocabulary), as [`jsonld`] does.
pub fn ntriples(input: Input) -> RdfReading {
    read(input, Syntax::NTriples)
}

fn read(input: Input, syntax: Syntax) -> RdfReading {
    let (file, found) = if input.bytes.len() > MOST_BYTES {
        let problem = Problem::new(Code::TooLarge, "the file has more than 1 GiB")
            .help("split the record into several files");
        let file = TextFile {
            name: input.name,
            ..TextFile::default()
        };
        (file, Err(Box::new(problem)))
    } else {
        let Decoded { file, problem } = decode::text(0, input);
        let found = match problem {
            Some(problem) => Err(Box::new(problem)),
            None => triples(&file.text, syntax),
        };
        (file, found)
    };
    match found {
        Ok(triples) => of_triples(file, triples),
        Err(problem) => RdfReading {
            reading: Reading {
                record: None,
                problems: vec![*problem],
                files: vec![file],
                places: Places::default(),
            },
            triples: 0,
            ignored: Vec::new(),
        },
    }
}

fn triples(text: &str, syntax: Syntax) -> Result<Vec<Triple>, Box<Problem>> {
    match syntax {
        Syntax::JsonLd => jsonld_triples(text),
        Syntax::Turtle => collect(
            (oxttl::TurtleParser::new().for_slice(text))
                .map(|one| one.map_err(|error| turtle_problem(text, &error))),
        ),
        Syntax::NTriples => collect(
            (oxttl::NTriplesParser::new().for_slice(text))
                .map(|one| one.map_err(|error| turtle_problem(text, &error))),
        ),
    }
}

fn collect(
    parser: impl Iterator<Item = Result<Triple, Box<Problem>>>,
) -> Result<Vec<Triple>, Box<Problem>> {
    let triples: Vec<Triple> = parser.take(MOST_TRIPLES + 1).collect::<Result<_, _>>()?;
    if triples.len() > MOST_TRIPLES {
        let message = format!("more than {MOST_TRIPLES} triples");
        return Err(Box::new(Problem::new(Code::TooLarge, message)));
    }
    Ok(triples)
}

fn syntax(message: &str, span: std::ops::Range<usize>, text: &str) -> Box<Problem> {
    let start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let place = Place {
        file: 0,
        span: text.floor_char_boundary(start)..text.ceil_char_boundary(end),
    };
    Box::new(
        Problem::new(Code::BadRdf, shown(message, 300))
            .at(Some(place), "here")
            .help("Plenary reads the RDF that 'plenary export' writes"),
    )
}

fn turtle_problem(text: &str, error: &oxttl::TurtleSyntaxError) -> Box<Problem> {
    let at = error.location();
    let span = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
    syntax(
        error.message(),
        span(at.start.offset)..span(at.end.offset),
        text,
    )
}

fn jsonld_triples(text: &str) -> Result<Vec<Triple>, Box<Problem>> {
    if let Some(at) = too_deep(text) {
        let place = Place {
            file: 0,
            span: at..at + 1,
        };
        let problem = Problem::new(Code::TooDeep, "lists and objects are nested too deeply");
        return Err(Box::new(problem.at(Some(place), "one level too many")));
    }
    // The reader with a bounded buffer, not the one for slices: it gives up in time.
    let parser = oxjsonld::JsonLdParser::new().for_reader(Cursor::new(text.as_bytes()));
    collect(parser.map(|one| match one {
        Ok(quad) => Ok(Triple::new(quad.subject, quad.predicate, quad.object)),
        Err(oxjsonld::JsonLdParseError::Syntax(error)) => {
            let span = error.location().map_or(0..0, |at| {
                let offset = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
                offset(at.start.offset)..offset(at.end.offset)
            });
            Err(syntax(&error.to_string(), span, text))
        }
        Err(oxjsonld::JsonLdParseError::Io(error)) => Err(syntax(&error.to_string(), 0..0, text)),
    }))
}

/// Where brackets outside of texts are nested too deeply.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut inside, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'{' | b'[' if !inside => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b'}' | b']' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Entries of a record file are made of the triples, one a line, and read as such a file is: so
/// all its rules hold here too.
fn of_triples(file: TextFile, triples: Vec<Triple>) -> RdfReading {
    let count = triples.len();
    let mut nodes = Nodes::new(triples);
    let made = entries(&mut nodes);
    let (text, subjects) = made.text();
    let lines = TextFile {
        text: text.clone(),
        ..TextFile::default()
    };
    let input = Input {
        name: file.name.clone(),
        bytes: text.into_bytes(),
    };
    let mut reading = json(vec![input]);
    let relocate = |place: &mut Place| {
        let line = lines.line_column(place.span.start).line - 1;
        let subject = subjects.get(line).and_then(Option::as_deref);
        place.span = subject.map_or(0..0, |subject| named(&file.text, subject));
    };
    for problem in &mut reading.problems {
        if let Some(place) = &mut problem.place {
            relocate(place);
        }
        problem
            .related
            .iter_mut()
            .for_each(|(place, _)| relocate(place));
    }
    reading.files = vec![file];
    reading.places = Places::default();
    RdfReading {
        reading,
        triples: count,
        ignored: nodes.rest(),
    }
}

/// Where a thing is named first: by its IRI, else by what is short for it.
fn named(text: &str, subject: &str) -> std::ops::Range<usize> {
    let short = subject.rsplit_once('/').map(|(rest, id)| {
        let kind = rest.rsplit('/').next().unwrap_or_default();
        format!("{kind}:{id}")
    });
    let found = |word: &str| text.find(word).map(|at| at..at + word.len());
    found(subject)
        .or_else(|| short.as_deref().and_then(found))
        .unwrap_or(0..0)
}
