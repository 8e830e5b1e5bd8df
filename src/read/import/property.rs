//! Property graphs as records: those that we made come back whole, others by the names of their
//! classes and attributes.

use std::collections::{BTreeMap, BTreeSet};

use super::Import;
use super::draft::Draft;
use super::text::{is_web_address, one_line};
use crate::model::{
    ATTRIBUTE_NAMES, Attributes, ClaimId, EDGE_KIND, NODE_KIND, PropertyEdge, PropertyGraph,
    PropertyNode, STANCE, SourceId, Span, StakeholderId, StakeholderKind, Stance, ThemeId, Value,
    attribute, attribute_key,
};
use crate::read::problem::TextFile;
use crate::read::table_words::yes_or_no;
use crate::read::when::when;

/// What a node became.
#[derive(Clone)]
enum Made {
    Stakeholder(StakeholderId),
    Claim(ClaimId),
    Theme(ThemeId),
    Source,
    Nothing,
}

/// The record of a property graph.
///
/// Nodes are stakeholders, claims, themes or sources by their class, else by an attribute
/// `nodeKind`, `kind`, `type` or `category` (a kind of stakeholder makes a stakeholder), else by
/// the part of their id before a colon. Edges are what their ends make them: stakeholder to
/// claim a statement, claim to theme what it speaks for, claim to claim a relation, theme to
/// theme a broader one; stakeholder to theme is a statement on a claim of the theme's name. The
/// stance is the edge's, else in an attribute `stance`, `sign`, `agreement` or `kind`, else the
/// label, else the sign of its weight. Attributes that a record has no place for go into
/// remarks; looks are not kept, and ties that nothing of a record matches are skipped.
pub fn property_record(graph: &PropertyGraph, files: Vec<TextFile>) -> Import {
    let mut reader = Reader {
        draft: Draft::new(files),
        made: Vec::new(),
        sources: BTreeMap::new(),
        theme_claims: BTreeMap::new(),
        title: graph.title.clone(),
    };
    reader.draft.parts.title = graph.title.clone();
    reader.whole(&graph.attributes);
    reader.nodes(&graph.nodes);
    reader.edges(graph);
    reader.draft.finish()
}

struct Reader {
    draft: Draft,
    made: Vec<Made>,
    sources: BTreeMap<String, SourceId>,
    theme_claims: BTreeMap<ThemeId, ClaimId>,
    title: Option<String>,
}

/// The text of an attribute that says something.
fn text(list: &Attributes, name: &str) -> Option<String> {
    let value = attribute(list, name)?.to_string();
    (!value.trim().is_empty()).then_some(value)
}

fn texts(list: &Attributes, name: &str) -> Vec<String> {
    attribute(list, name)
        .map(Value::texts)
        .unwrap_or_default()
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect()
}

fn date(text: &str) -> Option<crate::model::Date> {
    let range = when(text).filter(|range| range.end() - range.start() < 86_400)?;
    Some(crate::model::events::time::civil(*range.start()).date())
}

/// Attributes that are not in a list of names, as a remark.
fn others(list: &Attributes, known: &[&str]) -> Option<String> {
    let rest = list.iter().filter(|(name, value)| {
        !known.contains(&name.as_str()) && !value.to_string().trim().is_empty()
    });
    let rest: Vec<String> = rest
        .map(|(name, value)| format!("{name}: {}", one_line(&value.to_string())))
        .collect();
    (!rest.is_empty()).then(|| rest.join("; "))
}

fn joined(comment: Option<String>, more: Option<String>) -> Option<String> {
    match (comment, more) {
        (Some(comment), Some(more)) => Some(format!("{comment}; {more}")),
        (one, other) => one.or(other),
    }
}

const CLASSES: [&str; 5] = [NODE_KIND, "kind", "type", "category", "class"];

/// Which noun a word for a class means, and which kind of stakeholder.
fn noun(word: &str) -> Option<(&'static str, Option<StakeholderKind>)> {
    let word = word.trim().to_lowercase();
    let found = match word.as_str() {
        "stakeholder" | "actor" | "organisation" | "organization" | "person" | "speaker"
        | "participant" | "agent" => "stakeholder",
        "claim" | "concept" | "statement" | "argument" | "proposition" | "assertion" => "claim",
        "theme" | "topic" | "issue" | "subject" | "keyword" | "tag" => "theme",
        "source" | "document" | "meeting" => "source",
        other => return other.parse().ok().map(|kind| ("stakeholder", Some(kind))),
    };
    Some((found, None))
}

