//! Records as JSON: one file or several, read as one record, all problems at once.

pub(super) mod decode;
pub(super) mod fields;
mod nouns;
mod syntax;
pub(super) mod tree;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

pub use nouns::{RECORD_KEYS, keys};

use self::fields::{Context, Fields, Keys};
use self::tree::{Kind, Tree, TreeError};
use super::Input;
use super::codes::{Code, Severity};
use super::places::{Origin, Places};
use super::problem::{Place, Problem, TextFile, sort_problems};
use super::suggest::{did_you_mean, shown};
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

/// After so many problems the rest is not looked at.
const MOST_PROBLEMS: usize = 10_000;

/// What could not be read, so that what refers to it is not called wrong.
#[derive(Default)]
struct Broken {
    lists: BTreeSet<Noun>,
    entries: BTreeSet<(Noun, String)>,
}

impl Broken {
    fn has(&self, noun: Noun, id: &str) -> bool {
        self.lists.contains(&noun) || self.entries.contains(&(noun, id.to_owned()))
    }
}

/// Reads inputs as one record.
///
/// Every input is read to its end, and everything that is wrong with any of them is reported.
/// The record is made where there is no error; warnings do not stop it. Never panics.
pub fn json(inputs: Vec<Input>) -> Reading {
    let problems = RefCell::new(Vec::new());
    if inputs.is_empty() {
        problems.borrow_mut().push(
            Problem::new(Code::NothingToRead, "no record was given")
                .help("name a .json file or a folder"),
        );
    }
    let mut files = Vec::with_capacity(inputs.len());
    let mut trees = Vec::with_capacity(inputs.len());
    for (file, input) in inputs.into_iter().enumerate() {
        let decoded = decode::text(file, input);
        let tree = match decoded.problem {
            Some(problem) => Err(Box::new(problem)),
            None => parse(file, &decoded.file.text),
        };
        files.push(decoded.file);
        trees.push(
            tree.map_err(|problem| problems.borrow_mut().push(*problem))
                .ok(),
        );
    }

    let mut places = Places::default();
    let mut parts = Parts::default();
    let mut broken = Broken::default();
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
    places.origin = Origin::Trees(trees);

    let mut problems = problems.into_inner();
    let record = match Record::resolve(parts) {
        Ok(record) => Some(record),
        Err(faults) => {
            let known = places.known();
            for fault in &faults {
                // What refers to an entry that could not be read is not wrong itself.
                if let FaultKind::UnknownId { target, id } = &fault.kind
                    && (!complete || broken.has(*target, id))
                {
                    continue;
                }
                if problems.len() >= MOST_PROBLEMS {
                    break;
                }
                problems.push(fault_problem(fault, &places, &known));
            }
            None
        }
    };
    if problems.len() >= MOST_PROBLEMS {
        let message = format!("reading stopped at {MOST_PROBLEMS} problems");
        problems.push(
            Problem::new(Code::TooMany, message)
                .help("mend the first ones: others may follow from them"),
        );
    }
    sort_problems(&mut problems);
    let failed = problems.iter().any(|p| p.severity() == Severity::Error);
    Reading {
        record: record.filter(|_| !failed),
        problems,
        files,
        places,
    }
}

fn parse(file: usize, text: &str) -> Result<Tree, Box<Problem>> {
    let place = |span| Some(Place { file, span });
    Tree::parse(text).map_err(|error| {
        Box::new(match error {
            TreeError::TooDeep { span } => {
                Problem::new(Code::TooDeep, "lists and objects are nested too deeply")
                    .at(place(span), "one level too many")
                    .help("a record needs five levels; look for a bracket that was not closed")
            }
            TreeError::Syntax { .. } if text.trim().is_empty() => {
                Problem::new(Code::NothingToRead, "the file is empty")
                    .at(place(0..0), "nothing in it")
                    .help("'plenary new' writes a record to start from")
            }
            TreeError::Syntax { offset, message } => syntax::problem(file, text, offset, &message),
        })
    })
}

fn read_file(
    context: &Context<'_>,
    tree: &Tree,
    parts: &mut Parts,
    places: &mut Places,
    broken: &mut Broken,
) {
    let report = |problem: Problem| context.problems.borrow_mut().push(problem);
    let help = "begin the file with { \"plenary\": 1, ...";
    if !matches!(tree.kind, Kind::Object(_)) {
        let message = format!("a record is an object, this file is {}", tree.type_name());
        let start = tree.span().start;
        let place = context.place(start..start + 1);
        report(
            Problem::new(Code::NotARecord, message)
                .at(place, "not an object")
                .help(help),
        );
        broken.lists.extend(Noun::ALL);
        return;
    }
    let Some(fields) = Fields::open(context, tree, "record", Keys::These(RECORD_KEYS)) else {
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
            let raw = shown(version.raw(context.text), 40);
            let message = format!("version {raw} of the format is not known");
            let place = context.place(version.span());
            let problem = Problem::new(Code::NotARecord, message).at(place, "not 1");
            report(problem.help("this program reads version 1: write \"plenary\": 1"));
        }
        Some(_) => {}
    }
    parts.schema = parts.schema.take().or(fields.optional_text("$schema"));
    parts.comment = parts.comment.take().or(fields.optional_text("$comment"));
    if let Some(title) = fields.optional_text("title") {
        match &parts.title {
            Some(first) if *first != title => {
                let message = format!("this title and '{}' differ", shown(first, 80));
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
        let named = tree.members().iter().filter(|m| &*m.key == noun.plural());
        if named.count() > 1 || fields.meant(noun.plural()) {
            broken.lists.insert(noun);
        }
    }
    for noun in Noun::ALL {
        let Some(list) = fields.get(noun.plural()) else {
            continue;
        };
        let Kind::Array(items) = &list.kind else {
            broken.lists.insert(noun);
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
            if context.problems.borrow().len() >= MOST_PROBLEMS {
                broken.lists.insert(noun);
                break;
            }
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
            let text = |key| -> Option<String> {
                serde_json::from_str(entry.get(key)?.raw(context.text)).ok()
            };
            // A relation has no id; its ends stand for it.
            let id = match noun {
                Noun::Relation => text("from")
                    .zip(text("to"))
                    .map(|(a, b)| format!("{a} {b}")),
                _ => text("id"),
            };
            match (kept, id) {
                (Some(index), id) => {
                    places.push(noun, index, (context.file, item), id);
                }
                (None, Some(id)) => {
                    broken.entries.insert((noun, id));
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

/// What is wrong with a part, in words.
pub(super) fn fault_problem(
    fault: &Fault,
    places: &Places,
    known: &BTreeMap<Noun, Vec<&str>>,
) -> Problem {
    let place = places.of_index(fault.noun, fault.index, fault.field);
    match &fault.kind {
        FaultKind::DuplicateId { id, first } => Problem::new(
            Code::DuplicateId,
            format!("{} '{id}' is defined twice, and the two differ", fault.noun),
        )
        .at(place, "the second one")
        .related(places.of_index(fault.noun, *first, "id"), "the first one")
        .help("give one of them another id, or make the two equal"),
        FaultKind::UnknownId { target, id } => {
            let place = places
                .of_key(fault.noun, fault.index, fault.field, id)
                .or(place);
            let message = format!("this {} names an unknown {target}, '{id}'", fault.noun);
            Problem::new(Code::UnknownId, message)
                .at(place, format!("no {target} has this id"))
                .help(did_you_mean(id, &known[target], target.as_str()))
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
