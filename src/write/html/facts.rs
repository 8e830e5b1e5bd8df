//! Tables of HTML whose columns can be sorted.

use std::fmt::Write as _;

use crate::analysis::{Cell, Table};
use crate::draw::Language;
use crate::write::html_text::escape;
use crate::write::report_table::shown;

/// One table, in a box that scrolls sideways by itself and can be reached by keyboard to do so.
pub(super) fn table(id: usize, it: &Table, language: Language) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-{id}\">\n\
         <table>\n<caption id=\"table-{id}\">{}</caption>\n<thead><tr>",
        escape(&it.title)
    );
    for column in &it.columns {
        if column.is_empty() {
            out.push_str("<td></td>");
        } else {
            let _ = write!(
                out,
                "<th scope=\"col\"><button type=\"button\" class=\"sort\">{}</button></th>",
                escape(column)
            );
        }
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &it.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let number = matches!(cell, Cell::Integer(_) | Cell::Number(_));
            let text = match cell {
                Cell::Empty => String::new(),
                Cell::Flag(true) => language.say("yes").to_owned(),
                Cell::Flag(false) => language.say("no").to_owned(),
                cell => escape(&shown(cell)),
            };
            let _ = match (at, number) {
                (0, false) => write!(out, "<th scope=\"row\" dir=\"auto\">{text}</th>"),
                (_, true) => write!(out, "<td class=\"n\">{text}</td>"),
                // A date or an id is not broken at its hyphens.
                (_, false) if text.len() <= 24 && !text.contains(' ') => {
                    write!(out, "<td class=\"w\" dir=\"auto\">{text}</td>")
                }
                (_, false) => write!(out, "<td dir=\"auto\">{text}</td>"),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}
