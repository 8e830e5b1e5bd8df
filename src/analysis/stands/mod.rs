//! What stands: how strong each claim is, given who supports it, who is concerned about it, and
//! the claims that bear on it.

mod answer;
mod arguments;
mod extensions;
mod grounded;
mod rule;
mod strengths;
mod voices;

use std::collections::BTreeMap;

use serde::Serialize;

pub use self::arguments::{ArgumentError, ArgumentGraph};
pub use self::extensions::{Extensions, MOST_UNDECIDED, extensions};
pub use self::grounded::{Label, grounded};
pub use self::rule::Rule;
pub use self::strengths::{SolveOptions, Strengths, strengths};
use self::voices::{Voice, argument_graph, voices};
use crate::model::{Progress, Record, Stance};

/// How a record is judged.
#[derive(Debug, Clone, PartialEq)]
pub struct StandsOptions {
    /// Base score of every claim, 0 to 1. Default: 0.5.
    pub claim_base: f64,
    /// Base score of every stakeholder that has none of its own, 0 to 1. Default: 0.5.
    pub stakeholder_base: f64,
    /// Base scores of single stakeholders, by id. Default: none.
    pub stakeholder_bases: BTreeMap<String, f64>,
    /// A claim stands under a rule if its strength is above this. Default: 0.5.
    pub threshold: f64,
    /// Single statements are taken away to see what flips only where the record has at most
    /// this many. Default: 2,000.
    pub most_removals: usize,
    /// How cycles of claims are solved. Default: see [`SolveOptions`].
    pub solve: SolveOptions,
}

impl Default for StandsOptions {
    fn default() -> Self {
        Self {
            claim_base: 0.5,
            stakeholder_base: 0.5,
            stakeholder_bases: BTreeMap::new(),
            threshold: 0.5,
            most_removals: 2_000,
            solve: SolveOptions::default(),
        }
    }
}

/// A strength this close to the threshold is on it, not above it.
const EPSILON: f64 = 1e-9;

/// Whether a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Above the threshold under every rule.
    EveryRule,
    /// Above it under none.
    NoRule,
    /// Above it under some.
    DependsOnRule,
    /// Some rule did not settle.
    Undetermined,
}

impl Verdict {
    /// What it says of a claim, in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::EveryRule => "stands under every rule",
            Self::NoRule => "stands under none",
            Self::DependsOnRule => "depends on the rule",
            Self::Undetermined => "undetermined",
        }
    }
}

/// A statement whose removal alone changes a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// The statement.
    pub statement: String,
    /// The verdict without it.
    pub verdict: Verdict,
}

/// How one claim stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimStanding {
    /// Its id.
    pub claim: String,
    /// The claim in words.
    pub text: String,
    /// By the five rules that use supports and attacks.
    pub verdict: Verdict,
    /// Strength under each rule, 0 to 1; `None` where the rule did not settle or is undefined.
    pub strengths: BTreeMap<&'static str, Option<f64>>,
    /// When only attacks count, and all voices are alike.
    pub grounded: Label,
    /// Stakeholders that support it.
    pub support: usize,
    /// Stakeholders that are concerned about it; one with both stances is in both counts.
    pub concern: usize,
    /// Stakeholders that say nothing on it.
    pub silent: usize,
    /// The statements on it.
    pub statements: Vec<String>,
    /// Statements, on this claim or on one that bears on it, each of which alone decides.
    pub flips: Vec<Flip>,
}

/// How one rule fared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleRun {
    /// Which.
    pub rule: &'static str,
    /// Whether every strength settled; `None` where the rule is undefined for these scores.
    pub converged: Option<bool>,
    /// Rounds that the slowest cycle took.
    pub rounds: usize,
}

/// Which claims stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stands {
    #[serde(skip)]
    options: StandsOptions,
    /// Whether single statements were taken away.
    pub removals_tried: bool,
    /// Every claim, by id.
    pub claims: Vec<ClaimStanding>,
    /// Every rule.
    pub rules: Vec<RuleRun>,
}

/// Which claims stand, given who supports them and who raises concerns?
///
/// Every stakeholder is an argument that supports or attacks the claims it speaks on (one voice
/// for each stakeholder, claim and stance); claims support and attack each other by the
/// record's relations. Strengths follow from base scores under five bipolar rules (see
/// [`Rule`]); a claim stands under a rule if its strength is above the threshold. The
/// h-categoriser and the grounded labelling, which use attacks only, stand beside and do not
/// enter the verdict.
///
/// `record`: what is judged. `options`: base scores, threshold, solver.
///
/// Returns strengths in 0..=1. A strength is neither truth nor a count of votes: read it beside
/// the counts. Empty record: no claims. A claim nobody speaks on and nothing bears on keeps its
/// base score, and with the default threshold stands under none. Statements that agree in
/// stakeholder, claim and stance, and relations that agree in ends and stance, count once.
/// A stakeholder with both stances is a supporter and an attacker.
///
/// # Errors
/// Where a base score is not in 0..=1.
///
/// O(v + r) for v voices and r relations where relations have no cycle, and that again for each
/// statement taken away.
///
/// Baroni, Rago, Toni 2019, Int. J. of Approximate Reasoning 105; rules as in [`Rule`].
pub fn stands(record: &Record, options: &StandsOptions) -> Result<Stands, ArgumentError> {
    stands_watched(record, options, Progress::none())
}

