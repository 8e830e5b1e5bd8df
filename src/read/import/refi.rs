//! REFI-QDA: codebooks (`.qdc`) and projects (`.qdpx`, a ZIP archive with `project.qde`).

use std::collections::BTreeMap;

use roxmltree::Node;

use super::Import;
use super::draft::Draft;
use super::text::{more_text, one_line, text};
use super::unzip::unzip;
use super::xml::{child, children, parse, words};
use crate::model::{ClaimId, SourceId, Span, StakeholderId, StakeholderKind, Stance, ThemeId};
use crate::read::Input;
use crate::read::codes::Code;
use crate::read::problem::{Problem, TextFile};
use crate::read::table_words::yes_or_no;

/// Reads a codebook: every code is a theme, part of the code that it stands in, with its
/// description as definition. Colours and sets have no place.
pub fn qdc(input: Input) -> Import {
    let (text, mut draft) = text(input);
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let Some(document) = parse(&text, 0, &mut draft) else {
        return draft.finish();
    };
    let root = document.root_element();
    let book = root
        .descendants()
        .find(|node| node.tag_name().name() == "CodeBook");
    match book {
        Some(book) => {
            themes(&mut draft, book, &mut |_| false);
            let sets = book
                .descendants()
                .filter(|node| node.has_tag_name_local("Set"))
                .count();
            draft
                .tally
                .lost_n("sets", "a record has no sets of themes", sets, "");
        }
        None => draft.problems.push(missing("CodeBook")),
    }
    draft.finish()
}

/// Names without regard to namespaces, which differ between versions of the standard.
trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn missing(name: &str) -> Problem {
    let message = format!("the file has no <{name}>, which REFI-QDA demands");
    Problem::new(Code::BadExchange, message).help("export it again as REFI-QDA codebook or project")
}

fn guid(node: Node<'_, '_>, name: &str) -> String {
    node.attribute(name)
        .unwrap_or_default()
        .trim()
        .to_lowercase()
}

fn name_of(node: Node<'_, '_>) -> String {
    one_line(node.attribute("name").unwrap_or_default())
}

/// The themes of a codebook by their GUIDs, but for codes that are something else.
fn themes(
    draft: &mut Draft,
    book: Node<'_, '_>,
    other: &mut dyn FnMut(Node<'_, '_>) -> bool,
) -> BTreeMap<String, ThemeId> {
    draft.tally.expect("codes", Some("themes"));
    let mut of: BTreeMap<String, ThemeId> = BTreeMap::new();
    let mut by_node: BTreeMap<u32, ThemeId> = BTreeMap::new();
    for code in book
        .descendants()
        .filter(|node| node.has_tag_name_local("Code"))
    {
        let name = name_of(code);
        if other(code) {
            draft.tally.kept("codes of stance, of claims and of groups");
            continue;
        }
        let broader = code
            .parent()
            .and_then(|above| by_node.get(&above.id().get()).cloned());
        let id = draft.theme(&name, broader);
        draft.tally.kept("codes");
        if let Some(theme) = draft.parts.themes.last_mut() {
            theme.definition = child(code, "Description")
                .map(words)
                .filter(|text| !text.is_empty());
        }
        if code.attribute("color").is_some() {
            draft
                .tally
                .lost("colours of codes", "themes have none", name.clone());
        }
        if code.attribute("isCodable") == Some("false") {
            draft.tally.lost(
                "codes that may not be used",
                "every theme may be used",
                name.clone(),
            );
        }
        let notes = children(code, "NoteRef").count();
        draft.tally.lost_n(
            "notes on codes",
            "a theme has a definition only",
            notes,
            name,
        );
        let guid = guid(code, "guid");
        if !guid.is_empty() {
            of.insert(guid, id.clone());
        }
        by_node.insert(code.id().get(), id);
    }
    of
}

