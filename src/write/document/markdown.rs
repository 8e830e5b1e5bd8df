//! A document as Markdown, with its pictures as SVG files beside it.

use super::html::fact;
use super::template::{Escaping, Section, Template, TemplateError, fill};
use super::{Block, Document, EvidenceEntry, Figure, Holds, Inline, Table, Words, plain};
use crate::analysis;
use crate::write::svg::{SvgOptions, leads_to_web, svg};

/// The template that [`markdown`] uses where it is given none.
pub const MARKDOWN_TEMPLATE: &str = include_str!("page.md");

/// Tables of a figure with more rows are not written: text has no fold to put them behind.
const MOST_FACTS: usize = 60;

/// Markdown and the files that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markdown {
    /// The text.
    pub text: String,
    /// Pictures: name and SVG.
    pub pictures: Vec<(String, String)>,
}

/// Writes a document as CommonMark with pipe tables and anchors in HTML, which pandoc and the
/// usual sites read.
///
/// `prefix` stands before the names of the pictures: a folder with `/` at its end, or the
/// beginning of a file's name.
/// What people wrote is escaped. The same document gives the same bytes. O(size).
///
/// # Errors
/// Where the template is wrong: by its name and line.
pub fn markdown(
    document: &Document,
    prefix: &str,
    template: Option<Template<'_>>,
) -> Result<Markdown, TemplateError> {
    let template = template.unwrap_or(Template {
        name: "the built-in template",
        text: MARKDOWN_TEMPLATE,
    });
    let mut sections: Vec<Section> = Vec::new();
    for block in &document.blocks {
        let text = block_text(document, block, prefix);
        match (block, sections.last_mut()) {
            (
                Block::Heading {
                    level: 2,
                    anchor,
                    text: title,
                },
                _,
            ) => sections.push(Section {
                anchor: anchor.as_str().to_owned(),
                title: plain(title),
                body: text,
            }),
            (_, Some(section)) => section.body.push_str(&text),
            (_, None) => sections.push(Section {
                anchor: String::new(),
                title: document.title.clone(),
                body: text,
            }),
        }
    }
    // What a template prints is Markdown, so the texts it is given are escaped.
    let escaped = Document {
        title: escape(&document.title),
        subject: escape(&document.subject),
        subtitle: escape(&document.subtitle),
        ..document.clone()
    };
    let text = fill(&escaped, template, Escaping::Nothing, sections, Vec::new())?;
    let picture = |it: &Figure| {
        let svg = svg(&it.scene, &SvgOptions::default());
        (format!("{}.svg", it.stem), svg)
    };
    Ok(Markdown {
        text: format!("{}\n", text.trim_end()),
        pictures: document.figures().map(picture).collect(),
    })
}

fn block_text(document: &Document, block: &Block, prefix: &str) -> String {
    let words = &document.words;
    match block {
        Block::Heading {
            level,
            anchor,
            text,
        } => {
            let marks = "#".repeat(usize::from(*level));
            let anchor = anchor.as_str();
            format!("<a id=\"{anchor}\"></a>\n\n{marks} {}\n\n", inlines(text))
        }
        Block::Paragraph(text) => format!("{}\n\n", line(text)),
        Block::List(items) => {
            let items = items.iter().map(|item| format!("- {}\n", line(item)));
            format!("{}\n", items.collect::<String>())
        }
        Block::Numbered(items) => {
            let items = (items.iter().enumerate())
                .map(|(at, item)| format!("{}. {}\n", at + 1, line(item)));
            format!("{}\n", items.collect::<String>())
        }
        Block::Table(it) => table(it),
        Block::Figure(it) => figure(it, words, prefix),
        Block::Note { title, paragraphs } => {
            let mut out = format!("> **{}**\n", escape(title));
            for text in paragraphs {
                out.push_str(&format!(">\n> {}\n", line(text)));
            }
            out.push('\n');
            out
        }
        Block::Evidence(entries) => entries.iter().map(|it| evidence(it, words)).collect(),
    }
}

/// Text at the beginning of a line, where digits and hyphens would begin a list.
fn line(text: &[Inline]) -> String {
    let made = inlines(text);
    let digits = made.chars().take_while(char::is_ascii_digit).count();
    let rest = &made[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &made[..digits]);
    }
    if digits == 0 && rest.starts_with(['-', '+', '=']) {
        return format!("\\{rest}");
    }
    made
}

