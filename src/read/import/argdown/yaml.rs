//! The little YAML that Argdown files have: front matter and data of elements.

/// A key and its values, in order; nested settings are told by name only.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    pub(super) pairs: Vec<(String, Vec<String>)>,
    /// Keys with values of a deeper structure, which are not read.
    pub(super) nested: Vec<String>,
}

impl Pairs {
    /// The values of the first of these keys; case does not matter.
    pub(super) fn get(&self, keys: &[&str]) -> &[String] {
        let is = |known: &str| keys.iter().any(|key| key.eq_ignore_ascii_case(known));
        let found = self.pairs.iter().find(|(key, _)| is(key));
        found.map_or(&[], |(_, values)| values)
    }

    pub(super) fn is_true(&self, key: &str) -> bool {
        self.get(&[key])
            .first()
            .is_some_and(|value| value == "true")
    }
}

/// Front matter: `key: value` at the start of a line, deeper lines belong to the key above.
pub(super) fn front_matter(text: &str) -> Pairs {
    let mut found = Pairs::default();
    let mut block = false;
    for line in text.lines() {
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let deep = line.starts_with([' ', '\t']);
        if let Some(item) = words.strip_prefix("- ") {
            if let Some((_, values)) = found.pairs.last_mut() {
                values.push(unquoted(item));
            }
        } else if deep && block {
            if let Some((_, values)) = found.pairs.last_mut() {
                match values.last_mut() {
                    Some(value) => {
                        value.push(' ');
                        value.push_str(words);
                    }
                    None => values.push(words.to_owned()),
                }
            }
        } else if deep {
            if let Some((key, _)) = found.pairs.pop_if(|(_, values)| values.is_empty()) {
                found.nested.push(key);
            }
        } else if let Some((key, value)) = words.split_once(':') {
            let value = value.trim();
            block = matches!(value, "|" | ">" | "|-" | ">-");
            let values = if block || value.is_empty() {
                Vec::new()
            } else {
                listed(value)
            };
            found.pairs.push((unquoted(key), values));
        }
    }
    found
}

/// Data of an element: what stands between its braces.
pub(super) fn data(text: &str) -> Pairs {
    let mut found = Pairs::default();
    for part in parts(text, true) {
        let part = part.trim();
        if let Some(item) = part.strip_prefix("- ") {
            if let Some((_, values)) = found.pairs.last_mut() {
                values.push(unquoted(item));
            }
        } else if let Some((key, value)) = part.split_once(':') {
            let value = value.trim();
            if value.starts_with('{') {
                found.nested.push(unquoted(key));
            } else if value.is_empty() {
                found.pairs.push((unquoted(key), Vec::new()));
            } else {
                found.pairs.push((unquoted(key), listed(value)));
            }
        }
    }
    found
}

/// `[a, b]` as two values, anything else as one.
fn listed(value: &str) -> Vec<String> {
    match value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(inner) => {
            let items = parts(inner, false).into_iter().map(unquoted);
            items.filter(|item| !item.is_empty()).collect()
        }
        None => vec![unquoted(value)],
    }
}

/// Cut at commas, and at line ends where asked, that are in no quotes and no brackets.
fn parts(text: &str, lines: bool) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_i32, None);
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let after_backslash = escaped;
        escaped = c == '\\' && !escaped;
        match (quote, c) {
            (Some('"'), _) if after_backslash => {}
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            // An apostrophe within a word opens nothing.
            (None, '"' | '\'')
                if text[start..at].trim_end().ends_with([':', ',', '['])
                    || text[start..at].trim().is_empty() =>
            {
                quote = Some(c);
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            (None, '\n') if depth == 0 && lines => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn unquoted(text: impl AsRef<str>) -> String {
    let text = text.as_ref().trim();
    if text.starts_with('"')
        && let Ok(inner) = serde_json::from_str::<String>(text)
    {
        return inner;
    }
    for quote in ['"', '\''] {
        let inner = text
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner.trim().to_owned();
        }
    }
    text.to_owned()
}
