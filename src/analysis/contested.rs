//! Which themes and claims are disputed, and by whom.

use std::collections::BTreeMap;

use serde::Serialize;

use super::holdings::{Item, holdings, ids, who};
use super::report::{Answer, Report, Table};
use super::stances::Through;
use crate::model::{KnowledgeGraph, Progress, Record, RollUp, StakeholderIx, StatementIx};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Count {
    /// Stakeholders with the stance, however often they speak; a mixed one counts on both sides.
    #[default]
    Stakeholders,
    /// Statements with the stance.
    Statements,
}

impl Count {
    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stakeholders => "stakeholders",
            Self::Statements => "statements",
        }
    }
}

/// How [`contested`] is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ContestedOptions {
    /// What s and c count. Default: `Stakeholders`.
    pub count: Count,
}

/// How disputed a theme or claim is; s and c are the counts of support and of concern.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContestedItem {
    /// Its id.
    pub id: String,
    /// The theme's name, or the claim's words.
    pub words: String,
    /// s.
    pub support: usize,
    /// c.
    pub concern: usize,
    /// (s − c) / (s + c): −1 all concern, 1 all support.
    pub balance: f64,
    /// −p·log₂p − (1−p)·log₂(1−p) with p = s/(s + c), in bits: 0 one side only, 1 both equal.
    pub entropy: f64,
    /// The share of all that speak (stakeholders), or of all that is said (statements), that
    /// is on this: 0..=1.
    pub salience: f64,
    /// Entropy × salience, 0..=1: much spoken of and evenly split.
    pub contest: f64,
    /// Who supports it, by id.
    pub supporters: Vec<String>,
    /// Who is concerned about it, by id.
    pub concerned: Vec<String>,
    /// Who is both, by id.
    pub mixed: Vec<String>,
    /// The statements in support.
    pub support_statements: Vec<String>,
    /// The statements of concern.
    pub concern_statements: Vec<String>,
}

/// Themes and claims, the most contested first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contested {
    /// Themes that someone speaks on.
    pub themes: Vec<ContestedItem>,
    /// Claims that someone speaks on.
    pub claims: Vec<ContestedItem>,
    #[serde(skip)]
    options: ContestedOptions,
    #[serde(skip)]
    roll_up: RollUp,
}

/// Which themes and claims are disputed, and by whom.
///
/// Balance, entropy, salience and contest are defined at [`ContestedItem`]. Items that nobody
/// speaks on are left out: nothing is defined for them. A theme
/// that names a bad thing has concern where others have support: rolled up, the two stand
/// against each other without a dispute. Sorted by contest, then salience, both
/// falling, then id. `graph` decides how broader themes enter. Empty record: empty lists.
/// O(statements · log). Entropy: Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x.
pub fn contested(record: &Record, graph: &KnowledgeGraph, options: &ContestedOptions) -> Contested {
    contested_watched(record, graph, options, Progress::none())
}

/// [`contested`], telling how many themes are looked at, then how many claims.
pub fn contested_watched(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &ContestedOptions,
    progress: Progress<'_>,
) -> Contested {
    let of = |through, task| items(record, graph, (through, options.count), (task, progress));
    Contested {
        themes: of(Through::Theme, "weighing themes"),
        claims: of(Through::Claim, "weighing claims"),
        options: *options,
        roll_up: graph.options().roll_up,
    }
}

#[derive(Default)]
struct Sides {
    people: [Vec<StakeholderIx>; 2],
    rows: [Vec<StatementIx>; 2],
}

