//! Argdown that we wrote ourselves: the codebook in the front matter, a statement of a
//! stakeholder in each argument.

use serde_json::{Map, Value};

use super::blocks::{Bearing, Blocks, Place};
use super::flow::flow;
use super::inline::{Inline, Kind, inline};
use crate::model::{Date, Relation, Span, StakeholderKind, Stance, ThemeId};
use crate::read::import::draft::Draft;
use crate::read::import::text::is_web_address;
use crate::read::problem::TextFile;

type Object = Map<String, Value>;

fn text(object: &Object, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

fn texts(object: &Object, key: &str) -> Vec<String> {
    let items = object
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    items
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

fn date(object: &Object) -> Option<Date> {
    text(object, "date")?.parse().ok()
}

fn data(element: &Inline) -> Option<Object> {
    let raw = element
        .raw_data
        .as_deref()
        .map_or_else(|| "{}".to_owned(), |raw| format!("{{{raw}}}"));
    match flow(&raw)? {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// The objects of a list of the front matter; `None` where one is none.
fn list(blocks: &Blocks, key: &str) -> Option<Vec<Object>> {
    let items = blocks.front.get(&[key]).iter();
    items
        .map(|item| match flow(item)? {
            Value::Object(object) if object.contains_key("id") => Some(object),
            _ => None,
        })
        .collect()
}

/// The record of a document that has our codebook, each argument of which is a statement on a
/// claim; `None` where it is another's.
pub(super) fn own(blocks: &Blocks, files: &[TextFile]) -> Option<Draft> {
    let [sources, people, themes] =
        ["sources", "stakeholders", "themes"].map(|key| list(blocks, key));
    let (sources, people, themes) = (sources?, people?, themes?);
    if sources.is_empty() && people.is_empty() && themes.is_empty() {
        return None;
    }
    let mut draft = Draft::new(files.to_vec());
    draft.parts.title = super::title(blocks);
    for one in &sources {
        let id = text(one, "id")?;
        draft.named_source(&id, &text(one, "title")?);
        let source = draft.parts.sources.last_mut()?;
        source.date = date(one);
        source.url = text(one, "url").filter(|url| is_web_address(url));
        source.text = text(one, "text");
        source.comment = text(one, "comment");
    }
    for one in &people {
        let kind = text(one, "kind")?.parse().unwrap_or(StakeholderKind::Other);
        draft.named_stakeholder(&text(one, "id")?, &text(one, "name")?, kind);
        let who = draft.parts.stakeholders.last_mut()?;
        who.aliases = texts(one, "aliases");
        who.comment = text(one, "comment");
        let free = one
            .get("attributes")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        who.attributes = free
            .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
            .collect();
    }
    for one in &themes {
        draft.named_theme(&text(one, "id")?, &text(one, "name")?);
        let theme = draft.parts.themes.last_mut()?;
        theme.definition = text(one, "definition");
        theme.keywords = texts(one, "keywords");
        theme.comment = text(one, "comment");
        theme.broader = text(one, "broader").and_then(|id| ThemeId::new(&id).ok());
    }
    for (things, n) in [
        ("sources", sources.len()),
        ("stakeholders", people.len()),
        ("themes", themes.len()),
    ] {
        draft.tally.kept_n(things, n);
    }
    let read: Vec<Inline> = blocks.elements.iter().map(|one| inline(&one.raw)).collect();
    for (element, read) in blocks.elements.iter().zip(&read) {
        if element.place == Place::Top && read.kind == Kind::Statement {
            claim(&mut draft, read)?;
        }
    }
    for (at, element) in blocks.elements.iter().enumerate() {
        let Place::Below(above, bearing) = element.place else {
            continue;
        };
        let above = above?;
        let target = read[at]
            .title
            .as_deref()
            .and_then(|id| crate::model::ClaimId::new(id).ok())?;
        draft.claim_at(&target)?;
        let stance = match bearing {
            Bearing::Supports | Bearing::Supported => Stance::Support,
            Bearing::Attacks | Bearing::Attacked => Stance::Concern,
            _ => return None,
        };
        if read[above].kind == Kind::Argument {
            statement(&mut draft, &read[above], (&target, stance))?;
        } else {
            let to = crate::model::ClaimId::new(read[above].title.as_deref()?).ok()?;
            draft.parts.relations.push(Relation {
                from: target,
                to,
                stance,
                basis: None,
                source: None,
                comment: None,
            });
            draft.tally.kept("relations");
        }
    }
    Some(draft)
}

fn claim(draft: &mut Draft, read: &Inline) -> Option<()> {
    let object = data(read)?;
    draft.claim(Some(read.title.as_deref()?), &read.words);
    let claim = draft.last_claim()?;
    for (theme, stance) in object
        .get("themes")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let theme = ThemeId::new(theme).ok()?;
        claim.themes.insert(theme, stance.as_str()?.parse().ok()?);
    }
    claim.comment = text(&object, "comment");
    draft.tally.kept("claims");
    Some(())
}

fn statement(
    draft: &mut Draft,
    read: &Inline,
    (claim, stance): (&crate::model::ClaimId, Stance),
) -> Option<()> {
    let object = data(read)?;
    let who = crate::model::StakeholderId::new(&text(&object, "stakeholder")?).ok()?;
    let source = crate::model::SourceId::new(&text(&object, "source")?).ok()?;
    let span: Vec<u32> = texts(&object, "span")
        .iter()
        .filter_map(|at| at.parse().ok())
        .collect();
    let row = draft.statement(read.title.as_deref()?, (&who, claim), stance, &source);
    row.paragraph = text(&object, "paragraph").and_then(|n| n.parse().ok());
    row.span = match *span.as_slice() {
        [start, end] => Span::new(start, end),
        _ => None,
    };
    row.date = date(&object);
    row.quote = text(&object, "quote");
    row.speaker = text(&object, "speaker");
    row.condition = text(&object, "condition");
    row.fidelity = text(&object, "fidelity").and_then(|word| word.parse().ok());
    row.coder = text(&object, "coder");
    row.note = text(&object, "note");
    row.comment = text(&object, "comment");
    draft.tally.kept("statements");
    Some(())
}
