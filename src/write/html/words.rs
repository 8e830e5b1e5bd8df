//! Every word of a page that is not the record's, in the reader's language.

use std::collections::BTreeMap;

use crate::draw::Language;

/// By the name that the template and the script use.
pub(super) type Words = BTreeMap<&'static str, &'static str>;

pub(super) fn words(language: Language) -> Words {
    BTreeMap::from([
        ("actual", language.say("Actual size")),
        ("against", language.say("speaks against")),
        ("all-themes", language.say("All themes")),
        ("ascending", language.say("Sorted by {column}, ascending")),
        ("clear", language.say("Show all")),
        ("close", language.say("Close")),
        ("concern", language.say("concern")),
        ("condition", language.say("Condition")),
        ("connections", language.say("Connections")),
        ("counts", language.say("The claim {verb} \u{201C}{theme}\u{201D}: this counts as {stance}.")),
        ("date", language.say("Date")),
        ("descending", language.say("Sorted by {column}, descending")),
        ("description", language.say("Description of the picture")),
        ("edges", language.say("{n} of {all} connections shown")),
        ("evidence", language.say("Evidence")),
        ("facts", language.say("The same facts as tables")),
        ("fidelity", language.say("Wording")),
        ("for", language.say("speaks for")),
        ("found", language.say("{n} found")),
        ("help", language.say("Point at a box or a line to see what it is connected with; press it to read the evidence. With the keyboard: Tab to the picture, arrow keys from box to box and along lines, Enter for the evidence, Escape to go back.")),
        ("how", language.say("How to use the picture")),
        ("inferred", language.say("inferred")),
        ("larger", language.say("Larger")),
        ("marks", language.say("{n} of {all} marks shown")),
        ("no-script", language.say("Search, filters and evidence need scripts, which are off here; the tables hold the same facts.")),
        ("none", language.say("No statement of the record stands behind this.")),
        ("note", language.say("Note")),
        ("one-statement", language.say("1 statement")),
        ("page", language.say("Picture")),
        ("paragraph", language.say("Paragraph")),
        ("paraphrase", language.say("paraphrase")),
        ("search", language.say("Find by name")),
        ("size", language.say("Size")),
        ("smaller", language.say("Smaller")),
        ("source", language.say("Source")),
        ("speaker", language.say("Speaker")),
        ("stance", language.say("Stance")),
        ("statement", language.say("Statement")),
        ("statements", language.say("{n} statements")),
        ("support", language.say("support")),
        ("theme", language.say("Theme")),
        ("tools", language.say("Search and filters")),
        ("verbatim", language.say("verbatim")),
    ])
}

/// Puts values and words into a template: `{{title}}` is a value, `{{=search}}` a word.
/// A value is put in once and not looked at again.
pub(super) fn fill(template: &str, values: &[(&str, String)], language: Language) -> String {
    let words = words(language);
    let mut out = String::with_capacity(
        template.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>(),
    );
    let mut parts = template.split("{{");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, after) = part.split_once("}}").unwrap_or((part, ""));
        match name.strip_prefix('=') {
            Some(word) => {
                let word = words.get(word).copied().unwrap_or_default();
                out.push_str(&crate::write::html_text::escape(word));
            }
            None => {
                let value = values.iter().find(|(key, _)| *key == name);
                out.push_str(value.map_or("", |(_, value)| value));
            }
        }
        out.push_str(after);
    }
    out
}