fn inlines(text: &[Inline]) -> String {
    text.iter().map(inline).collect()
}

fn inline(part: &Inline) -> String {
    match part {
        Inline::Text(words) => escape(words),
        Inline::Strong(words) => format!("**{}**", escape(words)),
        Inline::Emphasis(words) => format!("*{}*", escape(words)),
        Inline::Within { to, text } => format!("[{}](#{})", escape(text), to.as_str()),
        Inline::Out { url, text } if leads_to_web(url) => {
            // What would end the address is spelt as the web spells it.
            let url = url.replace('<', "%3C").replace('>', "%3E");
            format!("[{}](<{url}>)", escape(text))
        }
        Inline::Out { text, .. } => escape(text),
        Inline::Cite(citations) => {
            let links = citations
                .iter()
                .map(|it| format!("[{}](#{})", escape(&it.label), it.to.as_str()));
            format!("\\[{}\\]", links.collect::<Vec<_>>().join(", "))
        }
        Inline::Sentence { text, .. } => inlines(text),
    }
}

fn table(it: &Table) -> String {
    let mut out = format!(
        "<a id=\"{}\"></a>\n\n**{}.** {}\n\n",
        it.anchor.as_str(),
        escape(&it.label),
        inlines(&it.caption)
    );
    let heads = it.columns.iter().map(|column| escape(&column.name));
    push_row(&mut out, heads);
    let rules = it.columns.iter().map(|column| match column.holds {
        Holds::Text => ":--".to_owned(),
        Holds::Numbers => "--:".to_owned(),
    });
    push_row(&mut out, rules);
    for row in &it.rows {
        push_row(&mut out, row.iter().map(|cell| inlines(cell)));
    }
    out.push('\n');
    out
}

fn push_row(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
}

fn figure(it: &Figure, words: &Words, prefix: &str) -> String {
    let mut out = format!(
        "<a id=\"{}\"></a>\n\n![{}]({})\n\n**{}.** {}\n\n",
        it.anchor.as_str(),
        escape(&it.alt),
        target(&format!("{prefix}{}.svg", it.stem)),
        escape(&it.label),
        inlines(&it.caption)
    );
    out.push_str(&format!("*{}.* ", escape(&words.description)));
    let description = it.description.iter().map(|paragraph| escape(paragraph));
    out.push_str(&description.collect::<Vec<_>>().join("\n\n"));
    out.push_str("\n\n");
    let readable = |facts: &&analysis::Table| (1..=MOST_FACTS).contains(&facts.rows.len());
    for facts in it.scene.facts.iter().filter(readable) {
        out.push_str(&facts_table(facts, words));
    }
    out
}

/// A relative address.
fn target(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if path.chars().all(plain) {
        return path.to_owned();
    }
    format!("<{}>", path.replace('<', "%3C").replace('>', "%3E"))
}

fn facts_table(it: &analysis::Table, words: &Words) -> String {
    let mut out = format!("*{}*\n\n", escape(&it.title));
    push_row(&mut out, it.columns.iter().map(|column| escape(column)));
    push_row(&mut out, it.columns.iter().map(|_| ":--".to_owned()));
    for row in &it.rows {
        push_row(&mut out, row.iter().map(|cell| escape(&fact(cell, words))));
    }
    out.push('\n');
    out
}

fn evidence(it: &EvidenceEntry, words: &Words) -> String {
    let mut out = format!(
        "<a id=\"{}\"></a>\n\n**{}**\u{A0} {}\n\n",
        it.anchor.as_str(),
        escape(&it.label),
        inlines(&it.statement)
    );
    if let Some(quote) = &it.quote {
        let [open, close] = &words.quotation;
        out.push_str(&format!(
            "> {}{}{}\n\n",
            escape(open),
            escape(quote),
            escape(close)
        ));
    }
    out.push_str(&inlines(&it.place));
    if !it.used.is_empty() {
        let used = it.used.iter();
        let used = used.map(|(words, to)| format!("[{}](#{})", escape(words), to.as_str()));
        let used = used.collect::<Vec<_>>().join(", ");
        out.push_str(&format!(". {}: {used}", escape(&words.back)));
    }
    out.push_str("\n\n");
    out
}

/// Text that Markdown shows as it is, also where pandoc's own marks are read.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '{' | '}' | '#' | '&' | '~'
            | '^' | '$' | '@' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
