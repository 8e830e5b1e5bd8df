//! Networks of Pajek: one file, or one a stance.

use std::collections::BTreeMap;

use super::Import;
use super::draft::Draft;
use super::loose::{Loose, LooseEdge, record};
use super::table::base;
use super::text::{more_text, one_line};
use crate::model::{NODE_KIND, STANCE, Stance, Value};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};
use crate::read::suggest::shown;
use crate::read::table_words::yes_or_no;

/// More vertices than memory is for.
const MOST_VERTICES: usize = 10_000_000;

/// One network while it is read.
#[derive(Default)]
struct Net {
    labels: Vec<String>,
    /// How many of them are of the first mode, where the head says so.
    first: Option<usize>,
    /// Ends from 0, weight, and what its list of ties is called.
    ties: Vec<(usize, usize, f64, String)>,
}

/// Reads networks of the same vertices. A file's name (`support`, `concern`), the name of a list
/// of ties (`*Arcs :2 "concern"`), or the sign of a weight says which stance its ties have.
///
/// Pajek knows neither stakeholders nor claims: the first vertices of a two-mode network are
/// stakeholders, and so are those of a directed one whose ties all go from some vertices to
/// others; those others are claims. Anything else is skipped. Places, shapes, partitions and
/// vectors are not kept.
pub fn pajek(inputs: Vec<Input>) -> Import {
    let mut draft = Draft::default();
    let mut nets = Vec::new();
    for input in inputs {
        let (name, file) = (base(&input.name), draft.files.len());
        let before = draft.problems.len();
        let text = more_text(input, &mut draft);
        if draft.problems.len() > before {
            continue;
        }
        let mut net = Net::default();
        if let Err((span, message)) = net.read(&text, &mut draft, &name) {
            let place = Some(Place { file, span });
            let problem = Problem::new(Code::BadExchange, message).at(place, "not as Pajek has it");
            draft
                .problems
                .push(problem.help("was the file cut off? export it again"));
            continue;
        }
        nets.push((name, net));
    }
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    record(loose(nets, &mut draft), draft)
}

/// The stance that the name of a file says: `net-concern.net`.
fn of_name(name: &str) -> Option<Stance> {
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| word.parse().ok())
}

fn loose(nets: Vec<(String, Net)>, draft: &mut Draft) -> Loose {
    let mut loose = Loose {
        directed: true,
        ..Loose::default()
    };
    let signed = nets
        .iter()
        .any(|(_, net)| net.ties.iter().any(|tie| tie.2 < 0.0));
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    let mut labels: Vec<String> = Vec::new();
    let (mut sends, mut receives, mut first) = (Vec::new(), Vec::new(), Vec::new());
    let mut ties = Vec::new();
    for (name, net) in nets {
        let of_file = of_name(&name);
        let at: Vec<usize> = (net.labels.iter())
            .map(|label| {
                *place.entry(label.clone()).or_insert_with(|| {
                    labels.push(label.clone());
                    sends.push(false);
                    receives.push(false);
                    first.push(None);
                    labels.len() - 1
                })
            })
            .collect();
        if let Some(mode) = net.first {
            for (n, &at) in at.iter().enumerate() {
                first[at] = Some(n < mode);
            }
        }
        for (from, to, weight, list) in net.ties {
            let (Some(&from), Some(&to)) = (at.get(from), at.get(to)) else {
                let why = "an end leads to no vertex";
                draft.tally.skipped(
                    "edges to nowhere",
                    why,
                    format!("{name}: {} {}", from + 1, to + 1),
                );
                continue;
            };
            let word = yes_or_no(&list).map(|yes| {
                if yes {
                    Stance::Support
                } else {
                    Stance::Concern
                }
            });
            let sign = if weight < 0.0 {
                Stance::Concern
            } else {
                Stance::Support
            };
            let stance = word.or(of_file).or(signed.then_some(sign));
            sends[from] = true;
            receives[to] = true;
            ties.push((from, to, weight.abs(), stance, name.clone()));
        }
    }
    let two_mode = first.iter().any(Option::is_some);
    let across = (0..labels.len()).all(|at| !(sends[at] && receives[at]));
    if !two_mode && across && !ties.is_empty() {
        draft.tally.note(
            "vertices that ties go out from are taken to be stakeholders, those that they go to claims",
        );
    }
    for (at, label) in labels.iter().enumerate() {
        let class = match first[at] {
            Some(true) => "stakeholder",
            Some(false) => "claim",
            None if across && sends[at] => "stakeholder",
            None if across && receives[at] => "claim",
            None => "",
        };
        let mut attributes = vec![("label".to_owned(), Value::Text(label.clone()))];
        if !class.is_empty() {
            attributes.push((NODE_KIND.to_owned(), Value::from(class)));
        }
        loose.nodes.push((label.clone(), attributes));
    }
    for (n, (from, to, weight, stance, name)) in ties.into_iter().enumerate() {
        // In a two-mode network a tie has no direction.
        let (from, to) = match (first[from], first[to]) {
            (Some(false), Some(true)) => (to, from),
            _ => (from, to),
        };
        let mut attributes = vec![("weight".to_owned(), Value::Number(weight))];
        if let Some(stance) = stance {
            attributes.push((STANCE.to_owned(), Value::from(stance.as_str())));
        }
        loose.edges.push(LooseEdge {
            id: format!("{} {}", name.trim_end_matches(".net"), n + 1),
            source: labels[from].clone(),
            target: labels[to].clone(),
            attributes,
        });
    }
    loose
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Vertices,
    Ties,
    Lists,
    Matrix(usize),
    Other,
}

