//! ODS, the workbooks of LibreOffice.

use roxmltree::{Document, Node, ParsingOptions};

use super::grid::{CellFault, Grid};
use crate::read::codes::Code;
use crate::read::import::unzip::unzip;
use crate::read::problem::Problem;
use crate::read::suggest::shown;

/// Rows and columns that a spreadsheet has.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
/// So many elements, attributes and texts a workbook may have.
const MOST_NODES: u32 = 8_000_000;

/// The content of a workbook as XML.
pub(super) fn content(bytes: &[u8]) -> Result<String, Box<Problem>> {
    let found = unzip(bytes, |name| name == "content.xml")?;
    let text = found.into_iter().next().map(|(_, bytes)| bytes);
    text.and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| broken("it has no content"))
}

fn broken(why: &str) -> Box<Problem> {
    let message = format!("the workbook cannot be read: {}", shown(why, 120));
    let help = "was it cut off? open it in a spreadsheet and save it again";
    Box::new(Problem::new(Code::BadExchange, message).help(help))
}

/// The content as a document.
pub(super) fn parse(content: &str) -> Result<Document<'_>, Box<Problem>> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    if crate::read::import::xml::too_deep(content).is_some() {
        return Err(Box::new(
            Problem::new(
                Code::TooDeep,
                "elements of the workbook are nested too deeply",
            )
            .help("open it in a spreadsheet and save it again"),
        ));
    }
    Document::parse_with_options(content, options).map_err(|error| broken(&error.to_string()))
}

/// The sheets, in order.
pub(super) fn sheets<'a, 'x>(content: &'a Document<'x>) -> Vec<(String, Node<'a, 'x>)> {
    let all = content.descendants();
    all.filter(|node| node.tag_name().name() == "table" && named(*node, "name").is_some())
        .filter(|node| {
            node.parent_element()
                .is_some_and(|up| up.tag_name().name() == "spreadsheet")
        })
        .map(|node| (named(node, "name").unwrap_or_default().to_owned(), node))
        .collect()
}

/// An attribute by its name, whatever its namespace.
fn named<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut all = node.attributes();
    all.find(|one| one.name() == name).map(|one| one.value())
}

fn number(node: Node<'_, '_>, name: &str) -> u32 {
    let told = named(node, name).and_then(|text| text.parse().ok());
    told.unwrap_or(1).max(1)
}

/// Reads a sheet into the grid.
pub(super) fn sheet(name: &str, table: Node<'_, '_>, grid: &mut Grid) -> Result<(), Box<Problem>> {
    grid.sheet(name);
    let mut row = 1_u32;
    let of_table = |node: &Node<'_, '_>| {
        // A table in a table is a filter's, or a chart's.
        let mut above = node.ancestors().skip(1);
        above.find(|up| up.tag_name().name() == "table") == Some(table)
    };
    let all = table.descendants();
    for one in all.filter(|node| node.tag_name().name() == "table-row" && of_table(node)) {
        let times = number(one, "number-rows-repeated");
        let mut cells: Vec<(u32, String, u32, Option<CellFault>, u32)> = Vec::new();
        let mut column = 1_u32;
        for cell in one.children().filter(Node::is_element) {
            let kind = cell.tag_name().name();
            if kind != "table-cell" && kind != "covered-table-cell" {
                continue;
            }
            let wide = number(cell, "number-columns-repeated");
            let (text, fault) = text(cell);
            if !text.is_empty() && column <= MOST_COLUMNS {
                let wide = wide.min(MOST_COLUMNS + 1 - column);
                let down = number(cell, "number-rows-spanned");
                cells.push((column, text, wide, fault, down));
            }
            column = column.saturating_add(wide);
        }
        if !cells.is_empty() {
            let hidden = named(one, "visibility").is_some_and(|how| how != "visible");
            for row in row..row.saturating_add(times).min(MOST_ROWS + 1) {
                for (column, text, wide, fault, down) in &cells {
                    for column in *column..column + wide {
                        let column = u16::try_from(column).unwrap_or(u16::MAX);
                        grid.cell(row, column, text)?;
                        let Some(facts) = grid.last_facts() else {
                            continue;
                        };
                        if let Some(fault) = fault {
                            facts.faults.insert((row, column), *fault);
                        }
                        if *down > 1 {
                            facts
                                .merged
                                .insert((column, row), row.saturating_add(down - 1));
                        }
                    }
                }
                if let Some(facts) = grid.last_facts() {
                    facts.hidden_rows += usize::from(hidden);
                }
            }
        }
        row = row.saturating_add(times);
        if row > MOST_ROWS {
            break;
        }
    }
    grid.end_sheet();
    Ok(())
}

/// What a cell shows, days as `2020-02-12`, and what is wrong with it.
fn text(cell: Node<'_, '_>) -> (String, Option<CellFault>) {
    let value = |name| named(cell, name).unwrap_or_default().to_owned();
    let text = match named(cell, "value-type") {
        Some("float" | "percentage" | "currency") => {
            let told = value("value");
            told.parse::<f64>()
                .map_or(told, |number| number.to_string())
        }
        Some("date") => {
            let told = value("date-value");
            told.strip_suffix("T00:00:00")
                .map_or(told.clone(), str::to_owned)
        }
        Some("time") => value("time-value"),
        Some("boolean") => value("boolean-value").to_uppercase(),
        _ => words(cell),
    };
    let formula = named(cell, "formula").is_some();
    // What a failed formula shows: Err:508, #NAME?, #VALUE!
    let failed = formula && (text.starts_with("Err:") || is_error(&text));
    let failed = failed.then_some(CellFault::Error);
    match failed {
        None if formula && text.is_empty() => ("=".to_owned(), Some(CellFault::NoResult)),
        fault => (text, fault),
    }
}

fn is_error(text: &str) -> bool {
    text.len() > 3 && text.starts_with('#') && text.ends_with(['!', '?', 'A'])
}

/// The paragraphs of a cell, its remarks left out.
fn words(cell: Node<'_, '_>) -> String {
    let paragraphs = cell
        .children()
        .filter(|one| one.is_element() && one.tag_name().name() == "p");
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        let mut line = String::new();
        for one in paragraph.descendants() {
            if one.is_text() {
                line.push_str(one.text().unwrap_or_default());
                continue;
            }
            match one.tag_name().name() {
                "s" => {
                    let times = named(one, "c").and_then(|n| n.parse().ok()).unwrap_or(1);
                    line.extend(std::iter::repeat_n(' ', usize::min(times, 10_000)));
                }
                "tab" => line.push('\t'),
                "line-break" => line.push('\n'),
                _ => {}
            }
        }
        lines.push(line);
    }
    lines.join("\n")
}
