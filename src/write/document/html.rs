//! A document as one HTML file that needs nothing else and runs no script.

use std::fmt::Write as _;

use super::template::{Escaping, Section, Template, TemplateError, fill};
use super::{
    Block, Citation, Column, Document, EvidenceEntry, Figure, Holds, Inline, Table, Words, plain,
};
use crate::analysis::{self, Cell};
use crate::draw::Scene;
use crate::write::html::night;
use crate::write::html_text::{escape, sha256};
use crate::write::report_table::shown;
use crate::write::svg::{SvgOptions, leads_to_web, svg};

const STYLE: &str = include_str!("page.css");

/// The template that [`html`] uses where it is given none.
pub const HTML_TEMPLATE: &str = include_str!("page.html");

/// Writes a document as HTML.
///
/// Headings, lists, tables with captions and heads, figures with captions; pictures as SVG in
/// the page, each with its description and its tables behind a fold; dark where the reader's
/// system is, and fit for print. The page asks for nothing from the network and runs no script,
/// and says so in its content security policy, which names its one style by SHA-256. What people
/// wrote is escaped text. A template may add `policy` and `style` to what
/// every template may use. The same document gives the same bytes. O(size).
///
/// # Errors
/// Where the template is wrong: by its name and line.
pub fn html(document: &Document, template: Option<Template<'_>>) -> Result<String, TemplateError> {
    let template = template.unwrap_or(Template {
        name: "the built-in template",
        text: HTML_TEMPLATE,
    });
    // All pictures of a document have one look.
    let night = document.figures().map(|it| night::rules(&it.scene));
    let style = format!(
        "{STYLE}{}",
        night.max_by_key(String::len).unwrap_or_default()
    );
    let policy = format!(
        "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
        sha256(&style)
    );
    let mut sections: Vec<Section> = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        match (block, sections.last_mut()) {
            (
                Block::Heading {
                    level: 2,
                    anchor,
                    text,
                },
                _,
            ) => sections.push(Section {
                anchor: anchor.as_str().to_owned(),
                title: plain(text),
                body: block_html(document, block, at),
            }),
            (_, Some(section)) => section.body.push_str(&block_html(document, block, at)),
            // What comes before the first heading has no section of its own.
            (_, None) => sections.push(Section {
                anchor: "text".to_owned(),
                title: document.title.clone(),
                body: block_html(document, block, at),
            }),
        }
    }
    let more = vec![("policy", policy), ("style", style)];
    fill(document, template, Escaping::Html, sections, more)
}

fn block_html(document: &Document, block: &Block, at: usize) -> String {
    match block {
        Block::Heading {
            level,
            anchor,
            text,
        } => format!(
            "<h{level} id=\"{}\">{}</h{level}>\n",
            anchor.as_str(),
            inlines(text)
        ),
        Block::Paragraph(text) => format!("<p>{}</p>\n", inlines(text)),
        Block::List(items) => format!("<ul>\n{}</ul>\n", list_items(items)),
        Block::Numbered(items) => format!("<ol>\n{}</ol>\n", list_items(items)),
        Block::Table(it) => table(it),
        Block::Figure(it) => figure(it, &document.words),
        Block::Note { title, paragraphs } => {
            let mut out = format!(
                "<aside class=\"care\" aria-labelledby=\"note-{at}\">\n\
                 <p class=\"label\" id=\"note-{at}\">{}</p>\n",
                escape(title)
            );
            for text in paragraphs {
                // Writing to a `String` cannot fail.
                let _ = writeln!(out, "<p>{}</p>", inlines(text));
            }
            out.push_str("</aside>\n");
            out
        }
        Block::Evidence(entries) => {
            let entries = entries.iter().map(|it| evidence(it, &document.words));
            format!(
                "<ul class=\"evidence\">\n{}</ul>\n",
                entries.collect::<String>()
            )
        }
    }
}

fn list_items(items: &[Vec<Inline>]) -> String {
    let item = |text: &Vec<Inline>| format!("<li>{}</li>\n", inlines(text));
    items.iter().map(item).collect()
}

fn inlines(text: &[Inline]) -> String {
    text.iter().map(inline).collect()
}

fn inline(part: &Inline) -> String {
    match part {
        Inline::Text(words) => escape(words),
        Inline::Strong(words) => format!("<strong>{}</strong>", escape(words)),
        Inline::Emphasis(words) => format!("<em>{}</em>", escape(words)),
        Inline::Within { to, text } => {
            format!("<a href=\"#{}\">{}</a>", to.as_str(), escape(text))
        }
        Inline::Out { url, text } if leads_to_web(url) => {
            format!("<a href=\"{}\">{}</a>", escape(url), escape(text))
        }
        Inline::Out { text, .. } => escape(text),
        Inline::Cite(citations) => {
            let links = citations.iter().map(|Citation { to, label }| {
                format!("<a href=\"#{}\">{}</a>", to.as_str(), escape(label))
            });
            let links: Vec<String> = links.collect();
            format!("<span class=\"cite\">[{}]</span>", links.join(", "))
        }
        Inline::Sentence { rule, text } => {
            format!(
                "<span data-rule=\"{}\">{}</span>",
                escape(rule),
                inlines(text)
            )
        }
    }
}