/// Reads a project: codes are themes, cases stakeholders, sources sources, and each coding a
/// statement of the case that its passage (or source) belongs to.
///
/// What is coded becomes a claim of the code's name that speaks for the theme; the passage is
/// the statement's quote, its place the span. A code named support, concern, pro, con and the
/// like on the same passage gives the stance; without one it is support. Where no case has a
/// passage, its source stands for who speaks. Values of variables are attributes of cases.
/// Links, sets, graphs, notes and places in pictures and recordings are not kept.
pub fn qdpx(input: Input) -> Import {
    let archive = input.bytes.starts_with(b"PK");
    let name = input.name.clone();
    if !archive {
        let (text, draft) = text(input);
        return project(&text, BTreeMap::new(), draft);
    }
    let mut draft = Draft::default();
    let wanted = |name: &str| {
        let name = name.to_lowercase();
        name.ends_with(".qde") || name.ends_with(".txt")
    };
    let entries = match unzip(&input.bytes, wanted) {
        Ok(entries) => entries,
        Err(problem) => {
            draft.files.push(TextFile {
                name,
                ..TextFile::default()
            });
            draft.problems.push(*problem);
            return draft.finish();
        }
    };
    let mut project_text = None;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (entry, bytes) in entries {
        if entry.to_lowercase().ends_with(".qde") && project_text.is_none() {
            let input = Input {
                name: format!("{name}/{entry}"),
                bytes,
            };
            project_text = Some(more_text(input, &mut draft));
            continue;
        }
        // A text in another encoding only costs its quotes.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                texts.insert(super::table::base(&entry), text.to_owned());
            }
            Err(_) => draft
                .tally
                .lost("texts of sources", "it is not UTF-8", entry),
        }
    }
    match project_text {
        Some(text) => project(&text, texts, draft),
        None => {
            draft.files.push(TextFile {
                name,
                ..TextFile::default()
            });
            let message = "the archive has no project.qde, which every REFI-QDA project has";
            draft.problems.push(
                Problem::new(Code::BadExchange, message)
                    .help("export it again as REFI-QDA project"),
            );
            draft.finish()
        }
    }
}

/// Words that stand for a stance as the name of a code.
fn stance_of(name: &str) -> Option<Stance> {
    let word = name.trim();
    if !word.chars().all(char::is_alphabetic) || word.len() < 3 {
        return None;
    }
    yes_or_no(word).map(|yes| {
        if yes {
            Stance::Support
        } else {
            Stance::Concern
        }
    })
}

/// Longer passages are no quotes; many over one text would fill the memory.
const MOST_QUOTED: u32 = 5000;

struct Reader {
    draft: Draft,
    themes: BTreeMap<String, ThemeId>,
    stances: BTreeMap<String, Stance>,
    /// Codes that are claims themselves.
    stated: BTreeMap<String, ClaimId>,
    users: BTreeMap<String, String>,
    /// Who has a passage or a source.
    speakers: BTreeMap<String, Vec<StakeholderId>>,
    claims: BTreeMap<ThemeId, ClaimId>,
    texts: BTreeMap<String, String>,
}

fn project(text: &str, texts: BTreeMap<String, String>, mut draft: Draft) -> Import {
    if !draft.problems.is_empty() {
        return draft.finish();
    }
    let Some(document) = parse(text, draft.files.len().saturating_sub(1), &mut draft) else {
        return draft.finish();
    };
    let root = document.root_element();
    if !root.has_tag_name_local("Project") {
        draft.problems.push(missing("Project"));
        return draft.finish();
    }
    let name = name_of(root);
    draft.parts.title = Some(name).filter(|name| !name.is_empty());
    let mut reader = Reader {
        draft,
        themes: BTreeMap::new(),
        stances: BTreeMap::new(),
        stated: BTreeMap::new(),
        users: BTreeMap::new(),
        speakers: BTreeMap::new(),
        claims: BTreeMap::new(),
        texts,
    };
    if let Some(book) = child(root, "CodeBook") {
        let mut stances = BTreeMap::new();
        let mut stated = Vec::new();
        let mut of_stance = |code: Node<'_, '_>| {
            let group = |node: Node<'_, '_>, names: &[&str]| {
                let name = name_of(node);
                node.attribute("isCodable") == Some("false") && names.contains(&name.as_str())
            };
            if group(code, &["Themes", "Claims"]) {
                return true;
            }
            if code.parent().is_some_and(|above| group(above, &["Claims"])) {
                stated.push((guid(code, "guid"), name_of(code)));
                return true;
            }
            if let Some(stance) = stance_of(&name_of(code)) {
                stances.insert(guid(code, "guid"), stance);
                return true;
            }
            // A folder of nothing but stances.
            let mut below = children(code, "Code").peekable();
            below.peek().is_some() && below.all(|code| stance_of(&name_of(code)).is_some())
        };
        reader.themes = themes(&mut reader.draft, book, &mut of_stance);
        reader.stances = stances;
        for (guid, name) in stated {
            let id = reader.draft.claim(None, &name);
            reader.stated.insert(guid, id);
        }
    }
    for user in root
        .descendants()
        .filter(|node| node.has_tag_name_local("User"))
    {
        reader.users.insert(guid(user, "guid"), name_of(user));
    }
    reader.cases(root);
    reader.sources(root);
    reader.links(root);
    for (tag, things, why) in [
        ("Set", "sets", "a record has no sets"),
        ("Graph", "graphs", "pictures are drawn anew"),
        (
            "Note",
            "notes",
            "a record has remarks on its own things only",
        ),
    ] {
        for node in root
            .descendants()
            .filter(|node| node.has_tag_name_local(tag))
        {
            reader.draft.tally.skipped(things, why, name_of(node));
        }
    }
    reader.draft.finish()
}

