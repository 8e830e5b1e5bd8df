//! How far two codings of the same texts agree.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::report::{Answer, Cell, Report, Table};
use crate::model::{KnowledgeGraph, Record, Stance};

type Triple = (String, String, Stance);

/// Who takes which stance on which theme, by ids; and all stakeholders and themes that could be
/// coded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coding {
    /// Stakeholder, theme, stance.
    pub triples: BTreeSet<(String, String, Stance)>,
    /// Triples that the other coding may have or not: details, and fair second readings. They
    /// count neither as right nor as wrong in it.
    pub aside: BTreeSet<(String, String, Stance)>,
    /// Every stakeholder that was at hand.
    pub stakeholders: BTreeSet<String>,
    /// Every theme that was at hand.
    pub themes: BTreeSet<String>,
}

impl Coding {
    /// The positions of a record.
    pub fn of(record: &Record, graph: &KnowledgeGraph) -> Self {
        let triples = graph.positions().map(|position| {
            (
                record.stakeholder(position.stakeholder).id.to_string(),
                record.theme(position.theme).id.to_string(),
                position.stance,
            )
        });
        Self {
            triples: triples.collect(),
            aside: BTreeSet::new(),
            stakeholders: record
                .stakeholders()
                .iter()
                .map(|one| one.id.to_string())
                .collect(),
            themes: record
                .themes()
                .iter()
                .map(|one| one.id.to_string())
                .collect(),
        }
    }
}

/// Precision, recall and their harmonic mean, the second coding taken as right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// What is compared.
    pub what: &'static str,
    /// In both.
    pub both: usize,
    /// In the first.
    pub first: usize,
    /// In the second.
    pub second: usize,
    /// `both / first`; none where the first has none.
    pub precision: Option<f64>,
    /// `both / second`; none where the second has none.
    pub recall: Option<f64>,
    /// `2 both / (first + second)`, 0 to 1, the same both ways; none where neither has any.
    pub f1: Option<f64>,
}

/// Agreement beyond chance on one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chance {
    /// What was coded.
    pub what: &'static str,
    /// Units that were compared.
    pub units: usize,
    /// Share of them on which both say the same; none without units.
    pub observed: Option<f64>,
    /// Cohen's kappa, -1 to 1; none where chance alone would agree always.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha for nominal values, at most 1; none where all values are the same.
    pub alpha: Option<f64>,
}

/// Where the two differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Who.
    pub stakeholder: String,
    /// On what.
    pub theme: String,
    /// What the first says: support, concern, mixed or nothing.
    pub first: &'static str,
    /// What the second says.
    pub second: &'static str,
}

/// What came of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Triples, pairs without stance, stakeholders; then triples of support and of concern.
    pub overlap: Vec<Overlap>,
    /// Theme: whether a stakeholder spoke on a theme, over all pairs. Stance: on pairs in both.
    pub chance: Vec<Chance>,
    /// Sorted by stakeholder and theme.
    pub differences: Vec<Difference>,
}

/// Compares two codings.
///
/// Theme: every stakeholder of either with every theme of either is a unit, coded yes or no.
/// Stance: every pair that both have is a unit, coded support, concern or mixed.
/// Kappa is `(observed - expected) / (1 - expected)` with `expected` from each coder's own shares
/// (doi 10.1177/001316446002000104); alpha is `1 - (n - 1) Σ o_ck / Σ n_c n_k` over unlike values
/// (Krippendorff, Content Analysis, doi 10.4135/9781071878781). O(stakeholders × themes).
pub fn agreement(first: &Coding, second: &Coding) -> Agreement {
    let (a, b) = (values(first), values(second));
    let stance = |wanted| move |one: &Triple| (one.2 == wanted).then(|| one.clone());
    let overlap = vec![
        overlap("triples", first, second, |one| Some(one.clone())),
        overlap("without stance", first, second, |one| {
            Some((one.0.clone(), one.1.clone()))
        }),
        overlap("stakeholders", first, second, |one| Some(one.0.clone())),
        overlap("support", first, second, stance(Stance::Support)),
        overlap("concern", first, second, stance(Stance::Concern)),
    ];
    let stakeholders: BTreeSet<&String> = (first.stakeholders.iter())
        .chain(&second.stakeholders)
        .chain(
            first
                .triples
                .iter()
                .chain(&second.triples)
                .map(|one| &one.0),
        )
        .collect();
    let themes: BTreeSet<&String> = (first.themes.iter())
        .chain(&second.themes)
        .chain(
            first
                .triples
                .iter()
                .chain(&second.triples)
                .map(|one| &one.1),
        )
        .collect();
    let mut cells = Vec::new();
    let mut stances = Vec::new();
    let mut differences = Vec::new();
    for stakeholder in &stakeholders {
        for theme in &themes {
            let key = ((*stakeholder).clone(), (*theme).clone());
            let (mine, theirs) = (a.get(&key).copied(), b.get(&key).copied());
            cells.push((yes(mine), yes(theirs)));
            stances.extend(mine.zip(theirs));
            if mine != theirs {
                differences.push(Difference {
                    stakeholder: key.0,
                    theme: key.1,
                    first: mine.unwrap_or("nothing"),
                    second: theirs.unwrap_or("nothing"),
                });
            }
        }
    }
    Agreement {
        overlap,
        chance: vec![chance("theme", &cells), chance("stance", &stances)],
        differences,
    }
}