impl Reader {
    fn whole(&mut self, list: &Attributes) {
        self.draft.parts.schema = text(list, "schema");
        let rest = others(list, &["schema", "comment", "uncited", "title", "name"]);
        self.draft.parts.comment = joined(text(list, "comment"), rest);
        let uncited = match attribute(list, "uncited") {
            Some(value) => value.texts(),
            None => Vec::new(),
        };
        for one in uncited {
            let Ok(serde_json::Value::Object(object)) = serde_json::from_str(&one) else {
                self.draft.tally.skipped(
                    "sources that nothing cites",
                    "it is no JSON object",
                    one_line(&one),
                );
                continue;
            };
            let field = |key: &str| {
                object
                    .get(key)
                    .and_then(|value| value.as_str())
                    .map(str::to_owned)
            };
            let id = field("id").unwrap_or_default();
            let fields = ["title", "date", "url", "text", "comment"].map(field);
            self.source(&id, fields);
        }
    }

    /// The source with an id, made where it is not there yet.
    fn source(
        &mut self,
        id: &str,
        [title, day, url, file, comment]: [Option<String>; 5],
    ) -> SourceId {
        if let Some(known) = self.sources.get(id) {
            return known.clone();
        }
        let title = title.unwrap_or_else(|| id.to_owned());
        let name = if id.is_empty() { title.as_str() } else { id };
        let made = self.draft.named_source(name, &title);
        if let Some(source) = self.draft.parts.sources.last_mut() {
            source.date = day.as_deref().and_then(date);
            source.url = url.filter(|url| is_web_address(url));
            source.text =
                file.filter(|name| !name.contains("..") && !name.starts_with(['/', '\\']));
            source.comment = comment;
        }
        self.draft.tally.kept("sources");
        self.sources.insert(id.to_owned(), made.clone());
        made
    }

    /// The source that an edge names; one for all that name none.
    fn source_of(&mut self, list: &Attributes) -> SourceId {
        let id = text(list, "sourceId");
        let fields = [
            "sourceTitle",
            "sourceDate",
            "sourceUrl",
            "sourceTextFile",
            "sourceComment",
        ]
        .map(|name| text(list, name));
        match id {
            Some(id) => self.source(&id, fields),
            None => {
                let title = self.title.clone().unwrap_or_else(|| "graph".to_owned());
                self.draft
                    .tally
                    .note("what names no source is in one source, the graph");
                self.source("", [Some(title), None, None, None, None])
            }
        }
    }

    fn nodes(&mut self, nodes: &[PropertyNode]) {
        self.draft.tally.expect("nodes", None);
        for node in nodes {
            let class = noun(&node.class)
                .or_else(|| {
                    CLASSES
                        .iter()
                        .find_map(|name| noun(&text(&node.attributes, name)?))
                })
                .or_else(|| noun(node.id.split_once(':')?.0));
            let id = node
                .id
                .split_once(':')
                .filter(|(class, _)| noun(class).is_some())
                .map_or(node.id.as_str(), |(_, id)| id);
            let label = if node.label.trim().is_empty() {
                id
            } else {
                &node.label
            };
            let list = &node.attributes;
            let made = match class {
                Some(("stakeholder", kind)) => {
                    Made::Stakeholder(self.stakeholder(id, label, kind, list))
                }
                Some(("claim", _)) => {
                    let made = self.draft.claim(Some(id), label);
                    let rest = others(list, &["comment", NODE_KIND]);
                    if let Some(claim) = self.draft.last_claim() {
                        claim.comment = joined(text(list, "comment"), rest);
                    }
                    Made::Claim(made)
                }
                Some(("theme", _)) => {
                    let made = self.draft.named_theme(id, label);
                    let rest = others(list, &["comment", "definition", "keywords", NODE_KIND]);
                    if let Some(theme) = self.draft.parts.themes.last_mut() {
                        theme.definition = text(list, "definition");
                        theme.keywords = texts(list, "keywords");
                        theme.comment = joined(text(list, "comment"), rest);
                    }
                    Made::Theme(made)
                }
                Some(_) => {
                    let fields =
                        ["date", "url", "textFile", "comment"].map(|name| text(list, name));
                    let [day, url, file, comment] = fields;
                    self.source(id, [Some(label.to_owned()), day, url, file, comment]);
                    Made::Source
                }
                None => {
                    let why = "nothing says that it is a stakeholder, a claim or a theme";
                    self.draft.tally.skipped("nodes", why, one_line(&node.id));
                    self.made.push(Made::Nothing);
                    continue;
                }
            };
            if node.look.is_some() {
                self.draft.tally.lost(
                    "looks of nodes",
                    "pictures are drawn anew",
                    one_line(&node.id),
                );
            }
            self.draft.tally.kept("nodes");
            self.made.push(made);
        }
    }