impl Reader {
    fn cases(&mut self, root: Node<'_, '_>) {
        self.draft.tally.expect("cases", Some("stakeholders"));
        let variables: BTreeMap<String, String> = (root.descendants())
            .filter(|node| node.has_tag_name_local("Variable"))
            .map(|node| (guid(node, "guid"), name_of(node)))
            .collect();
        for case in root
            .descendants()
            .filter(|node| node.has_tag_name_local("Case"))
        {
            let name = name_of(case);
            let id = self.draft.stakeholder(&name, StakeholderKind::Other);
            self.draft.tally.kept("cases");
            if let Some(one) = self.draft.parts.stakeholders.last_mut() {
                one.comment = child(case, "Description")
                    .map(words)
                    .filter(|text| !text.is_empty());
                for value in children(case, "VariableValue") {
                    let key = child(value, "VariableRef").map(|node| guid(node, "targetGUID"));
                    let key = key.and_then(|key| variables.get(&key).cloned());
                    let said = value.children().filter(|node| {
                        node.is_element() && !node.has_tag_name_local("VariableRef")
                    });
                    let said = one_line(&said.map(words).collect::<Vec<_>>().join(" "));
                    if let Some(key) = key.filter(|key| !key.is_empty() && !said.is_empty()) {
                        if ["kind", "type"].contains(&key.to_lowercase().as_str()) {
                            one.kind = said.to_lowercase().parse().unwrap_or(one.kind);
                        }
                        one.attributes.insert(key, said);
                    }
                }
            }
            for reference in case.children().filter(|node| {
                node.has_tag_name_local("SelectionRef") || node.has_tag_name_local("SourceRef")
            }) {
                self.speakers
                    .entry(guid(reference, "targetGUID"))
                    .or_default()
                    .push(id.clone());
            }
            let coded = children(case, "CodeRef").count();
            self.draft
                .tally
                .lost_n("codes of cases", "a statement needs a source", coded, name);
        }
    }