const fn yes(value: Option<&'static str>) -> &'static str {
    if value.is_some() { "yes" } else { "no" }
}

/// The value of each pair that has one.
fn values(coding: &Coding) -> BTreeMap<(String, String), &'static str> {
    let mut values = BTreeMap::new();
    for (who, what, stance) in &coding.triples {
        values
            .entry((who.clone(), what.clone()))
            .and_modify(|value| *value = "mixed")
            .or_insert(stance.as_str());
    }
    values
}

/// Compares what a function keeps of the triples; what the other coding puts aside is not
/// counted, unless it is in both.
fn overlap<T: Ord>(
    what: &'static str,
    first: &Coding,
    second: &Coding,
    of: impl Fn(&Triple) -> Option<T>,
) -> Overlap {
    let all = |triples: &BTreeSet<Triple>| triples.iter().filter_map(&of).collect::<BTreeSet<T>>();
    let (mut a, mut b) = (all(&first.triples), all(&second.triples));
    let both = a.intersection(&b).count();
    let (left, right) = (all(&first.aside), all(&second.aside));
    let counted: Vec<bool> = a
        .iter()
        .map(|one| b.contains(one) || !right.contains(one))
        .collect();
    b.retain(|one| a.contains(one) || !left.contains(one));
    let mut counted = counted.into_iter();
    a.retain(|_| counted.next().unwrap_or(true));
    let share = |n: usize, of: usize| (of > 0).then(|| n as f64 / of as f64);
    Overlap {
        what,
        both,
        first: a.len(),
        second: b.len(),
        precision: share(both, a.len()),
        recall: share(both, b.len()),
        f1: share(2 * both, a.len() + b.len()),
    }
}

fn chance(what: &'static str, units: &[(&'static str, &'static str)]) -> Chance {
    let n = units.len() as f64;
    let same = units.iter().filter(|(a, b)| a == b).count() as f64;
    let mut shares: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (a, b) in units {
        shares.entry(a).or_default().0 += 1.0;
        shares.entry(b).or_default().1 += 1.0;
    }
    let expected: f64 = shares.values().map(|(a, b)| a * b / (n * n)).sum();
    let kappa =
        (!units.is_empty() && expected < 1.0).then(|| (same / n - expected) / (1.0 - expected));
    // Two values a unit: the coincidences of unlike values are two for each unit that differs.
    let total = 2.0 * n;
    let unlike: f64 = total * total - shares.values().map(|(a, b)| (a + b) * (a + b)).sum::<f64>();
    let alpha = (unlike > 0.0).then(|| 1.0 - (total - 1.0) * 2.0 * (n - same) / unlike);
    Chance {
        what,
        units: units.len(),
        observed: (!units.is_empty()).then(|| same / n),
        kappa,
        alpha,
    }
}

impl Answer for Agreement {
    fn report(&self) -> Report {
        let mut overlap = Table::new(
            "Overlap",
            [
                "what",
                "both",
                "first",
                "second",
                "precision",
                "recall",
                "f1",
            ],
        );
        for one in &self.overlap {
            overlap.push([
                Cell::from(one.what),
                one.both.into(),
                one.first.into(),
                one.second.into(),
                one.precision.into(),
                one.recall.into(),
                one.f1.into(),
            ]);
        }
        let mut chance = Table::new(
            "Beyond chance",
            ["what", "units", "observed", "kappa", "alpha"],
        );
        for one in &self.chance {
            chance.push([
                Cell::from(one.what),
                one.units.into(),
                one.observed.into(),
                one.kappa.into(),
                one.alpha.into(),
            ]);
        }
        let mut differences =
            Table::new("Differences", ["stakeholder", "theme", "first", "second"]);
        for one in &self.differences {
            differences.push([
                Cell::from(one.stakeholder.as_str()),
                one.theme.as_str().into(),
                one.first.into(),
                one.second.into(),
            ]);
        }
        Report::new(
            "compare",
            "Agreement of two codings: F1 of triples (the second taken as right for precision and \
             recall), Cohen's kappa and Krippendorff's alpha.",
        )
        .table(overlap)
        .table(chance)
        .table(differences)
    }
}
