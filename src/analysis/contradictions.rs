//! Where a stakeholder stands against itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::cited::{Cited, citation, cited};
use super::holdings::{Held, Item, holdings, who};
use super::report::{Answer, Report, Table};
use super::stances::Through;
use crate::model::{ClaimIx, KnowledgeGraph, Record, RollUp, StakeholderIx, StatementIx};

/// How [`contradictions`] is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContradictionOptions {
    /// Whose; none: everyone's. Default: none.
    pub stakeholders: Vec<StakeholderIx>,
}

/// Both stances of one stakeholder on one claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// Whose.
    pub stakeholder: String,
    /// On what.
    pub claim: String,
    /// The claim's words.
    pub words: String,
    /// `changed` where all statements of one stance were made on earlier days than all of the
    /// other; `undated` where a date is missing; else `side by side`.
    pub when: &'static str,
    /// The statements in support.
    pub support: Vec<Cited>,
    /// The statements with a concern.
    pub concern: Vec<Cited>,
}

/// Both stances of one stakeholder on one theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MixedTheme {
    /// Whose.
    pub stakeholder: String,
    /// On what.
    pub theme: String,
    /// The theme's name.
    pub name: String,
    /// `different claims` where claims it does not contradict itself on lead to both stances:
    /// no contradiction, but two sides of a theme. `one claim` where both come from the same.
    pub through: &'static str,
    /// The statements that amount to support of the theme; their own stance is on the claim.
    pub support: Vec<Cited>,
    /// The statements that amount to concern about it.
    pub concern: Vec<Cited>,
}

/// What stakeholders hold against themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradictions {
    /// Both stances on one claim, sorted by stakeholder and claim.
    pub claims: Vec<Contradiction>,
    /// Both stances on one theme, sorted by stakeholder and theme.
    pub themes: Vec<MixedTheme>,
    #[serde(skip)]
    roll_up: RollUp,
}

/// Where a stakeholder stands against itself.
///
/// A contradiction is support and concern by one stakeholder on one claim. A mixed position is
/// support of and concern about one theme; it need not be a contradiction, so the two are told
/// apart, and of a mixed position it is said whether it comes through different claims.
///
/// `graph` decides how broader themes enter. Empty record: empty lists. O(statements · log).
pub fn contradictions(
    record: &Record,
    graph: &KnowledgeGraph,
    options: &ContradictionOptions,
) -> Contradictions {
    let claims = holdings(record, graph, Through::Claim);
    let themes = holdings(record, graph, Through::Theme);
    let mut found = Contradictions {
        claims: Vec::new(),
        themes: Vec::new(),
        roll_up: graph.options().roll_up,
    };
    let chosen: BTreeSet<_> = options.stakeholders.iter().copied().collect();
    for at in 0..record.stakeholders().len() {
        let stakeholder = StakeholderIx::from(at);
        if !chosen.is_empty() && !chosen.contains(&stakeholder) {
            continue;
        }
        let against_itself = mixed(&claims[at]);
        for &(item, held) in &against_itself {
            found.claims.push(Contradiction {
                stakeholder: who(record, stakeholder),
                claim: item.id(record),
                words: item.words(record),
                when: when(record, held),
                support: cited(record, &held.support),
                concern: cited(record, &held.concern),
            });
        }
        let opposed: BTreeSet<Item> = against_itself.iter().map(|&(item, _)| item).collect();
        for (item, held) in mixed(&themes[at]) {
            found.themes.push(MixedTheme {
                stakeholder: who(record, stakeholder),
                theme: item.id(record),
                name: item.words(record),
                through: through(record, held, &opposed),
                support: cited(record, &held.support),
                concern: cited(record, &held.concern),
            });
        }
    }
    found
}

fn mixed(held: &BTreeMap<Item, Held>) -> Vec<(Item, &Held)> {
    let both = held.iter().filter(|(_, held)| held.is_mixed());
    both.map(|(&item, held)| (item, held)).collect()
}

fn when(record: &Record, held: &Held) -> &'static str {
    let days = |rows: &[StatementIx]| -> Option<Vec<_>> {
        rows.iter().map(|&row| record.date_of(row)).collect()
    };
    let (Some(support), Some(concern)) = (days(&held.support), days(&held.concern)) else {
        return "undated";
    };
    let apart =
        support.iter().max() < concern.iter().min() || concern.iter().max() < support.iter().min();
    if apart { "changed" } else { "side by side" }
}

fn through(record: &Record, held: &Held, opposed: &BTreeSet<Item>) -> &'static str {
    let claims = |rows: &[StatementIx]| -> BTreeSet<ClaimIx> {
        let all = rows.iter().map(|&row| record.statements().claim(row));
        all.filter(|&claim| !opposed.contains(&Item::Claim(claim)))
            .collect()
    };
    let (support, concern) = (claims(&held.support), claims(&held.concern));
    let different = support
        .iter()
        .any(|one| concern.iter().any(|other| one != other));
    if different {
        "different claims"
    } else {
        "one claim"
    }
}

impl Answer for Contradictions {
    fn report(&self) -> Report {
        let head = |what| ["stakeholder", what, "how", "stance", "statement", "cited"];
        let mut claims = Table::new("Opposite stances on one claim", head("claim"));
        for one in &self.claims {
            push(
                &mut claims,
                [&one.stakeholder, &one.claim],
                one.when,
                &one.support,
                "support",
            );
            push(
                &mut claims,
                [&one.stakeholder, &one.claim],
                one.when,
                &one.concern,
                "concern",
            );
        }
        let mut themes = Table::new("Mixed positions on one theme", head("theme"));
        for one in &self.themes {
            push(
                &mut themes,
                [&one.stakeholder, &one.theme],
                one.through,
                &one.support,
                "support",
            );
            push(
                &mut themes,
                [&one.stakeholder, &one.theme],
                one.through,
                &one.concern,
                "concern",
            );
        }
        let definition = "A contradiction is support and concern by one stakeholder on one \
            claim; a mixed position is support of and concern about one theme, which different \
            claims can lead to without contradiction.";
        let report =
            Report::new("contradictions", definition).option("roll-up", self.roll_up.as_str());
        let none = self.claims.is_empty();
        let report = report.table(claims).table(themes);
        if none {
            return report.note("no stakeholder has opposite stances on one claim");
        }
        report
    }
}

fn push(table: &mut Table, [who, what]: [&str; 2], how: &str, cited: &[Cited], stance: &str) {
    for one in cited {
        let cells = [who, what, how, stance, &one.id, &citation(one)];
        table.push(cells.map(Into::into));
    }
}