    fn stakeholder(
        &mut self,
        id: &str,
        label: &str,
        kind: Option<StakeholderKind>,
        list: &Attributes,
    ) -> StakeholderId {
        let told = text(list, "stakeholderKind").and_then(|word| word.to_lowercase().parse().ok());
        let made = self.draft.named_stakeholder(
            id,
            label,
            told.or(kind).unwrap_or(StakeholderKind::Other),
        );
        let names: BTreeMap<String, String> = (texts(list, ATTRIBUTE_NAMES).iter())
            .filter_map(|pair| {
                pair.split_once('=')
                    .map(|(column, key)| (column.to_owned(), key.to_owned()))
            })
            .collect();
        if let Some(one) = self.draft.parts.stakeholders.last_mut() {
            one.aliases = texts(list, "aliases");
            one.comment = text(list, "comment");
            for (name, value) in list {
                let known = [
                    "stakeholderKind",
                    "aliases",
                    "comment",
                    ATTRIBUTE_NAMES,
                    NODE_KIND,
                ];
                if known.contains(&name.as_str()) {
                    continue;
                }
                let key = names
                    .get(name)
                    .cloned()
                    .or_else(|| attribute_key(name))
                    .unwrap_or_else(|| name.clone());
                one.attributes.insert(key, value.to_string());
            }
        }
        made
    }

    fn edges(&mut self, graph: &PropertyGraph) {
        self.draft.tally.expect("edges", None);
        let stated = graph.edges.iter().any(|edge| edge.class == "statement");
        let mut broader: BTreeSet<ThemeId> = BTreeSet::new();
        for edge in &graph.edges {
            let place = one_line(&edge.id);
            let (Some(from), Some(to)) = (
                self.made.get(edge.source).cloned(),
                self.made.get(edge.target).cloned(),
            ) else {
                self.draft
                    .tally
                    .skipped("edges", "an end leads to no node", place);
                continue;
            };
            let stance = stance(edge);
            let why = match (from, to, stance) {
                (Made::Stakeholder(who), Made::Claim(claim), Some(stance)) => {
                    self.statement(edge, (&who, &claim), stance);
                    continue;
                }
                (Made::Stakeholder(_), Made::Theme(_), _) if stated => {
                    self.draft
                        .tally
                        .repeated("edges", "it follows from the statements", place);
                    continue;
                }
                (Made::Stakeholder(who), Made::Theme(theme), Some(stance)) => {
                    let claim = self.theme_claim(&theme);
                    self.statement(edge, (&who, &claim), stance);
                    continue;
                }
                (Made::Claim(claim), Made::Theme(theme), stance) => {
                    if stance.is_none() {
                        self.draft.tally.note(
                            "claims are taken to speak for themes where an edge has no stance",
                        );
                    }
                    let stance = stance.unwrap_or(Stance::Support);
                    // Nodes are in the order of the claims only where all are claims.
                    let Some(at) = self.draft.claim_at(&claim) else {
                        continue;
                    };
                    match self.draft.parts.claims[at].themes.insert(theme, stance) {
                        Some(before) if before != stance => {
                            "it says the contrary of an edge before it, and counts"
                        }
                        _ => {
                            self.draft.tally.kept("edges");
                            continue;
                        }
                    }
                }
                (Made::Claim(from), Made::Claim(to), Some(stance)) => {
                    self.relation(edge, (&from, &to), stance);
                    continue;
                }
                (Made::Theme(narrow), Made::Theme(wide), _) if edge.class != "tie" => {
                    if narrow == wide || !broader.insert(narrow.clone()) {
                        "a theme is part of one other"
                    } else {
                        if let Some(theme) = self.draft.theme_of(&narrow) {
                            theme.broader = Some(wide);
                        }
                        self.draft.tally.kept("edges");
                        continue;
                    }
                }
                (Made::Stakeholder(_), Made::Claim(_) | Made::Theme(_), None)
                | (Made::Claim(_), Made::Claim(_), None) => "it has no stance",
                (Made::Nothing, ..) | (_, Made::Nothing, _) => "one of its ends was skipped",
                (Made::Stakeholder(_), Made::Stakeholder(_), _) => {
                    "a record has no ties between stakeholders"
                }
                _ => "a record has no such edge",
            };
            self.draft.tally.skipped("edges", why, place);
        }
    }

