//! Tables as Markdown.

use super::positions_markdown::escaped;
use super::report_markdown::push_table;
use crate::analysis::Table;

/// A heading and each table under a heading of its own.
pub fn tables_markdown(title: &str, tables: &[Table]) -> String {
    let mut text = format!("# {}\n", escaped(title));
    for table in tables {
        text.push('\n');
        push_table(&mut text, table);
    }
    text
}
