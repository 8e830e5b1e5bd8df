//! Profiles for people.

use super::Profiles;
use crate::analysis::cited::citation;
use crate::analysis::{Answer, Report, Table};

const DEFINITION: &str = "What a stakeholder holds on themes, how far the others are (the mean \
of |x - y|/2 over shared themes, with x and y the balance of support and concern, from 0 equal \
to 1 opposite), what it says alone, and where it stands against itself.";

impl Answer for Profiles {
    fn report(&self) -> Report {
        let columns = ["stakeholder", "theme", "stance", "support", "concern"];
        let mut positions = Table::new("Positions on themes", columns);
        let columns = ["stakeholder", "other", "distance", "shared themes", "which"];
        let mut others = Table::new("Others, nearest first", columns);
        let columns = [
            "stakeholder",
            "over",
            "id",
            "stance",
            "how",
            "statements",
            "against",
        ];
        let mut alone = Table::new("Alone", columns);
        let columns = ["stakeholder", "what", "how", "stance", "statement", "cited"];
        let mut inner = Table::new("Against itself", columns);
        for one in &self.profiles {
            let me = one.stakeholder.as_str();
            for held in &one.positions {
                positions.push([
                    me.into(),
                    held.theme.as_str().into(),
                    held.stance.into(),
                    held.support.len().into(),
                    held.concern.len().into(),
                ]);
            }
            for other in &one.others {
                others.push([
                    me.into(),
                    other.stakeholder.as_str().into(),
                    other.distance.into(),
                    other.shared.len().into(),
                    other.shared.join(" ").into(),
                ]);
            }
            for item in &one.alone {
                alone.push([
                    me.into(),
                    item.over.as_str().into(),
                    item.id.as_str().into(),
                    item.stance.into(),
                    item.how.into(),
                    item.statements.join(" ").into(),
                    item.against.join(" ").into(),
                ]);
            }
            let claims = one.contradictions.iter();
            let claims = claims.map(|c| (&c.claim, c.when, [&c.support, &c.concern]));
            let themes = one.mixed.iter();
            let themes = themes.map(|m| (&m.theme, m.through, [&m.support, &m.concern]));
            for (what, how, sides) in claims.chain(themes) {
                for (stance, cited) in ["support", "concern"].into_iter().zip(sides) {
                    for statement in cited {
                        let cited = citation(statement);
                        let cells = [me, what, how, stance, &statement.id, &cited];
                        inner.push(cells.map(Into::into));
                    }
                }
            }
        }
        let mut report = Report::new("profile", DEFINITION)
            .option("roll-up", self.roll_up.as_str())
            .table(positions)
            .table(others)
            .table(alone)
            .table(inner);
        for one in &self.profiles {
            let count = one.support.len() + one.concern.len();
            let near = |who: &[String], distance: Option<f64>| match who {
                [] => "nobody".to_owned(),
                who => {
                    let distance = distance.unwrap_or_default();
                    format!("{} (distance {distance:.2})", who.join(", "))
                }
            };
            report = report.note(format!(
                "{} ({}, {}): {count} statements, nearest {}, farthest {}",
                one.stakeholder,
                one.name,
                one.kind,
                near(&one.nearest, one.distances[0]),
                near(&one.farthest, one.distances[1])
            ));
        }
        if self.profiles.iter().any(|one| one.unlisted > 0) {
            let most = self.profiles.iter().map(|one| one.others.len());
            report = report.note(format!(
                "of the others each profile lists the {} nearest",
                most.max().unwrap_or_default()
            ));
        }
        report
    }
}
