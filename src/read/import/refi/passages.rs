//! Sources and their passages: statements.

use roxmltree::Node;

use super::project::Reader;
use super::{Local as _, guid, name_of};
use crate::model::{ClaimId, SourceId, Span, StakeholderId, StakeholderKind, Stance, ThemeId};
use crate::read::import::table::base;
use crate::read::import::text::{is_web_address, one_line};
use crate::read::import::xml::{child, children, words};

/// Longer passages are no quotes; many over one text would fill the memory.
const MOST_QUOTED: u32 = 5000;

impl Reader {
    pub(super) fn sources(&mut self, root: Node<'_, '_>) {
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
                let url = Some(head).filter(|head| is_web_address(head));
                one.url = url.map(str::to_owned);
                let rest = if url.is_some() { rest } else { &about };
                one.comment = (!rest.is_empty()).then(|| rest.to_owned());
            }
            let inside = child(source, "PlainTextContent")
                .and_then(|node| node.text())
                .map(str::to_owned);
            let path = source.attribute("plainTextPath").map(base);
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
        let name = self.draft.theme_of(theme).map(|one| one.name.clone());
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
