//! Argdown: argument maps as text (versions 1 and 2).

mod blocks;
mod elements;
mod flow;
mod inline;
mod own;
mod yaml;

use std::collections::BTreeMap;

use self::blocks::{Bearing, Blocks, Place, blocks};
use self::elements::{Class, Elements};
use self::inline::Kind;
use super::draft::Draft;
use super::text::text;
use super::{Import, ImportOptions};
use crate::model::{ClaimId, SourceId, StakeholderId, StakeholderKind, Stance, ThemeId};
use crate::read::Input;
use crate::read::when::when;

/// Data keys that name who holds a claim, and who disputes it.
const HOLDERS: &[&str] = &[
    "proponent",
    "proponents",
    "speaker",
    "speakers",
    "stakeholder",
    "stakeholders",
    "supporter",
    "supporters",
    "who",
];
const DISPUTERS: &[&str] = &["opponent", "opponents", "concerned", "critic", "critics"];

/// What an equivalence class became.
enum Made {
    Claim(ClaimId),
    Stakeholder(StakeholderId),
}

/// Reads one document.
///
/// Statements and arguments are claims, one for each title, whatever number of times it stands
/// there; the last definition gives the words, or the one with `{isCanonical: true}`. Relations
/// are relations, undercuts and contradictions with a remark. Premises support their argument,
/// and the argument its conclusions. Tags and headings are themes that a claim speaks for.
///
/// Stakeholders are who data names (`{proponent: WILPF}`, `{opponents: [A, B]}`); and elements
/// under a heading `Stakeholders`, with a tag that says so (see
/// [`ImportOptions::stakeholder_tags`]) or `{stakeholder: true}`, whose relations to claims are
/// statements. Front matter gives title and date of the source. Other data stays in remarks;
/// emphasis, settings of pictures and which premises a step uses have no place. What
/// `plenary export` wrote comes back as the record it was.
pub fn argdown(input: Input, options: &ImportOptions) -> Import {
    let name = super::table::base(&input.name);
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let blocks = blocks(&text);
    if let Some(own) = own::own(&blocks, &draft.files) {
        return own.finish();
    }
    let elements = Elements::of(&blocks, &options.stakeholder_tags);
    if blocks.elements.is_empty() {
        draft.parts.title = title(&blocks);
        return draft.finish();
    }
    let stem = name.split('.').next().filter(|stem| !stem.is_empty());
    let source = about(&mut draft, &blocks, stem.unwrap_or("argdown"));
    for line in &blocks.includes {
        let why =
            "other files are not read: import them too, and give both records to the next verb";
        draft
            .tally
            .lost("included files", why, format!("line {line}"));
    }
    let sections = sections(&mut draft, &blocks, &elements);
    let made = classes(&mut draft, &blocks, &elements, &sections);
    held(&mut draft, &elements, &made, &source);
    relations(&mut draft, &blocks, &elements, &made, &source);
    draft.finish()
}

/// The title of the front matter, but for the one that we write where there is none.
fn title(blocks: &Blocks) -> Option<String> {
    let title = blocks.front.get(&["title"]).first();
    title.filter(|title| *title != "Untitled record").cloned()
}

fn about(draft: &mut Draft, blocks: &Blocks, stem: &str) -> SourceId {
    let front = &blocks.front;
    let title = title(blocks);
    let heading = blocks
        .sections
        .first()
        .map(|one| inline::inline(&one.raw).words);
    let title = title.or(heading).filter(|title| !title.is_empty());
    let source = draft.source(title.as_deref().unwrap_or(stem));
    draft.parts.title = title;
    let mut said = Vec::new();
    for (key, values) in &front.pairs {
        let value = values.join(", ");
        if key == "title" || value.is_empty() {
            continue;
        }
        if key == "date"
            && let Some(date) = date(&value)
        {
            draft.parts.sources[0].date = Some(date);
            continue;
        }
        said.push(format!("{key}: {value}"));
    }
    draft.parts.sources[0].comment = (!said.is_empty()).then(|| said.join("; "));
    for key in &front.nested {
        draft.tally.lost(
            "settings of the front matter",
            "they are for pictures of Argdown",
            key.clone(),
        );
    }
    source
}