const TASK: &str = "taking statements away";

/// [`stands`], telling how many statements have been taken away, one by one.
///
/// # Errors
/// As [`stands`].
pub fn stands_watched(
    record: &Record,
    options: &StandsOptions,
    progress: Progress<'_>,
) -> Result<Stands, ArgumentError> {
    let table = record.statements();
    let voices = voices(record);
    let graph = argument_graph(record, &voices, options, None)?;
    let runs = run(&graph, options);
    let labels = grounded(&graph);
    let verdicts: Vec<Verdict> = (0..record.claims().len())
        .map(|claim| verdict(&runs, claim, options))
        .collect();
    let mut claims: Vec<ClaimStanding> = (record.claims().iter().enumerate())
        .map(|(at, claim)| ClaimStanding {
            claim: claim.id.to_string(),
            text: claim.text.clone(),
            verdict: verdicts[at],
            strengths: (runs.iter())
                .map(|(rule, found)| {
                    let settled = found.as_ref().filter(|found| found.converged);
                    (rule.as_str(), settled.map(|found| found.values[at]))
                })
                .collect(),
            grounded: labels[at],
            support: 0,
            concern: 0,
            silent: 0,
            statements: Vec::new(),
            flips: Vec::new(),
        })
        .collect();
    for voice in &voices {
        let standing = &mut claims[voice.claim.index()];
        match voice.stance {
            Stance::Support => standing.support += 1,
            Stance::Concern => standing.concern += 1,
        }
        let ids = voice
            .statements
            .iter()
            .map(|&row| table.id(row).to_string());
        standing.statements.extend(ids);
    }
    for group in voices.chunk_by(|a, b| a.claim == b.claim) {
        let speakers = group
            .chunk_by(|a, b| a.stakeholder == b.stakeholder)
            .count();
        claims[group[0].claim.index()].silent = speakers;
    }
    for standing in &mut claims {
        standing.silent = record.stakeholders().len() - standing.silent;
    }
    let removals_tried = table.len() <= options.most_removals;
    if removals_tried {
        for (claim, flip) in flips(record, &voices, (&verdicts, options), progress)? {
            claims[claim].flips.push(flip);
        }
    }
    Ok(Stands {
        options: options.clone(),
        removals_tried,
        claims,
        rules: (runs.iter())
            .map(|(rule, found)| RuleRun {
                rule: rule.as_str(),
                converged: found.as_ref().map(|found| found.converged),
                rounds: found.as_ref().map_or(0, |found| found.rounds),
            })
            .collect(),
    })
}

type Runs = Vec<(Rule, Option<Strengths>)>;

/// Every rule; `None` where it is undefined.
fn run(graph: &ArgumentGraph, options: &StandsOptions) -> Runs {
    (Rule::BIPOLAR.into_iter())
        .chain([Rule::HCategoriser])
        .map(|rule| (rule, strengths(graph, rule, &options.solve).ok()))
        .collect()
}

fn verdict(runs: &Runs, claim: usize, options: &StandsOptions) -> Verdict {
    let (mut above, mut not) = (false, false);
    for (rule, found) in runs {
        match found {
            Some(found) if Rule::BIPOLAR.contains(rule) => {
                if !found.converged {
                    return Verdict::Undetermined;
                }
                let stands = found.values[claim] > options.threshold + EPSILON;
                above |= stands;
                not |= !stands;
            }
            _ => {}
        }
    }
    match (above, not) {
        (true, true) => Verdict::DependsOnRule,
        (true, false) => Verdict::EveryRule,
        _ => Verdict::NoRule,
    }
}

/// Which statement, taken away alone, changes which claim's verdict. A statement that only
/// repeats another changes nothing.
fn flips(
    record: &Record,
    voices: &[Voice],
    (verdicts, options): (&[Verdict], &StandsOptions),
    progress: Progress<'_>,
) -> Result<Vec<(usize, Flip)>, ArgumentError> {
    let mut found = Vec::new();
    for (at, voice) in voices.iter().enumerate() {
        progress.tell(TASK, at, voices.len());
        let [row] = voice.statements[..] else {
            continue;
        };
        let graph = argument_graph(record, voices, options, Some(at))?;
        let runs = run(&graph, options);
        for (claim, &before) in verdicts.iter().enumerate() {
            let after = verdict(&runs, claim, options);
            if after != before {
                let statement = record.statements().id(row).to_string();
                let verdict = after;
                found.push((claim, Flip { statement, verdict }));
            }
        }
    }
    progress.tell(TASK, voices.len(), voices.len());
    Ok(found)
}
