//! A draft as a record.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use super::proposal::{Draft, Proposal};
use super::review::claim_id;
use crate::model::{
    Claim, ClaimId, Fault, Fidelity, Parts, Record, Source, SourceId, Span, StakeholderId, Stance,
    Statement, StatementId,
};
use crate::read::Codebook;

/// Who coded what nobody has looked at yet.
const CODER: &str = "plenary draft";

/// The proposals as claims and statements of one source, with the stakeholders and themes of
/// the codebook that they use. Every statement says `inferred`, its doubt and the reasons.
///
/// # Errors
/// What keeps the parts from being a record: a codebook whose themes are broader than
/// themselves.
pub fn draft_record(
    draft: &Draft,
    codebook: &Codebook,
    source: Source,
) -> Result<Record, Vec<Fault>> {
    let mut parts = Parts {
        title: Some(format!("Draft: {}", source.title)),
        ..Parts::default()
    };
    let prefix = source.id.to_string();
    let mut actors = BTreeSet::new();
    let mut themes = BTreeSet::new();
    for (number, proposal) in draft.proposals.iter().enumerate() {
        let made = entries(proposal, number, &prefix, &source.id);
        let Some((claim, statements)) = made.filter(|(_, statements)| !statements.is_empty())
        else {
            continue;
        };
        actors.extend(statements.iter().map(|one| one.stakeholder.clone()));
        themes.extend(claim.themes.keys().cloned());
        parts.claims.push(claim);
        parts.statements.extend(statements);
    }
    // Broader themes come along.
    loop {
        let more: Vec<_> = (codebook.themes.iter())
            .filter(|theme| themes.contains(&theme.id))
            .filter_map(|theme| theme.broader.clone())
            .filter(|broader| !themes.contains(broader))
            .collect();
        if more.is_empty() {
            break;
        }
        themes.extend(more);
    }
    let used = codebook
        .stakeholders
        .iter()
        .filter(|one| actors.contains(&one.id));
    let known = |id: &StakeholderId| codebook.stakeholders.iter().any(|one| one.id == *id);
    let unnamed = draft.unnamed.iter();
    let unnamed = unnamed.filter(|one| actors.contains(&one.id) && !known(&one.id));
    parts.stakeholders = used.chain(unnamed).cloned().collect();
    for one in &mut parts.stakeholders {
        one.comment = None;
    }
    let used = codebook
        .themes
        .iter()
        .filter(|one| themes.contains(&one.id));
    parts.themes = used.cloned().collect();
    parts.sources.push(source);
    Record::resolve(parts)
}

fn entries(
    proposal: &Proposal,
    number: usize,
    prefix: &str,
    source: &SourceId,
) -> Option<(Claim, Vec<Statement>)> {
    let claim = ClaimId::new(&claim_id(prefix, number)).ok()?;
    let span = Span::new(
        u32::try_from(proposal.span.start).ok()?,
        u32::try_from(proposal.span.end).ok()?,
    )?;
    let note = format!(
        "doubt {:.2}: {}",
        proposal.doubt,
        proposal.reasons.join("; ")
    );
    let statements = (1..)
        .zip(&proposal.voices)
        .filter_map(|(n, voice)| {
            Some(Statement {
                id: StatementId::new(&format!("{claim}-{n}")).ok()?,
                stakeholder: voice.stakeholder.clone(),
                claim: claim.clone(),
                stance: voice.stance,
                source: source.clone(),
                paragraph: NonZeroU32::new(u32::try_from(proposal.paragraph).ok()?),
                span: Some(span),
                quote: Some(proposal.quote.clone()),
                date: None,
                speaker: None,
                condition: None,
                fidelity: Some(Fidelity::Inferred),
                coder: Some(CODER.to_owned()),
                note: Some(note.trim_end_matches(": ").to_owned()),
                comment: None,
            })
        })
        .collect();
    let claim = Claim {
        id: claim,
        text: proposal.quote.clone(),
        themes: (proposal.themes.iter())
            .map(|one| (one.theme.clone(), one.stance))
            .collect::<std::collections::BTreeMap<_, Stance>>(),
        comment: None,
    };
    Some((claim, statements))
}