fn items(
    record: &Record,
    graph: &KnowledgeGraph,
    (through, count): (Through, Count),
    (task, progress): (&'static str, Progress<'_>),
) -> Vec<ContestedItem> {
    let mut sides: BTreeMap<Item, Sides> = BTreeMap::new();
    let all = holdings(record, graph, through);
    let speakers = all.iter().filter(|held| !held.is_empty()).count();
    for (at, held) in all.iter().enumerate() {
        for (&item, held) in held {
            let entry = sides.entry(item).or_default();
            for (side, rows) in [&held.support, &held.concern].into_iter().enumerate() {
                if !rows.is_empty() {
                    entry.people[side].push(at.into());
                    entry.rows[side].extend_from_slice(rows);
                }
            }
        }
    }
    let all = sides.len();
    let mut found: Vec<ContestedItem> = (sides.into_iter().enumerate())
        .map(|(at, (item, sides))| {
            progress.tell(task, at, all);
            one(record, item, sides, count, speakers)
        })
        .collect();
    progress.tell(task, all, all);
    found.sort_by(|a, b| {
        let falling = b.contest.total_cmp(&a.contest);
        falling
            .then(b.salience.total_cmp(&a.salience))
            .then(a.id.cmp(&b.id))
    });
    found
}

fn one(
    record: &Record,
    item: Item,
    mut sides: Sides,
    count: Count,
    speakers: usize,
) -> ContestedItem {
    sides.rows.iter_mut().for_each(|rows| rows.sort_unstable());
    let [supporters, concerned] = &sides.people;
    let mixed: Vec<_> = supporters
        .iter()
        .filter(|one| concerned.contains(one))
        .collect();
    let (support, concern, part, whole) = match count {
        Count::Stakeholders => {
            let (s, c) = (supporters.len(), concerned.len());
            (s, c, s + c - mixed.len(), speakers)
        }
        Count::Statements => {
            let [s, c] = [sides.rows[0].len(), sides.rows[1].len()];
            let mut spoken: Vec<_> = sides.rows.concat();
            spoken.sort_unstable();
            spoken.dedup();
            (s, c, spoken.len(), record.statements().len())
        }
    };
    let (s, c) = (support as f64, concern as f64);
    // Every item has a statement, so neither sum is 0.
    let entropy = entropy(s / (s + c));
    let salience = part as f64 / whole as f64;
    let names = |people: &[StakeholderIx]| people.iter().map(|&one| who(record, one)).collect();
    ContestedItem {
        id: item.id(record),
        words: item.words(record),
        support,
        concern,
        balance: (s - c) / (s + c),
        entropy,
        salience,
        contest: entropy * salience,
        mixed: mixed.into_iter().map(|&one| who(record, one)).collect(),
        supporters: names(supporters),
        concerned: names(concerned),
        support_statements: ids(record, &sides.rows[0]),
        concern_statements: ids(record, &sides.rows[1]),
    }
}

fn entropy(p: f64) -> f64 {
    let part = |p: f64| if p > 0.0 { -p * p.log2() } else { 0.0 };
    part(p) + part(1.0 - p)
}

impl Answer for Contested {
    fn report(&self) -> Report {
        let definition = "With s and c the counts of support and of concern: balance = \
            (s - c)/(s + c), entropy = -p log2 p - (1-p) log2 (1-p) with p = s/(s + c), \
            salience = the share of all speakers (or statements) that is on it, contest = \
            entropy x salience.";
        let report = Report::new("contested", definition)
            .option("count", self.options.count.as_str())
            .option("roll-up", self.roll_up.as_str())
            .table(table("Themes", "theme", &self.themes))
            .table(table("Claims", "claim", &self.claims));
        if self.roll_up == RollUp::None {
            return report;
        }
        report.note(
            "a broader theme counts concern about a bad thing within it as concern about itself: \
             look at its parts before calling it contested",
        )
    }
}

fn table(title: &str, what: &str, items: &[ContestedItem]) -> Table {
    let columns = [
        what,
        "support",
        "concern",
        "balance",
        "entropy",
        "salience",
        "contest",
        "supporters",
        "concerned",
    ];
    let mut table = Table::new(title, columns);
    for one in items {
        table.push([
            one.id.as_str().into(),
            one.support.into(),
            one.concern.into(),
            one.balance.into(),
            one.entropy.into(),
            one.salience.into(),
            one.contest.into(),
            one.supporters.join(" ").into(),
            one.concerned.join(" ").into(),
        ]);
    }
    table
}
