//! Records as JSON: one file or several, read as one record, all problems at once.

mod fields;
mod nouns;
mod tree;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

pub use nouns::{RECORD_KEYS, keys};

use self::fields::{Context, Fields};
use self::tree::{Kind, Tree, TreeError};
use super::Input;
use super::codes::{Code, Severity};
use super::problem::{Place, Problem, TextFile, sort_problems};
use super::suggest::did_you_mean;
use crate::model::{Fault, FaultKind, Noun, Parts, Record};

/// What came of reading.
#[derive(Debug)]
pub struct Reading {
    /// The record, where no error kept it from being made.
    pub record: Option<Record>,
    /// All that there is to say, in order of severity and place.
    pub problems: Vec<Problem>,
    /// The inputs as text, for messages.
    pub files: Vec<TextFile>,
    /// Where each entry stands.
    pub places: Places,
}

/// Where the entries of a record stand in the files it was read from.
#[derive(Debug, Default)]
pub struct Places {
    trees: Vec<Option<Tree>>,
    entries: BTreeMap<Noun, Vec<(usize, usize)>>,
    by_id: BTreeMap<(Noun, String), usize>,
}

impl Places {
    /// The place of a field of the entry with this id; of the entry's id where it has no such
    /// field.
    pub fn of(&self, noun: Noun, id: &str, field: &str) -> Option<Place> {
        let index = *self.by_id.get(&(noun, id.to_owned()))?;
        self.of_index(noun, index, field)
    }

    /// The place of a field of an entry, by its place in the list of all files' entries.
    pub fn of_index(&self, noun: Noun, index: usize, field: &str) -> Option<Place> {
        let &(file, item) = self.entries.get(&noun)?.get(index)?;
        let entry = self.trees[file]
            .as_ref()?
            .get(noun.plural())?
            .items()
            .get(item)?;
        let value = entry
            .get(field)
            .or_else(|| entry.get("id"))
            .unwrap_or(entry);
        Some(Place {
            file,
            span: value.span(),
        })
    }

    fn of_key(&self, noun: Noun, index: usize, field: &str, key: &str) -> Option<Place> {
        let &(file, item) = self.entries.get(&noun)?.get(index)?;
        let entry = self.trees[file]
            .as_ref()?
            .get(noun.plural())?
            .items()
            .get(item)?;
        let member = entry
            .get(field)?
            .members()
            .iter()
            .find(|m| &*m.key == key)?;
        Some(Place {
            file,
            span: member.key_span(),
        })
    }
}

/// Reads inputs as one record.
///
/// Every input is read to its end, and everything that is wrong with any of them is reported.
/// The record is made where there is no error; warnings do not stop it. Never panics.
pub fn json(inputs: Vec<Input>) -> Reading {
    let problems = RefCell::new(Vec::new());
    let mut files = Vec::with_capacity(inputs.len());
    for (index, input) in inputs.into_iter().enumerate() {
        files.push(decode(index, input, &problems));
    }
    if files.is_empty() {
        problems.borrow_mut().push(
            Problem::new(Code::NothingToRead, "no record was given")
                .help("name a .json file or a folder"),
        );
    }

    let mut places = Places::default();
    for (file, input) in files.iter().enumerate() {
        let tree = input
            .as_ref()
            .and_then(|input| parse(file, &input.text, &problems));
        places.trees.push(tree);
    }
    let files: Vec<TextFile> = files.into_iter().map(Option::unwrap_or_default).collect();

    let mut parts = Parts::default();
    let mut broken = BTreeSet::new();
    let trees = std::mem::take(&mut places.trees);
    for (file, tree) in trees.iter().enumerate() {
        let Some(tree) = tree else { continue };
        let context = Context {
            file,
            text: &files[file].text,
            problems: &problems,
        };
        read_file(&context, tree, &mut parts, &mut places, &mut broken);
    }
    let complete = trees.iter().all(Option::is_some);
    places.trees = trees;

    let mut problems = problems.into_inner();
    let record = match Record::resolve(parts) {
        Ok(record) => Some(record),
        Err(faults) => {
            let known = |noun: Noun| -> Vec<&str> {
                let of_noun = places.by_id.keys().filter(|(n, _)| *n == noun);
                of_noun.map(|(_, id)| id.as_str()).collect()
            };
            for fault in &faults {
                // What refers to an entry that could not be read is not wrong itself.
                if let FaultKind::UnknownId { target, id } = &fault.kind {
                    if !complete || broken.contains(&(*target, id.clone())) {
                        continue;
                    }
                }
                problems.push(fault_problem(fault, &places, &known));
            }
            None
        }
    };
    sort_problems(&mut problems);
    let failed = problems.iter().any(|p| p.severity() == Severity::Error);
    Reading {
        record: record.filter(|_| !failed),
        problems,
        files,
        places,
    }
}

