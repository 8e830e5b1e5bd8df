//! Answers as Markdown, for documents.

use super::positions_markdown::escaped;
use super::report_table::shown;
use crate::analysis::{Cell, Report, Table};

/// A heading, the definition, the options, every table and the notes.
pub fn report_markdown(report: &Report) -> String {
    let mut text = format!("# {}\n\n", title(&report.question));
    text.push_str(&format!("{}\n\n", escaped(&report.definition)));
    for (name, value) in &report.options {
        text.push_str(&format!(
            "- {}: {}\n",
            escaped(name),
            escaped(&shown(value))
        ));
    }
    for table in &report.tables {
        text.push('\n');
        push_table(&mut text, table);
    }
    if !report.notes.is_empty() {
        text.push_str("\n## Notes\n\n");
    }
    for note in &report.notes {
        text.push_str(&format!("- {}\n", escaped(note)));
    }
    text
}

fn title(question: &str) -> String {
    let mut letters = question.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    escaped(&format!(
        "{}{}",
        first.unwrap_or_default(),
        letters.as_str()
    ))
}

pub(super) fn push_table(text: &mut String, table: &Table) {
    text.push_str(&format!("## {}\n\n", escaped(&table.title)));
    let number = |column: usize| {
        let mut cells = table.rows.iter().map(|row| &row[column]);
        !table.rows.is_empty() && cells.all(|cell| !matches!(cell, Cell::Text(_) | Cell::Flag(_)))
    };
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text.push_str(&line(table.columns.iter().map(|c| escaped(c)).collect()));
    let rule = |column| if number(column) { "--:" } else { ":--" }.to_owned();
    text.push_str(&line((0..table.columns.len()).map(rule).collect()));
    for row in &table.rows {
        text.push_str(&line(row.iter().map(|c| escaped(&shown(c))).collect()));
    }
}
