//! One output format a file: value in, text out.

mod dot;
mod svg;

pub use dot::{DotOptions, dot};
pub use svg::{SvgOptions, svg};