fn decode(file: usize, input: Input, problems: &RefCell<Vec<Problem>>) -> Option<TextFile> {
    let name = input.name;
    let report = |problem: Problem| problems.borrow_mut().push(problem);
    let start = Some(Place { file, span: 0..0 });
    if u32::try_from(input.bytes.len()).is_err() {
        let message = format!("{name} has 4 GiB or more");
        report(Problem::new(Code::TooLarge, message).help("split the record into several files"));
        return Some(TextFile {
            name,
            text: String::new(),
        })
        .filter(|_| false);
    }
    let bytes = match input.bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => input.bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(TextFile { name, text }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let utf16 = matches!(bytes.get(..2), Some(b"\xFF\xFE" | b"\xFE\xFF"));
            let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
            let message = if utf16 {
                format!("{name} is UTF-16, not UTF-8")
            } else {
                format!(
                    "{name} is not UTF-8: byte {at} (line {line}) is 0x{:02X}",
                    bytes[at]
                )
            };
            report(
                Problem::new(Code::NotUtf8, message)
                    .at(start, "")
                    .help("save the file with the encoding UTF-8"),
            );
            None
        }
    }
}

fn parse(file: usize, text: &str, problems: &RefCell<Vec<Problem>>) -> Option<Tree> {
    let place = |span| Some(Place { file, span });
    let problem = match Tree::parse(text) {
        Ok(tree) => return Some(tree),
        Err(TreeError::TooDeep { span }) => {
            Problem::new(Code::TooDeep, "lists and objects are nested too deeply")
                .at(place(span), "one level too many")
                .help("a record needs five levels; look for a bracket that was not closed")
        }
        Err(TreeError::Syntax { .. }) if text.trim().is_empty() => {
            Problem::new(Code::NothingToRead, "the file is empty")
                .at(place(0..0), "nothing in it")
                .help("'plenary new' writes a record to start from")
        }
        Err(TreeError::Syntax { offset, message }) => {
            let next = text[offset..].chars().next();
            let end = offset + next.map_or(0, char::len_utf8);
            Problem::new(Code::Syntax, format!("not valid JSON: {message}"))
                .at(place(offset..end), "JSON ends to be valid here")
                .help(syntax_help(next, &message))
        }
    };
    problems.borrow_mut().push(problem);
    None
}

fn syntax_help(next: Option<char>, message: &str) -> &'static str {
    match next {
        _ if message.starts_with("EOF") => {
            "the file ends too early: was it cut off, or is a bracket or quote not closed?"
        }
        _ if message.starts_with("trailing comma") => "remove the comma before the closing bracket",
        _ if message.starts_with("trailing characters") => {
            "one file is one object: remove what follows its closing bracket"
        }
        _ if message.contains("control character") => {
            "write a line break within a text as \\n, a tab as \\t"
        }
        Some('\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\'') => {
            "use straight double quotes: \""
        }
        Some('/' | '#') => "JSON has no comments: use a key \"$comment\"",
        Some('\u{A0}') => "remove the no-break space: only plain spaces may stand between values",
        Some('"') => "is a comma missing before it?",
        Some('<') => "this looks like HTML or XML, not like a record",
        _ => "look at this place and just before it",
    }
}

