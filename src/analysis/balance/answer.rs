//! What is shown of an answer.

use super::Balance;
use crate::analysis::report::{Answer, Report, Table};

/// Members of a camp that are named in a note.
const MOST_NAMES: usize = 12;

impl Answer for Balance {
    fn report(&self) -> Report {
        let mut summary = Table::new("Balance", ["what", "how much"]);
        summary.push(["balanced triads".into(), self.balanced.into()]);
        summary.push(["unbalanced triads".into(), self.unbalanced.into()]);
        summary.push(["degree of balance".into(), self.degree.into()]);
        summary.push(["frustration index".into(), self.frustration.into()]);
        summary.push(["at least".into(), self.frustration_at_least.into()]);

        let columns = ["one", "other", "agreed", "disagreed", "net", "frustrated"];
        let mut ties = Table::new("Ties", columns);
        for tie in &self.ties {
            ties.push([
                tie.between[0].as_str().into(),
                tie.between[1].as_str().into(),
                tie.agreed.into(),
                tie.disagreed.into(),
                tie.net.into(),
                tie.frustrated.into(),
            ]);
        }

        let columns = [
            "one",
            "two",
            "three",
            "one-two",
            "two-three",
            "one-three",
            "balanced",
        ];
        let mut triads = Table::new("Triads, unbalanced ones first", columns);
        for triad in &self.triads {
            let [one, two, three] = triad.stakeholders.each_ref().map(|id| id.as_str().into());
            let [first, second, third] = triad.nets.map(Into::into);
            triads.push([one, two, three, first, second, third, triad.balanced.into()]);
        }

        let report = Report::new(
            "balance",
            "The tie of two stakeholders is what they agree on minus what they disagree on; a \
             triad is balanced if the signs of its ties multiply to plus; the frustration index \
             is the least number of ties at odds with a split in two camps.",
        )
        .option("through", self.options.through.as_str())
        .option("seed", self.options.seed.to_string())
        .table(summary)
        .table(ties)
        .table(triads);
        self.notes().into_iter().fold(report, Report::note)
    }
}

impl Balance {
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let [one, other] = &self.camps;
        if !one.is_empty() && !other.is_empty() {
            let names = |camp: &[String]| match camp.len().saturating_sub(MOST_NAMES) {
                0 => camp.join(", "),
                more => format!("{} and {more} more", camp[..MOST_NAMES].join(", ")),
            };
            notes.push(format!(
                "the best split in two camps: {} | {}",
                names(one),
                names(other)
            ));
        } else if !one.is_empty() {
            notes.push("the best split leaves all who are tied in one camp".to_owned());
        }
        if !self.frustration_exact {
            notes.push(
                "above 20 stakeholders the frustration index is the best of 32 local searches; \
                 'at least' counts unbalanced triads that share no tie"
                    .to_owned(),
            );
        }
        let counted = self.balanced + self.unbalanced;
        if counted > self.triads.len() {
            notes.push(format!(
                "{} of {counted} triads are named",
                self.triads.len()
            ));
        }
        if counted < 5 {
            notes.push(format!(
                "only {counted} triads have a tie between every two: too few for a degree of \
                 balance to mean much"
            ));
        }
        let even = self.ties.iter().filter(|tie| tie.net == 0).count();
        if even > 0 {
            notes.push(format!(
                "{even} pairs agree as much as they disagree; they count as no tie"
            ));
        }
        notes
    }
}
