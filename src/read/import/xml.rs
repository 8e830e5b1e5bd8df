//! XML without entities of its own, with limits.

use roxmltree::{Document, Node, ParsingOptions};

use super::draft::Draft;
use crate::read::codes::Code;
use crate::read::problem::{Place, Problem};
use crate::read::suggest::shown;

/// So many elements, attributes' elements and texts a document may have.
const MOST_NODES: u32 = 8_000_000;
/// Deeper nesting is always a mistake.
const MOST_DEPTH: usize = 256;

/// Parses a text; a problem with its place where it is no XML, has a DTD, or is too deep.
pub(crate) fn parse<'a>(text: &'a str, file: usize, draft: &mut Draft) -> Option<Document<'a>> {
    if let Some(at) = too_deep(text) {
        let place = Place { file, span: at..at };
        let problem = Problem::new(Code::TooDeep, "elements are nested too deeply");
        draft
            .problems
            .push(problem.at(Some(place), "one level too many"));
        return None;
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let error = match Document::parse_with_options(text, options) {
        Ok(document) => return Some(document),
        Err(error) => error,
    };
    let at = error.pos();
    let mut lines = text.split_inclusive('\n');
    let row = usize::try_from(at.row).unwrap_or(1).max(1);
    let start: usize = lines.by_ref().take(row - 1).map(str::len).sum();
    let column = usize::try_from(at.col).unwrap_or(1).max(1);
    let within = lines.next().unwrap_or_default();
    let within: usize = within.chars().take(column - 1).map(char::len_utf8).sum();
    let at = (start + within).min(text.len());
    let (message, help) = match error {
        roxmltree::Error::DtdDetected => (
            "the file has a document type declaration, which is not read".to_owned(),
            "take out <!DOCTYPE ...>: none of these formats needs it, and its entities can be harmful",
        ),
        roxmltree::Error::NodesLimitReached => (
            format!("the file has more than {MOST_NODES} elements"),
            "split it, or make a table of statements of it",
        ),
        _ if text.trim().is_empty() => ("the file is empty".to_owned(), "export it again"),
        other => (
            format!("not valid XML: {}", shown(&other.to_string(), 160)),
            "was the file cut off? export it again",
        ),
    };
    let place = Place { file, span: at..at };
    let problem = Problem::new(Code::BadExchange, message).help(help);
    draft
        .problems
        .push(problem.at(Some(place), "not valid from here on"));
    None
}

/// Where elements are nested more deeply than is allowed; found before anything is built. What
/// is no XML is left to the parser.
pub(crate) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut from) = (0_usize, 0);
    while let Some(at) = memchr::memchr(b'<', &bytes[from..]).map(|at| from + at) {
        let rest = &text[at..];
        let skip = |end: &str| rest.find(end).map_or(rest.len(), |to| to + end.len());
        from = at
            + if rest.starts_with("<!--") {
                skip("-->")
            } else if rest.starts_with("<![CDATA[") {
                skip("]]>")
            } else if rest.starts_with("<?") {
                skip("?>")
            } else {
                let end = skip(">");
                if rest.starts_with("</") {
                    depth = depth.saturating_sub(1);
                } else if !rest[..end].ends_with("/>") && !rest.starts_with("<!") {
                    depth += 1;
                }
                end
            };
        if depth > MOST_DEPTH {
            return Some(at);
        }
        if from >= bytes.len() {
            break;
        }
    }
    None
}

/// The elements below a node with this name, in whatever namespace.
pub(crate) fn children<'a, 'b: 'a>(
    node: Node<'a, 'b>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'b>> + 'a {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first of them.
pub(crate) fn child<'a, 'b: 'a>(node: Node<'a, 'b>, name: &'a str) -> Option<Node<'a, 'b>> {
    children(node, name).next()
}

/// All text in a node, on one line.
pub(crate) fn words(node: Node<'_, '_>) -> String {
    let texts = node
        .descendants()
        .filter(Node::is_text)
        .filter_map(|text| text.text());
    super::text::one_line(&texts.collect::<String>())
}