fn read_file(
    context: &Context<'_>,
    tree: &Tree,
    parts: &mut Parts,
    places: &mut Places,
    broken: &mut BTreeSet<(Noun, String)>,
) {
    let report = |problem: Problem| context.problems.borrow_mut().push(problem);
    let help = "a record starts with { \"plenary\": 1, ...";
    if !matches!(tree.kind, Kind::Object(_)) {
        let message = format!("a record is an object, this file is {}", tree.type_name());
        let start = tree.span().start;
        let place = context.place(start..start + 1);
        report(
            Problem::new(Code::NotARecord, message)
                .at(place, "not an object")
                .help(help),
        );
        return;
    }
    let Some(fields) = Fields::open(context, tree, "record", RECORD_KEYS) else {
        return;
    };
    match fields.get("plenary") {
        None => {
            let start = tree.span().start;
            let problem = Problem::new(
                Code::NotARecord,
                "the file does not say that it is a record",
            );
            let place = context.place(start..start + 1);
            report(
                problem
                    .at(place, "\"plenary\": 1 is missing here")
                    .help(help),
            );
        }
        Some(version) if version.raw(context.text) != "1" => {
            let message = format!("version {} is not known", version.raw(context.text));
            let place = context.place(version.span());
            let problem = Problem::new(Code::NotARecord, message).at(place, "not 1");
            report(problem.help("this program reads version 1"));
        }
        Some(_) => {}
    }
    parts.schema = parts.schema.take().or(fields.optional_text("$schema"));
    parts.comment = parts.comment.take().or(fields.optional_text("$comment"));
    if let Some(title) = fields.optional_text("title") {
        match &parts.title {
            Some(first) if *first != title => {
                let message = format!("this title and '{first}' differ");
                let place = fields
                    .get("title")
                    .and_then(|tree| context.place(tree.span()));
                report(
                    Problem::new(Code::SeveralTitles, message)
                        .at(place, "not used")
                        .help("keep the title in one file"),
                );
            }
            Some(_) => {}
            None => parts.title = Some(title),
        }
    }

    for noun in Noun::ALL {
        let Some(list) = fields.get(noun.plural()) else {
            continue;
        };
        let Kind::Array(items) = &list.kind else {
            let found = list.type_name();
            let message = format!("\"{}\" must be a list, found {found}", noun.plural());
            report(
                Problem::new(Code::WrongType, message)
                    .at(context.place(list.span()), format!("{found}, not a list"))
                    .help(format!(
                        "write \"{}\": [ {{ ... }}, {{ ... }} ]",
                        noun.plural()
                    )),
            );
            continue;
        };
        for (item, entry) in items.iter().enumerate() {
            let kept = match noun {
                Noun::Source => keep(&mut parts.sources, nouns::source(context, entry)),
                Noun::Stakeholder => {
                    keep(&mut parts.stakeholders, nouns::stakeholder(context, entry))
                }
                Noun::Theme => keep(&mut parts.themes, nouns::theme(context, entry)),
                Noun::Claim => keep(&mut parts.claims, nouns::claim(context, entry)),
                Noun::Statement => keep(&mut parts.statements, nouns::statement(context, entry)),
                Noun::Relation => keep(&mut parts.relations, nouns::relation(context, entry)),
            };
            let id = entry
                .get("id")
                .and_then(|id| serde_json::from_str(id.raw(context.text)).ok());
            match (kept, id) {
                (Some(index), id) => {
                    places
                        .entries
                        .entry(noun)
                        .or_default()
                        .push((context.file, item));
                    if let Some(id) = id {
                        places.by_id.entry((noun, id)).or_insert(index);
                    }
                }
                (None, Some(id)) => {
                    broken.insert((noun, id));
                }
                (None, None) => {}
            }
        }
    }
}

fn keep<T>(list: &mut Vec<T>, item: Option<T>) -> Option<usize> {
    list.push(item?);
    Some(list.len() - 1)
}

fn fault_problem<'p>(
    fault: &Fault,
    places: &'p Places,
    known: &impl Fn(Noun) -> Vec<&'p str>,
) -> Problem {
    let place = places.of_index(fault.noun, fault.index, fault.field);
    match &fault.kind {
        FaultKind::DuplicateId { id, first } => Problem::new(
            Code::DuplicateId,
            format!("the {} id '{id}' is taken", fault.noun),
        )
        .at(place, "taken")
        .related(
            places.of_index(fault.noun, *first, "id"),
            "by this one, which differs",
        )
        .help("give one of them another id, or make the two equal"),
        FaultKind::UnknownId { target, id } => {
            let place = places
                .of_key(fault.noun, fault.index, fault.field, id)
                .or(place);
            let message = format!("{} names unknown {target} '{id}'", fault.noun);
            Problem::new(Code::UnknownId, message)
                .at(place, format!("no {target} has this id"))
                .help(did_you_mean(id, &known(*target), target.as_str()))
        }
        FaultKind::CyclicBroader { cycle } => {
            let path = cycle.join(" -> ");
            let message = format!(
                "theme '{}' is broader than itself: {path} -> {}",
                cycle[0], cycle[0]
            );
            Problem::new(Code::CyclicBroader, message)
                .at(place, "leads back here")
                .help("remove one \"broader\" of the circle")
        }
        FaultKind::EmptyText => {
            let message = format!("\"{}\" of a {} is empty", fault.field, fault.noun);
            Problem::new(Code::EmptyText, message)
                .at(place, "nothing in it")
                .help("write the text: pictures and tables print it")
        }
    }
}
