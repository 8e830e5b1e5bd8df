//! What a reader of the pictures should know: findings that are no errors.

use std::collections::BTreeMap;

use crate::model::{Noun, Record, Stance};
use crate::read::codes::Code;
use crate::read::places::Places;
use crate::read::problem::{Problem, sort_problems};

/// Looks for silent stakeholders, unheard and one-sided claims, claims without a theme, a
/// dominant source, names that look alike, repeated statements and self-relations.
///
/// O(n log n), but O(s²) in the number of stakeholder names.
pub fn fairness(record: &Record, places: &Places) -> Vec<Problem> {
    let mut problems = Vec::new();
    // A codebook by itself has nobody who speaks, and that is no finding.
    if !record.statements().is_empty() {
        silence(record, places, &mut problems);
    }
    sides(record, places, &mut problems);
    sources(record, places, &mut problems);
    names(record, places, &mut problems);
    repeats(record, places, &mut problems);
    problems
}

fn silence(record: &Record, places: &Places, problems: &mut Vec<Problem>) {
    let mut spoke = vec![false; record.stakeholders().len()];
    for who in record.statements().stakeholders() {
        spoke[who.index()] = true;
    }
    for (stakeholder, _) in record
        .stakeholders()
        .iter()
        .zip(spoke)
        .filter(|(_, spoke)| !spoke)
    {
        let id = &stakeholder.id;
        problems.push(
            Problem::new(
                Code::SilentStakeholder,
                format!("stakeholder '{id}' has no statement"),
            )
            .at(
                places.of(Noun::Stakeholder, id.as_str(), "id"),
                "says nothing",
            )
            .help("code its statements, or take it out"),
        );
    }
}

/// How many are named where a finding holds for most claims.
const FIRST: usize = 3;

/// The same findings for people to read: where more than half of the claims, and more than
/// three, were heard from one side only, that is one finding, which names the first.
///
/// O(n).
pub fn folded(record: &Record, mut problems: Vec<Problem>) -> Vec<Problem> {
    let heard = heard(record);
    let claims = record.claims().iter().zip(&heard);
    let one_sided = claims.filter(|(_, heard)| heard.contains(&0) && **heard != [0, 0]);
    let ids: Vec<&str> = one_sided.map(|(claim, _)| claim.id.as_str()).collect();
    if ids.len() <= FIRST || 2 * ids.len() <= heard.len() {
        return problems;
    }
    problems.retain(|problem| problem.code != Code::OneSided);
    let message = format!(
        "{} of {} claims are heard from one side only: {}, ...",
        ids.len(),
        heard.len(),
        ids[..FIRST].join(", ")
    );
    problems.push(
        Problem::new(Code::OneSided, message)
            .help("if the other side spoke on them, code that too; --all shows each"),
    );
    sort_problems(&mut problems);
    problems
}

/// For each claim how many statements support it, and how many raise a concern.
fn heard(record: &Record) -> Vec<[usize; 2]> {
    let table = record.statements();
    let mut heard = vec![[0; 2]; record.claims().len()];
    for row in table.rows() {
        let side = usize::from(table.stance(row) == Stance::Concern);
        heard[table.claim(row).index()][side] += 1;
    }
    heard
}

fn sides(record: &Record, places: &Places, problems: &mut Vec<Problem>) {
    let table = record.statements();
    for (claim, heard) in record.claims().iter().zip(heard(record)) {
        let id = claim.id.as_str();
        let place = places.of(Noun::Claim, id, "id");
        let (code, message, label, help) = match heard {
            [0, 0] if table.is_empty() => continue,
            [0, 0] => (
                Code::UnheardClaim,
                format!("claim '{id}' has no statement"),
                "nobody speaks on it".to_owned(),
                "code who supports it or is concerned about it, or take it out",
            ),
            [n, 0] => (
                Code::OneSided,
                format!("claim '{id}' is only supported"),
                format!("supported {n}x, no concern"),
                "if somebody raised a concern about it, code that too",
            ),
            [0, n] => (
                Code::OneSided,
                format!("claim '{id}' meets only concern"),
                format!("concern {n}x, no support"),
                "if somebody supports it, code that too",
            ),
            _ => continue,
        };
        problems.push(Problem::new(code, message).at(place, label).help(help));
    }
    for claim in record
        .claims()
        .iter()
        .filter(|claim| claim.themes.is_empty())
    {
        let message = format!("claim '{}' has no theme", claim.id);
        problems.push(
            Problem::new(Code::ClaimWithoutTheme, message)
                .at(
                    places.of(Noun::Claim, claim.id.as_str(), "id"),
                    "about nothing",
                )
                .help("add \"themes\": { \"a-theme\": \"support\" }"),
        );
    }
    for relation in record.relations().iter().filter(|r| r.from == r.to) {
        let id = &record.claim(relation.from).id;
        let ends = format!("{id} {id}");
        problems.push(
            Problem::new(
                Code::SelfRelation,
                format!("claim '{id}' is related to itself"),
            )
            .at(
                places.of(Noun::Relation, &ends, "to"),
                "starts and ends here",
            )
            .help("remove the relation"),
        );
    }
}

