//! What is shown of an answer.

use super::Bridging;
use crate::analysis::report::{Answer, Cell, Report, Table};

impl Answer for Bridging {
    fn report(&self) -> Report {
        let columns = [
            "claim",
            "bridging",
            "consensus",
            "shared concern",
            "for in",
            "against in",
        ];
        let groups = self
            .groups
            .iter()
            .map(|group| format!("group {}", group.name));
        let columns = columns.into_iter().map(str::to_owned).chain(groups);
        let mut claims = Table::new("Claims; for each group supporters/concerned/mixed", columns);
        for claim in &self.claims {
            let mut row: Vec<Cell> = vec![
                claim.claim.as_str().into(),
                claim.bridging.into(),
                claim.consensus.into(),
                claim.shared_concern.into(),
                claim.supported_in.into(),
                claim.opposed_in.into(),
            ];
            row.extend(claim.groups.iter().map(|group| {
                let text = format!("{}/{}/{}", group.support, group.concern, group.mixed);
                Cell::from(text)
            }));
            claims.push(row);
        }
        let mut groups = Table::new("Groups", ["group", "members"]);
        for group in &self.groups {
            groups.push([group.name.as_str().into(), group.members.join(", ").into()]);
        }
        let report = Report::new(
            "bridging",
            "A claim bridges if supporters outnumber the concerned in every group; consensus is \
             the product over groups of (1 + supporters)/(2 + speakers).",
        )
        .option("groups", self.options.groups.label())
        .table(claims)
        .table(groups);
        self.notes().into_iter().fold(report, Report::note)
    }
}

impl Bridging {
    fn notes(&self) -> Vec<String> {
        let bridging = self.claims.iter().filter(|claim| claim.bridging).count();
        let several = self
            .claims
            .iter()
            .filter(|claim| claim.supported_in > 1)
            .count();
        let count = self.groups.len();
        let mut notes = vec![format!(
            "of {} claims {bridging} are supported in every group ({count}), {several} in more than one",
            self.claims.len()
        )];
        if count < 2 {
            notes.push("fewer than two groups: there is nothing to bridge".to_owned());
        }
        let heard = |claim: &&super::ClaimBridge| claim.supported_in + claim.opposed_in < count;
        if count > 1 && self.claims.iter().all(|claim| heard(&claim)) {
            notes.push(
                "no claim is spoken on in every group: a silent group halves the consensus"
                    .to_owned(),
            );
        }
        notes
    }
}
