//! Networks: by hand, by law, and number for number against the Discourse Network Analyzer.

mod conformance;
mod hand;
mod laws;
mod windows;
