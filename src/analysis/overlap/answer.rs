//! Overlap for people.

use super::{Comparison, Intersection, Overlap, PairOverlap};
use crate::analysis::{Answer, Report, Table};

const DEFINITION: &str = "What stakeholders have in common and what sets them apart: shared \
are the claims (or themes) both speak on, agreed those with a stance in common, disagreed those \
with opposite stances; Jaccard, overlap coefficient and cosine compare the stances held, \
congruence and conflict count pairs of statements that agree or not.";

const COLUMNS: [&str; 14] = [
    "a",
    "b",
    "over",
    "shared",
    "agreed",
    "disagreed",
    "only a",
    "only b",
    "jaccard",
    "overlap coefficient",
    "cosine",
    "congruence",
    "conflict",
    "subtract",
];

impl Answer for Overlap {
    fn report(&self) -> Report {
        let mut table = Table::new("Pairs", COLUMNS);
        for pair in &self.pairs {
            for (over, found) in [("claims", &pair.claims), ("themes", &pair.themes)] {
                let m = &found.measures;
                table.push([
                    pair.a.as_str().into(),
                    pair.b.as_str().into(),
                    over.into(),
                    m.shared.into(),
                    m.agreed.into(),
                    m.disagreed.into(),
                    m.only_a.into(),
                    m.only_b.into(),
                    m.jaccard.into(),
                    m.overlap_coefficient.into(),
                    m.cosine.into(),
                    m.congruence.into(),
                    m.conflict.into(),
                    m.subtract.into(),
                ]);
            }
        }
        let mut report = Report::new("overlap", DEFINITION)
            .option("stakeholders", self.stakeholders.join(", "))
            .option("by", self.options.by.as_str())
            .option("through", self.options.through.as_str())
            .option("top", self.options.top)
            .option("roll-up", self.roll_up.as_str())
            .table(table);
        if let [pair] = self.pairs.as_slice() {
            report = report.table(details("Claims", pair, &pair.claims));
            report = report.table(details("Themes", pair, &pair.themes));
        }
        report = report
            .table(sets("Claims held by exactly these", &self.claim_sets))
            .table(sets("Themes held by exactly these", &self.theme_sets));
        if self.pairs.len() < self.of_pairs {
            let text = format!("{} of {} pairs are shown", self.pairs.len(), self.of_pairs);
            report = report.note(text);
        }
        report
    }
}

fn details(title: &str, pair: &PairOverlap, found: &Comparison) -> Table {
    let stance = |who: &str, way: &str| format!("{who} {way}");
    let mut table = Table::new(
        title,
        [
            "id".to_owned(),
            "together".to_owned(),
            stance(&pair.a, "support"),
            stance(&pair.a, "concern"),
            stance(&pair.b, "support"),
            stance(&pair.b, "concern"),
        ],
    );
    for item in found
        .shared
        .iter()
        .chain(&found.only_a)
        .chain(&found.only_b)
    {
        let (agreed, apart) = (
            found.agreed.contains(&item.id),
            found.disagreed.contains(&item.id),
        );
        let alone = item.b_support.is_empty() && item.b_concern.is_empty();
        let together = match (agreed, apart) {
            (true, true) => "agreed and disagreed".to_owned(),
            (true, false) => "agreed".to_owned(),
            (false, true) => "disagreed".to_owned(),
            (false, false) => format!("only {}", if alone { &pair.a } else { &pair.b }),
        };
        table.push([
            item.id.as_str().into(),
            together.into(),
            item.a_support.join(" ").into(),
            item.a_concern.join(" ").into(),
            item.b_support.join(" ").into(),
            item.b_concern.join(" ").into(),
        ]);
    }
    table
}

fn sets(title: &str, sets: &[Intersection]) -> Table {
    let mut table = Table::new(title, ["stakeholders", "how many", "what"]);
    for set in sets {
        let sign = |stance: &str| if stance == "support" { '+' } else { '\u{2212}' };
        let what = set
            .items
            .iter()
            .map(|item| format!("{}{}", sign(item.stance), item.id));
        table.push([
            set.stakeholders.join(" & ").into(),
            set.items.len().into(),
            what.collect::<Vec<_>>().join(" ").into(),
        ]);
    }
    table
}