    fn sources(&mut self, root: Node<'_, '_>) {
        self.draft.tally.expect("sources", None);
        self.draft.tally.expect("codings", Some("statements"));
        let Some(list) = child(root, "Sources") else {
            return;
        };
        for source in list.children().filter(Node::is_element) {
            let name = name_of(source);
            let id = self.draft.source(&name);
            self.draft.tally.kept("sources");
            if let Some(one) = self.draft.parts.sources.last_mut() {
                let about = child(source, "Description").map(words).unwrap_or_default();
                let (head, rest) = about.split_once(' ').unwrap_or((&about, ""));
                let url = Some(head).filter(|head| super::text::is_web_address(head));
                one.url = url.map(str::to_owned);
                let rest = if url.is_some() { rest } else { &about };
                one.comment = (!rest.is_empty()).then(|| rest.to_owned());
            }
            let inside = child(source, "PlainTextContent")
                .and_then(|node| node.text())
                .map(str::to_owned);
            let path = source.attribute("plainTextPath").map(super::table::base);
            let text = inside.or_else(|| self.texts.get(&path?).cloned());
            if text.is_some() {
                let why = "a record names a file; the coded passages are kept as quotes";
                self.draft.tally.lost("texts of sources", why, name.clone());
            }
            let letters: Vec<char> = text.unwrap_or_default().chars().collect();
            // Text of a PDF or of a recording stands one level lower.
            let passages = source.descendants().filter(|node| {
                *node == source
                    || node.tag_name().name().ends_with("Selection")
                    || node.has_tag_name_local("TranscriptionSelection")
            });
            for passage in passages {
                self.passage(passage, (source, &id, &name), &letters);
            }
        }
    }

    /// The statements of one passage: one for each theme that it is coded with.
    fn passage(
        &mut self,
        node: Node<'_, '_>,
        (source, id, name): (Node<'_, '_>, &SourceId, &str),
        letters: &[char],
    ) {
        let codings: Vec<Node<'_, '_>> = children(node, "Coding").collect();
        if codings.is_empty() {
            return;
        }
        let code = |coding: Node<'_, '_>| {
            child(coding, "CodeRef")
                .map(|code| guid(code, "targetGUID"))
                .unwrap_or_default()
        };
        let mut stances: Vec<Stance> = codings
            .iter()
            .filter_map(|one| self.stances.get(&code(*one)).copied())
            .collect();
        stances.sort_unstable();
        stances.dedup();
        let place = |coding: Node<'_, '_>| coding.attribute("guid").unwrap_or(name).to_owned();
        let position = |key: &str| {
            node.attribute(key)
                .and_then(|at| at.trim().parse::<u32>().ok())
        };
        let span = position("startPosition")
            .zip(position("endPosition"))
            .and_then(|(start, end)| Span::new(start, end));
        let long = |span: &Span| span.end() - span.start() > MOST_QUOTED;
        if span.is_some_and(|span| long(&span)) {
            let why = "longer than 5,000 letters: the span tells them";
            self.draft.tally.lost("words of passages", why, place(node));
        }
        let short = span.filter(|span| !long(span));
        let quote = short.and_then(|span| letters.get(span.start() as usize..span.end() as usize));
        let quote = quote
            .map(|quote| one_line(&quote.iter().collect::<String>()))
            .filter(|quote| !quote.is_empty());
        let speakers = self
            .speakers
            .get(&guid(node, "guid"))
            .or_else(|| self.speakers.get(&guid(source, "guid")));
        let mut speakers: Vec<StakeholderId> = speakers.cloned().unwrap_or_default();
        let themes: Vec<(Node<'_, '_>, ThemeId)> = (codings.iter())
            .filter_map(|&one| Some((one, self.themes.get(&code(one)).cloned()?)))
            .collect();
        let stated: Vec<(Node<'_, '_>, ClaimId)> = (codings.iter())
            .filter_map(|&one| Some((one, self.stated.get(&code(one)).cloned()?)))
            .collect();
        // With a claim on the passage its themes are the claim's.
        let coded = if stated.is_empty() {
            let claims = themes.into_iter();
            (claims.map(|(coding, theme)| (coding, self.claim(&theme)))).collect()
        } else {
            for (_, theme) in themes {
                let places = stated
                    .iter()
                    .filter_map(|(_, claim)| self.draft.claim_at(claim));
                for at in places.collect::<Vec<_>>() {
                    let claim = &mut self.draft.parts.claims[at];
                    claim.themes.entry(theme.clone()).or_insert(Stance::Support);
                }
                self.draft.tally.kept("codings of claims' themes");
                self.draft
                    .tally
                    .note("a claim is taken to speak for the themes of its passages");
            }
            stated
        };
        for &coding in codings.iter().filter(|one| {
            let code = code(**one);
            !self.themes.contains_key(&code) && !self.stated.contains_key(&code)
        }) {
            if self.stances.contains_key(&code(coding)) && !coded.is_empty() {
                self.draft.tally.kept("codings of stance");
            } else {
                let why = "its code is a stance alone, or is not in the codebook";
                self.draft.tally.skipped("codings", why, place(coding));
            }
        }
        if stances.len() > 1 {
            for (coding, _) in coded {
                self.draft.tally.skipped(
                    "codings",
                    "the passage is coded with both stances",
                    place(coding),
                );
            }
            return;
        }
        if stances.is_empty() && !coded.is_empty() {
            self.draft.tally.note("passages without a code for the stance are taken to support what they are coded with");
        }
        if speakers.is_empty() && !coded.is_empty() {
            self.draft
                .tally
                .note("where no case has a passage, the name of its source stands for who speaks");
            speakers.push(self.of_source(source, name));
        }
        let stance = stances.first().copied().unwrap_or(Stance::Support);
        if span.is_none() && node != source {
            self.draft.tally.lost(
                "places of passages",
                "a span counts letters of a text",
                place(node),
            );
        }
        let label = name_of(node);
        let remark = child(node, "Description")
            .map(words)
            .filter(|text| !text.is_empty());
        let named = crate::model::check_id(&label).is_ok() && node != source;
        for (coding, claim) in coded {
            let user = [coding, node]
                .into_iter()
                .find_map(|node| self.users.get(&guid(node, "creatingUser")).cloned());
            for who in &speakers {
                let name = if named {
                    label.clone()
                } else {
                    format!("{who} {claim}")
                };
                let row = self.draft.statement(&name, (who, &claim), stance, id);
                row.span = span;
                row.quote = quote.clone();
                row.coder = user.clone().filter(|name| !name.is_empty());
                row.note = Some(label.clone()).filter(|label| {
                    !named && !label.is_empty() && Some(label) != quote.as_ref() && node != source
                });
                row.comment = remark.clone().filter(|_| node != source);
            }
            self.draft.tally.kept("codings");
            let notes = children(coding, "NoteRef").count();
            self.draft.tally.lost_n(
                "notes on codings",
                "a record has remarks on its own things only",
                notes,
                place(coding),
            );
        }
    }