/// A day as reports have it, or as `24/10/2018`.
fn date(text: &str) -> Option<crate::model::Date> {
    if let Some(range) = when(text).filter(|range| range.end() - range.start() < 86_400) {
        return Some(crate::model::events::time::civil(*range.start()).date());
    }
    let parts: Vec<i16> = text
        .split('/')
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    match *parts.as_slice() {
        // What may be either the day or the month is no date.
        [day, month, year] if day > 12 => {
            crate::model::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        _ => None,
    }
}

/// A theme for each heading that claims stand under.
fn sections(draft: &mut Draft, blocks: &Blocks, elements: &Elements) -> Vec<Option<ThemeId>> {
    let mut used = vec![false; blocks.sections.len()];
    for class in elements
        .classes
        .iter()
        .filter(|class| !class.is_stakeholder)
    {
        let mut at = class.section;
        while let Some(section) = at.filter(|&section| !used[section]) {
            used[section] = true;
            at = blocks.sections[section].above;
        }
    }
    let mut themes: Vec<Option<ThemeId>> = Vec::new();
    let mut known: BTreeMap<(Option<ThemeId>, String), ThemeId> = BTreeMap::new();
    for (at, section) in blocks.sections.iter().enumerate() {
        let place = format!("line {}", section.line);
        let words = inline::inline(&section.raw).words;
        if !used[at] || words.is_empty() {
            let why = if elements.of_stakeholders(at) {
                "what stands under it are stakeholders"
            } else {
                "no claim stands under it"
            };
            draft.tally.repeated("headings", why, place);
            themes.push(None);
            continue;
        }
        let above = section.above.and_then(|above| themes[above].clone());
        let key = (above.clone(), words.clone());
        let id = known
            .entry(key)
            .or_insert_with(|| draft.theme(&words, above))
            .clone();
        draft.tally.kept("headings");
        themes.push(Some(id));
    }
    themes
}

fn classes(
    draft: &mut Draft,
    blocks: &Blocks,
    elements: &Elements,
    sections: &[Option<ThemeId>],
) -> Vec<Made> {
    draft.tally.expect("statements", Some("claims"));
    draft.tally.expect("arguments", Some("claims"));
    let mut tags: BTreeMap<&str, ThemeId> = BTreeMap::new();
    let mut made = Vec::new();
    let mut people = 0;
    for (at, class) in elements.classes.iter().enumerate() {
        draft.tally.kept(if class.kind == Kind::Statement {
            "statements"
        } else {
            "arguments"
        });
        let place = format!("line {}", class.line);
        draft.tally.lost_n(
            "marks for bold and italic",
            "texts of a record are plain",
            class.marks,
            place.clone(),
        );
        draft.tally.lost_n(
            "other wordings of one title",
            "a claim has one text: the last definition's",
            class.others,
            place,
        );
        if class.is_stakeholder {
            people += 1;
            made.push(Made::Stakeholder(stakeholder(draft, class)));
            continue;
        }
        let id = draft.claim(class.title.as_deref(), class.words());
        let mut themes: BTreeMap<ThemeId, Stance> = BTreeMap::new();
        for tag in &class.tags {
            let id = tags.entry(tag).or_insert_with(|| {
                draft.tally.kept("tags");
                draft.theme(tag, None)
            });
            themes.insert(id.clone(), Stance::Support);
        }
        themes.extend(
            class
                .section
                .and_then(|at| sections[at].clone())
                .map(|id| (id, Stance::Support)),
        );
        let comment = remark(class, id.as_str(), blocks, at, elements);
        if let Some(claim) = draft.last_claim() {
            claim.themes = themes;
            claim.comment = comment;
        }
        made.push(Made::Claim(id));
    }
    if !draft.parts.themes.is_empty() {
        draft
            .tally
            .note("tags and headings are themes, and each claim is taken to speak for its own");
    }
    if people > 0 {
        draft.tally.note(format!("{people} elements are stakeholders: by heading, tag or data; what they bear on are statements"));
    }
    made
}

/// What is known of a claim besides its words.
fn remark(
    class: &Class,
    id: &str,
    blocks: &Blocks,
    at: usize,
    elements: &Elements,
) -> Option<String> {
    let mut said = Vec::new();
    let title = class.title.as_deref().filter(|title| {
        *title != class.words()
            && super::slug::slug(title, usize::MAX).as_deref() != Some(title)
            && *title != id
    });
    if let Some(title) = title {
        let (open, close) = if class.kind == Kind::Statement {
            ('[', ']')
        } else {
            ('<', '>')
        };
        said.push(format!("{open}{title}{close}"));
    }
    said.extend(class.data.iter().map(|data| format!("{{{data}}}")));
    for (argument, rule) in &blocks.rules {
        if elements.of[*argument] == at {
            said.push(format!("inference: {rule}"));
        }
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn stakeholder(draft: &mut Draft, class: &Class) -> StakeholderId {
    let title = class.title.as_deref();
    // A gist is what the stakeholder is called in full.
    let name = if class.words().is_empty() {
        title.unwrap_or_default()
    } else {
        class.words()
    };
    let kind = class
        .tags
        .iter()
        .find_map(|tag| tag.to_lowercase().parse().ok());
    let kind = kind.unwrap_or(StakeholderKind::Other);
    let id = draft.named_stakeholder(title.unwrap_or(name), name, kind);
    if let Some(one) = draft.parts.stakeholders.last_mut() {
        if let Some(title) = title.filter(|title| *title != one.name) {
            one.aliases.push(title.to_owned());
        }
        if !class.tags.is_empty() {
            one.attributes
                .insert("tags".to_owned(), class.tags.join(", "));
        }
        for (key, value) in &class.pairs {
            if !key.is_empty() && !value.is_empty() && key != "stakeholder" {
                one.attributes.insert(key.clone(), value.clone());
            }
        }
    }
    id
}

/// Statements of those whom data names.
fn held(draft: &mut Draft, elements: &Elements, made: &[Made], source: &SourceId) {
    let mut people: BTreeMap<String, StakeholderId> = BTreeMap::new();
    for one in &draft.parts.stakeholders {
        for name in one.aliases.iter().chain([&one.name]) {
            people.insert(name.to_lowercase(), one.id.clone());
        }
    }
    for (class, made) in elements.classes.iter().zip(made) {
        let Made::Claim(claim) = made else { continue };
        for (keys, stance) in [(HOLDERS, Stance::Support), (DISPUTERS, Stance::Concern)] {
            let named = class
                .pairs
                .iter()
                .filter(|(key, _)| keys.contains(&key.to_lowercase().as_str()));
            for (_, name) in named {
                if name.is_empty() {
                    continue;
                }
                let who = match people.get(&name.to_lowercase()) {
                    Some(id) => id.clone(),
                    None => {
                        let id = draft.stakeholder(name, StakeholderKind::Other);
                        people.insert(name.to_lowercase(), id.clone());
                        id
                    }
                };
                draft.statement(&format!("{who} {claim}"), (&who, claim), stance, source);
                draft.tally.kept("names in data");
            }
        }
    }
}

fn relations(
    draft: &mut Draft,
    blocks: &Blocks,
    elements: &Elements,
    made: &[Made],
    source: &SourceId,
) {
    draft.tally.expect("relations", None);
    let mut said = std::collections::BTreeSet::new();
    for (at, element) in blocks.elements.iter().enumerate() {
        let this = elements.of[at];
        let place = format!("line {}", element.line);
        match element.place {
            Place::Top => {}
            Place::Step(argument, inferred) => {
                let argument = elements.of[argument];
                let (things, ends, note) = if inferred {
                    ("conclusions", (argument, this), "conclusion")
                } else {
                    ("premises", (this, argument), "premise")
                };
                let (Made::Claim(from), Made::Claim(to)) = (&made[ends.0], &made[ends.1]) else {
                    draft
                        .tally
                        .skipped(things, "one of its ends is a stakeholder", place);
                    continue;
                };
                draft.relation(
                    things,
                    (from, to),
                    Stance::Support,
                    Some(source),
                    Some(note.to_owned()),
                );
            }
            Place::Below(None, _) => {
                draft
                    .tally
                    .skipped("relations", "nothing stands above it", place);
            }
            Place::Below(Some(above), bearing) => {
                let above = elements.of[above];
                let (from, to, stance, note) = match bearing {
                    Bearing::Supports => (this, above, Stance::Support, None),
                    Bearing::Attacks => (this, above, Stance::Concern, None),
                    Bearing::Undercuts => (this, above, Stance::Concern, Some("undercut")),
                    Bearing::Supported => (above, this, Stance::Support, None),
                    Bearing::Attacked => (above, this, Stance::Concern, None),
                    Bearing::Undercut => (above, this, Stance::Concern, Some("undercut")),
                    Bearing::Contradicts => (this, above, Stance::Concern, Some("contradiction")),
                };
                match (&made[from], &made[to]) {
                    (Made::Claim(a), Made::Claim(b)) => {
                        let note = note.map(str::to_owned);
                        draft.relation("relations", (a, b), stance, Some(source), note.clone());
                        if bearing == Bearing::Contradicts {
                            draft.relation(
                                "other ways of contradictions",
                                (b, a),
                                stance,
                                Some(source),
                                note,
                            );
                        }
                    }
                    (Made::Stakeholder(who), Made::Claim(claim)) => {
                        if said.insert((from, to, stance)) {
                            draft.statement(
                                &format!("{who} {claim}"),
                                (who, claim),
                                stance,
                                source,
                            );
                            draft.tally.kept("relations");
                        } else {
                            draft.tally.repeated(
                                "relations",
                                "the same relation stands there before",
                                place,
                            );
                        }
                    }
                    _ => {
                        let why = "it bears on a stakeholder, and statements and relations lead to claims";
                        draft.tally.skipped("relations", why, place);
                    }
                }
            }
        }
    }
    let steps = &blocks.inferences;
    let several = steps
        .iter()
        .filter(|one| steps.iter().filter(|other| other == one).count() > 1);
    let why = "all premises support the argument; which step uses which is not said";
    draft
        .tally
        .lost_n("steps of arguments with several", why, several.count(), "");
}
