//! What is shown of an answer.

use super::{Rule, Stands, Verdict};
use crate::analysis::report::{Answer, Cell, Report, Table};

impl Answer for Stands {
    fn report(&self) -> Report {
        let options = &self.options;
        let mut report = Report::new(
            "stands",
            "A claim stands under a rule if its strength, computed from base scores, \
             stakeholders' stances and relations between claims, is above the threshold.",
        )
        .option("claim base score", options.claim_base)
        .option("stakeholder base score", options.stakeholder_base);
        for (id, &score) in &options.stakeholder_bases {
            report = report.option(format!("base score of {id}"), score);
        }
        report = report
            .option("threshold", options.threshold)
            .option("tolerance", format!("{:e}", options.solve.tolerance))
            .table(self.main_table())
            .table(self.flip_table());
        self.notes().into_iter().fold(report, Report::note)
    }
}

impl Stands {
    fn main_table(&self) -> Table {
        let columns = ["claim", "verdict", "for", "against", "silent"];
        let rules = self.rules.iter().map(|run| run.rule);
        let columns = columns.into_iter().chain(rules).chain(["grounded"]);
        let mut table = Table::new("Claims", columns);
        for claim in &self.claims {
            let mut row: Vec<Cell> = vec![
                claim.claim.as_str().into(),
                claim.verdict.label().into(),
                claim.support.into(),
                claim.concern.into(),
                claim.silent.into(),
            ];
            row.extend(
                self.rules
                    .iter()
                    .map(|run| claim.strengths[run.rule].into()),
            );
            row.push(claim.grounded.as_str().into());
            table.push(row);
        }
        table
    }

    fn flip_table(&self) -> Table {
        let columns = ["claim", "verdict", "without statement", "verdict then"];
        let mut table = Table::new("Single statements that decide", columns);
        for claim in &self.claims {
            for flip in &claim.flips {
                table.push([
                    claim.claim.as_str().into(),
                    claim.verdict.label().into(),
                    flip.statement.as_str().into(),
                    flip.verdict.label().into(),
                ]);
            }
        }
        table
    }

    fn notes(&self) -> Vec<String> {
        let count = |verdict| self.claims.iter().filter(|c| c.verdict == verdict).count();
        let mut notes = vec![format!(
            "{} claims stand under every rule, {} under none, {} depend on the rule",
            count(Verdict::EveryRule),
            count(Verdict::NoRule),
            count(Verdict::DependsOnRule),
        )];
        notes.push(
            "a strength is neither truth nor a count of votes; the verdict rests on df-quad, \
             quadratic-energy, euler, euler-top and mlp; h-categoriser and grounded use attacks \
             only and stand beside"
                .to_owned(),
        );
        if (self.claims.iter()).any(|claim| claim.support + claim.concern <= 1) {
            let single = self.claims.iter().filter(|c| c.support + c.concern <= 1);
            notes.push(format!(
                "{} of {} claims are heard from at most one stakeholder: their verdict repeats \
                 that voice",
                single.count(),
                self.claims.len()
            ));
        }
        for run in &self.rules {
            match run.converged {
                Some(true) => {}
                Some(false) => notes.push(format!(
                    "{} did not converge in {} rounds; its strengths are not shown",
                    run.rule, run.rounds
                )),
                None => notes.push(format!(
                    "{} is undefined where a base score is 0 or 1, and was left out",
                    run.rule
                )),
            }
        }
        if !self.removals_tried {
            notes.push("too many statements to take them away one by one".to_owned());
        }
        debug_assert_eq!(self.rules.len(), Rule::BIPOLAR.len() + 1);
        notes
    }
}