type Slip = (std::ops::Range<usize>, String);

impl Net {
    fn read(&mut self, text: &str, draft: &mut Draft, name: &str) -> Result<(), Slip> {
        let (mut part, mut list, mut at) = (Part::Head, String::new(), 0);
        for whole in text.split_inclusive('\n') {
            let line = whole.trim();
            let span = at..at + whole.trim_end().len();
            at += whole.len();
            let slip = |message: String| Err((span.clone(), message));
            if line.is_empty() || line.starts_with('%') {
                continue;
            }
            if line.starts_with('*') {
                let mut words = words(line).into_iter();
                let word = words.next().unwrap_or_default().to_lowercase();
                let rest: Vec<String> = words.collect();
                list = rest
                    .iter()
                    .find(|word| yes_or_no(word).is_some() && word.parse::<f64>().is_err())
                    .cloned()
                    .unwrap_or_default();
                part = match word.as_str() {
                    // The vertices of a partition or a vector.
                    "*vertices" if part == Part::Other => Part::Other,
                    "*vertices" => {
                        let numbers: Vec<Option<usize>> =
                            rest.iter().map(|word| word.parse().ok()).collect();
                        let Some(&Some(n)) = numbers.first() else {
                            return slip("*Vertices is followed by no number".to_owned());
                        };
                        if n > MOST_VERTICES {
                            return slip(format!("more than {MOST_VERTICES} vertices"));
                        }
                        // A number costs nothing; vertices that are listed are in the file.
                        if n > text.len() {
                            return slip("more vertices than the file has characters".to_owned());
                        }
                        self.labels = (1..=n).map(|at| at.to_string()).collect();
                        self.first = numbers.get(1).copied().flatten().filter(|&first| first < n);
                        Part::Vertices
                    }
                    "*arcs" | "*edges" => Part::Ties,
                    "*arcslist" | "*edgeslist" => Part::Lists,
                    "*matrix" => Part::Matrix(0),
                    "*network" => Part::Head,
                    _ => {
                        let why = "a record is made of vertices and ties";
                        draft
                            .tally
                            .lost(&format!("parts '{}'", shown(&word, 30)), why, name);
                        Part::Other
                    }
                };
                if self.labels.is_empty()
                    && !matches!(part, Part::Head | Part::Other | Part::Vertices)
                {
                    return slip("ties stand before the vertices".to_owned());
                }
                continue;
            }
            let cells = words(line);
            match part {
                Part::Other => {}
                Part::Head => return slip("the file does not begin with *Vertices".to_owned()),
                Part::Vertices => {
                    let number: Option<usize> = cells[0].parse().ok();
                    let Some(place) = number.filter(|n| (1..=self.labels.len()).contains(n)) else {
                        return slip(format!(
                            "'{}' is no number of a vertex",
                            shown(&cells[0], 40)
                        ));
                    };
                    if let Some(label) = cells
                        .get(1)
                        .map(|label| one_line(label))
                        .filter(|label| !label.is_empty())
                    {
                        self.labels[place - 1] = label;
                    }
                    if cells.len() > 2 {
                        draft
                            .tally
                            .lost("looks of vertices", "pictures are drawn anew", name);
                    }
                }
                Part::Ties | Part::Lists => {
                    let ends: Vec<Option<usize>> =
                        cells.iter().map(|cell| cell.parse().ok()).collect();
                    let (Some(&Some(from)), Some(&Some(to))) = (ends.first(), ends.get(1)) else {
                        return slip("a tie has two numbers of vertices".to_owned());
                    };
                    if from == 0 || to == 0 {
                        return slip("vertices are counted from 1".to_owned());
                    }
                    if part == Part::Lists {
                        for to in ends[1..].iter().flatten().filter(|&&to| to > 0) {
                            self.ties.push((from - 1, to - 1, 1.0, list.clone()));
                        }
                        continue;
                    }
                    let weight = cells.get(2).and_then(|cell| cell.parse::<f64>().ok());
                    let weight = weight.filter(|weight| weight.is_finite()).unwrap_or(1.0);
                    // `l "label"` behind the weight names the tie.
                    let own = cells
                        .windows(2)
                        .find(|pair| pair[0] == "l")
                        .map(|pair| pair[1].clone());
                    self.ties.push((
                        from - 1,
                        to - 1,
                        weight,
                        own.unwrap_or_else(|| list.clone()),
                    ));
                }
                Part::Matrix(row) => {
                    // Of two modes the columns are the second one's.
                    let shift = self.first.unwrap_or_default();
                    for (column, cell) in cells.iter().enumerate() {
                        let Ok(weight) = cell.parse::<f64>() else {
                            return slip(format!("'{}' is no number", shown(cell, 40)));
                        };
                        if weight != 0.0 && weight.is_finite() {
                            self.ties.push((row, column + shift, weight, list.clone()));
                        }
                    }
                    part = Part::Matrix(row + 1);
                }
            }
        }
        if self.labels.is_empty() && part == Part::Head {
            return Err((0..0, "the file has no *Vertices".to_owned()));
        }
        Ok(())
    }
}

/// Words, those in double quotes whole.
fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(inner) => inner.split_once('"').unwrap_or((inner, "")),
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                rest.split_at(end)
            }
        };
        found.push(word.to_owned());
        rest = after.trim_start();
    }
    found
}