fn table(it: &Table) -> String {
    let id = it.anchor.as_str();
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n<table>\n\
         <caption id=\"{id}\"><strong>{}.</strong> {}</caption>\n<thead><tr>",
        escape(&it.label),
        inlines(&it.caption)
    );
    let class = |column: &Column| match column.holds {
        Holds::Numbers => " class=\"n\"",
        Holds::Text => "",
    };
    for column in &it.columns {
        let _ = write!(
            out,
            "<th scope=\"col\"{}>{}</th>",
            class(column),
            escape(&column.name)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &it.rows {
        out.push_str("<tr>");
        for (at, (cell, column)) in row.iter().zip(&it.columns).enumerate() {
            let (cell, class) = (inlines(cell), class(column));
            let _ = if at == 0 {
                write!(out, "<th scope=\"row\"{class}>{cell}</th>")
            } else {
                write!(out, "<td{class}>{cell}</td>")
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}

fn figure(it: &Figure, words: &Words) -> String {
    let id = it.anchor.as_str();
    let mut out = format!(
        "<figure class=\"figure\" id=\"{id}\">\n<div class=\"card\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{}</div>\n\
         <figcaption><strong>{}.</strong> {}</figcaption>\n</figure>\n",
        escape(&it.label),
        inline_svg(&it.scene),
        escape(&it.label),
        inlines(&it.caption)
    );
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "<details><summary>{}: {}</summary>",
        escape(&it.label),
        escape(&words.description)
    );
    for paragraph in &it.description {
        let _ = writeln!(out, "<p dir=\"auto\">{}</p>", escape(paragraph));
    }
    out.push_str("</details>\n");
    let facts = it.scene.facts.iter().filter(|facts| !facts.rows.is_empty());
    let facts: String = (facts.enumerate())
        .map(|(at, facts)| facts_table(&format!("{} ({})", it.label, at + 1), facts, words))
        .collect();
    if !facts.is_empty() {
        let _ = writeln!(
            out,
            "<details><summary>{}: {}</summary>\n{facts}</details>",
            escape(&it.label),
            escape(&words.facts)
        );
    }
    out
}

/// The picture as a part of a page, where `lang` is no attribute of SVG's own.
fn inline_svg(scene: &Scene) -> String {
    let language = format!(" lang=\"{}\"", scene.language.as_str());
    svg(scene, &SvgOptions::default()).replacen(&language, "", 1)
}

fn facts_table(name: &str, it: &analysis::Table, words: &Words) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}: {}\">\n<table>\n\
         <caption>{}</caption>\n<thead><tr>",
        escape(name),
        escape(&it.title),
        escape(&it.title)
    );
    for column in &it.columns {
        let _ = if column.is_empty() {
            write!(out, "<td></td>")
        } else {
            write!(out, "<th scope=\"col\">{}</th>", escape(column))
        };
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &it.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let text = escape(&fact(cell, words));
            let _ = match (at, cell) {
                (_, Cell::Integer(_) | Cell::Number(_)) => {
                    write!(out, "<td class=\"n\">{text}</td>")
                }
                (0, _) => write!(out, "<th scope=\"row\" dir=\"auto\">{text}</th>"),
                _ => write!(out, "<td dir=\"auto\">{text}</td>"),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}

/// A value in the document's language.
pub(super) fn fact(cell: &Cell, words: &Words) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Flag(true) => words.yes.clone(),
        Cell::Flag(false) => words.no.clone(),
        Cell::Number(_) => shown(cell).replace('.', &words.decimal),
        cell => shown(cell),
    }
}

fn evidence(it: &EvidenceEntry, words: &Words) -> String {
    let mut out = format!(
        "<li id=\"{}\"><span class=\"number\">{}</span>\n<div>\n<p>{}</p>\n",
        it.anchor.as_str(),
        escape(&it.label),
        inlines(&it.statement)
    );
    // Writing to a `String` cannot fail.
    if let Some(quote) = &it.quote {
        let [open, close] = &words.quotation;
        let _ = writeln!(
            out,
            "<blockquote dir=\"auto\">{}{}{}</blockquote>",
            escape(open),
            escape(quote),
            escape(close)
        );
    }
    let _ = writeln!(out, "<p class=\"place\">{}</p>", inlines(&it.place));
    if !it.used.is_empty() {
        let used = it
            .used
            .iter()
            .map(|(words, to)| format!("<a href=\"#{}\">{}</a>", to.as_str(), escape(words)));
        let _ = writeln!(
            out,
            "<p class=\"used\">{}: {}</p>",
            escape(&words.back),
            used.collect::<Vec<_>>().join(", ")
        );
    }
    out.push_str("</div></li>\n");
    out
}
