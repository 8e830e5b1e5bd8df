//! The nouns, the one sign, the resolved record and the signed graph made from it.
//!
//! Nothing here reads, writes or draws.

mod condition;
pub(crate) mod events;
mod graph;
mod hierarchy;
mod ids;
mod nouns;
mod progress;
mod property_graph;
mod question;
mod record;
mod resolve;
mod stance;
mod statements;
mod words;

pub use condition::{Condition, Pattern};
pub use events::{
    Attribute, ColumnIx, Document, Events, EventsBuilder, RecordRows, TextColumn, TextView, Values,
    Variable, VariableRef,
};
pub use graph::{Edge, EdgeKind, GraphOptions, KnowledgeGraph, Node, Position, RollUp};
pub use ids::{
    ClaimId, ClaimIx, IdError, MAX_ID_LENGTH, SourceId, SourceIx, StakeholderId, StakeholderIx,
    StatementId, StatementIx, ThemeId, ThemeIx, check_id, propose_id,
};
pub use jiff::civil::Date;
pub use nouns::{Claim, Noun, Relation, Source, Span, Stakeholder, Statement, Theme};
pub use progress::{Progress, Step};
pub use property_graph::{
    ATTRIBUTE_NAMES, Attributes, EDGE_KIND, NODE_KIND, NodeLook, PropertyEdge, PropertyGraph,
    PropertyGraphOptions, PropertyNode, RESERVED, STANCE, SourceNodes, Value, attribute,
    attribute_column, attribute_key,
};
pub use question::{HeldStance, Question, Subject};
pub use record::{Record, ResolvedRelation};
pub use resolve::{Fault, FaultKind, Parts};
pub use stance::Stance;
pub use statements::Statements;
pub use words::{Basis, Fidelity, StakeholderKind, UnknownWord};