    fn theme_claim(&mut self, theme: &ThemeId) -> ClaimId {
        if let Some(known) = self.theme_claims.get(theme) {
            return known.clone();
        }
        let name = self.draft.theme_of(theme).map(|one| one.name.clone());
        let made = self
            .draft
            .claim(Some(theme.as_str()), &name.unwrap_or_default());
        if let Some(claim) = self.draft.last_claim() {
            claim.themes.insert(theme.clone(), Stance::Support);
        }
        self.draft.tally.note(
            "edges from stakeholders to themes are statements on claims with the themes' names",
        );
        self.theme_claims.insert(theme.clone(), made.clone());
        made
    }

    fn statement(&mut self, edge: &PropertyEdge, ends: (&StakeholderId, &ClaimId), stance: Stance) {
        let list = &edge.attributes;
        let source = self.source_of(list);
        let name = match edge.id.split_once(':') {
            Some(("statement", id)) => id.to_owned(),
            _ if edge.id.is_empty() => format!("{} {}", ends.0, ends.1),
            _ => edge.id.clone(),
        };
        let number = |name: &str| {
            text(list, name)?
                .parse::<f64>()
                .ok()
                .filter(|n| n.fract() == 0.0 && (0.0..4_294_967_296.0).contains(n))
                .map(|n| n as u32)
        };
        let span = number("spanStart")
            .zip(number("spanEnd"))
            .and_then(|(start, end)| Span::new(start, end));
        let known = [
            "date",
            "paragraph",
            "spanStart",
            "spanEnd",
            "quote",
            "speaker",
            "condition",
            "fidelity",
            "coder",
            "note",
            "comment",
            "sourceId",
            "sourceTitle",
            "sourceDate",
            "sourceUrl",
            "sourceTextFile",
            "sourceComment",
            EDGE_KIND,
            STANCE,
            "firstDay",
            "lastDay",
        ];
        let mut rest = others(list, &known);
        if (edge.weight.abs() - 1.0).abs() > f64::EPSILON {
            rest = joined(Some(format!("weight: {}", edge.weight)), rest);
        }
        let foreign = edge.class != "statement";
        let day = text(list, "date").as_deref().and_then(date);
        let days = edge.days.filter(|_| foreign).map(|(first, _)| first);
        let row = self.draft.statement(&name, ends, stance, &source);
        row.paragraph = number("paragraph").and_then(std::num::NonZeroU32::new);
        row.span = span;
        row.quote = text(list, "quote");
        row.date = day.or(days);
        row.speaker = text(list, "speaker");
        row.condition = text(list, "condition");
        row.fidelity = text(list, "fidelity").and_then(|word| word.parse().ok());
        row.coder = text(list, "coder");
        row.note = text(list, "note");
        row.comment = joined(text(list, "comment"), rest);
        self.draft.tally.kept("edges");
    }

    fn relation(&mut self, edge: &PropertyEdge, (from, to): (&ClaimId, &ClaimId), stance: Stance) {
        let list = &edge.attributes;
        let source = text(list, "sourceId")
            .is_some()
            .then(|| self.source_of(list));
        let known = [
            "basis",
            "comment",
            "sourceId",
            "sourceTitle",
            "sourceDate",
            "sourceUrl",
            "sourceTextFile",
            "sourceComment",
            EDGE_KIND,
            STANCE,
            "firstDay",
            "lastDay",
        ];
        self.draft.parts.relations.push(crate::model::Relation {
            from: from.clone(),
            to: to.clone(),
            stance,
            basis: text(list, "basis").and_then(|word| word.parse().ok()),
            source,
            comment: joined(text(list, "comment"), others(list, &known)),
        });
        self.draft.tally.kept("edges");
    }
}

/// The stance of an edge, wherever it says it.
fn stance(edge: &PropertyEdge) -> Option<Stance> {
    let of = |word: &str| {
        yes_or_no(word).map(|yes| {
            if yes {
                Stance::Support
            } else {
                Stance::Concern
            }
        })
    };
    let said = [
        STANCE,
        "sign",
        "agreement",
        "kind",
        "polarity",
        "relation",
        "type",
    ];
    edge.stance
        .or_else(|| {
            said.iter()
                .find_map(|name| of(&text(&edge.attributes, name)?))
        })
        .or_else(|| of(&edge.label))
        .or_else(|| (edge.weight < 0.0).then_some(Stance::Concern))
}
