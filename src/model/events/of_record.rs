//! A record as a table of statements.

use std::collections::BTreeMap;

use super::time::midnight;
use super::{Document, Events, EventsBuilder};
use crate::model::{Record, RollUp, Stakeholder, StatementIx, ThemeIx};

/// What becomes a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RecordRows {
    /// Each statement; its claim's themes can be asked for in filters only.
    #[default]
    Statements,
    /// Each statement with each theme of its claim: `theme` is a variable, and `stance` is the
    /// stance on the theme, the product of the two signs. A statement on a claim without themes
    /// is no row.
    Positions(RollUp),
}

impl Events {
    /// The statements of a record.
    ///
    /// Variables: `stakeholder`, `claim`, with [`RecordRows::Positions`] `theme` (ids),
    /// `stance` (boolean, support is 1), `speaker`, `coder`, `fidelity`. Attributes: `kind`,
    /// `name` and every key of stakeholders; `text` of claims. Documents are sources, with
    /// `source` (id) and `title`. The id of a row is the statement's row in the record, and a
    /// row's time is midnight of the statement's day. O(n log n).
    pub fn of_record(record: &Record, rows: RecordRows) -> Self {
        let mut made = EventsBuilder::new();
        for source in record.sources() {
            made.document(Document {
                name: source.id.to_string(),
                time: source.date.map(midnight),
            });
        }
        let ids = record.sources().iter().map(|s| s.id.to_string());
        made.document_variable("source", ids.collect());
        let titles = record.sources().iter().map(|s| s.title.clone());
        made.document_variable("title", titles.collect());

        let stakeholder = made.text_column("stakeholder");
        let claim = made.text_column("claim");
        let theme = match rows {
            RecordRows::Statements => None,
            RecordRows::Positions(_) => Some(made.text_column("theme")),
        };
        let stance = made.boolean_column("stance");
        let speaker = made.text_column("speaker");
        let coder = made.text_column("coder");
        let fidelity = made.text_column("fidelity");

        let table = record.statements();
        let mut push = |row: StatementIx, on: Option<ThemeIx>, support: bool| {
            let span = table.span(row).map_or((0, 0), |s| (s.start(), s.end()));
            let time = record.date_of(row).map(midnight);
            let id = i64::try_from(row.index()).expect("rows are counted in u32");
            made.row(time, table.source(row).index(), span, id);
            made.set_text(
                stakeholder,
                record.stakeholder(table.stakeholder(row)).id.as_str(),
            );
            made.set_text(claim, record.claim(table.claim(row)).id.as_str());
            if let (Some(column), Some(theme)) = (theme, on) {
                made.set_text(column, record.theme(theme).id.as_str());
            }
            made.set_boolean(stance, support);
            made.set_text(speaker, table.speaker(row).unwrap_or_default());
            made.set_text(coder, table.coder(row).unwrap_or_default());
            let word = table.fidelity(row).map_or("", |fidelity| fidelity.as_str());
            made.set_text(fidelity, word);
        };
        for row in table.rows() {
            match rows {
                RecordRows::Statements => push(row, None, table.stance(row).sign() > 0),
                RecordRows::Positions(roll_up) => {
                    let mut on = Vec::new();
                    for &(theme, sign) in record.claim_themes(table.claim(row)) {
                        let product = table.stance(row) * sign;
                        match roll_up {
                            RollUp::None => on.push((theme, product)),
                            RollUp::Top => on.push((record.top_theme(theme), product)),
                            RollUp::Ancestors => {
                                on.extend(record.upwards(theme).map(|theme| (theme, product)));
                            }
                        }
                    }
                    on.sort_unstable();
                    on.dedup();
                    for (theme, product) in on {
                        push(row, Some(theme), product.sign() > 0);
                    }
                }
            }
        }

        let who = |f: &dyn Fn(&Stakeholder) -> Option<String>| -> BTreeMap<String, String> {
            (record.stakeholders().iter())
                .filter_map(|one| f(one).map(|value| (one.id.to_string(), value)))
                .collect()
        };
        made.attribute(stakeholder, "kind", who(&|s| Some(s.kind.to_string())));
        made.attribute(stakeholder, "name", who(&|s| Some(s.name.clone())));
        let mut keys: Vec<&String> = record
            .stakeholders()
            .iter()
            .flat_map(|s| s.attributes.keys())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            made.attribute(stakeholder, key, who(&|s| s.attributes.get(key).cloned()));
        }
        let texts = record
            .claims()
            .iter()
            .map(|c| (c.id.to_string(), c.text.clone()));
        made.attribute(claim, "text", texts.collect());
        let links = record.themes().iter().filter_map(|t| {
            let broader = t.broader.as_ref()?;
            Some((t.id.to_string(), broader.to_string()))
        });
        made.broader("theme", links.collect());
        let mut events = made.finish();
        if rows == RecordRows::Statements {
            let labels = record
                .themes()
                .iter()
                .map(|t| t.id.as_str().into())
                .collect();
            let themes_of = |id: i64| {
                let row = StatementIx::from(usize::try_from(id).unwrap_or_default());
                let themes = record.claim_themes(table.claim(row)).iter();
                themes.map(|(theme, _)| theme.0).collect()
            };
            events.set_themes(themes_of, labels);
        }
        events
    }
}