fn sources(record: &Record, places: &Places, problems: &mut Vec<Problem>) {
    let total = record.statements().len();
    if record.sources().len() < 2 {
        return;
    }
    let mut rows = vec![0usize; record.sources().len()];
    for source in record.statements().sources() {
        rows[source.index()] += 1;
    }
    for (source, rows) in record
        .sources()
        .iter()
        .zip(rows)
        .filter(|(_, n)| n * 2 > total)
    {
        let id = &source.id;
        let message = format!("source '{id}' feeds {rows} of {total} statements");
        problems.push(
            Problem::new(Code::DominantSource, message)
                .at(places.of(Noun::Source, id.as_str(), "id"), "more than half")
                .help("say so where the picture is used, or code the others as fully"),
        );
    }
}

/// Lower case, letters and digits only, accents off where one letter stands for another.
fn fold(name: &str) -> String {
    let plain = |c: char| match c {
        'à'..='å' | 'ā' | 'ă' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'š' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    };
    let lower = name.to_lowercase();
    let folded: String = lower
        .chars()
        .map(plain)
        .filter(|c| c.is_alphanumeric())
        .collect();
    folded
        .strip_prefix("the")
        .map_or(folded.clone(), str::to_owned)
}

fn names(record: &Record, places: &Places, problems: &mut Vec<Problem>) {
    let folded: Vec<Vec<String>> = record
        .stakeholders()
        .iter()
        .map(|s| {
            let names = [s.name.as_str()]
                .into_iter()
                .chain(s.aliases.iter().map(String::as_str));
            names.map(fold).filter(|name| !name.is_empty()).collect()
        })
        .collect();
    // One letter in eight may differ, so that acronyms and short names must be equal.
    let alike = |a: &str, b: &str| {
        let slack = a.len().min(b.len()) / 8;
        a == b || (a.len().abs_diff(b.len()) <= slack && strsim::levenshtein(a, b) <= slack)
    };
    for (i, mine) in folded.iter().enumerate() {
        for (j, theirs) in folded.iter().enumerate().skip(i + 1) {
            if !mine.iter().any(|a| theirs.iter().any(|b| alike(a, b))) {
                continue;
            }
            let (a, b) = (&record.stakeholders()[i], &record.stakeholders()[j]);
            problems.push(
                Problem::new(
                    Code::SimilarNames,
                    format!(
                        "stakeholders '{}' and '{}' have names that look alike",
                        a.id, b.id
                    ),
                )
                .at(
                    places.of(Noun::Stakeholder, b.id.as_str(), "name"),
                    "this one",
                )
                .related(
                    places.of(Noun::Stakeholder, a.id.as_str(), "name"),
                    "and this one",
                )
                .help("if they are one, merge them and keep the other name as an alias"),
            );
        }
    }
}

fn repeats(record: &Record, places: &Places, problems: &mut Vec<Problem>) {
    let table = record.statements();
    let mut seen = BTreeMap::new();
    for row in table.rows() {
        let what = (
            table.stakeholder(row),
            table.claim(row),
            table.stance(row),
            table.source(row),
            (table.paragraph(row), table.span(row)),
            (record.date_of(row), table.quote(row)),
        );
        let Some(first) = seen.insert(what, row) else {
            continue;
        };
        let (id, first) = (table.id(row).as_str(), table.id(first).as_str());
        problems.push(
            Problem::new(
                Code::RepeatedStatement,
                format!("statement '{id}' says the same as '{first}'"),
            )
            .at(places.of(Noun::Statement, id, "id"), "counts again")
            .related(places.of(Noun::Statement, first, "id"), "the first one")
            .help("remove one of the two"),
        );
    }
}
