//! Every fixed word of the pictures is there in every language, with the same blanks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plenary::draw::Language;

/// The literals that follow `say(` and the like in the sources of a folder.
fn keys(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            keys(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = fs::read_to_string(&path).expect("text");
            for call in [".say(", ".fill("] {
                for (at, _) in source.match_indices(call) {
                    let rest = source[at + call.len()..].trim_start();
                    if let Some(body) = rest.strip_prefix('"') {
                        found.insert(literal(body));
                    }
                }
            }
        }
    }
}

/// A Rust string literal from behind its first quote.
fn literal(body: &str) -> String {
    let mut out = String::new();
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => return out,
            '\\' => match chars.next() {
                Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                Some('u') => {
                    let code: String = chars.by_ref().take_while(|&c| c != '}').skip(1).collect();
                    let code = u32::from_str_radix(&code, 16).expect("hexadecimal");
                    out.push(char::from_u32(code).expect("a character"));
                }
                Some(other) => out.push(other),
                None => {}
            },
            _ => out.push(c),
        }
    }
    out
}

/// `{n}` and the like.
fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split('}').next())
        .collect()
}

#[test]
fn every_word_is_translated() {
    let mut found = BTreeSet::new();
    keys(Path::new("src/draw"), &mut found);
    keys(Path::new("src/write"), &mut found);
    let mut missing = Vec::new();
    for key in &found {
        // The table of words lives as long as the program; so may the test's keys.
        let key: &'static str = String::leak(key.clone());
        for language in [Language::Fr, Language::Es] {
            let said = language.say(key);
            if !language.knows(key) {
                missing.push(format!("{key} = "));
            }
            assert_eq!(
                blanks(key),
                blanks(said),
                "{} of {key:?}",
                language.as_str()
            );
        }
    }
    missing.dedup();
    assert!(
        missing.is_empty(),
        "not translated:\n{}",
        missing.join("\n")
    );
}

#[test]
fn blanks_are_filled_once() {
    let en = Language::En;
    let said = en.fill("{n} of {all} {what", &[("n", &"{all}"), ("all", &5)]);
    assert_eq!(said, "{all} of 5 {what");
}
