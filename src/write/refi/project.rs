//! Records as a REFI-QDA project.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::{guid, theme_codes};
use crate::draw::palette;
use crate::model::{KnowledgeGraph, Record, SourceIx, Stakeholder, Stance, StatementIx};
use crate::write::xml_text::Xml;

/// Why a project cannot be packed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QdpxError {
    /// More than an archive without extensions holds.
    #[error("the project does not fit into an archive: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The same, of one text.
    #[error("the project does not fit into an archive: {0}")]
    Text(#[from] std::io::Error),
}

/// A record as a project (`.qdpx`): themes, claims and the two stances are codes, stakeholders
/// cases (their kind and attributes variables), statements passages with a coding for the claim,
/// the stance and each theme; relations are links, positions a graph.
///
/// `text` gives a source's text where there is one; line ends become LF and positions count code
/// points of that. A statement without span stands at its paragraph, else at the first place of
/// its quote, else at the whole text. A source without text gets one: a line for each statement
/// with the stakeholder's name and the quote, or the claim. O(size of the record and texts).
///
/// # Errors
/// Where the texts do not fit into an archive.
pub fn qdpx(
    record: &Record,
    graph: &KnowledgeGraph,
    text: impl Fn(SourceIx) -> Option<String>,
) -> Result<Vec<u8>, QdpxError> {
    let sources = sources(record, text);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("project.qde", stored)?;
    archive.write_all(project(record, graph, &sources).as_bytes())?;
    for (source, made) in record.sources().iter().zip(&sources) {
        let name = format!("sources/{}.txt", guid("source", source.id.as_str()));
        archive.start_file(name, stored)?;
        archive.write_all(made.text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The text of a source, and the places of its statements in it.
struct SourceText {
    text: String,
    places: Vec<(StatementIx, usize, usize)>,
}

fn sources(record: &Record, text: impl Fn(SourceIx) -> Option<String>) -> Vec<SourceText> {
    let table = record.statements();
    let mut rows: Vec<Vec<StatementIx>> = vec![Vec::new(); record.sources().len()];
    for row in table.rows() {
        rows[table.source(row).index()].push(row);
    }
    let with_rows = rows.into_iter().enumerate();
    (with_rows.map(|(at, rows)| match text(at.into()) {
        Some(text) => of_text(record, &text, &rows),
        None => of_statements(record, &rows),
    }))
    .collect()
}

fn of_statements(record: &Record, rows: &[StatementIx]) -> SourceText {
    let table = record.statements();
    let (mut text, mut length, mut places) = (String::new(), 0, Vec::new());
    for &row in rows {
        let name = one_line(&record.stakeholder(table.stakeholder(row)).name);
        let claim = &record.claim(table.claim(row)).text;
        let words = one_line(table.quote(row).unwrap_or(claim));
        let start = length + name.chars().count() + 2;
        let end = start + words.chars().count();
        text.push_str(&format!("{name}: {words}\n"));
        places.push((row, start, end));
        length = end + 1;
    }
    SourceText { text, places }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The text with LF only, and for each of its code points before where it is then.
fn with_lf(text: &str) -> (String, Vec<usize>) {
    let (mut made, mut moved, mut at) = (String::new(), Vec::new(), 0);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        moved.push(at);
        let dropped = c == '\u{FEFF}' && moved.len() == 1;
        if dropped || (c == '\r' && letters.peek() == Some(&'\n')) {
            continue;
        }
        made.push(if c == '\r' { '\n' } else { c });
        at += 1;
    }
    moved.push(at);
    (made, moved)
}

fn of_text(record: &Record, original: &str, rows: &[StatementIx]) -> SourceText {
    let table = record.statements();
    let (text, moved) = with_lf(original);
    let length = moved.last().copied().unwrap_or_default();
    let blocks = paragraphs(&text);
    let at = |n: u32| moved.get(n as usize).copied().unwrap_or(length);
    let places = rows.iter().map(|&row| {
        let span = table
            .span(row)
            .map(|span| (at(span.start()), at(span.end())));
        let paragraph = table.paragraph(row);
        let block = paragraph.and_then(|n| blocks.get(n.get() as usize - 1).copied());
        let found = || {
            let quote = table.quote(row)?;
            let before = text.find(quote)?;
            let start = text[..before].chars().count();
            Some((start, start + quote.chars().count()))
        };
        let (start, end) = span.or(block).or_else(found).unwrap_or((0, length));
        (row, start, end)
    });
    let places = places.collect();
    SourceText { text, places }
}

/// Blocks between blank lines, in code points, without the last line end.
fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split('\n') {
        let length = line.chars().count();
        let blank = line.trim().is_empty();
        match blocks.last_mut() {
            _ if blank => {}
            Some(block) if open => block.1 = at + length,
            _ => blocks.push((at, at + length)),
        }
        open = !blank;
        at += length + 1;
    }
    blocks
}

fn project(record: &Record, graph: &KnowledgeGraph, sources: &[SourceText]) -> String {
    let table = record.statements();
    let mut xml = Xml::new();
    let title = record.title().unwrap_or("Untitled record");
    let program = guid("user", "");
    let root = [
        ("xmlns", "urn:QDA-XML:project:1.0"),
        ("name", title),
        ("origin", "plenary"),
        ("creatingUserGUID", &program),
    ];
    xml.open("Project", &root);
    xml.open("Users", &[]);
    xml.empty("User", &[("guid", &program), ("name", "plenary")]);
    let coders: BTreeSet<&str> = table.rows().filter_map(|row| table.coder(row)).collect();
    for coder in coders {
        let guid = guid("coder", coder);
        xml.empty("User", &[("guid", &guid), ("name", coder)]);
    }
    xml.close();
    codes(&mut xml, record);
    variables_and_cases(&mut xml, record);
    if !sources.is_empty() {
        xml.open("Sources", &[]);
        for (source, made) in record.sources().iter().zip(sources) {
            let guid = guid("source", source.id.as_str());
            let path = format!("internal://{guid}.txt");
            let of_source = [
                ("guid", guid.as_str()),
                ("name", &source.title),
                ("plainTextPath", &path),
            ];
            xml.open("TextSource", &of_source);
            let url = source.url.iter().chain(&source.comment);
            let about: Vec<&str> = url.map(String::as_str).collect();
            if !about.is_empty() {
                xml.leaf("Description", &[], &about.join("\n"));
            }
            for &place in &made.places {
                passage(&mut xml, record, place);
            }
            xml.close();
        }
        xml.close();
    }
    links_and_graph(&mut xml, record, graph);
    xml.finish()
}

fn codes(xml: &mut Xml, record: &Record) {
    xml.open("CodeBook", &[]);
    xml.open("Codes", &[]);
    let group = |xml: &mut Xml, name: &str| {
        let guid = guid("group", name);
        let of_code = [
            ("guid", guid.as_str()),
            ("name", name),
            ("isCodable", "false"),
        ];
        xml.open("Code", &of_code);
    };
    group(xml, "Stance");
    for stance in Stance::ALL {
        let guid = guid("stance", stance.as_str());
        let of_code = [
            ("guid", guid.as_str()),
            ("name", stance.as_str()),
            ("isCodable", "true"),
            ("color", palette::line(stance).0),
        ];
        xml.empty("Code", &of_code);
    }
    xml.close();
    if !record.themes().is_empty() {
        group(xml, "Themes");
        theme_codes(xml, record);
        xml.close();
    }
    if !record.claims().is_empty() {
        group(xml, "Claims");
        for claim in record.claims() {
            let guid = guid("claim", claim.id.as_str());
            let of_code = [
                ("guid", guid.as_str()),
                ("name", &claim.text),
                ("isCodable", "true"),
            ];
            xml.empty("Code", &of_code);
        }
        xml.close();
    }
    xml.close();
    xml.close();
}

fn variables_and_cases(xml: &mut Xml, record: &Record) {
    if record.stakeholders().is_empty() {
        return;
    }
    let every = record.stakeholders().iter();
    let keys = every.flat_map(|one| one.attributes.keys().map(String::as_str));
    // A free key of this name would be the same variable.
    let keys: BTreeSet<&str> = keys.filter(|&key| key != "kind").chain(["kind"]).collect();
    xml.open("Variables", &[]);
    for key in keys {
        let guid = guid("variable", key);
        let of_variable = [
            ("guid", guid.as_str()),
            ("name", key),
            ("typeOfVariable", "Text"),
        ];
        xml.empty("Variable", &of_variable);
    }
    xml.close();
    let table = record.statements();
    let mut said: BTreeMap<usize, Vec<StatementIx>> = BTreeMap::new();
    for row in table.rows() {
        said.entry(table.stakeholder(row).index())
            .or_default()
            .push(row);
    }
    xml.open("Cases", &[]);
    for (at, one) in record.stakeholders().iter().enumerate() {
        let guid_of_case = guid("stakeholder", one.id.as_str());
        xml.open("Case", &[("guid", &guid_of_case), ("name", &one.name)]);
        if let Some(comment) = &one.comment {
            xml.leaf("Description", &[], comment);
        }
        for (key, value) in values(one) {
            xml.open("VariableValue", &[]);
            xml.empty("VariableRef", &[("targetGUID", &guid("variable", key))]);
            xml.leaf("TextValue", &[], value);
            xml.close();
        }
        for &row in said.get(&at).into_iter().flatten() {
            let passage = guid("statement", table.id(row).as_str());
            xml.empty("SelectionRef", &[("targetGUID", &passage)]);
        }
        xml.close();
    }
    xml.close();
}

fn values(one: &Stakeholder) -> Vec<(&str, &str)> {
    let free = one.attributes.iter().filter(|(key, _)| *key != "kind");
    let free = free.map(|(key, value)| (key.as_str(), value.as_str()));
    std::iter::once(("kind", one.kind.as_str()))
        .chain(free)
        .collect()
}

fn passage(xml: &mut Xml, record: &Record, (row, start, end): (StatementIx, usize, usize)) {
    let table = record.statements();
    let id = table.id(row).as_str();
    let guid_of_passage = guid("statement", id);
    let (start, end) = (start.to_string(), end.to_string());
    let coder = table.coder(row).map(|coder| guid("coder", coder));
    let mut of_passage = vec![
        ("guid", guid_of_passage.as_str()),
        ("name", id),
        ("startPosition", &start),
        ("endPosition", &end),
    ];
    if let Some(coder) = &coder {
        of_passage.push(("creatingUser", coder));
    }
    xml.open("PlainTextSelection", &of_passage);
    if let Some(note) = table.note(row) {
        xml.leaf("Description", &[], note);
    }
    let claim = table.claim(row);
    let mut codes = vec![
        guid("claim", record.claim(claim).id.as_str()),
        guid("stance", table.stance(row).as_str()),
    ];
    let themes = record.claim_themes(claim).iter();
    codes.extend(themes.map(|(theme, _)| guid("theme", record.theme(*theme).id.as_str())));
    for code in codes {
        let guid = guid("coding", &format!("{id}:{code}"));
        let mut of_coding = vec![("guid", guid.as_str())];
        if let Some(coder) = &coder {
            of_coding.push(("creatingUser", coder));
        }
        xml.open("Coding", &of_coding);
        xml.empty("CodeRef", &[("targetGUID", &code)]);
        xml.close();
    }
    xml.close();
}

fn links_and_graph(xml: &mut Xml, record: &Record, graph: &KnowledgeGraph) {
    if !record.relations().is_empty() {
        xml.open("Links", &[]);
        for (at, relation) in record.relations().iter().enumerate() {
            let ends = [relation.from, relation.to].map(|claim| record.claim(claim).id.as_str());
            let of_link = [
                (
                    "guid",
                    guid("relation", &format!("{}:{}:{at}", ends[0], ends[1])),
                ),
                ("name", relation.stance.relation_verb().to_owned()),
                ("direction", "OneWay".to_owned()),
                ("color", palette::line(relation.stance).0.to_owned()),
                ("originGUID", guid("claim", ends[0])),
                ("targetGUID", guid("claim", ends[1])),
            ];
            let of_link: Vec<(&str, &str)> = of_link
                .iter()
                .map(|(key, value)| (*key, value.as_str()))
                .collect();
            xml.empty("Link", &of_link);
        }
        xml.close();
    }
    let mut positions = graph.positions().peekable();
    if positions.peek().is_none() {
        return;
    }
    xml.open("Graphs", &[]);
    let of_graph = guid("graph", "positions");
    xml.open("Graph", &[("guid", &of_graph), ("name", "Positions")]);
    let mut vertex = |kind: &str, id: &str, name: &str, x: &str, row: usize| {
        let (vertex, of) = (guid("vertex", &format!("{kind}:{id}")), guid(kind, id));
        let y = (row * 60).to_string();
        let shape = if kind == "theme" { "Oval" } else { "Rectangle" };
        let of_vertex = [
            ("guid", vertex.as_str()),
            ("representedGUID", &of),
            ("name", name),
            ("firstX", x),
            ("firstY", &y),
            ("shape", shape),
        ];
        xml.empty("Vertex", &of_vertex);
    };
    for (row, one) in record.stakeholders().iter().enumerate() {
        vertex("stakeholder", one.id.as_str(), &one.name, "0", row);
    }
    for (row, one) in record.themes().iter().enumerate() {
        vertex("theme", one.id.as_str(), &one.name, "600", row);
    }
    for position in positions {
        let who = record.stakeholder(position.stakeholder).id.as_str();
        let what = record.theme(position.theme).id.as_str();
        let id = format!("{who}:{what}:{}", position.stance);
        let of_edge = [
            ("guid", guid("position", &id)),
            ("name", position.stance.to_string()),
            (
                "sourceVertex",
                guid("vertex", &format!("stakeholder:{who}")),
            ),
            ("targetVertex", guid("vertex", &format!("theme:{what}"))),
            ("color", palette::line(position.stance).0.to_owned()),
            ("direction", "OneWay".to_owned()),
            (
                "lineStyle",
                match position.stance {
                    Stance::Support => "solid",
                    Stance::Concern => "dashed",
                }
                .to_owned(),
            ),
        ];
        let of_edge: Vec<(&str, &str)> = of_edge
            .iter()
            .map(|(key, value)| (*key, value.as_str()))
            .collect();
        xml.empty("Edge", &of_edge);
    }
    xml.close();
    xml.close();
}
