//! What files are, by their names and first bytes.

use super::ImportFormat;
use super::table::base;
use super::{claims, graph_tables, polis, statement_table};
use crate::read::csv_table::delimiter;
use crate::read::{Input, is_sqlite};

/// So much of a file is looked at.
const HEAD: usize = 1 << 16;

/// The format of the files of one import; `None` where neither names nor first bytes tell.
pub fn sniff(inputs: &[Input]) -> Option<ImportFormat> {
    let names: Vec<String> = inputs.iter().map(|input| base(&input.name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if polis::is_export(&names) {
        return Some(ImportFormat::Polis);
    }
    if let [one] = inputs {
        return of_one(&base(&one.name), &one.bytes);
    }
    // Several tables: of claims, else of positions.
    let tables: Vec<&Input> = (inputs.iter())
        .filter(|input| base(&input.name).ends_with(".csv"))
        .collect();
    if let Some(found) = of_tables(&tables) {
        return Some(found);
    }
    let kinds: Vec<_> = (inputs.iter())
        .map(|input| of_one(&base(&input.name), &input.bytes))
        .collect();
    let all = |one| !kinds.is_empty() && kinds.iter().all(|kind| *kind == Some(one));
    [ImportFormat::Record, ImportFormat::Pajek]
        .into_iter()
        .find(|&one| all(one))
}

/// What several tables are together.
pub(super) fn of_tables(tables: &[&Input]) -> Option<ImportFormat> {
    let any = |is: fn(&[u8]) -> bool| tables.iter().any(|input| is(&input.bytes));
    if any(|bytes| claims::is_plain(&head(bytes))) {
        Some(ImportFormat::Claims)
    } else if any(|bytes| graph_tables::kinds(&head(bytes)).0) {
        Some(ImportFormat::GraphTables)
    } else if any(is_matrix) {
        Some(ImportFormat::Matrix)
    } else {
        None
    }
}

fn of_one(name: &str, bytes: &[u8]) -> Option<ImportFormat> {
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    if is_sqlite(bytes) {
        return Some(ImportFormat::Dna);
    }
    let named = ImportFormat::ALL
        .iter()
        .find(|one| one.suffixes().contains(&suffix));
    let text = start(bytes);
    if named == Some(&ImportFormat::Table) {
        let cells = head(bytes);
        return Some(if claims::is_plain(&cells) {
            ImportFormat::Claims
        } else if is_matrix(bytes) {
            ImportFormat::Matrix
        } else {
            ImportFormat::Table
        });
    }
    if let Some(named) = named {
        return Some(*named);
    }
    if bytes.starts_with(b"PK") {
        let has = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        let found = has(b".qde").then_some(ImportFormat::Qdpx);
        return found.or_else(|| is_workbook(bytes).then_some(ImportFormat::Xlsx));
    }
    match text.trim_start().chars().next()? {
        '<' if is_ntriples(&text) => Some(ImportFormat::Ntriples),
        '<' if text.contains("<CodeBook") && !text.contains("<Project") => Some(ImportFormat::Qdc),
        '<' if text.contains("<graphml") => Some(ImportFormat::Graphml),
        '<' if text.contains("<gexf") => Some(ImportFormat::Gexf),
        '<' if text.contains("urn:QDA-XML:project") => Some(ImportFormat::Qdpx),
        '{' | '[' => of_json(&text),
        _ if text.trim_start().starts_with("Discussion ")
            || text.trim_start().starts_with("1. ") && text.contains("\n1.1. ") =>
        {
            Some(ImportFormat::Kialo)
        }
        _ if is_gml(&text) => Some(ImportFormat::Gml),
        _ if is_pajek(&text) => Some(ImportFormat::Pajek),
        _ if is_turtle(&text) => Some(ImportFormat::Turtle),
        _ if text.trim_start().starts_with("===") => Some(ImportFormat::Argdown),
        _ => None,
    }
}

/// Whether bytes are a workbook.
#[cfg(feature = "xlsx")]
fn is_workbook(bytes: &[u8]) -> bool {
    crate::read::is_workbook(bytes)
}

/// Whether bytes are a workbook, which this build does not read, but names.
#[cfg(not(feature = "xlsx"))]
fn is_workbook(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"xl/workbook").is_some()
}

/// Whether a word `graph` and a bracket stand in it, after what made it.
fn is_gml(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let words = lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace);
    let words: Vec<&str> = words.take(64).collect();
    let starts = words.first().is_some_and(|word| {
        word.starts_with("graph") || word.starts_with("Creator") || word.starts_with("Version")
    });
    starts && (words.contains(&"graph[") || words.windows(2).any(|pair| pair == ["graph", "["]))
}

/// Whether it begins with vertices, after remarks and a name.
fn is_pajek(text: &str) -> bool {
    let lines = text
        .lines()
        .map(|line| line.trim_start().to_ascii_lowercase());
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('%'));
    let first = lines.find(|line| !line.starts_with("*network"));
    first.is_some_and(|line| line.starts_with("*vertices"))
}

/// Whether it begins with an IRI in brackets: an element of XML has no colon and slashes.
fn is_ntriples(text: &str) -> bool {
    let inside = text.trim_start().trim_start_matches('<');
    let iri = inside.split(['>', ' ', '\n']).next().unwrap_or_default();
    iri.contains("://") || iri.starts_with("urn:")
}

/// Whether it begins with a prefix, after remarks.
fn is_turtle(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    let first = first.unwrap_or_default().to_ascii_lowercase();
    ["@prefix ", "@base ", "prefix ", "base "]
        .iter()
        .any(|word| first.starts_with(word) && first.contains('<'))
}

/// JSON by the names of its keys, wherever they stand in the first stretch.
fn of_json(text: &str) -> Option<ImportFormat> {
    let has = |key: &str| {
        let key = format!("\"{key}\"");
        text.match_indices(&key)
            .any(|(at, _)| text[at + key.len()..].trim_start().starts_with(':'))
    };
    if has("@context") || has("@graph") || has("@id") {
        Some(ImportFormat::Jsonld)
    } else if has("plenary") {
        Some(ImportFormat::Record)
    } else if has("AIF") || has("nodeID") || has("fromID") || (has("participants") && has("nodes"))
    {
        Some(ImportFormat::Aif)
    } else if has("elements") && has("connections") {
        Some(ImportFormat::Kumu)
    } else if has("elements") || has("nodes") || has("graphs") {
        Some(ImportFormat::GraphJson)
    } else {
        None
    }
}

/// The first stretch as text.
fn start(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned()
}

/// Whether it is the table of statements that we write.
pub(super) fn is_own_table(bytes: &[u8]) -> bool {
    statement_table::is_ours(&head(bytes))
}

fn head(bytes: &[u8]) -> Vec<String> {
    rows(bytes).into_iter().next().unwrap_or_default()
}

/// The first rows of a table.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = start(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows = reader.records().take(20).map_while(Result::ok);
    rows.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

/// Whether the first rows are a name each, and signs with a -1 among them.
fn is_matrix(bytes: &[u8]) -> bool {
    let rows = rows(bytes);
    let Some((head, rows)) = rows
        .split_first()
        .filter(|(head, rows)| head.len() > 1 && !rows.is_empty())
    else {
        return false;
    };
    let whole: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() == head.len()).collect();
    let cells = || whole.iter().flat_map(|row| &row[1..]);
    !whole.is_empty()
        && cells().all(|cell| ["1", "-1", "0", ""].contains(&cell.as_str()))
        && cells().any(|cell| cell == "-1")
}
