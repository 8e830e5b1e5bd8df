//! Values as YAML writes them on one line, which are JSON with bare keys.

use serde_json::{Map, Value};

/// Deeper nesting is not followed.
const MOST_DEPTH: usize = 16;

/// The value that a text is; `None` where it is none, or goes on after it.
pub(super) fn flow(text: &str) -> Option<Value> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.blank();
    (reader.at == text.len()).then_some(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn blank(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, sign: char) -> bool {
        self.blank();
        let there = self.text[self.at..].starts_with(sign);
        self.at += if there { sign.len_utf8() } else { 0 };
        there
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > MOST_DEPTH {
            return None;
        }
        if self.eat('{') {
            let mut found = Map::new();
            while !self.eat('}') {
                let key = self.scalar()?;
                if !self.eat(':') {
                    return None;
                }
                found.insert(key, self.value(depth + 1)?);
                if !self.eat(',') && !self.text[self.at..].starts_with('}') {
                    return None;
                }
            }
            return Some(found.into());
        }
        if self.eat('[') {
            let mut found = Vec::new();
            while !self.eat(']') {
                found.push(self.value(depth + 1)?);
                if !self.eat(',') && !self.text[self.at..].starts_with(']') {
                    return None;
                }
            }
            return Some(found.into());
        }
        self.scalar().map(Value::from)
    }

    /// A text in quotes with the escapes of JSON, or a bare word.
    fn scalar(&mut self) -> Option<String> {
        self.blank();
        let rest = &self.text[self.at..];
        if rest.starts_with('"') {
            let mut escaped = false;
            let end = rest.char_indices().skip(1).find(|&(_, c)| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let end = end?.0 + 1;
            self.at += end;
            return serde_json::from_str(&rest[..end]).ok();
        }
        let end = rest
            .find([',', ':', '{', '}', '[', ']', '"'])
            .unwrap_or(rest.len());
        self.at += end;
        let word = rest[..end].trim();
        (!word.is_empty()).then(|| word.to_owned())
    }
}
