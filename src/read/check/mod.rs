//! What `check` looks at once a record has been read.

mod evidence;
mod fairness;

pub use evidence::{SourceText, evidence, paragraphs};
pub use fairness::{fairness, folded};
