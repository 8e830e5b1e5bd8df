//! Records as Argdown.

use std::fmt::Write as _;

use crate::model::{Record, Stance};

/// A record as Argdown: claims are statements with their themes as tags; each statement of a
/// stakeholder is an argument for or against its claim, tagged with the stakeholder; relations
/// are relations. What Argdown has no words for (ids, sources, places, kinds, definitions) is
/// data in braces, and the codebook is in the front matter. O(size of the record).
///
/// Relations have no data, so their basis, source and comment are left out.
pub fn argdown(record: &Record) -> String {
    let mut out = String::from("===\n");
    let title = record.title().unwrap_or("Untitled record");
    let _ = writeln!(out, "title: {}", json(title));
    let _ = writeln!(out, "model:\n  removeTagsFromText: true");
    front_matter(&mut out, record);
    // A document of nothing but front matter is none to Argdown.
    let _ = writeln!(out, "===\n\n# {}", escaped(title));
    let table = record.statements();
    for (at, claim) in record.claims().iter().enumerate() {
        let _ = write!(out, "\n[{}]: {}", claim.id, escaped(&claim.text));
        for (theme, _) in record.claim_themes(at.into()) {
            let _ = write!(out, " #({})", tag(record.theme(*theme).id.as_str()));
        }
        let themes: Vec<String> = (record.claim_themes(at.into()).iter())
            .map(|(theme, stance)| {
                format!(
                    "{}: {}",
                    json(record.theme(*theme).id.as_str()),
                    json(stance.as_str())
                )
            })
            .collect();
        let mut data = Vec::new();
        if !themes.is_empty() {
            data.push(format!("themes: {{{}}}", themes.join(", ")));
        }
        field(&mut data, "comment", claim.comment.as_deref());
        push_data(&mut out, &data);
        out.push('\n');
        for relation in record.relations() {
            if relation.to.index() == at {
                let sign = sign(relation.stance);
                let _ = writeln!(out, "  {sign} [{}]", record.claim(relation.from).id);
            }
        }
    }
    for row in table.rows() {
        let stakeholder = record.stakeholder(table.stakeholder(row));
        let claim = record.claim(table.claim(row));
        let stance = table.stance(row);
        let words = table.quote(row).map_or_else(
            || format!("{} {}: {}", stakeholder.name, stance.verb(), claim.text),
            |quote| format!("{}: {quote}", stakeholder.name),
        );
        let _ = write!(
            out,
            "\n<{}>: {} #({})",
            table.id(row),
            escaped(&words),
            tag(stakeholder.id.as_str())
        );
        let mut data = Vec::new();
        field(&mut data, "stakeholder", Some(stakeholder.id.as_str()));
        field(&mut data, "stance", Some(stance.as_str()));
        let source = record.source(table.source(row));
        field(&mut data, "source", Some(source.id.as_str()));
        if let Some(paragraph) = table.paragraph(row) {
            data.push(format!("paragraph: {paragraph}"));
        }
        if let Some(span) = table.span(row) {
            data.push(format!("span: [{}, {}]", span.start(), span.end()));
        }
        let date = table.date(row).map(|date| date.to_string());
        field(&mut data, "date", date.as_deref());
        field(&mut data, "quote", table.quote(row));
        field(&mut data, "speaker", table.speaker(row));
        field(&mut data, "condition", table.condition(row));
        field(
            &mut data,
            "fidelity",
            table.fidelity(row).map(|f| f.as_str()),
        );
        field(&mut data, "coder", table.coder(row));
        field(&mut data, "note", table.note(row));
        field(&mut data, "comment", table.comment(row));
        push_data(&mut out, &data);
        let arrow = match stance {
            Stance::Support => "+>",
            Stance::Concern => "->",
        };
        let _ = write!(out, "\n  {arrow} [{}]\n", claim.id);
    }
    out
}

/// The codebook: YAML, where JSON is allowed for values.
fn front_matter(out: &mut String, record: &Record) {
    let mut list = |name: &str, items: Vec<Vec<String>>| {
        if !items.is_empty() {
            let _ = writeln!(out, "{name}:");
        }
        for item in items {
            let _ = writeln!(out, "  - {{{}}}", item.join(", "));
        }
    };
    let sources = record.sources().iter().map(|source| {
        let mut data = Vec::new();
        field(&mut data, "id", Some(source.id.as_str()));
        field(&mut data, "title", Some(&source.title));
        let date = source.date.map(|date| date.to_string());
        field(&mut data, "date", date.as_deref());
        field(&mut data, "url", source.url.as_deref());
        field(&mut data, "text", source.text.as_deref());
        field(&mut data, "comment", source.comment.as_deref());
        data
    });
    list("sources", sources.collect());
    let stakeholders = record.stakeholders().iter().map(|one| {
        let mut data = Vec::new();
        field(&mut data, "id", Some(one.id.as_str()));
        field(&mut data, "name", Some(&one.name));
        field(&mut data, "kind", Some(one.kind.as_str()));
        texts(&mut data, "aliases", &one.aliases);
        if !one.attributes.is_empty() {
            let all = one.attributes.iter();
            let all = all.map(|(key, value)| format!("{}: {}", json(key), json(value)));
            data.push(format!(
                "attributes: {{{}}}",
                all.collect::<Vec<_>>().join(", ")
            ));
        }
        field(&mut data, "comment", one.comment.as_deref());
        data
    });
    list("stakeholders", stakeholders.collect());
    let themes = record.themes().iter().map(|theme| {
        let mut data = Vec::new();
        field(&mut data, "id", Some(theme.id.as_str()));
        field(&mut data, "name", Some(&theme.name));
        field(&mut data, "definition", theme.definition.as_deref());
        field(
            &mut data,
            "broader",
            theme.broader.as_ref().map(|id| id.as_str()),
        );
        texts(&mut data, "keywords", &theme.keywords);
        field(&mut data, "comment", theme.comment.as_deref());
        data
    });
    list("themes", themes.collect());
}

fn field(data: &mut Vec<String>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        data.push(format!("{name}: {}", json(value)));
    }
}

fn texts(data: &mut Vec<String>, name: &str, values: &[String]) {
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| json(value)).collect();
        data.push(format!("{name}: [{}]", values.join(", ")));
    }
}

fn push_data(out: &mut String, data: &[String]) {
    if !data.is_empty() {
        let _ = write!(out, " {{{}}}", data.join(", "));
    }
}

const fn sign(stance: Stance) -> char {
    match stance {
        Stance::Support => '+',
        Stance::Concern => '-',
    }
}

/// A JSON string, which YAML reads too; braces, line ends and what is not ASCII letters in a
/// lexer's eyes are escaped by number, so that no brace within ends the data, and no `===` the
/// front matter.
fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '{' | '}' | '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            '=' if out.ends_with('=') => out.push_str("\\u003d"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn tag(text: &str) -> String {
    text.replace(['(', ')'], " ")
}

/// Text on one line, with a backslash before what Argdown would read.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for (at, c) in word.chars().enumerate() {
            let marks = matches!(
                c,
                '\\' | '[' | ']' | '<' | '>' | '*' | '_' | '#' | '@' | '{' | '}' | '/'
            );
            // Only where a list or a relation could begin.
            let begins = at == 0 && matches!(c, '+' | '-' | '(' | '=');
            if marks || begins {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