    /// Links between codes of claims are relations.
    fn links(&mut self, root: Node<'_, '_>) {
        for link in root
            .descendants()
            .filter(|node| node.has_tag_name_local("Link"))
        {
            let end = |key: &str| self.stated.get(&guid(link, key)).cloned();
            let stance = match name_of(link).as_str() {
                "challenges" | "attacks" => Some(Stance::Concern),
                name if name == Stance::Support.relation_verb() => Some(Stance::Support),
                name => stance_of(name),
            };
            match (end("originGUID"), end("targetGUID"), stance) {
                (Some(from), Some(to), Some(stance)) => {
                    self.draft
                        .relation("links", (&from, &to), stance, None, None);
                    if let Some(last) = self.draft.parts.relations.last_mut() {
                        // A link says nothing of what it rests on.
                        last.basis = None;
                    }
                }
                _ => {
                    let why = "it does not tie two claims with a stance";
                    self.draft.tally.skipped("links", why, name_of(link));
                }
            }
        }
    }

    fn of_source(&mut self, source: Node<'_, '_>, name: &str) -> StakeholderId {
        let key = format!("source {}", source.id().get());
        if let Some(known) = self.speakers.get(&key).and_then(|list| list.first()) {
            return known.clone();
        }
        let id = self.draft.stakeholder(name, StakeholderKind::Other);
        self.speakers.insert(key, vec![id.clone()]);
        id
    }

    /// The claim that a passage with this code is taken to make.
    fn claim(&mut self, theme: &ThemeId) -> ClaimId {
        if let Some(known) = self.claims.get(theme) {
            return known.clone();
        }
        let name = self
            .draft
            .parts
            .themes
            .iter()
            .find(|one| one.id == *theme)
            .map(|one| one.name.clone());
        let id = self
            .draft
            .claim(Some(theme.as_str()), &name.unwrap_or_default());
        if let Some(claim) = self.draft.last_claim() {
            claim.themes.insert(theme.clone(), Stance::Support);
        }
        self.claims.insert(theme.clone(), id.clone());
        id
    }
}
