//! Answers as aligned text, for people at a terminal.

use crate::analysis::{Cell, Report, Table};

/// A longer text in a table is cut.
const WIDEST: usize = 60;
/// The same in a table that stands alone.
const WIDER: usize = 120;

/// The definition, the options, every table with aligned columns, and the notes.
pub fn report_table(report: &Report) -> String {
    let mut text = format!("{}\n", report.definition);
    let options: Vec<String> = (report.options.iter())
        .map(|(name, value)| format!("{name} {}", shown(value)))
        .collect();
    if !options.is_empty() {
        text.push_str(&format!("({})\n", options.join("; ")));
    }
    for table in &report.tables {
        text.push('\n');
        push_table(&mut text, table);
    }
    if !report.notes.is_empty() {
        text.push('\n');
    }
    for note in &report.notes {
        text.push_str(&format!("note: {note}\n"));
    }
    text
}

/// A value as people read it: at most four decimals, `-` for nothing.
pub(super) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Integer(count) => count.to_string(),
        Cell::Number(number) if !number.is_finite() => "-".to_owned(),
        Cell::Number(number) => {
            let text = format!("{number:.4}");
            let text = text.trim_end_matches('0').trim_end_matches('.');
            if text == "-0" { "0" } else { text }.to_owned()
        }
        Cell::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Cell::Empty => "-".to_owned(),
    }
}

/// One table by itself, without its title: aligned columns, longer texts than in reports.
pub fn plain_table(table: &Table) -> String {
    let mut text = String::new();
    push_rows(&mut text, table, WIDER);
    let unindented = text
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line));
    unindented.map(|line| format!("{line}\n")).collect()
}

fn push_table(text: &mut String, table: &Table) {
    text.push_str(&format!("{}\n", table.title));
    push_rows(text, table, WIDEST);
}

fn push_rows(text: &mut String, table: &Table, widest: usize) {
    if table.rows.is_empty() {
        text.push_str("  (nothing)\n");
        return;
    }
    let cut = |cell: &Cell| harmless(&shown(cell), widest);
    let heads: Vec<String> = table.columns.iter().map(|c| harmless(c, widest)).collect();
    let rows: Vec<Vec<String>> = (table.rows.iter())
        .map(|row| row.iter().map(cut).collect())
        .collect();
    let mut widths: Vec<usize> = heads.iter().map(|head| head.chars().count()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let right: Vec<bool> = (0..heads.len())
        .map(|at| (table.rows.iter()).all(|row| !matches!(row[at], Cell::Text(_) | Cell::Flag(_))))
        .collect();
    for row in std::iter::once(&heads).chain(&rows) {
        let mut line = String::from(" ");
        for ((cell, &width), &right) in row.iter().zip(&widths).zip(&right) {
            line.push(' ');
            if right {
                line.push_str(&format!("{cell:>width$} "));
            } else {
                line.push_str(&format!("{cell:<width$} "));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// One line of bounded length, with nothing that could steer a terminal.
fn harmless(text: &str, most: usize) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let clean = |c: char| if steers(c) { ' ' } else { c };
    if text.chars().count() <= most {
        return text.chars().map(clean).collect();
    }
    let cut = text.chars().take(most - 3).map(clean);
    cut.chain("...".chars()).collect()
}
