//! What is shown of an answer.

use super::{Polarisation, Polarised};
use crate::analysis::report::{Answer, Cell, Report, Table};

impl Answer for Polarisation {
    fn report(&self) -> Report {
        let columns = [
            "from",
            "to",
            "statements",
            "stakeholders",
            "polarisation",
            "within",
            "between",
            "evenness",
            "fit",
            "exact",
        ];
        let mut table = Table::new("Polarisation: the whole, then each window", columns);
        for found in std::iter::once(&self.whole).chain(&self.windows) {
            table.push([
                found.from.clone().into(),
                found.to.clone().into(),
                found.statements.into(),
                found.stakeholders.into(),
                found.polarisation.into(),
                found.within.into(),
                found.between.into(),
                found.evenness.into(),
                found.fit.into(),
                found.exact.into(),
            ]);
        }
        let mut camps = Table::new("Groups of the whole", ["group", "members"]);
        for (at, group) in self.whole.groups.iter().enumerate() {
            camps.push([(at + 1).into(), Cell::from(group.join(", "))]);
        }
        let groups = self.options.groups.as_ref();
        let groups = groups.map_or_else(|| "best split in two".to_owned(), |g| g.label());
        let report = Report::new(
            "polarisation",
            "Agreement as a share of what members of one group share, times conflict as a share \
             of what members of different groups share, times the evenness of the groups' sizes: \
             0 no camps, 1 two equal camps that agree within and dispute everything between.",
        )
        .option("through", self.options.through.as_str())
        .option("groups", groups)
        .option("window", self.options.window.label())
        .option("seed", self.options.seed.to_string())
        .table(table)
        .table(camps);
        self.notes().into_iter().fold(report, Report::note)
    }
}

impl Polarisation {
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let whole = &self.whole;
        match whole.polarisation {
            None => notes.push("no two stakeholders share anything: undefined".to_owned()),
            Some(0.0) => notes.push(
                "no grouping has both agreement within and conflict between its groups".to_owned(),
            ),
            Some(_) => {}
        }
        if !whole.conflict.is_empty() && whole.conflict.len() < 6 {
            notes.push(format!(
                "the conflict between groups rests on few statements: {}",
                whole.conflict.join(", ")
            ));
        }
        if std::iter::once(whole)
            .chain(&self.windows)
            .any(|found: &Polarised| !found.exact)
        {
            notes.push(
                "above 18 stakeholders the split is the best of 32 local searches; the true \
                 maximum may be higher"
                    .to_owned(),
            );
        }
        if self.undated > 0 && !self.windows.is_empty() {
            notes.push(format!(
                "{} statements have no day and are in no window",
                self.undated
            ));
        }
        notes
    }
}
