//! What is shown of an answer.

use super::{CoalitionMethod, Coalitions, ItemProfile};
use crate::analysis::report::{Answer, Report, Table};
use crate::analysis::stances::Through;

/// Pairs that are shown in tables; all are in the JSON form.
const MOST_PAIRS: usize = 60;
/// Below this many agreements for each stakeholder a note warns.
const ENOUGH: f64 = 3.0;

/// Below this a mean silhouette shows no substantial structure. Kaufman and Rousseeuw 1990,
/// doi 10.1002/9780470316801, table 4.
const WEAK_SILHOUETTE: f64 = 0.25;

impl Answer for Coalitions {
    fn report(&self) -> Report {
        let options = &self.options;
        let report = Report::new(
            "coalitions",
            "Groups of stakeholders that agree with each other more than with the rest; \
             stability is the share of re-samples of the statements in which two are together.",
        )
        .option("through", options.through.as_str())
        .option("method", options.method.as_str())
        .option("resolution", options.resolution)
        .option("seeds", options.seeds.to_string())
        .option("exact up to", options.exact)
        .option("re-samples", options.resamples)
        .option("seed", options.seed.to_string())
        .option("swing margin", options.swing_margin)
        .table(self.member_table())
        .table(self.profile_table())
        .table(self.apart_table())
        .table(self.pair_table())
        .table(self.method_table());
        self.notes().into_iter().fold(report, Report::note)
    }
}

impl Coalitions {
    fn member_table(&self) -> Table {
        let columns = [
            "stakeholder",
            "coalition",
            "stability",
            "next",
            "stability there",
            "swing",
        ];
        let mut table = Table::new("Members", columns);
        let mut members: Vec<_> = self.members.iter().collect();
        members.sort_by_key(|member| member.coalition);
        for member in members {
            table.push([
                member.stakeholder.as_str().into(),
                member.coalition.into(),
                member.own.into(),
                member.next.into(),
                member.next_share.into(),
                member.swing.into(),
            ]);
        }
        table
    }

    fn profile_table(&self) -> Table {
        let columns = [
            "coalition",
            "stance",
            "item",
            "support",
            "concern",
            "silent",
        ];
        let mut table = Table::new("What each coalition of two or more says together", columns);
        for coalition in self.coalitions.iter().filter(|c| c.members.len() > 1) {
            let lists = [
                ("held", &coalition.held),
                ("opposed", &coalition.opposed),
                ("divided", &coalition.divided),
            ];
            for (stance, list) in lists {
                let several = |item: &&ItemProfile| item.support + item.concern > 1;
                for item in list.iter().filter(several) {
                    table.push([
                        coalition.number.into(),
                        stance.into(),
                        item.item.as_str().into(),
                        item.support.into(),
                        item.concern.into(),
                        item.silent.into(),
                    ]);
                }
            }
        }
        table
    }

    fn apart_table(&self) -> Table {
        let columns = [
            "coalition",
            "item",
            "stance",
            "share here",
            "share elsewhere",
        ];
        let mut table = Table::new("What sets each coalition apart", columns);
        for coalition in &self.coalitions {
            for item in &coalition.sets_apart {
                table.push([
                    coalition.number.into(),
                    item.item.as_str().into(),
                    item.stance.into(),
                    item.here.into(),
                    item.elsewhere.into(),
                ]);
            }
        }
        table
    }

    fn pair_table(&self) -> Table {
        let columns = [
            "one",
            "other",
            "agreed",
            "disagreed",
            "same coalition",
            "stability",
        ];
        let mut table = Table::new("Pairs", columns);
        for pair in self.pairs.iter().take(MOST_PAIRS) {
            table.push([
                pair.between[0].as_str().into(),
                pair.between[1].as_str().into(),
                pair.agreed.into(),
                pair.disagreed.into(),
                pair.same.into(),
                pair.together.into(),
            ]);
        }
        table
    }

    fn method_table(&self) -> Table {
        let columns = [
            "method",
            "groups",
            "score",
            "bound",
            "gap",
            "agrees with chosen",
        ];
        let mut table = Table::new("Methods", columns);
        for method in &self.methods {
            table.push([
                method.method.into(),
                method.groups.len().into(),
                method.score.into(),
                method.bound.into(),
                method.gap.into(),
                method.rand_index.into(),
            ]);
        }
        table
    }

    fn notes(&self) -> Vec<String> {
        let options = &self.options;
        let mut notes = vec![format!(
            "the number of groups is chosen by the {}",
            options.method.criterion()
        )];
        let agreements: u32 = self.pairs.iter().map(|pair| pair.agreed).sum();
        let n = self.members.len();
        if f64::from(agreements) < ENOUGH * n as f64 {
            notes.push(format!(
                "too little data to be sure: {n} stakeholders agree {agreements} times on {}; \
                 read the stability before the groups{}",
                options.through.plural(),
                match options.through {
                    Through::Claim =>
                        "; --through theme compares positions on themes, of which \
                                       there may be more",
                    Through::Theme => "",
                }
            ));
        }
        for method in &self.methods {
            let weak = method.score.is_none_or(|score| score < WEAK_SILHOUETTE);
            if method.method == CoalitionMethod::Hierarchical.as_str() && weak && n > 2 {
                notes.push(format!(
                    "hierarchical: the greatest mean silhouette is below {WEAK_SILHOUETTE}, which \
                     is no substantial structure"
                ));
            }
        }
        let alone: Vec<&str> = (self.coalitions.iter())
            .filter(|coalition| coalition.members.len() == 1)
            .map(|coalition| coalition.members[0].as_str())
            .collect();
        if !alone.is_empty() {
            notes.push(format!("alone in their group: {}", alone.join(", ")));
        }
        let swing: Vec<&str> = (self.members.iter().filter(|member| member.swing))
            .map(|member| member.stakeholder.as_str())
            .collect();
        if !swing.is_empty() {
            notes.push(format!("swing stakeholders: {}", swing.join(", ")));
        }
        if options.method == CoalitionMethod::Leiden
            && self.pairs.iter().any(|pair| pair.disagreed > 0)
        {
            notes.push(
                "leiden looks at agreement only; --method correlation also counts disagreement"
                    .to_owned(),
            );
        }
        if self.pairs.len() > MOST_PAIRS {
            notes.push(format!(
                "{MOST_PAIRS} of {} pairs are in the table",
                self.pairs.len()
            ));
        }
        if !self.left_out.is_empty() {
            notes.push(format!("without a stance: {}", self.left_out.join(", ")));
        }
        notes
    }
}
