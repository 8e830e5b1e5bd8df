//! What is shown of a diff.

use super::entries::{Entry, EntryChanges, FieldValue};
use super::sentences::{held, shown};
use super::{Diff, StanceChange};
use crate::analysis::report::{Answer, Report, Table};

impl Answer for Diff {
    fn report(&self) -> Report {
        let options = &self.options;
        let coalitions = options.coalitions.as_ref();
        let through = coalitions.map_or("-", |how| how.through.as_str());
        let report = Report::new(
            "diff",
            "What changed from one record to another. The net stance is support minus concern; \
             flipped: it has another sign; stronger and weaker: more or fewer statements.",
        )
        .option("match names", options.match_names)
        .option("roll-up", options.roll_up.as_str())
        .option("coalitions through", through)
        .option("re-samples", coalitions.map_or(0, |how| how.resamples))
        .table(self.all())
        .table(self.figures())
        .table(self.stance_table("Positions on themes", "theme", &self.positions))
        .table(self.stance_table("Stances on claims", "claim", &self.stances))
        .table(self.coalition_table());
        let report = (report.tables.iter().filter(|table| !table.rows.is_empty()))
            .cloned()
            .fold(
                Report {
                    tables: Vec::new(),
                    ..report.clone()
                },
                Report::table,
            );
        self.notes().into_iter().fold(report, Report::note)
    }
}

fn value(value: Option<&FieldValue>) -> String {
    match value {
        None => String::new(),
        Some(FieldValue::Text(text)) => text.clone(),
        Some(FieldValue::Number(n)) => n.to_string(),
        Some(FieldValue::Numbers([start, end])) => format!("{start}\u{2013}{end}"),
        Some(FieldValue::Texts(texts)) => texts.join("; "),
        Some(FieldValue::Pairs(pairs)) => {
            let pairs: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}: {v}")).collect();
            pairs.join("; ")
        }
    }
}

/// Rows of one list: every entry that came or went, every field that changed.
fn rows<T: Entry>(table: &mut Table, changes: &EntryChanges<T>) {
    let noun = T::NOUN.as_str();
    let whole = |it: &T| {
        let fields = it.fields();
        let parts = fields.iter().filter(|(name, _)| *name != "id");
        let parts = parts.map(|(name, field)| format!("{name}: {}", value(Some(field))));
        parts.collect::<Vec<_>>().join(" | ")
    };
    let mut row = |change: &str, id: String, field: &str, before: String, after: String| {
        table.push([
            noun.into(),
            change.into(),
            id.into(),
            field.into(),
            before.into(),
            after.into(),
        ]);
    };
    for it in &changes.added {
        row("added", it.key(), "", String::new(), whole(it));
    }
    for it in &changes.removed {
        row("removed", it.key(), "", whole(it), String::new());
    }
    for it in &changes.changed {
        for field in it.fields() {
            let (before, after) = (value(field.before.as_ref()), value(field.after.as_ref()));
            row("changed", it.before.key(), field.field, before, after);
        }
    }
}

impl Diff {
    /// Everything in one table: what is derived first, then every entry.
    fn all(&self) -> Table {
        let columns = ["what", "change", "id", "on", "before", "after"];
        let mut table = Table::new("Changes", columns);
        for it in &self.presence {
            table.push([
                "presence".into(),
                format!("{} to {}", it.before.as_str(), it.after.as_str()).into(),
                it.stakeholder.as_str().into(),
                "".into(),
                it.before.as_str().into(),
                it.after.as_str().into(),
            ]);
        }
        for (what, list) in [("position", &self.positions), ("stance", &self.stances)] {
            for it in list {
                table.push([
                    what.into(),
                    it.turn.as_str().into(),
                    it.stakeholder.as_str().into(),
                    it.on.as_str().into(),
                    shown(it.before.counts()).into(),
                    shown(it.after.counts()).into(),
                ]);
            }
        }
        for it in &self.claims {
            table.push([
                "claim".into(),
                it.turn.as_str().into(),
                it.claim.as_str().into(),
                "".into(),
                shown(it.before).into(),
                shown(it.after).into(),
            ]);
        }
        for it in self.coalitions.iter().flat_map(|found| &found.moves) {
            table.push([
                "coalition".into(),
                if it.firm { "moved" } else { "moved (noise)" }.into(),
                it.stakeholder.as_str().into(),
                "".into(),
                it.before.to_string().into(),
                it.after.to_string().into(),
            ]);
        }
        let entries = &self.entries;
        for field in &entries.record {
            table.push([
                "record".into(),
                "changed".into(),
                "".into(),
                field.field.into(),
                value(field.before.as_ref()).into(),
                value(field.after.as_ref()).into(),
            ]);
        }
        rows(&mut table, &entries.sources);
        rows(&mut table, &entries.stakeholders);
        rows(&mut table, &entries.themes);
        rows(&mut table, &entries.claims);
        rows(&mut table, &entries.statements);
        rows(&mut table, &entries.relations);
        table
    }

    fn figures(&self) -> Table {
        let mut table = Table::new("In figures", ["", "before", "after"]);
        let (a, b) = (&self.before, &self.after);
        let figures = [
            ("stakeholders heard", a.heard, b.heard),
            ("claims spoken to", a.claims, b.claims),
            ("statements", a.statements, b.statements),
        ];
        for (what, before, after) in figures {
            table.push([what.into(), before.into(), after.into()]);
        }
        table
    }

    fn stance_table(&self, title: &str, on: &str, list: &[StanceChange]) -> Table {
        let columns = ["stakeholder", on, "change", "before", "after"];
        let mut table = Table::new(title, columns);
        let mut list: Vec<&StanceChange> = list.iter().collect();
        list.sort_by_key(|it| it.turn);
        for it in list {
            let (before, after) = (it.before.counts(), it.after.counts());
            let cell = |counts| {
                format!("{} {}", held(counts), shown(counts))
                    .trim()
                    .to_owned()
            };
            let item = match on {
                "theme" => self.theme_name(&it.on),
                _ => self.claim_text(&it.on),
            };
            table.push([
                self.stakeholder_name(&it.stakeholder).into(),
                item.into(),
                it.turn.as_str().into(),
                cell(before).into(),
                cell(after).into(),
            ]);
        }
        table
    }

    fn coalition_table(&self) -> Table {
        let columns = ["before", "after", "stayed", "joined", "left"];
        let mut table = Table::new("Coalitions", columns);
        for it in self.coalitions.iter().flat_map(|found| &found.pairs) {
            let names = |ids: &[String]| {
                let names = ids.iter().map(|id| self.stakeholder_name(id).to_owned());
                names.collect::<Vec<_>>().join(", ")
            };
            table.push([
                it.before.into(),
                it.after.into(),
                names(&it.stayed).into(),
                names(&it.joined).into(),
                names(&it.left).into(),
            ]);
        }
        table
    }

    fn notes(&self) -> Vec<String> {
        self.sentences().into_iter().map(|it| it.text).collect()
    }
}
